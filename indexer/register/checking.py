"""What any file of people must hold to: names that are names, offices that are there, times that can be told apart."""

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date, datetime
from itertools import combinations

from indexer import people
from indexer.errors import ConfigError
from indexer.model import Office
from indexer.offices import first_day, last_day
from indexer.people.keys import SLUG_CHARS_MAX
from indexer.register.values import Held, Listed, Register

OFFICES_MAX = 5_000
PEOPLE_MAX = 50_000
HELD_MAX = 200
"""Times in office of one person."""
DEPTH_MAX = 20
"""Offices above one another."""
NAME_CHARS_MAX = 200
SLUG = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_DAY = re.compile(r"[12][0-9]{3}(?:-[0-9]{2}(?:-[0-9]{2})?)?")


@dataclass(slots=True)
class Draft:
    """A file as it was read; each office and person under the place where it stands, fit to begin a complaint."""

    file: str
    describes: bool
    """See `Register`."""
    offices: list[tuple[str, Office]] = field(default_factory=list)
    people: list[tuple[str, Listed]] = field(default_factory=list)

    def fault(self, place: str, message: str) -> ConfigError:
        return ConfigError(f"{self.file}: {place}: {message}")


def checked(draft: Draft, known: Collection[str]) -> Register:
    """Raises ConfigError at the first fault."""
    if not draft.offices and not draft.people:
        raise ConfigError(
            f"{draft.file}: names no office and nobody. An empty file would take back what it told before."
        )
    _check_size(draft)
    offices = _offices(draft, known)
    _check_people(draft, {*offices, *known})
    return Register(draft.file, tuple(offices.values()), tuple(listed for _, listed in draft.people), draft.describes)


def partial_date(value: object) -> str | None:
    """2021, 2021-07 or 2021-07-16, as a text, a number or a date. None for nothing. Raises ValueError."""
    if value is None or value == "":
        return None
    if isinstance(value, date):
        return (value.date() if isinstance(value, datetime) else value).isoformat()
    text = str(value).strip()
    if isinstance(value, bool) or not _DAY.fullmatch(text):
        raise ValueError(text)
    first_day(text)
    return text


NO_DAY = "must be a day such as 2021-07-16, or as much of it as is known (2021-07, 2021)"


def _check_size(draft: Draft) -> None:
    for what, found, most in (("offices", draft.offices, OFFICES_MAX), ("people", draft.people, PEOPLE_MAX)):
        if len(found) > most:
            raise ConfigError(
                f"{draft.file}: {len(found):,} {what} are more than {most:,}. Part it into several files."
            )


def _check_name(draft: Draft, place: str, name: str) -> None:
    if not any(map(str.isalpha, name)) or len(name) > NAME_CHARS_MAX:
        raise draft.fault(place, f"a name needs letters, and at most {NAME_CHARS_MAX} characters; not “{name[:40]}”.")


# -------------------------------------------------------------------------------------------------------------- offices


def _offices(draft: Draft, known: Collection[str]) -> Mapping[str, Office]:
    offices: dict[str, Office] = {}
    for place, office in draft.offices:
        if not SLUG.fullmatch(office.slug) or len(office.slug) > SLUG_CHARS_MAX:
            raise draft.fault(place, f"an id is lower-case letters, digits and hyphens, not “{office.slug[:40]}”.")
        if office.slug in offices:
            raise draft.fault(place, f"the id {office.slug} is that of “{offices[office.slug].name}”. Give another.")
        for name in (office.name, *office.aliases):
            _check_name(draft, place, name)
        offices[office.slug] = office
    for place, office in draft.offices:
        if office.parent is not None and office.parent not in offices and office.parent not in known:
            raise draft.fault(place, f"the parent “{office.parent}” is no office's id. {_ids(offices, known)}")
        _check_depth(draft, place, office, offices)
    return offices


def _check_depth(draft: Draft, place: str, office: Office, offices: Mapping[str, Office]) -> None:
    above, parent = [office.slug], office.parent
    while parent is not None and parent in offices:
        if parent in above:
            raise draft.fault(place, f"it belongs to itself: {' < '.join([*above, parent])}. Take one parent out.")
        above.append(parent)
        if len(above) > DEPTH_MAX:
            raise draft.fault(place, f"more than {DEPTH_MAX} offices stand above it.")
        parent = offices[parent].parent


def _ids(offices: Collection[str], known: Collection[str]) -> str:
    ids = sorted({*offices, *known})
    return f"Ids: {', '.join(ids[:20])}{' …' if len(ids) > 20 else ''}." if ids else "No office is described."


# --------------------------------------------------------------------------------------------------------------- people


def _check_people(draft: Draft, offices: Collection[str]) -> None:
    by_name: dict[str, Listed] = {}
    slugs: set[str] = set()
    for place, listed in draft.people:
        for name in (listed.name, *listed.aliases):
            _check_name(draft, place, name)
            if people.key(name) is None:
                raise draft.fault(place, f"“{name}” is one word; people are known by a given name and a surname.")
        _check_slug(draft, place, listed.slug, slugs)
        twin = by_name.setdefault(listed.name.casefold(), listed)
        if twin is not listed and not (twin.slug and listed.slug):
            raise draft.fault(place, "the name stands in the file twice. Write one entry, or give both an id.")
        _check_held(draft, place, listed.held, offices)


def _check_slug(draft: Draft, place: str, slug: str | None, taken: set[str]) -> None:
    if slug is None:
        return
    if not SLUG.fullmatch(slug) or len(slug) > SLUG_CHARS_MAX:
        raise draft.fault(place, f"an id is lower-case letters, digits and hyphens, not “{slug[:40]}”.")
    if slug in taken:
        raise draft.fault(place, f"the id {slug} is somebody else's in this file. Give another.")
    taken.add(slug)


def _check_held(draft: Draft, place: str, held: Sequence[Held], offices: Collection[str]) -> None:
    if len(held) > HELD_MAX:
        raise draft.fault(place, f"{len(held)} times in office, where {HELD_MAX} may be.")
    for one in held:
        if one.office not in offices:
            raise draft.fault(place, f"the office “{one.office}” is no office's id. {_ids(offices, ())}")
        if not any(map(str.isalpha, one.title)) or len(one.title) > NAME_CHARS_MAX:
            raise draft.fault(place, f"in {one.office}: “{one.title[:40]}” is no title, such as Minister.")
        if one.since and one.until and first_day(one.since) > last_day(one.until):
            raise draft.fault(place, f"in {one.office}: it ends ({one.until}) before it begins ({one.since}).")
    for one, other in combinations(held, 2):
        if one.office == other.office and not _told_apart(one, other):
            raise draft.fault(
                place,
                f"two times in {one.office} (“{one.title}”, “{other.title}”) overlap for want of dates, and nobody "
                "could tell which counts. Say since when or until when, as much as is known.",
            )


def _told_apart(one: Held, other: Held) -> bool:
    """Whether the dates say which comes first, or that both really were held together."""
    return any(_ends_before(*pair) or _holds_within(*pair) for pair in ((one, other), (other, one)))


def _ends_before(one: Held, other: Held) -> bool:
    return bool(one.until and other.since) and first_day(one.until or "") <= last_day(other.since or "")


def _holds_within(one: Held, other: Held) -> bool:
    if not (one.since and one.until):
        return False
    days = [day for day in (other.since, other.until) if day]
    return any(first_day(one.since) <= last_day(day) and first_day(day) <= last_day(one.until) for day in days)
