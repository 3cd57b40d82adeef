"""What words mean: the lexicon of ``ontologies/*.tsv``, read once and asked by word.

Lemmas are lower case.  Nothing here looks at a parse: callers bring the lemma, its particle, its
preposition and the head nouns beside it, and get back which reading those words have together.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from types import MappingProxyType
from typing import TypeVar

from kg.ontology.tables import ontologies
from kg.types import Modality, Polarity

COOPERATIVE = frozenset({"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT"})
CONFLICTUAL = frozenset(
    {"REQUEST", "ACCUSE", "REJECT", "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}
)
ANY_NOUN_PATIENTS = ("of", "on", "against")
"""Where the patient of an event noun stands unless its entry says otherwise."""
ANY = "*"
"""The object of a frame that takes any (*return* something *to* X)."""
PARTITIVE = frozenset({"of"})
"""Prepositions between a thing and its whole."""


@dataclass(frozen=True, slots=True)
class Relation:
    """What two actors can have to do with each other."""

    name: str
    label: str
    comment: str
    type: str
    """PLOVER type, or empty for a general fact."""
    mode: str
    symmetric: bool


NO_RELATION = Relation("", "", "", "", "", False)
"""What a verb means in the senses of ``other_senses.tsv``."""


@dataclass(frozen=True, slots=True)
class VerbFrame:
    """A verb with the words it needs beside it to have its relation's meaning.

    ``pull out of`` has the words (out, of); ``impose +SANCTIONS >on`` the object SANCTIONS (a noun or
    a class of nouns); ``take into =custody`` the noun *custody* under its preposition.
    """

    text: str
    lemma: str
    words: tuple[str, ...]
    object: str
    pobj: str
    patients: tuple[str, ...]
    """Prepositions under which the patient stands when the object is taken by ``object``."""
    relation: Relation


@dataclass(frozen=True, slots=True)
class VerbMatch:
    """A frame with the particle and the preposition that it used up."""

    relation: Relation
    frame: VerbFrame
    particle: str
    """The particle the frame needs, else empty."""
    prep: str
    """The preposition the frame needs (its noun is the patient unless ``frame.pobj``), else empty."""

    def reaches(self, prep: str) -> bool:
        """Whether the patient stands under ``prep`` (*meet with*, *impose sanctions on*)."""
        return (prep == self.prep and not self.frame.pobj) or prep in self.frame.patients


@dataclass(frozen=True, slots=True)
class NounFrame:
    """A noun that names an event, and where its patient stands (*attack on*, *talks with*)."""

    noun: str
    relation: Relation
    patients: tuple[str, ...]
    agents: tuple[str, ...] = ("by",)
    """Prepositions under which the agent stands."""


@dataclass(frozen=True, slots=True)
class Composition:
    """What an outer word makes of an event's type, modality and polarity."""

    type: str
    mode: str
    modality: Modality | None
    """None: as it was."""
    polarity: Polarity | None


@dataclass(frozen=True, slots=True)
class ClaimKind:
    """A way of claiming: speech, denial, demand ... with the relation it is stored under."""

    name: str
    relation: str
    label: str
    comment: str
    type: str
    """PLOVER type, or SAY, BELIEVE, INTEND."""


@dataclass(frozen=True, slots=True)
class Cue:
    """A word that brings a claim, and the complements under which it does."""

    text: str
    lemma: str
    words: tuple[str, ...]
    pos: str
    kind: ClaimKind
    frames: tuple[str, ...]

    def takes(self, frame: str, noun: str = "") -> bool:
        """Whether ``frame`` (``that``, ``quote``, ``obj-prep:of`` ...) is one of its complements.

        Where a cue takes only objects of a class (``obj+CLAIM``: *denied the allegation*, not *denied the
        visa*), ``noun`` is the lemma of the object's head.
        """
        return frame in self.frames or any(f"{frame}+{c}" in self.frames for c in noun_class(noun.lower()))


@dataclass(frozen=True, slots=True)
class Aspect:
    """A word that makes no claim but says how its complement holds (*fail to*, *set to*)."""

    lemma: str
    words: tuple[str, ...]
    pos: str
    frame: str
    """to, ing, obj, obj-to, from-ing, prep."""
    modality: Modality | None
    """None: as it was."""
    polarity: Polarity | None
    effect: str
    """Key of the composition it calls (negated, reject, agree, ...), or empty."""


