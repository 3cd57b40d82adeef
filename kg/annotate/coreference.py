"""Who *he*, *Trump*, *the Kremlin leader* and *the group* are, within one article.

Surnames go to the latest compatible full name, pronouns to the most salient person of their gender,
nominals to whoever holds the role at the article's date.  What is unsure stays open.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from kg.annotate.mentions import FIRST, GOVERNMENT, NEUTER, THIRD_PLURAL, Draft, body_of, country_entry
from kg.document import Quotation
from kg.names import acronym, normalise
from kg.ontology import words as lexicon
from kg.ontology.catalogue import GOVERNING, Entry, catalogue
from kg.syntax import Word, ancestors, child, is_verb
from kg.types import Kind

WINDOW = 3
"""Sentences before its own in which a pronoun's antecedent is looked for."""
LEADERS = frozenset(
    {"leader", "president", "prime minister", "premier", "chancellor", "supreme leader", "ruler"}
)


HEADS = frozenset({"president", "prime minister", "premier", "chancellor", "taoiseach", "supreme leader"})
"""Those whose government is their country's."""


def resolve_within(
    drafts: Sequence[Draft], words: Sequence[Word], quoted: Sequence[Quotation], day: str | None
) -> None:
    """Give drafts that stand for another a ``referent`` or the catalogue's ``entry``, in text order."""
    seen: list[Draft] = []
    for draft in drafts:
        if draft.sort == "name":
            _link_name(draft, seen, drafts)
        elif draft.sort == "nominal":
            _link_nominal(draft, seen, words, day)
        elif draft.sort == "pronoun" and words[draft.head].lower not in FIRST:
            draft.referent, draft.rule = _antecedent(draft, seen, drafts, words, quoted), "pronoun"
        seen.append(draft)


# -- names ---------------------------------------------------------------------------------------------------


def _link_name(draft: Draft, seen: Sequence[Draft], drafts: Sequence[Draft]) -> None:
    if draft.kind is Kind.PERSON and " " not in draft.name:
        full = [d for d in seen if _full_name(d, draft)] or [d for d in drafts if _full_name(d, draft)][:1]
        if draft.entry is not None:
            full = [d for d in full if d.entry is draft.entry] or ([] if _known(draft, drafts) else full)
        if full:
            draft.stands_for(full[-1].chain(), "surname")
            return
    if draft.entry is None and draft.name.isupper() and draft.kind is not Kind.PERSON:
        long = next(
            (d for d in seen if d.sort == "name" and " " in d.name and acronym(draft.name, d.name)), None
        )
        if long is not None:
            draft.stands_for(long.chain(), "acronym")
            return
    same = next((d for d in reversed(seen) if d.sort == "name" and _same_name(d, draft)), None)
    if same is not None and same.entry is draft.entry:
        draft.stands_for(same.chain(), "same-name")


def _known(draft: Draft, drafts: Sequence[Draft]) -> bool:
    """The world-famous bearer of a surname is meant unless only a namesake is in the article."""
    return not any(_full_name(d, draft) and d.entry is None for d in drafts)


def _full_name(long: Draft, short: Draft) -> bool:
    if long.sort != "name" or long.kind is not Kind.PERSON or " " not in long.name:
        return False
    pieces = normalise(long.name).split()
    return normalise(short.name) in (pieces[-1], " ".join(pieces[1:]), pieces[0] if len(pieces) > 1 else "")


def _same_name(a: Draft, b: Draft) -> bool:
    return a.kind is b.kind and normalise(a.name) == normalise(b.name)


# -- pronouns ------------------------------------------------------------------------------------------------

WEIGHTS = {
    "sentence": -4.0,
    "subject": 4.0,
    "object": 0.5,
    "possessive": -1.0,
    "frequency": 1.0,
    "parallel": 0.5,
    "above": 2.0,
    "controller": 3.5,
    "introduces": 3.0,
    "gender": 1.0,
    "pronoun": 1.0,
    "doubt": -2.0,
    "word": -0.1,
}
"""What speaks for a candidate, in the order of Lappin and Leass (1994); ``sentence`` and ``word`` count each
one between."""


