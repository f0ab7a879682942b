"""The same development, or another? One decision with its reasons, and no I/O.

Words alone cannot tell the 19th sanctions package from the 20th, or one country's loan from another's. So what
identifies a development decides first (`identity`: ordinals, years, counterparties, stage: any that differs is a
veto), and likeness only joins what no veto keeps apart (`likeness`: of words, and of actors, acts, things and figures,
which no language changes).

report          what one article tells, from its title and opening; `figures` and `lexicon` read it
deciding        one article and those it may belong with: which story, and why
settling        articles of several stories: which of them belong together, whatever order they came in
stream          articles without an archive, one after the other
"""

from datetime import date, datetime

from bot.stories.deciding import Candidate, decide
from bot.stories.identity import Kinds
from bot.stories.report import Report, report
from bot.stories.settling import Bounds, settled
from storage.models import Draft, Grouping, Placement, Proposed

__all__ = ["Candidate", "Kinds", "Report", "decide", "place", "report", "settle"]


def place(draft: Draft, proposed: list[Proposed], *, kinds: Kinds) -> Placement:
    """The story of a draft. `kinds` gives each actor's kind, so that countries and instruments can veto."""
    return decide(of_draft(draft), [_candidate(one) for one in proposed], kinds=kinds)


def settle(known: Grouping, *, kinds: Kinds) -> list[int]:
    """For each article of a few stories the place of the first that it shares a story with."""
    bounds = Bounds(together=known.together, apart=known.apart)
    return settled([_candidate(one) for one in known.proposed], bounds, kinds=kinds)


def of_draft(draft: Draft) -> Report:
    """What a draft tells."""
    named = [mention for mention in draft.mentions if mention.sure]
    first = draft.sentences[0].end if draft.sentences else 0
    return report(
        draft.title, draft.text, language=draft.language, day=_day(draft.published_at),
        titled=frozenset(draft.title_actors),
        opening=frozenset(mention.actor for mention in named if mention.end <= first),
        actors=frozenset(mention.actor for mention in named),
        developments=draft.developments,
    )  # fmt: skip


def _candidate(one: Proposed) -> Candidate:
    article = one.article
    told = report(
        article.title, article.text, language=article.language, day=_day(article.published_at),
        titled=one.titled, opening=one.opening, actors=one.actors,
        developments=one.developments,
    )  # fmt: skip
    return Candidate(told, one.story, f"article {article.id}")


def _day(published: date | datetime | None) -> date | None:
    return published.date() if isinstance(published, datetime) else published
