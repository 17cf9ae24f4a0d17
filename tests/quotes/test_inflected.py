"""Who said what where case endings tell, in invented Ukrainian wire copy: subjects, statements, marks, roles."""

import pytest

from indexer.extract.quotes import read

Line = tuple[str, str, str | None, str]


def lines(body: str, title: str = "") -> list[Line]:
    """Kind, words, name and type of each quote; parts of mixed ones are left out."""
    return [
        (quote.kind, quote.text, quote.speaker_name, quote.speaker_type)
        for quote in read(title, body, "uk")[0]
        if not quote.fragment
    ]


def people(body: str) -> list[str]:
    return [person.name for person in read("", body, "uk")[1]]


SPEAKERS = [
    ("«Міст готовий», – сказав у середу на брифінгу в Лісовому міністр Іван Петренко.", "Іван Петренко"),
    ("«Міст готовий», – повідомив голова комітету з питань транспорту Іван Петренко.", "Іван Петренко"),
    ("«Міст готовий», – заявив у середу, відповідаючи на запитання про ремонт, мер Іван Петренко.", "Іван Петренко"),
    ("«Міст готовий», – сказав адвокат Коваля Іван Петренко.", "Іван Петренко"),
    ("Іван Петренко, голова комітету, сказав: «Міст готовий».", "Іван Петренко"),
    ("Міністр Іван Петренко, який оглянув міст, сказав: «Міст готовий».", "Іван Петренко"),
    ("Міністр Іван Петренко у вівторок, 24 листопада, на брифінгу: «Міст уже готовий».", "Іван Петренко"),
    ("«Міст уже готовий», – буркнув Іван Петренко.", "Іван Петренко"),
    ("«Міст готовий», – сказала Олександра Петренко.", "Олександра Петренко"),
    ("«Міст готовий», – сказав Олександр Петренко Суспільному.", "Олександр Петренко"),
]


@pytest.mark.parametrize(("body", "name"), SPEAKERS)
def test_the_subject_of_a_verb_is_who_can_be_its_nominative(body: str, name: str) -> None:
    assert [line[2] for line in lines(body)] == [name]


STATEMENTS = [
    ("Іван Петренко заявив на засіданні уряду, що міст відкриють.", "indirect", "що міст відкриють"),
    ("Іван Петренко пояснив, чому міст закрили.", "indirect", "чому міст закрили"),
    ("Міст відкриють у травні, вважає Іван Петренко.", "indirect", "Міст відкриють у травні"),
    ("Як повідомив Іван Петренко, міст відкриють.", "indirect", "міст відкриють"),
    ("Іван Петренко пообіцяв відкрити міст.", "indirect", "відкрити міст"),
    ("Іван Петренко назвав закон «подарунком для своїх».", "direct", "подарунком для своїх"),
    ("Іван Петренко сказав, що міст «цілком готовий до зими».", "mixed", "що міст «цілком готовий до зими»"),
    ("Іван Петренко сказав, що завод «Іскра» закрили.", "indirect", "що завод «Іскра» закрили"),
    ("Іван Петренко оскаржив рішення, зазначивши, що міст цілий.", "indirect", "що міст цілий"),
    ("За словами Івана Петренка, громада попросила про аванси.", "indirect", "громада попросила про аванси"),
    ("Іван Петренко сказав, що водії просили відкрити міст.", "indirect", "що водії просили відкрити міст"),
]


@pytest.mark.parametrize(("body", "kind", "words"), STATEMENTS)
def test_a_statement_is_what_its_cue_governs(body: str, kind: str, words: str) -> None:
    assert lines(body) == [(kind, words, "Іван Петренко", "person")]


def test_the_last_of_two_tellers_reports_a_request_and_a_clause_keeps_its_own() -> None:
    assert lines("Уряд запропонував обговорити закон, повідомила речниця Олена Кравчук.") == [
        ("indirect", "Уряд запропонував обговорити закон", "Олена Кравчук", "person")
    ]
    assert lines("Іван Петренко заявив, що міст відкриють, повідомила речниця Олена Кравчук.") == [
        ("indirect", "що міст відкриють", "Іван Петренко", "person")
    ]


SOURCES = [
    ("ДСНС: через сильний вітер дорогу перекрито.", "organisation"),
    ("«Міст готовий», – йдеться в повідомленні пресслужби міністерства.", "organisation"),
    ("У заяві концерну зазначається, що міст готовий.", "document"),
    ("Джерело в уряді повідомило, що міст готовий.", "unnamed"),
    ("«Рух відкрили вранці», – розповіла одна з покупчинь.", "unnamed"),
    ("«Рух відкрили вранці», – повідомили в Чернігівській ОВА.", "organisation"),
]


@pytest.mark.parametrize(("body", "kind"), SOURCES)
def test_institutions_documents_and_unnamed_people_are_told_apart(body: str, kind: str) -> None:
    assert [(line[2], line[3]) for line in lines(body)] == [(None, kind)]


