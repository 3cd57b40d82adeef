"""The page in a real browser: headless Chromium, opened from disk, with nothing to reach."""

from __future__ import annotations

import runpy
from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from kg.export.options import Options
from kg.types import Graph
from kg.view import document

HERE = Path(__file__).parent
ATTACK = runpy.run_path(str(HERE / "conftest.py"))["make_hostile"]()
USUAL = runpy.run_path(str(HERE.parent / "conftest.py"))["make_graph"]()

Open = Callable[[Graph], Any]


@pytest.fixture
def opened(browser: Any, tmp_path: Path) -> Iterator[Open]:
    """Opens a graph's page; afterwards, the console must be empty and nothing may have been loaded."""

    def open_page(graph: Graph, after: str = "") -> Any:
        path = tmp_path / "graph.html"
        path.write_text(document(graph, Options(), "Envoys <b>"), encoding="utf-8")
        browser.get(path.as_uri() + after)
        assert browser.execute_script("return document.body.dataset.ready") is not None
        return browser

    browser.get_log("browser")
    yield open_page
    assert browser.get_log("browser") == []
    assert browser.execute_script("return performance.getEntriesByType('resource').map((e) => e.name)") == []
    browser.get("about:blank")


def text(page: Any, css: str) -> str:
    return str(page.find_element("css selector", css).get_property("textContent"))


def tick(page: Any, label: str) -> None:
    """Tick or untick a filter by its label."""
    (box,) = (
        found for found in page.find_elements("css selector", "#filters .tick")
        if found.find_elements("css selector", "bdi") and text(found, "bdi") == label
    )  # fmt: skip
    page.execute_script("arguments[0].querySelector('input').click()", box)


def find(page: Any, name: str) -> None:
    """Search as a person does."""
    from selenium.webdriver.common.keys import Keys

    page.find_element("id", "search").send_keys(name, Keys.ENTER)


def days(page: Any, first: str) -> None:
    """Pull the first handle of the time line to its end, which is that day."""
    handle = page.find_element("css selector", ".day")
    page.execute_script(
        "arguments[0].value = arguments[0].max; arguments[0].dispatchEvent(new Event('input'));", handle
    )
    page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert handle.get_attribute("aria-valuetext") == first


def shown(page: Any) -> str:
    return text(page, "#shown")


def test_it_loads(opened: Open) -> None:
    page = opened(USUAL)
    assert text(page, "h1") == page.title == "Envoys <b>"
    assert shown(page) == "3 relations between 4 actors shown"
    assert page.find_elements("css selector", "#canvas canvas")
    assert text(page, "#most li:first-child .go") == "Steve Witkoff"


@pytest.mark.parametrize("asked", ["putin", "VLADIMÍR", "Putin"])
def test_search_finds_by_any_name(opened: Open, asked: str) -> None:
    page = opened(USUAL)
    find(page, asked)
    assert text(page, "#panel h2") == "Vladimir Putin"
    assert text(page, "#news") == "Vladimir Putin: details shown"
    assert page.switch_to.active_element.get_attribute("id") == "panel"
    assert page.current_url.endswith("#vladimir_putin")
    page.execute_script("location.hash = '#ukraine'")
    page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
    assert text(page, "#panel h2") == "Ukraine"


