"""What every test may use: an archive in a real file, a clock that stands still."""

from collections.abc import AsyncIterator, Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import settings

from storage.database import Database
from tests.storage.making import blank

# A deadline measures the machine, not the code: other tests run beside.
settings.register_profile("house", deadline=None)
settings.load_profile("house")

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)


@pytest.fixture
def clock() -> Callable[[], datetime]:
    """It is nine o'clock in the morning of 24 November 2026, always."""
    return lambda: NOW


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    """A new archive in a file of its own."""
    opened = await Database.open(blank(tmp_path / "archive.db"))
    yield opened
    await opened.close()
