"""What a count beside a facet's value promises, whatever else is asked: the number of results after the click."""

from dataclasses import replace
from datetime import date, timedelta

from hypothesis import given, settings

from indexer.engines.whoosh import WhooshEngine
from indexer.model import Facet, Results
from indexer.query import SORTS, Days, Pick, Query, Undated
from tests.engines.archives import NOBODYS, VALUES, Commit, archives, filled, searches

often = settings(max_examples=40, deadline=None)


def counts(results: Results) -> dict[str, dict[str, int]]:
    return {facet.field: {value.value: value.count for value in facet.values} for facet in results.facets}


def ids(engine: WhooshEngine, query: Query) -> set[int]:
    return {hit.id for hit in engine.search(query).hits}


def ticked(query: Query, field: str, *values: str) -> Query:
    """With these ticks beside those there are."""
    pick = query.pick(field)
    include = tuple(dict.fromkeys((*pick.include, *values)))
    return query.with_pick(Pick(field, include, tuple(v for v in pick.exclude if v not in values)))


def unticked(query: Query, results: Results) -> list[Facet]:
    """Facets in which nothing is ticked or excluded."""
    return [facet for facet in results.facets if query.pick(facet.field) == Pick(facet.field)]


@often
@given(archives, searches())
def test_where_nothing_is_ticked_a_count_is_the_total_after_the_click(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        results = engine.search(query)
        for facet in unticked(query, results):
            before = {value.value: value.count for value in facet.values}
            after = {value: engine.search(ticked(query, facet.field, value)).total for value in before}
            assert (after, len(before)) == (before, facet.distinct)
            assert engine.search(ticked(query, facet.field, NOBODYS)).total == 0


@often
@given(archives, searches())
def test_where_something_is_ticked_one_more_tick_gives_the_union(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        for pick in (pick for pick in query.picks if pick.include):
            now = ids(engine, query)
            for value in VALUES[pick.field]:
                more = ids(engine, query.with_pick(Pick(pick.field, (value,), pick.exclude)))
                after = engine.search(query.with_pick(Pick(pick.field, (*pick.include, value), pick.exclude)))
                assert {hit.id for hit in after.hits} == now | more
                assert after.total == len(now | more) <= len(now) + len(more)


@often
@given(archives, searches())
def test_a_first_tick_in_another_facet_never_raises_a_count(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        results = engine.search(query)
        before = counts(results)
        for facet in unticked(query, results):
            for value in facet.values:
                after = counts(engine.search(ticked(query, facet.field, value.value)))
                assert after[facet.field] == {value.value: 0} | before[facet.field]
                for field, own in after.items():
                    assert field == facet.field or all(n <= before[field].get(v, 0) for v, n in own.items())


@often
@given(archives, searches())
def test_what_is_ticked_or_excluded_stays_visible_even_at_nothing(archive: list[Commit], query: Query) -> None:
    long_ago = Days("date", None, date(1900, 1, 1))
    with filled(archive) as engine:
        for asked in (query, replace(query, dates=long_ago)):
            results = engine.search(asked)
            for facet in results.facets:
                pick = asked.pick(facet.field)
                assert {value.value for value in facet.values if value.picked} == set(pick.include)
                assert {value.value for value in facet.values if value.excluded} == set(pick.exclude)
                assert facet.distinct == sum(value.count > 0 for value in facet.values)
        assert (results.total, {value.count for facet in results.facets for value in facet.values} - {0}) == (0, set())


@often
@given(archives, searches())
def test_excluding_a_first_value_takes_away_what_it_counted(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        results = engine.search(query)
        for facet in unticked(query, results):
            for value in facet.values:
                without = engine.search(query.with_pick(Pick(facet.field, (), (value.value,))))
                assert without.total == results.total - value.count
                assert counts(without)[facet.field] == counts(results)[facet.field]


@often
@given(archives, searches())
def test_bars_and_undated_add_up_to_all_results_without_the_date_filter(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        free = engine.search(replace(query, dates=None))
        assert sum(bar.count for bar in free.histogram.bars) + free.histogram.undated == free.total
        assert engine.search(query).histogram.undated == free.histogram.undated
        assert engine.search(replace(query, dates=Undated())).total == free.histogram.undated


@often
@given(archives, searches())
def test_picking_the_days_of_a_bar_gives_what_it_counted(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        for bar in engine.search(query).histogram.bars:
            picked = replace(query, dates=Days("date", bar.first, bar.until - timedelta(1)))
            assert engine.search(picked).total == bar.count


@often
@given(archives, searches())
def test_an_order_changes_only_the_order(archive: list[Commit], query: Query) -> None:
    with filled(archive) as engine:
        answers = [engine.search(replace(query, sort=sort)) for sort in SORTS]
        unordered = {
            (frozenset(hit.id for hit in one.hits), one.total, one.facets, one.histogram, one.reached)
            for one in answers
        }
        assert len(unordered) == 1
        assert all(one.total == len(one.hits) for one in answers)
