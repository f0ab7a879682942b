"""A workspace on a free port, and the real Bolt and the real client against it, over real sockets."""

import os

import pytest
from slack_bolt.adapter.socket_mode.aiohttp import AsyncSocketModeHandler
from slack_bolt.async_app import AsyncApp
from slack_sdk.web.async_client import AsyncWebClient

from handlers.workspace import Clock, Workspace, serve

COMMANDS = [
    {"command": "/latest", "description": "What is new", "usage_hint": "[topic]"},
    {"command": "/actor", "description": "Who that is", "usage_hint": "<name>", "should_escape": True},
]


@pytest.fixture(autouse=True)
def _no_proxy(monkeypatch):
    """The Slack SDK takes proxies from the environment and asks them even for loopback."""
    for name in list(os.environ):
        if name.lower() in ("http_proxy", "https_proxy", "all_proxy"):
            monkeypatch.delenv(name)


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
async def running(clock):
    workspace = Workspace.demo(COMMANDS, clock=clock, ack_timeout=0.6, retry_delays=(0.0, 0.05, 0.05))
    async with await serve(workspace) as served:
        yield served
        assert workspace.delivery.tasks.failures == []


@pytest.fixture
def workspace(running):
    return running.workspace


@pytest.fixture
def client(running):
    """The bot's client, as Bolt would make it."""
    return AsyncWebClient(token=running.bot_token, base_url=running.api_url)


@pytest.fixture
async def bolt(running, client):
    """Connects an app as `await bolt(app)`; ends all connections at last."""
    handlers = []

    async def connect(app):
        handler = AsyncSocketModeHandler(app, running.app_token)
        handlers.append(handler)
        await handler.connect_async()
        await running.workspace.connected(len(handlers))
        return handler

    yield connect
    for handler in handlers:
        await handler.close_async()


@pytest.fixture
def app(client):
    """A bot that answers a mention in its thread and knows one command; tests add to it."""
    app = AsyncApp(client=client)
    app.heard = []

    @app.event("app_mention")
    async def mention(body, event, say):
        app.heard.append(body)
        await say(text=f"re: {event['text']}", thread_ts=event.get("thread_ts") or event["ts"])

    @app.event("message")
    async def message(body):
        app.heard.append(body)

    return app
