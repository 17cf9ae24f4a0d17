from datetime import date

import pytest

from indexer import params
from indexer.errors import QueryError
from indexer.query import Days, LastDays, Pick, Undated

KYIV = "Europe/Kyiv"


@pytest.mark.parametrize(
    "address",
    [
        "",
        "q=border+Belarus",
        "q=%D0%BA%D0%BE%D1%80%D0%B4%D0%BE%D0%BD&sort=newest",
        "q=border&said-by=ivan-petrenko&said-by=olena-koval&-topic=energy&date=2026-03-01..2026-05-31&view=quotes&page=2",
        "kind=direct&view=quotes",
        "date=7d&sort=oldest&per=50",
        "date=none",
        "date=2026-03-18",
        "date=..2026-03-18",
    ],
)
def test_a_canonical_address_comes_back_unchanged(address):
    assert params.write(params.read_text(address, zone=KYIV)) == address


@pytest.mark.parametrize(
    ("address", "canonical"),
    [
        ("sort=relevance&q=border", "q=border"),
        ("view=articles&q=+border+&page=1", "q=border"),
        ("topic=b&topic=a&topic=b&said-by=x", "said-by=x&topic=a&topic=b"),
        ("from=2026-03-01&to=2026-03-31", "date=2026-03-01..2026-03-31"),
        ("from=2026-03-01&to=&date=7d", "date=2026-03-01.."),
        ("date=2026-03", "date=2026-03-01..2026-03-31"),
        ("kind=direct", ""),
        ("nonsense=1&page=minus&per=7&sort=loudest", ""),
    ],
)
def test_one_search_has_one_address(address, canonical):
    assert params.write(params.read_text(address, zone=KYIV)) == canonical


def test_ticks_and_dates_arrive_in_the_query():
    query = params.read_text("topic=a&-topic=b&date=2026-03-18&view=quotes", zone=KYIV)
    assert query.picks == (Pick("topic", ("a",), ("b",)),)
    assert query.dates == Days("date", date(2026, 3, 18), date(2026, 3, 18))
    assert query.view == "quotes"


def test_a_value_both_ticked_and_excluded_is_ticked():
    assert params.read_text("topic=a&-topic=a", zone=KYIV).pick("topic") == Pick("topic", ("a",))


def test_relative_and_missing_dates_stay_what_they_are():
    assert params.read_text("date=30d", zone=KYIV).dates == LastDays("date", 30)
    assert params.read_text("date=none", zone=KYIV).dates == Undated()


def test_words_sort_by_relevance_and_filters_by_date():
    assert params.read_text("q=border", zone=KYIV).sort == "relevance"
    assert params.read_text("q=topic:energy", zone=KYIV).sort == "newest"


@pytest.mark.parametrize(
    "address", ["from=2026-02-30", "from=2026-03-02&to=2026-03-01", "page=600", "date=soon", "q=%22"]
)
def test_what_cannot_be_read_is_said(address):
    with pytest.raises(QueryError):
        params.read_text(address, zone=KYIV)
