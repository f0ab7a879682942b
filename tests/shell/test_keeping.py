"""`antici ingest`, `read`, `backup`: what becomes of each input, and of the bad one among them."""

import os
import sqlite3
from pathlib import Path

import pytest

from tests.shell.antici import LATER, PASTED, Antici


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


def test_the_archive_is_no_input_of_the_folder_that_it_lies_in(antici: Antici) -> None:
    antici.write("news.txt", PASTED)
    antici.write(f"{antici.file.name}-gatherer", b"SQLite format 3\x00")
    assert [line["outcome"] for line in antici.lines("ingest", str(antici.folder))] == ["added"]
    assert [line["title"] for line in antici.lines("read", str(antici.folder))] == ["EU seeks pact with Japan"]


def test_each_mail_of_a_mailbox_is_an_input(antici: Antici) -> None:
    letter = (
        "From a@b Tue May 12 10:00:00 2026\nSubject: {0}\nFrom: a@b.example\n\nThe harbour of {0} builds a quay.\n\n"
    )
    box = antici.write(
        "Inbox", letter.format("Oslo") + letter.format("Kiel") + letter.format("1").replace("\nThe", "\n")
    )
    lines = antici.lines("read", box)
    assert [line["input"] for line in lines] == [f"{box}#{number}" for number in (1, 2, 3)]
    assert [line["title"] for line in lines[:2]] == ["Oslo", "Kiel"]


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


def test_read_gives_each_input_its_line(antici: Antici) -> None:
    feed = "<rss version='2.0'><channel>{}{}</channel></rss>"
    item = "<item><title>A quay is {0}</title><link>https://harbour.example/{0}</link></item>"
    (antici.folder / "mixed").mkdir()
    antici.write("mixed/a.txt", PASTED)
    antici.write("mixed/b.bin", bytes(range(256)) * 40)
    antici.write("mixed/c.rss", feed.format(item.format("built"), item.format("open")))
    lines = antici.lines("read", str(antici.folder / "mixed"), str(antici.folder / "none"), code=1)
    fields = {"input", "title", "published_at", "author", "language", "text", "canonical_url", "kind", "reason"}
    assert all(fields <= set(line) for line in lines)
    assert [line["kind"] for line in lines] == ["text", None, "feed", "feed", None]
    assert [line["canonical_url"] for line in lines[2:4]] == [
        "https://harbour.example/built", "https://harbour.example/open",
    ]  # fmt: skip
    assert [bool(line["reason"]) for line in lines] == [False, True, False, False, True]


def test_what_cannot_be_read_is_said(antici: Antici) -> None:
    result = antici("read", antici.write("empty.txt", ""), antici.write("seed.txt", PASTED))
    assert result.exit_code == 1
    assert "empty" in result.stderr
    assert "EU seeks pact with Japan" in result.stdout


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


@pytest.mark.parametrize("name", ["x" * 300, "taken"])
def test_a_backup_that_cannot_be_written_is_said(filled: Antici, name: str) -> None:
    (filled.folder / "taken.unfinished").mkdir()
    result = filled("backup", str(filled.folder / name))
    assert (result.exit_code, result.stdout) == (1, "")
    assert "cannot be written" in result.stderr.replace("\n", " ")


def test_read_tells_what_is_stated_as_of_the_day_that_is_given(antici: Antici) -> None:
    text = "Poland signed an agreement on SAFE loans of EUR 43.7 billion. It did not sign the other one."
    (line,) = antici.lines("read", "-", "--date", "2026-05-08", typed=f"Poland signs\n\n{text}")
    assert line["published_at"] == "2026-05-08"
    first, second = line["developments"]
    assert {"type", "stage", "actors", "instrument", "ordinal", "amount", "event_date", "precision", "negated"} <= set(
        first
    )
    assert (first["type"], first["stage"], first["modality"]) == ("agreement-signed", "signed", "fact")
    assert [one["actor"] for one in first["actors"] if one["role"] == "source"] == ["poland"]
    assert first["amount"]["value"] == 43.7e9
    assert second["negated"]
    assert line["text"][second["start"] : second["end"]] == "It did not sign the other one"


def test_what_was_read_to_its_end_is_not_read_again(antici: Antici) -> None:
    first, second = antici.write("first.txt", PASTED), antici.write("second.txt", LATER)
    [before] = antici.lines("ingest", first)
    again, new = antici.lines("ingest", first, second)
    assert again == {**before, "outcome": "unchanged"} and new["outcome"] == "added"
    archive = sqlite3.connect(antici.file)
    archive.execute("update revision set title = 'As the archive has it'")
    archive.commit()
    archive.close()
    assert antici.lines("ingest", first)[0]["title"] == "As the archive has it"
    assert antici.lines("ingest", "--again", first)[0]["title"] == before["title"]
    antici.write("first.txt", PASTED + " And Canada.")
    assert antici.lines("ingest", first)[0]["title"] == before["title"]


def test_a_file_whose_name_no_encoding_has_is_named_all_the_same(antici: Antici) -> None:
    path = os.fsdecode(os.fsencode(antici.folder) + b"/caf\xe9.txt")
    Path(path).write_text(PASTED, encoding="utf-8")
    (line,) = antici.lines("read", path)
    assert line["input"] == path and line["reason"] == ""
    (line,) = antici.lines("ingest", path)
    assert line["outcome"] == "added"
