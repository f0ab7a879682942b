"""The desk: quoted, cited, of the right audience and day, or refused with a reason and what was looked at."""

import asyncio
import threading
from collections.abc import AsyncIterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bot.aside import judged
from bot.asking import wishes
from bot.desk import Desk
from bot.errors import BadRequest, UnknownName
from bot.records import Answer
from storage.database import Database
from storage.models import EVERYONE, Audience
from tests.bot.making import KNOWN, NOW, article, ask, keep, opened

TEAM = Audience(team="T1")
CHANNEL = Audience(team="T1", conversation="C1")

FIGHTER = "Japan develops a new fighter jet with Italy and the United Kingdom."
PARTNERSHIP = article(
    "EU and Japan sign partnership",
    "The European Union and Japan signed a security and defence partnership in Tokyo on Monday. "
    f"It covers maritime security and cyber defence. {FIGHTER}",
    day="2026-03-10",
    source="One Paper",
    url="https://one.example/japan",
)
SAFE = article(
    "Council adopts SAFE",
    "The Council adopted the SAFE instrument on Tuesday. SAFE offers loans of EUR 150 billion to member states. "
    "Nineteen countries have asked for money from SAFE.",
    day="2025-05-27",
    source="Two Papers",
    url="https://two.example/safe",
)
UNDATED = article(
    "Ghana and the EU agree on training",
    "Ghana and the European Union agreed on training for Ghanaian officers in Accra.",
    source="Three Papers",
)
LATER = article(
    "Japan and Canada sign",
    "Japan and Canada signed an agreement on defence equipment in Ottawa.",
    day="2026-09-01",
    source="Four Papers",
    url="https://four.example/canada",
)
OF_TEAM = article(
    "Team note on Korea", "South Korea sent our team a draft on ammunition exports.", day="2026-10-01", source="Team"
)
OF_CHANNEL = article(
    "Channel note on Korea",
    "South Korea told our channel of a plan for submarines.",
    day="2026-10-02",
    source="Channel",
)


@pytest.fixture
async def database(tmp_path: Path) -> AsyncIterator[Database]:
    archive = await opened(tmp_path / "archive.db")
    kept = await keep(archive, PARTNERSHIP, SAFE, UNDATED, LATER)
    kept += await keep(archive, OF_TEAM, audience=TEAM)
    kept += await keep(archive, OF_CHANNEL, audience=CHANNEL)
    assert [one.outcome for one in kept] == ["added"] * 6
    yield archive
    await archive.close()


@pytest.fixture
def desk(database: Database) -> Desk:
    return Desk(database, KNOWN, lambda: NOW)


def as_of(desk: Desk, day: str) -> Desk:
    moment = datetime.combine(date.fromisoformat(day), NOW.timetz())
    return Desk(desk.database, KNOWN, lambda: moment)


def texts(answer: Answer) -> list[str]:
    return [sentence.text for sentence in answer.sentences]


async def test_a_question_is_answered_with_the_sentence_that_says_so(desk: Desk) -> None:
    answer = await ask(desk, "Who develops new fighter jets with Japan?")
    assert answer.outcome == "answered"
    first = answer.sentences[0]
    assert first.text == FIGHTER
    (citation,) = first.citations
    assert (citation.publisher, citation.published_at) == ("One Paper", date(2026, 3, 10))
    assert citation.url == "https://one.example/japan"
    assert citation.end - citation.start == len(FIGHTER)


@pytest.mark.parametrize(
    ("question", "reason"),
    [
        ("What did Brazil sign with Japan?", "Brazil"),
        ("What did Ghana sign with Canada?", "Ghana and Canada"),
        ("Should we join the SAFE instrument?", "advice"),
        ("When did the Council buy submarines?", ""),
        ("", ""),
        ("?!", ""),
    ],
)
async def test_a_refusal_states_its_reason_and_what_was_looked_at(desk: Desk, question: str, reason: str) -> None:
    answer = await ask(desk, question)
    assert (answer.outcome, answer.sentences) == ("refused", ())
    assert answer.reason.endswith(".")
    assert reason in answer.reason
    looked_at = answer.coverage
    assert (looked_at.articles, looked_at.publishers, looked_at.undated) == (4, 4, 1)
    assert (looked_at.first, looked_at.last) == (date(2025, 5, 27), date(2026, 9, 1))


