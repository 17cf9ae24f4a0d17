"""One key for one person, and the reasons against it. All people are invented."""

import pytest

from indexer.people import key, slug, veto


@pytest.mark.parametrize(
    "spellings",
    [
        (
            "Volodymyr Lisovskyi",
            "Vladimir Lisovsky",
            "Volodymyr Lisovskyy",
            "Володимир Лісовський",
            "Lisovskiy Volodymyr",
        ),
        ("Serhii Shcherbyna", "Sergei Scherbina", "Serhiy Shcherbina", "Сергій Щербина"),
        ("Hanna Honcharuk", "Ганна Гончарук", "Hanna Goncharuk"),
        ("Andriy Yeremenko", "Andrei Eremenko", "Андрій Єременко", "Andrii Ieremenko"),
        ("Yuliia Khomenko", "Yulia Khomenko", "Юлія Хоменко"),
        ("Oleksandr Petrovych Zhuk", "Alexander Zhuk", "Олександр Жук"),
        ("Viacheslav Bohuslavets", "Vyacheslav Boguslavets", "Вʼячеслав Богуславець"),
        ("Jane A. Roe", "Jane Roe"),
    ],
)
def test_all_spellings_of_a_name_have_one_key(spellings: tuple[str, ...]) -> None:
    assert {key(spelling) for spelling in spellings} == {key(spellings[0])}
    assert [veto(spellings[0], other) for other in spellings] == [None] * len(spellings)


@pytest.mark.parametrize(
    ("one", "other"),
    [("Ivan Petrenko", "Petro Petrenko"), ("Olena Kravchuk", "Olena Kravchenko"), ("Jane Roe", "Jane Rowe-Doe")],
)
def test_different_names_have_different_keys(one: str, other: str) -> None:
    assert key(one) != key(other)


@pytest.mark.parametrize("name", ["Petrenko", "", "  ", "…", "Klymenko-Roe"])
def test_a_bare_surname_has_no_key(name: str) -> None:
    assert key(name) is None


@pytest.mark.parametrize(
    ("one", "other", "reason"),
    [
        ("Oleksandra Lisovska", "Oleksandr Lisovskyi", "one is a woman's name, the other a man's"),
        ("R. Lisovska", "R. Lisovskyi", "one is a woman's name, the other a man's"),
        ("Ivan Petrovych Boiko", "Ivan Andriyovych Boiko", "patronymics differ"),
        ("John Roe Jr.", "John Roe Sr.", "generations differ: Jr and Sr"),
        ("John Roe", "John Roe Jr.", "generations differ: none and Jr"),
        ("Ivan Petrovych Boiko", "Ivan Boiko", None),
        ("Jane Roe", "Jane Roe", None),
    ],
)
def test_two_names_are_kept_apart_for_a_reason(one: str, other: str, reason: str | None) -> None:
    assert veto(one, other) == reason


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
