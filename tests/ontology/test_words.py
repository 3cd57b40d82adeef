"""The lexicon's files hold together, and words mean what a coder would say they mean."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterable
from importlib.resources import files

import pytest

from kg.ontology import words
from kg.types import Modality, Polarity

MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "return", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct", "vandalize"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        "seize", "restrict", "censor", "curfew", "martial-law",
        "arrest", "deport", "withhold", "misinformation", "cyber",
    },
    "ASSAULT": {
        "abduct", "beat", "torture", "sexual", "targeted", "destroy", "primitive", "firearms", "explosives",
        "suicide-attack", "aerial", "drone", "heavy-weapons", "crowd-control", "unconventional",
    },
}  # fmt: skip
TYPES = words.COOPERATIVE | words.CONFLICTUAL
SECTORS = set(
    "COP GOV JUD LEG MIL PRM PTY REB SPY UAF UNK AGR BUS CRM "
    "CVL EDU ELI JRN LAB MED REF OPP PRE REL SOC".split()
)
CUE_FRAME = re.compile(
    r"that|quote|wh|to|ing|obj(\+[A-Z]+)?|target|obj-(to|that|wh|as|obj|adj|ing)|(obj-prep|prep|prep-to|prep-as):[a-z]+|prep-to"
)


def rows(name: str) -> list[dict[str, str]]:
    with files("kg.ontologies").joinpath(name).open(encoding="utf-8") as lines:
        kept = (line for line in lines if not line.startswith("#"))
        return list(csv.DictReader(kept, delimiter="\t", quoting=csv.QUOTE_NONE))


def repeated(items: Iterable[object]) -> list[object]:
    return [item for item, count in Counter(items).items() if count > 1]


def cell(row: dict[str, str], column: str) -> list[str]:
    return [part for part in (row[column] or "").split(";") if part]


@pytest.mark.parametrize(
    "name",
    "relations other_senses adverbs adjectives objects light composition claims cues aspect roles "
    "families status groups modals negators lemmas".split(),
)
def test_every_row_has_the_header_s_cells(name: str) -> None:
    for row in rows(f"{name}.tsv"):
        assert None not in row, row
        assert all(value == value.strip() for value in row.values() if value), row


@pytest.mark.parametrize(
    ("name", "key"),
    [
        ("relations.tsv", ("relation",)),
        ("light.tsv", ("verb",)),
        ("composition.tsv", ("effect", "from")),
        ("claims.tsv", ("kind",)),
        ("cues.tsv", ("cue", "pos", "kind")),
        ("aspect.tsv", ("word", "pos", "frame")),
        ("roles.tsv", ("role",)),
        ("groups.tsv", ("noun",)),
        ("lemmas.tsv", ("form", "pos")),
        ("status.tsv", ("word",)),
    ],
)
def test_no_row_twice(name: str, key: tuple[str, ...]) -> None:
    assert not repeated(tuple(row[k] for k in key) for row in rows(name))


def test_relations_are_well_formed() -> None:
    for relation in words.relations().values():
        assert re.fullmatch(r"[a-z][A-Za-z]+", relation.name)
        assert relation.label and relation.comment.endswith(".")
        assert relation.type in TYPES | {""}
        assert not relation.mode or relation.mode in MODES[relation.type], relation


def test_every_plover_type_has_a_relation() -> None:
    assert {r.type for r in words.relations().values()} == TYPES | {""}


def test_relations_of_claims_and_roles_are_their_own() -> None:
    claims = {kind.relation for kind in words.claim_kinds().values()}
    kin = {family.relation for family in words.families().values()}
    assert not (claims | kin) & set(words.relations()) and not claims & kin


def test_no_verb_frame_and_no_noun_has_two_relations() -> None:
    table = rows("relations.tsv")
    verbs = [f.split(">")[0].strip() for row in table for f in cell(row, "verbs")]
    nouns = [re.split("[<>]", f)[0] for row in table for f in cell(row, "nouns")]
    assert not repeated(verbs) and not repeated(nouns)


def test_other_senses_are_no_frames_of_relations() -> None:
    frames = {f.split(">")[0].strip() for row in rows("relations.tsv") for f in cell(row, "verbs")}
    others = [row["verb"] for row in rows("other_senses.tsv")]
    assert not repeated(others) and not frames & set(others)
    assert all(words.is_verb(other.split()[0]) for other in others)


def test_classes_of_cues_exist() -> None:
    classes = {row["class"] for row in rows("objects.tsv")}
    frames = [frame for row in rows("cues.tsv") for frame in cell(row, "frames")]
    assert {frame.partition("+")[2] for frame in frames if "+" in frame} <= classes


def test_verb_frames_are_well_formed() -> None:
    classes = {row["class"] for row in rows("objects.tsv")}
    for row in rows("relations.tsv"):
        for text in cell(row, "verbs"):
            needs, _, patients = text.replace("=", " =").partition(">")
            assert re.fullmatch(r"([a-z]+(,[a-z]+)*)?", patients), text
            lemma, *rest = needs.split()
            sort = Counter(word[0] if word[0] in "+=" else "word" for word in rest)
            assert lemma[0].isalpha() and sort["word"] <= 2 and sort["+"] <= 1 and sort["="] <= 1, text
            assert sort["word"] or not sort["="], text
            assert {word[1:] for word in rest if word[0] == "+" and word.isupper()} <= classes, text


@pytest.mark.parametrize(
    ("count", "least"),
    [
        (sum(len(cell(r, "verbs")) for r in rows("relations.tsv")), 900),
        (sum(len(cell(r, "nouns")) for r in rows("relations.tsv")), 350),
        (len(words.relations()), 170),
        (len(words.roles()), 350),
        (len(words.groups()), 400),
        (len(rows("cues.tsv")), 397),
        (len(words.lemma_repairs()), 150),
    ],
)
def test_the_lexicon_is_large_enough(count: int, least: int) -> None:
    assert count >= least


def test_claims_are_well_formed() -> None:
    for kind in words.claim_kinds().values():
        assert kind.type in TYPES | {"SAY", "BELIEVE", "INTEND"}
    assert len(words.claim_kinds()) == 20


def test_cues_are_well_formed_and_a_frame_decides_the_kind() -> None:
    kinds: dict[tuple[str, str, str], set[str]] = {}
    for row in rows("cues.tsv"):
        assert row["pos"] in {"VERB", "NOUN", "ADJ", "PREP"}
        assert row["kind"] in words.claim_kinds()
        for frame in cell(row, "frames"):
            assert CUE_FRAME.fullmatch(frame), (row["cue"], frame)
            kinds.setdefault((row["cue"], row["pos"], frame), set()).add(row["kind"])
        assert cell(row, "frames"), row
    assert not {k: v for k, v in kinds.items() if len(v) > 1}


def test_every_kind_of_claim_has_a_cue() -> None:
    assert {row["kind"] for row in rows("cues.tsv")} == set(words.claim_kinds())


def test_aspects_light_verbs_and_compositions_agree_on_effects() -> None:
    known = {row["effect"] for row in rows("composition.tsv")}
    assert {row["effect"] for row in rows("light.tsv")} <= known
    assert {a.effect for found in words.aspects().values() for a in found} <= known | {""}
    for row in rows("composition.tsv"):
        assert row["from"] in TYPES | {"cooperative", "conflict", "none", "*"}
        assert row["to"] in TYPES | {"", "="}
        assert not row["mode"] or row["mode"] in MODES[row["to"]], row


def test_aspects_are_well_formed() -> None:
    for found in words.aspects().values():
        for aspect in found:
            assert aspect.frame in {"to", "ing", "obj", "obj-to", "from-ing", "prep"}
            assert aspect.pos in {"VERB", "ADJ", "NOUN", "AUX"}


def test_roles_and_groups_are_well_formed() -> None:
    for role in words.roles().values():
        assert role.family in words.families() and role.sector in SECTORS | {""}
        assert role.gender in {"m", "f", ""} and role.name == role.name.lower()
    for group in words.groups().values():
        assert group.kind in {"Group", "Organization", "Person"} and group.sector in SECTORS


@pytest.mark.parametrize(
    ("asked", "relation", "type"),
    [
        (("meet",), "met", "CONSULT"),
        (("meet", "", "with"), "met", "CONSULT"),
        (("sit", "down", "with"), "met", "CONSULT"),
        (("hold", "", "with", "talk"), "met", "CONSULT"),
        (("visit",), "visited", "CONSULT"),
        (("pull", "out", "of"), "withdrewFrom", "RETREAT"),
        (("withdraw", "", "from"), "withdrewFrom", "RETREAT"),
        (("withdraw", "", "from", "", "treaty"), "quitPact", "SANCTION"),
        (("fire", "", "at", "missile"), "struck", "ASSAULT"),
        (("fire", "", "", "missile"), "testedWeapon", "MOBILIZE"),
        (("fire", "", "", "director"), "dismissed", ""),
        (("fire", "", "on"), "shot", "ASSAULT"),
        (("impose", "", "on", "sanction"), "sanctioned", "SANCTION"),
        (("impose", "", "on", "curfew"), "imposedCurfew", "COERCE"),
        (("ease", "", "on", "sanction"), "eased", "CONCEDE"),
        (("take", "", "into", "", "custody"), "arrested", "COERCE"),
        (("take", "", "to", "", "street"), "protested", "PROTEST"),
        (("sever", "", "with", "tie"), "severedTies", "SANCTION"),
        (("recall", "", "from", "ambassador"), "recalledEnvoy", "SANCTION"),
        (("send", "", "to", "troop"), "deployed", "MOBILIZE"),
        (("send", "", "to", "aid"), "aided", "AID"),
        (("send", "", "to", "missile"), "armed", "AID"),
        (("send", "", "to", "parcel of land"), "sent", ""),
        (("call", "", "on"), "urged", "REQUEST"),
        (("call", "", "for"), "calledFor", "REQUEST"),
        (("call", "off"), "canceled", ""),
        (("cancel", "", "with", "talk"), "canceledMeeting", "REJECT"),
        (("flee",), "fledFrom", ""),
        (("flee", "", "to"), "fledTo", ""),
        (("lose",), "lost", ""),
        (("lose", "", "to"), "lostTo", ""),
        (("receive",), "received", ""),
        (("receive", "", "from"), "receivedFrom", ""),
        (("occupy", "", "of", "part"), "occupied", "COERCE"),
        (("dismiss", "", "", "Government"), "dismissed", ""),
        (("dismiss", "", "", "lawsuit"), "rejected", "REJECT"),
        (("shoot", "down"), "shotDown", "ASSAULT"),
        (("plead", "guilty", "to"), "pleadedGuilty", ""),
        (("step", "down", "as"), "resignedFrom", "RETREAT"),
        (("claim", "", "for", "responsibility"), "claimedResponsibility", ""),
        (("win", "", "", "election"), "won", ""),
        (("recognise", "", "as"), "recognized", "SUPPORT"),
    ],
)
def test_relation_of_verb(asked: tuple[str, ...], relation: str, type: str) -> None:
    found = words.relation_of_verb(*asked)
    assert found and (found.relation.name, found.relation.type) == (relation, type)


@pytest.mark.parametrize(
    "asked",
    [
        *[("sleep",), ("", "", ""), ("of",), ("missile",), ("meet with",)],
        # verbs whose meaning is open without more words
        *[(verb,) for verb in "make serve mark find transfer claim target provide dismiss".split()],
        ("arrive", "", "from"),
        ("operate", "", "on"),
        ("die", "", "in"),
        ("visit", "", "on"),
        ("meet", "", "", "deadline"),
        ("charge", "", "", "fee"),
        ("fire", "", "", "shot"),
    ],
)
def test_no_relation_of_verb(asked: tuple[str, ...]) -> None:
    assert words.relation_of_verb(*asked) is None


def test_a_match_tells_which_words_it_used() -> None:
    found = words.relation_of_verb("pull", "out", "of")
    assert found and (found.particle, found.prep) == ("out", "of")
    found = words.relation_of_verb("visit")
    assert found and (found.particle, found.prep) == ("", "")
    found = words.relation_of_verb("impose", "", "on", "embargo")
    assert found and found.prep == "" and found.reaches("on") and not found.reaches("in")


def test_an_unused_particle_makes_another_verb() -> None:
    assert words.relation_of_verb("strike") and words.relation_of_verb("strike", "out") is None


@pytest.mark.parametrize(
    ("noun", "relation", "patient", "no_patient"),
    [
        ("attack", "attacked", "on", "by"),
        ("strike", "struck", "on", "by"),
        ("hunger strike", "hungerStruck", "against", "by"),
        ("visit", "visited", "to", "of"),
        ("talks", "talkedWith", "with", "by"),
        ("invasion", "invaded", "of", "by"),
        ("exchange of fire", "fought", "with", "by"),
        ("state of emergency", "imposedMartialLaw", "in", "by"),
        ("memorandum of understanding", "signed", "with", "of"),
        ("claim of responsibility", "claimedResponsibility", "for", "of"),
        ("pressure", "demanded", "on", "from"),
        ("withdrawal", "withdrewFrom", "from", "by"),
        ("arrest", "arrested", "of", "by"),
        ("sanctions", "sanctioned", "on", "by"),
    ],
)
def test_relation_of_noun(noun: str, relation: str, patient: str, no_patient: str) -> None:
    found = words.relation_of_noun(noun)
    assert found and found.relation.name == relation
    assert patient in found.patients and no_patient not in found.patients
    assert "by" in found.agents


@pytest.mark.parametrize(
    "noun",
    [
        *["table", "", "president", "Talks"],
        # states, things and texts are no acts between two parties
        *"concern violence treatment development border flight growth rise role record bill election".split(),
    ],
)
def test_no_relation_of_noun(noun: str) -> None:
    assert words.relation_of_noun(noun) is None


@pytest.mark.parametrize(
    ("effect", "before", "after", "mode"),
    [
        ("negated", "CONSULT", "REJECT", "meet"),
        ("negated", "ASSAULT", "", ""),
        ("negated", "", "", ""),
        ("future", "CONSULT", "AGREE", ""),
        ("future", "RETREAT", "AGREE", ""),
        ("future", "ASSAULT", "THREATEN", "violence"),
        ("end", "SANCTION", "CONCEDE", ""),
        ("end", "AID", "SANCTION", "discontinue"),
        ("demand", "CONSULT", "REQUEST", "meet"),
        ("reject", "AGREE", "REJECT", ""),
        ("violate", "RETREAT", "ASSAULT", ""),
        ("agree", "RETREAT", "AGREE", ""),
        ("no such effect", "AID", "AID", ""),
    ],
)
def test_compose(effect: str, before: str, after: str, mode: str) -> None:
    found = words.compose(effect, before)
    assert (found.type, found.mode) == (after, mode)


def test_composition_keeps_the_mode_with_the_type() -> None:
    assert words.compose("same", "ASSAULT", "drone").mode == "drone"
    assert words.compose("future", "CONSULT", "visit").mode == ""
    assert words.compose("negated", "AID").polarity is Polarity.NEGATIVE
    assert words.compose("future", "AID").modality is Modality.PLANNED


@pytest.mark.parametrize(
    ("cue", "pos", "frame", "kind"),
    [
        ("say", "VERB", "that", "speech"),
        ("tell", "VERB", "obj-that", "speech"),
        ("tell", "VERB", "obj-to", "demand"),
        ("ask", "VERB", "wh", "question"),
        ("ask", "VERB", "obj-to", "demand"),
        ("call", "VERB", "obj-obj", "naming"),
        ("call", "VERB", "prep:for", "demand"),
        ("call", "VERB", "prep-to:on", "demand"),
        ("accuse", "VERB", "obj-prep:of", "accusation"),
        ("vow", "VERB", "to", "promise"),
        ("threaten", "VERB", "to", "threat"),
        ("deny", "VERB", "ing", "denial"),
        ("want", "VERB", "to", "desire"),
        ("see", "VERB", "obj-as", "belief"),
        ("know", "VERB", "that", "knowledge"),
        ("suggest", "VERB", "that", "evidence"),
        ("rule", "VERB", "that", "decree"),
        ("according to", "PREP", "obj", "evidence"),
        ("confident", "ADJ", "that", "belief"),
        ("threat", "NOUN", "to", "threat"),
        ("predict", "VERB", "that", "expectation"),
        ("describe", "VERB", "obj-as", "naming"),
    ],
)
def test_cues(cue: str, pos: str, frame: str, kind: str) -> None:
    found = [c for c in words.cues()[cue.split()[0]] if c.text == cue and c.pos == pos and c.takes(frame)]
    assert [c.kind.name for c in found] == [kind]


@pytest.mark.parametrize(
    ("cue", "noun", "kind"),
    [
        ("deny", "allegation", "denial"),
        ("deny", "visa", ""),
        ("reject", "claim", "denial"),
        ("reject", "bid", ""),
        ("dismiss", "rumour", "denial"),
        ("dismiss", "government", ""),
        ("announce", "deal", "announcement"),
        ("release", "statement", ""),
        ("express", "concern", "speech"),
        ("recall", "vehicle", ""),
        ("maintain", "ban", ""),
    ],
)
def test_cues_take_objects_of_a_class(cue: str, noun: str, kind: str) -> None:
    verbs = [c for c in words.cues().get(cue, ()) if (c.text, c.pos) == (cue, "VERB")]
    found = [c for c in verbs if c.takes("obj", noun)]
    assert [c.kind.name for c in found] == ([kind] if kind else [])


@pytest.mark.parametrize("lemma", ["fail", "refuse", "try", "seem", "appear", "manage", "begin", "help"])
def test_aspects_are_no_cues(lemma: str) -> None:
    assert not [c for c in words.cues().get(lemma, ()) if c.takes("to")]
    assert [a for a in words.aspects()[lemma] if a.frame == "to"]


@pytest.mark.parametrize(
    ("lemma", "frame", "modality", "polarity"),
    [
        ("fail", "to", None, Polarity.NEGATIVE),
        ("refuse", "to", None, Polarity.NEGATIVE),
        ("manage", "to", Modality.ACTUAL, None),
        ("schedule", "to", Modality.PLANNED, None),
        ("unable", "to", Modality.POSSIBLE, Polarity.NEGATIVE),
        ("prevent", "from-ing", None, Polarity.NEGATIVE),
        ("agree", "to", Modality.PLANNED, None),
        ("allow", "obj-to", Modality.POSSIBLE, None),
    ],
)
def test_aspects(lemma: str, frame: str, modality: Modality | None, polarity: Polarity | None) -> None:
    found = [a for a in words.aspects()[lemma] if a.frame == frame]
    assert [(a.modality, a.polarity) for a in found] == [(modality, polarity)]


@pytest.mark.parametrize(
    ("role", "family", "sector", "gender"),
    [
        ("president", "office", "GOV", ""),
        ("spokeswoman", "office", "GOV", "f"),
        ("son-in-law", "kinship", "CVL", "m"),
        ("senator", "membership", "LEG", ""),
        ("general", "rank", "MIL", ""),
        ("candidate", "candidacy", "PTY", ""),
        ("judge", "occupation", "JUD", ""),
        ("special envoy", "office", "GOV", ""),
    ],
)
def test_roles(role: str, family: str, sector: str, gender: str) -> None:
    found = words.roles()[role]
    assert (found.family, found.sector, found.gender) == (family, sector, gender)


def test_adverbs_and_adjectives_of_doubt() -> None:
    assert words.adverbs()["reportedly"] == (Modality.POSSIBLE, None)
    assert words.adverbs()["nearly"] == (None, Polarity.NEGATIVE)
    assert words.adverbs()["unlikely"] == (Modality.POSSIBLE, Polarity.NEGATIVE)
    assert words.adjectives()["alleged"] == (Modality.POSSIBLE, None)
    assert words.adjectives()["upcoming"] == (Modality.PLANNED, None)
    assert words.adjectives()["foiled"] == (None, Polarity.NEGATIVE)
    for known in (words.adverbs(), words.adjectives()):
        assert all(word == word.lower() and held != (None, None) for word, held in known.items())
        assert not {"quickly", "big", "bilateral"} & set(known)


@pytest.mark.parametrize("role", "victim suspect convict accused hostage murderer gunman".split())
def test_what_befalls_somebody_is_no_role(role: str) -> None:
    assert role not in words.roles()


@pytest.mark.parametrize("noun", "exchange nation national general campaign office patrol body".split())
def test_nouns_of_other_things_are_no_actors(noun: str) -> None:
    assert noun not in words.groups()


def test_small_tables() -> None:
    assert words.statuses()["ex-"] == "former" and words.statuses()["acting"] == "acting"
    assert words.modals()["will"] is Modality.PLANNED and words.modals()["should"] is Modality.REQUIRED
    assert "n't" in words.negators() and "yes" not in words.negators()
    assert words.lemma_repairs()["hoping", "VERB"] == "hope"
    assert words.groups()["militant"].sector == "REB" and "table" not in words.groups()
    assert (
        words.light("impose") == "same"
        and words.light("call", "off") == "cancel"
        and words.light("sing") == ""
    )
    assert "WEAPON" in words.noun_class("missile")
