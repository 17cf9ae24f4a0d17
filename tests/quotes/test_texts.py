"""Invented news texts in every language are read as their files in tests/data/quotes say."""

from collections import Counter

import pytest

from indexer.extract.quotes import read
from tests.quotes.texts import Text, beyond, differences, texts

TEXTS = texts()
BEYOND = beyond()


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_a_text_yields_its_quotes_speakers_and_people_unless_it_is_beyond_the_rules(text: Text) -> None:
    found = differences(text)
    if text.id in BEYOND:
        assert found, f"{text.id} is read right now: take its line out of tests/data/quotes/beyond.txt."
    else:
        assert found == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_what_a_text_must_yield_stands_in_it_once(text: Text) -> None:
    places = {True: text.title, False: text.body}
    assert [said.words for said in text.quotes if places[said.in_title].count(said.words) != 1] == []


def test_no_two_texts_of_a_language_have_one_name_and_the_list_names_none_that_is_not_there() -> None:
    names = Counter(text.id for text in TEXTS)
    assert [name for name, times in names.items() if times > 1] == []
    assert [name for name in BEYOND if name not in names] == []


@pytest.mark.parametrize("text", TEXTS, ids=lambda text: text.id)
def test_no_source_stands_in_its_own_words_and_the_words_of_its_cue_stand_in_the_text(text: Text) -> None:
    quotes, _ = read(text.title, text.body, text.lang)
    places = {True: text.title, False: text.body}
    assert [
        quote.text
        for quote in quotes
        if quote.speaker_start is not None
        and quote.speaker_end is not None
        and quote.start <= quote.speaker_start
        and quote.speaker_end <= quote.end
    ] == []
    assert [
        quote.cue
        for quote in quotes
        if quote.cue is not None and any(word not in places[quote.in_title].lower() for word in quote.cue.split())
    ] == []
