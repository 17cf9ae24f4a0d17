"""Offices and professions beside a name, in invented English copy."""

from indexer.extract.quotes import read
from indexer.model import Mention


def people(body: str) -> tuple[Mention, ...]:
    return read("", body, "en")[1]


def test_the_words_before_an_office_belong_to_it() -> None:
    body = "We met border guard spokeswoman Clara Whitfield and the mine's deputy director Peter Lund."
    assert people(body) == (
        Mention("Clara Whitfield", "border guard spokeswoman"),
        Mention("Peter Lund", "mine's deputy director"),
    )


def test_epithets_are_no_office() -> None:
    assert people("It was the famous director Peter Lund.") == (Mention("Peter Lund", "director"),)


def test_an_office_before_the_name_with_a_comma_between() -> None:
    body = "The head of the Danube port authority, Peter Lund, said that it rained."
    assert people(body) == (Mention("Peter Lund", "head of the Danube port authority"),)


def test_the_office_of_whoever_serves_somebody_is_not_theirs() -> None:
    quotes, mentions = read("", "A spokesman for Mayor Peter Lund said that it rained.", "en")
    assert [(quote.speaker_text, quote.speaker_name) for quote in quotes] == [
        ("A spokesman for Mayor Peter Lund", None),
    ]
    assert mentions == (Mention("Peter Lund", "Mayor"),)


def test_an_office_reaches_over_the_body_it_is_of() -> None:
    body = (
        "Deputy Head of the State Border Service Clara Whitfield spoke. CEO of the holding Peter Lund left. "
        "The secretary of the regional council Anna Roe stayed. Spokesperson of the Coastal Command Ruvim Gander wept."
    )
    assert people(body) == (
        Mention("Clara Whitfield", "Deputy Head of the State Border Service"),
        Mention("Peter Lund", "CEO of the holding"),
        Mention("Anna Roe", "secretary of the regional council"),
        Mention("Ruvim Gander", "Spokesperson of the Coastal Command"),
    )


def test_a_nationality_is_no_part_of_a_name() -> None:
    assert people("The Portuguese Peter Lund spoke.") == (Mention("Peter Lund", None),)


def test_a_phrase_behind_a_place_is_no_office() -> None:
    body = "Cameras will start work near Stonebrook, according to the press service of the Interior Ministry."
    assert people(body) == ()


def test_an_official_at_a_body_is_nobody_and_not_the_body() -> None:
    quotes, _ = read("", "The rules were extended, a source at the Ministry of Health told reporters.", "en")
    assert [quote.speaker_type for quote in quotes] == ["unnamed"]
