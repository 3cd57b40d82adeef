"""Inputs made to hurt: what each is called, how its file is made, and what must be said of it.

``tests/read/test_hostile.py`` tries them all; ``benchmarks/hostile.py`` tells what each one costs.
"""

from __future__ import annotations

import bz2
import gzip
import json
import os
import random
import struct
import sys
import zipfile
import zlib
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple

if sys.version_info >= (3, 14):
    from compression import zstd
else:
    from backports import zstd

WORDS = "The minister said that the talks were over and that he would leave on Monday."
READ = "read"
"""What is said of a trap that gives its article all the same."""
P = f"<p>{WORDS}</p>"
MB = 1_000_000
REPEATED = b"\0" * MB


Make = Callable[[Path], object]


def made(content: Callable[[], str | bytes]) -> Make:
    """A file whose content is not made before it is wanted."""
    return lambda path: put(path, content())


def put(path: Path, content: str | bytes) -> None:
    """Write a file."""
    path.write_bytes(content.encode("utf-8", "surrogatepass") if isinstance(content, str) else content)


def attributes(number: int) -> str:
    """So many attributes of a tag."""
    return " ".join(f'a{i}="1"' for i in range(number))


class Trap(NamedTuple):
    """A file, and how the first thing that is said of it begins (``READ``: it gives an article)."""

    file: str
    make: bytes | str | Make
    told: str

    def lay(self, folder: Path) -> Path:
        """Make the file; its path, or that of the folder that was made."""
        path = folder / self.file
        if callable(self.make):
            self.make(path)
        else:
            put(path, self.make)
        return path


def pages() -> Iterator[tuple[str, Trap]]:
    """Web pages."""
    none, many = "no text found in the page", "more than 20,000 tags: no page of news"
    yield (
        "100,000 elements deep",
        Trap("a.html", made(lambda: "<html><body>" + "<div>" * 100_000 + P + "</div>" * 100_000), many),
    )
    yield (
        "19,000 elements deep",
        Trap("a.html", made(lambda: "<html><body>" + "<div>" * 19_000 + P * 3), none),
    )
    yield (
        "19,000 elements of text deep",
        Trap("a.html", made(lambda: "<html><body>" + "<b>" * 19_000 + P * 3), none),
    )
    yield (
        "19,000 open links",
        Trap("a.html", made(lambda: "<html><body>" + "<a href=x>" * 19_000 + P * 3), READ),
    )
    yield "300,000 open paragraphs", Trap("a.html", made(lambda: "<p>" * 300_000), many)
    yield "200,000 attributes", Trap("a.html", made(lambda: f"<body {attributes(200_000)}>{P * 3}"), READ)
    yield "5 MB of <", Trap("a.html", made(lambda: "<" * 5 * MB), many)
    yield "open comments", Trap("a.html", made(lambda: "<!--" * MB + P), none)
    yield "an open script", Trap("a.html", made(lambda: P * 3 + "<script>" + "x<" * MB), READ)
    yield "an open tag", Trap("a.html", made(lambda: P * 3 + "<div a='" + "x" * 5 * MB), READ)
    yield "19,000 rows", Trap("a.html", made(lambda: "<table>" + "<tr><td>x" * 9_000), none)
    yield "6,000 tables in tables", Trap("a.html", made(lambda: "<table><tr><td>" * 6_000 + P), none)
    yield "1,000,000 entities", Trap("a.html", made(lambda: f"{P * 3}<p>" + "&amp;" * MB), READ)
    yield "entities without an end", Trap("a.html", made(lambda: f"{P * 3}<p>" + "&#" * MB), READ)
    yield "one word of 5 MB", Trap("a.html", made(lambda: "<p>" + "x" * 5 * MB), none)
    yield "NUL in a page", Trap("a.html", f"<p>{WORDS}\0</p>", "binary: a NUL byte")
    yield (
        "an encoding that takes for ever",
        Trap("a.html", made(lambda: "<meta charset=punycode>" + P * 3 + "<p>" + "x-" * MB), READ),
    )
    yield (
        "deep data in a page",
        Trap("a.html", f'<script type="application/ld+json">{"[" * 100_000}</script>{P * 3}', READ),
    )
    yield (
        "scripts written as words",
        Trap("a.html", f"{P * 3}<p>&lt;script&gt;alert(1)&lt;/script&gt; {WORDS}", READ),
    )


