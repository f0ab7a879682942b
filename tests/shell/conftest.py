"""An archive with nothing in it, and one with two articles."""

from pathlib import Path

import pytest

from tests.shell.antici import LATER, PASTED, Antici


@pytest.fixture
def antici(tmp_path: Path) -> Antici:
    return Antici(tmp_path)


@pytest.fixture
def filled(antici: Antici) -> Antici:
    antici.lines("ingest", antici.write("seed.txt", PASTED), antici.write("later.txt", LATER))
    return antici
