"""The command `antici` with an archive of its own, and what the tests give it to read."""

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result

from bot.__main__ import main

PASTED = """date 2024-03-21
EU seeks pact with Japan

Japan has been developing new fighter jets in collaboration with the UK and Italy. The EU seeks a pact with Japan.
"""
LATER = """title: Japan and Canada sign
date: 2026-09-01
source: The Fictional Courier
url: https://courier.example/canada

Japan and Canada signed an agreement on defence equipment in Ottawa. It enters into force in 2027.
"""
JETS = "Japan has been developing new fighter jets in collaboration with the UK and Italy."
COVERAGE = {"articles", "publishers", "first", "last", "undated", "last_retrieved", "failing"}
NO_SETTINGS = dict.fromkeys(["ANTICI_DATABASE", "ANTICI_LOG_LEVEL", "SLACK_BOT_TOKEN", "SLACK_APP_TOKEN"])


class Antici:
    """The command with an archive of its own."""

    def __init__(self, folder: Path) -> None:
        self.file = folder / "archive.db"
        self.folder = folder

    def __call__(self, *words: str, typed: str | bytes = "", **env: str) -> Result:
        settings = {**NO_SETTINGS, "ANTICI_DATABASE": str(self.file), **env}
        result = CliRunner().invoke(main, list(words), input=typed, env=settings)
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def lines(self, *words: str, typed: str | bytes = "", code: int = 0) -> list[dict[str, Any]]:
        """What it prints for machines, an object a line."""
        result = self(*words, "--json", typed=typed)
        assert result.exit_code == code, result.stderr
        return [json.loads(line) for line in result.stdout.splitlines()]

    def write(self, name: str, text: str | bytes) -> str:
        path = self.folder / name
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return str(path)