@dataclass(frozen=True, slots=True)
class Role:
    """What a person is: an office, a membership, a kinship ..."""

    name: str
    family: str
    sector: str
    gender: str


@dataclass(frozen=True, slots=True)
class Family:
    """The relation that roles of a family are stored under."""

    name: str
    relation: str
    label: str
    comment: str


@dataclass(frozen=True, slots=True)
class Collective:
    """A noun that makes a nominal mention an actor: *officials*, *army*, *protesters*."""

    noun: str
    kind: str
    sector: str


Named = TypeVar("Named", Relation, ClaimKind, Role, Family)


@lru_cache(maxsize=100_000)
def relation_of_verb(
    lemma: str, particle: str = "", prep: str = "", obj: str = "", pobj: str = ""
) -> VerbMatch | None:
    """The relation of a verb with these words beside it; the frame that needs most of them wins.

    ``particle`` may be a complement as well (*found guilty*, *shot dead*); ``obj`` is the lemma of the
    object's head, ``pobj`` that of the noun under ``prep``.  With a preposition it is asked what the verb
    does to the noun under it, so a frame that does not know the preposition says nothing (*arrive* of
    *arrive from*), except that of a thing's whole (*occupied parts of X*).
    """
    for frame in _verb_frames().get(lemma, ()):
        found = _match(frame, particle, prep, obj.lower(), pobj.lower())
        if found and _placed(found, prep, obj):
            return None if found.relation is NO_RELATION else found
    return None


def relation_of_noun(*forms: str) -> NounFrame | None:
    """The event that a noun names, by the first of its forms that is known (*talks*, then *talk*)."""
    known = _noun_frames()
    return next((known[form] for form in forms if form in known), None)


def is_verb(lemma: str) -> bool:
    """Whether a verb of this lemma is in the lexicon."""
    return lemma in _verb_frames() or any(c.pos == "VERB" for c in cues().get(lemma, ()))


def noun_class(noun: str) -> frozenset[str]:
    """The classes of ``objects.tsv`` a noun belongs to (*missile*: WEAPON)."""
    return _object_classes().get(noun, frozenset())


def compose(effect: str, type: str, mode: str = "") -> Composition:
    """What ``effect`` (of a light verb, an aspect, a negation ...) makes of an event of ``type``."""
    table = _compositions()
    quad = "cooperative" if type in COOPERATIVE else "conflict" if type in CONFLICTUAL else "none"
    for key in ((effect, type), (effect, quad), (effect, "*")):
        if key in table:
            found = table[key]
            kept = type if found.type == "=" else found.type
            return Composition(
                kept, found.mode or (mode if kept == type else ""), found.modality, found.polarity
            )
    return Composition(type, mode, None, None)


def light(verb: str, particle: str = "") -> str:
    """What a light verb does to the event its object names: same, end, reject ... or empty."""
    verbs = light_verbs()
    return (verbs.get(f"{verb} {particle}", "") if particle else "") or verbs.get(verb, "")


@cache
def relations() -> Mapping[str, Relation]:
    """All relations by name."""
    return _table(
        Relation(r["relation"], r["label"], r["comment"], r["type"], r["mode"], r["symmetric"] == "yes")
        for r in _rows("relations.tsv")
    )


@cache
def light_verbs() -> Mapping[str, str]:
    """Effect by light verb (with its particle where it has one)."""
    return MappingProxyType({r["verb"]: r["effect"] for r in _rows("light.tsv")})


@cache
def claim_kinds() -> Mapping[str, ClaimKind]:
    """The kinds of claims by name."""
    return _table(
        ClaimKind(r["kind"], r["relation"], r["label"], r["comment"], r["type"]) for r in _rows("claims.tsv")
    )


@cache
def cues() -> Mapping[str, tuple[Cue, ...]]:
    """Cues by the lemma they begin with; the most specific (most words) first."""
    found: dict[str, list[Cue]] = {}
    for r in _rows("cues.tsv"):
        lemma, *words = r["cue"].split()
        cue = Cue(r["cue"], lemma, tuple(words), r["pos"], claim_kinds()[r["kind"]], _list(r["frames"]))
        found.setdefault(lemma, []).append(cue)
    return MappingProxyType({k: tuple(sorted(v, key=lambda c: -len(c.words))) for k, v in found.items()})


