"""The conversation with the bot alone: what it offers, what it shows while it works, how it is stopped."""

from bot.desk import Desk
from handlers.workspace import Workspace, sessions
from storage.models import Audience
from tests.handlers.conftest import Bot, Start, keep, plainly
from tests.handlers.test_changed import quiet
from tests.handlers.test_talk import Pondering

NEWS = (
    "date 2026-11-20\nLatvia draws its SAFE loan\n\nLatvia drew the first instalment of its SAFE loan. It buys drones."
)
SECRET = "date 2026-11-21\nA secret plan for Riga\n\nThe cabinet spoke about a secret plan for the city of Riga today."


def offered(workspace: Workspace) -> dict[str, str]:
    """The prompts of your conversation with the bot: title → message."""
    known = workspace.world.prompts.get((workspace.dm(), ""), {})
    return {one["title"]: one["message"] for one in known.get("prompts", ())}


async def opened(bot: Bot) -> dict[str, str]:
    bot.workspace.world.prompts.clear()
    bot.workspace.open_home("messages")
    return await bot.workspace.until(lambda: offered(bot.workspace))


async def test_whoever_opens_it_is_offered_the_newest_and_then_what_came_since(bot: Bot, workspace: Workspace) -> None:
    first = await opened(bot)
    assert list(first)[:2] == ["What is new?", "Council adopts SAFE"] and len(first) == 4
    await quiet(bot)
    await keep(bot.database, NEWS)
    elsewhere = Audience(team=workspace.world.team, conversation=workspace.channel("cabinet").id)
    await keep(bot.database, SECRET, audience=elsewhere)
    second = await opened(bot)
    assert list(second)[1] == "New: Latvia draws its SAFE loan"
    assert not any("secret" in title for title in second)
    await quiet(bot)
    assert "Latvia draws its SAFE loan" in await opened(bot), "seen once, it is new no more"
    assert not [post for post in workspace.messages(workspace.dm()) if post.get("bot_id")]


async def test_what_is_offered_is_answered(bot: Bot, workspace: Workspace) -> None:
    for message in (await opened(bot)).values():
        ts = await workspace.say(workspace.dm(), message)
        [reply] = await bot.told(workspace.dm(), ts)
        assert "Latest" in plainly(reply) or "summary" in plainly(reply), message


async def test_it_says_what_it_is_at_and_names_the_thread(start: Start, desk: Desk, workspace: Workspace) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say(workspace.dm(), "What does SAFE offer to Member States?")
        status = await workspace.until(lambda: _status(workspace, ts, "looking through"))
        assert status["status"] == "is looking through 3 articles …" and status["session"] == "processing"
        pondering.go_on.set()
        await bot.told(workspace.dm(), ts)
        await quiet(bot)
    assert not workspace.world.statuses
    assert workspace.world.prompts[workspace.dm(), ts]["thread_title"] == "What does SAFE offer to Member States?"
    assert workspace.world.sessions[workspace.dm(), ts] == {
        "status": "active", "title": "What does SAFE offer to Member States?",
    }  # fmt: skip


async def test_in_a_channel_it_says_what_it_is_at_and_silence_shows_nothing(
    start: Start, desk: Desk, workspace: Workspace
) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say("general", "@Antici What does SAFE offer to Member States?")
        await workspace.until(lambda: workspace.world.statuses.get((workspace.channel("general").id, ts)))
        pondering.go_on.set()
        await bot.told("general", ts)
        await workspace.say("general", "Thank you!", thread_ts=ts)
        await quiet(bot)
    assert not workspace.world.statuses and not workspace.world.sessions


async def test_a_stopped_answer_says_so_once(start: Start, desk: Desk, workspace: Workspace) -> None:
    pondering = Pondering(desk)
    async with start(pondering) as bot:
        ts = await workspace.say(workspace.dm(), "What does SAFE offer to Member States?")
        await pondering.asked.wait()
        await workspace.until(lambda: _status(workspace, ts, ""))
        sessions.stop(workspace, workspace.dm(), ts)
        [reply] = await bot.told(workspace.dm(), ts)
        assert "Stopped, as you wished" in plainly(reply)
        pondering.go_on.set()
        await quiet(bot)
        assert [row["outcome"] for row in await bot.inbox()] == ["stopped", "silent: a wish to stop"]
        await workspace.say(workspace.dm(), "Who asked for the largest share of the SAFE loans?", thread_ts=ts)
        assert "Poland" in plainly((await bot.told(workspace.dm(), ts, 3))[-1]), "the next question is another"
    assert len(workspace.replies(workspace.dm(), ts)) == 3 and not workspace.world.statuses


async def test_a_stop_holds_across_a_restart(start: Start, desk: Desk, workspace: Workspace) -> None:
    pondering = Pondering(desk)
    async with start(pondering, drain_s=0.05) as bot:
        ts = await workspace.say(workspace.dm(), "What does SAFE offer to Member States?")
        await pondering.asked.wait()
        await workspace.until(lambda: _status(workspace, ts, ""))
        bot.stop.set()
        sessions.stop(workspace, workspace.dm(), ts)
        await bot.kept(2)
    async with start(desk) as bot:
        await quiet(bot)
    replies = workspace.replies(workspace.dm(), ts)
    assert len(replies) == 1 and "Stopped" in plainly(replies[0])


async def test_where_slack_refuses_all_of_it_there_is_an_answer_all_the_same(bot: Bot, workspace: Workspace) -> None:
    for method in ("agents.sessions.setStatus", "assistant.threads.setStatus", "assistant.threads.setTitle"):
        workspace.faults.fail(method, times=50)
    ts = await workspace.say(workspace.dm(), "What does SAFE offer to Member States?")
    [reply] = await bot.told(workspace.dm(), ts)
    assert "EUR 150 billion" in plainly(reply)


def _status(workspace: Workspace, ts: str, words: str) -> dict[str, str] | None:
    status = workspace.world.statuses.get((workspace.dm(), ts))
    return status if status and words in status["status"] else None
