from __future__ import annotations

from lxml import etree

from kg.answers import Bar
from kg.pages.chart import chart

BARS = [Bar("2025-01-01", "2025-01-01", 3, 1, 0), Bar("2025-01-02", "2025-01-02", 0, 0, 0)]


def test_a_bar_is_as_high_as_its_number() -> None:
    drawn = etree.fromstring(chart(BARS).encode())
    (group, empty) = drawn.findall("{*}g")
    heights = [float(rect.get("height")) for rect in group.findall("{*}rect")]
    assert len(heights) == 2 and abs(heights[0] - 3 * heights[1]) < 0.2
    assert not empty.findall("{*}rect")
    assert group.find("{*}title").text == "2025-01-01: 3 cooperation, 1 conflict, 0 other events, claims"


def test_no_bars_and_many() -> None:
    assert etree.fromstring(chart([]).encode()) is not None
    many = [Bar(f"{1900 + n}-01-01", f"{1900 + n}-01-31", n, n, n) for n in range(100)]
    marks = [t.text for t in etree.fromstring(chart(many).encode()).findall("{*}text")]
    assert "1900-01" in marks and len(marks) < 30
