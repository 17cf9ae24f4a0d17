from datetime import date

import pytest

from indexer.query import (
    And,
    Days,
    Everything,
    Fuzzy,
    InField,
    Keyword,
    LastDays,
    Near,
    Not,
    Or,
    Phrase,
    Same,
    Undated,
    Wildcard,
    Word,
    asks,
    parse,
)

A, B, C = Word("a"), Word("b"), Word("c")


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("", Everything()),
        ("   ", Everything()),
        ("border", Word("border")),
        ("border Belarus", And((Word("border"), Word("Belarus")))),
        ("border AND Belarus", And((Word("border"), Word("Belarus")))),
        ("a OR b c", Or((A, And((B, C))))),
        ("(a OR b) c", And((Or((A, B)), C))),
        ("a (b c)", And((A, B, C))),
        ("a OR (b OR c)", Or((A, B, C))),
        ("кордон АБО митниця", Or((Word("кордон"), Word("митниця")))),
        ("кордон ТА НЕ митниця", And((Word("кордон"), Not(Word("митниця"))))),
        ("кордон І митниця", And((Word("кордон"), Word("митниця")))),
        ("a I b", And((A, Word("I"), B))),
        ("a and b or not c", And((A, Word("and"), B, Word("or"), Word("not"), C))),
        ('-drill -"night drill"', And((Not(Word("drill")), Not(Phrase("night drill"))))),
        ("-(a OR b) NOT c", And((Not(Or((A, B))), Not(C)))),
        ("−drill", Not(Word("drill"))),
        ("-topic:energy", Not(Keyword("topic", ("energy",)))),
        ("NOT a NEAR/5 b", Not(Near((A, B), 5))),
        ("NOT NOT a", A),
        ("-(-a)", A),
        ("a NOT -(b c)", And((A, B, C))),
        ("-has:date", Undated()),
    ],
)
def test_words_and_operators_become_this_tree(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("border – Belarus", And((Word("border"), Word("Belarus")))),
        ("why border? who?", And((Word("why"), Word("border"), Word("who")))),
        ("Kyiv, Lviv; (Odesa).", And((Word("Kyiv"), Word("Lviv"), Word("Odesa")))),
        ("U.S. troops.", And((Word("U.S."), Word("troops")))),
        ("А. І. Коваль", And((Word("А"), Word("І."), Word("Коваль")))),
        ("Koval: ready", And((Word("Koval"), Word("ready")))),
        ("at 12:30", And((Word("at"), Word("12:30")))),
        ("https://Example.org/x?id=3*", Word("example.org/x?id=3".replace("?", "-"))),
        ("-http://example.org/~me", Not(Word("example.org/-me"))),
        ("~100 people", And((Word("100"), Word("people")))),
        ("killed ~100 people", And((Word("killed"), Word("100"), Word("people")))),
        ("border, ~2 people", And((Word("border"), Word("2"), Word("people")))),
        ("на ~2", And((Word("на"), Word("2")))),
        ('"a b" ~500', And((Phrase("a b"), Word("500")))),
        ("--border", Word("border")),
        ('a --"b c"', And((A, Phrase("b c")))),
        ("--−topic:x", Keyword("topic", ("x",))),
        ("a --(b c)--", And((A, B, C))),
        ("a near/10 b", And((A, Word("near/10"), B))),
        ("a - b", And((A, B))),
        ("-!!! b", B),
        ('a "" b', And((A, B))),
        ("п'ять 'слів'", And((Word("п'ять"), Word("'слів'")))),
    ],
)
def test_prose_stays_words(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        ('"state border"', "state border"),
        ("“state border”", "state border"),
        ("«state border»", "state border"),
        ("„state border“", "state border"),
        ("„state border”", "state border"),
        ("”state border”", "state border"),
        ("»state border«", "state border"),
        ("‹state  border›", "state border"),
        ('"state border”', "state border"),
        ('«state border"', "state border"),
        ("«a “b” c»", "a “b” c"),
        ("«a «b» c»", "a «b» c"),
        ("„a “b” c“", "a “b” c"),
        ('«a "b" c»', 'a "b" c'),
        ('"п’ять AND *"', "п’ять AND *"),
    ],
)
def test_any_quotation_marks_make_a_phrase(typed, text):
    assert parse(typed) == Phrase(text)


