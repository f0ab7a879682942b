"""What is to happen at a time of the workspace's clock. Knows no message."""

import asyncio
import heapq
import itertools
from collections.abc import Callable

GLANCE_S = 0.1
"""How often a served workspace looks at its clock while something is pending: a test may push the clock any time."""


class Timers:
    """Deeds and when they are due. `run` does what is due; nothing happens by itself unless `keep` runs."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._pending: list[tuple[float, int, Callable[[], None]]] = []
        self._order = itertools.count()
        self._added = asyncio.Event()

    def at(self, when: float, deed: Callable[[], None]) -> None:
        """Do it when the clock says `when`. To call it off, let the deed find that it is no longer wanted."""
        heapq.heappush(self._pending, (when, next(self._order), deed))
        self._added.set()

    def run(self) -> None:
        """Do everything that is due, in the order of time."""
        while self._pending and self._pending[0][0] <= self._clock():
            heapq.heappop(self._pending)[2]()

    async def keep(self) -> None:
        """Do what is due for as long as this is awaited."""
        while True:
            if not self._pending:
                self._added.clear()
                await self._added.wait()
            self.run()
            await asyncio.sleep(GLANCE_S)
