"""One file an input format: what becomes text, what becomes metadata, and what is told when it is none."""

from __future__ import annotations

import bz2
import gzip
import io
import json
import sys
import zipfile
from pathlib import Path

import pytest

from kg.read import columns, read
from kg.types import Article, Skipped

ENGLISH = "The minister said that the talks were over and that he would leave on Monday."
SECOND = "Nobody said where the delegations would meet again, or what they would talk about."


def one(data: str | bytes, suffix: str, **options: object) -> Article:
    (found,) = several(data, suffix, **options)
    assert isinstance(found, Article), found
    return found


def several(data: str | bytes, suffix: str, **options: object) -> list[Article | Skipped]:
    stream = io.BytesIO(data.encode() if isinstance(data, str) else data)
    return list(read(["-"], stream, input_format=suffix, **options))  # type: ignore[arg-type]


def shown(found: list[Article | Skipped]) -> list[str]:
    """Ids of articles; place and reason of the rest."""
    return [item.id if isinstance(item, Article) else f"{item.where}: {item.reason}" for item in found]


# JSON


def test_json_list() -> None:
    records = [{"id": "a", "text": ENGLISH}, 7, {"id": "b", "body": ENGLISH}, {"id": "c", "title": "x"}]
    assert shown(several(json.dumps(records, indent=1), "json")) == [
        "a",
        'stdin:6: expected an object with "text", found a number',
        "b",
        'stdin:11: expected words in "text", found no such field',
    ]


@pytest.mark.parametrize(
    "value",
    [
        {"id": "a", "text": ENGLISH},
        {"articles": [{"id": "a", "text": ENGLISH}]},
        {"response": {"results": [{"id": "a", "text": ENGLISH}]}},
        {"version": "https://jsonfeed.org/version/1.1", "items": [{"id": "a", "content_text": ENGLISH}]},
    ],
    ids=("one", "in an object", "in two", "JSON Feed"),
)
def test_json_shapes(value: object) -> None:
    assert one(json.dumps(value, indent=2), "json").id == "a"


def test_json_lines_under_the_name_of_json() -> None:
    lines = [json.dumps({"id": id, "text": ENGLISH}) for id in "abc"]
    assert shown(several("\n".join([lines[0], '{"text": }', lines[1], '{"text": "x', lines[2]]), "json")) == [
        "a",
        "stdin:2: not JSON: Expecting value at column 10",
        "b",
        "stdin:4: not JSON: Invalid control character at column 12",
        "c",
    ]


def test_json_list_ends_where_it_is_broken() -> None:
    record = json.dumps({"id": "a", "text": ENGLISH})
    assert shown(several(f"[{record},\n{record[:-5]}", "json")) == [
        "a", "stdin:2: not JSON: Unterminated string starting at column 21",
    ]  # fmt: skip


def test_json_values_of_any_length(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys.modules["kg.read.values"], "CHUNK", 7)
    records = [
        {"id": str(i), "text": ENGLISH, "n": [[i, 1.5], None, True, "\U0001f600é\\n"]} for i in range(9)
    ]
    assert shown(several(json.dumps(records, ensure_ascii=False), "json")) == [str(i) for i in range(9)]


def test_a_value_above_the_limit() -> None:
    long = json.dumps({"id": "a", "text": "x " * 100_000})
    short = json.dumps({"id": "b", "text": ENGLISH})
    assert shown(several(f"{long}\n{short}", "json", limit=1000)) == [
        "stdin:1: longer than the limit of 1,000 bytes for one value (see --limit)", "b",
    ]  # fmt: skip


def test_metadata_of_records() -> None:
    record = {
        "publishedAt": "2025-03-04T10:00:00Z", "headline": "Talks end",
        "source": {"id": None, "name": "Gazette"},
        "url": "https://gazette.example/2025/01/01/x", "authors": ["Ann Lee", {"name": "Tim Roe"}],
        "content_html": f"<p>{ENGLISH}</p><script>alert(1)</script><p>{SECOND}", "agency": "afp",
    }  # fmt: skip
    article = one(json.dumps(record), "jsonl")
    assert article.text == f"{ENGLISH}\n\n{SECOND}"
    assert (article.date, article.title, article.source) == ("2025-03-04", "Talks end", "Gazette")
    assert (article.author, article.agency) == ("Ann Lee, Tim Roe", "AFP")


