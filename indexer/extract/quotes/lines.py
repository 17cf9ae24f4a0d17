"""`onrecord quotes --jsonl`: one JSON line in, one out, whatever the line holds."""

import json
from typing import Any

from indexer.extract.quotes.reading import read
from indexer.model import Quote


def answer(line: str) -> str:
    """{"id","title"?,"text","lang"?} -> {"id","quotes":[…]}, or {"id","error"} where the line is no such object."""
    try:
        asked = json.loads(line)
    except (ValueError, RecursionError) as error:
        return _written({"id": None, "error": f"The line is not JSON: {error}"})
    if not isinstance(asked, dict):
        return _written({"id": None, "error": 'The line is not an object with "id" and "text".'})
    wrong = _wrong(asked)
    if wrong:
        return _written({"id": asked.get("id"), "error": wrong})
    quotes, _ = read(asked.get("title") or "", asked["text"], asked.get("lang"))
    return _written({"id": asked.get("id"), "quotes": [as_object(quote) for quote in quotes]})


def as_object(quote: Quote) -> dict[str, Any]:
    """The promised names of a quote's parts."""
    return {
        "quote_start": quote.start,
        "quote_end": quote.end,
        "quote": quote.text,
        "kind": quote.kind,
        "cue": quote.cue,
        "speaker_text": quote.speaker_text,
        "speaker_start": quote.speaker_start,
        "speaker_end": quote.speaker_end,
        "speaker_name": quote.speaker_name,
        "title": quote.title,
        "speaker_is_person": quote.speaker_is_person,
        "speaker_type": quote.speaker_type,
        "resolution": quote.resolution,
        "confidence": quote.confidence,
        "fragment": quote.fragment,
        "in_title": quote.in_title,
    }


def _wrong(asked: dict[str, Any]) -> str | None:
    if not isinstance(asked.get("text"), str):
        return 'The line has no "text", or it is not a string.'
    for key in ("title", "lang"):
        if not isinstance(asked.get(key), str | None):
            return f'"{key}" is not a string.'
    return None


def _written(reply: dict[str, Any]) -> str:
    # A lone surrogate can stand in a JSON string but in no UTF-8 file: such text goes out escaped.
    text = json.dumps(reply, ensure_ascii=False)
    return text if _encodes(text) else json.dumps(reply)


def _encodes(text: str) -> bool:
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True
