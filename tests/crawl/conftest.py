"""Sources and a web that consists of what a test puts there."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime

import pytest

from indexer.errors import FetchError
from indexer.model import Page, Source

NOW = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


class Web:
    """Pages by address, and which were asked for."""

    def __init__(self) -> None:
        self.pages: dict[str, Page | FetchError] = {}
        self.asked: list[str] = []

    def put(self, url: str, body: str | bytes, *, status: int = 200, content_type: str | None = None) -> None:
        content = body.encode() if isinstance(body, str) else body
        self.pages[url] = Page(url, status, NOW, content_type, None, None, content)

    def get(self, url: str, *, bytes_max: int | None = None) -> Page:
        self.asked.append(url)
        page = self.pages.get(url, FetchError(f"no page at {url}", kind="gone", status=404))
        if isinstance(page, FetchError):
            raise page
        return page


@pytest.fixture
def web() -> Web:
    return Web()


@pytest.fixture
def make_source() -> Callable[..., Source]:
    def make(kind: str = "feed", url: str = "https://news.example/feed", **fields: object) -> Source:
        defaults = {"name": "news", "title": "News", "language": None, "zone": "Europe/Kyiv"}
        limits = {"every_s": 900.0, "pace_s": 3.0, "items_max": 100}
        return Source(kind=kind, url=url, **(defaults | limits | fields))

    return make


@pytest.fixture
def nothing_known() -> Callable[[Sequence[str]], frozenset[str]]:
    return lambda urls: frozenset()
