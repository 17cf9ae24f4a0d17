import time

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.query import nodes, parse, render


def fault(typed):
    with pytest.raises(QueryError) as caught:
        parse(typed)
    return caught.value


@pytest.mark.parametrize(
    ("typed", "position", "repairs"),
    [
        ("border AND (Belarus OR Poland", 11, ("border AND (Belarus OR Poland)", "border AND Belarus OR Poland")),
        ('say "border', 4, ('say "border"', "say border")),
        ("say „border", 4, ("say „border“", "say border")),
        ("AND border", 0, ("border",)),
        ("border OR", 7, ("border",)),
        ("border NOT", 7, ("border",)),
        ("a AND OR b", 6, ("a OR b", "a AND b")),
        ("a) b", 1, ("a b",)),
        ("() a", 1, ("a",)),
        ('border -"', 8, ("border",)),
        ('border "', 7, ("border",)),
        ("border «!", 7, ("border",)),
        ('"', 0, ()),
        ("border AND (a) AND (b OR", 22, ()),
        ("!!!", 0, ()),
        ('""', 0, ()),
    ],
)
def test_a_broken_structure_is_pointed_at(typed, position, repairs):
    error = fault(typed)
    assert (error.position, error.repairs) == (position, repairs)


@pytest.mark.parametrize(
    ("typed", "position", "repairs"),
    [
        ("*", 0, ()),
        ("*migra", 0, ("migra",)),
        ("?igra", 0, ("igra",)),
        ("x m*", 3, ("x m",)),
        ("state-o*", 7, ("state-o",)),
        ("st*-own", 2, ("st* own", "st own")),
        ("a?-bor*", 6, ("a bor",)),
        ("ab*c*d*e*f*", 2, ("ab c d e f",)),
        ("bor*~", 4, ("bor",)),
        ('"migra* crisis"', 6, ('"migra crisis"', "migra* NEAR/0 crisis")),
        ("ab~", 2, ("ab",)),
        ("border~3", 6, ("border~2", "border")),
        ("border~0", 6, ("border~2", "border")),
        ("border~x", 6, ("border x",)),
        ("bor~der", 3, ("bor der",)),
        ("state-owned~", 11, ("state owned~", "state-owned")),
        ("(a b)~3", 5, ("(a b)",)),
        ("border ~2", 7, ("border~2", "border 2")),
        ("x  -border  ~1 y", 12, ("x  -border~1 y", "x -border 1 y")),
        ("Lukashenko ~2,", 11, ("Lukashenko~2", "Lukashenko 2")),
        ("aa* bb* cc* dd* ee*", 16, ("aa* bb* cc* dd* ee",)),
    ],
)
def test_a_pattern_that_cannot_be_searched_for_is_pointed_at(typed, position, repairs):
    error = fault(typed)
    assert (error.position, error.repairs) == (position, repairs)


@pytest.mark.parametrize(
    ("typed", "position", "repairs"),
    [
        ('"border"~2', 8, ("border~2", "border")),
        ('"a b"~', 5, ('"a b"~10',)),
        ('"border guard" ~10', 15, ('"border guard"~10', '"border guard" 10')),
        ("«a b» ~0 c", 6, ("«a b»~0 c", "«a b» 0 c")),
        ("a NEAR/500 b (c", 2, ()),
        ("a NEAR b AND c NEAR d", 2, ()),
        ('"a b"~many', 5, ('"a b"~10',)),
        ('"a b"~101', 5, ('"a b"~100',)),
        ("a NEAR b", 2, ("a NEAR/10 b",)),
        ("a NEAR/x b", 2, ("a NEAR/10 b",)),
        ("a NEAR/101 b", 2, ("a NEAR/100 b",)),
        ("a NEAR/5", 2, ("a",)),
        ("a NEAR/5 topic:x", 9, ("a AND topic:x",)),
        ("topic:x SAME b", 0, ("topic:x AND b",)),
        ("a NEAR/5 -b", 9, ("a AND -b",)),
        ("a SAME NOT b", 7, ("a AND NOT b",)),
        ("-a NEAR/5 b", 0, ("-a AND b",)),
        ("(a b) NEAR/5 c", 0, ("(a b) AND c",)),
        ("(a OR topic:b) SAME c", 0, ("(a OR topic:b) AND c",)),
        ("(a NEAR/1 b) NEAR/5 c", 0, ("(a NEAR/1 b) AND c",)),
    ],
)
def test_a_nearness_of_what_has_no_place_is_pointed_at(typed, position, repairs):
    error = fault(typed)
    assert (error.position, error.repairs) == (position, repairs)