def _antecedent(
    draft: Draft,
    seen: Sequence[Draft],
    drafts: Sequence[Draft],
    words: Sequence[Word],
    quoted: Sequence[Quotation],
) -> Draft | None:
    word = words[draft.head]
    around = next((q for q in quoted if q.start <= word.start < q.end), None)
    near = _near(seen, word, words)
    speakers = {id(d.chain()) for d in near if around is not None and _speaks(words[d.head], word, around)}
    fits = [d for d in near if id(d.chain()) not in speakers and _fits(d, draft, word, words)]
    if word.lower.endswith(("self", "selves")):
        agent = _agent(word)  # *shot himself*: who shot, or nobody
        fits = [d for d in fits if agent is None or d.head == agent.i]
    if word.lower in NEUTER or word.lower in THIRD_PLURAL:
        return _safe(fits, word, words) if fits else None
    introduced = _introduced(word)
    chosen: Draft
    if introduced is not None:  # *After his arrest, Ann Lee ...*: the subject comes behind
        behind = next((d for d in drafts if d.head == introduced.i and d.sort == "name"), None)
        if behind is not None and _fits(behind, draft, word, words):
            fits.append(behind)
    if not fits:
        return None
    control = _controller(word)
    counts = Counter(id(f.chain()) for f in fits)
    chosen = max(fits, key=lambda d: (_salience(d, word, counts, words, control, introduced), d.head)).chain()
    if chosen.kind is not Kind.PERSON:
        for d in drafts:
            if d.sort == "name" and d.entry is None and d.name == chosen.name:
                d.kind = Kind.PERSON
    return chosen


def _mistaken(draft: Draft) -> bool:
    """A name that only the model takes for no person's: no class noun in it, no catalogue entry."""
    pieces = draft.name.split()
    return (
        draft.sort == "name"
        and draft.entry is None
        and 0 < len(pieces) < 4
        and not draft.sector
        and not draft.named_by_class
        and all(x[:1].isupper() and not (x.isupper() and len(x) > 1) for x in pieces)
    )


def _near(seen: Sequence[Draft], word: Word, words: Sequence[Word]) -> list[Draft]:
    """The mentions of its sentence and of a few before."""
    found: list[Draft] = []
    for d in reversed(seen):
        if word.sentence - words[d.head].sentence > WINDOW:
            break
        found.append(d)
    return found[::-1]


def _speaks(candidate: Word, pronoun: Word, quotation: Quotation) -> bool:
    """The subject of a cue beside the quotation speaks it, and nobody speaks of himself as *he*."""
    outside = not quotation.start <= candidate.start < quotation.end
    near = pronoun.sentence - candidate.sentence <= 1
    return (
        outside
        and near
        and candidate.dep == "nsubj"
        and any(cue.takes("quote") for cue in lexicon.cues().get(candidate.head.lemma, ()))
    )


def _fits(candidate: Draft, pronoun: Draft, word: Word, words: Sequence[Word]) -> bool:
    end = candidate.chain()
    head = words[candidate.head]
    if candidate.sort == "demonym" or (candidate.sort == "pronoun" and candidate.referent is None):
        return False
    if word.lower in THIRD_PLURAL:
        agrees = candidate.plural or end.plural or _of_many(end, head)
    elif word.lower in NEUTER:
        agrees = not end.plural and (
            end.kind in (Kind.ORGANIZATION, Kind.COUNTRY) or (end.kind is Kind.GROUP and head.tag == "NN")
        )
    else:
        agrees = (
            (end.kind is Kind.PERSON or _mistaken(end))
            and not end.plural
            and (not end.gender or end.gender == pronoun.gender)
        )
    return agrees and not _coargument(head, word) and not _within(word, head)


def _of_many(end: Draft, head: Word) -> bool:
    """A body whose noun is a plural: *police*, *the Armed Forces*."""
    return end.kind is Kind.ORGANIZATION and head.tag in ("NNS", "NNPS")


