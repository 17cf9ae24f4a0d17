import pytest

from indexer.urls import clean, host


@pytest.mark.parametrize(
    ("url", "cleaned"),
    [
        ("HTTPS://Example.ORG:443/a?b=1#top", "https://example.org/a?b=1"),
        ("http://example.org", "http://example.org/"),
        ("http://example.org:8080/x", "http://example.org:8080/x"),
        ("https://example.org/a?utm_source=x&id=7&fbclid=y", "https://example.org/a?id=7"),
        ("https://user:secret@example.org/a", "https://example.org/a"),
        ("https://example.org./a", "https://example.org/a"),
        ("https://example.org/стаття", "https://example.org/%D1%81%D1%82%D0%B0%D1%82%D1%82%D1%8F"),
        ("https://exa\nmple.org/a", "https://example.org/a"),
        ("http://[::1]:80/a", "http://[::1]/a"),
        ("javascript:alert(1)", None),
        ("ftp://example.org/a", None),
        ("/news/1", None),
        ("http://", None),
        ("http://example.org:99999/", None),
        ("http://[::1", None),
        ("https://example.org/" + "a" * 3000, None),
    ],
)
def test_one_spelling_for_one_address(url, cleaned):
    assert clean(url) == cleaned
    assert cleaned is None or clean(cleaned) == cleaned


def test_a_link_that_is_no_address_is_none():
    assert clean("http://[", "https://example.org/") is None


def test_a_link_is_read_against_its_page():
    assert clean(" ../news/2.html ", "https://example.org/a/b") == "https://example.org/news/2.html"


def test_the_host_carries_an_unusual_port():
    assert host("http://example.org:8080/x") == "example.org:8080"
