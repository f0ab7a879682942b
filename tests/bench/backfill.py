"""A large folder of articles read by the real command, killed on the way and begun again: how long, how much memory.

`python -m tests.bench ingest --backfill 100000 [--kills 3]`.
"""

import asyncio
import contextlib
import json
import random
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple

from sqlite_utils import Database as Connection

from tests.bench import generator, ingesting
from tests.bench.generator import TODAY, Source

PARTS = 10
"""Times that memory is looked at."""

Tell = Callable[[str], None]


class Life(NamedTuple):
    """One run of the command: how many articles it told of, which were new, its seconds, and whether it ended well."""

    told: int
    added: int
    seconds: float
    ended: bool


async def lived(folder: Path, archive: Path, *, until: int | None = None, look: Callable[[int, int], None]) -> Life:
    """Read the folder into the archive; with `until`, killed when it has told of so many. `look` gets count and pid."""
    words = ["-m", "bot", "ingest", "--json", "--as-of", TODAY.isoformat(), "--database", str(archive), str(folder)]
    began = time.perf_counter()
    process = await asyncio.create_subprocess_exec(sys.executable, *words, stdout=asyncio.subprocess.PIPE)
    assert process.stdout is not None
    told = added = 0
    async for line in process.stdout:
        if not line.endswith(b"\n"):
            break  # cut off by its death
        told += 1
        added += json.loads(line)["outcome"] != "unchanged"
        look(told, process.pid)
        if told == until:
            process.kill()
    return Life(told, added, time.perf_counter() - began, await process.wait() == 0)


def written(count: int, texts: Sequence[Source], folder: Path) -> Path:
    """So many pages, made and written a few at a time."""
    folder.mkdir()
    made = generator.Generator(texts, seed=2).articles(count)
    draw = random.Random(2)
    for number, (event, reading, drafted) in enumerate(made):
        one = ingesting.dated(event, reading, drafted, draw, number=number, seed=2, last=700)
        place = folder / f"{number // 1000:03}"
        place.mkdir(exist_ok=True)
        (place / f"{number:06}.html").write_text(generator.page(one), encoding="utf-8")
    return folder


def held(path: Path) -> dict[str, list[Any]]:
    """All that must be the same, however often it was interrupted."""
    db = Connection(path)
    questions = {
        "articles": "select article.url, published_at, number, title, text from article join revision "
        "on revision.id = revision_id order by 1",
        "appearances": "select url, published_at, hash from appearance order by 1",
        "stories": "select group_concat(url, ' ') from (select story_id, url from story_article join article "
        "on article.id = article_id order by story_id, url) group by story_id order by 1",
        "counts": "select (select count(*) from sentence), (select count(*) from mention), "
        "(select count(*) from development), (select count(*) from quotation), (select count(*) from milestone), "
        "(select count(*) from signature)",
    }
    try:
        return {name: db.execute(question).fetchall() for name, question in questions.items()}
    finally:
        db.close()


async def measured(count: int, kills: int, texts: Sequence[Source], *, tell: Tell) -> None:
    """Time and memory of a backfill that is killed so often at random places."""
    with tempfile.TemporaryDirectory(prefix="antici-bench-") as place:
        folder = written(count, texts, Path(place, "pages"))
        draw = random.Random(5)
        places = sorted(draw.randrange(count // 20, count) for _ in range(kills))
        marks = {count * part // PARTS for part in range(1, PARTS + 1)}
        memory: list[str] = []

        def look(told: int, pid: int) -> None:
            if told in marks:
                memory.append(f"{told}: {resident_mb(pid):.0f} MB")
                tell(f"  {memory[-1]}")

        for until in (*places, None):
            life = await lived(folder, Path(place, "archive.db"), until=until, look=look)
            end = "killed" if until else "ended"
            tell(f"{end} at {life.told}, {life.added} of them kept now, in {life.seconds:.0f} s")
            assert life.ended or until


def resident_mb(pid: int) -> float:
    """What a process holds; 0 when it is gone."""
    with contextlib.suppress(OSError):
        lines = dict(one.split(":", 1) for one in Path(f"/proc/{pid}/status").read_text(encoding="utf-8").splitlines())
        return int(lines.get("VmRSS", "0 kB").split()[0]) / 1024
    return 0.0
