"""Topics from config.toml to what is found and told: synonyms, rules, changes of both, and topics that people give."""

import logging
from contextlib import contextmanager

import pytest

from indexer.archive import open_archive
from indexer.config import load
from indexer.model import Quote, Schedule
from indexer.params import read_text
from tests.pipeline.conftest import make_article, make_intake

ENERGY = '[[topics]]\nname = "Energy"\nalso = ["Енергетика"]\nrule = "substation OR підстанція"\n'
COURTS = '[[topics]]\nname = "Courts"\nrule = "(court OR judge) lang:en"\n'
STORIES = [
    {"title": "Tagged", "topics": ("#Енергетика",)},
    {"title": "Ruled", "body": "The substation near the river works again."},
    {"title": "Правило", "body": "На підстанції закінчили ремонт.", "language": "uk"},
    {"title": "Section", "section": "Courts."},
    {"title": "Court", "body": "A judge spoke of the substations.", "language": "en"},
    {"title": "Plain", "body": "Grain prices rose."},
]


@pytest.fixture
def reopen(tmp_path, clock):
    """The same archive with other topics, as after a restart."""

    @contextmanager
    def opened(topics):
        path = tmp_path / "config.toml"
        path.write_text(f'data = "data"\nzone = "UTC"\n{topics}', encoding="utf-8")
        with open_archive(load(path), writes_index=True, clock=clock) as archive:
            yield archive

    return opened


@pytest.fixture
def archive(reopen):
    with reopen(ENERGY + COURTS) as archive:
        put(archive, *STORIES)
        archive.catch_up()
        yield archive


def put(archive, *stories):
    there = archive.store.counts()["articles"]
    made = [make_intake(make_article(there + n, **story)) for n, story in enumerate(stories, 1)]
    archive.store.put(made, archive.clock())


def titles(archive, search):
    return sorted(found.revision.article.title for found in archive.ask(read_text(search, zone="UTC")).found)


@pytest.mark.parametrize(
    ("search", "found"),
    [
        ("q=topic:energy", ["Court", "Ruled", "Tagged", "Правило"]),
        ("q=topic:Енергетика.", ["Court", "Ruled", "Tagged", "Правило"]),
        ("topic=енергетика", ["Court", "Ruled", "Tagged", "Правило"]),
        ("q=topic:courts", ["Court", "Section"]),
        ("topic=courts&-topic=Енергетика", ["Section"]),
        ("q=has:topic -topic:energy", ["Section"]),
        ("q=date:..2030 -has:topic", ["Plain"]),
    ],
)
def test_a_topic_is_found_whoever_says_so_and_however_it_is_typed(archive, search, found):
    assert titles(archive, search) == found


def test_counts_names_and_reasons_know_topics_of_all_kinds(archive):
    answer = archive.ask(read_text("q=topic:енергетика", zone="UTC"))
    (facet,) = (facet for facet in answer.results.facets if facet.field == "topic")
    assert [(answer.label("topic", v.value), v.count) for v in facet.values] == [("Energy", 4), ("Courts", 1)]
    assert {found.why for found in answer.found} == {("on Energy",)}
    assert answer.sentence.endswith("on Energy")


def test_what_is_counted_is_what_ticking_it_finds(archive):
    (facet,) = (f for f in archive.ask(read_text("", zone="UTC")).results.facets if f.field == "topic")
    for value in facet.values:
        assert len(titles(archive, f"topic={value.value}")) == value.count


def test_what_is_put_under_an_old_name_is_ticked_under_the_new_one(archive):
    query = read_text("topic=Енергетика&topic=energy&-topic=courts", zone="UTC")
    assert archive.as_called_now(query).pick("topic") == read_text("topic=energy&-topic=courts", zone="UTC").pick(
        "topic"
    )


def test_a_corrected_article_loses_the_topic_that_its_words_no_longer_have(archive):
    archive.store.put([make_intake(make_article(2, title="Ruled", body="The bridge works again."))], archive.clock())
    archive.catch_up()
    assert "Ruled" not in titles(archive, "q=topic:energy")


