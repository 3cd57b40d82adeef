"""Measure how often each way of finding statements is right, and write ``ontologies/confidence.tsv``.

    python benchmarks/calibrate.py --bench PATH            print the table and how well it is calibrated
    python benchmarks/calibrate.py --bench PATH --write    replace the table

A statement counts as right when the gold has it with its predicate, polarity, modality and speaker, or
lists it as optional.  Shares are smoothed towards those of the shorter pattern, with the weight of ten
statements, so that a pattern seen twice is not believed.  Calibration is checked on items left out: half
of them make the table, the other half test it.
"""

from __future__ import annotations

import argparse
import importlib.util
from collections import defaultdict
from collections.abc import Iterable, Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

from kg.extract.confidence import prefixes, share
from kg.pipeline import lines, readings
from kg.types import Article, Reading

TABLE = Path(__file__).parent.parent / "ontologies" / "confidence.tsv"
WEIGHT = 10.0
HEADER = (
    "# Share right of the statements found each way, measured on annotated news (benchmarks/calibrate.py).\n"
)
Judged = tuple[str, str, bool]
"""item, pattern, right"""


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--bench", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    judged = list(judgements(given.bench / "actor_triples"))
    held_out = [j for n, j in enumerate(sorted(judged)) if hash_half(j[0])]
    trained = table([j for j in judged if not hash_half(j[0])])
    report(trained, held_out)
    whole = table(judged)
    if given.write:
        rows = "".join(f"{pattern}\t{share:.2f}\n" for pattern, share in sorted(whole.items()))
        TABLE.write_text(f"{HEADER}pattern\tconfidence\n{rows}", encoding="utf-8", newline="\n")


def hash_half(item: str) -> bool:
    """Half of the items, always the same."""
    return sum(map(ord, item)) % 2 == 1


def judgements(folder: Path) -> Iterator[Judged]:
    """Every statement read in the gold's items, with whether the gold has it."""
    score = module(folder / "score.py")
    gold = score.load(folder / "gold_dev.jsonl")
    articles = [Article(g["id"], g["text"], g["date"]) for g in gold]
    by_id = {g["id"]: g for g in gold}
    for reading in readings(articles):
        if isinstance(reading, Reading):
            yield from _judged(score, by_id[reading.article.id], list(lines(reading)))


def _judged(score: Any, item: Any, found: list[dict[str, Any]]) -> Iterator[Judged]:
    _, maps, cells, _ = score.score_item(item, found)
    best = {**maps["pair"], **maps["triple"], **maps["faithful"]}
    for i, line in enumerate(found):
        j = best.get(i)
        right = j is not None and (cells[i, j].faithful or not item["statements"][j]["core"])
        yield item["id"], line["extractor"], right


def table(judged: Iterable[Judged]) -> dict[str, float]:
    """Smoothed share by pattern and by each of its prefixes."""
    counts: dict[str, list[int]] = defaultdict(lambda: [0, 0])
    for _, pattern, right in judged:
        for prefix in prefixes(pattern):
            counts[prefix][0] += right
            counts[prefix][1] += 1
    shares: dict[str, float] = {}
    for pattern in sorted(counts, key=len):
        right, seen = counts[pattern]
        parent = shares.get(pattern.rpartition(":")[0], 0.5)
        shares[pattern] = (right + WEIGHT * parent) / (seen + WEIGHT)
    return shares


def report(shares: dict[str, float], held_out: list[Judged]) -> None:
    """How often statements of each band of confidence are right, on items that made no table."""
    bands: dict[float, list[bool]] = defaultdict(list)
    for _, pattern, right in held_out:
        bands[round(share(shares, pattern), 1)].append(right)
    print("confidence  statements  right")
    for band, rights in sorted(bands.items()):
        print(f"{band:10.1f}  {len(rights):10d}  {sum(rights) / len(rights):5.2f}")


def module(path: Path) -> ModuleType:
    """The scorer, which belongs to no package."""
    spec = importlib.util.spec_from_file_location("triple_score", path)
    assert spec is not None and spec.loader is not None
    made = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(made)
    return made


if __name__ == "__main__":
    main()
