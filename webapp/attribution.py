"""How a statement was led to its speaker, and which office that was then, in words."""

from dataclasses import dataclass

from indexer.model import Revision, Statement
from indexer.offices import held_on

RESOLVED = {
    "explicit": "named beside the words",
    "surname": "by surname",
    "pronoun": "by a pronoun",
    "nominal": "by title or description",
    "continuation": "continued from the words before",
}


@dataclass(frozen=True, slots=True)
class Then:
    """An office on the day of a statement."""

    title: str
    known: str
    """How, in words."""


def how(statement: Statement) -> str:
    """For example: by surname, 84 %."""
    quote = statement.quote
    if statement.bound == "decision":
        return "by a decision"
    if quote.resolution == "none" or quote.speaker_text is None:
        return "speaker not resolved"
    by = "by surname and office" if statement.bound == "office" else RESOLVED[quote.resolution]
    return f"{by}, {round(100 * quote.confidence)} %"


def office_then(statement: Statement, revision: Revision) -> Then | None:
    """Held on the day of publication, or of first sight; else the title as written. None: neither is recorded."""
    published = revision.article.published
    day = (published.at if published else revision.first_seen).date()
    held = held_on(statement.person.tenures, day) if statement.person else ()
    if held:
        origins = ", ".join(dict.fromkeys(tenure.origin for tenure in held))
        return Then("; ".join(dict.fromkeys(tenure.title for tenure in held)), f"recorded in {origins}")
    return Then(statement.quote.title, "as written in the article") if statement.quote.title else None
