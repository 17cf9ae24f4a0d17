"""Tags to topics: what is one, under which name, and who says so."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Topic
from indexer.topics import CHARS_MAX, WRITTEN_MAX, Stanza, Topics, normal

ENERGY = Stanza("Energy", ("Енергетика", "Power sector"))
HEALTH = Stanza("Health", ("Охорона здоров'я",), "hospital OR лікарня")


@pytest.mark.parametrize(
    ("written", "value"),
    [
        ("Border  Crisis", "border crisis"),
        ("#BorderCrisis", "bordercrisis"),
        ("# Border crisis.", "border crisis"),
        ("Border\ncrisis …", "border crisis"),
        ("Охорона здоров’я", "охорона здоров'я"),
        ("ОХОРОНА ЗДОРОВʼЯ;", "охорона здоров'я"),
        ("Кри\u0301м", "кри\u0301м"),
        ("Ки\u0456\u0308в", "київ"),
        ("en\u00adergy", "energy"),
        ("C#", "c#"),
        ("…", ""),
        ("", ""),
        ("x" * (WRITTEN_MAX + 1), ""),
    ],
)
def test_ways_to_write_a_tag_have_one_value(written, value):
    assert normal(written) == value


@given(st.text() | st.text(alphabet="# .,Aaії’'\u00ad\u0301\n"))
def test_a_value_is_its_own_value(written):
    assert normal(normal(written)) == normal(written)


def test_tags_that_mean_the_same_are_one_topic_under_its_name():
    found = Topics([ENERGY, HEALTH]).of(("енергетика", "#energy", "Grain", "power sector."), "Охорона здоров’я")
    assert found == (
        Topic("energy", "Energy", "publisher"),
        Topic("grain", "Grain", "publisher"),
        Topic("health", "Health", "section"),
    )


def test_without_stanzas_each_tag_is_a_topic_as_it_was_written():
    assert Topics().of(("#Border  Crisis", "border crisis.", "EU"), None) == (
        Topic("border crisis", "Border Crisis", "publisher"),
        Topic("eu", "EU", "publisher"),
    )


def test_who_said_it_first_is_named():
    assigned = (("grain", "rule"), ("trade", "rule"), ("grain", "person"), ("ports", "person"))
    assert [(t.value, t.by) for t in Topics().of(("Energy",), "Grain", assigned)] == [
        ("energy", "publisher"),
        ("grain", "section"),
        ("trade", "rule"),
        ("ports", "person"),
    ]


def test_what_can_be_no_tag_is_no_topic():
    assert Topics().of(("", " # ", "—", "x" * (CHARS_MAX + 1), "y" * CHARS_MAX), "  ") == (
        Topic("y" * CHARS_MAX, "y" * CHARS_MAX, "publisher"),
    )


@pytest.mark.parametrize(
    ("typed", "found"),
    [("ЕНЕРГ", {"energy"}), ("power", {"energy", "power plants"}), ("здоров’я", {"health"}), ("zebra", set())],
)
def test_topics_are_found_by_any_of_their_tags(typed, found):
    assert Topics([ENERGY, HEALTH]).called(typed, ["energy", "health", "power plants"]) == found


def test_whatever_changes_topics_changes_their_fingerprint():
    told = [[], [ENERGY], [Stanza("Energy")], [Stanza("Energy", rule="power")], [Stanza("energy")], [ENERGY, HEALTH]]
    assert len({Topics(stanzas).fingerprint() for stanzas in told}) == len(told)
    assert Topics([ENERGY]).fingerprint() == Topics([Stanza("Energy", ENERGY.also[::-1])]).fingerprint()
