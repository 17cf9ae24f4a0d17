"""Which directories hold the index. A pair is one folder with an index of articles and one of quotes.

    root/CURRENT                     names the pair that answers
    root/PAIR/articles, PAIR/quotes  PAIR = fingerprint of what built it, and a number that grows

A pair being built stands beside the one that answers and has a higher number; CURRENT is what switches.
"""

import os
import re
import shutil
from dataclasses import dataclass
from pathlib import Path

from indexer.engines.whoosh.schema import FORMAT, VIEWS, fingerprint
from indexer.engines.whoosh.snapshot import create_index
from indexer.engines.whoosh.storage import sync_folder, write_whole

_NAME = re.compile(r"(?P<fingerprint>(?P<format>\d+)-.+)\.(?P<number>\d+)")
_CURRENT = "CURRENT"
_READY = "READY"
"""A file in a pair whose two indexes have been made; without it, making them was interrupted."""
_DAMAGED = "DAMAGED"
"""A file in a pair in which a search met damage; whoever writes next begins a new one."""


@dataclass(frozen=True, slots=True)
class Pair:
    folder: Path
    fingerprint: str
    format: int
    number: int

    @property
    def readable(self) -> bool:
        """Whether this code can read its files."""
        return self.format == FORMAT

    @property
    def up_to_date(self) -> bool:
        """Whether this code would have built it alike."""
        return self.fingerprint == fingerprint()

    @property
    def damaged(self) -> bool:
        """Whether a search met damage in it."""
        return (self.folder / _DAMAGED).exists()


class Current:
    """Which pair answers. The file is read anew only where another one stands in its place: every search asks."""

    def __init__(self, root: Path) -> None:
        self._root = root
        self._path = str(root / _CURRENT)
        self._known: tuple[tuple[int, int], Pair | None] | None = None

    def pair(self) -> Pair | None:
        """None where none answers yet."""
        try:
            status = os.stat(self._path)  # noqa: PTH116 # as above
            file = status.st_ino, status.st_mtime_ns
            known = self._known
            if known is None or known[0] != file:
                name = (self._root / _CURRENT).read_text(encoding="utf-8").strip()
                known = self._known = file, _pair(self._root / name)
        except FileNotFoundError:
            return None
        return known[1]


def newest(root: Path) -> Pair | None:
    """The pair that is written to. None where there is none."""
    pairs = (_pair(folder) for folder in root.iterdir() if (folder / _READY).exists())
    return max((pair for pair in pairs if pair), key=lambda pair: pair.number, default=None)


def begin(root: Path) -> Pair:
    """A new, empty pair, with a higher number than any."""
    root.mkdir(mode=0o700, parents=True, exist_ok=True)
    numbers = (pair.number for pair in map(_pair, root.iterdir()) if pair)
    pair = _pair(root / f"{fingerprint()}.{max(numbers, default=0) + 1}")
    assert pair is not None
    for view in VIEWS:
        create_index(pair.folder / view, view)
    write_whole(pair.folder / _READY, "")
    sync_folder(root)
    return pair


def switch(root: Path, pair: Pair) -> None:
    """Let this pair answer, and clear away all others."""
    write_whole(root / _CURRENT, pair.folder.name + "\n")
    sweep(root, {pair.folder})


def mark_damaged(folder: Path) -> None:
    """Note that a pair's files cannot all be read."""
    write_whole(folder / _DAMAGED, "")


def sweep(root: Path, keep: set[Path]) -> None:
    """Remove all pairs but these. Who still reads one of them can go on with what is open."""
    for folder in root.iterdir():
        if folder not in keep and _pair(folder):
            shutil.rmtree(folder, ignore_errors=True)


def _pair(folder: Path) -> Pair | None:
    match = _NAME.fullmatch(folder.name)
    if not match:
        return None
    return Pair(folder, match["fingerprint"], int(match["format"]), int(match["number"]))
