"""`antici stories`: articles in lines, grouped in the order of their days, without an archive."""

import json

from tests.shell.antici import Antici

NINETEENTH = {"title": "EU adopts 19th sanctions package against Russia", "date": "2025-10-23", "lang": "en"}
PAQUET = {"title": "L'UE adopte un 19e paquet de sanctions contre la Russie", "date": "2025-10-24", "lang": "fr"}
TWENTIETH = {"title": "EU adopts 20th sanctions package against Russia", "date": "2025-10-24T10:00:00Z"}


def test_lines_are_grouped_in_the_order_of_days(antici: Antici) -> None:
    lines = [{"id": "c", **TWENTIETH, "text": None}, {"id": "b", **PAQUET, "publisher": ""}, {"id": 1, **NINETEENTH}]
    found = antici.lines("stories", antici.write("a.jsonl", "\n".join(json.dumps(line) for line in lines)))
    assert [line["id"] for line in found] == [1, "c", "b"]
    assert all(set(line) == {"id", "story", "reasons"} and line["reasons"] for line in found)
    story = {line["id"]: line["story"] for line in found}
    assert story[1] == story["b"] != story["c"]
    assert not antici.file.exists()


def test_a_bad_line_is_named_and_skipped(antici: Antici) -> None:
    typed = '\n{"id": 1, "title": "Finland joins NATO"}\n{"id": 2}\nno\n[]\n{"title": "x"}\n{"id": 3, "title": "A"}\n'
    result = antici("stories", "-", "--json", typed=typed)
    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == [1, 3]
    assert [number for number in range(1, 9) if f"line {number}:" in result.stderr] == [3, 4, 5, 6]
    assert result.exit_code == 0


def test_a_file_without_articles_and_one_that_is_not_there(antici: Antici) -> None:
    assert antici("stories", "-", "--json", typed="no\n").exit_code == 1
    missing = antici("stories", str(antici.folder / "none.jsonl"), "--json")
    assert missing.exit_code == 2
    assert "cannot be read" in missing.stderr
