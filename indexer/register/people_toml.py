"""people.toml: offices and people as a newsroom writes them down."""

from collections.abc import Iterator

from indexer.keyed import Keyed, parse_toml
from indexer.model import Office
from indexer.register.checking import NO_DAY, Draft, partial_date
from indexer.register.values import Held, Listed


def draft(file: str, text: str) -> Draft:
    """Raises ConfigError."""
    top = parse_toml(file, text)
    read = Draft(file, describes=True)
    for table in _tables(top, "offices"):
        read.offices.append((table.where.removesuffix(": "), _office(table)))
    for table in _tables(top, "people"):
        read.people.append((table.where.removesuffix(": "), _person(table)))
    top.finish()
    return read


def _office(table: Keyed) -> Office:
    slug, name = table.take("id", str), table.take("name", str)
    office = Office(slug, name, tuple(dict.fromkeys(table.texts("also"))), table.optional("parent"))
    table.finish()
    return office


def _person(table: Keyed) -> Listed:
    name, slug, aliases = table.take("name", str), table.optional("id"), tuple(dict.fromkeys(table.texts("also")))
    held = tuple(_held(each) for each in _tables(table, "held", inside="people."))
    table.finish()
    return Listed(name, slug, aliases, held)


def _held(table: Keyed) -> Held:
    since, until = _day(table, "since"), _day(table, "until")
    held = Held(table.take("office", str), table.take("title", str), since, until)
    table.finish()
    return held


def _day(table: Keyed, key: str) -> str | None:
    value = table.take(key, object, "")
    try:
        return partial_date(value)
    except ValueError:
        raise table.fault(key, f"{NO_DAY}, not {str(value)[:40]!r}") from None


def _tables(table: Keyed, key: str, inside: str = "") -> Iterator[Keyed]:
    """Each [[stanza]] of that key, under its number and, where it has one, its name or id."""
    for number, stanza in enumerate(table.take(key, list, []), 1):
        if not isinstance(stanza, dict):
            raise table.fault(key, f"must be written as [[{inside}{key}]] stanzas")
        name = stanza.get("id" if key == "offices" else "name")
        called = f" “{name[:40]}”" if isinstance(name, str) else ""
        yield Keyed(table.file, f"{table.where}[[{inside}{key}]] {number}{called}: ", stanza)
