"""/latest: narrowed as one likes, and for whoever comes back what came since."""

from handlers.workspace import Workspace
from storage.models import Audience
from tests.handlers.conftest import Bot, buttons, keep, plainly

SIGNED = (
    "date 2026-03-10\nsource: one.example\nPoland signs the SAFE loan agreement\n\n"
    "Poland signed the SAFE loan agreement worth EUR 43.7 billion with the European Commission on 10 March 2026. "
    "The first payment comes in the spring."
)
AWARDED = (
    "date 2026-04-02\nsource: two.example\nNorway orders frigates\n\n"
    "Norway ordered five frigates from BAE Systems for EUR 10 billion on 1 April 2026."
)


async def test_filters_are_combined_and_said(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, SIGNED, AWARDED)
    await workspace.command("general", "/latest", "SAFE signed since 2026")
    said = plainly((await bot.shown("general"))[0])
    assert "Latest on Security Action for Europe" in said and ": signed" in said
    assert "Stories 1–1 of 1" in said and "Poland signs the SAFE loan" in said
    assert "signed" in said and "EUR 43.7 billion" in said and "10 March 2026" in said
    await workspace.command("general", "/latest", "contracts")
    said = plainly((await bot.shown("general", 2))[1])
    assert "Norway orders frigates" in said and "Poland" not in said
    await workspace.command("general", "/latest", "SAFE in French")
    assert "No stories" in plainly((await bot.shown("general", 3))[2])


async def test_what_cannot_be_read_is_said(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "SAFE adoptd")
    assert "“adoptd”. Did you mean “adopted”?" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/latest", "Jappan announced")
    asked = (await bot.shown("general", 2))[1]
    await workspace.click(asked, buttons(asked)["Japan"])
    await bot.ended(3)
    assert "Latest on Japan: announced" in plainly((await bot.shown("general", 2))[1])


async def test_who_comes_back_sees_what_came_since_apart(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest")
    assert "Stories 1–3 of 3" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/latest")
    second = (await bot.shown("general", 2))[1]
    assert "the last look here" in plainly(second) and "nothing new" in plainly(second)
    assert "Seen before" in plainly(second) and "Council adopts SAFE" in plainly(second)
    await keep(bot.database, SIGNED)
    await workspace.command("general", "/latest")
    third = (await bot.shown("general", 3))[2]
    said = plainly(third)
    assert "1 new" in said and said.index("New") < said.index("Poland signs") < said.index("Seen before")
    await workspace.click(third, buttons(third)["Everything"])
    assert "Stories 1–4 of 4" in plainly((await bot.shown("general", 4))[3])


async def test_a_look_is_one_persons_in_one_conversation_and_shared_as_it_was(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest")
    await bot.shown("general")
    await keep(bot.database, SIGNED)
    await workspace.command(workspace.dm(), "/latest")
    [alone] = await workspace.until(lambda: workspace.messages(workspace.dm()))
    assert "last look" not in plainly(alone)
    await workspace.command("general", "/latest")
    shown = (await bot.shown("general", 2))[1]
    await workspace.click(shown, buttons(shown)["Share in channel"])
    [post] = await workspace.until(lambda: workspace.messages("general"))
    assert "1 new" in plainly(post) and "seen:" not in plainly(post)


async def test_what_others_alone_may_see_is_not_news(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/latest", "SAFE")
    await bot.shown("general")
    elsewhere = Audience(team=workspace.world.team, conversation=workspace.channel("cabinet").id)
    await keep(bot.database, SIGNED, audience=elsewhere)
    await workspace.command("general", "/latest", "SAFE")
    said = plainly((await bot.shown("general", 2))[1])
    assert "nothing new" in said and "Poland signs" not in said
    await workspace.command("general", "/latest", "SAFE signed")
    assert "No stories" in plainly((await bot.shown("general", 3))[2])


async def test_a_changed_article_is_told_as_corrected_with_both_versions(bot: Bot, workspace: Workspace) -> None:
    url = "url: https://one.example/poland\n"
    first = (
        url + "date: 2026-03-10\ntitle: Poland asks for a loan\n\nPoland asked for EUR 43 billion of SAFE loans. " * 1
    )
    await keep(bot.database, first)
    await workspace.command("general", "/latest")
    await bot.shown("general")
    await keep(bot.database, first.replace("EUR 43 billion", "EUR 48 billion"), outcome="revised")
    await workspace.command("general", "/latest")
    said = plainly((await bot.shown("general", 2))[1])
    assert "1 corrected" in said and "EUR 48 billion" in said and "EUR 43 billion" in said
