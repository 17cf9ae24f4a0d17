"""The pure parts behind the pages: geometry, marking, dates in words."""

from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

from hypothesis import given
from hypothesis import strategies as st

from indexer.model import Article, Bar, Dated, Histogram, Quote, Revision, Statement
from indexer.query import Query
from webapp import chart, formats
from webapp.articles import marking

NOW = datetime(2026, 4, 20, tzinfo=UTC)


def make_statement(number: int, start: int, end: int, *, fragment: bool = False, in_title: bool = False) -> Statement:
    quote = Quote(
        start, end, "", "direct", None, None, None, None, None, None, "unnamed", "none", 0.5, fragment, in_title
    )
    return Statement(number, quote, None)


def make_revision(body: str, *statements: Statement, title: str = "Title") -> Revision:
    article = Article("https://harbour.example/a", title, body, None)
    return Revision(1, "harbour", 1, 1, NOW, NOW, False, "", None, article, statements)


def plain(parts: tuple[marking.Part, ...]) -> str:
    return "".join(part if isinstance(part, str) else plain(part.parts) for part in parts)


def marks(parts: tuple[marking.Part, ...]) -> list[marking.Marked]:
    return [m for part in parts if not isinstance(part, str) for m in (part, *marks(part.parts))]


def test_the_verbatim_part_lies_within_its_statement():
    revision = make_revision(
        "He said it was “enough” now.", make_statement(1, 8, 27), make_statement(2, 16, 22, fragment=True)
    )
    (paragraph,) = marking.paragraphs(revision)
    whole, part = marks(paragraph)
    assert (whole.statement.id, whole.number, plain(whole.parts)) == (1, 1, "it was “enough” now")
    assert (part.statement.id, part.number, plain(part.parts)) == (2, None, "enough")


def test_a_statement_over_two_paragraphs_opens_once():
    revision = make_revision("One two\nthree four", make_statement(1, 4, 13))
    first, second = (marks(paragraph) for paragraph in marking.paragraphs(revision))
    assert [(m.opens, plain(m.parts)) for m in (*first, *second)] == [(True, "two"), (False, "three")]


def test_statements_in_the_title_are_counted_first():
    revision = make_revision("Text", make_statement(5, 0, 4), make_statement(6, 0, 5, in_title=True))
    assert marking.numbered(revision) == {6: 1, 5: 2}
    assert [m.number for m in marks(marking.title(revision))] == [1]


@given(st.text("ab \n", max_size=40), st.lists(st.tuples(st.integers(0, 45), st.integers(0, 45)), max_size=6))
def test_marking_loses_and_repeats_no_letter(body, spans):
    statements = [make_statement(n, min(span), max(span)) for n, span in enumerate(spans)]
    shown = marking.paragraphs(make_revision(body, *statements))
    assert [plain(paragraph) for paragraph in shown] == [line for line in body.split("\n") if line.strip()]
    opened = [m.statement.id for paragraph in shown for m in marks(paragraph) if m.opens]
    assert len(opened) == len(set(opened))


def test_the_smallest_bar_can_be_seen_and_an_empty_one_has_no_height():
    bars = (
        Bar(date(2026, 1, 1), date(2026, 2, 1), 1000),
        Bar(date(2026, 2, 1), date(2026, 3, 1), 0),
        Bar(date(2026, 3, 1), date(2026, 4, 1), 1),
    )
    drawn = chart.draw(Histogram("month", bars, 2), Query(), "article")
    assert [bar.height for bar in drawn.bars] == [100, 0, chart.LEAST]
    assert [bar.name for bar in drawn.bars] == [
        "1 to 31 January 2026, 1,000 articles",
        "1 to 28 February 2026, 0 articles",
        "1 to 31 March 2026, 1 article",
    ]
    assert drawn.marks == ("Jan 2026", "Feb 2026", "Mar 2026")
    assert (drawn.undated, drawn.undated_href) == (2, "/search?date=none")


def test_days_are_spelled_out():
    assert formats.span(date(2026, 3, 18), date(2026, 3, 18)) == "18 March 2026"
    assert formats.span(date(2026, 3, 30), date(2026, 4, 5)) == "30 March to 5 April 2026"
    assert formats.span(date(2025, 12, 29), date(2026, 1, 4)) == "29 December 2025 to 4 January 2026"


def test_how_a_date_is_known_admits_what_was_assumed():
    at = datetime(2026, 3, 18, 12, 5, tzinfo=UTC)
    assert formats.known_from(Dated(at, "", "meta", zone_stated=False)) == (
        "stated in the page’s meta tags, without a zone: the source’s own was assumed"
    )
    assert formats.known_from(Dated(at, "", "text", precision="day")) == "from a date in the text, the day only"
    assert formats.stated(Dated(at, "", "meta"), ZoneInfo("Europe/Kyiv")) == "18 Mar 2026, 14:05"
