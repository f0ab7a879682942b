"""Where a person is, by the clock, and whether we are in a conversation: asked of Slack, unknown if it does not say."""

import asyncio

import structlog
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import AnticiError
from handlers.calls import Call
from handlers.refusals import Refused
from handlers.speaking import asked

PATIENCE_S = 1.5
"""A modal must be opened within three seconds of the command."""

log = structlog.get_logger(__name__)


class Whereabouts:
    """What a call does not say and a digest needs."""

    def __init__(self, client: AsyncWebClient) -> None:
        self._client = client

    async def known(self, call: Call) -> Call:
        """The call with the person's zone, and whether we are a member, as far as Slack tells in time."""
        try:
            async with asyncio.timeout(PATIENCE_S):
                zone, member = await asyncio.gather(self._zone(call.user), self._member(call.channel))
        except TimeoutError:
            log.info("whereabouts not told in time")
            return call
        return call.model_copy(update={"zone": zone, "member": member})

    async def _zone(self, user: str) -> str:
        try:
            reply = await asked(lambda: self._client.users_info(user=user))
        except AnticiError as error:
            log.info("zone not told", reason=error.public)
            return ""
        return str((reply.get("user") or {}).get("tz") or "")

    async def _member(self, channel: str) -> bool | None:
        try:
            reply = await asked(lambda: self._client.conversations_info(channel=channel))
        except Refused as error:
            return False if error.code == "channel_not_found" else None
        except AnticiError as error:
            log.info("membership not told", reason=error.public)
            return None
        told = reply.get("channel") or {}
        return True if told.get("is_im") else bool(told["is_member"]) if "is_member" in told else None