@pytest.mark.parametrize("search", ["q=topic:energy", "topic=courts", "q=-topic:energy&date=..2030", "q=has:topic"])
def test_a_saved_query_is_told_exactly_what_the_search_finds(archive, clock, search):
    saved = archive.save_query("Topics", search, Schedule("ingest"), 0)
    clock.turn(hours=1)
    put(archive, *({**story, "url": f"https://example.org/again/{n}"} for n, story in enumerate(STORIES)))
    archive.catch_up()
    run = archive.run_now(saved)
    told = {item.article_id for item in archive.store.run_items(run.id)}
    found = {hit.article_id for hit in archive.ask(read_text(search, zone="UTC")).results.hits}
    assert told == {number for number in found if number > len(STORIES)}
    assert told


def test_changed_topics_reach_old_articles_and_are_no_news(archive, reopen):
    saved = archive.save_query("Grain", "q=topic:grain", Schedule("ingest"), 0)
    reached = archive.store.reached()
    changed = (
        '[[topics]]\nname = "Grain"\nrule = "grain"\n[[topics]]\nname = "Power"\nalso = ["Energy", "Енергетика"]\n'
    )
    with reopen(changed) as later:
        later.catch_up()
        found = [titles(later, f"q=topic:{topic}") for topic in ("grain", "power", "energy", "courts")]
        assert found == [["Plain"], ["Tagged"], ["Tagged"], ["Section"]]
        assert later.store.reached() == reached
        assert later.run_now(saved).found == 0
    with reopen("") as without:
        without.catch_up()
        assert [titles(without, f"q=topic:{topic}") for topic in ("grain", "power")] == [[], []]
        assert titles(without, "q=topic:енергетика") == ["Tagged"]


def test_topics_that_did_not_change_cost_nothing_at_the_next_start(archive, reopen):
    with reopen(ENERGY + COURTS) as again:
        assert again.store.touched(1) == ()


def test_an_index_built_anew_has_the_topics_of_rules(archive):
    archive.engine.clear()
    archive.catch_up()
    assert titles(archive, "q=topic:energy") == ["Court", "Ruled", "Tagged", "Правило"]


def test_a_topic_that_somebody_gives_is_found_and_no_news(archive):
    saved = archive.save_query("Energy", "q=topic:energy", Schedule("ingest"), 0)
    assert archive.store.tag(6, "Енергетика")
    archive.catch_up()
    assert "Plain" in titles(archive, "q=topic:energy")
    assert archive.run_now(saved).found == 0
    assert archive.store.untag(6, "energy")
    archive.catch_up()
    assert "Plain" not in titles(archive, "q=topic:energy")


def test_without_rules_nothing_is_asked(reopen, monkeypatch):
    with reopen('[[topics]]\nname = "Energy"\n') as archive:
        monkeypatch.setattr(archive.engine, "among", None)
        put(archive, *STORIES)
        assert archive.catch_up() == len(STORIES)


def test_a_rule_that_cannot_be_answered_is_named_and_stops_nothing(reopen, caplog):
    broad = ENERGY + '[[topics]]\nname = "All"\nrule = "ww*"\n'
    words = " ".join(f"ww{n}" for n in range(1_100))
    with reopen(broad) as archive, caplog.at_level(logging.WARNING):
        put(archive, *STORIES, {"title": "Wide", "body": words})
        archive.catch_up()
        assert titles(archive, "q=topic:energy") == ["Court", "Ruled", "Tagged", "Правило"]
        assert (titles(archive, "q=topic:all"), archive.behind()) == ([], 0)
    assert "topic “all” was not asked of all articles" in caplog.text


def test_rules_find_people_whichever_way_their_names_are_written(reopen):
    said = Quote(0, 5, "Quiet", "direct", "said", "Olena Koval", 0, 5, "Olena Koval", None, "person", "explicit", 1.0)
    with reopen('[[topics]]\nname = "Press desk"\nrule = \'said-by:"Олена Коваль"\'\n') as archive:
        put(archive, {"title": "Said", "quotes": (said,)}, {"title": "Silent"})
        archive.catch_up()
        assert titles(archive, 'q=topic:"press desk"') == ["Said"]
