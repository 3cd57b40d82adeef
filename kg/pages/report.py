"""The report of a graph: the overview's page with its pictures."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

from kg.answers import Overview, overview
from kg.export.options import Options
from kg.export.picture import write
from kg.pages.chart import chart
from kg.pages.layout import Room, page
from kg.pages.page import Page, Picture
from kg.types import Graph


def report(
    graph: Graph,
    title: str = "Report",
    room: Room | None = None,
    since: str | None = None,
    until: str | None = None,
) -> Page:
    """One page on a graph: numbers, the network, the time line, and what is worth reading.

    Raises ``ValueError`` for what is no day.
    """
    found = overview(graph, since, until)
    told = page(found, room or Room())
    pictures = [network(graph, since, until), *timeline(found)]
    return replace(told, title=title, parts=(*pictures, *told.parts) if graph.statements else ())


def network(graph: Graph, since: str | None, until: str | None) -> Picture:
    """The largest components of what articles assert."""
    out = StringIO()
    write(graph, out, Options(since=since, until=until))
    return Picture(
        "Who has to do with whom",
        "network",
        out.getvalue(),
        "Actors as discs, joined by what articles assert",
    )


def timeline(found: Overview) -> list[Picture]:
    """Bars of what happened when; none where nothing has a day."""
    alt = "Bars: how many events of cooperation and of conflict articles assert, by time"
    return [Picture("What happened when", "timeline", chart(found.bars), alt)] if found.bars else []
