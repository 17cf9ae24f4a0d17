from dataclasses import replace

import pytest

from indexer.model import Mention, Quote
from indexer.params import read_text
from tests.pipeline.conftest import make_article, make_intake


def said(name, text, body, kind="direct"):
    start = body.index(text)
    return Quote(start, start + len(text), text, kind, "said", name, 0, 1, name, None, "person", "explicit", 0.9)


@pytest.fixture
def quoted(archive):
    body = 'KYIV is calm. "The border is calm," said Olena Koval.\n"Grain is dear," said Petro Koval.'
    quotes = (said("Olena Koval", "The border is calm,", body), said("Petro Koval", "Grain is dear,", body))
    mentions = (Mention("Olena Koval", "minister"), Mention("Petro Koval", None), Mention("Ivan Bondar", None))
    article = make_article(1, body=body, quotes=quotes, mentions=mentions, topics=("Border Security",), language="en")
    archive.store.put([make_intake(article), make_intake(make_article(2, topics=("grain",)))], archive.clock())
    archive.catch_up()

    def ask(search):
        return archive.ask(read_text(search, zone="UTC"))

    return ask


@pytest.mark.parametrize(
    ("search", "total"),
    [
        ("q=said-by:Koval", 1),
        ('q=said-by:"Olena Koval"', 1),
        ("q=said-by:Bondar", 0),
        ("q=mentions:Bondar", 1),
        ("q=said-by:Коваль&view=quotes", 2),
        ("q=border+said-by:Olena&view=quotes", 1),
        ('q=topic:"border security"', 1),
        ("q=source:wire+-topic:grain", 1),
        ("q=kind:reported&view=quotes", 0),
        ("said-by=olena-koval&view=quotes", 1),
    ],
)
def test_names_and_topics_are_found_as_people_write_them(quoted, search, total):
    assert quoted(search).results.total == total


def test_the_sentence_says_what_was_understood(quoted):
    answer = quoted('q=border+said-by:"Olena Koval"&-topic=grain&date=2026-03&view=quotes')
    assert answer.sentence == (
        "statements · “border” and said by Olena Koval · not on grain · published 1 Mar 2026 – 31 Mar 2026"
    )


def test_a_name_that_fits_nobody_is_said(quoted):
    assert quoted("q=said-by:Nobodyson").nobody == ("Nobodyson",)


def test_facets_carry_the_words_people_use(quoted):
    answer = quoted("")
    labels = {f.field: [(answer.label(f.field, v.value), v.count) for v in f.values] for f in answer.results.facets}
    assert labels["said-by"] == [("Olena Koval", 1), ("Petro Koval", 1)]
    assert labels["mentions"] == [("Ivan Bondar", 1)]
    assert labels["topic"] == [("Border Security", 1), ("grain", 1)]
    assert ("English", 1) in labels["lang"]


def test_matches_are_marked_in_title_and_text(quoted):
    (found,) = quoted("q=calm").found
    marked = [text for snippet in found.snippets for text, matched in snippet.parts if matched]
    assert marked == ["calm", "calm"]


def test_a_quote_is_answered_with_its_words_and_its_speaker(quoted):
    (found,) = quoted("q=grain&view=quotes").found
    assert (found.statement.quote.text, found.statement.person.slug) == ("Grain is dear,", "petro-koval")


def test_the_verbatim_part_of_a_mixed_quote_is_no_statement_of_its_own(archive):
    body = 'Olena Koval said the border was "calm and quiet" today.'
    mixed = said("Olena Koval", 'the border was "calm and quiet" today', body, "mixed")
    part = replace(said("Olena Koval", "calm and quiet", body), fragment=True)
    archive.store.put([make_intake(make_article(1, body=body, quotes=(mixed, part)))], archive.clock())
    archive.catch_up()
    answer = archive.ask(read_text("q=calm&view=quotes", zone="UTC"))
    assert [found.statement.quote.kind for found in answer.found] == ["mixed"]
    assert archive.store.counts()["statements"] == 1
    assert len(archive.store.articles([1])[0].statements) == 2


def test_a_statement_that_matches_only_around_its_words_shows_where(quoted):
    (found,) = quoted("q=olena+border&view=quotes").found
    assert [text for snippet in found.snippets for text, matched in snippet.parts if matched] == ["border"]
    (found,) = quoted("q=olena&view=quotes").found
    words, around = found.snippets
    assert words.parts == (("The border is calm,", False),)
    assert ("Olena", True) in around.parts
