"""What is shown of an answer, whatever it is shown in: headings, lines with quotes, tables, pictures."""

from __future__ import annotations

from dataclasses import dataclass

Run = tuple[str, str]
"""A style (``name``, ``verb``, ``said``, ``tag``, ``plain``, ``quiet``) and words."""


@dataclass(frozen=True, slots=True)
class Quote:
    """Words of an article and where they stand."""

    words: str
    source: str
    """Outlet, date and id of the article."""
    url: str | None = None
    """Only http and https."""
    voice: str = ""
    """Which side says so, where a line has two."""


@dataclass(frozen=True, slots=True)
class Line:
    """One statement, with when it happened and the words that prove it."""

    when: str
    """Days in brackets are the article's."""
    words: tuple[Run, ...]
    quotes: tuple[Quote, ...] = ()
    more: int = 0
    """Further sources that are not shown."""


@dataclass(frozen=True, slots=True)
class Section:
    """Lines under a heading."""

    heading: str
    lines: tuple[Line, ...]
    more: int = 0
    """Further lines that are not shown."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """Rows under a heading."""

    heading: str
    columns: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]
    numbers: frozenset[int] = frozenset()
    """Columns aligned to the right."""


@dataclass(frozen=True, slots=True)
class Picture:
    """A drawing in SVG."""

    heading: str
    name: str
    """What its file is called where it has one."""
    svg: str
    alt: str


@dataclass(frozen=True, slots=True)
class Page:
    """An answer, laid out."""

    title: str
    facts: tuple[str, ...] = ()
    parts: tuple[Section | Table | Picture, ...] = ()
    empty: str = "nothing found"
    """What to say where there are no parts."""

    def _repr_html_(self) -> str:
        """How a notebook shows it."""
        from kg.pages.html import body

        return body(self)
