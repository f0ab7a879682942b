"""From what happened to what the app hears: events with Slack's retries, and requests that want an answer in time."""

import asyncio
import contextlib
import uuid
from collections.abc import Collection

from handlers.workspace import envelopes
from handlers.workspace.faults import Faults
from handlers.workspace.refusals import Json
from handlers.workspace.sockets import EnvelopeType, Hub, Unacknowledged
from handlers.workspace.tasks import Tasks
from handlers.workspace.world import Change, World

RETRY_DELAYS_S = (0.0, 60.0, 300.0)
"""Slack tries an event again at once, after a minute and after five (docs.slack.dev, Events API)."""

SCOPES = {
    "app_mention": ("app_mentions:read",),
    "file_shared": ("files:read",),
    "link_shared": ("links:read",),
    "member_joined_channel": ("channels:read", "groups:read"),
    "message.channels": ("channels:history",),
    "message.groups": ("groups:history",),
    "message.im": ("im:history",),
    "message.mpim": ("mpim:history",),
    "reaction_added": ("reactions:read",),
    "reaction_removed": ("reactions:read",),
}
"""An event reaches an app that has one of these scopes (docs.slack.dev/reference/events); the others need none."""


class Delivery:
    """Watches a world and tells the app what it has subscribed to and may know; None stands for everything."""

    def __init__(
        self,
        world: World,
        hub: Hub,
        faults: Faults,
        *,
        scopes: Collection[str] | None,
        subscriptions: Collection[str] | None,
        delays: tuple[float, ...],
    ) -> None:
        self.world = world
        self.hub = hub
        self.faults = faults
        self.scopes = scopes
        self.subscriptions = subscriptions
        self.delays = delays
        self.tasks = Tasks()
        self.lost: list[Json] = []  # callbacks that nobody acknowledged, retries included

    def observe(self, change: Change) -> None:
        """Send the events that a change causes."""
        for subscription, body in envelopes.events_of(self.world, change):
            self.event(subscription, body)
        if change.kind in ("joined", "reaction") and self.world.bot in self.world.channels[change.channel].members:
            self.event(change.body["type"], {**change.body, "event_ts": self.world.stamp()})

    def event(self, subscription: str, body: Json) -> None:
        """Send an event, if the app wants it; goes on in the background."""
        needed = SCOPES.get(subscription, ())
        granted = self.scopes is None or not needed or not set(needed).isdisjoint(self.scopes)
        if granted and (self.subscriptions is None or subscription in self.subscriptions):
            self.tasks.spawn(self._deliver(envelopes.event(self.world, body)))

    async def ask(self, kind: EnvelopeType, payload: Json) -> Json:
        """Send a command or an interaction, once, and return what came with its acknowledgement.

        Raises:
            Unacknowledged: it did not come in time.
        """
        return await self.hub.send(kind, payload)

    def tell(self, kind: EnvelopeType, payload: Json) -> None:
        """Send something whose answer nobody waits for."""
        self.tasks.spawn(self._tell(kind, payload))

    async def _tell(self, kind: EnvelopeType, payload: Json) -> None:
        with contextlib.suppress(Unacknowledged):
            await self.hub.send(kind, payload)

    async def _deliver(self, callback: Json) -> None:
        envelope = str(uuid.uuid4())
        again = self.faults.take_duplicate()
        reason = ""
        for attempt, delay in enumerate((0.0, *self.delays)):
            if attempt:
                await asyncio.sleep(delay)
            try:
                # The same envelope again, as seen of Slack (bolt-js#2487): whoever counts envelopes counts wrongly.
                await self.hub.send("events_api", callback, envelope=envelope, retry=(attempt, reason))
            except Unacknowledged as failure:
                reason = "timeout" if failure.reason == "timeout" else "connection_failed"
                continue
            if again:
                again, reason = False, "timeout"
                continue
            return
        self.lost.append(callback)
