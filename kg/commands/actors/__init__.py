"""``kg actors``: who is who, and why; what people decide about it, and what they know beforehand."""

from __future__ import annotations

import click

from kg.commands.actors.code import code
from kg.commands.actors.judge import judgements, merge, rename, split, undo
from kg.commands.actors.packs import forget, import_, packs, show
from kg.commands.actors.review import review
from kg.commands.actors.why import why
from kg.commands.flags import common


@click.group(
    epilog="""\b
Examples:
  kg actors review news.kg
  kg actors merge news.kg "Ann Lee" ann_b_lee_x7k2qa
  kg actors why "the Kremlin leader" seeds/
  kg actors import my_actors.csv
  kg actors code "French foreign minister" --date 2025-12-01
""",
)
@common
def actors() -> None:
    """Who is who: see which actors may be one, decide, and bring your own catalogues.

    ACTOR is a name or an id.  What you decide is kept in a text file beside the graph file
    (news.judgements.tsv for news.kg) and holds for every build; docs/actors.md tells more.
    """


for command in (code, forget, import_, judgements, merge, packs, rename, review, show, split, undo, why):
    actors.add_command(command)
