"""Where CPU work on texts of strangers runs: processes that are killed when a text takes too long. No decisions.

Processes are spawned, not forked: a fork would copy the locks of the archive's threads in whatever state they are.
A worker ends itself when its time is over or its parent is gone, whatever the parent does.
"""

import asyncio
import contextlib
import multiprocessing
import os
import resource
import signal
import threading
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from types import TracebackType
from typing import Any, Self

from bot.errors import ParseError
from bot.ingest import Undigested, digest
from bot.reading import Raw, Reading, is_plain, read
from storage.models import Audience, Draft

LIMIT_S = 60.0
"""For one text, a worker's start included. The slowest page of the public sets takes two seconds."""

MEMORY = 4 << 30
"""Bytes of address space for a worker: a text that asks for more ends it, not the machine."""

_GRACE_S = 2.0
_SPAWN = multiprocessing.get_context("spawn")

Run = Callable[..., Any]


class Workers:
    """A pool for reading and understanding; `async with` it. `count` is how many run at a time.

    Without processes the work is done in a thread, which nobody can kill: for texts of our own. Processes start when
    they are first needed; with `plain_here`, not for plain texts.
    """

    def __init__(self, *, processes: int = 0, limit_s: float = LIMIT_S, plain_here: bool = False) -> None:
        self.count = max(1, processes)
        self._plain_here = plain_here
        self._limit_s = limit_s
        self._threads = ThreadPoolExecutor(self.count, "reading")
        self._idle: asyncio.LifoQueue[_Worker] | None = None
        if processes:
            self._idle = asyncio.LifoQueue()
            for _ in range(processes):
                self._idle.put_nowait(_Worker())

    @classmethod
    def for_inputs(cls, count: int) -> Self:
        """A pool fit for so many inputs: a process takes about a second to start, which a few texts do not repay."""
        many = count > 60
        return cls(processes=os.cpu_count() or 1 if many else 1, plain_here=not many)

    async def digest(self, raw: Raw, audience: Audience, retrieved_at: datetime) -> list[Draft] | Undigested:
        """`bot.ingest.digest`, in the pool."""
        found: list[Draft] | Undigested = await self.call(digest, raw, audience, retrieved_at)
        return found

    async def read(self, raw: Raw, today: date) -> list[Reading] | Undigested:
        """`bot.reading.read`, in the pool; the unreadable is a value."""
        found: list[Reading] | Undigested = await self.call(_read, raw, today)
        return found

    async def call(self, function: Run, /, *arguments: Any, **named: Any) -> Any:
        """What a pure function returns; `Undigested` where it took too long or brought its worker down.

        An error that it raises is raised here. A worker that was cancelled while at work is killed.
        """
        loop = asyncio.get_running_loop()
        here = self._plain_here and bool(arguments) and isinstance(arguments[0], Raw) and is_plain(arguments[0])
        if self._idle is None or here:
            return await loop.run_in_executor(self._threads, lambda: function(*arguments, **named))
        worker = await self._idle.get()
        try:
            done, value = await loop.run_in_executor(
                self._threads, worker.ask, (function, arguments, named), self._limit_s
            )
        except asyncio.CancelledError:
            worker.kill()
            worker = _Worker()  # a thread still holds the other one
            raise
        finally:
            self._idle.put_nowait(worker)
        if not done:
            raise value
        return value

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        while self._idle is not None and not self._idle.empty():
            self._idle.get_nowait().kill()
        await asyncio.to_thread(self._threads.shutdown, wait=True, cancel_futures=True)


class _Worker:
    """One process, started when it is needed and again after it was killed. Asked by one thread at a time."""

    def __init__(self) -> None:
        self._process: BaseProcess | None = None
        self._line: Connection | None = None

    def ask(self, job: tuple[Run, tuple[Any, ...], dict[str, Any]], limit_s: float) -> tuple[bool, Any]:
        """Whether it was done, and what came of it: a value or an error."""
        if self._process is None or self._line is None or not self._process.is_alive():
            self._start()
        line = self._line
        assert line is not None
        try:
            line.send((*job, limit_s))
            if line.poll(limit_s):
                done, value = line.recv()
                return bool(done), value
            reason = f"It took longer than {limit_s:g} seconds to read, and was given up."
        except (EOFError, OSError):
            reason = "Reading it broke the reader, or took too much memory or time; nothing of it was kept."
        self.kill()
        return True, Undigested(reason=reason)

    def kill(self) -> None:
        """End the process at once; the next question starts another."""
        process, line, self._process, self._line = self._process, self._line, None, None
        if process is not None:
            process.kill()
            process.join(_GRACE_S)
        if line is not None:
            line.close()

    def _start(self) -> None:
        self.kill()
        self._line, theirs = _SPAWN.Pipe()
        self._process = _SPAWN.Process(target=_serve, args=(theirs,), name="reading", daemon=True)
        self._process.start()
        theirs.close()


def _serve(line: Connection) -> None:
    """The life of a worker: job after job until nobody is at the other end of the line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    threading.Thread(target=_end_with_parent, daemon=True).start()
    while True:
        try:
            function, arguments, named, limit_s = line.recv()
        except (EOFError, OSError):
            return
        # The signal's default ends the process even within a library that never comes back to Python.
        signal.setitimer(signal.ITIMER_REAL, limit_s + _GRACE_S)
        try:
            found: tuple[bool, Any] = True, function(*arguments, **named)
        except Exception as error:  # noqa: BLE001  it is raised again where the work was asked for
            found = False, error
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            line.send(found)
        except OSError:
            return


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _read(raw: Raw, today: date) -> list[Reading] | Undigested:
    try:
        return read(raw, today=today)
    except ParseError as error:
        return Undigested(reason=error.public)
