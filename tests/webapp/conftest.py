"""A small archive of invented articles, really stored and really indexed, and a site over it."""

import re
import shutil
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from flask.testing import FlaskClient
from jinja2 import FileSystemBytecodeCache
from werkzeug.test import TestResponse

from indexer import config
from indexer.archive import Archive, open_archive
from indexer.model import Article, Dated, Mention, Office, Page, Quote
from indexer.ports import Intake
from indexer.register import Held, Listed, Register
from webapp import create_app

NOW = datetime(2026, 4, 20, 9, 0, tzinfo=UTC)
CONFIG = """
zone = "Europe/Kyiv"
[[sources]]
name = "harbour"
title = "The Harbour Post"
kind = "feed"
url = "https://harbour.example/rss"
schedule = "30m"
[[sources]]
name = "hill"
title = "Hill Wire"
kind = "feed"
url = "https://hill.example/rss"
schedule = "manual"
"""


def make_quote(body: str, words: str, speaker: str | None, **changes: object) -> Quote:
    start = body.index(words)
    values: dict[str, object] = {
        "start": start,
        "end": start + len(words),
        "text": words,
        "kind": "direct",
        "cue": "said",
        "speaker_text": speaker,
        "speaker_start": None,
        "speaker_end": None,
        "speaker_name": speaker,
        "title": None,
        "speaker_type": "person",
        "resolution": "explicit",
        "confidence": 0.95,
    }
    return Quote(**{**values, **changes})


def make_article(path: str = "a", *, body: str = "The ferry left the harbour on time.", **changes: object) -> Article:
    values: dict[str, object] = {
        "url": f"https://harbour.example/{path}",
        "title": "Ferry leaves on time",
        "body": body,
        "published": Dated(datetime(2026, 3, 18, 12, 5, tzinfo=UTC), "2026-03-18T14:05:00+02:00", "json-ld"),
        "language": "en",
    }
    return Article(**{**values, **changes})


def at(text: str) -> Dated:
    return Dated(datetime.fromisoformat(text), text, "json-ld")


FERRY = (
    "The harbour will get a second ferry by autumn, the city council heard.\n"
    "“The ferry is not a luxury, it is a street on water,” said Mayor Ilse Brandvik.\n"
    "Harbour master Tomas Orlec said that the quay needs repairs first. Jana Wirt was not present."
)
STORM = (
    "A storm closed the harbour for two days.\n"
    "“We shall not send anybody out in this weather,” said Tomas Orlec. Ilse Brandvik thanked the crews."
)


def articles() -> list[tuple[str, Article]]:
    ferry = make_article(
        "ferry",
        body=FERRY,
        title="Council wants a second ferry",
        published=at("2026-03-18T12:05:00+00:00"),
        topics=("City Council", "Ferries"),
        authors=("Ada Quill",),
        dateline="HARBOUR CITY, March 18",
        quotes=(
            make_quote(FERRY, "The ferry is not a luxury, it is a street on water,", "Ilse Brandvik", title="Mayor"),
            make_quote(FERRY, "the quay needs repairs first", "Tomas Orlec", title="Harbour master", kind="indirect"),
        ),
        mentions=(Mention("Ilse Brandvik", "Mayor"), Mention("Tomas Orlec", None), Mention("Jana Wirt", None)),
    )
    storm = make_article(
        "storm",
        body=STORM,
        title="Storm closes the harbour",
        published=at("2026-04-02T06:30:00+00:00"),
        topics=("Ferries", "Weather"),
        quotes=(make_quote(STORM, "We shall not send anybody out in this weather,", "Tomas Orlec"),),
        mentions=(Mention("Tomas Orlec", None), Mention("Ilse Brandvik", None)),
    )
    hostile = make_article(
        "hostile",
        url="https://hill.example/hostile",
        title="<script>alert('title')</script> & a ferry {{ 7 * 7 }}",
        body="<img src=x onerror=alert('body')> said the ferry.\n\u202eReversed",
        topics=('"><svg onload=alert(1)>',),
        authors=("<b>Nobody</b>",),
        published=None,
        language=None,
    )
    return [("harbour", ferry), ("harbour", storm), ("hill", hostile)]


