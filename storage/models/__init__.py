"""The records that cross boundaries, all to be had from here; they know nothing of SQL, Slack or the clock.

Four kinds of date are kept apart and none defaults to now: `published_at` (by the publisher, may be unknown),
`retrieved_at` (by us), `valid_from`/`valid_to` (of offices and actors), and event dates.
"""

from datetime import date, datetime
from typing import Literal

from storage.models.added import Added as Added
from storage.models.developments import Amount as Amount
from storage.models.developments import Development as Development
from storage.models.developments import Modality as Modality
from storage.models.developments import Party as Party
from storage.models.developments import Role as Role
from storage.models.developments import Stage as Stage
from storage.models.record import Published as Published
from storage.models.record import Record as Record
from storage.models.sayings import Milestone as Milestone
from storage.models.sayings import Position as Position
from storage.models.sayings import Quotation as Quotation
from storage.models.sought import Look as Look
from storage.models.sought import Sought as Sought
from storage.models.stretches import Amended as Amended
from storage.models.stretches import Amendment as Amendment
from storage.models.stretches import Due as Due
from storage.models.stretches import Quote as Quote
from storage.models.stretches import Stretch as Stretch
from storage.models.talk import Change as Change
from storage.models.talk import Delivery as Delivery
from storage.models.talk import Heard as Heard
from storage.models.talk import InboxState as InboxState
from storage.models.talk import Judgement as Judgement
from storage.models.talk import Quoted as Quoted
from storage.models.talk import Stale as Stale
from storage.models.talk import Turn as Turn
from storage.models.talk import Verdict as Verdict


class Audience(Record):
    """The people who will all see what is shown: those of one conversation, or everyone who has the archive.

    `key` is what an article carries; `sees` is the set of keys that may be shown to this audience. A post in a
    channel uses the channel's audience, never that of the person who asked.
    """

    team: str | None = None
    conversation: str | None = None

    @property
    def key(self) -> str:
        """The key of an article kept for exactly this audience: `*`, `T1` or `T1/C1`."""
        if self.team is None:
            return "*"
        return self.team if self.conversation is None else f"{self.team}/{self.conversation}"

    @property
    def sees(self) -> tuple[str, ...]:
        """The keys of all articles that this audience may see."""
        keys = ["*"]
        if self.team is not None:
            keys.append(self.team)
            if self.conversation is not None:
                keys.append(self.key)
        return tuple(keys)


EVERYONE = Audience()


class Span(Record):
    """A half-open range of characters (not bytes) in the text of a revision."""

    start: int
    end: int


class Mention(Record):
    """A place in a text that names an actor. `sure` is false where the name could mean another."""

    surface: str
    start: int
    end: int
    actor: str
    sure: bool = True


class Publisher(Record):
    """Who published. Publishers of one `family` count as one voice."""

    id: str
    name: str
    family: str
    kind: str = "unknown"  # primary, national, agency, news, trade, think-tank, state-controlled, unknown


Version = Literal["another", "same", "revised"]
"""What a text at the URL of an article is to it: another article, the same, or a new revision."""


class Draft(Record):
    """An article read and understood, ready to be kept in one transaction."""

    audience: str
    identity: str  # the page under all its addresses, or `text:<hash>` where there is none: the same article again
    url: str | None
    title: str
    text: str
    text_hash: str
    language: str
    published_at: Published
    retrieved_at: datetime
    publisher: Publisher
    demo: bool = False
    fresh: bool = False  # fetched now from where it lies: how it reads today, though it may have read so before
    sentences: tuple[Span, ...]
    mentions: tuple[Mention, ...]  # offsets in `text`
    title_actors: tuple[str, ...]  # actors surely named in the title
    topics: tuple[str, ...]
    change: Change = ""
    changed_on: date | None = None  # the day of that, where it says so
    developments: tuple[Development, ...] = ()
    quotations: tuple[tuple[Quotation, tuple[str, ...]], ...] = ()  # each with the topics that it touches
    milestones: tuple[Milestone, ...] = ()
    pages: tuple[int, ...] = ()  # of a paged document: where in `text` each page begins
    signature: tuple[int, ...] = ()  # numbers that copies of the text share; see bot.incoming.copies


