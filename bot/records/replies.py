"""Answers, summaries, profiles, digests, home and sources, as the desk returns them.

Whatever is shown from an article is a `Cited` sentence. `verbatim` means that `text` is the substring
`[start:end]` of the cited revision; that is checked again where it is rendered. What is not verbatim is a language
model's, was checked against the sentences that it cites, and is shown as such beside them.
"""

from datetime import date, datetime, time
from typing import Literal

from bot.records.accounts import Differing
from bot.records.cited import Choice, Citation, Cited, Correction, Coverage, Event, StoryLine
from bot.records.offices import Officeholder
from bot.records.sayings import Standpoint, Turned, Upcoming
from bot.records.sides import Comparison
from bot.sources.records import Watched
from storage.models import Change, Published, Record, Verdict


class Overtaken(Record):
    """A sentence that was shown and that its article no longer has, and the one that took its place, if one did."""

    before: Cited  # verbatim in the revision that was shown
    now: Cited | None = None


class Reading(Record):
    """A name of a question that may mean several actors: the one that was taken, if one was, and the others.

    `place` counts the named things of the question from 0.
    """

    name: str
    place: int
    taken: Choice | None
    others: tuple[Choice, ...]


class Explained(Record):
    """A day that a sentence names without its year: its own words, the day meant, and how exactly."""

    words: str
    on: date
    precision: str


class Beside(Record):
    """What is said beside a sentence: which days it means; who else says the same, one sentence of each origin."""

    days: tuple[Explained, ...] = ()
    others: tuple[Citation, ...] = ()


class Listed(Record):
    """One who is on a list that was asked for, with what is stated of them."""

    who: Choice
    event: Event


class Answer(Record):
    """An answer in cited sentences, the one that answers first; or a refusal with its reason.

    Where a list was asked for, each of `listed` has one of the sentences; where news were, each of `events`, or
    of the days that are `coming`; where actors were to be `compared`, each side has some.
    """

    question: str
    about: Literal["question", "sources"] = "question"  # sources: what the answer before it quoted, for who asks that
    outcome: Literal["answered", "refused"]
    reason: str = ""
    aside: str = ""  # in our words: who holds an office by the catalogue; what follows from the days that are stated
    sentences: tuple[Cited, ...] = ()
    notes: tuple[Beside, ...] = ()  # for each sentence
    differing: tuple[Differing, ...] = ()  # what others tell otherwise than these sentences
    timely: bool = False  # of an office, a status or a figure: it holds as of its day
    listed: tuple[Listed, ...] = ()
    compared: Comparison | None = None
    events: tuple[Event, ...] = ()
    coming: tuple[Upcoming, ...] = ()
    nearest: tuple[Cited, ...] = ()  # with a refusal: the nearest things known, not an answer
    understood: str = ""  # the question as taken, where it was completed from the thread
    note: str = ""  # what became of the language model's sentences, where one is set and something did
    readings: tuple[Reading, ...] = ()  # of names that may mean several
    coverage: Coverage
    as_of: date

    @property
    def laid_out(self) -> bool:
        """Whether it is shown as a table, or as lines of its own, rather than sentence by sentence."""
        return bool(self.listed or self.events or self.coming or self.compared)


Shape = Literal["shorter", "longer", "sources", "note"]


class Retold(Record):
    """An answer given before in another shape, in what was kept with it; `reason` where there was none.

    `overtaken` of its sentences no longer stand, by a `change` of that kind; `withheld` may not be seen any more. The
    coverage is of the day `as_of`, on which it is told again.
    """

    question: str
    shape: Shape
    sentences: tuple[Cited, ...]
    reason: str
    asked_on: date
    change: Change = ""
    overtaken: tuple[Overtaken, ...] = ()
    withheld: int = 0
    more: bool = False  # whether longer would say more
    coverage: Coverage
    as_of: date


class Judged(Record):
    """A reader's verdict on an answer: what was asked (`context` before it), how it was read, what was shown then."""

    question: str
    context: tuple[str, ...]
    reading: str
    as_of: date
    outcome: str
    refusal: str
    sentences: tuple[Cited, ...]
    verdict: Verdict
    reason: str
    right: str
    by: str
    said_at: datetime


Size = Literal["short", "medium", "long"]


class Summary(Record):
    """An article, several, a story, an actor or a topic in the articles' sentences, with notes to each."""

    subject: str
    kind: Literal["article", "articles", "story", "actor", "topic"]
    size: Size
    since: date | None = None  # the period of publication that was asked for
    until: date | None = None
    sentences: tuple[Cited, ...]
    notes: tuple[Beside, ...] = ()  # for each sentence
    articles: int  # how many were summarised
    longer: bool  # whether the next longer form would say more
    excerpt: str = ""  # of an article: why only what its source shows of it could be had
    differing: tuple[Differing, ...] = ()  # what other articles of its story tell otherwise
    coverage: Coverage
    as_of: date


