"""Switches for tests and trials: what shall go wrong next. The workspace asks here; nothing else does."""

import math
from collections import Counter, deque
from collections.abc import Callable
from dataclasses import dataclass
from typing import Literal

from handlers.workspace.refusals import Refusal

When = Literal["before", "after"]


@dataclass
class Fault:
    """One thing to go wrong with a method. `when="after"`: the call takes effect, its answer is lost."""

    refusal: Refusal | None = None
    seconds: float = 0.0
    cut: bool = False
    when: When = "before"


class Faults:
    """Set before the call that shall fail. `"*"` stands for every method; responses go by `response_url`."""

    def __init__(self, clock: Callable[[], float]) -> None:
        self._clock = clock
        self._next: dict[str, deque[Fault]] = {}
        self._duplicates = 0
        self._rate: float | None = None
        self._burst = 1
        self._spent: dict[str, tuple[float, float]] = {}
        self.counts: Counter[str] = Counter()

    def limit(self, method: str, *, retry_after: int = 1, times: int = 1) -> None:
        """The next calls are told to come again in `retry_after` seconds (HTTP 429)."""
        self._add(method, Fault(Refusal("ratelimited", status=429, retry_after=retry_after)), times)

    def fail(self, method: str, *, status: int = 500, times: int = 1, when: When = "before") -> None:
        """The next calls meet a broken server."""
        self._add(method, Fault(Refusal("internal_error", status=status), when=when), times)

    def refuse(self, method: str, code: str, *, times: int = 1) -> None:
        """The next calls are refused with this error code."""
        self._add(method, Fault(Refusal(code)), times)

    def slow(self, method: str, seconds: float, *, times: int = 1) -> None:
        """The next calls take that long."""
        self._add(method, Fault(seconds=seconds), times)

    def cut(self, method: str, *, times: int = 1, when: When = "before") -> None:
        """The connection breaks instead of an answer; with `after`, the call has taken effect nevertheless."""
        self._add(method, Fault(cut=True, when=when), times)

    def duplicate(self, times: int = 1) -> None:
        """The next events are delivered twice, the second time as a retry of the first."""
        self._duplicates += times

    def pace(self, per_second: float = 1.0, *, burst: int = 5) -> None:
        """Hold posting to Slack's pace in each channel: `burst` messages at once, then so many a second."""
        self._rate, self._burst = per_second, burst

    def take(self, method: str) -> Fault:
        """What shall go wrong with this call: often nothing."""
        self.counts[method] += 1
        for name in (method, "*"):
            waiting = self._next.get(name)
            if waiting:
                return waiting.popleft()
        return Fault()

    def take_duplicate(self) -> bool:
        """Whether this event is to be delivered twice."""
        if self._duplicates:
            self._duplicates -= 1
            return True
        return False

    def spend(self, channel: str) -> None:
        """Count a message posted to `channel`.

        Raises:
            Refusal: too fast; 429 with the seconds to wait, rounded up.
        """
        if self._rate is None:
            return
        now = self._clock()
        left, since = self._spent.get(channel, (float(self._burst), now))
        left = min(float(self._burst), left + (now - since) * self._rate)
        if left < 1:
            self._spent[channel] = (left, now)
            raise Refusal("ratelimited", status=429, retry_after=math.ceil((1 - left) / self._rate))
        self._spent[channel] = (left - 1, now)

    def _add(self, method: str, fault: Fault, times: int) -> None:
        self._next.setdefault(method, deque()).extend([fault] * times)
