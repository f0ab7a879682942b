"""Talk in threads: what comes before the first answer, several people, commands, sources."""

import asyncio
from typing import Any

import pytest

from bot.desk import Desk
from handlers.workspace import Workspace
from tests.handlers.conftest import Bot, Start, plainly

QUESTION = "@Antici Who develops a new fighter jet with Japan?"


class Pondering(Desk):
    """A desk that takes its time over the first question."""

    def __init__(self, desk: Desk) -> None:
        super().__init__(desk.database, desk.catalogue, desk.clock)
        self.desk = desk
        self.asked = asyncio.Event()
        self.go_on = asyncio.Event()

    def __getattr__(self, name: str) -> Any:
        return getattr(self.desk, name)

    async def answer(self, *args: Any, **kwargs: Any) -> Any:
        self.asked.set()
        await self.go_on.wait()
        return await self.desk.answer(*args, **kwargs)


async def test_questions_of_a_thread_are_answered_in_their_order(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        await workspace.connected(2)
        ts = await workspace.say(workspace.dm(), "What does SAFE offer to Member States?")
        await pondering.asked.wait()
        for text in ("Who asked for the largest share?", "help", "What does the partnership with Japan cover?"):
            await workspace.say(workspace.dm(), text, thread_ts=ts)  # by two connections: they may come in any order
        await bot.kept(4)
        pondering.go_on.set()
        replies = [message for message in await bot.told(workspace.dm(), ts, 7) if message.get("bot_id")]
    assert "EUR 150 billion" in plainly(replies[0])
    assert "Poland" in plainly(replies[1])
    assert "What you can ask" in plainly(replies[2])
    assert "1 November 2024" in plainly(replies[3])


async def test_a_follow_up_before_the_first_answer_is_answered_after_it(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say("general", QUESTION)
        await pondering.asked.wait()
        await workspace.say("general", "When did they sign the treaty?", thread_ts=ts)
        await bot.kept(2)
        pondering.go_on.set()
        replies = [message for message in await bot.told("general", ts, 3) if message.get("bot_id")]
    assert "develop a new fighter jet together" in plainly(replies[0])
    assert "signed the treaty in Tokyo on 14 December 2023" in plainly(replies[1])


async def test_a_follow_up_to_a_mention_within_a_thread_is_heard_before_its_answer(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say("general", "The fighter is on the agenda of Monday.")
        await workspace.say("general", QUESTION, thread_ts=ts)
        await pondering.asked.wait()
        await workspace.say("general", "When did they sign the treaty?", thread_ts=ts)
        await bot.kept(2)
        pondering.go_on.set()
        assert "14 December 2023" in plainly((await bot.told("general", ts, 4))[-1])


async def test_a_reply_to_a_command_typed_in_a_mention_is_heard(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici /latest Japan")
    assert "Latest on Japan" in plainly((await bot.told("general", ts))[0])
    await bot.ended()
    await workspace.say("general", "What does SAFE offer to Member States?", thread_ts=ts)
    assert "EUR 150 billion" in plainly((await bot.told("general", ts, 3))[-1])


Line = tuple[str, str, bool]
"""Who says what (you, where nobody is named), and whether the bot answers."""

TALKS: tuple[tuple[Line, ...], ...] = (
    (  # one asks, another comes in, and from then on they talk
        ("", QUESTION, True),
        ("", "When did they sign the treaty?", True),
        ("mira", "Interesting, that changes our line for Thursday.", False),
        ("", "Is the note to the cabinet out already?", False),
        ("mira", "Not yet. Who clears it?", False),
        ("", "Who is in today?", False),
        ("", "@Antici When did they sign the treaty?", True),
        ("", "And who develops a new fighter jet with Japan?", True),
        ("", "Can you forward that to the attaché?", False),
        ("mira", "Will do. When is it due?", False),
    ),
    (  # a talk between people in which the bot is named once
        ("mira", "We need a line on the fighter.", False),
        ("", QUESTION, True),
        ("", "When did they sign the treaty?", True),
        ("mira", "Where was that?", False),
        ("", "In Tokyo. What did the minister say?", False),
    ),
)


@pytest.mark.parametrize("talk", TALKS)
async def test_among_several_people_only_what_is_said_to_the_bot_is_answered(
    bot: Bot, workspace: Workspace, talk: tuple[Line, ...]
) -> None:
    root, posts = None, 0
    for who, text, answered in talk:
        ts = await workspace.say("general", text, user=who or None, thread_ts=root)
        root, posts = root or ts, posts + answered
        while workspace.delivery.tasks.running:
            await asyncio.gather(*workspace.delivery.tasks.running)
        await bot.ended(len(await bot.inbox()))
        answers = [post for post in workspace.replies("general", root) if post.get("bot_id")]
        assert len(answers) == posts, text


async def test_an_unknown_command_in_a_mention_is_named_as_such(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici /latset Japan")
    [reply] = await bot.told("general", ts)
    assert "I do not know /latset. Did you mean /latest?" in plainly(reply) and "Looked at" not in plainly(reply)


async def test_a_command_in_a_mention_knows_its_place(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici /digest list")
    assert "There is no digest in this conversation" in plainly((await bot.told("general", ts))[0])


@pytest.mark.parametrize("asked", ["Source?", "sources please", "Where is that from?"])
async def test_asked_for_its_sources_the_bot_lists_what_it_quoted(bot: Bot, workspace: Workspace, asked: str) -> None:
    ts = await workspace.say("general", QUESTION)
    await bot.told("general", ts)
    await bot.ended()
    await workspace.say("general", asked, thread_ts=ts)
    said = plainly((await bot.told("general", ts, 3))[-1])
    assert said.startswith("The sources of my answer to “Who develops a new fighter jet with Japan?”:")
    assert "Three countries sign the fighter treaty" in said and "14 December 2023" in said
    assert "“Japan, the United Kingdom and Italy develop a new fighter jet together" in said


async def test_after_a_refusal_the_sources_are_those_of_the_last_answer(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", QUESTION)
    await bot.told("general", ts)
    await bot.ended()
    await workspace.say("general", "Und auf Deutsch?", thread_ts=ts)
    assert "quoted" not in plainly((await bot.told("general", ts, 3))[-1])
    await bot.ended()
    await workspace.say("general", "Source?", thread_ts=ts)
    said = plainly((await bot.told("general", ts, 5))[-1])
    assert said.startswith("The sources of my answer to “Who develops a new fighter jet with Japan?”:")


async def test_an_answer_that_quoted_nothing_has_no_source(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici What did Brazil sign with Japan?")
    await bot.told("general", ts)
    await bot.ended()
    await workspace.say("general", "Source?", thread_ts=ts)
    assert "quoted nothing" in plainly((await bot.told("general", ts, 3))[-1])
