"""Files of offices and their holders: `people import`, and `people offices` to see who held what on a day."""

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from datetime import date, datetime
from pathlib import Path
from zoneinfo import ZoneInfo

import click

from indexer.archive import Archive
from indexer.commands.context import Setting, pass_setting
from indexer.commands.people import bring_up, people
from indexer.errors import ArchiveError
from indexer.model import Office, Person, Tenure
from indexer.offices import Offices, held_on
from indexer.register import Register, Registered, read

Held = Sequence[tuple[Person, Tenure]]


@people.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@pass_setting
def import_(setting: Setting, files: Sequence[Path]) -> None:
    """Take in FILEs that say who held which office when: people.toml, CSV, or Popolo as JSON.

    A file replaces what was imported under the same name. Nothing is taken in unless all files can be read.

    Example: onrecord people import people.toml
    """
    with setting.open(writes_index=True) as archive:
        for register in _read_all(files, archive):
            click.echo(_told(register, archive.store.register(register)))
        bring_up(archive)


def _read_all(files: Sequence[Path], archive: Archive) -> list[Register]:
    """Each may speak of offices that the archive or a file before it describes."""
    known = {office.slug for office in archive.store.offices()}
    registers = []
    for path in files:
        registers.append(read(path, known))
        known |= {office.slug for office in registers[-1].offices}
    return registers


def _told(register: Register, done: Registered) -> str:
    return (
        f"{register.origin}: {len(register.offices):,} offices ({done.offices_new:,} new, {done.offices_changed:,} "
        f"changed), {len(register.people):,} people ({done.people_made:,} new), {done.tenures:,} times in office; "
        f"articles shown anew: {done.articles:,}"
    )


# ------------------------------------------------------------------------------------------------------------- offices


@people.command()
@click.option("--at", type=click.DateTime(["%Y-%m-%d"]), help="The day; today where left out.")
@click.option("--json", "as_json", is_flag=True, help="Print one JSON object a line, with all times in office.")
@pass_setting
def offices(setting: Setting, at: datetime | None, *, as_json: bool) -> None:
    """Print the offices that are known, each under the one it belongs to, with who held them on a day.

    Example: onrecord people offices --at 2021-11-08
    """
    with setting.open(writes_index=False) as archive:
        known, holders = archive.store.offices(), archive.store.holders()
        day = at.date() if at else archive.clock().astimezone(ZoneInfo(archive.config.zone)).date()
    if not known:
        raise ArchiveError("No office is known yet. Describe some in a file: onrecord people import people.toml.")
    lines = _as_json(known, holders) if as_json else _as_text(Offices(known), known, _by_office(holders, day))
    for line in lines:
        click.echo(line)


def _by_office(holders: Sequence[Person], day: date) -> Mapping[str, Held]:
    held: dict[str, list[tuple[Person, Tenure]]] = {}
    for person in holders:
        for tenure in held_on(person.tenures, day):
            held.setdefault(tenure.office, []).append((person, tenure))
    return held


def _as_text(tree: Offices, known: Sequence[Office], held: Mapping[str, Held]) -> Iterator[str]:
    # The way from the top to an office sorts it behind the one it belongs to.
    for office in sorted(known, key=lambda office: tree.within(office.slug)[::-1]):
        indent = "  " * (len(tree.within(office.slug)) - 1)
        yield f"{indent}{office.name} ({office.slug})"
        for person, tenure in held.get(office.slug, ()):
            yield f"{indent}  - {person.name}, {tenure.title}{_times(tenure)}"


def _times(tenure: Tenure) -> str:
    since = f" from {tenure.since}" if tenure.since else ""
    return f"{since} to {tenure.until}" if tenure.until else f"{since}, end not recorded"


def _as_json(known: Sequence[Office], holders: Sequence[Person]) -> Iterator[str]:
    for office in known:
        held = [
            {"person": person.slug, "name": person.name, **{key: getattr(tenure, key) for key in _SHOWN}}
            for person in holders
            for tenure in person.tenures
            if tenure.office == office.slug
        ]
        yield json.dumps({**asdict(office), "held": held}, ensure_ascii=False)


_SHOWN = ("title", "since", "until", "origin")

COMMANDS = (people,)
"""The group as it is with these two."""
