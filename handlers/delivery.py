"""Where an answer goes, and that it goes there once. How Slack is spoken to is `speaking`'s business.

A post is claimed by the call's key before it is made, carries the key as a marker, and is marked with its `ts` after.
Found claimed but not marked after a crash, or when no reply came, the marker is looked for in the channel, and the
post is made only when it is not there.

What one person alone sees cannot be looked up. Found claimed but not marked, it is shown again with a remark that it
may have been seen: silence would be worse. Shown to everyone by a response URL (where we are no member), it is not.
"""

import asyncio
from collections.abc import Callable
from datetime import datetime

import structlog

from handlers import blocks
from handlers.calls import Call, Reply
from handlers.limits import Piece, Weight
from handlers.speaking import Refused, Uncertain, Voice
from storage import inbox
from storage.database import Database
from storage.models import Delivery as Claim

PAUSES_S = (0.0, 1.0, 4.0, 15.0)
PRIVATE = "private"
"""What stands for the `ts` of what one person alone saw."""

_NOT_A_MEMBER = ("not_in_channel", "channel_not_found", "is_archived", "restricted_action")

log = structlog.get_logger(__name__)


class Delivery:
    """Takes a reply to where it belongs."""

    def __init__(self, database: Database, voice: Voice, clock: Callable[[], datetime]) -> None:
        self._database = database
        self._voice = voice
        self._clock = clock

    async def deliver(self, call: Call, reply: Reply) -> None:
        """Returns when it is there; at once when it was there already.

        Raises:
            Refused: Slack will not take it, anywhere.
            Unavailable: not for now.
        """
        if call.kind == "home":
            await self._voice.publish(call.user, reply.pieces)  # twice is as good as once
        elif reply.where == "everyone":
            await self._share(call, reply)
        elif call.said:
            await self._post(call, reply, thread_ts=call.thread)
        elif await self._voice.ours(call.channel):
            await self._alone(call, reply)
        else:
            await self._privately(call, reply)

    async def _alone(self, call: Call, reply: Reply) -> None:
        if reply.replace and call.ts:
            try:
                return await self._voice.update(call.channel, reply.pieces, ts=call.ts)  # twice is as good as once
            except Refused as error:
                log.info("not replaced", code=error.code)
        return await self._post(call, reply, thread_ts=call.thread_ts)

    async def _post(self, call: Call, reply: Reply, *, thread_ts: str | None) -> None:
        claim, ours_to_make = await self._claim(call, thread_ts)
        if claim.ts:
            return
        unsure = not ours_to_make
        for pause in PAUSES_S:
            await asyncio.sleep(pause)
            try:
                if unsure and await self._found(call, claim):
                    return
                ts = await self._voice.post(call.channel, reply.pieces, thread_ts=thread_ts, key=call.key)
            except Uncertain:
                log.warning("no reply to a post", key=call.key)
                unsure = True
            else:
                await self._mark(call, ts)
                return
        raise Uncertain("Slack does not answer for now.")

    async def _share(self, call: Call, reply: Reply) -> None:
        try:
            await self._post(call, reply, thread_ts=call.thread_ts)
        except Refused as error:
            if error.code not in _NOT_A_MEMBER or not call.response_url:
                raise
            await self._share_by_url(call, reply)
        if call.private and call.response_url:
            try:
                await self._voice.withdraw(call.response_url)
            except (Refused, Uncertain) as error:
                log.info("not withdrawn", reason=error.public)

    async def _share_by_url(self, call: Call, reply: Reply) -> None:
        url = call.response_url or ""
        claim, ours_to_make = await self._claim(call, None, key=f"{call.key}:by url")
        if ours_to_make:
            await self._voice.respond(url, reply.pieces, public=True)
        elif claim.ts is None:
            doubt = "I was interrupted while sharing this. If you do not see it here, please share it again."
            await self._voice.respond(url, (blocks.paragraph(doubt),))
        await self._mark(call, PRIVATE, key=f"{call.key}:by url")

    async def _privately(self, call: Call, reply: Reply) -> None:
        claim, ours_to_make = await self._claim(call, call.thread_ts)
        if claim.ts:
            return
        pieces: tuple[Piece, ...] = reply.pieces
        if not ours_to_make and not reply.replace:
            again = "You may have seen this already: I was interrupted while answering."
            pieces = (*pieces, blocks.small(again, weight=Weight.LINE))
        await self._mark(call, await self._to_one(call, pieces, replace=reply.replace and call.private))

    async def _to_one(self, call: Call, pieces: tuple[Piece, ...], *, replace: bool) -> str:
        if call.response_url:
            try:
                await self._voice.respond(call.response_url, pieces, replace=replace)
            except Refused as error:
                if not error.expired:
                    raise
                log.info("response URL expired", code=error.code, key=call.key)
            else:
                return PRIVATE
        return await self._voice.whisper(call.channel, call.user, pieces, thread_ts=call.thread_ts)

    async def _claim(self, call: Call, thread_ts: str | None, *, key: str = "") -> tuple[Claim, bool]:
        """The claim, and whether it is new: then the post is ours to make."""
        named = key or call.key
        new = await self._database.write(
            inbox.claim_delivery, key=named, channel=call.channel, thread_ts=thread_ts, now=self._clock()
        )
        claim = await self._database.read(inbox.delivery, named)
        assert claim is not None, "a claim is never taken back"
        return claim, new

    async def _found(self, call: Call, claim: Claim) -> bool:
        after = call.ts if call.said else None
        try:
            ts = await self._voice.find(claim.channel, thread_ts=claim.thread_ts, key=claim.key, after=after)
        except Refused as error:  # not allowed to look: better twice than never
            log.warning("cannot look for a post", code=error.code, key=claim.key)
            return False
        if ts is not None:
            await self._database.write(inbox.delivered, claim.key, ts=ts, now=self._clock())
        return ts is not None

    async def _mark(self, call: Call, ts: str, *, key: str = "") -> None:
        await self._database.write(inbox.delivered, key or call.key, ts=ts, now=self._clock())
