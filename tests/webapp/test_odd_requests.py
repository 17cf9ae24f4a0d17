"""Whatever stands in an address or a form, the answer is a page, and never a fault of ours."""

from urllib.parse import quote

import pytest
from flask.testing import FlaskClient

ODD = (
    "\x00",
    "a\x00b",
    "\ud800".encode("utf-8", "surrogatepass"),
    b"\xff\xfe",
    "\u202e\u2066",
    "'\"><script>",
    "{{7*7}}",
    "%s%n",
    "-",
    "*",
    "ab*",
    ":",
    "date:",
    "said-by:*",
    "(" * 30,
    "- " * 200,
    "x" * 3000,
    "٣",
    "-1",
    "0",
    "9" * 40,
    "1e9",
    "9999-12-31",
    "0001-01-01",
    "0000-00-00",
    "..",
    "9999..",
    "..0001",
    "99999d",
    "1d",
    "none",
)
KEYS = ("q", "said-by", "-topic", "topic", "date", "from", "to", "sort", "view", "page", "per", "lang", "kind")


@pytest.mark.parametrize("key", KEYS)
def test_no_parameter_breaks_the_search(site: FlaskClient, key):
    for value in ODD:
        url = f"/search?q=ferry&{key}={quote(value)}"
        assert site.get(url, follow_redirects=True).status_code in {200, 400}, url


@pytest.mark.parametrize(
    "path", ["/people?q={}", "/people/{}", "/people/tomas-orlec?q={}", "/articles/{}", "/saved/{}"]
)
def test_no_name_or_number_breaks_a_page(site: FlaskClient, path):
    for value in ODD:
        url = path.format(quote(value, safe=""))
        assert site.get(url, follow_redirects=True).status_code in {200, 400, 404}, url


def test_no_field_breaks_the_form(site: FlaskClient, archive):
    site.application.config["WTF_CSRF_ENABLED"] = False
    for value in (odd for odd in ODD if isinstance(odd, str)):
        for key in ("name", "search", "kind", "at", "weekday", "first", "past_days"):
            fields = {"name": "Odd", "search": "q=ferry", "kind": "weekly", "first": "past", key: value}
            assert site.post("/saved", data=fields).status_code in {303, 400}, (key, value)
    assert site.get("/saved").status_code == 200
