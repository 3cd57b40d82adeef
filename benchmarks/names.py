"""How well our comparison of names tells one bearer from two: precision, recall and F1 by kind.

A file has rows of kind (PER or ORG), 1 for the same and 0 for another, sort of difficulty, name, name.  Two
names count as the same when their similarity is high enough, or when the catalogue knows one actor by both;
never when the catalogue knows an actor by each, or tells them apart.
"""

from __future__ import annotations

import argparse
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from kg.names import POSSIBLE, SAME, similarity
from kg.ontology.catalogue import catalogue
from kg.types import Kind

KINDS = {"PER": Kind.PERSON, "ORG": Kind.ORGANIZATION}


def main() -> None:
    options = argparse.ArgumentParser(description=__doc__)
    options.add_argument("--bench", type=Path, required=True, help="a file of pairs")
    options.add_argument("--bare", action="store_true", help="names alone, without the catalogue")
    options.add_argument("--errors", action="store_true", help="also print the pairs judged wrongly")
    given = options.parse_args()
    counts: dict[str, Counter[str]] = defaultdict(Counter)
    for kind, same, sort, left, right in pairs(given.bench):
        found = (likeness if given.bare else verdict)(left, right, KINDS[kind])
        counts[kind][result(found, same)] += 1
        counts[kind]["review"] += found == "possible"
        if given.errors and result(found, same) in ("false", "missed"):
            print(result(found, same), found, kind, sort, left, right, sep="\t")
    print(f"{'kind':5}{'right':>7}{'false':>7}{'missed':>8}{'review':>8}  precision  recall     F1")
    for kind, count in sorted(counts.items()):
        print(line(kind, count))


def pairs(path: Path) -> Iterator[tuple[str, bool, str, str, str]]:
    for row in path.read_text(encoding="utf-8").splitlines():
        kind, same, sort, left, right = row.split("\t")
        yield kind, same == "1", sort, left, right


def verdict(left: str, right: str, kind: Kind) -> str:
    """same, possible (for review) or other."""
    known = catalogue()
    a, b = ({e.key for e in known.find(name) if e.kind is not Kind.PLACE} for name in (left, right))
    if known.different(left, right) or any(known.different(x, y) for x in a for y in b):
        return "other"
    if len(a) == len(b) == 1:
        return "same" if a == b else "other"
    return likeness(left, right, kind)


def likeness(left: str, right: str, kind: Kind) -> str:
    """By the names alone."""
    score = similarity(left, right, kind)
    return "same" if score >= SAME else "possible" if score >= POSSIBLE else "other"


def result(found: str, same: bool) -> str:
    if found == "same":
        return "right" if same else "false"
    return "missed" if same else "apart"


def line(kind: str, count: Counter[str]) -> str:
    right, false, missed = count["right"], count["false"], count["missed"]
    p, r = right / max(right + false, 1), right / max(right + missed, 1)
    f1 = 2 * p * r / max(p + r, 1e-9)
    return f"{kind:5}{right:7}{false:7}{missed:8}{count['review']:8}  {p:9.3f}  {r:6.3f}  {f1:5.3f}"


if __name__ == "__main__":
    main()
