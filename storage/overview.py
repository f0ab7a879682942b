"""What an archive holds, counted: for whoever looks after it. Rows; decides nothing."""

from datetime import date
from typing import Any

from sqlite_utils import Database as Connection

from storage.articles import within
from storage.models import Audience

_COUNTS = {
    "languages": "select language as name, count(*) as count from article where {where} group by 1",
    "actors": """
        select article_actor.actor_id as name, count(*) as count
        from article join article_actor on article_actor.article_id = article.id where {where} group by 1""",
    "topics": """
        select article_topic.topic_id as name, count(*) as count
        from article join article_topic on article_topic.article_id = article.id where {where} group by 1""",
    "types": """
        select development.type as name, count(*) as count
        from article join development on development.article_id = article.id
        where {where} and development.holds group by 1""",
    "stages": """
        select development.stage as name, count(*) as count
        from article join development on development.article_id = article.id
        where {where} and development.holds and development.stage <> 'none' group by 1""",
    "speakers": """
        select quotation.speaker as name, count(*) as count
        from article join quotation on quotation.article_id = article.id
        where {where} and quotation.speaker is not null group by 1""",
}


def counted(db: Connection, audience: Audience, *, until: date, most: int) -> dict[str, list[tuple[str, int]]]:
    """For each of several questions the most frequent answers among the articles that this audience may see."""
    where, arguments = within(audience, until=until)
    return {
        about: [
            (row[0], row[1])
            for row in db.execute(
                f"{sql.format(where=where)} order by count desc, name limit :most", {**arguments, "most": most}
            ).fetchall()
        ]
        for about, sql in _COUNTS.items()
    }


def totals(db: Connection, audience: Audience, *, until: date) -> dict[str, Any]:
    """How many stories, developments, quotations (with a known speaker) and days to come there are."""
    where, arguments = within(audience, until=until)
    row = db.execute(
        f"""
        select count(distinct story_article.story_id),
               (select count(*) from development join article on article.id = development.article_id where {where}),
               (select count(*) from quotation join article on article.id = quotation.article_id
                where {where} and quotation.direct),
               (select count(*) from quotation join article on article.id = quotation.article_id
                where {where} and quotation.direct and quotation.speaker is not null),
               (select count(*) from milestone join article on article.id = milestone.article_id where {where})
        from article join story_article on story_article.article_id = article.id where {where}
        """,
        arguments,
    ).fetchone()
    return dict(zip(("stories", "developments", "quotations", "attributed", "milestones"), row, strict=True))
