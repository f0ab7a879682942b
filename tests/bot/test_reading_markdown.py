"""Markdown: front matter, a heading as title, and the rest as text without mark-up."""

from datetime import date

import pytest

from tests.bot.reading_from import read_file, read_one, refused


def test_a_note_with_front_matter_is_read_without_mark_up() -> None:
    [found] = read_file("note.md")
    assert (found.title, found.published_at) == ("A port for two navies", date(2026, 5, 3))
    assert (found.publisher, found.author, found.demo, found.kind) == (
        "Harbour Review",
        "Ines Calder",
        True,
        "markdown",
    )
    assert found.text == (
        "The port of Kallavik will serve two navies from next year, says a paper by its owners.\n\n"
        "What changes\n\n- a second dry dock\n- deeper water\n1. first the dock\n2. then the quay\n\n"
        "year | ships\n2027 | 4\n2028 | 6\n\nThe tide waits for neither."
    )


@pytest.mark.parametrize(
    ("source", "title", "day"),
    [
        ("# A quay\n\nIt is built.", "A quay", None),
        ("A quay\n======\n\n*4 March 2025*\n\nIt is built.", "A quay", date(2025, 3, 4)),
        ('+++\ntitle = "A quay"\ndate = 2025-03-04\n+++\nIt is built.', "A quay", date(2025, 3, 4)),
        ("---\r\ntitle: 'A quay'\r\ndate: soon\r\n---\r\nIt is built.\r\n", "A quay", None),
        ("---\ntitle: A quay\ndate: 2999-01-01\n---\nIt is built.", "A quay", None),
        ("---\ntitle: A quay\n---\n# A quay\n\nIt is built.", "A quay", None),
        ("It is built.", "It is built", None),
    ],
)
def test_title_and_date_are_found_where_authors_put_them(source: str, title: str, day: date | None) -> None:
    found = read_one(source, name="x.md")
    assert (found.title, found.published_at, found.text) == (title, day, "It is built.")


def test_markdown_is_known_by_its_looks() -> None:
    assert read_one("---\ntitle: A quay\nurl: https://harbour.example/q?gclid=1\n---\nIt is built.").kind == "markdown"
    assert read_one("## A quay\n\nIt is built.").kind == "markdown"
    assert read_one("#3 of the list is a quay. It is built.").kind == "text"


def test_html_and_code_within_lose_their_tags_and_scripts() -> None:
    source = "# A quay\n\n<div>It <b>is</b> built.<script>alert('no')</script></div>\n\n```\nx < y\n```\n"
    assert read_one(source, name="x.md").text == "It is built.\n\nx < y"


def test_a_note_without_text_is_refused() -> None:
    assert refused("---\ntitle: A quay\n---\n", name="x.md") == "It holds no article text."


def test_nesting_without_end_ends() -> None:
    assert refused("> " * 5_000 + "It is built.", name="x.md") == "It holds no article text."
    assert read_one("[" * 20_000 + " It is built.", name="x.md").text.endswith("It is built.")
