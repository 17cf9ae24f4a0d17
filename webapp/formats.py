"""Times, counts and dates as readers see them."""

import re
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from jinja2 import Environment

from indexer import wording
from indexer.model import Dated, Tenure

ORIGINS = {
    "selector": "found where this source keeps its dates",
    "json-ld": "stated in the page’s JSON-LD",
    "opengraph": "stated in the page’s OpenGraph tags",
    "meta": "stated in the page’s meta tags",
    "time": "from a time element of the page",
    "feed": "as the feed dated it",
    "sitemap": "as the sitemap dated it",
    "dateline": "from the dateline",
    "text": "from a date in the text",
    "import": "as imported",
}


WORD_MAX = 60
SENTENCE_MAX = 600
"""In letters."""
_OVERLONG = re.compile(rf"[^\s“”]{{{WORD_MAX + 1},}}")

# They turn round the order of everything after them: of the words beside a hostile title, too. Left-to-right marks and
# their like are ordinary spelling and stay.
TURNING = {code: f"[U+{code:04X}]" for code in (*range(0x202A, 0x202F), *range(0x2066, 0x206A))}


def teach(environment: Environment, zone: ZoneInfo) -> None:
    """Give the templates their filters; times are shown in `zone`."""
    environment.globals["zone"] = zone.key
    environment.finalize = visible
    environment.filters.update(
        local=lambda at: local(at, zone),
        local_day=lambda at: wording.day(at.astimezone(zone).date()),
        day=wording.day,
        utc=utc,
        dated=lambda dated: stated(dated, zone),
        machine=machine,
        known_from=known_from,
        held=held,
        counted=counted,
        number=number,
        bytes=size,
        clipped=clipped,
    )


def visible(value: object) -> object:
    """What any template prints, with the characters that turn the writing direction shown instead of obeyed."""
    return value.translate(TURNING) if isinstance(value, str) else value


def local(at: datetime, zone: ZoneInfo) -> str:
    """For example: 18 Mar 2026, 14:05."""
    here = at.astimezone(zone)
    return f"{wording.day(here.date())}, {here:%H:%M}"


def utc(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"


def stated(dated: Dated, zone: ZoneInfo) -> str:
    """No more than the page said: a day without an hour stays the page's day, whatever the reader's zone."""
    return wording.day(dated.at.date()) if dated.precision == "day" else local(dated.at, zone)


def machine(dated: Dated) -> str:
    """For the `datetime` attribute."""
    return dated.at.date().isoformat() if dated.precision == "day" else utc(dated.at)


def known_from(dated: Dated) -> str:
    """How an article's date is known, in words."""
    origin = ORIGINS.get(dated.origin, dated.origin)
    if dated.precision == "day":
        return f"{origin}, the day only"
    return origin if dated.zone_stated else f"{origin}, without a zone: the source’s own was assumed"


def held(tenure: Tenure) -> str:
    """For example: 16 Jul 2021 – end not recorded. No more than is known of each day."""
    if tenure.since is None and tenure.until is None:
        return "dates not recorded"
    since = _partial(tenure.since) if tenure.since else "beginning not recorded"
    return f"{since} – {_partial(tenure.until) if tenure.until else 'end not recorded'}"


def _partial(day: str) -> str:
    """Of 2021, 2021-07 or 2021-07-16 as much as there is."""
    if len(day) < len("2021-07-16"):
        return f"{date.fromisoformat(day + '-01'):%b %Y}" if "-" in day else day
    return wording.day(date.fromisoformat(day))


def clipped(text: str) -> str:
    """As much of a sentence as can be read: its overlong words cut, and its end."""
    text = _OVERLONG.sub(lambda word: f"{word.group()[:WORD_MAX]}…", text)
    return text if len(text) <= SENTENCE_MAX else f"{text[:SENTENCE_MAX].rstrip()} …"


def number(value: int) -> str:
    return f"{value:,}"


def counted(value: int, one: str, many: str | None = None) -> str:
    """For example: 1 article, 1,204 articles."""
    return f"{value:,} {one if value == 1 else many or one + 's'}"


def size(bytes_: int) -> str:
    """For example: 84 kB."""
    return f"{bytes_:,} bytes" if bytes_ < 1000 else f"{bytes_ / 1000:,.0f} kB"


def span(first: date, last: date) -> str:
    """Days in full words, as a screen reader should say them: 8 to 14 November 2021."""
    end = f"{last.day} {last:%B %Y}"
    if first == last:
        return end
    if (first.year, first.month) == (last.year, last.month):
        return f"{first.day} to {end}"
    return f"{first.day} {first:%B} to {end}" if first.year == last.year else f"{first.day} {first:%B %Y} to {end}"
