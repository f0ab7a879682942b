"""The inbox and the work: a call is kept until its answer, or the reason for having none, is delivered.

A call is done at once, eight at a time, in a thread one after the other. When the archive or Slack is away it is
tried again, ever more rarely, for a day. What a crash interrupts is taken up at the next start. The call itself may be
what kills the process: interrupted again and again, it waits ever longer after a start, and the others go first; in
the end the reader is told that we have given up.
"""

import asyncio
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Callable, Coroutine, Iterator
from contextlib import asynccontextmanager, nullcontext
from datetime import datetime, timedelta
from typing import Any, Protocol, TypeVar

import structlog

from bot.errors import AnticiError
from handlers import failures, measures, overruling
from handlers.calls import Call, Reply, Silence, said_key
from handlers.messages import DELETED
from handlers.overruling import Interrupts
from handlers.refusals import Refused
from handlers.turns import Turns
from storage import conversations, inbox
from storage.database import Connection, Database
from storage.models import InboxState, Turn

T = TypeVar("T")

AT_ONCE = 8
READING = 2
"""Calls at a time for which links or files are read, beside the others."""
ATTEMPTS = 10
"""Whoever restarts a machine or kills a process in earnest does not meet the same call so often by chance."""
SUSPECT = 3
"""Interrupted so often, a call is tried again only after a pause."""
MOST_ATTEMPTS = 20
"""Giving up can be interrupted too; a call at which the process dies so often is not touched again."""
EXCUSES = 1_000
PAUSES_S = (1.0, 4.0, 15.0, 60.0)
"""Before a call is tried again while we run: the archive is locked, Slack is away. The last one again and again …"""
OWED = timedelta(days=1)
"""… for so long: nobody waits for an answer of yesterday."""

log = structlog.get_logger(__name__)


class Answers(Protocol):
    """Whoever finds what to say."""

    async def reply(self, call: Call) -> Reply | Silence:
        """Never fails: a failure is a reply."""


