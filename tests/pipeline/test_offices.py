"""Who spoke for an office on the day, whatever is held today."""

from datetime import UTC, datetime

import pytest

from indexer.ask import resolve
from indexer.model import Dated, Office, Quote
from indexer.params import read_text
from indexer.query import Query
from indexer.register import Held, Listed, Register
from tests.pipeline.conftest import make_article, make_intake

OFFICES = (
    Office("interior", "Ministry of Internal Affairs", ("Interior Ministry", "Міністерство внутрішніх справ", "МВС")),
    Office("border", "State Border Service", ("Державна прикордонна служба",), "interior"),
    Office("energy", "Ministry of Energy"),
)
PEOPLE = (
    Listed("Arsen Tymko", None, ("Арсен Тимко",), (Held("interior", "Minister", None, "2021-07"),)),
    Listed("Denys Moroz", None, (), (Held("interior", "Minister", "2021-07-16", None),)),
    Listed("Olena Koval", None, (), (Held("border", "Head of the service", "2019", None),)),
    Listed("Ivan Bondar", None, (), (Held("energy", "Minister", "2019", None),)),
)
NOVEMBER, MARCH = datetime(2021, 11, 8, tzinfo=UTC), datetime(2021, 3, 1, tzinfo=UTC)


def said(name, title=None):
    text = f"The border is calm, said {name}."
    return Quote(0, 19, text[:19], "indirect", "said", name, 25, 30, name, title, "person", "explicit", 0.9)


@pytest.fixture
def ask(archive):
    archive.store.register(Register("people.toml", OFFICES, PEOPLE, describes=True))
    number = iter(range(1, 100))

    def put(day, *quotes):
        published = Dated(day, "", "meta") if day else None
        article = make_article(next(number), published=published, body="The border is calm.", quotes=quotes)
        archive.store.put([make_intake(article)], archive.clock())
        archive.catch_up()

    put(NOVEMBER, said("Arsen Tymko", "former Interior Minister"), said("Denys Moroz"), said("Olena Koval"))
    put(NOVEMBER, said("Арсен Тимко", "екс-міністр внутрішніх справ"), said("Ivan Bondar"))
    put(MARCH, said("Arsen Tymko"), said("Denys Moroz"))
    put(NOVEMBER, said("Petro Sokil", "заступник міністра внутрішніх справ"), said("Maria Nobody", "mayor"))

    def found(query, view="quotes"):
        answer = archive.ask(read_text(f"q={query}&view={view}&sort=oldest", zone="UTC"))
        return sorted(one.statement.person.name if one.statement else one.hit.article_id for one in answer.found)

    found.put = put
    return found


@pytest.mark.parametrize(
    "name",
    ["interior ministry", "Interior Minister", "МВС", "міністерства внутрішніх справ", "Ministry of Internal Affairs"],
)
def test_an_office_finds_who_held_it_on_the_day_and_who_is_titled_so(ask, name):
    assert ask(f'role:"{name}" date:2021-11') == ["Denys Moroz", "Olena Koval", "Petro Sokil"]
    assert ask(f'role:"{name}" date:2021-03') == ["Arsen Tymko"]


def test_a_part_of_an_office_is_found_by_itself(ask):
    assert ask('role:"state border service"') == ["Olena Koval"]


def test_an_office_is_left_out_just_so(ask):
    assert ask('border -role:"interior ministry" date:2021-11') == [
        "Arsen Tymko",
        "Arsen Tymko",
        "Ivan Bondar",
        "Maria Nobody",
    ]


@pytest.mark.parametrize("typed", ["interior", "Interior", '"interior ministry"', "МВС"])
def test_the_field_itself_can_be_asked_by_slug_or_name(ask, typed):
    assert ask(f"office:{typed} date:2021-03") == ["Arsen Tymko"]


def test_articles_are_found_in_which_somebody_speaks_for_the_office(ask):
    assert ask('role:"interior ministry"', view="articles") == [1, 3, 4]


def test_a_role_that_is_no_office_s_name_is_looked_for_in_titles_but_not_in_former_ones(ask):
    assert (ask("role:mayor"), ask("role:minister"), ask("role:міністр")) == (["Maria Nobody"], [], ["Petro Sokil"])


def test_whoever_speaks_without_a_date_holds_what_is_held_when_it_is_first_seen(ask):
    ask.put(None, said("Arsen Tymko"), said("Denys Moroz"))
    assert ask('role:"interior ministry" date:none') == ["Denys Moroz"]


def test_whom_the_article_calls_former_has_left_though_no_end_is_recorded(ask):
    ask.put(NOVEMBER, said("Denys Moroz", "former Interior Minister"))
    ask.put(NOVEMBER, said("Denys Moroz", "екс-міністр внутрішніх справ"))
    assert ask('role:"interior ministry" said-by:"Denys Moroz"') == ["Denys Moroz"]


def test_a_saved_query_finds_the_same(archive, ask):
    query, _ = resolve(read_text('q=role:"interior ministry"&view=quotes', zone="UTC"), archive.store)
    by_itself = archive.engine.among(archive.store.articles([1, 2, 3, 4])).matching(query)
    assert {hit.id for hit in by_itself} == {hit.id for hit in archive.engine.search(query).hits}
    assert len(by_itself) == 4


def test_the_office_is_named_in_the_sentence_in_the_reasons_and_in_the_facet(archive, ask):
    query = read_text('q=role:"interior ministry" date:2021-03&view=quotes', zone="UTC")
    answer = archive.ask(query)
    told = "(in office as “interior ministry” or speaking for Ministry of Internal Affairs)"
    assert answer.sentence == f"statements · {told} and published 1 Mar 2021 – 31 Mar 2021"
    assert archive.in_words(query, "uk").startswith(
        "висловлювання · (посада: «interior ministry» або установа: Ministry"
    )
    assert [one.why for one in answer.found] == [("speaking for Ministry of Internal Affairs",)]
    offices = next(
        facet for facet in archive.ask(Query(view="quotes", zone="UTC")).results.facets if facet.field == "office"
    )
    labels = [(answer.label("office", value.value), value.count) for value in offices.values]
    assert labels[0] == ("Ministry of Internal Affairs", 4)
    assert {value.value: value.count for value in offices.values} == {"interior": 4, "border": 1, "energy": 1}


def test_another_file_of_people_changes_what_is_found(archive, ask):
    people = (Listed("Maria Nobody", None, (), (Held("energy", "Minister", "2020", None),)),)
    archive.store.register(Register("people.toml", OFFICES, people, describes=True))
    archive.catch_up()
    assert ask('role:"ministry of energy"') == ["Maria Nobody"]
    assert ask('role:"interior ministry"') == ["Petro Sokil"]
