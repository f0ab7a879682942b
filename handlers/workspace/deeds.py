"""The rarer deeds of the page: shortcuts, files, external menus, reactions, Stop, articles. Its list: `client`."""

from collections.abc import Awaitable, Callable

from aiohttp import web

from handlers.workspace import sessions, sharing, shortcuts, suggestions
from handlers.workspace.arguments import json_object
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace
from handlers.workspace.world import Channel


def doing(deed: Callable[[Json], Awaitable[Json]]) -> Callable[[web.Request], Awaitable[web.Response]]:
    """A deed as a handler: JSON in, JSON out, a refusal as `{ok: false, error}` with status 200."""

    async def handle(request: web.Request) -> web.Response:
        try:
            return web.json_response({"ok": True, **await deed(json_object(await request.read()))})
        except Refusal as refusal:
            return web.json_response(refusal.reply)

    return handle


def owned(workspace: Workspace, view_id: str) -> str:
    """The same id, if that view is mine.

    Raises:
        Refusal: `view_not_found`.
    """
    if workspace.view_of(view_id)[1] != workspace.world.me:
        raise Refusal("view_not_found")
    return view_id


class More:
    """For the person who is `me`; `mine` finds a conversation that I am in."""

    def __init__(self, workspace: Workspace, mine: Callable[[str], Channel]) -> None:
        self.workspace = workspace
        self.mine = mine

    def routes(self) -> list[web.RouteDef]:
        """What to serve."""
        return [
            web.get("/client/file/{id}", self._fetch),
            web.post("/client/file", self._share),
            web.post("/client/shortcut", doing(self._shortcut)),
            web.post("/client/options", doing(self._options)),
            web.post("/client/reaction", doing(self._react)),
            web.post("/client/stop", doing(self._stop)),
            web.post("/client/context", doing(self._context)),
            web.post("/client/article", doing(self._article)),
        ]

    async def _fetch(self, request: web.Request) -> web.Response:
        try:
            file = self.workspace.files.visible(request.match_info["id"], self.workspace.world.me)
        except Refusal as refusal:
            return web.json_response(refusal.reply, status=404)
        return self.workspace.files.response(file)

    async def _share(self, request: web.Request) -> web.Response:
        query = request.query
        try:
            message = sharing.share(
                self.workspace,
                self.mine(query.get("channel", "")).id,
                query.get("name", ""),
                await request.read(),
                text=query.get("text", ""),
                thread_ts=query.get("thread_ts") or None,
            )
        except Refusal as refusal:
            return web.json_response(refusal.reply)
        return web.json_response({"ok": True, "ts": message["ts"], "file": message["files"][0]})

    async def _shortcut(self, body: Json) -> Json:
        name = str(body.get("callback_id", ""))
        if not body.get("message_ts"):
            await shortcuts.from_anywhere(self.workspace, name)
            return {}
        await shortcuts.on_message(self.workspace, self._message(body), name)
        return {}

    async def _options(self, body: Json) -> Json:
        action, block, typed = (str(body.get(name, "")) for name in ("action_id", "block_id", "value"))
        if body.get("container") == "view":
            view = str(body.get("view_id", ""))
            owned(self.workspace, view)
            return await suggestions.in_view(self.workspace, view, action, typed, block_id=block)
        return await suggestions.in_message(self.workspace, self._message(body), action, typed, block_id=block)

    async def _react(self, body: Json) -> Json:
        self.workspace.react(self._message(body), str(body.get("name", "")))
        return {}

    async def _stop(self, body: Json) -> Json:
        channel = self.mine(str(body.get("channel", "")))
        return {"streams": sessions.stop(self.workspace, channel.id, str(body.get("thread_ts", "")))}

    async def _context(self, body: Json) -> Json:
        channel = str(body.get("channel", ""))
        sessions.look_at(self.workspace, *([self.mine(channel).id] if channel else []))
        return {}

    async def _article(self, body: Json) -> Json:
        channel = self.mine(str(body.get("channel", "")))
        library = self.workspace.library
        found = await library(channel.id, str(body.get("url", ""))) if library else None
        if found is None:
            raise Refusal("article_not_found")
        return {"article": found}

    def _message(self, body: Json) -> Json:
        return {"channel": self.mine(str(body.get("channel", ""))).id, "ts": str(body.get("message_ts", ""))}
