"""An answer worded by a model: with it, and when it is silent, late, dear or wrong. Over a real socket."""

from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from decimal import Decimal
from typing import Any

import pytest

from bot import catalogue
from bot.desk import Desk
from bot.model.writer import Writer
from bot.records import Answer
from bot.settings import Settings
from storage import spending
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.model.scripted import Said, Script, Scripted, serving
from tests.handlers.conftest import ARTICLES, keep

NOW = datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
KNOWN = catalogue.load()
HERE = Audience(team="T1", conversation="C1")
QUESTION = "How much does SAFE offer?"
LOANS = "SAFE offers up to EUR 150 billion in loans to Member States."
NOTE = "date 2026-01-05\nA note\n\nEstonia asked for EUR 9 million under EDIRPA, the envoy said."
SHORT = "SAFE offers up to EUR 150 billion in loans."


def saying(*said: Said) -> Script:
    """A model that always says this."""
    return lambda question, passages: said


@pytest.fixture
async def archive(database: Database) -> Database:
    """A small archive."""
    await keep(database, *ARTICLES)
    return database


@asynccontextmanager
async def desk_with(
    archive: Database, script: Script, *, now: Callable[[], datetime] = lambda: NOW, **settings: Any
) -> AsyncIterator[tuple[Desk, Scripted]]:
    """A desk with that model."""
    async with serving(script) as model:
        chosen = Settings(model="openai:scripted", model_url=model.url, openai_key="sk-secret", **settings)
        writer = Writer(archive, KNOWN, chosen)
        yield Desk(archive, KNOWN, now, writer=writer), model
        await writer.close()


async def ask(desk: Desk, question: str = QUESTION, audience: Audience = EVERYONE) -> Answer:
    """The answer to a question."""
    answer, _ = await desk.answer(audience, question)
    return answer


async def plain(archive: Database, question: str = QUESTION) -> Answer:
    """The same without a model."""
    return await ask(Desk(archive, KNOWN, lambda: NOW), question)


async def test_a_supported_sentence_is_the_models_and_stands_before_what_it_stands_on(archive: Database) -> None:
    async with desk_with(archive, saying((SHORT, [1]))) as (desk, _):
        answer = await ask(desk)
    first, *others = answer.sentences
    assert (first.text, first.verbatim) == (SHORT, False)
    assert [one.text for one in others] == [one.text for one in (await plain(archive)).sentences]
    assert all(one.verbatim for one in others)
    assert first.citations == others[0].citations
    assert answer.note == ""


async def test_an_unsupported_sentence_is_replaced_by_its_passage_and_the_others_stay(archive: Database) -> None:
    wrong = ("SAFE offers up to EUR 150 million in loans.", [1])
    async with desk_with(archive, saying((SHORT, [1]), wrong)) as (desk, _):
        answer = await ask(desk)
    assert [one.text for one in answer.sentences[:2]] == [SHORT, LOANS]
    assert "said more" in answer.note


@pytest.mark.parametrize("numbers", [[], [0], [-1], [99]])
async def test_a_sentence_that_names_no_passage_is_not_shown(archive: Database, numbers: list[int]) -> None:
    async with desk_with(archive, saying((SHORT, numbers))) as (desk, _):
        answer = await ask(desk)
    assert answer.sentences == (await plain(archive)).sentences
    assert answer.note


async def test_words_of_the_article_are_shown_as_its_own(archive: Database) -> None:
    async with desk_with(archive, saying((LOANS, [1]))) as (desk, _):
        answer = await ask(desk)
    assert answer == await plain(archive)


async def test_a_refusal_asks_no_model(archive: Database) -> None:
    async with desk_with(archive, saying((SHORT, [1]))) as (desk, model):
        answer = await ask(desk, "What did Brazil sign?")
    assert answer.outcome == "refused"
    assert model.asked == []


async def test_only_the_question_and_the_passages_are_sent_with_the_key_to_the_address_named(archive: Database) -> None:
    async with desk_with(archive, saying((SHORT, [1]))) as (desk, model):
        answer = await ask(desk)
    (told,) = model.told
    assert told["question"] == QUESTION
    assert [one["text"] for one in told["passages"]] == [one.text for one in answer.sentences if one.verbatim]
    assert set(told) == {"question", "passages"}
    assert model.headers[0]["Authorization"] == "Bearer sk-secret"


@pytest.mark.parametrize(
    "trouble",
    [
        {"fault": 500}, {"fault": 401}, {"fault": 429}, {"body": ""}, {"body": "<html>"}, {"body": "[]"},
        {"body": "{}"}, {"body": '{"choices": []}'}, {"delay_s": 1.0},
    ],
    ids=str,
)  # fmt: skip
async def test_a_model_that_fails_costs_nothing_but_a_note(archive: Database, trouble: dict[str, Any]) -> None:
    async with desk_with(archive, saying((SHORT, [1])), model_seconds=0.4) as (desk, model):
        for name, value in trouble.items():
            setattr(model, name, value)
        answer = await ask(desk)
    assert answer.sentences == (await plain(archive)).sentences
    assert answer.note.endswith("These are the articles' own sentences.")
    assert len(model.asked) == 1  # … once: nothing is asked again on somebody's money


