"""Answers a person reads, as frozen values: each statement with its words, its source and who says so.

Pure functions of a graph; ``kg.pages`` shows what they return, in the terminal, as Markdown, HTML or JSON.
"""

from __future__ import annotations

from kg.answers.about import About, about
from kg.answers.compare import Comparison, Side, compare
from kg.answers.conflicts import Conflict, conflicts
from kg.answers.corroborated import Corroboration, corroborated, independent
from kg.answers.diff import Change, Diff, Renamed, diff
from kg.answers.overview import Bar, Overview, Speaker, overview
from kg.answers.path import Hop, Path, path
from kg.answers.profile import Link, Profile
from kg.answers.timeline import Timeline, timeline
from kg.answers.told import Party, Source, Told, Voice

__all__ = [
    "About",
    "Bar",
    "Change",
    "Comparison",
    "Conflict",
    "Corroboration",
    "Diff",
    "Hop",
    "Link",
    "Overview",
    "Party",
    "Path",
    "Profile",
    "Renamed",
    "Side",
    "Source",
    "Speaker",
    "Timeline",
    "Told",
    "Voice",
    "about",
    "compare",
    "conflicts",
    "corroborated",
    "diff",
    "independent",
    "overview",
    "path",
    "timeline",
]
