"""How often each method may be called: Slack's tiers as a table, and a count by the workspace's clock.

Sources: docs.slack.dev/apis/web-api/rate-limits and each method's page; java-slack-sdk, MethodsRateLimits. Slack lets
short bursts pass; here the number of a tier is the end of it. apps.connections.open is the exception: it stands in
tier 1, once a minute, yet an app may hold ten connections and opens them at its start, so ten are let through.
"""

import math
from collections import deque
from collections.abc import Callable

from handlers.workspace.refusals import Refusal

WINDOW_S = 60.0
TIER_2, TIER_3, TIER_4 = 20, 50, 100
UNTIERED = 600  # auth.test and chat.getPermalink: "hundreds a minute"
PER_MINUTE = {
    "agents.sessions.rename": TIER_3,
    "agents.sessions.setStatus": TIER_3,
    "apps.connections.open": 10,
    "assistant.threads.setStatus": 60,
    "assistant.threads.setSuggestedPrompts": TIER_3,
    "assistant.threads.setTitle": TIER_3,
    "auth.test": UNTIERED,
    "bots.info": TIER_3,
    "chat.appendStream": TIER_4,
    "chat.delete": TIER_3,
    "chat.deleteScheduledMessage": TIER_3,
    "chat.getPermalink": UNTIERED,
    "chat.postEphemeral": TIER_4,
    "chat.postMessage": 60,
    "chat.scheduleMessage": TIER_3,
    "chat.scheduledMessages.list": TIER_3,
    "chat.startStream": TIER_2,
    "chat.stopStream": TIER_2,
    "chat.unfurl": TIER_3,
    "chat.update": TIER_3,
    "conversations.history": TIER_3,
    "conversations.info": TIER_3,
    "conversations.join": TIER_3,
    "conversations.list": TIER_2,
    "conversations.members": TIER_4,
    "conversations.open": TIER_3,
    "conversations.replies": TIER_3,
    "files.completeUploadExternal": TIER_4,
    "files.delete": TIER_3,
    "files.getUploadURLExternal": TIER_4,
    "files.info": TIER_4,
    "reactions.add": TIER_3,
    "reactions.remove": TIER_2,
    "team.info": TIER_3,
    "users.info": TIER_4,
    "users.list": TIER_2,
    "views.open": TIER_4,
    "views.publish": TIER_4,
    "views.push": TIER_4,
    "views.update": TIER_4,
}
BY_CHANNEL = {"assistant.threads.setStatus": "channel_id", "chat.postMessage": "channel"}
"""Methods counted for each conversation by itself, with the argument that names it."""


class Rates:
    """Counts calls within the last minute, where it is switched on."""

    def __init__(self, clock: Callable[[], float], *, on: bool) -> None:
        self.on = on
        self._clock = clock
        self._called: dict[tuple[str, str], deque[float]] = {}

    def spend(self, method: str, channel: str = "") -> None:
        """Count a call, made in `channel` if it is counted there.

        Raises:
            Refusal: 429 with the seconds after which there is room again, rounded up.
        """
        most = PER_MINUTE.get(method)
        if not self.on or most is None:
            return
        now = self._clock()
        called = self._called.setdefault((method, channel), deque())
        while called and called[0] <= now - WINDOW_S:
            called.popleft()
        if len(called) >= most:
            wait = max(1, math.ceil(called[0] + WINDOW_S - now))
            raise Refusal("ratelimited", status=429, retry_after=wait)
        called.append(now)