def _within(word: Word, head: Word) -> bool:
    """*the man and his son*: in the noun phrase; a clause of it may go back to it (*who says he ...*)."""
    for at in (word, *ancestors(word)):
        if at is head:
            return True
        if at.dep == "relcl" and at.head is head and not at.root:
            verb = next((w for w in ancestors(word) if is_verb(w)), None)
            return verb is at and word.dep != "poss"
    return False


def _coargument(candidate: Word, pronoun: Word) -> bool:
    """*Putin met him*: both hang from one verb, so they are two; a possessive may go back to its subject."""
    if pronoun.dep == "poss" or pronoun.lower.endswith("self"):
        return False
    a = next((w for w in ancestors(candidate) if is_verb(w)), None)
    b = next((w for w in ancestors(pronoun) if is_verb(w)), None)
    if b is None:
        return False
    return a is b or (_object(pronoun) and _unspoken(b) is candidate)


def _agent(word: Word) -> Word | None:
    """The subject of the verb whose object a reflexive pronoun is."""
    verb = next((w for w in ancestors(word) if is_verb(w)), None) if _object(word) else None
    return _unspoken(verb) if verb is not None else None


def _object(pronoun: Word) -> bool:
    """An object, with or without a preposition."""
    return pronoun.dep in ("dobj", "pobj", "dative")


def _unspoken(verb: Word) -> Word | None:
    """Who does what an infinitive says: *Israel* of *Israel threatened to attack it*."""
    for _ in range(4):
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None or verb.dep != "xcomp":
            return own
        held = child(verb.head, "dobj")
        if held is not None and held.i < verb.i:
            return held
        verb = verb.head
    return None


def _controller(word: Word) -> Word | None:
    """The subject of the clause that a pronoun stands in, or, of a pronoun subject, of the clause above."""
    verb = next((w for w in ancestors(word) if is_verb(w)), None)
    if verb is not None and word.dep in ("nsubj", "nsubjpass") and word.head is verb:
        verb = None if verb.root else verb.head
    for _ in range(6):
        if verb is None:
            return None
        own = child(verb, "nsubj", "nsubjpass")
        if own is not None and own.lower not in ("who", "which", "that"):
            return own if own.i < word.i else None
        if verb.dep in ("relcl", "acl") or (verb.pos in ("NOUN", "PROPN") and own is None):
            return verb.head if verb.dep in ("relcl", "acl") else None
        if verb.dep == "xcomp" and (held := child(verb.head, "dobj")) is not None and held.i < verb.i:
            return held
        verb = None if verb.root else verb.head
    return None


def _introduced(word: Word) -> Word | None:
    """The subject behind, when the pronoun stands in words put before it."""
    below = word
    for above in ancestors(word, 12):
        if is_verb(above) and below.dep in ("prep", "advcl", "npadvmod", "advmod") and below.right < above.i:
            subject = child(above, "nsubj", "nsubjpass")
            if subject is not None and subject.i > below.right:
                return subject
        below = above
    return None


def _salience(
    d: Draft,
    word: Word,
    counts: Counter[int],
    words: Sequence[Word],
    control: Word | None,
    introduced: Word | None,
) -> float:
    head, w = words[d.head], WEIGHTS
    subject = head.dep in ("nsubj", "nsubjpass")
    score = w["sentence"] * (word.sentence - head.sentence)
    score += (
        w["subject"] * subject + w["object"] * (head.dep == "dobj") + w["possessive"] * (head.dep == "poss")
    )
    score += w["frequency"] * min(counts[id(d.chain())], 4)
    score += w["parallel"] * (subject and word.dep in ("nsubj", "nsubjpass"))
    score += w["above"] * (head.sentence == word.sentence and any(a is head.head for a in ancestors(word)))
    score += w["controller"] * (head is control) + w["introduces"] * (head is introduced)
    score += w["gender"] * bool(d.chain().gender) + w["pronoun"] * (d.sort == "pronoun")
    score += w["doubt"] * (d.chain().kind is not Kind.PERSON)
    return score + w["word"] * (word.i - head.i)


