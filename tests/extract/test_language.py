"""The text's own letters and words say its language; the page's claim only where they can't."""

import pytest

from indexer.extract.language import language

TEXTS = {
    "uk": "Рада підтримала міст через річку, повідомила пресслужба міського голови у вівторок.",
    "ru": "Совет поддержал строительство моста через реку, сообщила пресс-служба мэрии, которой это было поручено.",
    "en": "The council has backed the bridge across the river, and the mayor said that it was time to build.",
    "de": "Der Rat hat die Brücke über den Fluss gebilligt, und die Bürgermeisterin sprach von einem Tag für alle.",
    "fr": "Le conseil a approuvé le pont sur la rivière, et la maire a dit que les travaux commencent dans un an.",
    "pl": "Rada poparła budowę mostu na rzece, a burmistrz powiedział, że jest to dzień dla wszystkich i od dawna.",
    "ja": "東京で開かれた会議で、首相は新しい橋の建設を発表した。",
}


@pytest.mark.parametrize("code", TEXTS)
def test_a_text_tells_its_own_language(code: str) -> None:
    assert language(TEXTS[code]) == code


def test_a_wrong_claim_does_not_turn_ukrainian_into_english() -> None:
    assert language(TEXTS["uk"], "en") == "uk"


def test_a_claim_counts_for_a_language_that_is_not_known_here() -> None:
    assert language("Ang konseho ay sumang-ayon sa tulay sa ibabaw ng ilog noong Martes ng gabi.", "tl") == "tl"


def test_nothing_to_go_by_is_none() -> None:
    assert language("12:30") is None
