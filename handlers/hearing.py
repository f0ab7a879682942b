"""Every payload from Slack becomes a call, or is left aside for a stated reason. Answers nothing, decides nothing else.

A middleware of Bolt's that never calls the next one: it admits the call durably and acknowledges at once. So no
listener is registered, and none of Bolt's ways to lose an acknowledgement applies (its poll of ten milliseconds,
an exception after `ack()`, blocking work).
"""

import asyncio
import hashlib
import secrets
import time
from collections import OrderedDict
from contextlib import suppress
from typing import Any, Protocol

import structlog
from pydantic import ValidationError
from slack_bolt.async_app import AsyncBoltRequest
from slack_bolt.response import BoltResponse

from bot.errors import StorageError
from handlers import forms, measures, messages, mrkdwn
from handlers.calls import Attachment, Call, said_key
from handlers.messages import Identity, Ignored
from handlers.overruling import STOPPED

ADMIT_S = 2.0
"""Slack waits three seconds for an acknowledgement."""

log = structlog.get_logger(__name__)

SOON_S = 20.0
LOOK_S, LOOKS = 0.25, 4
"""Slack tells of two messages in any order: a reply that follows so soon waits so long for the one that began it."""
MOST_BEGUN = 200
KEEP = "keep"
"""The `callback_id` of the shortcut "Keep in Antici"."""

ACKNOWLEDGED = 200
REFUSED = 503  # in Socket Mode this sends nothing at all, and Slack delivers again


class Admitting(Protocol):
    """Whoever keeps the calls."""

    async def admit(self, call: Call) -> bool:
        """Keep it until it is answered; False when it is known already."""

    async def taking_part(self, call: Call) -> bool:
        """Whether we answer in its thread, or are about to."""

    async def keeps_shared(self, call: Call) -> bool:
        """Whether what is shared in its channel is wanted."""

    async def concerns(self, call: Call) -> bool:
        """Whether it is about something that was said to us, or a thread of ours."""

    def excuse(self, call: Call, sentence: str) -> None:
        """Say why it could not be kept."""


class Hearing:
    """The middleware: `app.use(hearing.middleware)`."""

    def __init__(self, admission: Admitting, identity: Identity) -> None:
        self._admission = admission
        self._identity = identity
        self._begun: OrderedDict[tuple[str, str, str | None], None] = OrderedDict()  # threads that have not been kept
        self._under_way = 0
        self._idle = asyncio.Event()
        self._idle.set()
        self._unkept_at: float | None = None

    @property
    def unkept_s(self) -> float | None:
        """Seconds since something could last not be kept; None if that was never, or things have been kept since."""
        return None if self._unkept_at is None else time.monotonic() - self._unkept_at

    async def middleware(self, req: AsyncBoltRequest) -> BoltResponse:
        """Hear, keep, acknowledge."""
        begun = time.perf_counter()
        response = await self._heard(req)
        if response.status == ACKNOWLEDGED:
            measures.ACK_S.observe(time.perf_counter() - begun)
        return response

    async def _heard(self, req: AsyncBoltRequest) -> BoltResponse:
        heard = classify(req.body, self._identity)
        if isinstance(heard, Call) and heard.kind == "submission" and (wrong := forms.errors(req.body)):
            return BoltResponse(status=ACKNOWLEDGED, body={"response_action": "errors", "errors": wrong})
        if isinstance(heard, Ignored):
            log.debug("ignored", reason=heard.reason)
            return BoltResponse(status=ACKNOWLEDGED)
        self._under_way += 1
        self._idle.clear()
        try:
            return await self._kept(heard)
        finally:
            self._under_way -= 1
            if not self._under_way:
                self._idle.set()

    async def quiet(self, timeout_s: float) -> None:
        """Wait until nothing is being admitted, at most so long."""
        with suppress(TimeoutError):
            async with asyncio.timeout(timeout_s):
                await self._idle.wait()

    async def _kept(self, call: Call) -> BoltResponse:
        try:
            async with asyncio.timeout(ADMIT_S):
                call = await self._placed(call)
                if (reason := await self._not_ours(call)) is not None:
                    log.debug("ignored", reason=reason)
                elif not await self._admission.admit(call):
                    log.info("heard again", kind=call.kind, key=call.key)
        except StorageError as error:
            log.warning("not admitted", kind=call.kind, key=call.key, reason=error.public)
            self._unkept_at = time.monotonic()
            if call.kind in ("mention", "direct"):
                self._begun[call.team, call.channel, call.thread] = None
                if len(self._begun) > MOST_BEGUN:
                    self._begun.popitem(last=False)
            if call.kind in ("mention", "direct") or _pressed(call):
                self._admission.excuse(call, error.public)
            return _unkept(call, error.public)
        except TimeoutError:  # it may still be kept, and is then answered; the event delivered again is the same
            log.warning("admitted late", kind=call.kind, key=call.key)
            self._unkept_at = time.monotonic()
            return _unkept(call, "The archive is busy with other work; the answer follows, or please ask again.")
        self._unkept_at = None
        return BoltResponse(status=ACKNOWLEDGED)

    async def _part_of(self, call: Call) -> bool:
        """Whether we take part in its thread: so we do if the mention that began it is only now on its way."""
        if await self._admission.taking_part(call):
            return True
        for _ in range(LOOKS if _at_once(call) else 0):
            await asyncio.sleep(LOOK_S)
            if await self._admission.taking_part(call):
                return True
        return (call.team, call.channel, call.thread) in self._begun

    async def _placed(self, call: Call) -> Call:
        """A link or file in a thread that is none of ours is shared there, and said to nobody of us."""
        if call.edited and call.kind != "follow_up" and not await self._admission.concerns(call):
            # Named, or said to us, only now that it was changed: as if it were said now.
            return call.model_copy(update={"key": said_key(call.team, call.channel, call.ts or ""), "edited": ""})
        strange = call.kind == "follow_up" and (call.links or call.files) and not await self._part_of(call)
        return call.model_copy(update={"kind": "shared"}) if strange else call

    async def _not_ours(self, call: Call) -> str | None:
        """Why a call is not for us after all, as only the archive can tell."""
        if call.kind == "follow_up" and not call.edited and not await self._part_of(call):
            return "a thread in which we take no part"
        if (call.edited or call.kind == "deleted") and not await self._admission.concerns(call):
            return "changed or deleted, and never said to us"
        if call.kind == "shared" and not await self._admission.keeps_shared(call):
            return "shared where nobody wants it kept"
        return None


