"""The content of the sample newsroom: repeatable, rich enough, and true to its own truth."""

import re
from collections import Counter
from datetime import UTC, date, datetime, timedelta
from random import Random

import pytest

from indexer.demo.cast import Office, cast, in_office
from indexer.demo.newsroom import LAST_EDITION, build
from indexer.demo.planning import DAYS, Deck
from indexer.demo.stockroom import LANGUAGES, load
from indexer.demo.wording import fill, noun_form, write_number

ANCHOR = date(2026, 3, 18)
NOW = datetime(2026, 3, 18, 12, 30, tzinfo=UTC)


@pytest.fixture(scope="module")
def newsroom():
    """Edition 0, which no test advances."""
    return build(ANCHOR)


@pytest.fixture(scope="module")
def corrected():
    """Edition 1, which no test advances."""
    room = build(ANCHOR)
    room.advance(NOW)
    return room


@pytest.fixture
def moving():
    return build(ANCHOR)


def everything(seed):
    """All stories after three editions."""
    room = build(ANCHOR, seed)
    for hour in range(3):
        room.advance(NOW + timedelta(hours=hour))
    return room.stories


def test_the_same_anchor_and_seed_give_the_same_stories():
    assert everything(7) == everything(7)
    assert everything(7) != everything(8)


def test_the_newsroom_has_the_promised_size(corrected):
    stories = corrected.stories
    by_wire = Counter(story.wire for story in stories)
    told = Counter(story.occurrence for story in stories if story.wire != "mirror")
    assert by_wire == {"english": 170, "ukrainian": 110, "mirror": 40}
    assert sum(wires == 2 for wires in told.values()) == 70
    assert len({story.event for story in stories}) >= 40
    assert len({story.section for story in stories}) == 12
    assert {story.language for story in stories} == {"en", "uk"}


def test_officials_are_25_and_some_change_office_and_two_share_a_surname(newsroom):
    surnames = Counter(official.names["en"][1] for official in newsroom.officials)
    moved = [official for official in newsroom.officials if len(official.offices) > 1]
    speakers = {said.speaker for story, said in newsroom.truth() if story.language == "en" and said.office}
    assert len(newsroom.officials) == 25
    assert len(moved) >= 6
    assert [surname for surname, people in surnames.items() if people > 1] == ["Hnatiuk"]
    assert speakers == {official.name("en") for official in newsroom.officials}


@pytest.mark.parametrize("seed", [7, 8, 9, 10])
def test_every_statement_stands_verbatim_in_its_story(seed):
    room = build(ANCHOR, seed)
    room.advance(NOW)
    astray = [
        (story.path, said.text)
        for story, said in room.truth()
        if said.text not in (story.title if said.in_title else story.body)
        or (said.fragment is not None and said.fragment not in said.text)
    ]
    assert astray == []


def test_every_speaker_named_in_full_is_named_in_the_story(newsroom):
    genitive = {official.name("uk"): " ".join(official.genitive) for official in newsroom.officials}
    astray = [
        (story.path, said.written)
        for story, said in newsroom.truth()
        if said.named == "full"
        if said.written not in story.body and genitive.get(said.written, said.written) not in story.body
    ]
    assert astray == []


def test_every_speaker_holds_the_stated_office_on_the_day(newsroom):
    offices = {official.name(language): official for official in newsroom.officials for language in LANGUAGES}
    wrong = [
        (story.path, said.speaker, said.office)
        for story, said in newsroom.truth()
        if said.speaker_type == "person"
        and story.published is not None
        and offices[said.speaker].office_on(story.published.date()).titles[story.language] != said.office
    ]
    assert wrong == []


def test_an_office_is_held_from_its_first_day_to_the_day_before_its_end():
    office = Office("bank", date(2026, 1, 10), date(2026, 1, 12), {"en": "Governor"}, "голови", "governor")
    assert [day for day in range(8, 15) if office.holds(date(2026, 1, day))] == [10, 11]


def test_one_person_is_quoted_under_two_offices(newsroom):
    said = [said.office for _, said in newsroom.truth() if said.speaker == "Danylo Koval"]
    assert set(said) == {"Deputy Interior Minister", "Interior Minister"}


def test_all_kinds_of_statements_occur_in_both_languages(newsroom):
    kinds = {
        (story.language, said.kind, said.named) for story, said in newsroom.truth() if said.speaker_type == "person"
    }
    namings = ("full", "surname", "pronoun")
    expected = {(lang, kind, how) for lang in LANGUAGES for kind in ("direct", "indirect", "mixed") for how in namings}
    assert expected | {("en", "direct", "continuation"), ("uk", "direct", "continuation")} <= kinds
    assert any(said.in_title for _, said in newsroom.truth())
    assert {said.speaker_type for _, said in newsroom.truth()} == {"person", "organisation", "unnamed"}


def test_stories_have_the_length_of_wire_copy(newsroom):
    stories = [*newsroom.of("english"), *newsroom.of("ukrainian")]
    words = [len(story.body.split()) for story in stories]
    paragraphs = [len(story.paragraphs) for story in stories]
    assert (min(words) >= 150, max(words) <= 450) == (True, True)
    assert (min(paragraphs) >= 4, max(paragraphs) <= 10) == (True, True)


