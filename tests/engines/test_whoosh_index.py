"""What an index keeps and forgets, commit by commit, and that stock Whoosh reads it too."""

import os
import random
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path
from zoneinfo import ZoneInfo

import numpy as np
import pytest
from whoosh import query as stock
from whoosh.filedb.filestore import FileStorage
from whoosh.scoring import Frequency

from indexer import fields
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.engines.whoosh.merging import SEGMENTS_MAX, segments_to_join, segments_to_tidy
from indexer.engines.whoosh.schema import MISSING, PARAGRAPH, VIEWS
from indexer.engines.whoosh.segment import ValueNumbers
from indexer.engines.whoosh.snapshot import SnapshotOpener
from indexer.engines.whoosh.storage import DurableStorage
from indexer.errors import EngineError, QueryError
from indexer.model import Bar, FacetValue, Revision
from indexer.query import And, Days, Keyword, Not, Or, Phrase, Pick, Query, Undated, Wildcard, Word, parse

Make = Callable[..., Revision]


def ids(engine: WhooshEngine, where: str = "", **query: object) -> list[int]:
    asked = replace(Query(where=parse(where), per_page=1_000_000), **query)
    return sorted(hit.id for hit in engine.search(asked).hits)


def test_an_empty_index_answers_and_has_reached_nothing(engine: WhooshEngine) -> None:
    results = engine.search(Query(where=parse("border")))
    assert (results.hits, results.total, results.reached, engine.reached()) == ((), 0, 0, 0)
    assert [facet.values for facet in results.facets] == [()] * len(fields.facets("articles"))


def test_a_later_revision_takes_the_place_of_the_earlier(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, body="border"), revision(2, body="border")], (), 2)
    engine.apply([revision(1, rev_seq=3, body="coast")], (), 3)
    assert (ids(engine, "border"), ids(engine, "coast"), ids(engine)) == ([2], [1], [1, 2])


def test_a_batch_with_two_revisions_of_an_article_shows_the_last(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, body="border"), revision(1, rev_seq=2, body="coast")], (), 2)
    assert (ids(engine, "border"), ids(engine)) == ([], [1])


def test_doing_it_twice_is_harmless(engine: WhooshEngine, revision: Make) -> None:
    batch = [revision(n, body="border he said", said=(("koval", "border"),)) for n in (1, 2)]
    engine.apply(batch, (9,), 2)
    first = [engine.search(Query(view=view)) for view in VIEWS]
    engine.apply(batch, (9,), 2)
    assert [engine.search(Query(view=view)) for view in VIEWS] == first


def test_a_removed_article_takes_its_statements_along(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(n, body="border", said=(("koval", "border"),)) for n in (1, 2)], (), 2)
    engine.apply([], (1,), 3)
    assert (ids(engine), ids(engine, view="quotes"), engine.reached()) == ([2], [200], 3)


def test_a_statement_that_is_gone_from_the_new_revision_is_gone(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, body="one two", said=(("koval", "one"), ("koval", "two")))], (), 1)
    engine.apply([revision(1, rev_seq=2, body="one", said=(("koval", "one"),))], (), 2)
    assert ids(engine, view="quotes") == [100]


def test_the_index_remembers_across_processes_how_far_it_read(
    engine: WhooshEngine, tmp_path: Path, now: datetime
) -> None:
    engine.apply([], (), 41)
    engine.apply([], (), 42)
    again = open_engine(tmp_path / "index", writable=False, clock=lambda: now)
    assert (again.reached(), again.search(Query()).reached, again.search(Query()).total) == (42, 42, 0)


