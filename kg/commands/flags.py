"""Options that several commands share, each written once."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

if TYPE_CHECKING:
    from kg.export import Options

F = TypeVar("F", bound=Callable[..., Any])
CONFIDENCE = click.option(
    "--confidence", type=click.FloatRange(0, 1), metavar="0..1", help="Leave out what was read with less."
)
NUMBER = click.IntRange(min=1)
JSON = click.option("--json", "as_json", is_flag=True, help="As JSON.")


judging = click.option(
    "--judgements", metavar="FILE", help="Decisions about actors; by default NAME.judgements.tsv for NAME.kg."
)


def remember(ctx: click.Context, parameter: click.Parameter, value: bool) -> None:
    """Keep a flag for the whole run, wherever on the line it stood."""
    if value and parameter.name:
        ctx.meta[parameter.name] = True


def common(command: F) -> F:
    """``--quiet`` and ``--debug``."""
    quiet = click.option(
        "-q",
        "--quiet",
        is_flag=True,
        expose_value=False,
        callback=remember,
        help="No notes, progress, summary.",
    )
    debug = click.option(
        "--debug", is_flag=True, expose_value=False, callback=remember, help="Show tracebacks of errors."
    )  # fmt: skip
    return quiet(debug(command))


def takes_inputs(command: F) -> F:
    """The inputs, and how they are read: what ``read_inputs`` asks for."""
    options = (
        click.argument("inputs", nargs=-1, required=True, metavar="INPUT..."),
        click.option("--input-format", metavar="FORMAT", help="txt, jsonl, csv ...: whatever the names say."),
        click.option(
            "--map", "columns", multiple=True, metavar="FIELD=COLUMN,...",
            help="Which columns of tables, or fields of JSON, hold what: text=body,date=published_at.",
        ),
        click.option(
            "--limit", type=NUMBER, default=20_000_000, show_default=True,
            help="Bytes of one text, or of one line of JSON; larger ones are skipped.",
        ),
        click.option(
            "--expansion", type=NUMBER, default=100, show_default=True,
            help="Times its size that a packed file may grow; what grows more is skipped as a bomb.",
        ),
        click.option("--model", metavar="NAME|PATH", help="Another spaCy pipeline than the one of kg."),
    )  # fmt: skip
    for option in reversed(options):
        command = option(command)
    return command


def reads(command: F) -> F:
    """Options of commands that read articles."""
    strict = click.option("--strict", is_flag=True, help="Fail (exit code 1) when anything was skipped.")
    return common(takes_inputs(CONFIDENCE(strict(command))))


def exports(command: F) -> F:
    """Options of commands that write a graph; the fields of ``kg.export.Options``."""
    options = (
        click.option("--format", "format_", metavar="FORMAT", help="Output format, whatever its name."),
        click.option("--base", metavar="IRI", help="Beginning of IRIs.  [default: https://kg.example.org/]"),
        click.option("--simple", is_flag=True, help="RDF: actors, labels, edges; claims as literals."),
        click.option("--all", "all_", is_flag=True, help="Graphs: also planned, possible, denied, claimed."),
        click.option("--rdf12", is_flag=True, help="Turtle, N-Triples: statements as triple terms as well."),
        cuts("Graphs: "),
        click.option("--per-statement", is_flag=True, help="Graphs: one edge for each statement."),
        click.option("--xsd", is_flag=True, help="GraphML: by the letter of its schema, no edge kinds."),
    )
    for option in reversed(options):
        command = option(command)
    return command


def cuts(of: str = "") -> Callable[[F], F]:
    """Options that ask for a part of the network; ``of`` says what they hold for."""
    options = (
        click.option("--claims", is_flag=True, help=f"{of}only what somebody says."),
        click.option("--no-claims", is_flag=True, help=f"{of}leave out the claim nodes."),
        click.option(
            "--kind", "kinds", multiple=True, metavar="KIND",
            help=f"{of}of this relation or PLOVER type (met, CONSULT, role); can be repeated.",
        ),
        click.option("--top", type=NUMBER, metavar="N", help=f"{of}the N actors with most evidence."),
        click.option("--min-weight", type=NUMBER, metavar="N", help=f"{of}edges with so many evidences."),
        click.option("--ego", metavar="ACTOR", help=f"{of}one actor (name or id) and its neighbours."),
        click.option("--since", metavar="DATE", help=f"{of}seen or happened since that day."),
        click.option("--until", metavar="DATE", help=f"{of}seen or happened on that day or earlier."),
    )  # fmt: skip

    def add(command: F) -> F:
        for option in reversed(options):
            command = option(command)
        return command

    return add


def export_options(given: dict[str, Any]) -> Options:
    """The options of an export from those of the command line, as far as a command has them."""
    from kg.export import Options

    if given["claims"] and given["no_claims"]:
        raise click.UsageError("--claims and --no-claims leave nothing: give one of them")
    asked = {
        "base": given.get("base"), "profile": "simple" if given.get("simple") else None,
        "rdf12": given.get("rdf12") or None, "kinds": frozenset(given["kinds"]) or None,
        "claims": False if given["no_claims"] else None, "only_claims": given["claims"] or None,
        "all": given.get("all_") or None,
        "top": given["top"], "min_weight": given["min_weight"], "ego": given["ego"], "since": given["since"],
        "until": given["until"], "per_statement": given.get("per_statement") or None,
        "xsd": given.get("xsd") or None,
    }  # fmt: skip
    return Options(**cast(Any, {name: value for name, value in asked.items() if value is not None}))