def _safe(fits: Sequence[Draft], word: Word, words: Sequence[Word]) -> Draft | None:
    """*they* and *it* only where one candidate stands out: the subject above, or the only one near."""
    above = [
        d
        for d in fits
        if words[d.head].dep in ("nsubj", "nsubjpass") and words[d.head].head in list(ancestors(word))
    ]
    if above:
        subject = words[above[-1].head]
        if word.lower in THIRD_PLURAL and any(c.dep == "conj" for c in subject.children):
            return None  # *A and B reopen their border*: they are both
        return above[-1].chain()
    own = [d for d in fits if words[d.head].sentence == word.sentence]
    near = own or [d for d in fits if words[d.head].sentence == word.sentence - 1]
    subjects = [d for d in near if words[d.head].dep in ("nsubj", "nsubjpass")]
    ends = {id(d.chain()): d.chain() for d in (subjects or near)}
    return next(iter(ends.values())) if len(ends) == 1 else None


# -- nominals ------------------------------------------------------------------------------------------------


def _link_nominal(draft: Draft, seen: Sequence[Draft], words: Sequence[Word], day: str | None) -> None:
    """*the Kremlin leader*: who in the article has that role for that country, else in the catalogue."""
    if draft.referent is not None or not draft.definite:
        return
    _possessed(draft, seen, words, day)
    if draft.plural:
        return
    if draft.role and draft.country:
        role_holder = _in_article(draft, seen, day) or _in_catalogue(draft, day)
        if isinstance(role_holder, Draft):
            draft.stands_for(role_holder.chain(), "role-in-article")
        elif role_holder is not None:
            draft.entry, draft.gender, draft.rule = role_holder, role_holder.gender, "office"
    elif draft.entry is None and not draft.country and _bare(words[draft.head]):
        draft.referent, draft.rule = _of_class(draft, seen, words), "only-of-class"
        if draft.referent is None and words[draft.head].lemma in COUNTRIES:
            draft.entry = _country_of_bodies(draft, seen, words)
    if draft.referent is not None or draft.entry is not None or draft.country:
        return
    if draft.kind is Kind.PERSON and draft.role and _bare(words[draft.head]):
        named = (draft.role, f" {draft.role}")
        same = [d for d in seen if any(r == named[0] or r.endswith(named[1]) for r, _ in d.chain().roles)]
        if len({id(d.chain()) for d in same}) == 1:
            draft.stands_for(same[-1].chain(), "role-again")


COUNTRIES = frozenset({"country", "nation"})
CLASSES = {
    **dict.fromkeys(
        "group movement militia organization organisation faction".split(), ("ArmedGroup", "NGO")
    ),
    **dict.fromkeys("company firm airline manufacturer carrier conglomerate platform".split(), ("Company",)),
    "party": ("PoliticalParty",),
    "coalition": ("PoliticalParty",),
    "alliance": ("IntergovernmentalOrganisation", "PoliticalParty"),
    "bloc": ("IntergovernmentalOrganisation",),
}
"""Class nouns with the catalogue's types of what they stand for."""


def _bare(head: Word) -> bool:
    """*the president*, *the president's*: a determiner and nothing that tells more."""
    return any(c.dep == "det" for c in head.children) and all(
        c.dep in ("det", "case", "cc", "conj", "punct") for c in head.children if c.i < head.i + 2
    )


def _of_class(draft: Draft, seen: Sequence[Draft], words: Sequence[Word]) -> Draft | None:
    """*the country*, *the group*: the only one of the kind in its sentence, or in those just before."""
    head = words[draft.head]
    wanted = CLASSES.get(head.lemma, ())
    if head.lemma not in COUNTRIES and not wanted:
        return None
    near = [
        d for d in _near(seen, head, words) if _is_a(d.chain(), wanted) and not _its_owner(d, head, words)
    ]
    for candidates in ([d for d in near if words[d.head].sentence == head.sentence], near):
        ends = {(e.entry.key if e.entry else e.name): e for e in (d.chain() for d in candidates)}
        if ends:
            return next(iter(ends.values())) if len(ends) == 1 else None
    return None


