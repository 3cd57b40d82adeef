"""What somebody is: office, membership, kinship, told beside the name, in an apposition, by *is* or by *as*.

>>> from kg.pipeline import read_text
>>> [(o.subject.text, o.predicate.lemma, o.object.text)
...  for o in read_text("French president Emmanuel Macron spoke.").occurrences if o.kind == "role"]
[('Emmanuel Macron', 'president', 'French')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from kg.document import Document
from kg.extract.arguments import actor, acts
from kg.extract.clauses import Clause, colour
from kg.extract.found import Context, Found
from kg.ontology import words as lexicon
from kg.ontology.catalogue import catalogue
from kg.ontology.words import Role
from kg.syntax import Word, ancestors, child, childs, conjuncts, is_verb, passive, prepositions
from kg.types import Kind, Mention, Modality, Polarity, Predicate, StatementKind

MODIFIERS = frozenset({"compound", "amod", "nmod"})
OWNERS = ("of", "for", "to", "at", "in", "with")
SUFFIX = re.compile(r"[ -]+(elect|designate|nominee)$")
"""What follows an office that is not held yet."""
NOT_HELD = frozenset({"former", "late", "then", "incoming", "claimed"})
"""Statuses of a role that nobody has now: such a role is told, but under no relation."""
APPOINTING = frozenset(
    "appoint name elect reelect re-elect nominate swear inaugurate declare confirm install choose select "
    "pick designate crown recognize recognise propose reappoint approve proclaim ordain consecrate".split()
)
SERVING = frozenset(
    "serve work act return continue remain resign step retire quit stand run campaign".split()
)
HOLDING = frozenset(
    "nomination appointment election inauguration resignation candidacy confirmation selection term "
    "swearing-in swearing reelection re-election tenure role position job post return removal dismissal "
    "replacement".split()
)
LEAVING = frozenset(
    {"resign", "step", "retire", "quit", "resignation", "removal", "dismissal", "replacement"}
)
SEEKING = frozenset(
    "nominate propose nomination candidacy stand run campaign select pick choose selection".split()
)


@dataclass(frozen=True, slots=True)
class Title:
    """A role's words, first to last, and what they say of whether it is held now."""

    role: Role
    start: int
    end: int
    status: str = ""
    told: str = ""
    """The status's own word where it stands apart (*former* of *former Peruvian president*)."""


def roles(context: Context) -> Iterator[Found]:
    """Every role of a named person (or of a group that a noun presents as somebody's)."""
    doc = context.doc
    seen: set[tuple[int, int, int]] = set()
    for found in _all(context, doc):
        owner = found.object.start if isinstance(found.object, Mention) else -1
        who = found.subject.start if found.subject else -1
        key = (who, found.predicate.start, owner)
        if key not in seen and (owner >= 0 or not any(k[:2] == key[:2] for k in seen)):
            seen.add(key)
            yield found


def _all(context: Context, doc: Document) -> Iterator[Found]:
    for word in doc.words:
        mention = doc.mentions.get(word.i)
        if mention is not None and _bears(mention) and word.pos != "PRON":
            before = list(_before(doc, word, mention))
            yield from before
            yield from _after(doc, word, mention, bool(before))
    for clause in context.clauses.values():
        if clause.verb.lemma in ("be", "become", "remain") and clause.agents:
            yield from _copula(doc, clause)
        elif clause.verb.lemma in APPOINTING:
            yield from _appointed(doc, clause)
    for word in doc.words:
        if word.lower == "as" and word.dep == "prep":
            yield from _as(context, word)


def _bears(mention: Mention | None) -> bool:
    """A named person."""
    return mention is not None and mention.kind is Kind.PERSON and bool(mention.name) and not mention.open


def _first(doc: Document, head: Word) -> int:
    """The first word of the name that a word heads."""
    first = head.i
    while first > 0 and doc.names.get(first - 1) == doc.names.get(head.i, head.i):
        first -= 1
    return first


# -- before a name -------------------------------------------------------------------------------------------


