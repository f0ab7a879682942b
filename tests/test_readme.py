"""The README tells the truth: every command, setting, target, path and library that it names exists."""

import re
import tomllib
from importlib import import_module
from pathlib import Path

import handlers
from bot.settings import Settings
from handlers.shell import COMMANDS, known

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
MAKEFILE = (ROOT / "Makefile").read_text(encoding="utf-8")
FOR_MACHINES = {
    "ingest", "read", "ask", "chat", "latest", "actor", "actors", "summary", "digest", "timeline", "quotes", "next",
    "who", "sources", "stories", "report", "history", "feedback",
}  # fmt: skip


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table below a heading, but for its head."""
    _, _, below = README.partition(f"{heading}\n")
    table = re.search(r"(?:^\|.*\n)+", below, re.MULTILINE)
    assert table, f"no table below {heading}"
    lines = table[0].replace("\\|", "\0").splitlines()[2:]
    return [[cell.strip().replace("\0", "|") for cell in line.strip("|").split("|")] for line in lines]


def code() -> list[str]:
    """Everything between backticks, and every line of the blocks of code."""
    blocks = re.findall(r"```\n(.*?)```", README, re.DOTALL)
    spans = re.findall(r"`([^`\n]+)`", re.sub(r"```.*?```", "", README, flags=re.DOTALL))
    return spans + [line for block in blocks for line in block.splitlines()]


def test_every_command_is_in_the_table_and_every_row_is_a_command() -> None:
    named = [re.match(r"`antici (\w+)", row[0]) for row in rows("## In the terminal")]
    assert sorted(match[1] for match in named if match) == sorted(COMMANDS)


def test_every_command_named_anywhere_exists() -> None:
    for line in code():
        for name in re.findall(r"\bantici ([a-z]+)", line):
            assert name in COMMANDS, line


def test_machines_are_served_by_the_commands_that_print() -> None:
    for name in COMMANDS:
        command = known(name)
        assert command is not None
        options = {option for parameter in command.params for option in parameter.opts}
        assert ("--json" in options) == (name in FOR_MACHINES), name
        assert {"--database", "--as-of"} <= options, name


def test_the_settings_are_those_of_the_table_with_default_and_meaning() -> None:
    stated = {row[0].strip("`"): (row[1].strip("`"), row[2]) for row in rows("## Settings")}
    fields = {str(field.alias): field for field in Settings.model_fields.values() if field.alias}
    assert set(stated) == set(fields)
    for name, (default, meaning) in stated.items():
        assert default == ("" if fields[name].default is None else str(fields[name].default)), name
        assert meaning == fields[name].description, name


def test_no_setting_is_named_that_is_none() -> None:
    known = {str(field.alias) for field in Settings.model_fields.values()}
    assert set(re.findall(r"\b(?:ANTICI|SLACK)_[A-Z_]+", README)) <= known


def test_make_has_the_targets_that_are_named() -> None:
    rules = set(re.findall(r"^([a-z]+):", MAKEFILE, re.MULTILINE))
    assert set(re.findall(r"\bmake ([a-z]+)", "\n".join(code()))) <= rules
    (phony,) = re.findall(r"^\.PHONY: (.*)$", MAKEFILE, re.MULTILINE)
    assert set(phony.split()) == rules


def test_slash_commands_that_are_named_exist() -> None:
    known = {command.name for command in handlers.COMMANDS} | {"/invite", "/healthz", "/readyz", "/metrics"}
    assert {match for line in code() for match in re.findall(r"^/\w+", line)} <= known


def test_paths_and_modules_that_are_named_exist() -> None:
    for named in code():
        if re.fullmatch(r"[\w./*]+/[\w./*]*", named) and not named.startswith(("/", ".venv")):
            assert list(ROOT.glob(named.rstrip("/"))), named
    flow = README.partition("## How it works")[2].partition("### Where")[0]
    for named in re.findall(r"`((?:[a-z]+\.)*[a-z]+)`", flow):
        assert exists(Path(*named.removesuffix(".py").split("."))), named


def exists(named: Path) -> bool:
    """Whether a package, a module or a function of a module is called so, in any package of ours."""
    inits = (path for root in ("bot", "handlers", "storage") for path in Path(ROOT, root).rglob("__init__.py"))
    for home in (ROOT, *(path.parent for path in inits)):
        module = (home / named.parent).with_suffix(".py") if named.parent.name else None
        defined = module is not None and module.is_file() and f"def {named.name}(" in module.read_text(encoding="utf-8")
        if defined or (home / named).is_dir() or (home / named).with_suffix(".py").is_file():
            return True
    return False


def test_the_places_to_extend_exist() -> None:
    places = {name for row in rows("### Where do I put …") for name in re.findall(r"`([A-Z]{3,})`", row[1])}
    assert places
    for name in places:
        homes = [import_module(module) for module in ("bot.reading", "bot.answers", "handlers")]
        assert any(getattr(home, name, None) for home in homes), name


def test_libraries_that_are_named_are_used() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    listed = re.search(r"\*\*Libraries for what is not our subject\*\*: ([^.]+)\.", README)
    assert listed
    wanted = {re.split(r"[<>=]", line)[0] for line in project["dependencies"]}
    assert {name.strip() for name in listed[1].split(",")} <= wanted
    assert f"Python {project['requires-python'].strip('>=')}" in README
