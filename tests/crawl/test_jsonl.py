"""Every line of an import becomes an article or a reason."""

import gzip
import json
import lzma
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.crawl import discover
from indexer.crawl.jsonl import Record, Rejected, open_lines, read
from indexer.errors import SourceError
from indexer.model import Article, Candidate, Dated

STORY = {"url": "https://news.example/1", "title": "Bridge reopens", "body": "The bridge is open again."}


def one(fields, source="wire"):
    [result] = read([fields if isinstance(fields, str | bytes) else json.dumps(fields)], source=source)
    return result


def test_a_full_record_becomes_a_finished_article():
    published = Dated(
        datetime(2026, 11, 24, 10, 30, tzinfo=timezone(timedelta(hours=2))), "2026-11-24T10:30:00+02:00", "import"
    )
    full = STORY | {
        "url": "https://news.example/1?utm_source=wire#top",
        "id": 7,
        "published": "2026-11-24T10:30:00+02:00",
        "authors": ["Olena Hai", " Olena  Hai "],
        "topics": ["transport", "kyiv"],
        "lang": "EN",
        "source": "agency",
        "pages": 3,
    }
    article = Article(
        url="https://news.example/1",
        title="Bridge reopens",
        body="The bridge is open again.",
        published=published,
        authors=("Olena Hai",),
        topics=("transport", "kyiv"),
        language="en",
    )
    assert one(full) == Record(
        source="agency",
        candidate=Candidate(
            url="https://news.example/1",
            guid=None,
            title="Bridge reopens",
            published=published,
            topics=("transport", "kyiv"),
            authors=("Olena Hai",),
            article=article,
        ),
    )


def test_url_title_and_body_are_enough():
    article = Article(**STORY, published=None)
    assert one(STORY) == Record(None, Candidate(url=article.url, title=article.title, article=article))


def test_a_record_without_url_gets_an_address_from_its_id():
    fields = {"id": "r/1 ю", "title": "", "body": "Text"}
    assert one(fields).candidate.url == "urn:onrecord:wire:r%2F1%20%D1%8E"
    assert one(fields | {"source": "agency"}).candidate.url == "urn:onrecord:agency:r%2F1%20%D1%8E"


@pytest.mark.parametrize(
    ("raw", "at", "precision", "zone_stated"),
    [
        ("1987-02-26T15:01:01", datetime(1987, 2, 26, 15, 1, 1, tzinfo=UTC), "minute", False),
        ("1987-02-26T15:01:01Z", datetime(1987, 2, 26, 15, 1, 1, tzinfo=UTC), "minute", True),
        ("1987-02-26", datetime(1987, 2, 26, tzinfo=UTC), "day", False),
        ("2016-12-31T23:59:60Z", datetime(2016, 12, 31, 23, 59, 59, tzinfo=UTC), "minute", True),
    ],
)
@pytest.mark.parametrize("key", ["published", "date"])
def test_times_say_no_more_than_the_file_does(key, raw, at, precision, zone_stated):
    assert one(STORY | {key: raw}).candidate.article.published == Dated(at, raw, "import", precision, zone_stated)


@pytest.mark.parametrize("raw", ["1987-02-30", "yesterday", "1987-02-26T25:00:00", 540000000, ["1987"], "9999-12-31"])
def test_an_impossible_time_is_noted_and_the_article_kept(raw):
    record = one(STORY | {"date": raw})
    assert record.candidate.article.published is None
    assert record.note == f"The time {str(raw)!r} cannot be read; the article has no date."


