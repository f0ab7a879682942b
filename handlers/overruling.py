"""Calls that overrule others: a question that is deleted, changed or stopped while its answer is made.

What overrules lies in the inbox like any call, so it holds across a restart; here is how it is found, and how an
answer in the making is told at once.
"""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

from handlers.calls import Call
from handlers.messages import DELETED, EDITED

STOPPED = "stopped"
"""What the keys of such calls begin with, before the thread."""

REASONS = {DELETED: "its message was deleted", EDITED: "answered as it was changed to", STOPPED: "stopped"}


def overruling(call: Call) -> tuple[str, ...]:
    """What the keys of calls begin with that would overrule this one."""
    if not call.said:
        return ()
    place = f"{call.team}:{call.channel}"
    root = [f"{DELETED}:{place}:{call.thread_ts}"] if call.thread_ts else []
    return (f"{DELETED}:{place}:{call.ts}", *root, f"{EDITED}:{place}:{call.ts}:", f"{STOPPED}:{place}:{call.thread}:")


class Interrupts:
    """Answers in the making, each with the event that ends it."""

    def __init__(self) -> None:
        self._making: dict[asyncio.Event, tuple[str, ...]] = {}

    @contextmanager
    def of(self, call: Call) -> Iterator[asyncio.Event]:
        """Set when something comes that overrules the call."""
        event = asyncio.Event()
        self._making[event] = overruling(call)
        try:
            yield event
        finally:
            del self._making[event]

    def heard(self, call: Call) -> None:
        """Tell those whom this call overrules."""
        for event, begins in self._making.items():
            if call.key.startswith(begins):
                event.set()
