"""The demo archive, read once for each process of the tests; each test works on its own copy."""

import asyncio
import shutil
from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.desk import Desk
from tests.bench.answers import demo_archive
from tests.bot.making import KNOWN, NOW, opened


@pytest.fixture(scope="session")
def demo_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The file of the demo archive, to be copied."""
    path = tmp_path_factory.mktemp("demo") / "demo.db"

    async def made() -> None:
        await (await demo_archive(path)).close()

    asyncio.run(made())
    return path


@pytest.fixture
async def demo_desk(demo_file: Path, tmp_path: Path) -> AsyncIterator[Desk]:
    """A desk upon a copy of the demo archive."""
    database = await opened(Path(shutil.copy(demo_file, tmp_path / "demo.db")))
    yield Desk(database, KNOWN, lambda: NOW)
    await database.close()