def test_map() -> None:
    record = {"text": "no", "story": {"words": ENGLISH}, "when": "4 March 2025", "date": "2020-01-01"}
    mapped = columns(["text=story.words,date=when"])
    article = one(json.dumps(record), "jsonl", columns=mapped)
    assert (article.text, article.date) == (ENGLISH, "2025-03-04")
    (skipped,) = several('{"text": "x"}', "jsonl", columns=columns(["text=body"]))
    assert isinstance(skipped, Skipped)
    assert skipped.reason == 'expected words in "body", found no such field'


@pytest.mark.parametrize("told", ["text", "text=", "words=body", "=x"])
def test_bad_map(told: str) -> None:
    with pytest.raises(ValueError, match="expected FIELD=COLUMN with a field out of id, text"):
        columns([told])


# Where metadata come from


@pytest.mark.parametrize(
    ("record", "text", "date", "source", "agency"),
    [
        ({"date": "2025-01-01"}, "", "2025-01-01", None, None),
        ({"source": "Gazette"}, "PARIS, Jan 2, 2025 (AFP) - ", "2025-01-02", "Gazette", "AFP"),
        ({"url": "https://www.bbc.com/news/2025/01/03/x"}, "", "2025-01-03", "BBC", None),
        ({"url": "https://gazette.example/x"}, "PARIS (AFP) - ", None, "gazette.example", "AFP"),
        ({"date": "2025-01-01", "url": "https://www.bbc.com/news/2025/01/03/x"}, "PARIS (AFP) - ",
         "2025-01-01", "BBC", "AFP"),
        ({"date": "yesterday"}, "", None, None, None),
        ({"source": "the guardian", "agency": "Reuters"}, "PARIS (AFP) - ", None, "The Guardian", "Reuters"),
    ],
)  # fmt: skip
def test_precedence(
    record: dict[str, str], text: str, date: str | None, source: str | None, agency: str | None
) -> None:
    article = one(json.dumps({**record, "text": text + ENGLISH}), "jsonl")
    assert (article.date, article.source, article.agency) == (date, source, agency)


def test_a_files_name_comes_last(tmp_path: Path) -> None:
    path = tmp_path / "2025-12-04-guardian-talks.txt"
    path.write_text(f"PARIS (AFP) - {ENGLISH}\nReuters contributed to this report.")
    (article,) = read([path])
    assert isinstance(article, Article)
    assert (article.date, article.source, article.agency) == ("2025-12-04", "The Guardian", "AFP")


# Tables


def test_csv() -> None:
    rows = f'id,date,text\r\na,2025-01-01,"{ENGLISH}\n\nHe ""left""."\r\n\r\nb,2025-01-02,{ENGLISH}\r\n'
    a, b = several(rows, "csv")
    assert isinstance(a, Article) and isinstance(b, Article)
    assert a.text == f'{ENGLISH}\n\nHe "left".'
    assert (b.id, b.date) == ("b", "2025-01-02")


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_delimiters(delimiter: str) -> None:
    assert one(delimiter.join(["id", "text"]) + "\n" + delimiter.join(["a", ENGLISH]), "csv").id == "a"


def test_tsv_and_map() -> None:
    rows = f"Nr\tWhen\tBody; or text\n1\t2025-01-01\t{ENGLISH}\n"
    article = one(rows, "tsv", columns=columns(["text=Body; or text", "date=When,id=Nr"]))
    assert (article.id, article.date, article.text) == ("1", "2025-01-01", ENGLISH)


def test_bad_rows_are_named_and_the_rest_goes_on() -> None:
    rows = f'id,text\na,{ENGLISH}\nb\nc,{ENGLISH},x\nd,\ne,"{ENGLISH}" x\nf,"open\ng,{ENGLISH}\n'
    assert shown(several(rows, "csv")) == [
        "a",
        "stdin:3: expected 2 cells, as in the first row, found 1",
        "stdin:4: expected 2 cells, as in the first row, found 3",
        "stdin:5: empty",
        "stdin:6: not CSV: ',' expected after '\"'",
        "stdin:7: a quotation mark that nothing closes",
        "g",
    ]


def test_rows_above_the_limit() -> None:
    rows = f'id,text\na,"{"x" * 99}\n{"x" * 99}"\nb,ok\nc,"{"y" * 300}"\nd,"open\n' + "x\n" * 400
    found = shown(several(rows, "csv", limit=200))
    assert found[:4] == [
        "stdin:2: longer than the limit of 200 bytes for one row (see --limit)",
        "stdin:3: expected 2 cells, as in the first row, found 1",
        "b",
        "stdin:5: longer than the limit of 200 bytes for one row (see --limit)",
    ]
    assert found[4] == "stdin:6: longer than the limit of 200 bytes for one row (see --limit)"


