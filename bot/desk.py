"""The desk: the whole of what anybody may ask. Slack, the command line and whatever comes later call it, nothing else.

What is answered from articles is for an audience, the first argument, and comes as frozen records; none has mark-up,
none shows a sentence that is not verbatim in a stored revision, but those that a language model was set to word.
"""

import asyncio
from collections.abc import Callable, Sequence
from datetime import date, datetime

from bot import corrections, telling
from bot.asking import references, sides, wishes
from bot.catalogue import Catalogue
from bot.digests import standing, subscribing
from bot.dossiers import (
    accounts,
    briefing,
    comparing,
    histories,
    home,
    newest,
    officeholders,
    overview,
    profiles,
    publishers,
    said,
    timelines,
)
from bot.errors import BadRequest
from bot.incoming.intake import Intake
from bot.model.writer import Writer
from bot.names import Wordbook
from bot.records import (
    Account,
    Answer,
    Choice,
    Comparison,
    Coverage,
    Digest,
    Fresh,
    History,
    Home,
    Judged,
    Latest,
    Milestones,
    Officeholders,
    Overtaken,
    Overview,
    Profile,
    Quotations,
    Retold,
    Shape,
    Sources,
    Standing,
    Summary,
    Timeline,
)  # fmt: skip
from bot.sources.watching import Watching
from bot.talk import feedback, replying, retelling
from bot.vectors.finding import Finder
from storage import articles, conversations, follows, judgements
from storage.database import Database
from storage.models import Audience, Stale, Subscription, SubscriptionState, Told, Turn, Verdict

NO_ANSWER = "I no longer hold the answer that this button belongs to; please ask again."


