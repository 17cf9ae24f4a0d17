"""Offices that stand for their bearer, in invented English copy."""

from indexer.extract.quotes import read

MINISTERS = "Economy Minister Clara Whitfield met Finance Minister Vera Lund and Norwegian Prime Minister Ole Dahl.\n"
FINN = "Finnish President Aino Salo came on Monday.\n"
GUARD = "Coastguard Peter Lund, 66, saved a dog on Monday.\n"


def named(body: str, title: str = "") -> list[str | None]:
    return [quote.speaker_name for quote in read(title, body, "en")[0]]


def test_one_of_two_ministers_is_told_by_the_words_before_the_office() -> None:
    assert named(MINISTERS + '"There is no money," the finance minister said.') == ["Vera Lund"]
    assert named(MINISTERS + '"There is money," the Norwegian prime minister said.') == ["Ole Dahl"]


def test_an_office_that_several_bear_names_nobody() -> None:
    assert named(MINISTERS + '"There is no money," the minister said.') == [None]


def test_an_office_with_words_that_nobody_here_has_is_somebody_elses() -> None:
    assert named(MINISTERS + '"There is no money," the interior minister said.') == [None]
    assert named(MINISTERS + '"There is no money," a finance minister said.') == [None]


def test_a_president_is_head_of_state_and_a_vice_president_is_not() -> None:
    assert named(FINN + '"I like it," the head of state said.') == ["Aino Salo"]
    assert named(FINN.replace("President", "Vice President") + '"I like it," the head of state said.') == [None]


def test_a_prime_minister_is_head_of_government() -> None:
    assert named(MINISTERS + '"We agreed," the head of government said.') == ["Ole Dahl"]


def test_a_short_title_is_the_same_office() -> None:
    assert named('Gov. Clara Whitfield came late. "The road was bad," the governor said.') == ["Clara Whitfield"]


def test_a_lone_office_in_a_headline_is_whoever_bears_it_in_the_story() -> None:
    assert named("Mayor Peter Lund spoke on Monday.", "Mayor says bridge safe") == ["Peter Lund"]


def test_whoever_is_called_by_an_age_is_the_only_one_named_or_the_last_to_speak() -> None:
    assert named(GUARD + "The 66-year-old said that he could not swim.") == ["Peter Lund"]
    assert named(GUARD + "Clara Whitfield came. The 66-year-old said that he could not swim.") == [None]
    heard = 'Clara Whitfield said: "I saw the dog." The 30-year-old added that it swam.'
    assert named(GUARD + heard) == ["Clara Whitfield", "Clara Whitfield"]


def test_the_expert_is_whoever_spoke_in_the_sentence_before() -> None:
    body = 'Hydrologist Vera Lund said that springs dry up. "They will not return," the expert added.'
    assert named(body) == ["Vera Lund", "Vera Lund"]
    assert named("Vera Lund came on Monday. The expert said that springs dry up.") == [None]
