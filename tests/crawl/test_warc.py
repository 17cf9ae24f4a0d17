"""Pages from WARC files, however worn."""

import gzip
import random
from datetime import UTC, datetime

import pytest

from indexer.crawl import discover
from indexer.crawl.warc import read
from indexer.errors import SourceError
from indexer.model import Candidate, Page

HTML = "text/html; charset=utf-8"
FETCHED_AT = datetime(2026, 11, 24, 8, 30, tzinfo=UTC)


def record(path="/", body=b"<p>Text" * 100, *, status="200 OK", kind=HTML, warc_type="response", extra="", cut=""):
    """One record, unpacked; `extra` are HTTP header lines, `cut` a WARC header line."""
    answer = f"HTTP/1.1 {status}\r\nContent-Type: {kind}\r\n{extra}\r\n".encode() + body
    head = "WARC/1.0\r\nWARC-Date: 2026-11-24T08:30:00Z\r\nContent-Type: application/http\r\n"
    head += (
        f"WARC-Type: {warc_type}\r\nWARC-Target-URI: https://news.example{path}\r\n"
        f"{cut}Content-Length: {len(answer)}\r\n\r\n"
    )
    return head.encode() + answer + b"\r\n\r\n"


def pack_none(row):
    return row


packings = pytest.mark.parametrize("pack", [gzip.compress, pack_none])


@pytest.fixture
def candidates(tmp_path):
    def candidates(content):
        path = tmp_path / "pages.warc.gz"
        path.write_bytes(content)
        return list(read(path))

    return candidates


def paths(candidates):
    return [candidate.url.removeprefix("https://news.example") for candidate in candidates]


@packings
def test_a_page_comes_as_it_was_fetched(candidates, pack):
    content = pack(record("/1", b"<p>Text", extra='ETag: "v1"\r\n'))
    page = Page("https://news.example/1", 200, FETCHED_AT, HTML, '"v1"', None, b"<p>Text")
    assert candidates(content) == [Candidate(url=page.url, page=page)]


def test_packed_and_chunked_bodies_are_undone(candidates):
    packed = gzip.compress(b"<p>Text")
    chunked = b"3\r\n<p>\r\n4\r\nText\r\n0\r\n\r\n"
    content = record("/1", packed, extra="Content-Encoding: gzip\r\n")
    content += record("/2", chunked, extra="Transfer-Encoding: chunked\r\n")
    assert [candidate.page.body for candidate in candidates(content)] == [b"<p>Text", b"<p>Text"]


def test_only_pages_are_taken(candidates):
    content = record("/moved", status="301 Moved") + record("/picture", kind="image/png")
    content += record("/asked", warc_type="request") + record("/page")
    assert paths(candidates(content)) == ["/page"]


@packings
@pytest.mark.parametrize("lost", [100, 350])
def test_a_file_that_breaks_off_keeps_what_is_whole(candidates, caplog, pack, lost):
    caplog.set_level("INFO")
    rows = [pack(record(f"/{number}", random.Random(number).randbytes(600))) for number in range(3)]
    assert paths(candidates(b"".join(rows)[:-lost])) == ["/0", "/1"]
    assert "2 pages, 1 broken records left out" in caplog.text


def test_a_head_that_breaks_off_is_a_broken_record(candidates, caplog):
    caplog.set_level("INFO")
    assert paths(candidates(record("/0") + record("/1")[:60])) == ["/0"]
    assert "1 pages, 1 broken records left out" in caplog.text


@packings
def test_a_damaged_record_costs_only_itself(candidates, caplog, pack):
    caplog.set_level("INFO")
    rows = [pack(record(f"/{number}")) for number in range(4)]
    rows[1] = b"X" * 40 + rows[1][40:]
    assert paths(candidates(b"".join(rows))) == ["/0", "/2", "/3"]
    assert "3 pages, 1 broken records left out" in caplog.text


def test_a_page_that_was_cut_or_is_too_large_is_left_out(candidates, caplog):
    caplog.set_level("INFO")
    content = record("/huge", b"x" * 5_000_001) + record("/cut", cut="WARC-Truncated: length\r\n") + record("/page")
    assert paths(candidates(content)) == ["/page"]
    assert "3 records, 1 pages, 2 broken records left out" in caplog.text


@pytest.mark.parametrize("content", [b"", b"no archive at all\n" * 20, b"\x1f\x8b\x08 nor this"])
def test_what_is_no_archive_is_named(candidates, content):
    with pytest.raises(SourceError, match=r"pages.warc.gz (cannot be read|holds no WARC record)"):
        candidates(content)


def test_a_missing_file_is_named(tmp_path):
    with pytest.raises(SourceError, match=r"cannot be read: .*No such file"):
        list(read(tmp_path / "missing.warc"))


def test_a_source_of_records_yields_its_pages(tmp_path, web, make_source, nothing_known):
    path = tmp_path / "pages.warc.gz"
    path.write_bytes(gzip.compress(record("/1")) + gzip.compress(record("/2")))
    source = make_source("warc", str(path))
    assert paths(discover(source, web.get, nothing_known)) == ["/1", "/2"]
    assert paths(discover(make_source("warc", str(path), only=("/2$",)), web.get, nothing_known)) == ["/2"]
