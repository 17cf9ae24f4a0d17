"""What a saved query's date filter will mean once time goes on."""

from indexer.query import Days, LastDays, Query, nodes
from indexer.wording import day


def dates_in_time(query: Query) -> str | None:
    """Whether its dates roll or stand still, in a sentence. None where it has none."""
    dates = [n for n in (query.dates, *nodes(query.where)) if isinstance(n, Days | LastDays)]
    if not dates:
        return None
    if isinstance(dates[0], LastDays):
        ago = f"{dates[0].ago} days before" if dates[0].ago else "to"
        return f"Rolling dates: each run looks at the last {dates[0].count} days up {ago} its own day."
    first, last = dates[0].first, dates[0].last
    if last is None:
        return "Open dates: whatever is published from then on can match."
    since = f"from {day(first)} to {day(last)}" if first else f"until {day(last)}"
    return f"Fixed dates: later on, only articles {since} that arrive late can match."
