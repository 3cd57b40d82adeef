"""A statement with its names, words, days and voices."""

from __future__ import annotations

from kg.answers.told import Told, index, verb, without_echoes
from kg.pages.words import period, text, words
from kg.types import Evidence, Graph, Object, Statement, StatementKind, Target, Time


def told(graph: Graph, id: str) -> Told:
    known = index(graph)
    return known.tell(known.by_id[id])


def test_sources_have_their_words_day_and_outlet(graph: Graph) -> None:
    met = told(graph, "st-met")
    assert [(s.article, s.date, s.outlet) for s in met.sources] == [
        ("afp-1", "2025-12-04", "AFP"),
        ("wire 2/ü", "2025-12-03", "Reuters"),
    ]
    assert (met.seen, met.day, met.articles) == ("2025-12-04", "2025-12-02", 2)


def test_voices_are_those_who_are_quoted_directly(graph: Graph) -> None:
    claimed = told(graph, "st-claimed")
    assert [(v.who.label, v.verb, v.denies) for v in claimed.voices if v.who] == [
        ("Ukraine", "accused of", False)
    ]
    assert told(graph, "st-met").voices == ()


def test_each_statement_in_words(graph: Graph) -> None:
    shown = {
        s.id: text(index(graph).tell(s)) for s in graph.statements if s.id not in ("st-frowned", "st-signed")
    }
    assert shown == {
        "st-accused": "Ukraine accused of: “Russia attacked it in November”",
        "st-alone": "Vladimir Putin resigned [possible]",
        "st-believes": "Donald Trump believes: “Putin wants to end the war” [says Donald Trump]",
        "st-claimed": "Russia attacked Ukraine [Ukraine accused]",
        "st-denied": "Russia attacked Ukraine [not] [says Russia]",
        "st-denies": "Russia denied: “attacking Ukraine”",
        "st-killed": "two U.S. officials: killed",
        "st-met": "Steve Witkoff met Vladimir Putin · Kremlin",
        "st-planned": "Rustem Umerov met Steve Witkoff · Florida [planned] [says two U.S. officials]",
        "st-role": "Steve Witkoff: special envoy, Donald Trump",
        "st-russia-said": "Russia said: “it did not attack Ukraine”",
        "st-said": "Donald Trump said: “he believes Putin wants to end the war”",
        "st-told": shown["st-told"],
        "st-wants": "Vladimir Putin wants: “to end the war” [Donald Trump believes]",
    }
    assert shown["st-told"].endswith(": “Witkoff is scheduled to meet Umerov”")


def claim(recipient: str | None, relation: str = "accusedOf", start: int = 0) -> Statement:
    content = Object(Target.WORDS, "ct-1", "cheating")
    evidence = (Evidence("afp-1", 0, start, 5, "Words.", "claims", 0.9),)
    return Statement(
        "c",
        StatementKind.CLAIM,
        "ukraine",
        "accuse",
        relation,
        content,
        recipient,
        "ACCUSE",
        evidence=evidence,
    )


def act(start: int = 0) -> Statement:
    evidence = (Evidence("afp-1", 0, start, 5, "Words.", "events", 0.9),)
    obj = Object(Target.ACTOR, "russia", "Russia")
    return Statement("e", StatementKind.EVENT, "ukraine", "accuse", "accused", obj, evidence=evidence)


def test_whom_a_claim_is_against(graph: Graph) -> None:
    known = index(graph)
    assert text(known.tell(claim("russia"))) == "Ukraine accused Russia of: “cheating”"
    assert text(known.tell(claim("russia", "said"))) == "Ukraine said, to Russia: “cheating”"
    assert text(known.tell(claim("russia", "warned"))) == "Ukraine warned Russia: “cheating”"


def test_an_act_that_a_claim_tells_more_fully_is_an_echo(graph: Graph) -> None:
    known = index(graph)

    def kept(*some: Statement) -> list[str]:
        return [one.id for one in without_echoes(map(known.tell, some))]

    assert kept(claim("russia"), act()) == ["c"]
    assert kept(claim("russia"), act(start=90)) == ["c", "e"]
    assert kept(claim(None), act()) == ["c", "e"]
    assert kept(act()) == ["e"]


def test_a_claim_within_a_claim_of_ones_own_is_an_echo(graph: Graph) -> None:
    own = [told(graph, "st-said"), told(graph, "st-believes")]
    assert [one.id for one in without_echoes(own)] == ["st-said"]
    assert [one.id for one in without_echoes(own[1:])] == ["st-believes"]
    theirs = [told(graph, "st-believes"), told(graph, "st-wants")]
    assert [one.id for one in without_echoes(theirs)] == ["st-believes", "st-wants"]


def test_quotation_marks_inside_are_single(graph: Graph) -> None:
    def said(words: str) -> str:
        content = Object(Target.WORDS, "ct-1", words)
        statement = Statement("c", StatementKind.CLAIM, "ukraine", "say", "said", content)
        return text(index(graph).tell(statement)).partition(": ")[2]

    assert said("“It is over”") == "“It is over”"
    assert said("it “is over” and “done”") == "“it ‘is over’ and ‘done’”"
    assert said("“It is” or “not”") == "“‘It is’ or ‘not’”"


def test_a_verb_without_relation_is_said_as_in_the_article() -> None:
    def cue(words: str) -> str:
        evidence = (Evidence("a", 0, 0, 1, "x", "events", 0.9, cue=words),)
        return verb(Statement("s", StatementKind.EVENT, "a", "target", None, None, evidence=evidence))

    assert [cue("targeted"), cue("was targeted by"), cue("")] == ["targeted", "target", "target"]


def test_a_relation_towards_an_actor_keeps_its_preposition() -> None:
    def agreed(target: Target) -> str:
        return verb(Statement("s", StatementKind.EVENT, "a", "agree", "agreedWith", Object(target, "b", "b")))

    assert (agreed(Target.ACTOR), agreed(Target.PHRASE)) == ("agreed with", "agreed")


def test_periods() -> None:
    assert period(Time("2025-12-02", "2025-12-02", "day")) == "2025-12-02"
    assert period(Time("2025-12-02", "2025-12-05", "range")) == "2025-12-02–05"
    assert period(Time("2025-01-01", "2025-12-31", "year")) == "2025"
    assert period(Time("2024-12-30", "2025-01-05", "week")) == "2024-12-30–2025-01-05"


def test_long_words_are_cut(graph: Graph) -> None:
    long = Object(Target.WORDS, "ct-1", "word " * 200)
    statement = Statement("c", StatementKind.CLAIM, "ukraine", "say", "said", long)
    assert len("".join(w for _, w in words(index(graph).tell(statement)))) < 270
