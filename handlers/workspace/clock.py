"""The workspace's clock: it runs, or stands, and can be pushed forward. Whatever Slack dates or lets expire asks it."""

import time


class Clock:
    """Seconds since 1970. Without `start` it runs with the machine's clock; with `start` it stands until pushed.

    What waits on the network is not its business: the time an app has to acknowledge, and the pauses between
    deliveries of an event, are real seconds, given to `Workspace`.
    """

    def __init__(self, start: float | None = None) -> None:
        self.start = start
        self.ahead = 0.0

    def __call__(self) -> float:
        """What time it is."""
        return (time.time() if self.start is None else self.start) + self.ahead

    def forward(self, seconds: float) -> None:
        """Push it on.

        Raises:
            ValueError: back is no way.
        """
        if seconds < 0:
            raise ValueError("a clock is not pushed back")
        self.ahead += seconds
