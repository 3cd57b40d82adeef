"""Trees of words built by hand: what extractors ask of a parse, without any parser."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.syntax import (
    Word,
    ancestors,
    child,
    childs,
    conjuncts,
    determined,
    inside,
    is_verb,
    link,
    particle,
    passive,
    possessor,
    prepositions,
    words_between,
)


def tree(spec: str) -> list[Word]:
    """``text/POS/TAG/dep/head`` a word; heads are places, the root is its own."""
    words, heads, start = [], [], 0
    for i, item in enumerate(spec.split()):
        text, pos, tag, dep, head = item.split("/")
        words.append(
            Word(i, text, text.lower(), pos, tag, dep, start, start + len(text), "", False, 0, text.lower())
        )
        heads.append(int(head))
        start += len(text) + 1
    link(words, heads)
    return words


def named(words: list[Word], text: str) -> Word:
    return next(w for w in words if w.text == text)


def texts(words: list[Word]) -> list[str]:
    return [w.text for w in words]


MEETING = tree(
    "Trump/PROPN/NNP/poss/2 's/PART/POS/case/0 envoy/NOUN/NN/nsubj/5 and/CCONJ/CC/cc/2 Roe/PROPN/NNP/conj/2 "
    "met/VERB/VBD/ROOT/5 out/ADP/RP/prt/5 with/ADP/IN/prep/5 two/NUM/CD/nummod/9 men/NOUN/NNS/pobj/7"
)
KILLED = tree(
    "He/PRON/PRP/nsubjpass/2 was/AUX/VBD/auxpass/2 arrested/VERB/VBN/ROOT/2 and/CCONJ/CC/cc/2 "
    "killed/VERB/VBN/conj/2 by/ADP/IN/agent/4 the/DET/DT/det/7 rebels/NOUN/NNS/pobj/5"
)
LIST = tree(
    "A/PROPN/NNP/ROOT/0 ,/PUNCT/,/punct/0 B/PROPN/NNP/conj/0 and/CCONJ/CC/cc/2 "
    "C/PROPN/NNP/conj/2 D/PROPN/NNP/appos/0"
)


def test_link_sets_heads_children_and_edges() -> None:
    met, envoy = named(MEETING, "met"), named(MEETING, "envoy")
    assert met.root and met.head is met and (met.left, met.right) == (0, 9)
    assert envoy.head is met and (envoy.left, envoy.right) == (0, 4)
    assert texts(envoy.children) == ["Trump", "and", "Roe"]
    assert not envoy.root and repr(envoy) == "envoy/2"


def test_link_wants_a_head_for_every_word() -> None:
    with pytest.raises(ValueError):
        link([Word(0, "A", "a", "X", "X", "ROOT", 0, 1, "", False, 0, "w")], [])


def test_child_is_the_first_and_childs_are_all() -> None:
    met = named(MEETING, "met")
    assert child(met, "prep", "prt") is named(MEETING, "out")
    assert texts(childs(met, "prep", "prt", "nsubj")) == ["envoy", "out", "with"]
    assert child(met, "dobj") is None and childs(met, "dobj") == []


def test_ancestors_end_at_the_root_or_the_limit() -> None:
    assert texts(list(ancestors(named(MEETING, "two")))) == ["men", "with", "met"]
    assert texts(list(ancestors(named(MEETING, "two"), 1))) == ["men"]
    assert list(ancestors(named(MEETING, "met"))) == []


def test_inside() -> None:
    envoy = named(MEETING, "envoy")
    assert (
        inside(envoy, envoy)
        and inside(named(MEETING, "Trump"), envoy)
        and not inside(named(MEETING, "men"), envoy)
    )


def test_conjuncts_are_in_order_and_no_appositions() -> None:
    assert texts(conjuncts(LIST[0])) == ["A", "B", "C"]
    assert texts(conjuncts(named(LIST, "B"))) == ["B", "C"]
    assert texts(conjuncts(named(LIST, "D"))) == ["D"]


@pytest.mark.parametrize(
    ("words", "text", "expected"),
    [
        (KILLED, "arrested", True),
        (KILLED, "killed", True),
        (MEETING, "met", False),
        (tree("man/NOUN/NN/ROOT/0 killed/VERB/VBN/acl/0"), "killed", True),
        (tree("killed/VERB/VBN/amod/1 man/NOUN/NN/ROOT/1"), "killed", True),
        (tree("He/PRON/PRP/nsubj/2 has/AUX/VBZ/aux/2 killed/VERB/VBN/ROOT/2"), "killed", False),
        (
            tree("He/PRON/PRP/nsubj/1 left/VERB/VBD/ROOT/1 having/AUX/VBG/aux/3 won/VERB/VBN/advcl/1"),
            "won",
            False,
        ),
        (
            tree(
                "He/PRON/PRP/nsubjpass/2 was/AUX/VBD/auxpass/2 held/VERB/VBN/ROOT/2 "
                "has/AUX/VBZ/aux/4 fled/VERB/VBN/conj/2"
            ),
            "fled",
            False,
        ),
    ],
)
def test_passive(words: list[Word], text: str, expected: bool) -> None:
    assert passive(named(words, text)) is expected


def test_a_verb_is_a_predicate() -> None:
    be = tree("Lee/PROPN/NNP/nsubj/1 is/AUX/VBZ/ROOT/1 premier/NOUN/NN/attr/1")
    assert is_verb(named(be, "is")) and is_verb(named(MEETING, "met"))
    assert not is_verb(named(KILLED, "was")) and not is_verb(named(MEETING, "envoy"))


def test_particle_determiner_and_possessor() -> None:
    assert particle(named(MEETING, "met")) == "out" and particle(named(KILLED, "killed")) == ""
    assert determined(named(MEETING, "men")) == "two" and determined(named(KILLED, "rebels")) == "the"
    assert determined(named(MEETING, "envoy")) == ""
    assert (
        possessor(named(MEETING, "envoy")) is named(MEETING, "Trump")
        and possessor(named(MEETING, "met")) is None
    )


def test_prepositions_follow_chains_and_agents() -> None:
    pulled = tree(
        "pulled/VERB/VBD/ROOT/0 out/ADP/IN/prep/0 of/ADP/IN/prep/1 Mali/PROPN/NNP/pobj/2 "
        "to/ADP/IN/prep/0 Oslo/PROPN/NNP/pobj/4"
    )
    found = [(p.text, n.text) for p, n in prepositions(pulled[0])]
    assert found == [("of", "Mali"), ("to", "Oslo")]
    assert [(p.text, n.text) for p, n in prepositions(named(KILLED, "killed"))] == [("by", "rebels")]
    assert list(prepositions(named(LIST, "A"))) == []


def test_words_between_is_inclusive() -> None:
    assert texts(list(words_between(MEETING, 2, 4))) == ["envoy", "and", "Roe"]


def test_a_parse_twenty_thousand_deep_is_no_recursion() -> None:
    words = [
        Word(i, "w", "w", "NOUN", "NN", "conj", 2 * i, 2 * i + 1, "", False, 0, "w") for i in range(20_000)
    ]
    link(words, [max(i - 1, 0) for i in range(20_000)])
    assert (words[0].left, words[0].right) == (0, 19_999)
    assert len(list(ancestors(words[-1]))) == 50
    assert 1 < len(conjuncts(words[0])) < 100


@given(st.lists(st.integers(0, 1_000_000), min_size=1, max_size=30))
def test_edges_hold_all_and_only_what_is_below(seeds: list[int]) -> None:
    """In any tree, projective or not: a word's edges are the first and the last word below it."""
    heads = [0] + [seed % i for i, seed in enumerate(seeds[1:], 1)]
    words = [Word(i, "w", "w", "NOUN", "NN", "dep", i, i + 1, "", False, 0, "w") for i in range(len(heads))]
    link(words, heads)
    for top in words:
        below = [w.i for w in words if inside(w, top)]
        assert (top.left, top.right) == (min(below), max(below))
        assert all(c.head is top for c in top.children)
