"""How long a page of ``kg view`` takes: to write, and to open in headless Chromium.

    python benchmarks/view.py                               5,000 actors, 20,000 statements
    python benchmarks/view.py --actors 1000 --statements 3000

The graph is made up: its actors join as in news, few with many and most with few.  *Ready* is the time from
the start of loading until the picture is drawn and answers, as the page itself measures it; at first it shows
the main actors, and *all* is what it takes to show every one.  The least and the median of several loads.
Chromium draws in software here, so a real screen is faster.
"""

from __future__ import annotations

import argparse
import math
import shutil
import statistics
import tempfile
import time
from datetime import date, timedelta
from pathlib import Path

from kg.export.options import Options
from kg.types import (
    Actor,
    Article,
    Evidence,
    Graph,
    Kind,
    Modality,
    Object,
    Statement,
    StatementKind,
    Target,
)
from kg.view import document

RELATIONS = (("met", "CONSULT"), ("attacked", "ASSAULT"), ("supports", "SUPPORT"), ("accused", "ACCUSE"))
GOLDEN = (math.sqrt(5) - 1) / 2


def main() -> None:
    options = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    options.add_argument("--actors", type=int, default=5_000)
    options.add_argument("--statements", type=int, default=20_000)
    options.add_argument("--loads", type=int, default=5)
    options.add_argument("--keep", type=Path, help="Where to keep the page.")
    given = options.parse_args()
    graph = made(given.actors, given.statements)
    start = time.perf_counter()
    text = document(graph, Options(), "Made up")
    print(f"{given.actors:,} actors, {given.statements:,} statements")
    print(f"written in  {time.perf_counter() - start:6.2f} s, {len(text.encode()) / 1e6:.1f} MB")
    with tempfile.TemporaryDirectory() as folder:
        path = given.keep or Path(folder) / "graph.html"
        path.write_text(text, encoding="utf-8")
        loads = opened(path.resolve(), given.loads)
    for name, seconds in zip(("ready after", "all within"), zip(*loads, strict=True), strict=True):
        print(f"{name} {min(seconds):6.2f} s at least, {statistics.median(seconds):.2f} s in the middle")


def made(actors: int, statements: int) -> Graph:
    """A graph of so many actors; the same for the same numbers."""
    people = {f"actor_{n}": Actor(f"actor_{n}", f"Actor {n}", _kind(n)) for n in range(actors)}
    days = [date(2025, 1, 1) + timedelta(days=n) for n in range(365)]
    articles = {f"article-{n}": Article(f"article-{n}", "", days[n % 365].isoformat()) for n in range(2000)}
    told = (_statement(n, actors) for n in range(statements))
    return Graph(articles, people, tuple(sorted(told, key=lambda statement: statement.id)))


def _kind(n: int) -> Kind:
    return list(Kind)[n % len(Kind)]


def _statement(n: int, actors: int) -> Statement:
    """Everybody once, then by a power law."""
    first = n if n < actors else int(actors * ((n * GOLDEN) % 1) ** 3)
    second = int(actors * ((n * GOLDEN * GOLDEN * 7) % 1) ** 3)
    second = (second + 1) % actors if second == first else second
    relation, type = RELATIONS[n % len(RELATIONS)]
    words = (
        f"Actor {first} and actor {second} are told of in sentence {n}, which is about as long as most are."
    )
    article = f"article-{n % 2000}"
    evidence = (Evidence(article, n // 2000, 0, len(words), words, "made", 0.9),)
    return Statement(
        f"st-{n:06}", StatementKind.EVENT, f"actor_{first}", relation, relation,
        Object(Target.ACTOR, f"actor_{second}", ""), type=type, evidence=evidence,
        modality=Modality.PLANNED if n % 10 == 0 else Modality.ACTUAL,
    )  # fmt: skip


SHOW_ALL = """
const least = document.getElementById("least"), start = performance.now();
least.value = 1;
least.dispatchEvent(new Event("change"));
return (performance.now() - start) / 1000;
"""


def opened(path: Path, loads: int) -> list[tuple[float, float]]:
    """Seconds until the page is ready, and then until all is shown, for each load."""
    from selenium import webdriver
    from selenium.webdriver.chrome.service import Service

    options = webdriver.ChromeOptions()
    options.binary_location = shutil.which("chromium") or ""
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1400,900",
        "--use-angle=swiftshader", "--enable-unsafe-swiftshader",
    ):  # fmt: skip
        options.add_argument(argument)
    found = []
    for _ in range(loads):  # a new browser each time: leaving a page costs, too, and is not asked for
        with webdriver.Chrome(options=options, service=Service(shutil.which("chromedriver"))) as browser:
            browser.get(path.as_uri())
            ready = int(browser.execute_script("return document.body.dataset.ready")) / 1000
            found.append((ready, float(browser.execute_script(SHOW_ALL))))
    return found


if __name__ == "__main__":
    main()
