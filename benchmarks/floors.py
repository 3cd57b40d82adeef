"""Run the development benchmarks and fail where a figure falls below its floor.

    python benchmarks/floors.py --bench PATH            check against benchmarks/floors.json
    python benchmarks/floors.py --bench PATH --write    keep today's figures as the new floors

Floors belong to a gold: its fingerprint stands beside them, and under another gold the figures are
only printed.  Without the benchmarks nothing is checked, and that is said.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
import tempfile
from collections.abc import Mapping
from pathlib import Path
from typing import Any

FLOORS = Path(__file__).with_name("floors.json")
SLACK = 0.005
"""Below this a difference is rounding, not a loss."""
FIGURES = {
    "actor_triples": ("pair.f1", "triple.f1", "faithful.f1", "claims.f1", "roles+title.f1", "linking.share"),
    "articles": ("triple.f1", "faithful.f1"),
    "events": (
        "news.scores.types (multiset).F",
        "news.scores.triple/either.F",
        "news.scores.types (multiset).R",
        "probes.counts.type_p",
    ),
    "attribution": ("all.triple.2", "speech.triple.2", "all.content_exact.2"),
}


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--bench", type=Path, required=True)
    options.add_argument("--write", action="store_true")
    given = options.parse_args()
    if not (given.bench / "run.py").is_file():
        print(f"no benchmarks at {given.bench}: skipped")
        return
    scores = run(given.bench)
    found = {
        f"{s}.{f}": v
        for s, fs in FIGURES.items()
        for f in fs
        if (v := figure(scores.get(s, {}), f)) is not None
    }
    gold = fingerprint(given.bench)
    if given.write:
        FLOORS.write_text(json.dumps({"gold": gold, "floors": found}, indent=1) + "\n", encoding="utf-8")
        return
    sys.exit(compare(found, gold))


def run(bench: Path) -> dict[str, Any]:
    """All scores, as the benchmarks' own runner writes them."""
    with tempfile.TemporaryDirectory() as folder:
        out = Path(folder, "scores.json")
        command = [
            sys.executable,
            str(bench / "run.py"),
            "--kg",
            f"{sys.executable} -m kg",
            "--json",
            str(out),
        ]
        subprocess.run(command, check=True)
        scores: dict[str, Any] = json.loads(out.read_text(encoding="utf-8"))
        return scores


def figure(scores: Any, path: str) -> float | None:
    """The number at a dotted path; list places are numbers; None when it is not there."""
    for step in path.split("."):
        if isinstance(scores, list):
            scores = scores[int(step)] if int(step) < len(scores) else None
        elif isinstance(scores, dict):
            scores = scores.get(step)
    return float(scores) if isinstance(scores, (int, float)) else None


def fingerprint(bench: Path) -> str:
    """Of every gold file and scorer below the folder."""
    digest = hashlib.sha256()
    for path in sorted(
        p for p in bench.rglob("*") if p.is_file() and p.suffix in (".jsonl", ".ann", ".tsv", ".py")
    ):
        digest.update(path.relative_to(bench).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def compare(found: Mapping[str, float], gold: str) -> int:
    """1 when a figure is below its floor."""
    kept = json.loads(FLOORS.read_text(encoding="utf-8"))
    if kept["gold"] != gold:
        print("these figures belong to another gold than the floors: nothing to compare")
        return 0
    low = [name for name, floor in kept["floors"].items() if _worse(name, found.get(name, 0.0), floor)]
    for name, floor in kept["floors"].items():
        print(f"{name:34} {found.get(name, 0.0):8.3f}  floor {floor:8.3f}{'  BELOW' if name in low else ''}")
    return 1 if low else 0


def _worse(name: str, value: float, floor: float) -> bool:
    if name.startswith("events.probes"):  # false alarms: fewer is better
        return value > floor
    return value < floor - SLACK * (100 if floor > 1 else 1)


if __name__ == "__main__":
    main()
