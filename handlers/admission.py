"""The inbox and the work: a call is kept until its answer, or the reason for having none, is delivered.

A call is done at once, eight at a time, in a thread one after the other. What a crash interrupts is taken up at the
next start, three times at most; then the reader is told that we have given up.
"""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Protocol, TypeVar

import structlog

from bot.errors import AnticiError
from handlers import failures
from handlers.calls import Call, Reply, Silence
from handlers.speaking import Refused
from storage import conversations, inbox
from storage.database import Connection, Database
from storage.models import InboxState, Turn

T = TypeVar("T")

AT_ONCE = 8
ATTEMPTS = 3
PAUSES_S = (2.0, 10.0)
"""Before a call is tried again while we run: the archive is locked, Slack is away."""

log = structlog.get_logger(__name__)


class Answers(Protocol):
    """Whoever finds what to say."""

    async def reply(self, call: Call) -> Reply | Silence:
        """Never fails: a failure is a reply."""


class Delivers(Protocol):
    """Whoever takes it there."""

    async def deliver(self, call: Call, reply: Reply) -> None:
        """Once, whatever happens."""


@dataclass
class _Queue:
    """Those who wait to be answered in one thread."""

    lock: asyncio.Lock = field(default_factory=asyncio.Lock)
    waiting: int = 0


class Admission:
    """Keeps calls and works them off."""

    def __init__(
        self,
        database: Database,
        answers: Answers,
        delivery: Delivers,
        clock: Callable[[], datetime],
        *,
        at_once: int = AT_ONCE,
        pauses_s: tuple[float, ...] = PAUSES_S,
    ) -> None:
        self._database = database
        self._answers = answers
        self._delivery = delivery
        self._clock = clock
        self._room = asyncio.Semaphore(at_once)
        self._pauses_s = pauses_s
        self._queues: dict[str, _Queue] = {}
        self._tasks: set[asyncio.Task[Any]] = set()  # asyncio itself holds tasks weakly

    async def admit(self, call: Call) -> bool:
        """Keep the call and begin its work; False when it is known already.

        The keeping ends whole, and the work begins, even when the caller no longer waits.

        Raises:
            StorageError: it could not be kept.
        """
        return await asyncio.shield(self._spawn(self._admit(call)))

    async def taking_part(self, call: Call) -> bool:
        """Whether we have answered in the call's thread before."""
        return await self._database.read(
            conversations.taking_part, team=call.team, channel=call.channel, thread_ts=call.thread or ""
        )

    async def resume(self) -> int:
        """Take up what is still owed from before; how much that is."""
        owed = await self._database.read(inbox.open_calls)
        for heard in owed:
            self._spawn(self._work(heard.id, Call.model_validate_json(heard.payload)))
        if owed:
            log.info("resumed", calls=len(owed))
        return len(owed)

    async def drain(self, timeout_s: float) -> bool:
        """Wait for the answers in flight; those that do not end in time are stopped and resumed at the next start."""
        deadline = asyncio.get_running_loop().time() + timeout_s
        while self._tasks and (left := deadline - asyncio.get_running_loop().time()) > 0:
            log.info("waiting for answers", calls=len(self._tasks))
            await asyncio.wait(self._tasks, timeout=left)  # what is admitted meanwhile begins more
        late = list(self._tasks)
        for task in late:
            task.cancel()
        await asyncio.gather(*late, return_exceptions=True)
        return not late

    async def _admit(self, call: Call) -> bool:
        row = await self._database.write(
            inbox.admit, key=call.key, kind=call.kind, payload=call.model_dump_json(), now=self._clock()
        )
        if row is not None:
            self._spawn(self._work(row, call))
        return row is not None

    async def _work(self, row: int, call: Call) -> None:
        async with self._in_order(call), self._room:
            for pause in (0.0, *self._pauses_s):
                await asyncio.sleep(pause)
                try:
                    await self._attempt(row, call)
                except Refused as error:
                    await self._refused(row, call, error)
                except AnticiError as error:  # the archive or Slack, for now
                    log.warning("not answered yet", kind=call.kind, key=call.key, reason=error.public)
                    continue
                return
            log.error("left for the next start", kind=call.kind, key=call.key)

    async def _attempt(self, row: int, call: Call) -> None:
        attempts = await self._database.write(inbox.attempted, row)
        if attempts > ATTEMPTS:
            await self._give_up(row, call)
            return
        reply = await self._answers.reply(call)
        if isinstance(reply, Silence):
            await self._end(row, call, "done", f"silent: {reply.reason}")
            return
        await self._delivery.deliver(call, reply)
        await self._end(row, call, "done", reply.outcome, reply.turn)

    async def _give_up(self, row: int, call: Call) -> None:
        number = failures.reference()
        log.error("given up", kind=call.kind, key=call.key, reference=number)
        reply = failures.given_up(number, ATTEMPTS)
        await self._end(row, call, "failed", reply.outcome)  # first, or it would be given up again at each start
        await self._delivery.deliver(call, reply)

    async def _refused(self, row: int, call: Call, error: Refused) -> None:
        number = failures.reference()
        log.error("not delivered", kind=call.kind, key=call.key, code=error.code, reference=number)
        await self._end(row, call, "failed", f"not delivered: {error.code}, {number}")

    async def _end(self, row: int, call: Call, state: InboxState, outcome: str, turn: Turn | None = None) -> None:
        await self._database.write(_ended, row, call, state=state, outcome=outcome, turn=turn, now=self._clock())
        log.info("ended", kind=call.kind, key=call.key, outcome=outcome)

    @asynccontextmanager
    async def _in_order(self, call: Call) -> AsyncIterator[None]:
        """One call of a thread at a time, in the order in which they came; commands and buttons need none."""
        if not call.said:
            yield
            return
        place = f"{call.team}/{call.channel}/{call.thread}"
        queue = self._queues.setdefault(place, _Queue())
        queue.waiting += 1
        try:
            async with queue.lock:
                yield
        finally:
            queue.waiting -= 1
            if not queue.waiting:
                del self._queues[place]

    def _spawn(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.get_running_loop().create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._done)
        return task

    def _done(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if not task.cancelled() and (error := task.exception()) is not None and not isinstance(error, AnticiError):
            log.error("bug", reference=failures.reference(), exc_info=error)


def _ended(
    db: Connection, row: int, call: Call, *, state: InboxState, outcome: str, turn: Turn | None, now: datetime
) -> None:
    # One transaction: a crash between the two would keep the turn twice.
    inbox.ended(db, row, state=state, outcome=outcome, now=now)
    if turn is not None:
        conversations.add(db, turn, team=call.team, channel=call.channel, thread_ts=call.thread or "")
