"""Many articles read by the command, killed again and again: in the end the archive is what it is without a kill."""

import random
from pathlib import Path

import pytest

from tests.bench import backfill, generator

ARTICLES, KILLS = 240, 4


@pytest.mark.slow
async def test_an_interrupted_backfill_ends_as_one_that_was_not(tmp_path: Path) -> None:
    folder = backfill.written(ARTICLES, generator.sources(None), tmp_path / "pages")
    draw = random.Random(3)
    places = sorted(draw.randrange(1, ARTICLES - 20) for _ in range(KILLS))
    killed = tmp_path / "killed.db"
    for until in places:
        life = await backfill.lived(folder, killed, until=until, look=lambda told, pid: None)
        assert not life.ended and life.told >= until
    last = await backfill.lived(folder, killed, look=lambda told, pid: None)
    assert last.ended and last.told == ARTICLES
    assert last.added <= ARTICLES - places[-1], "what was told to be kept is not read again"
    whole = await backfill.lived(folder, tmp_path / "whole.db", look=lambda told, pid: None)
    assert whole.ended
    assert backfill.held(killed) == backfill.held(tmp_path / "whole.db")
