"""Care for the file: a consistent copy while the bot runs, and a look at its health."""

import sqlite3
from contextlib import suppress
from pathlib import Path

from sqlite_utils import Database as Connection

from storage import indexes, sources
from storage.errors import StorageError


def backup(db: Connection, *, target: Path) -> int:
    """Write a consistent copy of the archive to `target`, whole or not at all; returns its size in bytes.

    The copy is made beside the target and moved into place, so that a half-written file never bears its name.

    Raises:
        StorageError: the target exists already, or its folder cannot be written.
    """
    unfinished = target.with_name(target.name + ".unfinished")
    try:
        if target.exists():
            raise StorageError(f"{target} exists already; name a new file for the copy.")
        unfinished.unlink(missing_ok=True)
        copy = sqlite3.connect(unfinished)
        try:
            db.conn.backup(copy)
            copy.execute("pragma journal_mode = delete")
        finally:
            copy.close()
        unfinished.rename(target)
    except (OSError, sqlite3.OperationalError) as error:
        with suppress(OSError):
            unfinished.unlink(missing_ok=True)
        raise StorageError(f"The copy cannot be written to {target}: is the folder there, with room in it?") from error
    return target.stat().st_size


def problems(db: Connection) -> list[str]:
    """What is wrong with the file, in sentences; empty when all is well."""
    found = [
        f"The archive is damaged: {row[0]}" for row in db.execute("pragma quick_check").fetchall() if row[0] != "ok"
    ]
    if missing := indexes.missing(db):
        found.append(f"{missing} articles are missing from the full-text index.")
    return found


def counts(db: Connection) -> tuple[int, int]:
    """How many articles there are, whoever may see them, and how many sources fail."""
    failing = f"select count(*) from source where paused = 0 and health in ({sources.DOWN_STATES})"
    row = db.execute(f"select (select count(*) from article), ({failing})").fetchone()
    return int(row[0]), int(row[1])


def own_articles(db: Connection) -> int:
    """How many articles there are that are no demo's."""
    return int(db.execute("select count(*) from article where not demo").fetchone()[0])
