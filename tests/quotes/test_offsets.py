"""Promises that hold for any text at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract.quotes import read

WORDS = (
    "Clara Whitfield Mr. Lund mayor said that he she told according to the , . : – “ ” \" '' « » „ ’s ( ) ? … \n "
    "Олена Петренка сказав заявила за словами про це що й міністр"
).split(" ")
TEXTS = st.lists(st.sampled_from(WORDS), max_size=60).map(" ".join)
CPU_SECONDS_MAX = 6.0
"""Three times what was measured on an idle machine: this guards against a quadratic rule, not against a slow day."""


@settings(max_examples=150, deadline=None)
@given(title=TEXTS, body=TEXTS | st.text(max_size=200))
def test_offsets_point_at_the_quoted_text(title: str, body: str) -> None:
    quotes, _ = read(title, body, None)
    for quote in quotes:
        text = title if quote.in_title else body
        assert text[quote.start : quote.end] == quote.text != ""
        if quote.speaker_text is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text


@settings(max_examples=50, deadline=None)
@given(title=TEXTS, body=TEXTS)
def test_the_same_article_gives_the_same_quotes(title: str, body: str) -> None:
    assert read(title, body, None) == read(title, body, None)


@pytest.mark.parametrize(
    "text",
    [
        'He said "',
        '"Roe said the road is closed. ',
        "“",
        "the mayor of a small town told reporters that he said so because ",
        "Anna Roe, the mayor, said ",
        "за словами Олени Кравчук ",
    ],
)
def test_a_megabyte_of_anything_is_read_in_linear_time(text: str) -> None:
    body = text * (1_000_000 // len(text))
    started = time.process_time()
    read("", body, None)
    assert time.process_time() - started < CPU_SECONDS_MAX
