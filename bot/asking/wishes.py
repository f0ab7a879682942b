"""What a person typed after a command → what is wanted. Pure; raises the usage line or "did you mean" as an error.

A wish carries its text as typed, so that a button can carry it too; what it means is settled when it is answered.
"""

import re
from datetime import date
from typing import Literal

from bot.asking import periods
from bot.catalogue import Actor, Catalogue, Topic
from bot.errors import BadRequest, UnknownName
from bot.language import fold
from bot.records import Choice, Size
from storage.models import Record

USAGE = {
    "latest": "Usage: /latest [topic or actor] [adopted | contracts | in French | from primary …] [since 7d], "
    "e.g. /latest SAFE adopted since May",
    "timeline": "Usage: /timeline <topic, actor or instrument> [since 2024], for example: /timeline SAFE",
    "quotes": "Usage: /quotes <actor> [on <topic or actor>] [since 2024], for example: "
    "/quotes Kaja Kallas on sanctions",
    "next": "Usage: /next [topic or actor], for example: /next SAFE",
    "summary": "Usage: /summary <URL | number | story number | topic | actor> [since …] [short | medium | long], "
    "for example: /summary SAFE since May long",
    "follow": "Usage: /follow [stop] <topic or actor>, e.g. /follow Japan",
    "who": "Usage: /who <office> [on YYYY-MM-DD], for example: /who German defence minister on 2025-03-01",
    "actor": "Usage: /actor <name> [and <name>] [on YYYY-MM-DD] | proposals | add, ignore or remove <name>, for "
    "example: /actor Japan and South Korea",
    "digest": "Usage: /digest [days] [at HH:MM | at once] [zone] [on topics or actors] | list | preview | pause | "
    "resume | stop, for example: /digest weekdays at 08:00 Europe/Brussels on SAFE, Japan",
}

LONGEST_NAME = 100
"""Of a name that nobody has, no more is repeated to whoever typed it; the longest in the catalogue are shorter."""

LONGEST_QUESTION = 2_000
"""Characters; nobody asks at greater length, and what is pasted is no question."""

FARTHEST = 1_000_000
"""No archive has more stories; a greater offset is a slip."""


class LatestWish(Record):
    """As typed after `/latest`, and from which story on.

    `reader` is the person who looks, if that is to be remembered; `call` is the same when the same is answered again.
    """

    text: str
    offset: int = 0
    reader: str = ""
    call: str = ""
    most: int = 5  # stories at once: what fits a phone


class TimelineWish(Record):
    """As typed after `/timeline`."""

    text: str


class QuotesWish(Record):
    """As typed after `/quotes`, from which quotation on, and how many at most."""

    text: str
    offset: int = 0
    most: int = 6


class NextWish(Record):
    """As typed after `/next`, and how many days at most."""

    text: str
    most: int = 12


class SummaryWish(Record):
    """As typed after `/summary`."""

    text: str


class ActorWish(Record):
    """As typed after `/actor`."""

    text: str


class WhoWish(Record):
    """As typed after `/who`."""

    text: str


class Subject(Record):
    """What a wish is about: an actor or a topic of the catalogue; `others` are further readings of the name."""

    kind: Literal["actor", "topic"]
    id: str
    name: str
    others: tuple[Choice, ...] = ()


def typed(text: str) -> str:
    """What a person typed, on one line, and as text: what a terminal could not decode comes in as half characters."""
    return " ".join(text.encode("utf-8", "replace").decode("utf-8").split())


def question(text: str) -> str:
    """A question as typed.

    Raises:
        BadRequest: it is longer than a question.
    """
    asked = typed(text)
    if len(asked) > LONGEST_QUESTION:
        raise BadRequest(
            f"That is {len(asked):,} characters long; I read questions of up to {LONGEST_QUESTION:,}. "
            "Ask in a sentence or two."
        )
    return asked


def latest(text: str, *, offset: int = 0, reader: str = "", call: str = "", most: int = 5) -> LatestWish:
    """A wish for the newest stories."""
    return LatestWish(text=typed(text), offset=min(max(offset, 0), FARTHEST), reader=reader, call=call, most=most)


def timeline(text: str) -> TimelineWish:
    """A wish for what happened, in order."""
    return TimelineWish(text=typed(text))


def quotes(text: str, *, offset: int = 0, most: int = 6) -> QuotesWish:
    """A wish for what somebody said."""
    return QuotesWish(text=typed(text), offset=min(max(offset, 0), FARTHEST), most=most)


def upcoming(text: str, *, most: int = 12) -> NextWish:
    """A wish for the days to come."""
    return NextWish(text=typed(text), most=most)


def summary(text: str) -> SummaryWish:
    """A wish for a summary."""
    return SummaryWish(text=typed(text))


def actor(text: str) -> ActorWish:
    """A wish for an actor's profile."""
    return ActorWish(text=typed(text))


def who(text: str) -> WhoWish:
    """A wish to know who holds an office."""
    return WhoWish(text=typed(text))


def window(wish: TimelineWish, catalogue: Catalogue, *, today: date) -> tuple[Subject | None, periods.Period]:
    """The subject and the period of a `/timeline`.

    Raises:
        BadRequest: a period that is none of the calendar's.
        UnknownName: no such actor or topic, or several.
    """
    period, rest = periods.typed(wish.text, today=today)
    unread = re.search(r"\bsince\b.*", rest, flags=re.IGNORECASE)
    if unread and period == periods.Period():
        raise BadRequest(f"I cannot read the period “{unread[0]}”. {USAGE['timeline']}")
    rest = re.sub(r"^(?:on|about|for|of|in)\s+", "", rest, flags=re.IGNORECASE).strip(" ,.?")
    return (subject(rest, catalogue, usage="timeline") if rest else None), period


