"""Nothing that is for others is ever shown, whatever is asked, and everything shown is verbatim: tried on any words."""

import asyncio
from collections.abc import AsyncIterator, Awaitable, Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as some

from bot.asking import questions, wishes
from bot.desk import Desk
from bot.errors import BadRequest
from bot.records import Cited
from bot.talk import retrieve
from storage import articles
from storage.models import EVERYONE, Audience, Record, Turn
from tests.bot.making import KNOWN, NOW, article, keep, opened

MARKS = {
    EVERYONE: "qzeveryone",
    Audience(team="T1"): "qzteam",
    Audience(team="T1", conversation="C1"): "qzchannel",
    Audience(team="T1", conversation="C2"): "qzother",
    Audience(team="T2"): "qzforeign",
}
"""Each audience's articles carry a word of its own in title, text, publisher and address; no question holds one."""

HIDDEN = {
    viewer: [mark for owner, mark in MARKS.items() if owner.key not in viewer.sees] for viewer in (*MARKS, Audience())
}


def secrets(mark: str) -> Iterator[str]:
    texts = (
        f"The {mark} paper says that Japan and South Korea signed a secret treaty on submarines with Poland.",
        f"SAFE offers {mark} loans of EUR 150 billion for joint procurement, and 19 countries asked for them.",
        f"Kaja Kallas, the High Representative, met ministers on Monday at {mark} to speak of sanctions.",
    )
    for number, text in enumerate(texts):
        yield article(
            f"{text.split()[-1]} {mark} {number}",
            f"{text} It was said by {mark} that more will follow next year.",
            day=f"2026-11-{10 + number}",
            source=f"Paper of {mark}",
            url=f"https://{mark}.example/{number}",
        )


@pytest.fixture(scope="module")
def here() -> Iterator[asyncio.Runner]:
    with asyncio.Runner() as runner:
        yield runner


