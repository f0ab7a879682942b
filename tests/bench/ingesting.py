"""What an article costs on its way in, stage by stage, beside trafilatura alone on the same pages; and its placing.

Measured in CPU time, page by page in turn, so that what else the machine does hits both alike.
"""

import random
import shutil
import tempfile
import time
from collections import defaultdict
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta
from functools import partial
from pathlib import Path

from trafilatura import bare_extraction

from bot import actors, archive, catalogue, language, stories
from bot.incoming.drafting import draft
from bot.incoming.ingest import judgement
from bot.reading import Raw, Reading, read
from storage import keeping, nearby
from storage.database import Connection, Database
from storage.models import EVERYONE, Draft, Placement, Proposed
from tests.bench import generator, slack
from tests.bench.generator import TODAY, Generated, Source

NOW = datetime(TODAY.year, TODAY.month, TODAY.day, tzinfo=UTC)
WARMING = 30
"""Pages read before anything is measured: libraries compile their patterns at the first one."""


def fresh(texts: Sequence[Source], count: int, *, seed: int = 2, last: int = 20) -> list[Generated]:
    """Articles that no archive holds, all of the last so many days."""
    draw, made = random.Random(seed), []
    for event, reading, drafted in generator.Generator(texts, seed=seed).articles(count):
        made.append(dated(event, reading, drafted, draw, number=len(made), seed=seed, last=last))
    return made


def dated(
    event: int, reading: Reading, drafted: Draft, draw: random.Random, *, number: int, seed: int, last: int = 20
) -> Generated:
    """An article with a day of the last so many, and an address that says it."""
    day = TODAY - timedelta(days=draw.randrange(1, last))
    host = (reading.url or "").split("/")[2]
    url = f"https://{host}/{day:%Y/%m/%d}/{number}-{seed}"  # a day in an address is one that is believed
    return Generated(
        event,
        reading.model_copy(update={"published_at": day, "url": url}),
        drafted.model_copy(update={"published_at": day, "url": url, "identity": url}),
    )


def written(pages: Sequence[Generated], folder: Path) -> Path:
    """The articles as web pages in a folder."""
    for number, one in enumerate(pages):
        (folder / f"{number:06}.html").write_text(generator.page(one), encoding="utf-8")
    return folder


@contextmanager
def copied(path: Path) -> Iterator[Path]:
    """A copy of an archive, to be written to."""
    with tempfile.TemporaryDirectory(prefix="antici-bench-") as folder:
        yield Path(shutil.copy(path, Path(folder) / "archive.db"))


async def stages(archive_at: Path, texts: Sequence[Source], *, count: int) -> dict[str, float]:
    """Milliseconds of CPU an article, by stage; `trafilatura` is the bare library."""
    pages = [(one.reading.url or "", generator.page(one)) for one in fresh(texts, count + WARMING)]
    spent: dict[str, float] = defaultdict(float)
    known = catalogue.load()
    judge = judgement()
    with copied(archive_at) as path:
        database = await archive.opened(path, known)
        for number, (url, page) in enumerate(pages):
            if number == WARMING:
                spent.clear()
            with _timed(spent, "trafilatura"):
                bare_extraction(page, url=url)
            with _timed(spent, "trafilatura with metadata"):
                bare_extraction(page, url=url, with_metadata=True)
            with _timed(spent, "read"):
                reading = read(Raw(name=url, content=page.encode(), url=url), today=TODAY)[0]
            with _timed(spent, "sentences"):
                language.sentences(reading.text, reading.language)
            with _timed(spent, "actors"):
                for text in (reading.title, reading.text):
                    actors.recognise(text, known, language=reading.language, on=TODAY)
            with _timed(spent, "draft"):
                made = draft(reading, audience=EVERYONE, retrieved_at=NOW)
            with _timed(spent, "store"):
                await database.write(keeping.keep, made, judge)
        await database.close()
    spent["other"] = spent["draft"] - spent["sentences"] - spent["actors"]
    spent["whole"] = spent["read"] + spent["draft"] + spent["store"]
    return {stage: 1000 * seconds / count for stage, seconds in spent.items()}


async def paces(archive_at: Path, texts: Sequence[Source], *, count: int) -> tuple[float, float]:
    """Articles a second by the clock: `antici ingest` from its start to its end; trafilatura alone in one process."""
    pages = fresh(texts, count, seed=7)
    with copied(archive_at) as path, tempfile.TemporaryDirectory(prefix="antici-pages-") as folder:
        words = ("bot", "ingest", str(written(pages, Path(folder))), "--database", str(path))
        process = await slack.start(*words, "--as-of", TODAY.isoformat())
        await process.ended()
        whole = time.perf_counter() - process.began
    made = [(generator.page(one), one.reading.url) for one in pages[: count // 4]]
    bare_extraction(made[0][0])
    began = time.perf_counter()
    for page, url in made:
        bare_extraction(page, url=url)
    return count / whole, len(made) / (time.perf_counter() - began)


async def placing(path: Path, texts: Sequence[Source], *, count: int) -> list[float]:
    """Seconds that placing an article takes: candidates from the archive, and the decision."""
    database = Database(path)
    kinds = {actor.id: actor.kind for actor in catalogue.load().actors.values()}
    try:
        return [await database.read(_place, one.draft, kinds=kinds) for one in fresh(texts, count, seed=3)]
    finally:
        await database.close()


def _place(db: Connection, new: Draft, *, kinds: dict[str, str]) -> float:
    decide: Callable[[Draft, list[Proposed]], Placement] = partial(stories.place, kinds=kinds)
    began = time.perf_counter()
    decide(new, nearby.candidates(db, new))
    return time.perf_counter() - began


@contextmanager
def _timed(spent: dict[str, float], stage: str) -> Iterator[None]:
    began = time.process_time()
    yield
    spent[stage] += time.process_time() - began
