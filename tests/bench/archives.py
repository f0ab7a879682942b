"""Archives of a given size for benches, built once and kept in the machine's temporary folder by a hash.

Storage's own functions keep the articles; only their stories are known beforehand, because the generator knows which
event each article tells. That is the one short cut.
"""

import tempfile
import time
from collections.abc import Iterator, Sequence
from itertools import islice
from pathlib import Path

from bot import archive, catalogue
from storage import keeping
from storage.database import Connection
from storage.models import Article, Draft, Placement, Proposed, Version
from tests.bench import generator
from tests.bench.generator import Generated, Source

FOLDER = Path(tempfile.gettempdir()) / "antici-bench"
BATCH = 500


async def of_size(count: int, texts: Sequence[Source]) -> Path:
    """An archive of so many articles. It is the cache's own: copy it before writing to it."""
    FOLDER.mkdir(exist_ok=True)
    path = FOLDER / f"{generator.digest_of(texts)}-{count}.db"
    if not path.exists():
        began = time.perf_counter()
        unfinished = path.with_suffix(".unfinished")
        for leftover in FOLDER.glob(f"{unfinished.name}*"):
            leftover.unlink()
        await _build(unfinished, generator.Generator(texts).articles(count))
        unfinished.rename(path)
        print(f"built {path}: {time.perf_counter() - began:.0f} s, {path.stat().st_size / 1e6:.0f} MB")  # noqa: T201
    # An older one is brought to today's shape here, so that no start that is measured pays for it.
    await (await archive.opened(path, catalogue.load())).close()
    return path


async def _build(path: Path, generated: Iterator[Generated]) -> None:
    database = await archive.opened(path, catalogue.load())
    try:
        stories: dict[int, int] = {}
        while batch := list(islice(generated, BATCH)):
            await database.write(_keep, batch, stories)
    finally:
        await database.close()


def _keep(db: Connection, batch: list[Generated], stories: dict[int, int]) -> None:
    for event, _, draft in batch:

        def place(draft: Draft, proposed: list[Proposed], event: int = event) -> Placement:
            del draft, proposed
            return Placement(story=stories.get(event), reasons=("the same event",))

        judge = keeping.Judgement(
            version=_version, copied=lambda article, draft: False, place=place, settle=lambda known: [],
            named=lambda text, added, taken: [],
        )  # fmt: skip
        stories[event] = keeping.keep(db, draft, judge).story


def _version(article: Article, draft: Draft) -> Version:
    return "revised" if article.title == draft.title else "another"
