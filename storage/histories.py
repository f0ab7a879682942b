"""The revisions of an article, and where else its text stands, as an audience may see it. Rows; decides nothing."""

from sqlite_utils import Database as Connection

from storage.articles import seen_by
from storage.models import Audience, Revision, Span


def revisions(db: Connection, audience: Audience, *, article: int) -> list[Revision]:
    """Every revision with its sentences, the oldest first; none where this audience may not see the article."""
    where, arguments = seen_by(audience)
    rows = db.execute(
        f"""
        select revision.id, revision.number, revision.title, revision.text, revision.retrieved_at, revision.change
        from revision join article on article.id = revision.article_id
        where article.id = :article and {where} order by revision.number
        """,
        {**arguments, "article": article},
    ).fetchall()
    found = []
    for id_, number, title, text, retrieved_at, change in rows:
        spans = db.execute('select start, "end" from sentence where revision_id = ? order by ordinal', [id_]).fetchall()
        sentences = tuple(Span(start=start, end=end) for start, end in spans)
        found.append(
            Revision(
                number=number, title=title, text=text, retrieved_at=retrieved_at, change=change, sentences=sentences
            )
        )
    return found


def copies(db: Connection, audience: Audience, *, article: int) -> list[str]:
    """The publishers under whose address the same text stands."""
    where, arguments = seen_by(audience)
    rows = db.execute(
        f"""
        select distinct publisher.name from appearance join article on article.id = appearance.article_id
        join publisher on publisher.id = appearance.publisher_id
        where article.id = :article and {where} order by publisher.name
        """,
        {**arguments, "article": article},
    )
    return [row[0] for row in rows.fetchall()]
