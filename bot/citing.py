"""Stored passages and articles → what is shown, with its citation, each quotation checked once more. Pure."""

from collections.abc import Iterable, Sequence

from bot.incoming import revisions
from bot.records import Citation, Cited, StoryLine
from storage.models import Amended, Article, Passage, Story, Stretch


def cited(one: Stretch) -> Cited:
    """A stretch of an article, often a sentence, verbatim with its citation."""
    return Cited(text=one.text, citations=(_citation(one, article=one.article, start=one.start, end=one.end),))


def whole(article: Article, *, start: int, end: int) -> Citation:
    """The citation of a stretch of an article."""
    return _citation(article, article=article.id, start=start, end=end)


def proven(sentences: Iterable[Cited], articles: Sequence[Article]) -> tuple[Cited, ...]:
    """Only the sentences that are, character for character, what the cited revisions hold.

    A sentence that fails is left out rather than shown: the text was revised between finding and showing.
    """
    texts = {(article.id, article.revision): article.text for article in articles}
    return tuple(
        sentence
        for sentence in sentences
        if sentence.verbatim
        and all(
            texts.get((citation.article, citation.revision), "")[citation.start : citation.end] == sentence.text
            for citation in sentence.citations
        )
    )


def line(story: Story, articles: Sequence[Article], lead: Cited) -> StoryLine:
    """A story as one line: `articles` newest first, `lead` a sentence of the first of them. Of the others, the primary
    source comes first; of publishers of one family one is named."""
    newest = articles[0]
    others, families = [], {newest.publisher_family}
    primary = next((one for one in reversed(articles) if one.publisher_kind == "primary"), None)
    for article in sorted(articles[1:], key=lambda one: one is not primary):
        if article.publisher_family not in families:
            families.add(article.publisher_family)
            others.append(whole(article, start=0, end=0))
    return StoryLine(
        story=story.id,
        headline=newest.title,
        published_at=newest.published_at,
        lead=lead,
        articles=len(story.articles),
        publishers=story.publishers,
        others=tuple(others),
        primary=primary is not None and primary.publisher_family != newest.publisher_family,
    )


def _citation(told: Article | Stretch, *, article: int, start: int, end: int) -> Citation:
    return Citation(
        article=article,
        revision=told.revision,
        title=told.title,
        publisher=told.publisher,
        published_at=told.published_at,
        url=told.url,
        start=start,
        end=end,
        page=told.page if isinstance(told, Passage) else None,
        demo=told.demo,
        teaser=told.teaser,
        # A correction that is an article of its own was not corrected itself.
        amended=None if revisions.corrects(told.title) and not _dated(told.amended) else told.amended,
    )


def _dated(one: Amended | None) -> bool:
    return one is not None and (one.on or one.seen) is not None
