"""Polite, guarded HTTP: the one door through which pages, feeds and sitemaps come in.

Every request, each hop of a redirect included, goes to a vetted public address, at the host's pace and with the leave
of its robots.txt, under limits of time and size that hold whatever the other side sends.
"""

import ssl
import threading
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache
from types import TracebackType
from typing import Self
from urllib.parse import urljoin

import httpcore

from indexer.errors import ConfigError, FetchError
from indexer.fetch import addresses, answers, body, robots
from indexer.fetch.addresses import Resolve, Target, resolve_by_system
from indexer.fetch.pace import Pace
from indexer.fetch.wire import Answer, Deadline, ask
from indexer.model import Page

ACCEPT = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8"
HOSTS_MAX = 1_000


@dataclass(frozen=True, slots=True)
class FetchSettings:
    user_agent: str
    """Product and version ("Onrecord/0.1"); robots.txt is read under the part before the slash."""
    contact: str
    """Where a publisher finds who is asking: a URL or mail address, part of every request."""
    timeout_s: float = 30.0
    """For one fetch in total, redirects included; waiting for the host's turn doesn't count."""
    page_bytes_max: int = 5_000_000
    sitemap_bytes_max: int = 50_000_000
    """The most that any single request may ask for."""
    redirects_max: int = 5
    allow: tuple[str, ...] = ()
    """Exact "host:port" pairs that may stand in a private network or on an unusual port."""
    pace_s: float = 3.0
    ca_file: str | None = None
    """Certificates in PEM form to trust besides the usual ones. None: only the usual ones."""


@dataclass(frozen=True, slots=True)
class _Order:
    """What one fetch asks for, the same at each hop."""

    headers: Mapping[str, str]
    bytes_max: int
    pace_s: float
    permit: Callable[[Target], float]
    """The host's crawl-delay in seconds; raises FetchError where it forbids the address."""
    cut_at: int | None = None
    """Read no more than so many bytes and be content. None: a body has to come whole."""


