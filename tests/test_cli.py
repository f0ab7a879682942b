"""The command `antici`: what scripts rely on (shapes, exit codes, where lines go) and what a person is told."""

import json
import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bot.__main__ import main

COMMANDS = sorted(main.commands)
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


@pytest.fixture
def antici(tmp_path: Path) -> Antici:
    return Antici(tmp_path)


@pytest.fixture
def filled(antici: Antici) -> Antici:
    antici.lines("ingest", antici.write("seed.txt", PASTED), antici.write("later.txt", LATER))
    return antici


@pytest.mark.parametrize("name", COMMANDS)
def test_every_command_explains_itself(antici: Antici, name: str) -> None:
    result = antici(name, "--help")
    assert result.exit_code == 0
    for option in ("--database", "--as-of", "--help"):
        assert option in result.stdout
    assert len(main.commands[name].get_short_help_str(200)) > 10


def test_an_unknown_command_is_said(antici: Antici) -> None:
    result = antici("frobnicate")
    assert result.exit_code == 2
    assert "frobnicate" in result.stderr


def test_ask_prints_one_object_with_the_sentence_and_its_citation(filled: Antici) -> None:
    (answer,) = filled.lines("ask", "Who develops new fighter jets with Japan?")
    assert (answer["outcome"], answer["reason"]) == ("answered", "")
    sentence = answer["sentences"][0]
    assert set(sentence) == {"text", "verbatim", "citations"}
    assert (sentence["text"], sentence["verbatim"]) == (JETS, True)
    (citation,) = sentence["citations"]
    assert set(citation) >= {"article", "title", "publisher", "published_at", "url", "start", "end"}
    assert (citation["title"], citation["published_at"], citation["url"]) == (
        "EU seeks pact with Japan",
        "2024-03-21",
        None,
    )
    assert citation["end"] - citation["start"] == len(JETS)
    assert set(answer["coverage"]) == COVERAGE
    assert (answer["coverage"]["first"], answer["coverage"]["last"]) == ("2024-03-21", "2026-09-01")


def test_ask_refuses_with_a_reason_and_the_coverage(filled: Antici) -> None:
    (answer,) = filled.lines("ask", "What", "did", "Brazil", "sign", "with", "Japan?")
    assert (answer["outcome"], answer["sentences"]) == ("refused", [])
    assert "Brazil" in answer["reason"]
    assert answer["coverage"]["articles"] == 2


def test_a_refusal_to_a_person_says_what_was_looked_at(filled: Antici) -> None:
    result = filled("ask", "What did Brazil sign with Japan?")
    assert result.exit_code == 0
    assert "Nothing I hold names Brazil." in result.stdout
    assert "Looked at 2 articles from 2 publishers, 21 March 2024 – 1 September 2026" in result.stdout


def test_chat_answers_a_thread_line_by_line(filled: Antici) -> None:
    typed = "Who develops new fighter jets with Japan?\n\nAnd Brazil?\nWhat did Japan sign with Canada?\n"
    first, second, third = filled.lines("chat", typed=typed)
    assert first["sentences"][0]["text"] == JETS
    assert (second["outcome"], second["understood"]) == ("refused", "Who develops new fighter jets with Brazil?")
    assert third["outcome"] == "answered"
    assert all(set(answer["coverage"]) == COVERAGE for answer in (first, second, third))


def test_what_a_terminal_cannot_decode_is_still_a_question(filled: Antici) -> None:
    (answer,) = filled.lines("chat", typed=b"caf\xe9 \xff Japan?\n")
    assert answer["outcome"] in ("answered", "refused")
    (answer,) = filled.lines("ask", "caf\udce9 Brazil?")
    assert "Brazil" in answer["reason"]


def test_ingest_tells_what_became_of_each_input(antici: Antici) -> None:
    (line,) = antici.lines("ingest", antici.write("seed.txt", PASTED))
    assert set(line) == {"input", "outcome", "article", "title", "published_at", "language", "reason"}
    assert (line["outcome"], line["title"], line["published_at"]) == ("added", "EU seeks pact with Japan", "2024-03-21")
    assert line["language"] == "en"


def test_ingest_again_adds_nothing(filled: Antici) -> None:
    again = filled.lines("ingest", str(filled.folder / "seed.txt"), str(filled.folder / "later.txt"))
    assert {line["outcome"] for line in again} == {"unchanged"}
    revised = filled.write("later.txt", LATER.replace("2027", "2028"))
    assert [line["outcome"] for line in filled.lines("ingest", revised)] == ["revised"]
    copied = filled.write("copy.txt", LATER.replace("2027", "2028").replace("courier.example", "copy.example"))
    assert [line["outcome"] for line in filled.lines("ingest", copied)] == ["duplicate"]
    (answer,) = filled.lines("ask", "Japan")
    assert answer["coverage"]["articles"] == 2


