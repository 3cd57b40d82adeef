"""How much was told when, as a drawing: bars for cooperation and conflict, day by day or month by month."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date

from kg.answers import Bar
from kg.export.markup import attribute

WIDTH, HEIGHT = 1200.0, 300.0
LEFT, RIGHT, TOP, FOOT = 48.0, 16.0, 44.0, 40.0
TONES = (("cooperation", "#3a868a"), ("conflict", "#c44040"), ("other", "#9298a0"))
"""From the ground up; the colours of the network's arrows."""
NAMES = {"cooperation": "cooperation", "conflict": "conflict", "other": "other events, claims"}
INK, PALE, GRID = "#22262b", "#5d656e", "#e3e6e9"
MOST_MARKS = 12
"""Days written below the bars."""


def chart(bars: Sequence[Bar]) -> str:
    """The drawing, of one element; the same for the same bars."""
    return "".join(_pieces(bars))


def _pieces(bars: Sequence[Bar]) -> Iterator[str]:
    yield (
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH:g} {HEIGHT:g}" width="{WIDTH:g}" '
        f'height="{HEIGHT:g}" font-family="Helvetica, Arial, Liberation Sans, sans-serif" font-size="13">\n'
        f'<rect width="{WIDTH:g}" height="{HEIGHT:g}" fill="#fff"/>\n'
    )
    yield from _legend()
    most = max((_total(bar) for bar in bars), default=0)
    step = _step(most)
    top = max(step, -(-most // step) * step)
    yield from _grid(top, step)
    wide = (WIDTH - LEFT - RIGHT) / max(len(bars), 1)
    every = -(-len(bars) // MOST_MARKS)
    for number, bar in enumerate(bars):
        x = LEFT + number * wide
        yield from _bar(bar, x, wide, top)
        if number % every == 0:
            yield _text(x, HEIGHT - FOOT + 20, _mark(bar), PALE)
    yield "</svg>\n"


def _bar(bar: Bar, x: float, wide: float, top: int) -> Iterator[str]:
    """The tones of one bar, one upon the other."""
    span = bar.first if bar.first == bar.last else f"{bar.first} to {bar.last}"
    told = f"{span}: " + ", ".join(f"{getattr(bar, tone)} {NAMES[tone]}" for tone, _ in TONES)
    yield f"<g><title>{attribute(told)}</title>\n"
    y = HEIGHT - FOOT
    for tone, colour in TONES:
        high = getattr(bar, tone) / top * (HEIGHT - FOOT - TOP)
        y -= high
        if high:
            yield (
                f'<rect x="{x + wide * 0.1:.1f}" y="{y:.1f}" width="{wide * 0.8:.1f}" height="{high:.1f}" '
                f'fill="{colour}"/>\n'
            )
    yield "</g>\n"


def _grid(top: int, step: int) -> Iterator[str]:
    for value in range(0, top + 1, step):
        y = HEIGHT - FOOT - value / top * (HEIGHT - FOOT - TOP)
        yield f'<path d="M{LEFT:g} {y:.1f}H{WIDTH - RIGHT:g}" stroke="{GRID}"/>\n'
        yield _text(LEFT - 8, y + 4, f"{value:,}", PALE, "end")


def _legend() -> Iterator[str]:
    x = LEFT
    for tone, colour in TONES:
        yield f'<rect x="{x:.1f}" y="12" width="13" height="13" fill="{colour}"/>\n'
        yield _text(x + 19, 23, NAMES[tone], INK)
        x += 19 + 7.5 * len(NAMES[tone]) + 24


def _step(most: int) -> int:
    """Round numbers, five at most."""
    power = 1
    while True:
        for step in (power, 2 * power, 5 * power):
            if most <= 5 * step:
                return step
        power *= 10


def _total(bar: Bar) -> int:
    return bar.cooperation + bar.conflict + bar.other


def _mark(bar: Bar) -> str:
    """The day, or the month of a bar that is one."""
    first, last = date.fromisoformat(bar.first), date.fromisoformat(bar.last)
    return bar.first[:7] if (last - first).days > 7 else bar.first


def _text(x: float, y: float, words: str, fill: str, anchor: str = "start") -> str:
    return f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}">{attribute(words)}</text>\n'
