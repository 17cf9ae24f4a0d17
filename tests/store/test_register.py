"""Files of offices and of who held them, as the archive takes them in."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from indexer.decisions import Merge
from indexer.errors import StoreError
from indexer.model import Dated, Office, Person, Tenure
from indexer.register import Held, Listed, Register, Registered

MINISTRY = Office("interior", "Ministry of Internal Affairs", ("Interior Ministry", "МВС"))
SERVICE = Office("border", "State Border Service", ("ДПСУ",), "interior")
SINCE = datetime(2026, 3, 1, tzinfo=UTC)


def make_register(*people, offices=(MINISTRY, SERVICE), origin="people.toml", describes=True):
    return Register(origin, tuple(offices), tuple(people), describes)


def make_listed(name="Olena Koval", *held, slug=None, aliases=()):
    return Listed(name, slug, tuple(aliases), held or (make_held(),))


def make_held(office="interior", title="Interior Minister", since="2021-07", until=None):
    return Held(office, title, since, until)


def make_tenure(
    office=MINISTRY, within=("interior",), title="Interior Minister", since="2021-07", until=None, origin="people.toml"
):
    return Tenure(office.slug, office.name, within, title, since, until, origin)


@pytest.fixture
def said(store, make_intake, make_quote, now):
    """Put one article per speaker; the queue for the index is empty afterwards."""

    def put(*speakers, title=None):
        for number, speaker in enumerate(speakers):
            store.put([make_intake(f"{speaker}-{number}", quotes=(make_quote(speaker, title=title),))], now)
        settle(store)

    return put


def settle(store):
    while store.rebind():
        pass
    touched = store.touched(1_000)
    if touched:
        store.settle([number for number, _ in touched])
    return [article for _, article in touched]


def test_somebody_is_found_by_name_in_another_alphabet_and_holds_the_office(store, said):
    said("Олена Коваль")
    done = store.register(make_register(make_listed("Olena Koval", aliases=("Олена Коваленко",))))
    assert done == Registered(offices_new=2, offices_changed=0, people_found=1, people_made=0, tenures=1, articles=1)
    (slug,) = {statement.person.slug for statement in store.articles([1])[0].statements}
    aliases = ("Olena Koval", "Олена Коваленко")
    assert store.people([slug])[slug] == Person(slug, "Олена Коваль", aliases, (make_tenure(),))
    assert store.offices() == (SERVICE, MINISTRY)


def test_whoever_is_not_known_yet_is_made_and_found_when_first_quoted(store, said):
    done = store.register(make_register(make_listed(), make_listed("Ivan Shapoval", slug="shapoval-ivan")))
    assert (done.people_found, done.people_made) == (0, 2)
    said("Олена Коваль", "Ivan Shapoval")
    assert store.counts()["people"] == 2
    assert [store.articles([n])[0].statements[0].person.slug for n in (1, 2)] == ["olena-koval", "shapoval-ivan"]


def test_the_same_file_again_changes_nothing(store, said):
    said("Olena Koval")
    store.register(make_register(make_listed()))
    settle(store)
    again = store.register(make_register(make_listed()))
    assert again == Registered(0, 0, people_found=1, people_made=0, tenures=1, articles=0)
    assert settle(store) == []


def test_a_file_replaces_what_was_imported_under_its_name_and_nothing_else(store):
    store.register(make_register(make_listed(), make_listed("Ivan Shapoval")))
    store.register(
        make_register(make_listed("Olena Koval", make_held("border", since="2020", until="2021")), origin="b.csv")
    )
    store.register(make_register(make_listed("Olena Koval", make_held(until="2024-05-01"))))
    people = store.people(["olena-koval", "ivan-shapoval"])
    other = make_tenure(SERVICE, ("border", "interior"), since="2020", until="2021", origin="b.csv")
    assert people["olena-koval"].tenures == (make_tenure(until="2024-05-01"), other)
    assert people["ivan-shapoval"].tenures == ()


def test_the_index_reads_again_where_somebody_speaks_whose_offices_are_others_now(store, said):
    said("Olena Koval", "Ivan Shapoval")
    store.register(make_register(make_listed(), make_listed("Ivan Shapoval")))
    assert settle(store) == [1, 2]
    store.register(make_register(make_listed(), make_listed("Ivan Shapoval", make_held(until="2022"))))
    assert settle(store) == [2]


def test_an_office_that_moves_takes_its_people_s_statements_along(store, said):
    said("Olena Koval", "Ivan Shapoval")
    people = (make_listed("Olena Koval", make_held("border")), make_listed("Ivan Shapoval"))
    store.register(make_register(*people))
    settle(store)
    done = store.register(make_register(*people, offices=(MINISTRY, replace(SERVICE, parent=None))))
    assert (done.offices_changed, settle(store)) == (1, [1])


def test_titles_in_stored_articles_name_offices_once_they_are_known(store, said):
    said("Olena Koval", title="spokeswoman for the State Border Service")
    assert store.articles([1])[0].statements[0].titled == ()
    store.register(make_register())
    assert settle(store) == [1]
    assert store.articles([1])[0].statements[0].titled == ("border", "interior")


def test_a_merged_person_s_offices_are_those_of_whoever_it_is(store, said, now):
    said("Olena Koval", "Olha Koval")
    store.register(make_register(make_listed("Olha Koval")))
    store.decide(Merge("olha-koval", "olena-koval"), by="ada", note="", now=now)
    assert store.people(["olena-koval"])["olena-koval"].tenures == (make_tenure(),)
    again = store.register(make_register(make_listed("Olha Koval")))
    assert (again.people_found, again.articles) == (1, 0)


def test_of_several_who_may_be_meant_none_is_taken(store, said):
    said("Олена Петрівна Коваль", "Олена Іванівна Коваль")
    with pytest.raises(StoreError, match=r"“Olena Koval” may be any of .*\(.*-koval.*\), .*onrecord people merge"):
        store.register(make_register(make_listed()))
    assert (store.offices(), store.counts()["people"]) == ((), 2)
    slug = store.articles([2])[0].statements[0].person.slug
    assert store.register(make_register(make_listed(slug=slug))).people_found == 1


def test_two_entries_that_are_one_person_are_refused(store):
    with pytest.raises(StoreError, match="“Olena Koval” and “Олена Коваль” are one person"):
        store.register(make_register(make_listed("Olena Koval"), make_listed("Олена Коваль")))


def test_a_table_of_people_names_offices_that_the_archive_describes(store):
    store.register(make_register())
    named = Office("interior-ministry", "Interior Ministry", (), None)
    told = make_register(
        make_listed("Olena Koval", make_held(named.slug)), offices=(named,), origin="a.csv", describes=False
    )
    done = store.register(told)
    assert (done.offices_new, done.offices_changed, store.offices()) == (0, 0, (SERVICE, MINISTRY))
    assert store.people(["olena-koval"])["olena-koval"].tenures == (make_tenure(origin="a.csv"),)


@pytest.mark.parametrize(
    ("offices", "complaint"),
    [
        ((MINISTRY, Office("mia", "МВС")), "“МВС” would name interior and mia alike"),
        ((replace(MINISTRY, parent="border"), SERVICE), "would belong to itself"),
    ],
)
def test_offices_that_could_not_be_told_apart_or_belong_to_themselves_are_refused(store, offices, complaint):
    with pytest.raises(StoreError, match=complaint):
        store.register(make_register(offices=offices))
    assert store.offices() == ()


def test_a_title_in_an_article_needs_no_tenure(store, make_intake, make_quote, now):
    store.register(make_register())
    dated = Dated(SINCE, "", "meta")
    quotes = (
        make_quote(title="Deputy Interior Minister"),
        make_quote("Ivan Shapoval", title="former Interior Minister"),
    )
    store.put([make_intake(published=dated, quotes=quotes)], now)
    assert [s.titled for s in store.articles([1])[0].statements] == [("interior",), ()]
