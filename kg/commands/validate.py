"""``kg validate``: whether a graph keeps the promises of the model."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.flags import CONFIDENCE, JSON, NUMBER, common, judging
from kg.commands.query import triples
from kg.commands.shared import FAILED, STORE, tell

if TYPE_CHECKING:
    from pyoxigraph import Store as Triples

    from kg.query import Problem
    from kg.query.check import Size


@click.command(
    epilog="""\b
Examples:
  kg validate news.kg
  kg validate graph.ttl --shacl
  kg validate theirs.nt --shapes their-shapes.ttl --json
""",
)
@click.argument("source", metavar="SOURCE")
@click.option("--shacl", "shacl_", is_flag=True, help="Also by the SHACL shapes of the model (slow).")
@click.option("--shapes", metavar="FILE.ttl", help="Also by the SHACL shapes of a file.")
@click.option("--base", metavar="IRI", help="Beginning of IRIs.  [default: found in the source]")
@click.option(
    "--limit", type=NUMBER, default=5, show_default=True, metavar="N", help="Places shown of a problem."
)
@click.option("--no-cache", is_flag=True, help="Keep no store beside a large source.")
@JSON
@CONFIDENCE
@judging
@common
@click.pass_context
def validate(ctx: click.Context, /, source: str, shacl_: bool, shapes: str | None, **given: Any) -> None:
    """Check a graph file or RDF: edges are told by statements, statements have their evidence, what is
    called asserted is, nothing points to what is not there, no node is without a name.

    Exit code 1 when something is wrong.
    """
    from kg.query import check
    from kg.query.check import base_of, size

    with triples(source, given) as (store, _):
        base = given["base"] or base_of(store)
        measured, problems = size(store, base), list(check(store, base))
        if shacl_ or shapes:
            problems += by_shapes(store, shacl_, shapes, base)
    if given["as_json"]:
        click.echo(in_json(source, measured, problems), nl=False)
    else:
        for row in told(problems, base, given["limit"]):
            click.echo(row)
        amount = f"{measured.triples:,} triples, {measured.statements:,} statements"
        wrong = f"{len(problems):,} problem{'' if len(problems) == 1 else 's'}" if problems else "all well"
        tell(ctx, f"{source}: {amount}: {wrong}")
        if not measured.statements and not source.endswith(STORE):
            tell(ctx, "no statement of the model is in it: only names were checked")
    if problems:
        ctx.exit(FAILED)


def by_shapes(store: Triples, ours: bool, theirs: str | None, base: str) -> list[Problem]:
    """What SHACL finds."""
    import pyoxigraph as ox
    import rdflib

    from kg.query.check import shacl

    text = ox.serialize((quad.triple for quad in store), format=ox.RdfFormat.N_TRIPLES) or b""
    data = rdflib.Graph().parse(data=text, format="nt")
    found = list(shacl(data, base=base)) if ours else []
    return [*found, *(shacl(data, Path(theirs), base) if theirs else [])]


def told(problems: Sequence[Problem], base: str, limit: int) -> Iterator[str]:
    """Each sort of problem with its first places."""
    from kg.console import printable
    from kg.ontology.terms import Terms
    from kg.query.render import curie

    short = {space: prefix for prefix, space in Terms(base).prefixes().items()}
    kinds: dict[tuple[str, str], list[Problem]] = defaultdict(list)
    for problem in problems:
        kinds[problem.check, problem.title].append(problem)
    for (name, title), some in kinds.items():
        yield f"{len(some):,} × {printable(title)} ({name})"
        for problem in some[:limit]:
            cells = zip(problem.variables, problem.row, strict=True)
            words = (f"{n}={curie(t, short) if t.iri else t}" for n, t in cells if t is not None)
            yield f"    {printable('  '.join(words))}"
        if len(some) > limit:
            yield f"    and {len(some) - limit:,} more"


def in_json(source: str, measured: Size, problems: Sequence[Problem]) -> str:
    """The same for programs."""
    import json
    from dataclasses import asdict

    rows = [
        {"check": p.check, "title": p.title, **dict(zip(p.variables, p.row, strict=True))} for p in problems
    ]
    told = {"source": source, **asdict(measured), "sound": not problems, "problems": rows}
    return json.dumps(told, ensure_ascii=False, indent=2) + "\n"
