"""Actors side by side, on a subject perhaps; and which of them was first: by the days that articles state, or not."""

import pytest

from bot.asking import sides
from bot.asking.sides import Sides
from bot.desk import Desk
from bot.errors import BadRequest
from bot.records import Choice
from handlers import views
from handlers.limits import fit
from storage.database import Database
from storage.models import EVERYONE
from tests.bot.making import KNOWN, NOW, article, ask, keep

CANADA = (
    "The European Union and Canada concluded their negotiations on Canadian participation in SAFE on 1 December 2025."
)
BRITAIN = "Talks on full British participation in SAFE ended on Friday without agreement."
ON_SAFE = "Compare Canada and the United Kingdom on SAFE"


def signed(who: str, day: str) -> str:
    return article(
        f"EU and {who} sign", f"The European Union and {who} signed a Security and Defence Partnership in Brussels.",
        day=day, source="One", url=f"https://one.example/{who.lower()}",
    )  # fmt: skip


@pytest.fixture
async def desk(database: Database) -> Desk:
    await keep(
        database, signed("Norway", "2024-05-28"), signed("Albania", "2024-12-18"),
        article("Canada and SAFE", CANADA, day="2025-12-01", source="One", url="https://one.example/safe"),
        article("Talks on British role in SAFE end", BRITAIN, day="2025-11-28", source="Two", url="https://two.example/1"),
    )  # fmt: skip
    return Desk(database, KNOWN, lambda: NOW)


@pytest.mark.parametrize(
    ("text", "names", "about"),
    [
        (ON_SAFE, ("Canada", "United Kingdom"), "safe"),
        ("How do Canada and the UK compare on SAFE?", ("Canada", "UK"), "safe"),
        ("What is the difference between Japan and South Korea?", ("Japan", "South Korea"), ""),
        ("Japan vs. South Korea", ("Japan", "South Korea"), ""),
        ("Compare Japan, Norway and Albania", ("Japan", "Norway", "Albania"), ""),
        ("Vergleiche Japan und Norwegen", ("Japan", "Norwegen"), ""),
    ],
)
def test_what_is_to_be_compared(text: str, names: tuple[str, ...], about: str) -> None:
    found = sides.asked(text, KNOWN)
    assert found is not None
    assert (found.names, found.about.id if found.about else "") == (names, about)


@pytest.mark.parametrize(
    "text",
    [
        "Compare Bosnia and Herzegovina",
        "Compare notes and plans",
        "Compare Japan",
        "Who signed with Japan and Norway?",
        "",
    ],
)
def test_what_compares_nothing_that_is_known(text: str) -> None:
    assert sides.asked(text, KNOWN) is None


def test_a_topic_that_nobody_knows_belongs_to_the_name() -> None:
    assert sides.named("Japan and Norway on whales", KNOWN) == Sides(names=("Japan", "Norway on whales"))
    assert sides.named("Japan and Norway on the EDF", KNOWN) == Sides(
        names=("Japan", "Norway"), about=Choice(id="edf", name=KNOWN.actors["edf"].name)
    )


async def test_a_comparison_on_a_subject_has_the_sentence_of_each_side_with_its_source(desk: Desk) -> None:
    answer = await ask(desk, ON_SAFE)
    assert answer.compared is not None
    assert [[one.said.text for one in side.about] for side in answer.compared.sides] == [[CANADA], [BRITAIN]]
    shown = fit(views.answer(answer))
    (table,) = [block for block in shown.blocks if block["type"] == "table"]
    cells = [cell["text"] for cell in table["rows"][1]]
    assert cells == [
        "On Security Action for Europe",
        f"1 December 2025: “{CANADA}” [1]",
        f"28 November 2025: “{BRITAIN}” [2]",
    ]
    assert "[2] Two, Talks on British role in SAFE end, 28 November 2025" in shown.text


async def test_a_side_of_which_nothing_is_said_says_so(desk: Desk) -> None:
    shown = fit(views.answer(await ask(desk, "Compare Canada and Japan on SAFE")))
    (table,) = [block for block in shown.blocks if block["type"] == "table"]
    assert table["rows"][1][2]["text"] == "nothing I hold"


async def test_no_step_stands_twice_in_a_comparison(desk: Desk) -> None:
    shown = fit(views.answer(await ask(desk, "Compare Norway and Albania")))
    (table,) = [block for block in shown.blocks if block["type"] == "table"]
    said = [cell["text"] for row in table["rows"][1:] for cell in row[1:]]
    assert sum("Norway signed" in text for text in said) == 1


async def test_a_comparison_is_quoted_so_that_it_can_be_corrected_and_asked_on(desk: Desk) -> None:
    answer, turn = await desk.answer(EVERYONE, ON_SAFE)
    assert [one.text for one in answer.sentences[:1]] == [CANADA]
    assert len(turn.quoted) == len(answer.sentences) > 1


async def test_too_many_are_refused_with_their_number(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="up to 4 actors; you named 5"):
        await ask(desk, "Compare Japan, Norway, Albania, Canada and Italy")


async def test_which_was_first_is_decided_by_the_days_that_articles_state(desk: Desk) -> None:
    answer = await ask(desk, "Compare Albania and Norway", "Which of them signed first?")
    assert answer.aside.startswith("By the days that articles state: Norway on 28 May 2024")
    assert [one.citations[0].url for one in answer.sentences] == [
        "https://one.example/norway", "https://one.example/albania",
    ]  # fmt: skip
    last = await ask(desk, "Who signed a security and defence partnership with the EU last, Norway or Albania?")
    assert last.aside.startswith("By the days that articles state: Albania on 18 December 2024")
    assert "Albania on 18 December 2024" in fit(views.answer(last)).text


async def test_which_was_first_is_not_guessed_where_one_side_has_no_day(desk: Desk) -> None:
    answer = await ask(desk, ON_SAFE, "Which of them signed first?")
    assert (answer.outcome, answer.aside) == ("refused", "")
    assert answer.reason == (
        "No article I hold states that of United Kingdom; of Canada: 1 December 2025 (provisional deal)."
    )
    assert [one.text for one in answer.nearest] == [CANADA]