def speaker(wish: QuotesWish, catalogue: Catalogue, *, today: date) -> tuple[Subject, Subject | None, periods.Period]:
    """Who is to be quoted, on which topic, and in which period.

    Raises:
        BadRequest: nobody was named, or a topic in the place of an actor.
        UnknownName: no such actor or topic, or several.
    """
    period, rest = periods.typed(wish.text, today=today)
    who, _, on = re.sub(r"\s+", " ", rest).strip(" ,.?").partition(" on ")
    if not who:
        raise BadRequest(USAGE["quotes"])
    named = subject(re.sub(r"^the\s+", "", who, flags=re.IGNORECASE), catalogue, usage="quotes")
    if named.kind == "topic":
        raise BadRequest(f"“{named.name}” is a topic; whom shall I quote on it? {USAGE['quotes']}")
    return named, _matter(on, catalogue) if on else None, period


def _matter(name: str, catalogue: Catalogue) -> Subject:
    """What somebody is to be quoted on: a topic, or an actor that is spoken of.

    Raises:
        UnknownName: there is none of that name.
    """
    topic = catalogue.find_topic(name)
    if topic is not None:
        return Subject(kind="topic", id=topic.id, name=topic.label)
    actor = _settled(name, catalogue.find_actor(name))
    if actor is not None:
        return Subject(kind="actor", id=actor.id, name=actor.name)
    close = tuple((found.id, found.label) for found in catalogue.suggest(name) if isinstance(found, Topic))
    raise UnknownName(f"I know no topic and no actor “{name[:LONGEST_NAME]}”.", close, name=name)


def concerning(wish: NextWish, catalogue: Catalogue) -> Subject | None:
    """What the days to come are to be about; None for everything.

    Raises:
        UnknownName: no such actor or topic, or several.
    """
    name = re.sub(r"^(?:on|about|for|of)\s+", "", wish.text, flags=re.IGNORECASE).strip(" ,.?")
    return subject(name, catalogue, usage="next") if name else None


def sized(wish: SummaryWish) -> tuple[str, Size]:
    """What is to be summarised, and in which size.

    Raises:
        BadRequest: nothing was named.
    """
    match = re.search(r"(?:^|\s)(short|medium|long|longer|shorter)$", wish.text, re.IGNORECASE)
    target = (wish.text[: match.start()] if match else wish.text).strip()
    if not target:
        raise BadRequest(USAGE["summary"])
    sizes: dict[str, Size] = {"medium": "medium", "long": "long", "longer": "long"}
    return target, sizes.get(match[1].lower(), "short") if match else "short"


def dated(wish: ActorWish | WhoWish) -> tuple[str, date | None]:
    """The name or office asked for and the day on which offices are wanted.

    Raises:
        BadRequest: no name, or a day that does not exist.
    """
    text = wish.text.strip(" ?")
    match = re.search(r"\s(?:on|as of|at)\s+(?=.*\d)(.+)$", text, re.IGNORECASE)
    name = re.sub(r"^the\s+(?=\S)", "", text[: match.start()] if match else text, flags=re.IGNORECASE)
    if not name:
        raise BadRequest(USAGE["actor" if isinstance(wish, ActorWish) else "who"])
    on = periods.day(match[1]) if match else None
    if match and on is None:
        raise BadRequest(f"“{match[1]}” is no day of the calendar; write it as 2025-03-01.")
    return name, on


def subject(name: str, catalogue: Catalogue, *, usage: str) -> Subject:
    """The actor or topic of this name.

    Raises:
        UnknownName: there is none, or several; with what was perhaps meant.
    """
    actors = catalogue.find_actor(name)
    topic = catalogue.find_topic(name)
    chosen = _settled(name, actors)
    if chosen is not None:
        others = tuple(Choice(id=other.id, name=other.name) for other in actors if other.id != chosen.id)
        return Subject(kind="actor", id=chosen.id, name=chosen.name, others=others[:4])
    if topic is not None and not actors:
        return Subject(kind="topic", id=topic.id, name=topic.label)
    shown = f"“{name if len(name) <= LONGEST_NAME else name[:LONGEST_NAME] + '…'}”"
    if actors:
        raise UnknownName(f"{shown} may mean several; which one?", tuple((a.id, a.name) for a in actors[:5]))
    if name in catalogue.topics:
        return Subject(kind="topic", id=name, name=catalogue.topics[name].label)
    close = tuple(
        (found.id, found.name if isinstance(found, Actor) else found.label)
        for found in catalogue.suggest(name[:LONGEST_NAME])
    )
    if close:
        raise UnknownName(f"I know no actor or topic named {shown}. Did you mean one of these?", close)
    raise UnknownName(f"I know no actor or topic named {shown}. {USAGE[usage]}")


def _settled(name: str, actors: list[Actor]) -> Actor | None:
    """The one actor that a name means beyond doubt, by its id, its name or an alias of its alone."""
    folded = fold(name)
    for actor in actors:
        if name == actor.id or folded == fold(actor.name):
            return actor
    sure = [actor for actor in actors if folded in {fold(alias) for alias in actor.aliases}]
    if len(sure) == 1:
        return sure[0]
    return actors[0] if len(actors) == 1 else None
