"""What strategies are given, and what they give back. No decisions here."""

from collections.abc import Mapping, Sequence
from datetime import date, datetime

from pydantic import ConfigDict

from bot.catalogue import Catalogue
from storage.models import Development, Passage, Published, Record, Reported


class Evidence(Record):
    """The passages found for a question, whole articles in reading order, and how telling each word is."""

    model_config = ConfigDict(frozen=True, extra="forbid", arbitrary_types_allowed=True)

    passages: tuple[Passage, ...]
    titled: Mapping[int, frozenset[str]]  # for each article, the actors surely named in its title
    weights: Mapping[str, float]  # for each content stem: idf, 0 where every article has it
    named_weights: tuple[float, ...] = ()  # the same for each named thing, in order
    missing: tuple[str, ...] = ()  # named things that no article of this audience holds
    apart: bool = False  # each is named somewhere, but no article names them all
    newest_before: date | None = None  # nothing of the period asked for is about it, but this is
    stated: Mapping[int, tuple[Development, ...]] = {}  # for each sentence, what it states as a fact
    catalogue: Catalogue
    as_of: date


class Finding(Record):
    """Passages that answer, the best first, and those that support them further; or none, with the reason.

    `aside` is what is known beside the passages and is no article's: who holds an office by the catalogue; or what
    follows from the days that they state.
    """

    passages: tuple[Passage, ...] = ()
    further: tuple[Passage, ...] = ()
    reason: str = ""
    aside: str = ""
    nearest: tuple[Passage, ...] = ()


def on(stated: Reported) -> date | None:
    """The day of what is stated; where no sentence tells it, of the article."""
    return stated.development.event_date or day(stated.passage.published_at)


def by_sentence(found: Sequence[Reported]) -> dict[int, tuple[Development, ...]]:
    """What is stated, by the numbers of the sentences that state it."""
    stated: dict[int, tuple[Development, ...]] = {}
    for one in found:
        stated[one.passage.sentence] = (*stated.get(one.passage.sentence, ()), one.development)
    return stated


def day(published: Published) -> date | None:
    """The day of publication, if known."""
    return published.date() if isinstance(published, datetime) else published
