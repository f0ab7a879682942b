"""Whose turn it is in one place of Slack: by when things were said, one at a time. Knows neither calls nor answers."""

import asyncio
import heapq
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager


class Turns:
    """Those who wait to be answered in one thread, by when it was said: two connections may bring it in any order."""

    def __init__(self) -> None:
        self.left = False  # somebody went without an answer; who comes after would be answered out of order
        self.empty = True
        self._waiting: list[tuple[str, int, asyncio.Future[None]]] = []
        self._count = 0

    @asynccontextmanager
    async def turn(self, ts: str) -> AsyncIterator[None]:
        """Wait for one's turn, and hold it."""
        if not self.empty:
            await self._wait(ts)
        self.empty = False
        try:
            yield
        finally:
            self._next()

    async def _wait(self, ts: str) -> None:
        turn: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._count += 1
        heapq.heappush(self._waiting, (ts, self._count, turn))
        try:
            await turn
        except asyncio.CancelledError:
            if turn.done() and not turn.cancelled():
                self._next()
            raise

    def _next(self) -> None:
        while self._waiting:
            *_, turn = heapq.heappop(self._waiting)
            if not turn.done():
                turn.set_result(None)
                return
        self.empty = True
