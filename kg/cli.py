"""The command line.  Data go to stdout, all else to stderr; heavy imports wait inside the commands."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import ExitStack, contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, TextIO

import click

from kg import console
from kg.flags import CONFIDENCE, JSON, common, export_options, exports, reads

if TYPE_CHECKING:
    from kg.console import Tally
    from kg.export import Options
    from kg.store import Store
    from kg.types import Article, Graph, Reading, Skipped

FAILED, USAGE, SET_ASIDE, IN_USE, TIMED_OUT, INTERRUPTED = 1, 2, 3, 4, 124, 130
"""Exit codes beside 0."""
STORE = ".kg"
LINES = "jsonl"


class Program(click.Group):
    """A group whose errors are one line and whose exit code tells what happened."""

    def invoke(self, ctx: click.Context) -> Any:
        utf8(sys.stdout)
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
            return result
        except (click.exceptions.Exit, click.ClickException, click.Abort):
            raise
        except BrokenPipeError:
            silence(sys.stdout)
            ctx.exit(0)
        except KeyboardInterrupt:
            console.say("kg: interrupted; what was stored is safe, the same command goes on from there")
            ctx.exit(INTERRUPTED)
        except Exception as error:
            if ctx.meta.get("debug"):
                raise
            console.say(f"kg: {console.printable(message(error))}")
            ctx.exit(code(error))


def utf8(stream: Any) -> None:
    """Data are UTF-8 whatever the locale says."""
    if hasattr(stream, "reconfigure"):
        stream.reconfigure(encoding="utf-8", errors="replace")


def silence(stream: Any) -> None:
    """Nobody reads any more: what is still buffered goes nowhere."""
    try:
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())
    except (OSError, ValueError):
        return


def message(error: Exception) -> str:
    """An error in one line."""
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror}"
    words = str(error) or type(error).__name__
    ours = type(error).__module__.startswith("kg.") or type(error) is LookupError
    known = ours or isinstance(error, ValueError | OSError)
    return words if known else f"{type(error).__name__}: {words} (--debug shows where)"


def code(error: Exception) -> int:
    """The exit code for an error."""
    from kg.store import StoreInUseError

    if isinstance(error, StoreInUseError):
        return IN_USE
    return TIMED_OUT if isinstance(error, TimeoutError) else FAILED


EPILOG = """\b
Exit codes: 0 done, 1 failed, 2 wrong usage, 3 finished with inputs set aside,
4 graph file in use, 124 out of time, 130 interrupted.
Options can be set in the environment: KG_BUILD_MODEL for kg build --model.
"""


@click.group(
    cls=Program, epilog=EPILOG,
    context_settings={
        "help_option_names": ["-h", "--help"], "max_content_width": 100, "auto_envvar_prefix": "KG",
    },
)  # fmt: skip
@click.version_option(package_name="actorgraph", prog_name="kg", message="%(prog)s %(version)s")
@common
def main() -> None:
    """Who did what to whom, and who said so: a knowledge graph from news text.

    \b
    kg show article.txt               what is read in an article
    kg build articles/ -o graph.ttl   the graph of many
    kg query graph.ttl "SELECT ..."   ask it
    """


@main.command(
    short_help="Build the graph of articles.",
    epilog="""\b
