"""The control interface: a bot is driven and watched from outside, over HTTP alone."""

import asyncio
import base64
import json
import sys

import aiohttp
import pytest
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Clock, Workspace, serve


@pytest.fixture
async def running():
    workspace = Workspace.demo(
        [{"command": "/latest", "description": "What is new"}],
        shortcuts=[{"name": "Ask", "type": "message", "callback_id": "ask", "description": "Ask of this"}],
        clock=Clock(),
        ack_timeout=0.6,
        retry_delays=(0.0, 0.05, 0.05),
        control_token="a-token-of-the-test",
    )
    async with await serve(workspace) as served:
        yield served


class Remote:
    """Another process, as far as the workspace can tell."""

    def __init__(self, session):
        self.session = session

    async def see(self, sight, **query):
        async with self.session.get(f"/control/{sight}", params=query) as response:
            return await response.json()

    async def do(self, deed, **body):
        async with self.session.post(f"/control/{deed}", json=body) as response:
            return await response.json()


@pytest.fixture
async def remote(running):
    headers = {"Authorization": "Bearer a-token-of-the-test"}
    async with aiohttp.ClientSession(running.url, headers=headers) as session:
        yield Remote(session)


@pytest.fixture
async def bot(app, bolt):
    button = {"type": "button", "action_id": "more", "value": "2", "text": {"type": "plain_text", "text": "More"}}
    title = {"type": "plain_text", "text": "Ask"}
    name = {"type": "plain_text_input", "action_id": "name"}
    field = {"type": "input", "block_id": "who", "label": title, "element": name}

    @app.command("/latest")
    async def latest(ack, respond, command):
        await ack()
        blocks = [{"type": "actions", "elements": [button]}]
        await respond(f"news of {command['text']}", blocks=blocks, response_type="in_channel")

    @app.action("more")
    async def more(ack, respond):
        await ack()
        await respond("more news", replace_original=True)

    @app.shortcut("ask")
    async def ask(ack, shortcut, client):
        await ack()
        view = {"type": "modal", "callback_id": "asked", "title": title, "submit": title, "blocks": [field]}
        await client.views_open(trigger_id=shortcut["trigger_id"], view=view)

    @app.view("asked")
    async def asked(ack, view):
        await ack(response_action="errors", errors={"who": "Nobody knows."})

    await bolt(app)
    return app


async def test_the_day_of_a_bot_from_outside(remote, bot):
    assert (await remote.do("until", what="connected"))["ok"]
    ts = (await remote.do("say", channel="general", text="@Antici who?", user="mira"))["ts"]
    reply = (await remote.do("until", what="reply", channel="general", ts=ts))["found"][0]
    assert reply["text"].startswith("re: ")
    assert (await remote.do("command", channel="defence-desk", command="/latest", text="Japan"))["ok"]
    news = (await remote.do("until", what="message", channel="defence-desk", contains="news of Japan"))["found"][0]
    assert (await remote.do("click", channel=news["channel"], ts=news["ts"], action_id="more"))["ok"]
    found = await remote.do("until", what="message", channel="defence-desk", contains="more news")
    assert found["found"][0]["ts"] == news["ts"]
    await remote.do("shortcut", callback_id="ask", channel="defence-desk", ts=news["ts"])
    view = (await remote.do("until", what="view"))["found"][0]
    values = {"who": {"name": {"type": "plain_text_input", "value": "x"}}}
    assert (await remote.do("submit", view_id=view["id"], values=values))["errors"] == {"who": "Nobody knows."}
    assert (await remote.do("close", view_id=view["id"]))["ok"]
    assert (await remote.see("views"))["views"] == []
    assert (await remote.do("command", channel="general", command="/nothing"))["ok"]
    assert "not a valid command" in (await remote.see("notices"))["notices"][0]["text"]
    content = base64.b64encode(b"text").decode()
    shared = await remote.do("share", channel="general", name="a.txt", content=content, text="read this")
    assert shared["message"]["files"][0]["size"] == 4
    assert (await remote.do("react", channel="general", ts=ts, name="eyes"))["ok"]
    assert (await remote.do("edit", channel="general", ts=ts, text="who, please?"))["ok"]
    assert (await remote.see("messages", channel="general"))["messages"][0]["text"] == "who, please?"
    state = await remote.see("state")
    assert [one["name"] for one in state["users"]] == ["antici", "you", "mira"] and state["connections"] == 1


async def test_calls_are_seen_from_a_number_on(remote, client, workspace):
    await client.auth_test()
    await client.users_list()
    calls = (await remote.see("calls", method="users.list"))["calls"]
    assert [(call["method"], call["status"]) for call in calls] == [("users.list", 200)]
    assert (await remote.see("calls", since=calls[0]["n"] + 1))["calls"] == []
    assert (await remote.see("calls", since="x"))["error"] == "invalid_arguments"
    app = await remote.see("app")
    assert (app["bot_token"], app["user_id"]) == (workspace.bot_token, workspace.world.bot)


