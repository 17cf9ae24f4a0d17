"""The sample newsroom over real HTTP: three sites on three ports of 127.0.0.1, with validators and a request log."""

import socket
import sys
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, suppress
from dataclasses import dataclass
from datetime import UTC, datetime
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any, ClassVar, Protocol

from indexer.demo.english_site import EnglishSite
from indexer.demo.mirror_site import MirrorSite
from indexer.demo.newsroom import Newsroom
from indexer.demo.reply import Reply
from indexer.demo.story import Story, Wire
from indexer.demo.ukrainian_site import UkrainianSite

HOST = "127.0.0.1"


class Pages(Protocol):
    """What a site shows at a target (path with query); `base` is its own address without a slash at the end."""

    def reply(self, target: str, base: str) -> Reply: ...


@dataclass(frozen=True, slots=True)
class Request:
    """One line of the request log."""

    at: datetime
    site: Wire
    method: str
    target: str
    status: int
    user_agent: str


@dataclass(frozen=True, slots=True)
class Site:
    wire: Wire
    url: str
    """The home page's address, ending in a slash."""

    def url_of(self, story: Story) -> str:
        return self.url.rstrip("/") + story.path


@dataclass(frozen=True, slots=True)
class Sites:
    english: Site
    ukrainian: Site
    mirror: Site
    requests: list[Request]
    """Grows while the sites are up, in the order in which the answers were begun."""

    def url_of(self, story: Story) -> str:
        return {"english": self.english, "ukrainian": self.ukrainian, "mirror": self.mirror}[story.wire].url_of(story)


@contextmanager
def serve(newsroom: Newsroom, ports: tuple[int, int, int] = (0, 0, 0)) -> Iterator[Sites]:
    """Serve until the block ends; then all threads and sockets are closed. Port 0: any free one.

    Raises OSError where a port is taken.
    """
    requests: list[Request] = []
    pages: tuple[tuple[Wire, Pages], ...] = (
        ("english", EnglishSite(newsroom)),
        ("ukrainian", UkrainianSite(newsroom)),
        ("mirror", MirrorSite(newsroom)),
    )
    with ExitStack() as stack:
        english, ukrainian, mirror = [
            stack.enter_context(_served(wire, of_wire, port, requests))
            for (wire, of_wire), port in zip(pages, ports, strict=True)
        ]
        yield Sites(english, ukrainian, mirror, requests)


@contextmanager
def _served(wire: Wire, pages: Pages, port: int, requests: list[Request]) -> Iterator[Site]:
    with _Server((HOST, port), _handler(wire, pages, requests)) as server:
        thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.05}, name=f"demo-{wire}")
        thread.start()
        try:
            yield Site(wire, f"http://{HOST}:{server.server_port}/")
        finally:
            server.shutdown()
            thread.join()


class _Server(ThreadingHTTPServer):
    """Closing waits for the threads that still answer, so that nothing outlives the block."""

    daemon_threads = False

    def __init__(self, address: tuple[str, int], handler: type[BaseHTTPRequestHandler]) -> None:
        self._open: set[socket.socket] = set()
        super().__init__(address, handler)

    def get_request(self) -> tuple[socket.socket, Any]:
        connection, client = super().get_request()
        self._open.add(connection)
        return connection, client

    def shutdown_request(self, request: Any) -> None:
        self._open.discard(request)
        super().shutdown_request(request)

    def server_close(self) -> None:
        # A client may keep its connection for a next request: end the waiting, let answers under way finish.
        for connection in tuple(self._open):
            with suppress(OSError):  # closed by its own thread meanwhile
                connection.shutdown(socket.SHUT_RD)
        super().server_close()

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A client that goes away in the middle of an answer is no news; anything else is printed as usual."""
        if not isinstance(sys.exception(), ConnectionError):
            super().handle_error(request, client_address)


def _handler(wire: Wire, pages: Pages, requests: list[Request]) -> type[BaseHTTPRequestHandler]:
    class Handler(_Handler):
        site, site_pages, log = wire, pages, requests

    return Handler


class _Handler(BaseHTTPRequestHandler):
    site: ClassVar[Wire]
    site_pages: ClassVar[Pages]
    log: ClassVar[list[Request]]
    protocol_version = "HTTP/1.1"
    server_version, sys_version = "SampleNewsroom/1", ""
    # Head and body leave together: written apart, they wait for each other's acknowledgement.
    wbufsize = -1
    # A kept connection is given up after this silence.
    timeout = 30.0

    def do_GET(self) -> None:
        self._answer(with_body=True)

    def do_HEAD(self) -> None:
        self._answer(with_body=False)

    def log_message(self, *_: object) -> None:
        """Nothing: requests are kept in the log list, not on stderr."""

    def _answer(self, *, with_body: bool) -> None:
        reply = self.site_pages.reply(self.path, f"http://{HOST}:{self.connection.getsockname()[1]}")
        known = reply.is_known(self.headers.get("If-None-Match"), self.headers.get("If-Modified-Since"))
        status = 304 if known and reply.status == 200 else reply.status
        agent = self.headers.get("User-Agent", "")
        self.log.append(Request(datetime.now(UTC), self.site, self.command, self.path, status, agent))
        self.send_response(status)
        self.send_header("ETag", reply.etag)
        self.send_header("Last-Modified", reply.last_modified)
        if status != 304:
            self.send_header("Content-Type", reply.content_type)
            self.send_header("Content-Length", str(len(reply.body)))
        self.end_headers()
        if with_body and status != 304:
            self.wfile.write(reply.body)
