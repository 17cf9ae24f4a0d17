"""What a file of people says, and what became of it."""

from dataclasses import dataclass

from indexer.model import Office


@dataclass(frozen=True, slots=True)
class Held:
    """Somebody's time in an office, as a file of people tells it. Days are ISO dates or as much as is known of them."""

    office: str
    """Its slug."""
    title: str
    since: str | None
    until: str | None
    """The last day, included."""


@dataclass(frozen=True, slots=True)
class Listed:
    """Somebody in a file of people."""

    name: str
    slug: str | None
    """The person's own in the archive. None: to be found by name."""
    aliases: tuple[str, ...]
    held: tuple[Held, ...]


@dataclass(frozen=True, slots=True)
class Register:
    """One file of offices and of who held them when, checked in itself."""

    origin: str
    """The file's name: what is imported under it again replaces what was."""
    offices: tuple[Office, ...]
    """Parents among them, or known to the archive."""
    people: tuple[Listed, ...]
    describes: bool
    """Whether it says of its offices all there is to say. If not, it only names them: what the archive knows of their
    names and parents stays.
    """


@dataclass(frozen=True, slots=True)
class Registered:
    """What became of a register."""

    offices_new: int
    offices_changed: int
    people_found: int
    people_made: int
    tenures: int
    articles: int
    """In which somebody speaks whose offices are others now."""
