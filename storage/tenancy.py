"""One bot at a time on an archive, one gatherer, one encoder: locks that end with the process that holds them. No data.

Two bots would take up each other's unfinished calls, and both answer them; two gatherers would visit a source twice
at once. Reading, asking and ingesting need no lock.
"""

import contextlib
import sqlite3
from pathlib import Path

BOT = "-tenant"
GATHERER = "-gatherer"
ENCODER = "-encoder"


class Tenancy:
    """The right to be the one; to be used by one thread."""

    def __init__(self, archive: Path, beside: str = BOT) -> None:
        self._path = archive.with_name(archive.name + beside)
        self._held: sqlite3.Connection | None = None

    def taken(self) -> bool:
        """Try to take it; False when somebody has it, or when it cannot be told."""
        connection = sqlite3.connect(self._path, timeout=0, isolation_level=None, check_same_thread=False)
        try:
            connection.execute("begin exclusive")  # SQLite's locks are the system's: a killed process holds none
        except sqlite3.OperationalError:
            connection.close()
            return False
        self._held = connection
        return True

    def leave(self) -> None:
        """Give it up."""
        if self._held is not None:
            with contextlib.closing(self._held):
                self._held.rollback()
            self._held = None
