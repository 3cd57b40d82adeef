"""``kg ask``: the questions that have names, each a command with its parameters as options."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from kg.commands.flags import common
from kg.commands.query import answered, asks, printed, questions_listed, time_limit, triples
from kg.commands.shared import tell

if TYPE_CHECKING:
    from kg.query import Parameter, Question


class Questions(click.Group):
    """A command for each question; read when they are needed."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        from kg.query import questions

        return [question.name for question in questions(folder(ctx))]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        from kg.query import questions

        found = [question for question in questions(folder(ctx)) if question.name == cmd_name]
        return command(found[0], folder(ctx)) if found else None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Also with the source before the question, as in ``kg query``."""
        known = self.list_commands(ctx)
        if len(args) > 1 and args[0] not in known and args[1] in known:
            args = [args[1], args[0], *args[2:]]
        return super().resolve_command(ctx, args)


def folder(ctx: click.Context) -> Path | None:
    """The user's own questions."""
    given = ctx.params.get("folder")
    return Path(given) if given else None


@click.group(
    cls=Questions,
    invoke_without_command=True,
    subcommand_metavar="QUESTION [OPTIONS] SOURCE",
    epilog="""\b
Examples:
  kg ask
  kg ask who-met --who Putin --since 2025-12-01 news.kg
  kg ask who-met --help
  kg ask --questions my-questions/ arms-sales news.kg
""",
)
@click.option(
    "--questions", "folder", metavar="FOLDER", envvar="KG_QUESTIONS", is_eager=True,
    type=click.Path(exists=True, file_okay=False),
    help="Your own questions, as .rq files; or set KG_QUESTIONS.",
)  # fmt: skip
@common
@click.pass_context
def ask(ctx: click.Context, /, folder: str | None) -> None:
    """Ask a question that has a name; without one, list them.

    A question is a file of SPARQL: its first line, a remark, is the title, and lines like
    "# param: since date 2025-12-01 first day" make its options.  docs/asking.md tells more.
    """
    if ctx.invoked_subcommand is None:
        click.echo(questions_listed(Path(folder) if folder else None, "--"), nl=False)


def command(question: Question, folder: Path | None) -> click.Command:
    """The question as a command."""

    @click.pass_context
    def run(ctx: click.Context, /, source: str, **given: Any) -> None:
        from kg.query.names import unknown

        values = {
            p.name: given[f"p_{p.name}"] for p in question.parameters if given[f"p_{p.name}"] is not None
        }
        sparql = question.filled(values)
        with time_limit(given["timeout"]), triples(source, given) as (store, known):
            found = answered(store, sparql, known, f"{question.name}.rq")
            hints = unknown(store, question, values, known) if not found.rows else []
        printed(ctx, found, known, given["format_"])
        for hint in hints:
            tell(ctx, hint)

    made = click.command(question.name, help=question.title)(
        click.argument("source", metavar="SOURCE")(asks(run))
    )
    made.params[:0] = [option(parameter) for parameter in question.parameters]
    return made


def option(parameter: Parameter) -> click.Option:
    """A parameter of a question; a name without a meaningful default must be given."""
    told = "" if parameter.example or parameter.default == "*" else f"  [default: {parameter.default}]"
    return click.Option(
        [f"--{parameter.name.replace('_', '-')}", f"p_{parameter.name}"],
        metavar=parameter.type.upper(),
        required=parameter.example,
        help=parameter.comment + told,
    )
