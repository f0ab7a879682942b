"""Messages to be posted later, by the workspace's clock. Whether one may be is asked of the method."""

from collections.abc import Iterator
from dataclasses import dataclass

from handlers.workspace.refusals import Json, Refusal
from handlers.workspace.timers import Timers
from handlers.workspace.world import World

FARTHEST_S = 120 * 24 * 3600
WINDOW_S, MOST = 300, 30
LAST_CHANCE_S = 60
"""docs.slack.dev, chat.scheduleMessage and chat.deleteScheduledMessage: 120 days ahead, thirty within five minutes in
one conversation, and no taking back within the last minute."""


@dataclass(frozen=True)
class Later:
    """One message to come. With `mute` it never does: Slack's documents own that those with metadata do not."""

    id: str
    channel: str
    post_at: int
    created: int
    fields: Json
    mute: bool


class Scheduled:
    """All messages to come."""

    def __init__(self, world: World, timers: Timers) -> None:
        self.world = world
        self.timers = timers
        self.waiting: dict[str, Later] = {}

    def add(self, channel: str, post_at: int, fields: Json, *, mute: bool) -> Later:
        """Post it then.

        Raises:
            Refusal: `time_in_past`, `time_too_far`, `restricted_too_many`.
        """
        now = self.world.clock()
        if post_at <= now:
            raise Refusal("time_in_past")
        if post_at > now + FARTHEST_S:
            raise Refusal("time_too_far")
        times = sorted([*(one.post_at for one in self.of(channel)), post_at])
        if any(last - first < WINDOW_S for first, last in zip(times, times[MOST:], strict=False)):
            raise Refusal("restricted_too_many")
        later = Later(self.world.identifier("Q"), channel, post_at, int(now), fields, mute)
        self.waiting[later.id] = later
        self.timers.at(post_at, lambda: self._post(later.id))
        return later

    def cancel(self, name: str, channel: str) -> None:
        """Take one back.

        Raises:
            Refusal: `invalid_scheduled_message_id`, also for one posted already or within the minute.
        """
        later = self.waiting.get(name)
        if later is None or later.channel != channel or later.post_at - self.world.clock() < LAST_CHANCE_S:
            raise Refusal("invalid_scheduled_message_id")
        del self.waiting[name]

    def of(self, channel: str = "") -> Iterator[Later]:
        """Those to come, in one conversation or in all, the soonest first."""
        for later in sorted(self.waiting.values(), key=lambda one: (one.post_at, one.id)):
            if channel in ("", later.channel):
                yield later

    def _post(self, name: str) -> None:
        later = self.waiting.pop(name, None)
        channel = None if later is None else self.world.channels[later.channel]
        if later is None or channel is None or later.mute or self.world.bot not in channel.members:
            return
        thread = later.fields.get("thread_ts")
        if thread is None or thread in channel.posts:
            self.world.post(channel, later.fields)
