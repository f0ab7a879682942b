"""The command as a whole: help, settings, archives that cannot be opened, exit codes, where lines go."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest

from handlers.shell import COMMANDS, known
from tests.shell.antici import PASTED, Antici


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(antici: Antici, name: str) -> None:
    result = antici(name, "--help")
    assert result.exit_code == 0
    for option in ("--database", "--as-of", "--help"):
        assert option in result.stdout
    command = known(name)
    assert command is not None
    assert command.get_short_help_str(200) == COMMANDS[name].told
    assert command.name == name


def test_an_unknown_command_is_said(antici: Antici) -> None:
    result = antici("frobnicate")
    assert result.exit_code == 2
    assert "frobnicate" in result.stderr


def test_the_archive_is_named_by_option_before_environment(filled: Antici) -> None:
    other = str(filled.folder / "other.db")
    assert filled.lines("ask", "Japan", "--database", other)[0]["coverage"]["articles"] == 0
    assert filled.lines("ask", "Japan")[0]["coverage"]["articles"] == 2
    result = filled("ask", "Japan", "--json", ANTICI_DATABASE=other)
    assert json.loads(result.stdout)["coverage"]["articles"] == 0


def test_an_archive_that_cannot_be_opened_is_said(antici: Antici) -> None:
    letter = antici.write("letter.txt", "Dear Minister, " * 200)
    for path, told in (
        (letter, "not an Antici archive"),
        (str(antici.folder / "no" / "a.db"), "is the folder there, and writable"),
    ):
        result = antici("latest", "--database", path)
        assert result.exit_code == 1
        assert told in result.stderr


def test_an_archive_of_a_newer_antici_is_refused(filled: Antici) -> None:
    with closing(sqlite3.connect(filled.file, isolation_level=None)) as db:
        db.execute("insert into _sqlite_migrations (migration_set, name, applied_at) values ('antici', 'm999', '2030')")
    result = filled("latest")
    assert result.exit_code == 1
    assert "newer Antici" in result.stderr


def test_settings_that_cannot_be_used_are_all_named(antici: Antici) -> None:
    result = antici("latest", ANTICI_LOG_LEVEL="loud", SLACK_BOT_TOKEN="secret-but-wrong")
    assert result.exit_code == 1
    assert "ANTICI_LOG_LEVEL" in result.stderr
    assert "SLACK_BOT_TOKEN" in result.stderr
    assert "secret-but-wrong" not in result.stderr
    assert antici("latest", ANTICI_LOG_LEVEL="", SLACK_BOT_TOKEN="").exit_code == 0  # empty is unset


def test_the_manifest_is_json(antici: Antici) -> None:
    manifest = json.loads(antici("manifest").stdout)
    assert {"display_information", "features", "oauth_config", "settings"} <= set(manifest)


def test_check_says_what_is_missing(filled: Antici) -> None:
    result = filled("check")
    assert result.exit_code == 1
    assert "SLACK_BOT_TOKEN is not set" in result.stdout
    assert "2 articles" in result.stdout


def test_check_says_whether_there_is_an_encoder(filled: Antici) -> None:
    assert "no encoder is installed, or ANTICI_VECTORS is off" in " ".join(
        filled("check", ANTICI_VECTORS="off").stdout.split()
    )
    wrong = filled("check", ANTICI_VECTORS="on")
    assert wrong.exit_code == 1 and "ANTICI_VECTORS" in wrong.stderr


def test_as_a_process_it_keeps_results_and_complaints_apart(antici: Antici) -> None:
    command = [sys.executable, "-m", "bot", "ingest", "-", "nowhere.txt", "--database", str(antici.file)]
    done = subprocess.run(command, input=PASTED, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout == "1 added, 1 failed.\n"
    assert done.stderr.startswith("nowhere.txt: ")
    assert done.stderr.count("\n") == 1


def test_an_archive_that_is_not_there_is_said_and_not_made(antici: Antici) -> None:
    result = antici("ask", "Japan", "--json")
    assert json.loads(result.stdout)["outcome"] == "refused"
    assert f"There is no archive {antici.file} yet" in result.stderr.replace("\n", " ")
    assert not antici.file.exists()


def test_a_full_disk_behind_the_output_is_said(filled: Antici) -> None:
    with Path("/dev/full").open("w", encoding="utf-8") as full:
        done = subprocess.run(
            [sys.executable, "-m", "bot", "latest", "--database", str(filled.file)],
            stdout=full, stderr=subprocess.PIPE, text=True, check=False,
        )  # fmt: skip
    assert (done.returncode, "Traceback" in done.stderr) == (1, False)
    assert "cannot be written" in done.stderr


def test_an_output_that_the_shell_closed_is_no_bug(filled: Antici) -> None:
    command = [sys.executable, "-m", "bot", "latest", "--database", str(filled.file)]
    closed = ["sh", "-c", 'exec "$@" >&-', "sh", *command]
    done = subprocess.run(closed, stderr=subprocess.PIPE, text=True, check=False)
    assert (done.returncode, done.stderr) == (0, "")


@pytest.mark.parametrize("port", ["-1", "99999"])
def test_a_port_that_is_none_is_said(antici: Antici, port: str) -> None:
    result = antici("demo", "--port", port)
    assert (result.exit_code, "--port" in result.stderr) == (2, True)


def test_the_demo_keeps_out_of_an_archive_with_articles(filled: Antici) -> None:
    result = filled("demo", "--port", "0", "--no-open", "--database", str(filled.file))
    assert (result.exit_code, "2 articles of your own" in result.stderr.replace("\n", " ")) == (2, True)
