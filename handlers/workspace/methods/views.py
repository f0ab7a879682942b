"""views.*: modals, at most three upon each other and each person's own, and App Home."""

import json
import secrets

from handlers.workspace import payloads
from handlers.workspace.arguments import Arguments
from handlers.workspace.refusals import Json, Refusal, invalid
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Change

DEPTH = 3
LARGEST = 250_000  # characters of a view as JSON (docs.slack.dev, views.open: 250 kB)


def opening(workspace: Workspace, args: Arguments) -> Json:
    """views.open"""
    view = _given(args, "modal")
    user = workspace.triggers.exchange(_trigger(args))
    _unique(workspace, view)
    clear(workspace, user)
    return show(workspace, "open", view, user=user)


def push(workspace: Workspace, args: Arguments) -> Json:
    """views.push"""
    view = _given(args, "modal")
    user = workspace.triggers.exchange(_trigger(args))
    if not workspace.world.stack_of(user):
        raise Refusal("not_found")
    return show(workspace, "push", view, user=user)


def update(workspace: Workspace, args: Arguments) -> Json:
    """views.update"""
    view = _given(args, "modal")
    old, user = _open(workspace, args.text("view_id"), args.text("external_id"))
    if args.text("hash") and args.text("hash") != old["hash"]:
        raise Refusal("hash_conflict")
    return show(workspace, "update", view, user=user, old=old)


def publish(workspace: Workspace, args: Arguments) -> Json:
    """views.publish"""
    user = args.needed("user_id")
    person = workspace.world.users.get(user)
    if person is None or person.is_bot:
        raise Refusal("user_not_found")
    view = _given(args, "home")
    if not workspace.home_tab:
        raise Refusal("not_enabled")
    old = workspace.world.homes.get(user)
    if args.text("hash") and (old is None or args.text("hash") != old["hash"]):
        raise Refusal("hash_conflict")
    _unique(workspace, view, old)
    whole = _whole(workspace, view, old)
    workspace.world.homes[user] = whole
    workspace.world.announce(Change("home", body={"view": whole, "user": user}, viewer=user))
    return {"view": whole}


def show(workspace: Workspace, act: str, view: Json, *, user: str, old: Json | None = None) -> Json:
    """Open, push or update a person's modal, and let their page know.

    Raises:
        Refusal: `push_limit_reached`, `duplicate_external_id`.
    """
    world = workspace.world
    stack = world.stack_of(user)
    if old is None and len(stack) >= DEPTH:
        raise Refusal("push_limit_reached")
    _unique(workspace, view, old)
    whole = _whole(workspace, view, old)
    if old is None:
        stack.append(whole["id"])
        whole["previous_view_id"] = stack[-2] if len(stack) > 1 else None
        whole["root_view_id"] = stack[0]
    world.views[whole["id"]] = whole
    world.announce(Change("view", body={"action": act, "view": whole}, viewer=user))
    return {"view": whole}


def remove(workspace: Workspace, view_id: str, user: str) -> None:
    """A modal is gone; what is below it shows again."""
    world = workspace.world
    world.stack_of(user).remove(view_id)
    view = world.views.pop(view_id)
    world.announce(Change("view", body={"action": "close", "view": view}, viewer=user))


def clear(workspace: Workspace, user: str) -> None:
    """All of a person's modals are gone."""
    for name in reversed(list(workspace.world.stack_of(user))):
        remove(workspace, name, user)


def _unique(workspace: Workspace, view: Json, old: Json | None = None) -> None:
    """An `external_id` is good for one view in the whole workspace."""
    external = view.get("external_id")
    for other in (*workspace.world.views.values(), *workspace.world.homes.values()):
        if external and external == other["external_id"] and (old is None or other["id"] != old["id"]):
            raise Refusal("duplicate_external_id")


def _given(args: Arguments, kind: str) -> Json:
    value = args.structure("view")
    if value is None:
        raise invalid("invalid_arguments", ["missing required field: view"])
    if len(json.dumps(value, ensure_ascii=False)) > LARGEST:
        raise Refusal("view_too_large")
    view = payloads.view(value)
    if view["type"] != kind:
        raise invalid("invalid_arguments", [f"unsupported type: {view['type']} [json-pointer:/view/type]"])
    return view


def _trigger(args: Arguments) -> str:
    return args.text("trigger_id") or args.needed("interactivity_pointer")


def _open(workspace: Workspace, view_id: str, external_id: str) -> tuple[Json, str]:
    if not (view_id or external_id):
        raise invalid("invalid_arguments", ["missing required field: view_id"])
    for user, stack in workspace.world.stacks.items():
        for name in stack:
            view = workspace.world.views[name]
            if name == view_id or (external_id and view["external_id"] == external_id):
                return view, user
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