def test_results_do_not_depend_on_how_the_documents_came_in(tmp_path: Path, revision: Make, now: datetime) -> None:
    rng = random.Random(5)
    words = "border guard state minister energy".split()
    revisions = [
        revision(n, body=" ".join(rng.choices(words, k=rng.randrange(60))), topics=(rng.choice(words),))
        for n in range(1, 80)
    ]
    answers = []
    for folder, size in (("one", 100), ("many", 3)):
        engine = open_engine(tmp_path / folder, writable=True, clock=lambda: now)
        for at in range(0, len(revisions), size):
            engine.apply(revisions[at : at + size], (), 79)
        asked = [
            Query(where=parse(text), sort="relevance")
            for text in ("border guard", '"state minister" OR energy', "-border")
        ]
        answers.append([engine.search(query) for query in asked])
    assert answers[0] == answers[1]


def test_a_text_may_be_longer_than_65_535_words(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, body="word " * 70_000 + "the very end"), revision(2, body="the end")], (), 2)
    assert (ids(engine, '"very end"'), ids(engine, '"word word word the"'), ids(engine, '"end word"')) == ([1], [1], [])


def test_a_phrase_does_not_span_two_documents_or_two_fields(engine: WhooshEngine, revision: Make) -> None:
    engine.apply(
        [revision(1, title="state", body="border"), revision(2, body="state"), revision(3, body="border")], (), 3
    )
    assert ids(engine, '"state border"') == []


def test_a_phrase_does_not_go_on_in_the_next_paragraph(engine: WhooshEngine, revision: Make) -> None:
    bodies = ("state\nborder", "state\n* * *\n\nborder", "state\r\nborder", "\nthe state border\n")
    engine.apply([revision(n, body=body) for n, body in enumerate(bodies, start=1)], (), 4)
    assert ids(engine, '"state border"') == [4]


def test_paragraphs_are_marked_between_words_only_and_marks_are_no_words(
    engine: WhooshEngine, revision: Make, tmp_path: Path
) -> None:
    bodies = ("one paragraph", "\n* * *\none\n \n\ntwo words\n...\nthree\n", "")
    engine.apply([revision(n, body=body) for n, body in enumerate(bodies, start=1)], (), 3)
    (folder,) = tmp_path.glob("index/*/articles")
    snapshot = SnapshotOpener("articles", ValueNumbers(), checked=False).open(folder)
    (segment,) = snapshot.segments
    marks = segment.terms.places("body", PARAGRAPH, np.arange(segment.size, dtype=np.int32))
    assert (marks.ids.tolist(), marks.places.tolist()) == ([1, 1], [1, 4])
    assert segment.column("body.words").tolist() == [2, 4, 0, MISSING]


def test_topics_of_several_words_are_values_of_their_own(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, topics=("Border  Crisis", "A, B")), revision(2, topics=("border",))], (), 2)
    assert ids(engine, picks=(Pick("topic", ("border crisis",)),)) == [1]
    assert ids(engine, picks=(Pick("topic", ("a, b",)),)) == [1]


def test_future_and_undated_articles_stand_behind_the_newest_and_the_oldest(
    engine: WhooshEngine, revision: Make, now: datetime
) -> None:
    dates = (now + timedelta(days=1), None, now, now - timedelta(days=1))
    engine.apply([revision(n, published=at) for n, at in enumerate(dates, start=1)], (), 4)
    in_order = {sort: [hit.id for hit in engine.search(Query(sort=sort)).hits] for sort in ("newest", "oldest")}
    assert in_order == {"newest": [3, 4, 2, 1], "oldest": [4, 3, 2, 1]}


def test_a_history_beyond_130_years_has_one_first_bar_for_all_before(
    engine: WhooshEngine, revision: Make, now: datetime
) -> None:
    years = (1, 1800, 1890, 2026)
    engine.apply([revision(y, published=datetime(y, 2, 1, tzinfo=UTC)) for y in years], (), 9)
    histogram = engine.search(Query(zone="UTC")).histogram
    assert (len(histogram.bars), histogram.unit) == (130, "year")
    assert histogram.bars[0] == Bar(date(1, 1, 1), date(1898, 1, 1), 3)
    assert sum(bar.count for bar in histogram.bars) == 4


