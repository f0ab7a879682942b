"""A question from its words to its answer: completed from its thread, evidence fetched, a sentence chosen and proven.

It decides nothing itself: what is asked is told by `followups` and `questions`, what answers it by `answers`.
"""

from collections.abc import Sequence
from datetime import datetime

from pydantic import ValidationError

from bot import answers, corrections, telling
from bot.answers import antecedents, further, offices
from bot.aside import judged
from bot.asking import ahead, followups, news, questions, readings, sides, wishes
from bot.asking.questions import Question
from bot.catalogue import Catalogue
from bot.dossiers import comparing, told
from bot.errors import BadRequest
from bot.records import Answer, Beside, Milestones
from bot.talk import happenings, listing, ordering, provenance, retrieve
from bot.vectors.finding import Finder
from storage.database import Database
from storage.models import Audience, Quoted, Turn

CHANGED = "What I found was revised while I read it; please ask again."
NO_READING = "That reading belongs to another version of Antici; please ask again, with the full name."


async def reply(
    database: Database,
    audience: Audience,
    question: str,
    *,
    history: tuple[Turn, ...],
    catalogue: Catalogue,
    now: datetime,
    finder: Finder | None = None,
) -> tuple[Answer, Turn]:
    """The answer to a question, and the turn to keep so that the next one can lean on it.

    Raises:
        BadRequest: nothing is asked.
    """
    today, question = now.date(), wishes.question(question)
    completed = await judged(followups.complete, question, history, catalogue, today=today)
    asked = completed.question
    if completed.sources_only and (history[-1].quoted or not history[-1].cited):
        before = next((turn for turn in reversed(history) if turn.quoted), history[-1])  # the last that has any
        about = questions.taken(before.understood) or before.question
        return await provenance.sources(database, audience, question, before=before, about=about, now=now)
    if (wanted := sides.asked(asked.text, catalogue)) is not None:
        return await _compared(database, audience, asked, wanted, question=question, catalogue=catalogue, now=now)
    last = questions.taken(history[-1].understood) if history else ""
    matter = news.matter(history[-1].understood, catalogue) if history else ()
    if (happened := await judged(news.sought, question, catalogue, today=today, before=last, about=matter)) is not None:
        found = await happenings.of(database, audience, happened, catalogue=catalogue, until=today)
        asked = await judged(questions.understand, news.said(happened), catalogue, today=today)
        return await _news(database, audience, found, asked=asked, question=question, now=now)
    if (coming := await judged(ahead.sought, question, catalogue, today=today, about=matter)) is not None:
        days = await happenings.ahead(database, audience, coming, until=today)
        if days is not None:
            return _coming(days, coming, asked=asked, question=question, now=now)
    also = history[-1].cited if completed.leaning and history else ()
    return await _answered(
        database, audience, asked, question=question, also=also, leaning=completed.leaning, catalogue=catalogue,
        now=now, finder=finder,
    )  # fmt: skip


async def _compared(
    database: Database,
    audience: Audience,
    asked: Question,
    wanted: sides.Sides,
    *,
    question: str,
    catalogue: Catalogue,
    now: datetime,
) -> tuple[Answer, Turn]:
    """Actors side by side, with all that is cited of them as the answer's sentences.

    Raises:
        BadRequest: more than can be read side by side.
    """
    today = now.date()
    found = await comparing.compare(database, audience, wanted, catalogue=catalogue, today=today, on=today)
    cited = tuple(dict.fromkeys(said for side in found.sides for said in comparing.cited(side)))
    answer = Answer(
        question=question, outcome="answered", sentences=cited, compared=found, coverage=found.coverage, as_of=today
    )
    return answer, _turn(answer, asked, (), now=now)


async def reply_as(
    database: Database,
    audience: Audience,
    turn: Turn,
    *,
    place: int,
    actor: str,
    catalogue: Catalogue,
    now: datetime,
    finder: Finder | None = None,
) -> tuple[Answer, Turn]:
    """The answer to a question of before, with one of its names read as another actor.

    Raises:
        BadRequest: it has no such name, or the name no such reading.
    """
    try:
        before = Question.model_validate_json(turn.understood)
    except ValidationError as error:  # kept by another version
        raise BadRequest(NO_READING) from error
    asked = readings.settled(before, place, actor, catalogue)
    if asked is None:
        raise BadRequest(NO_READING)
    return await _answered(
        database, audience, asked, question=asked.text, also=(), leaning=True, catalogue=catalogue, now=now,
        finder=finder,
    )  # fmt: skip


