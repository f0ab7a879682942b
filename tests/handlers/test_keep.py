"""What people share: kept on demand with a word, kept where a channel wishes it with a reaction, seen there alone."""

import asyncio
from collections.abc import AsyncIterator

import pytest
from aiohttp import web

from handlers.calls import Call
from handlers.commands import keep
from handlers.hearing import KEEP
from handlers.workspace import Workspace, sharing, shortcuts
from storage import articles
from storage.models import EVERYONE, Audience
from tests.handlers.conftest import PATIENCE_S, Bot, buttons, plainly

PAGE = """<html><head><title>Norway joins the drone wall</title>
<meta property="article:published_time" content="2026-03-02T08:00:00Z"></head>
<body><article><h1>Norway joins the drone wall</h1>
<p>Norway joined the European drone wall on Monday, the first country outside the Union to do so.</p>
<p>The minister of defence signed the declaration in Oslo, and said that forty sensors will stand by 2028.</p>
<p>The programme is paid for by the participating states, with a contribution of the European Defence Fund.</p>
</article></body></html>"""
PAPER = (
    b"date 2026-03-03\nA paper of the cabinet\n\nThe cabinet weighs a new brigade in Narvik. It costs EUR 90 million."
)


@pytest.fixture
async def site() -> AsyncIterator[str]:
    """A site on loopback, with one page."""

    async def page(request: web.Request) -> web.Response:
        return web.Response(text=PAGE, content_type="text/html")

    async def slow(request: web.Request) -> web.Response:
        """Answers those who ask together, and nobody who asks alone."""
        nonlocal waiting
        waiting += 1
        if waiting >= 2:
            together.set()
        await together.wait()
        raise web.HTTPNotFound

    waiting, together = 0, asyncio.Event()
    app = web.Application()
    app.router.add_get("/slow{number}", slow)
    app.router.add_get("/drones", page)
    runner = web.AppRunner(app)
    await runner.setup()
    place = web.TCPSite(runner, "127.0.0.1", 0)
    await place.start()
    assert runner.addresses
    yield f"http://127.0.0.1:{runner.addresses[0][1]}"
    await runner.cleanup()


async def reactions(bot: Bot, channel: str, count: int = 1) -> list[str]:
    """The reactions in a channel, once there are so many."""

    def seen() -> list[str]:
        found = [one["name"] for post in bot.workspace.messages(channel) for one in post.get("reactions", [])]
        return found if len(found) >= count else []

    return await bot.workspace.until(seen, timeout=PATIENCE_S)


async def held(bot: Bot, audience: Audience) -> list[str]:
    numbers = range(1, 20)
    return [one.title for one in await bot.database.read(articles.several, audience, numbers=numbers)]


async def test_a_link_is_kept_on_demand_for_the_conversation_alone(bot: Bot, workspace: Workspace, site: str) -> None:
    await workspace.command("cabinet", "/keep", f"{site}/drones")
    [shown] = await bot.shown("cabinet")
    assert "Kept: Norway joins the drone wall, 2 March 2026" in plainly(shown).replace("\n", "").replace("\xa0", " ")
    here = Audience(team=workspace.world.team, conversation=workspace.channel("cabinet").id)
    assert "Norway joins the drone wall" in await held(bot, here)
    assert "Norway joins the drone wall" not in await held(bot, EVERYONE)
    await workspace.click(shown, buttons(shown)["Summary"])
    assert "first country outside the Union" in plainly((await bot.shown("cabinet", 2))[1])
    await workspace.command("general", "/latest", "Norway")
    assert "drone wall" not in plainly((await bot.shown("general"))[0])


async def test_where_it_is_wished_what_is_shared_is_kept_with_a_reaction(
    bot: Bot, workspace: Workspace, site: str
) -> None:
    await workspace.say("general", f"worth reading: <{site}/drones>")
    await workspace.command("general", "/keep", "on")
    await bot.ended(1)
    assert len(await bot.inbox()) == 1, "before, links were not for us"
    await workspace.say("general", f"worth reading: <{site}/drones>")
    sharing.share(workspace, "general", "paper.txt", PAPER)
    await bot.ended(3)
    assert await reactions(bot, "general", 2) == ["bookmark", "bookmark"]
    here = Audience(team=workspace.world.team, conversation=workspace.channel("general").id)
    assert {"Norway joins the drone wall", "A paper of the cabinet"} <= set(await held(bot, here))
    assert len(workspace.messages("general")) == 3, "nothing is said"
    await workspace.command("general", "/keep", "off")
    await bot.ended(4)
    await workspace.say("general", f"and again <{site}/drones>")
    await workspace.command("general", "/help", "")
    assert len(await bot.ended(5)) == 5


async def test_what_cannot_be_read_is_marked_where_it_was_shared(bot: Bot, workspace: Workspace, site: str) -> None:
    await workspace.command("general", "/keep", "on")
    await bot.ended(1)
    await workspace.say("general", f"<{site}/gone>")
    await bot.ended(2)
    assert await reactions(bot, "general") == ["grey_question"]


