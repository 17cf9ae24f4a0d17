"""When a saved query is due next: wall clocks and their two odd nights a year, as pure arithmetic."""

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from indexer.model import Schedule


def next_due(schedule: Schedule, after: datetime) -> datetime | None:
    """The first due time later than `after`; None for schedules that no clock drives (ingest, manual)."""
    if schedule.kind in ("ingest", "manual"):
        return None
    if schedule.kind == "hourly":
        return after.astimezone(UTC).replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
    zone = ZoneInfo(schedule.zone)
    at = time.fromisoformat(schedule.at)
    today = after.astimezone(zone).date()
    # Eight days reach the same weekday again even where today's slot has passed.
    days = (today + timedelta(days=n) for n in range(9))
    slots = (instant(day, at, zone) for day in days if _runs_on(schedule, day))
    return next(slot for slot in slots if slot > after)


def instant(day: date, at: time, zone: ZoneInfo) -> datetime:
    """The UTC instant of a local time: the first of two where it happens twice, the first after it where it doesn't."""
    local = datetime.combine(day, at, tzinfo=zone)
    utc = local.astimezone(UTC)
    if utc.astimezone(zone).replace(tzinfo=None) == local.replace(tzinfo=None):
        return utc
    # The clock jumped over it. With fold=1 the offset after the jump applies, which lands before the jump.
    before = local.replace(fold=1).astimezone(UTC)
    jumped = before.astimezone(zone).utcoffset()
    while before.astimezone(zone).utcoffset() == jumped:
        before += timedelta(minutes=1)
    return before.replace(second=0, microsecond=0)


def _runs_on(schedule: Schedule, day: date) -> bool:
    return schedule.kind == "daily" or day.weekday() in schedule.weekdays


def in_words(schedule: Schedule) -> str:
    """For example: daily at 07:00 (Europe/Kyiv)."""
    if schedule.kind == "ingest":
        return "whenever something new comes in"
    if schedule.kind == "manual":
        return "only when asked"
    if schedule.kind == "hourly":
        return "every hour"
    days = "daily" if schedule.kind == "daily" else ", ".join(_WEEKDAYS[d] for d in schedule.weekdays)
    return f"{days} at {schedule.at} ({schedule.zone})"


_WEEKDAYS = ("Mondays", "Tuesdays", "Wednesdays", "Thursdays", "Fridays", "Saturdays", "Sundays")