def test_search_by_alias_and_arrows_and_for_nobody(opened: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = opened(USUAL)
    box = page.find_element("id", "search")
    box.send_keys("u")
    options = page.find_elements("css selector", "#found [role=option]")
    assert text(page, "#found") and box.get_attribute("aria-expanded") == "true"
    box.send_keys(Keys.ARROW_DOWN, Keys.ARROW_DOWN)
    assert box.get_attribute("aria-activedescendant") == options[1].get_attribute("id")
    wanted = text(options[1], "bdi")
    box.send_keys(Keys.ENTER)
    assert text(page, "#panel h2") == wanted
    box.clear()
    box.send_keys("nobody at all")
    assert text(page, "#found") == "Nobody is called so"


def test_filters_by_kind_status_and_relation(opened: Open) -> None:
    page = opened(USUAL)
    tick(page, "Planned")
    assert shown(page) == "4 relations between 5 actors shown"
    tick(page, "Only claimed")
    assert shown(page) == "5 relations between 7 actors shown"
    tick(page, "What was said")
    assert shown(page) == "12 relations between 8 actors shown"
    tick(page, "What was said")
    tick(page, "met")
    assert shown(page) == "3 relations between 5 actors shown"
    tick(page, "People")
    assert shown(page) == "1 relation between 2 actors shown"
    assert text(page, "#news") == shown(page)


def test_days(opened: Open) -> None:
    page = opened(USUAL)
    assert page.find_element("css selector", ".day").get_attribute("aria-valuetext") == "3 December 2025"
    days(page, first="4 December 2025")
    assert text(page, "#period") == "4 December 2025 – 4 December 2025"
    assert shown(page) == "1 relation between 2 actors shown"  # a role; the meeting was on the 2nd
    find(page, "witkoff")
    assert "Between" not in text(page, "#panel") and "hidden by the filters" in text(page, "#panel")


def test_within_days_a_fact_of_another_day_is_a_claim(opened: Open) -> None:
    """Witkoff met Putin: told as a fact on the 3rd, and on the 4th by somebody whom an article quotes."""
    (met,) = (statement for statement in USUAL.statements if statement.id == "st-met")
    claimed = replace(met.evidence[0], within=("st-told",), speakers=("ukraine",))
    told = replace(met, time=None, evidence=(claimed, met.evidence[1]))
    page = opened(Graph(USUAL.articles, USUAL.actors, (told,)))
    assert shown(page) == "1 relation between 2 actors shown"
    days(page, first="4 December 2025")
    assert shown(page) == "0 relations between 0 actors shown"
    assert text(page, "#nothing") == "Nothing is left under these filters."
    find(page, "putin")
    assert "Witkoff met" not in text(page, "#panel")


def test_evidence_opens_with_article_day_and_speaker(opened: Open) -> None:
    page = opened(USUAL, "#ukraine&russia")
    tick(page, "Only claimed")
    told = text(page, "#panel .statements")
    assert "Russia attacked Ukraine" in told and "Only claimed" in told
    assert "November 2025" in told
    assert text(page, "#panel .speaker") == "According to Ukraine"
    assert text(page, "#panel .source") == "AFP, 4 December 2025, Envoys in Moscow"
    assert "characters 700–706" in page.find_element("css selector", "#panel .source").get_attribute("title")


def test_an_actor_has_roles_aliases_links_and_neighbours(opened: Open) -> None:
    page = opened(USUAL, "#donald_trump")
    told = text(page, "#panel")
    assert "Donald J. Trump" in told and "USA" in told
    link = page.find_element("css selector", "#panel a")
    assert link.get_attribute("href") == "https://www.wikidata.org/wiki/Q22686"
    assert "noopener" in link.get_attribute("rel")
    find(page, "witkoff")
    assert "special envoy" in text(page, "#panel section:nth-of-type(2)")
    page.execute_script("document.querySelector('#panel .near .go').click()")
    assert text(page, "#panel .kind") == "Between"


def test_a_line_and_a_disc_answer_the_pointer(opened: Open) -> None:
    from selenium.webdriver import ActionChains

    pair = Graph(USUAL.articles, USUAL.actors, tuple(s for s in USUAL.statements if s.id == "st-met"))
    page = opened(pair)
    canvas = page.find_element("id", "canvas")
    ActionChains(page).move_to_element(canvas).click().perform()
    assert "Between" in text(page, "#panel") and "Words" not in text(page, "#panel .kind")
    assert "Witkoff met with Putin at the Kremlin on Tuesday." in text(page, "#panel blockquote")
    assert "met" in text(page, "#tip")
    page.execute_script(
        "document.querySelector('#panel .close').click(); document.getElementById('whole').click()"
    )
    ActionChains(page).move_to_element_with_offset(canvas, 40, 0).click().perform()
    assert text(page, "#panel h2") in ("Steve Witkoff", "Vladimir Putin")


def test_the_table_holds_the_same_relations(opened: Open) -> None:
    page = opened(USUAL)
    page.find_element("id", "as-table").click()
    rows = page.find_elements("css selector", "#table tbody tr")
    assert len(rows) == 3 and text(page, "#table caption").startswith("3 relations")
    (met,) = (row for row in rows if "met" in row.text)
    assert "2 December 2025" in met.text and "Told as a fact" in met.text
    met.find_element("css selector", ".number").click()
    assert "at the Kremlin" in text(page, "#panel blockquote")


def test_keyboard(opened: Open) -> None:
    from selenium.webdriver.common.keys import Keys

    page = opened(USUAL, "#vladimir_putin")
    page.find_element("id", "picture").send_keys(Keys.ARROW_LEFT, "+", "-", "0")
    page.find_element("id", "picture").send_keys(Keys.ESCAPE)
    assert "Who did what to whom" in text(page, "#panel")
    names = page.execute_script(
        "return [...document.querySelectorAll('button, input')].filter((e) => !(e.textContent.trim() || "
        "e.ariaLabel || e.labels?.length || e.placeholder)).map((e) => e.outerHTML)"
    )
    assert names == []
    page = opened(USUAL)
    page.find_element("css selector", "body").send_keys(Keys.TAB)
    assert page.switch_to.active_element.get_attribute("class") == "skip"


def test_dark_and_light(opened: Open) -> None:
    page = opened(USUAL)
    seen = []
    for scheme in ("light", "dark"):
        media = {"features": [{"name": "prefers-color-scheme", "value": scheme}]}
        page.execute_cdp_cmd("Emulation.setEmulatedMedia", media)
        colours = "getComputedStyle(document.body).backgroundColor, "
        colours += "getComputedStyle(document.documentElement).getPropertyValue('--Person')"
        page.execute_async_script("requestAnimationFrame(() => requestAnimationFrame(arguments[0]))")
        seen.append(page.execute_script(f"return [{colours}]"))
    page.execute_cdp_cmd("Emulation.setEmulatedMedia", {"features": []})
    assert seen[0] == ["rgb(255, 255, 255)", "#2f6aad"] and seen[1][0] == "rgb(21, 24, 28)"
    assert seen[1][1] != seen[0][1]


def test_without_webgl_there_is_the_table(opened: Open, browser: Any) -> None:
    script = "HTMLCanvasElement.prototype.getContext = () => null"
    added = browser.execute_cdp_cmd("Page.addScriptToEvaluateOnNewDocument", {"source": script})
    try:
        page = opened(USUAL)
        assert "draws no WebGL" in text(page, "main")
        assert len(page.find_elements("css selector", "#table tbody tr")) == 3
        find(page, "putin")
        assert text(page, "#panel h2") == "Vladimir Putin"
    finally:
        browser.execute_cdp_cmd("Page.removeScriptToEvaluateOnNewDocument", added)


def test_an_empty_graph_says_so(opened: Open) -> None:
    page = opened(Graph())
    assert text(page, "#nothing") == "This graph holds no statements."
    assert shown(page) == "0 relations between 0 actors shown"


def test_hostile_text_is_only_text(opened: Open) -> None:
    page = opened(ATTACK)
    before = page.execute_script("return document.querySelectorAll('script, img, svg, iframe').length")
    tick(page, "What was said")
    page.find_element("id", "as-table").click()
    for actor in page.execute_script("return JSON.parse(document.getElementById('data').textContent).nodes"):
        page.execute_script(
            "const box = document.getElementById('search'); box.value = arguments[0];"
            "box.dispatchEvent(new Event('input')); document.getElementById('find').requestSubmit();",
            actor["label"][-12:],
        )
        page.execute_script("document.querySelectorAll('#panel .near .go').forEach((e) => e.click())")
        assert page.execute_script("return window.hacked") is None
    assert (
        page.execute_script("return document.querySelectorAll('script, img, svg, iframe').length") == before
    )
    links = "return [...document.querySelectorAll('#panel a, #table a')].map((a) => a.protocol)"
    assert set(page.execute_script(links)) <= {"https:", "http:"}
    assert "window.hacked=1" in text(page, "#panel blockquote")
