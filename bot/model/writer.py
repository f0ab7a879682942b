"""An answer as a language model words it, from the passages that it was found in. Part of the desk.

The answer stands before the model is asked, and stays as it is where the model is silent, late, dear or wrong.
"""

from collections.abc import Sequence
from datetime import date
from decimal import Decimal

import structlog

from bot import telling
from bot.aside import judged
from bot.catalogue import Catalogue
from bot.errors import Unavailable
from bot.model import provider
from bot.model.wording import worded
from bot.records import Answer, Citation, Cited
from bot.settings import Settings
from storage import articles, spending
from storage.database import Database
from storage.models import EVERYONE, Audience, Passage

UNSET = "The model is not set up; these are the articles' own sentences."
SPENT = "The model's allowance for today is used up; these are the articles' own sentences."
DEAR = "The model would cost more than an answer may; these are the articles' own sentences."
SHARED = "The model was not asked: what was shared in conversations is not sent to it."
OWN = "These are the articles' own sentences."

log = structlog.get_logger(__name__)


class Writer:
    """Has answers worded by the model that the settings name. `problem` is why it cannot, empty if it can."""

    def __init__(self, database: Database, catalogue: Catalogue, settings: Settings) -> None:
        self._database = database
        self._catalogue = catalogue
        self._settings = settings
        self._provider = provider.Provider(settings)
        self.problem = provider.problem(settings)

    @property
    def plan(self) -> str:
        """What is sent where, in words for whoever runs it; empty where nothing is, because of a problem."""
        if self.problem:
            return ""
        settings = self._settings
        what = "questions and the sentences found for them"
        what += ", also from what is shared in conversations" if settings.model_shared else ""
        priced = provider.price(settings, 1000, 1000) is not None
        money = f" and {settings.model_dollars_a_day} dollars" if priced else "; its price is not known"
        return (
            f"{settings.model}: sends {what} to {provider.address(settings)}; at most "
            f"{settings.model_tokens_a_day:,} tokens{money} a day"
        )

    async def worded(self, audience: Audience, answer: Answer, *, today: date) -> Answer:
        """The answer with the model's sentences before those they stand on; or as it was, with a note on why."""
        if answer.outcome != "answered" or answer.about != "question" or answer.laid_out:
            return answer
        if self.problem:
            return answer.model_copy(update={"note": UNSET})
        passages = await self._passages(audience, answer.sentences)
        if len(passages) != len(answer.sentences):
            return answer
        try:
            return await self._asked(audience, answer, passages, today=today)
        except Unavailable as error:
            log.warning("no model", reason=error.public, cause=type(error.__cause__).__name__)
            return answer.model_copy(update={"note": f"{error.public} {OWN}"})

    async def ready(self) -> None:
        """Load what is needed to ask, which takes seconds, before somebody waits for it."""
        if not self.problem:
            await self._provider.ready()
        log.info("model", plan=self.problem or self.plan)

    async def close(self) -> None:
        """Give the model's connections back."""
        await self._provider.close()

    async def _asked(self, audience: Audience, answer: Answer, passages: list[Passage], *, today: date) -> Answer:
        if not self._settings.model_shared and not await self._everyones(passages):
            return answer.model_copy(update={"note": SHARED})
        texts = [passage.text for passage in passages]
        question = answer.understood or answer.question
        await self._provider.ready()
        cost = provider.price(self._settings, provider.size(question, texts), self._settings.model_tokens) or Decimal(0)
        if cost > self._settings.model_dollars:
            return answer.model_copy(update={"note": DEAR})
        if not await self._reserved(today, cost):
            return answer.model_copy(update={"note": SPENT})
        drafted = await self._provider.draft(question, texts)
        await self._settle(today, drafted, cost)
        found = await judged(worded, drafted.draft, passages, answer.sentences, self._catalogue)
        log.info("worded", sentences=len(drafted.draft.sentences), faults=found.faults, tokens=drafted.tokens)
        # It took seconds: what was revised or withdrawn meanwhile is not shown, nor what stands on it.
        if await telling.proven(self._database, audience, passages) != answer.sentences:
            raise Unavailable("What was found was revised while the model was asked.")
        return answer.model_copy(update={"sentences": found.sentences, "note": found.note})

    async def _passages(self, audience: Audience, sentences: Sequence[Cited]) -> list[Passage]:
        """The stored sentences that an answer shows, in its order."""
        wanted = [sentence.citations[0] for sentence in sentences]
        numbers = list(dict.fromkeys(one.article for one in wanted))
        stored = await self._database.read(articles.passages, audience, articles=numbers)
        return [
            inside[-1].model_copy(update={"start": cited.start, "end": cited.end, "text": sentence.text})
            for sentence, cited in zip(sentences, wanted, strict=True)
            if (inside := [one for one in stored if _within(one, cited)])
        ]

    async def _everyones(self, passages: Sequence[Passage]) -> bool:
        """Whether everybody who has the archive may see these; what is shared in a conversation is its own."""
        numbers = {passage.article for passage in passages}
        return len(await self._database.read(articles.several, EVERYONE, numbers=sorted(numbers))) == len(numbers)

    async def _reserved(self, today: date, cost: Decimal) -> bool:
        return await self._database.write(
            spending.reserve, today, tokens=self._settings.model_tokens, micros=_micros(cost),
            most_tokens=self._settings.model_tokens_a_day, most_micros=_micros(self._settings.model_dollars_a_day),
        )  # fmt: skip

    async def _settle(self, today: date, drafted: provider.Drafted, reserved: Decimal) -> None:
        """What was set aside and not used is free again; of what failed nobody knows what it took."""
        took = reserved if drafted.dollars is None else drafted.dollars
        await self._database.write(
            spending.settle, today, tokens=drafted.tokens - self._settings.model_tokens,
            micros=_micros(took) - _micros(reserved),
        )  # fmt: skip


def _within(one: Passage, cited: Citation) -> bool:
    """Whether a sentence is, or is a part of, what is cited: a quotation may begin with the sentence before."""
    same = (one.article, one.revision) == (cited.article, cited.revision)
    return same and cited.start <= one.start and one.end <= cited.end


def of(database: Database, catalogue: Catalogue, settings: Settings) -> Writer | None:
    """The writer that the settings want; None for none."""
    return Writer(database, catalogue, settings) if settings.model else None


def _micros(dollars: Decimal) -> int:
    return int(dollars * 1_000_000)
