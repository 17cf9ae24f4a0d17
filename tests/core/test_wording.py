from datetime import date

import pytest

from indexer.query import Days, Keyword, LastDays, Near, Pick, Query, Same, Spellings, Undated, Word, parse
from indexer.wording import day, sentence

NAMES = {("said-by", "olena-koval"): "Olena Koval", ("topic", "energy"): "Energy", ("lang", "uk"): "Ukrainian"}


def label(field, value):
    return NAMES.get((field, value), value)


@pytest.mark.parametrize(
    ("typed", "english", "ukrainian"),
    [
        ("border Belarus", "“border” and “Belarus”", "«border» та «Belarus»"),
        ('"state border" OR mig*', "exactly “state border” or words like “mig*”",
            "точно «state border» або слова на зразок «mig*»"),
        ("a OR b -c", "“a” or (“b” and not “c”)", "«a» або («b» та не «c»)"),
        ("(a OR b) -(c d)", "(“a” or “b”) and not (“c” and “d”)", "(«a» або «b») та не («c» та «d»)"),
        ("Kyiv~", "about “Kyiv” (up to 1 letter different)", "приблизно «Kyiv» (до 1 літери інакше)"),
        ("Lukashenko~", "about “Lukashenko” (up to 2 letters different)",
            "приблизно «Lukashenko» (до 2 літер інакше)"),
        ("a NEAR/10 b", "“a” near “b” (at most 10 words between)",
            "«a» поруч із «b» (між ними щонайбільше 10 слів)"),
        ("-(a NEAR/1 b)", "not (“a” near “b” (at most 1 word between))",
            "не («a» поруч із «b» (між ними щонайбільше 1 слово))"),
        ('"a b c"~0', "exactly “a” near exactly “b” and exactly “c” (no word between)",
            "точно «a» поруч із точно «b» та точно «c» (між ними жодного слова)"),
        ("(a OR b) NEAR/2 c d", "((“a” or “b”) near “c” (at most 2 words between)) and “d”",
            "((«a» або «b») поруч із «c» (між ними щонайбільше 2 слова)) та «d»"),
        ("a SAME b SAME c", "“a” in the same paragraph as “b” and “c”", "«a» в одному абзаці з «b» та «c»"),
        ("said-by:olena-koval", "said by Olena Koval", "чиї слова: Olena Koval"),
        ("mentions:x -topic:energy", "mentioning x and not on Energy", "згадано: x та не тема: Energy"),
        ("source:wire lang:uk", "from wire and in Ukrainian", "джерело: wire та мова: українська"),
        ('role:"interior ministry"', "in office as “interior ministry”", "посада: «interior ministry»"),
        ("kind:direct", "said directly", "спосіб: пряма мова"),
        ("has:quote has:speaker", "with a quote and with a named speaker", "з цитатою та з названим мовцем"),
        ("has:author has:topic", "with an author and with a topic", "з автором та з темою"),
        ("has:date", "with a date", "з датою"),
        ("is:corrected", "corrected", "виправлено"),
        ("is:late is:future", "arrived late and dated in the future",
            "надійшло із запізненням та з датою в майбутньому"),
        ("is:backfill", "brought in as back-fill", "довантажено з архіву"),
        ("date:none", "without a date", "без дати"),
        ("date:2026-03-18", "published 18 Mar 2026", "опубліковано 18 березня 2026"),
        ("seen:2026-03", "first seen 1 Mar 2026 – 31 Mar 2026", "уперше помічено 1 березня 2026 – 31 березня 2026"),
        ("changed:2026-05..", "last changed since 1 May 2026", "востаннє змінено від 1 травня 2026"),
        ("date:..2025", "published until 31 Dec 2025", "опубліковано до 31 грудня 2025 включно"),
        ("date:today", "published today", "опубліковано сьогодні"),
        ("date:yesterday", "published yesterday", "опубліковано учора"),
        ("date:2d", "published in the last 2 days", "опубліковано за останні 2 дні"),
        ("date:7d", "published in the last 7 days", "опубліковано за останні 7 днів"),
        ("date:11d", "published in the last 11 days", "опубліковано за останні 11 днів"),
        ("date:12d", "published in the last 12 days", "опубліковано за останні 12 днів"),
        ("date:36500d", "published in the last 36,500 days", "опубліковано за останні 36\xa0500 днів"),
        ("lang:UA -(-a)", "in Ukrainian and “a”", "мова: українська та «a»"),
        ("--border", "“border”", "«border»"),
        ("date:21d", "published in the last 21 days", "опубліковано за останній 21 день"),
    ],
)  # fmt: skip
def test_every_condition_is_told_in_both_languages(typed, english, ukrainian):
    query = Query(where=parse(typed))
    assert sentence(query, label) == f"articles · {english}"
    assert sentence(query, label, "uk") == f"статті · {ukrainian}"


