"""Which addresses may be asked at all: the shape of a URL, its port, and where its name really leads."""

import ipaddress
import queue
import re
import socket
import threading
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from w3lib.url import safe_url_string

from indexer.errors import FetchError
from indexer.urls import DEFAULT_PORTS

Address = ipaddress.IPv4Address | ipaddress.IPv6Address
Resolve = Callable[[str, int], Sequence[str]]
"""Name and port to the addresses it leads to, as texts; raises OSError where it leads nowhere."""

ADDRESSES_MAX = 16
LABEL = re.compile(r"[a-z0-9_]([a-z0-9_-]{0,61}[a-z0-9_])?")
NUMBER = re.compile(r"\d+|0x[0-9a-f]*")
# Special ranges that `is_global` calls global on some interpreters we run on.
NEVER_V4 = tuple(map(ipaddress.IPv4Network, ("192.0.0.0/24", "192.88.99.0/24")))
NEVER_V6 = tuple(map(ipaddress.IPv6Network, ("2001::/23", "3fff::/20")))
UNICAST_V6 = ipaddress.IPv6Network("2000::/3")
# IPv4 inside IPv6, and how far to the right it stands: compatible, mapped, translated, NAT64, 6to4.
CARRIERS = (
    (ipaddress.IPv6Network("::/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0/96"), 0),
    (ipaddress.IPv6Network("::ffff:0:0:0/96"), 0),
    (ipaddress.IPv6Network("64:ff9b::/96"), 0),
    (ipaddress.IPv6Network("2002::/16"), 80),
)


@dataclass(frozen=True, slots=True)
class Target:
    """A URL taken apart once: what is vetted here is what gets connected to."""

    scheme: str
    host: str
    """Lower case, ASCII, without brackets or a final dot."""
    port: int
    path: str
    """Path and query as they go over the wire."""

    @property
    def name(self) -> str:
        """The host as it stands in a URL."""
        return f"[{self.host}]" if ":" in self.host else self.host

    @property
    def place(self) -> str:
        """Host with its port where that isn't the scheme's own: the unit of politeness, and the Host header."""
        return self.name if self.port == DEFAULT_PORTS[self.scheme] else f"{self.name}:{self.port}"

    @property
    def url(self) -> str:
        return f"{self.scheme}://{self.place}{self.path}"

    def sibling(self, path: str) -> "Target":
        return Target(self.scheme, self.host, self.port, path)


def read(url: str) -> Target:
    """Raises FetchError (refused) for all but a plain http(s) URL without user information."""
    text = url.strip()
    if re.search(r"[\x00-\x1f\x7f\\]", text):
        raise _refused(text, "holds control characters or backslashes")
    try:
        parts = urlsplit(safe_url_string(text))
        host, port = (parts.hostname or "").rstrip("."), parts.port
    except ValueError as error:
        raise _refused(text, "cannot be read") from error
    if parts.scheme not in DEFAULT_PORTS:
        raise _refused(text, "is neither http nor https")
    if parts.username is not None or parts.password is not None:
        raise _refused(text, "holds a user name")
    if not _is_host(host):
        raise _refused(text, "names no proper host")
    host = str(_literal(host) or host)
    path = (parts.path or "/") + (f"?{parts.query}" if parts.query else "")
    return Target(parts.scheme, host, DEFAULT_PORTS[parts.scheme] if port is None else port, path)


def vet(target: Target, *, allow: Sequence[str], resolve: Resolve, timeout_s: float) -> tuple[str, ...]:
    """The addresses to connect to. One bad record refuses the name; a "host:port" in `allow` may lead anywhere."""
    exempt = f"{target.name}:{target.port}" in allow
    if not exempt and target.port not in DEFAULT_PORTS.values():
        raise FetchError(
            f"{target.place}: port {target.port} is not asked. If this is meant, add it to the allowed hosts.",
            kind="refused",
        )
    # The final dot keeps the machine's own search domains out; a host of the local network may need them.
    name = target.host if exempt or _literal(target.host) else f"{target.host}."
    found = _lookup(name, target, resolve=resolve, timeout_s=timeout_s)
    if not exempt and not all(is_public(address) for address in found):
        raise FetchError(
            f"{target.place} leads into a private network and is not asked. If this is meant, add "
            f"{target.name}:{target.port} to the allowed hosts.",
            kind="refused",
        )
    return tuple(str(address) for address in found)


def is_public(address: Address) -> bool:
    """Whether the address belongs to the open internet. IPv4 inside IPv6 is judged by the inner address."""
    if isinstance(address, ipaddress.IPv4Address):
        never = address.is_multicast or address.is_reserved or any(address in network for network in NEVER_V4)
        return address.is_global and not never
    for network, shift in CARRIERS:
        if address in network:
            return is_public(ipaddress.IPv4Address((int(address) >> shift) & 0xFFFFFFFF))
    # Only 2000::/3 was ever handed out; site-local, multicast and the rest fall outside.
    return address in UNICAST_V6 and address.is_global and not any(address in network for network in NEVER_V6)


def resolve_by_system(name: str, port: int) -> Sequence[str]:
    return [str(row[4][0]) for row in socket.getaddrinfo(name, port, type=socket.SOCK_STREAM)]


def _is_host(host: str) -> bool:
    """A name, or an address in its one plain spelling: 127.1, 0x7f.1 and 2130706433 are neither."""
    if _literal(host):
        return "%" not in host
    labels = host.split(".")
    return len(host) <= 253 and all(map(LABEL.fullmatch, labels)) and not NUMBER.fullmatch(labels[-1])


def _literal(host: str) -> Address | None:
    try:
        return ipaddress.ip_address(host)
    except ValueError:
        return None


def _lookup(name: str, target: Target, *, resolve: Resolve, timeout_s: float) -> list[Address]:
    """The system's resolver knows no time limit, so it runs in a thread that may be left behind."""
    if literal := _literal(name):
        return [literal]
    answers: queue.SimpleQueue[Sequence[str] | OSError] = queue.SimpleQueue()

    def ask() -> None:
        try:
            answers.put(resolve(name, target.port))
        except OSError as error:
            answers.put(error)

    threading.Thread(target=ask, name=f"lookup {name}", daemon=True).start()
    try:
        answer = answers.get(timeout=timeout_s)
    except queue.Empty as error:
        raise _unresolved(target, "did not resolve in time") from error
    if isinstance(answer, OSError):
        raise _unresolved(target, "does not resolve") from answer
    if not answer:
        raise _unresolved(target, "has no address")
    return [ipaddress.ip_address(text) for text in dict.fromkeys(answer)][:ADDRESSES_MAX]


def _unresolved(target: Target, what: str) -> FetchError:
    return FetchError(f"The name {target.host} {what}. Check its spelling; it is tried again later.", kind="dns")


def _refused(url: str, why: str) -> FetchError:
    return FetchError(f"The address {url[:200]!r} {why} and is not asked.", kind="refused")
