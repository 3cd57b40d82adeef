"""What everything beyond the parse costs, and what a start costs.

    python benchmarks/speed.py                                the seed article, many times over
    python benchmarks/speed.py --corpus news.jsonl --items 300
    python benchmarks/speed.py --help

In one run, turn by turn, the medians of the ratios over the plain ``nlp.pipe`` of all the texts in one go,
with the same model as spaCy loads it: extraction (parse, annotate, extract), the whole build (resolve, merge
and Turtle as well), and a build into a graph file that has the texts already, where one in twenty is new
(find what is new, read and store it, resolve, merge and Turtle of all).  Then statements a second; peak
memory of a fresh process that builds; the start of ``kg --help`` and ``kg query`` beyond that of bare Python.
"""

from __future__ import annotations

import argparse
import io
import json
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable
from functools import cache
from pathlib import Path

from spacy.language import Language

from kg.annotate.parse import plain
from kg.building import build
from kg.export import export
from kg.pipeline import graph, readings
from kg.store import Store
from kg.types import Article, Reading
from kg.work import crew

NEW = 20
"""One text in so many is new when a build is run again."""
PEAK = (
    "import resource, subprocess, sys; subprocess.run(sys.argv[1:], check=True); "
    "print(resource.getrusage(resource.RUSAGE_CHILDREN).ru_maxrss)"
)
SEEDS = Path(__file__).parent.parent / "seeds"


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--corpus", type=Path, help="JSON lines with id, date and text")
    options.add_argument("--items", type=int, default=300)
    options.add_argument("--rounds", type=int, default=5)
    given = options.parse_args()
    head = f"{'texts':>24} {'kB':>7} {'parse s':>8} {'extraction':>11} {'build':>7} {'again':>7}"
    print(f"{head} {'statements/s':>13} {'MB':>6}")
    copies = [copied(a, k) for k in range(1, 22) for a in seeds()]
    measure("seed article, 20 times", copies[:20], copies[20:], given.rounds)
    if given.corpus:
        items = corpus(given.corpus, given.items + given.items // NEW)
        name = f"{given.items} of {given.corpus.name}"
        measure(name, items[: given.items], items[given.items :], given.rounds)
    starts(given.rounds)


def seeds() -> list[Article]:
    from kg.read import read

    return [a for a in read([str(SEEDS)]) if isinstance(a, Article)]


def copied(article: Article, number: int) -> Article:
    """The article with so many blanks behind each line: of paragraphs that are the same one is parsed."""
    head, body = article.text[: article.body], article.text[article.body :]
    return Article(
        article.id,
        head + "".join(line + " " * number + "\n" for line in body.split("\n")),
        article.date,
        body=article.body,
    )


def corpus(path: Path, items: int) -> list[Article]:
    rows = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()[:items]]
    return [Article(str(r["id"]), r["text"], r.get("date")) for r in rows]


def measure(name: str, articles: list[Article], news: list[Article], rounds: int) -> None:
    """A row of the table; the kinds of work take turns, so that a slow minute slows them all."""
    numbered = [Article(f"{a.id}-{k}", a.text, a.date, body=a.body) for k, a in enumerate([*articles, *news])]
    numbered, new = numbered[: len(articles)], numbered[len(articles) :]
    parse(numbered[:20])
    parses, reads, builds, renewals, count = [], [], [], [], 0
    with Store.memory() as store:
        renew(store, numbered)
        for _ in range(rounds):
            spent, count = turn(numbered)
            parses.append(spent[0])
            reads.append(spent[1])
            builds.append(spent[1] + spent[2])
            renewals.append(timed(lambda: renew(store, [*numbered[len(new) :], *new])))
            for article in new:
                store.remove(article.id)
    size = sum(len(a.text) for a in numbered) / 1000
    took = statistics.median(builds)
    extraction = statistics.median(r / p for r, p in zip(reads, parses, strict=True))
    whole = statistics.median(b / p for b, p in zip(builds, parses, strict=True))
    again = statistics.median(r / p for r, p in zip(renewals, parses, strict=True))
    print(
        f"{name:>24} {size:7.0f} {statistics.median(parses):8.2f} {extraction:11.3f} {whole:7.3f} "
        f"{again:7.3f} {count / took:13.0f} {peak(numbered):6.0f}"
    )


def turn(articles: list[Article]) -> tuple[tuple[float, float, float], int]:
    """Seconds of the plain parse, of extraction and of the rest; and how many statements came out."""
    kept: list[Reading] = []
    spent = (
        timed(lambda: parse(articles)),
        timed(lambda: kept.extend(r for r in readings(articles) if isinstance(r, Reading))),
        timed(lambda: export(graph(kept), io.StringIO(), "ttl")),
    )
    return spent, sum(len(r.occurrences) for r in kept)


@cache
def model() -> Language:
    return plain()


def parse(articles: list[Article]) -> int:
    """The plain parse of the texts, at its quickest: nothing keeps the vocabulary from growing."""
    return sum(len(doc) for doc in model().pipe(a.text for a in articles))


def renew(store: Store, articles: list[Article]) -> None:
    """A build of articles into a store, and its Turtle."""
    build(store, articles, crew(jobs=1), "benchmark", lambda tally: None)
    export(graph(store.readings()), io.StringIO(), "ttl")


def timed(work: Callable[[], object]) -> float:
    before = time.perf_counter()
    work()
    return time.perf_counter() - before


def peak(articles: list[Article]) -> float:
    """Megabytes of a process of its own that builds them."""
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder, "in.jsonl")
        source.write_text(
            "".join(json.dumps({"id": a.id, "date": a.date, "text": a.text}) + "\n" for a in articles)
        )
        command = [
            sys.executable,
            "-m",
            "kg",
            "--quiet",
            "build",
            str(source),
            "-o",
            str(Path(folder, "out.ttl")),
        ]
        # Started by a small process: a child begins with the peak of whoever started it.
        told = subprocess.run(
            [sys.executable, "-c", PEAK, *command], check=True, capture_output=True, text=True
        )
        return int(told.stdout.splitlines()[-1]) / 1024


def starts(rounds: int) -> None:
    """CPU milliseconds beyond bare Python."""
    with tempfile.TemporaryDirectory() as folder:
        out = str(Path(folder, "g.ttl"))
        export(graph([]), out)
        bare = cpu([sys.executable, "-c", "pass"], rounds)
        for name, command in (
            ("kg --help", ["-m", "kg", "--help"]),
            ("kg query", ["-m", "kg", "query", out, "SELECT * { ?s ?p ?o }"]),
        ):
            print(
                f"start of {name:10} {cpu([sys.executable, *command], rounds) - bare:6.0f} ms CPU "
                f"beyond Python's {bare:.0f} ms"
            )


def cpu(command: list[str], rounds: int) -> float:
    """Median user and system time of a command."""
    took = []
    for _ in range(rounds):
        before = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL, check=True)
        after = resource.getrusage(resource.RUSAGE_CHILDREN)
        took.append(1000 * (after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime))
    return statistics.median(took)


if __name__ == "__main__":
    main()
