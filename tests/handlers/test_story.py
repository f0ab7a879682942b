"""A story in full: opened from /latest, its sources compared; "the same" and "not the same", said, told and undone."""

from typing import Any

from handlers.workspace import Workspace
from storage.models import Audience
from tests.handlers.conftest import Bot, buttons, keep, plainly

FIRST = (
    "date 2026-03-10\nsource: Morning Wire\nPoland signs the SAFE loan agreement worth EUR 43.7 billion\n\n"
    "Poland signed the SAFE loan agreement worth EUR 43.7 billion with the European Commission on 10 March 2026. "
    "The first payment comes in the spring."
)
SECOND = (
    "date 2026-03-11\nsource: Evening Post\nPoland signs SAFE loan agreement with the Commission\n\n"
    "Poland signed the SAFE loan agreement worth EUR 34.7 billion with the European Commission on 10 March 2026. "
    "It is the largest of all."
)
OTHER = (
    "date 2026-03-10\nsource: Morning Wire\nRomania signs the SAFE loan agreement\n\n"
    "Romania signed the SAFE loan agreement with the European Commission on 10 March 2026."
)


def menu(message: dict[str, Any]) -> dict[str, str]:
    """The choices of a message's menu: label → value."""
    return {
        option["text"]["text"]: option["value"]
        for block in message["blocks"]
        for element in block.get("elements", ())
        if element["type"] == "static_select"
        for option in element["options"]
    }


async def test_a_story_opens_from_the_menu_and_shows_where_its_sources_differ(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, FIRST, SECOND, OTHER)
    await workspace.command("general", "/latest", "SAFE since 2026")
    shown = (await bot.shown("general"))[0]
    value = menu(shown)["Poland signs SAFE loan agreement with the Commission"]
    await workspace.click(shown, "story_open", selected_option={"value": value})
    told = plainly((await bot.shown("general", 2))[1]).replace("\n", "")
    assert "2 articles, 2 independent" in told
    assert told.index("1. Morning Wire") < told.index("2. Evening Post")
    assert "“EUR 43.7 billion” (Morning Wire, 10 March 2026) · “EUR 34.7 billion” (Evening Post, 11 March" in told
    assert "Perhaps the same" in told and "Romania signs the SAFE loan agreement" in told
    await workspace.command("general", "/summary", "4")
    assert "Sources differ" in plainly((await bot.shown("general", 3))[2])


async def test_not_the_same_the_same_and_undo(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, FIRST, SECOND)
    await workspace.command("general", "/story", "4")
    shown = (await bot.shown("general"))[0]
    await workspace.click(shown, buttons(shown)["Not the same: 2"])
    await bot.ended(2)
    parted = (await bot.shown("general"))[0]
    said = plainly(parted)
    assert "because you said so" in said and "1 article" in said and "not the same as story 5" in said
    await workspace.click(parted, buttons(parted)["Undo"])
    await bot.ended(3)
    joined = (await bot.shown("general"))[0]
    assert "2 articles" in plainly(joined) and "the same as story 5" in plainly(joined)
    await workspace.click(joined, buttons(joined)["Undo"])
    await bot.ended(4)
    apart = (await bot.shown("general"))[0]
    await workspace.click(apart, buttons(apart)["The same: 5"])
    await bot.ended(5)
    assert "2 articles" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/story", "5")
    assert "Story 4: 2 articles" in plainly((await bot.shown("general", 2))[1])


async def test_nobody_joins_what_not_everybody_here_may_see(bot: Bot, workspace: Workspace) -> None:
    elsewhere = Audience(team=workspace.world.team, conversation=workspace.channel("cabinet").id)
    await keep(bot.database, FIRST)
    await keep(bot.database, OTHER, audience=elsewhere)
    await workspace.command("general", "/story", "4 same 5")
    assert "nothing was changed" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/story", "5")
    assert "no story of this number" in plainly((await bot.shown("general", 2))[1])
    await workspace.command("general", "/story", "4")
    assert "Romania" not in plainly((await bot.shown("general", 3))[2])
    await workspace.command("general", "/story", "the loan")
    assert "Usage" in plainly((await bot.shown("general", 4))[3])