class Companion(Record):
    """An actor often named in the same articles."""

    id: str
    name: str
    articles: int


class Profile(Record):
    """An actor: what the catalogue says of it, and what the articles say."""

    id: str
    name: str
    kind: str
    role: str
    aliases: tuple[str, ...]
    parent: Choice | None
    holders: tuple[Officeholder, ...]  # of offices in or at this actor, as of `as_of`
    held: tuple[Officeholder, ...]  # offices this person holds or held
    statements: tuple[Cited, ...]  # what the newest articles say of it
    latest: tuple[StoryLine, ...]
    company: tuple[Companion, ...]
    company_of: int | None = None  # so many of its newest articles it was counted in; None: in all
    events: tuple[Event, ...] = ()  # the newest in which it takes part, the newest last
    positions: tuple[Standpoint, ...] = ()  # the topics on which it, or who speaks for it, spoke last
    turned: tuple[Turned, ...] = ()
    months: tuple[tuple[date, int], ...] = ()  # of a year: the first of each, and articles that name it
    articles: int
    first: date | None
    last: date | None
    others: tuple[Choice, ...] = ()  # other readings of the name
    coverage: Coverage
    as_of: date


class SourceLine(Record):
    """One publisher, and what the archive holds of it."""

    name: str
    kind: str
    articles: int
    undated: int
    first: date | None
    last: date | None
    last_retrieved: datetime | None
    demo: bool = False  # nothing of it is anything but demo


class Sources(Record):
    """Everything this audience is served from: what is read again and again, and who published what there is.

    `unwatched` names what of the shipped set is not read. `stewards` is the channel that is told when one goes down.
    `offline_since` is when Antici's own network went, None while there is one.
    """

    watched: tuple[Watched, ...] = ()
    unwatched: tuple[str, ...] = ()
    offline_since: datetime | None = None
    stewards: str = ""
    lines: tuple[SourceLine, ...]
    coverage: Coverage
    as_of: date


class Census(Record):
    """How much the archive holds, whoever may see it: counts for whoever runs it."""

    articles: int
    sources_failing: int
    sources: tuple[tuple[str, int], ...] = ()  # how many do how; `paused` stands apart
    items_owed: int = 0  # shown by sources and not kept yet
    visit_due: datetime | None = None  # the earliest visit that is due or will be


class Followed(Record):
    """What a person follows, with its newest stories."""

    kind: Literal["actor", "topic"]
    subject: Choice
    lines: tuple[StoryLine, ...]


class Ahead(Record):
    """A day to come that a sentence names."""

    on: date
    said: Cited


class Digest(Record):
    """What is new, updated and corrected since the last digest of a subscription, by story, the most told first.

    `earlier` is the newest there is, where a first digest has nothing new. `due` is None for one that nobody waits
    for. `more` stories found no room. `undated` and `old` articles arrived since and are not told: without a date, or
    published before `news_from`.
    """

    subjects: tuple[Choice, ...]  # none: everything
    zone: str
    at_once: bool = False  # posted because there is news, not because it is time
    made_at: datetime
    due: datetime | None = None
    since: datetime | None = None  # None: the first one
    late: Literal["", "stopped", "unreachable", "delayed"] = ""
    missed: int = 0  # digests before this one that were not posted
    new: tuple[StoryLine, ...] = ()
    updated: tuple[StoryLine, ...] = ()  # each told by its new articles
    corrected: tuple[Correction, ...] = ()
    earlier: tuple[StoryLine, ...] = ()
    more: int = 0
    ahead: tuple[Ahead, ...] = ()
    undated: int = 0
    old: int = 0
    news_from: date
    coverage: Coverage
    as_of: date


class Standing(Record):
    """A subscription as people see it. Times are instants in UTC, to be shown in its zone."""

    id: int
    at: time
    weekdays: tuple[int, ...]
    zone: str
    at_once: bool = False  # when there is news; then neither `at` nor `weekdays` means anything
    subjects: tuple[Choice, ...]
    state: Literal["active", "paused", "stopped"]
    following: datetime | None  # when the next is due; None unless it is active and has its times
    made_at: datetime | None
    trouble: str
    created_by: str
    fresh: bool = False  # kept just now, rather than known


class Home(Record):
    """What one person wants to see at a glance, in what their whole workspace may see."""

    latest: tuple[StoryLine, ...]
    looked_at: datetime | None  # when they looked before
    new: int  # stories with articles that came since then
    follows: tuple[Followed, ...]
    digests: tuple[tuple[str, Standing], ...]  # those they asked for, each with its conversation
    coverage: Coverage
    as_of: date


class Ingested(Record):
    """What became of one input, or of one article in it."""

    input: str
    outcome: Literal["added", "revised", "duplicate", "unchanged", "failed"]
    article: int | None = None
    title: str = ""
    published_at: Published = None
    language: str = ""
    reason: str = ""