async def test_faults_from_outside(remote, client, workspace, running):
    url, headers = f"{running.api_url}auth.test", {"Authorization": f"Bearer {client.token}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        await remote.do("fault", kind="limit", method="auth.test", retry_after=7)
        await remote.do("fault", kind="fail", method="auth.test", status=503)
        await remote.do("fault", kind="refuse", method="*", error="account_inactive")
        async with session.post(url) as response:
            assert (response.status, response.headers["Retry-After"]) == (429, "7")
        async with session.post(url) as response:
            assert response.status == 503
        async with session.post(url) as response:
            assert (await response.json())["error"] == "account_inactive"
        await remote.do("fault", kind="cut", method="auth.test")
        with pytest.raises(aiohttp.ServerDisconnectedError):
            await session.post(url)
        async with session.post(url) as response:
            assert (await response.json())["ok"]
    await remote.do("fault", kind="rates")
    await remote.do("fault", kind="dead_url", times=2)
    await remote.do("fault", kind="deaf")
    assert workspace.rates.on and workspace.hub.dead_tickets == 2 and workspace.hub.deaf
    await remote.do("fault", kind="deaf", on=False)
    assert (await remote.do("fault", kind="earthquake"))["error"] == "unknown_fault"
    assert (await remote.do("fault", kind="slow", method="auth.test", seconds="long"))["error"] == "invalid_arguments"
    assert (await remote.do("fault", kind="slow"))["error"] == "invalid_arguments"


async def test_sockets_from_outside(remote, bot, workspace):
    await remote.do("fault", kind="duplicate")
    await remote.do("say", channel="cabinet", text="twice")
    await workspace.until(lambda: len(bot.heard) == 2)
    await remote.do("fault", kind="disconnect", reason="warning")
    await workspace.until(lambda: workspace.hub.opened == 2)
    await remote.do("fault", kind="drop")
    await workspace.until(lambda: not workspace.hub.connections)


async def test_the_clock_from_outside(remote, client, workspace):
    general = workspace.channel("general").id
    now = (await remote.do("tick"))["now"]
    await client.chat_scheduleMessage(channel=general, post_at=int(now) + 3600, text="later")
    assert (await remote.do("clock", forward=3601))["now"] == pytest.approx(now + 3601, abs=5)
    assert (await remote.see("messages", channel="general"))["messages"][0]["text"] == "later"
    assert (await remote.do("clock", forward=-1))["error"] == "invalid_time"


async def test_waiting_ends(remote):
    assert (await remote.do("until", what="message", channel="general", timeout=0.05))["error"] == "timeout"
    assert (await remote.do("until", what="connected", timeout=0.05))["error"] == "timeout"
    assert (await remote.do("until", what="rain"))["error"] == "unknown_sight"
    assert (await remote.do("say", channel="nowhere", text="x"))["error"] == "channel_not_found"
    assert (await remote.do("say", channel="general", text="x", user="nobody"))["error"] == "user_not_found"
    assert (await remote.do("sing"))["error"] == "unknown_deed"
    assert (await remote.see("stars"))["error"] == "unknown_sight"


@pytest.mark.parametrize(
    ("headers", "status"),
    [
        ({}, 401),
        ({"Authorization": "Bearer wrong"}, 401),
        ({"Authorization": "Bearer a-token-of-the-test", "Origin": "http://127.0.0.1"}, 403),
    ],
    ids=["no token", "another token", "a page"],
)
async def test_nobody_else_is_in_control(running, headers, status):
    async with aiohttp.ClientSession(running.url, headers=headers) as session:
        async with session.get("/control/app") as response:
            assert response.status == status and "xoxb" not in await response.text()
        async with session.post("/control/say", json={"channel": "general", "text": "x"}) as response:
            assert response.status == status
    assert running.workspace.messages("general") == []


async def test_a_workspace_in_another_process(tmp_path):
    features = {"slash_commands": [{"command": "/latest", "description": "What is new"}]}
    scopes = {"scopes": {"bot": ["commands", "chat:write"]}}
    manifest = tmp_path / "manifest.json"
    manifest.write_text(json.dumps({"features": features, "oauth_config": scopes, "settings": {}}))
    process = await asyncio.create_subprocess_exec(
        sys.executable, "-m", "handlers.workspace", str(manifest), stdout=asyncio.subprocess.PIPE
    )
    told = json.loads(await asyncio.wait_for(process.stdout.readline(), 20))
    headers = {"Authorization": f"Bearer {told['control_token']}"}
    async with aiohttp.ClientSession(headers=headers) as session:
        body = {"channel": "general", "command": "/latest"}
        async with session.post(f"{told['control_url']}command", json=body) as response:
            assert (await response.json())["ok"]
        async with session.get(f"{told['control_url']}notices") as response:
            assert "dispatch_failed" in (await response.json())["notices"][0]["text"]
    client = AsyncWebClient(token=told["bot_token"], base_url=told["api_url"])
    assert (await client.auth_test())["ok"]
    process.terminate()
    assert await asyncio.wait_for(process.wait(), 10) == 0
