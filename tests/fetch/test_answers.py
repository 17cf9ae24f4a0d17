"""What each kind of answer becomes: a page, or an error that a person can act on."""

from datetime import timedelta

import pytest

from indexer.errors import FetchError
from indexer.model import Page


def error_of(fetcher, url, **options):
    with pytest.raises(FetchError) as caught:
        fetcher.get(url, **options)
    return caught.value


def test_a_page_keeps_what_the_server_said_of_it(site, fetcher, clock):
    url = site.put(
        "/story?id=7",
        b"<p>River opens",
        Content_Type="text/html; charset=utf-8",
        ETag='"v1"',
        Last_Modified="Tue, 24 Nov 2026 08:00:00 GMT",
    )
    assert fetcher.get(url) == Page(
        url=url,
        status=200,
        fetched_at=clock.now(),
        content_type="text/html; charset=utf-8",
        etag='"v1"',
        last_modified="Tue, 24 Nov 2026 08:00:00 GMT",
        body=b"<p>River opens",
    )


def test_every_request_says_who_asks(site, fetcher):
    fetcher.get(site.put("/story"))
    assert {headers["user-agent"] for _, headers in site.requests} == {"Onrecord/0.1 (+https://newsroom.example/bot)"}
    assert "cookie" not in site.headers_of("/story")


def test_a_page_that_has_not_changed_costs_no_body(site, fetcher):
    url = site.put("/story", status="304 Not Modified", ETag='"v1"')
    page = fetcher.get(url, etag='"v1"', last_modified="Tue, 24 Nov 2026 08:00:00 GMT")
    assert (page.status, page.body, page.etag) == (304, b"", '"v1"')
    sent = site.headers_of("/story")
    assert (sent["if-none-match"], sent["if-modified-since"]) == ('"v1"', "Tue, 24 Nov 2026 08:00:00 GMT")


def test_a_validator_in_any_letters_goes_back_as_it_came(site, fetcher):
    url = site.put("/story", ETag='"версія"'.encode().decode("latin-1"))
    assert fetcher.get(url, etag=fetcher.get(url).etag).status == 200
    assert site.requests[-1][1]["if-none-match"].encode("latin-1").decode() == '"версія"'


def test_a_304_nobody_asked_for_is_no_page(site, fetcher):
    assert error_of(fetcher, site.put("/story", status="304 Not Modified")).kind == "protocol"


@pytest.mark.parametrize(
    ("status", "kind", "sentence"),
    [
        ("401 X", "blocked", "wants a login for this address (401). It is left alone; ask the publisher for access."),
        ("403 X", "blocked", "does not let this crawler in (403). It is left alone; ask the publisher for access."),
        (
            "451 X",
            "blocked",
            "may not show this address for legal reasons (451). It is left alone; ask the publisher for access.",
        ),
        ("404 X", "gone", "has no page at this address (404): /story"),
        ("410 X", "gone", "has taken this address down for good (410): /story"),
        ("429 X", "busy", "is busy (429). It is tried again later."),
        ("503 X", "busy", "is busy (503). It is tried again later."),
        ("500 X", "server", "failed (500). It is tried again later."),
        ("204 X", "protocol", "gave an answer that is no page (204). Check the address; it is tried again later."),
        ("302 X", "protocol", "gave an answer that is no page (302). Check the address; it is tried again later."),
        ("418 X", "protocol", "gave an answer that is no page (418). Check the address; it is tried again later."),
    ],
)
def test_each_refusal_is_named(site, fetcher, status, kind, sentence):
    error = error_of(fetcher, site.put("/story", status=status))
    assert (error.kind, error.status, str(error)) == (kind, int(status[:3]), f"{site.place} {sentence}")


@pytest.mark.parametrize(
    ("answer", "kind"),
    [
        (b"", "network"),
        (b"garbage\r\n\r\n", "protocol"),
        (b"HTTP/1.1 999999 X\r\n\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabcd", "protocol"),
        (b"HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", "protocol"),
        (b"HTTP/1.1 200 OK\r\nContent-Length: -5\r\n\r\n", "protocol"),
    ],
)
def test_broken_http_is_one_clean_error(site, fetcher, answer, kind):
    assert error_of(fetcher, site.put_raw("/story", answer)).kind == kind


def test_a_closed_port_is_a_network_error(site, canary, fetcher_for):
    fetcher = fetcher_for(allow=("127.0.0.1:9",))
    assert error_of(fetcher, "http://127.0.0.1:9/").kind == "network"


@pytest.mark.parametrize(
    ("value", "wait_s"),
    [
        ("120", 120.0),
        ("0", 60.0),
        ("99999999", 86_400.0),
        ("9" * 400, 86_400.0),
        ("Tue, 24 Nov 2026 12:30:03 GMT", 1_800.0),
        ("Tue, 24 Nov 2026 08:00:00 GMT", 60.0),
        ("Sun, 01 Jan 2090 00:00:00 GMT", 86_400.0),
        ("soon", 60.0),
        ("-1", 60.0),
        ("Tue, 99 Nov 2026 12:30:03 GMT", 60.0),
    ],
)
def test_retry_after_is_read_in_both_forms_and_kept_within_reason(site, fetcher, value, wait_s):
    error = error_of(fetcher, site.put("/story", status="503 Busy", Retry_After=value))
    assert (error.kind, error.retry_after_s) == ("busy", wait_s)


def test_retry_after_binds_the_whole_host(site, fetcher, clock):
    error_of(fetcher, site.put("/busy", status="429 Slow down", Retry_After="600"))
    site.put("/other", b"Text")
    asked = len(site.requests)
    error = error_of(fetcher, site.url("/other"))
    assert (error.kind, error.retry_after_s, len(site.requests)) == ("busy", 600.0, asked)
    clock.seconds += 601
    assert fetcher.get(site.url("/other")).body == b"Text"


def test_a_503_without_a_time_holds_only_its_own_page(site, fetcher):
    error_of(fetcher, site.put("/busy", status="503 Busy"))
    assert fetcher.get(site.put("/other", b"Text")).body == b"Text"


def test_a_pause_from_before_a_restart_still_holds(site, fetcher, clock):
    fetcher.hold(site.url("/story"), 300)
    assert error_of(fetcher, site.put("/story")).retry_after_s == 300
    assert site.connections == 0
    clock.seconds += 301
    assert fetcher.get(site.url("/story")).status == 200


def test_time_is_the_time_of_the_answer(site, fetcher, clock):
    clock.seconds += 3_600
    page = fetcher.get(site.put("/story"))
    assert page.fetched_at - clock.now() == timedelta(0)