class Delivers(Protocol):
    """Whoever takes it there."""

    async def deliver(self, call: Call, reply: Reply) -> None:
        """Once, whatever happens."""

    async def excuse(self, call: Call, reply: Reply) -> None:
        """Without a claim, for the archive takes none."""


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
        self._reading = asyncio.Semaphore(READING)
        self._alone = asyncio.Lock()
        self._pauses_s = pauses_s
        self._queues: dict[str, Turns] = {}
        self._excused: OrderedDict[str, None] = OrderedDict()
        self._interrupts = Interrupts()
        self._leaving = asyncio.Event()
        self._tasks: set[asyncio.Task[Any]] = set()  # asyncio itself holds tasks weakly

    async def admit(self, call: Call) -> bool:
        """Keep the call and begin its work; False when it is known already.

        The keeping ends whole, and the work begins, even when the caller no longer waits.

        Raises:
            StorageError: it could not be kept.
        """
        return await asyncio.shield(self._spawn(self._admit(call)))

    async def taking_part(self, call: Call) -> bool:
        """Whether we answer in the call's thread, or are about to."""
        place = {"team": call.team, "channel": call.channel, "thread_ts": call.thread or ""}
        root = said_key(call.team, call.channel, call.thread or "")
        return await self._database.read(conversations.taking_part, **place) or await self._database.read(
            inbox.addressed, root=root, **place
        )

    async def concerns(self, call: Call) -> bool:
        """Whether it is about a message that was said to us, or the beginning of a thread of ours."""
        said = said_key(call.team, call.channel, call.ts or "")
        return await self._database.read(inbox.known, said) or await self._database.read(
            conversations.taking_part, team=call.team, channel=call.channel, thread_ts=call.ts or ""
        )

    async def keeps_shared(self, call: Call) -> bool:
        """Whether what is shared in the call's channel is wanted."""
        return await self._database.read(conversations.keeps_shared, team=call.team, channel=call.channel)

    async def resume(self) -> int:
        """Take up what is still owed from before; how much that is."""
        owed = await self._database.read(inbox.open_calls)
        for heard in owed:
            call = Call.model_validate_json(heard.payload)
            # One of those that were under way when the process died may be the cause: they are tried one at a time,
            # so that the others' attempts are not counted with its own.
            self._spawn(self._work(heard.id, call, heard.received_at, crashes=heard.attempts))
        if owed:
            log.info("resumed", calls=len(owed))
        return len(owed)

    def excuse(self, call: Call, sentence: str) -> None:
        """Say why a call could not be kept: once, as long as we run, and without a promise."""
        if call.key not in self._excused:
            self._excused[call.key] = None
            if len(self._excused) > EXCUSES:
                self._excused.popitem(last=False)
            self._spawn(self._delivery.excuse(call, failures.unkept(sentence)))

    async def drain(self, timeout_s: float) -> bool:
        """Wait for the answers in flight; those that do not end in time are stopped and resumed at the next start.

        What only waits to be tried again is left for the next start at once.
        """
        self._leaving.set()
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
        now = self._clock()
        row = await self._database.write(
            inbox.admit, key=call.key, kind=call.kind, payload=call.model_dump_json(), now=now
        )
        if row is not None:
            self._interrupts.heard(call)
            self._spawn(self._work(row, call, now))
        return row is not None

    async def _work(self, row: int, call: Call, since: datetime, *, crashes: int = 0) -> None:
        begun = time.monotonic()
        async with self._in_order(call) as queue:
            for pause in self._pauses(crashes):
                if queue.left or not await self._rested(pause):
                    log.info("left for the next start", kind=call.kind, key=call.key)
                    queue.left = True
                    return
                outcome = await self._tried(row, call, since, alone=crashes > 0)
                if outcome is not None:
                    measures.ended(call.kind, outcome, seconds=time.monotonic() - begun)
                    return

    async def _tried(self, row: int, call: Call, since: datetime, *, alone: bool) -> str | None:
        """How it ended; None when it has not, and is to be tried again."""
        try:
            try:
                return await self._attempt(row, call, alone=alone)
            except Refused as error:
                if not error.of_token:
                    return await self._refused(row, call, error)
                raise
            except AnticiError:
                raise
            except Exception:  # the outermost edge of the work: a bug must not become silence
                number = failures.reference()
                log.exception("bug", kind=call.kind, key=call.key, reference=number)
                return await self._bug(row, call, failures.unexpected(number))
        except AnticiError as error:  # the archive or Slack, for now
            log.warning("not answered yet", kind=call.kind, key=call.key, reason=error.public)
            return await self._postponed(row, call, since)

    async def _attempt(self, row: int, call: Call, *, alone: bool) -> str:
        # Not while it is delivered: one busy channel must not hold up the others.
        # What has to be read first must not hold up who only asks.
        async with self._alone if alone else nullcontext(), self._reading if call.reads else self._room:
            attempts = await self._database.write(inbox.attempted, row)
            if attempts <= ATTEMPTS:
                reply = await self._reply(row, call)
        if attempts > ATTEMPTS:
            return await self._give_up(row, call, attempts)
        if isinstance(reply, Silence):
            return await self._end(row, call, "done", f"silent: {reply.reason}")
        await self._delivery.deliver(call, reply)
        return await self._end(row, call, "done", reply.outcome, reply.turn)

    async def _reply(self, row: int, call: Call) -> Reply | Silence:
        """What is said to a call, unless it is overruled meanwhile: then nothing, or that it was stopped."""
        begins = overruling.overruling(call)
        if not begins:
            return await self._answers.reply(call)
        with self._interrupts.of(call) as interrupted:
            if await self._database.read(inbox.overruled, row, begins=begins) is not None:
                interrupted.set()
            replying = asyncio.ensure_future(self._answers.reply(call))
            waiting = asyncio.ensure_future(interrupted.wait())
            try:
                await asyncio.wait([replying, waiting], return_when=asyncio.FIRST_COMPLETED)
                by = await self._database.read(inbox.overruled, row, begins=begins)
                if by is None:
                    return await replying
            finally:
                for task in (replying, waiting):
                    task.cancel()
                await asyncio.gather(replying, waiting, return_exceptions=True)
        what = by.partition(":")[0]
        return failures.stopped() if what == overruling.STOPPED else Silence(reason=overruling.REASONS[what])

    async def _give_up(self, row: int, call: Call, attempts: int) -> str:
        number = failures.reference()
        log.error("given up", kind=call.kind, key=call.key, reference=number)
        reply = failures.given_up(number, ATTEMPTS)
        if attempts <= MOST_ATTEMPTS:
            await self._delivery.deliver(call, reply)
        return await self._end(row, call, "failed", reply.outcome)

    async def _bug(self, row: int, call: Call, reply: Reply) -> str:
        try:
            await self._delivery.deliver(call, reply)
        except Refused as refused:
            return await self._refused(row, call, refused)
        return await self._end(row, call, "failed", reply.outcome)

    async def _refused(self, row: int, call: Call, error: Refused) -> str:
        if call.said and error.gone:
            return await self._end(row, call, "done", f"silent: {overruling.REASONS[DELETED]}")
        number = failures.reference()
        log.error("not delivered", kind=call.kind, key=call.key, code=error.code, reference=number)
        return await self._end(row, call, "failed", f"not delivered: {error.code}, {number}")

    async def _postponed(self, row: int, call: Call, since: datetime) -> str | None:
        try:
            await self._database.write(inbox.excused, row)
            if self._clock() - since > OWED:
                return await self._end(row, call, "failed", "not delivered: in vain for a day")
        except AnticiError as error:
            log.warning("not noted", key=call.key, reason=error.public)
        return None

    async def _end(self, row: int, call: Call, state: InboxState, outcome: str, turn: Turn | None = None) -> str:
        await self._database.write(_ended, row, call, state=state, outcome=outcome, turn=turn, now=self._clock())
        log.info("ended", kind=call.kind, key=call.key, outcome=outcome)
        return outcome

    def _pauses(self, crashes: int) -> Iterator[float]:
        last = len(self._pauses_s) - 1
        yield 0.0 if crashes < SUSPECT else self._pauses_s[min(crashes - SUSPECT, last)]
        yield from self._pauses_s
        while True:
            yield self._pauses_s[-1]

    async def _rested(self, seconds: float) -> bool:
        """Whether the pause is over; False when we are leaving."""
        if not seconds:
            return True
        try:
            async with asyncio.timeout(seconds):
                await self._leaving.wait()
        except TimeoutError:
            return True
        return False

    @asynccontextmanager
    async def _in_order(self, call: Call) -> AsyncIterator[Turns]:
        """One call of a place at a time, in the order in which they were said; commands need none."""
        if call.place is None:
            yield Turns()
            return
        place = f"{call.team}/{call.channel}/{call.place}"
        queue = self._queues.setdefault(place, Turns())
        try:
            async with queue.turn(call.ts or ""):
                yield queue
        finally:
            if queue.empty:
                self._queues.pop(place, None)

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