@pytest.fixture(scope="module")
def desk(here: asyncio.Runner, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    database = here.run(opened(tmp_path_factory.mktemp("archive") / "archive.db"))
    for audience, mark in MARKS.items():
        kept = here.run(keep(database, *secrets(mark), audience=audience))
        assert [one.outcome for one in kept] == ["added"] * 3
    yield Desk(database, KNOWN, lambda: NOW)
    here.run(database.close())


WORDS = ["What", "did", "Japan", "South Korea", "sign", "with", "Poland", "?", "treaty", "submarines", "SAFE", "and",
         "how much", "joint procurement", "Kaja Kallas", "sanctions", "who", "is", "the High Representative",
         "since 30d", "long", "OR", '"', "*", "paper", "loans", "on 2026-11-20"]  # fmt: skip
TARGETS = ["", "Japan", "SAFE long", "joint procurement", "sanctions", "Kaja Kallas", "South Korea since 30d", "Poland",
           *(f"#{number}" for number in range(1, 16)),
           *(f"https://{mark}.example/1" for mark in MARKS.values())]  # fmt: skip
asked = some.lists(some.sampled_from(WORDS), min_size=1, max_size=8).map(" ".join)


async def attempts(desk: Desk, viewer: Audience, question: str, target: str) -> AsyncIterator[Record]:
    """Everything that the desk returns for these words."""
    _, turn = await desk.answer(Audience(team="T1", conversation="C1"), question)
    foreign = turn.model_copy(update={"cited": tuple(range(1, 16))})
    histories: list[tuple[Turn, ...]] = [(), (foreign,)]
    for history in histories:
        yield (await desk.answer(viewer, question, history=history))[0]
    yield (await desk.answer(viewer, "Source?", history=(foreign,)))[0]
    yield await desk.sources(viewer)
    calls: list[Awaitable[Record]] = [
        desk.latest(viewer, wishes.latest(target)),
        desk.summary(viewer, wishes.summary(target)),
        desk.actor(viewer, wishes.actor(target)),
    ]
    for call in calls:
        try:
            yield await call
        except BadRequest as refused:
            assert not any(mark in refused.public.replace(target, "") for mark in HIDDEN[viewer])


def quotations(value: Any) -> Iterator[Cited]:
    if isinstance(value, Cited):
        yield value
    elif isinstance(value, Record):
        for name in type(value).model_fields:
            yield from quotations(getattr(value, name))
    elif isinstance(value, tuple):
        for one in value:
            yield from quotations(one)


@settings(max_examples=40, deadline=None)
@given(some.sampled_from(list(MARKS)), asked, some.sampled_from(TARGETS))
def test_no_words_bring_out_what_is_for_others(
    here: asyncio.Runner, desk: Desk, viewer: Audience, question: str, target: str
) -> None:
    async def check() -> None:
        async for record in attempts(desk, viewer, question, target):
            shown = record.model_dump_json()
            assert not any(mark in shown for mark in HIDDEN[viewer])
            for quotation in quotations(record):
                for citation in quotation.citations:
                    stored = await desk.database.read(articles.get, viewer, article=citation.article)
                    assert stored is not None
                    assert stored.revision == citation.revision
                    assert stored.text[citation.start : citation.end] == quotation.text

    here.run(check())


def test_every_audience_finds_what_is_for_it(here: asyncio.Runner, desk: Desk) -> None:
    """Without this the test above could pass on a desk that shows nothing."""
    for viewer, mark in MARKS.items():
        answer, _ = here.run(desk.answer(viewer, "What did Japan sign with South Korea?"))
        profile = here.run(desk.actor(viewer, wishes.actor("Japan")))
        assert answer.outcome == "answered"
        assert mark in profile.model_dump_json()
        assert answer.coverage.articles == 3 * len(viewer.sees)


TEAM, OTHERS = Audience(team="T1"), Audience(team="T2")


async def everything(desk: Desk, viewer: Audience) -> list[str]:
    """What a team is answered, to the byte, and what that rests on."""
    asked = ("What did Japan sign with South Korea?", "How many countries asked for SAFE loans?", "Who is Kaja Kallas?")
    answers = [await desk.answer(viewer, question) for question in asked]
    shown: list[Record] = [answer for answer, _ in answers]
    shown += [turn for _, turn in answers]
    shown += [await desk.latest(viewer, wishes.latest(text)) for text in ("", "Japan", "SAFE", "since 30d")]
    shown += [await desk.summary(viewer, wishes.summary(text)) for text in ("SAFE long", "Japan", "sanctions")]
    shown += [await desk.actor(viewer, wishes.actor(text)) for text in ("Japan", "Kaja Kallas")]
    shown += [await desk.sources(viewer)]
    for question in asked:
        understood = questions.understand(question, KNOWN, today=NOW.date())
        found = await retrieve.gather(desk.database, viewer, understood, catalogue=KNOWN, as_of=NOW.date())
        shown += [found.model_copy(update={"catalogue": None})]
    return [record.model_dump_json() for record in shown]


async def test_an_article_for_others_changes_no_byte_of_an_answer(tmp_path: Path) -> None:
    database = await opened(tmp_path / "archive.db")
    for audience in (EVERYONE, TEAM):
        await keep(database, *secrets(MARKS[audience]), audience=audience)
    desk = Desk(database, KNOWN, lambda: NOW)
    viewers = (TEAM, Audience(team="T1", conversation="C1"), EVERYONE)
    before = [await everything(desk, viewer) for viewer in viewers]
    twins = [text.replace("secret", "submarine loans secret") for text in secrets("qzeveryone")] * 3
    texts = [text.replace("qzeveryone", f"qz{number}") for number, text in enumerate([*secrets("qzforeign"), *twins])]
    assert len(await keep(database, *texts, audience=OTHERS)) == len(texts)
    assert [await everything(desk, viewer) for viewer in viewers] == before
    assert await everything(desk, OTHERS) != before[0]
    await database.close()
