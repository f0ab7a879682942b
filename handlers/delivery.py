"""Where an answer goes, and that it goes there once. How Slack is spoken to is `speaking`'s business.

A post is claimed by the call's key before it is made, carries the key as a marker, and is marked with its `ts` after.
Found claimed but not marked, after a crash or when no reply came, the marker is looked for in the channel, and the
post is made only when it is not there. Trying again is `admission`'s business.

What one person alone sees cannot be looked up. Found claimed but not marked, it is shown again with a remark that it
may have been seen: silence would be worse. Shown to everyone by a response URL (where we are no member), it is not.
"""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.errors import Unavailable
from handlers import blocks
from handlers.calls import Call, Reply, Sent, said_key
from handlers.limits import Piece, Weight
from handlers.messages import EDITED
from handlers.presence import Presence
from handlers.refusals import NOT_A_MEMBER, Refused, Uncertain
from handlers.speaking import Voice
from storage import inbox
from storage.database import Database
from storage.models import Delivery as Claim

SETTLE = timedelta(seconds=1)
"""A post may still be on its way when the process that made it has died; so long is waited before looking for it."""
AGAIN = "You may have seen this already: I was interrupted while answering."
SHARED = "This has been shared here already."
CHANGED = "The question was changed; this answers it as it reads now."
IN_SIGHT = timedelta(minutes=1)
MAYBE = "I was interrupted while sending it. If it is not there, please ask again."
PRIVATE = "private"
"""What stands for the `ts` of what one person alone saw."""

log = structlog.get_logger(__name__)