# Pages

PAGE = f"""<!DOCTYPE html><html lang="en-GB"><head><title>Talks end - Gazette</title>
<meta property="og:site_name" content="The Gazette"><link rel="canonical" href="https://gazette.example/talks">
<script type="application/ld+json">{{"@graph": [{{"@type": "WebSite", "name": "x"}},
 {{"@type": "NewsArticle", "headline": "Talks end", "datePublished": "2025-12-04T23:30:00-05:00",
   "dateModified": "2025-12-09", "author": [{{"@type": "Person", "name": "Ann Lee"}}]}}]}}</script>
<script>if (1 <2) document.write("<p>evil</p>")</script></head>
<body><nav><a href="/">Home</a> <a href="/world">World</a></nav>
<article><h1>Talks end</h1><p>{ENGLISH} He said &lt;script&gt; &amp; left.</p><p>{SECOND}</p>
<!-- <p>no</p> --><p>{ENGLISH} The third paragraph is here too.</p></article>
<footer>Copyright 2019. Updated March 3, 2018. All rights reserved.</footer></body></html>"""


def test_page() -> None:
    article = one(PAGE, "html")
    assert article.text.split("\n\n") == [
        f"{ENGLISH} He said <script> & left.", SECOND, f"{ENGLISH} The third paragraph is here too.",
    ]  # fmt: skip
    assert article.title == "Talks end"
    assert (article.date, article.source, article.author) == ("2025-12-04", "The Gazette", "Ann Lee")
    assert (article.url, article.body) == ("https://gazette.example/talks", 0)


def test_page_without_a_date_has_none() -> None:
    """A date in the footer is not one of publication."""
    article = one(PAGE.replace("datePublished", "dateX"), "html")
    assert article.date is None
    meta = '<meta property="article:published_time" content="2025-12-05T01:00:00Z"></head>'
    assert one(PAGE.replace("datePublished", "x").replace("</head>", meta), "html").date == "2025-12-05"


def test_page_in_its_own_encoding() -> None:
    page = PAGE.replace("<head>", '<head><meta charset="iso-8859-2">').replace("the talks", "Łódź talks")
    assert "Łódź talks" in one(page.encode("iso-8859-2"), "html").text
    assert "talks" in one(PAGE.replace("<head>", '<head><meta charset="nonsense">'), "html").text


def test_page_of_another_language() -> None:
    (found,) = several(PAGE.replace("en-GB", "fr"), "html")
    assert isinstance(found, Skipped)
    assert found.reason == "not English (its language is given as 'fr')"


@pytest.mark.parametrize("body", ["", "<p>", "<nav></nav><p>&nbsp;"])
def test_page_without_text(body: str) -> None:
    assert shown(several(f"<html><body>{body}</body></html>", "html")) == ["stdin: no text found in the page"]


@pytest.mark.parametrize(
    ("module", "suffix", "data", "extra"),
    [
        ("trafilatura", "html", PAGE, "web"),
        ("warcio.archiveiterator", "warc", "WARC/1.0\r\n", "web"),
        ("pypdf", "pdf", "%PDF-1.7", "pdf"),
    ],
)
def test_without_the_library(
    monkeypatch: pytest.MonkeyPatch, module: str, suffix: str, data: str, extra: str
) -> None:
    monkeypatch.setitem(sys.modules, module, None)
    (found,) = several(data, suffix)
    assert isinstance(found, Skipped)
    assert found.reason.endswith(f'need a library: pip install "actorgraph[{extra}]"')


# Feeds

RSS = f"""<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:media="http://search.yahoo.com/mrss/"><channel>
<title>Gazette &#8211; World</title><link>https://gazette.example/</link><description>News</description>
<item><title>Talks &amp;amp; more</title><link>https://gazette.example/1</link>
 <pubDate>Thu, 04 Dec 2025 23:30:00 -0500</pubDate><dc:creator>Ann Lee</dc:creator>
 <description>Short.</description><media:content url="x.jpg"/>
 <content:encoded><![CDATA[<p>{ENGLISH}</p><p>&ldquo;{SECOND}&rdquo;</p>]]></content:encoded></item>
<item><title>Nothing</title><guid>https://gazette.example/2</guid></item>
<item><source url="https://x.example/">Reuters</source><description>{ENGLISH}&nbsp;End.</description></item>
</channel></rss>"""
ATOM = f"""<feed xmlns="http://www.w3.org/2005/Atom"><title>Gazette</title><entry>
<title>Talks</title><link rel="edit" href="https://gazette.example/edit"/><link href="https://gazette.example/1"/>
<author><name>Ann Lee</name><email>a@x.example</email></author><updated>2025-12-06T00:00:00Z</updated>
<published>2025-12-04T10:00:00Z</published><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml">
<p>{ENGLISH}</p><p><b>Nobody</b>{SECOND[6:]}</p></div></content></entry></feed>"""


