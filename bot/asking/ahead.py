"""Questions after what is to come: "What is next for SAFE?", "What will the Council decide next week?". Pure.

They ask for days that articles name, not for a guess.
"""

import re
from datetime import date

from bot import when
from bot.asking import news
from bot.asking.periods import Period
from bot.asking.questions import language_of
from bot.asking.wishes import Subject
from bot.catalogue import Catalogue
from bot.language import fold
from storage.models import Record

_ASKS = re.compile(
    r"(?:so |and |please )*(?:"
    r"what(?:’s|'s| is| are| comes?| happens?| follows?)?(?: the)? (?:next(?: steps?)?|coming up|ahead|scheduled|due)"
    r"|(?:what are )?(?:the )?(?:next|upcoming) (?:steps|dates|events|meetings|deadlines)|what happens"
    r"|wie geht es weiter|was steht(?: als nachstes)? an"
    r"|(?:quelles sont )?(?:les )?prochaines (?:etapes|dates|echeances)"
    r")(?: (?:on|about|for|with|in|at|mit|bei|zu|fur|sur|pour|de|du|a)(?: la| l['’])? ?(?P<subject>.+))?"
)
_WILL = re.compile(
    r"what (?:will|is|are) (?P<subject>.+?) (?:going to )?(?:decide|discuss|do|vote|adopt|debate|sign)(?: on)?"
)
_LEADING = re.compile(r"(?:\s+(?:for|in|on|of|by|im|am|der|f[uü]r|pour|la|le|en))+\s*$", re.IGNORECASE)
"""Words between a question and the days that it names."""


class Ahead(Record):
    """The days to come of a period, about one thing or about all."""

    subject: Subject | None = None
    period: Period = Period()


def sought(text: str, catalogue: Catalogue, *, today: date, about: tuple[Subject, ...] = ()) -> Ahead | None:
    """What is asked of the days to come; None where anything else is, or about what the catalogue does not know.

    `about` is what the thread is about, which a question that names nothing asks about too.
    """
    text = " ".join(text.split()).strip(" .?!")
    soon = next((one for one in when.find(text, on=today, language=language_of(text)) if one.last >= today), None)
    rest = " ".join(f"{_LEADING.sub('', text[: soon.start])}{text[soon.end :]}".split()) if soon else text
    guess = _WILL.fullmatch(fold(rest)) if soon else None
    match = guess or _ASKS.fullmatch(fold(rest))
    if match is None or (soon is None and fold(rest) == "what happens"):
        return None
    subjects = news.subjects(rest[match.start("subject") :], catalogue) if match["subject"] else ()
    if guess is not None and (subjects is None or len(subjects) > 1):
        subjects = ()  # whoever is meant: it is their decision that is asked for, which no article can know
    if subjects is None or len(subjects) > 1:
        return None
    subjects = subjects or (about[-1:] if soon is None else ())
    return Ahead(
        subject=subjects[0] if subjects else None,
        period=Period(since=soon.first, until=soon.last) if soon else Period(),
    )
