"""Whatever the desk returns becomes blocks that Slack takes, with inert text and with its citations."""

import json
from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.records import Answer, Choice, Citation, Cited, Coverage
from handlers import blocks, limits, views
from handlers.blocks import Button
from handlers.calls import Press
from handlers.limits import Block, Fitted, Piece, Weight
from handlers.mrkdwn import clean
from handlers.views import digests as digest_views
from handlers.views import sources as source_views
from handlers.views import stories as story_views
from handlers.workspace.payloads import message_blocks
from tests.handlers import records

VIEWED = st.one_of(
    records.answers.map(views.answer),
    records.latests.map(story_views.latest),
    records.summaries.map(views.summary),
    records.profiles.map(views.profile),
    records.sources.map(source_views.listing),
    records.digests.map(digest_views.digest),
    st.lists(records.standings, max_size=20).map(digest_views.listing),
    st.lists(records.choices, max_size=9).map(lambda named: views.choices("Which one?", named, command="/actor")),
)
pytestmark = pytest.mark.filterwarnings("ignore:Generating overly large repr")  # of a failing example
SLOW = settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))


def runs(value: Any) -> Iterator[dict[str, Any]]:
    """Every object in a message."""
    if isinstance(value, dict):
        yield value
        value = list(value.values())
    if isinstance(value, list | tuple):
        for inner in value:
            yield from runs(inner)


def told(count: int, *, length: int = 60) -> Answer:
    """An answer of so many sentences, each from an article of its own."""
    return Answer(
        question="?",
        outcome="answered",
        sentences=tuple(
            Cited(
                text=f"Sentence {number} " + "x" * length,
                citations=(
                    Citation(
                        article=number,
                        revision=number,
                        title=f"Title {number}",
                        publisher=f"Publisher {number}",
                        published_at=date(2024, 3, 21),
                        url=f"https://example.eu/{number}",
                        start=0,
                        end=9,
                    ),
                ),
            )
            for number in range(count)
        ),
        coverage=Coverage(articles=3, publishers=2, first=date(2021, 1, 26), last=date(2026, 3, 19), undated=1),
        as_of=date(2026, 11, 24),
    )


@SLOW
@given(VIEWED)
def test_slack_takes_it(pieces: tuple[Piece, ...]) -> None:
    said = limits.fit(pieces)
    assert said.blocks
    message_blocks(json.loads(json.dumps(said.blocks)))
    assert len(said.text) <= limits.TEXT and said.text.strip()
    said.text.encode()


@SLOW
@given(VIEWED, st.integers(3_000, 9_000))
def test_slack_takes_the_shorter_and_the_plain_form(pieces: tuple[Piece, ...], budget: int) -> None:
    for shown in (pieces, limits.plain(pieces)):
        said = limits.fit(shown, budget=budget)
        assert limits.size(said.blocks) <= budget
        if said.blocks:
            message_blocks(json.loads(json.dumps(said.blocks)))


@SLOW
@given(VIEWED)
def test_text_is_inert(pieces: tuple[Piece, ...]) -> None:
    for run in runs(list(limits.fit(pieces).blocks)):
        assert run.get("type") not in ("mrkdwn", "markdown", "broadcast", "user", "usergroup", "emoji")
        assert run.get("type") != "channel" or run["channel_id"] == "C123", "only the stewards' own"
        if "url" in run:
            assert run["url"].startswith(("http://", "https://")) and "@" not in run["url"].split("/")[2]
        if run.get("type") == "plain_text":
            assert run["emoji"] is False
        if "text" in run and isinstance(run["text"], str):
            assert not set(run["text"]) & set("\u202e\u202c\u200b\u200d\ufeff\x00\x07\ud800")


@SLOW
@given(records.cited)
def test_a_verbatim_sentence_is_shown_with_exactly_its_characters(cited: Cited) -> None:
    quoted = blocks.quotation(cited).forms[0].blocks[0]["elements"][0]
    shown = quoted["elements"][0]["text"]
    if cited.verbatim:
        assert quoted["type"] == "rich_text_quote"
        kept = shown.removeprefix("“").removesuffix("”").removesuffix(" […]")
        assert clean(cited.text).startswith(kept)
    else:
        assert "“" + clean(cited.text) not in shown
        assert shown.endswith("(in the model's words)")


def quoted_and_cited(said: Fitted) -> tuple[list[str], list[str]]:
    """The sentences shown and the articles cited; no sentence stands without its source."""
    sentences, urls = [], []
    for block in said.blocks:
        if block["type"] == "rich_text":
            here = [run["url"] for run in runs(block) if "url" in run]
            said_here = [run["text"] for run in runs(block) if str(run.get("text", "")).startswith("“Sentence ")]
            assert len(said_here) <= len(here), "a sentence stands without its source"
            sentences += said_here
            urls += here
    return sentences, urls


