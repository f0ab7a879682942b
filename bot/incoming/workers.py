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
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor
from datetime import date, datetime
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from bot.errors import ParseError
from bot.incoming.drafting import Undigested, digest
from bot.reading import Raw, Reading, is_plain, read
from storage.models import Audience, Draft

LIMIT_S = 60.0
"""Of CPU time for one text, however busy the machine is. The slowest page of the public sets takes two seconds."""

LIMIT_S_PER_MB = 12.0
"""… and so much more for each megabyte in it: a feed of 50,000 items takes three, a book as plain text five."""

STALLED = 5
"""So many times its limit a text may take by the clock, on a machine that has other things to do."""

START_S = 120.0
"""For a worker to start, by the clock; one second where nothing else runs."""

MEMORY = 4 << 30
"""Bytes of address space for a worker: a text that asks for more ends it, not the machine."""

BROKEN = "Reading it broke the reader, or took too much memory; nothing of it was kept."

NICE = 10
"""By how much less a worker gets of a busy processor: whoever asks meanwhile is answered first."""

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
        """`bot.incoming.drafting.digest`, in the pool."""
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
        limit_s = self._limit_s + LIMIT_S_PER_MB * _bytes(arguments) / 1e6
        try:
            done, value = await loop.run_in_executor(self._threads, worker.ask, (function, arguments, named), limit_s)
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
        """Whether it was done, and what came of it: a value or an error.

        A process that somebody else has killed, as a machine does that is out of memory, says nothing of the text: it
        is given to another one, once.
        """
        ended: int | None = None
        for _ in range(2):
            try:
                line = self._line if self._process is not None and self._process.is_alive() else None
                line = line or self._started()
                line.send((*job, limit_s))
                if line.poll(STALLED * limit_s):
                    done, value = line.recv()
                    return bool(done), value
                ended = -signal.SIGPROF
            except (EOFError, OSError):
                ended = self._ended()
            self.kill()
            if ended != -signal.SIGKILL:
                break
        late = ended == -signal.SIGPROF
        reason = f"It took longer than {limit_s:.0f} seconds to read, and was given up." if late else BROKEN
        return True, Undigested(reason=reason)

    def kill(self) -> None:
        """End the process at once; the next question starts another."""
        process, line, self._process, self._line = self._process, self._line, None, None
        if process is not None:
            process.kill()
            process.join(_GRACE_S)
        if line is not None:
            line.close()

    def _started(self) -> Connection:
        """A new process that has imported what it needs, which is not the text's time."""
        self.kill()
        line, theirs = _SPAWN.Pipe()
        self._process, self._line = _SPAWN.Process(target=_serve, args=(theirs,), name="reading", daemon=True), line
        self._process.start()
        theirs.close()
        if not line.poll(START_S):
            raise TimeoutError("no worker starts")
        line.recv()
        return line

    def _ended(self) -> int | None:
        """How the process ended: minus the signal that killed it; None while nobody knows."""
        if self._process is None:
            return None
        self._process.join(_GRACE_S)
        return self._process.exitcode


def _serve(line: Connection) -> None:
    """The life of a worker: job after job until nobody is at the other end of the line."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # the parent decides
    os.nice(NICE)
    with contextlib.suppress(ValueError, OSError):
        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
        # Of a machine out of memory it is the first to go, before the bot.
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    threading.Thread(target=_end_with_parent, daemon=True).start()
    with contextlib.suppress(OSError):
        line.send(True)
    while True:
        try:
            function, arguments, named, limit_s = line.recv()
        except (EOFError, OSError):
            return
        # The signals' default ends the process even within a library that never comes back to Python.
        signal.setitimer(signal.ITIMER_PROF, limit_s)
        signal.setitimer(signal.ITIMER_REAL, STALLED * limit_s + _GRACE_S)
        try:
            found: tuple[bool, Any] = True, function(*arguments, **named)
        except MemoryError:
            return  # what is left of the process is worth nothing
        except Exception as error:  # noqa: BLE001  it is raised again where the work was asked for
            found = False, error
        signal.setitimer(signal.ITIMER_PROF, 0)
        signal.setitimer(signal.ITIMER_REAL, 0)
        try:
            line.send(found)
        except OSError:
            return


def _bytes(arguments: Sequence[Any]) -> int:
    """How much there is to read."""
    return sum(len(one.content) if isinstance(one, Raw) else len(one) if isinstance(one, str) else 0
               for one in arguments)  # fmt: skip


def _end_with_parent() -> None:
    if (parent := multiprocessing.parent_process()) is not None:
        parent.join()
        os._exit(1)


def _read(raw: Raw, today: date) -> list[Reading] | Undigested:
    try:
        return read(raw, today=today)
    except ParseError as error:
        return Undigested(reason=error.public)
