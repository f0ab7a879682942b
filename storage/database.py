"""The one door to the archive: a writing thread, some reading threads, WAL. No SQL of the domain, no decisions.

`await database.write(function, …)` runs a storage function in a transaction of its own, all or nothing;
`await database.read(function, …)` runs one on a read-only snapshot. Storage functions are synchronous, take the
connection first, and return lists or records, never iterators: a cursor must not outlive its transaction.
"""

import asyncio
import sqlite3
import threading
import time
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any, Concatenate, ParamSpec, Self, TypeVar

from sqlite_utils import Database as Connection

from storage import schema
from storage.errors import StorageError

P = ParamSpec("P")
T = TypeVar("T")

READERS = 3
BUSY_TIMEOUT_S = 10.0
LOOK_S = 0.001
TOGETHER_S = 0.005
"""How long a transaction takes up further changes: other processes wait for it."""

GATHERED = 4
GATHER_S = 0.02
"""So many changes that can wait share a transaction, or as many as come in that time."""
PATIENT_S = 0.012
"""How long a transaction takes up such changes, of some milliseconds each."""

CHECKPOINT_PAGES = 4000
"""Pages in the log, 16 MB, from which they are written into the file: an article changes a hundred of them, mostly the
same as the one before."""

PROGRESS_STEPS = 20_000
"""SQLite instructions between two looks at whether the reader has gone: well under a millisecond."""

__all__ = ["Connection", "Database", "Spoken", "connect"]


def connect(path: Path, *, readonly: bool = False) -> Connection:
    """A connection for the calling thread only.

    sqlite-utils' own opening leaves foreign keys off and runs plugins; hence this one.
    """
    target = f"{path.absolute().as_uri()}?mode={'ro' if readonly else 'rwc'}"
    # Closed by another thread at the end, used by one only: the pools see to that.
    raw = sqlite3.connect(target, uri=True, timeout=BUSY_TIMEOUT_S, isolation_level=None, check_same_thread=False)
    try:
        raw.execute("pragma foreign_keys = on")
        raw.execute("pragma synchronous = normal" if readonly else "pragma synchronous = full")
        raw.execute("pragma cache_size = -32000")
        raw.execute("pragma temp_store = memory")
        raw.execute(f"pragma wal_autocheckpoint = {CHECKPOINT_PAGES}")
    except sqlite3.Error:
        raw.close()
        raise
    return Connection(raw, execute_plugins=False)


class Database:
    """An open archive. Make it with `await Database.open(path)`, end it with `await database.close()`."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._local = threading.local()
        self._opened: list[Connection] = []
        self._wanted: deque[_Wanted] = deque()
        self._patient: deque[_Wanted] = deque()
        self._writer = ThreadPoolExecutor(1, "archive-writer")
        self._readers = ThreadPoolExecutor(READERS, "archive-reader")

    @classmethod
    async def open(cls, path: Path) -> Self:
        """Open the file, creating or upgrading it as needed; several processes may do so at once.

        Raises:
            StorageError: the file cannot be opened, is no archive, or is of a newer version.
        """
        database = cls(path)
        try:
            await asyncio.get_running_loop().run_in_executor(database._writer, database._prepare)
        except BaseException:
            await database.close()
            raise
        return database

    async def close(self) -> None:
        """Wait for what runs, then close every connection."""
        await asyncio.to_thread(self._shut)

    async def write(self, change: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `change`, whole or not at all, also when the caller has gone; returns when it is on disk.

        Changes that wait at the same time share a transaction, since each transaction costs a wait for the disk. One
        that fails takes back what it did, and nothing of the others.
        """

        wanted = _Wanted(lambda db: change(db, *args, **kwargs))
        self._wanted.append(wanted)
        self._writer.submit(self._write_wanted)
        result: T = await asyncio.shield(asyncio.wrap_future(wanted.done))
        return result

    async def write_in_turn(
        self, change: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs
    ) -> T:
        """As `write`, for one of many changes that nobody waits for: whatever else there is to write goes first."""
        wanted = _Wanted(lambda db: change(db, *args, **kwargs))
        self._patient.append(wanted)
        if len(self._patient) >= GATHERED:
            self._writer.submit(self._write_wanted)
        else:
            asyncio.get_running_loop().call_later(GATHER_S, self._take_up)
        result: T = await asyncio.shield(asyncio.wrap_future(wanted.done))
        return result

    async def read(self, query: Callable[Concatenate[Connection, P], T], /, *args: P.args, **kwargs: P.kwargs) -> T:
        """Run `query` on one read-only snapshot; cancelling the caller stops it within a millisecond or two."""
        gone = threading.Event()

        def run() -> T:
            with Spoken(self.path):
                db = self._connection(readonly=True)
                db.conn.set_progress_handler(lambda: 1 if gone.is_set() else 0, PROGRESS_STEPS)
                db.execute("begin")
                try:
                    return query(db, *args, **kwargs)
                finally:
                    db.conn.rollback()
                    db.conn.set_progress_handler(None, 0)

        try:
            return await asyncio.get_running_loop().run_in_executor(self._readers, run)
        except asyncio.CancelledError:
            gone.set()
            raise

    def _take_up(self) -> None:
        if self._patient:  # unless others took it up, or the archive was closed, which writes what waits
            self._writer.submit(self._write_wanted)

    def _write_wanted(self) -> None:
        """What waits, in its order, in one transaction."""
        waiting = self._wanted or self._patient
        if not waiting:
            return  # those before took it up
        if waiting is self._patient:
            time.sleep(2 * LOOK_S)  # another process, which looks every millisecond, has its turn
            waiting = self._wanted or self._patient
        until = time.monotonic() + (TOGETHER_S if waiting is self._wanted else PATIENT_S)
        group = _Group([waiting.popleft()])
        with group, Spoken(self.path):
            db = self._connection(readonly=False)
            _begin(db)
            try:
                self._make(db, group.wanted[0])
                while (waiting := self._wanted or self._patient) and time.monotonic() < until:
                    group.wanted.append(waiting.popleft())
                    self._make(db, group.wanted[-1])
                db.conn.commit()
            finally:
                if db.conn.in_transaction:
                    db.conn.rollback()

    def _make(self, db: Connection, wanted: "_Wanted") -> None:
        with _Whole(db, wanted), Spoken(self.path):
            wanted.result = wanted.change(db)

    def _prepare(self) -> None:
        with Spoken(self.path):
            db = self._connection(readonly=False)
            schema.upgrade(db)

    def _connection(self, *, readonly: bool) -> Connection:
        db: Connection | None = getattr(self._local, "db", None)
        if db is None:
            db = self._local.db = connect(self.path, readonly=readonly)
            self._opened.append(db)
        return db

    def _shut(self) -> None:
        for _ in range(len(self._patient)):
            self._writer.submit(self._write_wanted)
        for pool in (self._readers, self._writer):
            pool.shutdown(wait=True)
        while self._opened:
            self._opened.pop().conn.close()


