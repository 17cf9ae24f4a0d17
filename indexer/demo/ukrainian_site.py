"""Вісник Дніпра: bare semantic HTML without metadata, a paginated archive and an Atom feed. No sitemap."""

import re
from collections.abc import Sequence
from datetime import datetime, time
from html import escape
from urllib.parse import urlsplit

from indexer.demo.newsroom import Newsroom, earlier
from indexer.demo.planning import KYIV
from indexer.demo.reply import Reply, html, plain, xml
from indexer.demo.stockroom import load
from indexer.demo.story import Story

NAME = "Вісник Дніпра"
PAGE_ITEMS, FEED_ITEMS, HOME_ITEMS = 20, 60, 15
ABOUT = (
    "«Вісник Дніпра» – вигадане агентство. Усі новини, установи й люди на цьому сайті придумані: він є зразком для "
    "архіву новин, і жодна цитата з нього нікому не належить."
)
STYLE = """
body{margin:0;font:17px/1.6 "Helvetica Neue",Arial,sans-serif;color:#222;background:#fbfaf7}
body>header{border-bottom:4px solid #c9a227;background:#fff;padding:1rem 1.5rem}body>header b{font-size:1.5rem}
body>header a{color:#1d3b2a;text-decoration:none;margin-right:1rem}nav{font-size:14px;margin-top:.4rem}
main{max-width:43rem;margin:1.5rem auto;padding:0 1.2rem}h1{font-size:1.7rem;line-height:1.25}
time,.author,.tags,footer{color:#6a6a60;font-size:14px}ol,ul{padding-left:0;list-style:none}
.archive li,.related li{padding:.45rem 0;border-bottom:1px solid #e7e3d6}a{color:#1f5c3d}
.tags li{display:inline;margin-right:.8rem}.pager{display:flex;justify-content:space-between}
footer{border-top:1px solid #e0dccd;padding:1rem 1.5rem;text-align:center}
"""
ARCHIVE = re.compile(r"/archive/(?:page/(?P<page>[1-9][0-9]{0,3})/)?")
NOT_FOUND = "<h1>Сторінку не знайдено</h1>"


