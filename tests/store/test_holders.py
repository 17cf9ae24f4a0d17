"""An office held on the day tells namesakes apart, and gives a surname alone its person."""

from datetime import UTC, datetime

import pytest

from indexer.decisions import Merge
from indexer.model import Dated, Office
from indexer.register import Held, Listed, Register

MINISTRY = Office("interior-ministry", "Ministry of Internal Affairs", ("Interior Ministry", "МВС"))


def holder(name, since, until=None, slug=None):
    return Listed(name, slug, (), (Held("interior-ministry", "Minister of Internal Affairs", since, until),))


@pytest.fixture
def know(store):
    """Have the archive know who was minister when."""

    def known(*people):
        store.register(Register("people.toml", (MINISTRY,), people, describes=True))
        while store.rebind():
            pass

    return known


@pytest.fixture
def said_on(store, make_intake, make_quote, now):
    """Have somebody say something on a day: who the archive takes that for, and how it knows."""

    def said(name, title, *day):
        dated = Dated(datetime(*day, tzinfo=UTC), "", "meta")
        path = f"{name}-{title}-{day}".replace(" ", "-")
        store.put([make_intake(path, published=dated, quotes=(make_quote(name, title=title),))], now)
        (statement,) = store.articles([store.counts()["articles"]])[0].statements
        return statement.person and statement.person.slug, statement.bound

    return said


def test_a_surname_alone_is_whoever_held_the_office_that_day(know, said_on):
    know(holder("Arsen Koval", "2014", "2021-07-15"), holder("Denys Lys", "2021-07-16"))
    assert said_on("Koval", "Interior Minister", 2021, 7, 15) == ("arsen-koval", "office")
    assert said_on("Lys", "deputy interior minister", 2021, 11, 30) == ("denys-lys", "office")
    assert said_on("Коваль", "речник МВС", 2019, 1, 1) == ("arsen-koval", "office")


@pytest.mark.parametrize(
    ("name", "title", "day"),
    [
        ("Koval", "Interior Minister", (2021, 11, 30)),
        ("Koval", "former Interior Minister", (2019, 1, 1)),
        ("Koval", "Justice Minister", (2019, 1, 1)),
        ("Koval", None, (2019, 1, 1)),
        ("Bondar", "Interior Minister", (2019, 1, 1)),
    ],
)
def test_a_surname_alone_is_nobody_without_the_office_that_day(know, said_on, name, title, day):
    know(holder("Arsen Koval", "2014", "2021-07-15"))
    assert said_on(name, title, *day) == (None, None)


def test_a_surname_that_two_holders_share_is_nobodys(know, said_on):
    know(holder("Arsen Koval", "2014"), holder("Olena Koval", "2019"))
    assert said_on("Koval", "Interior Minister", 2018, 1, 1) == ("arsen-koval", "office")
    assert said_on("Koval", "Interior Minister", 2020, 1, 1) == (None, None)


def test_namesakes_are_told_apart_by_the_office_of_the_day(know, said_on):
    know(holder("Ivan Koval", "2010", "2012", "ivan-koval-sr"), holder("Ivan Koval Jr", "2020", None, "ivan-koval-jr"))
    assert said_on("Ivan Koval", "Interior Minister", 2011, 5, 5)[0] == "ivan-koval-sr"


def test_who_is_known_later_is_found_in_what_is_stored(store, know, said_on):
    assert said_on("Koval", "Interior Minister", 2019, 1, 1) == (None, None)
    know(holder("Arsen Koval", "2014"))
    (statement,) = store.articles([1])[0].statements
    assert (statement.person.slug, statement.bound, statement.titled) == (
        "arsen-koval",
        "office",
        ("interior-ministry",),
    )


def test_a_holder_who_turned_out_to_be_somebody_is_that_person(store, know, said_on, now):
    know(holder("Arsen Koval", "2014"))
    said_on("Arsenii Bondar", None, 2018, 1, 1)
    store.decide(Merge("arsen-koval", "arsenii-bondar"), by="Olha", note="", now=now)
    assert said_on("Koval", "Interior Minister", 2019, 1, 1) == ("arsenii-bondar", "office")
