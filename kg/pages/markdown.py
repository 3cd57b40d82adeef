"""A page in Markdown."""

from __future__ import annotations

import re
from collections.abc import Iterator

from kg.export.text import safe
from kg.pages.page import Line, Page, Picture, Quote, Section, Table

_SIGNS = re.compile(r"([\\`*_{}\[\]<>#|~&!$])")
_LISTED = re.compile(r"^(\d+)([.)])|^([-+=])")


def markdown(page: Page, pictures: bool = True) -> str:
    """The page; pictures as links to files of their names."""
    return "\n\n".join(_blocks(page, pictures)) + "\n"


def _blocks(page: Page, pictures: bool) -> Iterator[str]:
    yield f"# {escaped(page.title)}"
    if page.facts:
        yield "  \n".join(map(escaped, page.facts))
    if not page.parts:
        yield escaped(page.empty)
    for part in page.parts:
        if part.heading and (pictures or not isinstance(part, Picture)):
            yield f"## {escaped(part.heading)}"
        if isinstance(part, Table):
            yield _table(part)
        elif isinstance(part, Section):
            yield from _section(part)
        elif pictures:
            yield f"![{escaped(part.alt)}]({part.name})"


def _section(part: Section) -> Iterator[str]:
    if part.lines:
        yield "\n".join(map(_line, part.lines))
    if part.note:
        yield f"*{escaped(part.note)}*"
    if part.more:
        yield f"*and {part.more:,} more*"


def _line(line: Line) -> str:
    told = "".join(_run(style, words) for style, words in line.words)
    head = f"- {escaped(line.when)} {told}" if line.when else f"- {told}"
    rest = f", and {line.more} more" if line.more else ""
    quotes = [_quote(quote) for quote in line.quotes]
    return "\n".join(
        [head, *(f"  > {quote}" for quote in quotes[:-1]), *(f"  > {q}{rest}" for q in quotes[-1:])]
    )


def _run(style: str, words: str) -> str:
    """Names in bold letters, tags in italics; blanks stay outside."""
    mark = {"name": "**", "tag": "*"}.get(style, "")
    bare = words.strip()
    before = words[: len(words) - len(words.lstrip())]
    lead = re.match(r"[:,] ?", bare)
    if mark and lead:
        before, bare = before + lead[0], bare[lead.end() :]
    return f"{before}{mark}{escaped(bare)}{mark}"


def _quote(quote: Quote) -> str:
    source = escaped(quote.source)
    linked = f"[{source}](<{_address(quote.url)}>)" if quote.url else source
    voice = f"*{escaped(quote.voice)}* " if quote.voice else ""
    return f"{voice}“{escaped(quote.words)}” — {linked}"


def _table(part: Table) -> str:
    rule = ["--:" if number in part.numbers else "---" for number in range(len(part.columns))]
    head, *rest = (tuple(map(escaped, row)) for row in (part.columns, *part.rows))
    rows = [head, tuple(rule), *rest]
    return "\n".join(f"| {' | '.join(row)} |" for row in rows)


def escaped(words: str) -> str:
    """Words that Markdown shows as they are, on one line.

    >>> escaped("a <b> *c*")
    'a \\\\<b\\\\> \\\\*c\\\\*'
    """
    line = _SIGNS.sub(r"\\\1", safe(words))
    return _LISTED.sub(lambda m: f"{m[1]}\\{m[2]}" if m[1] else f"\\{m[3]}", line)


def _address(url: str) -> str:
    """An address that cannot leave its angle brackets."""
    return re.sub(r"[\s<>\\]", lambda m: f"%{ord(m[0]):02X}", url)