def test_rss() -> None:
    first, second, third = several(RSS, "rss")
    assert isinstance(first, Article) and isinstance(third, Article)
    assert first.text == f"{ENGLISH}\n\n“{SECOND}”"
    assert (first.title, first.date, first.author) == ("Talks & more", "2025-12-04", "Ann Lee")
    assert (first.url, first.source) == ("https://gazette.example/1", "Gazette – World")
    assert second == Skipped("stdin:8", "no words in the item")
    assert (third.source, third.text, third.date) == ("Reuters", f"{ENGLISH} End.", None)


def test_atom() -> None:
    entry = one(ATOM, "atom")
    assert entry.text == f"{ENGLISH}\n\n{SECOND}"
    assert (entry.title, entry.date, entry.author) == ("Talks", "2025-12-04", "Ann Lee")
    assert (entry.url, entry.source) == ("https://gazette.example/1", "Gazette")


def test_feed_that_breaks_off() -> None:
    first, broken = several(RSS[: RSS.index("<item><title>Nothing") + 9], "rss")
    assert isinstance(first, Article)
    assert broken == Skipped("stdin:8", "no XML from here on: unclosed token")
    assert several("<a/>", "rss") == [Skipped("stdin", "no items: no feed")]


def test_feed_in_utf16() -> None:
    assert one(ATOM.encode("utf-16"), "atom").date == "2025-12-04"


# Archives, PDF, Markdown


def warc(*pages: tuple[str, str, bytes]) -> bytes:
    """A web archive of responses: address, type, body."""
    records = []
    for url, kind, body in pages:
        http = (
            f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body
        )
        head = (
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
            f"WARC-Date: 2026-01-01T00:00:00Z\r\nWARC-Target-URI: {url}\r\n"
            f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
        )
        records.append(head.encode() + http + b"\r\n\r\n")
    return b"".join(records)


def test_warc() -> None:
    page = PAGE.replace('<link rel="canonical" href="https://gazette.example/talks">', "").encode()
    data = warc(
        ("https://x.example/1", "text/html; charset=utf-8", page.replace(b"datePublished", b"x")),
        ("https://x.example/logo", "image/png", b"\x89PNG"),
        ("https://x.example/2", "text/html", b"<html></html>"),
    )
    for form, packed in (("warc", data), ("warc.gz", gzip.compress(data))):
        article, skipped = (
            several(packed, "warc") if form == "warc" else list(read(["-"], io.BytesIO(packed)))
        )
        assert isinstance(article, Article) and isinstance(skipped, Skipped)
        assert (article.url, article.date) == ("https://x.example/1", None)
        assert skipped == Skipped("stdin:3 (https://x.example/2)", "no text found in the page")


def test_warc_in_the_encoding_that_the_server_tells() -> None:
    page = PAGE.replace("the talks", "Łódź talks").encode("iso-8859-2")
    found = several(warc(("https://x.example/1", "text/html; charset=ISO-8859-2", page)), "warc")
    assert isinstance(found[0], Article) and "Łódź talks" in found[0].text


def test_warc_that_breaks_off() -> None:
    data = warc(("https://x.example/1", "text/html", PAGE.encode()))
    article, broken = several(data + b"nonsense\r\n\r\n", "warc")
    assert isinstance(article, Article) and isinstance(broken, Skipped)
    assert broken.reason.startswith("no web archive from this record on")