def feeds() -> Iterator[tuple[str, Trap]]:
    """XML."""
    doctype = "a document type (<!DOCTYPE), which no feed needs"
    laughs = "".join(f"<!ENTITY l{i + 1} '{f'&l{i};' * 10}'>" for i in range(9))
    item = f"<item><description>{WORDS}</description></item>"
    yield (
        "a billion laughs",
        Trap("a.rss", f'<!DOCTYPE r [<!ENTITY l0 "ha">{laughs}]><rss>&l9;</rss>', doctype),
    )
    yield (
        "an entity that is a file",
        Trap("a.rss", f'<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss>{item}&x;</rss>', doctype),
    )
    yield (
        "a document type elsewhere",
        Trap("a.rss", f'<!DOCTYPE r SYSTEM "http://x.example/"><rss>{item}</rss>', doctype),
    )
    yield (
        "100,000 elements deep in XML",
        Trap("a.rss", made(lambda: "<rss>" + "<a>" * 100_000), "more than 1,000 elements within"),
    )
    yield (
        "deep in an item",
        Trap("a.rss", made(lambda: "<rss><item>" + "<content>" * 900 + "x" * MB), "no XML from here on"),
    )
    yield (
        "50,000 attributes in XML",
        Trap("a.rss", made(lambda: f"<rss {attributes(50_000)}>{item}</rss>"), READ),
    )
    yield (
        "an unknown encoding",
        Trap("a.rss", f'<?xml version="1.0" encoding="x-no"?><rss>{item}</rss>', "no XML from"),
    )
    yield "no UTF-8", Trap("a.rss", b"<rss><item><title>\xff", "no XML from here on: not well-formed")
    yield "an entity that nobody knows", Trap("a.rss", f"<rss>{item.replace('.', ' &nope;')}</rss>", READ)
    yield (
        "a stylesheet elsewhere",
        Trap("a.rss", f'<?xml-stylesheet href="file:///etc/passwd"?><rss>{item}</rss>', READ),
    )


def records() -> Iterator[tuple[str, Trap]]:
    """JSON and tables."""
    good = json.dumps({"text": WORDS})
    yield (
        "JSON 100,000 deep",
        Trap("a.jsonl", made(lambda: '{"text": ' + "[" * 100_000), "not an article: JSON nested too deep"),
    )
    yield (
        "JSON 100,000 deep in a list",
        Trap("a.json", made(lambda: "[" * 100_000), "not an article: JSON nested too deep"),
    )
    yield (
        "a number of 1,000,000 digits",
        Trap("a.jsonl", made(lambda: '{"text": "x", "n": ' + "9" * MB + "}"), "not JSON: Exceeds"),
    )
    yield (
        "halves of surrogate pairs",
        Trap("a.jsonl", f'{{"id": "\\ud800", "text": "{WORDS} \\udfff"}}', READ),
    )
    yield "halves of surrogate pairs in bytes", Trap("a.txt", f"{WORDS} \ud800", READ)
    yield "NUL in a line", Trap("a.jsonl", '{"text": "\0"}', "binary: a NUL byte at 10")
    yield "NUL in words", Trap("a.jsonl", f'{{"text": "{WORDS} \\u0000 \\u001b[2J"}}', READ)
    yield (
        "a string that nothing closes",
        Trap("a.json", made(lambda: f'[{good}, {{"text": "' + "x" * 5 * MB), READ),
    )
    yield "5 MB of commas", Trap("a.json", made(lambda: "[" + "," * 5 * MB), "no articles in it")
    yield (
        "a quotation mark that nothing closes",
        Trap("a.csv", made(lambda: f'text\n"{WORDS}\n' + f"{WORDS}\n" * 3_000), "a quotation"),
    )
    yield "20,000 of them", Trap("a.csv", made(lambda: "text\n" + f'"{WORDS} ""x\n' * 20_000), "")
    yield "NUL in a table", Trap("a.csv", f"text\n\0\n{WORDS}\n", "binary: a NUL byte")
    yield (
        "100,000 columns",
        Trap("a.csv", made(lambda: "text" + ",x" * 100_000 + f"\n{WORDS}" + "," * 100_000), READ),
    )
    yield "a table of one line", Trap("a.csv", made(lambda: "x" * 5 * MB), "")
    yield (
        "a line of 100 MB",
        Trap("a.jsonl", hundred, "longer than the limit of 20,000,000 bytes for one line"),
    )
    yield "a text of 100 MB", Trap("a.txt", hundred, "larger than the limit of 20,000,000 bytes for one text")
    yield (
        "a page of 100 MB",
        Trap("a.html", hundred, "larger than the limit of 20,000,000 bytes for one text"),
    )
    yield "a cell of 100 MB", Trap("a.csv", hundred, "longer than the limit of 20,000,000 bytes for one row")
    yield (
        "a value of 100 MB",
        Trap("a.json", hundred, "longer than the limit of 20,000,000 bytes for one value"),
    )
    yield "a tag of 100 MB", Trap("a.rss", hundred, "a tag of more than 1,000,000 bytes")


