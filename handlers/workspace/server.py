"""The workspace over HTTP on one port: Web API, Socket Mode, response URLs, files, the page, its API, the control."""

import asyncio
import contextlib
from collections.abc import Awaitable, Callable
from pathlib import Path
from typing import Self

from aiohttp import web

from handlers.workspace.api import Api
from handlers.workspace.client import Client, guarded
from handlers.workspace.control import Control
from handlers.workspace.files import LARGEST_FILE
from handlers.workspace.methods.files import download
from handlers.workspace.workspace import Workspace

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = LARGEST_FILE + 1024 * 1024  # what carries a file may be larger than the file


class Running:
    """A served workspace. `await close()` ends it, or use it as an asynchronous context."""

    def __init__(self, workspace: Workspace, runner: web.AppRunner, client: Client) -> None:
        self.workspace = workspace
        self.bot_token, self.app_token = workspace.bot_token, workspace.app_token
        self.control_token = workspace.control_token
        self._runner = runner
        self._client = client
        self._timers = asyncio.get_running_loop().create_task(workspace.timers.keep())

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end."""
        return self.workspace.origin

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base address."""
        return f"{self.url}/api/"

    @property
    def control_url(self) -> str:
        """Where the control interface is, for `Authorization: Bearer <control_token>`."""
        return f"{self.url}/control/"

    async def close(self) -> None:
        """End every socket, cancel what is under way, free the port."""
        self._timers.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await self._timers
        await self.workspace.delivery.tasks.close()
        await self.workspace.hub.close()
        self._client.close()
        await self._runner.cleanup()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, *_: object) -> None:
        await self.close()


async def serve(workspace: Workspace, host: str = "127.0.0.1", port: int = 0) -> Running:
    """Serve `workspace`; port 0 takes a free one.

    Raises:
        OSError: the port is taken.
    """
    client = Client(workspace)
    api = Api(workspace)
    app = web.Application(middlewares=[guarded], client_max_size=LARGEST_BODY)
    app.add_routes(
        [
            web.route("*", "/api/{method}", api.handle),
            web.get("/link/", workspace.hub.accept),
            web.post("/response/{token}", workspace.responses.handle),
            web.post("/upload/v1/{token}", workspace.files.receive),
            web.get("/files-pri/{file}/{name}", _bytes(workspace)),
            web.get("/files-pri/{file}/download/{name}", _bytes(workspace)),
            web.get("/", _page),
            web.static("/page", PAGE),
            *client.routes(),
            *Control(workspace).routes(),
        ]
    )
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=1.0)
    await runner.setup()
    site = web.TCPSite(runner, host, port)
    try:
        await site.start()
    except OSError:
        await runner.cleanup()
        raise
    taken = runner.addresses[0][1]
    shown = f"[{host}]" if ":" in host else host
    workspace.origin = workspace.files.origin = f"http://{shown}:{taken}"
    return Running(workspace, runner, client)


async def _page(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")


def _bytes(workspace: Workspace) -> Callable[[web.Request], Awaitable[web.StreamResponse]]:
    async def handle(request: web.Request) -> web.StreamResponse:
        return download(workspace, request)

    return handle
