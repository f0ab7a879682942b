"""A person uses a shortcut of the app: on a message, or from anywhere. Which there are, its manifest says."""

from handlers.workspace import envelopes
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace


async def on_message(workspace: Workspace, message: Json, callback_id: str, *, user: str | None = None) -> None:
    """Use a message shortcut; returns when the app has acknowledged it, or has not in time (a notice).

    Raises:
        Refusal: `no_such_shortcut`; `message_not_found`, also for an ephemeral message: it has no such menu.
    """
    world, person = workspace.world, workspace.person(user)
    name = _known(workspace, callback_id, "message")
    post = workspace.post_at(message["channel"], message["ts"])
    channel = world.channels[post.channel]
    if post.viewer is not None or person not in channel.members:
        raise Refusal("message_not_found")
    url = workspace.origin + workspace.responses.issue(post.channel, person, thread=post.thread)
    payload = envelopes.interaction(world, "message_action", person, trigger=workspace.triggers.issue(person))
    payload |= {
        "callback_id": callback_id,
        "action_ts": world.stamp(),
        "response_url": url,
        "message_ts": post.ts,
        "message": world.shown(post),
        "channel": {"id": channel.id, "name": envelopes.channel_name(channel)},
    }
    await workspace.interact(post.channel, person, payload, what=name)


async def from_anywhere(workspace: Workspace, callback_id: str, *, user: str | None = None) -> None:
    """Use a global shortcut: the app learns neither of a channel nor of a response_url.

    Raises:
        Refusal: `no_such_shortcut`.
    """
    person = workspace.person(user)
    name = _known(workspace, callback_id, "global")
    payload = envelopes.interaction(workspace.world, "shortcut", person, trigger=workspace.triggers.issue(person))
    payload |= {"callback_id": callback_id, "action_ts": workspace.world.stamp()}
    await workspace.interact("", person, payload, what=name)


def _known(workspace: Workspace, callback_id: str, kind: str) -> str:
    for shortcut in workspace.shortcuts:
        if shortcut["callback_id"] == callback_id and shortcut["type"] == kind:
            return str(shortcut["name"])
    raise Refusal("no_such_shortcut")
