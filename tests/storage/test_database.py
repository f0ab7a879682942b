"""The file: opened by many at once, upgraded whole, refused when newer; writes are whole, reads can be stopped."""

import asyncio
import sqlite3
import subprocess
import sys
import time
from contextlib import closing
from pathlib import Path

import pytest

from storage import schema
from storage.database import Connection, Database, connect
from storage.errors import NewerFile, StorageError

OPEN = """
import asyncio, sys
from pathlib import Path
from storage.database import Database
async def main():
    await (await Database.open(Path(sys.argv[1]))).close()
asyncio.run(main())
"""


def test_several_processes_open_a_new_file_at_once(tmp_path: Path) -> None:
    file = tmp_path / "new.db"
    processes = [subprocess.Popen([sys.executable, "-c", OPEN, str(file)], stderr=subprocess.PIPE) for _ in range(6)]
    failures = [process.communicate()[1].decode() for process in processes]
    assert [process.returncode for process in processes] == [0] * 6, failures
    with closing(sqlite3.connect(file)) as db:
        applied = db.execute("select count(*) from _sqlite_migrations").fetchone()[0]
    assert applied == len(schema.KNOWN)


async def test_a_file_of_a_newer_version_is_refused(database: Database, tmp_path: Path) -> None:
    newer = "insert into _sqlite_migrations (migration_set, name, applied_at) values ('antici', 'm999_later', '2030')"
    await database.write(lambda db: db.execute(newer))
    with pytest.raises(NewerFile, match="newer Antici"):
        await Database.open(tmp_path / "archive.db")


async def test_a_file_that_is_no_archive_is_refused_with_a_sentence(tmp_path: Path) -> None:
    (tmp_path / "letter.db").write_text("Dear Minister, " * 200)
    with pytest.raises(StorageError, match="not an Antici archive"):
        await Database.open(tmp_path / "letter.db")


async def test_a_database_of_another_program_is_left_alone(tmp_path: Path) -> None:
    other = tmp_path / "other.db"
    raw = sqlite3.connect(other)
    raw.execute("create table photo (id integer)")
    raw.commit()
    raw.close()
    with pytest.raises(StorageError, match="not an Antici archive"):
        await Database.open(other)
    raw = sqlite3.connect(other)
    assert [row[0] for row in raw.execute("select name from sqlite_master")] == ["photo"]
    raw.close()


async def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    with pytest.raises(StorageError, match="cannot be opened"):
        await Database.open(tmp_path / "no" / "such" / "archive.db")


async def test_a_write_is_whole_or_nothing(database: Database) -> None:
    def half(db: Connection) -> None:
        db.execute("insert into setting values ('one', '1')")
        raise ValueError("in the middle")

    with pytest.raises(ValueError, match="in the middle"):
        await database.write(half)
    assert await database.read(lambda db: db.execute("select count(*) from setting").fetchone()[0]) == 0


async def test_what_can_wait_is_written_after_all_else_that_waits(database: Database) -> None:
    def slow(db: Connection) -> None:
        time.sleep(0.1)

    def note(db: Connection, name: str) -> None:
        db.execute("insert into setting values (?, (select count(*) from setting))", [name])

    first = asyncio.create_task(database.write(slow))
    await asyncio.sleep(0.01)
    patient = [asyncio.create_task(database.write_in_turn(note, f"patient {number}")) for number in range(5)]
    await asyncio.sleep(0.01)
    await asyncio.gather(first, database.write(note, "urgent"), *patient)
    rows = await database.read(lambda db: db.execute("select name from setting order by value + 0").fetchall())
    assert [name for (name,) in rows] == ["urgent", *(f"patient {number}" for number in range(5))]


async def test_what_can_wait_is_written_before_the_archive_is_closed(tmp_path: Path) -> None:
    database = await Database.open(tmp_path / "archive.db")
    write = "insert into setting values ('patient', '1')"
    waiting = asyncio.create_task(database.write_in_turn(lambda db: db.execute(write)))
    await asyncio.sleep(0)
    waiting.cancel()
    await database.close()
    with closing(sqlite3.connect(tmp_path / "archive.db")) as db:
        assert db.execute("select count(*) from setting").fetchone()[0] == 1


async def test_writes_at_the_same_time_fail_each_for_itself(database: Database) -> None:
    def one(db: Connection, number: int) -> int:
        db.execute("insert into setting values (?, 'whole')", [str(number)])
        if number % 3 == 0:
            raise ValueError(number)
        if number % 7 == 0:
            db.execute("insert into nowhere values (1)")
        return number

    ends = await asyncio.gather(*(database.write(one, number) for number in range(1, 60)), return_exceptions=True)
    kept = await database.read(lambda db: db.execute("select cast(name as integer) from setting").fetchall())
    assert {number for (number,) in kept} == {end for end in ends if isinstance(end, int)}
    assert {number for (number,) in kept} == {number for number in range(1, 60) if number % 3 and number % 7}
    assert {end.args[0] for end in ends if isinstance(end, ValueError)} == set(range(3, 60, 3))
    assert sum(isinstance(end, sqlite3.OperationalError) for end in ends) == 6


async def test_a_write_ends_whole_when_its_caller_has_gone(database: Database) -> None:
    def slow(db: Connection) -> None:
        db.execute("insert into setting values ('one', '1')")
        db.execute(
            "with recursive n(i) as (select 1 union all select i + 1 from n where i < 300000) select max(i) from n"
        )
        db.execute("insert into setting values ('two', '2')")

    task = asyncio.create_task(database.write(slow))
    await asyncio.sleep(0.01)
    task.cancel()
    with pytest.raises(asyncio.CancelledError):
        await task
    # The next write waits its turn behind the one that goes on.
    await database.write(lambda db: db.execute("insert into setting values ('three', '3')"))
    assert await database.read(lambda db: db.execute("select count(*) from setting").fetchone()[0]) == 3


async def test_a_runaway_read_is_stopped(database: Database) -> None:
    endless = "with recursive n(i) as (select 1 union all select i + 1 from n) select max(i) from n"
    with pytest.raises(TimeoutError):
        await asyncio.wait_for(database.read(lambda db: db.execute(endless).fetchone()), 0.2)
    assert await asyncio.wait_for(database.read(lambda db: db.execute("select 1").fetchone()[0]), 5) == 1


async def test_readers_cannot_write(database: Database) -> None:
    with pytest.raises(StorageError):
        await database.read(lambda db: db.execute("insert into setting values ('one', '1')"))


def test_every_table_is_strict(tmp_path: Path) -> None:
    db = connect(tmp_path / "a.db")
    schema.upgrade(db)
    loose = [row[0] for row in db.execute("select name from pragma_table_list where type = 'table' and not strict")]
    assert [table for table in loose if not table.startswith(("sqlite_", "_sqlite", "article_fts"))] == []
    db.conn.close()


async def test_a_damaged_archive_is_said_with_what_to_do(tmp_path: Path) -> None:
    path = tmp_path / "archive.db"
    await (await Database.open(path)).close()
    content = bytearray(path.read_bytes())
    content[4096:] = b"\x5a" * (len(content) - 4096)
    path.write_bytes(content)
    with pytest.raises(StorageError, match="damaged"):
        await Database.open(path)