def _before(doc: Document, head: Word, person: Mention) -> Iterator[Found]:
    """*Kremlin foreign policy adviser* before a name."""
    if doc.names.get(head.i) != head.i:
        return
    at = _first(doc, head)
    found = False
    for _ in range(3):
        title = _title(doc, at - 1) if at and doc.words[at - 1].sentence == head.sentence else None
        if title is None or (doc.words[at - 1].dep == "pobj" and title.start == title.end):
            break
        found = True
        for owner in _owners_before(doc, title, head):
            yield _made(doc, person, title, owner, "role:before")
        at = _edge(doc, title)
    if not found:
        yield from _led(doc, head, person, at)
        yield from _shared(doc, head, person)


def _edge(doc: Document, title: Title) -> int:
    """Where the title before this one would end: *army leader and council chairman*, *army chief General*."""
    at = title.start
    while at > 0 and (doc.names.get(at - 1) is not None or doc.words[at - 1].dep in MODIFIERS):
        if _title(doc, at - 1) is not None:
            return at
        at -= 1
    return at - 1 if at > 1 and doc.words[at - 1].lower in ("and", "&") and at < title.end + 1 else at


def _led(doc: Document, head: Word, person: Mention, first: int) -> Iterator[Found]:
    """*leader of the Houthis* right before a name: the name's owner stands between."""
    end = first - 1
    if end > 0 and doc.words[end].text == "," and head.dep == "appos":
        end -= 1  # *the ambassador of Chad, Ann Lee*, hung on Chad
    inner = doc.names.get(end) if end >= 0 else None
    if inner is None or inner == head.i or doc.words[inner].sentence != head.sentence:
        return
    at = _first(doc, doc.words[inner]) - 1
    if at > 0 and doc.words[at].pos == "DET":
        at -= 1
    if at > 0 and doc.words[at].lower in OWNERS and (title := _title(doc, at - 1)) is not None:
        owners = [o for o in _owners_before(doc, title, doc.words[at - 1]) if o is not None]
        for owner in [doc.mentions.get(inner), *owners[: int(_abroad(title))]]:
            if acts(owner):
                yield _made(doc, person, title, owner, "role:before")


def _shared(doc: Document, head: Word, person: Mention) -> Iterator[Found]:
    """*ministers A and B*: a plural title counts for everyone behind it."""
    top = head
    while top.dep == "conj" and not top.root:
        top = top.head
    if top is head or not _bears(doc.mentions.get(top.i)):
        return
    at = _first(doc, top) - 1
    title = _title(doc, at) if at >= 0 else None
    if title is not None and doc.words[at].tag in ("NNS", "NNPS"):
        own = [m for p, n in prepositions(head) if p.lower in OWNERS and acts(m := doc.mention(n))]
        for owner in own[:1] or _owners_before(doc, title, top):
            yield _made(doc, person, title, owner, "role:before")


def _title(doc: Document, end: int) -> Title | None:
    """The role whose last word is at ``end``, with the modifiers that belong to it."""
    word = doc.words[end]
    suffix = SUFFIX.search(doc.span(max(end - 2, 0), end).text.lower()) if end else None
    if suffix is None:
        suffix = SUFFIX.search(word.lower)
    if word.pos not in ("NOUN", "PROPN") and suffix is None and not (word.pos == "ADJ" and "-" in word.text):
        return None
    found = _longest(doc, end, word, suffix[0] if suffix else "")
    if found is None:
        return None
    role, start = found
    while start > 0 and _modifies(doc, doc.words[start - 1], start) and not _two_words(doc, start - 1):
        start -= 1
    if start > 0 and doc.words[start - 1].text == "-" and start < end:
        start += 1  # *far-right security minister*: the hyphen's left half is no modifier of its own
    status, told = _status(doc, start, end)
    return Title(role, start, end, "incoming" if suffix and not status else status, told)


def _two_words(doc: Document, end: int) -> bool:
    """A role of several words ends there, and no modifier: *army chief* of *army chief General*."""
    found = _longest(doc, end, doc.words[end], "") if doc.words[end].pos in ("NOUN", "PROPN") else None
    return found is not None and found[1] < end


