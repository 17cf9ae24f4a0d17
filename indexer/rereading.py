"""Reading the quotes of stored articles anew when the rules have changed: every version, without asking any site.

Which rules have read a version is stored with it, so that this may be stopped and started again at any time.
"""

import logging
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from indexer.apart import PIECE, piecewise
from indexer.extract import quotes
from indexer.model import Mention, Quote
from indexer.ports import Apart, Outdated, Reread, Store

log = logging.getLogger(__name__)

Found = tuple[tuple[Quote, ...], tuple[Mention, ...]]


@dataclass(frozen=True, slots=True)
class Reparsed:
    """How many versions were read, in how many anything is different now, and how many could not be read."""

    read: int = 0
    changed: int = 0
    failed: int = 0


def reread(store: Store, apart: Apart, progress: Callable[[int], None], processes: int) -> Reparsed:
    """Read whatever older rules have read. What cannot be read keeps the quotes it has, and is not tried again."""
    done = Reparsed()
    # Each thread has a child process of its own, where the work is done.
    with ThreadPoolExecutor(processes) as pool:
        while batch := store.outdated(quotes.VERSION, PIECE * processes):
            pieces = [batch[start : start + PIECE] for start in range(0, len(batch), PIECE)]
            read = [
                found
                for piece in pool.map(lambda piece: piecewise(apart, read_again, piece), pieces)
                for found in piece
            ]
            lost = [(text.rev_seq, found) for text, found in zip(batch, read, strict=True) if isinstance(found, str)]
            for rev_seq, reason in lost:
                log.warning("version %d keeps the quotes it has: %s", rev_seq, reason)
            good = [
                Reread(t.rev_seq, *found) for t, found in zip(batch, read, strict=True) if not isinstance(found, str)
            ]
            changed = store.reread(good, [rev_seq for rev_seq, _ in lost], quotes.VERSION)
            done = Reparsed(done.read + len(good), done.changed + changed, done.failed + len(lost))
            progress(len(batch))
    return done


def read_again(texts: Sequence[Outdated]) -> list[Found]:
    """Runs in another process."""
    return [quotes.read(text.title, text.body, text.language) for text in texts]