async def test_what_is_too_long_for_a_question_is_refused_with_its_length(desk: Desk) -> None:
    with pytest.raises(BadRequest, match="30,000 characters"):
        await ask(desk, "will " * 5_999 + "Japan")
    assert await ask(desk, ("will " * 400)[:1_999] + "?")


async def test_the_bot_hears_while_it_judges() -> None:
    heard = threading.Event()
    judging = asyncio.ensure_future(judged(heard.wait, 30))
    await asyncio.sleep(0)
    heard.set()  # would never be reached if judging held the event loop
    assert await judging


async def test_an_empty_archive_refuses_everything_in_words(tmp_path: Path) -> None:
    empty = await opened(tmp_path / "empty.db")
    desk = Desk(empty, KNOWN, lambda: NOW)
    answer = await ask(desk, "What did Japan sign?")
    assert answer.reason
    assert answer.coverage.articles == 0
    assert (await desk.latest(EVERYONE, wishes.latest(""))).lines == ()
    assert (await desk.summary(EVERYONE, wishes.summary("Japan"))).sentences == ()
    profile = await desk.actor(EVERYONE, wishes.actor("Japan"))
    assert (profile.articles, profile.statements, profile.name) == (0, (), "Japan")
    assert profile.role
    assert (await desk.sources(EVERYONE)).lines == ()
    await empty.close()


@pytest.mark.parametrize(
    ("audience", "titles"),
    [
        (EVERYONE, set()),
        (TEAM, {"Team note on Korea"}),
        (CHANNEL, {"Team note on Korea", "Channel note on Korea"}),
        (Audience(team="T2", conversation="C1"), set()),
    ],
)
async def test_a_conversation_hears_only_what_is_for_it(desk: Desk, audience: Audience, titles: set[str]) -> None:
    profile = await desk.actor(audience, wishes.actor("South Korea"))
    assert {citation.title for said in profile.statements for citation in said.citations} == titles
    assert {line.headline for line in profile.latest} == titles
    latest = await desk.latest(audience, wishes.latest("South Korea"))
    assert {line.headline for line in latest.lines} == titles
    summary = await desk.summary(audience, wishes.summary("South Korea"))
    assert {citation.title for said in summary.sentences for citation in said.citations} == titles
    answer = await ask(desk, "What did South Korea plan for submarines?", audience=audience)
    assert (answer.outcome == "answered") == ("Channel note on Korea" in titles)
    assert {line.name for line in (await desk.sources(audience)).lines} >= {title.split()[0] for title in titles}
    assert answer.coverage.articles == 4 + len(titles)


async def test_an_article_of_others_is_no_article(desk: Desk) -> None:
    ours = await desk.latest(CHANNEL, wishes.latest("South Korea"))
    for line in ours.lines:
        (citation,) = line.lead.citations
        assert (await desk.summary(CHANNEL, wishes.summary(f"#{citation.article}"))).subject == line.headline
        with pytest.raises(BadRequest, match="no article"):
            await desk.summary(EVERYONE, wishes.summary(f"#{citation.article}"))


async def test_what_was_published_later_is_not_known_yet(desk: Desk) -> None:
    early = as_of(desk, "2026-04-01")
    assert (await ask(desk, "What did Japan sign with Canada?")).outcome == "answered"
    refused = await ask(early, "What did Japan sign with Canada?")
    assert refused.outcome == "refused"
    assert refused.coverage.last == date(2026, 3, 10)
    latest = await early.latest(EVERYONE, wishes.latest(""))
    assert "Japan and Canada sign" not in {line.headline for line in latest.lines}
    profile = await early.actor(EVERYONE, wishes.actor("Japan"))
    assert (profile.articles, profile.last) == (1, date(2026, 3, 10))
    assert "Canada" not in profile.model_dump_json()
    assert "Ottawa" not in (await early.summary(EVERYONE, wishes.summary("Japan long"))).model_dump_json()
    assert "Four Papers" not in {line.name for line in (await early.sources(EVERYONE)).lines}
    for target in ("4", "https://four.example/canada"):
        assert (await desk.summary(EVERYONE, wishes.summary(target))).subject == "Japan and Canada sign"
        with pytest.raises(BadRequest):
            await early.summary(EVERYONE, wishes.summary(target))


