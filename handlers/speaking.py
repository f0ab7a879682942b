"""Saying something to Slack: one attempt after another until it is taken, or refused, or no reply comes.

Keeps Slack's pace, waits when told to, says it shorter when told that it is too long. Where a post goes and whether
it has been made before is `delivery`'s business. The SDK's own retries are off: they would post twice.
"""

import asyncio
import json
import re
import time
from collections import OrderedDict
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator, Sequence
from functools import partial
from typing import Any

import aiohttp
import structlog
from slack_sdk.errors import SlackApiError
from slack_sdk.web.async_client import AsyncWebClient

from bot.errors import Unavailable
from handlers import limits, measures, mrkdwn
from handlers.addressed import US
from handlers.calls import Attachment, Sent
from handlers.limits import Fitted, Piece
from handlers.refusals import Refused, Uncertain

PACE_S = 1.0
"""Slack wants no more than a message a second in a channel."""
WAITS = 5
WAIT_MOST_S = 120.0
CHANNELS = 4_096
PAGES = 5
PAGE = 200
MARKER = "antici_answer"

_TOO_MUCH = ("msg_too_long", "msg_blocks_too_long", "invalid_blocks", "invalid_blocks_format", "no_text")
_SLOWER = ("ratelimited", "rate_limited")
_FAULTS = ("", "internal_error", "fatal_error", "service_unavailable", "request_timeout")
log = structlog.get_logger(__name__)


