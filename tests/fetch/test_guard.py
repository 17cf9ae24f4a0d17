"""Nothing but the open internet is ever connected to."""

import ipaddress
from contextlib import suppress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import FetchError
from indexer.fetch import addresses

PRIVATE = (
    "0.0.0.0 10.1.2.3 100.64.0.1 127.0.0.1 127.255.255.254 169.254.169.254 172.16.0.1 172.31.255.255 192.0.0.8 "
    "192.0.2.1 192.88.99.1 192.168.0.1 198.18.0.1 198.51.100.1 203.0.113.1 224.0.0.1 239.1.1.1 240.0.0.1 "
    "255.255.255.255 :: ::1 ::7f00:1 ::ffff:127.0.0.1 ::ffff:10.0.0.1 ::ffff:0:a00:1 64:ff9b::7f00:1 "
    "64:ff9b::a9fe:a9fe 64:ff9b:1::a00:1 2002:7f00:1:: 2002:a00:1::1 2001::1 2001:db8::1 3fff::1 5f00::1 "
    "100::1 fc00::1 fd12:3456::1 fe80::1 fec0::1 ff02::1"
).split()
PUBLIC = (
    "1.1.1.1 8.8.8.8 93.184.215.14 172.32.0.1 192.0.1.1 2606:4700::1111 2a00:1450:4001::200e ::ffff:8.8.8.8 "
    "64:ff9b::808:808 2002:808:808::1"
).split()


@pytest.mark.parametrize("text", PRIVATE)
def test_addresses_that_are_not_public(text):
    assert not addresses.is_public(ipaddress.ip_address(text))


@pytest.mark.parametrize("text", PUBLIC)
def test_addresses_that_are_public(text):
    assert addresses.is_public(ipaddress.ip_address(text))


@given(st.ip_addresses(v=4), st.sampled_from(["::ffff:0:0/96", "64:ff9b::/96", "2002::/16"]))
def test_an_address_within_an_address_is_judged_by_the_inner_one(inner, network):
    outer = ipaddress.IPv6Network(network)
    shift = 128 - 32 - outer.prefixlen if outer.prefixlen == 16 else 0
    wrapped = outer.network_address + (int(inner) << shift)
    assert addresses.is_public(wrapped) == addresses.is_public(inner)


@pytest.mark.parametrize(
    "url",
    [
        "http://2130706433/",
        "http://0x7f000001/",
        "http://0x7f.0.0.1/",
        "http://0177.0.0.1/",
        "http://127.1/",
        "http://127.0.0.1.0x1/",
        "http://1.2.3.4.5/",
        "http://news..example/",
        "http://" + "a" * 64 + ".example/",
        "http://-news.example/",
        "http://[fe80::1%25eth0]/",
        "http://me:secret@news.example/",
        "http://@news.example/",
        "http://news.example\\@127.0.0.1/",
        "http://news.example\r\nHost: x/",
        "http://news.example:99999/",
        "http:///story",
        "gopher://news.example/",
        "news.example/story",
        "",
    ],
)
def test_odd_spellings_are_refused(fetcher, url):
    with pytest.raises(FetchError, match="is not asked") as caught:
        fetcher.get(url)
    assert caught.value.kind == "refused"


@pytest.mark.parametrize(
    ("url", "host"),
    [
        ("HTTP://News.Example./", "news.example"),
        ("http://новини.example/", "xn--b1amarcd.example"),
        ("http://１２７.0.0.1/", "127.0.0.1"),
        ("http://[0:0::1]/", "::1"),
    ],
)
def test_one_host_has_one_name(url, host):
    assert addresses.read(url).host == host


@given(st.text(max_size=60))
def test_no_text_breaks_the_reading_of_addresses(text):
    for url in (text, f"http://{text}/", f"http://news.example/{text}"):
        with suppress(FetchError):
            target = addresses.read(url)
            assert target.url.isascii()
            assert addresses.read(target.url) == target


@pytest.mark.parametrize("answer", [["127.0.0.1"], ["8.8.8.8", "10.0.0.1"], ["8.8.8.8", "::1"]])
def test_one_private_record_refuses_the_name(fetcher_for, canary, answer, failure):
    fetcher = fetcher_for(resolve=lambda name, port: answer)
    assert failure(fetcher, "http://news.example/") == (
        "refused",
        (
            "news.example leads into a private network and is not asked. "
            "If this is meant, add news.example:80 to the allowed hosts."
        ),
    )


def test_a_name_is_resolved_past_the_search_domains(fetcher_for, failure):
    asked = []

    def resolve(name, port):
        asked.append((name, port))
        return ["10.0.0.1"]

    failure(fetcher_for(resolve=resolve), "http://intranet/")
    assert asked == [("intranet.", 80)]


def test_the_address_that_was_vetted_is_the_one_connected_to(site, fetcher_for):
    """A name that leads elsewhere at every question gains nothing: it is asked for once a connection."""
    port = site.place.rpartition(":")[2]
    answers = iter([["127.0.0.1"]] * 2)
    fetcher = fetcher_for(allow=(f"news.example:{port}",), resolve=lambda name, port: next(answers))
    site.put("/story", b"Text")
    assert fetcher.get(f"http://news.example:{port}/story").body == b"Text"
    assert site.headers_of("/story")["host"] == f"news.example:{port}"
    assert next(answers, None) is None


def test_a_second_address_is_tried_where_the_first_is_deaf(site, fetcher_for):
    port = site.place.rpartition(":")[2]
    fetcher = fetcher_for(allow=(f"news.example:{port}",), resolve=lambda name, port: ["127.9.9.9", "127.0.0.1"])
    site.put("/story", b"Text")
    assert fetcher.get(f"http://news.example:{port}/story").body == b"Text"


def test_a_name_that_leads_nowhere_is_named(fetcher_for, failure):
    def resolve(name, port):
        raise OSError("no such name")

    assert failure(fetcher_for(resolve=resolve), "http://nosuch.example/") == (
        "dns",
        "The name nosuch.example does not resolve. Check its spelling; it is tried again later.",
    )


def test_a_resolver_that_hangs_ends_with_the_deadline(site, fetcher_for, failure):
    def resolve(name, port):
        site.stopping.wait(5)
        return ["8.8.8.8"]

    fetcher = fetcher_for(resolve=resolve, real_time=True, timeout_s=0.2)
    assert failure(fetcher, "http://slow.example/")[0] == "dns"


@pytest.mark.parametrize("port", [22, 25, 6379, 8080])
def test_other_ports_are_not_asked(fetcher_for, port, failure):
    fetcher = fetcher_for(resolve=lambda name, port: ["8.8.8.8"])
    assert failure(fetcher, f"http://news.example:{port}/")[0] == "refused"


def test_an_allowed_pair_allows_no_other_port(site, canary, fetcher, failure):
    assert failure(fetcher, canary.url("/"))[0] == "refused"
    assert canary.connections == 0


def test_proxies_in_the_environment_are_ignored(site, canary, fetcher, monkeypatch):
    for name in ("http_proxy", "HTTP_PROXY", "all_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, canary.url())
    assert fetcher.get(site.put("/story", b"Text")).body == b"Text"
    assert canary.connections == 0
