"""What a page says about its story, from the place that says it best."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime

import pytest

from indexer.extract import article
from indexer.extract.article import Hints
from indexer.model import Article, Dated, Selectors

NO_HINTS = Hints()
URL = "https://news.example/politics/bridge-1205195.html"
TEXT = (
    "The council backed the new bridge on Tuesday after a debate that lasted until midnight. "
    "Work begins in spring and is to take two years, the mayor told reporters at the river. "
    "The opposition wants a vote of all residents before the first stone is laid."
)


def read(
    head: str = "", body: str = "<h1>Council backs bridge</h1>", *, url: str = URL, hints: Hints = NO_HINTS
) -> Article:
    page = f"<html><head>{head}</head><body>{body}<p>{TEXT}</p><p>{TEXT[::-1]}</p></body></html>"
    return article.read(page.encode(), url, hints)


def told(**story: object) -> str:
    return described({"@context": "https://schema.org", "@type": "NewsArticle", **story})


def described(node: object) -> str:
    return f'<script type="application/ld+json">{json.dumps(node)}</script>'


def metas(stated: Mapping[str, str]) -> str:
    return "".join(f'<meta property="{name}" content="{content}">' for name, content in stated.items())


def day_of(found: Article) -> str | None:
    return found.published and found.published.iso()


# ------------------------------------------------------------------------------------------------------ titles


@pytest.mark.parametrize(
    "window",
    [
        "Council backs bridge | The Daily Example",
        "Council backs bridge - The Daily Example",
        "The Daily Example | Council backs bridge",
        "Council backs bridge – news.example",
    ],
)
def test_the_sites_name_is_no_part_of_a_title(window: str) -> None:
    head = f"<title>{window}</title>" + metas({"og:site_name": "The Daily Example"})

    assert read(head, "").title == "Council backs bridge"


def test_two_of_three_places_outvote_the_third() -> None:
    head = told(headline="Bridge: what now?") + metas({"og:title": "Council backs bridge"})

    assert read(head).title == "Council backs bridge"


def test_a_section_after_a_bar_goes_where_another_place_ends() -> None:
    head = "<title>x</title>" + metas({"og:title": "Council backs bridge | Politics | City"})

    assert read(head).title == "Council backs bridge"


def test_a_title_cut_short_is_completed() -> None:
    head = told(headline="Council backs …") + metas({"twitter:title": "Council backs bridge over river"})

    assert read(head, "").title == "Council backs bridge over river"


def test_entities_written_twice_are_read_once_more() -> None:
    assert read(told(headline="Council &amp; mayor: &quot;Yes&quot;"), "").title == 'Council & mayor: "Yes"'


# ------------------------------------------------------------------------------------------------------- dates


def test_json_ld_dates_a_story() -> None:
    found = read(told(datePublished="2026-03-18T14:05:00+02:00", dateModified="2026-03-19T08:00:00+02:00"))

    assert (day_of(found), found.published and found.published.origin) == ("2026-03-18T14:05:00+02:00", "json-ld")
    assert found.modified is not None
    assert found.modified.iso() == "2026-03-19T08:00:00+02:00"


def test_a_minute_elsewhere_completes_a_day() -> None:
    head = told(datePublished="2026-03-18") + metas({"article:published_time": "2026-03-18T12:05:00Z"})

    assert day_of(read(head)) == "2026-03-18T12:05:00+00:00"


def test_a_date_months_away_does_not_complete_a_day() -> None:
    head = told(datePublished="2026-03-18") + metas({"date": "2026-07-01T12:05:00Z"})

    assert day_of(read(head)) == "2026-03-18"


@pytest.mark.parametrize(
    "line",
    ["18 March 2026, 14:05", "18 березня 2026, 14:05", "18 марта 2026, 14:05", "18.03.2026 14:05"],
)
def test_a_visible_date_by_the_headline_dates_a_bare_page(line: str) -> None:
    found = read(body=f"<h1>Council backs bridge</h1><div><span>{line}</span></div>", hints=Hints(zone="Europe/Kyiv"))

    assert day_of(found) == "2026-03-18T14:05:00"
    assert found.published is not None
    assert found.published.at.utcoffset() is not None
    assert (found.published.origin, found.published.zone_stated) == ("text", False)


@pytest.mark.parametrize(
    "beside",
    [
        "<p>© 2026 Example Media, 18.03.2026</p>",
        "<p>Updated: 18 March 2026, 14:05</p>",
        f"<p>The treaty of <b>18 March 2020</b> holds. {TEXT}</p>",
        '<aside><time datetime="2026-03-18">another story</time></aside>',
        '<p><a href="/2"><time datetime="2026-03-18">another story</time></a></p>',
    ],
)
def test_a_page_that_does_not_date_its_story_stays_undated(beside: str) -> None:
    assert read(body=f"<h1>Council backs bridge</h1>{beside}").published is None


def test_the_feeds_minute_completes_the_pages_day_and_no_other() -> None:
    hints = Hints(published=Dated(datetime(2026, 3, 18, 9, 0, tzinfo=UTC), "Wed, 18 Mar 2026 09:00 GMT", "feed"))

    assert read(told(datePublished="2026-03-18"), hints=hints).published == hints.published
    assert day_of(read(told(datePublished="2026-01-01"), hints=hints)) == "2026-01-01"


# ----------------------------------------------------------------------------------------------------- authors


@pytest.mark.parametrize(
    ("author", "names"),
    [
        ("By Ada Example and Bo Muster", ("Ada Example", "Bo Muster")),
        ("Автор: Олена Коваль", ("Олена Коваль",)),
        ([{"@type": "Person", "name": "Ada Example"}, {"name": "ada example"}], ("Ada Example",)),
        ("Ada Example, Political Correspondent", ("Ada Example",)),
        ("https://news.example/authors/ada", ()),
        ("Ada Example (ada@news.example)", ("Ada Example",)),
        ({"name": ["Ada Example"]}, ("Ada Example",)),
        ("admin", ()),
    ],
)
def test_authors_are_names_only_each_once(author: object, names: tuple[str, ...]) -> None:
    assert read(told(author=author)).authors == names


def test_an_author_told_elsewhere_in_the_graph_is_found() -> None:
    graph = {
        "@graph": [
            {"@type": "NewsArticle", "headline": "Council backs bridge", "author": {"@id": "#ada"}},
            {"@type": "Person", "@id": "#ada", "name": "Ada Example"},
        ]
    }

    assert read(described(graph)).authors == ("Ada Example",)


def test_a_byline_in_full_outranks_the_site_as_author() -> None:
    head = told(author={"name": "The Daily Example"}) + metas({"og:site_name": "The Daily Example"})

    assert read(head, '<h1>Council</h1><div class="byline">By Ada Example</div>').authors == ("Ada Example",)
    assert read(head).authors == ("The Daily Example",)


def test_the_authors_of_other_stories_on_the_page_are_left_out() -> None:
    body = (
        '<h1>Council</h1><div class="by"><span><b itemprop="author">Ada Example</b><b itemprop="author">Bo Muster</b>'
        '</span></div><div class="teaser"><span><b itemprop="author">Cy Other</b></span></div>'
    )

    assert read(body=body).authors == ("Ada Example", "Bo Muster")


# ------------------------------------------------------------------------------------------- topics and section


@pytest.mark.parametrize(
    ("head", "body"),
    [
        (told(keywords=["Bridges", "council"], articleSection="City"), ""),
        (told(keywords="Bridges, council, bridges"), ""),
        (metas({"news_keywords": "Bridges,council", "keywords": "all,of,it"}), ""),
        ('<meta property="article:tag" content="Bridges"><meta property="article:tag" content="council">', ""),
        ("", '<p><a rel="tag" href="/t/1">Bridges</a><a rel="tag" href="/t/2">#council</a></p>'),
        (
            "",
            '<nav><a href="/tag/x">Menu</a></nav><div><a href="/tag/b">Bridges</a><a href="/tag/c/">council</a></div>',
        ),
        (told(keywords=["Subject: Bridges", "Topic: council", "Page Type: Article"]), ""),
    ],
)
def test_the_publishers_tags_are_found_wherever_they_stand(head: str, body: str) -> None:
    assert read(head, "<h1>Council backs bridge</h1>" + body).topics == ("Bridges", "council")


def test_the_section_is_not_a_topic() -> None:
    found = read(metas({"article:section": "City"}))

    assert (found.section, found.topics) == ("City", ())


# ----------------------------------------------------------------------------------------------------- address


@pytest.mark.parametrize(
    ("claim", "url"),
    [
        ("https://www.news.example/a/1?utm_source=x", "https://www.news.example/a/1"),
        ("/a/1", "https://news.example/a/1"),
        ("https://evil.example/a/1", URL),
        ("https://news.example.evil.example/a/1", URL),
        ("https://news.example/", URL),
        ("https://[", URL),
        ("javascript:alert(1)", URL),
    ],
)
def test_a_canonical_address_counts_only_on_its_own_site(claim: str, url: str) -> None:
    assert read(f'<link rel="canonical" href="{claim}">').url == url


# --------------------------------------------------------------------------------------------------- selectors


def test_a_sources_selectors_win_over_the_page() -> None:
    head = told(headline="Wrong", author="Wrong Person", keywords="wrong", datePublished="2020-01-01T00:00:00Z")
    body = (
        '<h1>Wrong</h1><i class="t">Council backs bridge</i><i class="d">18.03.2026 14:05</i>'
        '<i class="a">By Ada Example</i><i class="k">one</i><i class="k">two</i>'
        '<div class="b"><p>First <b>bold</b> line.</p><p>Second.</p></div>'
    )
    selectors = Selectors(title=".t", date=".d", body=".b", author=".a", topic=".k")
    found = read(head, body, hints=Hints(selectors=selectors, zone="Europe/Kyiv"))

    assert (found.title, day_of(found), found.authors, found.topics, found.body) == (
        "Council backs bridge",
        "2026-03-18T14:05:00",
        ("Ada Example",),
        ("one", "two"),
        "First bold line.\nSecond.",
    )
    assert found.published is not None
    assert found.published.origin == "selector"


def test_a_selector_that_matches_nothing_leaves_the_page_its_say() -> None:
    found = read(told(headline="Council backs bridge"), hints=Hints(selectors=Selectors(title=".gone", body=".gone")))

    assert (found.title, TEXT in found.body) == ("Council backs bridge", True)


def test_hints_fill_only_what_the_page_leaves_open() -> None:
    hints = Hints(title="Feed title", topics=("feed",), authors=("Feed Author",))
    open_page, full_page = (
        read(body="", hints=hints),
        read(told(headline="T", author="Ada Example", keywords="k"), hints=hints),
    )

    assert (open_page.title, open_page.topics, open_page.authors) == ("Feed title", ("feed",), ("Feed Author",))
    assert (full_page.topics, full_page.authors) == (("k",), ("Ada Example",))
