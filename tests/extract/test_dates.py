"""A written date means the day and minute it says, or nothing."""

from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest

from indexer.extract import dates
from indexer.model import Dated

KYIV = ZoneInfo("Europe/Kyiv")


def read(raw: str) -> Dated | None:
    return dates.read(raw, "Europe/Kyiv", "meta")


@pytest.mark.parametrize(
    ("raw", "iso"),
    [
        ("2026-03-18T14:05:33.120Z", "2026-03-18T14:05:33+00:00"),
        ("2026-03-18T14:05:33+0200", "2026-03-18T14:05:33+02:00"),
        ("2026-03-18 14:05 -03:30", "2026-03-18T14:05:00-03:30"),
        ("20260318T140533Z", "2026-03-18T14:05:33+00:00"),
        ("Wed, 18 Mar 2026 14:05:33 GMT", "2026-03-18T14:05:33+00:00"),
        ("Wed Mar 18 2026 14:05:33 GMT+0200 (EET)", "2026-03-18T14:05:33+02:00"),
        ("Wed Mar 18 14:05:33 +0000 2026", "2026-03-18T14:05:33+00:00"),
        ("March 18, 2026 2:05 p.m. EDT", "2026-03-18T14:05:00-04:00"),
        ("18 March 2026, 12:05 am", "2026-03-18T00:05:00"),
        ("18 березня 2026, 14:05", "2026-03-18T14:05:00"),
        ("14:05, 18 марта 2026 г.", "2026-03-18T14:05:00"),
        ("18.03.2026 14:05", "2026-03-18T14:05:00"),
        ("18. März 2026", "2026-03-18"),
        ("2026/03/18", "2026-03-18"),
        ("18/03/2026", "2026-03-18"),
        ("1773842733", "2026-03-18T14:05:33+00:00"),
        ("1773842733000", "2026-03-18T14:05:33+00:00"),
        ("2026-06-30T23:59:60Z", "2026-06-30T23:59:59+00:00"),
    ],
)
def test_what_is_written_is_what_is_read(raw: str, iso: str) -> None:
    found = read(raw)

    assert found is not None
    assert found.iso() == iso


@pytest.mark.parametrize(
    "raw",
    ["", "yesterday", "03/04/2026", "2026-02-30", "18 March", "2026031814", "99999999999", "٢٠٢٦-٠٣-١٨", "0000-01-01"],
)
def test_what_could_be_another_day_is_no_date(raw: str) -> None:
    assert read(raw) is None


def test_a_time_without_an_offset_is_the_sources_and_says_so() -> None:
    assert read("18.07.2026 14:05") == Dated(
        datetime(2026, 7, 18, 14, 5, tzinfo=KYIV), "18.07.2026 14:05", "meta", "minute", zone_stated=False
    )


def test_a_stated_offset_is_kept() -> None:
    zone = timezone(timedelta(hours=-5))

    assert read("2026-07-18T14:05:00-05:00") == Dated(
        datetime(2026, 7, 18, 14, 5, tzinfo=zone), "2026-07-18T14:05:00-05:00", "meta"
    )


def test_a_day_begins_at_the_sources_midnight() -> None:
    found = read("18 July 2026")

    assert found is not None
    assert found.at.astimezone(UTC) == datetime(2026, 7, 17, 21, 0, tzinfo=UTC)


@pytest.mark.parametrize("raw", ["2026-03-18T14:05:00+25:00", "18 March 2026 14:05 IST"])
def test_an_impossible_or_ambiguous_offset_counts_as_none(raw: str) -> None:
    found = read(raw)

    assert found is not None
    assert (found.iso(), found.zone_stated) == ("2026-03-18T14:05:00", False)


def test_an_unknown_zone_is_utc() -> None:
    assert dates.named_zone("Nowhere/Atlantis") == UTC


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://news.example/2026/03/18/bridge", "2026-03-18"),
        ("https://news.example/a/20260318-bridge", "2026-03-18"),
        ("https://news.example/2026/13/18/bridge", None),
        ("https://news.example/news/general/1205195.html", None),
    ],
)
def test_a_day_in_an_address_counts_only_as_a_whole(url: str, day: str | None) -> None:
    found = dates.day_in_url(url)

    assert (found and found.iso()) == day
