"""Pages in the terminal, Markdown, HTML and JSON: complete, within the width, and harmless."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import replace
from html.parser import HTMLParser

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from kg.answers import about, compare, conflicts, corroborated, diff, overview, path, timeline
from kg.pages import (
    Line,
    Page,
    Picture,
    Quote,
    Room,
    Section,
    Table,
    conflicts_page,
    corroborated_page,
    html,
    markdown,
    page,
    plain,
    terminal,
)
from kg.pages.report import report
from kg.types import Graph


def pages(graph: Graph) -> dict[str, Page]:
    return {
        "about": page(about(graph, "Russia")),
        "hostile": page(about(graph, "news_agency_x7k2qa")),
        "timeline": page(timeline(graph, "Vladimir Putin")),
        "path": page(path(graph, "Vladimir Putin", "Donald Trump")),
        "compare": page(compare(graph, "Russia", "Ukraine", "Ukraine")),
        "conflicts": conflicts_page(conflicts(graph)),
        "corroborated": corroborated_page(corroborated(graph)),
        "diff": page(diff(graph, replace(graph, statements=graph.statements[:4]))),
        "overview": page(overview(graph)),
        "report": report(graph, "News"),
    }


ANSWERS = [
    "about", "hostile", "timeline", "path", "compare", "conflicts", "corroborated", "diff", "overview",
    "report",
]  # fmt: skip


@pytest.mark.parametrize("name", ANSWERS)
@pytest.mark.parametrize("width", [60, 100])
def test_a_page_fits_the_terminal_and_steers_nothing(graph: Graph, name: str, width: int) -> None:
    shown = terminal(pages(graph)[name], width)
    assert all(cell_len(line) <= width for line in shown.split("\n"))
    assert all(sign.isprintable() or sign == "\n" for sign in shown)
    assert re.fullmatch(
        r"(\x1b\[[0-9;]*m|\x1b\]8;[^\x1b]*\x1b\\|[^\x1b])*", terminal(pages(graph)[name], width, True)
    )


@pytest.mark.parametrize("name", ANSWERS)
def test_each_line_has_its_words_and_its_source(graph: Graph, name: str) -> None:
    for part in pages(graph)[name].parts:
        if isinstance(part, Section) and part.lines:
            assert part.lines[-1].quotes, "neighbours share what the last of them shows"
            assert all(quote.words and quote.source for line in part.lines for quote in line.quotes)


def test_the_terminal_shows_who_says_so(graph: Graph) -> None:
    shown = terminal(pages(graph)["conflicts"])
    assert "Ukraine: it is so" in shown and "Russia: it is not so" in shown
    shown = terminal(pages(graph)["about"])
    assert "Only claimed, planned, possible or denied" in shown
    assert re.search(r"2025-11 +Russia attacked Ukraine \[Ukraine accused\]", shown)


def test_more_is_told(graph: Graph) -> None:
    shown = terminal(page(timeline(graph, "Russia"), Room(1)))
    assert "and 3 more (--all)" in shown
    assert "more" not in terminal(page(timeline(graph, "Russia"), Room(None)))
    assert "“" not in terminal(page(timeline(graph, "Steve Witkoff"), Room(None, 0)))


def test_an_empty_answer_says_so(graph: Graph) -> None:
    nothing = page(path(graph, "Rustem Umerov", "Vladimir Putin"))
    for shown in (terminal(nothing), markdown(nothing), html(nothing)):
        assert "no chain of what articles assert joins them" in shown


class Markup(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.attributes: list[tuple[str, str | None]] = []
        self.words = ""
        self.feed(text)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.append(tag)
        self.attributes += attrs

    def handle_data(self, data: str) -> None:
        self.words += data


EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(1)> ]]> & `*_[x](javascript:alert(1))"


def evil() -> Page:
    quote = Quote(EVIL, EVIL, "https://x.example/\">'<script>", EVIL)
    line = Line(EVIL, (("name", EVIL), ("tag", EVIL)), (quote,))
    table = Table(EVIL, (EVIL,), ((EVIL,),))
    return Page(EVIL, (EVIL,), (Section(EVIL, (line,), 3, EVIL), table))


def test_html_takes_nothing_from_articles_for_markup() -> None:
    found = Markup(html(evil()))
    assert not {"script", "img", "iframe"} & set(found.tags)
    assert not [name for name, _ in found.attributes if name.startswith("on")]
    assert found.words.count("<script>alert(1)</script>") == 14
    hrefs = [value for name, value in found.attributes if name == "href"]
    assert hrefs == ["https://x.example/\">'<script>"]


def test_html_stands_alone(graph: Graph) -> None:
    text = html(pages(graph)["report"])
    found = Markup(text)
    assert "svg" in found.tags and not {"script", "link", "img"} & set(found.tags)
    assert [v for n, v in found.attributes if n == "content" and v and "default-src 'none'" in v]
    assert not [v for n, v in found.attributes if n in ("src", "href") and v and not v.startswith("https://")]


def test_a_link_is_never_a_script(graph: Graph) -> None:
    for made in pages(graph).values():
        assert "javascript:alert" not in str([v for n, v in Markup(html(made)).attributes if n == "href"])
        assert "](<javascript" not in markdown(made)


def test_markdown_takes_nothing_from_articles_for_markup() -> None:
    text = markdown(evil())
    assert not re.search(r"(?<!\\)<(?!https)", text)
    assert not re.search(r"(?<!\\)`", text)
    rows = [line for line in text.split("\n") if line.startswith("|")]
    assert len(rows) == 3 and all(len(re.findall(r"(?<!\\)\|", row)) == 2 for row in rows)


@settings(deadline=None, max_examples=60)
@given(st.text(max_size=40))
def test_any_words_stay_words(words: str) -> None:
    made = Page(
        words, (words,), (Section(words, (Line(words, (("name", words),), (Quote(words, words),)),)),)
    )
    bare = Markup(html(Page("x", ("x",)))).tags
    inside = {"section", "h2", "ul", "li", "time", "div", "span", "blockquote"}
    assert set(Markup(html(made)).tags) - set(bare) <= inside
    assert not {unicodedata.category(sign) for sign in terminal(made) if sign != "\n"} & {"Cc", "Cf", "Cs"}
    assert markdown(made).startswith("# ")


@pytest.mark.parametrize("answer", [about, timeline])
def test_json_has_all_fields(graph: Graph, answer: object) -> None:
    found = json.loads(plain(answer(graph, "Russia")))  # type: ignore[operator]
    assert found["actor"]["id"] == "russia"
    one = json.loads(plain(conflicts(graph)))[0]
    assert one["told"]["id"] == "st-claimed"
    assert one["affirmed"][0]["voices"][0]["who"] == {"id": "ukraine", "label": "Ukraine"}


def test_a_report_has_pictures(graph: Graph) -> None:
    pictures = [part for part in report(graph).parts if isinstance(part, Picture)]
    assert [picture.name for picture in pictures] == ["network", "timeline"]
    assert all(picture.svg.startswith("<svg") and picture.svg.count("<svg") == 1 for picture in pictures)
    assert report(Graph()).parts == ()


def test_only_answers_have_pages() -> None:
    with pytest.raises(TypeError, match="expected an answer of kg"):
        page(1)


def test_a_notebook_shows_a_page(graph: Graph) -> None:
    assert pages(graph)["about"]._repr_html_().startswith("<h1>Russia</h1>")
