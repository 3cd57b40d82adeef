"""The noun phrases, times and places of a statement."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from kg.dates import expressions, resolve
from kg.document import Document
from kg.ontology.tables import rows
from kg.ontology.words import light, noun_class, relation_of_noun
from kg.syntax import (
    Sentence,
    Word,
    ancestors,
    child,
    childs,
    conjuncts,
    infinitive,
    is_verb,
    passive,
    prepositions,
)
from kg.types import Argument, Kind, Mention, Modality, Phrase, Time

CUT = frozenset({"relcl", "acl", "appos", "punct", "cc", "conj", "parataxis", "ccomp", "advcl"})
"""What a noun phrase is trimmed of."""
LOCATIVE = frozenset("in at near inside outside on across around along off throughout".split())
PLACES = (Kind.PLACE, Kind.COUNTRY)
DEFINITE = frozenset({"the", "a", "an", "this", "that", "these", "those", "its", "their", "his", "her"})


def actor(doc: Document, word: Word) -> Mention | None:
    """Who a noun stands for; nobody for a thing, a date, or an open pronoun."""
    mention = doc.mention(word)
    if mention is None and word.dep != "pobj":
        named = next((c for c in childs(word, "appos") if doc.mention(c) is not None), None)
        mention = doc.mention(named) if named is not None and _names(doc, word) else None
    return mention


def _names(doc: Document, word: Word) -> bool:
    """An apposition that names its noun (*the envoy, Witkoff*), not one that explains a coordination."""
    return not childs(word, "conj")


QUANTITIES = frozenset(
    "dozens hundreds thousands millions tens scores number group majority most some many several all half "
    "part one each parts both pair couple series handful total".split()
)
"""Nouns of measure: *dozens of soldiers* are soldiers."""


def core(word: Word) -> Word:
    """The noun that a noun of measure measures, the name that a place has (*the city of X*), or the word."""
    if word.lower in QUANTITIES or word.pos == "NUM":  # *11 of the prisoners*
        return next((core(noun) for prep, noun in prepositions(word) if prep.lower == "of"), word)
    if (
        word.tag == "NN"
        and "AREA" in noun_class(word.lemma)
        and child(word, "compound", "nmod", "poss") is None
    ):
        named = (noun for prep, noun in prepositions(word) if prep.lower == "of" and noun.pos == "PROPN")
        return next(named, word)
    return word


def named_by(doc: Document, word: Word) -> list[Word]:
    """The names that an apposition gives a nominal (*the gangs Los X and Los Y*), or the word itself."""
    mention = doc.mention(word)
    if mention is not None and mention.name is not None and word.i in doc.names:
        others = [w for w in _nations(doc, word) if w.i not in doc.names or doc.mention(w) is not mention]
        return [*others, word] if len(sides(doc, word)) > 1 else [word]  # *Greek and Turkish forces*
    for c in childs(word, "appos"):
        given = doc.mention(c)
        apart = mention is not None and mention.kind is Kind.PERSON  # a staff member is not his company
        apart = apart and given is not None and given.kind is not Kind.PERSON
        if given is not None and given.name is not None and c.i in doc.names and not apart:
            return [w for w in conjuncts(c) if doc.mention(w) is not None]
    return [word]


WITHIN = (
    "of",
    "by",
    "from",
    "for",
    "with",
    "to",
    "against",
    "on",
    "between",
    "toward",
    "towards",
    "into",
    "over",
    "in",
)
"""Prepositions that lead from a thing to whose it is or whom it is for, the likeliest first."""


SUMS = frozenset({"", "MONEY", "QUANTITY", "CARDINAL"})
"""The model's labels of what can be somebody's: *$5 million of aid for Chad*."""


NO_PARTY = frozenset({"behalf", "basis", "condition", "charges", "grounds", "suspicion"})
"""Nouns that make a preposition with the one before them: *on behalf of*."""
HELD = frozenset({"ASSAULT", "CONSULT", "PROTEST"})
"""Types of deeds that are not done to where they are done: *the war in Ukraine*, *a summit in Rome*."""
TERRITORIAL = frozenset({"ASSAULT", "COERCE", "MOBILIZE", "CONCEDE"})
"""Types of deeds that are done to the place in which a thing is attacked, forbidden, readied or eased."""


def actor_in(doc: Document, noun: Word) -> Mention | None:
    """The actor that a noun names or, of a thing, the one inside it."""
    return actor(doc, core(noun)) or inner_actor(doc, noun)


def inner_actor(doc: Document, noun: Word, depth: int = 0) -> Mention | None:
    """The actor inside a thing: Lula of *a request from Lula*, Syria of *air links with Syria*.

    Whose deed it is goes before whom it is done to (*Iran's attack on Iraq*), whose thing it is before where.
    """
    if depth == 0 and (noun.pos == "PROPN" or noun.entity not in SUMS):
        return None
    known = relation_of_noun(noun.lower, noun.lemma)
    deed, held = known is not None, known is not None and known.relation.type in HELD
    near = sorted(prepositions(noun), key=lambda x: WITHIN.index(x[0].lower) if x[0].lower in WITHIN else 99)
    near = [(p, w) for p, w in near if w.lower not in NO_PARTY and not (held and p.lower == "over")]
    under = [(p, w) for p, w in near if p.lower != "in"]
    ways = (
        _under(doc, [x for x in under if x[0].lower == "by"]),
        _before(doc, noun, deed) if deed else None,
        _under(doc, under),
        _before(doc, noun, False),
        _maker(doc, noun),
        _under(doc, [x for x in near if x[0].lower == "in"]) if not held else None,
    )
    found = next((m for m in ways if m is not None), None)
    if found is not None or depth == 2:
        return found
    deeper = (
        inner_actor(doc, w, depth + 1)
        for p, w in near
        if p.lower in WITHIN and not (deed and p.lower == "in")
    )
    return next((m for m in deeper if m is not None), None)


LEADING = frozenset({*WITHIN, *LOCATIVE, "under"} - {"by", "near", "along", "off"})
"""Prepositions through which a deed reaches somebody."""
SETTINGS = frozenset("face wake midst aftermath case view light response exchange order".split())
"""Nouns that make a preposition of their own: *in the face of*."""
HOLDING = frozenset(
    {
        "agent",
        "dobj",
        "attr",
        "pobj",
        "dative",
        "poss",
        "amod",
        "nmod",
        "compound",
        "conj",
        "appos",
        "xcomp",
        "acomp",
    }
)
"""Labels under which what is told of a deed hangs."""


def within(doc: Document, top: Word) -> Iterator[Mention]:
    """Who stands in what is told of a deed or thing, the nearest first: Chad of *built schools in Chad*."""
    level = [top]
    while level:
        below = [c for w in level for c in w.children if _leads(w, c)]
        found = (m for w in below if (m := actor(doc, core(w))) is not None and acts(m))
        yield from found
        level = below


def _leads(word: Word, below: Word) -> bool:
    """What hangs here tells more of the same deed."""
    if below.dep == "prep":
        if any(c.dep == "pobj" and c.lower in SETTINGS | NO_PARTY for c in below.children):
            return False
        happens = below.lower in ("in", "at", "on", "near") and happening(word)
        return below.lower in LEADING and not happens and not _beside_it(below)
    if below.dep in ("acl", "advcl"):
        aimed = below.tag == "VBG" and below.lemma == "target"  # *attacks targeting the army*
        return aimed or (passive(below) if below.dep == "acl" else infinitive(below))
    return below.dep in HOLDING and not (below.dep == "conj" and is_verb(below))


def _beside_it(prep: Word) -> bool:
    """*with its minister saying that*: something else that is told beside."""
    return prep.lower == "with" and any(childs(noun, "acl") for noun in childs(prep, "pobj"))


def names(noun: Word, relation: str | None) -> bool:
    """The noun names the deed itself: *support* of *voiced support*."""
    known = relation_of_noun(noun.lower, noun.lemma)
    return known is not None and known.relation.name == relation


def happening(noun: Word) -> bool:
    """*a summit in Rome*: done in a place, not to it, as an attack is."""
    known = relation_of_noun(noun.lower, noun.lemma)
    return known is not None and known.relation.type in HELD - {"ASSAULT"}


def beside(doc: Document, verb: Word, type_: str) -> Mention | None:
    """Against whom a verb's deed is, when its object is a thing: *fired rockets at bases of the army*.

    Force and rule are used on the place where they are used: *carried out strikes in the Gaza Strip*,
    *imposed a curfew in Jenin*.
    """
    for prep, noun in prepositions(verb):
        if prep.lower == "against" or (prep.lower in ("on", "at") and type_ == "ASSAULT"):
            found = actor_in(doc, noun)
            if found is not None and acts(found):
                return found
    return place(doc, verb) if type_ in TERRITORIAL else None


def _under(doc: Document, held: list[tuple[Word, Word]]) -> Mention | None:
    """The first actor under one of the prepositions."""
    for prep, noun in held:
        found = actor(doc, core(noun)) if prep.lower in WITHIN else None
        if found is not None and acts(found) and (found.kind is not Kind.PLACE or prep.lower != "for"):
            return found
    return None


def _before(doc: Document, noun: Word, deed: bool) -> Mention | None:
    """*Iranian* and *Iran's* before a noun; *its attack* is the subject's own."""
    for c in noun.children:
        if c.dep in ("poss", "amod", "compound", "nmod") and c.i < noun.i and not (deed and c.pos == "PRON"):
            found = doc.mention(c)
            if acts(found):
                return found
    return None


def _maker(doc: Document, noun: Word) -> Mention | None:
    """*an appeal filed by lawyers*, *an offer that was made by Chad*."""
    for verb in childs(noun, "acl", "relcl"):
        for by in childs(verb, "agent") if passive(verb) else ():
            for held in childs(by, "pobj"):
                found = actor(doc, core(held))
                if found is not None and acts(found):
                    return found
    return None


STATE = frozenset({"GOV", "MIL", "COP", "SPY", "LEG"})
"""Sectors whose people act for their country."""


ALONE = frozenset({"president", "minister", "leader", "king", "chancellor", "premier", "ambassador"})
"""Persons, who may do apart what is told of both: *the Greek and Turkish presidents attended*."""


def sides(doc: Document, noun: Word) -> list[Mention]:
    """The countries of *Greek and Turkish officials*, who do together what they do."""
    mention = doc.mention(noun)
    if mention is None or mention.sector not in STATE or noun.lemma in ALONE:
        return []
    found = [m for w in _nations(doc, noun) if (m := doc.mention(w)) is not None]
    countries = [m for m in found if m.kind is Kind.COUNTRY or m is mention]
    return found if len(found) > 1 and len(countries) == len(found) else []


def _nations(doc: Document, noun: Word) -> list[Word]:
    """*Greek* and *Turkish* before a noun, the last of which may be in its name; *the navies of X and Y*."""
    first = next(
        (c for c in noun.children if c.dep in ("amod", "compound", "nmod") and childs(c, "conj")), None
    )
    if first is not None:
        return conjuncts(first)
    held = (w for p, w in prepositions(noun) if p.lower in ("of", "from") and childs(w, "conj"))
    return next((conjuncts(w) for w in held if noun.tag == "NNS"), [])


def same(a: Mention, b: Mention) -> bool:
    """The two stand for one actor."""
    return _who(a) == _who(b) or a.start == b.start


def _who(mention: Mention) -> str:
    return mention.actor or mention.name or mention.nominal or mention.text


def acts(mention: Mention | None) -> bool:
    """It can be a node: named or nominal, resolved, and no thing."""
    return mention is not None and not mention.open and mention.kind is not Kind.THING


def phrase(doc: Document, word: Word) -> Phrase:
    """The noun phrase of a word: its modifiers before, its *of* behind, without determiner."""
    first = last = word.i
    for c in word.children:
        if c.dep in CUT:
            continue
        if c.i < word.i and c.right < word.i:
            first = min(first, c.left)
        elif c.dep == "prep" and c.lower == "of" and c.i == last + 1:
            last = _plain_end(c)
    while first < word.i and doc.words[first].lower in DEFINITE:
        first += 1
    return doc.span(first, last)


def _plain_end(prep: Word) -> int:
    """The last word of *of X*, before X's own clauses."""
    nouns = childs(prep, "pobj")
    return max([n.i for n in nouns], default=prep.i - 1)


def thing(doc: Document, word: Word) -> Mention:
    """A noun that is no actor, as a mention: *documents* show, *an explosion* killed."""
    words = phrase(doc, word)
    return Mention(words.text, words.start, words.end, Kind.THING)


def party(doc: Document, word: Word) -> Mention | None:
    """The actor, or else the thing; nobody for pronouns and for words that are neither."""
    found = actor(doc, word)
    if found is not None:
        return found
    return thing(doc, word) if word.pos in ("NOUN", "PROPN") else None


def place(doc: Document, word: Word) -> Mention | None:
    """Where: the first place under a locative preposition of the word or of its object."""
    for near in (word, *childs(word, "dobj", "attr", "prep", "xcomp")):
        for prep, noun in prepositions(near):
            if prep.lower not in LOCATIVE:
                continue
            for held in (noun, *(n for p, n in prepositions(noun) if p.lower in ("in", "near", "of"))):
                mention = doc.mention(held)
                if mention is None or mention.open or mention.kind not in PLACES:
                    continue
                if mention.kind is Kind.PLACE or prep.lower not in ("on", "across", "along"):
                    return mention  # *called on Norway* is no place
    return None


def arguments(doc: Document, word: Word, used: frozenset[int]) -> Iterator[Argument]:
    """Times, places and further participants under prepositions, but those that start at ``used``."""
    for prep, noun in prepositions(word):
        mention = doc.mention(noun)
        start = mention.start if mention is not None else noun.start
        if start not in used and noun.start not in used and prep.dep != "agent":
            words = phrase(doc, noun)
            yield Argument(prep.lower, words.text, words.start, words.end)


TIMED = frozenset(
    {
        "offset",
        "clear month",
        "short month",
        "month",
        "strict month",
        "weekday",
        "short weekday",
        "unit",
        "shift",
        "season",
    }
    | {"clear season", "holiday", "feast", "known day", "part"}
)
"""Kinds of ``calendar.tsv`` of which every time expression has a word, unless it is in figures."""


def _dated(word: Word) -> bool:
    """It can be part of a time expression: reading every sentence for one is what dates would cost."""
    if word.text[:1].isdigit():
        return len(word.text) >= 4 and word.entity in ("DATE", "")
    return word.lower in _calendar()


@cache
def _calendar() -> frozenset[str]:
    table = rows("calendar.tsv", ("kind", "word", "value"))
    words = {piece for kind, word, _ in table if kind in TIMED for piece in word.lower().split()}
    return frozenset(words | {f"{w}s" for w in words}) - {"of", "the", "and"}


AROUND = 5
"""Words beside a word of time that can belong to its expression."""


class Times:
    """The time expressions of a document, by the verb or event noun that they hang from.

    A sentence is read when it is first asked for: finding dates is slow, and many sentences tell nothing.
    """

    def __init__(self, doc: Document) -> None:
        self._doc = doc
        self._read: dict[int, dict[int, list[tuple[Word, str]]]] = {}

    def _at(self, word: Word) -> list[tuple[Word, str]]:
        """The head words and the words of what hangs from a word."""
        if word.sentence not in self._read:
            held: dict[int, list[tuple[Word, str]]] = {}
            for at, text in self._told(self._doc.sentences[word.sentence]):
                for holder in _holders(at):
                    held.setdefault(holder.i, []).append((at, text))
            self._read[word.sentence] = held
        return self._read[word.sentence].get(word.i, [])

    def _told(self, sentence: Sentence) -> Iterator[tuple[Word, str]]:
        """The expressions of a sentence, with their head words."""
        words = self._doc.words[sentence.first : sentence.last + 1]
        dated = [w.i for w in words if _dated(w)]
        if dated:
            starts = {w.start: w for w in words}
            first, last = max(sentence.first, dated[0] - AROUND), min(sentence.last, dated[-1] + AROUND)
            span = self._doc.span(first, last)
            for e in expressions(span.text):
                word = self._word(starts, span.start + e.start, span.start + e.end)
                if word is not None:
                    yield word, e.text

    @staticmethod
    def _word(starts: dict[int, Word], start: int, end: int) -> Word | None:
        """The head of an expression: the word in it that hangs outside."""
        inside = [starts[k] for k in range(start, end) if k in starts]
        return next((w for w in inside if not start <= w.head.start < end or w.root), None)

    def of(
        self, words: tuple[Word, ...], modality: Modality, said: frozenset[int] = frozenset()
    ) -> Time | None:
        """When: of the first of these words that has a time which resolves; no time of what is ``said``."""
        for word in words:
            for at, text in self._at(word):
                if at.i in said:
                    continue
                time = resolve(text, self._doc.article.date, modality is Modality.PLANNED)
                if time is not None:
                    return time
        return None


BEFORE_OR_AFTER = frozenset({"after", "before", "following", "since", "despite", "amid", "over"})
"""What leads to another event than the verb's, whose time a time behind may be."""


def _happens(noun: Word) -> bool:
    """*the murder in 2022*: the time is the murder's, unless a light verb only carries it."""
    known = relation_of_noun(noun.lower, noun.lemma)
    carried = noun.dep in ("dobj", "nsubjpass") and bool(light(noun.head.lemma))
    return known is not None and not carried


def _set_elsewhere(verb: Word, time: Word) -> bool:
    """*expelled them after the attack yesterday*, *jailed for killing him in 2024*: of which of the two?"""
    return any(
        verb.i < c.i < time.left
        and c.dep == "prep"
        and (c.lower in BEFORE_OR_AFTER or child(c, "pcomp") is not None)
        for c in verb.children
    )


def _holders(word: Word) -> Iterator[Word]:
    """The nearest verb above, and a noun between that the time stands at."""
    for above in ancestors(word, 8):
        if is_verb(above) and _set_elsewhere(above, word):
            return
        if above.pos in ("NOUN", "PROPN") or is_verb(above):
            yield above
        if is_verb(above) or (above.pos == "NOUN" and _happens(above)):
            return