def test_dates_at_the_ends_of_the_calendar_do_no_harm(engine: WhooshEngine, revision: Make) -> None:
    ends = (datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, tzinfo=UTC))
    engine.apply([revision(n, published=at) for n, at in enumerate(ends, start=1)], (), 2)
    for zone in ("America/New_York", "Asia/Tokyo"):
        assert (
            engine.search(Query(where=parse("date:<=9999-12-31 date:99999y OR date:>=0001-01-01"), zone=zone)).total
            == 2
        )


def test_excluded_and_picked_values_are_shown_even_at_nought(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, topics=("energy",))], (), 1)
    picks = (Pick("topic", ("coal",), ("gas",)), Pick("source", (), ("herald",)))
    topic = next(f for f in engine.search(Query(picks=picks)).facets if f.field == "topic")
    assert topic.values == (FacetValue("coal", 0, picked=True), FacetValue("gas", 0, excluded=True))


@pytest.mark.parametrize("seed", range(5))
def test_counts_beside_the_results_keep_what_they_promise(engine: WhooshEngine, revision: Make, seed: int) -> None:
    rng = random.Random(seed)
    topics, sources = [f"t{n}" for n in range(6)], ["herald", "gazette", "courier"]
    engine.apply(
        [
            revision(n, topics=tuple(rng.sample(topics, k=rng.randrange(4))), source=rng.choice(sources))
            for n in range(1, 60)
        ],
        (),
        60,
    )

    def counts(query: Query, field: str) -> dict[str, int]:
        return {v.value: v.count for f in engine.search(query).facets if f.field == field for v in f.values}

    plain = Query()
    for topic, count in counts(plain, "topic").items():
        one = plain.with_pick(Pick("topic", (topic,)))
        assert engine.search(one).total == count  # nothing ticked there: the count is what a click gives
        assert counts(one, "topic") == counts(plain, "topic")  # a facet is free of its own ticks
        assert all(
            counts(one, "source")[s] <= n for s, n in counts(plain, "source").items() if s in counts(one, "source")
        )
        for other, more in counts(plain, "topic").items():
            both = engine.search(plain.with_pick(Pick("topic", (topic, other)))).total
            assert max(count, more) <= both <= count + more if topic != other else both == count


# ------------------------------------------------------------------------------------------------------------ segments


def test_thousands_of_small_commits_leave_few_segments() -> None:
    sizes: list[int] = []
    rewritten = 0
    for _ in range(3_000):
        joined = segments_to_join(sizes, [0] * len(sizes))
        taken = sum(sizes[i] for i in joined)
        rewritten += taken
        sizes = [size for i, size in enumerate(sizes) if i not in joined] + [taken + 10]
        assert len(sizes) <= SEGMENTS_MAX
    assert rewritten < 6 * sum(sizes)


def test_a_segment_of_mostly_deleted_documents_is_rewritten() -> None:
    assert segments_to_join([10, 10, 1], [6, 5, 1]) == {0, 2}


def test_a_bulk_load_is_tidied_into_one_segment_and_small_commits_leave_it_alone() -> None:
    sizes = [0]
    for _ in range(40):
        sizes = after(sizes, segments_to_join(sizes, [0] * len(sizes)), 10_000)
    sizes = after(sizes, segments_to_tidy(sizes, [0] * len(sizes)), 0)
    assert sizes == [400_000]
    rewritten = 0
    for _ in range(300):
        for new, choose in ((100, segments_to_join), (0, segments_to_tidy)):
            joined = choose(sizes, [0] * len(sizes))
            rewritten += sum(sizes[i] for i in joined)
            sizes = after(sizes, joined, new) if new or joined else sizes
        assert sizes[0] == 400_000
        assert len(sizes) < SEGMENTS_MAX
    assert rewritten < 12 * 300 * 100


