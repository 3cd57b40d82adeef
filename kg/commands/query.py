"""``kg query``: a question and its answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import console
from kg.commands.flags import CONFIDENCE, common, judging
from kg.commands.shared import STORE, TIMED_OUT, graph_of, tell, terminal_width

if TYPE_CHECKING:
    from kg.types import Graph


@click.command(
    short_help="Ask a graph in SPARQL or by a question's name.",
    epilog="""\b
Examples:
  kg query --list
  kg query graph.ttl met --param since=2025-12-01
  kg query news.kg "SELECT ?who (COUNT(*) AS ?n) { ?who kgo:met ?whom } GROUP BY ?who ORDER BY DESC(?n)"
  kg query graph.nt question.rq --format csv > answer.csv
""",
)
@click.argument("source", required=False, metavar="SOURCE")
@click.argument("asked", required=False, metavar="SPARQL|FILE.rq|QUESTION")
@click.option("--list", "listed", is_flag=True, help="List the questions that have names.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a named question.")
@click.option(
    "--format", "format_", type=click.Choice(["table", "csv", "tsv", "json"]), default="table",
    show_default=True, help="A table for people, or what the W3C defines for programs.",
)  # fmt: skip
@click.option("--base", metavar="IRI", help="Beginning of IRIs.  [default: https://kg.example.org/]")
@click.option(
    "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS", help="Give up after that."
)
@CONFIDENCE
@judging
@common
@click.pass_context
def query(
    ctx: click.Context,
    /,
    source: str | None,
    asked: str | None,
    listed: bool,
    params: tuple[str, ...],
    format_: str,
    base: str | None,
    timeout: float | None,
    confidence: float | None,
    judgements: str | None,
) -> None:
    """Ask a graph.

    SOURCE is a graph file (.kg) or RDF (.ttl, .nt, .rdf).  The prefixes kgo: kgm: kga: kgs: kge: kgd: and
    the usual ones need no declaration.  Nothing outside the source is read.
    """
    if listed:
        click.echo(questions_listed(), nl=False)
        return
    if not source or not asked:
        raise click.UsageError("expected a SOURCE and a question (kg query --list shows some)")
    from kg.ontology.terms import BASE
    from kg.query import query as answer
    from kg.query import render

    with time_limit(timeout):
        found = answer(asked_of(source, confidence, judgements), sparql_of(asked, params), base or BASE)
    click.echo(render(found, format_, terminal_width(), base or BASE), nl=False)
    if format_ == "table" and found.kind != "ask":
        tell(ctx, f"{len(found.rows):,} row{'' if len(found.rows) == 1 else 's'}")


def questions_listed() -> str:
    """The named questions with their parameters."""
    from kg.query import questions

    rows = []
    for question in questions():
        rows.append(f"{question.name}\n    {question.title}")
        rows += [f"    --param {p.name}={p.default}  {p.type}: {p.comment}" for p in question.parameters]
    return "\n".join(rows) + "\n"


def sparql_of(asked: str, params: tuple[str, ...]) -> str:
    """The query behind what was asked: a file, a name, stdin (``-``), or SPARQL as it stands."""
    from kg.query import question

    if asked.replace("-", "").replace("_", "").isalnum():
        return question(asked, **dict(map(parameter, params)))
    if params:
        raise click.UsageError("--param belongs to questions that have names (kg query --list)")
    if asked == "-":
        return sys.stdin.read()
    if asked.lower().endswith((".rq", ".sparql")):
        return Path(asked).read_text(encoding="utf-8-sig")
    return asked


def parameter(given: str) -> tuple[str, str]:
    """``since=2025-12-01`` as name and value."""
    name, equals, value = given.partition("=")
    if not equals:
        raise click.UsageError(f"--param {given}: expected NAME=VALUE")
    return name.strip(), value.strip()


def asked_of(source: str, confidence: float | None, judgements: str | None) -> Graph | Path:
    """The graph in a graph file, or the RDF file itself."""
    from kg.store import Store

    if not source.endswith(STORE):
        return Path(source)
    with Store.open(source, readonly=True, judgements=judgements) as store:
        return graph_of(store, confidence)


@contextmanager
def time_limit(seconds: float | None) -> Iterator[None]:
    """End the program when it takes longer: a query that runs inside a library cannot be stopped."""
    if seconds is None:
        yield
        return
    from threading import Timer

    def over() -> None:
        console.say(f"kg: no answer within {seconds:g} s (--timeout)")
        os._exit(TIMED_OUT)

    timer = Timer(seconds, over)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()
