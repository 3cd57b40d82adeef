"""The page as a text: nothing in it can run but its own script, and it is the same for the same graph."""

from __future__ import annotations

import base64
import hashlib
import json
import os
import re
import runpy
import subprocess
import sys
from html.parser import HTMLParser
from importlib.resources import files
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from hypothesis import given
from hypothesis import strategies as st

from kg.cli import main
from kg.export.options import Options
from kg.store import Store
from kg.types import Graph
from kg.view import document, encoded

HERE = Path(__file__).parent
ATTACK = runpy.run_path(str(HERE / "conftest.py"))["make_hostile"]()
BUILT = json.loads(files("kg.view").joinpath("page.js.json").read_text())
WEB = Path(__file__).parents[2] / "kg/view/web"


class Parts(HTMLParser):
    """What a browser finds: elements, and the text of scripts and styles."""

    def __init__(self, page: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.texts: list[str] = []
        self.inside = False
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        self.texts.append("")
        self.inside = True

    def handle_endtag(self, tag: str) -> None:
        self.inside = False

    def handle_data(self, data: str) -> None:
        if self.inside:
            self.texts[-1] += data

    def all(self, tag: str) -> list[tuple[dict[str, str | None], str]]:
        return [(a, text) for (name, a), text in zip(self.elements, self.texts, strict=True) if name == tag]


def data(graph: Graph, options: Options = Options()) -> dict[str, Any]:  # noqa: B008 -- frozen
    scripts = Parts(document(graph, options)).all("script")
    (text,) = (text for attributes, text in scripts if attributes.get("id") == "data")
    return dict(json.loads(text))


@pytest.fixture(params=["usual", "hostile", "empty"])
def page(request: pytest.FixtureRequest, graph: Graph) -> str:
    found = {"usual": graph, "hostile": ATTACK, "empty": Graph()}[request.param]
    return document(found, Options(), "<script>window.hacked=1</script>")


def test_the_policy_allows_exactly_what_is_there(page: str) -> None:
    parts = Parts(page)
    ((policy, _),) = (one for one in parts.all("meta") if "http-equiv" in one[0])
    rules = dict(rule.strip().split(" ", 1) for rule in str(policy["content"]).split(";"))
    assert rules["default-src"] == "'none'"
    (style,) = parts.all("style")
    scripts = [text for attributes, text in parts.all("script") if "type" not in attributes]
    assert rules["style-src"] == allowed(style[1])
    assert [rules["script-src"]] == [allowed(text) for text in scripts]


def allowed(code: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(code.encode()).digest()).decode()}'"


def test_nothing_runs_inline_and_nothing_is_loaded(page: str) -> None:
    elements = Parts(page).elements
    names = {name for _, attributes in elements for name in attributes}
    assert not {name for name in names if name.startswith("on")} | names & {
        "src",
        "style",
        "srcset",
        "action",
    }
    links = {attributes["href"] for _, attributes in elements if "href" in attributes}
    assert links == {"#search", "data:,"}


def test_no_text_of_an_article_becomes_an_element(graph: Graph) -> None:
    plain, attacked = (Parts(document(g, Options(), "x")).elements for g in (Graph(), ATTACK))
    assert plain == [*attacked]


@given(st.dictionaries(st.text(), st.text(), max_size=3))
def test_any_data_comes_back_out_of_a_script_element(told: Any) -> None:
    text = encoded(told)
    assert json.loads(text) == told
    assert not set(text) & set("<>&\u2028\u2029")


def test_same_bytes_whatever_the_hash_seed() -> None:
    code = (
        "import runpy, sys; from kg.view import document; from kg.export.options import Options\n"
        "make = runpy.run_path(sys.argv[1])['make_graph']\n"
        "sys.stdout.buffer.write(document(make(), Options()).encode())"
    )
    command = [sys.executable, "-c", code, str(HERE.parent / "conftest.py")]
    runs = [
        subprocess.run(command, env={**os.environ, "PYTHONHASHSEED": seed}, capture_output=True, check=True)
        for seed in ("1", "2")
    ]
    assert runs[0].stdout == runs[1].stdout != b""


# the data


def test_every_statement_is_there_with_its_words(graph: Graph) -> None:
    told = data(graph)
    assert {row["id"] for row in told["statements"]} == {statement.id for statement in graph.statements}
    (met,) = (row for row in told["statements"] if row["id"] == "st-met")
    names = [told["nodes"][met[end]]["label"] for end in ("subject", "object")]
    assert names == ["Steve Witkoff", "Vladimir Putin"]
    assert met["status"] == "asserted" and met["tone"] == "cooperation" and met["symmetric"]
    first, _ = (told["sentences"][one["at"]] for one in met["evidence"])
    assert first[1:] == [1, 303, 352, "Witkoff met with Putin at the Kremlin on Tuesday."]
    assert told["articles"][first[0]] == {
        "id": "afp-1", "day": "2025-12-04", "title": "Envoys in Moscow", "source": "AFP",
    }  # fmt: skip


def test_who_says_so_is_named_and_a_claim_is_no_fact(graph: Graph) -> None:
    told = data(graph)
    rows = {row["id"]: row for row in told["statements"]}
    (evidence,) = rows["st-claimed"]["evidence"]
    assert evidence["claimed"] and [told["nodes"][at]["label"] for at in evidence["by"]] == ["Ukraine"]
    statuses = {id: rows[id]["status"] for id in ("st-claimed", "st-denied", "st-planned", "st-met")}
    assert statuses == {
        "st-claimed": "claimed", "st-denied": "denied", "st-planned": "planned", "st-met": "asserted",
    }  # fmt: skip


