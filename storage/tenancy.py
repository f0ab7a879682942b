"""One bot at a time on an archive: a lock that ends with the process that holds it, however it ends. No data.

Two would take up each other's unfinished calls, and both answer them. Reading, asking and ingesting need no lock.
"""

import contextlib
import sqlite3
from pathlib import Path

BESIDE = "-tenant"


class Tenancy:
    """The right to be the one; to be used by one thread."""

    def __init__(self, archive: Path) -> None:
        self._path = archive.with_name(archive.name + BESIDE)
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