def test_no_story_says_the_same_thing_twice_or_shows_a_slot(newsroom):
    for story in newsroom.stories:
        assert not re.search(r"[{}\[\]\\]|  ", story.title + story.body), story.path
        bodies = [said.text for said in story.statements if not said.in_title]
        assert len(bodies) == len(set(bodies)), story.path


def test_everything_is_dated_before_the_anchor_and_one_page_is_not_dated(newsroom):
    days = [story.published.date() for story in newsroom.stories if story.has_date]
    assert min(days) >= ANCHOR - timedelta(days=DAYS)
    assert max(days) < ANCHOR
    assert [story.wire for story in newsroom.stories if not story.has_date] == ["ukrainian"]


def test_mirror_copies_some_stories_whole_and_some_shortened_and_respells_names(newsroom):
    originals = {story.occurrence: story for story in newsroom.of("english")}
    pairs = [(copy, originals[copy.occurrence]) for copy in newsroom.of("mirror")]
    whole = [copy for copy, original in pairs if len(copy.paragraphs) == len(original.paragraphs)]
    assert 10 <= len(whole) <= 30
    assert all(copy.title != original.title for copy, original in pairs if copy in whole)
    assert any(said.written != said.speaker for copy, _ in pairs for said in copy.statements if said.office)


def test_first_edition_corrects_eight_stories_and_brings_eight_late_ones(newsroom, corrected):
    before = {story.path: story for story in newsroom.stories}
    after = {story.path: story for story in corrected.stories}
    changed = [path for path, story in before.items() if after[path] != story]
    late = [story for path, story in after.items() if path not in before]
    assert (len(changed), len(late)) == (8, 8)
    assert all(after[path].modified == NOW and after[path].published == before[path].published for path in changed)
    assert all("orrection: " in after[path].body or "Виправлення: " in after[path].body for path in changed)
    assert all(story.published.date() < ANCHOR and story.changed_at == NOW for story in late)


def test_corrections_change_a_headline_or_a_number_in_a_quote(newsroom, corrected):
    before = {story.path: story for story in newsroom.stories}
    kinds = Counter()
    for story in corrected.stories:
        old = before.get(story.path, story)
        if story.modified is not None:
            quotes = [[said.text for said in each.statements if said.kind == "direct"] for each in (old, story)]
            kinds["number" if quotes[0] != quotes[1] else "headline" if old.title != story.title else "nothing"] += 1
    assert kinds == {"number": 5, "headline": 3}


def test_later_editions_break_one_or_two_stories_and_end(moving, caplog):
    caplog.set_level("INFO")
    moving.advance(NOW)
    grown = []
    for minute in range(1, LAST_EDITION):
        known, now = set(moving.stories), NOW + timedelta(minutes=minute)
        assert moving.advance(now)
        fresh = [story for story in moving.stories if story not in known]
        assert {story.published for story in fresh} == {now}
        grown.append(len(fresh))
    assert set(grown) == {1, 2}
    assert len(grown) >= 30
    assert moving.advance(NOW + timedelta(days=1)) is False
    assert "last edition" in caplog.text


def test_somebody_can_speak_for_every_event_on_every_day():
    stock = load()
    officials = cast(stock.officials, ANCHOR)
    groups = {event.bodies for event in stock.events} | {topic.reaction_bodies for topic in stock.topics.values()}
    days = [ANCHOR - timedelta(days=before) for before in range(-30, DAYS + 1)]
    silent = [(bodies, day) for bodies in groups for day in days if not in_office(officials, bodies, day)]
    assert silent == []


def test_every_text_of_the_stock_can_be_filled():
    stock = load()
    deck = Deck(stock, cast(stock.officials, ANCHOR), Random(1))
    dealt = [deck.deal(NOW + timedelta(days=before)) for before in range(-365, 0)]
    assert {occurrence.event.key for occurrence in dealt} == {event.key for event in stock.events}
    for event in stock.events:
        values = {
            "in_last_month": "in May",
            "year": "2026",
            **{slot: bounds[0] for slot, bounds in event.numbers.items()},
        }
        for language in LANGUAGES:
            known = values | stock.places[0].forms[language] | stock.partners[0][language]
            texts = event.texts[language]
            for text in (*texts.headlines, *texts.claims, *texts.leads, *texts.quotes, *texts.reported, *texts.mixed):
                assert "{" not in fill(text, known, language)
            assert (len(texts.headlines) >= 2, len(texts.leads) >= 2, len(texts.quotes) >= 2) == (True, True, True)


@pytest.mark.parametrize(
    ("number", "form"),
    [
        (1, "день"),
        (2, "дні"),
        (4, "дні"),
        (5, "днів"),
        (11, "днів"),
        (14, "днів"),
        (21, "день"),
        (22, "дні"),
        (112, "днів"),
    ],
)
def test_ukrainian_nouns_follow_their_number(number, form):
    assert ("день", "дні", "днів")[noun_form(number, "uk")] == form


def test_numbers_are_written_as_each_language_does():
    written = [write_number(number, language) for number in (2400, 12400, 3.4) for language in LANGUAGES]
    assert written == ["2,400", "2400", "12,400", "12 400", "3.4", "3,4"]
