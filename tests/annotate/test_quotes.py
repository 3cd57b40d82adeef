"""What stands in quotation marks: each case is a text and the insides, with … after one left open."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kg.annotate.quotes import quotations

CASES = [
    ("plain", 'He said: "We will stay."', ["We will stay."]),
    ("curly", "He said: “We will stay.”", ["We will stay."]),
    ("guillemets", "Il a dit : « Nous restons. » Fin.", ["Nous restons."]),
    ("backticks", "He said, ``We will stay,'' and left.", ["We will stay,"]),
    ("broken by the speaker", "“We stay,” he said. “For now.”", ["We stay,", "For now."]),
    ("scare quotes", "He called the “deal” a 'trap' and \"theft\".", ["deal", "theft"]),
    ("no quotation", "The workers' union didn't meet Iran's envoys.", []),
    ("nothing inside", 'An empty "" and a blank “ ” pair.', []),
    ("single marks inside", "“He told me ‘go’ and I don’t,” she said.", ["He told me ‘go’ and I don’t,"]),
    ("straight single marks inside", "\"He told me 'go.'\" She left.", ["He told me 'go.'"]),
    ("double inside double", "“He said “go” twice,” she said.", ["He said “go” twice,"]),
    ("guillemets inside", "“He said «go» twice,” she said.", ["He said «go» twice,"]),
    ("dashes", '"We were—" he began. She said—"Stop"—and left.', ["We were—", "Stop"]),
    ("brackets", 'The text ("We stay") and ["We go"].', ["We stay", "We go"]),
    ("no space after the colon", 'He said:"We stay" then.', ["We stay"]),
    ("mixed shapes", '“We stay," he said. "We go.”', ["We stay,", "We go."]),
    ("curly mark the wrong way round", "“We stay,“ he said. ”We go,” he added.", ["We stay,", "We go,"]),
    ("inches", 'A 6" gun, and "a 5" mortar," he said of a 5\'11" man.', ['a 5" mortar,']),
    ("a number at the end", 'He said "in 14" and "in 15".', ["in 14", "in 15"]),
    ("a stray closing mark", "We stay,” he said. “We go.”", ["We go."]),
    ("never closed, then another", '"We stay, he said. "We go."', ["We go."]),
    ("never closed, then another paragraph", "“We stay, he said.\nThey left. “Good,” he said.", ["Good,"]),
    ("the text breaks off", "He said: “We will st", ["We will st…"]),
    ("over paragraphs", "He said: “One.\n“Two.\n“Three,” and left.", ["One.…", "Two.…", "Three,"]),
    ("over paragraphs, straight", '"One.\n\n"Two," he said.', ["One.…", "Two,"]),
    ("closed in the next line", "He said “we will\nstay here” again.", ["we will\nstay here"]),
    ("wrapped lines", "A line.\n\nHe said “we will\nstay. Here.\nAll” of us.", ["we will\nstay. Here.\nAll"]),
    ("British", "He said: ‘We don’t stay,’ and ‘we go’.", ["We don’t stay,", "we go"]),
    ("British, plural owner", "‘The workers’ union won’t go,’ he said.", ["The workers’ union won’t go,"]),
    ("British, over paragraphs", "He said: ‘One.\n‘Two,’ she said.", ["One.…", "Two,"]),
    ("not British where double marks are", "“No.” ‘Yes,’ he said.", ["No."]),
    ("apostrophes only", "The ’90s, rock ’n’ roll, the ‘80s and the workers’ union.", []),
    ("single mark set wrong", "Tell ‘em that the players’ strike isn’t over.", []),
]

PIECES = st.sampled_from(
    ["“", "”", '"', "‘", "’", "'", "''", "``", "«", "»", "He said", "s", "6", ".", " ", "\n", "\n\n", "—"]
)
TEXTS = st.lists(PIECES).map("".join) | st.text()


@pytest.mark.parametrize(("text", "inside"), [c[1:] for c in CASES], ids=[c[0] for c in CASES])
def test_insides(text: str, inside: list[str]) -> None:
    assert [text[q.inner_start : q.inner_end] + "…" * q.open for q in quotations(text)] == inside


def test_a_quotation_has_its_marks() -> None:
    text = "He said, ``Go,'' and « stay »."
    assert [text[q.start : q.end] for q in quotations(text)] == ["``Go,''", "« stay »"]


def test_header_lines_are_left_out() -> None:
    text = 'title "One\nHe said "two".'
    assert [text[q.start : q.end] for q in quotations(text, text.index("\n"))] == ['"two"']


@given(TEXTS, st.integers(0, 30))
def test_quotations_are_apart_in_order_and_in_the_text(text: str, start: int) -> None:
    end = start
    for q in quotations(text, start):
        assert end <= q.start < q.inner_start <= q.inner_end <= q.end <= len(text)
        assert q.inner_start < q.inner_end
        assert q.open == (q.inner_end == q.end)
        end = q.end


@given(TEXTS)
def test_the_inside_has_no_blank_ends(text: str) -> None:
    for q in quotations(text):
        inside = text[q.inner_start : q.inner_end]
        assert inside == inside.strip()


@given(st.lists(st.text("abc ,.", min_size=1).filter(str.strip), max_size=5))
def test_well_set_quotations_are_all_found(quotes: list[str]) -> None:
    text = " he said. ".join(f"“{quote}”" for quote in quotes)
    assert [text[q.start + 1 : q.end - 1] for q in quotations(text)] == quotes