async def _answered(
    database: Database,
    audience: Audience,
    asked: Question,
    *,
    question: str,
    also: Sequence[int],
    leaning: bool,
    catalogue: Catalogue,
    now: datetime,
    finder: Finder | None,
) -> tuple[Answer, Turn]:
    today = now.date()
    evidence = await retrieve.gather(
        database, audience, asked, catalogue=catalogue, as_of=today, also=also, finder=finder
    )
    ordered = await ordering.of(database, audience, asked, catalogue=catalogue, until=today)
    finding = await judged(answers.find, asked, evidence) if ordered is None else ordered
    explaining = antecedents.before(finding.passages, evidence.passages)
    listed = (
        ()
        if ordered
        else await listing.of(database, audience, asked, but=finding.passages, catalogue=catalogue, until=today)
    )
    shown = tuple(dict.fromkeys(one.event.said for one in listed))
    shown = shown or await telling.explained(database, audience, finding.passages, explaining)
    notes: tuple[Beside, ...] = ()
    if not listed and len(shown) == len(finding.passages):
        found = await told.beside(database, audience, finding.passages, evidence.passages, question=asked)
        # Who says the same says it of the sentence, not of the one before it that explains it.
        notes = tuple(
            note if said.text == one.text else note.model_copy(update={"others": ()})
            for note, said, one in zip(found, shown, finding.passages, strict=True)
        )
    answer = Answer(
        question=question,
        outcome="answered" if shown else "refused",
        reason="" if shown else finding.reason or CHANGED,
        aside=finding.aside if shown else "",
        sentences=shown,
        notes=notes,
        differing=await told.otherwise(database, audience, shown, until=today),
        timely=offices.timely(asked, catalogue, as_of=today),
        listed=listed,
        nearest=() if shown else await telling.proven(database, audience, finding.nearest),
        understood=asked.text if leaning else "",
        readings=readings.of(asked, finding.passages, catalogue),
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )
    beside = tuple(
        Quoted(article=one.article, revision=one.revision, start=one.start, end=one.end)
        for one in further.of(finding, evidence.passages)
    )
    return answer, _turn(answer, asked, beside, now=now)


async def _news(
    database: Database, audience: Audience, found: happenings.Happened, *, asked: Question, question: str, now: datetime
) -> tuple[Answer, Turn]:
    today = now.date()
    answer = Answer(
        question=question,
        outcome="answered" if found.events else "refused",
        reason=found.reason,
        understood=asked.text,
        sentences=tuple(event.said for event in found.events),
        events=found.events,
        nearest=tuple(event.said for event in found.nearest),
        coverage=await telling.coverage(database, audience, until=today),
        as_of=today,
    )
    more = corrections.quotations(tuple(event.said for event in found.more))
    return answer, _turn(answer, asked, more, now=now)


def _coming(
    found: Milestones, wanted: ahead.Ahead, *, asked: Question, question: str, now: datetime
) -> tuple[Answer, Turn]:
    answer = Answer(
        question=question,
        outcome="answered" if found.days else "refused",
        reason="" if found.days else happenings.nothing_ahead(wanted),
        sentences=tuple(day.said for day in found.days),
        coming=found.days,
        coverage=found.coverage,
        as_of=found.as_of,
    )
    return answer, _turn(answer, asked, (), now=now)


def _turn(answer: Answer, asked: Question, beside: tuple[Quoted, ...], *, now: datetime) -> Turn:
    """What is kept of an answer, so that the thread goes on from it."""
    return Turn(
        asked_by="",
        question=answer.question,
        understood=asked.model_dump_json(),
        outcome=answer.outcome,
        reason=answer.reason,
        quoted=corrections.quotations(answer.sentences),
        further=beside,
        cited=tuple(dict.fromkeys(citation.article for one in answer.sentences for citation in one.citations)),
        asked_at=now,
    )