class Voice:
    """Everything we do in Slack. One for the whole process, because it keeps the pace."""

    def __init__(
        self, client: AsyncWebClient, session: aiohttp.ClientSession, *, me: str = "", pace_s: float = PACE_S
    ) -> None:
        self._me = me  # our user id; not every Slack marks our posts as an app's
        self._client = client
        self._session = session
        self._pace_s = pace_s
        self._free_at: OrderedDict[str, float] = OrderedDict()  # channel → when its next message may go
        self._ours: dict[str, bool] = {}

    async def post(self, channel: str, pieces: Sequence[Piece], *, thread_ts: str | None, key: str) -> str:
        """Post, marked with the key; returns the message's `ts`."""

        async def send(said: Fitted) -> str:
            await self._turn(channel)
            reply = await asked(
                lambda: self._client.chat_postMessage(
                    channel=channel,
                    thread_ts=thread_ts,
                    unfurl_links=False,
                    unfurl_media=False,
                    metadata={"event_type": MARKER, "event_payload": {"key": key}},
                    **_content(said),
                )
            )
            return _ts(reply)

        return await _shorter_and_shorter(pieces, send)

    async def upload(self, to: str, file: Sent, pieces: Sequence[Piece], *, thread_ts: str | None) -> None:
        """Put a file into a conversation, or into the direct message of a person, with what is said of it."""
        said = mrkdwn.escape(limits.fit(pieces).text)
        if to.startswith(("U", "W")):  # a file wants a conversation: saying something to a person makes one
            reply = await asked(lambda: self._client.chat_postMessage(channel=to, text=mrkdwn.escape(file.title)))
            to = str(reply.get("channel") or to)
        await self._turn(to)
        await asked(
            lambda: self._client.files_upload_v2(
                channel=to, thread_ts=thread_ts, filename=file.name, title=file.title, file=file.content,
                initial_comment=said,
            )
        )  # fmt: skip

    async def update(self, channel: str, pieces: Sequence[Piece], *, ts: str) -> None:
        """Put an answer in the place of a post of ours."""

        async def send(said: Fitted) -> str:
            await self._turn(channel)
            await asked(lambda: self._client.chat_update(channel=channel, ts=ts, **_content(said)))
            return ts

        await _shorter_and_shorter(pieces, send)

    async def react(self, channel: str, ts: str, name: str) -> None:
        """Put a reaction on a message; that it is there already is fine."""
        try:
            await asked(lambda: self._client.reactions_add(channel=channel, timestamp=ts, name=name))
        except Refused as error:
            if error.code != "already_reacted":
                raise

    async def publish(self, user: str, pieces: Sequence[Piece]) -> None:
        """Put a person's App Home in the place of what it showed."""

        async def send(said: Fitted) -> str:
            view = {"type": "home", "blocks": list(said.blocks)}
            await asked(lambda: self._client.views_publish(user_id=user, view=view))
            return ""

        await _shorter_and_shorter(pieces, send, blocks=limits.HOME_BLOCKS)

    async def open(self, trigger_id: str, view: dict[str, Any]) -> None:
        """Open a modal for the person whose trigger it is."""
        await asked(lambda: self._client.views_open(trigger_id=trigger_id, view=view))

    async def whisper(self, channel: str, user: str, pieces: Sequence[Piece], *, thread_ts: str | None) -> str:
        """Show something to one person; returns its `ts`."""

        async def send(said: Fitted) -> str:
            reply = await asked(
                lambda: self._client.chat_postEphemeral(
                    channel=channel, user=user, thread_ts=thread_ts, **_content(said)
                )
            )
            return _ts(reply)

        return await _shorter_and_shorter(pieces, send)

    async def respond(self, url: str, pieces: Sequence[Piece], *, public: bool = False, replace: bool = False) -> None:
        """Answer by a response URL: to the asker, or to everyone, or in place of the message it came from."""

        async def send(said: Fitted) -> str:
            await self._hand_in(
                url,
                {
                    **_content(said),
                    "response_type": "in_channel" if public else "ephemeral",
                    "replace_original": replace,
                    "unfurl_links": False,
                    "unfurl_media": False,
                },
            )
            return ""

        await _shorter_and_shorter(pieces, send)

    async def withdraw(self, url: str) -> None:
        """Take away the message that a response URL came from."""
        await self._hand_in(url, {"delete_original": True})

    async def find(self, channel: str, *, thread_ts: str | None, key: str, after: str | None) -> str | None:
        """The `ts` of the post marked with the key, if there is one: in a thread, or among a channel's newest."""
        wanted = {"channel": channel, "include_all_metadata": True, "limit": PAGE}
        if after is not None:
            wanted["oldest"] = after
        async for message in self._messages(thread_ts, wanted):
            metadata = message.get("metadata") or {}
            if metadata.get("event_type") == MARKER and (metadata.get("event_payload") or {}).get("key") == key:
                return str(message["ts"])
        return None

    async def voices(self, channel: str, *, thread_ts: str, before: str) -> tuple[str, ...]:
        """Who has written in a thread before a message, oldest first; we as `US`, other apps left out."""
        found = []
        async for message in self._messages(thread_ts, {"channel": channel, "limit": PAGE}):
            metadata = message.get("metadata") or {}
            if message.get("user") == self._me or metadata.get("event_type") == MARKER:
                found.append((str(message.get("ts")), US))
            elif message.get("user") and not message.get("bot_id"):
                found.append((str(message.get("ts")), str(message["user"])))
        return tuple(who for ts, who in sorted(found) if ts < before)

    async def shared(self, channel: str, *, thread_ts: str, before: str) -> tuple[list[str], list[Attachment]]:
        """The links and files that people shared in a thread before a message, oldest first, each once."""
        links: dict[str, None] = {}
        files: dict[str, Attachment] = {}
        async for message in self._messages(thread_ts, {"channel": channel, "limit": PAGE}):
            if str(message.get("ts")) < before and message.get("user") != self._me and not message.get("bot_id"):
                links |= dict.fromkeys(mrkdwn.links(message.get("text") or ""))
                files |= {str(one.get("id")): Attachment.of(one) for one in message.get("files") or ()}
        return list(links), list(files.values())

    async def spoken(self, channel: str, *, thread_ts: str, after: str) -> bool:
        """Whether anything was said in a thread after a message of it."""
        async for message in self._messages(thread_ts, {"channel": channel, "limit": PAGE, "oldest": after}):
            if str(message.get("ts")) > after:
                return True
        return False

    async def ours(self, channel: str) -> bool:
        """Whether a conversation is between one person and us alone, not between two people."""
        if not channel.startswith("D"):
            return False
        if channel not in self._ours:
            try:
                reply = await asked(lambda: self._client.conversations_info(channel=channel))
            except Refused as error:
                if error.of_token:
                    raise
                self._ours[channel] = False
            else:
                self._ours[channel] = bool((reply.get("channel") or {}).get("is_im"))
        return self._ours[channel]

    async def _messages(self, thread_ts: str | None, wanted: dict[str, Any]) -> AsyncIterator[dict[str, Any]]:
        cursor = None
        for _ in range(PAGES):
            page = {**wanted, "cursor": cursor} if cursor else wanted
            if thread_ts is None:
                reply = await asked(partial(self._client.conversations_history, **page))
            else:
                reply = await asked(partial(self._client.conversations_replies, ts=thread_ts, **page))
            for message in reply.get("messages") or []:
                yield message
            cursor = (reply.get("response_metadata") or {}).get("next_cursor")
            if not cursor:
                return

    async def _turn(self, channel: str) -> None:
        now = time.monotonic()
        at = max(now, self._free_at.pop(channel, 0.0))
        self._free_at[channel] = at + self._pace_s
        if len(self._free_at) > CHANNELS:
            self._free_at.popitem(last=False)
        if at > now:
            await asyncio.sleep(at - now)

    async def _hand_in(self, url: str, body: dict[str, Any]) -> None:
        for _ in range(WAITS):
            try:
                async with self._session.post(url, json=body, proxy=self._client.proxy) as response:
                    text = await response.text(errors="replace")
            except (aiohttp.ClientError, TimeoutError) as error:
                raise Uncertain("Slack does not answer for now.") from error
            if response.status == 429:
                await _wait(response.headers.get("Retry-After"))
                continue
            if response.status >= 500:
                raise Uncertain("Slack does not answer for now.")
            code = _error_in(text, response.status)
            # Whatever it says beside, there is no such address; and where it wants a token, it is none of Slack's.
            if response.status in (401, 403, 404, 410) or Refused(code).of_token:
                raise Refused(code if code.endswith("_url") else "404")
            if response.status != 200 or code:
                raise Refused(code or str(response.status))
            if text.lstrip().startswith("<"):  # some page on the way, not Slack
                raise Uncertain("Slack does not answer for now.")
            return
        raise Unavailable("Slack asks us to slow down; please try again in a few minutes.")


