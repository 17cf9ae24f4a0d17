"""Dnipro Wire: the site that does everything by the book. JSON-LD, OpenGraph, RSS, sitemaps, robots.txt."""

import json
from collections.abc import Sequence
from datetime import datetime, time, timedelta
from email.utils import format_datetime
from html import escape
from urllib.parse import urlsplit

from indexer.demo.newsroom import Newsroom, earlier
from indexer.demo.planning import KYIV
from indexer.demo.reply import Reply, html, plain, xml
from indexer.demo.stockroom import load
from indexer.demo.story import Story

NAME = "Dnipro Wire"
FEED_ITEMS, HOME_ITEMS = 60, 20
NEWS_SITEMAP_DAYS = 2
ABOUT = (
    "Dnipro Wire is an English-language news wire. Every page of it is invented: there is no such agency, and none of "
    "the people it quotes exists. The site comes with a news archive as its sample."
)
DRAFT = "Energy plan for the winter. Not edited, not for publication. Figures to be confirmed with the ministry."
STYLE = """
body{margin:0;font:17px/1.55 Georgia,serif;color:#1c1f24;background:#fff}
header.top{background:#12324f;color:#fff;padding:1rem 1.5rem}header.top a{color:#fff;text-decoration:none}
header.top b{font-size:1.6rem;letter-spacing:.02em}nav{font:14px/1.8 sans-serif;margin-top:.3rem}
nav a{margin-right:1rem;opacity:.85}main{max-width:44rem;margin:1.5rem auto;padding:0 1.2rem}
h1{font-size:1.9rem;line-height:1.2;margin:.2rem 0 .6rem}
.meta,.item p,footer,.cookies{font:14px/1.5 sans-serif;color:#5b6470}
.item{border-bottom:1px solid #e2e6ea;padding:.7rem 0}.item h2{font-size:1.15rem;margin:0}a{color:#12558c}
aside{background:#f3f6f9;padding:.8rem 1.1rem;margin:2rem 0;font:15px/1.5 sans-serif}
footer{border-top:1px solid #dfe3e8;padding:1rem 1.5rem;text-align:center}
.cookies{background:#fff7df;padding:.5rem 1.5rem;text-align:center}
"""