@pytest.mark.parametrize(
    ("node", "english", "ukrainian"),
    [
        (
            Spellings(("Monastyrsky", "Монастирський", "Monastyrskyi")),
            "“Monastyrsky” [also Монастирський, Monastyrskyi]",
            "«Monastyrsky» [також Монастирський, Monastyrskyi]",
        ),
        (Spellings(("Koval",)), "“Koval”", "«Koval»"),
        (
            Near((Word("a"), Word("b"), Word("c")), 3),
            "“a” near “b” and “c” (at most 3 words between)",
            "«a» поруч із «b» та «c» (між ними щонайбільше 3 слова)",
        ),
        (Same((Word("a"), Word("b"))), "“a” in the same paragraph as “b”", "«a» в одному абзаці з «b»"),
        (
            Keyword("said-by", ("olena-koval", "petro-koval")),
            "said by Olena Koval or petro-koval",
            "чиї слова: Olena Koval або petro-koval",
        ),
        (
            LastDays("date", 7, ago=3),
            "published in the 7 days up to 3 days ago",
            "опубліковано за 7 днів, останній з яких 3 дні тому",
        ),
        (
            LastDays("date", 1000, ago=2000),
            "published in the 1,000 days up to 2,000 days ago",
            "опубліковано за 1\xa0000 днів, останній з яких 2\xa0000 днів тому",
        ),
        (LastDays("seen", 1, ago=5), "first seen 5 days ago", "уперше помічено 5 днів тому"),
        (Days("date", None, None), "published at any time", "опубліковано будь-коли"),
    ],
)
def test_what_is_not_typed_is_told_as_well(node, english, ukrainian):
    assert sentence(Query(where=node), label) == f"articles · {english}"
    assert sentence(Query(where=node), label, "uk") == f"статті · {ukrainian}"


def test_ticks_and_dates_follow_what_was_typed():
    query = Query(
        where=parse("border"),
        picks=(
            Pick("said-by", ("ivan", "olena-koval"), ("petro",)),
            Pick("topic", (), ("energy", "water")),
            Pick("kind", ("direct",)),
        ),
        dates=Undated(),
        view="quotes",
    )
    assert sentence(query, label) == (
        "statements · “border” · said by ivan or Olena Koval, not said by petro"
        " · not (on Energy or water) · said directly · without a date"
    )
    assert sentence(query, label, "uk") == (
        "висловлювання · «border» · чиї слова: ivan або Olena Koval, не чиї слова: petro"
        " · не (тема: Energy або water) · спосіб: пряма мова · без дати"
    )


def test_names_of_several_people_within_a_sentence_stand_in_brackets():
    query = Query(where=parse("border said-by:koval"))
    both = Keyword("said-by", ("olena-koval", "petro-koval"))
    resolved = type(query.where)((query.where.parts[0], both))
    assert sentence(Query(where=resolved), label) == "articles · “border” and (said by Olena Koval or petro-koval)"


def test_an_empty_search_is_told_by_its_view():
    assert sentence(Query(), label) == "articles"
    assert sentence(Query(view="quotes"), label, "uk") == "висловлювання"


def test_days_are_written_as_their_language_writes_them():
    assert day(date(2026, 3, 1)) == "1 Mar 2026"
    assert [day(date(2026, month, 5), "uk").split()[1] for month in (1, 2, 8, 11)] == [
        "січня",
        "лютого",
        "серпня",
        "листопада",
    ]
