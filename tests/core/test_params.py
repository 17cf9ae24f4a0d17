from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer import fields, params
from indexer.errors import QueryError
from indexer.query import SORTS, Days, LastDays, Pick, Query, Undated, asks, only_leaves_out, parse, render
from tests.core.trees import any_day, span, typable, within_limits

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
        "date=yesterday",
        "q=Monastyrsky&not-also=Monastyrskyi&not-also=%D0%9C%D0%BE%D0%BD%D0%B0%D1%81%D1%82%D0%B8%D1%80%D1%81%D1%8C%D0%BA%D0%B8%D0%B9",
        "q=border&page=3&upto=812",
        "upto=999999999999",
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
        ("date=вчора", "date=yesterday"),
        ("date=18.03.2026", "date=2026-03-18"),
        ("date=7д", "date=7d"),
        ("not-also=b&not-also=a&not-also=b&not-also=", "not-also=a&not-also=b"),
        ("upto=0", ""),
        ("upto=-5&page=2", "page=2"),
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


def test_struck_out_spellings_and_the_state_of_the_archive_arrive_in_the_query():
    query = params.read_text("q=Koval&not-also=Коваль&upto=812", zone=KYIV)
    assert (query.not_also, query.upto) == (("Коваль",), 812)


def test_a_fault_beside_the_words_offers_no_other_words():
    with pytest.raises(QueryError) as caught:
        params.read_text("q=border&date=2026-05..2026-01", zone=KYIV)
    assert (caught.value.position, caught.value.repairs) == (0, ())


@pytest.mark.parametrize(
    "address",
    [
        "q=-drill+date:30d",
        "q=-drill&date=30d",
        "q=-drill&date=none",
        "q=-drill&from=2026-03-01",
        "q=-drill&topic=energy",
        "q=-drill+said-by:Koval",
        "-topic=energy",
        "q=has:date",
    ],
)
def test_a_search_may_leave_out_where_it_also_asks(address):
    assert params.read_text(address, zone=KYIV)


@pytest.mark.parametrize(
    ("address", "repairs"),
    [
        ("q=-drill", ("-drill date:30d", "drill")),
        ("q=-drill&-topic=energy", ("-drill date:30d", "drill")),
        ("q=-drill&kinder=direct", ("-drill date:30d", "drill")),
        ("q=-drill+-night", ("-drill -night date:30d", "drill -night")),
        ("q=border+OR+-drill", ("(border OR -drill) date:30d", "border OR drill")),
        ("q=border+OR+-drill+-night", ("(border OR -drill -night) date:30d", "border OR drill -night")),
        ("q=-(border+OR+drill)", ("-(border OR drill) date:30d", "border OR drill")),
        ("q=-topic:energy", ("-topic:energy date:30d", "topic:energy")),
    ],
)
def test_a_search_that_only_leaves_out_is_explained(address, repairs):
    with pytest.raises(QueryError, match="only says what to leave out") as caught:
        params.read_text(address, zone=KYIV)
    assert (caught.value.position, caught.value.repairs) == (0, repairs)
    for repair in repairs:
        assert params.read([("q", repair)], zone=KYIV)


@given(typable.filter(within_limits))
def test_what_is_offered_instead_asks_for_something(tree):
    if not asks(tree):
        error = only_leaves_out(render(tree), tree)
        assert error.repairs
        assert all(asks(parse(repair)) for repair in error.repairs)


values = st.text(min_size=1, max_size=12).filter(lambda text: text == text.strip())


def picks(view):
    one = st.lists(values, min_size=1, max_size=4, unique=True).flatmap(
        lambda chosen: st.integers(0, len(chosen)).map(
            lambda cut: (tuple(sorted(chosen[:cut])), tuple(sorted(chosen[cut:])))
        )
    )
    return st.tuples(*(st.none() | one for _ in fields.facets(view))).map(
        lambda made: tuple(Pick(f.name, *both) for f, both in zip(fields.facets(view), made, strict=True) if both)
    )


def asked(tree, view, chosen, dates, not_also, sort, paging):
    page, per_page, upto = paging
    text = render(tree)
    return Query(text, parse(text), chosen, dates, tuple(sorted(not_also)), view, sort, page, per_page, upto, KYIV)


queries = st.sampled_from(["articles", "quotes"]).flatmap(
    lambda view: st.builds(
        asked,
        typable.filter(within_limits),
        st.just(view),
        picks(view),
        st.builds(LastDays, st.just("date"), st.integers(1, date.max.toordinal()))
        | st.builds(span, st.just("date"), st.none() | any_day, any_day)
        | st.just(Undated()),
        st.sets(values, max_size=3),
        st.sampled_from(SORTS),
        st.tuples(st.integers(1, 90), st.sampled_from(params.PER_PAGE), st.none() | st.integers(1, 10**12)),
    )
)


@given(st.integers(1, 99_999_999), st.sampled_from("dwmyдтмр"))
def test_any_count_of_days_that_is_read_is_written_so_that_it_reads_the_same(count, unit):
    query = params.read([("date", f"{count}{unit}"), ("q", f"seen:{count}{unit}")], zone=KYIV)
    assert params.read_text(params.write(query), zone=KYIV) == query
    assert parse(render(query.where)) == query.where


@given(queries)
def test_a_query_comes_back_from_its_address(query):
    assert params.read_text(params.write(query), zone=KYIV) == query
