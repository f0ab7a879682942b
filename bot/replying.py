"""A question from its words to its answer: completed from its thread, evidence fetched, a sentence chosen and proven.

It decides nothing itself: what is asked is told by `followups` and `questions`, what answers it by `answers`.
"""

from datetime import datetime

from bot import answers, corrections, followups, provenance, retrieve, telling, wishes
from bot.aside import judged
from bot.catalogue import Catalogue
from bot.records import Answer
from storage.database import Database
from storage.models import Audience, Turn

CHANGED = "What I found was revised while I read it; please ask again."


async def reply(
    database: Database,
    audience: Audience,
    question: str,
    *,
    history: tuple[Turn, ...],
    catalogue: Catalogue,
    now: datetime,
) -> tuple[Answer, Turn]:
    """The answer to a question, and the turn to keep so that the next one can lean on it.

    Raises:
        BadRequest: nothing is asked.
    """
    today, question = now.date(), wishes.question(question)
    completed = await judged(followups.complete, question, history, catalogue, today=today)
    asked = completed.question
    if completed.sources_only and (history[-1].quoted or not history[-1].cited):
        return await provenance.sources(database, audience, question, before=history[-1], about=asked.text, now=now)
    also = history[-1].cited if completed.leaning and history else ()
    evidence = await retrieve.gather(database, audience, asked, catalogue=catalogue, as_of=today, also=also)
    finding = await judged(answers.find, asked, evidence)
    shown = await telling.proven(database, audience, finding.passages)
    answer = Answer(
        question=question,
        outcome="answered" if shown else "refused",
        reason="" if shown else finding.reason or CHANGED,
        sentences=shown,
        nearest=() if shown else await telling.proven(database, audience, finding.nearest),
        understood=asked.text if completed.leaning else "",
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )
    return answer, Turn(
        asked_by="",
        question=question,
        understood=asked.model_dump_json(),
        outcome=answer.outcome,
        quoted=corrections.quotations(shown),
        cited=tuple(dict.fromkeys(citation.article for sentence in shown for citation in sentence.citations)),
        asked_at=now,
    )
