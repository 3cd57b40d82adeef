"""How many actor phrases get the country and the sector of a gold, by country, sector and both."""

from __future__ import annotations

import argparse
import json
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from kg.coding import Code, code
from kg.dates import resolve


def coded(path: Path) -> Iterator[tuple[dict[str, Any], Code]]:
    """Each line of the gold with what comes of its phrase; *today* is no day, so offices held now count."""
    for line in path.read_text(encoding="utf-8").splitlines():
        asked = json.loads(line)
        told = asked["date"].strip()
        when = None if told.lower() in ("", "today") else resolve(told, None)
        yield asked, code(asked["text"], when.start if when else None, asked["context"])


def verdicts(asked: dict[str, Any], found: Code) -> Iterator[tuple[str, bool]]:
    """What the gold wants, and whether it came; an actor that cannot be coded must give nothing."""
    if not asked["codable"]:
        yield "nothing", not found.known
        return
    want = asked["want"]
    got = {"country": found.country, "code_1": found.sector, "code_2": found.secondary}
    for name in ("country", "code_1", "code_2"):
        if name in want:
            yield name, got[name] == want[name]
    if "country" in want and "code_1" in want:
        yield "both", got["country"] == want["country"] and got["code_1"] == want["code_1"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--bench", type=Path, required=True, help="JSON lines: text, date, context, want")
    parser.add_argument("--wrong", action="store_true", help="list what came out otherwise")
    options = parser.parse_args()
    asked_for: Counter[str] = Counter()
    right: Counter[str] = Counter()
    for asked, found in coded(options.bench):
        told = dict(verdicts(asked, found))
        asked_for.update(told.keys())
        right.update(name for name, good in told.items() if good)
        if options.wrong and not all(told.values()):
            print(asked["text"], asked["date"], asked["want"], found, sep="\t")
    for name, number in asked_for.items():
        print(f"{name:8} {100 * right[name] / number:5.1f} %  ({right[name]} of {number})")


if __name__ == "__main__":
    main()
