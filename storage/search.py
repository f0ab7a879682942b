"""A person's words → a safe FTS5 query → articles. Which words, and what they mean, is decided in `bot`.

FTS5 costs about 2 µs for each matching row, and in this field "defence" matches nearly every article. Hence words
that match more than a fifth of the archive are left out of the ranking while rarer ones remain.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date
from itertools import zip_longest

from sqlite_utils import Database as Connection

from storage import indexes, seen
from storage.articles import within
from storage.models import Audience

COMMON_SHARE = 0.2
"""A word in more than this share of all articles does not help to find one."""

TITLE_WEIGHT = 4.0
"""bm25 weight of a title beside the body: titles of news say what the article is about."""


def frequencies(db: Connection, audience: Audience, *, words: Sequence[str]) -> tuple[dict[str, int], int]:
    """In how many articles for this audience each word (or phrase) stands, and how many articles there are."""
    where, arguments = within(audience)
    counted = "true" if seen.everything(db, audience, until=None) else where
    total = int(db.execute(f"select count(*) from article where {counted}", arguments).fetchone()[0])
    phrases = {word: phrase for word in dict.fromkeys(words) if (phrase := _phrase(word))}
    tables = indexes.visible(db, audience)
    return {word: _count(db, tables, phrase) for word, phrase in phrases.items()}, total


def naming(db: Connection, audience: Audience, *, named: Sequence[Sequence[str]]) -> list[int]:
    """For each group of forms, in how many articles for this audience any of them stands."""
    tables = indexes.visible(db, audience)
    return [_count(db, tables, query) if (query := _any(forms)) else 0 for forms in named]


def rare(counts: Mapping[str, int], total: int) -> list[str]:
    """Of words with their frequencies those that help to find an article; the two rarest where all are common."""
    found = [word for word, count in counts.items() if count]
    return [word for word in found if counts[word] <= COMMON_SHARE * total] or sorted(found, key=counts.__getitem__)[:2]


def articles(
    db: Connection,
    audience: Audience,
    *,
    words: Sequence[str],
    named: Sequence[Sequence[str]] = (),
    since: date | None = None,
    until: date | None = None,
    limit: int = 40,
) -> list[int]:
    """Numbers of articles that hold any of `words` and, of each group in `named`, at least one form; best first.

    The best of each index in turn, those for fewer people first: weights of different indexes do not compare.
    """
    query = " AND ".join(f"({part})" for part in map(_any, [*named, words]) if part)
    if not query:
        return []
    where, arguments = within(audience, since=since, until=until)
    found = [
        db.execute(
            f"""
            select article.id from {table} join article on article.id = {table}.rowid
            where {table} match :query and {where}
            order by bm25({table}, {TITLE_WEIGHT}, 1.0), article.published_at desc limit :limit
            """,
            {"query": query, "limit": limit, **arguments},
        ).fetchall()
        for table in indexes.visible(db, audience)
    ]
    return [row[0] for turn in zip_longest(*found) for row in turn if row is not None][:limit]


def _count(db: Connection, tables: Sequence[str], query: str) -> int:
    return sum(
        db.execute(f"select count(*) from {table} where {table} match ?", [query]).fetchone()[0] for table in tables
    )


def _any(terms: Sequence[str]) -> str:
    """Any of the terms, but for those that hold another ("SAFE loans" beside "SAFE"): they find no more articles."""
    spelled: dict[tuple[str, ...], str] = {}
    for term in terms:
        spelled.setdefault(tuple(re.findall(r"\w+", term.lower())), term)
    telling: list[tuple[str, ...]] = []
    for phrase in sorted(filter(None, spelled), key=len):
        if not any(_holds(phrase, shorter) for shorter in telling):
            telling.append(phrase)
    return " OR ".join(_phrase(term) for phrase, term in spelled.items() if phrase in telling)


def _holds(phrase: tuple[str, ...], other: tuple[str, ...]) -> bool:
    return any(phrase[at : at + len(other)] == other for at in range(len(phrase) - len(other) + 1))


def _phrase(text: str) -> str:
    """A quoted phrase of the words in `text`; no character of it is syntax."""
    words = re.findall(r"\w+", text)
    return f'"{" ".join(words)}"' if words else ""
