"""The records of talk in Slack: what was heard, answered, judged and posted, and what became of what was quoted."""

from datetime import datetime
from typing import Literal

from storage.models.record import Record

InboxState = Literal["open", "done", "failed"]


Change = Literal["", "correction", "retraction"]
"""What a revision says of its own mending."""


class Heard(Record):
    """An event addressed to the bot, as it lies in the inbox until it is answered."""

    id: int
    key: str
    kind: str
    payload: str  # JSON, as heard
    attempts: int
    received_at: datetime


class Quoted(Record):
    """A stretch of a revision that was shown."""

    article: int
    revision: int
    start: int
    end: int


class Stale(Record):
    """What was quoted in a thread, or a digest, from an article that has another revision now.

    A digest is known by its subscription and period; its thread begins with its post.
    """

    conversation: int = 0
    subscription: int = 0
    period: str = ""
    channel: str
    thread_ts: str
    article: int
    revision: int  # the current one
    change: Change
    quoted: tuple[Quoted, ...]


class Turn(Record):
    """One question of a thread and what was answered. `key` names it in its conversation; empty outside Slack."""

    key: str = ""
    asked_by: str
    question: str
    understood: str = ""  # JSON of the question as understood, for follow-ups
    outcome: str = "answered"
    cited: tuple[int, ...] = ()  # ids of the articles cited
    quoted: tuple[Quoted, ...] = ()  # what was shown of them
    further: tuple[Quoted, ...] = ()  # what supports it beside that, the best first
    reason: str = ""  # why nothing was answered
    asked_at: datetime


Verdict = Literal["good", "bad"]


class Judgement(Record):
    """What a reader said of an answer, with the answer as it was; `context` are the questions before, oldest first."""

    team: str
    channel: str
    key: str  # of the turn
    by: str
    verdict: Verdict
    reason: str = ""
    right: str = ""  # the right answer, where they gave it
    said_at: datetime
    question: str
    context: tuple[str, ...] = ()
    understood: str = ""
    outcome: str
    refusal: str = ""
    quoted: tuple[Quoted, ...] = ()
    asked_at: datetime


class Delivery(Record):
    """A post claimed by its key; `ts` is Slack's name for it, None between the claim and the post."""

    key: str
    channel: str
    thread_ts: str | None
    ts: str | None
    claimed_at: datetime
    posted_at: datetime | None