Examples:
  kg build seeds/ -o graph.ttl
  kg build news.jsonl -o graph.gexf -o graph.nt
  kg build today/*.txt -o news.kg        # a graph file: run again, it reads what is new
  cat article.txt | kg build - -o - --format ttl
""",
)
@reads
@exports
@click.option(
    "-o", "--out", "outputs", multiple=True, required=True, metavar="FILE",
    help="Where to: .ttl .nt .graphml .gexf .svg .jsonl .csv (edges; nodes in NAME.nodes.csv) or a graph "
    "file .kg; may be given several times.",
)  # fmt: skip
@click.pass_context
def build(ctx: click.Context, /, inputs: tuple[str, ...], outputs: tuple[str, ...], **given: Any) -> None:
    """Build the graph of articles.

    INPUT is a text file, a file of JSON lines {"id", "date", "text", ...}, a folder, a pattern or - for
    stdin.  What cannot be read is named, with the reason, and the rest goes on.
    """
    from kg import building, pipeline

    formats = {name: format_of(name, given["format_"]) for name in outputs}
    files = [name for name, format in formats.items() if format == STORE[1:]]
    if len(files) > 1:
        raise click.UsageError("more than one graph file (.kg) in -o; the others can be copied from it")
    options = export_options(given)
    with ExitStack() as stack:
        store = stack.enter_context(opened(files[0] if files else None))
        stack.enter_context(console.notes(quiet(ctx)))
        with console.progress(quiet(ctx)) as shown:
            found = read_inputs(inputs, given)
            model = given["model"]
            tally = building.build(store, found, lambda a: pipeline.readings(a, model), made_by(model), shown)
        require_something(store, tally, inputs)
        others = {name: format for name, format in formats.items() if name not in files}
        if others:
            write_all(store, given["confidence"], others, options, tally)
        tally.written += files
    closing(ctx, tally, given["strict"])


@main.command(
    short_help="Show what is read in articles.",
    epilog="""\b
Examples:
  kg show seeds/2025-12-04-*.txt
  kg show news.kg | less -R
  echo "Ann Lee met Bo Ray in Oslo on Monday." | kg show -
""",
)
@reads
@click.option("--color/--no-color", default=None, help="By default on a terminal, unless NO_COLOR is set.")
@click.pass_context
def show(ctx: click.Context, /, inputs: tuple[str, ...], color: bool | None, **given: Any) -> None:
    """Show what is read, article by article.

    Above each block stand the words with their offsets; below, who did what to whom, when and where.
    What stands within a claim is indented below it.  Only lines without a [flag] and outside of claims
    are told as facts and become edges of the graph.
    """
    from kg.export.text import show as rendered
    from kg.pipeline import lines

    painted = console.color(sys.stdout) if color is None else color
    width = min(120, terminal_width())
    tally = console.Tally()
    first = True
    for reading in each_reading(ctx, inputs, given, tally):
        shown = rendered(reading, lines(reading), painted, width)
        click.echo(("" if first else "\n") + shown, nl=False, color=painted)
        first = False
    closing(ctx, tally, given["strict"], short=True)


@main.command(
    short_help="Print what is read as JSON lines.",
    epilog="""\b
Examples:
  kg extract article.txt --format jsonl
  kg extract news.jsonl | jq -r .subject.label | sort | uniq -c
  cat article.txt | kg extract - --format text
""",
)
@reads
@click.option(
    "--format", "format_", type=click.Choice(["jsonl", "text"]), default="jsonl", show_default=True,
    help="Lines for programs, or the page of kg show.",
)  # fmt: skip
@click.option("--base", metavar="IRI", help="Beginning of IRIs.  [default: https://kg.example.org/]")
@click.pass_context
def extract(
    ctx: click.Context, /, inputs: tuple[str, ...], format_: str, base: str | None, **given: Any
) -> None:
    """Print one line of JSON for each statement read, article by article, unmerged.

    The same articles given twice are read twice; docs/lines.md tells what a line holds.
    """
    import json

    from kg.export.text import show as rendered
    from kg.pipeline import BASE, lines

    tally = console.Tally()
    for reading in each_reading(ctx, inputs, given, tally):
        if format_ == "text":
            click.echo(rendered(reading, lines(reading)))
            continue
        for line in lines(reading, base or BASE):
            click.echo(json.dumps(line, ensure_ascii=False))
    closing(ctx, tally, given["strict"], short=True)


@main.command(
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
        found = answer(asked_of(source, confidence), sparql_of(asked, params), base or BASE)
    click.echo(render(found, format_, terminal_width(), base or BASE), nl=False)
    if format_ == "table" and found.kind != "ask":
        tell(ctx, f"{len(found.rows):,} row{'' if len(found.rows) == 1 else 's'}")


@main.command(
    short_help="Write a graph file in another format.",
    epilog="""\b
Examples:
  kg export news.kg graph.gexf --top 300
  kg export news.kg graph.graphml --ego "Vladimir Putin" --since 2025-12-01
  kg export news.kg - --format nt | gzip > graph.nt.gz
""",
)
@click.argument("graph", metavar="GRAPH.kg")
@click.argument("outputs", nargs=-1, required=True, metavar="OUT...")
@exports
@CONFIDENCE
@common
@click.pass_context
def export(
    ctx: click.Context, /, graph: str, outputs: tuple[str, ...], confidence: float | None, **given: Any
) -> None:
    """Write a graph file in another format, chosen by the suffix of OUT."""
    from kg.store import Store

    formats = {name: format_of(name, given["format_"]) for name in outputs}
    if STORE[1:] in formats.values():
        raise click.UsageError("a graph file is a plain file: copy it instead")
    tally = console.Tally()
    with Store.open(graph, readonly=True) as store:
        write_all(store, confidence, formats, export_options(given), tally)
    for name in tally.written:
        tell(ctx, f"wrote {name}")


@main.command(
    short_help="Take articles out of a graph file.",
    epilog="""\b
Examples:
  kg rm news.kg 2025-12-04-oris7q7kpv
""",
)
@click.argument("graph", metavar="GRAPH.kg")
@click.argument("articles", nargs=-1, required=True, metavar="ARTICLE...")
@common
@click.pass_context
def rm(ctx: click.Context, graph: str, articles: tuple[str, ...]) -> None:
    """Take articles, by their ids, out of a graph file: as if they had never been read."""
    from kg.store import Store

    require_file(graph)
    with Store.open(graph) as store:
        missing = [article for article in articles if not store.remove(article)]
        tell(ctx, f"{len(articles) - len(missing)} removed, {len(store)} left")
    if missing:
        hint = "kg status --articles lists them"
        raise LookupError(f"{graph}: no such article: {', '.join(missing)} ({hint})")


@main.command(
    short_help="Tell what a graph file holds.",
    epilog="""\b
Examples:
  kg status news.kg
  kg status news.kg --articles
  kg status news.kg --json
""",
)
@click.argument("graph", metavar="GRAPH.kg")
@click.option("--articles", is_flag=True, help="List the articles: id, date, statements.")
@JSON
@common
def status(graph: str, articles: bool, as_json: bool) -> None:
    """Tell what a graph file holds, and what its last build set aside."""
    import json

    from kg.store import Store

    with Store.open(graph, readonly=True) as store:
        report = status_of(store)
        if articles:
            names = ("id", "date", "statements")
            report["articles"] = [dict(zip(names, row, strict=True)) for row in store.articles()]
    if as_json:
        click.echo(json.dumps(report, ensure_ascii=False, indent=2))
    elif articles:
        for row in report["articles"]:
            click.echo(f"{row['id']}\t{row['date'] or ''}\t{row['statements']}")
    else:
        for name, value in report.items():
            click.echo(f"{name:<12} {', '.join(value) if isinstance(value, list) else value}")


@main.command(
    short_help="Check this installation.",
    epilog="""\b
Examples:
  kg doctor
  kg doctor --json
""",
)
@JSON
@common
@click.pass_context
def doctor(ctx: click.Context, as_json: bool) -> None:
    """Check this installation: Python, libraries, the model's files, disk."""
    import json
    from dataclasses import asdict

    from kg.doctor import doctor as checks

    found = list(checks())
    if as_json:
        click.echo(json.dumps([asdict(check) for check in found], indent=2))
    else:
        for check in found:
            click.echo(f"{'ok ' if check.good else 'BAD'}  {check.name:<11} {check.told}")
    if not all(check.good for check in found):
        ctx.exit(FAILED)


# What the commands share


def quiet(ctx: click.Context) -> bool:
    """Whether only data and errors are wanted."""
    return bool(ctx.meta.get("quiet"))


def tell(ctx: click.Context, words: str) -> None:
    """A line for people, unless they asked for quiet."""
    if not quiet(ctx):
        console.say(words)


def closing(ctx: click.Context, tally: Tally, strict: bool, short: bool = False) -> None:
    """The summary, or only what was set aside; then the exit code."""
    if not short:
        tell(ctx, console.summary(tally))
    elif tally.skipped:
        tell(ctx, "\n".join([f"skipped {len(tally.skipped):,}:", *console.set_aside(tally.skipped)]))
    if tally.skipped:
        sys.stdout.flush()
        ctx.exit(FAILED if strict else SET_ASIDE)


def format_of(name: str, asked: str | None) -> str:
    """The output format of a file name; a usage error when there is none."""
    from kg.export import FORMATS

    format = (asked or Path(name).suffix).lower().lstrip(".")
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


@contextmanager
def opened(path: str | None) -> Iterator[Store]:
    """The graph file, or a store in memory."""
    from kg.store import Store

    with Store.open(path) if path else Store.memory() as store:
        yield store


def made_by(model: str | None) -> str:
    """What reads: another version or model reads everything anew."""
    from importlib.metadata import PackageNotFoundError, version

    try:
        return f"kg {version('actorgraph')} {model or ''}".strip()
    except PackageNotFoundError:
        return f"kg {model or ''}".strip()


def read_inputs(inputs: Iterable[str], given: dict[str, Any]) -> Iterator[Article | Skipped]:
    """The articles of the command line; a usage error for an unknown format."""
    from kg.read import READERS, read

    asked = given["input_format"]
    if asked and "." + asked.lstrip(".").lower() not in READERS:
        known = ", ".join(suffix[1:] for suffix in READERS)
        raise click.UsageError(f"--input-format {asked}: expected one of {known}")
    return read(inputs, input_format=asked, limit=given["limit"])


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
            tally.add(result)
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


def require_something(store: Store, tally: Tally, inputs: tuple[str, ...]) -> None:
    """An error, before any output is touched, when nothing at all could be read."""
    if tally.skipped and not tally.articles and not len(store):
        reasons = "; ".join(console.set_aside(tally.skipped[:3])).strip()
        raise ValueError(f"nothing was read, so nothing is written: {reasons}")


def terminal_width() -> int:
    """Columns of the terminal; 100 where there is none."""
    import shutil

    return max(60, shutil.get_terminal_size((100, 24)).columns)


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


def asked_of(source: str, confidence: float | None) -> Graph | Path:
    """The graph in a graph file, or the RDF file itself."""
    from kg.store import Store

    if not source.endswith(STORE):
        return Path(source)
    with Store.open(source, readonly=True) as store:
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


def status_of(store: Store) -> dict[str, Any]:
    """What a graph file holds, in numbers."""
    rows = list(store.articles())
    days = sorted(day for _, day, _ in rows if day)
    return {
        "file": store.place,
        "articles": len(rows),
        "statements": sum(number for *_, number in rows),
        "first day": days[0] if days else "",
        "last day": days[-1] if days else "",
        "judgements": len(store.judgements()),
        "skipped": [f"{item.where}: {item.reason}" for item in store.skipped()],
    }


if __name__ == "__main__":
    main()