@pytest.mark.parametrize("count", [1, 5, 12, 20])
@pytest.mark.parametrize("length", [20, 400, 2_000])
def test_words_are_cut_before_sentences_and_sentences_before_citations(count: int, length: int) -> None:
    said = limits.fit(views.answer(told(count, length=length)))
    sentences, urls = quoted_and_cited(said)
    assert urls == [f"https://example.eu/{number}" for number in range(count)]
    assert sentences and sentences[0].startswith("“Sentence 0 ")
    whole = [sentence for sentence in sentences if len(sentence) > length]
    assert said.shortened == (len(whole) < count)
    assert ("Shortened to fit" in json.dumps(said.blocks)) == said.shortened


@pytest.mark.parametrize("count", [60, 200])
def test_what_finds_no_room_is_counted(count: int) -> None:
    said = limits.fit(views.answer(told(count)))
    sentences, urls = quoted_and_cited(said)
    assert sentences and urls == [f"https://example.eu/{number}" for number in range(len(urls))]
    assert said.dropped == count - len(urls) > 0
    assert f"{said.dropped} more not shown" in json.dumps(said.blocks)


def test_what_is_cut_says_so_and_keeps_the_citation() -> None:
    piece = blocks.quotation(told(1, length=5_000).sentences[0])
    whole, short, bare, barest = piece.forms
    assert "[…]" in str(whole.blocks) and "[…]" in str(short.blocks)
    assert len(str(short.blocks)) < len(str(whole.blocks))
    for form in (whole, short, bare, barest):
        assert "https://example.eu/0" in str(form.blocks) and "Publisher 0" in form.text


def test_an_answer_shows_publisher_title_date_and_coverage() -> None:
    said = limits.fit(views.answer(told(1)))
    assert "“Sentence 0 " in said.text
    assert "Publisher 0, Title 0 (https://example.eu/0), 21 March 2024" in said.text
    assert (
        "Looked at 3 articles from 2 publishers, 26 January 2021 – 19 March 2026; 1 undated; as of 24 November 2026."
        in said.text
    )


def test_demo_articles_are_marked() -> None:
    cited = told(1).sentences[0]
    demo = cited.model_copy(update={"citations": (cited.citations[0].model_copy(update={"demo": True}),)})
    assert "Publisher 0 (demo), Title 0" in blocks.quotation(demo).forms[0].text
    assert "Publisher 0 (demo), Title 0" in blocks.quotation(demo).forms[-1].text
    marked = demo.citations[0].model_copy(update={"publisher": "Invented Wire (demo)"})
    assert blocks.publisher(marked) == "Invented Wire (demo)"


def test_a_refusal_gives_its_reason_first_then_what_was_covered_then_the_nearest() -> None:
    known = told(2)
    refusal = known.model_copy(
        update={"outcome": "refused", "reason": "Nothing says so.", "nearest": known.sentences, "sentences": ()}
    )
    text = limits.fit(views.answer(refusal)).text
    order = [text.index(part) for part in ("Nothing says so.", "Looked at", "Nearest I have:", "“Sentence 0")]
    assert order == sorted(order)


@pytest.mark.parametrize("text", ["", "  ", "\u200b"])
def test_there_is_no_empty_quotation(text: str) -> None:
    with pytest.raises(ValueError, match="with its words"):
        blocks.quotation(Cited(text=text, citations=told(1).sentences[0].citations))


def test_there_is_no_quotation_without_a_source() -> None:
    with pytest.raises(ValueError, match="with its words"):
        blocks.quotation(Cited(text="Words.", citations=()))


def test_a_title_that_looks_like_an_address_shows_where_the_link_goes() -> None:
    runs_of = blocks.link("https://evil.example/x", "https://ec.europa.eu/news")
    assert runs_of[0]["text"] == "https://ec.europa.eu/news (evil.example)"


def test_a_button_that_cannot_carry_its_wish_is_left_out() -> None:
    row = [Button("Yes", "choose", Press(command="/actor", text="Japan"))]
    [shown] = blocks.buttons([*row, Button("No", "choose", Press(command="/actor", text="x" * 2_000))])
    [element] = shown.forms[0].blocks[0]["elements"]
    assert Press.of(element["value"]) == row[0].press
    assert blocks.buttons([]) == []


def test_did_you_mean_has_a_button_for_each_name() -> None:
    named = [Choice(id="a", name="Finland"), Choice(id="b", name="Finabel")]
    pieces = views.choices("No “Finl”.", named, command="/actor")
    block: Block = pieces[-1].forms[0].blocks[0]
    assert [element["text"]["text"] for element in block["elements"]] == ["Finland", "Finabel"]
    assert pieces[-1].weight is Weight.ESSENTIAL
