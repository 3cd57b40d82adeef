"""Inputs of every kind become articles, or are named with the reason; nothing is fatal."""

from __future__ import annotations

import gzip
import io
import json
import logging
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kg.read import read
from kg.types import Article, Skipped

ENGLISH = "The minister said that the talks were over and that he would leave on Monday."


def articles(*inputs: str | Path, **options: object) -> list[Article]:
    found = list(read(inputs, **options))  # type: ignore[arg-type]
    assert not [item for item in found if isinstance(item, Skipped)]
    return [item for item in found if isinstance(item, Article)]


def reasons(*inputs: str | Path, **options: object) -> list[str]:
    found = list(read(inputs, **options))  # type: ignore[arg-type]
    return [item.reason for item in found if isinstance(item, Skipped)]


def write(folder: Path, name: str, data: bytes | str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(data.encode() if isinstance(data, str) else data)
    return path


def test_seed() -> None:
    (article,) = articles(Path(__file__).parents[2] / "seeds")
    assert (article.date, article.source) == ("2025-12-04", "AFP")
    assert article.text.startswith(" date 2025-12-04 U.S. President")
    assert article.text[article.body :].startswith("U.S. President Donald Trump said")


def test_folder_is_sorted_and_hidden_or_foreign_files_stay_out(tmp_path: Path) -> None:
    for name in ("b.txt", "a.txt", "deep/c.md", ".hidden.txt", ".git/d.txt", "picture.jpg"):
        write(tmp_path, name, f"{ENGLISH} {name}")
    assert [article.text.split()[-1] for article in articles(tmp_path)] == ["a.txt", "b.txt", "deep/c.md"]


def test_links_that_lead_back_are_not_followed(tmp_path: Path) -> None:
    write(tmp_path, "a/one.txt", ENGLISH)
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    assert len(articles(tmp_path)) == 1


def test_dangling_link_is_told(tmp_path: Path) -> None:
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")
    assert reasons(tmp_path) == ["a link that leads nowhere"]


def test_pattern(tmp_path: Path) -> None:
    write(tmp_path, "2.txt", ENGLISH + " Two.")
    write(tmp_path, "1.txt", ENGLISH + " One.")
    assert [a.text[-4:] for a in articles(str(tmp_path / "*.txt"))] == ["One.", "Two."]
    assert reasons(str(tmp_path / "*.md")) == ["nothing matches this pattern"]


def test_pattern_for_all_below(tmp_path: Path) -> None:
    for name in ("x.txt", "a/y.txt", "a/b/z.txt", ".git/no.txt", "a/.no.txt", "a/no.md"):
        write(tmp_path, name, f"{ENGLISH} {name}")
    (tmp_path / "a" / "back").symlink_to(tmp_path)
    found = articles(str(tmp_path / "**" / "*.txt"))
    assert [article.text.split()[-1] for article in found] == ["a/b/z.txt", "a/y.txt", "x.txt"]


def test_articles_without_a_date_are_counted(caplog: pytest.LogCaptureFixture) -> None:
    lines = "".join(json.dumps({"id": id, "text": ENGLISH, **more}) + "\n" for id, more in (
        ("a", {}), ("b", {"date": "2025-12-04"}), ("c", {"date": "soon"})
    ))  # fmt: skip
    with caplog.at_level(logging.INFO, "kg"):
        assert [a.date for a in articles("-", stdin=io.BytesIO(lines.encode()))] == [None, "2025-12-04", None]
    assert caplog.messages == ["no date is known of 2 of 3 articles: days like Tuesday stay open there"]


def test_name_with_brackets_is_a_file_before_it_is_a_pattern(tmp_path: Path) -> None:
    assert len(articles(write(tmp_path, "[afp] talks.txt", ENGLISH))) == 1


def test_gz(tmp_path: Path) -> None:
    lines = json.dumps({"id": "x", "text": ENGLISH}).encode()
    assert articles(write(tmp_path, "a.jsonl.gz", gzip.compress(lines)))[0].id == "x"
    assert articles(write(tmp_path, "a.txt.gz", gzip.compress(ENGLISH.encode())))[0].text == ENGLISH


@pytest.mark.parametrize(
    "data", [b"no gzip", gzip.compress(b"x" * 1000)[:-9], b"\x1f\x8b\x08" + b"\0" * 30, b""]
)
def test_bad_gz(tmp_path: Path, data: bytes) -> None:
    assert len(reasons(write(tmp_path, "a.txt.gz", data))) == 1


def test_gz_bomb(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt.gz", gzip.compress(b"x" * 3_000_000))
    assert reasons(path, limit=1000) == ["larger than the limit of 1,000 bytes for one text (see --limit)"]


def test_stdin_is_text_or_json_lines_and_stays_open() -> None:
    text, lines = io.BytesIO(ENGLISH.encode()), io.BytesIO(b'\n {"text": "One man left."}\n')
    assert articles("-", stdin=text)[0].text == ENGLISH
    assert articles("-", stdin=lines)[0].text == "One man left."
    assert not text.closed and not lines.closed


def test_input_format_overrides(tmp_path: Path) -> None:
    path = write(tmp_path, "a.log", json.dumps({"id": "x", "text": ENGLISH}))
    assert reasons(path)[0].startswith("no reader for .log")
    assert articles(path, input_format="jsonl")[0].id == "x"
    with pytest.raises(ValueError, match="no input format 'doc'"):
        list(read([path], input_format="doc"))


def test_json_fields() -> None:
    record = {
        "id": 17, "date": "2025-03-04T10:00:00Z", "title": "T", "source": "AFP", "url": "https://x.example/",
        "text": ENGLISH, "language": "en-GB",
    }  # fmt: skip
    (article,) = articles("-", stdin=io.BytesIO(json.dumps(record).encode()))
    assert article == Article("17", ENGLISH, "2025-03-04", "T", "AFP", "https://x.example/")


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("[1]", 'expected an object with "text", found a list'),
        ("{", "not JSON: Expecting property name enclosed in double quotes at column "),
        ('{"id": 1}', 'expected words in "text", found no such field'),
        ('{"text": null}', 'expected words in "text", found null'),
        ('{"text": " \\n"}', "empty"),
        ('{"text": "x", "language": "fr"}', "not English (its language is given as 'fr')"),
        ("[" * 100_000, "not an article: JSON nested too deep"),
        ('{"text": "x", "n": ' + "9" * 5000 + "}", "not JSON: Exceeds the limit (4300 digits)"),
        ('{"text": "' + "x" * 200_000 + '"}', "longer than the limit of 150,000 bytes for one line"),
    ],
    ids=("list", "cut off", "no text", "null", "empty", "French", "deep", "digits", "long"),
)
def test_bad_line_is_named_and_the_rest_goes_on(line: str, reason: str) -> None:
    good = json.dumps({"id": "good", "text": ENGLISH})
    stdin = io.BytesIO(f"{good}\n{line}\n\n{good}".encode())
    found = list(read(["-"], stdin, input_format="jsonl", limit=150_000))
    assert [type(item) for item in found] == [Article, Skipped, Article]
    assert isinstance(found[1], Skipped)
    assert found[1].where == "stdin:2"
    assert found[1].reason.startswith(reason)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t", "empty"),
        (b"\xef\xbb\xbf", "empty"),
        (b"The man \0 left", "binary: a NUL byte at 8"),
        (b"%PDF-1.7 ...", "a PDF file"),
        (b"PK\x03\x04...", "a zip archive"),
        (b"\x89PNG\r\n\x1a\n" + bytes(range(1, 32)) * 9, "binary"),
        (b"x" * 200_001, "larger than the limit"),
        (("Der Minister hat am Montag nicht mit den Journalisten über das Abkommen gesprochen, das von der "
          "Regierung und dem Parlament für die Reform des Landes ausgehandelt worden ist. Es wird auch "
          "noch einmal nach einer Lösung gesucht, wie sie sich die Partei wünscht.").encode(),
         "not English (looks like German)"),
        (("Президент заявил в понедельник, что переговоры завершены. " * 3).encode(),
         "not English (looks like Cyrillic script)"),
        (("大统领在星期一表示谈判已经结束。" * 9).encode(), "not English (looks like Cjk script)"),
    ],
    ids=("nothing", "blanks", "mark", "nul", "pdf", "zip", "png", "huge", "German", "Russian", "Chinese"),
)  # fmt: skip
def test_hostile_file(tmp_path: Path, data: bytes, reason: str) -> None:
    (found,) = reasons(write(tmp_path, "a.txt", data), limit=200_000)
    assert found.startswith(reason)