@pytest.mark.parametrize("typed", ["state» border", "state border”", "state› border"])
def test_a_mark_that_only_closes_is_a_space(typed):
    assert parse(typed) == And((Word("state"), Word("border")))


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ('"a b"~10', Near((Phrase("a"), Phrase("b")), 10)),
        ("«a – b, c»~0,", Near((Phrase("a"), Phrase("b,"), Phrase("c")), 0)),
        ("(„a “b”“~5)", Near((Phrase("a"), Phrase("b")), 5)),
        ("a NEAR/10 b", Near((A, B), 10)),
        ("a NEAR/100 b", Near((A, B), 100)),
        ("a NEAR/5 b NEAR/3 c", And((Near((A, B), 5), Near((B, C), 3)))),
        ("a SAME b SAME c", Same((A, B, C))),
        ("a NEAR/5 b SAME c", And((Near((A, B), 5), Same((B, C))))),
        ("x a NEAR/5 b OR c", Or((And((Word("x"), Near((A, B), 5))), C))),
        ('(a OR "b c") NEAR/2 mig*', Near((Or((A, Phrase("b c"))), Wildcard("mig*")), 2)),
        ("(a) SAME (b OR (c OR Kyiv~))", Same((A, Or((B, C, Fuzzy("Kyiv", 1)))))),
        ("-(a NEAR/5 b)", Not(Near((A, B), 5))),
    ],
)
def test_nearness_becomes_this_tree(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("migra*", Wildcard("migra*")),
        ("wo?d, mi*n", And((Wildcard("wo?d"), Wildcard("mi*n")))),
        ("state-own*", Wildcard("state-own*")),
        ("wo??s wor?* wor**", And((Wildcard("wo??s"), Wildcard("wor?*"), Wildcard("wor*")))),
        ("п’ят*.", Wildcard("п’ят*")),
        ("Kyiv~", Fuzzy("Kyiv", 1)),
        ("Lukashenko~", Fuzzy("Lukashenko", 2)),
        ("п’ятеро~", Fuzzy("п’ятеро", 2)),
        ("Lukashenko~1 abc~2", And((Fuzzy("Lukashenko", 1), Fuzzy("abc", 2)))),
    ],
)
def test_patterns_become_this_tree(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ('said-by:"Olena Koval"', Keyword("said-by", ("Olena Koval",))),
        ("Said-By:Koval, border", And((Keyword("said-by", ("Koval",)), Word("border")))),
        ("MENTIONS:«Koval»", Keyword("mentions", ("Koval",))),
        ("source:wire lang:uk", And((Keyword("source", ("wire",)), Keyword("lang", ("uk",))))),
        ("topic:a:b", Keyword("topic", ("a:b",))),
        ('topic:"Хто? *"', Keyword("topic", ("Хто? *",))),
        ("role:minister", InField("role", "minister")),
        ('role:"interior  ministry"', InField("role", "interior ministry")),
        ("lang:UA", Keyword("lang", ("uk",))),
        ("lang:Ukrainian", Keyword("lang", ("uk",))),
        ("lang:Українська", Keyword("lang", ("uk",))),
        ("lang:укр", Keyword("lang", ("uk",))),
        ("lang:EN", Keyword("lang", ("en",))),
        ('lang:"english"', Keyword("lang", ("en",))),
        ("lang:англійська", Keyword("lang", ("en",))),
        ("lang:Russian", Keyword("lang", ("ru",))),
        ("lang:російська", Keyword("lang", ("ru",))),
        ("lang:unknown", Keyword("lang", ("unknown",))),
        ("lang:PL", Keyword("lang", ("pl",))),
        ("lang:crh", Keyword("lang", ("crh",))),
        ("kind:reported", Keyword("kind", ("indirect",))),
        ("kind:indirect", Keyword("kind", ("indirect",))),
        ("kind:Mixed", Keyword("kind", ("mixed",))),
        ("has:quote", Keyword("has", ("quote",))),
        ("has:speaker", Keyword("has", ("speaker",))),
        ("has:author", Keyword("has", ("author",))),
        ("has:topic", Keyword("has", ("topic",))),
        ("has:update", Keyword("has", ("update",))),
        ("is:corrected", Keyword("has", ("update",))),
        ("has:date", Not(Undated())),
        ("is:undated", Undated()),
        ("is:late", Keyword("is", ("late",))),
        ("is:future", Keyword("is", ("future",))),
        ("is:BACKFILL", Keyword("is", ("backfill",))),
    ],
)
def test_fields_become_this_tree(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "node"),
    [
        ("date:2026-02", Days("date", date(2026, 2, 1), date(2026, 2, 28))),
        ("date:2026-12", Days("date", date(2026, 12, 1), date(2026, 12, 31))),
        ("date:9999", Days("date", date(9999, 1, 1), date(9999, 12, 31))),
        ("date:2025..2026-03-18", Days("date", date(2025, 1, 1), date(2026, 3, 18))),
        ("date:2026-02..", Days("date", date(2026, 2, 1), None)),
        ("date:..2024-02,", Days("date", None, date(2024, 2, 29))),
        ("seen:>=2026-03-18", Days("seen", date(2026, 3, 18), None)),
        ("changed:<=2026-03", Days("changed", None, date(2026, 3, 31))),
        ("date:>2026-03-18", Days("date", date(2026, 3, 19), None)),
        ("date:>2026-03", Days("date", date(2026, 4, 1), None)),
        ("date:<2026-03", Days("date", None, date(2026, 2, 28))),
        ("date:18.03.2026", Days("date", date(2026, 3, 18), date(2026, 3, 18))),
        ("date:1.3.2026..03.2026", Days("date", date(2026, 3, 1), date(2026, 3, 31))),
        ("date:2w", LastDays("date", 14)),
        ("date:7д", LastDays("date", 7)),
        ("date:2Т", LastDays("date", 14)),
        ("seen:3м", LastDays("seen", 90)),
        ("changed:1р", LastDays("changed", 365)),
        ("date:99999999y", LastDays("date", 3_652_059)),
        ("date:today", LastDays("date", 1)),
        ("date:Сьогодні", LastDays("date", 1)),
        ("date:yesterday", LastDays("date", 1, ago=1)),
        ("seen:вчора", LastDays("seen", 1, ago=1)),
        ("date:none", Undated()),
    ],
)
def test_days_become_this_tree(typed, node):
    assert parse(typed) == node


@pytest.mark.parametrize(
    ("typed", "asked"),
    [
        ("", True),
        ("border -drill", True),
        ("-drill date:30d", True),
        ("-drill has:date", True),
        ("-drill said-by:Koval", True),
        ("NOT NOT border", True),
        ("-(-border OR -drill)", True),
        ("-(border -drill) drill", True),
        ("-(-border OR drill)", True),
        ("-(-border drill)", False),
        ("-drill", False),
        ('-drill -"night drill" -topic:energy', False),
        ("-(border OR drill)", False),
        ("border OR -drill", False),
        ("-date:2026", False),
        ("NOT NOT -drill", False),
    ],
)
def test_a_query_asks_for_something_or_only_leaves_out(typed, asked):
    assert asks(parse(typed)) is asked
