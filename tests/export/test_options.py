"""The options of the command line become those of the export."""

from __future__ import annotations

from typing import Any

import click
import pytest
from click.testing import CliRunner

from kg.commands.flags import export_options, exports
from kg.export import Options


def asked(*arguments: str) -> Options:
    """What a command that exports makes of its arguments."""
    found: list[Options] = []

    @click.command()
    @exports
    def command(**given: Any) -> None:
        found.append(export_options(given))

    done = CliRunner().invoke(command, arguments, standalone_mode=False)
    if done.exception:
        raise done.exception
    return found[0]


def test_nothing_asked_is_the_default() -> None:
    assert asked() == Options()


@pytest.mark.parametrize(
    ("arguments", "expected"),
    [
        (["--no-claims"], Options(claims=False)),
        (["--claims"], Options(only_claims=True)),
        (["--kind", "met", "--kind", "ASSAULT"], Options(kinds=frozenset({"met", "ASSAULT"}))),
        (["--rdf12", "--simple"], Options(rdf12=True, profile="simple")),
        (["--all", "--top", "3", "--min-weight", "2"], Options(all=True, top=3, min_weight=2)),
        (["--ego", "A", "--since", "2025-01-01", "--until", "2025-01-02"],
         Options(ego="A", since="2025-01-01", until="2025-01-02")),
        (["--per-statement", "--xsd", "--base", "http://a.example/"],
         Options(per_statement=True, xsd=True, base="http://a.example/")),
    ],
)  # fmt: skip
def test_flags(arguments: list[str], expected: Options) -> None:
    assert asked(*arguments) == expected


def test_flags_that_leave_nothing() -> None:
    with pytest.raises(click.UsageError, match="leave nothing"):
        asked("--claims", "--no-claims")
