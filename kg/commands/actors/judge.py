"""``kg actors merge``, ``split``, ``rename``, ``judgements``, ``undo``: decisions, kept as data."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from kg.commands.flags import JSON, common, judging
from kg.commands.shared import require_file, tell

if TYPE_CHECKING:
    from kg.resolve import Resolution
    from kg.resolve.deciding import Change
    from kg.store import Store
    from kg.types import Judgement

GRAPH = click.argument("graph", metavar="GRAPH.kg")


@click.command(
    short_help="Make actors one.",
    epilog="""\b
Examples:
  kg actors merge news.kg "Ann Lee" "Ann B. Lee"
  kg actors merge news.kg ann_lee_3nm3mc ann_b_lee_x7k2qa
""",
)
@GRAPH
@click.argument("one", metavar="ACTOR")
@click.argument("others", metavar="ACTOR...", nargs=-1, required=True)
@judging
@common
@click.pass_context
def merge(ctx: click.Context, graph: str, one: str, others: tuple[str, ...], judgements: str | None) -> None:
    """Make actors one node, in every export of the graph."""
    from kg.resolve.deciding import merging
    from kg.resolve.find import find

    with opened(graph, judgements) as store:
        for other in others:
            who = resolved(store)
            a, b = find(one, who.actors, graph), find(other, who.actors, graph)
            change = merging(a, b, who, store.decided())
            if not change:
                tell(ctx, f"{a.label} and {b.label} are one already: {a.id}")
                continue
            keep(store, change)
            for made in change.add:
                require_one(resolved(store), made.left, made.right)
            tell(ctx, f"one now: {a.label} = {b.label}")


@click.command(
    short_help="Take actors apart.",
    epilog="""\b
Examples:
  kg actors split news.kg "Ann Lee"                    # into all that it was merged of
  kg actors split news.kg ann_lee_3nm3mc ann_b_lee_x7k2qa
  kg actors split news.kg "Ann Lee" --article 2025-12-04-7  # there it is another Ann Lee
""",
)
@GRAPH
@click.argument("one", metavar="ACTOR")
@click.argument("other", metavar="[ACTOR]", required=False)
@click.option(
    "--article", "articles", multiple=True, metavar="ID",
    help="Somebody else is meant in this article; may be given several times.",
)  # fmt: skip
@judging
@common
@click.pass_context
def split(
    ctx: click.Context, graph: str, one: str, other: str | None, articles: tuple[str, ...],
    judgements: str | None,
) -> None:  # fmt: skip
    """Take an actor apart into all that it was merged of, or keep two actors apart for good.

    With two ACTORs, they are never taken for one again, nor shown by review.
    """
    if other and articles:
        raise click.UsageError("two actors or --article, not both")
    with opened(graph, judgements) as store:
        if articles:
            part_articles(ctx, store, one, articles)
        elif other:
            part_two(ctx, store, one, other)
        else:
            part_all(ctx, store, one)


def part_all(ctx: click.Context, store: Store, one: str) -> None:
    """Into all that an actor was merged of."""
    from kg.resolve.deciding import splitting
    from kg.resolve.find import find

    who = resolved(store)
    actor = find(one, who.actors, store.place)
    change = splitting(actor, who, store.decided())
    if not change:
        raise ValueError(
            f"{store.place}: nothing was merged into {actor.label} ({actor.id}); where an article means "
            "somebody else of that name, use --article"
        )
    keep(store, change)
    now = resolved(store)
    parts = [f"{now.actors[x].label} ({x})" for x in who.parts(actor.id) if x in now.actors]
    tell(ctx, f"{len(parts)} now: {', '.join(parts)}")


def part_two(ctx: click.Context, store: Store, one: str, other: str) -> None:
    """Never again one."""
    from kg.resolve.deciding import parting
    from kg.resolve.find import find

    who = resolved(store)
    a, b = (find(asked, {**who.unmerged, **who.actors}, store.place) for asked in (one, other))
    if a.id == b.id:
        raise ValueError(f"{store.place}: {one!r} and {other!r} are both {a.id}; give the ids of its parts")
    keep(store, parting(a, b, who, store.decided()))
    tell(ctx, f"never one: {a.label} ({a.id}), {b.label} ({b.id})")


def part_articles(ctx: click.Context, store: Store, one: str, articles: tuple[str, ...]) -> None:
    """Somebody else in some articles."""
    from kg.resolve.deciding import apart
    from kg.resolve.find import find
    from kg.resolve.told import ids

    for article in articles:
        who = resolved(store)
        actor = find(one, who.actors, store.place)
        reading = store.reading(article)
        if reading is None:
            raise LookupError(f"{store.place}: no such article: {article} (kg status --articles lists them)")
        change = apart(actor, article, ids(reading), who)
        if not change:
            raise LookupError(f"{store.place}: {article} does not mention {actor.label} ({actor.id})")
        keep(store, change)
        tell(ctx, f"another {actor.label} in {article}")


@click.command(
    short_help="Give an actor another label.",
    epilog="""\b