def hundred(path: Path) -> None:
    """100 MB without a line end, of which the disk need not hold most."""
    start = {".jsonl": b'{"text": "', ".json": b'["', ".csv": b'"', ".rss": b"<rss a='", ".html": b"<p>"}
    with path.open("wb") as file:
        file.write(start.get(path.suffix, b""))
        for _ in range(100):
            file.write(b"x" * MB)


def packed() -> Iterator[tuple[str, Trap]]:
    """Bombs and broken archives."""
    bomb = "grows to more than 100 times its packed size"
    yield "a bomb in gzip", Trap("a.jsonl.gz", lambda path: gzipped(path, 50), bomb)
    yield (
        "a bomb in bzip2",
        Trap("a.csv.bz2", lambda path: path.write_bytes(bz2.compress(REPEATED * 10)), bomb),
    )
    yield (
        "a bomb in Zstandard",
        Trap("a.json.zst", lambda path: path.write_bytes(zstd.compress(REPEATED * 50)), bomb),
    )
    yield "a bomb in a zip", Trap("a.zip", lambda path: zipped(path, {"a.jsonl": REPEATED * 50}), bomb)
    yield (
        "a bomb in gzip in a zip",
        Trap("a.zip", lambda path: zipped(path, {"a.jsonl.gz": gzip.compress(REPEATED * 50)}), bomb),
    )
    yield "a bomb whose members overlap", Trap("a.zip", overlapping, "its members overlap")
    yield "a zip in a zip", Trap("a.zip", lambda path: zipped(path, {"b.zip": b"PK"}), "")
    yield "a zip that lies about a size", Trap("a.zip", lying, "cannot be read: Bad CRC-32")
    yield (
        "a zip cut off",
        Trap("a.zip", lambda path: path.write_bytes(whole(path)[:-30]), "cannot be read: File is not"),
    )
    yield "an encrypted zip", Trap("a.zip", encrypted, "encrypted")
    yield "a link in a zip", Trap("a.zip", linked, "a link")
    yield "names that lead out of a zip", Trap("a.zip", lambda path: zipped(path, OUTSIDE), READ)
    yield (
        "9,000 members",
        Trap("a.zip", lambda path: zipped(path, {f"{i}.txt": b"" for i in range(9_000)}), "empty"),
    )
    yield (
        "gzip cut off",
        Trap("a.txt.gz", gzip.compress(WORDS.encode())[:-9], "cannot be read: Compressed file ended"),
    )
    yield (
        "gzip with a bad middle",
        Trap(
            "a.txt.gz",
            made(lambda: spoilt(gzip.compress(random.Random(0).randbytes(9999)))),
            "cannot be read: ",
        ),
    )
    yield "no gzip", Trap("a.txt.gz", WORDS, "cannot be read: Not a gzipped file")
    yield "Zstandard cut off", Trap("a.txt.zst", zstd.compress(WORDS.encode())[:-5], "cannot be read: ")
    yield "no Zstandard", Trap("a.txt.zst", WORDS, "cannot be read: ")


