"""Stories merged and split when an article shows that they are one, or that one is two. Rows; `bot` decides.

A story keeps its number as long as its first article is in it. Of stories that become one the lowest number stays and
the others lead there; what is split off again comes back under the number that it had. What readers said of two
stories holds for the articles that came under these.
"""

import json
from collections import defaultdict
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import combinations

from sqlite_utils import Database as Connection

from storage import nearby
from storage.models import Grouping

MOST = 32
"""Articles that are grouped one by one. Stories that hold more stay whole, but for the article that is the cause."""

SPEAKING = 5
"""How many of such a story, the newest, are compared."""

STORIES = 6
"""Stories that are grouped at a time: those that come first."""

Settle = Callable[[Grouping], list[int]]
"""For each article the place of the first that it shares a story with."""

_Pairs = set[tuple[int, int]]


def settle(db: Connection, judge: Settle, *, stories: Sequence[int], cause: int) -> bool:
    """Group the articles of these stories anew because of one of them; whether that changed any story."""
    held = _held(db, stories[:STORIES])
    whole = sum(map(len, held.values())) > MOST
    units = [[one for one in numbers if one != cause] for numbers in held.values()] if whole else []
    speaking = [number for unit in units for number in unit[-SPEAKING:]] + [cause] if whole else _all(held)
    standing = nearby.proposed(db, sorted(speaking))
    places = {one.article.id: place for place, one in enumerate(standing)}
    together, apart = _said(db, places)
    for unit in units:
        together |= set(combinations(sorted(places[number] for number in unit[-SPEAKING:]), 2))
    known = Grouping(proposed=tuple(standing), together=frozenset(together), apart=frozenset(apart))
    groups: dict[int, set[int]] = defaultdict(set)
    for one, first in zip(standing, judge(known), strict=True):
        groups[first].add(one.article.id)
    for group in groups.values():
        group.update(*(unit for unit in units if not group.isdisjoint(unit)))
    if sorted(map(sorted, groups.values())) == sorted(map(sorted, held.values())):
        return False
    _regroup(db, [sorted(group) for group in groups.values()], held, cause=cause)
    return True


def _held(db: Connection, stories: Sequence[int]) -> dict[int, list[int]]:
    """The articles of each story, the oldest first."""
    held: dict[int, list[int]] = defaultdict(list)
    rows = db.execute(
        "select story_id, article_id from story_article where story_id in (select value from json_each(?)) "
        "order by article_id",
        [json.dumps(list(stories))],
    )
    for story, article in rows.fetchall():
        held[story].append(article)
    return held


def _all(held: Mapping[int, Sequence[int]]) -> list[int]:
    return [number for numbers in held.values() for number in numbers]


def _regroup(db: Connection, groups: Sequence[Sequence[int]], held: Mapping[int, Sequence[int]], *, cause: int) -> None:
    """Give each group its number, and its articles to it."""
    story = {article: number for number, articles in held.items() for article in articles}
    home = _homes(db, list(story))
    owned: list[set[int]] = [set() for _ in groups]
    for number in {*held, *home.values()}:
        came = [article for article in story if home[article] == number]
        first = min(came or held[number])
        next(own for own, group in zip(owned, groups, strict=True) if first in group).add(number)
    for own, group in zip(owned, groups, strict=True):
        number = min(own) if own else _opened(db, group[0])
        db.execute("delete from story_merged where story_id = ?", [number])
        db.conn.executemany(
            "insert into story_merged values (?, ?) on conflict do update set into_id = excluded.into_id",
            [(other, number) for other in own - {number}],
        )
        for article in group:
            _move(db, article, number, home=home[article] if home[article] in own else number)
        moved = [article for article in group if story[article] != number and article != cause]
        db.conn.executemany(
            "update story_article set reasons = json_insert(reasons, '$[#]', ?) where article_id = ?",
            [(f"grouped anew when article {cause} came", article) for article in moved],
        )


def _move(db: Connection, article: int, story: int, *, home: int) -> None:
    db.execute("update story_article set story_id = ? where article_id = ?", [story, article])
    db.execute("delete from story_moved where article_id = ?", [article])
    if home != story:
        db.execute("insert into story_moved values (?, ?)", [article, home])


def _opened(db: Connection, article: int) -> int:
    """A new story for those who see an article, opened when it came."""
    cursor = db.execute(
        "insert into story (audience, opened_at) select audience, retrieved_at from article where id = ?", [article]
    )
    return int(cursor.lastrowid or 0)


def _homes(db: Connection, articles: Sequence[int]) -> dict[int, int]:
    """For each article the story that it was placed in, before that was joined to another."""
    rows = db.execute(
        """
        select placed.article_id, coalesce(story_moved.story_id, placed.story_id) from json_each(?) as asked
        cross join story_article placed on placed.article_id = asked.value
        left join story_moved on story_moved.article_id = placed.article_id
        """,
        [json.dumps(list(articles))],
    )
    return dict(rows.fetchall())


def _said(db: Connection, places: Mapping[int, int]) -> tuple[_Pairs, _Pairs]:
    """Pairs of articles, by their places, that readers said are together, and are apart."""
    under: dict[int, list[int]] = defaultdict(list)
    for article, home in _homes(db, list(places)).items():
        for number in _leads(db, home):
            under[number].append(places[article])
    rows = db.execute(
        "select one_id, other_id, same from story_verdict where one_id in (select value from json_each(:ids)) "
        "and other_id in (select value from json_each(:ids))",
        {"ids": json.dumps(list(under))},
    )
    together: _Pairs = set()
    apart: _Pairs = set()
    for one, other, same in rows.fetchall():
        if same:
            together |= set(combinations(sorted({*under[one], *under[other]}), 2))
        else:
            apart |= {(min(mine, their), max(mine, their)) for mine in under[one] for their in under[other]}
    return together, apart


def _leads(db: Connection, story: int) -> Iterator[int]:
    """A story and those that it was joined to, one after the other."""
    found: int | None = story
    while found is not None:
        yield found
        row = db.execute("select into_id from story_merged where story_id = ?", [found]).fetchone()
        found = row[0] if row else None