def test_a_dash_is_standard_input(antici: Antici) -> None:
    (line,) = antici.lines("ingest", "-", typed=PASTED)
    assert (line["input"], line["outcome"]) == ("-", "added")
    (line,) = antici.lines("ingest", antici.write("same.txt", PASTED))
    assert line["outcome"] == "unchanged"


def test_a_missing_date_stays_missing(antici: Antici) -> None:
    (line,) = antici.lines("ingest", "-", typed=PASTED.partition("\n")[2])
    assert line["published_at"] is None


def test_a_bad_file_among_good_ones_costs_one_line(antici: Antici) -> None:
    good, bad = antici.write("good.txt", PASTED), antici.write("bad.txt", b"")
    nowhere = str(antici.folder / "nowhere.txt")
    result = antici("ingest", bad, nowhere, good)
    assert result.exit_code == 1
    assert "1 added, 2 failed." in result.stdout
    assert [line.split(": ")[0] for line in result.stderr.splitlines()] == [bad, nowhere]
    lines = antici.lines("ingest", bad, good, code=1)
    assert [line["outcome"] for line in lines] == ["failed", "unchanged"]
    assert lines[0]["reason"].endswith(".")


def test_a_folder_is_read_whole_but_for_what_is_hidden(antici: Antici) -> None:
    (antici.folder / "news" / "deep").mkdir(parents=True)
    for name in ("news/a.txt", "news/deep/b.txt", "news/.hidden.txt"):
        antici.write(name, PASTED.replace("fighter jets", f"jets of {name}"))
    assert [line["outcome"] for line in antici.lines("ingest", str(antici.folder / "news"))] == ["added", "added"]


@pytest.mark.parametrize("name", ["", "  ", "x" * 5000, PASTED * 20])
def test_a_text_in_place_of_a_name_is_explained(antici: Antici, name: str) -> None:
    (line,) = antici.lines("ingest", name, code=1)
    assert "standard input" in line["reason"]


def test_nothing_to_read_is_a_failure(antici: Antici) -> None:
    (antici.folder / "empty").mkdir()
    result = antici("ingest", str(antici.folder / "empty"))
    assert (result.exit_code, result.stdout) == (1, "nothing to read.\n")


def test_read_prints_what_is_read_and_stores_nothing(antici: Antici) -> None:
    (line,) = antici.lines("read", antici.write("seed.txt", PASTED))
    assert {"title", "published_at", "text", "language", "sentences", "mentions"} <= set(line)
    assert (line["title"], line["published_at"], line["language"]) == ("EU seeks pact with Japan", "2024-03-21", "en")
    for one in line["sentences"]:
        assert line["text"][one["start"] : one["end"]] == one["text"]
    for one in line["mentions"]:
        assert set(one) == {"surface", "start", "end", "actor", "sure"}
        assert line["text"][one["start"] : one["end"]] == one["surface"]
    assert {"japan", "italy", "united-kingdom", "european-union"} <= {one["actor"] for one in line["mentions"]}
    assert not antici.file.exists()


def test_what_cannot_be_read_is_said(antici: Antici) -> None:
    result = antici("read", antici.write("empty.txt", ""), antici.write("seed.txt", PASTED))
    assert result.exit_code == 1
    assert "empty" in result.stderr
    assert "EU seeks pact with Japan" in result.stdout


def test_as_of_a_day_nothing_later_is_known(filled: Antici) -> None:
    question = "What did Japan sign with Canada?"
    assert filled.lines("ask", question)[0]["outcome"] == "answered"
    (early,) = filled.lines("ask", question, "--as-of", "2024-12-31")
    assert (early["outcome"], early["as_of"], early["coverage"]["articles"]) == ("refused", "2024-12-31", 1)
    (latest,) = filled.lines("latest", "--as-of", "2024-12-31")
    assert [line["headline"] for line in latest["lines"]] == ["EU seeks pact with Japan"]


def test_offices_are_those_of_the_day(filled: Antici) -> None:
    (profile,) = filled.lines("actor", "High", "Representative", "on", "2023-05-01")
    assert [one["name"] for one in profile["holders"]] == ["Josep Borrell"]
    shown = filled("actor", "High Representative", "--as-of", "2025-03-01").stdout
    assert "Kaja Kallas" in shown
    assert "catalogue, as of 1 March 2025" in shown