@pytest.mark.parametrize(
    ("typed", "position", "repairs"),
    [
        ("person:Koval", 0, ("said-by:Koval", "person Koval")),
        ("x sadby:Koval", 2, ("x said-by:Koval", "x sadby Koval")),
        ("said_by:Koval", 0, ("said-by:Koval", "said_by Koval")),
        ("qqq:Koval", 0, ("qqq Koval",)),
        ("x title:border", 2, ("x border",)),
        ('Headline:"state border" x', 0, ('"state border" x',)),
        ("tale:border", 0, ("tale border",)),
        ("said-by: Koval", 0, ("said-by:Koval", "said-by Koval")),
        ('said-by:""', 8, ("said by",)),
        ("said-by:", 0, ("said-by",)),
        ("has:!", 4, ("has",)),
        ("topic:(energy OR water)", 0, ("(topic:energy OR topic:water)", "topic (energy OR water)")),
        ("said-by:Kov*", 11, ("said-by:Kov",)),
        ('said-by:"Olena Koval"~2', 0, ('said-by:"Olena Koval"', 'said-by "Olena Koval"~2')),
        ("lang:-uk", 5, ("-lang:uk", "lang:uk")),
        ("x lang:Ukranian y", 7, ("x lang:uk y",)),
        ("lang:klingon", 5, ("lang klingon",)),
        ("kind:loud", 5, ("kind loud",)),
        ("kind:repotred", 5, ("kind:reported",)),
        ("has:qoute", 4, ("has:quote",)),
        ("is:correct", 3, ("is:corrected",)),
    ],
)
def test_a_field_that_is_none_is_pointed_at(typed, position, repairs):
    error = fault(typed)
    assert (error.position, error.repairs) == (position, repairs)


@pytest.mark.parametrize(
    ("typed", "position", "repairs"),
    [
        ("border date:2026-05..2026-01", 12, ("border date:2026-01..2026-05",)),
        ("date:2026-02-30", 5, ("date:2026-02-28",)),
        ("date:30.02.2024 x", 5, ("date:2024-02-29 x",)),
        ("date:2026-13", 5, ("date:2026-12",)),
        ("date:2026-00-40..2027", 5, ("date:2026-01-31..2027",)),
        ("x date:>=2026-04-31", 9, ("x date:>=2026-04-30",)),
        ("date:0000", 5, ("date:0001",)),
        ("date:>9999", 5, ("date:>=9999",)),
        ("date:<0001", 5, ("date:<=0001",)),
        ("date:0d", 5, ("date:1d",)),
        ("date:2026–2027", 5, ("date:2026..2027",)),
        ("date:2026…2027", 5, ("date:2026..2027",)),
        ("x date:>=soon", 9, ("x date soon",)),
        ("x date:yesterday..today", 7, ("x date:2d",)),
        ("date:вчора..сьогодні", 5, ("date:2d",)),
        ("date:yesterday–today", 5, ("date:2d",)),
        ("date:yesterday..yesterday", 5, ("date:yesterday",)),
        ("date:>=yesterday", 7, ("date:2d",)),
        ("date:>=7d", 7, ("date:7d",)),
        ("date:<7d", 6, ("date:7d",)),
        ("date:..today", 7, ("date:1y",)),
        ("seen:<=Сьогодні", 7, ("seen:1y",)),
        ("date:..yesterday", 7, ("date:yesterday",)),
        ("date:2026-03..today", 14, ("date:2026-03..",)),
        ("date:30d..2026", 5, ("date:30d",)),
        ("seen:none", 5, ("seen none",)),
    ],
)
def test_a_day_that_is_none_is_pointed_at(typed, position, repairs):
    error = fault(typed)
    assert (error.position, error.repairs) == (position, repairs)


