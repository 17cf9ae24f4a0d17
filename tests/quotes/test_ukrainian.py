"""Who said what, in invented Ukrainian wire copy."""

import pytest

from indexer.declension import nominative
from indexer.extract.quotes import read
from indexer.model import Mention, Quote

Line = tuple[str, str, str | None, str | None, str]


def quotes(body: str, title: str = "") -> tuple[Quote, ...]:
    return read(title, body, "uk")[0]


def lines(body: str, title: str = "") -> list[Line]:
    return [
        (quote.kind, quote.text, quote.speaker_name, quote.cue, quote.resolution)
        for quote in quotes(body, title)
        if not quote.fragment
    ]


def test_guillemets_and_a_dash_before_the_verb() -> None:
    assert lines("«Міст відкриємо у травні», – сказала Олена Кравчук.") == [
        ("direct", "Міст відкриємо у травні", "Олена Кравчук", "сказала", "explicit")
    ]


def test_a_clause_follows_its_verb() -> None:
    assert lines("Іван Петренко заявив, що дорогу перекриють.") == [
        ("indirect", "що дорогу перекриють", "Іван Петренко", "заявив", "explicit")
    ]


def test_a_clause_stands_before_its_verb() -> None:
    assert lines("Дорогу на Лісове закрили, повідомив журналістам Іван Петренко.") == [
        ("indirect", "Дорогу на Лісове закрили", "Іван Петренко", "повідомив", "explicit")
    ]


def test_in_somebodys_words_goes_back_to_the_nominative() -> None:
    assert lines("За словами Олени Кравчук, роботи триватимуть до осені.") == [
        ("indirect", "роботи триватимуть до осені", "Олена Кравчук", "за словами", "explicit")
    ]


def test_a_declined_surname_goes_back_to_the_full_name() -> None:
    body = "Іван Петренко приїхав до Лісового. За словами Петренка, дорогу відкриють."
    assert lines(body) == [("indirect", "дорогу відкриють", "Іван Петренко", "за словами", "surname")]


def test_in_somebodys_opinion_attributes() -> None:
    assert [line[2:4] for line in lines("На думку Андрія Мельника, ціни зростуть до зими.")] == [
        ("Андрій Мельник", "на думку")
    ]


def test_a_press_service_speaks_and_is_no_person() -> None:
    body = "Дорогу на Лісове закрили до вечора. Про це повідомляє пресслужба міністерства."
    assert [(quote.text, quote.speaker_text, quote.speaker_name, quote.speaker_type) for quote in quotes(body)] == [
        ("Дорогу на Лісове закрили до вечора", "пресслужба міністерства", None, "organisation")
    ]


def test_a_ministry_speaks_in_the_plural() -> None:
    found = quotes("У Міноборони повідомили, що навчання завершено.")
    assert [(quote.text, quote.speaker_text, quote.speaker_type) for quote in found] == [
        ("що навчання завершено", "Міноборони", "organisation")
    ]


def test_a_statement_speaks_as_a_document() -> None:
    found = quotes("«Ми готові до зими», – йдеться в повідомленні компанії.")
    assert [(quote.text, quote.speaker_type, quote.speaker_name) for quote in found] == [
        ("Ми готові до зими", "document", None)
    ]


def test_a_pronoun_goes_back_to_the_speaker() -> None:
    body = "«Міст готовий», – сказала Олена Кравчук. Вона додала, що рух відкриють завтра."
    assert lines(body)[1] == ("indirect", "що рух відкриють завтра", "Олена Кравчук", "додала", "pronoun")


def test_a_title_in_lower_case_is_kept_as_written() -> None:
    body = "«Міст готовий», – зазначила заступниця міністра інфраструктури України Олена Кравчук."
    assert [(quote.speaker_name, quote.title) for quote in quotes(body)] == [
        ("Олена Кравчук", "заступниця міністра інфраструктури України")
    ]


def test_a_firm_in_guillemets_is_part_of_the_title() -> None:
    body = "Про ремонт повідомила директорка НЕК «Світло» Ірина Ковальова."
    assert read("", body, "uk")[1] == (Mention("Ірина Ковальова", "директорка НЕК «Світло»"),)


def test_a_headline_is_said_by_the_surname_behind_its_dash() -> None:
    found = quotes("Міністр енергетики Олена Кравчук виступила у Лісовому.", "Світло буде взимку – Кравчук")
    assert [(quote.text, quote.speaker_name, quote.in_title) for quote in found] == [
        ("Світло буде взимку", "Олена Кравчук", True)
    ]


def test_a_quoted_headline_is_a_direct_quotation() -> None:
    assert lines("Міністр енергетики Олена Кравчук виступила.", "«Ми готові» – Кравчук") == [
        ("direct", "Ми готові", "Олена Кравчук", "–", "surname")
    ]


def test_a_ministry_speaks_in_the_neuter() -> None:
    found = quotes("Міністерство енергетики повідомило, що запасів вистачить.")
    assert [(quote.text, quote.speaker_text, quote.speaker_type) for quote in found] == [
        ("що запасів вистачить", "Міністерство енергетики", "organisation")
    ]


def test_his_words_go_back_to_the_last_speaker() -> None:
    body = "«Міст готовий», – сказав Іван Петренко. За його словами, рух відкриють завтра."
    assert lines(body)[1] == ("indirect", "рух відкриють завтра", "Іван Петренко", "за словами", "pronoun")


def test_a_quotation_without_a_cue_continues_its_speaker() -> None:
    body = "«Міст готовий», – сказав Іван Петренко.\n«Рух відкриємо завтра зранку. Чекаємо на всіх»."
    assert lines(body)[1][2:] == ("Іван Петренко", None, "continuation")


def test_an_unnamed_source_stays_unnamed() -> None:
    body = "Олена Кравчук приїхала до Лісового. За словами очевидців, дорогу закрили."
    assert [(line[2], line[4]) for line in lines(body)] == [(None, "none")]


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("Олени Кравчук", "Олена Кравчук"),
        ("Івана Петренка", "Іван Петренко"),
        ("Володимира Лісовського", "Володимир Лісовський"),
        ("Олександра Сірого", "Олександр Сірий"),
        ("Олександра Мельничук", "Олександра Мельничук"),
        ("Миколи Сороки", "Микола Сорока"),
        ("Сергієм Шевчуком", "Сергій Шевчук"),
        ("Ользі Ковальській", "Ольга Ковальська"),
        ("Івана Петровича Бойка", "Іван Петрович Бойко"),
        ("Василя Кравця", "Василь Кравець"),
        ("Іван Петренко", "Іван Петренко"),
        ("Гаррі Смолвуда", "Гаррі Смолвуда"),
    ],
)
def test_a_declined_name_goes_back_to_the_nominative(written: str, expected: str) -> None:
    assert " ".join(nominative(tuple(written.split()))) == expected


def test_an_attribution_inside_the_marks_parts_the_quotation() -> None:
    body = "«Ми готові до зими, – сказав міністр Петро Лисенко. – Запасів вистачить на всіх»."
    assert lines(body) == [
        ("direct", "Ми готові до зими", "Петро Лисенко", "сказав", "explicit"),
        ("direct", "Запасів вистачить на всіх", "Петро Лисенко", "сказав", "explicit"),
    ]
