"""What the search box proposes while somebody types, and the page that lists all values of a facet."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.query import Keyword, parse
from indexer.topics import Stanza, Topics
from tests.webapp.conftest import make_quote


@pytest.fixture
def suggested(site: FlaskClient):
    def ask(q: str, field: str = "") -> list[tuple[str, int]]:
        found = site.get("/suggest", query_string={"q": q, "field": field}).get_json()["suggestions"]
        return [(one["insert"], one["count"]) for one in found]

    return ask


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


# --------------------------------------------------------------------------------------------------------- while typing


@pytest.mark.parametrize("typed", ["or", "Orl", "ORLEC", "Орл", "Tom", "tomas or", "Том"])
def test_people_are_proposed_from_the_beginning_of_any_word_in_any_script(suggested, typed):
    assert suggested(typed, "said-by") == [('said-by:"Tomas Orlec"', 2)]


@pytest.mark.parametrize(("typed", "name"), [("Щер", "Shcherbak"), ("Shche", "Щербак"), ("Vlad", "Volodymyr")])
def test_spellings_that_differ_from_the_first_letter_on_are_found(add, suggested, typed, name):
    names = {"Shcherbak": "Olha Shcherbak", "Щербак": "Ольга Щербак", "Volodymyr": "Volodymyr Tkach"}
    body = f"“Calm,” said {names[name]}."
    add("calm", body=body, quotes=(make_quote(body, "Calm,", names[name]),))
    assert suggested(typed, "said-by") == [(f'said-by:"{names[name]}"', 1)]


def test_topics_are_proposed_by_any_part(suggested):
    assert suggested("err", "topic") == [("topic:Ferries", 2)]
    assert suggested("council", "topic") == [('topic:"City Council"', 1)]


def test_topics_are_proposed_and_listed_by_any_tag_that_means_the_same(archive, suggested, read):
    archive.store.topics = Topics([Stanza("Ferries", ("Пороми", "River transport"))])
    assert suggested("поро", "topic") == [("topic:Ferries", 2)]
    page = read("/search/values?field=topic&find=river")
    assert [link["href"] for link in page.select("main a[href*='topic=ferries']")] == ["/search?topic=ferries"]


def test_without_a_field_people_come_before_topics(add, suggested):
    body = "“Calm,” said Weato Brill."
    add("calm", body=body, quotes=(make_quote(body, "Calm,", "Weato Brill"),))
    assert suggested("wea") == [('said-by:"Weato Brill"', 1), ("topic:Weather", 1)]


def test_whoever_is_only_mentioned_is_proposed_only_there(suggested):
    assert (suggested("wirt", "said-by"), suggested("wirt", "mentions")) == ([], [('mentions:"Jana Wirt"', 1)])


@pytest.mark.parametrize("typed", ["", "o", "  ", "zzz", "%", "_r", '"><', "\x00", "a" * 5000])
def test_nothing_is_proposed_for_too_little_or_for_nobody(suggested, typed):
    assert suggested(typed, "said-by") == []


def test_at_most_eight_are_proposed_the_most_frequent_first(add, suggested):
    for n in range(10):
        body = "“Calm,” said Ann Korb. “Rain,” said Olaf Kor" + "bcdfgklmnp"[n] + "."
        quotes = (make_quote(body, "Calm,", "Ann Korb"), make_quote(body, "Rain,", body.split("said ")[2][:-1]))
        add(f"calm-{n}", body=body, quotes=quotes, indexed=n == 9)
    found = suggested("kor", "said-by")
    assert (len(found), found[0]) == (8, ('said-by:"Ann Korb"', 10))


@pytest.mark.parametrize(
    ("typed", "field", "insert", "words"),
    [
        ("tomas or", "", 'said-by:"Tomas Orlec"', 2),
        ("the quay tomas orl", "", 'said-by:"Tomas Orlec"', 2),
        ("quay orl", "", 'said-by:"Tomas Orlec"', 1),
        ("city coun", "", 'topic:"City Council"', 2),
        ("Jana Wi", "mentions", 'mentions:"Jana Wirt"', 2),
        ("Brandvik ferr", "said-by", "topic:Ferries", 1),
    ],
)
def test_a_proposal_says_how_many_of_the_typed_words_it_stands_for(site: FlaskClient, typed, field, insert, words):
    found = site.get("/suggest", query_string={"q": typed, "field": field}).get_json()["suggestions"]
    assert [(one["insert"], one["words"]) for one in found] == [(insert, words)]


def test_what_is_put_into_the_box_can_be_read(add, suggested):
    add("odd", topics=('Said "so"', "NOT (this) -that", "Tax: 5 %"))
    for typed in ("said", "not", "tax"):
        ((insert, _),) = suggested(typed, "topic")
        assert isinstance(parse(insert), Keyword)


# ------------------------------------------------------------------------------------------------ all values of a facet


def test_a_facet_that_shows_not_all_has_a_box_to_find_the_others(add, read):
    for n in range(31):
        add(f"t{n}", indexed=n == 30, topics=(f"Matter {n:02}",))
    page = read("/search?q=ferry")
    (form,) = page.select("form.find")
    assert form["action"] == "/search/values"
    assert {i["name"]: i.get("value", "") for i in form.select("input")} == {"q": "ferry", "field": "topic", "find": ""}
    page = read("/search/values?q=ferry&field=topic&find=matter+3")
    assert texts(page, ".roster li") == ["Matter 30 1"]
    assert [a["href"] for a in page.select(".roster a")] == ["/search?q=ferry&topic=matter+30"]


def test_values_are_counted_among_the_results_of_the_other_filters(read):
    page = read("/search/values?q=storm&said-by=ilse-brandvik&field=said-by")
    assert texts(page, ".roster li") == ["Tomas Orlec 1", "Ilse Brandvik, ticked: take it away ✓ 0"]
    assert [a["href"] for a in page.select(".roster a")] == [
        "/search?q=storm&said-by=ilse-brandvik&said-by=tomas-orlec",
        "/search?q=storm",
    ]


def test_a_ticked_value_is_listed_though_something_else_is_looked_for(read):
    page = read("/search/values?said-by=ilse-brandvik&field=said-by&find=orl")
    assert texts(page, ".roster li") == ["Tomas Orlec 2", "Ilse Brandvik, ticked: take it away ✓ 1"]
    assert texts(page, ".sentence")[0].startswith("1 among the results with “orl”")
    page = read("/search/values?said-by=ilse-brandvik&field=said-by&find=zzz")
    assert texts(page, "main p[role=status]") == ["Nothing among the results is called “zzz”. Ticked so far:"]
    assert [a["href"] for a in page.select(".roster a")] == ["/search"]


def test_people_are_found_in_any_spelling_and_sources_by_their_title(read):
    assert texts(read("/search/values?field=said-by&find=Орлик"), ".roster bdi") == []
    assert texts(read("/search/values?field=said-by&find=Орлець"), ".roster bdi") == ["Tomas Orlec"]
    assert texts(read("/search/values?field=source&find=post"), ".roster bdi") == ["The Harbour Post"]


def test_values_of_no_facet_are_no_page(site: FlaskClient):
    assert site.get("/search/values?field=nope").status_code == 404
    assert site.get("/search/values").status_code == 404
    assert site.get("/search/values?field=topic&q=(").status_code == 400