@pytest.mark.parametrize(
    "said", ["", "no JSON", "{}", '{"sentences": 3}', '{"sentences": [{"text": "x"}]}', "[[[[", "null"]
)
async def test_what_is_no_draft_costs_nothing_but_a_note(archive: Database, said: str) -> None:
    async with desk_with(archive, lambda question, passages: said) as (desk, _):
        answer = await ask(desk)
    assert answer.sentences == (await plain(archive)).sentences
    assert answer.note


async def test_an_empty_draft_leaves_the_answer_as_it_was(archive: Database) -> None:
    async with desk_with(archive, saying()) as (desk, _):
        assert await ask(desk) == await plain(archive)


async def test_nobody_listens_at_the_address(archive: Database) -> None:
    chosen = Settings(model="openai:x", model_url="http://127.0.0.1:1/v1")
    writer = Writer(archive, KNOWN, chosen)
    answer = await ask(Desk(archive, KNOWN, lambda: NOW, writer=writer))
    await writer.close()
    assert answer.sentences == (await plain(archive)).sentences
    assert answer.note


async def test_a_day_has_its_tokens_and_the_next_day_its_own(archive: Database) -> None:
    days = [NOW]
    settings = {"model_tokens": 4000, "model_tokens_a_day": 4500}
    async with desk_with(archive, saying((SHORT, [1])), now=lambda: days[-1], **settings) as (desk, model):
        assert not (await ask(desk)).note  # takes 460 of the 4,000 that were set aside
        assert await archive.read(spending.spent, NOW.date()) == (460, 0)
        assert not (await ask(desk)).note
        assert "used up" in (await ask(desk)).note  # 920 and 4,000 are more than the day has
        days.append(datetime(2026, 11, 25, 9, 0, tzinfo=UTC))
        assert not (await ask(desk)).note
    assert len(model.asked) == 3


async def test_what_fails_is_taken_to_have_cost_all_that_it_could(archive: Database) -> None:
    async with desk_with(archive, saying(), model_tokens=2000) as (desk, model):
        model.fault = 500
        await ask(desk)
    assert await archive.read(spending.spent, NOW.date()) == (2000, 0)


async def test_an_answer_too_long_for_its_allowance_is_not_sent(archive: Database) -> None:
    async with desk_with(archive, saying((SHORT, [1])), model_tokens=500) as (desk, model):
        answer = await ask(desk)
    assert model.asked == []
    assert "too long" in answer.note


async def noted(archive: Database, chosen: Settings) -> str:
    """What is said of a model so set."""
    writer = Writer(archive, KNOWN, chosen)
    answer = await ask(Desk(archive, KNOWN, lambda: NOW, writer=writer))
    await writer.close()
    return answer.note


async def test_what_is_laid_out_as_lines_of_its_own_is_not_sent(archive: Database) -> None:
    asked = "What is new on SAFE since 2020-01-01?"
    told = await plain(archive, asked)
    assert told.events and told.laid_out
    async with desk_with(archive, saying((SHORT, [1]))) as (desk, model):
        assert await ask(desk, asked) == told
        assert model.asked == []


async def test_money_is_counted_where_the_price_is_known(archive: Database) -> None:
    chosen = Settings(model="openai:gpt-4o", openai_key="sk-x", model_dollars=Decimal("0.000001"))
    assert "cost more" in await noted(archive, chosen)
    chosen = Settings(model="openai:gpt-4o", openai_key="sk-x", model_dollars_a_day=Decimal("0.000001"))
    assert "used up" in await noted(archive, chosen)


async def test_what_was_shared_in_a_conversation_is_sent_only_where_the_settings_say_so(archive: Database) -> None:
    await keep(archive, NOTE, audience=HERE)
    asked = "How much did Estonia ask for under EDIRPA?"
    async with desk_with(archive, saying()) as (desk, model):
        answer = await ask(desk, asked, HERE)
        assert answer.outcome == "answered"
        assert "not sent" in answer.note
        assert model.asked == []
    async with desk_with(archive, saying(), model_shared=True) as (desk, model):
        assert not (await ask(desk, asked, HERE)).note
        assert len(model.asked) == 1


async def test_a_model_is_believed_nothing_of_what_was_revised_while_it_was_asked(archive: Database) -> None:
    async with desk_with(archive, saying((SHORT, [1]))) as (desk, model):
        before = await plain(archive)
        model.meanwhile = lambda: archive.write(
            lambda db: db.execute("update revision set text = replace(text, '150', '140')")
        )
        answer = await ask(desk)
    assert answer.sentences == before.sentences
    assert "revised" in answer.note


@pytest.mark.parametrize(
    ("settings", "wrong"),
    [
        ({"model": "openai"}, "must be"), ({"model": "cohere:x"}, "must be"), ({"model": "openai:x"}, "OPENAI_API_KEY"),
        ({"model": "mistral:x"}, "MISTRAL_API_KEY"), ({"model": "anthropic:x"}, "ANTHROPIC_API_KEY"),
        ({"model": "ollama:x"}, ""), ({"model": "openai:x", "model_url": "http://127.0.0.1:1/v1"}, ""),
    ],
)  # fmt: skip
async def test_what_is_wrong_with_the_settings_is_said(archive: Database, settings: Any, wrong: str) -> None:
    writer = Writer(archive, KNOWN, Settings(**settings))
    assert (wrong in writer.problem) if wrong else not writer.problem
    assert bool(writer.plan) != bool(wrong)
    if wrong:
        assert "not set up" in (await ask(Desk(archive, KNOWN, lambda: NOW, writer=writer))).note
