"""The page's API: what the browser asks and is told. Loopback only, same origin only; JSON both ways.

GET /client/state        who and what there is: team, me, users, channels (`kind`: channel, private, im, mpim),
                         commands, shortcuts ({name, type: message|global, callback_id, description}), bot, home, views,
                         statuses (one with `session` is an agent's at work and may be stopped), prompts, library
GET /client/history      ?channel, ?thread_ts → {messages}; a message with `files` has {id, name, title, mimetype, size}
                         of each; one with `streaming_state: "in_progress"` still grows, by message_changed events
GET /client/traffic      what went between app and workspace
GET /client/events       WebSocket: {type: message|message_changed|message_deleted|status|prompts|view|home|notice|
                         traffic, …}
GET /client/file/{id}    the bytes of a file that I may see, as a download
POST /client/message     {channel, text, thread_ts?} → {ts}
POST /client/command     {channel, command, text, thread_ts?}
POST /client/action      {container: message|view, channel, message_ts | view_id, block_id, action_id, state?, value? …}
POST /client/options     {container, channel, message_ts | view_id, block_id, action_id, value} → {options |
                         option_groups}: what the app offers in an external menu for what was typed
POST /client/view        {view_id, values} → {} or {errors}; {view_id, act: "close"}
POST /client/home        {tab: home|messages}
POST /client/shortcut    {callback_id, channel, message_ts} for one on a message; {callback_id} for one from anywhere
POST /client/file        ?channel, ?name, ?text, ?thread_ts, the body being the bytes, sent as
                         application/octet-stream → {ts, file}
POST /client/reaction    {channel, message_ts, name}
POST /client/stop        {channel, thread_ts}: the Stop button of a session at work → {streams}
POST /client/context     {channel}: I look at this channel with the app beside me
POST /client/article     {channel, url} → {article: {title, about, text, language, url}}, if there is a library

Whatever is refused answers {ok: false, error}, with Slack's code where Slack has one.
"""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from urllib.parse import urlsplit

from aiohttp import WSMsgType, web

from handlers.workspace import submissions
from handlers.workspace.deeds import More, doing, owned
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Change, Channel

HEADERS = {
    "Content-Security-Policy": "default-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'",
    "X-Content-Type-Options": "nosniff",
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
}
OPEN = ("/api/", "/link", "/response/", "/upload/", "/files-pri/", "/control/")
"""What is not the page's: it has tokens or secret addresses of its own."""
LOOPBACK = ("127.0.0.1", "localhost", "::1")
BACKLOG = 1000
"""Pushes a browser may be behind before it is let go; it reads the state anew when it comes back."""


@web.middleware
async def guarded(
    request: web.Request, handler: Callable[[web.Request], Awaitable[web.StreamResponse]]
) -> web.StreamResponse:
    """Refuse to a foreign page what belongs to ours: any site that you visit may send requests to loopback."""
    if request.path.startswith(OPEN):
        return await handler(request)
    host = urlsplit(f"//{request.headers.get('Host', '')}")
    origin = request.headers.get("Origin")
    if host.hostname not in LOOPBACK or (origin is not None and urlsplit(origin).netloc != host.netloc):
        return web.json_response({"ok": False, "error": "foreign_origin"}, status=403)
    # Neither type is one that a foreign page may send without asking first.
    wanted = "application/octet-stream" if request.path == "/client/file" else "application/json"
    if request.method == "POST" and request.content_type != wanted:
        return web.json_response({"ok": False, "error": "invalid_post_type"}, status=415)
    response = await handler(request)
    if not response.prepared:
        for name, value in HEADERS.items():
            response.headers.setdefault(name, value)
    return response


