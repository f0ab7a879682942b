"""What a workspace notes of what went on, and how it may be set up. Records only."""

from collections.abc import Awaitable, Callable, Collection, Sequence
from dataclasses import dataclass
from typing import TypedDict

from handlers.workspace.refusals import Json

Library = Callable[[str, str], Awaitable[Json | None]]
"""A channel's id, an address → what those in it may read there: {title, about, text, language, url}, or None."""


class Settings(TypedDict, total=False):
    """What may be set beside the commands; `Workspace` says what each means."""

    shortcuts: Sequence[Json]
    scopes: Collection[str] | None
    subscriptions: Collection[str] | None
    unfurl_domains: Collection[str]
    home_tab: bool
    messages_tab: bool
    clock: Callable[[], float]
    ack_timeout: float
    retry_delays: tuple[float, ...]
    rate_limits: bool
    control_token: str | None


@dataclass(frozen=True)
class Call:
    """One call of the Web API: what was asked, what was answered, with which HTTP status (0: nothing, cut off)."""

    method: str
    args: Json
    reply: Json
    status: int


@dataclass(frozen=True)
class Notice:
    """A line that only the person sees, said by the workspace itself: an unknown command, an app that is silent."""

    channel: str
    user: str
    text: str