class EnglishSite:
    """Pages of the English wire, made anew from the newsroom's present edition for each request."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._topics = load().topics
        self._opened_at = datetime.combine(newsroom.anchor, time(), KYIV)

    def reply(self, target: str, base: str) -> Reply:
        path = urlsplit(target).path
        stories = self._newsroom.of("english")
        story = next((story for story in stories if story.path == path), None)
        if story is not None:
            return html(self._article(story, stories, base), story.changed_at)
        changed_at = max(story.changed_at for story in stories)
        if path == "/":
            return html(self._list("News", stories[:HOME_ITEMS]), changed_at)
        if path.startswith("/section/"):
            return self._section(path, stories, changed_at)
        if path.startswith("/sitemap"):
            return self._sitemap(path, stories, base, changed_at)
        return self._other(path, stories, base, changed_at)

    def _other(self, path: str, stories: Sequence[Story], base: str, changed_at: datetime) -> Reply:
        if path == "/rss":
            return xml(_rss(stories[:FEED_ITEMS], base), changed_at, "application/rss+xml")
        if path == "/robots.txt":
            return plain(_robots(base), self._opened_at)
        if path == "/about":
            return html(self._page("About us", f"<h1>About us</h1><p>{ABOUT}</p>"), self._opened_at)
        if path == "/drafts/energy-plan.html":
            return html(self._page("Energy plan", f"<h1>Energy plan</h1><p>{DRAFT}</p>"), self._opened_at)
        return html(self._page("Not found", "<h1>Page not found</h1>"), self._opened_at, 404)

    # ------------------------------------------------------------------------------------------------- pages

    def _page(self, title: str, main: str, head: str = "") -> str:
        links = "".join(f'<a href="/section/{topic.key}">{topic.names["en"]}</a>' for topic in self._topics.values())
        return (
            f'<!DOCTYPE html>\n<html lang="en"><head><meta charset="utf-8"><title>{escape(title)} | {NAME}</title>\n'
            f'<link rel="alternate" type="application/rss+xml" href="/rss" title="{NAME}">\n{head}'
            f"<style>{STYLE}</style></head>\n<body>\n"
            '<div class="cookies">We use one cookie to remember that you have read this line.</div>\n'
            f'<header class="top"><a href="/"><b>{NAME}</b></a><nav>{links}<a href="/about">About</a></nav></header>\n'
            f"<main>\n{main}\n</main>\n"
            f'<footer>{NAME}, an invented agency · <a href="/about">About us</a> · <a href="/rss">RSS</a></footer>\n'
            "</body></html>\n"
        )

    def _list(self, heading: str, stories: Sequence[Story]) -> str:
        items = "\n".join(
            f'<div class="item"><h2><a href="{story.path}">{escape(story.title)}</a></h2>'
            f"<p>{_day(story)} · {escape(_summary(story))}</p></div>"
            for story in stories
        )
        return self._page(heading, f"<h1>{escape(heading)}</h1>\n{items}")

    def _section(self, path: str, stories: Sequence[Story], changed_at: datetime) -> Reply:
        topic = self._topics.get(path.removeprefix("/section/"))
        if topic is None:
            return html(self._page("Not found", "<h1>Page not found</h1>"), self._opened_at, 404)
        within = [story for story in stories if story.section == topic.key]
        return html(self._list(topic.names["en"], within), changed_at)

    def _article(self, story: Story, stories: Sequence[Story], base: str) -> str:
        first, *rest = story.paragraphs
        paragraphs = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in (f"{story.dateline} – {first}", *rest))
        byline = f"By {escape(' and '.join(story.authors))} · " if story.authors else ""
        related = "".join(
            f'<li><a href="{other.path}">{escape(other.title)}</a></li>' for other in earlier(story, stories)
        )
        main = (
            f'<article>\n<p class="meta"><a href="/section/{story.section}">{escape(story.topics[0])}</a></p>\n'
            f"<h1>{escape(story.title)}</h1>\n"
            f'<p class="meta">{byline}<time datetime="{_iso(story)}">{_day(story)}</time></p>\n'
            f'<div class="story-body">\n{paragraphs}\n</div>\n</article>\n'
            f"<aside><b>More on {escape(story.topics[0].lower())}</b><ul>{related}</ul></aside>"
        )
        return self._page(story.title, main, _metadata(story, base))

    # ------------------------------------------------------------------------------------------------ sitemaps

    def _sitemap(self, path: str, stories: Sequence[Story], base: str, changed_at: datetime) -> Reply:
        months = sorted({_iso(story)[:7] for story in stories})
        if path == "/sitemap.xml":
            names = [*(f"sitemaps/{month}.xml" for month in months), "sitemaps/pages.xml", "sitemap-news.xml"]
            maps = "".join(f"<sitemap><loc>{base}/{name}</loc></sitemap>\n" for name in names)
            return xml(_sitemap_document("sitemapindex", maps), changed_at)
        if path == "/sitemap-news.xml":
            return xml(_news_sitemap(stories, base), changed_at)
        if path == "/sitemaps/pages.xml":
            paths = ("/about", "/drafts/energy-plan.html")
            lines = "".join(f"<url><loc>{base}{path}</loc></url>\n" for path in paths)
            return xml(_sitemap_document("urlset", lines), self._opened_at)
        month = path.removeprefix("/sitemaps/").removesuffix(".xml")
        if month not in months:
            return plain("No such sitemap.\n", self._opened_at, 404)
        lines = "".join(
            f"<url><loc>{base}{story.path}</loc><lastmod>{story.changed_at.isoformat()}</lastmod></url>\n"
            for story in stories
            if _iso(story).startswith(month)
        )
        return xml(_sitemap_document("urlset", lines), changed_at)


def _iso(story: Story) -> str:
    assert story.published is not None, "the English wire dates every story"
    return story.published.isoformat()


def _day(story: Story) -> str:
    assert story.published is not None, "the English wire dates every story"
    return f"{story.published:%d %B %Y, %H:%M}"


def _summary(story: Story) -> str:
    return story.paragraphs[0]


def _metadata(story: Story, base: str) -> str:
    url = base + story.path
    facts = {
        "@context": "https://schema.org",
        "@type": "NewsArticle",
        "headline": story.title,
        "datePublished": _iso(story),
        "dateModified": (story.modified or story.published or story.changed_at).isoformat(),
        "author": [{"@type": "Person", "name": name} for name in story.authors],
        "articleSection": story.topics[0],
        "keywords": list(story.topics),
        "inLanguage": story.language,
        "mainEntityOfPage": url,
        "publisher": {"@type": "NewsMediaOrganization", "name": NAME},
    }
    properties = [
        ("og:type", "article"),
        ("og:site_name", NAME),
        ("og:title", story.title),
        ("og:url", url),
        ("og:description", _summary(story)),
        ("article:published_time", _iso(story)),
        ("article:section", story.topics[0]),
        *(("article:tag", topic) for topic in story.topics),
    ]
    metas = "".join(f'<meta property="{name}" content="{escape(value)}">\n' for name, value in properties)
    # A "</script>" in a headline would end the element early.
    ld = json.dumps(facts, ensure_ascii=False).replace("</", "<\\/")
    return f'<link rel="canonical" href="{url}">\n{metas}<script type="application/ld+json">{ld}</script>\n'


def _rss(stories: Sequence[Story], base: str) -> str:
    items = "".join(
        f"<item><title>{escape(story.title)}</title><link>{base}{story.path}</link>"
        f'<guid isPermaLink="false">dnipro-wire-{story.number}</guid>'
        f"<pubDate>{format_datetime(story.published or story.changed_at)}</pubDate>"
        f"<category>{escape(story.topics[0])}</category>"
        f"<description>{escape(_summary(story))}</description></item>\n"
        for story in stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<rss version="2.0"><channel>'
        f"<title>{NAME}</title><link>{base}/</link><description>Latest news of {NAME}</description>"
        f"<language>en</language>\n{items}</channel></rss>\n"
    )


def _robots(base: str) -> str:
    return f"User-agent: *\nDisallow: /drafts/\n\nSitemap: {base}/sitemap.xml\nSitemap: {base}/sitemap-news.xml\n"


def _sitemap_document(root: str, lines: str, namespaces: str = "") -> str:
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<{root} xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"{namespaces}>\n{lines}</{root}>\n'
    )


def _news_sitemap(stories: Sequence[Story], base: str) -> str:
    newest = max(story.published for story in stories if story.published is not None)
    lines = "".join(
        f"<url><loc>{base}{story.path}</loc><news:news><news:publication><news:name>{NAME}</news:name>"
        f"<news:language>en</news:language></news:publication><news:publication_date>{_iso(story)}"
        f"</news:publication_date><news:title>{escape(story.title)}</news:title></news:news></url>\n"
        for story in stories
        if story.published is not None and newest - story.published <= timedelta(days=NEWS_SITEMAP_DAYS)
    )
    news = ' xmlns:news="http://www.google.com/schemas/sitemap-news/0.9"'
    return _sitemap_document("urlset", lines, news)
