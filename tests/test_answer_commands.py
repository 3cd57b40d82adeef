"""The commands that answer: what goes to stdout, how errors look, exit codes."""

from __future__ import annotations

import json
import re
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from kg.cli import main
from kg.export import export
from kg.store import Store
from kg.types import Actor, Graph, Kind


@pytest.fixture(autouse=True)
def files(graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A graph file ``x.kg`` that holds the graph with one of everything, and ``x.ttl`` with the same."""
    monkeypatch.chdir(tmp_path)
    Store.open("x.kg").close()
    export(graph, "x.ttl")
    for module in ("answering", "query"):
        monkeypatch.setattr(f"kg.commands.{module}.graph_of", lambda store, confidence: graph)


def run(*arguments: str, **options: Any) -> Result:
    result = CliRunner().invoke(main, arguments, **options)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


COMMANDS = [
    ("about x.kg Russia", "Said"),
    ("timeline x.kg Putin", "Steve Witkoff met Vladimir Putin"),
    ("path x.kg Putin Trump", "Vladimir Putin – Steve Witkoff – Donald Trump"),
    ("compare x.kg Russia Ukraine Ukraine", "Both say"),
    ("conflicts x.kg", "Ukraine: it is so"),
    ("corroborated x.kg", "2 sources: AFP, Reuters"),
    ("diff x.kg x.kg", "the two graphs hold the same statements"),
]


@pytest.mark.parametrize(("line", "told"), COMMANDS)
def test_answers_as_text_markdown_html_and_json(line: str, told: str) -> None:
    done = run(*line.split())
    assert (done.exit_code, done.stderr) == (0, "")
    assert told in done.stdout and "\x1b" not in done.stdout
    assert run(*line.split(), "--format", "md").stdout.startswith("# ")
    assert run(*line.split(), "--format", "html").stdout.startswith("<!doctype html>")
    assert json.loads(run(*line.split(), "--format", "json").stdout) is not None


def test_limits() -> None:
    assert "and 3 more (--all)" in run("timeline", "x.kg", "Russia", "--limit", "1").stdout
    assert "more" not in run("timeline", "x.kg", "Russia", "--all").stdout
    assert "“Words.”" not in run("timeline", "x.kg", "Steve Witkoff", "--quotes", "0").stdout
    assert "1 statement" in run("timeline", "x.kg", "Steve Witkoff", "--kind", "role").stdout


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("about x.kg Puttin", "kg: expected the name or id of an actor in the graph, got 'Puttin'"),
        ("about x.kg Russia --since May", "kg: since: expected a day like 2025-12-01, got 'May'"),
        ("path x.kg Putin vladimir_putin", "kg: expected two actors, got Vladimir Putin twice"),
        ("about no.kg Putin", "kg: no.kg: no such graph file"),
        ("diff x.kg no.kg", "kg: no.kg: no such graph file"),
        ("validate no.ttl", "kg: no.ttl: No such file or directory"),
        ("query x.ttl no.rq", "kg: no.rq: No such file or directory"),
    ],
)  # fmt: skip
def test_errors_are_one_line(line: str, told: str) -> None:
    done = run(*line.split())
    assert (done.exit_code, done.stdout) == (1, "")
    assert done.stderr.startswith(told) and done.stderr.count("\n") == 1


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("about Putin x.kg", "Putin: expected a graph file (.kg) as the first argument"),
        ("about x.ttl Putin", "as the first argument; RDF answers kg ask and kg query"),
        ("about x.kg", "Missing argument 'ACTOR'"),
        ("corroborated x.kg --least 1", "'--least'"),
    ],
)
def test_usage(line: str, told: str) -> None:
    done = run(*line.split())
    assert (done.exit_code, done.stdout) == (2, "")
    assert told in done.stderr


def test_a_fault_in_a_query_is_shown_below_it(tmp_path: Path) -> None:
    done = run("query", "x.ttl", "SELECT ?x {\n ?x ko:met ?y }")
    assert done.exit_code == 1
    assert done.stderr == (
        "kg: line 2, column 5: no prefix ko:; did you mean kgo?\n   ?x ko:met ?y }\n      ^\n"
    )
    (tmp_path / "bad.rq").write_text("SELCT")
    assert run("query", "x.ttl", "bad.rq").stderr.startswith("kg: bad.rq: line 1, column 1: expected SELECT")


def test_names_of_several_are_shown_a_line_each(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    actors = {**graph.actors, "putin_b": Actor("putin_b", "Vladimir Putin", Kind.PERSON)}
    both = Graph(graph.articles, actors, graph.statements)
    monkeypatch.setattr("kg.commands.answering.graph_of", lambda store, confidence: both)
    done = run("about", "x.kg", "Vladimir Putin")
    assert done.exit_code == 1
    assert done.stderr.split("\n")[1:3] == [
        "  vladimir_putin  Vladimir Putin, Person, RUS",
        "  putin_b  Vladimir Putin, Person",
    ]


def test_diff_tells_by_its_exit_code(graph: Graph, monkeypatch: pytest.MonkeyPatch) -> None:
    assert run("diff", "x.kg", "x.kg", "--exit-code").exit_code == 0
    graphs = iter([graph, Graph()])
    monkeypatch.setattr("kg.commands.answering.graph_of", lambda store, confidence: next(graphs))
    done = run("diff", "x.kg", "x.kg", "--exit-code")
    assert done.exit_code == 1
    assert "statements: 0 new, 16 gone, 0 changed" in done.stdout


def test_report_in_one_file(tmp_path: Path) -> None:
    assert run("report", "x.kg", "-o", "news.html").stderr == "wrote news.html\n"
    text = (tmp_path / "news.html").read_text()
    assert "<title>x</title>" in text and text.count("<svg") == 2


def test_report_in_markdown_has_its_pictures_beside_it(tmp_path: Path) -> None:
    done = run("report", "x.kg", "-o", "news.md", "--title", "The news")
    assert done.stderr == "wrote news.md\nwrote news.network.svg\nwrote news.timeline.svg\n"
    text = (tmp_path / "news.md").read_text()
    assert text.startswith("# The news\n")
    linked = re.findall(r"!\[[^]]*\]\(([^)]*)\)", text)
    assert linked == ["news.network.svg", "news.timeline.svg"]
    assert all((tmp_path / name).read_text().startswith("<svg") for name in linked)
    assert run("report", "x.kg", "-o", "news.pdf").exit_code == 2


# ask


def test_ask_lists_the_questions() -> None:
    told = run("ask").stdout
    assert "who-met\n    Who met whom" in told and "\n    --since=0001-01-01  date: first day" in told


@pytest.mark.parametrize("source", ["x.kg", "x.ttl"])
def test_ask(source: str) -> None:
    expected = run("ask", "who-met", source, "--format", "csv").stdout
    assert "Steve Witkoff" in expected
    for line in (
        f"ask who-met --who Putin --since 2025-12-01 {source} --format csv",
        f"ask {source} who-met --format csv --until 2025-12-31",
        f"query {source} who-met --param who=Putin --format csv",
    ):
        assert run(*line.split()).stdout == expected


def test_ask_tells_when_nobody_is_called_so() -> None:
    done = run("ask", "who-met", "x.kg", "--who", "Steve Wittkoff")
    assert done.exit_code == 0
    assert "nobody is called 'Steve Wittkoff' in this graph; did you mean Steve Witkoff?" in done.stderr
    assert "nobody" not in run("ask", "who-met", "x.kg", "--who", "Donald Trump").stderr


@pytest.mark.parametrize(
    ("line", "told"),
    [
        ("ask who", "No such command 'who'"),
        ("ask links x.kg", "Missing option '--from'"),
        ("ask who-met", "Missing argument 'SOURCE'"),
        ("ask --questions nowhere", "Directory 'nowhere' does not exist"),
    ],
)
def test_ask_wrongly(line: str, told: str) -> None:
    done = run(*line.split())
    assert done.exit_code == 2 and told in done.stderr


OWN = '# Labels\n# param: like name * "a name"\nSELECT ?label { ?x rdfs:label ?label, $like }'


def test_questions_of_ones_own(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "mine" / "labels.rq").write_text(OWN)
    (tmp_path / "mine" / "roles.rq").write_text("SELECT ?mine {}")
    told = run("ask", "--questions", "mine", "labels", "--like", "Russia", "x.kg", "--format", "csv").stdout
    assert told == "label\nRussia\n"
    environment = {"KG_QUESTIONS": "mine"}
    assert "labels\n    Labels\n" in run("ask", env=environment).stdout
    assert run("ask", "roles", "x.kg", "--format", "csv", env=environment).stdout.startswith("mine")
    (tmp_path / "mine" / "bad.rq").write_text("# Bad\n# param: x colour red")
    done = run("ask", env=environment)
    assert done.exit_code == 1
    assert re.match(r"kg: .*bad\.rq:2: expected name, type \(name, text, date, number\)", done.stderr)


# cache


def test_a_graph_file_is_read_once(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr("kg.query.cache.LEAST", 0)
    first = run("query", "x.kg", "ASK { ?s ?p ?o }")
    assert len(list((tmp_path / ".x.kg.cache").iterdir())) == 1
    monkeypatch.setattr("kg.commands.query.graph_of", refused)
    assert run("query", "x.kg", "ASK { ?s ?p ?o }").stdout == first.stdout
    (tmp_path / "x.judgements.tsv").write_text(
        "decision\tleft\tright\tremark\nsame\trussia\tukraine\t\n", encoding="utf-8"
    )
    assert run("query", "x.kg", "ASK { ?s ?p ?o }").exit_code == 1, "judgements make another graph"
    (tmp_path / "x.judgements.tsv").unlink()
    assert run("query", "x.kg", "ASK { ?s ?p ?o }", "--base", "https://x.example/").exit_code == 1
    assert run("query", "x.kg", "ASK { ?s ?p ?o }", "--no-cache").exit_code == 1


def refused(*arguments: object) -> None:
    raise ValueError("the graph was merged again")


# validate


def test_validate(graph: Graph, tmp_path: Path) -> None:
    for source in ("x.kg", "x.ttl"):
        done = run("validate", source)
        assert (done.exit_code, done.stdout) == (0, "")
        assert re.search(r"\d+ triples, 16 statements: all well", done.stderr)
    text = (tmp_path / "x.ttl").read_text().replace("kgm:asserted true", "kgm:asserted false")
    (tmp_path / "bad.ttl").write_text(text)
    done = run("validate", "bad.ttl", "--limit", "1")
    assert done.exit_code == 1
    assert re.search(
        r"\d+ × A statement that is called asserted and is not.* \(check-asserted\)\n    statem", done.stdout
    )
    found = json.loads(run("validate", "bad.ttl", "--json").stdout)
    assert found["sound"] is False and {p["check"] for p in found["problems"]} >= {"check-asserted"}


def test_validate_finds_the_base(graph: Graph) -> None:
    from kg.export.options import Options

    export(graph, "other.nt", options=Options(base="https://x.example/"))
    done = run("validate", "other.nt", "--shacl")
    assert done.exit_code == 0, done.stdout
    assert "16 statements: all well" in done.stderr


def test_validate_by_shapes(tmp_path: Path) -> None:
    text = "\n".join(row for row in (tmp_path / "x.ttl").read_text().split("\n") if "kgm:quote" not in row)
    (tmp_path / "bad.ttl").write_text(text)
    assert run("validate", "bad.ttl").exit_code == 0
    done = run("validate", "bad.ttl", "--shacl")
    assert done.exit_code == 1
    assert "× Less than 1 values on kgm:quote (shacl)" in done.stdout
    (tmp_path / "theirs.ttl").write_text(
        "@prefix sh: <http://www.w3.org/ns/shacl#> . @prefix s: <https://schema.org/> .\n"
        "[] a sh:NodeShape ; sh:targetClass s:NewsArticle ; sh:property [ sh:path s:url ; sh:minCount 1 ;"
        ' sh:message "no address" ] .'
    )
    assert "2 × no address (shacl)" in run("validate", "x.ttl", "--shapes", "theirs.ttl").stdout


def test_validate_of_what_is_not_ours(tmp_path: Path) -> None:
    (tmp_path / "theirs.nt").write_text("<a:a> <a:b> <a:c> .\n")
    done = run("validate", "theirs.nt")
    assert done.exit_code == 0
    assert "no statement of the model is in it: only names were checked" in done.stderr
    (tmp_path / "blank.nt").write_text("_:a <a:b> <a:c> .\n")
    assert run("validate", "blank.nt").exit_code == 1
