"""Socket Mode, Slack's side: tickets, connections, envelopes and their acknowledgements. Knows no payload."""

import asyncio
import contextlib
import json
import secrets
import uuid
from collections.abc import Callable
from typing import Literal

from aiohttp import WSMsgType, web

from handlers.workspace.refusals import Json

EnvelopeType = Literal["slash_commands", "events_api", "interactive"]
Log = Callable[[str, str, Json], None]

CONNECTIONS = 10
"""How many an app may hold (docs.slack.dev, Socket Mode)."""
LIFETIME_S = 18_060
"""What hello says of a connection's life. Nothing here ends one by itself: `disconnect` does."""


class Unacknowledged(Exception):
    """No answer: `timeout`, `connection_failed` (it broke meanwhile) or `no_connection` (there was none)."""

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Connection:
    """One socket of the app."""

    def __init__(self, socket: web.WebSocketResponse, request: web.Request) -> None:
        self.socket = socket
        self.request = request
        self.pending: dict[str, asyncio.Future[Json]] = {}
        self.leaving = False
        self.deaf = False  # nothing is read, sent or answered any more, though the socket stays open

    def abort(self) -> None:
        """Break it as a failing network would, without a closing frame."""
        if self.request.transport is not None:
            self.request.transport.abort()


class Hub:
    """All sockets of the app. Any payload goes to any one of them, in turn."""

    def __init__(self, app_id: str, *, ack_timeout: float, log: Log) -> None:
        self.app_id = app_id
        self.ack_timeout = ack_timeout
        self.log = log
        self.connections: list[Connection] = []
        self.opened = 0
        self.deaf = False  # all of them
        self.dead_tickets = 0  # so many of the next URLs lead nowhere
        self.changed: Callable[[], None] = lambda: None
        self._tickets: set[str] = set()
        self._turn = 0

    def ticket(self) -> str:
        """What apps.connections.open puts into the URL; good for one connection."""
        ticket = secrets.token_urlsafe(18)
        if self.dead_tickets:
            self.dead_tickets -= 1
        else:
            self._tickets.add(ticket)
        return ticket

    async def accept(self, request: web.Request) -> web.StreamResponse:
        """Serve one connection until it ends."""
        ticket = request.query.get("ticket", "")
        if ticket not in self._tickets:
            return web.Response(status=401, text="invalid_ticket")
        self._tickets.discard(ticket)
        socket = web.WebSocketResponse(autoping=False, timeout=0.5)
        await socket.prepare(request)
        if len(self.connections) >= CONNECTIONS:
            await socket.send_json({"type": "disconnect", "reason": "too_many_websockets", "debug_info": {}})
            await socket.close()
            return socket
        connection = Connection(socket, request)
        self.connections.append(connection)
        self.opened += 1
        try:
            await socket.send_json(self._hello())
            self.changed()
            await self._listen(connection)
        finally:
            self.connections.remove(connection)
            for answer in connection.pending.values():
                if not answer.done():
                    answer.set_exception(Unacknowledged("connection_failed"))
            self.changed()
        return socket

    async def send(
        self, kind: EnvelopeType, payload: Json, *, envelope: str = "", retry: tuple[int, str] = (0, "")
    ) -> Json:
        """Deliver one envelope and wait for its acknowledgement; returns the payload of that, often empty.

        `retry` is the number and the reason of a repeated attempt.

        Raises:
            Unacknowledged: nobody answered within `ack_timeout` seconds.
        """
        connection = self._next()
        if connection is None:
            raise Unacknowledged("no_connection")
        name = envelope or str(uuid.uuid4())
        message: Json = {
            "envelope_id": name,
            "type": kind,
            "accepts_response_payload": kind != "events_api",
            "payload": payload,
        }
        if kind == "events_api":
            message |= {"retry_attempt": retry[0], "retry_reason": retry[1]}
        answer = asyncio.get_running_loop().create_future()
        connection.pending[name] = answer
        try:
            self.log("out", kind, message)
            async with asyncio.timeout(self.ack_timeout):
                if not (self.deaf or connection.deaf):
                    await connection.socket.send_json(message)
                acknowledged: Json = await answer
                return acknowledged
        except TimeoutError:
            raise Unacknowledged("timeout") from None
        except ConnectionError:
            raise Unacknowledged("connection_failed") from None
        finally:
            connection.pending.pop(name, None)

    async def disconnect(self, reason: str = "refresh_requested") -> None:
        """Ask the app to reconnect, as Slack does every few hours; the sockets get no further payloads."""
        for connection in list(self.connections):
            connection.leaving = True
            message = {"type": "disconnect", "reason": reason, "debug_info": {"host": "workspace"}}
            self.log("out", "disconnect", message)
            with contextlib.suppress(ConnectionError):  # it is just going anyway
                await connection.socket.send_json(message)

    def drop(self) -> None:
        """Break every socket without a word."""
        for connection in list(self.connections):
            connection.abort()

    async def close(self) -> None:
        """End every socket politely."""
        for connection in self.connections:
            connection.leaving = True
        await asyncio.gather(*(connection.socket.close() for connection in self.connections))

    def _next(self) -> Connection | None:
        usable = [one for one in self.connections if not one.leaving and not one.socket.closed]
        self._turn += 1
        return usable[self._turn % len(usable)] if usable else None

    def _hello(self) -> Json:
        return {
            "type": "hello",
            "num_connections": len(self.connections),
            "debug_info": {"host": "workspace", "build_number": 1, "approximate_connection_time": LIFETIME_S},
            "connection_info": {"app_id": self.app_id},
        }

    async def _listen(self, connection: Connection) -> None:
        async for message in connection.socket:
            if self.deaf or connection.deaf:
                continue
            if message.type is WSMsgType.PING:
                await connection.socket.pong(message.data)
            elif message.type is WSMsgType.TEXT:
                self._acknowledge(connection, message.data)

    def _acknowledge(self, connection: Connection, text: str) -> None:
        try:
            message = json.loads(text)
        except (ValueError, RecursionError):
            return
        if not isinstance(message, dict) or not isinstance(message.get("envelope_id"), str):
            return
        self.log("in", "ack", message)
        answer = connection.pending.get(message["envelope_id"])
        if answer is not None and not answer.done():
            payload = message.get("payload")
            answer.set_result(payload if isinstance(payload, dict) else {})
