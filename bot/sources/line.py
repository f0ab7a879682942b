"""Whether we have a network at all, told by whom we reach: our own failure is no fault of the sources'. Pure."""

from datetime import datetime

FEWEST = 3
"""Hosts that did well when they were last asked, and of which now none can be connected to, with nobody reached in
between: then it is us. One source tells nothing of the kind, and is taken at its word."""


class Line:
    """One for each gatherer. `since` is when the network went, None while there is one."""

    def __init__(self, since: datetime | None = None) -> None:
        self.since = since
        self._unconnected: dict[str, datetime] = {}

    def reached(self) -> None:
        """Somebody answered, whatever they said."""
        self.since = None
        self._unconnected.clear()

    def lost(self, host: str, *, well: bool, of: int, now: datetime) -> bool:
        """Nobody answered there; whether that is, or may well be, because nobody can be reached.

        `well`: it did well until now; `of` is how many hosts there are.
        """
        if host in self._unconnected and of > 1:
            return True  # a second time, before anybody else was asked
        if well:
            self._unconnected.setdefault(host, now)
        if self.since is None and len(self._unconnected) >= max(2, min(FEWEST, of)):
            self.since = min(self._unconnected.values())
        return self.since is not None
