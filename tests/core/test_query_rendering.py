from datetime import date

import pytest
from hypothesis import given

from indexer.query import (
    And,
    Days,
    Everything,
    Keyword,
    LastDays,
    Near,
    Not,
    Phrase,
    Spellings,
    Word,
    nodes,
    parse,
    render,
)
from tests.core.trees import typable, within_limits


@given(typable.filter(within_limits))
def test_a_tree_comes_back_from_its_text(tree):
    assert parse(render(tree)) == tree


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("", ""),
        ("  border   AND Belarus ", "border Belarus"),
        ("(кордон АБО митниця) НЕ тест", "(кордон OR митниця) -тест"),
        ("((a b) OR (c))", "a b OR c"),
        ("NOT (a b)", "-(a b)"),
        ("“state border”", '"state border"'),
        ('«a "b" c»', '«a "b" c»'),
        ("„a „b“ c“", '"a „b“ c"'),
        ('"a" NEAR/5 "b"', '"a b"~5'),
        ("(a NEAR/5 b) (b NEAR/3 c) d", "a NEAR/5 b NEAR/3 c d"),
        ('"a b"~5 ("b" NEAR/3 c)', '"a b"~5 "b" NEAR/3 c'),
        ("(a SAME b) (b SAME c)", "a SAME b b SAME c"),
        ("NOT a SAME b", "-(a SAME b)"),
        ('-"a b"~3', '-"a b"~3'),
        ("Kyiv~1 Lukashenko~2 Lukashenko~1", "Kyiv~ Lukashenko~ Lukashenko~1"),
        ('said-by:"Koval"', "said-by:Koval"),
        ('topic:"c*"', 'topic:"c*"'),
        ("kind:indirect", "kind:reported"),
        ("has:update", "is:corrected"),
        ("-date:none", "has:date"),
        ("is:undated", "date:none"),
        ("date:18.03.2026", "date:2026-03-18"),
        ("date:2026-03-01..2026-03-31", "date:2026-03"),
        ("date:2025-01-01..2026-12-31", "date:2025..2026"),
        ("date:>2025", "date:2026.."),
        ("date:<2026-03", "date:..2026-02"),
        ("date:99999999y", "date:3652059d"),
        ("lang:Ukrainian", "lang:uk"),
        ("NOT NOT (a b) ~5", "a b 5"),
        ("date:today seen:вчора date:2w", "date:1d seen:yesterday date:14d"),
    ],
)
def test_a_tree_is_written_in_its_shortest_form(typed, written):
    assert render(parse(typed)) == written
    assert parse(written) == parse(typed)


@pytest.mark.parametrize(
    ("node", "written"),
    [
        (Spellings(("Monastyrsky", "Монастирський")), "Monastyrsky"),
        (Word("AND"), '"AND"'),
        (Word("two words"), '"two words"'),
        (Word("mi*"), '"mi*"'),
        (Keyword("said-by", ("olena-koval", "petro-koval")), "(said-by:olena-koval OR said-by:petro-koval)"),
        (Near((Word("a"), Word("b"), Word("c")), 5), "a NEAR/5 b NEAR/5 c"),
        (Not(Not(Word("a"))), "a"),
        (Word("~2"), '"~2"'),
        (LastDays("date", 7, ago=3), "(date:10d -date:3d)"),
        (And((Everything(), Word("a"))), "a"),
        (And((Word("a"), And((Word("b"), Not(Word("c")))))), "a b -c"),
        (Phrase('all” of“ them» in« one› "x'), '"all of them in one x"'),
        (Days("date", date(1, 1, 1), date.max), "date:0001..9999"),
    ],
)
def test_what_cannot_be_typed_is_written_as_what_comes_next_to_it(node, written):
    assert render(node) == written


def test_spellings_are_no_part_of_what_is_typed():
    assert not any(isinstance(node, Spellings) for node in nodes(parse("Monastyrsky Монастирський")))
