"""The records of what a text says: quotations, positions, days to come. Nothing here reads or stores."""

from datetime import date

from storage.models.record import Record


class Quotation(Record):
    """Words that somebody is quoted with: `text` is the substring `[start:end]` of the revision, without its marks.

    Not `direct`: what somebody is said to have said, in the writer's words; it is never shown in quotation marks.
    `speaker` is an actor's id where that is sure; `speaker_name` the name as written, or the actor's; both empty
    where the text leaves the speaker open. `office` is the speaker's on the day of the article, if one is known.
    """

    text: str
    start: int
    end: int
    direct: bool = True
    speaker: str | None = None
    speaker_name: str = ""
    office: str = ""
    cue: str = ""
    addressee: str = ""


class Position(Record):
    """What an actor said on a topic of the catalogue, on a day; `[start:end]` is the statement that gives it."""

    actor: str
    topic: str
    on: date | None
    direct: bool
    start: int
    end: int


class Milestone(Record):
    """A day to come on which something is to happen, as of the day of the article.

    `certain`: scheduled or decided, rather than expected, planned or possible. `what` is `[start:end]` of the text, the
    part of the sentence that proves it. `precision` is that of `bot.when`.
    """

    date: date
    precision: str
    certain: bool
    what: str
    start: int
    end: int