def _longest(doc: Document, end: int, word: Word, suffix: str) -> tuple[Role, int] | None:
    """The longest role that ends there, and its first word."""
    known = lexicon.roles()
    for size in (6, 5, 4, 3, 2, 1):
        a = end - size + 1
        if a < 0 or doc.words[a].sentence != word.sentence:
            continue
        plain = doc.span(a, end).text.lower()
        if suffix and plain.endswith(suffix):
            plain = plain[: -len(suffix)]
        role = known.get(plain) or known.get(plain[: len(plain) - len(word.text)] + word.lemma)
        if role is not None and (size > 2 or not any(i in doc.names for i in range(a, end + 1))):
            return role, a
    return None


def _modifies(doc: Document, word: Word, start: int) -> bool:
    """*foreign policy* of *foreign policy adviser*, and *former*; no name, no demonym, no article."""
    return (
        word.dep in MODIFIERS
        and word.pos in ("NOUN", "ADJ", "PROPN")
        and word.i not in doc.names
        and word.i not in doc.mentions
        and word.head.i >= start
        and word.sentence == doc.words[start].sentence
    )


def _status(doc: Document, start: int, end: int) -> tuple[str, str]:
    """Whether it is held now: a word in the title, or left of it over demonyms, names and a hyphen."""
    known = lexicon.statuses()
    for i in range(end, max(start - 6, -1), -1):
        word = doc.words[i]
        if word.sentence != doc.words[end].sentence:
            break
        if i not in doc.names and word.lower in known and (i < end or i < start):
            return known[word.lower], "" if i >= start else word.lower
        verb = word.pos == "VERB" and word.dep != "amod"  # but *the former Russia-installed mayor*
        if i < start and (verb or word.pos in ("AUX", "DET", "CCONJ", "ADP") or word.text in ",.;:"):
            break
    return "", ""


def _owners_before(doc: Document, title: Title, head: Word) -> list[Mention | None]:
    """Whose: the names, demonyms or possessor just before the role; several where a hyphen joins them."""
    nearest = _owner_before(doc, title.start, head)
    if nearest is None or not _demonym(nearest):
        return [nearest]
    return [nearest, *_joined(doc, nearest)]


def _joined(doc: Document, nearest: Mention) -> Iterator[Mention]:
    """*Russian* of *Russian–Israeli*."""
    at = next((w.i for w in doc.words if w.start == nearest.start), 0)
    if at > 1 and doc.words[at - 1].text in ("-", "–"):
        other = doc.mention(doc.words[at - 2])
        if other is not None and _demonym(other) and other.actor != nearest.actor:
            yield other


def _owner_before(doc: Document, start: int, head: Word) -> Mention | None:
    """The nearest actor left of a role, shared over a coordination."""
    place = None
    for i in range(start - 1, max(start - 7, -1), -1):
        word = doc.words[i]
        if word.sentence != head.sentence or (
            word.pos in ("VERB", "AUX", "PUNCT", "CCONJ", "DET", "ADP") and word.text not in "-–"
        ):
            break
        owner = doc.mention(word)
        if acts(owner) and (word.i in doc.names or word.i in doc.mentions):
            assert owner is not None
            if owner.kind is not Kind.PLACE:
                return owner
            place = place or owner
    if place is not None:
        return place
    top = _coordinated(doc, start, head)
    if top is not None:
        before = _first(doc, top) - 1
        title = _title(doc, before) if before >= 0 else None
        if title is not None:
            return _owner_before(doc, title.start, top)
    return _owner_behind(doc, head)


def _coordinated(doc: Document, start: int, head: Word) -> Word | None:
    """The name that this one's title follows: *German chancellor A and defence minister B*."""
    if child(head, "poss") is not None:
        return None
    if head.dep == "conj" and not head.root:
        return head.head
    i = start - 1
    while i > 0 and doc.words[i].dep in MODIFIERS and doc.words[i].pos in ("ADJ", "NOUN", "PUNCT"):
        i -= 1
    named = doc.names.get(i - 1) if i > 0 and doc.words[i].lower == "and" else None
    return doc.words[named] if named is not None and _bears(doc.mentions.get(named)) else None


