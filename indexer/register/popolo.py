"""Popolo, the format in which parliaments publish people: persons, organizations, posts, memberships.

Ids there are the publisher's own: an organization keeps its id as slug where it can be one, people are found by name.
What we have no use for (images, contacts, links) is passed over, as are other names of one word.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from typing import Any, NoReturn

from indexer import people
from indexer.errors import ConfigError
from indexer.model import Office
from indexer.register.checking import NO_DAY, SLUG, Draft, partial_date
from indexer.register.values import Held, Listed

Entry = Mapping[str, Any]


def draft(file: str, text: str) -> Draft:
    """Raises ConfigError."""
    top = _parsed(file, text)
    read = Draft(file, describes=True)
    organizations = _by_id(read, top, "organizations")
    slugs = _slugs(organizations)
    for number, (given, entry) in enumerate(organizations.items()):
        place = f"organizations[{number}]"
        parent = _text(read, place, entry, "parent_id")
        if parent and parent not in slugs:
            raise read.fault(place, f"the parent_id “{parent}” is no organization's id.")
        name = _text(read, place, entry, "name") or ""
        read.offices.append((place, Office(slugs[given], name, _others(entry, name), slugs.get(parent or ""))))
    persons = _by_id(read, top, "persons")
    held = _memberships(read, top, persons, slugs)
    for number, (given, entry) in enumerate(persons.items()):
        place = f"persons[{number}]"
        name = _text(read, place, entry, "name") or ""
        aliases = tuple(other for other in _others(entry, name) if people.key(other))
        read.people.append((place, Listed(name, None, aliases, tuple(dict.fromkeys(held.get(given, ()))))))
    return read


def _memberships(
    read: Draft, top: Entry, persons: Mapping[str, Entry], slugs: Mapping[str, str]
) -> Mapping[str, Sequence[Held]]:
    """What each person held, by the person's id."""
    posts = _by_id(read, top, "posts")
    held: dict[str, list[Held]] = {}
    for number, entry in enumerate(_entries(read, top, "memberships")):
        place = f"memberships[{number}]"
        person = _text(read, place, entry, "person_id") or ""
        if person not in persons:
            raise read.fault(place, f"the person_id “{person}” is no person's id.")
        post = posts.get(_text(read, place, entry, "post_id") or "", {})
        office = _text(read, place, entry, "organization_id") or _text(read, place, post, "organization_id") or ""
        if office not in slugs:
            raise read.fault(place, f"the organization_id “{office}” is no organization's id.")
        titles = (_text(read, place, one, key) for one in (entry, post) for key in ("role", "label"))
        title = next((title for title in titles if title), "member")
        days = (_day(read, place, entry, key) for key in ("start_date", "end_date"))
        held.setdefault(person, []).append(Held(slugs[office], title, *days))
    return held


def _parsed(file: str, text: str) -> Entry:
    try:
        top = json.loads(text, object_pairs_hook=_without_doubles, parse_constant=_no_number)
    except (ValueError, RecursionError) as error:
        raise ConfigError(f"{file}: is not valid JSON: {error}.") from error
    if not isinstance(top, dict) or not {"persons", "organizations"} & top.keys():
        raise ConfigError(f"{file}: is not Popolo: it needs the lists persons, organizations and memberships.")
    return top


def _without_doubles(pairs: Sequence[tuple[str, Any]]) -> dict[str, Any]:
    found = dict(pairs)
    if len(found) < len(pairs):
        keys = [key for key, _ in pairs]
        raise ValueError(f"the key “{next(key for key in keys if keys.count(key) > 1)[:40]}” stands there twice")
    return found


def _no_number(name: str) -> NoReturn:
    raise ValueError(f"{name} is no number")


def _entries(read: Draft, top: Entry, key: str) -> Sequence[Entry]:
    entries = top.get(key) or []
    if not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        raise read.fault(key, "must be a list of objects.")
    return entries


def _by_id(read: Draft, top: Entry, key: str) -> Mapping[str, Entry]:
    found: dict[str, Entry] = {}
    for number, entry in enumerate(_entries(read, top, key)):
        place = f"{key}[{number}]"
        given = _text(read, place, entry, "id")
        if not given or given in found:
            raise read.fault(place, "needs an id of its own.")
        found[given] = entry
    return found


def _text(read: Draft, place: str, entry: Entry, key: str) -> str | None:
    value = entry.get(key)
    if value is not None and not isinstance(value, str):
        raise read.fault(place, f"{key} must be a text, not {str(value)[:40]}.")
    return value.strip() if value else None


def _day(read: Draft, place: str, entry: Entry, key: str) -> str | None:
    try:
        return partial_date(_text(read, place, entry, key))
    except ValueError:
        raise read.fault(place, f"{key} {NO_DAY}, not “{str(entry[key])[:40]}”.") from None


def _others(entry: Entry, name: str) -> tuple[str, ...]:
    others = entry.get("other_names")
    names = (other.get("name") for other in others if isinstance(other, dict)) if isinstance(others, list) else ()
    return tuple(dict.fromkeys(n.strip() for n in names if isinstance(n, str) and n.strip() and n.strip() != name))


def _slugs(organizations: Mapping[str, Entry]) -> Mapping[str, str]:
    """The id where people can read it, else one made of the name; none twice."""
    slugs: dict[str, str] = {}
    for given, entry in organizations.items():
        base = given if _is_readable(given) else people.slug(str(entry.get("name") or given))
        slugs[given] = _free(base, slugs.values())
    return slugs


def _free(base: str, taken: Iterable[str]) -> str:
    used, slug, number = set(taken), base, 1
    while slug in used:
        number += 1
        slug = f"{base}-{number}"
    return slug


def _is_readable(given: str) -> bool:
    return SLUG.fullmatch(given) is not None and len(given) <= 40 and given.count("-") < 4 and not given.isdigit()
