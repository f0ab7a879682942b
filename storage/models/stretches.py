"""Stretches of articles with what is needed to cite them: quotations and days to come, as rows give them back."""

from datetime import date

from storage.models.record import Published, Record


class Stretch(Record):
    """What is needed to cite a stretch `[start:end]` of an article, which is `text`."""

    article: int
    revision: int
    title: str
    url: str | None
    publisher: str
    publisher_family: str
    language: str
    published_at: Published
    demo: bool
    teaser: bool
    start: int
    end: int
    text: str


class Quote(Stretch):
    """What an actor is quoted with; not `direct`: what they are said to have said. `office` is that of the day."""

    office: str
    direct: bool
    speaker: str
    speaker_name: str
    topics: tuple[str, ...]


class Due(Stretch):
    """A day to come and `what` is to happen on it; `text` is the whole sentence that says so."""

    day: date
    precision: str
    certain: bool
    what: str