@pytest.mark.parametrize(
    ("line", "reason"),
    [
        ("not json", "The line cannot be read as JSON (Expecting value: line 1 column 1 (char 0))."),
        (b"\xff\xfe{}", None),
        ("[1, 2]", "The line is no object with url, title and body."),
        ('{"url": "https://news.example/1", "title": "A', None),
        ("[" * 100_000, None),
        ('{"id": ' + "9" * 5_000 + "}", None),
        (STORY | {"url": "ftp://news.example/1"}, "The url 'ftp://news.example/1' is no http or https address."),
        (STORY | {"url": ""}, "The record has neither url nor id."),
        (STORY | {"url": None, "id": True}, "The record has neither url nor id."),
        (STORY | {"title": 5}, "The field 'title' is no text."),
        (STORY | {"body": ["a"]}, "The field 'body' is no text."),
        (STORY | {"topics": {"a": 1}}, "The field 'topics' is no list of texts."),
        (STORY | {"authors": [1]}, "The field 'authors' is no list of texts."),
        ({"id": "1"}, "The record has neither title nor body."),
        ({"id": "1", "title": " ", "body": "\n \n"}, "The record has neither title nor body."),
        (STORY | {"body": "x" * 20_000_001}, "The line is longer than 20,000,000 characters."),
    ],
)
def test_a_bad_line_is_rejected_with_its_reason(line, reason):
    result = one(line)
    assert isinstance(result, Rejected)
    assert reason is None or result == Rejected(1, reason)
    assert result.reason.endswith(".")


def test_lines_keep_their_numbers():
    rows = ["\ufeff" + json.dumps(STORY), "", "oops", b"  \n", json.dumps(STORY).encode()]
    kinds = [row.line if isinstance(row, Rejected) else row.candidate.title for row in read(rows, source="wire")]
    assert kinds == ["Bridge reopens", 3, "Bridge reopens"]


def test_one_name_may_stand_without_a_list():
    assert one(STORY | {"authors": "Olena Hai", "topics": None}).candidate.article.authors == ("Olena Hai",)


@pytest.mark.parametrize("lang", ["english", "", "e", "12", None])
def test_a_language_that_is_no_code_is_left_open(lang):
    assert one(STORY | {"lang": lang}).candidate.article.language is None


def test_what_no_database_stores_is_taken_out():
    line = r'{"url":"https://news.example/1","title":"A\u0000B","body":"C\ud800D 😀 \ud83d\ude00"}'
    article = one(line).candidate.article
    assert (article.title, article.body) == ("AB", "CD 😀 😀")


@given(
    st.one_of(
        st.text(),
        st.binary(),
        st.recursive(
            st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
            lambda inner: (
                st.lists(inner, max_size=3) | st.dictionaries(st.sampled_from([*STORY, "id", "date", "topics"]), inner)
            ),
        ).map(json.dumps),
    )
)
def test_no_line_stops_the_reading(line):
    results = list(read([line, json.dumps(STORY)], source="wire"))
    assert isinstance(results[-1], Record)
    assert len(results) == (2 if line.strip() else 1)


@pytest.fixture
def stories():
    return "".join(json.dumps(STORY | {"url": f"https://any.example/{number}"}) + "\n" for number in range(3)).encode()


@pytest.mark.parametrize(
    ("name", "pack"), [("a.jsonl", bytes), ("a.jsonl.gz", gzip.compress), ("a.jsonl.xz", lzma.compress)]
)
def test_files_are_unpacked_by_their_names(tmp_path, stories, name, pack):
    path = tmp_path / name
    path.write_bytes(pack(stories))
    with open_lines(path) as file:
        assert [row.candidate.url[-1] for row in read(file, source="wire")] == ["0", "1", "2"]


def test_a_source_of_lines_yields_its_articles(tmp_path, stories, web, make_source, nothing_known, caplog):
    path = tmp_path / "back.jsonl"
    path.write_bytes(b"oops\n" + stories)
    found = list(discover(make_source("jsonl", str(path)), web.get, nothing_known))
    assert [candidate.article.url for candidate in found] == [f"https://any.example/{n}" for n in range(3)]
    assert f"{path}, line 1: The line cannot be read as JSON" in caplog.text


@pytest.mark.parametrize("name", ["missing.jsonl", "cut.jsonl.gz", "cut.jsonl.xz"])
def test_a_file_that_cannot_be_read_is_named(tmp_path, stories, web, make_source, nothing_known, name):
    (tmp_path / "cut.jsonl.gz").write_bytes(gzip.compress(stories)[:-9])
    (tmp_path / "cut.jsonl.xz").write_bytes(lzma.compress(stories)[:-30])
    with pytest.raises(SourceError, match=f"{name} cannot be read"):
        list(discover(make_source("jsonl", str(tmp_path / name)), web.get, nothing_known))
