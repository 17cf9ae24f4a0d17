"""How a statement was led to its speaker, and which office that was then, in words."""

from dataclasses import dataclass

from indexer.fields import held_then
from indexer.model import Revision, Statement

RESOLVED = {
    "explicit": "named beside the words",
    "surname": "by surname",
    "pronoun": "by a pronoun",
    "nominal": "by title or description",
    "continuation": "continued from the words before",
}

BOUND = {"office": "by surname and office", "decision": "by a decision of who is who"}
"""Where the name alone did not lead to the person."""


@dataclass(frozen=True, slots=True)
class Then:
    """An office on the day of a statement."""

    title: str
    known: str
    """How, in words."""


def how(statement: Statement) -> str:
    """For example: by surname, 84 %."""
    quote = statement.quote
    if statement.bound == "correction":
        return "by a correction"
    if quote.resolution == "none" or quote.speaker_text is None:
        return "speaker not resolved"
    by = BOUND.get(statement.bound or "", RESOLVED[quote.resolution])
    return f"{by}, {round(100 * quote.confidence)} %"


def office_then(statement: Statement, revision: Revision) -> Then | None:
    """Held on the day of publication, or of first sight; else the title as written. None: neither is recorded."""
    held = held_then(revision, statement)
    if held:
        origins = ", ".join(dict.fromkeys(tenure.origin for tenure in held))
        return Then("; ".join(dict.fromkeys(tenure.title for tenure in held)), f"recorded in {origins}")
    return Then(statement.title, "as written in the article") if statement.title else None
