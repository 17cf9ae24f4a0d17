from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.errors import QueryError
from indexer.query import (
    And,
    Days,
    Everything,
    Keyword,
    LastDays,
    Not,
    Or,
    Phrase,
    Undated,
    Word,
    parse,
)


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("border", Word("border")),
        ("border Belarus", And((Word("border"), Word("Belarus")))),
        ("border AND Belarus", And((Word("border"), Word("Belarus")))),
        ("a OR b c", Or((Word("a"), And((Word("b"), Word("c")))))),
        ("(a OR b) c", And((Or((Word("a"), Word("b"))), Word("c")))),
        ("кордон АБО митниця", Or((Word("кордон"), Word("митниця")))),
        ("кордон ТА НЕ митниця", And((Word("кордон"), Not(Word("митниця"))))),
        ('-drill -"night drill"', And((Not(Word("drill")), Not(Phrase("night drill"))))),
        ("-topic:energy", Not(Keyword("topic", ("energy",)))),
        ("migra*", Word("migra", prefix=True)),
        ('said-by:"Olena Koval"', Keyword("said-by", ("Olena Koval",))),
        ("Said-By:Koval", Keyword("said-by", ("Koval",))),
        ("kind:reported", Keyword("kind", ("indirect",))),
        ("date:2026-02", Days("date", date(2026, 2, 1), date(2026, 2, 28))),
        ("date:2026-12", Days("date", date(2026, 12, 1), date(2026, 12, 31))),
        ("date:2025..2026-03-18", Days("date", date(2025, 1, 1), date(2026, 3, 18))),
        ("seen:>=2026-03-18", Days("seen", date(2026, 3, 18), None)),
        ("changed:<=2026-03", Days("changed", None, date(2026, 3, 31))),
        ("date:2w", LastDays("date", 14)),
        ("date:none", Undated()),
        ("border – Belarus", And((Word("border"), Word("Belarus")))),
        ("why border?", And((Word("why"), Word("border?")))),
        ("date:9999", Days("date", date(9999, 1, 1), date(9999, 12, 31))),
    ],
)
def test_what_is_typed_becomes_this_tree(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    "typed", ['"state border"', "“state border”", "«state border»", "„state border“", "„state border”"]
)
def test_any_quotation_marks_make_a_phrase(typed):
    assert parse(typed) == Phrase("state border")


@pytest.mark.parametrize(
    ("typed", "position", "repair"),
    [
        ("border AND (Belarus OR Poland", 11, "border AND (Belarus OR Poland)"),
        ('say "border', 4, 'say "border"'),
        ("AND border", 0, "border"),
        ("border OR", 7, "border"),
        ("border NOT", 7, "border"),
        ("a) b", 1, "a b"),
        ("person:Koval", 0, "person Koval"),
        ("mi*", 2, "mi"),
        ("bor*der", 3, "border"),
        ("border date:2026-05..2026-01", 12, "border date:2026-01..2026-05"),
        ("said-by: Koval", 0, None),
        ("!!!", 0, None),
        ('""', 0, None),
        ("border~2", 6, "border"),
        ("bor?der", 3, "bor der"),
        ("a NEAR/10 b", 2, "a  b"),
        ("date:0d", 5, None),
        ("kind:loud", 5, None),
        ("date:2026-02-30", 5, None),
        ("date:yesterday", 5, None),
        ("x date:>=soon", 9, None),
    ],
)
def test_what_cannot_be_read_is_pointed_at(typed, position, repair):
    with pytest.raises(QueryError) as caught:
        parse(typed)
    assert caught.value.position == position
    assert repair is None or repair in caught.value.repairs


def test_a_repair_can_be_read():
    for typed in ("border AND (Belarus OR Poland", 'say "border', "AND border", "a OR", "mi*", "a) b"):
        with pytest.raises(QueryError) as caught:
            parse(typed)
        for repair in caught.value.repairs:
            parse(repair)


@given(st.text(alphabet='ab "()-:*І АБОORNTd«»“”„2.<=>', max_size=60) | st.text(max_size=60))
def test_nothing_typed_raises_anything_else(typed):
    position = 0
    try:
        parse(typed)
    except QueryError as error:
        position = error.position
    assert 0 <= position <= len(typed)


@pytest.mark.parametrize("typed", ["a " * 1_500, "(" * 400 + "a" + ")" * 400, "NOT " * 100 + "a", "a OR " * 200 + "b"])
def test_a_monstrous_query_is_refused_not_run(typed):
    with pytest.raises(QueryError):
        parse(typed)
