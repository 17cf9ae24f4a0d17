"""Whatever is typed is answered or refused in words, soon and in bounded memory, by an archive of 20,000 articles."""

import random
import time
import tracemalloc
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from indexer import analysis, params
from indexer.engines.whoosh import WhooshEngine, open_engine
from indexer.engines.whoosh.deadline import Deadline
from indexer.errors import QueryError
from indexer.model import Results
from indexer.query import And, Fuzzy, Near, Or, Phrase, Query, Same, Spellings, Wildcard, Word
from tests.engines.corpora import LATER, invented_words, natural_revisions

ARTICLES, VOCABULARY, COMMIT = 20_000, 60_000, 5_000
CPU_S_MAX = 2.0
"""Of the asking thread, with nothing kept from before."""
MEMORY_BYTES_MAX = 64 << 20
"""At the most at any moment while one question is answered, beside what was there before."""
CACHE_BYTES = 32 << 20
KEPT_BESIDE_BYTES_MAX = 16 << 20
"""Folded and stemmed words are remembered beside the cache, up to a number."""

T = invented_words(random.Random(1), VOCABULARY)
"""The archive's words, the most frequent first."""
TWO, THREE = "ba* de* fi* go*".split(), "bar* den* fil* gar*".split()


def run(joint: str, count: int, start: int = 0) -> str:
    return joint.join(T[start : start + count])


HOSTILE = {
    "a bare star": "*",
    "stars alone": "* ** ***",
    "a star before a word": f"*{T[0]}",
    "a star on both sides": "*ar*",
    "one letter and a star": "b*",
    "two letters and a star": "ba*",
    "three letters and a star": "bar*",
    "question marks alone": "????",
    "question marks in a run": "ba????????a",
    "two patterns with stars inside": "ba*a*e ta*e*a",
    "stars inside, joined by OR": "ba*a OR de*a OR fi*a OR go*a",
    "patterns joined by OR": " OR ".join(f"{word[:2]}*" for word in T[:60]),
    "four patterns of two letters": " OR ".join(TWO),
    "four patterns of three letters": " OR ".join(THREE),
    "a run of stars": "ba" + "*" * 900 + "a",
    "a run of stars and question marks": "bar" + "*?" * 400,
    "stars between letters": "ba*a*a*a*a*a*a*a*a*a*",
    "as many stars as are allowed": "bar*a*e*i*",
    "many misspelt words": " ".join(f"{word}~2" for word in T[:60]),
    "four misspelt words": " OR ".join(f"{word}~2" for word in T[:4]),
    "four long misspelt words": " ".join(f"{word * 4}~2" for word in T[:4]),
    "a misspelt short word": "bar~2",
    "words of one letter": " OR ".join("abcdefghijklmnopqrstuvwxyz"),
    "short words of another alphabet": "на OR та OR до OR за OR із OR й OR не OR що",
    "nested quantifiers": r"((a+)+)+$",
    "nested quantifiers with words": f"/({T[0]}|{T[0]})*{T[1]}+?$/",
    "classes of characters": r"[a-z]+[a-z]* ^(\w*)*$",
    "a range of words": "[a TO zzzz]",
    "a range of everything": "{* TO *}",
    "all days there are": "date:0001-01-01..9999-12-31",
    "all days, open": "date:>=0001-01-01 seen:<=9999-12-31 changed:0001..9999",
    "days without number": "date:99999999999999999999d",
    "years without number": "date:9999y OR seen:9999y OR changed:9999d",
    "a day that isn't": "date:2026-02-30",
    "a month that isn't": "date:2026-13",
    "a year zero": "date:0000-00-00",
    "a year too many": "date:10000-01-01..99999-12-31",
    "a span from end to beginning": "date:2026-03-01..2025-03-01",
    "thousands of words joined by OR": run(" OR ", 5_000),
    "thousands of conditions": " ".join(f"-topic:{word}" for word in T[:3_000]),
    "a term of a megabyte": "a" * 1_000_000,
    "a quoted term of a megabyte": '"' + "a" * 1_000_000 + '"',
    "a megabyte and a star": "a" * 1_000_000 + "*",
    "a megabyte of marks": "'" * 1_000_000,
    "a megabyte of blanks": f"{T[0]}{' ' * 1_000_000}{T[1]}",
    "a megabyte of quotation marks": '"' * 1_000_000,
    "a megabyte of field names": "topic:" * 160_000,
    "a term as long as is allowed": "a" * 2_000,
    "accents without end": "e" + "\u0301" * 1_900,
    "brackets, deep": "(" * 900 + T[0] + ")" * 900,
    "brackets, far too deep": "(" * 500_000 + T[0] + ")" * 500_000,
    "brackets, never closed": "(" * 1_900,
    "brackets as deep as is allowed": "(" * 20 + T[0] + ")" * 20,
    "a long chain of NOT": "NOT " * 450 + T[0],
    "a longer chain of NOT": "NOT " * 200_000 + T[0],
    "a chain of hyphens": "-" * 1_900 + T[0],
    "NOT as deep as is allowed": f"{T[0]} " + "NOT " * 20 + T[1],
    "OR of the most frequent words": run(" OR ", 64),
    "AND of the most frequent words": run(" ", 64),
    "the most frequent words left out": f"{T[0]} " + " ".join(f"-{word}" for word in T[1:64]),
    "OR of AND of the most frequent words": " OR ".join(f"({T[n]} {T[n + 1]})" for n in range(0, 64, 2)),
    "a phrase of the most frequent words": f'"{run(" ", 3)}"',
    "a phrase of one word again and again": f'"{" ".join([T[0]] * 64)}"',
    "a phrase as long as is allowed": f'"{run(" ", 64)}"',
    "phrases of the most frequent words": " OR ".join(f'"{T[n % 6]} {T[(n + 1 + n // 6) % 6]}"' for n in range(32)),
    "nearness of two, the widest": f"{T[0]} NEAR/100 {T[1]}",
    "nearness of a word to itself": f"{T[0]} NEAR/100 {T[0]}",
    "nearness of the most parts, the widest": f'"{run(" ", 6)}"~100',
    "nearness of one word again and again": f'"{" ".join([T[0]] * 6)}"~100',
    "nearnesses of the most parts": " OR ".join(f'"{run(" ", 6, n)}"~100' for n in range(10)),
    "nearness of too many parts": f'"{run(" ", 60)}"~100',
    "nearness too wide": f"{T[0]} NEAR/101 {T[1]} NEAR/{'9' * 1_500} {T[2]}",
    "a chain of nearness": run(" NEAR/100 ", 64),
    "nearness of alternatives": f"({run(' OR ', 32)}) NEAR/100 ({run(' OR ', 32)})",
    "nearness of phrases or words": " NEAR/100 ".join(f'({T[n]} OR "{T[n]} {T[n + 1]}")' for n in range(21)),
    "nearness of patterns": " NEAR/100 ".join(THREE),
    "nearness of short patterns": " NEAR/100 ".join(TWO),
    "the same paragraph for the most frequent words": run(" SAME ", 64),
    "the same paragraph for one word": " SAME ".join([T[0]] * 64),
    "the same paragraph for patterns": " SAME ".join(THREE),
    "the same paragraph for phrases or words": " SAME ".join(f'({T[n]} OR "{T[n]} {T[n + 1]}")' for n in range(21)),
    "everything at once": f'{" OR ".join(THREE)} OR "{run(" ", 6)}"~100 OR {run(" SAME ", 40, 3)}',
}


