"""What the control interface shows, and what may be waited for. Reads; changes nothing."""

import json
from collections.abc import Callable
from dataclasses import asdict

from handlers.workspace.arguments import Arguments
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace

LONGEST_WAIT_S = 60.0


def place(workspace: Workspace, args: Arguments) -> str:
    """The conversation that `channel` names; without one, the direct message with `user`."""
    return args.text("channel") or workspace.dm(args.text("user") or None)


def _app(workspace: Workspace, args: Arguments) -> Json:
    tokens = {"bot_token": workspace.bot_token, "app_token": workspace.app_token}
    return {"api_url": f"{workspace.origin}/api/", **tokens, "user_id": workspace.world.bot}


def _state(workspace: Workspace, args: Arguments) -> Json:
    world = workspace.world
    return {
        "team": world.team,
        "me": world.me,
        "users": [asdict(user) for user in world.users.values()],
        "channels": [
            {"id": one.id, "name": one.name, "kind": one.kind, "members": sorted(one.members)}
            for one in world.channels.values()
        ],
        "connections": len(workspace.hub.connections),
        "opened": workspace.hub.opened,
        "now": workspace.clock(),
    }


def _calls(workspace: Workspace, args: Arguments) -> Json:
    since, method = _number(args, "since", 0), args.text("method")
    numbered = list(enumerate(workspace.calls))[since:]
    return {"calls": [{"n": n, **asdict(call)} for n, call in numbered if method in ("", call.method)]}


def _messages(workspace: Workspace, args: Arguments) -> Json:
    return {"messages": workspace.messages(place(workspace, args))}


def _replies(workspace: Workspace, args: Arguments) -> Json:
    return {"replies": workspace.replies(place(workspace, args), args.needed("ts"))}


def _ephemerals(workspace: Workspace, args: Arguments) -> Json:
    return {"ephemerals": workspace.ephemerals(place(workspace, args), args.text("user") or None)}


def _notices(workspace: Workspace, args: Arguments) -> Json:
    return {"notices": [asdict(one) for one in workspace.notices[_number(args, "since", 0) :]]}


def _lost(workspace: Workspace, args: Arguments) -> Json:
    return {"lost": workspace.delivery.lost}


def _views(workspace: Workspace, args: Arguments) -> Json:
    stack = workspace.world.stack_of(workspace.person(args.text("user") or None))
    return {"views": [workspace.world.views[name] for name in stack]}


def _home(workspace: Workspace, args: Arguments) -> Json:
    home = workspace.world.homes.get(workspace.person(args.text("user") or None))
    return {"home": [] if home is None else [home]}


SIGHTS: dict[str, Callable[[Workspace, Arguments], Json]] = {
    "app": _app,
    "state": _state,
    "calls": _calls,
    "messages": _messages,
    "replies": _replies,
    "ephemerals": _ephemerals,
    "notices": _notices,
    "lost": _lost,
    "views": _views,
    "home": _home,
}
AWAITED = {
    "call": "calls",
    "message": "messages",
    "reply": "replies",
    "ephemeral": "ephemerals",
    "notice": "notices",
    "view": "views",
    "home": "home",
    "lost": "lost",
}


class Waiting:
    """Waits within one request until something is to be seen."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace

    async def until(self, body: Json) -> Json:
        """`what`, at least `count` of it, each containing `contains` somewhere in its JSON.

        Raises:
            Refusal: `timeout`, `invalid_arguments`, `unknown_sight`.
        """
        args = Arguments(body)
        what, count, part = args.needed("what"), _number(args, "count", 1), args.text("contains")
        if what != "connected" and what not in AWAITED:
            raise Refusal("unknown_sight")
        try:
            timeout = min(float(args.text("timeout", "5")), LONGEST_WAIT_S)
        except ValueError:
            raise Refusal("invalid_arguments") from None
        try:
            if what == "connected":
                await self.workspace.connected(count, timeout=timeout)
                return {"found": []}
            found = await self.workspace.until(lambda: self._found(AWAITED[what], args, count, part), timeout=timeout)
        except TimeoutError:
            raise Refusal("timeout") from None
        return {"found": found}

    def _found(self, sight: str, args: Arguments, count: int, part: str) -> list[Json]:
        items = SIGHTS[sight](self.workspace, args)[sight]
        some = [one for one in items if part in json.dumps(one, ensure_ascii=False)]
        return some if len(some) >= count else []


def _number(args: Arguments, name: str, default: int) -> int:
    try:
        return int(args.text(name, str(default)))
    except ValueError:
        raise Refusal("invalid_arguments") from None
