"""The workspace over HTTP on one port: Web API, Socket Mode, response URLs, the page and the page's API."""

from pathlib import Path
from typing import Self

from aiohttp import web

from handlers.workspace.api import Api
from handlers.workspace.client import Client, guarded
from handlers.workspace.workspace import Workspace

PAGE = Path(__file__).parent / "page"
LARGEST_BODY = 4 * 1024 * 1024


class Running:
    """A served workspace. `await close()` ends it, or use it as an asynchronous context."""

    def __init__(self, workspace: Workspace, runner: web.AppRunner, client: Client) -> None:
        self.workspace = workspace
        self.bot_token, self.app_token = workspace.bot_token, workspace.app_token
        self._runner = runner
        self._client = client

    @property
    def url(self) -> str:
        """Where the page is, without a slash at the end."""
        return self.workspace.origin

    @property
    def api_url(self) -> str:
        """What a Slack client takes as its base address."""
        return f"{self.url}/api/"

    async def close(self) -> None:
        """End every socket, cancel what is under way, free the port."""
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
            web.get("/", _page),
            web.static("/page", PAGE),
            *client.routes(),
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
    workspace.origin = f"http://{shown}:{taken}"
    return Running(workspace, runner, client)


async def _page(request: web.Request) -> web.StreamResponse:
    return web.FileResponse(PAGE / "index.html")
