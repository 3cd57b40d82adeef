"""``kg status``: what a graph file holds."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from kg.commands.flags import JSON, common

if TYPE_CHECKING:
    from kg.store import Store


@click.command(
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