@cache
def aspects() -> Mapping[str, tuple[Aspect, ...]]:
    """Aspects by the lemma they begin with; the most specific (most words) first."""
    found: dict[str, list[Aspect]] = {}
    for r in _rows("aspect.tsv"):
        lemma, *words = r["word"].split()
        aspect = Aspect(lemma, tuple(words), r["pos"], r["frame"], _modality(r), _polarity(r), r["effect"])
        found.setdefault(lemma, []).append(aspect)
    return MappingProxyType({k: tuple(sorted(v, key=lambda a: -len(a.words))) for k, v in found.items()})


@cache
def roles() -> Mapping[str, Role]:
    """Roles by their words, lower case and singular."""
    return _table(Role(r["role"], r["family"], r["sector"], r["gender"]) for r in _rows("roles.tsv"))


@cache
def families() -> Mapping[str, Family]:
    """Families of roles by name."""
    return _table(Family(r["family"], r["relation"], r["label"], r["comment"]) for r in _rows("families.tsv"))


@cache
def statuses() -> Mapping[str, str]:
    """What *former*, *acting*, *-elect* ... tell of a role, by the word."""
    return MappingProxyType({r["word"]: r["status"] for r in _rows("status.tsv")})


@cache
def who_rules() -> Mapping[str, str]:
    """Why words are taken for somebody, a sentence a rule."""
    return MappingProxyType({r["rule"]: r["sentence"] for r in _rows("who_rules.tsv")})


@cache
def groups() -> Mapping[str, Collective]:
    """Agent and collective nouns by singular lemma."""
    return MappingProxyType(
        {r["noun"]: Collective(r["noun"], r["kind"], r["sector"]) for r in _rows("groups.tsv")}
    )


@cache
def modals() -> Mapping[str, Modality]:
    """Modality by modal verb."""
    return MappingProxyType({r["modal"]: Modality(r["modality"]) for r in _rows("modals.tsv")})


@cache
def adverbs() -> Mapping[str, tuple[Modality | None, Polarity | None]]:
    """Modality and polarity by adverb of hearsay or doubt (*reportedly*, *nearly*); None: as it was."""
    return MappingProxyType({r["adverb"]: (_modality(r), _polarity(r)) for r in _rows("adverbs.tsv")})


@cache
def adjectives() -> Mapping[str, tuple[Modality | None, Polarity | None]]:
    """Modality and polarity of an event noun by its adjective (*alleged*, *failed*); None: as it was."""
    return MappingProxyType({r["adjective"]: (_modality(r), _polarity(r)) for r in _rows("adjectives.tsv")})


@cache
def negators() -> frozenset[str]:
    """Words that deny the verb or the noun they stand at."""
    return frozenset(r["word"] for r in _rows("negators.tsv"))


@cache
def their_own(part: str) -> frozenset[str]:
    """Words of *Hezbollah fighters*: the ``noun``, or what may stand ``before`` it."""
    return frozenset(r["word"] for r in _rows("their_own.tsv") if r["part"] == part)


@cache
def intransitives() -> frozenset[str]:
    """Verbs (with their particle) that need no object to tell an event."""
    return frozenset(r["verb"] for r in _rows("intransitive.tsv"))


@cache
def states() -> frozenset[str]:
    """Verbs that tell no event."""
    return frozenset(r["verb"] for r in _rows("states.tsv"))


@cache
def lemma_repairs() -> Mapping[tuple[str, str], str]:
    """Right lemma by (lower-case form, part of speech) where the model's is wrong."""
    return MappingProxyType({(r["form"], r["pos"]): r["lemma"] for r in _rows("lemmas.tsv")})


@cache
def _verb_frames() -> Mapping[str, tuple[VerbFrame, ...]]:
    found: dict[str, list[VerbFrame]] = {}
    for r in _rows("relations.tsv"):
        for text in _list(r["verbs"]):
            frame = _verb_frame(text, relations()[r["relation"]])
            found.setdefault(frame.lemma, []).append(frame)
    for r in _rows("other_senses.tsv"):
        frame = _verb_frame(r["verb"], NO_RELATION)
        found.setdefault(frame.lemma, []).append(frame)
    return MappingProxyType({k: tuple(sorted(v, key=_specific)) for k, v in found.items()})


