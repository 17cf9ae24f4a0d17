"""robots.txt is asked for first, and its word is kept."""

import pytest

RULES = b"User-agent: *\nDisallow: /private\nAllow: /private/open\n"


def test_what_it_forbids_is_left_alone(site, fetcher, failure):
    site.put("/robots.txt", RULES)
    site.put("/private/story")
    assert failure(fetcher, site.url("/private/story")) == (
        "robots",
        (
            f"{site.place} asks crawlers in its robots.txt to leave /private/story alone. "
            "It is left alone; the publisher can permit it there."
        ),
    )
    assert fetcher.get(site.put("/private/open", b"Text")).body == b"Text"
    assert site.paths == ["/private/open"]


def test_a_byte_order_mark_hides_no_rule(site, fetcher, failure):
    site.put("/robots.txt", b"\xef\xbb\xbf" + RULES)
    assert failure(fetcher, site.put("/private/story"))[0] == "robots"


def test_our_own_name_is_heard(site, fetcher, failure):
    site.put("/robots.txt", b"User-agent: *\nDisallow:\n\nUser-agent: onrecord\nDisallow: /\n")
    assert failure(fetcher, site.put("/story"))[0] == "robots"


def test_rules_for_others_are_not_ours(site, fetcher):
    site.put("/robots.txt", b"User-agent: recordbot\nDisallow: /\n")
    assert fetcher.get(site.put("/story", b"Text")).body == b"Text"


@pytest.mark.parametrize("status", ["404 X", "401 X", "403 X", "410 X"])
def test_no_rules_permit_everything(site, fetcher, status):
    site.put("/robots.txt", b"User-agent: *\nDisallow: /", status=status)
    assert fetcher.get(site.put("/story", b"Text")).body == b"Text"


@pytest.mark.parametrize("status", ["500 X", "502 X", "503 X"])
def test_a_failing_server_forbids_everything_for_now(site, fetcher, clock, status, failure):
    site.put("/robots.txt", status=status)
    site.put("/story", b"Text")
    kind, message = failure(fetcher, site.url("/story"))
    assert kind == "robots"
    assert message.startswith(f"{site.place}: robots.txt could not be read, so nothing is asked for now")
    assert site.paths == []
    site.put("/robots.txt", RULES)
    clock.seconds += 601
    assert fetcher.get(site.url("/story")).body == b"Text"


def test_a_broken_off_answer_forbids_everything_for_now(site, fetcher, failure):
    site.put("/robots.txt", RULES, Content_Length=9_999)
    assert failure(fetcher, site.put("/story"))[0] == "robots"
    assert site.paths == []


def test_a_busy_answer_holds_the_host(site, fetcher, failure):
    site.put("/robots.txt", status="429 X", Retry_After="120")
    assert failure(fetcher, site.put("/story"))[0] == "busy"
    assert failure(fetcher, site.url("/story"))[0] == "busy"
    assert len(site.requests) == 1


@pytest.mark.parametrize(
    ("body", "headers"),
    [
        (b"<!doctype html><p>User-agent: *\nDisallow: /", {}),
        (b"User-agent: *\nDisallow: /", {"Content_Type": "text/html; charset=utf-8"}),
    ],
)
def test_a_web_page_in_its_place_holds_no_rules(site, fetcher, body, headers):
    site.put("/robots.txt", body, **headers)
    assert fetcher.get(site.put("/story", b"Text")).body == b"Text"


def test_it_is_asked_for_once_a_day(site, fetcher, clock, failure):
    site.put("/robots.txt", RULES)
    url = site.put("/story")
    for _ in range(3):
        fetcher.get(url)
    assert [path for path, _ in site.requests] == ["/robots.txt", "/story", "/story", "/story"]
    clock.seconds += 24 * 3600
    site.put("/robots.txt", b"User-agent: *\nDisallow: /")
    assert failure(fetcher, url)[0] == "robots"


def test_a_crawl_delay_sets_the_least_pace(site, fetcher, clock):
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 12\n")
    fetcher.get(site.put("/story"))
    assert clock.slept == [12.0]


def test_an_absurd_crawl_delay_is_a_minute(site, fetcher, clock):
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 86400\n")
    fetcher.get(site.put("/story"))
    assert clock.slept == [60.0]


def test_a_short_crawl_delay_makes_nothing_faster(site, fetcher, clock):
    site.put("/robots.txt", b"User-agent: *\nCrawl-delay: 0.1\n")
    fetcher.get(site.put("/story"))
    assert clock.slept == [3.0]


def test_only_the_first_500_kib_are_read(site, fetcher, failure):
    filler = b"# nothing to see here\n" * 30_000
    site.put("/robots.txt", b"User-agent: *\nDisallow: /private\n" + filler + b"Disallow: /story\n")
    assert fetcher.get(site.put("/story", b"Text")).body == b"Text"
    assert failure(fetcher, site.put("/private/story"))[0] == "robots"


def test_a_redirect_is_followed_to_the_rules(site, fetcher, failure):
    site.put("/rules", RULES)
    site.put("/robots.txt", status="301 X", Location="/rules")
    assert failure(fetcher, site.put("/private/story"))[0] == "robots"


def test_a_redirect_into_the_private_network_forbids_everything(site, canary, fetcher, failure):
    site.put("/robots.txt", status="301 X", Location=canary.url("/robots.txt"))
    assert failure(fetcher, site.put("/story"))[0] == "robots"
    assert (canary.connections, site.paths) == (0, [])


def test_a_pattern_full_of_wildcards_costs_no_time(site, fetcher):
    site.put("/robots.txt", b"User-agent: *\nDisallow: /" + b"*a" * 60 + b"b$\n")
    assert fetcher.get(site.put("/" + "a" * 1_500, b"Text")).body == b"Text"