Examples:
  kg actors rename news.kg ann_lee_3nm3mc "Ann Lee (senator)"
  kg actors rename news.kg ann_lee_3nm3mc             # its own again
""",
)
@GRAPH
@click.argument("one", metavar="ACTOR")
@click.argument("label", metavar="[LABEL]", default="")
@judging
@common
@click.pass_context
def rename(ctx: click.Context, graph: str, one: str, label: str, judgements: str | None) -> None:
    """Give an actor another label; without one it gets its own back."""
    from kg.resolve.deciding import renaming
    from kg.resolve.find import find

    label = " ".join(label.split())
    with opened(graph, judgements) as store:
        who = resolved(store)
        actor = find(one, who.actors, graph)
        change = renaming(actor, label, who, store.decided())
        if not change:
            raise ValueError(f"{graph}: {actor.label} ({actor.id}) was not renamed")
        keep(store, change)
        tell(ctx, f"{actor.id}: {resolved(store).actors[actor.id].label}")


@click.command(
    short_help="List what was decided.",
    epilog="""\b
Examples:
  kg actors judgements news.kg
  kg actors judgements news.kg --json
""",
)
@GRAPH
@JSON
@judging
@common
def judgements(graph: str, as_json: bool, judgements: str | None) -> None:
    """List what was decided, with numbers for kg actors undo; the latest comes last."""
    import json
    from dataclasses import asdict

    from kg.store import Store

    with Store.open(graph, readonly=True, judgements=judgements) as store:
        kept = store.decided()
    if as_json:
        click.echo(json.dumps([asdict(j) for j in kept], ensure_ascii=False, indent=2))
        return
    for number, judgement in enumerate(kept, 1):
        click.echo(f"{number:>3}  {told(judgement)}")


@click.command(
    short_help="Take decisions back.",
    epilog="""\b
Examples:
  kg actors judgements news.kg   # lists them with their numbers
  kg actors undo news.kg 3 4
""",
)
@GRAPH
@click.argument("numbers", metavar="NUMBER...", nargs=-1, required=True, type=click.IntRange(min=1))
@judging
@common
@click.pass_context
def undo(ctx: click.Context, graph: str, numbers: tuple[int, ...], judgements: str | None) -> None:
    """Take decisions back, by the numbers of kg actors judgements: as if they had never been made."""
    with opened(graph, judgements) as store:
        kept = store.decided()
        wrong = [number for number in numbers if number > len(kept)]
        if wrong:
            raise ValueError(f"{graph}: no judgement {wrong[0]}: there are {len(kept)}")
        for judgement in [kept[number - 1] for number in sorted(set(numbers))]:
            store.unjudge(judgement)
            tell(ctx, f"taken back: {told(judgement)}")


def told(j: Judgement) -> str:
    """A judgement in one line."""
    return f"{j.decision:<9}  {j.left}  {j.right}" + (f"  # {j.remark}" if j.remark else "")


def opened(graph: str, judgements: str | None) -> Store:
    """A graph file that is there, to write judgements for."""
    from kg.store import Store

    require_file(graph)
    return Store.open(graph, judgements=judgements)


def resolved(store: Store) -> Resolution:
    """Who is who in a graph file today."""
    from kg.resolve import resolve

    return resolve(store.readings(), store.judgements())


def keep(store: Store, change: Change) -> None:
    """Write the change down."""
    for judgement in change.drop:
        store.unjudge(judgement)
    for judgement in change.add:
        store.judge(judgement)


def require_one(who: Resolution, left: str, right: str) -> None:
    """An error when a merge had no effect: some of the ids were judged different."""
    if who.moved.get(left, left) != who.moved.get(right, right):
        raise ValueError(
            f"{left} and {right} stay two: some that they were merged of were judged different "
            "(kg actors judgements lists them)"
        )