class Clock:
    """Stands still until it is moved."""

    def __init__(self) -> None:
        self.now = NOW

    def __call__(self) -> datetime:
        return self.now


@contextmanager
def opened(folder: Path, clock: Clock) -> Iterator[Archive]:
    path = folder / "config.toml"
    path.write_text(CONFIG, encoding="utf-8")
    with open_archive(config.load(path), writes_index=True, clock=clock) as archive:
        yield archive


def put(archive: Archive, source: str, article: Article, page: Page | None = None) -> None:
    archive.store.put([Intake(source, article.url, article, page=page)], archive.clock())


def page_of(article: Article) -> Page:
    body = f"<html><title>{article.title}</title></html>".encode()
    return Page(article.url, 200, NOW - timedelta(minutes=1), "text/html", None, None, body)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def empty(tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    with opened(tmp_path, clock) as archive:
        yield archive


@pytest.fixture(scope="session")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The articles stored and indexed once; every test works on a copy."""
    folder = tmp_path_factory.mktemp("filled")
    with opened(folder, Clock()) as archive:
        for source, article in articles():
            put(archive, source, article, page_of(article))
        archive.catch_up()
    return folder


@pytest.fixture
def archive(filled: Path, tmp_path: Path, clock: Clock) -> Iterator[Archive]:
    shutil.copytree(filled, tmp_path, dirs_exist_ok=True)
    with opened(tmp_path, clock) as archive:
        yield archive


@pytest.fixture(scope="session")
def compiled(tmp_path_factory: pytest.TempPathFactory) -> FileSystemBytecodeCache:
    """The templates, compiled once for all tests: most of a first page's time."""
    return FileSystemBytecodeCache(str(tmp_path_factory.mktemp("templates")))


@pytest.fixture
def site(archive: Archive, compiled: FileSystemBytecodeCache) -> FlaskClient:
    app = create_app(archive)
    app.jinja_env.bytecode_cache = compiled
    return app.test_client()


Read = Callable[[str], BeautifulSoup]


@pytest.fixture
def read(site: FlaskClient) -> Read:
    """A page that must be there, as a tree."""

    def page(url: str) -> BeautifulSoup:
        response = site.get(url)
        assert response.status_code == 200, (url, response.status_code, response.headers.get("Location"))
        return BeautifulSoup(response.text, "lxml")

    return page


@pytest.fixture
def send(site: FlaskClient) -> Callable[..., TestResponse]:
    """Post a form as a browser would, with the token of an open page."""

    def sent(url: str, **fields: object) -> TestResponse:
        token = re.search(r'name="csrf_token" value="([^"]+)"', site.get("/saved/new").text)
        return site.post(url, data={"csrf_token": token and token.group(1), **fields})

    return sent


@pytest.fixture
def add(archive: Archive) -> Callable[..., None]:
    """Put one more article of the Harbour Post into the archive and the index."""

    def added(path: str, *, indexed: bool = True, **changes: object) -> None:
        put(archive, "harbour", make_article(path, **changes))
        if indexed:
            archive.catch_up()

    return added


@pytest.fixture
def in_office(archive: Archive) -> Callable[..., None]:
    """Write down who held which office when, as a people file would."""

    def held(name: str, *tenures: tuple[str, str, str | None, str | None]) -> None:
        offices = (Office("port", "Port Authority"), Office("city", "City Council"))
        listed = Listed(name, None, (), tuple(Held(*tenure) for tenure in tenures))
        archive.store.register(Register(f"{name}.toml", offices, (listed,), describes=True))
        archive.rebind(lambda _done: None)
        archive.catch_up()

    return held
