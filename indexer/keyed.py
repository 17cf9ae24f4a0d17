"""Files that people write, taken key by key: every fault is told with its file, its place and what is allowed."""

import difflib
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import TypeVar

from indexer.errors import ConfigError

Table = Mapping[str, object]
T = TypeVar("T")

BYTES_MAX = 5_000_000
"""Of a whole file: nobody writes more by hand, and 50,000 people fit in."""


def read_text(path: Path, advice: str) -> str:
    """The file as text. Raises ConfigError; `advice` says what to do where it is not there."""
    try:
        with path.open("rb") as file:
            data = file.read(BYTES_MAX + 1)
    except OSError as error:
        raise ConfigError(f"{path}: cannot be read ({error.strerror}). {advice}") from error
    if len(data) > BYTES_MAX:
        raise ConfigError(f"{path.name}: is larger than {BYTES_MAX // 1_000_000} MB. Part it into several files.")
    try:
        return data.decode("utf-8-sig")  # Windows editors put a mark in front
    except UnicodeDecodeError as error:
        raise ConfigError(f"{path.name}: is not UTF-8 text (byte {error.start}).") from error


def parse_toml(file: str, text: str) -> "Keyed":
    """Raises ConfigError."""
    try:
        return Keyed(file, "", tomllib.loads(text))
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise ConfigError(f"{file}: is not valid TOML: {error}.") from error


def did_you_mean(key: str, known: list[str]) -> str:
    """A hint that goes behind a sentence, with the names that are known."""
    near = difflib.get_close_matches(key, known, 1)
    hint = f" Did you mean “{near[0]}”?" if near else ""
    return f"{hint} Known: {', '.join(sorted(known))}."


class Keyed:
    """One table of the file, its keys taken one by one; what is left over at the end is an error."""

    def __init__(self, file: str, where: str, table: Table) -> None:
        self.file, self.where, self.table = file, where, table
        self.taken: list[str] = []

    def fault(self, key: str, message: str) -> ConfigError:
        return ConfigError(f"{self.file}: {self.where}{key} {message}.")

    def take(self, key: str, kind: type[T], default: T | None = None) -> T:
        """The key's value; `default` None means that it must be there."""
        self.taken.append(key)
        if key not in self.table:
            if default is None:
                raise self.fault(key, "is missing")
            return default
        value = self.table[key]
        if kind is float and isinstance(value, int) and not isinstance(value, bool):
            value = float(value)
        if not isinstance(value, kind) or (isinstance(value, bool) and kind is not bool):
            raise self.fault(key, f"must be {_NAMES[kind]}, not {value!r}")
        return value

    def number(self, key: str, default: float, low: float, high: float) -> float:
        value = self.take(key, float, default)
        if not low <= value <= high:
            raise self.fault(key, f"must lie between {low:g} and {high:g}, not {value:g}")
        return value

    def whole(self, key: str, default: int, low: int, high: int) -> int:
        value = self.number(key, default, low, high)
        if value != int(value):
            raise self.fault(key, f"must be a whole number, not {value:g}")
        return int(value)

    def texts(self, key: str) -> tuple[str, ...]:
        values = self.take(key, list, [])
        if not all(isinstance(v, str) for v in values):
            raise self.fault(key, f"must be a list of texts, not {values!r}")
        return tuple(values)

    def optional(self, key: str) -> str | None:
        return self.take(key, str, "") or None

    def table_at(self, key: str) -> "Keyed":
        return Keyed(self.file, f"{self.where}{key}.", self.take(key, dict, {}))

    def finish(self) -> None:
        for key in self.table:
            if key not in self.taken:
                where = f" in {self.where.rstrip('.: ')}" if self.where else ""
                hint = did_you_mean(key, self.taken)
                raise ConfigError(f"{self.file}: unknown key “{key}”{where}.{hint}")


_NAMES = {
    str: "a text",
    float: "a number",
    int: "a whole number",
    list: "a list",
    dict: "a table",
    bool: "true or false",
    object: "a date",
}
