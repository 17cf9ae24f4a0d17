"""The bytes of a body, decompressed under a limit at every layer. Pure but for reading the chunks it is given."""

import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Protocol

from indexer.errors import FetchError

PIECE_BYTES = 65_536
LAYERS_MAX = 3
GZIP_MAGIC = b"\x1f\x8b"


class Unpacker(Protocol):
    """What zlib.decompressobj gives."""

    @property
    def eof(self) -> bool: ...
    @property
    def unused_data(self) -> bytes: ...
    @property
    def unconsumed_tail(self) -> bytes: ...
    def decompress(self, data: bytes, max_length: int, /) -> bytes: ...
    def flush(self) -> bytes: ...


Opener = Callable[[bytes], Unpacker]
"""From the first bytes of a member to what unpacks it."""


def decode(chunks: Iterable[bytes], encodings: str, *, bytes_max: int, place: str) -> Iterator[bytes]:
    """Pieces of the plain body; `encodings` is the Content-Encoding header, `place` the host for messages.

    Raises FetchError: too_large as soon as any layer passes `bytes_max`, incomplete where compressed data breaks off,
    protocol where it is damaged or in an encoding nobody asked for.
    """
    layers = [name for name in encodings.lower().replace(" ", "").split(",") if name not in {"", "identity"}]
    if len(layers) > LAYERS_MAX:
        raise FetchError(f"{place} packed its answer {len(layers)} times over; it is not read.", kind="protocol")
    pieces = _capped(chunks, bytes_max, place)
    for name in reversed(layers):
        pieces = _capped(_inflate(pieces, name, place), bytes_max, place)
    return pieces


def cut(pieces: Iterable[bytes], bytes_max: int) -> bytes:
    """The first `bytes_max` bytes."""
    kept = bytearray()
    for piece in pieces:
        kept += piece
        if len(kept) >= bytes_max:
            break
    return bytes(kept[:bytes_max])


def _capped(chunks: Iterable[bytes], bytes_max: int, place: str) -> Iterator[bytes]:
    total = 0
    for chunk in chunks:
        total += len(chunk)
        if total > bytes_max:
            raise FetchError(
                f"{place} sent more than {bytes_max:,} bytes for one address; it is not read any further.",
                kind="too_large",
            )
        yield chunk


def _inflate(chunks: Iterable[bytes], name: str, place: str) -> Iterator[bytes]:
    if name not in OPENERS:
        raise FetchError(f"{place} answered in an encoding that was not asked for ({name[:40]!r}).", kind="protocol")
    try:
        yield from _members(chunks, OPENERS[name])
    except zlib.error as error:
        raise FetchError(f"{place} sent damaged {name} data. It is tried again later.", kind="protocol") from error
    except EOFError as error:
        raise FetchError(
            f"{place} sent {name} data that breaks off. It is tried again later.", kind="incomplete"
        ) from error


def _members(chunks: Iterable[bytes], opener: Opener) -> Iterator[bytes]:
    """The plain bytes of one or more compressed members in a row. Raises EOFError where the last one breaks off."""
    decoder, rest, members = None, b"", 0
    for chunk in chunks:
        rest += chunk
        # Two bytes tell formats apart, and a further member from padding.
        while rest and (decoder or len(rest) >= 2):
            if decoder is None:
                if members and not rest.startswith(GZIP_MAGIC):
                    return
                decoder, members = opener(rest), members + 1
            yield decoder.decompress(rest, PIECE_BYTES)
            rest = decoder.unused_data if decoder.eof else decoder.unconsumed_tail
            decoder = None if decoder.eof else decoder
    if decoder is not None:
        yield decoder.flush()
    if (decoder and not decoder.eof) or (rest and not members):
        raise EOFError


def _open_gzip(_opening: bytes) -> Unpacker:
    return zlib.decompressobj(16 + zlib.MAX_WBITS)


def _open_deflate(opening: bytes) -> Unpacker:
    """Servers mean either of two formats by "deflate"; the zlib one has a checksum in its first two bytes."""
    wrapped = len(opening) >= 2 and opening[0] & 0x0F == 8 and int.from_bytes(opening[:2], "big") % 31 == 0
    return zlib.decompressobj(zlib.MAX_WBITS if wrapped else -zlib.MAX_WBITS)


OPENERS: Mapping[str, Opener] = {"gzip": _open_gzip, "x-gzip": _open_gzip, "deflate": _open_deflate}
