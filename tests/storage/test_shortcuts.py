"""At many articles, storage answers by short cuts: each must tell what a look at every article would."""

import random
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from itertools import product
from pathlib import Path
from typing import NamedTuple

import pytest

from storage import actors, developments, keeping, schema, seen, statements, stories
from storage.database import Connection, connect
from storage.models import (
    EVERYONE,
    Audience,
    Development,
    Mention,
    Milestone,
    Party,
    Placement,
    Quotation,
    Reported,
    Span,
)
from tests.storage.making import draft, judging

TODAY = date(2026, 11, 24)
TEAM, CHANNEL = Audience(team="T1"), Audience(team="T1", conversation="C1")
AUDIENCES = (EVERYONE, TEAM, CHANNEL, Audience(team="T2"))
DAYS = (TODAY, TODAY - timedelta(days=200), date(2019, 1, 1))
ACTORS = ("everywhere", "often", "seldom", "once")


class Kept(NamedTuple):
    """An article as it went in."""

    number: int
    identity: str
    story: int
    audience: str
    day: date | None
    actors: frozenset[str]
    publisher: str


class Archive(NamedTuple):
    db: Connection
    kept: list[Kept]

    def shown(self, audience: Audience, until: date, actor: str | None = None) -> list[Kept]:
        """What an audience may see as of a day, the newest first."""
        found = [
            one
            for one in self.kept
            if one.audience in audience.sees and (one.day is None or one.day <= until)
            if actor is None or actor in one.actors
        ]
        return sorted(found, key=lambda one: (one.day is not None, one.day or TODAY, one.number), reverse=True)


@pytest.fixture(scope="module", params=[("*",), ("*", "T1", "T1/C1", "T2")], ids=["for everyone", "for some"])
def archive(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Archive]:
    db = connect(Path(tmp_path_factory.mktemp("shortcuts")) / "archive.db")
    schema.upgrade(db)
    draw, kept = random.Random(4), []
    db.execute("begin")
    for number in range(seen.MANY + 300):
        named = {"everywhere"} | {name for name, share in (("often", 0.4), ("seldom", 0.02)) if draw.random() < share}
        named |= {"once"} if number == 1500 else set()
        audience, publisher = draw.choice(request.param), f"p{draw.randrange(5)}"
        day = None if draw.random() < 0.03 else TODAY - timedelta(days=draw.randrange(400))
        mine = [one.story for one in kept[-9:] if one.audience == audience]
        story = draw.choice(mine) if mine and draw.random() < 0.4 else None
        kept.append(keep(db, number, named, audience=audience, publisher=publisher, day=day, story=story))
    db.conn.commit()
    yield Archive(db, kept)
    db.conn.close()


def keep(
    db: Connection, number: int, named: set[str], *, audience: str, publisher: str, day: date | None, story: int | None
) -> Kept:
    text = f"{' '.join(sorted(named))} and what they have to say {number}."
    made = draft(
        text,
        identity=str(number),
        url=None,
        audience=audience,
        published_at=day,
        publisher=draft().publisher.model_copy(update={"id": publisher, "family": publisher}),
        sentences=(Span(start=0, end=len(text)),),
        mentions=tuple(
            Mention(surface=name, start=text.index(name), end=text.index(name) + len(name), actor=name)
            for name in named
        ),
        developments=tuple(stated(name, number) for name in sorted(named)),
        quotations=tuple((said(text, name), ()) for name in sorted(named)),
        milestones=(Milestone(date=due(number), precision="day", certain=True, what=text, start=0, end=len(text)),),
    )
    done = keeping.keep(db, made, judging(lambda one, near: Placement(story=story, reasons=("so",))))
    return Kept(done.article, str(number), done.story, audience, day, frozenset(named), publisher)


def stated(name: str, number: int) -> Development:
    """Some actors act, others are what it is about; every third article tells of a signature."""
    acts = (Party(actor=name, role="source", start=0, end=1),) if name != "often" else ()
    return Development(
        sentence=0, type="signature" if number % 3 == 0 else "visit", stage="none", parties=acts,
        instrument="often" if name == "often" else None, start=0, end=1,
    )  # fmt: skip


def said(text: str, name: str) -> Quotation:
    return Quotation(text=text, start=0, end=40, speaker=name, speaker_name=name)


def due(number: int) -> date:
    return TODAY + timedelta(days=number % 50 - 20)


asked = pytest.mark.parametrize(
    ("audience", "until"), [(audience, day) for audience in AUDIENCES for day in DAYS], ids=str
)


@asked
@pytest.mark.parametrize("actor", [None, *ACTORS])
def test_the_latest_stories(archive: Archive, audience: Audience, until: date, actor: str | None) -> None:
    order = list(dict.fromkeys(one.story for one in archive.shown(audience, until, actor)))
    for offset in (0, 7):
        page, total = stories.latest(archive.db, audience, actor=actor, until=until, limit=5, offset=offset)
        assert [story.id for story in page] == order[offset : offset + 5]
        assert total == len(order)


@asked
@pytest.mark.parametrize("actor", ACTORS)
def test_the_newest_articles_about_an_actor(archive: Archive, audience: Audience, until: date, actor: str) -> None:
    found = stories.newest_about(archive.db, audience, actor=actor, until=until, limit=20)
    assert found == [one.number for one in archive.shown(audience, until, actor)][:20]