@pytest.fixture(scope="module")
def archive(tmp_path_factory: pytest.TempPathFactory) -> Iterator[WhooshEngine]:
    root = tmp_path_factory.mktemp("hostile") / "index"
    engine = open_engine(root, writable=True, clock=lambda: LATER, cache_bytes=CACHE_BYTES)
    revisions = list(natural_revisions(random.Random(1), ARTICLES, VOCABULARY, (2, 6)))
    for n in range(0, ARTICLES, COMMIT):
        engine.apply(revisions[n : n + COMMIT], (), n + COMMIT)
    for view in ("articles", "quotes"):
        engine.search(Query(view=view))  # what is read once and stays is nobody's question
    yield engine
    engine.close()


def ask(engine: WhooshEngine, text: str, *more: tuple[str, str]) -> Results | QueryError:
    try:
        return engine.search(params.read([("q", text), *more], zone="Europe/Kyiv"))
    except QueryError as refusal:
        return refusal


def is_answer(answer: Results | QueryError, text: str) -> bool:
    """Results, or a refusal that says in a whole sentence what is wrong and where."""
    if isinstance(answer, Results):
        return True
    message = str(answer)
    return 20 < len(message) < 400 and message.endswith((".", "?")) and 0 <= answer.position <= max(1, len(text))


@pytest.mark.parametrize("text", HOSTILE.values(), ids=HOSTILE)
def test_it_is_answered_or_refused_soon(archive: WhooshEngine, text: str) -> None:
    archive.forget()
    begin = time.thread_time()
    answer = ask(archive, text, ("sort", "relevance"))
    assert time.thread_time() - begin <= CPU_S_MAX
    assert is_answer(answer, text), answer


@pytest.mark.parametrize("word", ["a", "I", "на", "та"])
def test_the_shortest_words_are_answered_by_an_archive_that_has_just_been_opened(
    archive: WhooshEngine, word: str
) -> None:
    archive.forget()
    analysis.stem.cache_clear()
    assert isinstance(ask(archive, f"{word} {T[0]}"), Results)