class Client:
    """Everything under `/client/`, for the person who is `me`."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self._read: dict[str, str] = {}  # channel → `ts` of the newest message seen
        self._queues: set[asyncio.Queue[Json | None]] = set()
        workspace.world.observers.append(self._observe)
        workspace.watchers.append(self._watch)

    def routes(self) -> list[web.RouteDef]:
        """What to serve."""
        return [
            web.get("/client/state", self.state),
            web.get("/client/history", self.history),
            web.get("/client/traffic", self.traffic),
            web.get("/client/events", self.events),
            web.post("/client/message", doing(self._message)),
            web.post("/client/command", doing(self._command)),
            web.post("/client/action", doing(self._action)),
            web.post("/client/view", doing(self._view)),
            web.post("/client/home", doing(self._home)),
            *More(self.workspace, self.mine).routes(),
        ]

    async def state(self, request: web.Request) -> web.Response:
        """Who and what there is."""
        workspace, world = self.workspace, self.workspace.world
        bot = world.users.get(world.bot)
        mine = [channel for channel in world.channels.values() if world.me in channel.members]
        shown = ("command", "description", "usage_hint")
        return web.json_response(
            {
                "team": {"id": world.team, "name": world.name},
                "me": {"id": world.me, "name": world.users[world.me].real_name},
                "users": [
                    {name: getattr(user, name) for name in ("id", "name", "real_name", "is_bot", "color")}
                    for user in world.users.values()
                ],
                "channels": [self._described(channel) for channel in mine],
                "commands": [{name: command.get(name, "") for name in shown} for command in workspace.commands],
                "shortcuts": workspace.shortcuts,
                "library": workspace.library is not None,
                "bot": None if bot is None else {"id": world.bot_id, "user_id": bot.id, "name": bot.real_name},
                "connected": len(workspace.hub.connections),
                "home": world.homes.get(world.me),
                "views": [world.views[name] for name in world.stack],
                "statuses": [
                    {"channel": channel, "thread_ts": thread, **status}
                    for (channel, thread), status in world.statuses.items()
                ],
                "prompts": [
                    {"channel": channel, "thread_ts": thread, **prompts}
                    for (channel, thread), prompts in world.prompts.items()
                ],
            }
        )

    async def history(self, request: web.Request) -> web.Response:
        """The messages of a channel or, with `thread_ts`, of a thread: oldest first, with what only I see."""
        try:
            channel = self.mine(request.query.get("channel", ""))
        except Refusal as refusal:
            return web.json_response(refusal.reply)
        thread = request.query.get("thread_ts")
        me = self.workspace.world.me
        posts = [post for post in channel.posts.values() if post.viewer in (None, me)]
        if thread:
            posts = [post for post in posts if thread in (post.ts, post.thread)]
        else:
            posts = [one for one in posts if one.thread is None or one.body.get("subtype") == "thread_broadcast"]
            self._read[channel.id] = max(channel.posts, default="")
        return web.json_response({"ok": True, "messages": [self.workspace.seen(post) for post in posts]})

    async def traffic(self, request: web.Request) -> web.Response:
        """The latest of what went between the app and the workspace, oldest first."""
        return web.json_response({"ok": True, "traffic": list(self.workspace.traffic)})

    async def events(self, request: web.Request) -> web.StreamResponse:
        """Push everything that I may see, as it happens."""
        socket = web.WebSocketResponse(heartbeat=30.0, timeout=0.5)
        await socket.prepare(request)
        queue: asyncio.Queue[Json | None] = asyncio.Queue(BACKLOG)
        self._queues.add(queue)
        listening = asyncio.create_task(self._until_closed(socket, queue))
        try:
            while (entry := await queue.get()) is not None:
                await socket.send_json(entry)
        except ConnectionError:
            pass  # the browser has gone: nothing is owed to it
        finally:
            self._queues.discard(queue)
            listening.cancel()
            with contextlib.suppress(asyncio.CancelledError):
                await listening
            await socket.close()
        return socket

    def close(self) -> None:
        """Let all browsers go, and look away; again is no harm."""
        with contextlib.suppress(ValueError):
            self.workspace.world.observers.remove(self._observe)
            self.workspace.watchers.remove(self._watch)
        for queue in list(self._queues):
            self._end(queue)

    async def _until_closed(self, socket: web.WebSocketResponse, queue: asyncio.Queue[Json | None]) -> None:
        async for message in socket:
            if message.type is WSMsgType.ERROR:
                break
        self._end(queue)

    def _end(self, queue: asyncio.Queue[Json | None]) -> None:
        self._queues.discard(queue)
        while queue.full():
            queue.get_nowait()
        queue.put_nowait(None)

    def _watch(self, entry: Json) -> None:
        self._push({"type": "traffic", **entry})

    def _push(self, entry: Json) -> None:
        for queue in list(self._queues):
            if queue.full():
                self._end(queue)
            else:
                queue.put_nowait(entry)

    def _observe(self, change: Change) -> None:
        world = self.workspace.world
        if change.viewer not in (None, world.me):
            return
        if change.channel and world.me not in world.channels[change.channel].members:
            return
        kind = "message_changed" if change.kind == "reaction" else change.kind
        entry: Json = {**change.body, "type": kind, "channel": change.channel}
        if change.post is not None:
            entry["message"] = self.workspace.seen(change.post)
        self._push(entry)
        if change.post is not None and change.post.thread and change.kind in ("message", "message_deleted"):
            parent = world.channels[change.channel].posts.get(change.post.thread)
            if parent is not None and change.viewer is None:  # its count of replies has changed
                self._push(
                    {"type": "message_changed", "channel": parent.channel, "message": self.workspace.seen(parent)}
                )

    def _described(self, channel: Channel) -> Json:
        seen, me = self._read.get(channel.id, ""), self.workspace.world.me
        unread = sum(
            post.ts > seen and post.thread is None and post.viewer in (None, me) and post.body["user"] != me
            for post in channel.posts.values()
        )
        name = channel.name
        if channel.kind == "mpim":
            name = ", ".join(self.workspace.world.users[user].real_name for user in sorted(channel.members - {me}))
        body: Json = {"id": channel.id, "name": name, "kind": channel.kind, "topic": channel.topic}
        return {**body, "unread": unread} | ({"user": self.workspace.world.bot} if channel.kind == "im" else {})

    def mine(self, name: str) -> Channel:
        """A conversation that I am in.

        Raises:
            Refusal: `channel_not_found`.
        """
        channel = self.workspace.world.channels.get(name)
        if channel is None or self.workspace.world.me not in channel.members:
            raise Refusal("channel_not_found")
        return channel

    async def _message(self, body: Json) -> Json:
        channel = self.mine(str(body.get("channel", "")))
        thread = body.get("thread_ts")
        ts = await self.workspace.say(
            channel.id, str(body.get("text", "")), thread_ts=None if not thread else str(thread)
        )
        return {"ts": ts}

    async def _command(self, body: Json) -> Json:
        channel = self.mine(str(body.get("channel", "")))
        name, text, thread = str(body.get("command", "")), str(body.get("text", "")), body.get("thread_ts")
        self.workspace.delivery.tasks.spawn(
            self.workspace.command(channel.id, name, text, thread_ts=None if not thread else str(thread))
        )
        return {}

    async def _action(self, body: Json) -> Json:
        names = ("value", "rich_text_value")
        chosen = {name: value for name, value in body.items() if name in names or name.startswith("selected_")}
        state = body.get("state") if isinstance(body.get("state"), dict) else None
        action, block = str(body.get("action_id", "")), str(body.get("block_id", ""))
        if body.get("container") == "view":
            view = owned(self.workspace, str(body.get("view_id", "")))
            await self.workspace.act_on_view(view, action, block_id=block, state=state, **chosen)
            return {}
        place = {"channel": self.mine(str(body.get("channel", ""))).id, "ts": str(body.get("message_ts", ""))}
        await self.workspace.click(place, action, block_id=block, state=state, **chosen)
        return {}

    async def _view(self, body: Json) -> Json:
        view, values = owned(self.workspace, str(body.get("view_id", ""))), body.get("values")
        if body.get("act") == "close":
            submissions.close(self.workspace, view)
            return {}
        errors = await submissions.submit(self.workspace, view, values if isinstance(values, dict) else {})
        return {"ok": False, "error": "invalid_input", "errors": errors} if errors else {}

    async def _home(self, body: Json) -> Json:
        self.workspace.open_home(str(body.get("tab", "home")))
        return {}
