"""A histogram as geometry and links: what the SVG of bars and the table beside it show."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import timedelta

from indexer import wording
from indexer.model import Bar, Histogram
from indexer.query import Days, Query, Undated
from webapp import formats, links

Address = Callable[[Query], str]
HEIGHT = 100
STEP = 10
"""Width of a bar with its gap."""
LEAST = 4
"""Height of the smallest bar that isn't empty: one result among thousands must be seen."""


@dataclass(frozen=True, slots=True)
class Drawn:
    """One bar: where it stands, what it says, where it leads."""

    left: int
    top: float
    height: float
    count: int
    days: str
    name: str
    """For screen readers and as a tooltip."""
    href: str


@dataclass(frozen=True, slots=True)
class Chart:
    bars: tuple[Drawn, ...]
    unit: str
    marks: tuple[str, ...]
    """What stands under the left end, the middle and the right end."""
    undated: int
    undated_href: str

    @property
    def width(self) -> int:
        return STEP * len(self.bars)


def draw(histogram: Histogram, query: Query, one: str, address: Address = links.search) -> Chart:
    """The bars of a search's results; `one` is the unit of their counts, such as "article".

    `address` gives the page that shows a search.
    """
    peak = max((bar.count for bar in histogram.bars), default=0)
    bars = tuple(_drawn(n, bar, peak, query, one, address) for n, bar in enumerate(histogram.bars))
    undated = address(replace(query, dates=Undated(), page=1))
    return Chart(bars, histogram.unit, _marks(histogram), histogram.undated, undated)


def _drawn(number: int, bar: Bar, peak: int, query: Query, one: str, address: Address) -> Drawn:
    last = bar.until - timedelta(days=1)
    days = formats.span(bar.first, last)
    height = max(LEAST, round(HEIGHT * bar.count / peak, 1)) if bar.count else 0
    name = f"{days}, {formats.counted(bar.count, one)}"
    within = address(replace(query, dates=Days("date", bar.first, last), page=1))
    return Drawn(number * STEP, HEIGHT - height, height, bar.count, days, name, within)


def _marks(histogram: Histogram) -> tuple[str, ...]:
    bars = histogram.bars
    chosen = bars if len(bars) < 3 else (bars[0], bars[len(bars) // 2], bars[-1])
    return tuple(_mark(bar, histogram.unit) for bar in chosen)


def _mark(bar: Bar, unit: str) -> str:
    if unit == "year":
        return str(bar.first.year)
    return f"{bar.first:%b %Y}" if unit == "month" else wording.day(bar.first)
