"""The command line: the commands under one roof, errors in one line, exit codes."""

from __future__ import annotations

import os
import sys
from typing import Any, NoReturn

import click

from kg import console
from kg.commands.about import about
from kg.commands.actors import actors
from kg.commands.ask import ask
from kg.commands.build import build
from kg.commands.compare import compare
from kg.commands.conflicts import conflicts
from kg.commands.corroborated import corroborated
from kg.commands.diff import diff
from kg.commands.doctor import doctor
from kg.commands.export import export
from kg.commands.extract import extract
from kg.commands.flags import common
from kg.commands.path import path
from kg.commands.query import query
from kg.commands.report import report
from kg.commands.rm import rm
from kg.commands.shared import FAILED, IN_USE, INTERRUPTED, TIMED_OUT
from kg.commands.show import show
from kg.commands.status import status
from kg.commands.timeline import timeline
from kg.commands.validate import validate
from kg.commands.view import view


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


for command in (
    about, actors, ask, build, compare, conflicts, corroborated, diff, doctor, export, extract, path, query,
    report, rm, show, status, timeline, validate, view,
):  # fmt: skip
    main.add_command(command)

if __name__ == "__main__":
    main()
