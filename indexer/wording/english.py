"""English for searches."""

from datetime import date

from indexer.wording.vocabulary import Vocabulary


def _about(word: str, changes: int) -> str:
    return f"about “{word}” (up to {_counted(changes, 'letter')} different)"


def _near(first: str, others: str, distance: int) -> str:
    between = f"at most {_counted(distance, 'word')}" if distance else "no word"
    return f"{first} near {others} ({between} between)"


def _last_days(count: int, ago: int) -> str:
    if not ago:
        return f"in the last {_counted(count, 'day')}"
    end = f"{_counted(ago, 'day')} ago"
    return end if count == 1 else f"in the {count:,} days up to {end}"


def _day(value: date) -> str:
    return f"{value.day} {value:%b} {value.year}"


def _counted(count: int, one: str) -> str:
    return f"{count} {one}" if count == 1 else f"{count:,} {one}s"


WORDS = Vocabulary(
    views={"articles": "articles", "quotes": "statements"},
    both="and",
    either="or",
    opposite="not",
    everything="everything",
    quoted=lambda text: f"“{text}”",
    exactly=lambda text: f"exactly “{text}”",
    pattern=lambda text: f"words like “{text}”",
    about=_about,
    also=lambda typed, others: f"“{typed}” [also {others}]",
    near=_near,
    same=lambda first, others: f"{first} in the same paragraph as {others}",
    fields={
        "said-by": "said by",
        "mentions": "mentioning",
        "role": "in office as",
        "office": "speaking for",
        "topic": "on",
        "source": "from",
        "lang": "in",
        "kind": "said",
        "has": "with",
        "is": "marked",
        "date": "published",
        "seen": "first seen",
        "changed": "last changed",
    },
    states={
        ("has", "quote"): "with a quote",
        ("has", "speaker"): "with a named speaker",
        ("has", "author"): "with an author",
        ("has", "topic"): "with a topic",
        ("has", "update"): "corrected",
        ("is", "late"): "arrived late",
        ("is", "future"): "dated in the future",
        ("is", "backfill"): "brought in as back-fill",
    },
    names={
        ("lang", "en"): "English",
        ("lang", "uk"): "Ukrainian",
        ("lang", "ru"): "Russian",
        ("lang", "unknown"): "language unknown",
        ("kind", "direct"): "directly",
        ("kind", "indirect"): "in reported speech",
        ("kind", "mixed"): "partly in their words",
    },
    undated="without a date",
    dated="with a date",
    day=_day,
    since=lambda day: f"since {day}",
    until=lambda day: f"until {day}",
    any_time="at any time",
    today="today",
    yesterday="yesterday",
    last_days=_last_days,
)
