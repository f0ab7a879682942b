"""`antici digest`: what a digest would say, in the terminal."""

from tests.shell.antici import COVERAGE, Antici


def test_a_digest_says_what_is_new_on_its_subjects(filled: Antici) -> None:
    (found,) = filled.lines("digest", "Japan", "since", "2024-01-01")
    assert [subject["name"] for subject in found["subjects"]] == ["Japan"]
    assert found["news_from"] == "2024-01-01"
    assert {line["headline"] for line in found["new"]} >= {"EU seeks pact with Japan"}
    assert set(found["coverage"]) == COVERAGE


def test_it_reads_as_a_page(filled: Antici) -> None:
    result = filled("digest", "Japan since 2024-01-01")
    assert result.exit_code == 0, result.output
    assert "Digest on Japan, from 1 January 2024 on" in result.stdout and "EU seeks pact with Japan" in result.stdout


def test_a_period_that_cannot_be_read_is_said(filled: Antici) -> None:
    result = filled("digest", "Japan", "since", "yesteryear")
    assert result.exit_code == 2 and "I cannot read that period" in result.stderr


def test_with_nothing_new_it_says_so(filled: Antici) -> None:
    result = filled("digest", "Japan", "--as-of", "2024-12-31")
    assert result.exit_code == 0 and "Nothing new." in result.stdout
