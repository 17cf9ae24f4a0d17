"""Quotation marks of every family, whole and damaged: the same words are quoted, by the same person."""

import pytest

from indexer.extract.quotes import read

FAMILIES = [("“", "”"), ('"', '"'), ("«", "»"), ("„", "“"), ("„", "”"), ("''", "''"), ("``", "''")]
ARTICLE = """Mayor Clara Whitfield opened the bridge on Monday.
{The bridge is safe,} Whitfield said. {We checked it twice.
{It will carry trams as well. We are proud of it.}
{Will it hold?} asked Peter Lund, an engineer. Whitfield said it would {hold for a century}.
"""
Quoted = list[tuple[str, str, str | None]]


def quoted(body: str) -> Quoted:
    """Kind, text and speaker of every quote."""
    quotes, _ = read("", body, "en")
    return [(quote.kind, quote.text, quote.speaker_name) for quote in quotes]


@pytest.mark.parametrize(("opening", "closing"), FAMILIES)
def test_every_family_of_marks_is_read_alike(opening: str, closing: str) -> None:
    assert [
        (kind, text.replace(opening, "").replace(closing, ""), name)
        for kind, text, name in quoted(ARTICLE.replace("{", opening).replace("}", closing))
    ] == [
        ("direct", "The bridge is safe,", "Clara Whitfield"),
        ("direct", "We checked it twice.", "Clara Whitfield"),
        ("direct", "It will carry trams as well. We are proud of it.", "Clara Whitfield"),
        ("direct", "Will it hold?", "Peter Lund"),
        ("mixed", "it would hold for a century", "Clara Whitfield"),
        ("direct", "hold for a century", "Clara Whitfield"),
    ]


def test_a_quotation_within_a_quotation_is_part_of_it() -> None:
    assert quoted("“She told me, ‘Go home,’ and I went,” Peter Lund said.") == [
        ("direct", "She told me, ‘Go home,’ and I went,", "Peter Lund")
    ]


def test_inches_are_no_marks() -> None:
    assert quoted('The snow was 6" deep. "We need more ploughs," Peter Lund said.') == [
        ("direct", "We need more ploughs,", "Peter Lund")
    ]


def test_a_quotation_whose_closing_mark_was_forgotten_ends_before_its_cue() -> None:
    assert quoted('"We need more ploughs on the road, Peter Lund said on Friday.\nThe road is long.') == [
        ("direct", "We need more ploughs on the road,", "Peter Lund")
    ]


def test_a_quotation_whose_opening_mark_was_forgotten_begins_with_its_paragraph() -> None:
    assert quoted('We need more ploughs on the road," Peter Lund said on Friday.\nThe road is long.') == [
        ("direct", "We need more ploughs on the road,", "Peter Lund")
    ]


def test_a_mark_left_open_takes_nothing_of_the_next_paragraph() -> None:
    body = 'Peter Lund said, "We need more ploughs on the road.\nThe road is long.'
    assert quoted(body) == [("direct", "We need more ploughs on the road.", "Peter Lund")]
