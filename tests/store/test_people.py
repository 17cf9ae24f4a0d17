"""Who is behind the names in articles."""

from datetime import UTC, datetime

import pytest

from indexer.model import Dated, Person
from indexer.store import resolving

KOVAL = Person("olena-koval", "Olena Koval")


def speakers(store, article_id=1):
    (revision,) = store.articles([article_id])
    return [statement.person and statement.person.slug for statement in revision.statements]


def test_a_name_is_one_person_in_every_article(store, make_intake, make_quote, now):
    store.put([make_intake("one", quotes=(make_quote(),))], now)
    store.put([make_intake("two", quotes=(make_quote(), make_quote()))], now)
    assert (speakers(store, 1), speakers(store, 2)) == (["olena-koval"], ["olena-koval"] * 2)
    assert store.counts()["people"] == 1


def test_nobody_is_guessed(store, make_intake, make_quote, now):
    quotes = [make_quote("Koval"), make_quote(None), make_quote("Kyiv City Council", speaker_type="organisation")]
    store.put([make_intake(quotes=tuple(quotes))], now)
    assert speakers(store) == [None, None, None]
    assert store.counts()["people"] == 0


def test_another_spelling_becomes_an_alias(store, make_intake, make_quote, now):
    store.put([make_intake("one", quotes=(make_quote("Олена Коваль"),))], now)
    store.put([make_intake("two", quotes=(make_quote("Olena Koval"), make_quote("Коваль Олена")))], now)
    (slug,) = set(speakers(store, 1) + speakers(store, 2))
    assert store.people([slug, "nobody"]) == {slug: Person(slug, "Олена Коваль", ("Olena Koval", "Коваль Олена"))}


def test_namesakes_with_a_veto_are_two_people(store, make_intake, make_quote, now):
    store.put(
        [make_intake("one", quotes=(make_quote("Олена Петрівна Коваль"), make_quote("Олена Іванівна Коваль")))], now
    )
    first, second = speakers(store)
    assert first != second


def test_a_spelling_stays_with_its_person(store, make_intake, make_quote, now, monkeypatch):
    with monkeypatch.context() as doubtful:
        doubtful.setattr(resolving.people, "veto", lambda a, b: "an editor said so")
        store.put([make_intake("one", quotes=(make_quote("Olena Koval"), make_quote("Олена Коваль")))], now)
    store.put([make_intake("two", quotes=(make_quote("Олена Коваль"), make_quote("Koval Olena")))], now)
    _, second = speakers(store, 1)
    assert speakers(store, 2) == [second, None], "a new spelling may be either's"


def test_slugs_are_never_shared(store, make_intake, make_quote, now, monkeypatch):
    monkeypatch.setattr(resolving.people, "slug", lambda name: "koval")
    names = ("Olena Koval", "Ivan Shapoval")
    store.put([make_intake("one", quotes=tuple(make_quote(name) for name in names))], now)
    store.put([make_intake("two", quotes=(make_quote("Petro Bondar"),))], now)
    assert speakers(store, 1) + speakers(store, 2) == ["koval", "koval-2", "koval-3"]


def test_people_named_beside_the_quotes_are_listed(store, make_intake, make_quote, mention, now):
    named = (mention("Ivan Shapoval", "mayor"), mention("Koval"))
    store.put([make_intake(quotes=(make_quote(),), mentions=named)], now)
    (revision,) = store.articles([1])
    assert revision.mentioned == (Person("ivan-shapoval", "Ivan Shapoval"), KOVAL)


def test_offices_are_told_with_their_dates(store, make_intake, make_quote, mention, now):
    def put(path, office, day, **rest):
        dated = Dated(datetime(2026, 1, day, tzinfo=UTC), "", "meta")
        store.put([make_intake(path, published=dated, quotes=(make_quote(title=office),), **rest)], now)
        return dated.at

    first, last = put("one", "minister", 1), put("two", "minister", 5)
    mayor = put("three", "mayor", 9, mentions=(mention("Olena Koval", "mayor"),))
    put("four", None, 20)
    store.put([make_intake("five", published=None, mentions=(mention("Olena Koval", "candidate"),))], now)
    put("six", "major", 30)
    put("six", None, 30, title="Corrected")
    told = (("candidate", now, now, 1), ("mayor", mayor, mayor, 1), ("minister", first, last, 2))
    assert store.titles_met("olena-koval") == told
    assert store.titles_met("nobody") == ()


@pytest.mark.parametrize("typed", ["Koval", "olena koval", "KOVAL OLENA", "Коваль", "Олена Коваль", " koval "])
def test_people_are_found_by_any_part_in_any_spelling(store, make_intake, make_quote, now, typed):
    store.put([make_intake(quotes=(make_quote("Olena Koval"), make_quote("Ivan Shapoval")))], now)
    assert store.people_named(typed, 5) == (KOVAL,)


@pytest.mark.parametrize("typed", ["Kova", "Koval Ivan", "", " ", "…"])
def test_whoever_lacks_a_word_is_not_found(store, make_intake, make_quote, now, typed):
    store.put([make_intake(quotes=(make_quote("Olena Koval"), make_quote("Ivan Shapoval")))], now)
    assert store.people_named(typed, 5) == ()


def test_surnames_of_one_sound_are_told_apart_by_their_letters(store, make_intake, make_quote, now):
    store.put([make_intake(quotes=(make_quote("Oleh Kulish"), make_quote("Oleh Kulich")))], now)
    found = {typed: [who.name for who in store.people_named(typed, 5)] for typed in ("Куліш", "Kulich", "Kulizh")}
    assert found == {"Куліш": ["Oleh Kulish"], "Kulich": ["Oleh Kulich"], "Kulizh": ["Oleh Kulish", "Oleh Kulich"]}


def test_the_most_quoted_namesake_comes_first(store, make_intake, make_quote, now):
    said = [make_quote("Ivan Koval"), *[make_quote("Olena Koval")] * 3]
    store.put([make_intake(quotes=tuple(said))], now)
    assert [person.name for person in store.people_named("Koval", 5)] == ["Olena Koval", "Ivan Koval"]
    store.put([make_intake(title="Later", quotes=(make_quote("Ivan Koval"),))], now)
    assert [person.name for person in store.people_named("Koval", 1)] == ["Ivan Koval"]
