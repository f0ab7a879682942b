"""A person types into a menu whose options the app supplies: the question to the app, and what it may answer."""

from handlers.workspace import actions, envelopes
from handlers.workspace.elements import OPTIONS, option_group, plain_option
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.shapes import Complaints, fields, listed
from handlers.workspace.sockets import Unacknowledged
from handlers.workspace.workspace import Workspace

LEAST_TYPED = 3  # docs.slack.dev, external_select: `min_query_length` unless the element says otherwise
MENUS = ("external_select", "multi_external_select")
ANSWER = fields(
    {"options": listed(plain_option, 0, OPTIONS), "option_groups": listed(option_group, 0, OPTIONS)},
    any_of=("options", "option_groups"),
)


async def in_message(
    workspace: Workspace, message: Json, action_id: str, typed: str, *, block_id: str = "", user: str | None = None
) -> Json:
    """What the app offers for `typed` in a menu of a message: `options` or `option_groups`; none for too few letters.

    Raises:
        Refusal: `message_not_found`, `no_such_action`, `operation_timeout`, `dispatch_failed`, `invalid_options`.
    """
    person, world = workspace.person(user), workspace.world
    post = workspace.post_at(message["channel"], message["ts"])
    channel = world.channels[post.channel]
    if post.viewer not in (None, person) or person not in channel.members:
        raise Refusal("message_not_found")
    container: Json = {"type": "message", "message_ts": post.ts, "channel_id": channel.id}
    container["is_ephemeral"] = post.viewer is not None
    place: Json = {"container": container, "channel": {"id": channel.id, "name": envelopes.channel_name(channel)}}
    if post.viewer is None:
        place["message"] = world.shown(post)
    block, element = actions.find(post.body.get("blocks", []), action_id, block_id)
    return await _ask(workspace, person, _question(block, element, typed) | place, element)


async def in_view(workspace: Workspace, view_id: str, action_id: str, typed: str, *, block_id: str = "") -> Json:
    """The same for a menu of an open modal or of App Home.

    Raises:
        Refusal: `view_not_found`, and as `in_message`.
    """
    view, person = workspace.view_of(view_id)
    place = {"container": {"type": "view", "view_id": view_id}, "view": view}
    block, element = actions.find(view["blocks"], action_id, block_id)
    return await _ask(workspace, person, _question(block, element, typed) | place, element)


def _question(block: Json, element: Json, typed: str) -> Json:
    return {"action_id": element["action_id"], "block_id": block["block_id"], "value": typed}


async def _ask(workspace: Workspace, person: str, question: Json, element: Json) -> Json:
    if element["type"] not in MENUS:
        raise Refusal("no_such_action")
    if len(question["value"]) < element.get("min_query_length", LEAST_TYPED):
        return {"options": []}
    payload = envelopes.interaction(workspace.world, "block_suggestion", person, trigger="")
    del payload["trigger_id"]  # no modal may be opened by it
    try:
        reply = await workspace.delivery.ask("interactive", payload | question)
    except Unacknowledged as failure:
        raise Refusal("operation_timeout" if failure.reason == "timeout" else "dispatch_failed") from failure
    complaints = Complaints()
    ANSWER(reply, "", complaints)
    if complaints.found:
        raise invalid("invalid_options", complaints.found)
    return reply
