"""Where Whoosh keeps its files: synced and summed up when written, mapped when read.

Whoosh itself never syncs, so that a power cut costs the whole index; it has no checksums; and it reads by seek and
read, so that threads disturb each other. Here a file is on the disk when it is closed, a rename is on the disk when it
returns, every segment has a list of its files' sizes and SHA-256, and reading is slicing a map: no state, any number of
threads, and a file that is deleted meanwhile stays readable.
"""

import hashlib
import json
import mmap
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any, BinaryIO

from whoosh.filedb.filestore import FileStorage, RamStorage
from whoosh.filedb.structfile import BufferFile, StructFile

from indexer.errors import EngineError

_SUMS = ".sums"
"""The list of a segment's files. Named like one of them, so that Whoosh deletes it with them."""

_TOC = ".toc"
"""How the table of contents' name ends; its draft has more behind that. It carries its own sum: it is one file that
counts from one moment on, and nobody may unpickle it unseen.
"""

Sum = tuple[int, str]
"""Size and SHA-256."""


class DamagedIndexError(EngineError):
    """Files of the index are not as they were written. It has to be built again from the store."""


class SyncedFile:
    """A file being written from front to back, which is on the disk once it is closed.

    It has no descriptor for Whoosh to see, so all that is written passes `write` and is summed up.
    """

    def __init__(self, raw: BinaryIO, closed: Callable[[Sum], None], *, sealed: bool) -> None:
        """`sealed` ends the file with the SHA-256 of what is before."""
        self._raw = raw
        self._closed = closed
        self._sealed = sealed
        self._size = 0
        self._hash = hashlib.sha256()
        self.tell = raw.tell
        self.flush = raw.flush

    def write(self, content: bytes) -> int:
        self._hash.update(content)
        self._size += len(content)
        return self._raw.write(content)

    def close(self) -> None:
        if not self._raw.closed:
            if self._sealed:
                self.write(self._hash.digest())
            self._raw.flush()
            os.fsync(self._raw.fileno())
            self._raw.close()
            self._closed((self._size, self._hash.hexdigest()))


class MappedFile(BufferFile):  # type: ignore[misc] # Whoosh has no types
    """A mapped file. `get` and what is built on it is free of state; `read` and `seek` are only for opening."""

    def __init__(self, view: mmap.mmap, name: str) -> None:
        # The parent's constructor would copy everything into memory.
        self._buf = self.file = view
        self._name = name
        self.onclose = None
        self.is_real = self.is_closed = False

    @property
    def buffer(self) -> mmap.mmap:
        """All bytes of the file."""
        return self._buf

    def close(self) -> None:
        # The map itself goes with its last reader.
        self.is_closed = True


class MemoryFile(BufferFile):  # type: ignore[misc] # Whoosh has no types
    """A finished file in memory."""

    @property
    def buffer(self) -> bytes:
        """All bytes of the file."""
        return self._buf  # type: ignore[no-any-return] # Whoosh's name for it


class MemoryStorage(RamStorage):  # type: ignore[misc] # Whoosh has no types
    """Holds segments for as long as somebody searches them, and makes nothing durable."""

    def __init__(self) -> None:
        super().__init__()
        self.folder = "memory"

    def open_file(self, name: str, **_options: Any) -> MemoryFile:
        return MemoryFile(self.files[name], name)


class DurableStorage(FileStorage):  # type: ignore[misc] # Whoosh has no types
    """A directory of index files, readable by this user alone: an index's table of contents is a pickle."""

    def __init__(self, folder: Path) -> None:
        super().__init__(str(folder))
        self._sums: dict[str, Sum] = {}

    def create(self) -> "DurableStorage":
        Path(self.folder).mkdir(mode=0o700, parents=True, exist_ok=True)
        return self

    def create_file(self, name: str, **options: Any) -> StructFile:
        raw = super().create_file(name, **options).raw_file()
        file = SyncedFile(raw, lambda total: self._sums.update({name: total}), sealed=_TOC in name)
        return StructFile(file, name=name)

    def open_file(self, name: str, **_options: Any) -> MappedFile | MemoryFile:
        if name.endswith(_TOC):
            return MemoryFile(_unsealed(Path(self.folder, name)), name)
        # An empty file can't be mapped.
        return MappedFile(map_file(Path(self.folder, name)), name) if self.file_length(name) else MemoryFile(b"", name)

    def rename_file(self, oldname: str, newname: str, safe: bool = False) -> None:  # noqa: FBT001, FBT002 # theirs
        """The one rename is that of the table of contents: by it a commit takes place."""
        self._write_sums()
        # Before: what the new name speaks of is there. After: so is the new name itself.
        sync_folder(Path(self.folder))
        super().rename_file(oldname, newname, safe=safe)
        sync_folder(Path(self.folder))

    def temp_storage(self, name: str | None = None) -> FileStorage:
        """Scratch files of one commit need no syncing."""
        return FileStorage(super().temp_storage(name).folder)

    def check(self, segment_name: str, *, contents: bool) -> None:
        """Raise DamagedIndexError unless a segment's files have the sizes, and with `contents` the bytes, written."""
        for name, total in self._listed(segment_name).items():
            path = Path(self.folder, name)
            size = path.stat().st_size
            if size != total[0] or (contents and total != (size, _sha256(path))):
                raise DamagedIndexError(f"{path} is not as it was written. The index will be built again.")

    def _write_sums(self) -> None:
        segment_names = {name.partition(".")[0] for name in self._sums}
        for segment_name in (name for name in segment_names if not name.startswith("_")):
            own = {name: total for name, total in self._sums.items() if name.startswith(f"{segment_name}.")}
            write_synced(Path(self.folder, segment_name + _SUMS), json.dumps(own))
        self._sums.clear()

    def _listed(self, segment_name: str) -> dict[str, Sum]:
        path = Path(self.folder, segment_name + _SUMS)
        try:
            listed = json.loads(path.read_text(encoding="utf-8"))
            return {name: (int(size), str(digest)) for name, (size, digest) in listed.items()}
        except (ValueError, TypeError, AttributeError) as error:
            raise DamagedIndexError(f"{path} cannot be read. The index will be built again.") from error


SegmentStorage = DurableStorage | MemoryStorage


def _unsealed(path: Path) -> bytes:
    """What a sealed file holds. Raises DamagedIndexError where it isn't as it was written."""
    content = path.read_bytes()
    size = len(content) - hashlib.sha256().digest_size
    if size < 0 or hashlib.sha256(content[:size]).digest() != content[size:]:
        raise DamagedIndexError(f"{path} is not as it was written. The index will be built again.")
    return content[:size]


def map_file(path: Path) -> mmap.mmap:
    """The file's bytes, mapped. It must not be empty."""
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def sync_folder(folder: Path) -> None:
    """Make the names in a folder survive a power cut."""
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def write_whole(path: Path, text: str) -> None:
    """Replace a small file so that everybody sees the old text or the new one, also after a power cut."""
    draft = path.with_name(path.name + ".new")
    write_synced(draft, text)
    draft.replace(path)
    sync_folder(path.parent)


def write_synced(path: Path, text: str) -> None:
    with path.open("w", encoding="utf-8") as file:
        file.write(text)
        file.flush()
        os.fsync(file.fileno())


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
