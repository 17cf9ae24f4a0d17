"""One key for one person, and the reasons against it. All people are invented."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from indexer.people import clash, fitting, key, likeness, slug, surname_key, tokens, veto


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Volodymyr Lisovskyi",
            "Vladimir Lisovsky",
            "Volodymyr Lisovskyy",
            "Володимир Лісовський",
            "Lisovskiy Volodymyr",
            "Wolodymyr Lissowskyj",
            "Wołodymyr Lisowski",
            "Volodimir Lìsovsʹkij",
        ),
        ("Serhii Shcherbyna", "Sergei Scherbina", "Serhiy Shcherbina", "Сергій Щербина", "Serhij Ščerbyna"),
        ("Hanna Honcharuk", "Ганна Гончарук", "Hanna Goncharuk", "Hanna Hontscharuk", "Hanna Gontcharouk"),
        ("Andriy Yeremenko", "Andrei Eremenko", "Андрій Єременко", "Andrii Ieremenko", "Andrij Jeremenko"),
        ("Yuliia Khomenko", "Yulia Khomenko", "Юлія Хоменко", "Julija Chomenko", "Юлия Хоменко"),
        ("Oleksandr Petrovych Zhuk", "Alexander Zhuk", "Олександр Жук", "Zhuk Oleksandr Petrovych", "Alexandre Jouk"),
        ("Viacheslav Bohuslavets", "Vyacheslav Boguslavets", "Вʼячеслав Богуславець"),
        ("Ivan Petrovych", "Іван Петрович", "Iwan Petrowytsch"),
        ("Fedir Petrovych Petrovych", "Федір Петрович"),
        ("Jane A. Roe", "Jane Roe"),
        ("Ulla von der Roe", "Ulla Roe"),
    ],
)
def test_all_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {key(spelling) for spelling in spellings} == {key(spellings[0])}
    assert [veto(spellings[0], other) for other in spellings] == [None] * len(spellings)


@pytest.mark.parametrize("apostrophe", list("'’‘ʼ`´′"))
def test_every_apostrophe_is_one(apostrophe: str) -> None:
    name = f"Дем{apostrophe}ян Лук{apostrophe}янюк"
    assert (key(name), veto(name, "Demian Lukianiuk")) == (key("Demian Lukianiuk"), None)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ivan Petrenko", "Petro Petrenko"), ("Olena Kravchuk", "Olena Kravchenko"), ("Jane Roe", "Jane Rowe-Doe")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["Petrenko", "", "  ", "…", "Klymenko-Roe", "A. B."])
def test_a_bare_surname_has_no_key(name: str) -> None:
    assert key(name) is None


def test_a_name_with_an_initial_is_one_with_itself_alone() -> None:
    names = ("Ye. Lisovska", "Lisovska Ye.", "Є. Лісовська", "Yevheniia Lisovska", "V. Lisovska", "Yu. Ye. Lisovska")
    assert len({key(name) for name in names}) == len(names)


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Oleksandra Lisovska", "Oleksandr Lisovskyi", "one is a woman's name, the other a man's"),
        ("R. Lisovska", "R. Lisovskyi", "one is a woman's name, the other a man's"),
        ("Ivan Petrovych Boiko", "Ivan Andriyovych Boiko", "patronymics differ"),
        ("Ivan Mykolaiovych Boiko", "Иван Николаевич Бойко", None),
        ("Ivan Yakovych Boiko", "Иван Яковлевич Бойко", None),
        ("Ivan P. Boiko", "Ivan Andriyovych Boiko", "middle names differ: P and Andriyovych"),
        ("Ivan A. Boiko", "Ivan Andriyovych Boiko", None),
        ("Ivan M. Boiko", "Іван Н. Бойко", None),
        ("John A. Roe", "John B. C. Roe", "middle names differ: A and B C"),
        ("John Roe Jr.", "John Roe Sr.", "generations differ: Jr and Sr"),
        ("John Roe", "John Roe Jr.", "generations differ: none and Jr"),
        ("Ivan Petrovych Boiko", "Ivan Boiko", None),
        ("Jane Roe", "Jane Roe", None),
        ("Arsen Boiko", "Arsenii Boiko", "given names differ: Arsen and Arsenii"),
        ("Oleh Kulish", "Oleh Kulich", "spelled differently: Oleh Kulish and Oleh Kulich"),
        ("Олена Лисенко", "Олена Лісенко", "spelled differently: Олена Лисенко and Олена Лісенко"),
        ("Елена Лисенко", "Олена Лісенко", None),
        ("Олена Данілова", "Олена Данилова", None),
        ("Olena Roman", "Hanna Roman", "spelled differently: Olena Roman and Hanna Roman"),
    ],
)
def test_two_names_are_kept_apart_for_a_reason(one: str, other: str, reason: str | None) -> None:
    assert veto(one, other) == reason


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Volodymyr Klymenko", "Vladimir Klymenko", "one article writes Volodymyr and Vladimir"),
        ("Klymenko Volodymyr", "Vladimir Klimenko", "one article writes Volodymyr and Vladimir"),
        ("Volodymyr Lisovsky", "Volodymyr Lisovskyy", None),
        ("Volodymyr Lisovsky", "Lisovskyy Volodymyr", None),
        ("Volodymyr Klymenko", "Володимир Клименко", None),
        ("Владимир Клименко", "Володимир Клименко", "one article writes Владимир and Володимир"),
        ("Marʼiana Klymenko", "Mar'iana Klymenko", None),
        ("V. Klymenko", "Volodymyr Klymenko", None),
        ("Volodymyr Klymenko", "Vladimir Kovalenko", None),
        ("Jane A. Roe", "Jane Roe", None),
        ("Klymenko", "Volodymyr Klymenko", None),
    ],
)
def test_an_article_spells_a_given_name_in_one_way(one: str, other: str, reason: str | None) -> None:
    assert (clash(one, other), clash(other, one) is None) == (reason, reason is None)


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("Volodymyr Lisovsky", "Володимир Лісовський", 1.0),
        ("Ye. Lisovska", "Yevheniia Lisovska", 0.9),
        ("Lisovska Ye.", "Євгенія Лісовська", 0.9),
        ("Lisovska Y.", "Yevheniia Lisovska", 0.9),
        ("V. Lisovska", "Yevheniia Lisovska", 0.0),
        ("Vitaliy Klymenko", "Valeriy Klymenko", 0.0),
        ("John Roe", "John Roe Jr.", 0.0),
        ("Lisovsky", "Volodymyr Lisovsky", 0.0),
        ("Jane Roe", "Jane Doe Roe", 0.97),
    ],
)
def test_likeness_is_a_number_to_ask_by(one: str, other: str, expected: float) -> None:
    assert likeness(one, other) == expected


def test_a_typing_error_is_likely_and_another_surname_is_not() -> None:
    assert likeness("Olena Lisovska", "Olena Lisivska") > 0.84 > likeness("Olena Lisovska", "Olena Kravchuk")


def test_a_name_is_found_by_any_of_its_words() -> None:
    assert tokens("Lisovska-Bila Olena") == {surname_key(word) for word in ("Олена", "Лісовська", "Біла")}
    assert surname_key("…") == ""


def test_what_a_token_finds_fits_letter_by_letter() -> None:
    assert surname_key("Куліш") == surname_key("Куліч")
    assert [fitting("Куліш", name) for name in ("Oleh Kulish", "Oleh Kulich", "Kulisch Oleh")] == [True, False, True]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Clara O'Whitfield", "clara-owhitfield"),
        ("Олена Щука", "olena-shchuka"),
        ("—", "person"),
        ("x" * 200, "x" * 80),
    ],
)
def test_a_slug_is_fit_for_an_address(name: str, expected: str) -> None:
    assert slug(name) == expected


@given(st.text(st.characters(codec="utf-8"), max_size=40), st.text("abcčйяїьhjwz' .-І", max_size=30))
def test_no_text_is_too_odd(one: str, other: str) -> None:
    assert veto(one, one) is None
    assert 0.0 <= likeness(one, other) <= 1.0
    assert key(one) == key(one.strip())
    assert clash(one, other) is None or key(one) is not None
