"""Outlets and agencies as credits, addresses and names tell them."""

from __future__ import annotations

import pytest

from kg.read.origin import credited, host_outlet, named_outlet, url_day

TEXT = "The talks ended on Monday, two officials told AFP."


@pytest.mark.parametrize(
    ("name", "outlet"),
    [("2025-12-04-afp-talks.txt", "AFP"), ("reuters_1.txt", "Reuters"), ("tap.txt", None)],
)
def test_named_outlet(name: str, outlet: str | None) -> None:
    assert named_outlet(name) == outlet


@pytest.mark.parametrize(
    ("end", "agency"),
    [
        ("\nAFP contributed reporting.\n", "AFP"),
        (" Reuters contributed to this report.", "Reuters"),
        ("\n\n(With inputs from agencies)", None),
        ("\n\n(With inputs from PTI)", "PTI"),
        ("\nWith reporting by Agence France-Presse", "AFP"),
        ("\nThe Associated Press and Reuters contributed to this report.", "AP"),
        (" (AFP)", "AFP"),
        ("\n— Reuters", "Reuters"),
        ("\nSource: Xinhua", "Xinhua"),
        ("\nReporting by Reuters; editing by nobody", None),
        ("\nReuters contributed to the delay.", None),
        ("\nNobody contributed reporting.", None),
        (" He left with AFP.", None),
        ("", None),
    ],
)
def test_credited(end: str, agency: str | None) -> None:
    assert credited(TEXT + end) == agency


def test_only_the_end_gives_credit() -> None:
    assert credited("(AFP)\n" + TEXT * 10) is None


@pytest.mark.parametrize(
    ("url", "outlet", "day"),
    [
        ("https://www.aljazeera.com/news/2025/1/1/israel-kills-22", "Al Jazeera", "2025-01-01"),
        ("https://www.reuters.com/world/us/truck-crashes-2025-01-01/", "Reuters", "2025-01-01"),
        ("https://www.bbc.co.uk/news/c20251301", "BBC", None),
        ("https://apnews.com/article/x-20250101-y", "AP", "2025-01-01"),
        ("https://example.org/a?d=2025-01-01", "example.org", None),
        ("https://example.org/2025/99/99/a", "example.org", None),
        ("https://example.org/20251/1/a", "example.org", None),
        ("https://[bad/2025/01/01", None, None),
        ("javascript:alert(1)", None, None),
        ("/2025/01/01/x", None, None),
        ("http://localhost/x", None, None),
    ],
)
def test_address(url: str, outlet: str | None, day: str | None) -> None:
    assert (host_outlet(url), url_day(url)) == (outlet, day)
