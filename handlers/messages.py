"""What is said, changed and taken back in conversations: message events → calls. Payloads only; asks nobody."""

from typing import Any

from handlers import mrkdwn
from handlers.calls import Attachment, Call, Kind, said_key
from storage.models import Record

CHANNEL_TYPES = ("channel", "group", "im", "mpim")
DELETED, EDITED = "deleted", "edited"
"""What the keys of such calls begin with: they are looked for by the message they are about."""


class Identity(Record):
    """Who we are in this workspace, by `auth.test`."""

    team: str
    user: str  # U…, as people name us
    bot: str  # B…, as our own messages are signed; empty where Slack does not say


class Ignored(Record):
    """Not addressed to us, and why."""

    reason: str


def call(event: dict[str, Any], team: str, identity: Identity) -> Call | Ignored:
    """What a message, a change of one or its deletion asks of us."""
    subtype = event.get("subtype")
    if subtype == "message_deleted":
        return _deleted(event, team, event.get("previous_message") or {}, identity)
    if subtype == "message_changed" and isinstance(event.get("message"), dict):
        return _changed(event, team, identity)
    return _said(event, team, identity)


def _deleted(event: dict[str, Any], team: str, before: dict[str, Any], identity: Identity) -> Call | Ignored:
    ts = event.get("deleted_ts") or before.get("ts")
    if not ts:
        return Ignored(reason="a message_deleted that names no message")
    if before.get("bot_id") or before.get("user") == identity.user:
        return Ignored(reason="no person's message was deleted")
    return Call(
        kind="deleted",
        key=f"{DELETED}:{team}:{event['channel']}:{ts}",
        team=team,
        channel=event["channel"],
        channel_type=event.get("channel_type") if event.get("channel_type") in CHANNEL_TYPES else "channel",
        user=before.get("user") or "",
        thread_ts=before.get("thread_ts"),
        ts=ts,
    )


def _changed(event: dict[str, Any], team: str, identity: Identity) -> Call | Ignored:
    """A person's words as they read now. An unfurled link, a new reply and a pin change a message too, and no words."""
    now, before = event["message"], event.get("previous_message") or {}
    if now.get("subtype") == "tombstone":  # what is left of a deleted message that has replies
        return _deleted({**event, "deleted_ts": now.get("ts")}, team, {**before, "ts": now.get("ts")}, identity)
    edited = (now.get("edited") or {}).get("ts")
    if not edited or now.get("text") == before.get("text"):
        return Ignored(reason="a change of no words")
    bare = {name: value for name, value in now.items() if name != "edited"}
    place = {"channel": event["channel"], "channel_type": event.get("channel_type"), "type": "message"}
    found = _said({**bare, **place}, team, identity)
    if isinstance(found, Ignored) or found.kind == "shared":
        return Ignored(reason="a change of what is not said to us")
    key = f"{EDITED}:{team}:{found.channel}:{found.ts}:{edited}"
    return found.model_copy(update={"key": key, "edited": str(edited)})


def _said(event: dict[str, Any], team: str, identity: Identity) -> Call | Ignored:
    if reason := _not_said_by_a_person(event, identity):
        return Ignored(reason=reason)
    text = event.get("text") or ""
    mentions = mrkdwn.mentioned(text)
    place = event.get("channel_type")
    if place not in CHANNEL_TYPES:  # left out of mentions; in a Messages tab, `app_home`
        place = channel_type(event["channel"], "")
    thread_ts = event.get("thread_ts")
    links, files = mrkdwn.links(text), tuple(map(Attachment.of, event.get("files") or ()))
    kind: Kind
    if place == "im":
        kind = "direct"
    elif identity.user in mentions or event["type"] == "app_mention":
        kind = "mention"
    elif thread_ts and thread_ts != event["ts"]:
        kind = "follow_up"
    elif links or files:
        kind = "shared"
    else:
        return Ignored(reason="said in a channel without naming us")
    return Call(
        kind=kind,
        key=said_key(team, event["channel"], event["ts"]),
        team=team,
        channel=event["channel"],
        channel_type=place,
        user=event["user"],
        text=mrkdwn.heard(text, bot=identity.user),
        mentions=tuple(user for user in mentions if user != identity.user),
        links=links,
        files=files,
        thread_ts=thread_ts,
        ts=event["ts"],
    )


def _not_said_by_a_person(event: dict[str, Any], identity: Identity) -> str | None:
    # `thread_broadcast` is a reply that is shown in the channel too: the same words, the same `ts`.
    if event.get("subtype") not in (None, "file_share", "thread_broadcast"):
        return f"messages of subtype {event['subtype']} are not said to us"
    if event.get("bot_id") or event.get("bot_profile"):
        return "our own message" if identity.bot and event.get("bot_id") == identity.bot else "said by another app"
    if not event.get("user") or event["user"] in (identity.user, "USLACKBOT"):
        return "not said by a person"
    if event.get("edited") or event.get("hidden"):
        return "an edit"
    return None


def channel_type(channel: str, name: str) -> Any:
    """What kind of conversation it is, by its id and what it is called in payloads."""
    if name == "directmessage" or channel.startswith("D"):
        return "im"
    if name.startswith("mpdm-"):
        return "mpim"
    return "group" if name == "privategroup" or channel.startswith("G") else "channel"
