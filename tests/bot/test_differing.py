"""What sources tell differently: like beside like, and never two ways to write one figure."""

from collections.abc import AsyncIterator
from pathlib import Path

import pytest

from bot.asking.wishes import LatestWish
from bot.desk import Desk
from bot.dossiers import accounts
from bot.errors import BadRequest
from storage.models import EVERYONE
from tests.bot.making import KNOWN, NOW, article, keep, opened

SIGNED = "Poland signed the SAFE loan agreement worth {} with the European Commission on 10 March 2026."
LISTED = "The Council adopted the 19th package of sanctions against Russia on 23 October 2025, which lists {}."
ADOPTED = "The Council adopted the EDIP regulation on {} 2025."

DIFFER = [
    (SIGNED, "EUR 43.7 billion", "EUR 34.7 billion"),
    (SIGNED, "€1.5bn", "€1.8 billion"),
    (SIGNED, "up to EUR 40 billion", "EUR 43.7 billion"),
    (LISTED, "117 ships", "171 ships"),
    (LISTED, "two banks", "five banks"),
    (ADOPTED, "8 December", "9 December"),
]
AGREE = [
    (SIGNED, "EUR 150 billion", "€150bn"),
    (SIGNED, "EUR 43.7 billion", "nearly EUR 44 billion"),
    (SIGNED, "EUR 43.7 billion", "more than EUR 40 billion"),
    (SIGNED, "EUR 43.7 billion", "USD 50 billion"),
    (SIGNED, "EUR 43.7 billion", "EUR 43.7 billion, of which EUR 6 billion at once,"),
    (LISTED, "nearly 2,000 ships", "1,987 ships"),
    (LISTED, "117 ships", "more than 100 ships"),
    (LISTED, "117 ships", "22 banks"),
    (LISTED, "117 old ships and 20 new ships", "117 new ships"),
    (ADOPTED, "8 December", "December"),
]


async def found(folder: Path, text: str, one: str, other: str) -> list[tuple[str, ...]]:
    """What two articles tell differently when they say the same with other words in one place."""
    database = await opened(folder / "archive.db")
    sources = (("One", one, "2026-03-10"), ("Two", other, "2026-03-11"))
    await keep(database, *(article(f"{name} tells", text.format(said), day=day, source=name)
                           for name, said, day in sources))  # fmt: skip
    differing = await accounts.differing(database, EVERYONE, [1, 2])
    await database.close()
    assert all(claim.value in claim.said.text for told in differing for claim in told.claims)
    return [tuple(claim.value for claim in told.claims) for told in differing]


@pytest.mark.parametrize(("text", "one", "other"), DIFFER, ids=lambda value: value[:30])
async def test_another_figure_for_the_same_is_shown(tmp_path: Path, text: str, one: str, other: str) -> None:
    [(mine, theirs)] = await found(tmp_path, text, one, other)
    assert mine in one or one in mine
    assert theirs in other or other in theirs


@pytest.mark.parametrize(("text", "one", "other"), AGREE, ids=lambda value: value[:30])
async def test_one_figure_in_two_ways_is_no_difference(tmp_path: Path, text: str, one: str, other: str) -> None:
    assert await found(tmp_path, text, one, other) == []


@pytest.fixture
async def desk(tmp_path: Path) -> AsyncIterator[Desk]:
    database = await opened(tmp_path / "archive.db")
    await keep(
        database,
        article("Poland signs SAFE loan agreement", SIGNED.format("EUR 43.7 billion"), day="2026-03-10", source="One"),
        article("Poland signs the SAFE loan agreement", SIGNED.format("EUR 43 billion") + " Warsaw is glad.",
                day="2026-03-11", source="Two"),
        article("Commission and Poland sign SAFE loan agreement",
                "The European Commission and Poland signed the SAFE loan agreement today. It is worth a lot.",
                day="2026-03-11", url="https://ec.europa.eu/commission/presscorner/detail/en/ip_26_1"),
    )  # fmt: skip
    yield Desk(database, KNOWN, lambda: NOW)
    await database.close()


async def test_the_primary_source_comes_first_though_it_is_not_the_earliest(desk: Desk) -> None:
    told = await desk.account(EVERYONE, 1)
    assert [one.kind == "primary" for one in told.tellers] == [True, False, False]
    assert told.tellers[1].citation.publisher == "One"
    assert told.line.publishers == 3 and told.line.articles == 3


async def test_an_article_taken_out_has_its_own_story_and_comes_back(desk: Desk) -> None:
    assert await desk.without(EVERYONE, 1, 2, by="U1") == 2
    assert (await desk.account(EVERYONE, 1)).line.articles == 2
    assert (await desk.account(EVERYONE, 2)).line.articles == 1
    [said] = (await desk.account(EVERYONE, 1)).opinions
    assert (said.other, said.same, said.by) == (2, False, "U1")
    assert await desk.same(EVERYONE, 1, 2, by="U2") == 1
    for number in (1, 2):
        assert (await desk.account(EVERYONE, number)).line.articles == 3
    with pytest.raises(BadRequest):
        await desk.without(EVERYONE, 7, 2, by="U1")
    with pytest.raises(BadRequest):
        await desk.without(EVERYONE, 1, 99, by="U1")
    await desk.without(EVERYONE, 1, 2, by="U1")
    await desk.without(EVERYONE, 1, 3, by="U1")
    with pytest.raises(BadRequest):
        await desk.without(EVERYONE, 1, 1, by="U1")


async def test_what_a_story_tells_is_stated_by_whichever_article_states_it(tmp_path: Path) -> None:
    database = await opened(tmp_path / "archive.db")
    await keep(
        database,
        article("Poland signs SAFE loan agreement", SIGNED.format("EUR 43.7 billion"), day="2026-03-10", source="One"),
        article("Poland signs the SAFE loan agreement", "The SAFE loan agreement with Poland is here. All are glad.",
                day="2026-03-11", source="Two"),
    )  # fmt: skip
    desk = Desk(database, KNOWN, lambda: NOW)
    [shown] = (await desk.latest(EVERYONE, LatestWish(text=""))).lines
    for line in ((await desk.account(EVERYONE, 1)).line, shown):
        assert line.told is not None and line.told.stage == "signed"
        assert line.lead.text == line.told.said.text == SIGNED.format("EUR 43.7 billion")
        assert line.headline == "Poland signs SAFE loan agreement"
        assert [one.publisher for one in (line.lead.citations[0], *line.others)] == ["One", "Two"]
        assert (line.articles, line.publishers) == (2, 2)
    await database.close()
