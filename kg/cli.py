"""The command line: the commands under one roof, errors in one line, exit codes."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterator, Mapping
from importlib import import_module
from typing import Any, NoReturn

import click

from kg import console
from kg.commands.flags import common
from kg.commands.shared import FAILED, IN_USE, INTERRUPTED, TIMED_OUT

SUMMARIES = {
    "about": "Tell who somebody is, and what they said and did.",
    "actors": "Who is who: review, merge, split, explain, import.",
    "ask": "Ask a question that has a name.",
    "build": "Build the graph of articles.",
    "compare": "Compare what two actors say about something.",
    "conflicts": "List what one affirms and another denies.",
    "corroborated": "List what several independent sources tell.",
    "diff": "Tell what is new, gone and changed.",
    "doctor": "Check this installation.",
    "export": "Write a graph file in another format.",
    "extract": "Print what is read as JSON lines.",
    "path": "Tell how two actors hang together.",
    "query": "Ask a graph in SPARQL or by a question's name.",
    "report": "Write a page with tables and pictures.",
    "rm": "Take articles out of a graph file.",
    "show": "Show what is read in articles.",
    "status": "Tell what a graph file holds.",
    "timeline": "Tell what happened with somebody, day by day.",
    "validate": "Check that a graph keeps the promises of the model.",
    "view": "Write one page with the network, to open in a browser.",
}
"""What each command does: ``NAME`` stands in ``kg.commands.NAME``."""


class Commands(Mapping[str, click.Command]):
    """The commands by name, each imported when it is asked for."""

    def __getitem__(self, name: str) -> click.Command:
        if name not in SUMMARIES:
            raise KeyError(name)
        command: click.Command = getattr(import_module(f"kg.commands.{name}"), name)
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(SUMMARIES)

    def __len__(self) -> int:
        return len(SUMMARIES)


class Program(click.Group):
    """A group whose errors are one line and whose exit code tells what happened."""

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list in the help: it needs no command itself."""
        with formatter.section("Commands"):
            formatter.write_dl(list(SUMMARIES.items()))

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
            complain(
                ctx, "interrupted; what was stored is safe, the same command goes on from there", INTERRUPTED
            )
        except Exception as error:
            if ctx.meta.get("debug"):
                raise
            complain(ctx, message(error), code(error))


def complain(ctx: click.Context, words: str, code: int) -> NoReturn:
    """One line, and the exit code."""
    if ctx.meta.get("log_json"):
        console.event("error", message=words, exit_code=code)
    else:
        console.say("\n".join(map(console.printable, f"kg: {words}".split("\n"))))
    ctx.exit(code)


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
    """An error in one line, unless it is meant to be shown in several."""
    if isinstance(error, OSError) and error.strerror and error.filename:
        return f"{error.filename}: {error.strerror}"
    words = str(error) or type(error).__name__
    if not getattr(error, "several_lines", False):
        words = words.replace("\n", "\\n")
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
    cls=Program, commands=Commands(), epilog=EPILOG,
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


if __name__ == "__main__":
    main()