def test_too_few_segments_are_not_worth_tidying() -> None:
    assert segments_to_tidy([100_000, 3, 3, 3], [0, 0, 0, 0]) == frozenset()
    assert segments_to_tidy([100_000, 3, 3, 3, 3], [0, 0, 0, 0, 0]) == {1, 2, 3, 4}
    assert segments_to_tidy([10_000, 900], [0, 0]) == frozenset()
    assert segments_to_tidy([10_000, 1_600], [0, 0]) == {0, 1}


def test_large_segments_of_one_size_are_tidied_however_small_the_others_are() -> None:
    assert segments_to_tidy([110_000, 84_000, 2_000, 2_000, 2_000], [0] * 5) == {0, 1, 2, 3, 4}


def after(sizes: list[int], joined: frozenset[int], new: int) -> list[int]:
    """Sizes after a commit of so many new documents."""
    return [size for i, size in enumerate(sizes) if i not in joined] + [sum(sizes[i] for i in joined) + new]


def test_tidying_changes_no_answer(engine: WhooshEngine, revision: Make, tmp_path: Path) -> None:
    for seq in range(1, 9):
        engine.apply([revision(seq, rev_seq=seq, body="border " * seq)], [3] if seq == 8 else [], seq)
    query = Query(where=Word("border"), sort="relevance")
    before = engine.search(query)
    assert len(list(tmp_path.glob("index/*/articles/*.trm"))) > 4
    engine.tidy()
    assert len(list(tmp_path.glob("index/*/articles/*.trm"))) == 1
    assert (engine.search(query), engine.reached()) == (before, 8)


def test_updates_alone_leave_few_segments_and_no_ballast(engine: WhooshEngine, revision: Make, tmp_path: Path) -> None:
    for seq in range(1, 40):
        engine.apply([revision(1, rev_seq=seq, body=f"word{seq} border")], (), seq)
    assert len(list(tmp_path.glob("index/*/articles/*.trm"))) <= 2
    assert (ids(engine, "border"), ids(engine, "word7"), ids(engine, "word39")) == ([1], [], [1])


# --------------------------------------------------------------------------------------------------------- stock Whoosh


def stock_ids(folder: Path, asked: stock.Query) -> list[int]:
    index = DurableStorage(folder).open_index()
    with index.searcher(weighting=Frequency) as searcher:
        found = searcher.docs_for_query(asked)
        return sorted(int(searcher.reader().column_reader("id")[doc]) for doc in found)


def stock_or(a: str, b: str, c: str) -> stock.Query:
    return stock.Or([stock.Term("body", a), stock.And([stock.Term("body", b), stock.Term("body", c)])])


@pytest.mark.parametrize("seed", range(3))
def test_stock_whoosh_finds_the_same_in_the_same_files(
    engine: WhooshEngine, revision: Make, tmp_path: Path, seed: int
) -> None:
    rng = random.Random(seed)
    words = "border guard state minister energy кордон".split()
    for batch in range(14):
        revisions = [
            revision(
                rng.randrange(60),
                rev_seq=batch * 9 + n,
                body=" ".join(rng.choices(words, k=rng.randrange(30))),
                topics=("a b",) * rng.randrange(2),
            )
            for n in range(9)
        ]
        engine.apply(revisions, (rng.randrange(60, 70),), batch)
    (folder,) = tmp_path.glob("index/*/articles")
    for _ in range(30):
        a, b, c = rng.sample(words, k=3)
        pairs = (
            (Phrase(a), stock.Term("body", a)),
            (Phrase(f"{a} {b}"), stock.Phrase("body", [a, b])),
            (And((Phrase(a), Not(Phrase(b)))), stock.And([stock.Term("body", a), stock.Not(stock.Term("body", b))])),
            (Or((Phrase(a), And((Phrase(b), Phrase(c))))), stock_or(a, b, c)),
            (Keyword("topic", ("a b",)), stock.Term("topic", "a b")),
            (Wildcard(f"{a[:3]}*"), stock.Prefix("body", a[:3])),
        )  # fmt: skip
        for ours, theirs in pairs:
            assert [
                hit.id for hit in sorted(engine.search(Query(where=ours, per_page=99)).hits, key=lambda h: h.id)
            ] == stock_ids(folder, theirs)


