"""What readers said of answers, as a set to evaluate by: question, what was shown as it stood, verdict. Of the desk."""

from bot.asking import questions
from bot.records import Judged
from bot.talk import provenance
from storage import judgements
from storage.database import Database
from storage.models import Audience, Judgement, Turn


async def of(database: Database, audience: Audience) -> tuple[Judged, ...]:
    """The verdicts of one conversation, oldest first, with the sentences that it may still see."""
    kept = await database.read(judgements.of, team=audience.team or "", channel=audience.conversation or "")
    return tuple([await _judged(database, audience, one) for one in kept])


async def _judged(database: Database, audience: Audience, one: Judgement) -> Judged:
    turn = Turn(asked_by="", question=one.question, quoted=one.quoted, asked_at=one.asked_at)
    return Judged(
        question=one.question,
        context=one.context,
        reading=questions.taken(one.understood),
        as_of=one.asked_at.date(),
        outcome=one.outcome,
        refusal=one.refusal,
        sentences=await provenance.quoted(database, audience, turn),
        verdict=one.verdict,
        reason=one.reason,
        right=one.right,
        by=one.by,
        said_at=one.said_at,
    )
