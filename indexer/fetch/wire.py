"""One request over one connection, within one deadline, to an address that was vetted before.

httpcore speaks HTTP; this gives it connections that go only where they were told to, and turns its errors into ours.
It keeps no cookies, follows no redirects, reads no proxy settings and decodes nothing.
"""

import ssl
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass

import httpcore

from indexer.errors import FetchError
from indexer.fetch.addresses import Target

SocketOptions = Iterable[httpcore.SOCKET_OPTION]


class Deadline:
    """The time one fetch has left, redirects included; waiting out of politeness is added back by `extend`."""

    def __init__(self, clock: Callable[[], float], timeout_s: float, place: str) -> None:
        self._clock = clock
        self._timeout_s = timeout_s
        self._place = place
        self._end = clock() + timeout_s

    def left_s(self) -> float:
        """Always more than 0. Raises FetchError (timeout) where nothing is left."""
        left = self._end - self._clock()
        if left <= 0:
            raise self.missed()
        return left

    def missed(self) -> FetchError:
        text = f"{self._place} did not answer in full within {self._timeout_s:g} s. It is tried again later."
        return FetchError(text, kind="timeout")

    def extend(self, seconds: float) -> None:
        self._end += seconds


@dataclass(frozen=True, slots=True)
class Answer:
    """Status, headers by lower-case name, and the body as it arrives, still encoded."""

    status: int
    headers: Mapping[str, str]
    chunks: Iterator[bytes]


class Line(httpcore.NetworkBackend):
    """Connects to the vetted addresses, one after the other, whatever name it is given."""

    def __init__(self, addresses: Sequence[str], deadline: Deadline) -> None:
        self._addresses = addresses
        self._sockets = httpcore.SyncBackend()
        self.deadline = deadline
        self.answered = False
        """Whether status and headers have arrived."""
        self.ended = False
        """Whether the other side has closed the connection."""

    def connect_tcp(
        self,
        host: str,  # noqa: ARG002 -- the port's signature; the name was looked up and vetted once already
        port: int,
        timeout: float | None = None,  # noqa: ARG002 -- the deadline decides
        local_address: str | None = None,
        socket_options: SocketOptions | None = None,
    ) -> httpcore.NetworkStream:
        failure: httpcore.ConnectError | httpcore.ConnectTimeout | None = None
        for tried, address in enumerate(self._addresses):
            share_s = self.deadline.left_s() / (len(self._addresses) - tried)
            try:
                stream = self._sockets.connect_tcp(address, port, share_s, local_address, socket_options)
            except (httpcore.ConnectError, httpcore.ConnectTimeout) as error:
                failure = error
            else:
                return _Stream(stream, self)
        raise failure or httpcore.ConnectError("no address")


class _Stream(httpcore.NetworkStream):
    """A connection whose every wait ends with the deadline: a time-out for each read alone never ends a drip."""

    def __init__(self, inner: httpcore.NetworkStream, line: Line) -> None:
        self._inner = inner
        self._line = line

    def read(self, max_bytes: int, timeout: float | None = None) -> bytes:  # noqa: ARG002 -- the deadline decides
        data = self._inner.read(max_bytes, self._line.deadline.left_s())
        self._line.ended = not data
        return data

    def write(self, buffer: bytes, timeout: float | None = None) -> None:  # noqa: ARG002 -- the deadline decides
        self._inner.write(buffer, self._line.deadline.left_s())

    def close(self) -> None:
        self._inner.close()

    def start_tls(
        self,
        ssl_context: ssl.SSLContext,
        server_hostname: str | None = None,
        timeout: float | None = None,  # noqa: ARG002 -- the deadline decides
    ) -> httpcore.NetworkStream:
        left_s = self._line.deadline.left_s()
        return _Stream(self._inner.start_tls(ssl_context, server_hostname, left_s), self._line)

    def get_extra_info(self, info: str) -> object:
        return self._inner.get_extra_info(info)


@contextmanager
def ask(
    target: Target, addresses: Sequence[str], headers: Mapping[str, str], *, deadline: Deadline, tls: ssl.SSLContext
) -> Iterator[Answer]:
    """The connection is open within the `with` block only. Raises FetchError, also while the body is being read."""
    line = Line(addresses, deadline)
    url = httpcore.URL(scheme=target.scheme, host=target.host, port=target.port, target=target.path)
    pairs = {"Host": target.place, **headers, "Connection": "close"}
    sent = [(name.encode("latin-1"), value.encode("latin-1", errors="replace")) for name, value in pairs.items()]
    try:
        with (
            httpcore.HTTPConnection(url.origin, ssl_context=tls, network_backend=line) as connection,
            connection.stream("GET", url, headers=sent) as response,
        ):
            line.answered = True
            yield Answer(response.status, _fold(response.headers), response.iter_stream())
    except httpcore.TimeoutException as error:
        raise deadline.missed() from error
    except (httpcore.ConnectError, httpcore.ReadError, httpcore.WriteError) as error:
        raise _broken(target, line, error) from error
    except httpcore.ProtocolError as error:
        raise _broken(target, line, error) if line.ended else _misspoken(target, error) from error


def _fold(headers: Sequence[tuple[bytes, bytes]]) -> dict[str, str]:
    """The first value of each header; encodings add up in the order they were applied."""
    folded: dict[str, str] = {}
    for raw_name, raw_value in headers:
        name, value = raw_name.decode("latin-1").lower(), raw_value.decode("latin-1")
        if name == "content-encoding" and name in folded:
            folded[name] += f",{value}"
        folded.setdefault(name, value)
    return folded


def _broken(target: Target, line: Line, error: Exception) -> FetchError:
    if isinstance(error.__cause__, ssl.SSLError) and isinstance(error, httpcore.ConnectError):
        return _insecure(target, error.__cause__)
    if line.answered:
        return FetchError(
            f"{target.place} broke off in the middle of its answer. It is tried again later.", kind="incomplete"
        )
    return FetchError(f"{target.place} cannot be reached ({error}). It is tried again later.", kind="network")


def _insecure(target: Target, error: ssl.SSLError) -> FetchError:
    if isinstance(error, ssl.SSLCertVerificationError):
        return FetchError(
            f"{target.place} shows no valid certificate ({error.verify_message}). If only a link of its chain is "
            "missing, add that certificate to the file named by ca_file under [fetch]; it is tried again later.",
            kind="tls",
        )
    return FetchError(
        f"{target.place} speaks no TLS that we understand ({error.reason}). It is tried again later.", kind="tls"
    )


def _misspoken(target: Target, error: Exception) -> FetchError:
    return FetchError(f"{target.place} answered in broken HTTP ({error}). It is tried again later.", kind="protocol")