class Delivery:
    """Takes a reply to where it belongs."""

    def __init__(
        self, database: Database, voice: Voice, clock: Callable[[], datetime], *, presence: Presence | None = None
    ) -> None:
        self._presence = presence
        self._database = database
        self._voice = voice
        self._clock = clock

    async def deliver(self, call: Call, reply: Reply) -> None:
        """Returns when it is there; at once when it was there already.

        Raises:
            Refused: Slack will not take it, anywhere. Whoever asked was told so in private, where that was possible.
            Unavailable: not for now.
        """
        try:
            await self._deliver(call, reply)
        except Refused as error:
            untold = call.kind in ("home", "shared") or call.channel_type == "im" or (call.said and error.gone)
            if not error.of_token and not untold:
                await self._regret(call, error)
            raise

    async def _deliver(self, call: Call, reply: Reply) -> None:
        if reply.modal is not None and await self._opened(call, reply.modal):
            return
        if reply.prompts:
            if self._presence is not None:
                await self._presence.suggest(call.channel, reply.prompts, title=reply.prompted)
        elif reply.file is not None:
            await self._hand_over(call, reply, reply.file)
        elif reply.reaction:
            await self._voice.react(call.channel, call.ts or "", reply.reaction)
        elif call.kind == "home":
            await self._voice.publish(call.user, reply.pieces)  # twice is as good as once
        elif reply.where == "everyone":
            await self._share(call, reply)
        elif reply.where == "thread":
            await self._post(call, reply, thread_ts=call.thread_ts or call.ts)
        elif call.edited:
            await self._amend(call, reply)
        elif call.said:
            await self._post(call, reply, thread_ts=call.thread)
        elif await self._voice.ours(call.channel):
            await self._alone(call, reply)
        else:
            await self._privately(call, reply)

    async def once(
        self,
        key: str,
        channel: str,
        say: Callable[[], Awaitable[tuple[Piece, ...]]],
        *,
        thread_ts: str | None = None,
        after: str | None = None,
    ) -> None:
        """Post under a key unless that was done; `say` is asked only for what is to be posted.

        Raises:
            Refused: Slack will not take it.
            Unavailable: not for now.
        """
        claim, ours_to_make = await self._claim(key, channel, thread_ts)
        if claim.ts or (not ours_to_make and await self._found(claim, after=after)):
            return
        await self._mark(key, await self._voice.post(channel, await say(), thread_ts=thread_ts, key=key))

    async def made(self, key: str) -> bool:
        """Whether the post of a key was made; it is looked for if that is not known.

        Raises:
            Unavailable: that cannot be told for now.
        """
        claim = await self._database.read(inbox.delivery, key)
        return claim is not None and (claim.ts is not None or await self._found(claim))

    async def excuse(self, call: Call, reply: Reply) -> None:
        """Say why a call was not kept: in its thread what was said, else to the person alone; nothing is claimed."""
        try:
            if not call.said and call.response_url:
                return await self._voice.respond(call.response_url, reply.pieces)
            await self._voice.post(call.channel, reply.pieces, thread_ts=call.thread, key=f"{call.key}:excuse")
        except (Refused, Unavailable) as error:
            log.warning("no excuse made", key=call.key, reason=error.public)

    async def _regret(self, call: Call, refused: Refused) -> None:
        """Tell whoever asked, in the conversation with them alone, why there is no answer where they asked."""

        async def said() -> tuple[Piece, ...]:
            return blocks.unposted(call.channel, refused.why)

        try:
            await self.once(f"{call.key}:regret", call.user, said)
        except Refused as error:
            log.warning("no regret", key=call.key, code=error.code)

    async def _alone(self, call: Call, reply: Reply) -> None:
        if reply.replace and call.ts:
            try:
                return await self._voice.update(call.channel, reply.pieces, ts=call.ts)  # twice is as good as once
            except Refused as error:
                log.info("not replaced", code=error.code)
        return await self._post(call, reply, thread_ts=call.thread_ts)

    async def _opened(self, call: Call, modal: dict[str, Any]) -> bool:
        """Whether the modal was opened; a trigger is good once, and not for long."""
        claim, ours_to_make = await self._claim(f"{call.key}:modal", call.channel, None)
        if not ours_to_make or not call.trigger_id:
            return claim.ts is not None
        try:
            await self._voice.open(call.trigger_id, modal)
        except (Refused, Unavailable) as error:
            log.info("no modal", key=call.key, reason=error.public)
            return False
        await self._mark(claim.key, PRIVATE)
        return True

    async def _post(self, call: Call, reply: Reply, *, thread_ts: str | None) -> None:
        async def said() -> tuple[Piece, ...]:
            return reply.pieces

        await self.once(
            reply.once or call.key, call.channel, said, thread_ts=thread_ts, after=call.ts if call.said else None
        )

    async def _amend(self, call: Call, reply: Reply) -> None:
        """Answer a changed question in the place of its answer; anew where somebody has replied to that."""
        before = await self._database.read(
            inbox.posted,
            key=said_key(call.team, call.channel, call.ts or ""),
            begins=f"{EDITED}:{call.team}:{call.channel}:{call.ts}:",
        )
        if before is not None and before.ts and not await self._replied(call, before.ts):
            try:
                return await self._voice.update(call.channel, reply.pieces, ts=before.ts)  # twice is as good as once
            except Refused as error:
                log.info("not amended", code=error.code)
        told = reply.pieces if before is None else (blocks.small(CHANGED), *reply.pieces)
        return await self._post(call, reply.model_copy(update={"pieces": told}), thread_ts=call.thread)

    async def _replied(self, call: Call, ts: str) -> bool:
        """Whether anything was said in the thread after that; where Slack does not tell, somebody may have."""
        try:
            return await self._voice.spoken(call.channel, thread_ts=call.thread or "", after=ts)
        except Refused as error:
            log.warning("cannot see what followed", code=error.code)
            return True

    async def _hand_over(self, call: Call, reply: Reply, file: Sent) -> None:
        """A file cannot be looked up by a key: found claimed but not marked, it is said that it may be there."""
        claim, ours_to_make = await self._claim(f"{call.key}:file", call.channel, None)
        pieces: tuple[Piece, ...] = (blocks.paragraph(f"{file.name}: {MAYBE}"),)
        if ours_to_make:
            to = call.user if file.alone else call.channel
            try:
                await self._voice.upload(to, file, reply.pieces, thread_ts=None if file.alone else call.thread_ts)
            except Refused as error:
                pieces = (blocks.paragraph(f"Slack does not let me put {file.name} there ({error.code})."),)
            else:
                pieces = (blocks.paragraph(f"{file.name}: sent{' to you directly' if file.alone else ''}."),)
            await self._mark(claim.key, PRIVATE)
        elif claim.ts is not None:
            return
        if not await self._voice.ours(call.channel):
            await self._privately(call, reply.model_copy(update={"pieces": pieces}))

    async def _share(self, call: Call, reply: Reply) -> None:
        if await self._shared_long_ago(reply.once):
            await self._privately(call, Reply(pieces=(blocks.paragraph(SHARED),)))
            return
        try:
            await self._post(call, reply, thread_ts=call.thread_ts)
        except Refused as error:
            if error.code not in NOT_A_MEMBER or not call.response_url:
                raise
            await self._share_by_url(call, reply)
        if call.private and call.response_url:
            try:
                await self._voice.withdraw(call.response_url)
            except (Refused, Uncertain) as error:
                log.info("not withdrawn", reason=error.public)

    async def _shared_long_ago(self, once: str) -> bool:
        """Whether it was shared, and likely is out of sight; who presses twice in a row sees what came of it."""
        for key in (once, f"{once}:by url") if once else ():
            claim = await self._database.read(inbox.delivery, key)
            if claim is not None and claim.posted_at is not None:
                return self._clock() - claim.posted_at > IN_SIGHT
        return False

    async def _share_by_url(self, call: Call, reply: Reply) -> None:
        url = call.response_url or ""
        claim, ours_to_make = await self._claim(f"{reply.once or call.key}:by url", call.channel, None)
        if ours_to_make:
            await self._voice.respond(url, reply.pieces, public=True)
        elif claim.ts is None:
            doubt = "I was interrupted while sharing this. If you do not see it here, please share it again."
            await self._voice.respond(url, (blocks.paragraph(doubt),))
        await self._mark(claim.key, PRIVATE)

    async def _privately(self, call: Call, reply: Reply) -> None:
        claim, ours_to_make = await self._claim(call.key, call.channel, call.thread_ts)
        if claim.ts:
            return
        pieces: tuple[Piece, ...] = reply.pieces
        if not ours_to_make and not reply.replace:
            pieces = (*pieces, blocks.small(AGAIN, weight=Weight.ESSENTIAL))
        await self._mark(call.key, await self._to_one(call, pieces, replace=reply.replace and call.private))

    async def _to_one(self, call: Call, pieces: tuple[Piece, ...], *, replace: bool) -> str:
        if call.response_url:
            try:
                await self._voice.respond(call.response_url, pieces, replace=replace)
            except Refused as error:  # mostly because it has expired
                log.info("response URL refuses", code=error.code, key=call.key)
            else:
                return PRIVATE
        return await self._voice.whisper(call.channel, call.user, pieces, thread_ts=call.thread_ts)

    async def _claim(self, key: str, channel: str, thread_ts: str | None) -> tuple[Claim, bool]:
        """The claim, and whether it is new: then the post is ours to make."""
        new = await self._database.write(
            inbox.claim_delivery, key=key, channel=channel, thread_ts=thread_ts, now=self._clock()
        )
        claim = await self._database.read(inbox.delivery, key)
        assert claim is not None, "a claim is never taken back"
        return claim, new

    async def _found(self, claim: Claim, *, after: str | None = None) -> bool:
        await asyncio.sleep(max(SETTLE - (self._clock() - claim.claimed_at), timedelta()).total_seconds())
        try:
            ts = await self._voice.find(claim.channel, thread_ts=claim.thread_ts, key=claim.key, after=after)
        except Refused as error:  # not allowed to look: better twice than never
            log.warning("cannot look for a post", code=error.code, key=claim.key)
            return False
        if ts is not None:
            await self._database.write(inbox.delivered, claim.key, ts=ts, now=self._clock())
        return ts is not None

    async def _mark(self, key: str, ts: str) -> None:
        await self._database.write(inbox.delivered, key, ts=ts, now=self._clock())
