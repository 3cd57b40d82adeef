"""CONTRIBUTING.md is true: its worked examples are run, its table of the house has every room.

The extractor and the verb are tried on parsed sentences.
"""

from __future__ import annotations

import doctest
import importlib
import re
import sys
import types
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType

import pytest

import kg.export
import kg.extract
import kg.read
from kg.ontology import tables, words
from kg.pipeline import read_text
from kg.types import Article, Graph, Reading, Skipped

ROOT = Path(__file__).resolve().parent.parent
TOLD = (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
FILES = dict(re.findall(r"The file, `kg/(\S+)\.py`:\n\n```python\n(.*?)```", TOLD, re.DOTALL))
ROWS = re.findall(r"```text\n {4,}(.*?),\n```", TOLD)

TOP = ("tests", "seeds", "examples", "docs", "benchmarks")


@pytest.fixture
def module(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    """The file of that name, as if it were where the document puts it."""
    name = f"kg.{request.param.replace('/', '.')}"
    made = types.ModuleType(name)
    monkeypatch.setitem(sys.modules, name, made)
    exec(compile(FILES[request.param], name, "exec"), made.__dict__)
    return made


def test_there_are_three_files_and_their_rows() -> None:
    assert sorted(FILES) == ["export/dot", "extract/seats", "read/eml"]
    assert ROWS == ['("seats", seats)', '"dot": _writer("dot")', '".eml": eml']


@pytest.fixture
def seats(module: ModuleType, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    row = eval(ROWS[0], module.__dict__)
    monkeypatch.setattr(kg.extract, "EXTRACTORS", (*kg.extract.EXTRACTORS, row))
    return module


@pytest.mark.parametrize("module", ["extract/seats"], indirect=True)
def test_extractor(seats: ModuleType) -> None:
    cases = {
        "The Vienna-based IAEA praised Japan.": [("IAEA", "Vienna")],
        "The International Atomic Energy Agency, based in Vienna, praised Japan.": [
            ("International Atomic Energy Agency", "Vienna")
        ],
        "The Vienna-based diplomat praised Japan.": [],
        "The decision of the IAEA was based on facts.": [],
    }
    for text, expected in cases.items():
        assert located(read_text(text)) == expected, text
    runner = doctest.DocTestRunner()
    runner.run(doctest.DocTestParser().get_doctest(seats.__doc__ or "", {}, "seats", None, None))
    assert (runner.failures, runner.tries) == (0, 2)


def located(reading: Reading) -> list[tuple[str, str]]:
    found = [o for o in reading.occurrences if o.predicate.lemma == "based in"]
    return [(getattr(o.subject, "text", ""), getattr(o.object, "text", "")) for o in found]


@pytest.mark.parametrize("module", ["export/dot"], indirect=True)
def test_exporter(module: ModuleType, graph: Graph, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = eval("{" + ROWS[1] + "}", {"_writer": kg.export._writer})
    monkeypatch.setattr(kg.export, "FORMATS", {**kg.export.FORMATS, **row})
    monkeypatch.setattr(importlib, "import_module", sys.modules.__getitem__)
    kg.export.export(graph, tmp_path / "graph.dot")
    told = (tmp_path / "graph.dot").read_text(encoding="utf-8")
    assert '  "steve_witkoff" -> "vladimir_putin" [label="met"];\n' in told
    assert told.startswith("digraph {\n") and told.endswith("}\n")


@pytest.mark.parametrize("module", ["read/eml"], indirect=True)
def test_reader(module: ModuleType, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    row = eval("{" + ROWS[2] + "}", module.__dict__)
    monkeypatch.setattr(kg.read, "READERS", {**kg.read.READERS, **row})
    head = "Date: Mon, 12 Jan 2026 08:00:00 +0000\nFrom: desk@agency.example\nSubject: Talks\n"
    for name, kind in (("a", "plain"), ("b", "html")):
        letter = f"{head}Content-Type: text/{kind}\n\nAnn Lee met Tim Roe.\n"
        (tmp_path / f"{name}.eml").write_text(letter, encoding="utf-8")
    good, bad = kg.read.read([tmp_path])
    assert isinstance(good, Article)
    assert (good.title, good.date, good.text) == ("Talks", "2026-01-12", "Ann Lee met Tim Roe.\n")
    assert bad == Skipped(f"{tmp_path}/b.eml", "no plain text in the letter")


def test_verb(monkeypatch: pytest.MonkeyPatch) -> None:
    shown = block("met")
    monkeypatch.setattr(words, "_rows", altered(words._rows, "relations.tsv", shown.rstrip(";").split("\t")))
    before = read_text("Ann Lee caucused with Tim Roe.").occurrences[0].predicate
    forget()
    try:
        after = read_text("Ann Lee caucused with Tim Roe.").occurrences[0].predicate
    finally:
        monkeypatch.undo()
        forget()
    assert (before.relation, after.relation, after.type) == (None, "met", "CONSULT")


def altered(rows: object, name: str, shown: list[str]) -> object:
    """The tables, with the row shown in place of that of the same name in one of them."""

    def read(table: str) -> Iterator[dict[str, str]]:
        for row in rows(table):  # type: ignore[operator]
            if table == name and row["relation"] == shown[0]:
                assert list(row.values())[:6] == shown[:6], "the row shown is the row there is"
                added = shown[6].split(";")[0]
                assert added not in row["verbs"].split(";")
                yield {**row, "verbs": f"{added};{row['verbs']}"}
            else:
                yield row

    return read


def forget() -> None:
    """Read the tables anew."""
    for value in vars(words).values():
        if hasattr(value, "cache_clear"):
            value.cache_clear()


def test_actor() -> None:
    cells = block("nairobi_river_commission").split("\t")
    header = tables.ontologies().joinpath("actors.tsv").read_text(encoding="utf-8").split("\n")[0].split("\t")
    assert len(cells) == len(header)
    assert header[:2] == ["key", "label"] and header[-1] == "source"


def block(start: str) -> str:
    """The line of a table that the document shows."""
    found = re.search(rf"```tsv\n({start}\t.*)\n```", TOLD)
    assert found
    return found[1]


def test_the_house_has_every_room() -> None:
    other = {"__init__.py", "__pycache__", "py.typed", "ontologies"}
    rooms = {p.name + "/" * p.is_dir() for p in (ROOT / "kg").iterdir() if p.name not in other}
    folders = {p.name + "/" for p in ROOT.iterdir() if p.name in ("kg", "ontologies", *TOP)}
    assert len(folders) == 2 + len(TOP)
    assert set(re.findall(r"^\| `([\w.]+/?)` \|", TOLD, re.MULTILINE)) == rooms | folders