@asked
@pytest.mark.parametrize("actor", [None, *ACTORS])
def test_what_articles_report(archive: Archive, audience: Audience, until: date, actor: str | None) -> None:
    shown = archive.shown(audience, until, actor)
    for types, limit in product(((), ("signature",)), (1, 30, 5_000)):
        found = developments.reported(archive.db, audience, actor=actor, until=until, types=types, limit=limit)
        told = [one for one in shown if not types or int(one.identity) % 3 == 0]
        numbers = [one.number for one in told for _ in ([actor] if actor else one.actors)]
        assert [one.passage.article for one in found] == numbers[:limit]
        assert all(actor in (None, one.development.instrument, *who(one)) for one in found)


def who(one: Reported) -> list[str]:
    return [party.actor for party in one.development.parties]


@asked
@pytest.mark.parametrize("actor", [None, *ACTORS])
def test_what_is_to_come(archive: Archive, audience: Audience, until: date, actor: str | None) -> None:
    shown = [one for one in archive.shown(audience, until, actor) if due(int(one.identity)) > TODAY]
    expected = sorted(shown, key=lambda one: due(int(one.identity)))
    for limit in (7, 5_000):
        found = statements.due(archive.db, audience, after=TODAY, until=until, actor=actor, limit=limit)
        assert [one.article for one in found] == [one.number for one in expected][:limit]


@asked
@pytest.mark.parametrize("actor", ACTORS)
def test_who_is_quoted(archive: Archive, audience: Audience, until: date, actor: str) -> None:
    shown = [one.number for one in archive.shown(audience, until, actor)]
    for offset in (0, 4):
        asked = statements.Asked([(actor, None, None)], until=until)
        found = statements.quotes(archive.db, audience, asked=asked, limit=6, offset=offset)
        assert [one.article for one in found] == shown[offset : offset + 6]
        assert statements.quoted(archive.db, audience, asked=asked) == len(shown)


@asked
def test_the_coverage(archive: Archive, audience: Audience, until: date) -> None:
    shown = archive.shown(audience, until)
    days = [one.day for one in shown if one.day]
    found = stories.coverage(archive.db, audience, until=until)
    assert found["articles"] == len(shown)
    assert found["publishers"] == len({one.publisher for one in shown})
    assert found["undated"] == sum(one.day is None for one in shown)
    assert found["first"] == (min(days).isoformat() if days else None)
    assert found["last"] == (max(days).isoformat() if days else None)
    assert (found["last_retrieved"] is None) == (not shown)


@asked
@pytest.mark.parametrize("actor", ACTORS)
def test_the_figures_and_the_company_of_an_actor(archive: Archive, audience: Audience, until: date, actor: str) -> None:
    shown = archive.shown(audience, until, actor)
    days = [one.day.isoformat() for one in shown if one.day]
    assert actors.figures(archive.db, audience, actor=actor, until=until) == {
        "articles": len(shown),
        "first": min(days, default=None),
        "last": max(days, default=None),
    }
    company = Counter(other for one in shown for other in one.actors - {actor})
    expected = sorted(company.items(), key=lambda pair: (-pair[1], pair[0]))
    assert actors.company(archive.db, audience, actor=actor, until=until, newest=len(shown)) == (expected, True)


@asked
@pytest.mark.parametrize("actor", ACTORS)
def test_company_in_the_past_is_of_the_newest(archive: Archive, audience: Audience, until: date, actor: str) -> None:
    shown = archive.shown(audience, until, actor)
    found, whole = actors.company(archive.db, audience, actor=actor, until=until, newest=30)
    if not whole:
        company = Counter(other for one in shown[:30] for other in one.actors - {actor})
        assert found == sorted(company.items(), key=lambda pair: (-pair[1], pair[0]))
    assert whole == (
        len(shown) <= 30
        or not any(one.day and one.day > until for one in archive.kept if one.audience in audience.sees)
    )


@asked
def test_articles_about_two_actors(archive: Archive, audience: Audience, until: date) -> None:
    shown = archive.shown(audience, until, "often")[:300]
    numbers = [one.number for one in shown]
    found = actors.beside(archive.db, audience, articles=numbers, actor="often", others=["seldom", "once"], limit=9)
    assert found == [one.number for one in shown if one.actors & {"seldom", "once"}][:9]


def test_a_revision_changes_whose_company_an_actor_keeps(tmp_path: Path) -> None:
    db = connect(tmp_path / "archive.db")
    schema.upgrade(db)
    for text in ("Japan met Italy.", "Japan met Spain."):
        named = [word.strip(".") for word in text.split() if word[0].isupper()]
        mentions = tuple(
            Mention(surface=name, start=text.index(name), end=text.index(name) + len(name), actor=name.lower())
            for name in named
        )
        revised = draft(text, mentions=mentions, sentences=(Span(start=0, end=len(text)),))
        keeping.keep(db, revised, judging())
    assert actors.company(db, EVERYONE, actor="japan") == ([("spain", 1)], True)
    assert actors.company(db, EVERYONE, actor="italy") == ([], True)
    db.conn.close()


def test_the_articles_kept_before_count_for_company_too(tmp_path: Path) -> None:
    db = connect(tmp_path / "archive.db")
    schema.upgrade(db)
    for number in range(3):
        keep(db, number, {"japan", "italy"}, audience="*", publisher="p", day=TODAY, story=None)
    for name in ("trigger company_gained", "trigger company_lost", "table company"):
        db.execute(f"drop {name}")
    db.execute("delete from _sqlite_migrations where name = 'm007_company'")
    schema.upgrade(db)
    assert actors.company(db, EVERYONE, actor="japan", until=TODAY) == ([("italy", 3)], True)
    db.conn.close()
