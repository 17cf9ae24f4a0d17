"""The search benchmark, small: every engine is asked, and where words can't differ, so can't the answers."""

import json
from collections import Counter
from dataclasses import replace
from pathlib import Path

import pytest

from indexer.engines.whoosh import open_engine
from indexer.query import Query, Word
from tests.bench.search import building, saved, together
from tests.bench.search.__main__ import main
from tests.bench.search.asking import PEERS, Measured, asked, make_questions, measure
from tests.bench.search.building import MARKS
from tests.bench.search.corpus import Corpus, Material, Story, from_demo
from tests.bench.search.plain import answers, sampled

ARTICLES = 300


@pytest.fixture(scope="module")
def corpus() -> Corpus:
    return from_demo()


@pytest.fixture(scope="module")
def stories(corpus: Corpus) -> list[Story]:
    return list(corpus.stories(1, ARTICLES + 1))


@pytest.fixture(scope="module")
def folders(tmp_path_factory: pytest.TempPathFactory, stories: list[Story]) -> dict[str, Path]:
    """Every engine's index of the same articles."""
    root = tmp_path_factory.mktemp("peers")
    for name, peer in PEERS.items():
        writer = peer.write(root / name)
        writer.build(iter(stories), len(stories))
        writer.close()
    return {name: root / name for name in PEERS}


@pytest.fixture(scope="module")
def measured(folders: dict[str, Path], corpus: Corpus) -> list[Measured]:
    readers = {name: PEERS[name].read(folder) for name, folder in folders.items()}
    found = measure(readers, make_questions(corpus, ARTICLES, each=3))
    for reader in readers.values():
        reader.close()
    return found


def test_a_larger_corpus_begins_as_a_smaller_one(corpus: Corpus, stories: list[Story]) -> None:
    assert list(corpus.stories(40, 60)) == stories[39:59]
    assert list(corpus.stories(990, 1_010))[15] == corpus.story(1_005)
    assert [200 <= len(story.body.split()) < 400 for story in stories] == [True] * ARTICLES
    assert list(corpus.stories(1, 50)) != list(from_demo(seed=2).stories(1, 50))


def test_every_engine_counts_everything_alike(measured: list[Measured], stories: list[Story]) -> None:
    people, topics = Counter(p for s in stories for p in s.people), Counter(t for s in stories for t in s.topics)
    for one in (m for m in measured if m.kind == "all, by date" and m.mode == "warm"):
        counts = [sorted(facet.values(), reverse=True)[:20] for facet in (one.answer.people, one.answer.topics)]
        right = [[n for _, n in counter.most_common(20)] for counter in (people, topics)]
        wrong_values = [v for v, n in one.answer.people.items() if people[v] != n]
        assert (one.peer, one.answer.total, counts, wrong_values) == (one.peer, ARTICLES, right, [])


def test_by_date_every_engine_gives_the_same_articles(measured: list[Measured], stories: list[Story]) -> None:
    at = {story.id: story.published for story in stories}
    ours = [m for m in measured if (m.peer, m.mode) == ("onrecord", "warm") and "by date" in m.kind]
    for one in ours:
        pages = [m.answer.ids for m in measured if m.question == one.question]
        assert [[at[i] for i in ids] for ids in pages] == [[at[i] for i in one.answer.ids]] * 5


def test_our_totals_are_those_of_a_plain_reading(
    measured: list[Measured], corpus: Corpus, stories: list[Story]
) -> None:
    asking = make_questions(corpus, ARTICLES, each=3)
    ours = {m.question: m.answer.total for m in measured if m.peer == "onrecord"}
    articles = [sampled(story) for story in stories]
    right = {n: sum(answers(q.query.where, article) for article in articles) for n, q in enumerate(asking)}
    assert ours == right
    assert min(ours.values()) > 0


def test_most_totals_of_the_others_are_ours(measured: list[Measured]) -> None:
    ours = {m.question: m.answer.total for m in measured if m.peer == "onrecord"}
    for name in set(PEERS) - {"onrecord"}:
        equal = [m.answer.total == ours[m.question] for m in measured if m.peer == name]
        assert (name, len(equal), sum(equal) > 0.7 * len(equal)) == (name, 33, True)


def test_all_matches_have_a_month(measured: list[Measured]) -> None:
    assert [m for m in measured if m.answer.by_month != m.answer.total] == []


def test_every_engine_shows_a_changed_article_once(folders: dict[str, Path], corpus: Corpus, tmp_path: Path) -> None:
    former = [corpus.story(i) for i in (3, 77, 200)]
    for name, peer in PEERS.items():
        writer = peer.write(tmp_path / name)
        writer.build(corpus.stories(1, 251), 250)
        reader = peer.read(tmp_path / name)
        writer.change(list(corpus.changed([3, 77, 200], 0, MARKS[0])), former)
        reader.refresh()
        found = asked(reader, Query(where=Word(MARKS[0]), zone="UTC"))
        everything = asked(reader, Query(zone="UTC"))
        writer.close()
        reader.close()
        assert (name, sorted(found.ids), found.total, everything.total) == (name, [3, 77, 200], 3, 250)


def test_the_whole_bench_prints_its_tables_and_uses_indexes_again(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    work, file = tmp_path / "work", tmp_path / "bench.json"
    small = ["--articles", "120", "--each", "1", "--peers", "sqlite"]
    main([*small, "--work", str(work), "--keep", "--json", str(file)])
    printed, noted = capsys.readouterr().out, work / "sqlite-demo-1-120" / "built.json"
    before = noted.stat().st_mtime_ns
    again = building.build(work, PEERS["sqlite"], Material(None, 1), 120)
    assert (noted.stat().st_mtime_ns, again.articles) == (before, 120)
    heads = ["indexes", "all questions", "ours / other, CPU", "CPU ms, p50", "totals as ours"]
    assert [head for head in heads if head not in printed] == []
    found = json.loads(file.read_text())
    assert {m["peer"] for m in found["measured"]} == {"onrecord", "sqlite"}


# ---------------------------------------------------------------------------------------------- together, saved


def test_nobody_is_told_anything_wrong_while_others_write(tmp_path: Path) -> None:
    seen = together.run(tmp_path / "index", seconds=8, threads=20, processes=4, every_s=0.5)
    assert (seen.wrong, len(seen.states) > 5, seen.searches > 500) == ([], True, True)


def test_a_wrong_answer_would_be_noticed(tmp_path: Path) -> None:
    engine = open_engine(tmp_path / "index", writable=True, clock=lambda: together.NOW)
    totals = together.TotalsByState()
    for number in range(1, 5):
        made = together.commit(number)
        engine.apply(made.revisions, made.removed, made.reached)
    query, number, picked = together.QUERIES[-1]
    results = engine.search(query)
    engine.close()
    faults = [
        together.faults(answer, totals, number, picked)
        for answer in (results, replace(results, total=results.total + 1), replace(results, hits=results.hits[1:]))
    ]
    assert [len(some) for some in faults] == [0, 1, 1]
    with pytest.raises(KeyError):
        together.faults(replace(results, reached=results.reached - 1), totals, number, picked)


def test_saved_searches_match_new_articles_as_the_archive_does(tmp_path: Path, corpus: Corpus) -> None:
    queries = saved.saved_queries(corpus, 300)
    lines = saved.run(tmp_path, corpus, queries, articles=60, before=200)
    assert len(set(queries)) == 300
    assert lines[-1].startswith("200 searches compared")
