"""What became of a sentence that was shown: its article says something else now, or was withdrawn. Part of the desk.

A digest asks it of what it told before, a thread of what was answered in it. Posts nothing.
"""

from collections.abc import Sequence

from bot import citing, telling
from bot.incoming import revisions
from bot.records import Cited, Correction, Overtaken
from storage import articles, news
from storage.database import Database
from storage.models import Article, Audience, Changed, Quoted, Span, Stale, Story


async def told(
    database: Database, audience: Audience, changed: Changed, *, actors: frozenset[str] = frozenset()
) -> Correction | None:
    """What an article that was told says now instead; None where this audience may not see it any more."""
    alone = Story(id=changed.story, articles=(changed.article,), publishers=1)
    lines = await telling.lines(database, audience, [alone], actors=actors)
    article, text, edits = await _edits(database, audience, changed.article, changed.told_revision)
    if not lines or article is None:
        return None
    # What replaces something told says most; what was only added or left out says that much.
    edit = max(edits, key=lambda edit: (edit.before is not None) + (edit.after is not None), default=revisions.Edit())
    return Correction(
        line=lines[0],
        now=await _now(database, audience, article, edit.after),
        before=stood(article, text, changed.told_revision, edit.before),
    )


async def overtaken(database: Database, audience: Audience, stale: Stale) -> tuple[Overtaken, ...]:
    """Of what was quoted from an article, the sentences that it no longer has, each with what took its place.

    All of them, where the article was withdrawn; none, where what changed was something else.
    """
    found: list[Overtaken] = []
    for quoted in stale.quoted:
        article, text, edits = await _edits(database, audience, stale.article, quoted.revision)
        if article is None:
            return ()
        span = Span(start=quoted.start, end=quoted.end)
        edit = next((edit for edit in edits if edit.before is not None and _overlap(edit.before, span)), None)
        if edit is None and stale.change != "retraction":
            continue
        before = stood(article, text, quoted.revision, span)
        if before is not None:
            now = await _now(database, audience, article, edit.after if edit else None)
            found.append(Overtaken(before=before, now=now))
    return tuple(found)


def quotations(shown: Sequence[Cited]) -> tuple[Quoted, ...]:
    """What is to be remembered of an answer, so that it can be corrected later."""
    return tuple(
        Quoted(article=one.article, revision=one.revision, start=one.start, end=one.end)
        for sentence in shown
        for one in sentence.citations
    )


async def _edits(
    database: Database, audience: Audience, number: int, revision: int
) -> tuple[Article | None, str, list[revisions.Edit]]:
    """An article, its text at an earlier revision, and what changed since."""
    article = await database.read(articles.get, audience, article=number)
    text, spans = await database.read(news.earlier_text, audience, article=number, revision=revision)
    if article is None:
        return None, text, []
    passages = await database.read(articles.passages, audience, articles=[number])
    now = [Span(start=passage.start, end=passage.end) for passage in passages]
    return article, text, revisions.difference(text, article.text, before=spans, after=now)


async def _now(database: Database, audience: Audience, article: Article, span: Span | None) -> Cited | None:
    if span is None:
        return None
    said = Cited(
        text=article.text[span.start : span.end], citations=(citing.whole(article, start=span.start, end=span.end),)
    )
    kept = await database.read(articles.several, audience, numbers=[article.id])
    return next(iter(citing.proven([said], kept)), None)


def stood(article: Article, text: str, revision: int, span: Span | None) -> Cited | None:
    """A stretch of an article's text as it stood at a revision; None where that text is not held any more."""
    if span is None or not text[span.start : span.end]:
        return None
    then = article.model_copy(update={"revision": revision, "text": text})
    citation = citing.whole(then, start=span.start, end=span.end)
    return Cited(text=text[span.start : span.end], citations=(citation,))


def _overlap(one: Span, other: Span) -> bool:
    return one.start < other.end and other.start < one.end
