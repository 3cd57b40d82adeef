"""Tables with a header: CSV and TSV, an article a row; a bad row does not stop the rest."""

from __future__ import annotations

import csv
from collections import deque
from collections.abc import Iterator
from functools import partial
from typing import BinaryIO

from kg.read.jsonl import LONG, whole
from kg.read.lines import lines
from kg.read.records import record
from kg.read.source import Source, UnreadableError
from kg.types import Article, Skipped

DELIMITERS = ",;\t|"
PATIENCE = 5
"""Times the limit that may be read again, altogether, to find where a row ends that nothing closes."""


def table(source: Source, stream: BinaryIO, delimiter: str | None = None) -> Iterator[Article | Skipped]:
    """Each row's article, or why it has none; the first row names the columns."""
    csv.field_size_limit(max(csv.field_size_limit(), source.limit))  # one for the program; Rows has its own
    rows = Rows(source, stream, delimiter)
    header = next(iter(rows), None)
    if header is None:
        raise UnreadableError("empty")
    columns = header[1]
    if isinstance(columns, RowError):
        raise columns
    for number, row in rows:
        where = f"{source.where}:{number}"
        try:
            if isinstance(row, RowError):
                raise row
            yield record(named(columns, row), source.columns)
        except UnreadableError as error:
            yield Skipped(where, str(error))


def named(columns: list[str], row: list[str]) -> dict[str, object]:
    """Cells under the names of their columns; UnreadableError when there are too many or too few."""
    if len(row) != len(columns):
        raise UnreadableError(f"expected {len(columns)} cells, as in the first row, found {len(row)}")
    return {name.strip(): cell for name, cell in zip(columns, row, strict=True)}


class RowError(UnreadableError):
    """A row that gives no article, in a table that can still be read."""


class Rows:
    """Numbered rows, each a list of cells or what is wrong with it.

    A quotation mark that is never closed takes all the file into one cell: such a row is told, and
    reading goes on with the line after its first.
    """

    def __init__(self, source: Source, stream: BinaryIO, delimiter: str | None) -> None:
        self._source = source
        self._lines = lines(stream, source.limit)
        self._again: deque[tuple[int, bytes]] = deque()
        self._taken: list[tuple[int, bytes]] = []
        self._delimiter = delimiter
        self._patience = PATIENCE * source.limit

    def __iter__(self) -> Iterator[tuple[int, list[str] | RowError]]:
        while True:
            self._taken = []
            try:
                row = next(csv.reader(self._text(), delimiter=self._separator(), strict=True))
            except StopIteration:
                return
            except RowError as error:
                yield self._failed(error)
            except csv.Error as error:
                yield self._failed(RowError(f"not CSV: {error}"))
            else:
                if row:
                    yield self._taken[0][0], row

    def _separator(self) -> str:
        """What stands between cells: the commonest candidate in the first line."""
        if self._delimiter is None:
            first = self._next()
            if first is None:
                return ","
            self._again.appendleft(first)
            line = first[1].decode("utf-8", "replace")
            self._delimiter = max(DELIMITERS, key=line.count)
        return self._delimiter

    def _text(self) -> Iterator[str]:
        """Lines for one row."""
        size = 0
        while (line := self._next()) is not None:
            self._taken.append(line)
            size += len(line[1])
            if size > self._source.limit:
                raise RowError(LONG.format(self._source.limit, "row"))
            try:
                yield whole(line[1], f"{self._source.where}:{line[0]}", self._source.limit)
            except UnreadableError as error:
                raise RowError(str(error)) from None
        if self._taken:
            raise RowError("a quotation mark that nothing closes")

    def _next(self) -> tuple[int, bytes] | None:
        return self._again.popleft() if self._again else next(self._lines, None)

    def _failed(self, error: RowError) -> tuple[int, RowError]:
        """The row's number with what is wrong; all lines but its first are read again."""
        (number, _), *rest = self._taken
        self._patience -= sum(len(line) for _, line in rest)
        if self._patience > 0:
            self._again.extendleft(reversed(rest))
        elif rest:
            error = RowError(f"{error}; the lines up to {rest[-1][0]} are not read")
        return number, error


tsv = partial(table, delimiter="\t")
