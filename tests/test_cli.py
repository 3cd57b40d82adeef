"""The command line: what goes where, exit codes, and that nothing ends in a traceback."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
import types
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
import pytest
from click.testing import CliRunner, Result

import kg
from kg.cli import main
from kg.console import Lines, Tally, duration
from kg.store import Store
from kg.types import Actor, Article, Evidence, Graph, Kind, Mention, Occurrence, Predicate, Reading, Skipped
from kg.types import StatementKind as Family

TEXT = "Ann Lee met the press in Oslo, and that was all there was to it."


def occurrence(article: Article) -> Occurrence:
    subject = Mention("Ann Lee", 0, 7, Kind.PERSON)
    predicate = Predicate("met", 8, 11, "meet", "met", "CONSULT")
    evidence = Evidence(article.id, 0, 0, len(article.text), article.text, "events", 0.8)
    return Occurrence(0, Family.EVENT, subject, predicate, None, evidence)


def fake_readings(articles: Iterable[Article], model: str | None = None) -> Iterator[Reading | Skipped]:
    for article in articles:
        if "poison" in article.text:
            yield Skipped(article.id, "ValueError: poison")
        elif "bug" in article.text:
            raise RuntimeError("a bug")
        elif "stop" in article.text:
            raise KeyboardInterrupt
        else:
            yield Reading(article, () if "dull" in article.text else (occurrence(article),))


def fake_graph(readings: Iterable[Reading], judgements: Iterable[Any] = ()) -> Graph:
    articles = {reading.article.id: reading.article for reading in readings}
    return Graph(articles, {"ann_lee": Actor("ann_lee", "Ann Lee", Kind.PERSON)})


def fake_lines(reading: Reading, base: str = "") -> Iterator[dict[str, Any]]:
    for item in reading.occurrences:
        yield {
            "id": f"{reading.article.id}#{item.number}", "article": reading.article.id, "kind": "event",
            "subject": {"text": "Ann Lee", "label": "Ann Lee"}, "object": None, "confidence": 0.8,
            "predicate": {"text": "met", "start": 8, "end": 11, "lemma": "meet", "relation": "met"},
            "evidence": {"sentence": 0, "start": 0, "end": 20, "text": "..."},
        }  # fmt: skip


@pytest.fixture(autouse=True)
def pipeline(monkeypatch: pytest.MonkeyPatch) -> None:
    """The command line is tested here, not what it calls."""
    fake: Any = types.ModuleType("kg.pipeline")
    fake.readings, fake.graph, fake.lines = fake_readings, fake_graph, fake_lines
    fake.prepare = lambda model=None: None
    fake.BASE = "https://kg.example.org/"
    monkeypatch.setitem(sys.modules, "kg.pipeline", fake)
    monkeypatch.setattr(kg, "pipeline", fake, raising=False)


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "a.txt").write_text(TEXT)
    (tmp_path / "b.jsonl").write_text(json.dumps({"id": "b", "date": "2025-12-04", "text": TEXT}) + "\n")
    return tmp_path


def run(*arguments: str, stdin: str | bytes | None = None, **options: Any) -> Result:
    result = CliRunner().invoke(main, arguments, input=stdin, **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    assert "Traceback" not in result.output
    return result


def test_build(folder: Path) -> None:
    done = run("build", "a.txt", "b.jsonl", "-o", "graph.nt", "-o", "graph.ttl")
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.search(r"articles +2\nstatements +2\n  events +2\nactors +1\nskipped +0", done.stderr)
    assert "wrote graph.nt\nwrote graph.ttl" in done.stderr
    assert "Ann Lee" in (folder / "graph.nt").read_text()


def test_build_to_stdout(folder: Path) -> None:
    done = run("build", "-", "-o", "-", "--format", "nt", stdin=TEXT)
    assert done.exit_code == 0
    assert '"Ann Lee"' in done.stdout
    assert "articles" not in done.stdout


def test_build_of_a_graph_file_goes_on(folder: Path) -> None:
    assert run("build", "a.txt", "-o", "news.kg").exit_code == 0
    done = run("build", "a.txt", "b.jsonl", "-o", "news.kg")
    assert done.exit_code == 0
    assert re.search(r"articles +2\n  known already +1\nnew statements +1\n", done.stderr)
    with Store.open("news.kg", readonly=True) as store:
        assert len(store) == 2


def test_article_given_twice_is_one(folder: Path) -> None:
    done = run("build", "a.txt", ".", "-o", "news.kg")
    assert done.exit_code == 0
    assert re.search(r"articles +3\n  known already +1", done.stderr)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_two_texts_with_one_id(folder: Path, order: tuple[int, int]) -> None:
    records = [{"id": "x", "date": f"2025-12-0{day}", "text": TEXT} for day in (1, 2)]
    lines = "\n".join(json.dumps(records[i]) for i in order)
    done = run("build", "-", "-o", "news.kg", stdin=lines)
    assert done.exit_code == 3
    assert "x: two texts with this id in one run" in done.stderr
    with Store.open("news.kg", readonly=True) as store:
        assert [reading.article.date for reading in store.readings()] == ["2025-12-02"]


def test_what_is_skipped_is_named_and_the_rest_goes_on(folder: Path) -> None:
    (folder / "c.txt").write_bytes(b"\0")
    (folder / "d.txt").write_text("poison " * 9)
    done = run("build", ".", "missing.txt", "-o", "news.kg")
    assert done.exit_code == 3
    assert "c.txt: binary: a NUL byte at 0" in done.stderr
    assert "ValueError: poison" in done.stderr
    assert "missing.txt: no such file or folder" in done.stderr
    assert run("build", ".", "-o", "news.kg", "--strict").exit_code == 1
    status = run("status", "news.kg")
    assert "articles     2" in status.stdout
    assert "c.txt: binary" in status.stdout


def test_nothing_came_out(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "dull.txt").write_text("dull " * 9)
    (folder / "graph.ttl").write_text("precious")
    done = run("build", "empty", "-o", "graph.ttl")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        1, "kg: nothing was read, so nothing is written: there is no article in the input",
    )  # fmt: skip
    done = run("build", "dull.txt", "-o", "graph.ttl")
    assert (done.exit_code, done.stderr.splitlines()[-1]) == (
        1, "kg: nothing came out: no article has a statement",
    )  # fmt: skip
    assert (folder / "graph.ttl").read_text() == "precious"


def test_fail_fast(folder: Path) -> None:
    (folder / "0.txt").write_text("poison " * 9)
    done = run("build", ".", "-o", "news.kg", "--fail-fast", "-q")
    assert done.exit_code == 1
    assert re.fullmatch(r"kg: undated-\w+: ValueError: poison \(--fail-fast\)\n", done.stderr)
    assert run("build", "a.txt", "-o", "news.kg", "--fail-fast").exit_code == 0


def test_dry_run(folder: Path) -> None:
    run("build", "a.txt", "-o", "news.kg")
    before = (folder / "news.kg").read_bytes()
    done = run("build", ".", "gone.txt", "-o", "news.kg", "-o", "x.ttl", "--dry-run")
    assert (done.exit_code, done.stdout) == (0, "")
    assert re.search(
        r"articles to read +1\n.*characters +64\nknown already +1\nskipped +1\n", done.stderr, re.S
    )
    assert re.search(
        r"gone.txt: no such file.*\nabout 0 s with 1 process \([\d,]+ characters", done.stderr, re.S
    )
    assert (folder / "news.kg").read_bytes() == before
    assert run("build", ".", "-o", "new.kg", "--dry-run").exit_code == 0
    assert sorted(path.name for path in folder.iterdir()) == ["a.txt", "b.jsonl", "news.kg"]
    done = run("build", ".", "-o", "news.kg", "--dry-run", "--log-json")
    assert json.loads(done.stderr.splitlines()[-1])["event"] == "plan"


def test_log_json(folder: Path) -> None:
    (folder / "a.txt").write_bytes("“Ann”".encode("cp1252"))
    done = run("build", ".", "gone", "-o", "x.nt", "--log-json")
    events = [json.loads(line) for line in done.stderr.splitlines()]
    assert [each["event"] for each in events] == ["note", "note", "skipped", "summary"]
    assert events[2] == {"event": "skipped", "where": "gone", "reason": "no such file or folder"}
    told = {
        "articles": 2,
        "statements": 2,
        "kinds": {"event": 2},
        "skipped": 1,
        "actors": 1,
        "wrote": ["x.nt"],
    }
    assert told.items() <= events[3].items()
    done = run("build", "gone", "-o", "x.nt", "--log-json")
    assert json.loads(done.stderr.splitlines()[-1])["exit_code"] == done.exit_code == 1


@pytest.mark.parametrize(
    ("executor", "code", "told"),
    [
        ("dask://", 1, "--executor dask://: expected dask://HOST:PORT"),
        ("spark://x:1", 1, "--executor spark://x:1: expected dask://HOST:PORT"),
    ],
)
def test_executor(folder: Path, executor: str, code: int, told: str) -> None:
    pytest.importorskip("distributed")
    done = run("build", "a.txt", "-o", "x.nt", "--executor", executor)
    assert (done.exit_code, told in done.stderr) == (code, True)


def test_executor_without_dask(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "distributed", None)
    done = run("build", "a.txt", "-o", "x.nt", "--executor", "dask://127.0.0.1:8786")
    assert (done.exit_code, done.stderr) == (
        1, "kg: --executor dask://... needs Dask: pip install 'actorgraph[cluster]'\n",
    )  # fmt: skip


def test_progress(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    """A line every ten seconds, with the pace and what is left; JSON where that is asked."""
    clock = iter((0.0, 4.0, 20.0, 0.0, 20.0))
    monkeypatch.setattr("kg.console.time.monotonic", lambda: next(clock))
    tally = Tally(articles=40, expected=5000, skipped=[Skipped("a", "b")])
    tally.kinds["event"] = 1234
    lines = Lines()
    lines(tally)
    lines(tally)
    Lines(as_json=True)(tally)
    told, as_json = capsys.readouterr().err.splitlines()
    assert told == "40 articles · 1,234 statements · 1 skipped · 2.0/s · 20 s · 41 min 20 s left"
    assert json.loads(as_json) == {
        "event": "progress", "articles": 40, "unchanged": 0, "copied": 0, "statements": 1234,
        "kinds": {"event": 1234}, "skipped": 1, "expected": 5000, "seconds": 20.0,
        "articles_per_second": 2.0, "seconds_left": 2480.0,
    }  # fmt: skip


@pytest.mark.parametrize(
    ("seconds", "told"), [(0.2, "0 s"), (59.6, "1 min 0 s"), (125, "2 min 5 s"), (12_000, "3 h 20 min")]
)
def test_duration(seconds: float, told: str) -> None:
    assert duration(seconds) == told


def test_many_skipped_are_counted_by_reason(folder: Path) -> None:
    done = run("build", "a.txt", *(f"no{number}" for number in range(30)), "-o", "x.nt")
    assert "30 x no such file or folder (first: no0)" in done.stderr


def test_nothing_read_writes_nothing(folder: Path) -> None:
    (folder / "graph.ttl").write_text("precious")
    done = run("build", "missing.txt", "-o", "graph.ttl")
    assert done.exit_code == 1
    assert "nothing was read, so nothing is written: missing.txt: no such file" in done.stderr
    assert (folder / "graph.ttl").read_text() == "precious"


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["build", "a.txt"], "Missing option '-o'"),
        (["build", "-o", "x.ttl"], "Missing argument 'INPUT...'"),
        (["build", "a.txt", "-o", "x.doc"], "x.doc: expected a suffix (or --format) out of"),
        (["build", "a.txt", "-o", "-"], "-: expected a suffix"),
        (["build", "a.txt", "-o", "-", "--format", "kg"], "cannot be written to stdout"),
        (["build", "a.txt", "-o", "x.kg", "-o", "y.kg"], "more than one graph file"),
        (
            ["build", "a.txt", "-o", "x.kg", "-j", "2", "--executor", "dask://a:1"],
            "--jobs is for this machine",
        ),
        (["build", "a.txt", "-o", "x.kg", "--jobs", "0"], "0 is not in the range x>=1"),
        (["build", "a.txt", "-o", "x.kg", "--timeout", "0"], "0.0 is not in the range x>=0.1"),
        (["show", "a.txt", "--input-format", "doc"], "--input-format doc: expected one of txt"),
        (["export", "x.kg", "y.kg"], "copy it instead"),
        (["rm", "missing.kg", "a"], "missing.kg: no such graph file"),
        (["query", "x.nt"], "expected a SOURCE and a question"),
        (["query", "x.nt", "who-met", "--param", "since"], "expected NAME=VALUE"),
        (["query", "x.nt", "ASK {}", "--param", "since=1"], "--param belongs to questions that have names"),
        (["nothing"], "No such command"),
    ],
)
def test_usage(folder: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["status", "missing.kg"], "kg: missing.kg: no such graph file; make it with: kg build"),
        (["status", "a.txt"], "kg: a.txt: it is no graph file"),
        (["build", "a.txt", "-o", "no/x.kg"], "kg: no/x.kg: there is no folder no"),
        (["build", "b.jsonl", "-o", "no/x.nt"], "No such file or directory"),
        (["query", "missing.nt", "ASK {}"], "kg: missing.nt: No such file or directory"),
        (["query", "a.txt", "ASK {}"], "kg: a.txt: expected a file that ends in one of .ttl"),
        (["query", "x.nt", "no.rq"], "kg: no.rq: No such file or directory"),
    ],
)
def test_failures_are_one_line(folder: Path, arguments: list[str], told: str) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (1, "")
    assert told in done.stderr
    assert done.stderr.count("\n") == 1


def test_bug_is_one_line_and_a_traceback_with_debug(folder: Path) -> None:
    (folder / "a.txt").write_text("a bug " * 9)
    done = run("extract", "a.txt")
    assert (done.exit_code, done.stderr) == (1, "kg: RuntimeError: a bug (--debug shows where)\n")
    for arguments in (("extract", "a.txt", "--debug"), ("--debug", "extract", "a.txt")):
        assert isinstance(CliRunner().invoke(main, arguments).exception, RuntimeError)


def test_interrupted(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("kg.work.outcome.MOST", 1)
    (folder / "z.txt").write_text("stop " * 9)
    done = run("build", "b.jsonl", "z.txt", "-o", "news.kg")
    assert done.exit_code == 130
    assert "interrupted; what was stored is safe" in done.stderr
    assert "articles     1" in run("status", "news.kg").stdout


def test_store_in_use(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Store.open.__func__, "__defaults__", (False, 0.05))  # type: ignore[attr-defined]
    with Store.open("news.kg") as store, store._writing():
        done = run("build", "a.txt", "-o", "news.kg")
    assert done.exit_code == 4
    assert done.stderr == "kg: news.kg: another program is writing to it; try again when that has finished\n"


def test_show(folder: Path) -> None:
    done = run("show", "a.txt", "b.jsonl")
    assert done.exit_code == 0
    assert done.stdout.count("    Ann Lee -met->   event\n") == 2
    assert "\x1b" not in done.stdout
    assert "\x1b[1mAnn Lee" in run("show", "a.txt", "--color").stdout


def test_extract(folder: Path) -> None:
    done = run("extract", "b.jsonl", "b.jsonl", "gone.txt")
    assert done.exit_code == 3
    assert [json.loads(line)["id"] for line in done.stdout.splitlines()] == ["b#0", "b#0"]
    assert "skipped 1:\n  gone.txt: no such file or folder" in done.stderr
    assert "Ann Lee -met->" in run("extract", "-", "--format", "text", stdin=TEXT).stdout


def test_quiet(folder: Path) -> None:
    (folder / "a.txt").write_bytes("“Ann”".encode("cp1252"))
    assert "note: a.txt: not UTF-8" in run("build", "a.txt", "gone", "-o", "x.nt").stderr
    assert run("build", "a.txt", "gone", "-o", "x.nt", "-q").stderr == ""
    assert run("--quiet", "build", "a.txt", "gone", "-o", "x.nt").exit_code == 3


def test_graph_file_is_an_input_and_exports(folder: Path) -> None:
    run("build", "b.jsonl", "-o", "news.kg")
    assert json.loads(run("extract", "news.kg").stdout)["id"] == "b#0"
    assert run("export", "news.kg", "x.nt", "x.ttl").exit_code == 0
    assert (folder / "x.ttl").read_text()
    assert run("export", "news.kg", "-", "--format", "nt", "--base", "https://x.example/").stdout.count(
        "x.example"
    )


def test_rm(folder: Path) -> None:
    run("build", "b.jsonl", "a.txt", "-o", "news.kg")
    assert "1 removed, 1 left" in run("rm", "news.kg", "b").stderr
    done = run("rm", "news.kg", "b")
    assert done.exit_code == 1
    assert "news.kg: no such article: b" in done.stderr


def test_status(folder: Path) -> None:
    run("build", "b.jsonl", "-o", "news.kg")
    assert json.loads(run("status", "news.kg", "--json").stdout) == {
        "file": "news.kg", "articles": 1, "statements": 1, "first day": "2025-12-04",
        "last day": "2025-12-04", "judgements": 0, "skipped": [],
    }  # fmt: skip
    assert run("status", "news.kg", "--articles").stdout == "b\t2025-12-04\t1\n"


def test_query(folder: Path) -> None:
    run("build", "b.jsonl", "-o", "news.kg", "-o", "x.nt", "-o", "x.ttl")
    count = "SELECT (COUNT(*) AS ?n) { ?a a schema:NewsArticle }"
    (folder / "count.rq").write_text(count)
    for source in ("news.kg", "x.nt", "x.ttl"):
        for asked in (count, "count.rq"):
            assert run("query", source, asked, "--format", "csv").stdout == "n\n1\n"
        assert run("query", source, "-", "--format", "csv", stdin=count).stdout == "n\n1\n"
    assert "1 row" in run("query", "x.nt", count).stderr
    listed = re.findall(r"^\S+", run("query", "--list").stdout, re.MULTILINE)
    assert listed
    for name in listed:
        assert run("query", "news.kg", name).exit_code == 0


def test_confidence(folder: Path) -> None:
    assert run("extract", "a.txt", "--confidence", "0.8").stdout
    assert run("extract", "a.txt", "--confidence", "0.81").stdout == ""


def test_environment(folder: Path) -> None:
    assert "http://x.example/" in run(
        "build", "a.txt", "-o", "-", "--format", "nt", env={"KG_BUILD_BASE": "http://x.example/"}
    ).stdout  # fmt: skip


def test_doctor() -> None:
    done = run("doctor", "--json")
    assert {check["name"] for check in json.loads(done.stdout)} >= {"python", "model", "disk"}
    assert run("doctor").exit_code == done.exit_code


def test_every_command_has_examples_and_stands_in_the_reference() -> None:
    reference = (Path(__file__).parents[1] / "docs" / "cli.md").read_text()
    for name, command in main.commands.items():
        assert f"kg {name}" in (command.epilog or ""), name
        assert f"## kg {name}\n" in reference, name
        assert run(name, "--help").exit_code == 0
        assert all(option.help for option in command.params if isinstance(option, click.Option)), name


HOSTILE = {
    "empty": b"",
    "blank": b" \n\n ",
    "mark only": b"\xef\xbb\xbf",
    "binary": bytes(range(256)) * 20,
    "nul": b"One\0two",
    "utf-16 without mark": "Words.".encode("utf-16-le"),
    "half a utf-16": "Words.".encode("utf-16")[:-1],
    "mis-encoded": "Zürich said “no”.".encode("cp1252"),
    "cut utf-8": "Zürich".encode()[:2],
    "one sentence": b"He left.",
    "one word": b"No",
    "one quotation mark": b'"',
    "odd quotes": '“He said "it ‘was over.'.encode(),
    "controls": b"He \x1b[2J\x07\x08 left\x0b\x0c\x85 on Monday.",
    "separators": "One\u2028two\u2029three\u0085.".encode(),
    "direction": "\u202eevil\u202c \u200f".encode(),
    "no line end": b"a " * 50_000,
    "one run": b"(" * 50_000,
    "many lines": b"\n" * 50_000 + b"x",
    "header only": b"Date: 2025-12-04\nTitle: x\n",
    "bad date": b"Date: 2025-99-99\n\nHe left on Monday.",
    "fence": b"---\n---\n---\nx",
    "deep": b'{"text": ' + b"[" * 100_000,
    "deep and whole": b'{"text": "x", "more": ' + b"[" * 5000 + b"]" * 5000 + b"}",
    "surrogate": b'{"id": "\\ud800", "text": "a \\udfff b", "title": "\\ud83d"}',
    "types": b'{"id": [], "date": {}, "title": 3, "text": "x", "source": null, "url": true}',
    "nan": b'{"id": NaN, "text": "x", "date": 1e999}',
    "twice": b'{"id": "x", "text": "a", "text": "b"}\n{"id": "x", "text": "c"}',
    "newline in id": b'{"id": "a\\nb\\u0000c", "text": "x"}',
    "empty id": b'{"id": "", "text": "x"}',
    "long id": b'{"id": "' + b"x" * 100_000 + b'", "text": "x"}',
    "date far off": b'{"id": "x", "date": "99999-12-01", "text": "x"}',
    "markup": b"<html><script>alert(1)</script> ]]> &amp; %s {0} $x",
    "paths": b"../../etc/passwd file:///etc/passwd",
}


@pytest.mark.parametrize("data", HOSTILE.values(), ids=HOSTILE.keys())
@pytest.mark.parametrize(
    "name",
    [
        "x.txt",
        "x.jsonl",
        "x",
        "x\nname\x1b[31m.md",
        "x.csv",
        "x.json",
        "x.rss",
        "\udcff.html",
    ],
)
def test_hostile_inputs(folder: Path, data: bytes, name: str) -> None:
    (folder / name).write_bytes(data)
    for command in (["build", "a.txt", name, "-o", "x.kg", "-o", "x.nt"], ["show", name], ["extract", name]):
        done = run(*command)
        assert done.exit_code in (0, 3), done.output
        assert done.exit_code == 0 or "skipped" in done.stderr
        assert "\x1b" not in done.stderr
        assert "\x1b" not in done.stdout


def test_light_start() -> None:
    program = (
        "import sys\nfrom kg.cli import main\n"
        "try: main(sys.argv[1:])\nexcept SystemExit: pass\n"
        "print(sorted({'spacy', 'rdflib', 'numpy', 'networkx', 'rich', 'kg.pipeline'} & set(sys.modules)),"
        " file=sys.stderr)"
    )
    for arguments in (["--help"], ["build", "--help"], ["query", "--list"], ["query", os.devnull, "ASK {}"]):
        done = subprocess.run(
            [sys.executable, "-c", program, *arguments], capture_output=True, text=True, check=True
        )
        assert done.stderr.splitlines()[-1] == "[]", arguments


def test_closed_pipe_is_quiet(folder: Path) -> None:
    run("build", "b.jsonl", "-o", "x.nt")
    everything = "SELECT * { ?a ?b ?c . ?d ?e ?f . ?g ?h ?i }"
    process = subprocess.Popen(
        [sys.executable, "-m", "kg", "query", "x.nt", everything],
        stdout=subprocess.PIPE, stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONPATH": str(Path(kg.__path__[0]).parent)},
    )  # fmt: skip
    assert process.stdout and process.stderr
    process.stdout.close()
    with process.stderr:
        assert b"Error" not in process.stderr.read()
    assert process.wait() == 0
