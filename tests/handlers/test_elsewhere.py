"""A Slack that we did not write: it leaves out what is optional, adds what we do not know, and speaks HTML when ill.

The shapes are ours, after Slack's documents and recorded payloads; the server shares nothing with our workspace.
"""

import asyncio
import json
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from typing import Any

import pytest
from aiohttp import WSMsgType, web
from aiohttp.test_utils import TestServer

from bot.desk import Desk
from bot.errors import Unavailable
from handlers import connection
from handlers.calls import Call
from handlers.check import check
from handlers.hearing import classify
from handlers.messages import Identity, Ignored
from storage.database import Database
from tests.handlers.conftest import plainly

ME = Identity(team="T1", user="UBOT", bot="")
QUESTION = "<@UBOT> Who develops a new fighter jet with Japan?"
Payload = dict[str, Any]


class Sparse:
    """The least that can be called a Slack."""

    def __init__(self) -> None:
        self.identity: Payload = {"ok": True, "user_id": "UBOT"}
        self.hello: Payload | None = {"type": "hello"}
        self.sockets: list[web.WebSocketResponse] = []
        self.acknowledged: list[str] = []
        self.calls: list[tuple[str, str, Payload]] = []
        self.answers: dict[str, list[Callable[[], web.Response]]] = {}
        self.peers: set[Any] = set()  # the other ends of its connections
        self.changed = asyncio.Event()

    async def handle(self, request: web.Request) -> web.StreamResponse:
        assert request.transport is not None
        self.peers.add(request.transport.get_extra_info("peername"))
        if request.path == "/socket":
            return await self._socket(request)
        method = request.path.rpartition("/")[2]
        body = await request.json() if request.can_read_body and "json" in request.content_type else dict(request.query)
        self.calls.append((method, request.method, body))
        self.changed.set()
        if self.answers.get(method):
            return self.answers[method].pop(0)()
        if method == "auth.test":
            return web.json_response(self.identity)
        if method == "apps.connections.open":
            return web.json_response({"ok": True, "url": f"ws://{request.host}/socket"})
        if method.startswith("chat.") or method == "respond":
            return web.json_response({"ok": True})
        return web.json_response({"ok": False, "error": "unknown_method"})

    async def send(self, payload: Payload, *, kind: str = "events_api", envelope: str = "e1", **more: Any) -> None:
        await self.sockets[-1].send_json({"type": kind, "envelope_id": envelope, "payload": payload, **more})

    async def seen(self, ready: Callable[[], Any]) -> Any:
        async with asyncio.timeout(5):
            while not (found := ready()):
                self.changed.clear()
                await self.changed.wait()
        return found

    def posts(self, method: str = "chat.postMessage") -> list[Payload]:
        return [body for name, _, body in self.calls if name == method]

    async def _socket(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse()
        await socket.prepare(request)
        if self.hello is not None:
            await socket.send_json(self.hello)
        self.sockets.append(socket)
        self.changed.set()
        async for message in socket:
            if message.type is WSMsgType.TEXT:
                self.acknowledged.append(json.loads(message.data)["envelope_id"])
                self.changed.set()
        self.sockets.remove(socket)
        return socket


@asynccontextmanager
async def antici_at(slack: Sparse, database: Database, desk: Desk) -> AsyncIterator[str]:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", slack.handle)
    async with TestServer(app) as server:
        stop, url = asyncio.Event(), f"http://127.0.0.1:{server.port}"
        task = asyncio.create_task(
            connection.run(
                bot_token="xoxb-1", app_token="xapp-1", api_url=f"{url}/api/", database=database, desk=desk,
                clock=lambda: datetime.now(UTC), stop=stop, pace_s=0.0, pauses_s=(0.05,),
            )
        )  # fmt: skip
        try:
            waiting = asyncio.ensure_future(slack.seen(lambda: slack.sockets))
            await asyncio.wait([waiting, task], return_when=asyncio.FIRST_COMPLETED)
            if task.done():
                waiting.cancel()
                task.result()
            yield url
        finally:
            stop.set()
            await asyncio.gather(task, return_exceptions=True)


@pytest.fixture
def slack() -> Sparse:
    return Sparse()


def said(**fields: Any) -> Payload:
    event = {"type": "app_mention", "channel": "C1", "user": "U1", "ts": "1700000000.000100", "text": QUESTION}
    return {"type": "event_callback", "event": {**event, **fields}}


@pytest.mark.parametrize("hello", [None, {"type": "hello"}, {"type": "hello", "num_connections": 7, "novel": {}}])
async def test_with_the_least_that_slack_may_say_a_mention_is_answered(
    slack: Sparse, database: Database, desk: Desk, hello: Payload | None
) -> None:
    slack.hello = hello
    async with antici_at(slack, database, desk):
        await slack.send(said())
        [post] = await slack.seen(slack.posts)
        assert "fighter jet" in plainly(post) and post["thread_ts"] == "1700000000.000100"
        assert slack.acknowledged == ["e1"]
        await slack.send(said(), envelope="e2", retry_attempt=1, retry_reason="timeout")
        await slack.seen(lambda: len(slack.acknowledged) == 2)
        await asyncio.sleep(0.1)
        assert len(slack.posts()) == 1


async def test_a_command_without_a_response_url_is_answered_all_the_same(
    slack: Sparse, database: Database, desk: Desk
) -> None:
    command = {"command": "/help", "user_id": "U1", "channel_id": "C1"}
    async with antici_at(slack, database, desk) as url:
        await slack.send(command, kind="slash_commands", accepts_response_payload=True)
        [shown] = await slack.seen(lambda: slack.posts("chat.postEphemeral"))
        assert shown["user"] == "U1" and "What you can ask" in plainly(shown)
        await slack.send({**command, "response_url": f"{url}/respond"}, kind="slash_commands", envelope="e2")
        [shown] = await slack.seen(lambda: slack.posts("respond"))
        assert shown["response_type"] == "ephemeral" and slack.acknowledged == ["e1", "e2"]


async def test_what_we_do_not_know_is_acknowledged_and_left_aside(
    slack: Sparse, database: Database, desk: Desk
) -> None:
    odd: list[tuple[str, Payload]] = [
        ("events_api", {"type": "event_callback", "event": {"type": "huddle_of_tomorrow"}}),
        ("events_api", {"type": "event_callback", "event": {"type": "message"}}),
        ("events_api", {"type": "event_callback"}),
        ("events_api", {"type": "app_rate_limited", "minute_rate_limited": 1700000000}),
        ("interactive", {"type": "message_action", "callback_id": "of another app"}),
        ("events_api", {"type": "event_callback", "event": {"type": "message", "channel": "C1", "ts": [], "user": {}}}),
        ("interactive", {"type": "view_closed"}),
        ("interactive", {"type": "view_submission", "view": {"id": "V1"}}),
        ("options", {"type": "block_suggestion"}),
        ("novelty", {"type": "novelty"}),
        ("slash_commands", {"command": "/help"}),
        ("events_api", {}),
    ]
    beyond_bolt: list[Payload] = [
        {"type": "event_callback", "event": "text"},
        {"type": "block_actions", "user": None, "actions": None},
        {"type": "view_submission", "view": None},
    ]
    async with antici_at(slack, database, desk):
        for payload in beyond_bolt:  # it falls over these itself, and lives on
            await slack.send(payload, envelope="beyond")
        for number, (kind, payload) in enumerate(odd):
            await slack.send(payload, kind=kind, envelope=f"odd{number}")
        await slack.sockets[-1].send_str("not JSON")
        await slack.sockets[-1].send_json({"type": "novelty"})
        await slack.send(said(), envelope="good")
        await slack.seen(slack.posts)
        await slack.seen(lambda: len(slack.acknowledged) >= len(odd) + 1)
        assert {f"odd{number}" for number in range(len(odd))} <= set(slack.acknowledged)
        assert len(slack.posts()) == 1


def page(status: int) -> Callable[[], web.Response]:
    html = "<html><body><h1>Something is amiss</h1></body></html>"
    return lambda: web.Response(status=status, text=html, content_type="text/html")


ILL: dict[str, Callable[[], web.Response]] = {
    "HTML with 200": page(200),
    "HTML with 502": page(502),
    "HTML with 404": page(404),
    "plain text with 200": lambda: web.Response(text="upstream connect error"),
    "nothing with 200": web.Response,
    "a wish for a token": lambda: web.json_response({"ok": False, "error": "invalid_auth"}, status=401),
    "broken JSON": lambda: web.Response(text='{"ok": tr', content_type="application/json"),
    "a list": lambda: web.json_response([1]),
    "no reason": lambda: web.json_response({"ok": False}),
    "not text": lambda: web.Response(body=b"\xff\xfe\x00", content_type="application/json"),
    "429 without a number": lambda: web.Response(status=429, headers={"Retry-After": "soon"}),
}


@pytest.mark.parametrize("ill", [name for name in ILL if name != "429 without a number"])
async def test_whatever_an_ill_slack_says_the_answer_gets_there(
    slack: Sparse, database: Database, desk: Desk, ill: str
) -> None:
    slack.answers["chat.postMessage"] = [ILL[ill]]
    async with antici_at(slack, database, desk):
        await slack.send(said())
        await slack.seen(lambda: len(slack.posts()) == 2)
        posts = slack.posts()
        assert posts[0]["metadata"] == posts[1]["metadata"] and slack.acknowledged == ["e1"]


async def test_a_wait_without_a_number_is_a_second(slack: Sparse, database: Database, desk: Desk) -> None:
    slack.answers["chat.postMessage"] = [ILL["429 without a number"]]
    begun = asyncio.get_running_loop().time()
    async with antici_at(slack, database, desk):
        await slack.send(said())
        await slack.seen(lambda: len(slack.posts()) == 2)
    assert asyncio.get_running_loop().time() - begun >= 1


@pytest.mark.parametrize(
    "ill", ["HTML with 200", "HTML with 502", "nothing with 200", "HTML with 404", "a wish for a token"]
)
async def test_a_response_url_that_answers_oddly(slack: Sparse, database: Database, desk: Desk, ill: str) -> None:
    slack.answers["respond"] = [ILL[ill]]
    async with antici_at(slack, database, desk) as url:
        command = {"command": "/help", "user_id": "U1", "channel_id": "C1", "response_url": f"{url}/respond"}
        await slack.send(command, kind="slash_commands")
        if ill == "nothing with 200":  # that is how Slack says yes
            await slack.seen(lambda: slack.posts("respond"))
            await asyncio.sleep(0.2)
            assert len(slack.calls) == len([one for one in slack.calls if one[0] != "chat.postEphemeral"])
            assert len(slack.posts("respond")) == 1
        elif ill in ("HTML with 404", "a wish for a token"):
            await slack.seen(lambda: slack.posts("chat.postEphemeral"))
        else:
            await slack.seen(lambda: len(slack.posts("respond")) == 2)


@pytest.mark.parametrize("ill", ["HTML with 200", "HTML with 502", "plain text with 200", "broken JSON", "a list"])
async def test_at_the_start_an_ill_slack_is_told_in_a_sentence(
    slack: Sparse, database: Database, desk: Desk, ill: str
) -> None:
    slack.answers["auth.test"] = [ILL[ill]] * 2
    with pytest.raises(Unavailable, match="Slack cannot be reached"):
        async with antici_at(slack, database, desk):
            pass


async def test_a_slack_that_does_not_say_who_we_are_is_no_place_to_be(
    slack: Sparse, database: Database, desk: Desk
) -> None:
    slack.identity = {"ok": True}
    with pytest.raises(Unavailable, match="does not say who the bot is"):
        async with antici_at(slack, database, desk):
            pass


async def test_scopes_that_are_not_told_are_not_taken_for_granted(slack: Sparse) -> None:
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", slack.handle)
    async with TestServer(app) as server:
        findings = await check(bot_token="xoxb-1", app_token="xapp-1", api_url=f"http://127.0.0.1:{server.port}/api/")
    assert [finding.what for finding in findings if finding.problem] == ["Scopes"]


def heard(body: Payload) -> Call:
    call = classify(body, ME)
    assert isinstance(call, Call), call
    return call


@pytest.mark.parametrize(
    "fields",
    [
        {"channel_type": None},
        {"channel_type": "app_home"},  # the Messages tab, as older workspaces call it
        {"files": [{"id": "F1", "mimetype": "image/png"}], "subtype": "file_share", "channel_type": "im"},
        {"blocks": [], "attachments": [], "client_msg_id": "x", "team": "T2", "user_team": "T2", "novel": 1},
        {"parent_user_id": "U2", "thread_ts": "1600000000.000001", "channel_type": "im"},
        {"assistant_thread": {"action_token": "x"}, "channel_type": "im"},
    ],
)
def test_what_is_said_to_us_alone_however_it_is_wrapped(fields: Payload) -> None:
    body = said(type="message", channel="D1", text="who?", **fields)
    call = heard({**body, "team_id": None, "enterprise_id": "E1", "authorizations": [], "is_ext_shared_channel": True})
    assert (call.kind, call.channel_type, call.team) == ("direct", "im", "T1")


@pytest.mark.parametrize(
    "fields",
    [
        {"subtype": "bot_message", "bot_id": "B9", "user": None, "username": "feed"},
        {"bot_id": "B9", "bot_profile": {"name": "feed"}},
        {"user": "UBOT"},  # ourselves, in a Slack that does not mark it
        {"subtype": "message_replied", "hidden": True},
        {"subtype": "me_message", "text": "/me waves"},
        {"user": None},
    ],
)
def test_what_no_person_says_is_left_aside_however_it_is_wrapped(fields: Payload) -> None:
    aside = classify(said(type="message", channel="D1", **fields), ME)
    assert isinstance(aside, Ignored)


@pytest.mark.parametrize(
    "place",
    [
        {"channel": {"id": "C1"}},
        {"container": {"channel_id": "C1", "message_ts": "5.0"}},
        {"channel": {"id": "C1", "name": None}, "container": {"type": "message", "message_ts": "5.0"}},
        {"channel": {"id": "C1"}, "message": {"ts": "5.0", "thread_ts": "4.0"}},
    ],
)
def test_a_button_wherever_its_channel_stands(place: Payload) -> None:
    action = {"action_id": "latest_more:0", "value": "{}", "action_ts": "6.0", "type": "button"}
    body = {"type": "block_actions", "user": {"id": "U1"}, "team": None, "enterprise": {"id": "E1"}, **place}
    call = heard({**body, "actions": [action]})
    assert (call.channel, call.team, call.response_url) == ("C1", "T1", None)
    assert call.ts == (None if list(place) == ["channel"] else "5.0")


def test_a_command_from_an_organisation() -> None:
    body = {
        "command": "/latest", "text": None, "trigger_id": "1.2", "team_id": None, "enterprise_id": "E1",
        "is_enterprise_install": "true", "channel_id": "C1", "channel_name": None, "user_id": "U1",
        "response_url": "",
    }  # fmt: skip
    call = heard(body)
    assert (call.team, call.text, call.channel_type, call.response_url) == ("T1", "", "channel", None)
    assert heard({**body, "trigger_id": ""}).key != heard({**body, "trigger_id": ""}).key, "nothing says they are one"