def test_nested_guillemets_belong_to_the_quotation_around_them() -> None:
    assert [line[1] for line in lines("«Завод «Іскра» не зупиняється», – сказав Іван Петренко.")] == [
        "Завод «Іскра» не зупиняється"
    ]
    # One mark often closes both pairs.
    assert [line[1] for line in lines("«Ми відкрили завод «Іскра», – сказав Іван Петренко. Завод «Зоря» закрито.")] == [
        "Ми відкрили завод «Іскра"
    ]
    assert [line[1] for line in lines("«Вистава „Тиша“, яку ми чекали», – сказав Іван Петренко.")] == [
        "Вистава „Тиша“, яку ми чекали"
    ]


def test_a_quotation_closed_in_the_next_paragraph_has_one_speaker() -> None:
    body = "«Я зняв фільм за гроші друзів.\nПремія має дістатися іншим», – написав режисер Іван Петренко."
    assert [(line[1], line[2]) for line in lines(body)] == [
        ("Я зняв фільм за гроші друзів.", "Іван Петренко"),
        ("Премія має дістатися іншим", "Іван Петренко"),
    ]


def test_a_line_of_speech_opens_with_a_dash_and_a_list_does_not_speak() -> None:
    body = "На площі ярмарок.\n– Глина любить вогонь, – сміється майстриня Олена Кравчук. – Малий вогонь."
    assert [(line[0], line[1], line[2]) for line in lines(body)] == [
        ("direct", "Глина любить вогонь", "Олена Кравчук"),
        ("direct", "Малий вогонь.", "Олена Кравчук"),
    ]
    assert lines("Пошкоджено:\n– Будинок на Лісовій.\n– Школу в центрі.") == []


def test_an_answer_in_an_interview_is_the_guests() -> None:
    body = "Директорка Лариса Ковтун відповіла на запитання видання.\nХто читає?\n– До нас приходять тисячі людей."
    assert [(line[1], line[2]) for line in lines(body)] == [("До нас приходять тисячі людей.", "Лариса Ковтун")]


def test_what_something_is_called_is_no_speech() -> None:
    assert lines("Фільм «Ніхто не повернеться до осені» режисера Івана Петренка отримав приз.") == []
    assert lines("Вийшли з плакатами «Гроші на протези, а не на бруківку».") == []


ROLES = [
    ("Міністерка оборони Соломія Яцків прибула.", "очільниця відомства", "Соломія Яцків"),
    ("Президент Литви Мантас Юрайтіс прибув.", "глава держави", "Мантас Юрайтіс"),
    ("Командир дивізіону підполковник Іван Петренко прибув.", "підполковник", "Іван Петренко"),
    ("Міністр Іван Петренко прийняв міністра Олега Коваля.", "міністр", None),
    ("Міністр Іван Петренко прибув.", "рятувальник", None),
]


@pytest.mark.parametrize(("before", "role", "name"), ROLES)
def test_an_office_leads_back_to_its_one_bearer(before: str, role: str, name: str | None) -> None:
    assert [
        line[2] for line in lines(f"{before} «Міст готовий», – сказав {role}.".replace("сказав оч", "сказала оч"))
    ] == [name]


def test_a_verbs_gender_tells_namesakes_apart() -> None:
    body = "Голова Марко Гнатюк і міністерка Ірина Гнатюк прибули. «Усе готово вчасно», – наголосив Гнатюк."
    assert [line[2] for line in lines(body)] == ["Марко Гнатюк"]


def test_all_cases_and_apostrophes_of_a_name_meet_in_one_person() -> None:
    body = (
        "За словами Пилипа Лисогора, зима м'яка. Пилипові Лисогору вірять. Мар'яна Дем’яненко згодна з Лисогором. "
        "Лисогір додав, що сніг зійшов. Дем'яненко мовчить."
    )
    assert people(body) == ["Пилип Лисогір", "Мар'яна Дем’яненко"]


def test_the_office_agrees_with_its_name() -> None:
    quotes, _ = read("", "«Я відсидів своє», – пише в листі до президента бухгалтер Іван Петренко.", "uk")
    assert [quote.title for quote in quotes] == ["бухгалтер"]
    quotes, _ = read("", "В. о. міністра освіти Іван Петренко заявив, що школи відкриють.", "uk")
    assert [(quote.speaker_name, quote.title) for quote in quotes] == [("Іван Петренко", "В. о. міністра освіти")]


@pytest.mark.parametrize("piece", ["«Ми готові», – сказав міністр. ", "– А?\n– Б.\n", "« а «", "сказав, що ", "у МВС "])
def test_hostile_ukrainian_is_read_without_fault(piece: str) -> None:
    text = piece * (40_000 // len(piece))
    assert all(text[quote.start : quote.end] == quote.text for quote in read("", text, "uk")[0])


def test_a_russian_page_is_read_by_the_same_rules() -> None:
    body = (
        "Министр транспорта Антон Левада сообщил, что паром возобновит рейсы. По его словам, билеты подешевеют. "
        "«Мы всё успеем», – добавил Левада. По словам Раисы Голубевой, лифты проверили."
    )
    assert [(kind, words, name) for kind, words, name, _ in lines(body)] == [
        ("indirect", "что паром возобновит рейсы", "Антон Левада"),
        ("indirect", "билеты подешевеют", "Антон Левада"),
        ("direct", "Мы всё успеем", "Антон Левада"),
        ("indirect", "лифты проверили", "Раиса Голубева"),
    ]