def _its_owner(d: Draft, head: Word, words: Sequence[Word]) -> bool:
    """*France's occupation of the country*: that is not France."""
    owner = words[d.head]
    prep = head.head
    return owner.dep == "poss" and prep.dep == "prep" and prep.lower == "of" and prep.head is owner.head


def _country_of_bodies(draft: Draft, seen: Sequence[Draft], words: Sequence[Word]) -> Entry | None:
    """*the Knesset ... the country*: where no country is named, the one whose bodies are."""
    head = words[draft.head]
    own = [d for d in seen if words[d.head].sentence == head.sentence and not _its_owner(d, head, words)]
    codes = {e.country for d in own if (e := d.chain().entry) is not None and e.kind is not Kind.PERSON}
    codes |= {d.chain().country for d in own if d.chain().kind is not Kind.PERSON}
    codes -= {""}
    return country_entry(codes.pop()) if len(codes) == 1 else None


def _is_a(end: Draft, wanted: Sequence[str]) -> bool:
    if not wanted:
        return end.entry is not None and end.entry.kind is Kind.COUNTRY
    if end.sort != "name" or end.kind not in (Kind.ORGANIZATION, Kind.GROUP):
        return False
    return end.entry.type in wanted if end.entry is not None else end.kind is Kind.ORGANIZATION


def _possessed(draft: Draft, seen: Sequence[Draft], words: Sequence[Word], day: str | None) -> None:
    """*its army*, *the country's military*: whose, when the owner is found to be a country."""
    owner = child(words[draft.head], "poss")
    if owner is None or draft.entry is not None or draft.country:
        return
    held = next((d for d in reversed(seen[-40:]) if d.head == owner.i), None)
    entry = held.chain().entry if held is not None else None
    if held is not None and words[draft.head].lemma in GOVERNMENT:
        entry = _governs(held.chain(), day) or entry  # *his government*
    if entry is not None and entry.kind is Kind.COUNTRY:
        draft.country = entry.country
        if draft.sector in GOVERNING and not draft.role:
            draft.entry, draft.rule = body_of(words[draft.head], entry, words), "body"


def _governs(person: Draft, day: str | None) -> Entry | None:
    """The country that somebody leads, as the article or the catalogue tells."""
    told = {code for role, code in person.roles if role in HEADS and code}
    if person.entry is not None and not told:
        held = (o for o in catalogue().offices(person.entry.key) if o.role in HEADS and o.on(day))
        told = {catalogue().entries[o.of].country for o in held}
    return country_entry(told.pop()) if len(told) == 1 else None


def _in_article(draft: Draft, seen: Sequence[Draft], day: str | None) -> Draft | None:
    for d in reversed(seen):
        end = d.chain()
        if end.kind is Kind.PERSON and end.sort == "name" and _has_role(end, draft.role, draft.country, day):
            return end
    return None


def _has_role(person: Draft, role: str, country: str, day: str | None) -> bool:
    if any(_alike(r, role) and c == country for r, c in person.roles):
        return True
    known = catalogue()
    return person.entry is not None and any(
        _alike(o.role, role) and o.on(day) and known.entries[o.of].country == country
        for o in known.offices(person.entry.key)
    )


def _alike(a: str, b: str) -> bool:
    return (
        a == b
        or (b in ("leader", "ruler") and a in LEADERS)
        or bool(set(catalogue().roles(a)) & set(catalogue().roles(b)))
    )


def _in_catalogue(draft: Draft, day: str | None) -> Entry | None:
    known = catalogue()
    country = country_entry(draft.country)
    if country is None:
        return None
    holders = known.holders(draft.role, country.key, day)
    return holders[0] if len(holders) == 1 else None
