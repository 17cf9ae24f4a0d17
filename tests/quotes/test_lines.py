"""The JSON lines of `onrecord quotes --jsonl`."""

import json

import pytest

from indexer.extract.quotes.lines import answer


def test_a_line_is_answered_with_every_promised_part() -> None:
    line = json.dumps({"id": 7, "title": "", "text": '"We are ready," said Mayor Clara Whitfield.', "lang": "en"})
    assert json.loads(answer(line)) == {
        "id": 7,
        "quotes": [
            {
                "quote_start": 1,
                "quote_end": 14,
                "quote": "We are ready,",
                "kind": "direct",
                "cue": "said",
                "speaker_text": "Mayor Clara Whitfield",
                "speaker_start": 21,
                "speaker_end": 42,
                "speaker_name": "Clara Whitfield",
                "title": "Mayor",
                "speaker_is_person": True,
                "speaker_type": "person",
                "resolution": "explicit",
                "confidence": 0.96,
                "fragment": False,
                "in_title": False,
            }
        ],
    }


@pytest.mark.parametrize(
    ("line", "reply"),
    [
        ("[1]", {"id": None, "error": 'The line is not an object with "id" and "text".'}),
        ('{"id": 3}', {"id": 3, "error": 'The line has no "text", or it is not a string.'}),
        ('{"id": 3, "text": "x", "lang": 5}', {"id": 3, "error": '"lang" is not a string.'}),
    ],
)
def test_a_wrong_line_is_answered_with_what_is_wrong(line: str, reply: dict[str, object]) -> None:
    assert json.loads(answer(line)) == reply


@pytest.mark.parametrize("line", ["", "{", "[" * 100_000, "nul"])
def test_a_line_that_is_no_json_is_an_error_and_no_exception(line: str) -> None:
    assert json.loads(answer(line))["error"].startswith("The line is not JSON")


def test_half_a_surrogate_pair_is_answered_in_encodable_text() -> None:
    reply = answer('{"id": 1, "text": "\\"We are ready \\ud83d now,\\" said Clara Whitfield."}')
    assert json.loads(reply)["quotes"][0]["quote"] == "We are ready \ud83d now,"
    assert reply.encode()
