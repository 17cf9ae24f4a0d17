"""An index that is begun anew, was built by other code, or is damaged: the old one answers, and nothing crashes."""

import os
import shutil
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest

from indexer.engines.whoosh import DamagedIndexError, WhooshEngine, open_engine, schema
from indexer.engines.whoosh.storage import DurableStorage
from indexer.errors import EngineError
from indexer.model import Revision
from indexer.query import Query, parse

Make = Callable[..., Revision]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return tmp_path / "index"


@pytest.fixture
def opened(root: Path, now: datetime) -> Callable[[bool], WhooshEngine]:
    return lambda writable: open_engine(root, writable=writable, clock=lambda: now)


def total(engine: WhooshEngine, where: str = "") -> int:
    return engine.search(Query(where=parse(where))).total


def filled(engine: WhooshEngine, revision: Make) -> None:
    for first in (1, 4, 7):
        batch = [revision(n, body="border he said", said=(("koval", "border"),)) for n in range(first, first + 3)]
        engine.apply(batch, (), first + 2)


def test_the_old_index_answers_until_the_new_one_has_caught_up(engine: WhooshEngine, revision: Make) -> None:
    filled(engine, revision)
    engine.clear()
    assert (engine.reached(), total(engine), engine.search(Query()).reached) == (0, 9, 9)
    engine.apply([revision(1, body="border")], (), 5)
    assert (engine.reached(), total(engine)) == (5, 9)
    engine.caught_up()
    assert (engine.reached(), total(engine), engine.search(Query()).reached) == (5, 1, 5)


def test_readers_elsewhere_follow_the_switch(
    engine: WhooshEngine, revision: Make, opened: Callable[[bool], WhooshEngine], root: Path
) -> None:
    filled(engine, revision)
    reader = opened(False)
    assert total(reader) == 9
    engine.clear()
    assert (total(reader), reader.reached()) == (9, 9)
    engine.apply([revision(1, body="border")], (), 1)
    engine.caught_up()
    assert (total(reader), reader.reached()) == (1, 1)
    assert len([folder for folder in root.iterdir() if folder.is_dir()]) == 1


def test_catching_up_twice_is_harmless(engine: WhooshEngine, revision: Make) -> None:
    filled(engine, revision)
    engine.caught_up()
    engine.caught_up()
    assert (engine.reached(), total(engine)) == (9, 9)


def test_a_rebuild_goes_on_after_a_restart(
    engine: WhooshEngine, revision: Make, opened: Callable[[bool], WhooshEngine]
) -> None:
    filled(engine, revision)
    engine.clear()
    engine.apply([revision(1, body="border")], (), 5)
    again = opened(True)
    assert (again.reached(), total(again)) == (5, 9)


def test_a_rebuild_begun_twice_leaves_one(engine: WhooshEngine, revision: Make, root: Path) -> None:
    filled(engine, revision)
    engine.clear()
    engine.clear()
    assert len([folder for folder in root.iterdir() if folder.is_dir()]) == 2


def test_an_index_of_other_analysis_is_built_again_beside(
    engine: WhooshEngine, revision: Make, opened: Callable[[bool], WhooshEngine], monkeypatch: pytest.MonkeyPatch
) -> None:
    filled(engine, revision)
    monkeypatch.setattr(schema.analysis, "VERSION", 99)
    again = opened(True)
    assert (again.reached(), total(again, "border")) == (0, 9)
    again.apply([revision(1, body="border")], (), 9)
    again.caught_up()
    assert (again.reached(), total(again, "border")) == (9, 1)


def test_an_index_of_another_format_is_not_read(
    engine: WhooshEngine, revision: Make, root: Path, opened: Callable[[bool], WhooshEngine]
) -> None:
    filled(engine, revision)
    (pair,) = (folder for folder in root.iterdir() if folder.is_dir())
    pair.rename(root / f"0-{pair.name}")
    (root / "CURRENT").write_text(f"0-{pair.name}\n")
    assert total(opened(False)) == 0
    assert (opened(True).reached(), total(opened(True))) == (0, 0)


def segment_files(root: Path) -> list[Path]:
    return sorted(path for path in root.glob("*/*/*") if path.name.startswith(("MAIN_", "_MAIN_")))


