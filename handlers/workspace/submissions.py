"""A person submits or closes a modal, and what the app's answer does to it."""

from collections.abc import Iterator

from handlers.workspace import envelopes, payloads
from handlers.workspace.methods.views import clear, remove, show
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.sockets import Unacknowledged
from handlers.workspace.workspace import Workspace


async def submit(workspace: Workspace, view_id: str, values: Json) -> Json:
    """The person whose it is submits their topmost modal with `values` (block id → action id → as in `state.values`).

    Returns errors by block id, none if it was taken.

    Raises:
        Refusal: `operation_timeout` when the app is silent; `view_not_found`.
    """
    world = workspace.world
    view, person = workspace.view_of(view_id)
    if not world.stack_of(person) or world.stack_of(person)[-1] != view_id:
        raise Refusal("view_not_found")
    missing = {block["block_id"]: "Please complete this required field." for block in _unanswered(view, values)}
    if missing:
        return missing
    payload = envelopes.interaction(world, "view_submission", person, trigger=workspace.triggers.issue(person))
    payload["view"] = {**view, "state": {"values": values}}
    payload["response_urls"] = list(_response_urls(workspace, view, values, person))
    try:
        reply = await workspace.delivery.ask("interactive", payload)
    except Unacknowledged as failure:
        code = "operation_timeout" if failure.reason == "timeout" else "dispatch_failed"
        raise Refusal(code) from failure
    return _follow(workspace, view, reply, person)


def close(workspace: Workspace, view_id: str) -> None:
    """Close a modal by hand, with those above it; the app hears of each that asked for it.

    A modal with `clear_on_close` takes the whole stack with it.
    """
    view, person = workspace.view_of(view_id)
    stack = workspace.world.stack_of(person)
    if view_id not in stack:
        raise Refusal("view_not_found")
    going = stack if view["clear_on_close"] else stack[stack.index(view_id) :]
    for name in reversed(list(going)):
        gone = workspace.world.views[name]
        remove(workspace, name, person)
        if gone["notify_on_close"]:
            trigger = workspace.triggers.issue(person)
            payload = envelopes.interaction(workspace.world, "view_closed", person, trigger=trigger)
            workspace.delivery.tell("interactive", payload | {"view": gone, "is_cleared": view["clear_on_close"]})


def _response_urls(workspace: Workspace, view: Json, values: Json, person: str) -> Iterator[Json]:
    """For each channel chosen in a menu that asks for it, an address to answer there."""
    for block in view["blocks"]:
        element = block["element"] if block["type"] == "input" else {}
        if element.get("response_url_enabled"):
            answer = values.get(block["block_id"], {}).get(element["action_id"], {})
            channel = answer.get("selected_conversation") or answer.get("selected_channel")
            if channel in workspace.world.channels:
                url = workspace.origin + workspace.responses.issue(channel, person)
                place = {"block_id": block["block_id"], "action_id": element["action_id"]}
                yield {**place, "channel_id": channel, "response_url": url}


def _unanswered(view: Json, values: Json) -> list[Json]:
    """The inputs that must have a value and have none; Slack's client does not send the form before."""
    result = []
    for block in view["blocks"]:
        if block["type"] != "input" or block.get("optional"):
            continue
        answer = values.get(block["block_id"], {}).get(block["element"]["action_id"], {})
        if not any(value for name, value in answer.items() if name != "type"):
            result.append(block)
    return result


def _follow(workspace: Workspace, view: Json, reply: Json, person: str) -> Json:
    action = reply.get("response_action")
    if action == "errors":
        errors = reply.get("errors")
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
            raise Refusal("invalid_errors")
        return errors
    if action in ("update", "push"):
        given = payloads.view(reply.get("view"))
        if given["type"] != "modal":
            raise Refusal("invalid_response_action")
        show(workspace, action, given, user=person, old=view if action == "update" else None)
    elif action == "clear":
        clear(workspace, person)
    elif action is None:
        remove(workspace, view["id"], person)
    else:
        raise Refusal("invalid_response_action")
    return {}
