"""Functions run in child processes that can be killed: hostile bytes may keep any parser busy, or eat all memory.

Each calling thread has a child of its own, forked from a server that has imported the parsers already, so that a new
one costs milliseconds. A child that overruns its limits dies alone, and the next call gets another.
"""

import logging
import multiprocessing
import resource
import signal
import threading
from collections.abc import Callable, Sequence
from multiprocessing.connection import Connection
from typing import Any, ParamSpec, TypeVar

from indexer import ports
from indexer.errors import ArchiveError, UnreadableError

log = logging.getLogger(__name__)

CPU_S = 10.0
"""For one call; the slowest of 168 real pages took half a second."""
WALL_S = 60.0
"""For one call, waiting for the processor included: a backstop for what sleeps instead of computing."""
MEMORY_BYTES = 1_000_000_000
PRELOADED = ["__main__", "indexer.ingest"]

Args = ParamSpec("Args")
Result = TypeVar("Result")
Item = TypeVar("Item")


PIECE = 50
"""Items handed to one call of a child process, where many are read one after the other."""


def piecewise(
    apart: ports.Apart, read: Callable[[Sequence[Item]], list[Result]], items: Sequence[Item]
) -> list[Result | str]:
    """What `read`, which gives one result for each item, makes of them in a child process; or why one can't be read.

    A piece that cannot be read is read item by item, to lose no more than the culprit.
    """
    results: list[Result | str] = []
    for start in range(0, len(items), PIECE):
        piece = items[start : start + PIECE]
        try:
            results += apart(read, piece)
        except UnreadableError:
            for item in piece:
                try:
                    results += apart(read, (item,))
                except UnreadableError as error:
                    results.append(str(error))
    return results


class Apart:
    """Call it with a function and its arguments, all picklable; from any number of threads.

    Raises the ArchiveError that the function raises, and UnreadableError where it fails otherwise, takes longer than
    its limit or more memory.
    """

    def __init__(self, *, cpu_s: float = CPU_S, memory_bytes: int = MEMORY_BYTES) -> None:
        self._limits = cpu_s, memory_bytes
        self._context = multiprocessing.get_context("forkserver")
        self._context.set_forkserver_preload(PRELOADED)
        self._mine = threading.local()
        self._children: list[_Child] = []
        self._lock = threading.Lock()

    def __call__(self, read: Callable[Args, Result], /, *args: Args.args, **kwargs: Args.kwargs) -> Result:
        child: _Child | None = getattr(self._mine, "child", None)
        if child is None or not child.process.is_alive():
            child = self._mine.child = self._new_child()
        result: Result = child.run(read, args, kwargs)
        return result

    def close(self) -> None:
        """End all children, whatever they do. A later call starts new ones."""
        with self._lock:
            for child in self._children:
                child.kill()
            self._children.clear()

    def _new_child(self) -> "_Child":
        child = _Child(self._context, *self._limits)
        with self._lock:
            self._children = [c for c in self._children if c.process.is_alive()] + [child]
        return child


class _Child:
    def __init__(self, context: multiprocessing.context.ForkServerContext, cpu_s: float, memory_bytes: int) -> None:
        self.ours, theirs = context.Pipe()
        self.process = context.Process(target=_serve, args=(theirs, cpu_s, memory_bytes), daemon=True)
        self.process.start()
        theirs.close()

    def run(self, read: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> Any:
        try:
            self.ours.send((read, args, kwargs))
            if not self.ours.poll(WALL_S):
                self.process.kill()  # recv then meets the pipe's end
            went_well, result = self.ours.recv()
        except (EOFError, ConnectionError) as error:
            self.kill()
            raise UnreadableError("taking it apart took more time or memory than it may") from error
        if went_well:
            return result
        raise result

    def kill(self) -> None:
        self.process.kill()
        self.process.join()
        self.ours.close()


def _serve(pipe: Connection, cpu_s: float, memory_bytes: int) -> None:
    """The child's life: one call after the other, until the other end closes."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    resource.setrlimit(resource.RLIMIT_DATA, (memory_bytes, memory_bytes))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    while True:
        try:
            read, args, kwargs = pipe.recv()
        except EOFError:
            return
        # The kernel kills the child when so much processor time is gone: no parser can catch or delay that.
        signal.setitimer(signal.ITIMER_PROF, cpu_s)
        answer = _answer(read, args, kwargs)
        signal.setitimer(signal.ITIMER_PROF, 0)
        pipe.send(answer)


def _answer(read: Callable[..., Any], args: tuple[Any, ...], kwargs: dict[str, Any]) -> tuple[bool, Any]:
    try:
        return True, read(*args, **kwargs)
    except ArchiveError as error:
        return False, error
    except Exception as error:  # one page's parser must not stop a source; the trace is kept for whoever mends it
        log.exception("a page could not be taken apart")
        return False, UnreadableError(f"the reader failed on it: {type(error).__name__}")
