"""The control interface: what a test in another process does and sees, over HTTP. Mirrors the Python interface.

Loopback only; `Authorization: Bearer <control_token>`, which `Workspace(control_token=…)` gives or `Running` tells.
Every answer is JSON: `{ok: true, …}` or `{ok: false, error}` with a code as in Python. People are named by id or name
(`user`, you unless said), conversations by id or name (`channel`; without one, the direct message with `user`).

GET  /control/app         addresses and tokens with which a bot connects
GET  /control/calls       ?method, ?since: calls of the Web API {n, method, args, reply, status}, from number `since`
GET  /control/messages    ?channel;  /control/replies ?channel, ?ts;  /control/ephemerals ?channel, ?user
GET  /control/notices     ?since;  /control/lost: events that nobody acknowledged;  /control/views ?user;
GET  /control/home        ?user;  /control/state: people, conversations, sockets, what time it is
POST /control/say         {channel, text, thread_ts?} → {ts};  edit {channel, ts, text};  delete {channel, ts}
POST /control/command     {channel, command, text?, thread_ts?}
POST /control/click       {channel, ts, action_id, block_id?, chosen?, state?};  act {view_id, …} in a view
POST /control/options     {channel, ts | view_id, action_id, typed, block_id?} → {options | option_groups}
POST /control/submit      {view_id, values} → {errors};  close {view_id};  home {tab?}: open it
POST /control/shortcut    {callback_id, channel?, ts?};  react {channel, ts, name};  invite {channel, user}
POST /control/share       {channel, name, text? content: base64, thread_ts?, by_reference?} → {message}
POST /control/stop        {channel, thread_ts} → {streams};  context {channels}
POST /control/fault       {kind, …}: limit, fail, refuse, slow, cut (`method`, `times`, `when`, `retry_after`, `status`,
                          `error`, `seconds` as `Faults`), duplicate {times}, pace {per_second, burst}, rates {on},
                          drop, disconnect {reason}, deaf {on}, dead_url {times}
POST /control/until       {what: connected|call|message|reply|ephemeral|notice|view|home|lost, count?, timeout?, and as
                          the GET of that name; contains?: text} → {found}; error `timeout`
POST /control/clock       {forward: seconds}, where the workspace has a `Clock`;  tick: do now what is due
"""

import base64
import binascii
import secrets
from collections.abc import Awaitable, Callable

from aiohttp import web

from handlers.workspace import sessions, sharing, shortcuts, submissions, suggestions
from handlers.workspace.arguments import Arguments
from handlers.workspace.clock import Clock
from handlers.workspace.deeds import doing
from handlers.workspace.mischief import Mischief
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.sights import SIGHTS, Waiting, place
from handlers.workspace.workspace import Workspace

HERE = ("127.0.0.1", "::1", "::ffff:127.0.0.1")


