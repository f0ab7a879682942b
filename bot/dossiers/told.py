"""What is said beside sentences that are shown: the days they mean, who else says so, who tells it otherwise."""

from collections.abc import Sequence
from datetime import date

from bot import citing
from bot.answers import accord
from bot.answers.evidence import by_sentence
from bot.aside import judged
from bot.asking.questions import Question
from bot.dossiers import accounts, summaries
from bot.records import Beside, Cited, Differing, Explained
from storage import developments
from storage.database import Database
from storage.models import Audience, Passage


async def beside(
    database: Database,
    audience: Audience,
    shown: Sequence[Passage],
    passages: Sequence[Passage],
    *,
    question: Question | None = None,
) -> tuple[Beside, ...]:
    """For each sentence, what is said beside it. `passages` are the whole articles among which others are sought."""
    if not shown:
        return ()
    numbers = list(dict.fromkeys(one.article for one in passages))
    stated = by_sentence(await database.read(developments.stated_in, audience, articles=numbers))
    others = await judged(accord.beside, shown, passages, stated, question=question)
    return tuple(
        Beside(days=_days(one), others=tuple(citing.cited(other).citations[0] for other in same))
        for one, same in zip(shown, others, strict=True)
    )


async def otherwise(
    database: Database, audience: Audience, shown: Sequence[Cited], *, until: date
) -> tuple[Differing, ...]:
    """What others of their stories tell otherwise than these sentences, a figure or a day, side by side."""
    found: dict[Differing, None] = {}
    for article in dict.fromkeys(one.article for said in shown for one in said.citations):
        for one in await accounts.alongside(database, audience, article, until=until):
            if any(_within(claim.said, said) for claim in one.claims for said in shown):
                found[one] = None
    return tuple(found)


def _within(claim: Cited, said: Cited) -> bool:
    """Whether a claim stands in a sentence that is shown."""
    return any(
        one.article == other.article and other.start <= one.start and one.end <= other.end
        for one in claim.citations
        for other in said.citations
    )


def _days(one: Passage) -> tuple[Explained, ...]:
    return tuple(
        Explained(words=words, on=day.first, precision=day.precision) for words, day in summaries.vague_days(one)
    )
