from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from indexer.model import Schedule
from indexer.schedule import in_words, next_due

KYIV = ZoneInfo("Europe/Kyiv")


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def test_daily_is_daily_on_the_readers_clock():
    daily = Schedule("daily", "07:00", zone="Europe/Kyiv")
    assert next_due(daily, at("2026-11-23T04:59")) == at("2026-11-23T05:00")
    assert next_due(daily, at("2026-11-23T05:00")) == at("2026-11-24T05:00")
    assert next_due(daily, at("2026-07-01T00:00")) == at("2026-07-01T04:00")


def test_chosen_weekdays_skip_the_others():
    weekly = Schedule("weekly", "09:30", weekdays=(0, 3), zone="Europe/Warsaw")
    monday = next_due(weekly, at("2026-11-20T12:00"))
    assert monday == at("2026-11-23T08:30")
    assert next_due(weekly, monday) == at("2026-11-26T08:30")


def test_the_same_weekday_comes_again_in_a_week():
    weekly = Schedule("weekly", "07:00", weekdays=(0,), zone="UTC")
    assert next_due(weekly, at("2026-11-23T07:00")) == at("2026-11-30T07:00")


def test_hourly_falls_on_the_full_hour():
    assert next_due(Schedule("hourly"), at("2026-11-23T04:59:30")) == at("2026-11-23T05:00")


@pytest.mark.parametrize("kind", ["ingest", "manual"])
def test_no_clock_drives_these(kind):
    assert next_due(Schedule(kind), at("2026-11-23T04:59")) is None


@pytest.mark.parametrize("zone", ["Europe/Kyiv", "Europe/Warsaw", "America/New_York"])
@pytest.mark.parametrize("clock", ["00:00", "01:30", "02:30", "03:30", "07:00"])
def test_exactly_one_run_each_local_day_of_two_years(zone, clock):
    daily = Schedule("daily", clock, zone=zone)
    due, days = at("2026-01-01T12:00"), []
    while due < at("2028-01-01T00:00"):
        due = next_due(daily, due)
        days.append(due.astimezone(ZoneInfo(zone)).date())
    assert all(b - a == timedelta(days=1) for a, b in pairwise(days))


def test_an_hour_that_does_not_exist_runs_when_the_clock_has_jumped():
    # 29 March 2026 in Kyiv: 03:00 becomes 04:00.
    due = next_due(Schedule("daily", "03:30", zone="Europe/Kyiv"), at("2026-03-28T12:00"))
    assert due.astimezone(KYIV).isoformat() == "2026-03-29T04:00:00+03:00"


def test_an_hour_that_happens_twice_runs_the_first_time():
    # 25 October 2026 in Kyiv: 04:00 becomes 03:00.
    due = next_due(Schedule("daily", "03:30", zone="Europe/Kyiv"), at("2026-10-24T12:00"))
    assert due.astimezone(KYIV).isoformat() == "2026-10-25T03:30:00+03:00"


def test_a_schedule_can_be_said_in_words():
    assert in_words(Schedule("daily", "07:00", zone="Europe/Kyiv")) == "daily at 07:00 (Europe/Kyiv)"
    weekly = Schedule("weekly", "09:30", weekdays=(0, 3), zone="UTC")
    assert in_words(weekly) == "Mondays, Thursdays at 09:30 (UTC)"
