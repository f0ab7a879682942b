"""chat.scheduleMessage and what belongs to it."""

import math

from handlers.workspace import posting
from handlers.workspace.arguments import Arguments
from handlers.workspace.methods.chat import parent
from handlers.workspace.methods.places import page, place, writable
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace

LIST_PAGE = 100


def schedule(workspace: Workspace, args: Arguments) -> Json:
    """chat.scheduleMessage; with metadata it answers as always, and the message never comes."""
    channel = writable(workspace, args.needed("channel"))
    fields = posting.content(args)
    metadata = posting.metadata(args)
    if args.text("thread_ts"):
        fields["thread_ts"] = parent(channel, args.text("thread_ts"))
        if args.flag("reply_broadcast"):
            fields["subtype"] = "thread_broadcast"
    body = posting.authored(workspace.world, fields)
    at = _time(args.needed("post_at"))
    later = workspace.scheduled.add(channel.id, at, body, mute=metadata is not None)
    message = {**body, "type": "delayed_message", "team": workspace.world.team}
    return {"channel": channel.id, "scheduled_message_id": later.id, "post_at": later.post_at, "message": message}


def listing(workspace: Workspace, args: Arguments) -> Json:
    """chat.scheduledMessages.list"""
    channel = args.text("channel")
    if channel:
        place(workspace, channel)
    oldest = _time(args.text("oldest", "0"))
    latest = _time(args.text("latest")) if args.text("latest") else math.inf
    found = [
        {
            "id": later.id,
            "channel_id": later.channel,
            "post_at": later.post_at,
            "date_created": later.created,
            "text": later.fields["text"],
        }
        for later in workspace.scheduled.of(channel)
        if oldest <= later.post_at <= latest
    ]
    some, metadata = page(found, args, default=LIST_PAGE)
    return {"scheduled_messages": some, "response_metadata": metadata}


def cancel(workspace: Workspace, args: Arguments) -> Json:
    """chat.deleteScheduledMessage"""
    channel = place(workspace, args.needed("channel"))
    workspace.scheduled.cancel(args.needed("scheduled_message_id"), channel.id)
    return {}


def _time(given: str) -> int:
    try:
        return int(given)
    except ValueError:
        raise Refusal("invalid_time") from None
