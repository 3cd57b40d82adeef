"""``kg actors review``: pairs of actors that may be one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

import click

from kg.commands.actors.judge import GRAPH
from kg.commands.flags import JSON, NUMBER, common, judging
from kg.commands.shared import readings_of, tell, terminal_width

if TYPE_CHECKING:
    from kg.resolve.candidates import Candidate, Side


@click.command(
    short_help="List actors that may be one.",
    epilog="""\b
Examples:
  kg actors review news.kg
  kg actors review news.kg --limit 5
  kg actors review news.kg --merged          # what was merged by rule
  kg actors review news.kg --json | jq '.[] | select(.score > 0.9) | [.left.id, .right.id]'
""",
)
@GRAPH
@click.option("--limit", type=NUMBER, default=20, show_default=True, help="So many pairs.")
@click.option("--merged", is_flag=True, help="Pairs that were merged by rule, instead of those left open.")
@JSON
@judging
@common
@click.pass_context
def review(
    ctx: click.Context, graph: str, limit: int, merged: bool, as_json: bool, judgements: str | None
) -> None:
    """List pairs of actors that may be one, the likeliest first, with sentences of both.

    Decide with kg actors merge, or with kg actors split, after which a pair is not shown again.
    """
    import json

    from kg import pipeline
    from kg.resolve.candidates import candidates
    from kg.store import Store

    with Store.open(graph, readonly=True, judgements=judgements) as store:
        made, who = pipeline.graph_and_actors(readings_of(store, None), store.judgements())
    found = list(candidates(made, who, merged))
    if as_json:
        click.echo(json.dumps([asdict(c) for c in found[:limit]], ensure_ascii=False, indent=2))
        return
    width = terminal_width()
    names = {key: actor.label for key, actor in who.unmerged.items()} | {
        key: actor.label for key, actor in made.actors.items()
    }
    for number, candidate in enumerate(found[:limit], 1):
        click.echo("\n".join(page(number, candidate, names, width)))
    tell(ctx, f"{min(limit, len(found))} of {len(found)} pairs" if found else "no pairs")


def page(number: int, c: Candidate, names: Mapping[str, str], width: int) -> Iterator[str]:
    """One pair for people."""
    yield f"{number}.  {c.score:.2f}  {c.left.label}  =?  {c.right.label}"
    yield f"    names    {c.names[0]} / {c.names[1]} ({c.likeness:.2f})"
    for word, reasons in (("for", speaks_for(c, names)), ("against", speaks_against(c))):
        for reason in reasons:
            yield f"    {word:<8} {reason}"
    for side in (c.left, c.right):
        yield f"    {side.id}  ({side.kind}{', ' + side.country if side.country else ''}, in {counted(side)})"
        for sentence in side.sentences:
            yield from sentence_lines(sentence, width)
    yield ""


def counted(side: Side) -> str:
    return f"{side.articles} article{'' if side.articles == 1 else 's'}"


def speaks_for(c: Candidate, names: Mapping[str, str]) -> Iterator[str]:
    yield from (f"both are {role}: {names.get(whom, whom)}" for role, whom in c.ties)
    if c.country:
        yield f"both of {c.country}"
    if c.partners:
        yield f"both have to do with {', '.join(names.get(key, key) for key in c.partners[:3])}"


def speaks_against(c: Candidate) -> Iterator[str]:
    if c.countries:
        yield f"countries: {' and '.join(c.countries)}"
    if c.together:
        yield f"both named in {', '.join(c.together[:3])}"


def sentence_lines(sentence: dict[str, Any], width: int) -> list[str]:
    """A sentence with its place, wrapped."""
    from textwrap import wrap

    place = f"{sentence['article']}:{sentence['start']}–{sentence['end']}"
    words = f"“{' '.join(sentence['text'].split())}” {place}"
    return wrap(words, width, initial_indent="      ", subsequent_indent="      ", break_long_words=False)