Outcome = Literal["added", "revised", "duplicate", "unchanged"]


class Kept(Record):
    """What became of a draft, and the date that the archive holds now."""

    outcome: Outcome
    article: int
    story: int
    published_at: Published = None


class Article(Record):
    """An article as it stands: its current revision's text, whole."""

    id: int
    audience: str
    url: str | None
    title: str
    text: str
    revision: int
    language: str
    published_at: Published
    retrieved_at: datetime
    publisher: str
    publisher_family: str
    publisher_kind: str
    demo: bool
    teaser: bool = False  # only what its source shows of it could be had
    amended: Amendment = None


class Proposed(Record):
    """An article that may share a story with a draft."""

    article: Article
    story: int
    actors: frozenset[str]  # surely named
    titled: frozenset[str]  # … in the title
    opening: frozenset[str] = frozenset()  # … in the first sentence
    developments: tuple[Development, ...] = ()  # that its first sentences state


class Revision(Record):
    """An article's text as it stood from a moment on."""

    number: int
    title: str
    text: str
    retrieved_at: datetime
    change: Change
    sentences: tuple[Span, ...]


class Passage(Stretch):
    """A sentence of a stored revision, with what is needed to cite it."""

    sentence: int
    ordinal: int
    teaser: bool = False  # only what its source shows of it could be had
    actors: frozenset[str] = frozenset()  # surely named in this sentence
    page: int | None = None  # of a paged document


class Reported(Record):
    """A development with the sentence that states it, and what kind of publisher says so."""

    development: Development
    passage: Passage
    publisher_kind: str


class Placement(Record):
    """The story a draft was placed in, None for a new one, and why, in words for people.

    `doubted` are stories whose articles must be looked at again: others that hold articles like it, and its own where
    some of its articles tell something else.
    """

    story: int | None
    reasons: tuple[str, ...]
    doubted: tuple[int, ...] = ()


class Grouping(Record):
    """Articles of a few stories, and of which pairs readers have said that they are together or apart."""

    proposed: tuple[Proposed, ...]
    together: frozenset[tuple[int, int]] = frozenset()  # places in `proposed`
    apart: frozenset[tuple[int, int]] = frozenset()


class Story(Record):
    """Articles about one development, as far as this audience may see them."""

    id: int
    articles: tuple[int, ...]  # newest first, but for the one that was looked for, which comes before them
    publishers: int  # independent ones: a family counts once


SubscriptionState = Literal["active", "paused", "stopped"]


class Subscription(Record):
    """A digest wished for in a conversation: `at` (HH:MM) on `weekdays` (Monday is 0) in `zone` (IANA), or `at_once`.

    Without topics and actors it is about everything. Periods up to `settled_until` are posted or let go.
    """

    id: int
    team: str
    channel: str
    at: str
    weekdays: tuple[int, ...]
    zone: str
    at_once: bool = False  # news is posted when it comes; then `at` and `weekdays` mean nothing
    topics: tuple[str, ...]
    actors: tuple[str, ...]
    state: SubscriptionState
    created_by: str
    created_at: datetime
    settled_until: datetime
    made_at: datetime | None = None  # when the last digest was put together
    trouble: str = ""  # why the last one could not be posted, in words for people


class Told(Record):
    """An article as a digest told of it."""

    article: int
    revision: int


class Following(Record):
    """Whose digest is put together: its actors and topics, and which digests have told something before.

    Those are the subscription's own, but for the one of `period`, which is the one being put together.
    """

    actors: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    subscription: int = 0
    period: str = ""


class Arrival(Record):
    """An article that no digest of a subscription has told. `known`: one has told another of its story."""

    article: int
    revision: int
    story: int
    published_at: Published
    title: str
    change: Change = ""
    family: str
    known: bool


class Changed(Record):
    """An article that was revised since a digest told of it."""

    article: int
    story: int
    told_revision: int
    revision: int


FollowKind = Literal["actor", "topic"]


class Follow(Record):
    """What a person follows."""

    kind: FollowKind
    subject: str
    since: datetime
