"""A body comes whole, within its limits, or not at all."""

import gzip
import itertools
import time
import tracemalloc
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import FetchError
from indexer.fetch.body import decode

TEXT = "Річку знову відкрили для човнів.\n".encode() * 400


def raw_deflate(data):
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(data) + packer.flush()


@pytest.mark.parametrize(
    ("encoding", "packed"),
    [
        ("gzip", gzip.compress(TEXT)),
        ("x-gzip", gzip.compress(TEXT)),
        ("deflate", zlib.compress(TEXT)),
        ("deflate", raw_deflate(TEXT)),
        ("gzip, gzip", gzip.compress(gzip.compress(TEXT))),
        ("deflate, gzip", gzip.compress(zlib.compress(TEXT))),
        ("identity", TEXT),
        ("gzip", gzip.compress(TEXT[:99]) + gzip.compress(TEXT[99:])),
        ("gzip", gzip.compress(TEXT) + b"\0" * 100),
        ("gzip", b""),
    ],
)
def test_every_usual_packing_is_undone(site, fetcher, encoding, packed):
    page = fetcher.get(site.put("/story", packed, Content_Encoding=encoding))
    assert page.body == (TEXT if packed else b"")


def test_chunked_bodies_are_joined(site, fetcher):
    head = b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n"
    url = site.put_raw("/story", head + b"5\r\nRiver\r\n6\r\n opens\r\n0\r\n\r\n")
    assert fetcher.get(url).body == b"River opens"


@given(data=st.binary(max_size=2_000), size=st.integers(1, 50), members=st.integers(1, 3))
def test_the_size_of_chunks_changes_nothing(data, size, members):
    packed = gzip.compress(data) * members
    chunks = [packed[at : at + size] for at in range(0, len(packed), size)]
    assert b"".join(decode(chunks, "gzip", bytes_max=100_000, place="news.example")) == data * members


@given(data=st.binary(min_size=1, max_size=500), lost=st.integers(1, 17))
def test_compressed_data_that_breaks_off_is_never_taken_for_whole(data, lost):
    packed = gzip.compress(data)
    with pytest.raises(FetchError) as caught:
        list(decode([packed[:-lost]], "gzip", bytes_max=100_000, place="news.example"))
    assert caught.value.kind == "incomplete"


def test_a_truncated_gzip_is_incomplete(site, fetcher, failure):
    url = site.put("/story", gzip.compress(TEXT)[:-10], Content_Encoding="gzip")
    assert failure(fetcher, url) == (
        "incomplete",
        f"{site.place} sent gzip data that breaks off. It is tried again later.",
    )


def test_damaged_gzip_is_told_apart(site, fetcher, failure):
    url = site.put("/story", b"\x1f\x8b" + b"no gzip at all", Content_Encoding="gzip")
    assert failure(fetcher, url)[0] == "protocol"


def test_an_encoding_nobody_asked_for_is_no_text(site, fetcher, failure):
    assert failure(fetcher, site.put("/story", TEXT, Content_Encoding="br"))[0] == "protocol"


def test_a_body_shorter_than_promised_is_incomplete(site, fetcher, failure):
    assert failure(fetcher, site.put("/story", TEXT, Content_Length=len(TEXT) + 1)) == (
        "incomplete",
        f"{site.place} broke off in the middle of its answer. It is tried again later.",
    )


def test_a_chunked_body_that_breaks_off_is_incomplete(site, fetcher, failure):
    url = site.put_raw("/story", b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n5\r\nRiver\r\n6\r\n op")
    assert failure(fetcher, url)[0] == "incomplete"


def test_a_body_over_the_limit_is_not_read(site, fetcher, failure):
    url = site.put("/story", b"x" * 5_001)
    assert fetcher.get(url, bytes_max=5_001).body == b"x" * 5_001
    assert failure(fetcher, url, bytes_max=5_000) == (
        "too_large",
        f"{site.place} sent more than 5,000 bytes for one address; it is not read any further.",
    )


def test_no_request_may_ask_for_more_than_a_sitemap(site, fetcher_for, failure):
    fetcher = fetcher_for(sitemap_bytes_max=1_000)
    assert failure(fetcher, site.put("/story", b"x" * 1_001), bytes_max=9_999)[0] == "too_large"


@pytest.mark.parametrize("layers", [1, 2])
def test_a_compression_bomb_stays_small(site, fetcher, layers, failure):
    bomb = gzip.compress(b"\0" * 200_000_000, 1)
    for _ in range(layers - 1):
        bomb = gzip.compress(bomb)
    url = site.put("/bomb", bomb, Content_Encoding=", ".join(["gzip"] * layers))
    tracemalloc.start()
    kind, _ = failure(fetcher, url)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert kind == "too_large"
    assert peak < 20_000_000


def test_an_endless_body_ends_at_the_limit(site, fetcher, failure):
    def endless(send):
        send(b"HTTP/1.1 200 OK\r\n\r\n")
        for _ in itertools.count():
            send(b"x" * 100_000)

    assert failure(fetcher, site.put_script("/endless", endless))[0] == "too_large"


def drip(site, opening, drop):
    def script(send):
        send(opening)
        while not site.stopping.wait(0.02):
            send(drop)

    return script


@pytest.mark.parametrize(
    ("opening", "drop"),
    [
        (b"HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n", b"x"),
        (b"HTTP/1.1 200 OK\r\n", b"X-Pad: x\r\n"),
        (b"", b"HTTP/1.1 103 Early Hints\r\n\r\n"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", b"1\r\nx\r\n"),
    ],
)
def test_a_dripping_answer_ends_with_the_deadline(site, fetcher_for, opening, drop, failure):
    fetcher = fetcher_for(real_time=True, pace_s=0.0, timeout_s=0.5)
    url = site.put_script("/drip", drip(site, opening, drop))
    started = time.monotonic()
    kind, message = failure(fetcher, url)
    assert (kind, message) == (
        "timeout",
        f"{site.place} did not answer in full within 0.5 s. It is tried again later.",
    )
    assert time.monotonic() - started < 2


def test_headers_without_end_are_cut(site, fetcher, failure):
    def script(send):
        send(b"HTTP/1.1 200 OK\r\n")
        for number in itertools.count():
            send(b"X-%d: x\r\n" % number)

    assert failure(fetcher, site.put_script("/headers", script))[0] in {"protocol", "network"}