class Desk:
    """Answers from the archive as of its clock. `clock` gives the moment of asking, in UTC."""

    def __init__(
        self,
        database: Database,
        catalogue: Catalogue,
        clock: Callable[[], datetime],
        *,
        intake: Intake | None = None,
        writer: Writer | None = None,
        finder: Finder | None = None,
    ) -> None:
        self.database = database
        self.intake = intake or Intake(database, clock)  # what people share; whoever opened the desk closes it
        self.catalogue = catalogue
        self.clock = clock
        self.writer = writer  # None: no language model
        self.finder = finder  # None: no encoder
        self.watching = Watching(database, clock)
        self.names = Wordbook(database, catalogue, clock)
        self.rescheduled = asyncio.Event()  # set when a subscription changed

    def today(self) -> date:
        """The day as of which everything is answered."""
        return self.clock().date()

    async def known(self, audience: Audience) -> Catalogue:
        """The catalogue with what the audience's workspace added to it."""
        return await self.names.known(audience.team)

    async def latest(self, audience: Audience, wish: wishes.LatestWish) -> Latest:
        """The newest stories, five at a time; for a reader who has looked before, what came since apart."""
        known = await self.known(audience)
        return await newest.latest(self.database, audience, wish, catalogue=known, now=self.clock())

    async def fresh(self, audience: Audience, *, reader: str, call: str, most: int) -> tuple[Fresh, ...]:
        """What a person who opens a conversation with us has not seen yet, then the newest; that they look is noted."""
        return await newest.fresh(self.database, audience, reader=reader, call=call, most=most, now=self.clock())

    async def held(self, audience: Audience, url: str) -> int | None:
        """The number of the article at an address, if this audience has it."""
        return await references.held(self.database, audience, url, until=self.today())

    async def coverage(self, audience: Audience) -> Coverage:
        """What this audience is served from."""
        return await telling.coverage(self.database, audience, until=self.today())

    async def summary(self, audience: Audience, wish: wishes.SummaryWish) -> Summary:
        """An article, an actor or a topic in few sentences."""
        known = await self.known(audience)
        return await briefing.brief(self.database, audience, wish, catalogue=known, today=self.today())

    async def actor(self, audience: Audience, wish: wishes.ActorWish) -> Profile:
        """What the catalogue and the articles say of an actor."""
        name, day = wishes.dated(wish)
        known, today = await self.known(audience), self.today()
        subject = profiles.subject(name, known)
        return await profiles.profile(self.database, audience, subject, catalogue=known, today=today, on=day or today)

    async def compared(self, audience: Audience, wish: wishes.ActorWish) -> Comparison | None:
        """Actors side by side, where several are named; None where one is."""
        text, day = wishes.dated(wish)
        known, today = await self.known(audience), self.today()
        wanted = sides.named(text, known)
        if wanted is None:
            return None
        return await comparing.compare(self.database, audience, wanted, catalogue=known, today=today, on=day or today)

    async def timeline(self, audience: Audience, wish: wishes.TimelineWish) -> Timeline:
        """What happened about an actor, an instrument or a topic, in order.

        Raises:
            BadRequest: nothing was named.
        """
        known, today = await self.known(audience), self.today()
        subject, period = wishes.window(wish, known, today=today)
        if subject is None:
            raise BadRequest(wishes.USAGE["timeline"])
        return await timelines.timeline(
            self.database, audience, Choice(id=subject.id, name=subject.name), kind=subject.kind,
            catalogue=known, since=period.since, until=min(period.until or today, today),
        )  # fmt: skip

    async def quotes(self, audience: Audience, wish: wishes.QuotesWish) -> Quotations:
        """What an actor is quoted with."""
        known, today = await self.known(audience), self.today()
        who, topic, period = wishes.speaker(wish, known, today=today)
        return await said.quotations(
            self.database, audience, Choice(id=who.id, name=who.name), catalogue=known, topic=topic,
            since=period.since, until=min(period.until or today, today), offset=wish.offset, most=wish.most,
        )  # fmt: skip

    async def upcoming(self, audience: Audience, wish: wishes.NextWish) -> Milestones:
        """The days to come that articles name."""
        subject = wishes.concerning(wish, await self.known(audience))
        return await said.milestones(self.database, audience, subject, today=self.today(), most=wish.most)

    async def history(self, audience: Audience, target: str) -> History:
        """How an article changed, from revision to revision.

        Raises:
            BadRequest: no article was named, or there is none of that number or address.
        """
        return await histories.of(self.database, audience, wishes.typed(target), today=self.today())

    async def overview(self, audience: Audience) -> Overview:
        """What is understood of the archive, on one page."""
        return await overview.of(self.database, audience, catalogue=await self.known(audience), today=self.today())

    async def retrieved(self, audience: Audience, numbers: Sequence[int]) -> dict[int, datetime]:
        """When each of these articles was read, as far as this audience may see them."""
        found = await self.database.read(articles.several, audience, numbers=numbers)
        return {article.id: article.retrieved_at for article in found}

    async def who(self, wish: wishes.WhoWish) -> Officeholders:
        """Who holds an office; from the catalogue, which everybody may see."""
        office, day = wishes.dated(wish)
        return officeholders.who(office, self.catalogue, on=day or self.today())

    async def sources(self, audience: Audience) -> Sources:
        """Who publishes what this audience is served from, and which sources fail."""
        return await publishers.sources(self.database, self.watching, audience, today=self.today())

    async def home(self, team: str, user: str) -> Home:
        """What one person sees at a glance. The audience is their workspace: it is the person who is named here."""
        return await home.home(self.database, await self.names.known(team), self.clock(), team=team, user=user)

    async def account(self, audience: Audience, number: int) -> Account:
        """The story of this number in full."""
        known = await self.known(audience)
        return await accounts.account(self.database, audience, number, catalogue=known, today=self.today())

    async def same(self, audience: Audience, one: int, other: int, *, by: str) -> int:
        """Join two stories that a reader says are one; returns the number they have now."""
        return await accounts.same(self.database, audience, one, other, by=by, now=self.clock())

    async def apart(self, audience: Audience, one: int, other: int, *, by: str) -> None:
        """Part two stories that a reader says are not one."""
        await accounts.apart(self.database, audience, one, other, by=by, now=self.clock())

    async def without(self, audience: Audience, story: int, article: int, *, by: str) -> int:
        """Take out of a story an article that a reader says is of another; returns the number of its own."""
        return await accounts.without(self.database, audience, story, article, by=by, now=self.clock())

    async def keeps_shared(self, team: str, channel: str) -> bool:
        """Whether what is shared in a channel is kept."""
        return await self.database.read(conversations.keeps_shared, team=team, channel=channel)

    async def keep_shared(self, team: str, channel: str, user: str, *, on: bool) -> None:
        """Keep what is shared in a channel from now on, or no longer."""
        await self.database.write(
            conversations.keep_shared, team=team, channel=channel, user=user, on=on, now=self.clock()
        )

    async def follow(self, team: str, user: str, name: str) -> tuple[str, bool]:
        """Follow an actor or a topic by its name; returns its full name, and whether that is new."""
        subject = wishes.subject(name, await self.names.known(team), usage="follow")
        return subject.name, await home.follow(self.database, subject, self.clock(), team=team, user=user)

    async def unfollow(self, team: str, user: str, name: str) -> tuple[str, bool]:
        """No longer follow it; returns its full name, and whether it was followed."""
        subject = wishes.subject(name, await self.names.known(team), usage="follow")
        stopped = await self.database.write(
            follows.unfollow, team=team, user=user, kind=subject.kind, subject=subject.id
        )
        return subject.name, stopped

    async def subscribe(self, audience: Audience, wish: subscribing.Wish, *, by: str) -> Standing:
        """Begin a digest in the audience's conversation; `by` is whoever asks for it."""
        now = self.clock()
        known = await self.known(audience)
        found = await standing.begin(self.database, audience, wish, catalogue=known, by=by, now=now)
        self.rescheduled.set()
        return found

    async def subscriptions(self, audience: Audience) -> tuple[Standing, ...]:
        """The digests of a conversation."""
        return await standing.of(self.database, audience, catalogue=await self.known(audience), now=self.clock())

    async def resubscribe(self, audience: Audience, number: int | None, state: SubscriptionState) -> Standing:
        """Pause, resume or stop a digest of the conversation; without a number the only one there is."""
        now = self.clock()
        known = await self.known(audience)
        changed = await standing.change(self.database, audience, number, state, catalogue=known, now=now)
        self.rescheduled.set()
        return changed

    async def preview(
        self, audience: Audience, wanted: subscribing.Wish | int | None, *, begins: date | None = None
    ) -> Digest:
        """What a digest would be now: that of a number, the only one, or of a wish, from a day on. It tells nothing."""
        now = self.clock()
        if isinstance(wanted, subscribing.Wish):
            return await standing.sample(self.database, audience, wanted, now=now, begins=begins)
        return await standing.preview(self.database, audience, wanted, catalogue=await self.known(audience), now=now)

    async def edition(self, subscription: Subscription, *, period: str) -> tuple[Digest, tuple[Told, ...]]:
        """The digest of a period, for the audience of its conversation; and what it tells of, to be kept."""
        known = await self.names.known(subscription.team)
        return await standing.edition(self.database, subscription, period=period, catalogue=known, now=self.clock())

    async def answer(self, audience: Audience, question: str, *, history: tuple[Turn, ...] = ()) -> tuple[Answer, Turn]:
        """An answer in cited sentences, or a refusal with its reason; and the turn to keep for follow-ups."""
        answer, turn = await replying.reply(
            self.database, audience, question, history=history, catalogue=await self.known(audience), now=self.clock(),
            finder=self.finder,
        )  # fmt: skip
        if self.writer is not None:
            answer = await self.writer.worded(audience, answer, today=self.today())
        return answer, turn

    async def answer_as(self, audience: Audience, key: str, *, place: int, actor: str) -> tuple[Answer, Turn]:
        """The answer to a question of before, with its name at `place` read as this actor.

        Raises:
            BadRequest: there is no such question here, or no such reading.
        """
        turn, known = await self._kept(audience, key), await self.known(audience)
        return await replying.reply_as(
            self.database, audience, turn, place=place, actor=actor, catalogue=known, now=self.clock(),
            finder=self.finder,
        )  # fmt: skip

    async def answered(self, audience: Audience, key: str) -> bool:
        """Whether there is an answer of this key in the audience's conversation."""
        return await self._turn(audience, key) is not None

    async def retold(self, audience: Audience, key: str, shape: Shape) -> Retold:
        """An answer given before in another shape.

        Raises:
            BadRequest: there is no such answer here.
        """
        turn = await self._kept(audience, key)
        return await retelling.retell(self.database, audience, turn, shape=shape, today=self.today())

    async def judge(
        self, audience: Audience, key: str, verdict: Verdict, *, by: str, reason: str = "", right: str = ""
    ) -> None:
        """Keep what a reader says of an answer.

        Raises:
            BadRequest: there is no such answer here.
        """
        kept = await self.database.write(
            judgements.keep, team=audience.team or "", channel=audience.conversation or "", key=key, by=by,
            verdict=verdict, reason=reason, right=right, now=self.clock(),
        )  # fmt: skip
        if not kept:
            raise BadRequest(NO_ANSWER)

    async def judged(self, audience: Audience) -> tuple[Judged, ...]:
        """What readers said of the answers in the audience's conversation."""
        return await feedback.of(self.database, audience)

    async def judged_where(self) -> list[judgements.Counted]:
        """In which conversations readers said something, and how often; for whoever runs the bot."""
        return await self.database.read(judgements.counted)

    async def _kept(self, audience: Audience, key: str) -> Turn:
        if (turn := await self._turn(audience, key)) is None:
            raise BadRequest(NO_ANSWER)
        return turn

    async def _turn(self, audience: Audience, key: str) -> Turn | None:
        return await self.database.read(
            conversations.turn, team=audience.team or "", channel=audience.conversation or "", key=key
        )

    async def overtaken(self, audience: Audience, stale: Stale) -> tuple[Overtaken, ...]:
        """What was quoted in a thread and no longer stands in its article."""
        return await corrections.overtaken(self.database, audience, stale)
