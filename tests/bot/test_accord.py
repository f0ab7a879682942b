"""Who else says what an answer says: other origins, the same step and the same figures; and what is told otherwise."""

import pytest

from bot.answers import accord
from bot.desk import Desk
from handlers import views
from handlers.limits import fit
from storage.database import Database
from tests.bot.making import KNOWN, NOW, article, ask, keep

SAID = "Norway ordered 54 tanks of the type Leopard for EUR 2 billion in all."
QUESTION = "How many tanks did Norway order?"


def told(text: str, source: str, *, day: str = "2026-03-02", title: str = "") -> str:
    return article(
        title or f"Tanks, by {source}", text, day=day, source=source, url=f"https://{source.lower()}.example/tanks"
    )


FIRST = told(f"{SAID} They come in 2028, and the army waits for them in the north.", "One")
SAME = "For EUR 2 billion in all Norway has ordered 54 Leopard tanks, said the ministry."


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, KNOWN, lambda: NOW)


async def others(desk: Desk) -> int:
    answer = await ask(desk, QUESTION)
    beside = dict(zip((one.text for one in answer.sentences), answer.notes, strict=True))
    return len(beside[SAID].others)


@pytest.mark.parametrize(
    ("text", "source", "counted"),
    [
        (f"{SAME} Parliament agreed to it in spring.", "Two", 1),
        (f"Oslo, Reuters - Parliament met. {SAME}", "Two", 1),
        (f"{SAME} Parliament agreed to it in spring.", "One", 0),  # its own publisher
        (f"{SAID} Nothing else is known of this order at present.", "Two", 0),  # word for word: a copy
        ("For EUR 2 billion in all Norway has ordered 57 Leopard tanks, said the ministry.", "Two", 0),
        ("For EUR 2 billion in all Norway has never ordered 54 Leopard tanks, said the ministry.", "Two", 0),
        ("“For EUR 2 billion in all we ordered 54 Leopard tanks for Norway”, said the minister.", "Two", 0),
    ],
)
async def test_another_origin_that_says_the_same_is_counted(desk: Desk, text: str, source: str, counted: int) -> None:
    await keep(desk.database, FIRST, told(text, source).replace("https://one.example/tanks", "https://one.example/b"))
    await keep(desk.database, FIRST)
    assert await others(desk) == counted


async def test_two_papers_that_name_one_agency_are_one_voice(desk: Desk) -> None:
    wire = "The report is of the agency Reuters (Reuters)."
    await keep(
        desk.database, FIRST, told(f"{wire} {SAME}", "Two"), told(f"{wire} Later on. {SAME[:-1]} there.", "Three")
    )
    assert await others(desk) == 1


async def test_a_withdrawn_article_supports_nobody(desk: Desk) -> None:
    await keep(desk.database, FIRST, told(f"{SAME}\n\nThis story has been retracted.", "Two"))
    assert await others(desk) == 0


async def test_it_is_said_under_the_sentence_and_as_of_when(desk: Desk) -> None:
    await keep(desk.database, FIRST, told(f"{SAME} Parliament agreed to it in spring.", "Two"))
    shown = fit(views.answer(await ask(desk, QUESTION))).text
    assert "also: 1 independent source" in shown
    assert "As of 24 November 2026: the newest sentence here was published on 2 March 2026." in shown


async def test_what_asks_for_no_figure_office_or_status_has_no_day_of_its_own(desk: Desk) -> None:
    await keep(desk.database, FIRST)
    assert not (await ask(desk, "Why did Norway order tanks?")).timely
    assert (await ask(desk, "Where do we stand on the tanks of Norway?")).timely
    assert (await ask(desk, "Who is the defence minister of Norway?")).timely


async def test_a_figure_that_another_article_of_the_story_tells_otherwise_stands_beside_it(desk: Desk) -> None:
    adopted = "The Council adopted the European Defence Industry Programme with EUR {} billion in grants on Monday."
    await keep(
        desk.database,
        told(f"{adopted.format('1.5')} It runs until 2027.", "One", title="Council adopts EDIP"),
        told(f"{adopted.format('1.9')} Ministers met in Brussels.", "Two", title="EDIP adopted by Council"),
    )
    answer = await ask(desk, "How much does the European Defence Industry Programme give in grants?")
    (differing,) = answer.differing
    assert [claim.value for claim in differing.claims] == ["EUR 1.5 billion", "EUR 1.9 billion"]
    assert "Sources differ: “EUR 1.5 billion” (One" in fit(views.answer(answer)).text


def test_nothing_shown_has_nothing_beside_it() -> None:
    assert accord.beside((), (), {}) == ()
