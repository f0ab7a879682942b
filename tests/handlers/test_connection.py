"""From a token to a living bot, and the traps of the SDK that we step round."""

import asyncio
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer

from bot.desk import Desk
from bot.errors import Unavailable
from handlers import connection
from handlers.check import Finding, check
from handlers.manifest import SCOPES
from handlers.workspace import Running, Workspace
from storage.database import Database
from tests.handlers.conftest import Start, plainly


def problems(findings: list[Finding]) -> dict[str, str]:
    return {finding.what: finding.problem for finding in findings if finding.problem}


async def test_everything_is_in_order(running: Running) -> None:
    findings = await check(bot_token=running.bot_token, app_token=running.app_token, api_url=running.api_url)
    assert problems(findings) == {}
    assert [finding.what for finding in findings] == ["Bot token", "Scopes", "App token"]


async def test_wrong_tokens_are_told_in_plain_words(running: Running) -> None:
    found = problems(await check(bot_token="xoxb-wrong", app_token="xapp-wrong", api_url=running.api_url))
    assert "Slack does not know it" in found["Bot token"]
    assert "Slack does not know it" in found["App token"]


async def test_missing_tokens_are_told_with_where_to_find_them(running: Running) -> None:
    found = problems(await check(bot_token=None, app_token=None, api_url=running.api_url))
    assert "SLACK_BOT_TOKEN" in found["Bot token"] and "SLACK_APP_TOKEN" in found["App token"]


async def test_missing_scopes_are_told_with_what_they_are_for(running: Running, workspace: Workspace) -> None:
    workspace.scopes = frozenset(set(SCOPES) - {"chat:write"})
    found = problems(await check(bot_token=running.bot_token, app_token=running.app_token, api_url=running.api_url))
    assert found["Scopes"].startswith("missing: chat:write (to answer)")


async def test_a_slack_that_is_not_there_is_told(unused_tcp_port: int) -> None:
    found = problems(
        await check(bot_token="xoxb-1", app_token="xapp-1", api_url=f"http://127.0.0.1:{unused_tcp_port}/api/")
    )
    assert "cannot be reached" in found["Bot token"] and "cannot be reached" in found["App token"]


async def test_a_wrong_token_ends_the_start_with_a_sentence(start: Start, running: Running, desk: Desk) -> None:
    running.workspace.faults.refuse("auth.test", "invalid_auth")
    with pytest.raises(Unavailable, match="does not accept the bot token: invalid_auth"):
        async with start(desk):
            pass


async def test_a_wrong_app_token_ends_the_start_with_a_sentence(start: Start, running: Running, desk: Desk) -> None:
    running.workspace.faults.refuse("apps.connections.open", "not_allowed_token_type")
    with pytest.raises(Unavailable, match="does not accept the app token: not_allowed_token_type"):
        async with start(desk):
            pass


async def test_a_proxy_in_the_environment_is_not_asked_for_loopback(
    start: Start, desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("HTTPS_PROXY", "HTTP_PROXY", "https_proxy", "http_proxy"):
        monkeypatch.setenv(name, "http://127.0.0.1:9")
    async with start(desk) as bot:
        ts = await workspace.say("general", "@Antici help")
        assert await bot.told("general", ts)
        await workspace.command("general", "/help")
        assert await bot.shown("general")


async def test_settings_of_an_oauth_app_in_the_environment_change_nothing(
    start: Start, desk: Desk, workspace: Workspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in ("SLACK_CLIENT_ID", "SLACK_CLIENT_SECRET", "SLACK_SIGNING_SECRET"):
        monkeypatch.setenv(name, "of another app")
    monkeypatch.setenv("SLACK_BOT_TOKEN", "xoxb-another")
    async with start(desk) as bot:
        ts = await workspace.say("general", "@Antici help")
        assert await bot.told("general", ts)


async def test_slack_is_asked_who_we_are_once(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk) as bot:
        for _ in range(5):
            await workspace.say("general", "@Antici help")
        await bot.ended(5)
    assert workspace.faults.counts["auth.test"] == 1


async def test_a_closed_socket_is_opened_again(start: Start, desk: Desk, workspace: Workspace) -> None:
    async with start(desk) as bot:
        await workspace.connected(2)
        await disconnected(workspace)
        await workspace.until(lambda: workspace.hub.opened >= 4)
        ts = await workspace.say("general", "@Antici help")
        assert "What you can ask" in plainly((await bot.told("general", ts))[0])


async def disconnected(workspace: Workspace) -> None:
    hub: Any = workspace.hub
    await hub.disconnect()


class DeadEnds:
    """A Slack whose first address for a socket leads nowhere, and stays so."""

    def __init__(self) -> None:
        self.opened = 0
        self.refused = 0

    async def handle(self, request: web.Request) -> web.StreamResponse:
        if request.path == "/api/auth.test":
            return web.json_response({"ok": True, "team_id": "T1", "user_id": "U1", "bot_id": "B1"})
        if request.path == "/api/apps.connections.open":
            self.opened += 1
            url = f"ws://{request.host}/link?ticket={self.opened}"
            return web.json_response({"ok": True, "url": url})
        if request.query.get("ticket") == "1":
            self.refused += 1
            return web.Response(status=403)
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        await socket.send_json({"type": "hello", "num_connections": 1})
        async for _ in socket:
            pass
        return socket


async def test_a_dead_address_is_not_tried_for_ever(database: Database, desk: Desk) -> None:
    slack = DeadEnds()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", slack.handle)
    async with TestServer(app) as server:
        stop, ready = asyncio.Event(), asyncio.Event()
        task = asyncio.create_task(
            connection.run(
                bot_token="xoxb-1",
                app_token="xapp-1",
                api_url=f"http://127.0.0.1:{server.port}/api/",
                database=database,
                desk=desk,
                clock=lambda: datetime.now(UTC),
                stop=stop,
                ready=ready,
                patience=connection.Patience(connect=0.3, look=0.05, deaf=0.2, rebuild=0.05),
            )
        )
        async with asyncio.timeout(5):
            await ready.wait()
        assert slack.refused >= 1 and slack.opened == 2
        stop.set()
        await task


async def test_the_end_leaves_nothing_behind(start: Start, desk: Desk, workspace: Workspace) -> None:
    before = asyncio.all_tasks()
    async with start(desk) as bot:
        await workspace.say("general", "@Antici help")
        await bot.ended()
    await workspace.until(lambda: not workspace.hub.connections)
    await asyncio.sleep(0.05)
    left = {task for task in asyncio.all_tasks() - before if "connection" in repr(task) or "socket_mode" in repr(task)}
    assert left == set()
