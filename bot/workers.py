"""Where CPU work runs: this process's threads for a few texts, processes of their own for many. No decisions.

Processes are spawned, not forked: a fork would copy the locks of the archive's threads in whatever state they are.
"""

import asyncio
import multiprocessing
import os
from collections.abc import Callable
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from datetime import datetime
from functools import partial
from types import TracebackType
from typing import Any, Self, TypeVar

from bot.ingest import Undigested, digest
from bot.reading import Raw
from storage.models import Audience, Draft

T = TypeVar("T")


class Workers:
    """A pool for reading and understanding; `async with` it. `count` is how many run at a time."""

    def __init__(self, *, processes: int = 0) -> None:
        self.count = max(1, processes)
        self._pool: Executor = (
            ProcessPoolExecutor(processes, mp_context=multiprocessing.get_context("spawn"))
            if processes
            else ThreadPoolExecutor(1, "reading")
        )

    @classmethod
    def for_inputs(cls, count: int) -> Self:
        """A pool fit for so many inputs: a process takes about a second to start, which a few texts do not repay."""
        return cls(processes=os.cpu_count() or 1 if count > 60 else 0)

    async def digest(self, raw: Raw, audience: Audience, retrieved_at: datetime) -> list[Draft] | Undigested:
        """`bot.ingest.digest`, in the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, digest, raw, audience, retrieved_at)

    async def call(self, function: Callable[..., T], /, *arguments: Any, **named: Any) -> T:
        """A pure function, in the pool."""
        return await asyncio.get_running_loop().run_in_executor(self._pool, partial(function, *arguments, **named))

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await asyncio.to_thread(self._pool.shutdown, wait=True, cancel_futures=True)
