"""Summaries: of a period, a story, several articles, a thread with its links; days explained, agreement counted."""

import pytest

from handlers import spoken
from handlers.workspace import Workspace, sharing
from tests.handlers.conftest import Bot, keep, plainly
from tests.handlers.test_changed import quiet
from tests.handlers.test_keep import PAPER, site

__all__ = ["site"]

FERRY = (
    "date 2026-03-03\nsource: First Wire\nurl: https://first.example/ferry\nFinland charters two ferries\n\n"
    "Finland chartered two ferries on Monday to carry tanks across the Baltic Sea. "
    "The contract with the shipping company Balticline runs until 2028.",
    "date 2026-03-04\nsource: Second Post\nurl: https://second.example/ferry\nTanks to go by ferry\n\n"
    "Finland chartered two ferries to carry tanks across the Baltic Sea, its ministry of defence said. "
    "Sailors of the company Balticline will be trained in Turku for such voyages.",
)
OLD = (
    "date 2024-06-05\nsource: First Wire\nurl: https://first.example/icebreaker\nFinland lends an icebreaker\n\n"
    "Finland lent an icebreaker to the navy of Sweden for exercises in the Gulf of Bothnia."
)


async def summary(bot: Bot, words: str) -> str:
    seen = len(bot.workspace.ephemerals("general"))
    await bot.workspace.command("general", "/summary", words)
    return plainly((await bot.shown("general", seen + 1))[-1])


async def test_what_several_publishers_say_is_said_once_and_counted(bot: Bot) -> None:
    await keep(bot.database, *FERRY)
    said = await summary(bot, "Finland")
    assert said.count("chartered two ferries") == 1 and "also: 1 independent source" in said
    assert "Short summary of 2 articles" in said


async def test_a_day_without_its_year_is_explained_outside_the_quotation(bot: Bot) -> None:
    await keep(bot.database, FERRY[0])
    said = await summary(bot, "4")
    assert "“Finland chartered two ferries on Monday to carry tanks across the Baltic Sea.”" in said
    assert "Monday”: 2 March 2026" in said


async def test_a_period_leaves_out_what_was_published_before(bot: Bot) -> None:
    await keep(bot.database, *FERRY, OLD)
    assert "icebreaker" in await summary(bot, "Finland long")
    since = await summary(bot, "Finland since 2026 long")
    assert "icebreaker" not in since and "ferries" in since and "since 1 January 2026" in since


OTHER_FIGURES = (
    "date 2026-03-05\nsource: Third Gazette\nurl: https://third.example/ferry\nThree ferries\n\n"
    "Finland chartered 3 ferries to carry tanks across the Baltic Sea."
)
DENIED = (
    "date 2026-03-05\nsource: Fourth Gazette\nurl: https://fourth.example/ferry\nNo ferries\n\n"
    "Finland has not chartered two ferries to carry tanks across the Baltic Sea, its minister said."
)


@pytest.mark.parametrize("other", [OTHER_FIGURES, DENIED])
async def test_another_figure_or_a_denial_is_no_agreement(bot: Bot, other: str) -> None:
    await keep(bot.database, FERRY[0], other)
    assert "independent source" not in await summary(bot, "Finland")


