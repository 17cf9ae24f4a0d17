"""The list of people and the page of one."""

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.decisions import Merge
from indexer.model import Tenure
from tests.webapp.conftest import make_quote
from webapp import formats


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
    assert [a["href"] for a in page.select("main p[role=status] a")] == ["/search?q=Quillfeather"]


def test_a_persons_page_counts_statements_offices_and_topics(read):
    page = read("/people/tomas-orlec")
    assert texts(page, "h1") == ["Tomas Orlec"]
    assert texts(page, ".person .sentence")[0].split(" · ") == [
        "2 statements",
        "1 directly",
        "1 in reported speech",
        "named without being quoted in 0 articles",
        "first 18 Mar 2026",
        "last 2 Apr 2026",
    ]
    assert page.select(".person .sentence a") == []
    assert texts(page, ".offices li") == ["Harbour master 18 Mar 2026 · 1 article"]
    assert texts(page, "aside .people li") == [
        "Ferries 2",
        "City Council 1",
        "Weather 1",
        "Ilse Brandvik 1 article",
    ]


def test_each_statement_says_the_office_then_and_how_it_was_led_to_its_speaker(read):
    assert [texts(hit, ".meta") for hit in read("/people/tomas-orlec").select(".hit")] == [
        [
            "2 Apr 2026, 09:30 · The Harbour Post · Storm closes the harbour",
            "office not recorded · said directly · named beside the words, 95 %",
        ],
        [
            "18 Mar 2026, 14:05 · The Harbour Post · Council wants a second ferry",
            "Harbour master · reported · named beside the words, 95 %",
        ],
    ]


def test_filters_of_the_page_stand_in_its_address_and_can_be_taken_away(read):
    page = read("/people/tomas-orlec")
    bars = {a["aria-label"]: a["href"] for a in page.select(".bars a")}
    april = bars["2 April 2026, 1 statement, filter to these days"]
    weather = next(a["href"] for a in page.select("aside .people a") if a.get_text() == "Weather")
    assert (april, weather) == ("/people/tomas-orlec?date=2026-04-02", "/people/tomas-orlec?topic=weather")
    page = read("/people/tomas-orlec?topic=ferries&date=2026-03-01..2026-03-31")
    assert texts(page, ".hit blockquote") == ["the quay needs repairs first"]
    assert texts(page, "#statements .sentence") == ["1 statement. Show all"]
    assert [(chip.get_text().strip(), chip["href"]) for chip in page.select(".chips a")] == [
        ("Remove the filter Topic: Ferries ×", "/people/tomas-orlec?date=2026-03-01..2026-03-31"),
        ("Remove the filter Published: 1 Mar 2026 – 31 Mar 2026 ×", "/people/tomas-orlec?topic=ferries"),
    ]
    assert texts(page, ".person strong") == ["2 statements"], "the record stays whole"
    hidden = {field["name"]: field["value"] for field in page.select("form.box [type=hidden]")}
    assert hidden == {"topic": "ferries", "date": "2026-03-01..2026-03-31"}


def test_following_saves_the_search_as_filtered(read):
    follow = next(a["href"] for a in read("/people/tomas-orlec?topic=weather").select(".actions a"))
    assert follow == "/saved/new?said-by=tomas-orlec&topic=weather&view=quotes"
    assert read(follow).select_one("input[name=search]")["value"] == "said-by=tomas-orlec&topic=weather&view=quotes"


def test_an_address_with_defaults_leads_to_the_short_one(site):
    answer = site.get("/people/tomas-orlec?q=&office=&said-by=ilse-brandvik&view=articles&page=1")
    assert (answer.status_code, answer.headers["Location"]) == (302, "/people/tomas-orlec")


def test_many_statements_stand_on_several_pages(read, add):
    body = "".join(f"“Wave {n} rolls,” said Otto Lund. " for n in range(60))
    quotes = tuple(make_quote(body, f"“Wave {n} rolls,”", "Otto Lund") for n in range(60))
    add("waves", body=body, quotes=quotes)
    first = read("/people/otto-lund")
    assert len(first.select(".hit")) == 50
    assert [(a["rel"], a["href"]) for a in first.select(".pager a[rel]")] == [(["next"], "/people/otto-lund?page=2")]
    second = read("/people/otto-lund?page=2")
    assert len(second.select(".hit")) == 10
    assert [(a["rel"], a["href"]) for a in second.select(".pager a[rel]")] == [(["prev"], "/people/otto-lund")]
    assert texts(read("/people/otto-lund?page=3"), ".nothing") == ["There are no more. From the latest on"]


