"""What can be seen of a workspace: conversations by name, messages, calls, notices, traffic. Changes nothing."""

import asyncio
import contextlib
from collections import deque
from collections.abc import Callable
from typing import TypeVar

from handlers.workspace.notes import Call, Notice
from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.sockets import Hub
from handlers.workspace.timers import Timers
from handlers.workspace.world import Change, Channel, Post, World

T = TypeVar("T")

TRAFFIC = 500
GLANCE_S = 0.02


class Observed:
    """A world with a record of what was called, said and shown, and a way to wait for it."""

    def __init__(self, team: str, *, clock: Callable[[], float], ack_timeout: float) -> None:
        self.clock = clock
        self.world = World(team, clock=clock)
        self.timers = Timers(clock)
        self.hub = Hub(self.world.app, ack_timeout=ack_timeout, log=self.log)
        self.hub.changed = self._wake
        self.calls: list[Call] = []
        self.notices: list[Notice] = []
        self.traffic: deque[Json] = deque(maxlen=TRAFFIC)
        self.watchers: list[Callable[[Json], None]] = []  # of the traffic
        self._changed = asyncio.Event()

    def tick(self) -> None:
        """Do what is due by the clock: streams end, statuses go, scheduled messages are posted.

        A served workspace does so by itself within a tenth of a second; whoever pushes the clock may ask for it now.
        """
        self.timers.run()

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
                self.tick()
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

    def post_at(self, channel: str, ts: str) -> Post:
        """A message by its conversation and `ts`.

        Raises:
            Refusal: `channel_not_found`, `message_not_found`.
        """
        post = self.channel(channel).posts.get(ts)
        if post is None:
            raise Refusal("message_not_found")
        return post

    def view_of(self, view_id: str) -> tuple[Json, str]:
        """An open modal or somebody's Home, and whose it is.

        Raises:
            Refusal: `view_not_found`, also for a modal that has been closed.
        """
        for person, stack in self.world.stacks.items():
            if view_id in stack:
                return self.world.views[view_id], person
        for person, home in self.world.homes.items():
            if home["id"] == view_id:
                return home, person
        raise Refusal("view_not_found")

    def _wake(self) -> None:
        self._changed.set()
        self._changed.clear()
