"""Conversations set out in turns, in invented English copy."""

from time import process_time

from indexer.extract.quotes import read

Line = tuple[str, str | None, str | None, str]


def turns(body: str) -> list[Line]:
    """Text, source as written, resolved name and resolution."""
    return [(quote.text, quote.speaker_text, quote.speaker_name, quote.resolution) for quote in read("", body, "en")[0]]


def test_surnames_in_capitals_go_back_to_full_names() -> None:
    body = (
        "Mayor Clara Whitfield met the engineer Peter Lund.\n"
        "WHITFIELD: Is the dam safe?\n"
        "LUND: I would not live under it.\n"
        "WHITFIELD: Then we shall move."
    )
    assert turns(body) == [
        ("Is the dam safe?", "WHITFIELD", "Clara Whitfield", "surname"),
        ("I would not live under it.", "LUND", "Peter Lund", "surname"),
        ("Then we shall move.", "WHITFIELD", "Clara Whitfield", "surname"),
    ]


def test_a_line_without_a_name_between_two_turns_goes_on_with_the_first() -> None:
    body = (
        "Clara Whitfield: I will open the library on Sundays.\n"
        "I will close the car park.\n"
        "Peter Lund: I will keep it. My students drive.\n"
        "The vote is on Friday."
    )
    assert turns(body) == [
        ("I will open the library on Sundays.", "Clara Whitfield", "Clara Whitfield", "explicit"),
        ("I will close the car park.", "Clara Whitfield", "Clara Whitfield", "continuation"),
        ("I will keep it. My students drive.", "Peter Lund", "Peter Lund", "explicit"),
    ]


def test_answers_are_the_guests_and_questions_nobodys() -> None:
    body = "Clara Whitfield has moved.\nQ: Why did you move?\nA: My floor gave way.\nQ: And now?\nA: I wait."
    assert [line[:3] for line in turns(body)] == [
        ("My floor gave way.", "A", "Clara Whitfield"),
        ("I wait.", "A", "Clara Whitfield"),
    ]


def test_two_guests_leave_answers_without_a_name() -> None:
    body = "Clara Whitfield met Peter Lund.\nQ: Why did you move?\nA: My floor gave way.\nQ: And now?\nA: I wait."
    assert [line[2] for line in turns(body)] == [None, None]


def test_a_list_of_people_is_no_conversation() -> None:
    assert turns("Clara Whitfield: elected in 2011.\nPeter Lund: lost in 2015.\nClara Whitfield: elected again.") == []


def test_what_is_said_inside_a_turn_is_its_speakers() -> None:
    body = "Clara Whitfield: I was told that it was urgent.\nPeter Lund: Who told you?\nClara Whitfield: You did."
    assert [line[2] for line in turns(body)] == ["Clara Whitfield", "Peter Lund", "Clara Whitfield"]


def test_a_conversation_of_many_turns_is_read_in_linear_time() -> None:
    def seconds(turns: int) -> float:
        start = process_time()
        read("", "Clara Whitfield: Is it safe?\nPeter Lund: I say so.\n" * turns, "en")
        return process_time() - start

    seconds(50)
    assert seconds(2_000) < 40 * max(seconds(200), 0.005)


def test_a_full_name_in_capitals_is_that_persons_name() -> None:
    body = "Clara Whitfield led the inquiry.\nCHAIRWOMAN CLARA WHITFIELD: Who signed?\nWITNESS PETER LUND: I did."
    assert [line[2] for line in turns(body)] == ["Clara Whitfield", "Peter Lund"]
