"""Redirects are followed by us, each hop vetted again."""

import pytest


@pytest.mark.parametrize("status", ["301 X", "302 X", "303 X", "307 X", "308 X"])
def test_the_page_names_where_it_came_from_in_the_end(site, fetcher, status):
    site.put("/new", b"Text")
    page = fetcher.get(site.put("/old", status=status, Location="/new#part"))
    assert (page.url, page.body) == (site.url("/new"), b"Text")


def test_a_location_in_plain_letters_is_understood(site, fetcher):
    site.put("/%D1%80%D1%96%D0%BA%D0%B0%20x", b"Text")
    page = fetcher.get(site.put("/old", status="301 X", Location="/ріка x".encode().decode("latin-1")))
    assert page.body == b"Text"


def test_a_circle_is_named(site, fetcher, failure):
    site.put("/a", status="302 X", Location="/b")
    site.put("/b", status="302 X", Location="/a")
    assert failure(fetcher, site.url("/a")) == (
        "redirects",
        f"{site.place} sends us in a circle; nothing is read there.",
    )
    assert site.paths == ["/a", "/b"]


def test_the_sixth_redirect_is_one_too_many(site, fetcher, failure):
    for number in range(7):
        site.put(f"/{number}", status="302 X", Location=f"/{number + 1}")
    site.put("/7", b"Text")
    assert fetcher.get(site.url("/2")).body == b"Text"
    assert failure(fetcher, site.url("/1"))[0] == "redirects"


def test_a_redirect_into_the_private_network_reaches_nobody(site, canary, fetcher, failure):
    port = canary.place.rpartition(":")[2]
    spellings = (canary.place, f"localhost:{port}", f"[::1]:{port}", f"127.1:{port}", f"2130706433:{port}", "127.0.0.1")
    for number, place in enumerate(spellings):
        url = site.put(f"/{number}", status="302 X", Location=f"http://{place}/secret")
        assert failure(fetcher, url)[0] == "refused"
    assert canary.connections == 0


@pytest.mark.parametrize(
    "location", ["ftp://news.example/", "file:///etc/passwd", "http://me@news.example/", "http://["]
)
def test_a_redirect_to_no_web_page_is_refused(site, fetcher, location, failure):
    assert failure(fetcher, site.put("/old", status="302 X", Location=location))[0] in {"refused", "redirects"}


def test_the_new_host_is_asked_for_its_rules_too(site, canary, fetcher_for, failure):
    fetcher = fetcher_for(allow=(site.place, canary.place))
    canary.put("/robots.txt", b"User-agent: *\nDisallow: /private")
    url = site.put("/old", status="302 X", Location=canary.url("/private/story"))
    assert failure(fetcher, url)[0] == "robots"
    assert canary.paths == []


def test_a_slow_walk_through_redirects_has_one_deadline(site, fetcher_for, failure):
    for number in range(4):

        def slow(send, number=number):
            site.stopping.wait(0.2)
            send(b"HTTP/1.1 302 X\r\nContent-Length: 0\r\nLocation: /%d\r\n\r\n" % (number + 1))

        site.put_script(f"/{number}", slow)
    site.put("/4", b"Text")
    fetcher = fetcher_for(real_time=True, pace_s=0.0, timeout_s=0.5)
    assert failure(fetcher, site.url("/0"))[0] == "timeout"
