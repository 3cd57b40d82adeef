"""A small graph whose every text is hostile, and a browser."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.types import Actor, Article, Evidence, Graph, Kind, Modality, Object, Statement, StatementKind, Target

ATTACKS = (
    "<script>window.hacked=1</script>",
    "</script><script>window.hacked=1</script>",
    "<img src=x onerror=window.hacked=1>",
    "<svg/onload=window.hacked=1>",
    "\"><a href='javascript:window.hacked=1'>x</a>",
    "</title></style><!--<script>",
    "line\u2028paragraph\u2029 \u202eright to left\u202c \x00\x1b[31m \ud800",
    "{{constructor.constructor('window.hacked=1')()}} ${window.hacked=1} __proto__",
)
ADDRESSES = (
    "javascript:window.hacked=1",
    "data:text/html,<script>window.hacked=1</script>",
    " JaVaScRiPt:window.hacked=1",
    "file:///etc/passwd",
    'https://example.org/" onclick="window.hacked=1',
    "//example.org/a",
    "http://[::1",
    "https://example.org/news?a=1&b=<2>",
)


def hostile(where: str, at: int) -> str:
    """A text that attacks, told apart by where it stands."""
    return f"{ATTACKS[at % len(ATTACKS)]} {where} {at}"


def make_hostile() -> Graph:
    """A ring of actors who all met and spoke, with attacks in every text there is."""
    count = len(ATTACKS)
    articles = [
        Article(hostile("id", n), "", "2025-12-04", hostile("title", n), hostile("source", n), ADDRESSES[n])
        for n in range(count)
    ]
    actors = [
        Actor(f"a{n}<&\"'", hostile("name", n), Kind.PERSON, (hostile("alias", n),), "<b>", "<i>",
              "Q1\"><img src=x>", type=hostile("type", n))
        for n in range(count)
    ]  # fmt: skip
    statements = [_met(n, actors, articles) for n in range(count)]
    statements += [_said(n, actors, articles) for n in range(count)]
    return Graph(
        {a.id: a for a in sorted(articles, key=lambda a: a.id)},
        {a.id: a for a in sorted(actors, key=lambda a: a.id)},
        tuple(sorted(statements, key=lambda s: s.id)),
    )


def _met(n: int, actors: list[Actor], articles: list[Article]) -> Statement:
    whom = Object(Target.ACTOR, actors[(n + 1) % len(actors)].id, "")
    words = hostile("sentence", n)
    evidence = (Evidence(articles[n].id, 0, 0, len(words), words, "x", 0.9),)
    lemma = hostile("lemma", n)
    return Statement(f"st-{n}", StatementKind.EVENT, actors[n].id, lemma, None, whom, evidence=evidence)


def _said(n: int, actors: list[Actor], articles: list[Article]) -> Statement:
    what = Object(Target.WORDS, f"ct-{n}", hostile("claim", n))
    told = replace(_met(n, actors, articles), id=f"st-said-{n}", kind=StatementKind.CLAIM, object=what)
    within = replace(told.evidence[0], within=("st-x",), speakers=(actors[n - 1].id,))
    return replace(told, evidence=(*told.evidence, within), modality=Modality.ACTUAL)


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    """Headless Chromium, drawing in software and seeing no network."""
    selenium = pytest.importorskip(
        "selenium.webdriver", reason="selenium is not installed: pip install selenium"
    )
    from selenium.webdriver.chrome.service import Service

    binary, driver = _chromium()
    options = selenium.ChromeOptions()
    options.binary_location = binary
    for argument in (
        "--headless=new", "--no-sandbox", "--disable-dev-shm-usage", "--window-size=1200,800",
        "--use-angle=swiftshader", "--enable-unsafe-swiftshader", "--proxy-server=127.0.0.1:9",
    ):  # fmt: skip
        options.add_argument(argument)
    options.set_capability("goog:loggingPrefs", {"browser": "ALL"})
    with selenium.Chrome(options=options, service=Service(driver)) as started:
        yield started


def _chromium() -> tuple[str, str]:
    """The browser and its driver; the test is skipped where there are none."""
    names = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable")
    binary = next(filter(None, map(shutil.which, names)), None)
    driver = shutil.which("chromedriver")
    if binary is None or driver is None:
        pytest.skip("no chromium and chromedriver here: apt-get install chromium chromium-driver")
    return str(Path(binary)), driver
