"""The payloads Slack sends to an app: commands, events, actions, submitted views. Shapes only; delivers nothing.

Compared with slack.dev's reference and the samples of java-slack-sdk (json-logs/samples), which are recorded payloads.
"""

import secrets
from collections.abc import Iterator

from handlers.workspace.refusals import Json
from handlers.workspace.world import Change, Channel, Post, World

CHANNEL_TYPES = {"channel": "channel", "private": "group", "im": "im", "mpim": "mpim"}
SUBSCRIPTIONS = {
    "channel": "message.channels",
    "private": "message.groups",
    "im": "message.im",
    "mpim": "message.mpim",
}
VERIFICATION = "verification-token-nobody-should-use"


def channel_name(channel: Channel) -> str:
    """The name as payloads carry it: private channels and direct messages have none of their own there."""
    return {"im": "directmessage", "private": "privategroup"}.get(channel.kind, channel.name)


def command(world: World, channel: Channel, user: str, name: str, text: str, *, trigger: str, url: str) -> Json:
    """A slash command."""
    return {
        "token": VERIFICATION,
        "team_id": world.team,
        "team_domain": world.domain,
        "channel_id": channel.id,
        "channel_name": channel_name(channel),
        "user_id": user,
        "user_name": world.users[user].name,
        "command": name,
        "text": text,
        "api_app_id": world.app,
        "is_enterprise_install": "false",
        "response_url": url,
        "trigger_id": trigger,
    }


def event(world: World, body: Json) -> Json:
    """An event in its callback; each call makes a new `event_id`."""
    authorization = {
        "enterprise_id": None,
        "team_id": world.team,
        "user_id": world.bot,
        "is_bot": True,
        "is_enterprise_install": False,
    }
    return {
        "token": VERIFICATION,
        "team_id": world.team,
        "api_app_id": world.app,
        "event": body,
        "type": "event_callback",
        "event_id": f"Ev{secrets.token_hex(5).upper()}",
        "event_time": int(world.clock()),
        "authorizations": [authorization],
        "is_ext_shared_channel": False,
        "event_context": secrets.token_urlsafe(24),
    }


def events_of(world: World, change: Change) -> Iterator[tuple[str, Json]]:
    """The events a change causes, each with the subscription it needs; a mention comes twice, as in Slack."""
    if change.post is None or change.viewer is not None or change.silent:
        return
    channel = world.channels[change.channel]
    if world.bot not in channel.members:
        return
    place: Json = {"channel": channel.id, "channel_type": CHANNEL_TYPES[channel.kind]}
    subscription = SUBSCRIPTIONS[channel.kind]
    shown = dict(change.post.body)
    if change.kind == "message":
        mentioned = f"<@{world.bot}>" in shown["text"] and shown["user"] != world.bot
        if mentioned and channel.kind != "im":
            yield "app_mention", {**shown, "type": "app_mention", "channel": channel.id, "event_ts": shown["ts"]}
        yield subscription, {**shown, **place, "event_ts": shown["ts"]}
        for file in shown.get("files", ()):
            yield (
                "file_shared",
                {
                    "type": "file_shared",
                    "channel_id": channel.id,
                    "file_id": file["id"],
                    "user_id": shown["user"],
                    "file": {"id": file["id"]},
                    "event_ts": world.stamp(),
                },
            )
        return
    stamp = world.stamp()
    hidden = {"type": "message", "subtype": change.kind, "hidden": True, "ts": stamp, "event_ts": stamp, **place}
    if change.kind == "message_changed":
        yield subscription, {**hidden, "message": shown, "previous_message": change.previous}
    elif change.kind == "message_deleted":
        yield subscription, {**hidden, "deleted_ts": change.post.ts, "previous_message": change.previous}


def interaction(world: World, kind: str, user: str, *, trigger: str) -> Json:
    """What every interactive payload begins with."""
    person = world.users[user]
    return {
        "type": kind,
        "user": {"id": user, "username": person.name, "name": person.name, "team_id": world.team},
        "api_app_id": world.app,
        "token": VERIFICATION,
        "trigger_id": trigger,
        "team": {"id": world.team, "domain": world.domain},
        "enterprise": None,
        "is_enterprise_install": False,
    }


def on_message(world: World, post: Post, action: Json, *, state: Json, url: str) -> Json:
    """The part of a block_actions payload that says where in which message; an ephemeral one is not quoted."""
    channel = world.channels[post.channel]
    container: Json = {
        "type": "message",
        "message_ts": post.ts,
        "channel_id": channel.id,
        "is_ephemeral": post.viewer is not None,
    }
    if post.thread:
        container["thread_ts"] = post.thread
    quoted = {} if post.viewer is not None else {"message": world.shown(post)}
    return {
        "container": container,
        "channel": {"id": channel.id, "name": channel_name(channel)},
        **quoted,
        "state": {"values": state},
        "response_url": url,
        "actions": [action],
    }


def on_view(view: Json, action: Json, *, state: Json) -> Json:
    """The part of a block_actions payload that says where in which view."""
    return {
        "container": {"type": "view", "view_id": view["id"]},
        "view": {**view, "state": {"values": state}},
        "actions": [action],
    }
