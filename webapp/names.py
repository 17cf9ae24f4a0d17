"""People whom a typed name may mean."""

from collections.abc import Sequence
from dataclasses import dataclass

from indexer.model import Person
from webapp import current

TYPED_MAX = 100
"""Letters of a typed name that are looked at."""
SHOWN_MAX = 20
"""People to choose among."""
LIKE_MAX = 5
"""People with a name nearly like the typed one, where nobody has it."""


@dataclass(frozen=True, slots=True)
class Meant:
    """Whom a typed name means, or what keeps us from knowing."""

    person: Person | None = None
    fault: str | None = None
    choices: tuple[Person, ...] = ()


def called(typed: str, limit: int = SHOWN_MAX) -> Sequence[Person]:
    """Those with all these words in their names, in any usual spelling, the most quoted first."""
    return current.archive().people_named(typed[:TYPED_MAX], limit)


def meant(typed: str, chosen: str) -> Meant:
    """The only one of that name, or the one of them whose slug is chosen. Nobody, without a fault, for no name."""
    if not typed:
        return Meant()
    found = called(typed)
    one = found[0] if len(found) == 1 else next((person for person in found if person.slug == chosen), None)
    if one:
        return Meant(one)
    if found:
        return Meant(fault=f"{len(found)} people in the archive are called so. Choose one.", choices=tuple(found))
    near = current.archive().store.people_like(typed[:TYPED_MAX], LIKE_MAX)
    perhaps = f" Perhaps you mean {' or '.join(person.name for person in near)}?" if near else ""
    return Meant(fault=f"Nobody in the archive is called so.{perhaps}")
