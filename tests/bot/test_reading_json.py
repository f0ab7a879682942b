"""JSON: an article, a list of them, one a line, and JSON Feed."""

import json
from datetime import UTC, date, datetime

import pytest

from tests.bot.reading_from import read_all, read_one, refused

QUAY = {
    "url": "https://harbour.example/quay?utm_campaign=x",
    "title": "A quay for three navies",
    "date": "2026-05-12",
    "source": "Harbour Review",
    "text": "The town will build a quay.\n\nThe council voted for it.",
}


def test_an_article_is_read_field_by_field() -> None:
    found = read_one(json.dumps(QUAY), name="quay.json")
    assert (found.title, found.published_at, found.publisher) == (QUAY["title"], date(2026, 5, 12), "Harbour Review")
    assert (found.url, found.text, found.language) == ("https://harbour.example/quay", QUAY["text"], "en")
    assert (found.kind, found.author, found.demo) == ("json", None, False)


@pytest.mark.parametrize(
    "content",
    [
        json.dumps([QUAY, {"title": "B", "text": "Another text."}]),
        json.dumps({"articles": [QUAY, {"title": "B", "body": "Another text."}]}),
        json.dumps(QUAY) + "\n\n" + json.dumps({"headline": "B", "articleBody": "Another text."}) + "\n",
        "\ufeff" + json.dumps([QUAY, 7, None, {}, {"title": "no text"}, {"title": "B", "content": "Another text."}]),
    ],
)
def test_many_articles_come_in_a_list_an_object_or_a_line_each(content: str) -> None:
    assert [(found.title, found.text) for found in read_all(content)] == [
        (QUAY["title"], QUAY["text"]),
        ("B", "Another text."),
    ]


@pytest.mark.parametrize("day", [None, "", 20260512, "2026", "May 2026", "yesterday", "2099-01-01", ["2026-05-12"]])
def test_a_date_that_is_no_whole_day_of_the_past_stays_unknown(day: object) -> None:
    assert read_one(json.dumps(QUAY | {"date": day})).published_at is None


def test_a_json_feed_gives_a_reading_for_each_item() -> None:
    feed = {
        "version": "https://jsonfeed.org/version/1.1",
        "title": "Harbour Review",
        "language": "en-GB",
        "authors": [{"name": "Ines Calder"}],
        "items": [
            {"id": "https://harbour.example/1", "content_html": "<p>The town will build a quay.</p><p>It is long.</p>",
             "title": "A <quay>", "date_published": "2026-05-12T08:00:00+02:00"},
            {"id": "2", "content_text": "A text without a title. It is short.",
             "authors": [{"name": "Jan"}, {"name": "Eva"}]},
            {"id": "3", "summary": "Only a summary."},
            {"id": "4"},
        ],
    }  # fmt: skip
    first, second, third = read_all(json.dumps(feed), name="feed.json", media_type="application/feed+json")
    assert first.text == "The town will build a quay.\n\nIt is long."
    assert (first.url, first.publisher, first.author) == ("https://harbour.example/1", "Harbour Review", "Ines Calder")
    assert first.published_at == datetime(2026, 5, 12, 6, tzinfo=UTC)
    assert (first.title, first.language) == ("A <quay>", "en")
    assert (second.title, second.author, second.url) == ("A text without a title", "Jan, Eva", None)
    assert third.text == "Only a summary."


def test_markup_in_a_text_is_taken_away_but_signs_are_kept() -> None:
    assert (
        read_one(json.dumps(QUAY | {"text": "<p>It is &lt; 5 &amp; &gt; 3.</p><p>So.</p>"})).text
        == "It is < 5 & > 3.\n\nSo."
    )
    assert (
        read_one(json.dumps(QUAY | {"text": "a < b and c > d\n\n<!-- -->\n\nEnd."})).text == "a < b and c > d\n\nEnd."
    )


@pytest.mark.parametrize(
    ("content", "reason"),
    [
        ('{"title": "A quay", "text": ', "It is not valid JSON: line 1, column 29: expecting value."),
        ('{"title": "A quay"}', "It holds no article"),
        ('{"a": 1}\n{"b": }', "It is not valid JSON: line 2"),
        ('["a", "b"]', "It holds no article"),
        ("[" * 100_000 + '"', "It is JSON of a shape that no article has."),
        ('[{"text": ' + "9" * 10_000 + "}]", "It is JSON of a shape that no article has."),
    ],
)
def test_what_is_no_article_is_refused_with_the_place_of_the_fault(content: str, reason: str) -> None:
    assert refused(content, name="x.json").startswith(reason.rstrip("."))
