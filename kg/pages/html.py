"""A page in HTML, in one file that needs nothing else; whatever comes from articles is text, never markup."""

from __future__ import annotations

from collections.abc import Iterator
from html import escape

from kg.export.clean import clean
from kg.pages.page import Line, Page, Picture, Quote, Section, Table

POLICY = "default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'"
"""No script runs and nothing is fetched, even if something got through."""
STYLE = """\
:root { color-scheme: light dark; --ink: #22262b; --pale: #5d656e; --line: #d9dde1; --paper: #fff;
  --tag: #8a4b08; --said: #14606a; --link: #1f5fa8; }
@media (prefers-color-scheme: dark) { :root { --ink: #e6e8ea; --pale: #a3abb3; --line: #3a4047;
  --paper: #16191c; --tag: #f0b35e; --said: #7fd0da; --link: #8fbdf5; } }
body { font: 16px/1.5 Helvetica, Arial, "Liberation Sans", sans-serif; color: var(--ink);
  background: var(--paper); max-width: 62rem; margin: 2rem auto; padding: 0 1rem; overflow-wrap: anywhere; }
h1 { font-size: 1.7rem; margin: 0 0 .5rem; } h2 { font-size: 1.2rem; margin: 2rem 0 .5rem; }
p.fact, p.note { color: var(--pale); margin: .1rem 0; }
ul.told { list-style: none; padding: 0; margin: 0; }
ul.told > li { display: grid; grid-template-columns: 10.5rem 1fr; gap: .2rem .8rem; padding: .45rem 0;
  border-top: 1px solid var(--line); }
time { color: var(--pale); font-variant-numeric: tabular-nums; }
.name { font-weight: 600; } .said { color: var(--said); }
.tag { color: var(--tag); } .quiet { color: var(--pale); }
blockquote { margin: .2rem 0 0; padding-left: .7rem; border-left: 3px solid var(--line); color: var(--pale); }
a { color: var(--link); } table { border-collapse: collapse; width: 100%; font-size: .95rem; }
th, td { text-align: left; padding: .25rem .8rem .25rem 0; border-bottom: 1px solid var(--line); }
.number { text-align: right; font-variant-numeric: tabular-nums; }
figure { margin: 0; } figure svg { max-width: 100%; height: auto; border-radius: 6px; }
@media (max-width: 40rem) { ul.told > li { grid-template-columns: 1fr; } }
"""


def html(page: Page) -> str:
    """The whole document."""
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        f"<title>{told(page.title)}</title>\n<style>\n{STYLE}</style>\n</head>\n"
        f"<body>\n<main>\n{body(page)}</main>\n</body>\n</html>\n"
    )


def body(page: Page) -> str:
    """What stands between the tags of the body."""
    return "".join(f"{piece}\n" for piece in _pieces(page))


def told(words: str) -> str:
    """Words as text of HTML, in and outside of attributes."""
    return escape(clean(words))


def _pieces(page: Page) -> Iterator[str]:
    yield f"<h1>{told(page.title)}</h1>"
    yield from (f'<p class="fact">{told(fact)}</p>' for fact in page.facts)
    if not page.parts:
        yield f"<p>{told(page.empty)}</p>"
    for part in page.parts:
        yield "<section>"
        if part.heading:
            yield f"<h2>{told(part.heading)}</h2>"
        if isinstance(part, Picture):
            yield f'<figure role="img" aria-label="{told(part.alt)}">{part.svg}</figure>'
        elif isinstance(part, Table):
            yield from _table(part)
        else:
            yield from _section(part)
        yield "</section>"


def _section(part: Section) -> Iterator[str]:
    if part.lines:
        yield '<ul class="told">'
        yield from map(_line, part.lines)
        yield "</ul>"
    if part.note:
        yield f'<p class="note">{told(part.note)}</p>'
    if part.more:
        yield f'<p class="note">and {part.more:,} more</p>'


def _line(line: Line) -> str:
    words = "".join(f'<span class="{style}">{told(words)}</span>' for style, words in line.words)
    rest = f", and {line.more} more" if line.more else ""
    quotes = [_quote(q, rest if q is line.quotes[-1] else "") for q in line.quotes]
    return f"<li><time>{told(line.when)}</time><div>{words}{''.join(quotes)}</div></li>"


def _quote(quote: Quote, rest: str) -> str:
    source = told(quote.source)
    linked = f'<a href="{told(quote.url)}" rel="noreferrer noopener">{source}</a>' if quote.url else source
    voice = f'<span class="tag">{told(quote.voice)}</span> ' if quote.voice else ""
    return f"<blockquote>{voice}“{told(quote.words)}” — {linked}{rest}</blockquote>"


def _table(part: Table) -> Iterator[str]:
    kinds = [' class="number"' if number in part.numbers else "" for number in range(len(part.columns))]
    yield "<table>"
    heads = (
        f'<th scope="col"{kind}>{told(name)}</th>' for name, kind in zip(part.columns, kinds, strict=True)
    )
    yield f"<thead><tr>{''.join(heads)}</tr></thead>\n<tbody>"
    for row in part.rows:
        cells = (f"<td{kind}>{told(cell)}</td>" for cell, kind in zip(row, kinds, strict=True))
        yield f"<tr>{''.join(cells)}</tr>"
    yield "</tbody></table>"
