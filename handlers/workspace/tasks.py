"""Work begun and not waited for, kept so that it can be ended and its bugs are not lost."""

import asyncio
from collections.abc import Coroutine
from typing import Any


class Tasks:
    """What runs now, and what failed."""

    def __init__(self) -> None:
        self._running: set[asyncio.Task[Any]] = set()
        self.failures: list[BaseException] = []

    @property
    def running(self) -> list[asyncio.Task[Any]]:
        """What has not ended yet."""
        return list(self._running)

    def spawn(self, work: Coroutine[Any, Any, Any]) -> None:
        """Begin it."""
        task = asyncio.get_running_loop().create_task(work)
        self._running.add(task)
        task.add_done_callback(self._ended)

    async def close(self) -> None:
        """Cancel what still runs and wait until it has ended."""
        running = list(self._running)
        for task in running:
            task.cancel()
        await asyncio.gather(*running, return_exceptions=True)

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._running.discard(task)
        failure = None if task.cancelled() else task.exception()
        if failure is not None:
            self.failures.append(failure)
