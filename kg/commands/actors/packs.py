"""``kg actors import``, ``show``, ``packs``, ``forget``: what is known beforehand, and from where."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING

import click

from kg import console
from kg.commands.flags import JSON, common
from kg.commands.shared import SET_ASIDE, tell

if TYPE_CHECKING:
    from kg.ontology.catalogue import Entry


@click.command(
    "import",
    short_help="Bring a catalogue of your own.",
    epilog="""\b
Examples:
  kg actors import entities.ftm.json               # FollowTheMoney, as OpenSanctions publishes it
  kg actors import query.csv                       # an answer of the Wikidata query service
  kg actors import Phoenix.Countries.actors.txt    # an actor dictionary of PETRARCH
  kg actors import my_actors.csv --name mine       # a table with a column "name"
  kg actors import --wikidata-query > actors.rq    # the query for Wikidata
""",
)
@click.argument("files", metavar="FILE...", nargs=-1, type=click.Path(exists=True, dir_okay=False))
@click.option("--name", metavar="NAME", help="Name of the pack; by default that of the file.")
@click.option(
    "--format", "format_", metavar="FORMAT", help="ftm, wikidata-json, wikidata-csv, petrarch, csv."
)
@click.option("--wikidata-query", is_flag=True, help="Print the query whose answer can be imported.")
@common
@click.pass_context
def import_(
    ctx: click.Context, files: tuple[str, ...], name: str | None, format_: str | None, wikidata_query: bool
) -> None:
    """Make packs of files of actors; builds then find their names in texts.

    Later packs override earlier ones.  Rows that cannot be read are named, with their lines, and left out.
    Importing a pack of the same name again replaces it.
    """
    from kg.actors import FORMATS, import_pack
    from kg.ontology.packs import folder
    from kg.ontology.tables import ontologies

    if wikidata_query:
        click.echo(ontologies().joinpath("wikidata_actors.rq").read_text(encoding="utf-8"), nl=False)
        return
    if not files or (name and len(files) > 1):
        raise click.UsageError("--name belongs to one FILE" if files else "expected a FILE")
    if format_ and format_ not in FORMATS:
        raise click.UsageError(f"--format {format_}: expected one of {', '.join(FORMATS)}")
    bad = 0
    for file in files:
        done = import_pack(Path(file), folder(), name, format_)
        tell(ctx, f"{done.name}: {done.actors:,} actors, {done.names:,} names, read as {done.format}")
        if done.bad:
            tell(ctx, "\n".join([f"left out {done.bad:,}:", *console.set_aside(done.skipped)]))
        bad += done.bad
    if bad:
        ctx.exit(SET_ASIDE)


@click.command(
    short_help="List your catalogues.",
    epilog="""\b
Examples:
  kg actors packs
  kg actors packs --json
""",
)
@JSON
@common
@click.pass_context
def packs(ctx: click.Context, as_json: bool) -> None:
    """List the packs, the earliest first; where they are is told on stderr."""
    import json

    from kg.ontology.packs import folder
    from kg.ontology.packs import packs as kept

    rows = [{"name": p.name, **{k: p.meta[k] for k in PACK_FACTS}} for p in reversed(kept().packs)]
    if as_json:
        click.echo(json.dumps(rows, ensure_ascii=False, indent=2))
    for row in () if as_json else rows:
        click.echo(
            f"{row['name']}\t{row['actors']} actors\t{row['names']} names\t{row['format']}\t{row['source']}"
        )
    tell(ctx, f"{len(rows)} in {folder()}")


PACK_FACTS = ("actors", "names", "format", "source", "digest")


@click.command(
    short_help="Take catalogues of yours away.",
    epilog="""\b
Examples:
  kg actors forget mine
""",
)
@click.argument("names", metavar="NAME...", nargs=-1, required=True)
@common
@click.pass_context
def forget(ctx: click.Context, names: tuple[str, ...]) -> None:
    """Take packs away; the next build reads anew what they had read."""
    from kg.actors import forget as away
    from kg.ontology.packs import folder

    for name in names:
        if not away(name, folder()):
            raise LookupError(f"no pack {name!r} in {folder()} (kg actors packs lists them)")
        tell(ctx, f"forgotten: {name}")


@click.command(
    short_help="Tell what is known of an actor.",
    epilog="""\b
Examples:
  kg actors show "Vladimir Putin"
  kg actors show Georgia
  kg actors show IAEA --json
""",
)
@click.argument("name", metavar="NAME")
@JSON
@common
def show(name: str, as_json: bool) -> None:
    """Tell what the catalogue and your packs know of an actor or a place, by a name or its id."""
    import json

    from kg.ontology.catalogue import catalogue

    found = list(known(name))
    if not found:
        from kg.resolve.find import hint

        raise LookupError(f"nobody is known as {name!r}{hint(name, catalogue().entries.values())}")
    if as_json:
        click.echo(
            json.dumps([{**e._asdict(), "from": where} for where, e in found], ensure_ascii=False, indent=2)
        )
        return
    for where, entry in found:
        click.echo("\n".join(page(where, entry)))


def known(name: str) -> Iterator[tuple[str, Entry]]:
    """Every actor of that name or id with where it is from: packs, the latest first, then the catalogue."""
    from kg.ontology.catalogue import catalogue
    from kg.ontology.packs import packs

    for pack, entry in packs().entries(name):
        yield f"pack {pack.name}", entry
    ours = catalogue()
    for entry in ours.find(name) or filter(None, [ours.entries.get(name)]):
        yield "the catalogue of kg", entry


def page(where: str, entry: Entry) -> Iterator[str]:
    """An actor for people."""
    yield f"{entry.label}  ({entry.key})"
    facts = {
        "kind": ", ".join(dict.fromkeys(filter(None, (entry.kind.value, entry.type)))),
        "country": entry.country,
        "sector": entry.sector,
        "wikidata": entry.wikidata,
        "aliases": "; ".join(entry.aliases),
        "offices": "; ".join(offices(entry)),
        "from": where + (f" ({entry.source})" if entry.source else ""),
    }
    yield from (f"    {name:<9} {value}" for name, value in facts.items() if value)


def offices(entry: Entry) -> Iterator[str]:
    """*president of Russia since 2012-05-07*."""
    from kg.ontology.catalogue import catalogue

    known = catalogue()
    for office in known.offices(entry.key):
        days = (
            f" {office.start}–{office.end}"
            if office.end
            else f" since {office.start}"
            if office.start
            else ""
        )
        yield f"{office.role} of {known.entries[office.of].label}{days}"
