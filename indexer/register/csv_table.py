"""A table of people: one line for each time in office, as spreadsheets write it, parted by commas, semicolons or tabs.

Columns: name, also (other names, parted by |), office, parent, title, since, until, id. Offices go by their names; what
the archive knows of an office already stays.
"""

import csv
import io
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from indexer import people
from indexer.errors import ConfigError
from indexer.keyed import did_you_mean
from indexer.model import Office
from indexer.register.checking import NO_DAY, Draft, partial_date
from indexer.register.values import Held, Listed

COLUMNS = ("name", "also", "office", "parent", "title", "since", "until", "id")
NEEDED = ("name", "office", "title")
DELIMITERS = ",;\t"


@dataclass(slots=True)
class _Person:
    place: str
    slug: str | None
    aliases: list[str] = field(default_factory=list)
    held: list[Held] = field(default_factory=list)


def draft(file: str, text: str) -> Draft:
    """Raises ConfigError."""
    read = Draft(file, describes=False)
    offices: dict[str, Office] = {}
    found: dict[str, _Person] = {}
    for place, row in _rows(file, text):
        person = found.setdefault(row["name"], _Person(place, row["id"] or None))
        if row["id"] and person.slug != row["id"]:
            raise read.fault(place, f"“{row['name']}” has another id above. Give each line of a person the same.")
        person.aliases += [name for alias in row["also"].split("|") if (name := alias.strip())]
        if row["office"] or row["title"]:
            person.held.append(_held(read, place, row, offices))
    read.offices = [(f"office “{office.name}”", office) for office in offices.values()]
    read.people = [
        (one.place, Listed(name, one.slug, tuple(dict.fromkeys(one.aliases)), tuple(dict.fromkeys(one.held))))
        for name, one in found.items()
    ]
    return read


def _rows(file: str, text: str) -> Iterator[tuple[str, Mapping[str, str]]]:
    """Each line that holds anything, with its place, all columns in it."""
    first = text.partition("\n")[0]
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=max(DELIMITERS, key=first.count), strict=True)
    try:
        header = [cell.strip().lower() for cell in next(reader, [])]
        _check_header(file, header)
        for cells in reader:
            if not any(map(str.strip, cells)):
                continue
            place = f"line {reader.line_num}"
            if len(cells) > len(header):
                raise ConfigError(f"{file}: {place}: has {len(cells)} cells, the first line {len(header)}.")
            row = dict(zip(header, map(str.strip, cells), strict=False))
            yield place, {column: row.get(column, "") for column in COLUMNS}
    except csv.Error as error:
        raise ConfigError(f"{file}: line {reader.line_num}: is not valid CSV: {error}.") from error


def _check_header(file: str, header: list[str]) -> None:
    for column in header:
        if column not in COLUMNS:
            raise ConfigError(f"{file}: line 1: unknown column “{column}”.{did_you_mean(column, list(COLUMNS))}")
    for column in NEEDED:
        if header.count(column) != 1:
            raise ConfigError(
                f"{file}: line 1: the column “{column}” must be there, once. Known: {', '.join(COLUMNS)}."
            )


def _held(read: Draft, place: str, row: Mapping[str, str], offices: dict[str, Office]) -> Held:
    office = _office(read, place, row["office"], offices)
    if row["parent"]:
        parent = _office(read, place, row["parent"], offices).slug
        known = offices[office.slug].parent
        if known not in (None, parent):
            raise read.fault(place, f"“{row['office']}” has another parent above. Write the same, or none.")
        offices[office.slug] = Office(office.slug, office.name, (), parent)
    days = []
    for column in ("since", "until"):
        try:
            days.append(partial_date(row[column]))
        except ValueError:
            raise read.fault(place, f"{column} {NO_DAY}, not “{row[column][:40]}”.") from None
    return Held(office.slug, row["title"], *days)


def _office(read: Draft, place: str, name: str, offices: dict[str, Office]) -> Office:
    if not any(map(str.isalpha, name)):
        raise read.fault(place, f"an office needs a name with letters, not “{name[:40]}”.")
    slug = people.slug(name)
    return offices.setdefault(slug, Office(slug, name))
