"""Topics of stored articles: the publisher's, those of rules and those of people, kept together."""

import pytest

from indexer.model import Topic
from indexer.store import open_store
from indexer.topics import GIVEN_MAX, Stanza, Topics

STANZAS = (Stanza("Energy", ("Енергетика",)), Stanza("Courts", rule="court"), Stanza("Ports", rule="port"))


@pytest.fixture
def store(url):
    opened = open_store(url, Topics(STANZAS))
    yield opened
    opened.close()


@pytest.fixture
def stored(store, make_intake, now):
    """Articles 1 to 3, of which the first is on energy and bridges."""
    about = {"topics": ("Енергетика",), "section": "Bridges"}
    store.put([make_intake("one", **about), make_intake("two"), make_intake("three")], now)
    return store


def touched(store):
    return [article for _, article in store.touched(100)]


def told(store, article_id=1):
    (revision,) = store.articles([article_id])
    return [(topic.label, topic.by) for topic in revision.topics]


def test_a_revision_has_its_publishers_topics(stored):
    assert [told(stored, n) for n in (1, 2)] == [[("Energy", "publisher"), ("Bridges", "section")], []]


def test_each_version_has_its_own_tags_and_what_the_article_was_given(stored, make_intake, now):
    stored.put([make_intake("one", topics=("Roads",))], now)
    stored.tag(1, "Traffic")
    versions = [[topic.value for topic in revision.topics] for revision in stored.revisions(1)]
    assert versions == [["energy", "bridges", "traffic"], ["roads", "traffic"]]


def test_what_rules_find_replaces_what_they_found(stored):
    first = stored.assign_topics({1: ["energy", "courts"], 2: ["courts"], 3: []})
    assert {n: [topic.value for topic in topics] for n, topics in first.items()} == {
        1: ["energy", "bridges", "courts"],
        2: ["courts"],
    }
    assert stored.assign_topics({1: ["courts"], 2: ["ports"], 3: []}) == {
        1: (
            Topic("energy", "Energy", "publisher"),
            Topic("bridges", "Bridges", "section"),
            Topic("courts", "Courts", "rule"),
        ),
        2: (Topic("ports", "Ports", "rule"),),
    }
    assert [told(stored, n) for n in (2, 3)] == [[("Ports", "rule")], []]


def test_rules_touch_only_the_articles_that_were_asked_about(stored):
    stored.assign_topics({1: ["courts"], 2: ["courts"]})
    assert list(stored.assign_topics({2: []})) == [2]
    assert told(stored) == [("Energy", "publisher"), ("Bridges", "section"), ("Courts", "rule")]


def test_what_a_rule_found_stays_while_it_cannot_be_asked(stored):
    stored.assign_topics({1: ["courts"], 2: ["ports"]})
    assert stored.assign_topics({1: [], 2: []}, unsure=["courts"]) == {2: ()}
    assert told(stored)[-1] == ("Courts", "rule")


def test_an_article_that_has_left_the_archive_is_passed_over(stored):
    assert stored.assign_topics({1: ["courts"], 99: ["courts"]}).keys() == {1}


def test_the_newsroom_gives_topics_and_takes_them_back(stored):
    assert stored.tag(2, "  #Winter  Supplies. ")
    assert told(stored, 2) == [("Winter Supplies.", "person")]
    assert stored.topic_labels(["winter supplies"]) == {"winter supplies": "Winter Supplies."}
    assert stored.untag(2, "winter supplies")
    assert (told(stored, 2), touched(stored)) == ([], [2, 2])


@pytest.mark.parametrize(
    ("article_id", "label"), [(1, "енергетика"), (1, "ENERGY"), (1, "bridges."), (1, "…"), (9, "x")]
)
def test_nothing_is_given_twice_or_for_nothing(stored, article_id, label):
    assert not stored.tag(article_id, label)
    assert (touched(stored), len(told(stored))) == ([], 2)


def test_only_so_many_topics_are_given(stored):
    assert all(stored.tag(2, f"Topic {n}") for n in range(GIVEN_MAX))
    assert not stored.tag(2, "One more")
    assert len(told(stored, 2)) == GIVEN_MAX


@pytest.mark.parametrize("value", ["energy", "bridges", "courts", "unknown"])
def test_what_others_say_cannot_be_taken_back(stored, value):
    stored.assign_topics({1: ["courts"]})
    assert not stored.untag(1, value)
    assert (touched(stored), len(told(stored))) == ([], 3)


def test_a_given_topic_follows_the_stanzas(stored, url):
    stored.tag(2, "Суди")
    merged = open_store(url, Topics([Stanza("Courts", ("Суди",))]))
    assert told(merged, 2) == [("Courts", "person")]
    assert merged.untag(2, "courts")
    assert told(merged, 2) == []
    merged.close()


def test_a_section_is_spelled_as_it_was_met(stored):
    assert stored.topic_labels(["bridges", "енергетика", "energy"]) == {
        "bridges": "Bridges",
        "енергетика": "Енергетика",
        "energy": "Energy",
    }


def test_changed_topics_have_all_articles_read_again_once(stored, url):
    stored.follow_topics()
    stored.settle([number for number, _ in stored.touched(100)])
    stored.assign_topics({1: ["courts"], 2: ["ports"]})
    assert (stored.follow_topics(), touched(stored)) == (0, [])

    changed = open_store(url, Topics([Stanza("Courts", rule="court OR суд")]))
    assert (changed.follow_topics(), touched(changed), changed.reached()) == (3, [1, 2, 3], 3)
    assert [told(changed, n) for n in (1, 2)] == [
        [("Енергетика", "publisher"), ("Bridges", "section"), ("Courts", "rule")],
        [],
    ], "a rule that is gone assigns nothing"
    assert changed.follow_topics() == 0
    changed.close()
