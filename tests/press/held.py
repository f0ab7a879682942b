"""What an archive holds of the press, for comparison. Counts nothing, judges nothing."""

from typing import Any

from sqlite_utils import Database as Connection


def texts(db: Connection, host: str) -> dict[str, tuple[int, str, str | None]]:
    """Of each article of an outlet its revisions, its last text and its day, by its slug; copies elsewhere included."""
    rows = db.execute(
        """
        select article.url, revision.number, revision.text, substr(article.published_at, 1, 10)
        from article join revision on revision.id = article.revision_id where article.url like :like
        union all
        select appearance.url, 1, revision.text, substr(appearance.published_at, 1, 10)
        from appearance join article on article.id = appearance.article_id
        join revision on revision.id = article.revision_id where appearance.url like :like
        """,
        {"like": f"http://{host}:%"},
    )
    return {url.rpartition("/")[2]: (number, text, day) for url, number, text, day in rows.fetchall()}


def everything(db: Connection) -> dict[str, list[Any]]:
    """All that must be the same, whatever was interrupted."""
    questions = {
        "articles": """
            select article.url, article.published_at, revision.number, revision.title, revision.text
            from article join revision on revision.article_id = article.id order by 1, 3
        """,
        "appearances": "select url, published_at from appearance order by 1",
        "sources": "select name, url, health, reason, failures, failing_since, oldest, newest, next_at from source "
        "order by name",
        "notices": "select source_id, kind, said, at from notice order by at, source_id",
        "items": "select identity, outcome, reason, looks, due_at from item order by identity",
    }
    return {name: db.execute(question).fetchall() for name, question in questions.items()}