def classify(body: dict[str, Any], identity: Identity) -> Call | Ignored:
    """What a payload asks of us. Whatever its shape: Slack leaves out and adds fields as it pleases."""
    try:
        return _classified(body, identity)
    except (KeyError, TypeError, AttributeError, ValidationError) as error:
        log.warning("not understood", type=str(body.get("type"))[:40], error=type(error).__name__)
        return Ignored(reason="a payload of a shape that we do not know")


def _classified(body: dict[str, Any], identity: Identity) -> Call | Ignored:
    if body.get("command"):
        return _command(body, identity)
    kind = body.get("type")
    if kind in _INTERACTIONS:
        return _INTERACTIONS[kind](body, identity)
    if kind == "event_callback":
        return _event(body.get("event") or {}, body, identity)
    return Ignored(reason=f"payloads of type {kind} ask nothing of us")


def _event(event: dict[str, Any], body: dict[str, Any], identity: Identity) -> Call | Ignored:
    team, kind = body.get("team_id") or identity.team, event.get("type")
    if kind in ("message", "app_mention"):
        return messages.call(event, team, identity)
    if kind == "app_home_opened" and event.get("user"):
        if event.get("tab", "home") == "home":
            return _home(event["user"], team, f"opened:{event.get('event_ts') or body.get('event_id')}")
        if event.get("channel"):
            return _opened(event, team)
    if kind == "agent_session_stopped":
        return _stopped(event, team)
    return Ignored(reason=f"events of type {kind} ask nothing of us")


def _command(body: dict[str, Any], identity: Identity) -> Call:
    # Each command has a trigger and an address of its own, and is delivered once: either may stand for it.
    own = body.get("trigger_id") or body.get("response_url") or secrets.token_hex(8)
    return Call(
        kind="command",
        key=f"command:{_hashed(own)}",
        team=body.get("team_id") or identity.team,
        channel=body["channel_id"],
        channel_type=messages.channel_type(body["channel_id"], body.get("channel_name") or ""),
        user=body["user_id"],
        command=body["command"].lower(),
        text=mrkdwn.heard(body.get("text") or ""),
        response_url=body.get("response_url") or None,
        trigger_id=body.get("trigger_id") or "",
    )


