"""What somebody held on a day, and the days of which nothing is recorded."""

from datetime import date

import pytest

from indexer.model import Tenure
from indexer.offices import Gap, first_day, held_on, history, last_day, latest_first


def make_tenure(since=None, until=None, title="minister"):
    return Tenure("office", "Office", ("office",), title, since, until, "people.toml")


def test_on_a_day_everything_is_held_that_covers_it():
    first, second, undated = make_tenure(None, "2021-07"), make_tenure("2021-07-16"), make_tenure()
    days = [date(2021, 7, 15), date(2021, 7, 16), date(2021, 8, 1), date(2030, 1, 1)]
    assert [held_on((first, second, undated), day) for day in days] == [(first,), (first, second), (second,), (second,)]


def test_the_latest_comes_first_and_what_has_no_date_last():
    going_on, ended, older = make_tenure("2021"), make_tenure("2021", "2023"), make_tenure(None, "2019")
    undated = make_tenure()
    assert latest_first((undated, older, ended, going_on)) == (going_on, ended, older, undated)


@pytest.mark.parametrize(
    ("until", "since", "gap"),
    [
        ("2020", "2022", Gap(date(2021, 1, 1), date(2021, 12, 31))),
        ("2020", "2021-07-16", Gap(date(2021, 1, 1), date(2021, 7, 15))),
        ("2021-02", "2021-03-02", Gap(date(2021, 3, 1), date(2021, 3, 1))),
        ("2021-07-15", "2021-07-16", None),
        ("2021-07-15", "2021-07", None),
        ("2021-12", "2022", None),
        ("2021-07-15", None, None),
    ],
)
def test_days_between_two_tenures_are_a_gap_where_it_is_sure_that_there_are_some(until, since, gap):
    earlier, later = make_tenure("2019", until), make_tenure(since, "2025")
    between = (gap,) if gap else ()
    assert history((earlier, later)) == (later, *between, earlier)


def test_an_end_that_is_not_recorded_leaves_no_gap():
    earlier, later = make_tenure("2019"), make_tenure("2022")
    assert history((earlier, later)) == (later, earlier)


def test_a_shorter_office_within_a_longer_one_makes_no_gap():
    long, short, later = make_tenure("2018", "2022"), make_tenure("2019", "2019"), make_tenure("2023")
    assert history((later, short, long)) == (later, short, long)


@pytest.mark.parametrize(
    ("partial", "first", "last"),
    [
        ("2021", date(2021, 1, 1), date(2021, 12, 31)),
        ("2021-12", date(2021, 12, 1), date(2021, 12, 31)),
        ("2024-02", date(2024, 2, 1), date(2024, 2, 29)),
        ("2021-07-16", date(2021, 7, 16), date(2021, 7, 16)),
        ("9999", date(9999, 1, 1), date(9999, 12, 31)),
        ("9999-12", date(9999, 12, 1), date(9999, 12, 31)),
    ],
)
def test_a_partial_date_has_a_first_and_a_last_day(partial, first, last):
    assert (first_day(partial), last_day(partial)) == (first, last)