def test_drawn_nodes_have_places_and_come_first(graph: Graph) -> None:
    nodes = data(graph)["nodes"]
    drawn = ["x" in node for node in nodes]
    assert drawn == sorted(drawn, reverse=True)
    assert len({node["id"] for node in nodes}) == len(nodes)
    places = {(node["x"], node["y"]) for node in nodes if "x" in node}
    assert len(places) == sum(drawn)


def test_cuts_leave_whole_statements(graph: Graph) -> None:
    told = data(graph, Options(ego="Rustem Umerov"))
    drawn = {node["id"] for node in told["nodes"] if "x" in node}
    assert drawn == {"rustem_umerov_aaaaaa", "steve_witkoff"}
    ends = [{told["nodes"][row[end]]["id"] for end in ("subject", "object", "to") if end in row}
            for row in told["statements"]]  # fmt: skip
    assert all(ends & drawn for ends in ends)
    heavy = data(graph, Options(min_weight=2))
    assert {row["id"] for row in heavy["statements"] if "tone" in row} == {"st-met", "st-role"}


def test_without_claim_nodes_what_was_said_is_still_told(graph: Graph) -> None:
    whole, told = data(graph), data(graph, Options(claims=False))
    assert "Claim" in {node["kind"] for node in whole["nodes"]} and len(whole["nodes"]) > len(told["nodes"])
    assert "Claim" not in {node["kind"] for node in told["nodes"]}
    (said,) = (row for row in told["statements"] if row["id"] == "st-said")
    assert said["words"] == "he believes Putin wants to end the war" and "object" not in said


def test_what_was_said_is_beside_its_speaker(graph: Graph) -> None:
    told = data(graph)
    (said,) = (row for row in told["statements"] if row["id"] == "st-said")
    speaker, claim = (told["nodes"][said[end]] for end in ("subject", "object"))
    far = ((speaker["x"] - claim["x"]) ** 2 + (speaker["y"] - claim["y"]) ** 2) ** 0.5
    assert speaker["size"] + claim["size"] < far < speaker["size"] + 20


def test_only_pages_of_the_web_are_linked() -> None:
    told = data(ATTACK)
    assert {row["url"] for row in told["articles"] if "url" in row} == set()
    assert not [node for node in told["nodes"] if "wikidata" in node]


@pytest.mark.parametrize(
    ("address", "good"),
    [
        ("https://example.org/a?b=1&c=2#d", True),
        ("http://example.org", True),
        ("HTTPS://example.org/é", True),
        ("ftp://example.org/a", False),
        ("javascript://example.org/%0aalert(1)", False),
        ("https:///a", False),
        ("https://a\nb", False),
        ("", False),
    ],
)
def test_links(address: str, good: bool) -> None:
    from kg.view.data import link

    assert link(address) == (address if good else None)


# the built script


def test_the_script_is_the_one_that_was_built() -> None:
    script = files("kg.view").joinpath("page.js").read_bytes()
    assert hashlib.sha256(script).hexdigest() == BUILT["sha256"], "run npm run build in kg/view/web"
    assert b"</script" not in script.lower() and b"<!--" not in script and script.isascii()


def test_the_script_was_built_from_these_sources() -> None:
    names = [
        "build.mjs",
        "package-lock.json",
        *sorted(f"src/{path.name}" for path in (WEB / "src").iterdir()),
    ]
    digest = hashlib.sha256()
    for name in names:
        digest.update((WEB / name).read_bytes())
    assert digest.hexdigest() == BUILT["sources"], "run npm run build in kg/view/web"


def test_the_licences_of_all_packages_are_with_it() -> None:
    lock = json.loads((WEB / "package-lock.json").read_text())["packages"]
    licences = files("kg.view").joinpath("page.js.LICENSES.txt").read_text(encoding="utf-8")
    assert {"sigma", "graphology"} <= set(BUILT["packages"])
    for name, version in BUILT["packages"].items():
        assert lock[f"node_modules/{name}"]["version"] == version
        assert lock[f"node_modules/{name}"]["license"] == "MIT"
        assert f"{name} {version} (MIT)\n\n" in licences
    assert len(re.findall("Permission is hereby granted", licences)) == len(BUILT["packages"])


def test_no_source_makes_markup_out_of_text() -> None:
    for path in (WEB / "src").iterdir():
        told = path.read_text(encoding="utf-8")
        assert not re.search(
            r"innerHTML|outerHTML|insertAdjacentHTML|document\.write|eval\(|new Function", told
        )


# the command


def test_the_command_writes_a_page(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.kg"):
        pass
    out = tmp_path / "graph.html"
    ran = CliRunner().invoke(main, ["view", str(tmp_path / "news.kg"), "-o", str(out)])
    assert (ran.exit_code, ran.stderr) == (0, f"wrote {out}\n")
    assert "<title>news</title>" in out.read_text(encoding="utf-8")
    told = CliRunner().invoke(main, ["view", str(tmp_path / "news.kg"), "-o", "-", "--title", "A & B"])
    assert "<title>A &amp; B</title>" in told.stdout and told.stderr == ""


def test_the_command_names_what_is_wrong(tmp_path: Path) -> None:
    with Store.open(tmp_path / "news.kg"):
        pass
    ran = CliRunner().invoke(
        main, ["view", str(tmp_path / "news.kg"), "-o", str(tmp_path / "x.html"), "--ego", "X"]
    )
    assert ran.exit_code == 1 and "expected the name or id of an actor" in ran.stderr
    assert not (tmp_path / "x.html").exists()
