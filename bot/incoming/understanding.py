"""What a text says, by all that understands: one order of work for what is kept and what is only shown. Pure."""

from datetime import date, datetime
from typing import NamedTuple

from bot import actors, catalogue, language, when
from bot.developments import developments
from bot.milestones import milestones
from bot.quotations import quotations
from bot.reading import Reading
from storage.models import Development, Mention, Milestone, Quotation, Span


class Understood(NamedTuple):
    """The parts of a reading, all by their place in its text. `on` is its day, if that is known."""

    on: date | None
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]
    developments: tuple[Development, ...]
    quotations: tuple[Quotation, ...]  # indirect ones too
    milestones: tuple[Milestone, ...]


def understood(reading: Reading) -> Understood:
    """What a reading says, whom it names, what it states, quotes, and announces."""
    known, text, tongue = catalogue.load(), reading.text, reading.language
    on = reading.published_at.date() if isinstance(reading.published_at, datetime) else reading.published_at
    spans = tuple(language.sentences(text, tongue))
    mentions = tuple(actors.recognise(text, known, language=tongue, on=on))
    dates = when.find(text, on=on, language=tongue)
    return Understood(
        on=on,
        sentences=spans,
        mentions=mentions,
        developments=tuple(developments(text, spans, mentions, language=tongue, on=on, dates=dates)),
        quotations=tuple(quotations(text, spans, mentions, known, language=tongue, on=on, title=reading.title)),
        milestones=tuple(milestones(text, spans, dates, on=on, language=tongue)),
    )