def truncate(path: Path) -> None:
    os.truncate(path, path.stat().st_size // 2)


def zero(path: Path) -> None:
    size = path.stat().st_size
    with path.open("r+b") as file:
        file.seek(size // 3)
        file.write(bytes(size - size // 3))


def flip(path: Path) -> None:
    content = bytearray(path.read_bytes())
    content[len(content) // 2] ^= 0x10
    path.write_bytes(content)


@pytest.mark.parametrize("damage", [truncate, zero, flip, Path.unlink])
def test_damage_in_any_file_begins_a_new_index(
    engine: WhooshEngine,
    revision: Make,
    root: Path,
    opened: Callable[[bool], WhooshEngine],
    damage: Callable[[Path], None],
    tmp_path: Path,
) -> None:
    filled(engine, revision)
    files = [path.relative_to(root) for path in segment_files(root) if path.stat().st_size and path.suffix != ".toc"]
    shutil.copytree(root, tmp_path / "whole")
    for name in files:
        shutil.rmtree(root)
        shutil.copytree(tmp_path / "whole", root)
        damage(root / name)
        again = opened(True)
        assert again.reached() == 0, name
        again.apply([revision(1, body="border")], (), 9)
        again.caught_up()
        assert (again.reached(), total(again, "border")) == (9, 1), name


@pytest.mark.parametrize("damage", [truncate, zero, flip, Path.unlink])
def test_a_damaged_table_of_contents_begins_a_new_index(
    engine: WhooshEngine,
    revision: Make,
    root: Path,
    opened: Callable[[bool], WhooshEngine],
    damage: Callable[[Path], None],
) -> None:
    filled(engine, revision)
    damage(next(root.glob("*/articles/_MAIN_*.toc")))
    assert (total(opened(False)), opened(True).reached()) == (0, 0)


def test_a_damaged_table_of_contents_is_not_unpickled(
    engine: WhooshEngine,
    revision: Make,
    root: Path,
    opened: Callable[[bool], WhooshEngine],
) -> None:
    filled(engine, revision)
    for folder in root.glob("*/articles"):
        (path,) = folder.glob("_MAIN_*.toc")
        whole = path.read_bytes()
        for at in range(0, len(whole), 7):
            path.write_bytes(whole[:at] + bytes([whole[at] ^ 1]) + whole[at + 1 :])
            with pytest.raises(DamagedIndexError, match="is not as it was written"):
                DurableStorage(folder).open_file(path.name)
        path.write_bytes(whole)
    assert total(opened(False)) == 9


def test_damage_met_by_a_search_is_an_error_in_words_and_noted_for_the_writer(
    engine: WhooshEngine, revision: Make, root: Path, opened: Callable[[bool], WhooshEngine]
) -> None:
    filled(engine, revision)
    reader = opened(False)
    for path in root.glob("*/articles/*.pst"):
        with path.open("r+b") as file:  # the size stays, so that opening doesn't notice
            file.write(b"\xff" * 24)
    with pytest.raises(DamagedIndexError, match="is damaged and will be built again"):
        total(reader, "border")
    assert engine.reached() == 0
    filled(engine, revision)
    engine.caught_up()
    assert total(reader, "border") == 9


def test_no_directory_is_no_results(tmp_path: Path, now: datetime) -> None:
    reader = open_engine(tmp_path / "nowhere", writable=False, clock=lambda: now)
    assert (total(reader), reader.reached()) == (0, 0)


def test_damage_met_while_joining_segments_begins_a_new_index(engine: WhooshEngine, revision: Make, root: Path) -> None:
    filled(engine, revision)
    assert total(engine) == 9  # all segments are open: only joining looks at the files again
    for path in root.glob("*/articles/*.pst"):
        with path.open("r+b") as file:
            file.write(b"\xff" * 24)

    def many_commits() -> None:
        for n in range(10, 30):
            engine.apply([revision(n)], (), n)

    with pytest.raises(DamagedIndexError):
        many_commits()
    assert engine.reached() == 0
    engine.apply([revision(1, body="border")], (), 30)
    engine.caught_up()
    assert (engine.reached(), total(engine, "border")) == (30, 1)


def test_damage_found_by_a_batch_does_not_put_it_into_an_empty_index(
    engine: WhooshEngine, revision: Make, root: Path
) -> None:
    filled(engine, revision)
    truncate(max(root.glob("*/quotes/*.trm"), key=lambda path: path.stat().st_mtime_ns))
    with pytest.raises(DamagedIndexError):
        engine.apply([revision(10)], (), 10)
    assert engine.reached() == 0


def test_a_batch_is_refused_when_somebody_began_the_index_anew(
    engine: WhooshEngine, revision: Make, opened: Callable[[bool], WhooshEngine]
) -> None:
    filled(engine, revision)
    assert engine.reached() == 9
    opened(True).clear()
    with pytest.raises(EngineError, match="was begun anew meanwhile"):
        engine.apply([revision(10)], (), 10)
    with pytest.raises(EngineError, match="was begun anew meanwhile"):
        engine.caught_up()
    assert (engine.reached(), total(engine)) == (0, 9)
    engine.apply([revision(10)], (), 10)
    engine.caught_up()
    assert (engine.reached(), total(engine)) == (10, 1)


def test_a_table_of_contents_that_a_reader_finds_damaged_is_built_again(
    engine: WhooshEngine, revision: Make, root: Path, opened: Callable[[bool], WhooshEngine]
) -> None:
    engine.apply([revision(1, body="border")], (), 1)
    assert engine.reached() == 1
    flip(next(root.glob("*/articles/_MAIN_*.toc")))
    reader = opened(False)
    assert total(reader) == 0
    assert engine.reached() == 0
    engine.apply([revision(1, body="border")], (), 1)
    engine.caught_up()
    assert (total(reader), engine.reached()) == (1, 1)
    reader.close()