class UkrainianSite:
    """Pages of the Ukrainian wire, made anew from the newsroom's present edition for each request."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom, stock = newsroom, load()
        self._topics = stock.topics
        self._months = stock.phrases["uk"].words["months_short"]
        self._opened_at = datetime.combine(newsroom.anchor, time(), KYIV)

    def reply(self, target: str, base: str) -> Reply:
        path = urlsplit(target).path
        stories = self._newsroom.of("ukrainian")
        story = next((story for story in stories if story.path == path), None)
        if story is not None:
            return html(self._article(story, stories), story.changed_at)
        changed_at = max(story.changed_at for story in stories)
        if match := ARCHIVE.fullmatch(path):
            return self._archive(int(match["page"] or 1), stories, changed_at)
        if path == "/":
            return html(self._list("Новини", stories[:HOME_ITEMS]), changed_at)
        if path.startswith("/rubryka/"):
            return self._section(path, stories, changed_at)
        if path == "/atom.xml":
            return xml(_atom(stories[:FEED_ITEMS], base, changed_at), changed_at, "application/atom+xml")
        return self._other(path)

    def _other(self, path: str) -> Reply:
        if path == "/robots.txt":
            return plain("User-agent: *\nDisallow:\n", self._opened_at)
        if path == "/pro-nas/":
            return html(self._page("Про нас", f"<h1>Про нас</h1><p>{ABOUT}</p>"), self._opened_at)
        return html(self._page("Не знайдено", NOT_FOUND), self._opened_at, 404)

    def _page(self, title: str, main: str) -> str:
        links = "".join(f'<a href="/rubryka/{topic.key}/">{topic.names["uk"]}</a>' for topic in self._topics.values())
        return (
            f'<!DOCTYPE html>\n<html lang="uk"><head><meta charset="utf-8"><title>{escape(title)} – {NAME}</title>\n'
            f'<link rel="alternate" type="application/atom+xml" href="/atom.xml">\n<style>{STYLE}</style></head>\n'
            f'<body>\n<header><a href="/"><b>{NAME}</b></a><nav>{links}<a href="/archive/">Архів</a></nav></header>\n'
            f"<main>\n{main}\n</main>\n"
            f'<footer>{NAME}, вигадане агентство · <a href="/pro-nas/">Про нас</a> · '
            "Цей сайт використовує один файл cookie</footer>\n</body></html>\n"
        )

    def _items(self, stories: Sequence[Story]) -> str:
        return "\n".join(
            f'<li><a class="headline" href="{story.path}">{escape(story.title)}</a> {self._time(story)}</li>'
            for story in stories
        )

    def _list(self, heading: str, stories: Sequence[Story]) -> str:
        return self._page(heading, f'<h1>{escape(heading)}</h1>\n<ol class="archive">\n{self._items(stories)}\n</ol>')

    def _section(self, path: str, stories: Sequence[Story], changed_at: datetime) -> Reply:
        topic = self._topics.get(path.removeprefix("/rubryka/").removesuffix("/"))
        if topic is None:
            return html(self._page("Не знайдено", NOT_FOUND), self._opened_at, 404)
        within = [story for story in stories if story.section == topic.key]
        return html(self._list(topic.names["uk"], within), changed_at)

    def _archive(self, page: int, stories: Sequence[Story], changed_at: datetime) -> Reply:
        here = stories[(page - 1) * PAGE_ITEMS : page * PAGE_ITEMS]
        if not here:
            return html(self._page("Не знайдено", NOT_FOUND), self._opened_at, 404)
        last = page * PAGE_ITEMS >= len(stories)
        # The editors list their own page among the stories, as real archives do with pages that are none.
        about = '\n<li><a class="headline" href="/pro-nas/">Про агентство</a></li>' if last else ""
        newer = "" if page == 1 else f'<a rel="prev" href="/archive/page/{page - 1}/">Новіші</a>'
        older = "" if last else f'<a rel="next" href="/archive/page/{page + 1}/">Давніші</a>'
        main = (
            f'<h1>Архів, сторінка {page}</h1>\n<ol class="archive">\n{self._items(here)}{about}\n</ol>\n'
            f'<p class="pager"><span>{newer}</span><span>{older}</span></p>'
        )
        return html(self._page("Архів", main), changed_at)

    def _article(self, story: Story, stories: Sequence[Story]) -> str:
        first, *rest = story.paragraphs
        opening = f"{story.dateline} – {first}" if story.dateline else first
        paragraphs = "\n".join(f"<p>{escape(text, quote=False)}</p>" for text in (opening, *rest))
        author = f'<p class="author">{"".join(f"<span>{escape(name)}</span> " for name in story.authors)}</p>\n'
        keys = {topic.names["uk"]: topic.key for topic in self._topics.values()}
        tags = "".join(f'<li><a href="/rubryka/{keys[name]}/" rel="tag">{name}</a></li>' for name in story.topics)
        related = "".join(
            f'<li><a href="{other.path}">{escape(other.title)}</a></li>' for other in earlier(story, stories)
        )
        main = (
            f"<article>\n<header><h1>{escape(story.title)}</h1>\n{self._time(story)}\n"
            f'{author if story.authors else ""}</header>\n<div class="text">\n{paragraphs}\n</div>\n'
            f'<ul class="tags">{tags}</ul>\n</article>\n'
            f'<section class="related"><h2>Читайте також</h2><ul>{related}</ul></section>'
        )
        return self._page(story.title, main)

    def _time(self, story: Story) -> str:
        if story.published is None:
            return ""
        at = story.published
        return f'<time datetime="{at.isoformat()}">{at.day} {self._months[at.month - 1]} {at:%Y, %H:%M}</time>'


def _atom(stories: Sequence[Story], base: str, changed_at: datetime) -> str:
    entries = "".join(
        f"<entry><id>tag:visnyk.invalid,2020:{story.number}</id><title>{escape(story.title)}</title>"
        f'<link href="{base}{story.path}"/><published>{(story.published or story.changed_at).isoformat()}</published>'
        f"<updated>{story.changed_at.isoformat()}</updated><summary>{escape(story.paragraphs[0])}</summary></entry>\n"
        for story in stories
    )
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="uk">\n'
        f"<id>tag:visnyk.invalid,2020:feed</id><title>{NAME}</title><updated>{changed_at.isoformat()}</updated>\n"
        f'<author><name>{NAME}</name></author><link rel="self" href="{base}/atom.xml"/>\n{entries}</feed>\n'
    )
