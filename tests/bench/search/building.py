"""Indexes made, opened and changed, each in a process of its own, so that nothing of one is counted as another's."""

import json
import multiprocessing
import random
import resource
import shutil
import time
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import ParamSpec, TypeVar

from indexer.bench import Cost, cost
from indexer.query import Query, Word
from tests.bench.search.asking import PEERS, asked
from tests.bench.search.corpus import Material, Story
from tests.bench.search.peers import Peer

CHANGED = 100
"""Articles in the small commit that is measured."""
MARKS = ("quixotry", "zymurgist", "flugelhorn")
"""Words of no article, one for each commit: by them we see that it is there."""
RSS_BUDGET_S = 20.0

Args = ParamSpec("Args")
Result = TypeVar("Result")


@dataclass(frozen=True, slots=True)
class Built:
    articles: int
    cpu_s: float
    """Of the process and its children, without making the corpus and the engine's inputs."""
    inputs_s: float
    """CPU for turning articles into what the engine takes; only ours has it: reading and storing pages is apart."""
    wall_s: float
    peak_mib: float
    """Of the process itself."""
    disk_mib: float

    @property
    def per_cpu_s(self) -> float:
        return self.articles / self.cpu_s

    @property
    def with_inputs_per_cpu_s(self) -> float:
        return self.articles / (self.cpu_s + self.inputs_s)


@dataclass(frozen=True, slots=True)
class Opened:
    open: Cost
    first: Cost
    """The first answer after opening: to the question for everything."""
    resident_mib: float
    """After all questions; with mapped files."""
    private_mib: float
    """Without them: what can't be given back under pressure."""


@dataclass(frozen=True, slots=True)
class Changed:
    """A commit of CHANGED articles into the built index; the median of three."""

    commit: Cost
    visible: Cost
    """From its beginning until a reader opened before finds them. CPU of writer, reader and children."""


def folder_of(work: Path, peer: Peer, material: Material, articles: int) -> Path:
    return work / f"{peer.name}-{material.name}-{articles}"


def build(work: Path, peer: Peer, material: Material, articles: int) -> Built:
    """The index under `work`, made now unless it is there already."""
    folder = folder_of(work, peer, material, articles)
    note = folder / "built.json"
    if note.exists() and apart(_holds, peer.name, folder / "index", articles):
        return Built(**json.loads(note.read_text(encoding="utf-8")))
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    built = apart(_build, peer.name, folder / "index", material, articles)
    note.write_text(json.dumps(asdict(built)), encoding="utf-8")
    return built


def opened(folder: Path, peer: Peer, queries: list[Query]) -> Opened:
    return apart(_open, peer.name, folder / "index", queries)


def changed(folder: Path, peer: Peer, material: Material, articles: int) -> Changed:
    """Measured on a copy: the index stays as it is."""
    copy = folder / "changed"
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder / "index", copy)
    try:
        return apart(_change, peer.name, copy, material, articles)
    finally:
        shutil.rmtree(copy)


def apart(call: Callable[Args, Result], *args: Args.args, **kwargs: Args.kwargs) -> Result:
    """In a fresh process, which may have children of its own."""
    with ProcessPoolExecutor(1, multiprocessing.get_context("spawn")) as pool:
        return pool.submit(call, *args, **kwargs).result()


def _holds(name: str, index: Path, articles: int) -> bool:
    """Whether the engine of today can still read it. Ours changes its files now and then."""
    reader = PEERS[name].read(index)
    try:
        return asked(reader, Query()).total == articles
    finally:
        reader.close()


def _build(name: str, index: Path, material: Material, articles: int) -> Built:
    stories = _Timed(material.corpus().stories(1, articles + 1))
    wall, cpu = time.perf_counter(), family_cpu_s()
    writer = PEERS[name].write(index)
    writer.build(iter(stories), articles)
    writer.close()
    cpu_s = family_cpu_s() - cpu - stories.cpu_s - writer.inputs_s
    wall_s = time.perf_counter() - wall - stories.wall_s
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return Built(articles, cpu_s, writer.inputs_s, wall_s, peak, _size(index) / 2**20)


def _open(name: str, index: Path, queries: list[Query]) -> Opened:
    readers = []
    opening = cost(lambda: readers.append(PEERS[name].read(index)))
    (reader,) = readers
    first = cost(reader.asker(Query(zone="UTC")))
    until = time.process_time() + RSS_BUDGET_S
    for query in queries:
        if time.process_time() < until:
            reader.asker(query)()
    status = _status()
    reader.close()
    return Opened(opening, first, status["VmRSS"] / 1024, status["RssAnon"] / 1024)


def _change(name: str, index: Path, material: Material, articles: int) -> Changed:
    corpus = material.corpus()
    ids = sorted(random.Random(1).sample(range(1, articles + 1), min(CHANGED, articles)))
    former = [corpus.story(i) for i in ids]
    writer, reader = PEERS[name].write(index), PEERS[name].read(index)
    commits, visibles = [], []
    for number, mark in enumerate(MARKS):
        stories = list(corpus.changed(ids, number, mark))
        ask = reader.asker(Query(where=Word(mark), zone="UTC"))
        assert reader.read(ask()).total == 0
        wall, cpu = time.perf_counter(), family_cpu_s()
        writer.change(stories, former)
        commits.append(_since(wall, cpu))
        reader.refresh()
        found = reader.read(ask()).total
        visibles.append(_since(wall, cpu))
        assert found == len(stories), f"{name} shows {found} of {len(stories)} changed articles"
        former = stories
    reader.close()
    writer.close()
    return Changed(_middle(commits), _middle(visibles))


def family_cpu_s() -> float:
    """CPU of this process, its threads, and its children, living and ended."""
    ended = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + ended.ru_utime + ended.ru_stime + sum(map(_living_cpu_s, _children("self")))


def _living_cpu_s(pid: str) -> float:
    try:
        stat = Path(f"/proc/{pid}/stat").read_text(encoding="ascii", errors="replace")
    except OSError:
        return 0.0
    # The name in brackets may hold spaces. Behind it utime, stime, cutime and cstime are the 12th to the 15th.
    ticks = sum(map(int, stat.rpartition(")")[2].split()[11:15]))
    return ticks / 100 + sum(map(_living_cpu_s, _children(pid)))


def _children(pid: str) -> list[str]:
    return [
        child
        for task in Path(f"/proc/{pid}/task").glob("*/children")
        for child in task.read_text(encoding="ascii").split()
    ]


class _Timed:
    """An iterator that knows how long it took to make what it gave."""

    def __init__(self, stories: Iterator[Story]) -> None:
        self._stories = stories
        self.cpu_s = 0.0
        self.wall_s = 0.0

    def __iter__(self) -> Iterator[Story]:
        while True:
            wall, cpu = time.perf_counter(), time.thread_time()
            story = next(self._stories, None)
            self.cpu_s += time.thread_time() - cpu
            self.wall_s += time.perf_counter() - wall
            if story is None:
                return
            yield story


def _since(wall: float, cpu: float) -> Cost:
    return Cost((family_cpu_s() - cpu) * 1_000, (time.perf_counter() - wall) * 1_000)


def _middle(costs: list[Cost]) -> Cost:
    return sorted(costs, key=lambda one: one.wall_ms)[len(costs) // 2]


def _size(folder: Path) -> int:
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _status() -> dict[str, int]:
    """Memory of this process in KiB."""
    lines = Path("/proc/self/status").read_text(encoding="ascii").splitlines()
    return {line.split(":")[0]: int(line.split()[1]) for line in lines if line.endswith(" kB")}