async def test_a_message_is_kept_by_its_menu(bot: Bot, workspace: Workspace, site: str) -> None:
    await workspace.say("general", f"<{site}/drones|this> and <{site}/gone>")
    await shortcuts.on_message(workspace, workspace.messages("general")[0], KEEP)
    [shown] = await bot.shown("general")
    said = plainly(shown)
    assert "Norway joins the drone wall" in said and "Not kept" in said and "does not exist (404)" in said
    await workspace.say("general", "Only talk.")
    await shortcuts.on_message(workspace, workspace.messages("general")[1], KEEP)
    assert "too few words" in plainly((await bot.shown("general", 2))[1])


async def test_a_pasted_text_is_kept_by_its_menu(bot: Bot, workspace: Workspace) -> None:
    pasted = "Norway and Chile sign\n\n" + "Norway and Chile signed a pact on icebreakers in Oslo on Monday. " * 3
    await workspace.say("general", pasted)
    await shortcuts.on_message(workspace, workspace.messages("general")[0], KEEP)
    assert "Kept: Norway and Chile" in plainly((await bot.shown("general"))[0]).replace("\n", "")


async def test_a_file_said_to_the_bot_alone_is_kept_and_answered(bot: Bot, workspace: Workspace) -> None:
    alone = workspace.dm()
    sharing.share(workspace, alone, "paper.txt", PAPER)
    [shown] = await bot.told(alone, workspace.messages(alone)[0]["ts"])
    assert "Kept: A paper of the cabinet" in plainly(shown).replace("\n", "")
    assert "A paper of the cabinet" not in await held(bot, Audience(team=workspace.world.team))


async def test_a_file_that_comes_with_a_question_is_kept_before_it_is_answered(bot: Bot, workspace: Workspace) -> None:
    alone = workspace.dm()
    sharing.share(workspace, alone, "paper.txt", PAPER, text="What does the cabinet weigh in Narvik?")
    [shown] = await bot.told(alone, workspace.messages(alone)[0]["ts"])
    said = plainly(shown).replace("\n", "")
    assert "Kept: A paper of the cabinet" in said and "The cabinet weighs a new brigade in Narvik." in said


async def test_a_link_that_comes_with_a_question_is_read_before_it_is_answered(
    bot: Bot, workspace: Workspace, site: str
) -> None:
    alone = workspace.dm()
    first = await workspace.say(alone, f"What does this say? <{site}/drones>")
    [shown] = await bot.told(alone, first)
    assert "Norway joined the European drone wall on Monday" in plainly(shown).replace("\n", "")
    second = await workspace.say(alone, f"Where will sensors stand by 2028? <{site}/drones>")
    [shown] = await bot.told(alone, second)
    said = plainly(shown).replace("\n", "")
    assert "Norway joins the drone wall" in said and "forty sensors will stand by 2028" in said
    assert "Norway joins the drone wall" not in await held(bot, Audience(team=workspace.world.team))
    third = await workspace.say(alone, f"Summarise this: <{site}/gone>")
    [shown] = await bot.told(alone, third)
    assert "does not exist (404)" in plainly(shown)


@pytest.mark.parametrize(
    ("text", "about"),
    [
        ("what does this say? https://a.example/b", True), ("https://a.example/b tl;dr", True),
        ("Please summarise this article: https://a.example/b", True), ("what's this about https://a.example/b", True),
        ("Que dit cet article ? https://a.example/b", True), ("What of Poland? https://a.example", False),
        ("Who signed it? https://a.example/b", False),
    ],
)  # fmt: skip
def test_who_asks_what_it_says_is_told_from_it(text: str, about: bool) -> None:
    call = Call(kind="direct", key="k", team="T1", channel="D1", channel_type="im", user="U1", text=text)
    assert keep.about_it(call) is about


async def test_of_many_links_the_first_are_read_side_by_side_and_the_others_told(
    bot: Bot, workspace: Workspace, site: str
) -> None:
    await workspace.command("general", "/keep", " ".join(f"{site}/slow{number}" for number in range(12)))
    [shown] = await bot.shown("general")
    said = plainly(shown).replace("\n", "")
    assert said.count("does not exist (404)") == 10
    assert "I read 10 links and files of one message; share these 2 in another." in said


async def test_a_file_of_another_organisation_is_asked_for(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/keep", "on")
    await bot.ended(1)
    sharing.share(workspace, "general", "paper.txt", PAPER, by_reference=True)
    await bot.ended(2)
    assert await reactions(bot, "general") == ["bookmark"]


async def test_the_command_without_a_link_says_how_it_is_used(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/keep", "")
    assert "Usage: /keep" in plainly((await bot.shown("general"))[0])


async def test_a_page_inside_is_not_fetched(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/keep", "http://169.254.169.254/latest/meta-data/")
    assert "private network" in plainly((await bot.shown("general"))[0])


async def test_a_link_in_a_thread_of_ours_is_an_answer_to_us(bot: Bot, workspace: Workspace, site: str) -> None:
    root = await workspace.say("general", "@Antici When did the Council adopt SAFE?")
    await bot.told("general", root)
    await workspace.say("general", f"<{site}/drones>", thread_ts=root)
    kept = (await bot.told("general", root, 3))[-1]
    assert "Norway joins the drone wall" in plainly(kept)
    other = await workspace.say("general", "Lunch?", user="mira")
    await workspace.say("general", f"<{site}/drones>", thread_ts=other, user="mira")
    await workspace.command("general", "/help", "")
    assert len(await bot.ended(3)) == 3, "in a thread of people a link is theirs, unless all links are wanted"
