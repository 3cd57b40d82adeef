"""``kg build``: articles in, graph out."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from itertools import takewhile
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg import console
from kg.commands.flags import NUMBER, export_options, exports, judging, reads, remember
from kg.commands.shared import (
    STORE,
    closing,
    format_of,
    graph_of,
    log_json,
    made_by,
    opened,
    quiet,
    read_inputs,
    write_all,
)

if TYPE_CHECKING:
    from kg.building import Plan
    from kg.console import Tally
    from kg.store import Store

ACTORS_OF = 5_000
"""Articles up to which a graph file is merged only to tell how many actors it has; a second a thousand."""


@click.command(
    epilog="""\b
Examples:
  kg build seeds/ -o graph.ttl
  kg build news.jsonl -o graph.gexf -o graph.nt
  kg build today/*.txt -o news.kg        # a graph file: run again, it reads what is new
  kg build archive/ -o news.kg --dry-run # how much there is to do, and how long it takes
  kg build archive/ -o news.kg --executor dask://10.0.0.1:8786
  cat article.txt | kg build - -o - --format ttl
""",
)
@reads
@exports
@click.option(
    "-o", "--out", "outputs", multiple=True, required=True, metavar="FILE",
    help="Where to: .ttl .nt .graphml .gexf .svg .jsonl .ftm .csv (edges; nodes in NAME.nodes.csv) or a "
    "graph file .kg; may be given several times.",
)  # fmt: skip
@judging
@click.option("-j", "--jobs", type=NUMBER, metavar="N", help="Processes that read.  [default: one a core]")
@click.option("--executor", metavar="dask://HOST:PORT", help="Read on a Dask cluster instead.")
@click.option(
    "--timeout", type=click.FloatRange(min=0.1), default=120.0, show_default=True, metavar="SECONDS",
    help="An article that takes longer to read is set aside.",
)  # fmt: skip
@click.option("--fail-fast", is_flag=True, help="Fail (exit code 1) at the first thing skipped.")
@click.option(
    "--dry-run", is_flag=True, help="Write nothing: tell what there is to do, and estimate the time."
)
@click.option(
    "--log-json", is_flag=True, expose_value=False, callback=remember,
    help="Notes, progress and summary as lines of JSON.",
)  # fmt: skip
@click.pass_context
def build(ctx: click.Context, /, inputs: tuple[str, ...], outputs: tuple[str, ...], **given: Any) -> None:
    """Build the graph of articles.

    INPUT is a file (text, Markdown, HTML, PDF, JSON, CSV, RSS, WARC; packed or not), a folder, a pattern,
    a zip archive or - for stdin; docs/inputs.md has the formats.  What cannot be read is named, with the
    reason, and the rest goes on.
    """
    formats = {name: format_of(name, given["format_"]) for name in outputs}
    files = [name for name, format in formats.items() if format == STORE[1:]]
    if len(files) > 1:
        raise click.UsageError("more than one graph file (.kg) in -o; the others can be copied from it")
    if given["executor"] and given["jobs"]:
        raise click.UsageError("--jobs is for this machine; with --executor the cluster has its own number")
    graph = files[0] if files else None
    if given["dry_run"]:
        rehearse(ctx, graph, inputs, given)
        return
    options = export_options(given)
    with ExitStack() as stack:
        store = stack.enter_context(opened(graph, given["judgements"]))
        stack.enter_context(console.notes(quiet(ctx), log_json(ctx)))
        tally = read_into(ctx, store, graph, inputs, given)
        require_something(store, tally, inputs)
        others = {name: format for name, format in formats.items() if name not in files}
        if others:
            write_all(store, given["confidence"], others, options, tally)
        elif tally.articles and len(store) <= ACTORS_OF and not quiet(ctx):
            tally.actors = len(graph_of(store, given["confidence"]).actors)
        tally.written += files
    closing(ctx, tally, given["strict"])


def read_into(
    ctx: click.Context, store: Store, graph: str | None, inputs: tuple[str, ...], given: dict[str, Any]
) -> Tally:
    """Read what the store lacks."""
    from kg import building, work

    made = made_by(given["model"])
    reads = work.crew(given["model"], given["jobs"], given["executor"], given["timeout"])
    with (
        console.progress(quiet(ctx), log_json(ctx)) as shown,
        counted(graph, inputs, given, quiet(ctx)) as expected,
    ):

        def told(tally: Tally) -> None:
            tally.expected = expected()
            shown(tally)

        return building.build(store, read_inputs(inputs, given), reads, made, told, given["fail_fast"])


@contextmanager
def counted(graph: str | None, inputs: tuple[str, ...], given: dict[str, Any], quiet: bool) -> Iterator[Any]:
    """How many articles there are to read, as soon as a thread of its own has counted them; None before.

    Reading takes a hundredth of the time of what comes after it.  Stdin can be read only once.
    """
    found: list[int | None] = []

    over, made = threading.Event(), made_by(given["model"])

    def count() -> None:
        from kg import building
        from kg.store import StoreError

        with suppress(StoreError), opened(graph, readonly=True) as store:
            inside = takewhile(lambda item: not over.is_set(), read_inputs(inputs, given))
            plan = building.plan(store, inside, made)
            found.append(plan.tally.expected)

    counting = threading.Thread(target=count, name=console.COUNTING, daemon=True)
    if not quiet and "-" not in inputs:
        counting.start()
    try:
        yield lambda: found[0] if found else None
    finally:
        over.set()
        if counting.ident is not None:
            counting.join()


def rehearse(ctx: click.Context, graph: str | None, inputs: tuple[str, ...], given: dict[str, Any]) -> None:
    """Tell what a build would do, and how long it would take."""
    from kg import building

    known = graph if graph and Path(graph).exists() else None
    with opened(known, readonly=True) as store, console.notes(quiet(ctx), log_json(ctx)):
        plan = building.plan(store, read_inputs(inputs, given), made_by(given["model"]))
    rate = characters_per_second(plan, given["model"])
    jobs = processes(plan, given)
    if log_json(ctx):
        estimate = round(plan.characters / rate / jobs, 1) if rate else 0.0
        console.event("plan", **console.counts(plan.tally), characters=plan.characters, seconds=estimate)
        return
    rows = [
        ("articles to read", f"{plan.tally.expected or 0:,}"),
        ("  same text as another", f"{plan.tally.copied:,}"),
        ("  characters", f"{plan.characters:,}"), ("known already", f"{plan.tally.unchanged:,}"),
        ("skipped", f"{len(plan.tally.skipped):,}"),
    ]  # fmt: skip
    console.say("\n".join([*console.table(rows), *console.set_aside(plan.tally.skipped)]))
    if rate:
        noun = "process" if jobs == 1 else "processes"
        each = f"{rate:,.0f} characters a second, measured on the first of them"
        console.say(f"about {console.duration(plan.characters / rate / jobs)} with {jobs} {noun} ({each})")


def processes(plan: Plan, given: dict[str, Any]) -> int:
    """How many would read."""
    from kg import work

    if given["executor"] or plan.characters <= work.FEW:
        return 1
    return given["jobs"] or work.processors()


def characters_per_second(plan: Plan, model: str | None) -> float:
    """What one process reads, measured on the plan's sample; 0 where there is nothing to read."""
    from kg import pipeline

    if not plan.sample:
        return 0.0
    pipeline.prepare(model)
    list(pipeline.readings(plan.sample[:1], model))  # the first article fills the caches
    start = time.monotonic()
    list(pipeline.readings(plan.sample, model))
    return sum(len(article.text) for article in plan.sample) / max(time.monotonic() - start, 0.001)


def require_something(store: Store, tally: Tally, inputs: tuple[str, ...]) -> None:
    """An error, before any output is touched, when nothing at all came out."""
    if not len(store):
        reasons = (
            "; ".join(console.set_aside(tally.skipped[:3])).strip() or "there is no article in the input"
        )
        raise ValueError(f"nothing was read, so nothing is written: {reasons}")
    if not tally.statements and not store.statements():
        raise ValueError("nothing came out: no article has a statement")