def test_none_takes_much_memory_and_together_they_leave_what_the_cache_may_hold(archive: WhooshEngine) -> None:
    archive.forget()
    peaks = {}
    tracemalloc.start()
    try:
        for name, text in HOSTILE.items():
            before, _ = tracemalloc.get_traced_memory()
            tracemalloc.reset_peak()
            ask(archive, text, ("sort", "relevance"))
            peaks[name] = tracemalloc.get_traced_memory()[1] - before
        kept, _ = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    assert {name: peak for name, peak in peaks.items() if peak > MEMORY_BYTES_MAX} == {}
    assert kept <= CACHE_BYTES + KEPT_BESIDE_BYTES_MAX


def test_a_url_full_of_ticks_is_answered_soon(archive: WhooshEngine) -> None:
    keys = [key for field in ("topic", "said-by", "mentions", "source", "lang", "kind") for key in (field, f"-{field}")]
    ticks = [(key, f"{word} {n}") for key in keys for n, word in enumerate(T[:2_000])]
    others = [("not-also", word) for word in T[:2_000]] + [("date", "9999y"), ("upto", "9" * 18), ("page", "100")]
    begin = time.thread_time()
    answer = ask(archive, run(" OR ", 64), *ticks, *others)
    assert time.thread_time() - begin <= CPU_S_MAX
    assert isinstance(answer, Results)


# ------------------------------------------------------------------------------------------------------------- fuzzing

PIECES = (
    *T[:5],
    *(
        "AND",
        "OR",
        "NOT",
        "NEAR/3",
        "NEAR/",
        "SAME",
        "І",
        "АБО",
        "НЕ",
        "(",
        ")",
        '"',
        "“",
        "”",
        "«",
        "»",
        "-",
        "−",
        "*",
    ),
    *("?", "~", "~2", "~10", ":", "..", ">=", "topic:", "said-by:", "date:", "seen:", "role:", "is:", "has:", "lang:"),
    *(
        "2026",
        "2026-03-18",
        "7d",
        "last week",
        "\n",
        "\0",
        "\ud800",
        "\u0301",
        "й",
        "ß",
        "ﬁ",
        "/",
        "\\",
        "[",
        "]",
        "{",
        "'",
    ),
)
typed = st.text(max_size=60) | st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=14).flatmap(
    lambda pieces: st.sampled_from(("", " ")).map(lambda between: between.join(pieces))
)


@settings(max_examples=250, deadline=None)
@given(typed, st.sampled_from(("articles", "quotes")))
def test_whatever_is_typed_nothing_but_a_refusal_comes_instead_of_results(
    archive: WhooshEngine, text: str, view: str
) -> None:
    assert is_answer(ask(archive, text, ("view", view)), text)


# ---------------------------------------------------------------------------------------------------------- time limit

COSTLY = (
    Word(T[3]),
    Phrase(f"{T[0]} {T[1]}"),
    Wildcard("bar*"),
    Fuzzy(T[9], 2),
    Spellings((T[4], T[5])),
    Near((Word(T[0]), Word(T[1]), Wildcard("den*")), 5),
    Same((Word(T[0]), Or((Word(T[7]), Phrase(f"{T[2]} {T[3]}"))))),
    And((Word(T[0]), Or((Word(T[1]), Phrase(f"{T[1]} {T[0]}"))))),
)


def fresh(archive: WhooshEngine, query: Query) -> Results:
    archive.forget()
    return archive.search(query)


@pytest.mark.parametrize("node", COSTLY, ids=lambda node: type(node).__name__)
def test_a_search_whose_time_is_up_says_so_and_leaves_nothing_half_done(
    archive: WhooshEngine, node: Word, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(where=node, sort="relevance")
    right = fresh(archive, query)
    archive.forget()
    with monkeypatch.context() as patched:
        patched.setattr("indexer.engines.whoosh.deadline.CPU_S_MAX", 0)
        with pytest.raises(QueryError, match=r"^This search was stopped after 0 s of computing\. Ask for rarer words"):
            archive.search(query)
    assert archive.search(query) == right


@pytest.mark.parametrize("node", COSTLY, ids=lambda node: type(node).__name__)
def test_wherever_a_search_is_stopped_the_next_one_is_right(
    archive: WhooshEngine, node: Word, monkeypatch: pytest.MonkeyPatch
) -> None:
    query = Query(where=node, sort="relevance")
    right = fresh(archive, query)
    archive.forget()
    stops = 0
    while True:
        stopped = stopped_at(archive, query, stops, monkeypatch)
        if not stopped:
            break
        stops += 1
    assert stops > 0
    assert archive.search(query) == right == fresh(archive, query)


def stopped_at(engine: WhooshEngine, query: Query, checks: int, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether a search is stopped that may pass so many checks of its time and no more."""
    left = checks

    def check(self: Deadline) -> None:
        nonlocal left
        left -= 1
        if left < 0:
            raise QueryError("Time is up.", 0)

    with monkeypatch.context() as patched:
        patched.setattr(Deadline, "check", check)
        try:
            engine.search(query)
        except QueryError:
            return True
    return False