async def asked(send: Callable[[], Awaitable[Any]]) -> dict[str, Any]:
    """A call of the Web API, waiting as long as Slack wants us to.

    Raises:
        Refused: Slack says no.
        Uncertain: no reply, or none that says whether it was done.
        Unavailable: told to wait too often.
    """
    for _ in range(WAITS):
        try:
            reply = await send()
        except SlackApiError as error:
            status, code, wait = _refusal(error)
            if status == 429 or code in _SLOWER:
                await _wait(wait)
                continue
            if status >= 500 or code in _FAULTS:
                raise Uncertain("Slack does not answer for now.") from error
            raise Refused(code) from error
        # The SDK takes for granted that what comes with status 200 is JSON, and an object: else these two.
        except (aiohttp.ClientError, TimeoutError, AttributeError, ValueError) as error:
            raise Uncertain("Slack does not answer for now.") from error
        return {**reply.data, "headers": reply.headers}
    raise Unavailable("Slack asks us to slow down; please try again in a few minutes.")


async def _wait(retry_after: str | None) -> None:
    try:
        seconds = float(retry_after or 1)
    except ValueError:
        seconds = 1.0
    log.info("asked to wait", seconds=seconds)
    measures.WAITS.inc()
    await asyncio.sleep(min(max(seconds, 0.0), WAIT_MOST_S))


async def _shorter_and_shorter(
    pieces: Sequence[Piece], send: Callable[[Fitted], Awaitable[str]], *, blocks: int = limits.BLOCKS
) -> str:
    refusal = Refused("no_text")
    for said in _attempts(pieces, blocks=blocks):
        try:
            return await send(said)
        except Refused as error:
            if error.code not in _TOO_MUCH:
                raise
            log.warning("said again, shorter", code=error.code, blocks=len(said.blocks), bytes=limits.size(said.blocks))
            refusal = error
    raise refusal


def _attempts(pieces: Sequence[Piece], *, blocks: int) -> Iterator[Fitted]:
    half = limits.BUDGET // 2
    yield limits.fit(pieces, blocks=blocks)
    yield limits.fit(pieces, budget=half)
    yield limits.fit(limits.plain(pieces), budget=half)
    yield Fitted(blocks=(), text=limits.fit(pieces, budget=half).text)


def _ts(reply: dict[str, Any]) -> str:
    """What Slack calls the message posted; that it was posted is certain, also where it has no name for it."""
    return str(reply.get("ts") or reply.get("message_ts") or (reply.get("message") or {}).get("ts") or "unnamed")


def _content(said: Fitted) -> dict[str, Any]:
    content: dict[str, Any] = {"text": mrkdwn.escape(said.text)}
    return {**content, "blocks": list(said.blocks)} if said.blocks else content


def _refusal(error: SlackApiError) -> tuple[int, str, str | None]:
    # `response` is the SDK's own, or aiohttp's where the body was not JSON.
    response: Any = error.response
    status: Any = getattr(response, "status_code", None) or getattr(response, "status", 0)
    data = getattr(response, "data", None)
    code = str(data.get("error") or "") if isinstance(data, dict) else ""
    headers = getattr(response, "headers", None) or {}
    return int(status), code, headers.get("Retry-After") or headers.get("retry-after")


def _error_in(text: str, status: int) -> str:
    """The error code in what a response URL says; empty if there is none."""
    try:
        body = json.loads(text)
    except ValueError:
        bare = re.fullmatch(r"\s*([a-z_]{3,60})\s*", text)
        return bare[1] if bare and status != 200 else ""
    return "" if not isinstance(body, dict) or body.get("ok", True) else str(body.get("error") or "unknown_error")