def test_latest_comes_in_pages(antici: Antici) -> None:
    places = ["Norway", "Chile", "India", "Greece", "Poland", "Brazil"]
    for number, place in enumerate(places):
        antici.write(f"{number}.txt", f"date 2026-05-1{number}\nNavy of {place}\n\nA frigate of {place} left port.\n")
    antici.lines("ingest", *(str(antici.folder / f"{number}.txt") for number in range(len(places))))
    (first,) = antici.lines("latest")
    assert (first["total"], first["following"], len(first["lines"])) == (6, 5, 5)
    (second,) = antici.lines("latest", "--offset", "5")
    assert [line["headline"] for line in second["lines"]] == ["Navy of Norway"]
    assert "--offset 5" in antici("latest").stdout


def test_summary_by_number_and_length(filled: Antici) -> None:
    (summary,) = filled.lines("summary", "1", "long")
    assert (summary["kind"], summary["subject"], summary["size"]) == ("article", "EU seeks pact with Japan", "long")
    assert JETS in [sentence["text"] for sentence in summary["sentences"]]


def test_sources_name_every_publisher(filled: Antici) -> None:
    (sources,) = filled.lines("sources")
    assert {line["name"] for line in sources["lines"]} == {"The Fictional Courier", "publisher not stated"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["actor"], "Usage: /actor"),
        (["summary"], "Usage: /summary"),
        (["actor", "Jpan"], "Japan (japan)"),
        (["latest", "xyzzy"], "xyzzy"),
        (["latest", "since", "2026-13-01"], "since 2026-13-01"),
        (["summary", "99"], "no article 99"),
        (["actor", "Japan", "on", "2025-02-30"], "2025-02-30"),
        (["latest", "--as-of", "yesterday"], "--as-of"),
        (["latest", "--offset", "-1"], "--offset"),
        (["ask"], "QUESTION"),
        (["run"], "SLACK_BOT_TOKEN"),
    ],
)
def test_a_slip_is_answered_with_what_would_be_right(filled: Antici, words: list[str], told: str) -> None:
    result = filled(*words)
    assert (result.exit_code, result.stdout) == (2, "")
    assert told in result.stderr
    assert "Traceback" not in result.stderr


def test_the_archive_is_named_by_option_before_environment(filled: Antici) -> None:
    other = str(filled.folder / "other.db")
    assert filled.lines("ask", "Japan", "--database", other)[0]["coverage"]["articles"] == 0
    assert filled.lines("ask", "Japan")[0]["coverage"]["articles"] == 2
    result = filled("ask", "Japan", "--json", ANTICI_DATABASE=other)
    assert json.loads(result.stdout)["coverage"]["articles"] == 0


def test_an_archive_that_cannot_be_opened_is_said(antici: Antici) -> None:
    letter = antici.write("letter.txt", "Dear Minister, " * 200)
    for path, told in ((letter, "not an Antici archive"), (str(antici.folder / "no" / "a.db"), "is the folder there")):
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


def test_a_backup_is_an_archive_of_its_own(filled: Antici) -> None:
    copy = str(filled.folder / "copy.db")
    assert filled("backup", copy).exit_code == 0
    assert filled.lines("ask", "Japan", "--database", copy)[0]["coverage"]["articles"] == 2
    again = filled("backup", copy)
    assert again.exit_code == 1
    assert "exists already" in again.stderr
    missing = filled("backup", str(filled.folder / "x.db"), "--database", str(filled.folder / "nowhere.db"))
    assert missing.exit_code == 2
    assert not (filled.folder / "nowhere.db").exists()


def test_the_text_of_an_article_is_never_markup(antici: Antici) -> None:
    antici.lines(
        "ingest", "-", typed="date 2026-05-01\n[bold]EU[/bold] plan\n\nThe EU has a [red]plan[/red] for ships.\n"
    )
    shown = antici("latest").stdout
    assert "[bold]EU[/bold] plan" in shown
    assert "[red]plan[/red]" in shown


def test_the_manifest_is_json(antici: Antici) -> None:
    manifest = json.loads(antici("manifest").stdout)
    assert {"display_information", "features", "oauth_config", "settings"} <= set(manifest)


def test_check_says_what_is_missing(filled: Antici) -> None:
    result = filled("check")
    assert result.exit_code == 1
    assert "SLACK_BOT_TOKEN is not set" in result.stdout
    assert "2 articles" in result.stdout


def test_as_a_process_it_keeps_results_and_complaints_apart(antici: Antici) -> None:
    command = [sys.executable, "-m", "bot", "ingest", "-", "nowhere.txt", "--database", str(antici.file)]
    done = subprocess.run(command, input=PASTED, capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 1
    assert done.stdout == "1 added, 1 failed.\n"
    assert done.stderr.startswith("nowhere.txt: ")
    assert done.stderr.count("\n") == 1
