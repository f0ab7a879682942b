"""The round of the subscriptions: asleep until a digest is due or news comes, then claimed, put together, posted, once.

Knows time and the archive, not Slack: whoever publishes is handed in. What a crash interrupts is found again at the
next start, because a period is settled only when its post is made: the publisher looks for it before posting anew.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, datetime, timedelta
from typing import Literal, NamedTuple, Protocol

import structlog

from bot import corrections
from bot.desk import Desk
from bot.digests import shown, standing
from bot.digests.schedule import Period, alert_from, due, following
from bot.errors import AnticiError, StorageError, Unavailable
from bot.records import Digest
from storage import subscriptions
from storage.models import Subscription

CATCH_UP = timedelta(hours=24)
"""A digest missed is caught up within a day; what an older one would have told is in the next."""

ALERT_LOOK = timedelta(minutes=2)
"""How often one looks whether there is news for those who want it at once."""

LATE = timedelta(minutes=10)
RETRY = timedelta(minutes=1)
LOOK_S = 60.0
"""The longest sleep: the machine's clock may be set, or stand still with a laptop's lid."""
AT_ONCE = 4

Outcome = Literal["posted", "late", "failed", "skipped"]
"""What becomes of a digest that was due: posted in time or late, refused for good, or left out for the next to tell."""

log = structlog.get_logger(__name__)


class Publishes(Protocol):
    """Whoever takes a digest to its conversation."""

    async def publish(self, key: str, channel: str, compose: Callable[[], Awaitable[Digest]]) -> None:
        """Claim the key, and post unless it is there already; `compose` is asked only for what is to be posted.

        Raises:
            Unavailable: not for now.
            AnticiError: not at all, for a reason that people may read.
        """

    async def published(self, key: str) -> bool:
        """Whether what was claimed under this key was posted.

        Raises:
            Unavailable: that cannot be told for now.
        """


class Owed(NamedTuple):
    """A digest that is due, and the periods before it that were missed."""

    subscription: Subscription
    period: Period
    missed: tuple[Period, ...]

    @property
    def key(self) -> str:
        """What is claimed: one post for a subscription and a period."""
        return key(self.subscription.id, self.period.key)


class Rounds:
    """One for each bot. `sleep` is asked for seconds; everything else goes by the desk's clock."""

    def __init__(
        self,
        desk: Desk,
        publisher: Publishes,
        *,
        team: str,
        sleep: Callable[[float], Awaitable[None]] = asyncio.sleep,
        look_s: float = LOOK_S,
        counted: Callable[[Outcome], None] = lambda _: None,
    ) -> None:
        self._counted = counted
        self._desk = desk
        self._publisher = publisher
        self._clock = desk.clock
        self._team = team
        self._sleep = sleep
        self._look_s = look_s
        self._begun = desk.clock()
        self._ending = False
        self._failed: set[str] = set()  # keys that could not be posted for now
        self._looked: dict[int, datetime] = {}  # when one last looked for news, by subscription
        self._at_work = asyncio.Lock()
        self._room = asyncio.Semaphore(AT_ONCE)

    async def run(self) -> None:
        """Post what is due, for ever."""
        self._begun = self._clock()
        while not self._ending:
            self._desk.rescheduled.clear()
            async with self._at_work:
                try:
                    wake = await self.once()
                except Exception:  # the outermost edge of the round: one row must not end the digests of all
                    log.exception("bug in the round of digests")
                    wake = self._clock() + RETRY
            await self._rest(wake)

    async def end(self, timeout_s: float) -> None:
        """Begin nothing more, and wait for what is being posted, at most so long."""
        self._ending = True
        try:
            async with asyncio.timeout(timeout_s), self._at_work:
                pass
        except TimeoutError:
            log.warning("digests under way are left for the next start")

    async def once(self) -> datetime:
        """Post what is due now; the moment of the next."""
        now = self._clock()
        try:
            wished = await self._desk.database.read(subscriptions.active, team=self._team)
        except StorageError as error:
            log.warning("cannot see who is due", reason=error.public)
            return now + RETRY
        timed = [one for one in wished if not one.at_once]
        owed = [found for one in timed if (found := _owed(one, now)) is not None]
        done = await asyncio.gather(
            *(self._post(one) for one in owed), *(self._alert(one, now) for one in wished if one.at_once)
        )
        moments = [following(standing.schedule(one), now).at for one in timed]
        moments += [now + ALERT_LOOK] * (len(timed) < len(wished))
        return min([*moments, *([] if all(done) else [now + RETRY])], default=now + timedelta(days=1))

    async def _alert(self, one: Subscription, now: datetime) -> bool:
        """Post what is news, if anything is; whether that is settled. What a crash interrupted is finished first."""
        if now - self._looked.get(one.id, datetime.min.replace(tzinfo=UTC)) < ALERT_LOOK:
            return True
        database = self._desk.database
        try:
            async with self._room:
                period = await database.read(subscriptions.unfinished, one.id, settled_until=one.settled_until)
                made = await database.read(subscriptions.made, one.id, since=now - timedelta(days=1))
                if period is None and alert_from(made, now) <= now:
                    key = f"{now:%Y-%m-%dT%H:%M:%SZ}"
                    found, _ = await self._desk.edition(one, period=key)
                    period = key if found.new or found.corrected else None
        except StorageError as error:
            log.warning("cannot look for news", subscription=one.id, reason=error.public)
            return False
        settled = period is None or await self._post(Owed(one, Period(key=period, at=now), missed=()))
        if settled:
            self._looked[one.id] = now
        return settled

    async def _post(self, owed: Owed) -> bool:
        """Whether it is settled: posted, or refused for good."""
        one, trouble = owed.subscription, ""
        async with self._room:
            try:
                missed = await self._missed(owed)
                await self._publisher.publish(owed.key, one.channel, lambda: self._composed(owed, missed))
                self._counted("late" if self._late(owed, self._clock()) else "posted")
                for _ in range(missed):
                    self._counted("skipped")
                log.info("digest posted", subscription=one.id, period=owed.period.key)
            except (Unavailable, StorageError) as error:
                log.warning("digest not posted yet", key=owed.key, reason=error.public)
                self._failed.add(owed.key)
                return False
            except AnticiError as error:
                log.error("digest not posted", key=owed.key, reason=error.public)
                trouble = error.public
                self._counted("failed")
            return await self._settled(owed, trouble)

    async def _settled(self, owed: Owed, trouble: str) -> bool:
        self._failed.discard(owed.key)
        database, one = self._desk.database, owed.subscription
        try:
            if trouble:
                await database.write(subscriptions.drop, one.id, period=owed.period.key)
            until = self._clock() if one.at_once else owed.period.at
            await database.write(subscriptions.settle, one.id, until=until, trouble=trouble)
        except StorageError as error:
            log.warning("digest not settled yet", key=owed.key, reason=error.public)
            return False
        return True

    async def _composed(self, owed: Owed, missed: int) -> Digest:
        """The digest, with what it tells kept before it is posted: after a crash it has told that, or is told anew."""
        one, period = owed.subscription, owed.period
        made, told = await self._desk.edition(one, period=period.key)
        await self._desk.database.write(
            subscriptions.tell, one.id, period=period.key, told=told, quoted=corrections.quotations(shown(made)),
            made_at=made.made_at,
        )  # fmt: skip
        late = self._late(owed, made.made_at)
        return made.model_copy(update={"due": period.at, "late": late, "missed": missed})

    async def _missed(self, owed: Owed) -> int:
        """How many digests before this one were not posted; one that was only put together has told nothing."""
        one, database = owed.subscription, self._desk.database
        names = [period.key for period in owed.missed]
        posted = 0
        for name in await database.read(subscriptions.begun, one.id, periods=names):
            if await self._publisher.published(key(one.id, name)):
                posted += 1
            else:
                await database.write(subscriptions.drop, one.id, period=name)
        return len(names) - posted

    def _late(self, owed: Owed, now: datetime) -> Literal["", "stopped", "unreachable", "delayed"]:
        if now - owed.period.at < LATE:
            return ""
        if owed.period.at < self._begun:
            return "stopped"
        return "unreachable" if owed.key in self._failed else "delayed"

    async def _rest(self, wake: datetime) -> None:
        seconds = min(max((wake - self._clock()).total_seconds(), 0.05), self._look_s)
        waiting = [
            asyncio.ensure_future(self._sleep(seconds)),
            asyncio.ensure_future(self._desk.rescheduled.wait()),
        ]
        try:
            await asyncio.wait(waiting, return_when=asyncio.FIRST_COMPLETED)
        finally:
            for task in waiting:
                task.cancel()


def key(subscription: int, period: str) -> str:
    """Under which the post of a period is claimed."""
    return f"digest:{subscription}:{period}"


def _owed(one: Subscription, now: datetime) -> Owed | None:
    periods = due(standing.schedule(one), after=one.settled_until, until=now)
    if not periods or now - periods[-1].at > CATCH_UP:
        return None
    return Owed(subscription=one, period=periods[-1], missed=tuple(periods[:-1]))
