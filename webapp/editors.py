"""Who may decide who is who, under which name, and what was just decided. The one place where that is checked."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, fields

from flask import flash, get_flashed_messages

from indexer.decisions import Decision, NotSaidBy, What
from webapp import current

NOTE_MAX = 1_000
"""Letters of a note."""
JUST = "decided"
"""Category of messages that hold the number of a decision just made or taken back."""
PERSON_FIELDS = ("person", "into", "other", "instead")


@dataclass(frozen=True, slots=True)
class Told:
    """A decision with what people call those whom it is about."""

    decision: Decision
    names: Mapping[str, str]
    """By slug, also of those who turned out to be somebody else."""
    headline: str | None
    """Of the article it is about. None: it is about none, or about one that is gone."""

    @property
    def kind(self) -> str:
        return type(self.decision.what).__name__


def editor_name() -> str:
    """Under which decisions are written down. While there are no accounts, everybody may decide, as the newsroom."""
    return "newsroom"


def decide(what: What, note: str) -> None:
    """Decide as whoever asks; the next page tells. Raises StoreError as the store does."""
    decision = current.archive().decide(what, by=editor_name(), note=note)
    flash(str(decision.id), JUST)


def revoke(decision: Decision) -> None:
    """Take it back as whoever asks. Nothing happens where that is done already."""
    if current.archive().revoke(decision.id, by=editor_name()):
        flash(str(decision.id), JUST)


def note_fault(note: str) -> str | None:
    return f"The note has {len(note)} letters; {NOTE_MAX} are allowed." if len(note) > NOTE_MAX else None


def lately() -> list[Told]:
    """What this reader has just decided or taken back, once."""
    numbers = dict.fromkeys(get_flashed_messages(category_filter=[JUST]))
    found = [current.archive().store.decision(int(str(number))) for number in numbers]
    return told([decision for decision in found if decision])


def told(decisions: Iterable[Decision]) -> list[Told]:
    """The same with the names for them."""
    decisions = list(decisions)
    if not decisions:
        return []
    store = current.archive().store
    names = store.own_names(list({slug for decision in decisions for slug in _people(decision.what)}))
    numbers = {d.what.article_id for d in decisions if isinstance(d.what, NotSaidBy)}
    headlines = {revision.article_id: revision.article.headline for revision in store.articles(list(numbers))}
    return [Told(d, names, _headline(d.what, headlines)) for d in decisions]


def _people(what: What) -> Sequence[str]:
    values = [getattr(what, field.name) for field in fields(what) if field.name in PERSON_FIELDS]
    return [slug for slug in values if slug]


def _headline(what: What, headlines: Mapping[int, str]) -> str | None:
    return headlines.get(what.article_id) if isinstance(what, NotSaidBy) else None
