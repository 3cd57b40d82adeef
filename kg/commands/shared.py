"""What several commands do alike."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg import console

if TYPE_CHECKING:
    from kg.console import Tally
    from kg.export import Options
    from kg.store import Store
    from kg.types import Article, Graph, Reading, Skipped

FAILED, USAGE, SET_ASIDE, IN_USE, TIMED_OUT, INTERRUPTED = 1, 2, 3, 4, 124, 130
"""Exit codes beside 0."""
STORE = ".kg"
LINES = "jsonl"


def quiet(ctx: click.Context) -> bool:
    """Whether only data and errors are wanted."""
    return bool(ctx.meta.get("quiet"))


def log_json(ctx: click.Context) -> bool:
    """Whether what is told is told to a program."""
    return bool(ctx.meta.get("log_json"))


def tell(ctx: click.Context, words: str) -> None:
    """A line for people, unless they asked for quiet."""
    if not quiet(ctx):
        console.say(words)


def closing(ctx: click.Context, tally: Tally, strict: bool, short: bool = False) -> None:
    """The summary, or only what was set aside; then the exit code."""
    if log_json(ctx):
        console.summary_events(tally)
    elif not short:
        tell(ctx, console.summary(tally))
    elif tally.skipped:
        tell(ctx, "\n".join([f"skipped {len(tally.skipped):,}:", *console.set_aside(tally.skipped)]))
    if tally.skipped:
        sys.stdout.flush()
        ctx.exit(FAILED if strict else SET_ASIDE)


def format_of(name: str, asked: str | None) -> str:
    """The output format of a file name; a usage error when there is none."""
    from kg.export import FORMATS, suffix

    format = (asked or suffix(name)).lower().lstrip(".")
    known = [*FORMATS, LINES, STORE[1:]]
    if format not in known:
        wanted = f"expected a suffix (or --format) out of {', '.join(known)}"
        raise click.UsageError(f"{name}: {wanted}, found {format or 'none'!r}")
    if name == "-" and format == STORE[1:]:
        raise click.UsageError("a graph file cannot be written to stdout")
    return format


def require_file(graph: str) -> None:
    """A usage error when a graph file that is to be changed does not exist."""
    if not Path(graph).is_file():
        raise click.UsageError(f"{graph}: no such graph file")


def terminal_width() -> int:
    """Columns of the terminal; 100 where there is none."""
    import shutil

    return max(60, shutil.get_terminal_size((100, 24)).columns)


@contextmanager
def opened(path: str | None, judgements: str | None = None, readonly: bool = False) -> Iterator[Store]:
    """The graph file, or a store in memory."""
    from kg.store import Store

    with Store.open(path, readonly, judgements=judgements) if path else Store.memory(judgements) as store:
        yield store


def made_by(model: str | None) -> str:
    """What reads: another version, model or pack reads everything anew."""
    from importlib.metadata import PackageNotFoundError, version

    from kg.ontology.packs import packs

    try:
        told = ["kg", version("actorgraph"), model or ""]
    except PackageNotFoundError:
        told = ["kg", model or ""]
    packed = packs().fingerprint
    return " ".join([*filter(None, told), *([f"packs:{packed}"] if packed else [])])


def read_inputs(inputs: Iterable[str], given: dict[str, Any]) -> Iterator[Article | Skipped]:
    """The articles of the command line; a usage error for an unknown format."""
    from kg.read import READERS, columns, read

    asked = given["input_format"]
    if asked and "." + asked.lstrip(".").lower() not in READERS:
        known = ", ".join(suffix[1:] for suffix in READERS)
        raise click.UsageError(f"--input-format {asked}: expected one of {known}")
    try:
        mapped = columns(given["columns"])
    except ValueError as error:
        raise click.UsageError(f"--map: {error}") from None
    return read(
        inputs, input_format=asked, limit=given["limit"], expansion=given["expansion"], columns=mapped
    )


def each_reading(
    ctx: click.Context, inputs: tuple[str, ...], given: dict[str, Any], tally: Tally
) -> Iterator[Reading]:
    """What is read in each article, graph files among the inputs included; the rest goes into the tally."""
    from kg import pipeline
    from kg.confidence import confident
    from kg.types import Skipped

    articles = read_inputs([name for name in inputs if not name.endswith(STORE)], given)
    with console.notes(quiet(ctx)), console.progress(quiet(ctx) or sys.stdout.isatty()) as shown:
        for reading in stored(name for name in inputs if name.endswith(STORE)):
            yield confident(reading, given["confidence"])
        for result in pipeline.readings(set_aside(articles, tally), given["model"]):
            if isinstance(result, Skipped):
                tally.skipped.append(result)
                continue
            tally.add(Counter(occurrence.kind.value for occurrence in result.occurrences))
            shown(tally)
            yield confident(result, given["confidence"])


def set_aside(found: Iterable[Article | Skipped], tally: Tally) -> Iterator[Article]:
    """The articles; what is none goes into the tally."""
    from kg.types import Skipped

    for item in found:
        if isinstance(item, Skipped):
            tally.skipped.append(item)
        else:
            yield item


def stored(graphs: Iterable[str]) -> Iterator[Reading]:
    """The readings of graph files."""
    from kg.store import Store

    for graph in graphs:
        with Store.open(graph, readonly=True) as store:
            yield from store.readings()


def graph_of(store: Store, confidence: float | None) -> Graph:
    """The merged graph of a store."""
    from kg import pipeline

    graph: Graph = pipeline.graph(readings_of(store, confidence), store.judgements())
    return graph


def readings_of(store: Store, confidence: float | None) -> Iterator[Reading]:
    """The readings of a store, as far as they are sure enough."""
    from kg.confidence import confident

    for reading in store.readings():
        yield confident(reading, confidence)


def write_all(
    store: Store, confidence: float | None, formats: dict[str, str], options: Options, tally: Tally
) -> None:
    """Each output in its format: lines from what was read, everything else from the graph."""
    from kg.export import beside
    from kg.export import export as write

    graph = graph_of(store, confidence)
    tally.actors = len(graph.actors)
    for name, format in formats.items():
        if format == LINES:
            write_lines(store, confidence, name, options.base)
        else:
            write(graph, sys.stdout if name == "-" else name, format, options)
        if name != "-":
            tally.written += [name, *filter(None, [str(beside(name, format) or "")])]


def write_lines(store: Store, confidence: float | None, name: str, base: str) -> None:
    """What was read, one occurrence a line, with the actors of the whole graph."""
    import json

    from kg import pipeline
    from kg.export import replaced

    def fill(out: TextIO) -> None:
        kept = readings_of(store, confidence)
        for line in pipeline.all_lines(kept, store.judgements(), base):
            out.write(json.dumps(line, ensure_ascii=False) + "\n")

    if name == "-":
        fill(sys.stdout)
    else:
        replaced(Path(name), fill)
