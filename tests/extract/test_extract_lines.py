"""One line in, one line out, whatever the line."""

import base64
import json

import pytest

from indexer.extract.lines import answer

SENTENCE = "The council backed the new bridge on Tuesday after a debate that lasted until midnight. "


def asked(html: str, **more: object) -> str:
    told = {"id": "p1", "url": "https://news.example/a/1", "html_b64": base64.b64encode(html.encode()).decode()}
    return json.dumps({**told, **more})


def test_a_page_is_answered_with_all_its_parts() -> None:
    html = (
        '<html><head><meta property="article:published_time" content="2026-03-18T14:05:00+02:00">'
        '<meta property="article:modified_time" content="2026-03-19"><meta property="article:section" content="City">'
        '<meta name="keywords" content="bridges, council"><meta name="author" content="Ada Example"></head>'
        f"<body><h1>Council backs bridge</h1><p>{SENTENCE * 3}</p></body></html>"
    )

    assert json.loads(answer(asked(html))) == {
        "id": "p1",
        "title": "Council backs bridge",
        "published": "2026-03-18T14:05:00+02:00",
        "authors": ["Ada Example"],
        "topics": ["bridges", "council"],
        "body": (SENTENCE * 3).strip(),
        "lang": "en",
        "section": "City",
        "canonical_url": "https://news.example/a/1",
        "modified": "2026-03-19",
    }


def test_no_article_is_answered_with_its_reason() -> None:
    assert json.loads(answer(asked(""))) == {"id": "p1", "error": "an empty page"}


@pytest.mark.parametrize("line", ["", "no json", "[]", "{}", '{"id":3,"url":1}', "[" * 100_000, '{"id":"\\ud800"}'])
def test_a_line_that_asks_nothing_is_answered_too(line: str) -> None:
    told = answer(line)

    assert set(json.loads(told)) == {"id", "error"}
    told.encode()


def test_base64_that_is_none_is_an_error_of_its_line() -> None:
    assert set(json.loads(answer(asked("", html_b64="%%%")))) == {"id", "error"}
