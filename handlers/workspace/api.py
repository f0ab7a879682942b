"""The Web API over HTTP: tokens, arguments, scopes, faults, then the method; every call is recorded."""

import asyncio
import json

from aiohttp import web

from handlers.workspace.arguments import Arguments, read
from handlers.workspace.faults import Fault
from handlers.workspace.methods import METHODS, Method
from handlers.workspace.methods.scopes import need
from handlers.workspace.notes import Call
from handlers.workspace.rates import BY_CHANNEL
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.workspace import Workspace

EVERY_SCOPE = sorted({scope for method in METHODS.values() for scope in method.scopes})


class Api:
    """`/api/<method>` of one workspace, for its two tokens."""

    def __init__(self, workspace: Workspace) -> None:
        self.workspace = workspace
        self.tokens = {workspace.bot_token: "bot", workspace.app_token: "app"}

    async def handle(self, request: web.Request) -> web.StreamResponse:
        """Answer one call."""
        name = request.match_info["method"]
        self.workspace.tick()
        args, fault = Arguments({}), self.workspace.faults.take(name)
        try:
            args = await read(request)
            await self._before(fault, request)
            reply = self._run(name, args, request)
            if fault.when == "after":
                await self._before(fault, request, now=True)
            response = web.json_response(reply)
        except Refusal as refusal:
            reply = refusal.reply
            headers = {"Retry-After": str(refusal.retry_after)} if refusal.retry_after is not None else {}
            response = web.json_response(reply, status=refusal.status, headers=headers)
        status = 0 if fault.cut else response.status
        self.workspace.record(Call(name, _without_token(args.given), reply, status))
        if name == "auth.test" and reply["ok"]:
            granted = EVERY_SCOPE if self.workspace.scopes is None else sorted(self.workspace.scopes)
            response.headers["x-oauth-scopes"] = ",".join(granted)
        return response

    async def _before(self, fault: Fault, request: web.Request, *, now: bool = False) -> None:
        """Let go wrong what shall go wrong at this point."""
        if fault.when == "after" and not now:
            return
        if fault.seconds:
            await asyncio.sleep(fault.seconds)
        if fault.cut and request.transport is not None:
            request.transport.abort()
            raise Refusal("cut")
        if fault.refusal is not None:
            raise fault.refusal

    def _run(self, name: str, args: Arguments, request: web.Request) -> Json:
        method = METHODS.get(name)
        if method is None:
            raise Refusal("unknown_method", req_method=name)
        self._authorise(method, args, request)
        self.workspace.rates.spend(name, str(args.given.get(BY_CHANNEL.get(name, ""), "")))
        need(self.workspace, *(method.scopes if method.token == "bot" else ()))  # noqa: S105
        return {"ok": True, **json.loads(json.dumps(method.run(self.workspace, args)))}

    def _authorise(self, method: Method, args: Arguments, request: web.Request) -> None:
        """The token stands in the header, or in a form; never in the address, where it would be logged."""
        header = request.headers.get("Authorization", "")
        token = header.removeprefix("Bearer ").strip() if header.startswith("Bearer ") else ""
        if not token and "token" not in request.query:
            token = args.text("token")
        if not token:
            raise Refusal("not_authed")
        kind = self.tokens.get(token)
        if kind is None:
            raise Refusal("invalid_auth")
        if kind != method.token:
            raise Refusal("not_allowed_token_type")


def _without_token(given: Json) -> Json:
    return {name: value for name, value in given.items() if name != "token"}
