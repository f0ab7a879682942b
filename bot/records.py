"""What the desk returns: frozen records, never blocks, never text with mark-up.

Whatever is shown from an article is a `Cited` sentence. `verbatim` means that `text` is the substring
`[start:end]` of the cited revision; that is checked again where it is rendered.
"""

from datetime import date, datetime
from typing import Literal

from storage.models import Published, Record, Subscription


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
    demo: bool = False


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


class Answer(Record):
    """An answer in cited sentences, the one that answers first; or a refusal with its reason."""

    question: str
    outcome: Literal["answered", "refused"]
    reason: str = ""
    sentences: tuple[Cited, ...] = ()
    nearest: tuple[Cited, ...] = ()  # with a refusal: the nearest things known, not an answer
    understood: str = ""  # the question as taken, where it was completed from the thread
    coverage: Coverage
    as_of: date


class Choice(Record):
    """Something the reader may pick instead: an actor or a topic by its id."""

    id: str
    name: str


class Summary(Record):
    """An article, an actor or a topic in the sentences of its articles."""

    subject: str
    kind: Literal["article", "actor", "topic"]
    size: Literal["short", "long"]
    sentences: tuple[Cited, ...]
    articles: int  # how many were summarised
    longer: bool  # whether the long form would say more
    coverage: Coverage
    as_of: date


class StoryLine(Record):
    """A story as one forwardable line: its newest article speaks for it."""

    story: int
    headline: str
    published_at: Published
    lead: Cited
    articles: int
    publishers: int  # independent ones
    others: tuple[Citation, ...] = ()  # one for each further publisher


class Latest(Record):
    """Stories, newest first. `following` is the offset of the next page, None on the last."""

    subject: Choice | None
    since: date | None
    lines: tuple[StoryLine, ...]
    total: int
    offset: int
    following: int | None
    coverage: Coverage
    as_of: date


class Officeholder(Record):
    """Who holds which office; from the catalogue, not from an article."""

    person: str
    name: str
    office: str
    organisation: str
    valid_from: date | None
    valid_to: date | None


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
    articles: int
    first: date | None
    last: date | None
    others: tuple[Choice, ...] = ()  # other readings of the name
    coverage: Coverage
    as_of: date


class SourceLine(Record):
    """One publisher or source, and how it does."""

    name: str
    kind: str
    articles: int
    undated: int
    first: date | None
    last: date | None
    last_retrieved: datetime | None
    state: str
    error: str | None = None


class Sources(Record):
    """Everything this audience is served from."""

    lines: tuple[SourceLine, ...]
    coverage: Coverage
    as_of: date


class Census(Record):
    """How much the archive holds, whoever may see it: counts for whoever runs it."""

    articles: int
    sources_failing: int


class Followed(Record):
    """What a person follows, with its newest stories."""

    kind: Literal["actor", "topic"]
    subject: Choice
    lines: tuple[StoryLine, ...]


class Home(Record):
    """What one person wants to see at a glance, in what their whole workspace may see."""

    latest: tuple[StoryLine, ...]
    looked_at: datetime | None  # when they looked before
    new: int  # stories with articles that came since then
    follows: tuple[Followed, ...]
    digests: tuple[Subscription, ...]  # those they asked for
    coverage: Coverage
    as_of: date
