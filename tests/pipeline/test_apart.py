"""Child processes die alone: what runs in them is defined here, because it has to be found by its name."""

import time
from concurrent.futures import ThreadPoolExecutor

import pytest

from indexer.apart import Apart
from indexer.errors import NotAnArticleError, UnreadableError


def doubled(number):
    return 2 * number


def refuse():
    raise NotAnArticleError("an empty page")


def trip():
    raise RecursionError


def compute_for_ever():
    while True:
        pass


def eat_memory():
    return len(bytearray(2_000_000_000))


def die():
    import os  # noqa: PLC0415 - as suddenly as a parser's crash

    os.abort()


@pytest.fixture
def apart():
    apart = Apart(cpu_s=1, memory_bytes=800_000_000)
    yield apart
    apart.close()


def test_a_result_comes_back(apart):
    assert [apart(doubled, n) for n in (1, 2)] == [2, 4]


def test_a_reason_comes_back_as_it_was_raised(apart):
    with pytest.raises(NotAnArticleError, match="an empty page"):
        apart(refuse)


@pytest.mark.parametrize("trouble", [trip, compute_for_ever, eat_memory, die])
def test_trouble_is_contained_and_the_next_call_works(apart, trouble):
    began = time.monotonic()
    with pytest.raises(UnreadableError):
        apart(trouble)
    assert time.monotonic() - began < 15
    assert apart(doubled, 3) == 6


def test_each_thread_has_a_child_of_its_own(apart):
    with ThreadPoolExecutor(3) as pool:
        assert list(pool.map(lambda n: apart(doubled, n), range(30))) == [2 * n for n in range(30)]


def test_closing_ends_every_child(apart):
    apart(doubled, 1)
    children = [child.process for child in apart._children]
    apart.close()
    assert [process.is_alive() for process in children] == [False]
