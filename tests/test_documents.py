"""The documents are true: what they quote is printed, commands parse, code runs, links lead somewhere.

After a change in what is read, ``cog -r -I docs README.md docs/*.md examples/README.md`` brings the quoted
pages up to date.
"""

from __future__ import annotations

import re
import shlex
from pathlib import Path
from types import ModuleType

import click
import pytest
from cogapp import Cog

from kg.cli import main

ROOT = Path(__file__).resolve().parent.parent
DOCUMENTS = sorted(
    [
        *ROOT.glob("*.md"),
        *ROOT.glob("docs/*.md"),
        *ROOT.glob("docs/decisions/*.md"),
        *ROOT.glob("examples/*.md"),
    ]
)
NAMES = [str(path.relative_to(ROOT)) for path in DOCUMENTS]
BLOCKS = [name for name in NAMES if "[[[cog" in (ROOT / name).read_text(encoding="utf-8")]
LATER: set[str] = set()
"""Linked files that are made from what is not in the repository."""


@pytest.fixture(scope="module")
def printed() -> ModuleType:
    with pytest.MonkeyPatch.context() as patch:
        patch.syspath_prepend(str(ROOT / "docs"))
        import printed

        return printed


def told(name: str) -> str:
    return (ROOT / name).read_text(encoding="utf-8")


@pytest.mark.parametrize("name", BLOCKS)
def test_blocks_are_what_is_printed(name: str, printed: ModuleType, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert Cog().main(["cog", "--check", "-I", "docs", name]) == 0, f"run cog -r -I docs {name}"


@pytest.mark.parametrize("name", NAMES)
def test_commands_parse(name: str, printed: ModuleType) -> None:
    for line in printed.commands(told(name)):
        asked, *rest = shlex.split(line)
        command = main.commands[asked]
        with click.Context(main) as above:
            command.make_context(asked, rest, parent=above)


def test_there_are_commands(printed: ModuleType) -> None:
    asked = {line.split()[0] for line in printed.commands(told("README.md"))}
    assert {"show", "extract", "build", "query", "export", "status", "rm"} <= asked


@pytest.mark.parametrize("name", NAMES)
def test_links_lead_somewhere(name: str) -> None:
    links = re.findall(r"\]\(([^)#\s]+)(?:#[^)]*)?\)", told(name))
    inside = {(ROOT / name).parent.joinpath(x).resolve() for x in links if not re.match(r"[a-z]+:", x)}
    missing = {str(path.relative_to(ROOT)) for path in inside if not path.exists()}
    assert missing <= LATER


def test_python_in_the_readme_runs(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "seeds").symlink_to(ROOT / "seeds")
    monkeypatch.chdir(tmp_path)
    (code,) = re.findall(r"```python\n(.*?)```", told("README.md"), re.DOTALL)
    exec(compile(code, "README.md", "exec"), {"__name__": "readme"})
    assert "vladimir_putin" in capsys.readouterr().out
    assert (tmp_path / "graph.gexf").stat().st_size > 1000


def test_promises_name_tests_that_there_are() -> None:
    named = re.findall(r"`(tests/[\w/]+\.py)::(\w+)`", told("README.md"))
    assert len(named) >= 12
    for file, test in named:
        assert f"def {test}(" in told(file), f"{file}::{test}"


def test_the_first_page_shows_the_result() -> None:
    """Whatever else changes in what is read, this much stands at the top of the README."""
    page = told("README.md").split("```")[1]
    for line in (
        "Donald Trump -said-> (he believes",
        "└ Donald Trump -believes-> (Russia’s Vladimir Putin wants to end the war",
        "Vladimir Putin -wants-> (to end the war",
        "Steve Witkoff -met-> Vladimir Putin   2025-12-02",
        "Jared Kushner -met-> Vladimir Putin   2025-12-02",
        "Steve Witkoff -special envoy-> Donald Trump",
        "Steve Witkoff -met-> Rustem Umerov [planned]   2025-12-04 · at Florida",
        "Vladimir Putin -said-> (Russia intends to take full control",
    ):
        assert line in page, line


def test_the_test_command_names_the_extra_there_is() -> None:
    assert ".[test]" in told("README.md")
    assert re.search(r"^test =$", told("setup.cfg"), re.MULTILINE)


def test_decisions_are_numbered_and_short() -> None:
    notes = [path for path in DOCUMENTS if path.parent.name == "decisions"]
    assert [int(path.name[:4]) for path in notes] == list(range(1, len(notes) + 1))
    for path in notes:
        text = path.read_text(encoding="utf-8")
        assert text.startswith(f"# {int(path.name[:4])}. ")
        assert [*re.findall(r"^\*\*(\w+)\.\*\*", text, re.MULTILINE)] == [
            "Context",
            "Decision",
            "Consequences",
        ]