class Fetcher:
    """For any number of threads. `close` wakes those that wait for a host's turn; they then raise FetchError.

    Made with a CA file that cannot be read, it raises ConfigError.
    """

    def __init__(
        self,
        settings: FetchSettings,
        *,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], object] | None = None,
        now: Callable[[], datetime] = lambda: datetime.now(UTC),
        resolve: Resolve = resolve_by_system,
    ) -> None:
        self._settings = settings
        self._clock = clock
        self._now = now
        self._resolve = resolve
        self._closed = threading.Event()
        self._pace = Pace(clock, sleep or self._closed.wait)
        self._tls = _tls_context(settings.ca_file)
        self._agent = settings.user_agent.split("/")[0]
        self._rules: dict[str, tuple[float, robots.Rules]] = {}
        self._rules_lock = threading.Lock()
        self._headers = {
            "User-Agent": settings.user_agent + (f" (+{settings.contact})" if settings.contact else ""),
            "Accept": ACCEPT,
            "Accept-Encoding": "gzip, deflate",
        }

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self.close()

    def close(self) -> None:
        self._closed.set()

    def get(
        self,
        url: str,
        *,
        etag: str | None = None,
        last_modified: str | None = None,
        pace_s: float | None = None,
        bytes_max: int | None = None,
    ) -> Page:
        """The page, after redirects and decompression; status 304 with an empty body where a validator still holds.

        Without `bytes_max` the limit for pages applies. Raises FetchError for everything else.
        """
        conditions = {"If-None-Match": etag, "If-Modified-Since": last_modified}
        settings = self._settings
        order = _Order(
            headers=self._headers | {name: value for name, value in conditions.items() if value},
            bytes_max=settings.page_bytes_max if bytes_max is None else min(bytes_max, settings.sitemap_bytes_max),
            pace_s=settings.pace_s if pace_s is None else pace_s,
            permit=self._permit,
        )
        return self._follow(addresses.read(url), order)

    def hold(self, url: str, seconds: float) -> None:
        """Leave the URL's host alone for so long: what a Retry-After asked for, also one from before a restart."""
        self._pace.hold(addresses.read(url).place, seconds)

    def _follow(self, target: Target, order: _Order) -> Page:
        deadline = Deadline(self._clock, self._settings.timeout_s, target.place)
        seen = {target.url}
        for _ in range(self._settings.redirects_max + 1):
            outcome = self._hop(target, order, deadline)
            if isinstance(outcome, Page):
                return outcome
            target = outcome
            if target.url in seen:
                raise FetchError(f"{target.place} sends us in a circle; nothing is read there.", kind="redirects")
            seen.add(target.url)
        raise FetchError(
            f"{target.place} stands at the end of more than {self._settings.redirects_max} redirects; "
            "they are not followed any further.",
            kind="redirects",
        )

    def _hop(self, target: Target, order: _Order, deadline: Deadline) -> Page | Target:
        """One request: the page, or where it sends us instead."""
        found = addresses.vet(target, allow=self._settings.allow, resolve=self._resolve, timeout_s=deadline.left_s())
        started = self._clock()
        self._pace.wait(target.place, max(order.pace_s, order.permit(target)))
        deadline.extend(self._clock() - started)
        if self._closed.is_set():
            raise FetchError(f"{target.place} was not asked because the crawler is stopping.", kind="network")
        with ask(target, found, order.headers, deadline=deadline, tls=self._tls) as answer:
            if answer.status in answers.REDIRECTS and "location" in answer.headers:
                return _destination(target, answer.headers["location"])
            return self._page(target, order, answer)

    def _page(self, target: Target, order: _Order, answer: Answer) -> Page:
        unchanged = answer.status == 304 and len(order.headers) > len(self._headers)
        if answer.status != 200 and not unchanged:
            raise self._refusal(target, answer)
        pieces = body.decode(
            answer.chunks if answer.status == 200 else (),
            answer.headers.get("content-encoding", ""),
            bytes_max=order.bytes_max,
            place=target.place,
        )
        return Page(
            url=target.url,
            status=answer.status,
            fetched_at=self._now(),
            content_type=answer.headers.get("content-type"),
            etag=answer.headers.get("etag"),
            last_modified=answer.headers.get("last-modified"),
            body=b"".join(pieces) if order.cut_at is None else body.cut(pieces, order.cut_at),
        )

    def _refusal(self, target: Target, answer: Answer) -> FetchError:
        error = answers.refusal(target, answer.status, answer.headers, self._now())
        if error.retry_after_s is not None:
            self._pace.hold(target.place, error.retry_after_s)
        return error

    def _permit(self, target: Target) -> float:
        site = f"{target.scheme}://{target.place}"
        with self._rules_lock:
            expires, rules = self._rules.get(site, (0.0, None))
        if rules is None or expires <= self._clock():
            rules = self._ask_for_rules(target)
            self._keep(site, rules)
        return rules.permit(target, self._agent)

    def _ask_for_rules(self, target: Target) -> robots.Rules:
        settings = self._settings
        order = _Order(self._headers, settings.page_bytes_max, settings.pace_s, lambda _: 0.0, robots.BYTES_MAX)
        try:
            return robots.read(self._follow(target.sibling(robots.PATH), order))
        except FetchError as error:
            if error.retry_after_s is not None:
                raise
            return robots.without(error)

    def _keep(self, site: str, rules: robots.Rules) -> None:
        with self._rules_lock:
            self._rules.pop(site, None)
            while len(self._rules) >= HOSTS_MAX:
                del self._rules[next(iter(self._rules))]
            self._rules[site] = (self._clock() + rules.kept_s, rules)


@cache
def _tls_context(ca_file: str | None) -> ssl.SSLContext:
    context = httpcore.default_ssl_context()
    if ca_file is not None:
        try:
            context.load_verify_locations(ca_file)
        except OSError as error:
            raise ConfigError(
                f"The CA file {ca_file} cannot be read: {error}. It has to hold PEM certificates."
            ) from error
    return context


def _destination(target: Target, location: str) -> Target:
    # Header bytes are Latin-1 by the standard and UTF-8 in practice.
    text = location.encode("latin-1").decode("utf-8", errors="replace")
    try:
        return addresses.read(urljoin(target.url, text.strip()))
    except ValueError as error:
        raise FetchError(f"{target.place} redirects to an address that cannot be read.", kind="redirects") from error
