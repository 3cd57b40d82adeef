"""What a question to a million triples costs: in memory, the first time with a store beside, and after.

    python benchmarks/asking.py [--triples 1000000]

Each line is a run of ``kg query`` from start to end, in a process of its own.
"""

from __future__ import annotations

import argparse
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from kg.ontology.terms import STANDARD, Terms

QUESTION = "SELECT ?name { kga:actor_1 kgo:met ?whom . ?whom rdfs:label ?name } ORDER BY ?name"


def main() -> None:
    """Print seconds by kind of run."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--triples", type=int, default=1_000_000)
    wanted = parser.parse_args().triples
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "many.nt")
        with source.open("w", encoding="utf-8") as out:
            out.writelines(triples(wanted))
        print(f"{wanted:,} triples, {source.stat().st_size / 1e6:.0f} MB of N-Triples")
        print(f"in memory        {seconds(source, '--no-cache'):6.2f} s")
        print(f"first, with store {seconds(source):5.2f} s")
        print(f"after that       {seconds(source):6.2f} s")


def triples(count: int) -> Iterator[str]:
    """Meetings and labels of actors, as many triples as wanted."""
    terms = Terms()
    met, label = terms.relation("met"), STANDARD["rdfs"] + "label"
    for number in range(count):
        actor = terms.actor(f"actor_{number % (count // 10 + 1)}")
        if number % 2:
            yield f"<{actor}> <{met}> <{terms.actor(f'actor_{number // 7}')}> .\n"
        else:
            yield f'<{actor}> <{label}> "Somebody whose number is {number}" .\n'


def seconds(source: Path, *options: str) -> float:
    """How long the whole program takes."""
    command = [sys.executable, "-m", "kg", "query", str(source), QUESTION, *options]
    start = time.perf_counter()
    subprocess.run(command, check=True, capture_output=True)
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