def pdf(*pages: str) -> bytes:
    """A PDF file with these lines on its pages."""
    count = len(pages)
    kids = " ".join(f"{3 + 2 * i} 0 R" for i in range(count))
    objects = ["<</Type/Catalog/Pages 2 0 R>>", f"<</Type/Pages/Count {count}/Kids[{kids}]>>"]
    font = "<</Font<</F<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>>>>>"
    for i, lines in enumerate(pages):
        shown = "".join(f"({line}) Tj T* " for line in lines.split("\n"))
        stream = f"BT /F 12 Tf 14 TL 50 700 Td {shown}ET"
        objects.append(
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 600 800]/Resources{font}/Contents {4 + 2 * i} 0 R>>"
        )
        objects.append(f"<</Length {len(stream)}>>\nstream\n{stream}\nendstream")
    out, places = b"%PDF-1.4\n", []
    for number, told in enumerate(objects, 1):
        places.append(len(out))
        out += f"{number} 0 obj\n{told}\nendobj\n".encode()
    table = "".join(f"{place:010} 00000 n \n" for place in places)
    size = len(objects) + 1
    trailer = f"trailer<</Size {size}/Root 1 0 R>>\nstartxref\n{len(out)}\n%%EOF"
    return out + f"xref\n0 {size}\n0000000000 65535 f \n{table}{trailer}".encode()


def test_pdf() -> None:
    article = one(
        pdf("PARIS \\(AFP\\) - The minister of fin-\nance left on\nMonday.", "Nobody said why."), "pdf"
    )
    assert article.text == "PARIS (AFP) - The minister of finance left on Monday.\n\nNobody said why."
    assert (article.agency, article.text[article.body :][:3]) == ("AFP", "The")


def test_pdf_without_text() -> None:
    assert shown(several(pdf(""), "pdf")) == [
        "stdin: no text in the PDF file: pictures of pages need OCR first"
    ]
    (broken,) = shown(several(b"%PDF-1.7 nonsense", "pdf"))
    assert broken.startswith("stdin: no PDF file that can be read: ")


def test_markdown() -> None:
    text = (
        "---\ntitle: Talks end\ndate: 2025-12-04\n---\n\n# Talks *end*\n\n"
        f"**PARIS** (AFP) - [{ENGLISH}](https://x.y/)\n> {SECOND}\n\n![A picture](x.png)\n\n"
        "* One `point`\n* Two &amp; more\n\n<div>Raw <b>words</b></div>\n\n```\ncode\n```"
    )
    article = one(text, "md")
    assert (article.title, article.date) == ("Talks end", "2025-12-04")
    assert article.text.split("\n\n")[1:] == [
        "# Talks end", f"PARIS (AFP) - {ENGLISH}", SECOND, "One point", "Two & more", "Raw words",
    ]  # fmt: skip


# Packed


def test_packed(tmp_path: Path) -> None:
    zst = pytest.importorskip("backports.zstd" if sys.version_info < (3, 14) else "compression.zstd")
    line = json.dumps({"id": "x", "text": ENGLISH}).encode()
    for suffix, compress in (("gz", gzip.compress), ("bz2", bz2.compress), ("zst", zst.compress)):
        path = tmp_path / f"a.jsonl.{suffix}"
        path.write_bytes(compress(line) + (compress(b"\n" + line) if suffix == "gz" else b""))
        assert {item.id for item in read([path]) if isinstance(item, Article)} == {"x"}
        assert shown(list(read(["-"], io.BytesIO(compress(line))))) == ["x"]


def zipped(path: Path, **members: bytes) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)
    return path


def test_zip(tmp_path: Path) -> None:
    text = ENGLISH.encode()
    members = {
        "b.txt": text, "deep/a.jsonl.gz": gzip.compress(b'{"id": "x", "text": "One left."}'), "deep/": b"",
        "../../outside.txt": text + b" Outside.", "picture.png": b"x", ".hidden.txt": text,
        "__MACOSX/b.txt": text,
        "2025-12-04-afp.txt": text + b" Dated.", "empty.txt": b"", "inner.zip": b"PK",
    }  # fmt: skip
    path = zipped(tmp_path / "news.zip", **members)
    for given in (path, tmp_path, str(tmp_path / "*.zip")):
        found = list(read([given]))
        assert [item.where for item in found if isinstance(item, Skipped)] == [f"{path}:empty.txt"]
        dates = {item.text[-9:]: item.date for item in found if isinstance(item, Article)}
        assert dates == {"n Monday.": None, "One left.": None, " Outside.": None, "y. Dated.": "2025-12-04"}
    assert sorted(tmp_path.iterdir()) == [path]


def test_standard_input_tells_its_format() -> None:
    for data in (PAGE, RSS, ATOM, f'[{{"text": "{ENGLISH}"}}]', pdf("One man left the room."), ENGLISH):
        found = list(read(["-"], io.BytesIO(data.encode() if isinstance(data, str) else data)))
        assert any(isinstance(item, Article) for item in found), data
