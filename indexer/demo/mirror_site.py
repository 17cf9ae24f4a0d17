"""Black Sea Mirror: an old site of nested tables in windows-1251, without metadata; its pages live behind `?id=`."""

from collections.abc import Sequence
from datetime import datetime, time
from html import escape
from urllib.parse import parse_qs, urlsplit

from indexer.demo.newsroom import Newsroom
from indexer.demo.planning import KYIV
from indexer.demo.reply import Reply, plain, xml
from indexer.demo.stockroom import load
from indexer.demo.story import Story

NAME = "Black Sea Mirror"
SUBTITLE = "Дзеркало Чорного моря"
ENCODING = "cp1251"
HOME_ITEMS = 25
ABOUT = (
    "Black Sea Mirror reprints news of other agencies for readers in the ports. The Mirror and everything in it is "
    "invented; it exists only as a sample for a news archive."
)
STYLE = """
BODY{background:#cfd8dc;font-family:Verdana,Arial;font-size:13px;color:#222;margin:12px}
TABLE.page{background:#fff;border:1px solid #90a4ae;width:880px}TD{vertical-align:top;padding:8px}
.logo{background:#37474f;color:#fff;font-size:22px}.menu{background:#eceff1;width:160px}
.menu A{display:block;margin:3px 0}
.headline{font-size:18px;font-weight:bold}.date{color:#b71c1c;font-size:11px}A{color:#01579b}
"""


class MirrorSite:
    """Pages of the mirror, made anew from the newsroom's present edition for each request."""

    def __init__(self, newsroom: Newsroom) -> None:
        self._newsroom = newsroom
        self._topics = load().topics
        self._opened_at = datetime.combine(newsroom.anchor, time(), KYIV)

    def reply(self, target: str, base: str) -> Reply:
        parts = urlsplit(target)
        stories = self._newsroom.of("mirror")
        changed_at = max(story.changed_at for story in stories)
        if parts.path in ("/", "/index.php"):
            return self._index(parse_qs(parts.query).get("cat"), stories, changed_at)
        if parts.path == "/sitemap.xml":
            return xml(_sitemap(stories, base), changed_at)
        if parts.path == "/robots.txt":
            return plain("User-agent: *\nDisallow: /search.php\n", self._opened_at)
        if parts.path == "/about.php":
            return _page("About", f"<p>{ABOUT}</p>", self._menu(), self._opened_at)
        story = next((story for story in stories if story.path == target), None)
        if story is None:
            return _page("Error 404", "<p>No such page.</p>", self._menu(), self._opened_at, 404)
        return _page(story.title, _text(story), self._menu(), story.changed_at)

    def _menu(self) -> str:
        links = "".join(
            f'<a href="/index.php?cat={key}">{topic.names["en"]}</a>' for key, topic in self._topics.items()
        )
        return f'<a href="/">Main page</a>{links}<a href="/about.php">About</a>'

    def _index(self, category: list[str] | None, stories: Sequence[Story], changed_at: datetime) -> Reply:
        within = stories if category is None else [story for story in stories if story.section == category[0]]
        rows = "".join(
            f'<tr><td class="date">{_printed_date(story)}</td>'
            f'<td><a href="{story.path}">{escape(story.title, quote=False)}</a></td></tr>\n'
            for story in within[:HOME_ITEMS]
        )
        return _page("News", f"<table>{rows}</table>", self._menu(), changed_at)


def _page(title: str, main: str, menu: str, changed_at: datetime, status: int = 200) -> Reply:
    shown = escape(title, quote=False)
    text = (
        '<html><head><meta http-equiv="Content-Type" content="text/html; charset=windows-1251">\n'
        f"<title>{shown} :: {NAME} - {SUBTITLE}</title>\n<style>{STYLE}</style></head>\n<body>\n"
        f'<table class="page" align="center" cellspacing="0"><tr><td colspan="2" class="logo">{NAME}'
        f" <small>{SUBTITLE}</small></td></tr>\n"
        f'<tr><td class="menu">{menu}</td>\n<td><div class="headline">{shown}</div>\n{main}\n</td></tr>\n'
        f'<tr><td colspan="2" align="center"><small>№ 1 у портах &middot; {NAME} &middot; all rights invented'
        "</small></td></tr></table>\n</body></html>\n"
    )
    # The header names no charset: only the page's own <meta> does.
    return Reply(text.encode(ENCODING), "text/html", changed_at, status)


def _printed_date(story: Story) -> str:
    assert story.published is not None, "the mirror dates every story"
    return f"{story.published:%d.%m.%Y %H:%M}"


def _text(story: Story) -> str:
    first, *rest = story.paragraphs
    lines = "<br><br>\n".join(escape(text, quote=False) for text in (f"{story.dateline} – {first}", *rest))
    return (
        f'<span class="date">{_printed_date(story)}</span> | <span class="rubric">{escape(story.topics[0])}</span>\n'
        f'<table width="100%"><tr><td><div class="newstext">{lines}</div></td></tr></table>\n'
        '<p><small>Source: Dnipro Wire | <a href="/">back to all news</a></small></p>'
    )


def _sitemap(stories: Sequence[Story], base: str) -> str:
    lines = "".join(
        f"<url><loc>{base}{escape(story.path)}</loc><lastmod>{story.changed_at.isoformat()}</lastmod></url>\n"
        for story in stories
    )
    about = f"<url><loc>{base}/about.php</loc></url>\n"
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n{lines}{about}</urlset>\n'
    )
