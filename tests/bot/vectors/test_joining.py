"""The same told in another language is found on a busy day too; whether it is the same, identity decides."""

from bot.vectors.joining import join
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import article, keep
from tests.bot.vectors.test_filling import filled
from tests.bot.vectors.words import model

DAY = "2026-03-10"
ENGLISH = article(
    "Council adopts 20th sanctions package against Russia",
    "The Council of the EU adopted the 20th sanctions package against Russia on Tuesday. It bans 43 more ships.",
    day=DAY, source="One",
)  # fmt: skip
FRENCH = article(
    "Le Conseil adopte le 20e paquet de sanctions contre la Russie",
    "Le Conseil de l'UE a adopté mardi le 20e paquet de sanctions contre la Russie. Il interdit 43 navires de plus.",
    day=DAY, source="Deux",
)  # fmt: skip
OTHER = FRENCH.replace("20e", "19e")


def noise(count: int) -> list[str]:
    """Articles of the day that name more of the same actors and tell something else."""
    return [
        article(
            f"Round {number} of talks of the Council of the EU on Russia, Ukraine and France",
            f"Ministers of France, Germany and Ukraine met the Council of the EU in round {number} to talk of Russia. "
            "They spoke of a sanctions package against Russia too.",
            day=DAY, source=f"N{number}",
        )
        for number in range(count)
    ]  # fmt: skip


async def stories_of(database: Database, *numbers: int | None) -> list[int]:
    sql = "select story_id from story_article where article_id = ?"
    return [await database.read(lambda db, n=n: db.execute(sql, [n]).fetchone()[0]) for n in numbers]  # type: ignore[misc]


async def told(database: Database, second: str, *, audience: Audience = EVERYONE) -> tuple[list[int], list[int]]:
    """The stories of the English article and of another before and after both were encoded; few are candidates."""
    (one,) = await keep(database, ENGLISH)
    await keep(database, *noise(30))
    (two,) = await keep(database, second, audience=audience)
    before = await stories_of(database, one.article, two.article)
    async with filled(database, model()) as finder:
        assert one.article and two.article
        assert await join(finder, two.article) is False, "all that was to be done was done when it was encoded"
    return before, await stories_of(database, one.article, two.article)


async def test_what_came_on_a_busy_day_is_joined_across_languages(database: Database) -> None:
    before, after = await told(database, FRENCH)
    assert before[0] != before[1]
    assert after == [before[0], before[0]], "and keeps the number of its first article"
    sql = "select group_concat(reasons) from story_article where story_id = ?"
    (reasons,) = await database.read(lambda db: db.execute(sql, [after[0]]).fetchone())
    assert "in another language" in reasons


async def test_another_number_is_another_story_however_alike(database: Database) -> None:
    before, after = await told(database, OTHER)
    assert before == after and after[0] != after[1]


async def test_what_others_cannot_see_is_never_joined(database: Database) -> None:
    before, after = await told(database, FRENCH, audience=Audience(team="T1", conversation="C1"))
    assert before == after and after[0] != after[1]