@pytest.mark.parametrize(
    ("data", "text", "note"),
    [
        ("\ufeffThe man left.".encode(), "The man left.", ""),
        ("The man “left”.".encode("utf-16"), "The man “left”.", ""),
        ("The man “left”.".encode("cp1252"), "The man “left”.", "not UTF-8"),
        ("“Où” «é» “ü”".encode() + b" \xff", "“Où” «é» “ü” \ufffd", "bad bytes"),
        (b"One\r\ntwo\x0c\x1b[0m" + b"." * 99, "One\r\ntwo\x0c\x1b[0m" + "." * 99, ""),
    ],
)
def test_decoding(
    tmp_path: Path, caplog: pytest.LogCaptureFixture, data: bytes, text: str, note: str
) -> None:
    with caplog.at_level(logging.WARNING, "kg"):
        assert articles(write(tmp_path, "a.txt", data))[0].text == text
    assert note in caplog.text if note else not caplog.text


def test_utf16_lines() -> None:
    data = (json.dumps({"id": "a", "text": ENGLISH}) + "\n").encode("utf-16")
    assert articles("-", stdin=io.BytesIO(data), input_format="jsonl")[0].text == ENGLISH


def test_half_a_surrogate_pair_becomes_a_replacement_sign() -> None:
    (article,) = articles("-", stdin=io.BytesIO(b'{"id": "a\\udc00", "text": "x \\ud83d y"}'))
    assert (article.id, article.text) == ("a\ufffd", "x \ufffd y")


