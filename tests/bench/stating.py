"""What the sentences of a generated article state, quote and announce: what they did where they came from, moved.

Nothing is read again: the records of the source's own sentences come along, with its actors and days changed. Their
spans are the whole sentence, which is verbatim and near enough for what is measured.
"""

from collections.abc import Mapping
from datetime import date, datetime, timedelta
from typing import NamedTuple

from storage.models import Development, Draft, Milestone, Quotation, Span


class Stated(NamedTuple):
    """What one sentence of a source says; `day` is that of the source."""

    day: date | None
    developments: tuple[Development, ...] = ()
    quotations: tuple[tuple[Quotation, tuple[str, ...]], ...] = ()
    milestones: tuple[Milestone, ...] = ()


def stated(made: Draft, ordinal: int) -> Stated:
    """What the sentence of this number says in a draft."""
    span, published = made.sentences[ordinal], made.published_at
    return Stated(
        published.date() if isinstance(published, datetime) else published,
        tuple(one for one in made.developments if one.sentence == ordinal),
        tuple((one, topics) for one, topics in made.quotations if span.start <= one.start < span.end),
        tuple(one for one in made.milestones if span.start <= one.start < span.end),
    )


class Told:
    """What an article says, put together sentence by sentence."""

    def __init__(self, swaps: Mapping[str, str], day: date) -> None:
        self.developments: list[Development] = []
        self.quotations: list[tuple[Quotation, tuple[str, ...]]] = []
        self.milestones: list[Milestone] = []
        self._swaps = swaps
        self._day = day

    def add(self, said: Stated, ordinal: int, span: Span, text: str) -> None:
        """Move what a sentence says to where it stands now, `text` there."""
        where = {"start": span.start, "end": span.end}
        later = self._day - said.day if said.day else timedelta()
        for one in said.developments:
            parties = tuple(
                party.model_copy(update={"actor": self._who(party.actor), **where}) for party in one.parties
            )
            moved = {
                "sentence": ordinal, "parties": parties, "instrument": self._who(one.instrument),
                "amount": one.amount.model_copy(update=where) if one.amount else None,
                "event_date": one.event_date + later if one.event_date else None,
            }  # fmt: skip
            self.developments.append(one.model_copy(update={**moved, **where}))
        for quoted, topics in said.quotations:
            changed = {"text": text, "speaker": self._who(quoted.speaker), **where}
            self.quotations.append((quoted.model_copy(update=changed), topics))
        for due in said.milestones:
            self.milestones.append(due.model_copy(update={"date": due.date + later, "what": text, **where}))

    def _who(self, actor: str | None) -> str | None:
        return self._swaps.get(actor, actor) if actor else actor
