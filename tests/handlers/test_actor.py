"""/actor: the card with its chart and its developments; several actors side by side."""

from datetime import date

from bot.asking import sides
from handlers.views import actors as actor_views
from handlers.workspace import Workspace
from storage.models import Audience
from tests.bot.making import KNOWN
from tests.handlers.conftest import Bot, buttons, keep, plainly

SIGNED = (
    "date 2026-11-04\nsource: one.example\nThe EU and South Korea sign a partnership\n\n"
    "The European Union and South Korea signed a Security and Defence Partnership on 4 November 2026."
)


async def test_a_card_has_a_chart_and_the_newest_developments(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, SIGNED)
    await workspace.command("general", "/actor", "South Korea")
    [shown] = await bot.shown("general")
    said = plainly(shown)
    assert "Latest developments" in said and "4 November 2026" in said and "signed" in said
    assert "Nov 2026 " + "█" * actor_views.BARS + " 1" in said
    assert {"Timeline", "Quotes", "Summary", "Copy-ready"} <= set(buttons(shown))


async def test_actors_are_compared_side_by_side_with_their_sources(bot: Bot, workspace: Workspace) -> None:
    await keep(bot.database, SIGNED)
    await workspace.command("general", "/actor", "Japan and South Korea")
    [shown] = await bot.shown("general")
    [table] = [block for block in shown["blocks"] if block["type"] == "table"]
    rows = {row[0]["text"]: [cell["text"] for cell in row[1:]] for row in table["rows"]}
    assert rows["24 November 2026"] == ["Japan", "South Korea"]
    assert "signed" in rows["With the EU"][1] and "4 November 2026" in rows["With the EU"][1]
    assert rows["Named in"][0].startswith("2 articles") and rows["Named in"][1].startswith("1 article,")
    assert "“The European Union and South Korea signed" in plainly(shown)
    await workspace.click(shown, buttons(shown)["South Korea"])
    assert "Named in 1 article" in plainly((await bot.shown("general", 2))[1])


async def test_what_others_alone_may_see_is_in_no_comparison(bot: Bot, workspace: Workspace) -> None:
    cabinet = Audience(team=workspace.world.team, conversation=workspace.channel("cabinet").id)
    await keep(bot.database, SIGNED, audience=cabinet)
    await workspace.command("general", "/actor", "Japan vs South Korea")
    said = plainly((await bot.shown("general"))[0])
    assert "South Korea signed" not in said and "0 articles" in said


async def test_too_many_and_unknown_ones_are_said(bot: Bot, workspace: Workspace) -> None:
    await workspace.command("general", "/actor", "Japan, Poland, Norway, Italy and Canada")
    assert "up to 4 actors; you named 5" in plainly((await bot.shown("general"))[0])
    await workspace.command("general", "/actor", "Japan and Sout Korea")
    assert "Did you mean" in plainly((await bot.shown("general", 2))[1])


def test_a_name_with_and_in_it_is_one() -> None:
    assert sides.named("Bosnia and Herzegovina", KNOWN) is None
    assert sides.named("the UK, Norway and Japan?", KNOWN) == sides.Sides(names=("UK", "Norway", "Japan"))
    assert sides.named("Japan", KNOWN) is None


def test_a_chart_of_nothing_is_none() -> None:
    assert actor_views.chart([(date(2026, 1, 1), 0)]) == []
