"""What editors decide of people: frozen values, as they are told, written down and read back."""

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Merge:
    """Two people of the archive are one, known from now on by the slug `into`."""

    person: str
    into: str


@dataclass(frozen=True, slots=True)
class Split:
    """Some of what stands under a person belongs to somebody else: a spelling of the name, or the name with a title."""

    person: str
    spelling: str
    """A spelling of the person's name."""
    title: str | None
    """Only where the title beside it has all these words. None: wherever the name is spelled so."""
    name: str
    """Of the other person, who is made."""


@dataclass(frozen=True, slots=True)
class Rename:
    """The name under which a person is shown."""

    person: str
    name: str


@dataclass(frozen=True, slots=True)
class KeepApart:
    """Two people whose names are alike are not one."""

    person: str
    other: str


@dataclass(frozen=True, slots=True)
class NotSaidBy:
    """These words of an article are not this person's, in any of its versions."""

    article_id: int
    words: str
    """The quotation's text. Case, spaces and marks do not matter."""
    person: str
    instead: str | None
    """Slug of whoever said them. None: nobody known."""


What = Merge | Split | Rename | KeepApart | NotSaidBy


@dataclass(frozen=True, slots=True)
class Decision:
    """What somebody decided of people, which wins over every rule. Kept for ever, revoked or not."""

    id: int
    at: datetime
    by: str
    what: What
    note: str
    """Why, in the decider's words; may be empty."""
    revoked_at: datetime | None = None
    revoked_by: str | None = None
