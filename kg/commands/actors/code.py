"""``kg actors code``: country and sector of whoever a phrase names."""

from __future__ import annotations

import sys

import click

from kg.commands.flags import JSON, common


@click.command(
    short_help="Tell country and sector of actor phrases.",
    epilog="""\b
Examples:
  kg actors code "French foreign minister" "protesters in Nairobi"
  kg actors code "Angela Merkel" --date 2010-06-01
  kg actors code --json - < phrases.txt
""",
)
@click.argument("phrases", nargs=-1, required=True, metavar="PHRASE...")
@click.option("--date", "day", metavar="DATE", help="Offices held on that day.  [default: held now]")
@click.option(
    "--context", default="", metavar="WORDS", help="Whose country counts where a phrase tells none."
)
@JSON
@common
def code(phrases: tuple[str, ...], day: str | None, context: str, as_json: bool) -> None:
    """Tell country and sector of whoever a PHRASE names; with - one phrase a line from stdin.

    Prints country (ISO 3166-1 alpha-3; UNO, EUR, IGO for bodies of states), sector (GOV, MIL, ...),
    second sector, key of the catalogue and the phrase, with - for what nothing tells.
    """
    import json
    from dataclasses import asdict

    from kg.coding import code as coded

    if day is not None:
        require_day(day)
    given = (line.strip() for line in sys.stdin) if phrases == ("-",) else iter(phrases)
    for phrase in filter(None, given):
        found = asdict(coded(phrase, day, context))
        if as_json:
            click.echo(json.dumps({"phrase": phrase, **found}, ensure_ascii=False))
        else:
            click.echo("\t".join([*(value or "-" for value in found.values()), phrase]))


def require_day(day: str) -> None:
    """A usage error for what is no ISO day: offices are compared with it as text."""
    from datetime import date

    try:
        good = date.fromisoformat(day).isoformat() == day
    except ValueError:
        good = False
    if not good:
        raise click.UsageError(f"--date {day}: expected a day like 2025-12-01")
