"""A person's words → a safe FTS5 query → articles. Which words, and what they mean, is decided in `bot`.

FTS5 costs about 2 µs for each matching row, and in this field "defence" matches nearly every article. Hence words
that match more than a fifth of the archive are left out of the ranking while rarer ones remain.
"""

import re
from collections.abc import Sequence
from datetime import date

from sqlite_utils import Database as Connection

from storage.articles import within
from storage.models import Audience

COMMON_SHARE = 0.2
"""A word in more than this share of all articles does not help to find one."""

TITLE_WEIGHT = 4.0
"""bm25 weight of a title beside the body: titles of news say what the article is about."""


def frequencies(db: Connection, *, words: Sequence[str]) -> tuple[dict[str, int], int]:
    """In how many articles each word (or phrase) stands, and how many articles there are."""
    total = int(db.execute("select count(*) from article").fetchone()[0])
    counts = {}
    for word in dict.fromkeys(words):
        quoted = _phrase(word)
        if quoted:
            row = db.execute("select count(*) from article_fts where article_fts match ?", [quoted]).fetchone()
            counts[word] = int(row[0])
    return counts, total


def naming(db: Connection, *, named: Sequence[Sequence[str]]) -> list[int]:
    """For each group of forms, in how many articles any of them stands."""
    counts = []
    for forms in named:
        query = _any(forms)
        row = (
            db.execute("select count(*) from article_fts where article_fts match ?", [query]).fetchone()
            if query
            else [0]
        )
        counts.append(int(row[0]))
    return counts


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
    """Numbers of articles that hold any of `words` and, of each group in `named`, at least one form; best first."""
    groups = [_any(group) for group in named]
    ranked = _any(_rare(db, words))
    query = " AND ".join(f"({part})" for part in [*groups, ranked] if part)
    if not query:
        return []
    where, arguments = within(audience, since=since, until=until)
    rows = db.execute(
        f"""
        select article.id from article_fts join article on article.id = article_fts.rowid
        where article_fts match :query and {where}
        order by bm25(article_fts, {TITLE_WEIGHT}, 1.0), article.published_at desc limit :limit
        """,
        {"query": query, "limit": limit, **arguments},
    )
    return [row[0] for row in rows.fetchall()]


def _rare(db: Connection, words: Sequence[str]) -> list[str]:
    counts, total = frequencies(db, words=words)
    found = [word for word, count in counts.items() if count]
    rare = [word for word in found if counts[word] <= COMMON_SHARE * total]
    return rare or sorted(found, key=lambda word: counts[word])[:2]


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