def _owner_behind(doc: Document, head: Word) -> Mention | None:
    """*King A of B*, *candidate A of the B party*; or the possessor that the parse hangs on the name."""
    of = next((p for p in childs(head, "prep") if p.lower == "of" and p.i == _last(doc, head) + 1), None)
    words = [*childs(head, "poss"), *(childs(of, "pobj") if of is not None else [])]
    return next((m for w in words if acts(m := doc.mention(w))), None)


def _last(doc: Document, head: Word) -> int:
    """The last word of the name that a word heads."""
    last = head.i
    while last + 1 < len(doc.words) and doc.names.get(last + 1) == doc.names.get(head.i, head.i):
        last += 1
    return last


# -- after a name, and by verbs ------------------------------------------------------------------------------


def _after(doc: Document, head: Word, person: Mention, titled: bool) -> Iterator[Found]:
    """*, the president of X,* after a name, or before it with the name as apposition."""
    nouns = [w for a in childs(head, "appos") for w in conjuncts(a)]
    if head.dep == "appos" and all(c.i > head.i for c in childs(head.head, "conj")) and not titled:
        nouns.append(head.head)
    titles = [
        (n, t) for n in nouns if n.i not in doc.names and not _anothers(doc, n) and (t := _title(doc, n.i))
    ]
    owned = next((o for n, t in reversed(titles) if (o := _owners(doc, n, t))), [])
    for noun, title in titles:
        shared = owned if noun is not titles[-1][0] and not _owners(doc, noun, title) else []
        yield from _told(doc, person, title, noun, "role:appos", shared=shared)


def _anothers(doc: Document, noun: Word) -> bool:
    """The title right before a name is that name's, wherever the parse hangs it."""
    after = doc.names.get(noun.i + 1)
    return after is not None and _bears(doc.mentions.get(after)) and after != noun.head.i


def _told(
    doc: Document,
    person: Mention,
    title: Title,
    noun: Word,
    pattern: str,
    modality: Modality = Modality.ACTUAL,
    polarity: Polarity = Polarity.POSITIVE,
    shared: Sequence[Mention | None] = (),
) -> Iterator[Found]:
    """One statement for every owner; one without where nobody is told."""
    owners = _owners(doc, noun, title) or list(shared)
    for owner in owners or [None]:
        yield _made(doc, person, title, owner, pattern, modality, polarity)


def _abroad(title: Title) -> bool:
    """An envoy is somebody's and to somebody."""
    return title.role.name.endswith(("ambassador", "envoy", "representative", "consul", "negotiator"))


def _owners(doc: Document, noun: Word, title: Title) -> list[Mention | None]:
    """*of X*, *X's*, *X* before the role noun; an ambassador has two."""
    found: list[Mention | None] = []
    for prep, w in prepositions(noun):
        if prep.lower in OWNERS and acts(doc.mention(w)) and prep.i <= noun.i + 3:
            found.append(doc.mention(w))
            break
    for c in noun.children:
        if c.dep in ("poss", *MODIFIERS) and c.i < title.start and acts(doc.mention(c)):
            found.append(doc.mention(c))
            break
    return found if _abroad(title) else found[:1]


def _copula(doc: Document, clause: Clause) -> Iterator[Found]:
    noun = child(clause.verb, "attr")
    if noun is None or noun.i in doc.names:
        return
    modality, polarity, _, _ = colour(clause.verb)
    for word in clause.agents:
        person = actor(doc, word)
        if person is not None and _bears(person):
            for n in conjuncts(noun):
                if (title := _title(doc, n.i)) is not None:
                    yield from _told(doc, person, title, n, "role:copula", modality, polarity)


def _appointed(doc: Document, clause: Clause) -> Iterator[Found]:
    """*was elected president*, *named her finance minister*."""
    noun = child(clause.verb, "oprd", "attr")
    if noun is None or noun.i in doc.names or (title := _title(doc, noun.i)) is None:
        return
    people = list(clause.patients) or [c for c in noun.children if c.i < noun.i]
    for word in people:
        person = actor(doc, word)
        if person is not None and _bears(person):
            yield from _held(doc, person, title, noun, clause.verb)