def _action(body: dict[str, Any], identity: Identity) -> Call | Ignored:
    action = (body.get("actions") or [{}])[0]
    container = body.get("container") or {}
    message = body.get("message") or {}
    user = body["user"]["id"]
    team = (body.get("team") or {}).get("id") or body["user"].get("team_id") or identity.team
    if (body.get("view") or {}).get("type") == "home":
        pressed = body.get("trigger_id") or f"{action.get('action_ts')}:{user}"
        call = _home(user, team, f"pressed:{_hashed(pressed)}")
        return call.model_copy(update={"action_id": action.get("action_id", ""), "value": action.get("value") or ""})
    channel = (body.get("channel") or {}).get("id") or container.get("channel_id")
    if not channel:
        return Ignored(reason="buttons outside messages ask nothing of us")
    if "url" in action:
        return Ignored(reason="a link button needs no answer")
    ts = container.get("message_ts") or message.get("ts")
    trigger = body.get("trigger_id") or f"{ts}:{action.get('action_ts')}:{user}"
    return Call(
        kind="action",
        key=f"action:{_hashed(trigger)}",
        team=team,
        channel=channel,
        channel_type=messages.channel_type(channel, (body.get("channel") or {}).get("name") or ""),
        user=user,
        action_id=action.get("action_id") or "",
        value=(action.get("selected_option") or {}).get("value") or action.get("value") or "",
        ts=ts,
        thread_ts=container.get("thread_ts") or message.get("thread_ts"),
        private=bool(container.get("is_ephemeral")),
        response_url=body.get("response_url") or None,
        trigger_id=body.get("trigger_id") or "",
    )


def _shortcut(body: dict[str, Any], identity: Identity) -> Call | Ignored:
    """A message handed to us by its menu, whoever wrote it."""
    message, channel = body["message"], body["channel"]
    if body.get("callback_id") != KEEP:
        return Ignored(reason="a shortcut that is none of ours")
    text = message.get("text") or ""
    return Call(
        kind="shortcut",
        key=f"shortcut:{_hashed(body.get('trigger_id') or body['action_ts'])}",
        team=(body.get("team") or {}).get("id") or identity.team,
        channel=channel["id"],
        channel_type=messages.channel_type(channel["id"], channel.get("name") or ""),
        user=body["user"]["id"],
        text=mrkdwn.heard(text),
        links=mrkdwn.links(text),
        files=tuple(map(Attachment.of, message.get("files") or ())),
        ts=message["ts"],
        response_url=body.get("response_url") or None,
        trigger_id=body.get("trigger_id") or "",
    )


def _at_once(call: Call) -> bool:
    """Whether it was said right after the message that began its thread."""
    try:
        return 0 <= float(call.ts or 0) - float(call.thread_ts or 0) < SOON_S
    except ValueError:
        return False


def _hashed(own: str) -> str:
    """What names a call in the log and in our posts; a trigger or an address itself would be a key to something."""
    return hashlib.sha256(own.encode()).hexdigest()[:20]


def _submission(body: dict[str, Any], identity: Identity) -> Call | Ignored:
    return forms.heard(body, identity.team) or Ignored(reason="a modal that is none of ours")


def _home(user: str, team: str, what: str) -> Call:
    """The opening of a person's Home, or a press of a button on it: nothing that is said in a conversation."""
    return Call(kind="home", key=f"home:{team}:{user}:{what}", team=team, channel="", user=user)


def _opened(event: dict[str, Any], team: str) -> Call:
    """A look at the conversation with us alone."""
    opened = event.get("event_ts") or secrets.token_hex(8)
    return Call(
        kind="opened", key=f"opened:{team}:{event['user']}:{opened}", team=team, channel=event["channel"],
        channel_type="im", user=event["user"],
    )  # fmt: skip


def _stopped(event: dict[str, Any], team: str) -> Call:
    """The Stop button on an answer in the making."""
    channel, thread = event["channel"], event["thread_ts"]
    pressed = event.get("event_ts") or secrets.token_hex(8)
    return Call(
        kind="stopped", key=f"{STOPPED}:{team}:{channel}:{thread}:{pressed}", team=team, channel=channel,
        channel_type=messages.channel_type(channel, ""), user=event.get("user") or "", thread_ts=thread,
    )  # fmt: skip


def _unkept(call: Call, sentence: str) -> BoltResponse:
    # A command is delivered once only, so it is acknowledged with a sentence; an event is delivered again.
    if call.kind == "submission":
        return BoltResponse(status=ACKNOWLEDGED, body=forms.refusal(call, sentence))
    if call.kind == "command":
        return BoltResponse(status=ACKNOWLEDGED, body={"response_type": "ephemeral", "text": mrkdwn.escape(sentence)})
    # What is pressed is delivered once too, and the sentence comes by itself.
    return BoltResponse(status=ACKNOWLEDGED if _pressed(call) else REFUSED)


def _pressed(call: Call) -> bool:
    return call.kind in ("action", "shortcut") and call.response_url is not None


_INTERACTIONS = {"block_actions": _action, "view_submission": _submission, "message_action": _shortcut}