def _begin(db: Connection) -> None:
    """Take the right to write, looking for it every millisecond.

    SQLite's own waiting looks ever more seldom, at last ten times a second, and an ingest in another process that
    writes again and again would keep a call from being kept, and so acknowledged, for a second and more.
    """
    deadline = time.monotonic() + BUSY_TIMEOUT_S
    db.execute("pragma busy_timeout = 0")
    try:
        while True:
            try:
                db.execute("begin immediate")
            except sqlite3.OperationalError as error:
                if "locked" not in str(error) or time.monotonic() > deadline:
                    raise
                time.sleep(LOOK_S)
            else:
                return
    finally:
        db.execute(f"pragma busy_timeout = {int(1000 * BUSY_TIMEOUT_S)}")


class _Wanted:
    """A change that waits to be made, and where its caller waits."""

    def __init__(self, change: Callable[[Connection], Any]) -> None:
        self.change = change
        self.result: Any = None
        self.error: BaseException | None = None
        self.done: Future[Any] = Future()
        self.done.set_running_or_notify_cancel()  # nobody takes it back


class _Whole:
    """Makes a change of a transaction whole or undone; its error is its caller's, and the others' changes stay."""

    def __init__(self, db: Connection, wanted: _Wanted) -> None:
        self._db, self._wanted = db, wanted

    def __enter__(self) -> None:
        self._db.execute("savepoint change")

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        if error is not None:
            if not self._db.conn.in_transaction:
                return False  # a full disk took all of it back
            self._wanted.error = error
            self._db.execute("rollback to change")
        self._db.execute("release change")
        return True


class _Group:
    """Changes of one transaction; each caller is told when all are on disk, or that none is."""

    def __init__(self, wanted: list[_Wanted]) -> None:
        self.wanted = wanted

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> bool:
        for one in self.wanted:
            if failed := error or one.error:
                one.done.set_exception(failed)
            else:
                one.done.set_result(one.result)
        return True


class Spoken:
    """Turns what the world does to the file into `StorageError`; bugs pass through."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> None:
        return None

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, trace: object) -> None:
        if isinstance(error, sqlite3.OperationalError) and "interrupted" not in str(error):
            text = str(error)
            if "locked" in text or "busy" in text:
                raise StorageError("The archive is busy with other work; please try again in a moment.") from error
            if "unable to open" in text:
                raise StorageError(
                    f"The archive {self.path} cannot be opened: is the folder there, and writable?"
                ) from error
            if "full" in text or "disk I/O" in text or "readonly" in text:
                raise StorageError("The archive cannot be written: the disk is full or read-only.") from error
        if isinstance(error, sqlite3.DatabaseError) and "not a database" in str(error):
            raise StorageError(f"{self.path} is not an Antici archive; name another file.") from error
        if isinstance(error, sqlite3.DatabaseError) and ("malformed" in str(error) or "corrupt" in str(error)):
            raise StorageError(
                f"The archive {self.path} is damaged. Put the last backup in its place, or save what can be read: "
                f"sqlite3 {self.path} .recover"
            ) from error
