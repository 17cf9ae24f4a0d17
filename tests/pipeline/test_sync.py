from indexer import sync
from indexer.params import read_text
from tests.pipeline.conftest import make_article, make_intake


def titles(archive, search):
    answer = archive.ask(read_text(search, zone="UTC"))
    return sorted(found.revision.article.title for found in answer.found)


def test_what_is_stored_is_found_once_the_index_has_caught_up(archive):
    archive.store.put([make_intake(make_article(n)) for n in (1, 2)], archive.clock())
    assert (archive.behind(), titles(archive, "q=border")) == (2, [])
    assert archive.catch_up() == 2
    assert (archive.behind(), titles(archive, "q=border")) == (0, ["Story 1", "Story 2"])


def test_a_correction_replaces_what_is_found(archive):
    archive.store.put([make_intake(make_article(1))], archive.clock())
    archive.catch_up()
    archive.store.put([make_intake(make_article(1, title="Corrected", body="Grain prices rose."))], archive.clock())
    archive.catch_up()
    assert titles(archive, "q=border") == []
    assert titles(archive, "q=grain") == ["Corrected"]


def test_catching_up_twice_changes_nothing(archive):
    archive.store.put([make_intake(make_article(1))], archive.clock())
    archive.catch_up()
    assert archive.catch_up() == 0
    assert titles(archive, "") == ["Story 1"]


def test_more_changes_than_one_batch_all_arrive(archive, monkeypatch):
    monkeypatch.setattr(sync, "BATCH", 3)
    archive.store.put([make_intake(make_article(n)) for n in range(10)], archive.clock())
    batches = []
    assert archive.catch_up(batches.append) == 10
    assert batches == [3, 3, 3, 1]
    assert len(titles(archive, "")) == 10


def test_far_behind_it_takes_larger_batches(archive, monkeypatch):
    monkeypatch.setattr(sync, "BATCH", 3)
    monkeypatch.setattr(sync, "BULK_BATCH", 4)
    archive.store.put([make_intake(make_article(n)) for n in range(10)], archive.clock())
    batches = []
    assert archive.catch_up(batches.append) == 10
    assert batches == [4, 4, 2]


def test_a_cleared_index_is_built_again_from_the_store(archive):
    archive.store.put([make_intake(make_article(n)) for n in range(5)], archive.clock())
    archive.catch_up()
    archive.engine.clear()
    archive.catch_up()
    assert len(titles(archive, "")) == 5


def test_an_index_built_anew_reads_each_article_once(archive, monkeypatch):
    archive.store.put([make_intake(make_article(n)) for n in range(5)], archive.clock())
    archive.catch_up()
    archive.store.tag(1, "Border")
    archive.engine.clear()
    read = []
    monkeypatch.setattr(type(archive.store), "articles", _listening(type(archive.store).articles, read))
    archive.catch_up()
    assert read == [1, 2, 3, 4, 5]
    assert archive.store.touched(1) == ()
    assert titles(archive, "q=topic:border") == ["Story 0"]


def _listening(articles, read):
    def heard(store, ids):
        read.extend(ids)
        return articles(store, ids)

    return heard
