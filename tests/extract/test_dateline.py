"""The wire's opening comes off the body; what only looks like one stays."""

import pytest

from indexer.extract import dateline

REST = "The council met on Tuesday.\nSecond paragraph."


@pytest.mark.parametrize(
    ("opening", "kept"),
    [
        ("KYIV. Nov 24 (Interfax-Ukraine) – ", "KYIV. Nov 24 (Interfax-Ukraine)"),
        ("KYIV.Nov 24(Interfax-Ukraine)–", "KYIV.Nov 24(Interfax-Ukraine)"),
        ("КИЇВ. 9 грудня (Інтерфакс-Україна) – ", "КИЇВ. 9 грудня (Інтерфакс-Україна)"),
        ("КИЕВ. 9 декабря (Интерфакс-Украина) - ", "КИЕВ. 9 декабря (Интерфакс-Украина)"),
        ("MOSCOW. Dec 9 (Interfax) - ", "MOSCOW. Dec 9 (Interfax)"),
        ("MOSCOW, December 9. /TASS/. ", "MOSCOW, December 9. /TASS/"),
        ("МОСКВА, 9 декабря. /ТАСС/. ", "МОСКВА, 9 декабря. /ТАСС/"),
        ("MOSCOW, December 9 (TASS). ", "MOSCOW, December 9 (TASS)"),
        ("WASHINGTON (AP) — ", "WASHINGTON (AP)"),
        ("CHARLESTON, W.Va. (AP) -- ", "CHARLESTON, W.Va. (AP)"),
        ("RIO DE JANEIRO, Brazil (AP) — ", "RIO DE JANEIRO, Brazil (AP)"),
        ("LONDON, Dec 9 (Reuters) - ", "LONDON, Dec 9 (Reuters)"),
        ("Kyiv (Ukraine), Dec 9 (AFP) – ", "Kyiv (Ukraine), Dec 9 (AFP)"),
        ("KYIV, December 9 (Ukrinform) – ", "KYIV, December 9 (Ukrinform)"),
        ("KYIV, Dec 9 — ", "KYIV, Dec 9"),
    ],
)
def test_every_agencys_dateline_is_taken_off_and_kept(opening: str, kept: str) -> None:
    assert dateline.split(opening + REST) == (kept, REST)


@pytest.mark.parametrize(
    "opening",
    ["Jane Doe (Labour) – ", "The plan (see below) - ", "KYIV. ", "On March 9 – ", "Lviv (population 720,000) – ", ""],
)
def test_an_opening_that_is_no_dateline_stays(opening: str) -> None:
    assert dateline.split(opening + REST) == (None, opening + REST)


def test_only_the_first_paragraph_is_looked_at() -> None:
    body = "First paragraph.\nKYIV. Nov 24 (Interfax-Ukraine) – Second."

    assert dateline.split(body) == (None, body)


def test_a_dateline_dates_a_story_in_a_year_known_from_elsewhere() -> None:
    found = dateline.dated("КИЇВ. 9 грудня (Інтерфакс-Україна)", 2025, "Europe/Kyiv")

    assert found is not None
    assert (found.iso(), found.origin) == ("2025-12-09", "dateline")


def test_a_day_that_the_year_does_not_have_dates_nothing() -> None:
    assert dateline.dated("KYIV. Feb 29 (Interfax-Ukraine)", 2025, "Europe/Kyiv") is None