def _as(context: Context, word: Word) -> Iterator[Found]:
    """*sworn in as president*, *his resignation as leader*, *serves as ambassador*."""
    doc = context.doc
    noun = child(word, "pobj")
    if noun is None or noun.i in doc.names or (title := _title(doc, noun.i)) is None:
        return
    holders = _holders(context, word.head)
    nouns = conjuncts(noun)
    if len(nouns) == len(holders) > 1:  # *A and B are sworn in as president and prime minister*: each has his
        yield from _respectively(doc, holders, nouns, word.head)
        return
    for who in holders:
        person = actor(doc, who)
        if person is not None and _bears(person) and person.start != noun.start:
            yield from _held(doc, person, title, noun, word.head)


def _respectively(doc: Document, holders: Sequence[Word], nouns: Sequence[Word], by: Word) -> Iterator[Found]:
    owned: list[Mention | None] = []
    for who, noun in reversed(list(zip(holders, nouns, strict=True))):
        person, title = actor(doc, who), _title(doc, noun.i)
        if title is not None and person is not None and _bears(person):
            owned = _owners(doc, noun, title) or owned
            yield from _held(doc, person, title, noun, by, owned)


def _holders(context: Context, head: Word) -> list[Word]:
    """Who is told to be something by *as* below a verb or a noun like *resignation*."""
    if head.pos in ("NOUN", "PROPN") and not is_verb(head):
        if head.lemma not in HOLDING:
            return [head] if _bears(context.doc.mentions.get(head.i)) else []
        own = childs(head, "poss") + [n for p, n in prepositions(head) if p.lower == "of"]
        verb = next((a for a in ancestors(head, 4) if is_verb(a)), None)
        above = context.clauses.get(verb.i) if verb is not None else None
        if own or above is None:
            return own
        sent = head.dep == "pobj" and above.patients  # *confirmed her to a term as judge*
        return list(above.patients if sent else above.agents)
    clause = context.clauses.get(head.i)
    if clause is None:
        return []
    if head.lemma in APPOINTING or passive(head):
        return list(clause.patients)
    return list(clause.agents) if head.lemma in SERVING else []


def _held(
    doc: Document, person: Mention, title: Title, noun: Word, by: Word, shared: Sequence[Mention | None] = ()
) -> Iterator[Found]:
    """A role that a verb or noun gives or takes."""
    status = title.status or ("former" if by.lemma in LEAVING else "incoming" if by.lemma in SEEKING else "")
    modality, polarity, _, _ = colour(by) if is_verb(by) else (Modality.ACTUAL, Polarity.POSITIVE, "", ())
    given = Title(title.role, title.start, title.end, status, title.told)
    yield from _told(doc, person, given, noun, "role:as", modality, polarity, shared)


# -- the statement -------------------------------------------------------------------------------------------


def _demonym(mention: Mention) -> bool:
    """*Russian*: it tells where somebody is from rather than for whom he acts."""
    return mention.kind is Kind.COUNTRY and catalogue().demonym(mention.text) is not None


def _made(
    doc: Document,
    person: Mention,
    title: Title,
    owner: Mention | None,
    pattern: str,
    modality: Modality = Modality.ACTUAL,
    polarity: Polarity = Polarity.POSITIVE,
) -> Found:
    words = doc.span(title.start, title.end)
    if owner is not None and (owner.start == person.start or (owner.actor and owner.actor == person.actor)):
        owner = None
    family = title.role.family
    if family == "occupation" and owner is not None and _demonym(owner):
        family = "nationality"
    lemma = " ".join(f"{title.told} {words.text}".lower().split())
    relation = None if title.status in NOT_HELD else lexicon.families()[family].relation
    return Found(
        StatementKind.ROLE,
        title.end,
        person,
        Predicate(words.text, words.start, words.end, lemma, relation, "ROLE", None),
        owner,
        pattern + ("" if owner else ":alone"),
        None,
        (),
        polarity,
        modality,
    )