def test_each_limit_is_named():
    assert "2,000" in str(fault("a " * 1_001))
    assert "20 deep" in str(fault("(" * 21 + "a" + ")" * 21))
    assert "20 deep" in str(fault("NOT " * 21 + "a"))
    assert "20 deep" in str(fault("-NOT " * 11 + "a"))
    assert "64 conditions" in str(fault("a OR " * 64 + "b"))
    assert "4 words" in str(fault("aa* bbb~ c?c dd*e ff*".replace("c?c", "cc?c")))
    assert "100 words" in str(fault("a NEAR/1000 b"))


@pytest.mark.parametrize("typed", ["date:>=soon", "date:..soon", "date:>=yesterday", "date:2026..today"])
def test_the_ends_of_a_span_are_never_said_to_be_days_that_move(typed):
    assert str(fault(typed)).endswith(" 2026, 2026-03, 2026-03-18, 18.03.2026.")


def test_an_unknown_language_is_refused_with_those_there_are():
    assert str(fault("lang:klingon")) == (
        "lang: is one of uk, en, ru, unknown, or another language's code of two or three letters; not “klingon”."
    )


@pytest.mark.parametrize("unit", ["a ", 'b "{}" ', 'role:"{}" ', "{} "])
def test_every_word_counts_as_a_condition(unit):
    words = 64 - (unit[0] == "b")
    joint = "-" if unit == "{} " else " "
    assert parse("a " * 64 if unit == "a " else unit.format(joint.join(["w"] * words)))
    fault("a " * 65 if unit == "a " else unit.format(joint.join(["w"] * (words + 1))))


def test_what_is_just_within_the_limits_is_read():
    assert sum(1 for _ in nodes(parse("(" * 20 + "a" + ")" * 20))) == 1
    assert sum(1 for _ in nodes(parse("NOT " * 19 + "a"))) == 2
    assert parse("NOT " * 20 + "a") == parse("a")
    parse("x" * 2_000)


PIECES = st.sampled_from(
    'a bo кордон - − ( ) " « » “ ” „ ‹ › ~ ~1 ~10 * ? . , : .. / AND OR NOT NEAR/5 NEAR SAME І АБО НЕ said-by: role: '
    "date: topic: has: is: kind: none 2026 2026-02-30 18.03.2026 7d today вчора > <= update http:// x: ’ 1 U.S. ² İ … "
    "ß x́".split()
)
SPACES = st.sampled_from([" ", "  ", "\n", "\x00"])
JUNK = st.text(max_size=120) | st.lists(PIECES | SPACES, max_size=40).map("".join)


def read(typed):
    """The tree, or the error."""
    try:
        return parse(typed)
    except QueryError as error:
        return error


@settings(max_examples=500)
@given(JUNK)
@example('"*"~5')
@example("»" * 30)
@example("(AND)")
def test_nothing_typed_raises_anything_else_and_every_repair_can_be_read(typed):
    found = read(typed)
    if isinstance(found, QueryError):
        assert 0 <= found.position <= len(typed)
        assert typed not in found.repairs
        for repair in found.repairs:
            parse(repair)


@settings(max_examples=500)
@given(JUNK)
@example("«b* ” x»~3")
def test_what_can_be_read_is_written_so_that_it_reads_the_same(typed):
    node = read(typed)
    if not isinstance(node, QueryError):
        assert parse(render(node)) == node


MONSTERS = [
    "(" * 1_999,
    "a" * 3_000_000,
    "NOT " * 499 + "a",
    "-" * 1_999 + "a",
    "“a" + '" “a' * 400,
    "»" * 2_000,
    "«" * 1_000 + "»" * 1_000,
    "„“" * 900,
    '("' * 900,
    "a OR " * 399 + "b",
    "a NEAR/5 " * 200 + "b",
    '"a b"~5 ' * 240,
    "ab*" * 600,
    "ab?" * 600,
    "a~" * 900,
    "x:" * 900,
    "has:" + "q" * 1_900,
    "date:" + "9" * 1_900,
    '"a b"~' + "9" * 1_900,
    "a.?" * 600,
    "a'" * 900,
    "x\u0301" * 900,
]


@pytest.mark.parametrize("typed", MONSTERS, ids=lambda typed: typed[:8])
def test_a_monstrous_query_costs_next_to_nothing(typed):
    times = []
    for _ in range(3):
        start = time.thread_time()
        read(typed)
        times.append(time.thread_time() - start)
    assert min(times) < 0.05
