"""The search page over a real store and a real index."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient

from indexer.archive import Archive
from indexer.errors import QueryError
from indexer.model import Bar, Dated, Histogram
from indexer.query import Query
from tests.webapp.conftest import make_quote
from webapp import create_app


def texts(page: BeautifulSoup, selector: str) -> list[str]:
    return [" ".join(found.get_text().split()) for found in page.select(selector)]


def hrefs(page: BeautifulSoup, selector: str) -> list[str]:
    return [str(found["href"]) for found in page.select(selector)]


# ----------------------------------------------------------------------------------------------------------- the answer


def test_articles_show_headline_source_and_time_in_the_readers_zone(read):
    page = read("/search?q=storm")
    assert texts(page, ".hit h2") == ["Storm closes the harbour"]
    assert texts(page, ".hit .meta") == ["2 Apr 2026, 09:30 · The Harbour Post"]
    assert page.select_one(".hit time")["datetime"] == "2026-04-02T06:30:00Z"
    assert texts(page, ".hit .tags a") == ["Tomas Orlec", "Ferries", "Weather"]


def test_what_matched_is_marked(read):
    assert texts(read("/search?q=storm"), ".hit h2 mark") == ["Storm"]


def test_the_total_and_the_query_are_said_in_words(read):
    assert texts(read("/search?q=storm"), ".sentence") == ["1 article · “storm”"]
    assert texts(read("/search?view=quotes"), ".sentence") == ["3 statements"]


def test_statements_name_their_speaker_and_lead_to_their_place_in_the_article(read):
    page = read("/search?q=luxury&view=quotes")
    assert texts(page, ".hit blockquote") == ["The ferry is not a luxury, it is a street on water,"]
    assert texts(page, ".hit .who") == ["Ilse Brandvik, Mayor · said directly"]
    assert hrefs(page, ".hit .who a") == ["/people/ilse-brandvik"]
    assert hrefs(page, ".hit blockquote a") == ["/articles/1#q1"]


def test_both_views_ask_the_same(read):
    page = read("/search?q=harbour&topic=ferries")
    assert hrefs(page, ".tabs a") == ["/search?q=harbour&topic=ferries", "/search?q=harbour&topic=ferries&view=quotes"]


def test_sorting_changes_only_the_order(read):
    page = read("/search?q=harbour&topic=ferries")
    assert hrefs(page, ".sorts a") == [
        "/search?q=harbour&topic=ferries",
        "/search?q=harbour&topic=ferries&sort=newest",
        "/search?q=harbour&topic=ferries&sort=oldest",
        "/search?q=harbour&topic=ferries&sort=seen",
    ]
    assert texts(read("/search?q=harbour&sort=oldest"), ".hit h2") == [
        "Council wants a second ferry",
        "Storm closes the harbour",
    ]


def test_long_results_come_in_pages(archive, add, read):
    for n in range(20):
        add(f"more-{n}", indexed=n == 19, title=f"Quay report {n}", body=f"Report {n} on the quay walls.")
    page = read("/search?q=quay")
    assert len(page.select(".hit")) == 20
    assert texts(page, ".pager p:first-child") == ["Page 1 of 2 Next →"]
    assert len(read("/search?q=quay&page=2").select(".hit")) == 1
    assert texts(read("/search?q=quay&page=9"), ".results .notice") == [
        "There is no page 9: the results end on page 2. First page · Last page"
    ]
    page = read("/search?q=quay&page=9")
    assert hrefs(page, ".results .notice a") == ["/search?q=quay", "/search?q=quay&page=2&upto=23"]
    assert texts(page, ".pager p") == ["Per page 2050100"]


def test_each_hit_says_why_it_matched(read):
    page = read("/search?q=said-by%3AOrlec+harbour&sort=oldest")
    assert texts(page, ".hit .why") == [
        "matched: said by Tomas Orlec · “harbour” in the text",
        "matched: said by Tomas Orlec · “harbour” in the title",
    ]
    assert read("/search?topic=weather").select(".why") == []


def test_other_spellings_of_a_name_are_chips_that_strike_them_out(add, read):
    for path, name in (("a1", "Denys Monastyrsky"), ("a2", "Денис Монастирський")):
        body = f"“Calm,” said {name}."
        add(path, title="", body=body, quotes=(make_quote(body, "Calm,", name),))
    page = read("/search?q=Monastyrsky")
    assert len(page.select(".hit")) == 2
    assert texts(page, ".chips a:not(.act)") == ["Search without the spelling also: Монастирський ×"]
    page = read(hrefs(page, ".chips a:not(.act)")[0])
    assert len(page.select(".hit")) == 1
    assert texts(page, ".chips a:not(.act)") == ["Remove the filter not also: Монастирський ×"]
    assert hrefs(page, ".chips a:not(.act)") == ["/search?q=Monastyrsky"]


def test_later_pages_show_the_archive_as_the_first_did(archive, clock, add, read):
    for n in range(21):
        add(f"more-{n}", indexed=n == 20, title=f"Quay report {n}", body=f"Report {n} on the quay walls.")
    later = hrefs(read("/search?q=quay"), ".pager a[rel=next]")
    assert later == ["/search?q=quay&page=2&upto=24"]
    assert read(later[0]).select(".results .notice") == []
    before = texts(read(later[0]), ".hit h2")
    clock.now += timedelta(hours=1)
    add("newest", title="Quay of the quay, a quay", body="Quay, quay and quay.")
    page = read(later[0])
    assert texts(page, ".hit h2") == before
    assert texts(page, ".results .notice") == [
        "These are the results as the archive stood at 20 Apr 2026, 12:00. 1 newer: show them"
    ]
    assert hrefs(page, ".results .notice a") == ["/search?q=quay"]
    assert not any("upto" in href for href in hrefs(page, "a[href]:not(.pager a)"))


def test_the_help_is_made_of_what_the_archive_holds(read):
    examples = dict(zip(texts(read("/search"), ".help code"), hrefs(read("/search"), ".help a"), strict=True))
    assert list(examples) == [
        "storm closes",
        '"storm closes"',
        "storm OR closes",
        "storm NEAR/10 closes",
        "stor*",
        "storm~",
        'said-by:"Tomas Orlec"',
        'role:"Harbour master"',
        "topic:Ferries",
        "date:2026-04",
    ]
    for href in examples.values():
        assert read(href).select(".hit"), href


@pytest.mark.parametrize(
    ("unit", "first", "until", "typed"),
    [
        ("year", date(2026, 1, 1), date(2027, 1, 1), "date:2026"),
        ("month", date(2026, 3, 1), date(2026, 4, 1), "date:2026-03"),
        ("week", date(2026, 3, 30), date(2026, 4, 6), "date:2026-03-30..2026-04-05"),
        ("day", date(2026, 4, 2), date(2026, 4, 3), "date:2026-04"),
        ("day", date(9999, 12, 30), date(9999, 12, 31), "date:9999-12"),
    ],
)
def test_the_date_in_the_help_is_one_with_articles(read, archive, monkeypatch, unit, first, until, typed):
    answer = archive.ask(Query())
    bars = Histogram(unit, (Bar(first, until, 1),), 0)
    changed = replace(answer, results=replace(answer.results, histogram=bars))
    monkeypatch.setattr(type(archive), "ask", lambda _archive, _query: changed)
    assert texts(read("/search"), ".help code")[-1] == typed


def test_a_search_that_the_engine_refuses_is_explained_like_any_bad_query(site: FlaskClient, archive, monkeypatch):
    def refused(message: str, position: int) -> BeautifulSoup:
        def refuse(self, query):
            raise QueryError(message, position)

        monkeypatch.setattr(type(archive.engine), "search", refuse)
        response = site.get("/search?q=storm+fer%2A")
        assert response.status_code == 400
        return BeautifulSoup(response.text, "lxml")

    site.get("/search")
    page = refused("“fer*” stands for more than 1,000 words.", 6)
    assert texts(page, ".fault p") == ["“fer*” stands for more than 1,000 words. Character 7."]
    assert page.select_one("#q")["value"] == "storm fer*"
    page = refused("This search takes too long.", 0)
    assert (texts(page, ".fault p"), page.select(".fault pre, .repairs")) == (["This search takes too long."], [])


# ---------------------------------------------------------------------------------------------------------- the filters


def choice(page: BeautifulSoup, label: str) -> BeautifulSoup:
    return next(row for row in page.select(".choice") if label in row.get_text())


def test_facets_count_and_tick(read):
    page = read("/search?topic=weather")
    assert texts(page, ".facet legend") == ["Said by", "How", "Mentioned, not quoted", "Topic", "Source", "Language"]
    weather = choice(page, "Weather")
    assert " ".join(weather.get_text().split()) == "Weather 1 article −"
    box = weather.select_one("input")
    assert (box["name"], box["value"], box.has_attr("checked"), box["form"]) == ("topic", "weather", True, "search")
    assert not choice(page, "City Council").select_one("input").has_attr("checked")


def test_a_value_can_be_left_out_and_let_in_again(read):
    page = read("/search?topic=ferries")
    assert hrefs(choice(page, "Weather"), "a") == ["/search?topic=ferries&-topic=weather"]
    page = read("/search?topic=ferries&-topic=weather")
    assert texts(page, ".hit h2") == ["Council wants a second ferry"]
    assert hrefs(choice(page, "Weather"), "a") == ["/search?topic=ferries"]
    assert ("-topic", "weather") in [(i["name"], i["value"]) for i in page.select("#search input[type=hidden]")]


def test_a_ticked_value_stays_at_zero(read):
    page = read("/search?q=zebra&topic=weather")
    row = choice(page, "Weather")
    assert row.select_one("input").has_attr("checked")
    assert row.select_one(".count").get_text().startswith("0")


def test_every_filter_has_a_chip_that_takes_it_away(read):
    page = read("/search?q=harbour&said-by=tomas-orlec&-topic=energy&date=2026-03-01..2026-04-30")
    assert dict(zip(texts(page, ".chips a:not(.act) bdi"), hrefs(page, ".chips a:not(.act)"), strict=True)) == {
        "Said by: Tomas Orlec": "/search?q=harbour&-topic=energy&date=2026-03-01..2026-04-30",
        "Topic: not energy": "/search?q=harbour&said-by=tomas-orlec&date=2026-03-01..2026-04-30",
        "Published: 1 Mar 2026 – 30 Apr 2026": "/search?q=harbour&said-by=tomas-orlec&-topic=energy",
    }


def test_rolling_dates_say_what_they_mean_today(read):
    page = read("/search?date=30d")
    assert texts(page, ".chips bdi") == ["Published: last 30 days (22 Mar 2026 – 20 Apr 2026)"]
    assert texts(page, ".hit h2") == ["Storm closes the harbour"]


def test_each_bar_of_the_histogram_leads_into_its_days(read):
    page = read("/search?q=harbour")
    bars = {a["aria-label"]: a["href"] for a in page.select(".bars a")}
    assert bars["18 March 2026, 1 article, filter to these days"] == "/search?q=harbour&date=2026-03-18"
    assert texts(page, ".figures tbody th") == ["18 March 2026", "2 April 2026"]
    assert texts(page, ".figures tbody td") == ["1", "1"]
    assert texts(read("/search?q=harbour&date=2026-03-18"), ".hit h2") == ["Council wants a second ferry"]


def test_undated_results_are_counted_and_reachable(read):
    page = read("/search")
    assert texts(page, ".presets a")[-1] == "no date (1)"
    assert hrefs(page, ".presets a")[-1] == "/search?date=none"
    assert texts(read("/search?date=none"), ".hit .meta") == ["no date · Hill Wire"]


# ---------------------------------------------------------------------------------------------------------- one address


@pytest.mark.parametrize(
    ("asked", "canonical"),
    [
        ("/search?view=articles&q=+ferry+&page=1", "/search?q=ferry"),
        ("/search?q=ferry&from=2026-03-01&to=2026-03-31&date=7d", "/search?q=ferry&date=2026-03-01..2026-03-31"),
        ("/search?q=ferry&from=&to=", "/search?q=ferry"),
        ("/search?topic=weather&q=ferry&unknown=1&topic=energy", "/search?q=ferry&topic=energy&topic=weather"),
        ("/search?q=%C3%B8%20y", "/search?q=%C3%B8+y"),
        ("/search?q=%ff", "/search?q=%25FF"),
    ],
)
def test_other_spellings_of_a_search_lead_to_its_one_address(site: FlaskClient, asked, canonical):
    response = site.get(asked)
    assert (response.status_code, response.headers["Location"]) == (302, canonical)
    assert site.get(canonical).status_code == 200


def test_the_form_carries_what_it_does_not_show(read):
    page = read("/search?q=harbour&date=7d&sort=oldest&view=quotes&per=50")
    hidden = {i["name"]: i["value"] for i in page.select("#search input[type=hidden]")}
    assert hidden == {"date": "7d", "sort": "oldest", "view": "quotes", "per": "50"}


def test_typed_days_stand_in_their_boxes_and_nowhere_else(read):
    page = read("/search?date=2026-03-01..2026-03-31")
    assert [i["value"] for i in page.select(".span input")] == ["2026-03-01", "2026-03-31"]
    assert page.select("#search input[type=hidden]") == []


# -------------------------------------------------------------------------------------------------------- when it fails


def test_a_query_that_cannot_be_read_is_kept_and_pointed_into(site: FlaskClient):
    response = site.get("/search?q=border+AND+(Belarus&topic=energy")
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == 400
    assert page.select_one("#q")["value"] == "border AND (Belarus"
    assert page.select_one("#q")["aria-describedby"] == page.select_one(".fault")["id"]
    assert page.select_one(".fault pre").get_text() == "border AND (Belarus\n           ^"
    assert texts(page, ".fault p")[0] == "This bracket is never closed. Character 12."
    assert hrefs(page, ".repairs a") == [
        "/search?q=border+AND+%28Belarus%29&topic=energy",
        "/search?q=border+AND+Belarus&topic=energy",
    ]
    assert page.select(".hit") == []
    assert all(site.get(href).status_code == 200 for href in hrefs(page, ".repairs a"))


def test_a_date_that_is_none_does_not_blame_the_words(site: FlaskClient):
    response = site.get("/search?q=ferry&date=2026-02-30")
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == 400
    assert page.select(".fault pre") == []
    assert hrefs(page, ".repairs a") == ["/search?q=ferry"]


def test_a_page_beyond_the_window_offers_the_first(site: FlaskClient):
    response = site.get("/search?q=ferry&page=501")
    page = BeautifulSoup(response.text, "lxml")
    assert response.status_code == 400
    assert texts(page, ".repairs a") == ["the first page of this search"]
    assert hrefs(page, ".repairs a") == ["/search?q=ferry"]


def test_no_hits_say_which_condition_costs_them(read):
    page = read("/search?q=zebra+harbour&topic=weather&date=2026-03-01..2026-04-30")
    assert texts(page, ".nothing li") == ["without “zebra”: 1 article"]
    assert hrefs(page, ".nothing li a") == ["/search?q=harbour&topic=weather&date=2026-03-01..2026-04-30"]


def test_no_hits_say_what_ticks_and_dates_cost(read):
    page = read("/search?q=harbour+-storm&topic=weather")
    assert texts(page, ".nothing li") == ["without Topic: Weather: 1 article", "without leaving out “storm”: 1 article"]
    page = read("/search?q=harbour&date=2020-01-01..2020-12-31")
    assert texts(page, ".nothing li")[0] == "without Published: 1 Jan 2020 – 31 Dec 2020: 2 articles"


def test_no_hits_offer_the_words_spelt_a_little_otherwise(read):
    page = read("/search?q=harbor+ferry")
    assert texts(page, ".nothing li") == [
        "without “harbor”: 2 articles",
        "with words spelt a little otherwise: 1 article",
    ]
    assert hrefs(page, ".nothing li a")[1] == "/search?q=harbor~+ferry~"


def test_no_hits_offer_to_be_told(read):
    page = read("/search?q=zebra&topic=weather")
    assert hrefs(page, ".nothing p a") == ["/saved/new?q=zebra&topic=weather"]


def test_where_no_single_change_helps_each_condition_says_what_it_finds_by_itself(read):
    page = read("/search?q=storm+zebra+-harbour+date%3A2020")
    assert texts(page, ".nothing li") == ["“storm”: 1 article", "“zebra”: nothing", "date:2020: nothing"]
    assert hrefs(page, ".nothing li a")[0] == "/search?q=storm"


def test_where_there_is_but_one_condition_none_is_left_out(read):
    page = read("/search?q=zebra")
    assert texts(page, ".nothing > *") == [
        "Nothing in the archive holds this",
        "Start again",
        "Or be told when there is something.",
    ]
    assert texts(read("/search?q=date%3A2020"), ".nothing h2") == ["Nothing in the archive holds this"]


def test_words_that_do_not_stand_near_each_other_are_offered_apart(read):
    page = read("/search?q=storm+NEAR%2F1+crews")
    assert texts(page, ".nothing li") == [
        "with “storm” and “crews” anywhere: 1 article",
        "only “storm”: 1 article",
        "only “crews”: 1 article",
    ]


def test_where_there_was_no_time_to_count_nothing_is_claimed(read, monkeypatch):
    monkeypatch.setattr("indexer.ask.rewriting.CPU_S_MAX", 0)
    page = read("/search?q=storm+zebra+-harbour")
    assert (texts(page, ".nothing li"), texts(page, ".nothing p")[0]) == (
        [],
        "There was no time to try what helps. Start again",
    )


def test_no_hits_on_a_later_page_lead_to_the_first(read):
    page = read("/search?q=zebra&page=2")
    assert texts(page, ".nothing p")[0] == "There is no page 2. Go to the first page"
    assert hrefs(page, ".nothing a")[0] == "/search?q=zebra"


def test_an_overlong_word_is_clipped_in_the_sentence_and_whole_in_the_box(read):
    page = read(f"/search?q={'a' * 1990}")
    assert texts(page, ".sentence") == [f"0 articles · “{'a' * 60}…”"]
    assert len(page.select_one("#q")["value"]) == 1990
    words = [f"{n}{'a' * 50}" for n in range(20)]
    page = read(f"/search?q={'+OR+'.join(words)}")
    assert (len(texts(page, ".sentence")[0]) < 650, texts(page, ".sentence")[0][-1]) == (True, "…")


def test_a_misspelt_query_is_left_as_it_is_with_one_proposal_beside_it(read):
    page = read("/search?q=Harbuor+-storm")
    assert texts(page, ".meant") == ["Did you mean Harbour -storm? 1 article"]
    assert hrefs(page, ".meant a") == ["/search?q=Harbour+-storm"]
    assert page.select_one("#q")["value"] == "Harbuor -storm"
    assert read("/search?q=harbour").select(".meant") == []


def test_a_name_that_nobody_bears_is_said(read):
    assert texts(read("/search?q=said-by%3AQuillfeather"), ".notice") == [
        "Nobody in the archive is called “Quillfeather”. Look among the people"
    ]


def test_an_index_that_lags_says_so(add, read):
    assert read("/search").select(".notice") == []
    add("late", indexed=False)
    assert texts(read("/search"), ".notice") == [
        "The index is 1 change behind the archive: the newest articles are still missing here."
    ]


def test_an_article_that_changed_behind_the_index_is_left_out_aloud(add, read):
    add("ferry-2", title="Ferry news", body="A ferry “sails”.", published=None)
    add("ferry-2", title="Ferry news", body="A tram “rolls”.", published=None, indexed=False)
    page = read("/search?q=sails")
    assert texts(page, ".sentence") == ["1 article · “sails”"]


def test_an_empty_archive_says_how_to_fill_it(empty: Archive):
    page = BeautifulSoup(create_app(empty).test_client().get("/search").text, "lxml")
    assert texts(page, ".nothing h2") == ["The archive is empty"]


def test_a_day_without_an_hour_stays_the_pages_day(add, read):
    day = Dated(datetime(2026, 3, 3, tzinfo=UTC), "3 March 2026", "text", precision="day")
    add("day", title="Lighthouse repainted", published=day)
    page = read("/search?q=lighthouse")
    assert texts(page, ".hit time") == ["3 Mar 2026"]
    assert page.select_one(".hit time")["datetime"] == "2026-03-03"