async def test_an_undated_article_is_cited_as_undated_and_never_recent(desk: Desk) -> None:
    answer = await ask(desk, "What did Ghana agree with the European Union?")
    assert answer.sentences[0].citations[0].published_at is None
    everything = await desk.latest(EVERYONE, wishes.latest(""))
    assert everything.lines[-1].published_at is None
    recent = await desk.latest(EVERYONE, wishes.latest("since 2020"))
    assert recent.total == everything.total - 1


async def test_a_revised_article_is_never_quoted_in_its_old_words(desk: Desk) -> None:
    old = await ask(desk, "How much does SAFE offer in loans?")
    assert "EUR 150 billion" in texts(old)[0]
    (kept,) = await keep(desk.database, SAFE.replace("EUR 150 billion", "EUR 160 billion"))
    assert kept.outcome == "revised"
    new = await ask(desk, "How much does SAFE offer in loans?")
    assert "EUR 160 billion" in texts(new)[0]
    assert new.sentences[0].citations[0].revision != old.sentences[0].citations[0].revision
    shown = [new, await desk.summary(EVERYONE, wishes.summary("SAFE long"))]
    shown += [await desk.actor(EVERYONE, wishes.actor("SAFE")), await desk.latest(EVERYONE, wishes.latest("SAFE"))]
    assert all("150 billion" not in one.model_dump_json() for one in shown)


async def test_latest_comes_in_pages_newest_first(desk: Desk) -> None:
    fleets = ["Norway", "Japan", "Chile", "India", "Greece", "Poland", "Brazil", "Turkey", "Canada", "Sweden"]
    news = [
        article(f"Navy of {name} sails", f"A frigate of {name} left port.", day=f"2026-11-{10 + number}", source=name)
        for number, name in enumerate(fleets)
    ]
    await keep(desk.database, *news)
    seen: list[int] = []
    offset: int | None = 0
    days = []
    while offset is not None:
        page = await desk.latest(EVERYONE, wishes.latest("", offset=offset))
        assert page.total == 14
        seen += [line.story for line in page.lines]
        days += [line.published_at for line in page.lines if line.published_at]
        offset = page.following
    assert len(seen) == len(set(seen)) == 14
    assert days == sorted(days, reverse=True)


async def test_a_story_counts_independent_publishers(desk: Desk) -> None:
    again = PARTNERSHIP.replace("One Paper", "Another Paper").replace("one.example", "another.example")
    await keep(desk.database, again.replace("on Monday", "this Monday"))
    (line,) = [x for x in (await desk.latest(EVERYONE, wishes.latest("Japan"))).lines if x.articles == 2]
    assert line.publishers == 2
    assert len(line.others) == 1
    assert {line.lead.citations[0].publisher, line.others[0].publisher} == {"One Paper", "Another Paper"}


async def test_the_same_words_elsewhere_are_no_second_voice(desk: Desk) -> None:
    copy = PARTNERSHIP.replace("One Paper", "Copying Paper").replace("one.example", "copying.example")
    (kept,) = await keep(desk.database, copy)
    assert kept.outcome == "duplicate"
    latest = await desk.latest(EVERYONE, wishes.latest("Japan since 2026-03-01"))
    assert [line.publishers for line in latest.lines] == [1, 1]


async def test_a_topic_and_a_url_are_summarised_and_nonsense_is_not(desk: Desk) -> None:
    summary = await desk.summary(EVERYONE, wishes.summary("https://one.example/japan?utm_source=x#top long"))
    assert (summary.kind, summary.size, summary.subject) == ("article", "long", "EU and Japan sign partnership")
    assert FIGHTER in [sentence.text for sentence in summary.sentences]
    with pytest.raises(BadRequest, match="do not have that page"):
        await desk.summary(EVERYONE, wishes.summary("https://nowhere.example/"))
    for target in ("#99", "0", "²", "9" * 30, "9" * 5000, "#", "https://[", "xyzzy"):
        with pytest.raises(BadRequest) as caught:
            await desk.summary(EVERYONE, wishes.summary(target))
        assert len(caught.value.public) < 400


