"""A page becomes an article, or a reason that can be counted; never anything else."""

import time
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.errors import NotAnArticleError
from indexer.extract import article
from indexer.extract.article import Hints

URL = "https://news.example/a/1"
SENTENCE = "The council backed the new bridge on Tuesday after a debate that lasted until midnight. "


def page(body: str, head: str = "") -> bytes:
    return f"<!doctype html><html><head>{head}</head><body>{body}</body></html>".encode()


def why_not(html: bytes, url: str = URL) -> str:
    with pytest.raises(NotAnArticleError) as refused:
        article.read(html, url)
    return str(refused.value)


# -------------------------------------------------------------------------------------------------------- body


def test_paragraphs_are_lines_without_menus_teasers_and_pleas() -> None:
    paragraphs = [f"Paragraph {number}: {SENTENCE * 2}".strip() for number in range(4)]
    html = page(
        '<nav><a href="/">Home</a></nav><header>Daily</header><article><h1>Council backs bridge</h1>'
        "<p>By Ada Example</p><p>18 March 2026, 14:05</p>"
        f"<p>{paragraphs[0]}</p><p>{paragraphs[1]}</p>"
        '<p><a href="/2">Read more: Mayor says no to the tunnel</a></p><figure><figcaption>Bridge</figcaption></figure>'
        f"<p>{paragraphs[2]}</p><aside>Most read today</aside><p>Sign up for our newsletter and never miss a story</p>"
        f"<p>{paragraphs[3]}</p></article><footer>© Example Media</footer>"
    )

    assert article.read(html, URL).body == "\n".join(paragraphs)


def test_a_sentence_that_only_sounds_like_a_plea_is_kept() -> None:
    lines = [
        "Президент підписав закон про міст через річку, повідомила пресслужба міста в Telegram у вівторок увечері.",
        "The mayor joined Facebook in 2009 and has had a channel on YouTube since the first bridge was opened.",
        "Watching the river rise, the council signed up three more companies to follow the works by email.",
        "Related costs of eight million were not in the newsletter that the council sent to all of its residents.",
    ]
    html = page("<article><h1>Council</h1>" + "".join(f"<p>{line}</p>" for line in lines) + "</article>")

    assert article.read(html, URL).body.split("\n") == lines


def test_the_wires_opening_is_taken_off_and_kept() -> None:
    html = page(f"<h1>Council</h1><p>KYIV. Dec 9 (Interfax-Ukraine) – {SENTENCE * 3}</p><p>{SENTENCE * 2}</p>")
    found = article.read(html, "https://news.example/2025/council")

    assert found.dateline == "KYIV. Dec 9 (Interfax-Ukraine)"
    assert found.body.startswith("The council backed")
    assert found.published is not None
    assert found.published.iso() == "2025-12-09"


def test_a_text_that_only_scripts_carry_is_found() -> None:
    story = "".join(f"\\u003cp\\u003eParagraph {number}: {SENTENCE * 3}\\u003c/p\\u003e" for number in range(3))
    html = page(f'<h1>Council backs bridge</h1><script>self.push([1,"{story}"])</script>')

    assert article.read(html, URL).body.split("\n") == [f"Paragraph {n}: {SENTENCE * 3}".strip() for n in range(3)]


def test_text_is_free_of_controls_surrogates_and_non_characters() -> None:
    html = page(f"<h1>Coun&#1;cil\x00 b&shy;acks&#xFFFE; bri&#x200B;dge</h1><p>{SENTENCE * 3}&#55296;\x07</p>")
    found = article.read(html, URL)

    assert found.title == "Council backs bridge"
    assert all(letter.isprintable() or letter == "\n" for letter in found.body)
    found.body.encode()


# ----------------------------------------------------------------------------------------------------- reasons


@pytest.mark.parametrize(
    ("html", "url", "reason"),
    [
        (b"", URL, "an empty page"),
        (b"  \n", URL, "an empty page"),
        (b"%PDF-1.7\n%\xe2\xe3", URL, "another kind of file than a web page"),
        (bytes(range(256)) * 100, URL, "another kind of file than a web page"),
        (page("<p>Only a few words here.</p>", "<title>Short</title>"), URL, "too little text (5 words)"),
        (
            page("<h1>404 Not found</h1><p>There is no such page.</p>", "<title>404 Not found</title>"),
            URL,
            "an error page: title says 404 Not found",
        ),
        (
            page("<p>Checking your browser before you go on.</p>", "<title>Just a moment...</title>"),
            URL,
            "a consent or challenge page",
        ),
        (
            page("".join(f'<p><a href="/{n}">Headline number {n} of the day</a></p>' for n in range(60))),
            "https://news.example/",
            "a front page: 60 links, no date",
        ),
        (
            page(
                "<h1>City</h1>"
                + "".join(f'<h3><a href="/{n}">Headline {n}</a></h3><p>A teaser for it.</p>' for n in range(60))
            ),
            "https://news.example/city/",
            "a front page: 60 links, no date",
        ),
        (
            page(
                "<p>We value your privacy. We and our partners store cookies on this device.</p>", "<title>News</title>"
            ),
            URL,
            "a consent or challenge page",
        ),
        (page(f"<p>{SENTENCE * 4}</p>"), URL, "no title"),
    ],
)
def test_what_is_no_article_says_why(html: bytes, url: str, reason: str) -> None:
    assert why_not(html, url) == reason