def test_a_merged_persons_address_leads_to_the_one_they_are(site, archive):
    archive.decide(Merge("jana-wirt", "ilse-brandvik"), by="Olha")
    answers = [site.get(f"/people/jana-wirt{more}") for more in ("", "?topic=weather")]
    assert [(answer.status_code, answer.headers["Location"]) for answer in answers] == [
        (301, "/people/ilse-brandvik"),
        (301, "/people/ilse-brandvik?topic=weather"),
    ]


@pytest.mark.parametrize(
    ("since", "until", "words"),
    [
        ("2021-07-16", None, "16 Jul 2021 – end not recorded"),
        ("2021-07", "2023", "Jul 2021 – 2023"),
        (None, "2023-01-18", "beginning not recorded – 18 Jan 2023"),
        (None, None, "dates not recorded"),
    ],
)
def test_a_time_in_office_is_told_as_far_as_it_is_recorded(since, until, words):
    assert formats.held(Tenure("port", "Port", ("port",), "Harbour master", since, until, "test")) == words


def test_statements_stand_by_month_the_latest_first(read):
    page = read("/people/tomas-orlec")
    assert texts(page, ".month") == ["April 2026", "March 2026"]
    assert texts(page, ".hit blockquote") == [
        "We shall not send anybody out in this weather,",
        "the quay needs repairs first",
    ]
    bars = {a["aria-label"]: a["href"] for a in page.select(".bars a")}
    assert bars["2 April 2026, 1 statement, filter to these days"] == "/people/tomas-orlec?date=2026-04-02"


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


def test_offices_stand_with_their_dates_gaps_and_origin(in_office, read):
    terms = (
        ("port", "Harbour master", "2026-03-20", None),
        ("port", "Pilot", "2020", "2024-06"),
        ("city", "Adviser", None, None),
    )
    in_office("Tomas Orlec", *terms)
    assert texts(read("/people/tomas-orlec"), ".held li") == [
        "Harbour master Port Authority 20 Mar 2026 – end not recorded · from Tomas Orlec.toml",
        "none recorded 1 Jul 2024 – 19 Mar 2026",
        "Pilot Port Authority 2020 – Jun 2024 · from Tomas Orlec.toml",
        "Adviser City Council dates not recorded · from Tomas Orlec.toml",
    ]


def test_the_office_of_a_statement_is_that_of_its_day(in_office, read):
    in_office("Tomas Orlec", ("port", "Head of the port", "2026-03-20", None))
    page = read("/people/tomas-orlec")
    offices = [hit.select(".meta")[1].get_text().split("·")[0].strip() for hit in page.select(".hit")]
    assert offices == ["Head of the port", "Harbour master"]
    known = [bdi["title"] for bdi in page.select(".hit .meta bdi[title]")]
    assert known == ["recorded in Tomas Orlec.toml", "as written in the article"]


def test_statements_are_filtered_to_an_office_held_then(in_office, read):
    in_office("Tomas Orlec", ("port", "Head of the port", "2026-03-20", None))
    page = read("/people/tomas-orlec?office=port")
    assert texts(page, ".hit blockquote") == ["We shall not send anybody out in this weather,"]
    assert texts(page, "#office option[selected]") == ["in office: Port Authority (1)"]
    assert texts(page, ".chips a")[0].startswith("Remove the filter In office at the time: Port Authority")


def test_people_are_listed_by_the_office_in_which_they_spoke(in_office, read):
    in_office("Tomas Orlec", ("port", "Head of the port", "2026-03-20", None))
    page = read("/people?office=port")
    assert texts(page, ".roster li") == ["Tomas Orlec Head of the port 1 statement"]
    assert texts(page, ".sentence") == [
        "The 1 who spoke most in office as Port Authority, with what they said then",
    ]
    assert texts(read("/people?office=port&q=orlec"), ".roster li") == ["Tomas Orlec Head of the port 1 statement"]
    assert texts(read("/people?office=port&q=brandvik"), "main p[role=status]")[0].startswith(
        "Nobody with a name like “brandvik” is among those who spoke most in this office."
    )
    assert texts(read("/people?office=nowhere"), "main p[role=status]") == [
        "Nobody has spoken in this office. All people"
    ]
    assert texts(read("/people"), ".actions a") == ["Possible duplicates", "Decisions"]