async def test_a_topic_is_no_actor_but_says_where_to_ask(desk: Desk) -> None:
    with pytest.raises(UnknownName, match="/latest joint procurement"):
        await desk.actor(EVERYONE, wishes.actor("joint procurement"))


@pytest.mark.parametrize(
    ("asked", "holder"),
    [
        ("the High Representative on 2023-05-01", "Josep Borrell"),
        ("the High Representative on 1 March 2025", "Kaja Kallas"),
        ("High Representative", "Kaja Kallas"),
        ("Japan on 2025-03-01", "Shigeru Ishiba"),
        ("Japan", "Sanae Takaichi"),
    ],
)
async def test_an_office_is_looked_up_on_a_day(desk: Desk, asked: str, holder: str) -> None:
    profile = await desk.actor(EVERYONE, wishes.actor(asked))
    assert holder in {one.name for one in profile.holders}
    for one in profile.holders:
        assert (one.valid_from or profile.as_of) <= profile.as_of <= (one.valid_to or profile.as_of)


async def test_an_institution_is_part_of_another_a_person_of_none(desk: Desk) -> None:
    mission = await desk.actor(EVERYONE, wishes.actor("Aspides"))
    assert mission.parent is not None
    assert mission.parent.name == "European Union"
    assert (await desk.actor(EVERYONE, wishes.actor("Andrius Kubilius"))).parent is None


async def test_a_profile_shows_names_and_no_phrases(desk: Desk) -> None:
    shown = (await desk.actor(EVERYONE, wishes.actor("Poland"))).aliases
    assert "Pologne" in shown
    assert not {"les Polonais", "gouvernement polonais"} & set(shown)


async def test_an_office_is_never_answered_with_a_former_holder(desk: Desk) -> None:
    said = "Josep Borrell, the High Representative, visited Tokyo on Monday for talks on maritime security."
    await keep(desk.database, article("Borrell in Tokyo", said, day="2024-11-01", source="Five Papers"))
    question = "Who is the High Representative?"
    refused = await ask(desk, question)
    assert refused.outcome == "refused"
    assert "Kaja Kallas" in refused.reason  # by the catalogue, which the reason says is no article
    assert texts(await ask(as_of(desk, "2024-11-20"), question)) == [said]
    now = "Kaja Kallas, the High Representative, met the defence ministers of the member states in Brussels."
    await keep(desk.database, article("Kallas meets ministers", now, day="2026-10-01", source="Six Papers"))
    assert texts(await ask(desk, question)) == [now]


async def test_follow_ups_are_answered_from_the_thread(desk: Desk) -> None:
    canada = await ask(desk, "What did Japan sign with the European Union?", "And with Canada?")
    assert texts(canada) == ["Japan and Canada signed an agreement on defence equipment in Ottawa."]
    brazil = await ask(desk, "Who develops new fighter jets with Japan?", "And Brazil?")
    assert brazil.outcome == "refused"
    assert "Brazil" in brazil.reason
    assert brazil.understood == "Who develops new fighter jets with Brazil?"
    again = await ask(desk, "Who develops new fighter jets with Japan?", "Source?")
    assert texts(again)[0] == FIGHTER


async def test_a_thread_knows_no_more_than_its_audience(desk: Desk) -> None:
    _, turn = await desk.answer(CHANNEL, "What did South Korea plan for submarines?")
    assert turn.cited
    follow_up, _ = await desk.answer(EVERYONE, "Source?", history=(turn,))
    assert follow_up.outcome == "refused"
    assert "submarines" not in "".join(said.text for said in (*follow_up.sentences, *follow_up.nearest))


async def test_the_moment_is_the_clocks(desk: Desk) -> None:
    assert as_of(desk, "2026-04-01").today() == date(2026, 4, 1)
    _, turn = await desk.answer(EVERYONE, "What did Japan sign?")
    assert turn.asked_at == NOW == datetime(2026, 11, 24, 9, 0, tzinfo=UTC)
