"""Waiting for what comes by itself, without guessing how long it takes."""

import asyncio
from collections.abc import Callable
from typing import TypeVar

T = TypeVar("T")


async def until(look: Callable[[], T | None], within_s: float = 20) -> T:
    """Look again and again until something true is found, and return it. Raises TimeoutError."""
    async with asyncio.timeout(within_s):
        while True:
            if found := look():
                return found
            await asyncio.sleep(0.002)
