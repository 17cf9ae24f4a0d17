"""The forms of the words that rules know, as a dictionary gives them."""

import pytest

from indexer.extract.quotes import ukrainian_nouns
from indexer.extract.quotes.english import ENGLISH
from indexer.extract.quotes.lexicon import (
    BARE_FORM,
    CAPITAL,
    DOCUMENT,
    GIVEN,
    GROUP,
    HE,
    JUDGING,
    MODIFIER,
    NAMING,
    NOMINATIVE,
    OBLIQUE,
    ORGANISATION,
    PLACE,
    SHE,
    SPEECH,
    TITLE,
    URGING,
)
from indexer.extract.quotes.ukrainian import UKRAINIAN


def known(words: str, bits: int) -> dict[str, int]:
    """Each word with those of the bits that it has."""
    return {word: UKRAINIAN.tags.get(word, 0) & bits for word in words.split()}


@pytest.mark.parametrize(
    ("word", "forms"),
    [
        ("повідомлення", "повідомлення повідомленню повідомлення повідомленням повідомленні"),
        ("боєць", "бойця бойцю/бойцеві бойця бойцем бойці"),
        ("очевидець", "очевидця очевидцю/очевидцеві очевидця очевидцем очевидці"),
        ("речниця", "речниці речниці речницю речницею речниці"),
        ("суддя", "судді судді суддю суддею судді"),
        ("партія", "партії партії партію партією партії"),
        ("директорка", "директорки директорці директорку директоркою директорці"),
        ("колега", "колеги колезі колегу колегою колезі"),
        ("голова", "голови голові голову головою голові"),
        ("агентство", "агентства агентству агентство агентством агентстві"),
        ("джерело", "джерела джерелу джерело джерелом джерелі"),
        ("житель", "жителя жителю/жителеві жителя жителем жителі"),
        ("спостерігач", "спостерігача спостерігачу/спостерігачеві спостерігача спостерігачем спостерігачі"),
        ("слідчий", "слідчого слідчому слідчого слідчим слідчому"),
        ("уповноважена", "уповноваженої уповноваженій уповноважену уповноваженою уповноваженій"),
        ("бюро", ""),
    ],
)
def test_a_noun_has_a_form_for_each_case(word: str, forms: str) -> None:
    cases = ("genitive", "dative", "accusative", "instrumental", "locative")
    assert list(ukrainian_nouns.declined(word)) == [
        (form, case) for case, choices in zip(cases, forms.split(), strict=False) for form in choices.split("/")
    ]


def test_an_adjective_has_a_form_for_each_gender_number_and_case() -> None:
    assert ukrainian_nouns.adjective("головний").split() == (
        "головний головна головне головні головного головної головному головній головну головним головною головних "
        "головними".split()
    )
    assert ukrainian_nouns.adjective("задній").split() == (
        "задній задня заднє задні заднього задньої задньому задню заднім задньою задніх задніми".split()
    )


@pytest.mark.parametrize(
    ("word", "plural", "genitive"),
    [
        ("експерт", "експерти", "експертів"),
        ("очевидець", "очевидці", "очевидців"),
        ("боєць", "бойці", "бойців"),
        ("військовий", "військові", "військових"),
        ("водій", "водії", "водіїв"),
        ("спостерігач", "спостерігачі", "спостерігачів"),
        ("сторож", "сторожі", "сторожів"),
        ("товариш", "товариші", "товаришів"),
        ("секретар", "секретарі", "секретарів"),
        ("житель", "жителі", "жителів"),
        ("джерело", "джерела", "джерел"),
    ],
)
def test_several_people_have_their_forms(word: str, plural: str, genitive: str) -> None:
    assert (ukrainian_nouns.plural(word), ukrainian_nouns.genitive_plural(word)) == (plural, genitive)


