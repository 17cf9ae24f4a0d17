"""Files of offices and of who held them: people.toml, tables in CSV, Popolo in JSON. Checked whole before use."""

from collections.abc import Callable, Collection, Mapping
from pathlib import Path

from indexer.errors import ConfigError
from indexer.keyed import read_text
from indexer.register import csv_table, people_toml, popolo
from indexer.register.checking import Draft, checked
from indexer.register.values import Held, Listed, Register, Registered

__all__ = ["Held", "Listed", "Register", "Registered", "read"]

_READERS: Mapping[str, Callable[[str, str], Draft]] = {
    ".toml": people_toml.draft,
    ".csv": csv_table.draft,
    ".tsv": csv_table.draft,
    ".json": popolo.draft,
}


def read(path: Path, known: Collection[str] = ()) -> Register:
    """A file of people; `known` are slugs of offices that it may speak of without describing them.

    Raises ConfigError at the first fault: file, place, what is wrong and what is allowed.
    """
    reader = _READERS.get(path.suffix.lower())
    if reader is None:
        raise ConfigError(f"{path.name}: files of people end in {', '.join(_READERS)}.")
    return checked(reader(path.name, read_text(path, "Check the name.")), known)
