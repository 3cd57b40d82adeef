"""The chain from words to whom they mean is the one the reading follows."""

from __future__ import annotations

import pytest

from kg.annotate import explanations
from kg.ontology.words import who_rules
from kg.types import Article

TEXT = (
    "Russian President Vladimir Putin met Ann Lee in Oslo. The Kremlin leader praised her. "
    "Putin said Moscow would help. Lee, who leads the European Space Club (ESC), left. "
    "The Kremlin said it agreed. British troops arrived, and they rested."
)


@pytest.mark.parametrize(
    ("words", "chain", "rule", "actor"),
    [
        ("Kremlin leader", ["role-in-article"], "catalogue", "vladimir_putin"),
        ("her", ["pronoun"], "", None),
        ("Putin", ["surname"], "catalogue", "vladimir_putin"),
        ("Moscow", [], "capital", "russia"),
        ("Kremlin", ["same-name"], "metonym", "kremlin"),
        ("Ann Lee", [], "", None),
    ],
)
def test_chains(words: str, chain: list[str], rule: str, actor: str | None) -> None:
    found = explanations(Article("a", TEXT, "2025-12-04"))
    *_, one = (e for e in found if e.steps[0].text == words)
    assert [step.rule for step in one.steps[1:]] == chain
    assert one.rule == rule
    assert (one.entry and one.entry.key) == actor


def test_every_rule_has_a_sentence_and_every_step_its_words() -> None:
    for explanation in explanations(Article("a", TEXT, "2025-12-04")):
        assert {step.rule for step in explanation.steps[1:]} | ({explanation.rule} - {""}) <= set(who_rules())
        assert all(TEXT[step.start : step.end] == step.text for step in explanation.steps)