def _verb_frame(text: str, relation: Relation) -> VerbFrame:
    head, _, patients = text.partition(">")
    lemma, *rest = head.replace("=", " =").split()
    marked = {w[0]: w[1:] for w in rest if w[0] in "+="}
    words = tuple(w for w in rest if w[0] not in "+=")
    preps = tuple(p for p in patients.strip().split(",") if p)
    return VerbFrame(text, lemma, words, marked.get("+", ""), marked.get("=", ""), preps, relation)


def _specific(frame: VerbFrame) -> tuple[int, int, str]:
    """Frames that need more come first: a noun tells more than a particle, a class less than its noun."""
    needs = len(frame.words) * 2 + bool(frame.object) * 3 + bool(frame.pobj) * 3
    loose = 2 if frame.object == ANY else int(frame.object.isupper() or frame.pobj.isupper())
    return -needs, loose, frame.text


def _match(frame: VerbFrame, particle: str, prep: str, obj: str, pobj: str) -> VerbMatch | None:
    """A particle makes another verb (*call off*), so the frame must use it; a preposition may be idle."""
    used = (particle,) if particle else ()
    if frame.words not in (used, (*used, prep)):
        return None
    if not (_is(frame.object, obj) and _is(frame.pobj, pobj)):
        return None
    return VerbMatch(frame.relation, frame, particle, prep if frame.words != used else "")


def _placed(match: VerbMatch, prep: str, obj: str) -> bool:
    """The patient can stand under ``prep``."""
    return not prep or match.reaches(prep) or bool(match.frame.pobj) or bool(obj and prep in PARTITIVE)


def _is(wanted: str, noun: str) -> bool:
    return not wanted or wanted == noun or (wanted == ANY and bool(noun)) or wanted in noun_class(noun)


@cache
def _noun_frames() -> Mapping[str, NounFrame]:
    found: dict[str, NounFrame] = {}
    for r in _rows("relations.tsv"):
        for text in _list(r["nouns"]):
            frame = _noun_frame(text, relations()[r["relation"]])
            found[frame.noun] = frame
    return MappingProxyType(found)


def _noun_frame(text: str, relation: Relation) -> NounFrame:
    """``pressure>on<from``: the patient stands under *on*, the agent under *from* or *by*."""
    head, _, agents = text.partition("<")
    noun, given, patients = head.partition(">")
    listed = tuple(p for p in patients.split(",") if p)
    by = ("by", *(a for a in agents.split(",") if a))
    return NounFrame(noun, relation, listed if given else ANY_NOUN_PATIENTS, by)


@cache
def _object_classes() -> Mapping[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for r in _rows("objects.tsv"):
        for noun in _list(r["nouns"]):
            found.setdefault(noun, set()).add(r["class"])
    people = (g.noun for g in groups().values() if g.kind != "Organization")
    for noun in (*people, *roles()):
        found.setdefault(noun, set()).add("PERSON")
    return MappingProxyType({k: frozenset(v) for k, v in found.items()})


@cache
def _compositions() -> Mapping[tuple[str, str], Composition]:
    return MappingProxyType(
        {
            (r["effect"], r["from"]): Composition(r["to"], r["mode"], _modality(r), _polarity(r))
            for r in _rows("composition.tsv")
        }
    )


def _modality(row: Mapping[str, str]) -> Modality | None:
    return Modality(row["modality"]) if row["modality"] else None


def _polarity(row: Mapping[str, str]) -> Polarity | None:
    return Polarity(row["polarity"]) if row["polarity"] else None


def _list(cell: str) -> tuple[str, ...]:
    return tuple(part.strip() for part in cell.split(";") if part.strip())


def _rows(name: str) -> Iterator[dict[str, str]]:
    """Rows of a table by column; a short row lacks its last cells, which are empty then."""
    text = ontologies().joinpath(name).read_text(encoding="utf-8")
    told = (line for line in text.splitlines() if not line.startswith("#"))
    yield from csv.DictReader(told, delimiter="\t", quoting=csv.QUOTE_NONE, restval="")


def _table(items: Iterator[Named]) -> Mapping[str, Named]:
    return MappingProxyType({item.name: item for item in items})
