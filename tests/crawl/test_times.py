"""A time is read as it was meant, or not at all."""

from datetime import UTC, datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.crawl.times import stated

KYIV = ZoneInfo("Europe/Kyiv")


@pytest.mark.parametrize(
    ("raw", "iso", "utc"),
    [
        ("2026-11-24T10:30:00+02:00", "2026-11-24T10:30:00+02:00", (8, 30)),
        ("2026-11-24 10:30", "2026-11-24T10:30:00", (8, 30)),
        ("Tue, 24 Nov 2026 10:30:00 GMT", "2026-11-24T10:30:00+00:00", (10, 30)),
        ("24 Nov 2026 10:30 EST", "2026-11-24T10:30:00-05:00", (15, 30)),
        ("Tue, 24 Nov 2026 10:30:00 EET", "2026-11-24T10:30:00", (8, 30)),
        ("Tue, 24 Nov 2026 10:30:00 -0000", "2026-11-24T10:30:00", (8, 30)),
        ("24.11.2026 10:30", "2026-11-24T10:30:00", (8, 30)),
        (" 2026-11-24T08:30:00Z\n", "2026-11-24T08:30:00+00:00", (8, 30)),
    ],
)
def test_usual_spellings(raw, iso, utc):
    dated = stated(raw, origin="feed", zone=KYIV)
    assert (dated.iso(), dated.precision, dated.raw) == (iso, "minute", raw.strip())
    assert dated.at.astimezone(UTC) == datetime(2026, 11, 24, *utc, tzinfo=UTC)


@pytest.mark.parametrize("raw", ["2026-11-24", "24.11.2026", "24 Nov 2026", "Tue, 24 Nov 2026", "20261124"])
def test_a_day_is_a_day_of_the_source(raw):
    dated = stated(raw, origin="feed", zone=KYIV)
    assert (dated.iso(), dated.precision) == ("2026-11-24", "day")
    assert dated.at.astimezone(UTC) == datetime(2026, 11, 23, 22, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    "raw",
    [
        "",
        "soon",
        "2026",
        "2026-11",
        "31.02.2026",
        "2026-11-24T10:30:00+99:00",
        "0001-01-01T00:00:00+14:00",
        None,
        7,
        b"x",
    ],
)
def test_less_than_a_day_is_no_time(raw):
    assert stated(raw, origin="feed", zone=KYIV) is None


@given(st.text(max_size=40) | st.datetimes().map(str))
def test_no_text_breaks_the_reading(text):
    dated = stated(text, origin="feed", zone=KYIV)
    assert dated is None or dated.at.astimezone(UTC).tzinfo is UTC