def test_names_no_file_can_have() -> None:
    assert reasons("a\0b", "x" * 5000, "no/such") == [
        "embedded null byte", "File name too long", "no such file or folder",
    ]  # fmt: skip


def test_unreadable_file(tmp_path: Path) -> None:
    path = write(tmp_path, "a.txt", ENGLISH)
    path.chmod(0)
    try:
        path.read_bytes()
    except PermissionError:
        assert reasons(path) == ["cannot be read: Permission denied"]


def test_id_is_the_same_wherever_the_file_lies(tmp_path: Path) -> None:
    one, two = write(tmp_path, "x.txt", ENGLISH), write(tmp_path, "deep/y.txt", ENGLISH)
    first, second = articles(one, two)
    assert first.id == second.id
    assert first.id.startswith("undated-")
    assert articles(write(tmp_path, "2025-12-04-y.txt", ENGLISH))[0].id.startswith("2025-12-04-")


@settings(deadline=None)
@given(st.binary(max_size=300))
def test_any_bytes(data: bytes) -> None:
    for format in (None, "txt", "jsonl"):
        for item in read(["-"], io.BytesIO(data), input_format=format):
            if isinstance(item, Article):
                item.text.encode()
                assert 0 <= item.body < len(item.text)
            else:
                assert item.reason


@settings(deadline=None)
@given(st.text(min_size=1, max_size=200).filter(str.strip))
def test_any_text_is_kept_as_it_is(text: str) -> None:
    line = json.dumps({"id": "x", "text": text}).encode()
    for item in read(["-"], io.BytesIO(line)):
        if isinstance(item, Article):
            assert item.text == text
