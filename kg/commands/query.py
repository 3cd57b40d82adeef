"""``kg query``: a question in SPARQL and its answer."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from kg import console
from kg.commands.flags import CONFIDENCE, common, judging
from kg.commands.shared import STORE, TIMED_OUT, graph_of, tell, terminal_width

if TYPE_CHECKING:
    from pyoxigraph import Store as Triples

    from kg.query import Answer

F = TypeVar("F", bound=Callable[..., Any])
FORMATS = ["table", "csv", "tsv", "json", "xml", "ttl", "nt"]


def asks(command: F) -> F:
    """Options of the commands that ask in SPARQL."""
    options = (
        click.option(
            "--format", "format_", type=click.Choice(FORMATS), default="table", show_default=True,
            help="A table for people, or what the W3C defines; ttl and nt for CONSTRUCT and DESCRIBE.",
        ),
        click.option("--base", metavar="IRI", help="Beginning of IRIs.  [default: https://kg.example.org/]"),
        click.option(
            "--timeout", type=click.FloatRange(min=0, min_open=True), metavar="SECONDS",
            help="Give up after that.",
        ),
        click.option("--no-cache", is_flag=True, help="Keep no store beside a large source."),
        CONFIDENCE,
        judging,
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return common(command)


@click.command(
    epilog="""\b
Examples:
  kg query --list
  kg query graph.ttl who-met --param since=2025-12-01
  kg query news.kg "SELECT ?who (COUNT(*) AS ?n) { ?who kgo:met ?whom } GROUP BY ?who ORDER BY DESC(?n)"
  kg query graph.nt question.rq --format csv > answer.csv
  kg query news.kg "DESCRIBE kga:vladimir_putin" --format ttl
""",
)
@click.argument("source", required=False, metavar="SOURCE")
@click.argument("asked", required=False, metavar="SPARQL|FILE.rq|QUESTION")
@click.option("--list", "listed", is_flag=True, help="List the questions that have names.")
@click.option("--param", "params", multiple=True, metavar="NAME=VALUE", help="Parameter of a named question.")
@asks
@click.pass_context
def query(
    ctx: click.Context,
    /,
    source: str | None,
    asked: str | None,
    listed: bool,
    params: tuple[str, ...],
    **given: Any,
) -> None:
    """Ask a graph.

    SOURCE is a graph file (.kg) or RDF (.ttl, .nt, .rdf, .trig, .nq, .jsonld).  The prefixes kgo: kgm: kga:
    kgs: kge: kgd:, the usual ones, and those that the file declares itself need no declaration.  Nothing
    outside the source is read.  Beside a large source a store is kept, so that the next question is
    answered at once.
    """
    if listed:
        click.echo(questions_listed(), nl=False)
        return
    if not source or not asked:
        raise click.UsageError("expected a SOURCE and a question (kg query --list shows some)")
    sparql = sparql_of(asked, params)
    with time_limit(given["timeout"]), triples(source, given) as (store, known):
        found = answered(store, sparql, known, asked)
    printed(ctx, found, known, given["format_"])


def printed(ctx: click.Context, found: Answer, known: dict[str, str], format: str) -> None:
    """The answer on stdout, and how long it is on stderr."""
    from kg.query import render

    click.echo(render(found, format, terminal_width(), prefixes=known), nl=False)
    if format == "table" and found.kind != "ask":
        tell(ctx, f"{len(found.rows):,} row{'' if len(found.rows) == 1 else 's'}")


def answered(store: Triples, sparql: str, known: dict[str, str], asked: str) -> Answer:
    """The answer; an error names the file that the query comes from."""
    from kg.query import QueryError
    from kg.query import query as answer

    try:
        return answer(store, sparql, prefixed=known)
    except QueryError as error:
        file = asked if asked.lower().endswith((".rq", ".sparql")) else None
        raise QueryError(f"{file}: {error}") if file else error from None


def questions_listed(folder: Path | None = None, dashed: str = "--param ") -> str:
    """The named questions with their parameters."""
    from kg.query import questions

    rows = []
    for question in questions(folder):
        rows.append(f"{question.name}\n    {question.title}")
        rows += [f"    {dashed}{p.name}={p.default}  {p.type}: {p.comment}" for p in question.parameters]
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


@contextmanager
def triples(source: str, given: dict[str, Any]) -> Iterator[tuple[Triples, dict[str, str]]]:
    """A store of triples of a graph file or an RDF file, and the prefixes that are known in it."""
    from kg.ontology.terms import BASE
    from kg.query import opened, prefixes

    base = given["base"] or BASE
    path, cache = Path(source), not given["no_cache"]
    if source.endswith(STORE):
        with graph_triples(path, base, given["confidence"], given["judgements"], cache) as store:
            yield store, prefixes(None, base)
    else:
        with opened(path, cache) as store:
            yield store, prefixes(path, base)


@contextmanager
def graph_triples(
    path: Path, base: str, confidence: float | None, judgements: str | None, cache: bool
) -> Iterator[Triples]:
    """A store of what a graph file tells, by a cache beside it if that can be."""
    from kg.query import fill, load
    from kg.query.cache import cached
    from kg.store import Store

    def filled(store: Triples) -> None:
        with Store.open(path, readonly=True, judgements=judgements) as kept:
            fill(store, graph_of(kept, confidence), base)
            if kept.judgements() != judged:
                raise OSError(f"{path}: its judgements have changed while it was read")

    with Store.open(path, readonly=True, judgements=judgements) as kept:
        judged = kept.judgements()
    if cache:
        with cached(path, f"{program()}\n{judged}", filled, f"{base}\n{confidence or 0}") as store:
            if store is not None:
                yield store
                return
    with Store.open(path, readonly=True, judgements=judgements) as kept:
        graph = graph_of(kept, confidence)
    yield load(graph, base)


def program() -> str:
    """What makes a graph out of a graph file: another version, or other tables, may make another."""
    import kg
    from kg.ontology.packs import packs
    from kg.ontology.tables import ontologies

    code = Path(str(kg.__file__)).parent.rglob("*.py")
    tables = (Path(str(file)) for file in ontologies().iterdir() if file.name.endswith(".tsv"))
    files = sorted((*code, *tables))
    told = (f"{file.name} {(s := file.stat()).st_size} {s.st_mtime_ns}" for file in files)
    return "\n".join([packs().fingerprint, *told])


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
