"""Line breaks of a wire's column go, paragraphs stay."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.crawl.paragraphs import unwrapped

WIRE = """The river port opens on Monday after two
years of repairs, its director said.
    Grain comes first. Timber follows in the second half
of the month.
    "We are ready," the director said."""


@pytest.mark.parametrize(
    ("text", "paragraphs"),
    [
        (
            WIRE,
            [
                "The river port opens on Monday after two years of repairs, its director said.",
                "Grain comes first. Timber follows in the second half of the month.",
                '"We are ready," the director said.',
            ],
        ),
        ("One paragraph\nwrapped once.\n\nAnother\none here.", ["One paragraph wrapped once.", "Another one here."]),
        ("Short.\nBut each a paragraph.\n«І це теж».", ["Short.", "But each a paragraph.", "«І це теж»."]),
        ("A long line. " * 20 + "\nand the next", [("A long line. " * 20).strip(), "and the next"]),
        ("    Indented\r\nfor no reason\r\n", ["Indented for no reason"]),
        ("\tIndented by\na tab.\n\tTwice.", ["Indented by a tab.", "Twice."]),
        (
            "Prices were\nas follows\n Wheat     2.55     2.40\n Corn      1.35     1.92",
            ["Prices were as follows", "Wheat 2.55 2.40", "Corn 1.35 1.92"],
        ),
        ("  \n\n \n", []),
        ("", []),
    ],
)
def test_paragraphs_are_what_a_reader_sees(text, paragraphs):
    assert unwrapped(text) == "\n".join(paragraphs)


@given(st.text(alphabet=st.sampled_from("ab .\n\t\r"), max_size=300))
def test_no_word_is_lost_and_a_second_time_changes_no_paragraph(text):
    once = unwrapped(text)
    assert once.split() == text.split()
    assert all(row and row == row.strip() for row in once.split("\n") if once)
