"""views.*: modals, at most three upon each other, and App Home."""

import secrets

from handlers.workspace import payloads
from handlers.workspace.arguments import Arguments
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Change

DEPTH = 3


def opening(workspace: Workspace, args: Arguments) -> Json:
    """views.open"""
    view = _given(args, "modal")
    workspace.triggers.exchange(_trigger(args))
    workspace.world.stack.clear()
    return show(workspace, "open", view)


def push(workspace: Workspace, args: Arguments) -> Json:
    """views.push"""
    view = _given(args, "modal")
    workspace.triggers.exchange(_trigger(args))
    if not workspace.world.stack:
        raise Refusal("not_found")
    if len(workspace.world.stack) >= DEPTH:
        raise Refusal("push_limit_reached")
    return show(workspace, "push", view)


def update(workspace: Workspace, args: Arguments) -> Json:
    """views.update"""
    view = _given(args, "modal")
    old = _open(workspace, args.text("view_id"), args.text("external_id"))
    if args.text("hash") and args.text("hash") != old["hash"]:
        raise Refusal("hash_conflict")
    return show(workspace, "update", view, old=old)


def publish(workspace: Workspace, args: Arguments) -> Json:
    """views.publish"""
    user = args.needed("user_id")
    person = workspace.world.users.get(user)
    if person is None or person.is_bot:
        raise Refusal("user_not_found")
    view = _given(args, "home")
    old = workspace.world.homes.get(user)
    if args.text("hash") and (old is None or args.text("hash") != old["hash"]):
        raise Refusal("hash_conflict")
    whole = _whole(workspace, view, old)
    workspace.world.homes[user] = whole
    workspace.world.announce(Change("home", body={"view": whole, "user": user}, viewer=user))
    return {"view": whole}


def show(workspace: Workspace, act: str, view: Json, *, old: Json | None = None) -> Json:
    """Open, push or update a modal, and let the page know."""
    world = workspace.world
    external = view.get("external_id")
    others = (world.views[name] for name in world.stack if old is None or name != old["id"])
    if external and any(external == other.get("external_id") for other in others):
        raise Refusal("duplicate_external_id")
    whole = _whole(workspace, view, old)
    if old is None:
        world.stack.append(whole["id"])
        whole["previous_view_id"] = world.stack[-2] if len(world.stack) > 1 else None
        whole["root_view_id"] = world.stack[0]
    world.views[whole["id"]] = whole
    world.announce(Change("view", body={"action": act, "view": whole}, viewer=world.me))
    return {"view": whole}


def _given(args: Arguments, kind: str) -> Json:
    value = args.structure("view")
    if value is None:
        raise invalid("invalid_arguments", ["missing required field: view"])
    view = payloads.view(value)
    if view["type"] != kind:
        raise invalid("invalid_arguments", [f"unsupported type: {view['type']} [json-pointer:/view/type]"])
    return view


def _trigger(args: Arguments) -> str:
    return args.text("trigger_id") or args.needed("interactivity_pointer")


def _open(workspace: Workspace, view_id: str, external_id: str) -> Json:
    if not (view_id or external_id):
        raise invalid("invalid_arguments", ["missing required field: view_id"])
    for name in workspace.world.stack:
        view = workspace.world.views[name]
        if name == view_id or (external_id and view["external_id"] == external_id):
            return view
    raise Refusal("not_found")


def _whole(workspace: Workspace, view: Json, old: Json | None) -> Json:
    world = workspace.world
    empty = {"callback_id": "", "external_id": "", "private_metadata": "", "title": None, "submit": None, "close": None}
    name = old["id"] if old else world.identifier("V")
    place = {field: old[field] for field in ("previous_view_id", "root_view_id")} if old else {}
    return {
        **empty,
        "clear_on_close": False,
        "notify_on_close": False,
        **view,
        "id": name,
        "team_id": world.team,
        "app_id": world.app,
        "bot_id": world.bot_id,
        "app_installed_team_id": world.team,
        "hash": f"{int(world.clock())}.{secrets.token_hex(4)}",
        "state": {"values": {}},
        "previous_view_id": None,
        "root_view_id": name,
        **place,
    }
