"""The child process, and its end."""

import os
import time
from collections.abc import Iterator

import pytest
from pebble import ProcessExpired

from bot.feeds.children import Child


@pytest.fixture
def child() -> Iterator[Child]:
    child = Child()
    yield child
    child.close()


def test_a_task_is_done_in_another_process(child: Child) -> None:
    assert child.run(30, os.getpid).result() != os.getpid()


def test_a_task_that_never_returns_is_killed_and_the_next_one_runs(child: Child) -> None:
    first = child.run(30, os.getpid).result()
    endless = child.run(0.1, time.sleep, 3600)

    with pytest.raises(TimeoutError):
        endless.result()

    assert child.run(30, os.getpid).result() != first
    with pytest.raises(ProcessLookupError):
        os.kill(first, 0)


def test_a_task_that_eats_memory_ends_at_the_limit(child: Child) -> None:
    with pytest.raises(MemoryError):
        child.run(30, bytearray, 1 << 30).result()

    assert child.run(30, len, b"four").result() == 4


def test_a_child_that_dies_at_work_does_not_take_the_next_task_with_it(child: Child) -> None:
    with pytest.raises(ProcessExpired):
        child.run(30, os._exit, 3).result()

    assert child.run(30, len, b"four").result() == 4


def test_a_child_that_was_killed_while_idle_is_replaced(child: Child) -> None:
    idle = child.run(30, os.getpid).result()
    os.kill(idle, 9)
    while child._pool.active:  # pebble notices by itself, some tenths of a second later
        time.sleep(0.01)

    assert child.run(30, len, b"four").result() == 4


def test_a_closed_child_takes_no_task() -> None:
    child = Child()
    child.close()

    with pytest.raises(RuntimeError, match="closed"):
        child.run(30, len, b"four")