OUTSIDE = {
    "../../../tmp/kg-outside.txt": WORDS,
    "/etc/kg-outside.txt": f"{WORDS} Absolute.",
    "a\nb\x1b.txt": "One.",
}


def gzipped(path: Path, megabytes: int) -> None:
    """A bomb of gzip, written in pieces."""
    with gzip.open(path, "wb", 9) as file:
        for _ in range(megabytes):
            file.write(REPEATED)


def zipped(path: Path, members: dict[str, bytes] | dict[str, str] | dict[str, bytes | str]) -> None:
    """A zip archive."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in members.items():
            archive.writestr(name, data)


def whole(path: Path) -> bytes:
    """The bytes of a sound archive of one text."""
    zipped(path, {"a.txt": WORDS})
    return path.read_bytes()


def lying(path: Path) -> None:
    """A member that says it is smaller than it is."""
    real = struct.pack("<L", len(WORDS))
    path.write_bytes(whole(path).replace(real, struct.pack("<L", 20)))


def encrypted(path: Path) -> None:
    """The flag of encryption in the directory and before the member."""
    data = bytearray(whole(path))
    data[6] |= 1
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)


def linked(path: Path) -> None:
    """A member that is a symbolic link."""
    info = zipfile.ZipInfo("a.txt")
    info.create_system, info.external_attr = 3, 0o120777 << 16
    with zipfile.ZipFile(path, "w") as archive:
        archive.writestr(info, "/etc/passwd")


def overlapping(path: Path) -> None:
    """A directory that names the same bytes a thousand times, each time as another member."""
    one = whole(path)
    start, end = one.index(b"PK\x01\x02"), one.index(b"PK\x05\x06")
    entry = one[start:end]
    told = struct.pack("<4sHHHHLLH", b"PK\x05\x06", 0, 0, 1000, 1000, len(entry) * 1000, start, 0)
    path.write_bytes(one[:start] + entry * 1000 + told)


def spoilt(data: bytes) -> bytes:
    """With other bytes in the middle."""
    half = len(data) // 2
    return data[:half] + b"\xff" * 40 + data[half + 40 :]


def documents() -> Iterator[tuple[str, Trap]]:
    """PDF, Markdown, web archives, plain text."""
    page = "<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]/Contents 4 0 R>>"
    yield (
        "a PDF whose pages are their own parents",
        Trap("a.pdf", pdf("<</Type/Pages/Count 9/Kids[2 0 R]>>"), "no"),
    )
    yield (
        "a PDF that says it has 1,000,000,000 pages",
        Trap("a.pdf", pdf("<</Type/Pages/Count 1000000000/Kids[]>>"), ""),
    )
    yield (
        "a bomb in a PDF",
        Trap(
            "a.pdf",
            made(lambda: flated(page, zlib.compress(b"(x) Tj " * 12 * MB))),
            "no",
        ),
    )
    yield (
        "a PDF 100,000 deep",
        Trap("a.pdf", made(lambda: pdf("<</Type/Pages/Count 1/Kids" + "[" * 100_000 + ">>")), "no"),
    )
    yield "a PDF cut off", Trap("a.pdf", pdf("<</Type/Pages/Count 1/Kids[3 0 R]>>", page)[:90], "no")
    yield "99,000 open brackets", Trap("a.md", made(lambda: "[" * 99_000), READ)
    yield "30,000 stars", Trap("a.md", made(lambda: "*a " * 30_000), READ)
    yield "quotations in quotations", Trap("a.md", made(lambda: ">" * 100_000 + WORDS), READ)
    yield "open code", Trap("a.md", made(lambda: "".join("`" * i + " " for i in range(600))), READ)
    yield (
        "lists in lists",
        Trap("a.md", made(lambda: "".join(" " * 2 * i + "* x\n" for i in range(400))), READ),
    )
    yield "5 MB of Markdown", Trap("a.md", made(lambda: "[x](" * MB), READ)
    yield "a record that lies about its length", Trap("a.warc", warc(9_999_999, P.encode() * 3), READ)
    yield (
        "a bomb in a web archive",
        Trap("a.warc", made(lambda: warc(None, gzip.compress(REPEATED * 50), "gzip")), "larger than"),
    )
    yield "a web archive cut off", Trap("a.warc", warc(None, P.encode())[:60], "")
    yield "a text of brackets", Trap("a.txt", made(lambda: "(" * 50_000), READ)
    yield "bytes of chance", Trap("a.txt", made(lambda: random.Random(0).randbytes(50_000)), "binary")


def pdf(*objects: str | bytes) -> bytes:
    """A PDF file of these objects after its catalogue; bytes are the stream of the one before."""
    out = b"%PDF-1.4\n1 0 obj\n<</Type/Catalog/Pages 2 0 R>>\nendobj\n"
    number = 1
    for told in objects:
        if isinstance(told, bytes):
            out = out.removesuffix(b"\nendobj\n") + b"\nstream\n" + told + b"\nendstream\nendobj\n"
        else:
            number += 1
            out += f"{number} 0 obj\n{told}\nendobj\n".encode()
    return out + b"trailer<</Root 1 0 R>>\nstartxref\n0\n%%EOF"


def flated(page: str, stream: bytes) -> bytes:
    """A PDF file whose page is packed."""
    told = f"<</Filter/FlateDecode/Length {len(stream)}>>"
    return pdf("<</Type/Pages/Count 1/Kids[3 0 R]>>", page, told, stream)


def warc(length: int | None, body: bytes, encoding: str = "identity") -> bytes:
    """A web archive of one page."""
    http = (
        f"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Encoding: {encoding}\r\n\r\n".encode() + body
    )
    head = (
        "WARC/1.0\r\nWARC-Type: response\r\nWARC-Record-ID: <urn:uuid:1>\r\n"
        "WARC-Date: 2026-01-01T00:00:00Z\r\n"
        "WARC-Target-URI: https://x.example/\r\nContent-Type: application/http; msgtype=response\r\n"
        f"Content-Length: {length or len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def folders() -> Iterator[tuple[str, Trap]]:
    """Links and names."""
    yield "links that loop", Trap("a", loops, READ)
    yield "a link out of the folder", Trap("a", outside, "a link that leads out of the folder")
    yield (
        "a link to a folder outside",
        Trap("a", lambda p: (p.mkdir(), (p / "b").symlink_to("/etc")), "a link that leads out"),
    )
    yield (
        "a link to itself",
        Trap("a", lambda p: (p.mkdir(), (p / "b.txt").symlink_to(p / "b.txt")), "a link that leads nowhere"),
    )
    yield "folders 500 deep", Trap("a", deep, READ)
    yield "a pipe nobody writes to", Trap("a", lambda p: (p.mkdir(), os.mkfifo(p / "b.txt")), "")
    yield "names with line ends, signs and bad bytes", Trap("a", names, READ)


def loops(path: Path) -> None:
    """Three folders, each with links to all of them: 3 to the power of the depth paths."""
    for name in "abc":
        (path / name).mkdir(parents=True)
        for other in "abc":
            (path / name / f"to-{other}").symlink_to(path / other)
    (path / "a" / "x.txt").write_text(WORDS)


def outside(path: Path) -> None:
    """A link to a file that everybody may read."""
    path.mkdir()
    (path / "b.txt").symlink_to("/etc/passwd")


def deep(path: Path) -> None:
    """A text below 500 folders."""
    folder = path.joinpath(*"a" * 500)
    folder.mkdir(parents=True)
    (folder / "x.txt").write_text(WORDS)


def names(path: Path) -> None:
    """Names of files that terminals and decoders stumble over."""
    path.mkdir()
    for name in (b"a\nb\x1b[31m.txt", b"\xff\xfe.txt", "\u202etxt.evil.txt".encode(), b"x" * 250 + b".txt"):
        with open(os.fsencode(path) + b"/" + name, "w", encoding="utf-8") as file:
            file.write(f"{WORDS} {len(name)}.")


TRAPS = {name: trap for kind in (pages, feeds, records, packed, documents, folders) for name, trap in kind()}
