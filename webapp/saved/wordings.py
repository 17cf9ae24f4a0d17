"""What a saved query's date filter will mean once time goes on."""

from indexer.query import Days, LastDays, Query, nodes
from indexer.wording import day
from webapp import formats


def dates_in_time(query: Query) -> str | None:
    """Whether its dates roll or stand still, in a sentence. None where it has none."""
    dates = [n for n in (query.dates, *nodes(query.where)) if isinstance(n, Days | LastDays)]
    if not dates:
        return None
    if isinstance(dates[0], LastDays):
        return f"Rolling dates: each run looks at {_rolling(dates[0])}."
    first, last = dates[0].first, dates[0].last
    if last is None:
        return "Open dates: whatever is published from then on can match."
    since = f"from {day(first)} to {day(last)}" if first else f"until {day(last)}"
    return f"Fixed dates: later on, only articles {since} that arrive late can match."


def _rolling(days: LastDays) -> str:
    ago = formats.counted(days.ago, "day")
    if days.count == 1:
        return f"the day {ago} before its own" if days.ago else "its own day"
    end = f"the one {ago} before its own" if days.ago else "its own day"
    return f"the last {days.count} days up to {end}"
