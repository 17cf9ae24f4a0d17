"""The list of people and the page of one."""

from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from tests.webapp.conftest import make_quote


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


def test_the_most_quoted_lead_the_list(read):
    page = read("/people")
    assert texts(page, ".roster li") == ["Tomas Orlec 2 statements", "Ilse Brandvik 1 statement"]
    assert texts(page, ".sentence") == ["The 2 most quoted of 3 people"]


def test_people_are_found_by_name_even_where_nobody_quoted_them(read):
    assert texts(read("/people?q=jana"), ".roster li") == ["Jana Wirt not quoted"]
    assert texts(read("/people?q=orlec"), ".roster li") == ["Tomas Orlec 2 statements"]


def test_people_are_found_by_the_beginning_of_a_name_too_whole_words_first(add, read):
    names = ("Toma Brill", "Tomas Orl")
    body = "".join(f"“Calm,” said {name}. " for name in names)
    add("calm", body=body, quotes=tuple(make_quote(body, f"“Calm,” said {n}."[:7], n) for n in names))
    assert texts(read("/people?q=Orl"), ".roster li") == ["Tomas Orl 1 statement", "Tomas Orlec 2 statements"]
    assert texts(read("/people?q=brandv"), ".roster li") == ["Ilse Brandvik 1 statement"]


def test_a_name_that_nobody_bears_offers_the_texts(read):
    page = read("/people?q=Quillfeather")
    assert page.select(".roster") == []
    assert [a["href"] for a in page.select("main p a")] == ["/search?q=Quillfeather"]


def test_a_persons_page_counts_statements_offices_and_topics(read):
    page = read("/people/tomas-orlec")
    assert texts(page, "h1") == ["Tomas Orlec"]
    assert texts(page, ".person .sentence") == [
        "2 statements · 1 directly · 1 in reported speech · named without being quoted in 0 articles"
    ]
    assert page.select(".person .sentence a") == []
    assert texts(page, ".offices li") == ["Harbour master 18 Mar 2026 · 1 article"]
    assert texts(page, "aside .people li") == ["Ferries 2", "City Council 1", "Weather 1"]


def test_statements_stand_by_month_the_latest_first(read):
    page = read("/people/tomas-orlec")
    assert texts(page, ".month") == ["April 2026", "March 2026"]
    assert texts(page, ".hit blockquote") == [
        "We shall not send anybody out in this weather,",
        "the quay needs repairs first",
    ]
    bars = {a["aria-label"]: a["href"] for a in page.select(".bars a")}
    assert bars["2 April 2026, 1 statement, filter to these days"] == (
        "/search?said-by=tomas-orlec&date=2026-04-02&view=quotes"
    )


def test_one_can_search_within_a_persons_statements(read):
    page = read("/people/tomas-orlec?q=quay")
    assert texts(page, ".hit blockquote") == ["the quay needs repairs first"]
    assert texts(page, ".person strong") == ["2 statements"]


def test_a_query_that_cannot_be_read_is_told_on_the_persons_page(site: FlaskClient):
    response = site.get("/people/tomas-orlec?q=(quay")
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == 400
    assert texts(page, "#fault") == ["This bracket is never closed."]
    assert page.select_one("#q")["value"] == "(quay"
    assert page.select(".hit") == []


def test_an_unknown_person_is_not_found(site: FlaskClient):
    assert site.get("/people/nobody-here").status_code == 404
