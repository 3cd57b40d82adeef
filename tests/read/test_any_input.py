"""Whatever is done to a good file, every reader gives articles and reasons, and raises nothing else."""

from __future__ import annotations

import io
import json
from typing import BinaryIO, cast

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from kg.read import READERS
from kg.read.markup import tags, words
from kg.read.source import Source, UnreadableError
from kg.types import Article

from .test_formats import ATOM, ENGLISH, PAGE, RSS, pdf, warc

GOOD = {
    ".txt": f"Title: T\n\nPARIS, Dec 4 (AFP) - {ENGLISH}\nReuters contributed to this report.".encode(),
    ".md": f"---\ntitle: T\n---\n# T\n\n* [{ENGLISH}](x)\n\n> `x` <b>y</b>\n".encode(),
    ".jsonl": json.dumps({"id": 1, "text": ENGLISH, "source": {"name": "x"}, "authors": ["a"]}).encode(),
    ".json": json.dumps({"articles": [{"id": 1, "text": ENGLISH}, [], {"html": "<p>x"}]}, indent=1).encode(),
    ".csv": f'id,date,text\n1,2025-01-01,"{ENGLISH}\n""x"""\n2,,x\n'.encode(),
    ".tsv": f"id\ttext\n1\t{ENGLISH}\n".encode(),
    ".html": PAGE.encode(),
    ".rss": RSS.encode(),
    ".atom": ATOM.encode(),
    ".warc": warc(("https://x.example/1", "text/html", PAGE.encode())),
    ".pdf": pdf(ENGLISH),
}
SPLINTERS = (
    b"", b"\0", b'"', b"'", b"<", b">", b"<![CDATA[", b"&#0;", b"&x;", b"]", b"{", b"[" * 50, b"\n", b"\r",
    b",", b"\xef\xbb\xbf", b"\xff", b"\xff\xfe", b"\\ud800",
)  # fmt: skip


@st.composite
def spoilt(draw: st.DrawFn, data: bytes) -> bytes:
    """With up to four pieces cut out, doubled or put elsewhere."""
    for _ in range(draw(st.integers(0, 4))):
        at, length = draw(st.integers(0, len(data))), draw(st.integers(0, 40))
        piece = draw(st.sampled_from([*SPLINTERS, data[at : at + length]]))
        data = data[:at] + piece + data[at + draw(st.integers(0, length)) :]
    return data


@pytest.mark.parametrize("suffix", GOOD)
@settings(deadline=None, max_examples=60)
@given(data=st.data())
def test_any_damage(suffix: str, data: st.DataObject) -> None:
    broken = data.draw(spoilt(GOOD[suffix]))
    stream = io.BufferedReader(cast(io.RawIOBase, io.BytesIO(broken)))
    source = Source("a", f"a{suffix}", suffix, lambda: cast(BinaryIO, stream), 2000)
    try:
        for item in READERS[suffix](source, cast(BinaryIO, stream)):
            if isinstance(item, Article):
                assert 0 <= item.body < len(item.text)
                told = (item.text, item.id, item.title, item.source, item.url, item.author, item.agency)
                "".join(filter(None, told)).encode()
            else:
                assert item.reason and item.where.startswith("a")
    except UnreadableError as error:
        assert str(error)


@settings(deadline=None)
@example("<!-->x<!--")
@example("<script><b></script")
@given(st.text(alphabet=st.sampled_from("<>/!-abp script=\"'&;\n"), max_size=80))
def test_markup_of_any_kind(html: str) -> None:
    """Nothing is told twice."""
    assert sum(len(tag.text) for tag in tags(html)) <= len(html) + html.count("<")


@given(st.text(alphabet=st.characters(exclude_characters="<>&", exclude_categories=["Cs"]), max_size=80))
def test_words_without_markup_stay(text: str) -> None:
    assert words(text).split() == text.split()
