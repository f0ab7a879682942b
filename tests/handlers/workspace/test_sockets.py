"""Connections that break, envelopes that are lost, repeated or late; and an end without loose ends."""

import asyncio

import aiohttp
import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Workspace, serve


async def dial(session, running):
    """A raw Socket Mode connection, past its hello."""
    headers = {"Authorization": f"Bearer {running.app_token}"}
    async with session.post(f"{running.api_url}apps.connections.open", headers=headers) as response:
        url = (await response.json())["url"]
    socket = await session.ws_connect(url)
    assert (await socket.receive_json())["type"] == "hello"
    return url, socket


@pytest.fixture
async def session():
    async with aiohttp.ClientSession() as session:
        yield session


async def test_a_ticket_is_good_for_one_connection(running, session):
    url, socket = await dial(session, running)
    with pytest.raises(aiohttp.WSServerHandshakeError) as refused:
        await session.ws_connect(url)
    assert refused.value.status == 401
    await socket.close()


async def test_a_dead_address(workspace, running, session):
    workspace.hub.dead_tickets = 1
    with pytest.raises(aiohttp.WSServerHandshakeError):
        await dial(session, running)
    _, socket = await dial(session, running)
    await socket.close()


async def test_an_envelope_without_acknowledgement_comes_again(workspace, running, session):
    _, socket = await dial(session, running)
    await workspace.say("general", "hello")
    first = await socket.receive_json()
    second = await socket.receive_json(timeout=3)
    assert (first["retry_attempt"], second["retry_attempt"]) == (0, 1)
    assert second["retry_reason"] == "timeout"
    assert first["payload"]["event_id"] == second["payload"]["event_id"]
    await socket.send_json({"envelope_id": second["envelope_id"]})
    with pytest.raises(asyncio.TimeoutError):
        await socket.receive_json(timeout=0.9)
    await socket.close()


async def test_after_the_last_retry_an_event_is_lost(workspace):
    await workspace.say("general", "hello")
    await workspace.until(lambda: workspace.delivery.lost, timeout=3)
    assert workspace.delivery.lost[0]["event"]["text"] == "hello"


async def test_a_bot_that_comes_late_gets_the_retry(workspace, app, bolt):
    workspace.delivery.delays = (0.0, 0.5)
    await workspace.say("general", "early")
    await bolt(app)
    await workspace.until(lambda: app.heard)
    assert app.heard[0]["event"]["text"] == "early"


async def test_duplicate_delivery(workspace, app, bolt):
    await bolt(app)
    workspace.faults.duplicate()
    await workspace.say("general", "twice")
    await workspace.say("general", "once")
    await workspace.until(lambda: len(app.heard) == 3)
    texts = [body["event"]["text"] for body in app.heard]
    assert sorted(texts) == ["once", "twice", "twice"]
    assert len({body["event_id"] for body in app.heard}) == 2


async def test_the_bot_reconnects_when_asked(workspace, app, bolt):
    await bolt(app)
    await workspace.hub.disconnect("refresh_requested")
    await workspace.until(lambda: workspace.hub.opened == 2 and len(workspace.hub.connections) == 1)
    await workspace.say("general", "still there?")
    await workspace.until(lambda: app.heard)


async def test_a_broken_socket_sends_the_event_another_way(workspace, running, session):
    workspace.delivery.delays = (0.2,)
    _, socket = await dial(session, running)
    await workspace.say("general", "hello")
    await socket.receive_json()
    workspace.hub.drop()
    await workspace.until(lambda: not workspace.hub.connections)
    _, other = await dial(session, running)
    again = await other.receive_json(timeout=3)
    assert (again["retry_attempt"], again["retry_reason"]) == (1, "connection_failed")
    await other.send_json({"envelope_id": again["envelope_id"]})
    await socket.close()
    await other.close()


async def test_any_of_several_sockets_may_get_a_payload(workspace, app, bolt):
    await bolt(app)
    await bolt(app)
    for number in range(4):
        await workspace.say("general", f"{number}")
    await workspace.until(lambda: len(app.heard) == 4)
    assert workspace.hub.opened == 2


async def test_an_eleventh_socket_is_turned_away(workspace, running, session):
    sockets = [(await dial(session, running))[1] for _ in range(10)]
    headers = {"Authorization": f"Bearer {running.app_token}"}
    async with session.post(f"{running.api_url}apps.connections.open", headers=headers) as response:
        url = (await response.json())["url"]
    async with session.ws_connect(url) as extra:
        assert (await extra.receive_json())["reason"] == "too_many_websockets"
    for socket in sockets:
        await socket.close()


async def test_a_deaf_hub_acknowledges_nothing(workspace, app, bolt):
    await bolt(app)
    workspace.hub.deaf = True
    await workspace.command("general", "/latest")
    assert "operation_timeout" in workspace.notices[-1].text
    workspace.hub.deaf = False


async def test_rubbish_on_the_socket_is_ignored(workspace, running, session):
    _, socket = await dial(session, running)
    for rubbish in ("", "{", "[]", '{"envelope_id": 7}', '{"envelope_id": "unknown"}', "[" * 5000):
        await socket.send_str(rubbish)
    await workspace.say("general", "hello")
    assert (await socket.receive_json())["payload"]["event"]["text"] == "hello"
    await socket.close()


async def test_closing_with_everything_open_leaves_nothing(app):
    before = asyncio.all_tasks()
    workspace = Workspace.demo(ack_timeout=5)
    running = await serve(workspace)
    async with aiohttp.ClientSession() as session:
        _, socket = await dial(session, running)
        page = await session.ws_connect(f"{running.url}/client/events")
        await workspace.say("general", "nobody acknowledges this")
        await socket.receive_json()
        await asyncio.wait_for(running.close(), 4)
        assert (await socket.receive()).type in (aiohttp.WSMsgType.CLOSE, aiohttp.WSMsgType.CLOSED)
        while (await page.receive()).type is aiohttp.WSMsgType.TEXT:
            pass
        with pytest.raises(aiohttp.ClientConnectorError):
            await session.get(running.url)
    assert {task for task in asyncio.all_tasks() if "workspace" in repr(task)} <= before


async def test_the_port_may_be_taken(running):
    port = int(running.url.rsplit(":", 1)[1])
    with pytest.raises(OSError, match="address already in use"):
        await serve(Workspace.demo(), port=port)


async def test_an_outage_is_over_when_the_server_is_back():
    """The same workspace on the same port again: who connects anew is served, and nothing is forgotten.

    With a new handler: the SDK's own may try an address of before the outage for ever, which is no matter of ours here.
    """
    workspace = Workspace.demo(retry_delays=(0.3,) * 20)
    first = await serve(workspace)
    app = AsyncApp(client=AsyncWebClient(token=first.bot_token, base_url=first.api_url))

    @app.event("app_mention")
    async def mention(event, say):
        await say("yes", thread_ts=event["ts"])

    before = AsyncSocketModeHandler(app, first.app_token, ping_interval=60)
    await before.connect_async()
    await workspace.connected()
    await first.close()
    await before.close_async()
    ts = await workspace.say("general", "@Antici are you there?")
    async with await serve(workspace, port=int(first.url.rsplit(":", 1)[1])):
        after = AsyncSocketModeHandler(app, first.app_token, ping_interval=60)
        await after.connect_async()
        await workspace.until(lambda: workspace.replies("general", ts), timeout=10)
        await after.close_async()