async def test_actors_compared_in_words_are_a_table(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici Compare Japan and Poland")
    [reply] = await bot.told("general", ts)
    assert [block["type"] for block in reply["blocks"]].count("table") == 1
    assert "Japan" in reply["text"] and "What it is:" in reply["text"], "the same in words, for who sees no table"
    other = await workspace.say("general", "@Antici Compare the SAFE loans and the grants of EDIP")
    assert "table" not in [block["type"] for block in (await bot.told("general", other))[0]["blocks"]]


async def test_three_sizes(bot: Bot) -> None:
    await keep(bot.database, *FERRY)
    short, medium, long = [(await summary(bot, f"SAFE {size}")).count("“") for size in ("", "medium", "long")]
    assert 0 < short <= 3 and short <= medium <= 5 and medium <= long <= 8


async def test_a_story_and_articles_by_their_numbers(bot: Bot) -> None:
    await keep(bot.database, *FERRY)
    assert "summary of 2 articles" in await summary(bot, "4 and 5")
    story = await bot.database.read(
        lambda db: db.execute("select story_id from story_article where article_id = 4").fetchone()[0]
    )
    assert "chartered two ferries" in await summary(bot, f"story {story}")
    assert "no story of this number" in await summary(bot, "story 900")
    assert "no articles of these numbers" in await summary(bot, "900, 901")


async def test_a_thread_is_told_by_its_links_and_files_for_those_in_it(
    bot: Bot, workspace: Workspace, site: str
) -> None:
    await keep(bot.database, FERRY[0])
    root = await workspace.say("cabinet", f"See <{site}/drones> and <https://first.example/ferry>")
    await workspace.say("cabinet", f"and <{site}/gone>", user="mira", thread_ts=root)
    await workspace.say("cabinet", "@Antici please summarise this thread", thread_ts=root)
    said = plainly((await bot.told("cabinet", root, 3))[-1])
    assert "summary of 2 articles" in said
    assert "Norway joined the European drone wall" in said and "chartered two ferries" in said
    assert "Not kept: " in said and "/gone" in said
    await quiet(bot)
    await workspace.command("general", "/summary", "5")
    assert "There is no article 5 here" in plainly((await bot.shown("general"))[-1]), "it is for the cabinet alone"


async def test_a_thread_without_links_is_said_to_have_none(bot: Bot, workspace: Workspace) -> None:
    ts = await workspace.say("general", "@Antici summarise this thread")
    assert "no link or file" in plainly((await bot.told("general", ts))[-1])


async def test_a_file_that_comes_with_the_wish_is_told(bot: Bot, workspace: Workspace) -> None:
    alone = workspace.dm()
    ts = str(sharing.share(workspace, alone, "paper.txt", PAPER, text="Summarise this, please")["ts"])
    said = plainly((await bot.told(alone, ts))[-1])
    assert "The cabinet weighs a new brigade in Narvik." in said


@pytest.mark.parametrize(
    ("said", "command"),
    [
        ("What's new?", ("/latest", "")),
        ("what is new since I looked", ("/latest", "")),
        ("Summarise SAFE since March, long", ("/summary", "SAFE since March long")),
        ("Please give me a short summary of article 12: Council adopts SAFE", ("/summary", "12 short")),
        ("can you summarize story 7", ("/summary", "story 7")),
        ("summarise this, please", ("/summary", "this thread")),
        ("summarise this article", ("/summary", "this article")),
        ("summarise these links", ("/summary", "this thread")),
        ("Sum up the thread in short", ("/summary", "this thread short")),
        ("What is new on SAFE?", None),
        ("Who summarised the report?", None),
    ],
)
def test_what_is_said_for_a_command(said: str, command: tuple[str, str] | None) -> None:
    assert spoken.command(said) == command


async def test_what_two_articles_say_in_two_languages_is_said_once(bot: Bot) -> None:
    await keep(
        bot.database,
        "date 2026-03-03\nsource: First Wire\nurl: https://first.example/sentry\nNATO launches Eastern Sentry\n\n"
        "NATO launched Eastern Sentry on Tuesday to reinforce its eastern flank. The first aircraft are Danish.",
        "date 2026-03-04\nsource: Das Blatt\nurl: https://blatt.example/sentry\nNATO beginnt Eastern Sentry\n\n"
        "Die NATO hat am Dienstag die Aktivität Eastern Sentry begonnen, um ihre Ostflanke zu verstärken. "
        "Die ersten Flugzeuge kommen aus Dänemark und Frankreich.",
    )
    said = await summary(bot, "Eastern Sentry medium")
    assert ("NATO launched Eastern Sentry" in said) != ("hat am Dienstag" in said)
    assert "also: 1 independent source (" in said and "the newest sentence of 4 March 2026" in said


async def test_who_speaks_of_themselves_gives_way_to_who_tells(bot: Bot) -> None:
    await keep(
        bot.database,
        "date 2026-03-03\nsource: Speeches\nurl: https://speeches.example/1\nA speech on Finland\n\n"
        "Madam President, I would like to thank Finland for all that it has done for us. "
        "We must all stand with Finland now, as I have said to you before in this house.",
        FERRY[0],
    )
    first = (await summary(bot, "Finland")).split("“", 1)[1]
    assert first.startswith("Finland chartered two ferries")
