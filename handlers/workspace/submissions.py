"""A person submits or closes a modal, and what the app's answer does to it."""

from handlers.workspace import envelopes, payloads
from handlers.workspace.methods.views import show
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.sockets import Unacknowledged
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Change


async def submit(workspace: Workspace, view_id: str, values: Json) -> Json:
    """Submit the topmost modal with `values` (block id → action id → what Slack has in `state.values`).

    Returns errors by block id, none if it was taken.

    Raises:
        Refusal: `operation_timeout` when the app is silent; `view_not_found`.
    """
    world = workspace.world
    if not world.stack or world.stack[-1] != view_id:
        raise Refusal("view_not_found")
    view = world.views[view_id]
    missing = {block["block_id"]: "Please complete this required field." for block in _unanswered(view, values)}
    if missing:
        return missing
    payload = envelopes.interaction(world, "view_submission", world.me, trigger=workspace.triggers.issue(world.me))
    payload |= {"view": {**view, "state": {"values": values}}, "response_urls": []}
    try:
        reply = await workspace.delivery.ask("interactive", payload)
    except Unacknowledged as failure:
        code = "operation_timeout" if failure.reason == "timeout" else "dispatch_failed"
        raise Refusal(code) from failure
    return _follow(workspace, view, reply)


def close(workspace: Workspace, view_id: str) -> None:
    """Close a modal by hand; the app hears of it if it asked for that."""
    world = workspace.world
    if view_id not in world.stack:
        raise Refusal("view_not_found")
    view = world.views[view_id]
    _remove(workspace, view)
    if view["notify_on_close"]:
        payload = envelopes.interaction(world, "view_closed", world.me, trigger=workspace.triggers.issue(world.me))
        workspace.delivery.tell("interactive", payload | {"view": view, "is_cleared": False})


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


def _follow(workspace: Workspace, view: Json, reply: Json) -> Json:
    action = reply.get("response_action")
    if action == "errors":
        errors = reply.get("errors")
        inputs = {block["block_id"] for block in view["blocks"] if block["type"] == "input"}
        if not isinstance(errors, dict) or not errors or not inputs.issuperset(errors):
            raise Refusal("invalid_errors")
        return errors
    if action in ("update", "push"):
        given = payloads.view(reply.get("view"))
        show(workspace, action, given, old=view if action == "update" else None)
    elif action == "clear":
        for name in reversed(list(workspace.world.stack)):
            _remove(workspace, workspace.world.views[name])
    elif action is None:
        _remove(workspace, view)
    else:
        raise Refusal("invalid_response_action")
    return {}


def _remove(workspace: Workspace, view: Json) -> None:
    workspace.world.stack.remove(view["id"])
    workspace.world.announce(Change("view", body={"action": "close", "view": view}, viewer=workspace.world.me))