def test_every_file_is_private_and_summed_up(engine: WhooshEngine, revision: Make, tmp_path: Path) -> None:
    engine.apply([revision(1, body="border")], (), 1)
    (folder,) = tmp_path.glob("index/*/articles")
    assert folder.stat().st_mode & 0o077 == 0
    (segment,) = {path.name.partition(".")[0] for path in folder.glob("MAIN_*.trm")}
    DurableStorage(folder).check(segment, contents=True)
    listed = DurableStorage(folder)._listed(segment)
    assert set(listed) == {p.name for p in folder.glob("MAIN_*") if p.suffix != ".sums"}


# ------------------------------------------------------------------------------------------------------------- writing


def test_reading_only_means_that(engine: WhooshEngine, tmp_path: Path, now: datetime) -> None:
    reader = open_engine(tmp_path / "index", writable=False, clock=lambda: now)
    with pytest.raises(EngineError, match="opened for reading only"):
        reader.apply([], (), 1)


def test_a_second_writer_waits_and_then_says_so(
    engine: WhooshEngine, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setattr("indexer.engines.whoosh.engine.LOCK_TIMEOUT_S", 0.2)
    lock = FileStorage(str(tmp_path / "index")).lock("LOCK")
    assert lock.acquire()
    with pytest.raises(EngineError, match="Somebody else has been writing"):
        engine.apply([], (), 1)
    lock.release()
    engine.apply([], (), 1)
    assert engine.reached() == 1


def test_a_failed_batch_leaves_everything_as_it_was(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, body="border")], (), 1)
    broken = replace(revision(2, body="coast"), rev_seq="two")
    with pytest.raises(TypeError):
        engine.apply([broken], (1,), 2)
    assert (ids(engine), engine.reached()) == ([1], 1)
    engine.apply([revision(2, body="coast")], (), 2)
    assert (ids(engine), engine.reached()) == ([1, 2], 2)


def test_a_full_disk_is_told_in_words(engine: WhooshEngine, revision: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(self: DurableStorage, name: str, **options: object) -> None:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched:
        patched.setattr(DurableStorage, "create_file", full)
        with pytest.raises(EngineError, match="No space left on device"):
            engine.apply([revision(1, body="border")], (), 1)
    engine.apply([revision(1, body="border")], (), 1)
    assert ids(engine, "border") == [1]


def test_undated_articles_are_a_bucket_of_their_own(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(1, published=None), revision(2)], (), 2)
    assert ids(engine, dates=Undated()) == [1]
    assert engine.search(Query(dates=Undated())).histogram.undated == 1


@pytest.mark.parametrize(
    ("night", "hours"), [(date(2025, 3, 30), 23), (date(2025, 10, 26), 25), (date(2025, 6, 1), 24)]
)
def test_a_day_begins_and_ends_at_the_readers_midnight(
    engine: WhooshEngine, revision: Make, night: date, hours: int
) -> None:
    midnight = datetime(night.year, night.month, night.day, tzinfo=ZoneInfo("Europe/Kyiv")).astimezone(UTC)
    edges = (
        midnight - timedelta(seconds=1),
        midnight,
        midnight + timedelta(hours=hours, seconds=-1),
        midnight + timedelta(hours=hours),
    )
    engine.apply([revision(n, published=at) for n, at in enumerate(edges, start=1)], (), 4)
    day = f"date:{night.isoformat()}"
    assert ids(engine, day) == [2, 3]
    bars = engine.search(Query()).histogram.bars
    assert [bar.count for bar in bars] == [1, 2, 1]


