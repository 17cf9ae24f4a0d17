"""Promises that hold for any text at all."""

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer.extract.quotes import read

ENGLISH = (
    "Clara Whitfield Mr. Lund mayor minister said says Says asked told added wrote according to by that whether who "
    "which as and but while he she they her the a not n't didn't was is will adding saying claiming called for of "
    "about on Friday in Stonebrook BBC AP report reporters went on continued pledged announced spoke 6 4.5"
).split()
CYRILLIC = (
    "Олена Петренка Коваль сказав сказала заявила повідомив за словами його про це що як й і та але міністр речниця "
    "зазначивши додав у Києві на Укренерго Елена Коваленко сказал по словам он"
).split()
MARKS = [*"“”\"«»„‘’'`,.:;?!…–—-()[]|•/", "''", "``", "'''", "--", "...", ", –", "”,", '."', "’s", "'s", "n’t"]
STRANGE = [
    "\n",
    "\n\n",
    "\t",
    "\xa0",
    "\u2028",
    "\u200b",
    "\u0301",
    "漢字",
    "שלום",
    "🙂",
    "İ",
    "ß",
    "ﬁ",
    "\x00",
    "\ufeff",
]
GLUE = st.sampled_from([" ", " ", " ", "", "\n"])
WORDS = st.sampled_from([*ENGLISH, *ENGLISH, *CYRILLIC, *MARKS, *MARKS, *STRANGE])
TEXTS = st.lists(st.tuples(WORDS, GLUE), max_size=80).map(lambda parts: "".join(word + glue for word, glue in parts))
LANGUAGES = st.sampled_from([None, "en", "uk", "ru", "xx", ""])
SMALL_CHARS, LARGE_CHARS = 30_000, 120_000
RATIO_MAX = 9
"""Four times the text may cost somewhat more than four times the time on a busy machine; squared it would cost 16."""
REPEATED = [
    'He said "',
    "He said “",
    '"Roe said the road is closed. ',
    "“",
    "‘He said,’ ",
    '"a," he said, ',
    "the mayor of a small town told reporters that he said so because ",
    "Anna Roe, the mayor, said ",
    ", said Roe, according to Roe, as Roe said, ",
    "Roe – who said (asked by Roe – ",
    "Asked whether and said but Roe was asked about ",
    "Roe Says That Roe Said ",
    "Roe: “",
    "a.",
    "за словами Олени Кравчук, повідомив Коваль, ",
    "– «Так», – сказав він. – Ні, – ",
    "x",
]


@settings(max_examples=400, deadline=None)
@given(title=TEXTS, body=TEXTS | st.text(max_size=300), language=LANGUAGES)
def test_offsets_point_at_the_quoted_text(title: str, body: str, language: str | None) -> None:
    quotes, mentions = read(title, body, language)
    for quote in quotes:
        text = title if quote.in_title else body
        assert text[quote.start : quote.end] == quote.text == quote.text.strip() != ""
        assert 0 < quote.confidence < 1
        if quote.speaker_text is not None:
            assert text[quote.speaker_start : quote.speaker_end] == quote.speaker_text != ""
    assert [mention.name for mention in mentions if not mention.name.strip()] == []


@settings(max_examples=100, deadline=None)
@given(title=TEXTS, body=TEXTS, language=LANGUAGES)
def test_quotes_come_in_the_order_of_the_text_and_fragments_inside_their_whole(
    title: str, body: str, language: str | None
) -> None:
    quotes, _ = read(title, body, language)
    places = [(not quote.in_title, quote.start, -quote.end) for quote in quotes]
    assert places == sorted(places)
    wholes = [quote for quote in quotes if not quote.fragment]
    for part in quotes:
        assert not part.fragment or any(
            whole.in_title == part.in_title and whole.start <= part.start and part.end <= whole.end for whole in wholes
        )


@settings(max_examples=50, deadline=None)
@given(title=TEXTS, body=TEXTS)
def test_the_same_article_gives_the_same_quotes(title: str, body: str) -> None:
    assert read(title, body, None) == read(title, body, None)


@pytest.mark.parametrize("text", REPEATED)
def test_time_grows_with_the_text_and_no_faster(text: str) -> None:
    small, large = (text * (chars // len(text)) for chars in (SMALL_CHARS, LARGE_CHARS))
    assert min(map(_seconds, [large] * 2)) < RATIO_MAX * min(map(_seconds, [small] * 3)) + 0.02


def _seconds(body: str) -> float:
    started = time.process_time()
    read("", body, None)
    return time.process_time() - started
