"""Opening the archive: its copy of the catalogue is today's, and what was kept stays."""

from pathlib import Path

from bot import archive
from storage import actors, stories
from storage.models import EVERYONE
from tests.bot.making import KNOWN, article, keep, opened


async def test_an_older_catalogue_is_replaced_and_articles_stay(tmp_path: Path) -> None:
    database = await opened(tmp_path / "archive.db")
    await keep(database, article("Japan sails", "Japan sent a frigate to the Red Sea.", day="2026-03-01"))
    await database.write(
        actors.load, digest="older", actors=[("atlantis", "Atlantis", "country", "", "", None, None)], aliases=[],
        offices=[],
    )  # fmt: skip
    await database.close()
    again = await archive.opened(tmp_path / "archive.db", KNOWN)
    assert await again.read(actors.loaded) == KNOWN.digest
    names = await again.read(lambda db: {row["id"] for row in db.query("select id from actor")})
    assert names == set(KNOWN.actors)
    assert (await again.read(stories.coverage, EVERYONE))["articles"] == 1
    found, _ = await again.read(stories.latest, EVERYONE, actor="japan")
    assert len(found) == 1
    await again.close()
