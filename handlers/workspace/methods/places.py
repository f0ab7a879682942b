"""Which conversations the app can see and write to, and lists cut into pages; shared by the methods beside it."""

import base64
import binascii
from collections.abc import Sequence
from typing import TypeVar

from handlers.workspace.arguments import Arguments
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel

T = TypeVar("T")


def place(workspace: Workspace, name: str) -> Channel:
    """A conversation the app may know of, by its id alone.

    Raises:
        Refusal: `channel_not_found`, also for a private one that the app is no member of.
    """
    channel = workspace.world.channels.get(name)
    if channel is None or (channel.kind != "channel" and workspace.world.bot not in channel.members):
        raise Refusal("channel_not_found")
    return channel


def writable(workspace: Workspace, name: str) -> Channel:
    """A conversation the app may post to; a person's id stands for the direct message with them.

    Raises:
        Refusal: `channel_not_found`, `not_in_channel`, `messages_tab_disabled`.
    """
    if name in workspace.world.users:
        if workspace.world.users[name].is_bot:
            raise Refusal("cannot_dm_bot")
        channel = workspace.world.direct(name)
    else:
        channel = member_of(workspace, name)
    if channel.kind == "im" and not workspace.messages_tab:
        raise Refusal("messages_tab_disabled")
    return channel


def member_of(workspace: Workspace, name: str) -> Channel:
    """A conversation the app is a member of.

    Raises:
        Refusal: `channel_not_found`, `not_in_channel`.
    """
    channel = place(workspace, name)
    if workspace.world.bot not in channel.members:
        raise Refusal("not_in_channel")
    return channel


def page(items: Sequence[T], args: Arguments, *, default: int) -> tuple[Sequence[T], Json]:
    """The page that `cursor` and `limit` ask for, and the metadata with the next cursor ("" at the end).

    Raises:
        Refusal: `invalid_cursor`, `invalid_limit`.
    """
    limit, start = args.limit(default), _decoded(args.text("cursor"))
    if not 0 <= start <= len(items):
        raise Refusal("invalid_cursor")
    following = start + limit
    cursor = base64.urlsafe_b64encode(f"next:{following}".encode()).decode() if following < len(items) else ""
    return items[start:following], {"next_cursor": cursor}


def _decoded(cursor: str) -> int:
    if not cursor:
        return 0
    try:
        return int(base64.urlsafe_b64decode(cursor).decode().removeprefix("next:"))
    except (binascii.Error, ValueError):
        raise Refusal("invalid_cursor") from None
