"""How many pronouns of a GAP file are read as the right one of two people: precision, recall and F1.

A file has a text, a pronoun and two names a row; each name is either whom the pronoun means or not.  The
pronoun is counted as meaning a name where our mention of it is the same actor, or has that name.
"""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

from kg.names import normalise
from kg.types import Article, Mention, Skipped

if TYPE_CHECKING:
    from kg.document import Document

MASCULINE = frozenset({"he", "him", "his"})


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bench", type=Path, required=True, help="a file in the format of GAP")
    options.add_argument("--errors", action="store_true", help="also print what is wrong or missed")
    given = options.parse_args()
    counts: dict[str, Counter[str]] = {"masculine": Counter(), "feminine": Counter(), "all": Counter()}
    for row, verdicts, read in judged(given.bench):
        gender = "masculine" if row["Pronoun"].lower() in MASCULINE else "feminine"
        for verdict in verdicts:
            counts[gender][verdict] += 1
            counts["all"][verdict] += 1
        if given.errors and set(verdicts) & {"wrong", "missed"}:
            print(
                row["ID"],
                row["Pronoun"],
                f"A={row['A']}",
                f"B={row['B']}",
                f"ours={read}",
                *verdicts,
                sep="\t",
            )
    for name, count in counts.items():
        print(f"{name:10} P {precision(count):.3f}  R {recall(count):.3f}  F1 {f1(count):.3f}")


def judged(path: Path) -> Iterator[tuple[dict[str, str], list[str], str]]:
    """Every row with the verdicts on its two names and whom we take the pronoun for."""
    from kg.annotate import annotate

    with path.open(encoding="utf-8", newline="") as file:
        table = list(csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE))
    for row, doc in zip(table, annotate(Article(r["ID"], r["Text"]) for r in table), strict=True):
        ours = None if isinstance(doc, Skipped) else at(doc, int(row["Pronoun-offset"]))
        verdicts = [
            verdict(not isinstance(doc, Skipped) and means(doc, ours, row, x), row[f"{x}-coref"] == "TRUE")
            for x in "AB"
        ]
        yield row, verdicts, (ours and ours.name) or "-"


def at(doc: Document, offset: int) -> Mention | None:
    """The mention that the word at an offset belongs to."""
    word = next((w for w in doc.words if w.start <= offset < w.end), None)
    return doc.mention(word) if word is not None else None


def means(doc: Document, pronoun: Mention | None, row: dict[str, str], side: str) -> bool:
    """The pronoun is resolved to the name of that side."""
    if pronoun is None or pronoun.open:
        return False
    start, name = int(row[f"{side}-offset"]), row[side]
    inside = [w for w in doc.words if start <= w.start < start + len(name)]
    other = next((m for w in inside if (m := doc.mention(w)) is not None), None)
    if other is not None and (other.name or other.nominal) == (pronoun.name or pronoun.nominal):
        return True
    return bool(pronoun.name) and f" {normalise(name)} " in f" {normalise(pronoun.name or '')} "


def verdict(said: bool, true: bool) -> str:
    if said:
        return "right" if true else "wrong"
    return "missed" if true else "none"


def precision(count: Counter[str]) -> float:
    return count["right"] / max(count["right"] + count["wrong"], 1)


def recall(count: Counter[str]) -> float:
    return count["right"] / max(count["right"] + count["missed"], 1)


def f1(count: Counter[str]) -> float:
    return 2 * count["right"] / max(2 * count["right"] + count["wrong"] + count["missed"], 1)


if __name__ == "__main__":
    main()
