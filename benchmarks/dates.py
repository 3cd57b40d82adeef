"""How many date expressions of a table resolve to exactly the days told: exact, open, wrong."""

from __future__ import annotations

import argparse
import csv
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

from kg.dates import expressions, resolve


def verdicts(path: Path, day: str) -> Iterator[tuple[str, str, str]]:
    """Expression, verdict, and the days that came of it."""
    with path.open(encoding="utf-8", newline="") as file:
        for expression, first, last, *_ in csv.reader(file, delimiter="\t", quoting=csv.QUOTE_NONE):
            time = resolve(expression, day)
            right = time is not None and (time.start, time.end) == (first, last)
            found = expression in [e.text for e in expressions(f"They met {expression} in Geneva.")]
            came = f"{time.start} {time.end}" if time else "-"
            verdict = "exact" if right else "wrong" if time else "open"
            yield expression, verdict, came + ("" if found else " unfound")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="expression, first day, last day, kind")
    parser.add_argument("--day", default="2025-12-04", help="ISO day of publication")
    options = parser.parse_args()
    told = list(verdicts(options.bench, options.day))
    for expression, verdict, came in told:
        if verdict != "exact" or came.endswith("unfound"):
            print(f"{verdict}\t{expression}\t{came}")
    counts = Counter(verdict for _, verdict, _ in told)
    print(*(f"{verdict} {counts[verdict]}" for verdict in ("exact", "open", "wrong")), f"of {len(told)}")


if __name__ == "__main__":
    main()