def test_each_kind_of_noun_is_known_in_every_form() -> None:
    bits = TITLE | ORGANISATION | PLACE | GROUP | DOCUMENT | NOMINATIVE | MODIFIER
    assert known("речник речники речниця речнику речницею", bits) == {
        "речник": TITLE | NOMINATIVE,
        "речники": TITLE | NOMINATIVE,
        "речниця": TITLE | NOMINATIVE,
        "речнику": TITLE,
        "речницею": TITLE,
    }
    assert known("агентство агентства агентстві", bits) == {
        "агентство": ORGANISATION | NOMINATIVE,
        "агентства": ORGANISATION,
        "агентстві": ORGANISATION,
    }
    assert known("мешканець мешканці мешканця мешканців волонтери", PLACE | GROUP | NOMINATIVE) == {
        "мешканець": PLACE | GROUP | NOMINATIVE,
        "мешканці": PLACE | GROUP | NOMINATIVE,
        "мешканця": PLACE | GROUP,
        "мешканців": PLACE | GROUP,
        "волонтери": PLACE | GROUP | NOMINATIVE,
    }
    assert known("резолюція резолюції резолюцією", bits) == {
        "резолюція": DOCUMENT | NOMINATIVE,
        "резолюції": DOCUMENT,
        "резолюцією": DOCUMENT,
    }
    assert known("кременчук кременчуці кременчука головна головною", bits) == {
        "кременчук": PLACE,
        "кременчуці": 0,
        "кременчука": PLACE,
        "головна": MODIFIER,
        "головною": MODIFIER,
    }


def test_what_has_a_name_is_known_in_the_plural_too() -> None:
    words = "книга книги книгою книгами пісня піснями"
    assert known(words, NAMING) == dict.fromkeys(words.split(), NAMING)


def test_an_office_leads_from_each_form_to_its_noun_and_case() -> None:
    offices = ukrainian_nouns.offices()
    assert {form: offices.get(form) for form in "речник речником речниці голова голові міст".split()} == {
        "речник": ("речник", "nominative"),
        "речником": ("речник", "instrumental"),
        "речниці": ("речниця", "genitive"),
        "голова": ("голова", "nominative"),
        "голові": ("голова", "dative"),
        "міст": None,
    }


def test_a_ukrainian_verb_attributes_in_the_past_and_if_it_lasts_in_the_present() -> None:
    bits = SPEECH | URGING | JUDGING
    told = "наголосив наголосила наголосило наголосили наголошує наголошують"
    assert known(told, bits) == dict.fromkeys(told.split(), SPEECH)
    urged = "закликав закликала закликало закликали"
    assert known(urged, bits) == dict.fromkeys(urged.split(), SPEECH | URGING)
    blamed = "засуджував засуджувала засуджує засуджують критикував критикує"
    assert known(blamed, bits) == dict.fromkeys(blamed.split(), SPEECH | URGING | JUDGING)
    assert known("наголосиє закликає", SPEECH) == {"наголосиє": 0, "закликає": SPEECH}


def test_a_given_name_tells_its_case_and_whose_it_may_be() -> None:
    assert {form: UKRAINIAN.given_tags.get(form) for form in "олена олену олени петро петра петрові".split()} == {
        "олена": GIVEN | NOMINATIVE | SHE,
        "олену": GIVEN | OBLIQUE,
        "олени": GIVEN | OBLIQUE,
        "петро": GIVEN | NOMINATIVE | HE,
        "петра": GIVEN | OBLIQUE,
        "петрові": GIVEN | OBLIQUE,
    }


def test_an_english_verb_attributes_in_its_three_forms() -> None:
    bits = SPEECH | BARE_FORM | CAPITAL
    words = "say says said argue argues argued confess confesses confessed explain explains explained"
    assert {word: ENGLISH.tags.get(word, 0) & bits for word in words.split()} == {
        word: SPEECH | (BARE_FORM if word in {"say", "argue", "confess", "explain"} else 0) for word in words.split()
    }