class Control:
    """Everything under `/control/`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._deeds: dict[str, Callable[[Json], Awaitable[Json]]] = {
            "say": self._say,
            "edit": self._edit,
            "delete": self._delete,
            "command": self._command,
            "click": self._click,
            "act": self._act,
            "options": self._options,
            "submit": self._submit,
            "close": self._close,
            "home": self._home,
            "shortcut": self._shortcut,
            "react": self._react,
            "invite": self._invite,
            "share": self._share,
            "stop": self._stop,
            "context": self._context,
            "fault": Mischief(workspace).do,
            "until": Waiting(workspace).until,
            "clock": self._clock,
            "tick": self._tick,
        }

    def routes(self) -> list[web.RouteDef]:
        """What to serve."""
        return [web.get("/control/{sight}", self._see), web.post("/control/{deed}", self._do)]

    async def _see(self, request: web.Request) -> web.Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        sight = SIGHTS.get(request.match_info["sight"])
        if sight is None:
            return web.json_response({"ok": False, "error": "unknown_sight"}, status=404)
        self.workspace.tick()
        try:
            return web.json_response({"ok": True, **sight(self.workspace, Arguments(dict(request.query)))})
        except Refusal as refusal:
            return web.json_response(refusal.reply)

    async def _do(self, request: web.Request) -> web.Response:
        if (refused := self._stranger(request)) is not None:
            return refused
        deed = self._deeds.get(request.match_info["deed"])
        if deed is None:
            return web.json_response({"ok": False, "error": "unknown_deed"}, status=404)
        return await doing(deed)(request)

    def _stranger(self, request: web.Request) -> web.Response | None:
        """What to answer to whoever is not on this machine, or has not the token."""
        if request.remote not in HERE or "Origin" in request.headers:
            return web.json_response({"ok": False, "error": "not_here"}, status=403)
        given = request.headers.get("Authorization", "").removeprefix("Bearer ")
        if not secrets.compare_digest(given.encode(), self.workspace.control_token.encode()):
            return web.json_response({"ok": False, "error": "invalid_auth"}, status=401)
        return None

    async def _say(self, body: Json) -> Json:
        args = Arguments(body)
        ts = await self.workspace.say(
            place(self.workspace, args), args.text("text"), user=_user(args), thread_ts=_thread(args)
        )
        return {"ts": ts}

    async def _edit(self, body: Json) -> Json:
        args = Arguments(body)
        await self.workspace.edit(place(self.workspace, args), args.needed("ts"), args.text("text"))
        return {}

    async def _delete(self, body: Json) -> Json:
        args = Arguments(body)
        await self.workspace.delete(place(self.workspace, args), args.needed("ts"))
        return {}

    async def _command(self, body: Json) -> Json:
        args = Arguments(body)
        name, typed = args.needed("command"), args.text("text")
        await self.workspace.command(
            place(self.workspace, args), name, typed, user=_user(args), thread_ts=_thread(args)
        )
        return {}

    async def _click(self, body: Json) -> Json:
        args = Arguments(body)
        await self.workspace.click(
            self._message(args),
            args.needed("action_id"),
            block_id=args.text("block_id"),
            user=_user(args),
            state=args.structure("state"),
            **(args.structure("chosen") or {}),
        )
        return {}

    async def _act(self, body: Json) -> Json:
        args = Arguments(body)
        chosen, state = args.structure("chosen") or {}, args.structure("state")
        view, action = args.needed("view_id"), args.needed("action_id")
        await self.workspace.act_on_view(view, action, block_id=args.text("block_id"), state=state, **chosen)
        return {}

    async def _options(self, body: Json) -> Json:
        args = Arguments(body)
        action, typed, block = args.needed("action_id"), args.text("typed"), args.text("block_id")
        if args.text("view_id"):
            return await suggestions.in_view(self.workspace, args.text("view_id"), action, typed, block_id=block)
        message = self._message(args)
        return await suggestions.in_message(self.workspace, message, action, typed, block_id=block, user=_user(args))

    async def _submit(self, body: Json) -> Json:
        args = Arguments(body)
        view, values = args.needed("view_id"), args.structure("values") or {}
        return {"errors": await submissions.submit(self.workspace, view, values)}

    async def _close(self, body: Json) -> Json:
        submissions.close(self.workspace, Arguments(body).needed("view_id"))
        return {}

    async def _home(self, body: Json) -> Json:
        args = Arguments(body)
        self.workspace.open_home(args.text("tab", "home"), user=_user(args))
        return {}

    async def _shortcut(self, body: Json) -> Json:
        args = Arguments(body)
        name = args.needed("callback_id")
        if args.text("ts"):
            await shortcuts.on_message(self.workspace, self._message(args), name, user=_user(args))
        else:
            await shortcuts.from_anywhere(self.workspace, name, user=_user(args))
        return {}

    async def _react(self, body: Json) -> Json:
        args = Arguments(body)
        self.workspace.react(self._message(args), args.needed("name"), user=_user(args))
        return {}

    async def _invite(self, body: Json) -> Json:
        args = Arguments(body)
        self.workspace.invite(args.needed("channel"), args.needed("user"))
        return {}

    async def _share(self, body: Json) -> Json:
        args = Arguments(body)
        try:
            content = base64.b64decode(args.needed("content"), validate=True)
        except binascii.Error:
            raise Refusal("invalid_content") from None
        message = sharing.share(
            self.workspace,
            place(self.workspace, args),
            args.needed("name"),
            content,
            text=args.text("text"),
            user=_user(args),
            thread_ts=_thread(args),
            media_type=args.text("media_type") or None,
            by_reference=args.flag("by_reference"),
        )
        return {"message": message}

    async def _stop(self, body: Json) -> Json:
        args = Arguments(body)
        channel, thread = place(self.workspace, args), args.needed("thread_ts")
        return {"streams": sessions.stop(self.workspace, channel, thread, user=_user(args))}

    async def _context(self, body: Json) -> Json:
        args = Arguments(body)
        sessions.look_at(self.workspace, *(args.structure("channels") or []), user=_user(args))
        return {}

    async def _clock(self, body: Json) -> Json:
        clock = self.workspace.clock
        if not isinstance(clock, Clock):
            raise Refusal("clock_not_adjustable")
        try:
            clock.forward(float(Arguments(body).needed("forward")))
        except ValueError:
            raise Refusal("invalid_time") from None
        return await self._tick(body)

    async def _tick(self, body: Json) -> Json:
        self.workspace.tick()
        return {"now": self.workspace.clock()}

    def _message(self, args: Arguments) -> Json:
        return {"channel": place(self.workspace, args), "ts": args.needed("ts")}


def _user(args: Arguments) -> str | None:
    return args.text("user") or None


def _thread(args: Arguments) -> str | None:
    return args.text("thread_ts") or None