@pytest.mark.parametrize(
    ("days", "unit"),
    [(1, "day"), (45, "day"), (46, "week"), (200, "week"), (201, "month"), (2928, "month"), (2929, "year")],
)
def test_bars_get_coarser_with_the_stretch_they_cover(
    engine: WhooshEngine, revision: Make, days: int, unit: str
) -> None:
    first = datetime(2015, 5, 6, 12, tzinfo=UTC)
    engine.apply([revision(1, published=first), revision(2, published=first + timedelta(days=days - 1))], (), 2)
    histogram = engine.search(Query(zone="UTC")).histogram
    assert (histogram.unit, sum(bar.count for bar in histogram.bars)) == (unit, 2)
    assert all(a.until == b.first for a, b in pairwise(histogram.bars))


def test_the_histogram_of_a_date_filter_counts_its_edge_bars_whole(engine: WhooshEngine, revision: Make) -> None:
    engine.apply([revision(n, published=datetime(2020, n, 20, tzinfo=UTC)) for n in range(1, 13)], (), 12)
    quarter = Days("date", date(2020, 2, 1), date(2020, 10, 31))
    results = engine.search(Query(dates=quarter, zone="UTC"))
    assert (results.total, [bar.count for bar in results.histogram.bars], results.histogram.unit) == (
        9,
        [1] * 9,
        "month",
    )


def test_every_file_is_on_the_disk_before_the_commit_counts(
    engine: WhooshEngine, revision: Make, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """By listening in: a power cut can't be had here. NOT RUN HERE: real power loss (promise P2)."""
    synced: list[str] = []
    renames: list[tuple[str, list[str]]] = []
    fsync, rename = os.fsync, os.rename
    monkeypatch.setattr(
        os, "fsync", lambda fd: (synced.append(str(Path(f"/proc/self/fd/{fd}").readlink())), fsync(fd))[1]
    )
    monkeypatch.setattr(
        os, "rename", lambda a, b: (renames.append((str(a), list(synced))), rename(a, b), synced.clear())[1]
    )
    engine.apply([revision(1, body="border", said=(("koval", "border"),))], (), 1)
    assert len(renames) == len(VIEWS)
    for (draft, before), folder in zip(renames, (Path(draft).parent for draft, _ in renames), strict=True):
        files = {str(path) for path in folder.glob("MAIN_*")}
        assert files | {draft} <= set(before)
        assert before[-1] == str(folder)
    assert synced == [str(Path(renames[-1][0]).parent)]


def test_what_a_killed_commit_leaves_behind_is_swept(engine: WhooshEngine, revision: Make, tmp_path: Path) -> None:
    (folder,) = tmp_path.glob("index/*/articles")
    for leftover in ("MAIN_0123456789abcdef.trm", "_MAIN_7.toc.1774.5"):
        (folder / leftover).write_bytes(b"")
    engine.apply([revision(1)], (), 1)
    assert sorted(path.suffix for path in folder.iterdir()) == [".cols", ".pst", ".sums", ".toc", ".trm"]


# -------------------------------------------------------------------------------------------------------------- limits


def test_a_pattern_that_stands_for_too_many_words_is_refused_with_its_place(
    engine: WhooshEngine, revision: Make
) -> None:
    words = [f"mig{n:04}" for n in range(1_001)] + [f"be{n:03}" for n in range(201)]
    engine.apply([revision(1, body=" ".join(words))], (), 1)
    for text, place, count, allowed in (("state mig*", 6, "1,001", "1,000"), ("be?*", 0, "201", "200")):
        with pytest.raises(QueryError) as refused:
            engine.search(Query(text, parse(text)))
        assert refused.value.position == place
        assert f"stands for {count} words here; {allowed} are allowed" in str(refused.value)
    assert engine.search(Query(where=Wildcard("mig00*"))).total == 1
