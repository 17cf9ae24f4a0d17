"""A site on loopback that answers exactly what a test tells it to, byte for byte, and a clock that a test turns."""

import socket
import socketserver
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta

import pytest

from indexer.errors import FetchError
from indexer.fetch import Fetcher, FetchSettings

Send = Callable[[bytes], object]
Script = Callable[[Send], object]
NOT_FOUND = b"HTTP/1.1 404 Not Found\r\nContent-Length: 0\r\n\r\n"
START = datetime(2026, 11, 24, 12, 0, tzinfo=UTC)


@dataclass
class Site:
    place: str
    scripts: dict[str, Script] = field(default_factory=dict)
    requests: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    connections: int = 0
    stopping: threading.Event = field(default_factory=threading.Event)
    wrap: Callable[[socket.socket], socket.socket] = field(default=lambda plain: plain)

    def url(self, path: str = "/") -> str:
        return f"http://{self.place}{path}"

    def put(self, path: str, body: bytes = b"", status: str = "200 OK", **headers: object) -> str:
        """Serve a whole answer and return its URL; header names take underscores for hyphens."""
        rows = {"Content-Length": len(body)} | {name.replace("_", "-"): value for name, value in headers.items()}
        head = "".join(f"{name}: {value}\r\n" for name, value in rows.items())
        return self.put_raw(path, f"HTTP/1.1 {status}\r\n{head}\r\n".encode("latin-1") + body)

    def put_raw(self, path: str, answer: bytes) -> str:
        return self.put_script(path, lambda send: send(answer))

    def put_script(self, path: str, script: Script) -> str:
        self.scripts[path] = script
        return self.url(path)

    @property
    def paths(self) -> list[str]:
        """What was asked for, robots.txt aside."""
        return [path for path, _ in self.requests if path != "/robots.txt"]

    def headers_of(self, path: str) -> dict[str, str]:
        return next(headers for asked, headers in self.requests if asked == path)


class _Handler(socketserver.StreamRequestHandler):
    def handle(self) -> None:
        site: Site = self.server.site
        try:
            _, path, _ = self.rfile.readline().decode("latin-1").split()
            rows = iter(lambda: self.rfile.readline().strip(), b"")
            pairs = (row.decode("latin-1").partition(": ") for row in rows)
            site.requests.append((path, {name.lower(): value for name, _, value in pairs}))
            script = site.scripts.get(path, lambda send: send(NOT_FOUND))
            script(self.wfile.write)
        except (OSError, ValueError):
            return  # the crawler has had enough, or said nothing readable


class _Server(socketserver.ThreadingTCPServer):
    site: Site

    def get_request(self) -> tuple[socket.socket, object]:
        plain, address = super().get_request()
        self.site.connections += 1
        return self.site.wrap(plain), address


@contextmanager
def running_site() -> Iterator[Site]:
    with _Server(("127.0.0.1", 0), _Handler) as server:
        server.site = Site(f"127.0.0.1:{server.server_address[1]}")
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
        thread.start()
        yield server.site
        server.site.stopping.set()
        server.shutdown()
        thread.join()


@pytest.fixture
def site() -> Iterator[Site]:
    with running_site() as running:
        yield running


@pytest.fixture
def canary() -> Iterator[Site]:
    """A site of the private network that nothing may ever reach."""
    with running_site() as running:
        yield running


@dataclass
class Clock:
    """Stands still, but for those who sleep by it."""

    seconds: float = 1_000.0
    slept: list[float] = field(default_factory=list)

    def __call__(self) -> float:
        return self.seconds

    def sleep(self, seconds: float) -> None:
        self.slept.append(round(seconds, 3))
        self.seconds += seconds

    def now(self) -> datetime:
        return START + timedelta(seconds=self.seconds - 1_000.0)


@pytest.fixture
def clock() -> Clock:
    return Clock()


@pytest.fixture
def fetcher_for(site: Site, clock: Clock) -> Iterator[Callable[..., Fetcher]]:
    """Fetchers that may ask the site, on the test's clock unless `real_time`."""
    opened: list[Fetcher] = []

    def build(*, real_time: bool = False, resolve: object = None, sleep: object = None, **settings: object) -> Fetcher:
        defaults = {"user_agent": "Onrecord/0.1", "contact": "https://newsroom.example/bot", "allow": (site.place,)}
        times = {} if real_time else {"clock": clock, "sleep": sleep or clock.sleep, "now": clock.now}
        names = {"resolve": resolve} if resolve else {}
        fetcher = Fetcher(FetchSettings(**(defaults | settings)), **times, **names)
        opened.append(fetcher)
        return fetcher

    yield build
    for fetcher in opened:
        fetcher.close()


@pytest.fixture
def fetcher(fetcher_for: Callable[..., Fetcher]) -> Fetcher:
    return fetcher_for()


@pytest.fixture
def failure() -> Callable[..., tuple[str, str]]:
    """Kind and sentence of the error that a fetch ends in."""

    def of(fetcher: Fetcher, url: str, **options: object) -> tuple[str, str]:
        with pytest.raises(FetchError) as caught:
            fetcher.get(url, **options)
        return caught.value.kind, str(caught.value)

    return of
