"""Mentions, threads and conversations with the bot alone: answered in the thread, silent among people."""

import asyncio

from handlers.workspace import Workspace
from tests.handlers.conftest import Bot, plainly

QUESTION = "@Antici Who develops a new fighter jet with Japan?"


async def test_a_mention_is_answered_in_its_thread_with_quotation_and_source(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("defence-desk", QUESTION)
    [reply] = await bot.told("defence-desk", ts)
    said = plainly(reply)
    assert "“Japan, the United Kingdom and Italy develop a new fighter jet together" in said
    assert "14 December 2023" in said and "Looked at 3 articles" in said
    assert reply["metadata"]["event_payload"] == {"key": f"message:{workspace.world.team}:{reply['channel']}:{ts}"}
    assert reply["text"].startswith("“Japan, the United Kingdom")


async def test_a_question_that_nothing_answers_is_refused_with_its_reason(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("defence-desk", "@Antici What did Brazil sign with Japan?")
    [reply] = await bot.told("defence-desk", ts)
    assert "Brazil" in plainly(reply) and "Looked at 3 articles" in plainly(reply)
    [row] = await bot.ended()
    assert (row["state"], row["outcome"]) == ("done", "refused")


async def test_a_reply_in_the_thread_is_a_follow_up(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("defence-desk", QUESTION)
    await bot.told("defence-desk", ts)
    await bot.ended()
    await workspace.say("defence-desk", "When did they sign the treaty?", thread_ts=ts)
    replies = await bot.told("defence-desk", ts, 3)
    assert "signed the treaty in Tokyo on 14 December 2023" in plainly(replies[-1])


async def test_what_is_said_to_the_bot_alone_needs_no_mention(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say(workspace.dm(), "What does SAFE offer to Member States?")
    [reply] = await bot.told(workspace.dm(), ts)
    assert "EUR 150 billion" in plainly(reply)
    await bot.ended()
    await workspace.say(workspace.dm(), "Who asked for the largest share?", thread_ts=ts)
    assert "Poland" in plainly((await bot.told(workspace.dm(), ts, 3))[-1])


async def test_a_mention_without_words_gets_help(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici")
    [reply] = await bot.told("general", ts)
    assert "What you can ask Antici" in plainly(reply) and "/latest Japan" in plainly(reply)


async def test_thanks_to_the_bot_get_a_kind_word_and_no_search(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici thank you very much")
    [reply] = await bot.told("general", ts)
    assert "Looked at" not in plainly(reply)
    assert (await bot.ended())[0]["outcome"] == "courtesy"


async def test_a_command_typed_at_the_bot_is_taken_as_one(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say(workspace.dm(), "/latest Japan")
    [reply] = await bot.told(workspace.dm(), ts)
    assert "Latest on Japan" in plainly(reply)


async def silent(bot: Bot, workspace: Workspace, reason: str | None, *, after: int) -> None:
    """Something heard later is answered, and in between nothing was said."""
    said = len([call for call in workspace.calls if call.method == "chat.postMessage"])
    await workspace.say(workspace.dm(), "help")
    rows = await bot.ended(after + (reason is not None) + 1)
    posts = [call for call in workspace.calls if call.method == "chat.postMessage"]
    assert len(posts) == said + 1
    outcomes = [row["outcome"] for row in rows]
    if reason is not None:
        assert f"silent: {reason}" in outcomes
    else:
        assert len(rows) == after + 1


async def test_silent_where_nobody_asks(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "Is SAFE adopted?")
    await workspace.say("general", "Yes, in May.", user="mira", thread_ts=ts)
    await silent(bot, workspace, None, after=0)


async def test_silent_in_talk_between_people_in_a_thread_of_its_own(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", QUESTION)
    await bot.ended()
    await workspace.say("general", "I shall put that into the brief.", user="mira", thread_ts=ts)
    await bot.ended(2)
    await workspace.say("general", "Good, with the date please.", thread_ts=ts)
    await silent(bot, workspace, "talk between people", after=2)


async def test_silent_when_somebody_else_is_named(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", QUESTION)
    await bot.ended()
    await workspace.say("general", "@Mira what do you think?", thread_ts=ts)
    await silent(bot, workspace, "said to somebody else", after=1)


async def test_silent_at_thanks(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", QUESTION)
    await bot.ended()
    await workspace.say("general", "Great, thanks! :pray:", thread_ts=ts)
    await silent(bot, workspace, "a courtesy", after=1)


async def test_silent_at_edits_and_deletions_of_talk(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "Nothing to see")
    await workspace.edit("general", ts, "Nothing to see here")
    await workspace.delete("general", ts)
    await silent(bot, workspace, None, after=0)


async def test_what_a_person_writes_is_inert_in_the_answer(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici What did <!channel> & *Xyland* sign with <https://evil.example|us>?")
    [reply] = await bot.told("general", ts)
    assert "<!channel>" not in reply["text"] and "<https://evil" not in reply["text"]
    assert "mrkdwn" not in str(reply["blocks"])


async def test_the_bot_does_not_answer_itself(bot: Bot, workspace: Workspace) -> None:
    await workspace.say("general", QUESTION)
    await bot.ended()
    await asyncio.sleep(0.1)
    assert len(await bot.inbox()) == 1
