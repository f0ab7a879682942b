"""Records of what happened, as lines that can be forwarded: stories, developments, and what they are cited by.

`bot.records` shows them to everybody.
"""

from datetime import date, datetime
from typing import Literal

from storage.models import Amended, Amount, Published, Record, Stage


class Citation(Record):
    """Where a sentence stands. `start` and `end` count characters in the text of that revision."""

    article: int
    revision: int
    title: str
    publisher: str
    published_at: Published
    url: str | None
    start: int
    end: int
    page: int | None = None  # of a paged document
    demo: bool = False
    teaser: bool = False  # only what its source shows of the article could be had
    amended: Amended | None = None  # the article was corrected or withdrawn since it was published


class Cited(Record):
    """A sentence as shown, with what it stands on. There is none without a citation."""

    text: str
    verbatim: bool = True
    citations: tuple[Citation, ...]


class Coverage(Record):
    """What was looked at, so that "nothing" means something.

    `first` and `last` are publication days; `undated` articles lie outside them. `failing` names sources.
    """

    articles: int = 0
    publishers: int = 0
    first: date | None = None
    last: date | None = None
    undated: int = 0
    last_retrieved: datetime | None = None
    failing: tuple[str, ...] = ()


class Choice(Record):
    """Something the reader may pick instead: an actor or a topic by its id."""

    id: str
    name: str


class Event(Record):
    """A development as one line of a chain, with the sentence that states it."""

    on: date | None  # when it happened, where the sentence tells; with its precision: day, month, quarter, …
    precision: str | None
    published_at: Published  # of the article cited
    type: str
    label: str
    stage: Stage
    instrument: str | None  # its name
    ordinal: int | None
    amount: Amount | None
    actors: tuple[str, ...] = ()  # by their names: who did it, then with whom
    said: Cited
    publishers: int  # independent ones that report it
    others: tuple[Citation, ...] = ()


class StoryLine(Record):
    """A story as one forwardable line: its newest article speaks for it, or one that states what that does not."""

    story: int
    headline: str
    published_at: Published
    lead: Cited
    articles: int
    publishers: int  # independent ones
    told: Event | None = None  # what its lead states, where it states a development
    others: tuple[Citation, ...] = ()  # one for each further publisher
    primary: bool = False  # whether the first of the others is the primary source


class Correction(Record):
    """An article told before that was revised since, or one that corrects it: what it says now, and said before."""

    line: StoryLine
    now: Cited | None = None
    before: Cited | None = None  # verbatim in the revision that was told


class Fresh(Record):
    """A story to begin with: what it is to somebody who had looked before, empty where they had seen it, or never."""

    line: StoryLine
    state: Literal["new", "updated", "corrected", ""] = ""


class Latest(Record):
    """Stories, newest first. `following` is the offset of the next page, None on the last.

    `narrowed` are the filters, in words. Where a person had looked before (`looked_at`), what came since stands in
    `new`, `updated` and `corrected`, of which `more` found no room; `lines` is then what they have seen, as far as
    there is room.
    """

    subject: Choice | None
    also: tuple[Choice, ...] = ()  # further subjects: what is shown is about all of them
    narrowed: tuple[str, ...] = ()
    since: date | None
    until: date | None = None
    looked_at: datetime | None = None
    seen: str = ""  # the mark of that look, for a button that shows the same again
    new: tuple[StoryLine, ...] = ()
    updated: tuple[StoryLine, ...] = ()  # each told by its new articles
    corrected: tuple[Correction, ...] = ()
    more: int = 0
    lines: tuple[StoryLine, ...]
    total: int
    whole: bool = True  # whether `total` is all of them; else there are more
    offset: int
    following: int | None
    coverage: Coverage
    as_of: date
