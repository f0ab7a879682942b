"""The workspace as tests and the page's API use it: what people do in it, and what can be seen. No HTTP here."""

import asyncio
import contextlib
import secrets
import time
from collections import deque
from collections.abc import Callable, Collection, Sequence
from typing import Self, TypeVar, Unpack

from handlers.workspace import actions, envelopes
from handlers.workspace.composer import composed, escaped
from handlers.workspace.delivery import RETRY_DELAYS_S, Delivery
from handlers.workspace.faults import Faults
from handlers.workspace.notes import Call, Notice, Settings
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.responses import LIFETIME_S, Permit, Responses
from handlers.workspace.sockets import Hub, Unacknowledged
from handlers.workspace.triggers import Triggers
from handlers.workspace.world import Change, Channel, Post, World

T = TypeVar("T")

ACK_TIMEOUT_S = 3.0  # docs.slack.dev: commands, interactivity and events alike
TRAFFIC = 500
GLANCE_S = 0.02


class Workspace:
    """A Slack workspace in memory, with one app installed.

    `commands` are the app's slash commands as in its manifest (`command`, `description`, `usage_hint`,
    `should_escape`). `scopes` are those granted to its token, `subscriptions` its bot events; None means all.
    """

    def __init__(
        self,
        team: str = "Workspace",
        *,
        commands: Sequence[Json] = (),
        scopes: Collection[str] | None = None,
        subscriptions: Collection[str] | None = None,
        clock: Callable[[], float] = time.time,
        ack_timeout: float = ACK_TIMEOUT_S,
        retry_delays: tuple[float, ...] = RETRY_DELAYS_S,
    ) -> None:
        self.world = World(team, clock=clock)
        self.commands = [dict(command) for command in commands]
        self.scopes = None if scopes is None else frozenset(scopes)
        self.faults = Faults(clock)
        self.hub = Hub(self.world.app, ack_timeout=ack_timeout, log=self.log)
        self.hub.changed = self._wake
        self.delivery = Delivery(self.world, self.hub, self.faults, subscriptions=subscriptions, delays=retry_delays)
        self.triggers = Triggers(clock)
        self.responses = Responses(self.world, self.faults)
        # They outlive a server: a workspace that is served again is the same to its app.
        self.bot_token = f"xoxb-{secrets.token_hex(16)}"
        self.app_token = f"xapp-1-{self.world.app}-{secrets.token_hex(16)}"
        self.origin = ""  # where it is served; response URLs begin with it
        self.calls: list[Call] = []
        self.notices: list[Notice] = []
        self.traffic: deque[Json] = deque(maxlen=TRAFFIC)
        self.watchers: list[Callable[[Json], None]] = []  # of the traffic
        self._changed = asyncio.Event()
        self.world.observers += [self.delivery.observe, self._observe]

    @classmethod
    def demo(cls, commands: Sequence[Json] = (), **settings: Unpack[Settings]) -> Self:
        """The workspace of the demo: you and Mira, three channels, and a direct message with Antici."""
        workspace = cls("Antici demo", commands=commands, **settings)
        world = workspace.world
        world.bot = world.add_user("antici", "Antici", is_bot=True).id
        world.me = world.add_user("you", "You").id
        mira = world.add_user("mira", "Mira").id
        everyone = {world.bot, world.me, mira}
        world.add_channel("general", members=everyone, topic="Everything that has no other place")
        world.add_channel("defence-desk", members=everyone, topic="Who agreed what with whom, and when")
        world.add_channel("cabinet", "private", members=everyone, topic="Not for the whole house")
        world.direct(world.me)
        return workspace

    def channel(self, name: str) -> Channel:
        """A conversation by id or by name, with or without its hash.

        Raises:
            Refusal: `channel_not_found`.
        """
        for channel in self.world.channels.values():
            if name == channel.id or (channel.name and name.removeprefix("#") == channel.name):
                return channel
        raise Refusal("channel_not_found")

    def person(self, user: str | None) -> str:
        """The id of somebody by id or name; None is you.

        Raises:
            Refusal: `user_not_found`.
        """
        if user is None:
            return self.world.me
        for one in self.world.users.values():
            if user in (one.id, one.name, one.real_name):
                return one.id
        raise Refusal("user_not_found")

    def dm(self, user: str | None = None) -> str:
        """The id of the direct message between the app and a person, you unless said otherwise."""
        return self.world.direct(self.person(user)).id

    async def say(self, channel: str, text: str, *, user: str | None = None, thread_ts: str | None = None) -> str:
        """A person posts a message; returns its `ts` at once, the app hears of it soon.

        Raises:
            Refusal: as Slack would refuse a person: `no_text`, `not_in_channel`, `thread_not_found`, …
        """
        person, place = self.person(user), self.channel(channel)
        if person not in place.members:
            raise Refusal("not_in_channel")
        if not text.strip():
            raise Refusal("no_text")
        if len(text) > 40_000:
            raise Refusal("msg_too_long")
        people = {one.id: one.real_name for one in self.world.users.values()}
        stored, blocks = composed(text, people, frozenset(self.world.channels))
        body: Json = {"user": person, "text": stored, "blocks": blocks, "client_msg_id": self.world.stamp()}
        if thread_ts is not None:
            body["thread_ts"] = self._parent(place, thread_ts)
        return self.world.post(place, body).ts

    async def edit(self, channel: str, ts: str, text: str) -> None:
        """A person changes a message of theirs."""
        post = self._post(channel, ts)
        people = {one.id: one.real_name for one in self.world.users.values()}
        stored, blocks = composed(text, people)
        edited = {"user": post.body["user"], "ts": self.world.stamp()}
        self.world.edit(post, {"text": stored, "blocks": blocks, "edited": edited})

    async def delete(self, channel: str, ts: str) -> None:
        """A person takes a message of theirs away."""
        self.world.delete(self._post(channel, ts))

    async def command(
        self, channel: str, name: str, text: str = "", *, user: str | None = None, thread_ts: str | None = None
    ) -> None:
        """A person types a slash command; returns when the app has acknowledged it, or has not in time (a notice)."""
        person, place = self.person(user), self.channel(channel)
        known = next((one for one in self.commands if one["command"] == name), None)
        if known is None:
            self.notice(place.id, person, f"{escaped(name)} is not a valid command.")
            return
        if thread_ts is not None:
            self.notice(place.id, person, f"{name} is not supported in threads.")
            return
        url = self.origin + self.responses.issue(place.id, person)
        trigger = self.triggers.issue(person)
        typed = escaped(text)
        if known.get("should_escape"):
            typed, _ = composed(text, {one.id: one.name for one in self.world.users.values()})
        payload = envelopes.command(self.world, place, person, name, typed.strip(), trigger=trigger, url=url)
        try:
            reply = await self.delivery.ask("slash_commands", payload)
            if reply:
                self.responses.show(reply, Permit(place.id, person, self.world.clock() + LIFETIME_S))
        except Unacknowledged as failure:
            self._failed(place.id, person, name, failure)
        except Refusal as refusal:
            self.notice(place.id, person, f'{name} failed with the error "{refusal.code}".')

    async def click(
        self,
        message: Json,
        action_id: str,
        *,
        block_id: str = "",
        user: str | None = None,
        state: Json | None = None,
        channel: str = "",
        **chosen: object,
    ) -> None:
        """A person acts on an element of a message; returns when the app has acknowledged it, or has not in time.

        `message` is one of `messages`, `replies` or `ephemerals`, or anything with its `channel` and `ts`. `chosen`
        names the choice as Slack does: `selected_option={"value": …}`, `selected_date="2026-11-24"`.

        Raises:
            Refusal: `message_not_found`, `no_such_action`, `invalid_choice`.
        """
        person = self.person(user)
        post = self._post(channel or message["channel"], message["ts"])
        if post.viewer not in (None, person):
            raise Refusal("message_not_found")
        block, element = actions.find(post.body.get("blocks", []), action_id, block_id)
        action = actions.act(block, element, dict(chosen), stamp=self.world.stamp())
        url = self.origin + self.responses.issue(post.channel, person, original=post, thread=post.thread)
        payload = envelopes.interaction(self.world, "block_actions", person, trigger=self.triggers.issue(person))
        payload |= envelopes.on_message(self.world, post, action, state=state or {}, url=url)
        await self._interact(post.channel, person, payload)

    async def act_on_view(
        self, view_id: str, action_id: str, *, block_id: str = "", state: Json | None = None, **chosen: object
    ) -> None:
        """A person acts on an element of an open modal or of App Home."""
        view = self._view(view_id)
        block, element = actions.find(view["blocks"], action_id, block_id)
        action = actions.act(block, element, dict(chosen), stamp=self.world.stamp())
        person = self.world.me
        payload = envelopes.interaction(self.world, "block_actions", person, trigger=self.triggers.issue(person))
        await self._interact("", person, payload | envelopes.on_view(view, action, state=state or {}))

    def open_home(self, tab: str = "home", *, user: str | None = None) -> None:
        """A person opens the app: its Home, or the direct message with it (`tab="messages"`)."""
        person = self.person(user)
        place = self.world.direct(person)
        body: Json = {"type": "app_home_opened", "user": person, "channel": place.id, "tab": tab}
        body |= {"view": self.world.homes[person]} if tab == "home" and person in self.world.homes else {}
        self.delivery.event("app_home_opened", {**body, "event_ts": self.world.stamp()})

    def react(self, message: Json, name: str, *, user: str | None = None) -> None:
        """A person puts an emoji to a message."""
        self.world.react(self._post(message["channel"], message["ts"]), name, self.person(user))

    def invite(self, channel: str, user: str) -> None:
        """Make somebody, the bot perhaps, a member."""
        self.world.join(self.channel(channel), self.person(user))

    def messages(self, channel: str) -> list[Json]:
        """The messages of the channel itself, oldest first, without replies and without what is ephemeral."""
        posts = self.channel(channel).posts.values()
        return [self.seen(post) for post in posts if post.thread is None and post.viewer is None]

    def replies(self, channel: str, ts: str) -> list[Json]:
        """The replies in a thread, oldest first, without the parent."""
        return [self.seen(post) for post in self.world.thread(self.channel(channel), ts)]

    def ephemerals(self, channel: str, user: str | None = None) -> list[Json]:
        """What only this person sees there, oldest first."""
        person = self.person(user)
        return [self.seen(post) for post in self.channel(channel).posts.values() if post.viewer == person]

    def seen(self, post: Post) -> Json:
        """A message as the page gets it."""
        return self.world.shown(post, metadata=True) | {"channel": post.channel, "ephemeral": post.viewer is not None}

    async def until(self, predicate: Callable[[], T], *, timeout: float = 5.0) -> T:  # noqa: ASYNC109
        """Wait until something holds; returns what it returned.

        Looks again whenever anything happens here, and every few milliseconds for what happens elsewhere.

        Raises:
            TimeoutError: it did not come to that.
        """
        async with asyncio.timeout(timeout):
            while not (result := predicate()):
                with contextlib.suppress(TimeoutError):
                    await asyncio.wait_for(self._changed.wait(), GLANCE_S)
        return result

    async def connected(self, count: int = 1, *, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until the app has that many sockets."""
        await self.until(lambda: len(self.hub.connections) >= count, timeout=timeout)

    def notice(self, channel: str, user: str, text: str) -> None:
        """Tell a person something that only they see and that is no message."""
        self.notices.append(Notice(channel, user, text))
        self.world.announce(Change("notice", channel, body={"text": text}, viewer=user))

    def record(self, call: Call) -> None:
        """Keep a call of the Web API."""
        self.calls.append(call)
        self.log("in", call.method, {"args": call.args, "reply": call.reply, "status": call.status})

    def log(self, direction: str, method: str, body: Json) -> None:
        """Note traffic: `in` came from the app, `out` went to it."""
        entry = {"direction": direction, "method": method, "at": self.world.clock(), "body": body}
        self.traffic.append(entry)
        for watcher in list(self.watchers):
            watcher(entry)
        self._wake()

    async def _interact(self, channel: str, person: str, payload: Json) -> None:
        try:
            await self.delivery.ask("interactive", payload)
        except Unacknowledged as failure:
            self._failed(channel, person, "This", failure)

    def _failed(self, channel: str, person: str, what: str, failure: Unacknowledged) -> None:
        name = self.world.users[self.world.bot].real_name if self.world.bot else "The app"
        if failure.reason == "timeout":
            text = f'{what} failed with the error "operation_timeout": {name} did not respond.'
        else:
            text = f'{what} failed with the error "dispatch_failed": {name} is not connected.'
        self.notice(channel, person, text)

    def _observe(self, change: Change) -> None:
        self._wake()

    def _wake(self) -> None:
        self._changed.set()
        self._changed = asyncio.Event()

    def _post(self, channel: str, ts: str) -> Post:
        post = self.channel(channel).posts.get(ts)
        if post is None:
            raise Refusal("message_not_found")
        return post

    def _parent(self, channel: Channel, ts: str) -> str:
        post = channel.posts.get(ts)
        if post is None or post.viewer is not None:
            raise Refusal("thread_not_found")
        return post.thread or post.ts

    def _view(self, view_id: str) -> Json:
        for view in (*self.world.views.values(), *self.world.homes.values()):
            if view["id"] == view_id:
                return view
        raise Refusal("view_not_found")
