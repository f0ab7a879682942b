"""response_url: an address that lets an app answer one command or one click, five times within half an hour."""

import asyncio
import secrets
from dataclasses import dataclass

from aiohttp import web

from handlers.workspace import posting
from handlers.workspace.arguments import Arguments, json_object
from handlers.workspace.faults import Faults
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.world import Post, World

POSTS = 5
LIFETIME_S = 30 * 60


@dataclass
class Permit:
    """What one address is good for."""

    channel: str
    user: str
    expires: float
    original: Post | None = None
    thread: str | None = None
    left: int = POSTS


class Responses:
    """All addresses given out."""

    def __init__(self, world: World, faults: Faults) -> None:
        self.world = world
        self.faults = faults
        self._permits: dict[str, Permit] = {}

    def issue(self, channel: str, user: str, *, original: Post | None = None, thread: str | None = None) -> str:
        """A new address, as the path below the server's root."""
        token = secrets.token_urlsafe(18)
        self._permits[token] = Permit(channel, user, self.world.clock() + LIFETIME_S, original, thread)
        return f"/response/{token}"

    def use(self, token: str, body: Json) -> None:
        """Post through the address.

        Raises:
            Refusal: 404 `used_url` or `expired_url`, 400 for what may not be posted.
        """
        permit = self._permits.get(token)
        if permit is None:
            raise Refusal("invalid_url", status=404)
        if self.world.clock() > permit.expires:
            raise Refusal("expired_url", status=404)
        if permit.left == 0:
            raise Refusal("used_url", status=404)
        permit.left -= 1
        try:
            self.show(body, permit)
        except Refusal as refusal:
            refusal.status = 400
            raise

    def show(self, body: Json, permit: Permit) -> None:
        """Post, replace or delete, as the body asks; to the person alone unless it says otherwise."""
        original = permit.original
        if original is not None and original.ts not in self.world.channels[original.channel].posts:
            original = None
        args = Arguments(body)
        if args.flag("delete_original"):
            if original is None:
                raise Refusal("message_not_found")
            self.world.delete(original)
            return
        kind = args.text("response_type", "ephemeral")
        if kind not in ("ephemeral", "in_channel"):
            raise Refusal("invalid_arguments")
        fields = posting.authored(self.world, posting.content(args))
        metadata = posting.metadata(args)
        if args.flag("replace_original") and original is not None:
            stale = {name: None for name in ("blocks", "attachments") if name not in fields}
            edited = {"user": self.world.bot, "ts": self.world.stamp()}
            self.world.edit(original, {**fields, **stale, "edited": edited}, metadata=metadata)
            return
        channel = self.world.channels[permit.channel]
        thread = args.text("thread_ts") or permit.thread
        if thread:
            if thread not in channel.posts:
                raise Refusal("thread_not_found")
            fields["thread_ts"] = thread
        viewer = permit.user if kind == "ephemeral" else None
        self.world.post(channel, fields, metadata=metadata, viewer=viewer)

    async def handle(self, request: web.Request) -> web.Response:
        """The HTTP side of `use`; faults know it as `response_url`."""
        fault = self.faults.take("response_url")
        try:
            await asyncio.sleep(fault.seconds)
            if fault.refusal is not None:
                raise fault.refusal
            self.use(request.match_info["token"], json_object(await request.read()))
        except Refusal as refusal:
            return web.json_response(refusal.reply, status=refusal.status)
        return web.Response(text="ok")
