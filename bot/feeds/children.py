"""One child process that does what may hang or eat memory, and is killed when it does.

A child started by fork would inherit the event loop's locks and sockets, so it is spawned; it starts with the first
task, and pebble puts a new one in the place of one that was killed.
"""

import multiprocessing
import resource
from collections.abc import Callable
from concurrent.futures import BrokenExecutor, Future
from contextlib import suppress
from typing import ParamSpec, TypeVar

from pebble import ProcessExpired, ProcessPool

P = ParamSpec("P")
T = TypeVar("T")

MEMORY_BYTES = 512 * 1024 * 1024

DIED = (ProcessExpired, BrokenExecutor, MemoryError)
"""What a future holds where the child ended before its task did."""


def _limit_memory(limit_bytes: int) -> None:
    # Some systems have no such limit (macOS); the time limit still holds there.
    with suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (limit_bytes, limit_bytes))


class Child:
    """A process that runs one function at a time under limits of time and memory."""

    def __init__(self, memory_bytes: int = MEMORY_BYTES) -> None:
        """Prepare the process without starting it.

        Args:
            memory_bytes: Most address space it may hold.
        """
        self._memory_bytes = memory_bytes
        self._pool = self._new_pool()
        self._closed = False

    def _new_pool(self) -> ProcessPool:
        return ProcessPool(
            max_workers=1,
            initializer=_limit_memory,
            initargs=[self._memory_bytes],
            context=multiprocessing.get_context("spawn"),
        )

    def run(self, limit_s: float, function: Callable[P, T], *args: P.args, **kwargs: P.kwargs) -> "Future[T]":
        """Run a module's function with picklable arguments; cancelling the future kills the child.

        Args:
            limit_s: Seconds from its start until the child is killed.
            function: What to run.
            *args: Its arguments.
            **kwargs: Its named arguments.

        Returns:
            A future that holds the result, what the function raised, a TimeoutError, or one of DIED.

        Raises:
            RuntimeError: It was closed.
        """
        if self._closed:
            raise RuntimeError("The child process was closed.")
        if not self._pool.active:
            # A child that dies between two tasks takes pebble's whole pool with it.
            self._end_pool()
            self._pool = self._new_pool()
        future: Future[T] = self._pool.schedule(function, args=args, kwargs=kwargs, timeout=limit_s)
        return future

    def close(self) -> None:
        """Kill the child and wait until it is gone; what still runs is cancelled."""
        self._closed = True
        self._end_pool()

    def _end_pool(self) -> None:
        self._pool.stop()  # type: ignore[no-untyped-call]  # pebble leaves it without types
        self._pool.join()
