"""What comes in, by the second: pages and feeds beside bare libraries, articles kept, and the memory that is held.

`python -m tests.bench ingest [--pages N] [--texts DIR]`; for `--backfill N` see `backfill`. CPU time for what one
process does, the clock for what several do together: look at the load that is printed before you believe the latter.
"""

import asyncio
import io
import os
import sys
import tempfile
import time
from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from pathlib import Path

import feedparser
from trafilatura import bare_extraction

from bot import archive, catalogue
from bot.incoming import inputs
from bot.incoming.ingest import ingest
from bot.incoming.workers import Workers
from bot.reading import Raw, read
from storage.models import EVERYONE
from tests.bench import backfill, generator, ingesting
from tests.bench.generator import TODAY, Generated
from tests.bench.ingesting import NOW, WARMING

PAGES = 1_000
FEED = 20  # items
QUARTERS = 4


def main(verbose: bool) -> None:
    """Print the table."""
    del verbose
    folder, pages = _option("--texts"), int(_option("--pages") or PAGES)
    texts = generator.sources(Path(folder) if folder else None)
    if (articles := _option("--backfill")) is not None:
        asyncio.run(backfill.measured(int(articles), int(_option("--kills") or 3), texts, tell=_tell))
        return
    made = ingesting.fresh(texts, pages)
    _tell(f"load {os.getloadavg()[0]:.1f} on {os.cpu_count()} cores; {pages} pages, feeds of {FEED} items")
    _read(made)
    for processes in (1, 2):
        asyncio.run(_kept(made, processes))


def _option(name: str) -> str | None:
    words = sys.argv[1:]
    return words[words.index(name) + 1] if name in words[:-1] else None


def _tell(figures: str) -> None:
    sys.stdout.write(f"{figures}\n")
    sys.stdout.flush()


def _read(made: Sequence[Generated]) -> None:
    pages = [generator.page(one).encode() for one in made]
    feeds = [_feed(made[start : start + FEED]) for start in range(0, len(made) - FEED + 1, FEED)]
    ours, bare = _rates(pages, _page, lambda page: bare_extraction(page, with_metadata=True))
    _tell(f"pages a second of CPU: ours {ours:.0f}, trafilatura {bare:.0f}")
    ours, bare = _rates(feeds, _items, lambda feed: feedparser.parse(io.BytesIO(feed)))
    _tell(f"feeds a second of CPU: ours {ours:.0f}, feedparser {bare:.0f}")


def _page(content: bytes) -> object:
    return read(Raw(name="a.html", content=content, media_type="text/html", url="https://a.example/a"), today=TODAY)


def _items(content: bytes) -> object:
    return read(Raw(name="a.rss", content=content, media_type="application/rss+xml"), today=TODAY)


def _rates(contents: Sequence[bytes], *ways: Callable[[bytes], object]) -> list[float]:
    """Texts a second of each way, taken in turn, so that what else the machine does hits all alike."""
    spent = [0.0 for _ in ways]
    warm = min(WARMING, len(contents) // 2)
    for number, content in enumerate(contents):
        for place, way in enumerate(ways):
            began = time.process_time()
            way(content)
            spent[place] += (time.process_time() - began) * (number >= warm)
    return [(len(contents) - warm) / max(one, 1e-9) for one in spent]


def _feed(made: Sequence[Generated]) -> bytes:
    stamp = format_datetime(datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC))
    items = "".join(
        f"<item><title>{escape(one.reading.title)}</title><link>https://a.example/{number}</link><pubDate>{stamp}"
        f"</pubDate><description>{escape(one.reading.text)}</description></item>"
        for number, one in enumerate(made)
    )
    return f"<rss version='2.0'><channel><title>Harbour Review</title>{items}</channel></rss>".encode()


async def _kept(made: Sequence[Generated], processes: int) -> None:
    """Reading alone, then all of it; and what this process holds after each quarter."""
    with tempfile.TemporaryDirectory(prefix="antici-bench-") as folder:
        files = _written(made, Path(folder, "pages"))
        async with Workers(processes=processes) as workers:
            await workers.read(Raw(name="a.txt", content=b"Ships arrive.\n\nShips arrive at the quay."), TODAY)
            began = time.perf_counter()
            found = inputs.expand(files, fetch=_nowhere, standard_input=lambda: b"")
            async for _ in inputs.in_order(found, lambda raw: workers.read(raw, TODAY), ahead=2 * processes):
                pass
            alone = len(files) / (time.perf_counter() - began)
            database = await archive.opened(Path(folder, "archive.db"), catalogue.load())
            try:
                began, held, count = time.perf_counter(), [], 0
                found = inputs.expand(files, fetch=_nowhere, standard_input=lambda: b"")
                async for _ in ingest(found, database, audience=EVERYONE, now=lambda: NOW, run=workers.digest,
                                      ahead=2 * processes):  # fmt: skip
                    count += 1
                    if count % max(1, len(files) // QUARTERS) == 0:
                        held.append(backfill.resident_mb(os.getpid()))
                whole = count / (time.perf_counter() - began)
            finally:
                await database.close()
    told = ", ".join(f"{one:.0f}" for one in held)
    _tell(f"articles a second, {processes} worker(s): read {alone:.0f}, kept {whole:.0f}; MB held {told}")


def _written(made: Sequence[Generated], place: Path) -> list[str]:
    place.mkdir()
    return [str(path) for path in sorted(ingesting.written(made, place).iterdir())]


async def _nowhere(url: str) -> Raw:
    raise AssertionError(url)