def test_a_story_about_an_error_is_a_story() -> None:
    html = page(f"<h1>Error 404: the exhibition</h1><p>{SENTENCE * 15}</p>")

    assert article.read(html, URL).title == "Error 404: the exhibition"


# ----------------------------------------------------------------------------------------------------- hostile


@pytest.mark.parametrize(
    "body",
    [
        "<div>" * 200_000 + f"<p>{SENTENCE * 3}</p>",
        "<p " + " ".join(f'a{n}="v"' for n in range(40_000)) + f">{SENTENCE * 3}</p>",
        "<p>xy" * 200_000,
        "<b>x" * 200_000,
        "<table><tr><td>x word" * 40_000,
        "<h1>Council</h1><b>x" * 50_000,
        '<p><a href="/x">word word word word five</a> ' * 20_000,
        '<script type="application/ld+json">' + "[" * 400_000 + f"</script><p>{SENTENCE * 3}</p>",
        '<script type="application/ld+json">' + '{"@type":"NewsArticle","author":' * 30_000 + "</script>",
    ],
    ids=["deep", "attributes", "paragraphs", "bold", "tables", "headings", "links", "lists", "nodes"],
)
def test_a_bomb_costs_seconds_and_ends_in_an_article_or_a_reason(body: str) -> None:
    started = time.process_time()
    with suppress(NotAnArticleError):
        article.read(page("<h1>Council backs bridge</h1>" + body), URL)

    assert time.process_time() - started < 5


def test_text_behind_a_bomb_is_kept() -> None:
    html = page("<h1>Council</h1>" + "<div>" * 50_000 + "</div>" * 50_000 + f"<p>{SENTENCE * 3}</p>")

    assert article.read(html, URL).body == (SENTENCE * 3).strip()


FRAGMENTS = st.sampled_from(
    [
        "<p>", "</p>", "<h1>", "<!--", "-->", "<svg>", "<table>", "</table>", "<title>", '"', "'", "<", ">", "&#1;",
        "&#xD800;", "\x00", "\ud800", "[", "<a rel=tag>", "<time datetime='9999-99-99'>", "<b itemprop=author>",
        SENTENCE,
        '<meta property="article:published_time" content="0001-01-01T00:00:00+14:00">',
        '<link rel=canonical href="http://[">', '<html lang="\u0434">', "<base href='http://['>",
        '<script type="application/ld+json">{"@type":["Article"],"author":[[{"name":[{}]}]],"headline":[3]}</script>',
        '<script type="application/ld+json">{"@type":"Article","keywords":{"a":1},"datePublished":5}</script>',
    ]
)  # fmt: skip


@settings(max_examples=150, deadline=None)
@given(
    st.lists(FRAGMENTS, max_size=40).map("".join), st.sampled_from([URL, "", "http://[", "no address", "https://a.b/"])
)
def test_no_page_raises_anything_but_its_reason(html: str, url: str) -> None:
    with suppress(NotAnArticleError):
        found = article.read(html.encode("utf-8", "surrogatepass"), url, Hints(zone="Nowhere/Atlantis"))
        "".join((found.url, found.title, found.body, *found.authors, *found.topics)).encode()


# ------------------------------------------------------------------------------------------ pages about the site


ABOUT = page(f"<h1>About us</h1><p>{SENTENCE * 3}</p><p>{SENTENCE}</p>")


@pytest.mark.parametrize("address", ["about", "pro-nas/", "contact-us.php"])
def test_a_page_of_the_site_itself_is_no_article(address: str) -> None:
    assert why_not(ABOUT, f"https://news.example/{address}").startswith("a page of the site itself")


@pytest.mark.parametrize("address", ["news/1", "council-backs-new-bridge", "story.php?id=7"])
def test_an_address_with_a_number_or_a_headline_is_given_the_benefit_of_the_doubt(address: str) -> None:
    assert article.read(ABOUT, f"https://news.example/{address}").title == "About us"


def test_a_dated_page_is_an_article_whatever_its_address() -> None:
    dated = ABOUT.replace(b"<h1>", b'<time datetime="2026-03-18T14:05:00+02:00">18 March</time><h1>')
    assert article.read(dated, "https://news.example/about").published is not None
