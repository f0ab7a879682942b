"""What narrows `/latest`, as typed in any order: "SAFE adopted since May from primary". Pure; guesses nothing.

Words are names of the catalogue, filters (see `filters.toml`), a period, or small words between them. What is none of
these is named, with what would be right.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from difflib import get_close_matches
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from bot.asking import periods
from bot.asking.wishes import LONGEST_NAME, USAGE, Subject, subject
from bot.catalogue import Catalogue
from bot.developments import types
from bot.errors import BadRequest, UnknownName
from bot.language import fold
from bot.records import Choice
from storage.models import Record

MOST_SUBJECTS = 3
MOST_WORDS = 30
"""More than that is no wish but a text: it is taken for one name, which nobody has."""
LONGEST_PHRASE = 9
"""Words of a name or filter; the longest of the catalogue have as many."""

EVERYTHING = frozenset({"everything", "all"})
_SMALL = frozenset(
    ("and", "on", "about", "for", "of", "in", "from", "by", "with", "the", "to", ",", "&", "only", "any", "latest",
     "et", "und", "sur", "von", "auf", "de", "uber")
)  # fmt: skip
_SEEN = re.compile(r"(?:^|\s)seen:(\d{1,18}):(\d{1,12})(?=\s|$)")
_KEYED = re.compile(r"\b(type|stage|language|lang|publisher|publishers)\s*:\s*", re.IGNORECASE)


class Seen(Record):
    """Up to where somebody had looked: the newest revision there was, and when, in seconds of the epoch."""

    revision: int
    at: int


class Filters(Record):
    """What is wanted. Types and stages are those of developments, languages ISO 639-1, publishers their kinds.

    Within one list any may fit; what has subjects is about all of them.
    """

    subjects: tuple[Subject, ...] = ()
    period: periods.Period = periods.Period()
    types: tuple[str, ...] = ()
    stages: tuple[str, ...] = ()
    languages: tuple[str, ...] = ()
    publishers: tuple[str, ...] = ()
    everything: bool = False
    seen: Seen | None = None

    @property
    def narrowed(self) -> bool:
        """Whether anything but a period and one subject is wanted."""
        return bool(self.types or self.stages or self.languages or self.publishers or len(self.subjects) > 1)

    @property
    def key(self) -> str:
        """The same for the same wish, however it was typed; a period and what was seen are no part of it."""
        told = [sorted(f"{one.kind}:{one.id}" for one in self.subjects)]
        told += [sorted(one) for one in (self.types, self.stages, self.languages, self.publishers)]
        return "/".join(",".join(one) for one in told)


class _Piece(NamedTuple):
    """A stretch of words: a `name`, a filter's group, `small`, `everything`, or `unread`."""

    kind: str
    text: str
    ids: tuple[str, ...] = ()


def read(text: str, catalogue: Catalogue, *, today: date) -> Filters:
    """What is typed after `/latest`.

    Raises:
        BadRequest: words that say nothing here, or a period that is none of the calendar's.
        UnknownName: no such actor or topic, or several.
    """
    seen = _SEEN.search(text)
    text = _KEYED.sub(" ", _SEEN.sub(" ", text))
    period, rest = periods.typed(text, today=today)
    unread = re.search(r"\bsince\b.*", rest, flags=re.IGNORECASE)
    if unread and period == periods.Period():
        raise BadRequest(f"I cannot read the period “{unread[0]}”. {USAGE['latest']}")
    rest = re.sub(r"^(?:on|about|for|of)\s+", "", rest, flags=re.IGNORECASE).strip(" ,.?")
    pieces = _cheapest(rest.split(), catalogue)
    found: dict[str, list[str]] = {}
    for piece in pieces:
        if piece.kind in ("types", "stages", "languages", "publishers"):
            found.setdefault(piece.kind, []).extend(piece.ids)
    return Filters(
        subjects=_subjects(pieces, catalogue, rest=rest),
        period=period,
        everything=any(piece.kind == "everything" for piece in pieces),
        seen=Seen(revision=int(seen[1]), at=int(seen[2])) if seen else None,
        **{kind: tuple(dict.fromkeys(ids)) for kind, ids in found.items()},
    )


def told(wanted: Filters) -> tuple[str, ...]:
    """The filters in the words of `filters.toml`, for people: `adopted`, `contracts`, `in French`."""
    first = {
        (kind, ids[0]): phrase for kind, phrases in _listed().items() for phrase, ids in reversed(list(phrases.items()))
    }
    lists = (("", "types"), ("", "stages"), ("in ", "languages"), ("from ", "publishers"))
    said = []
    for lead, kind in lists:
        names = [first.get((kind, id_), id_) for id_ in getattr(wanted, kind)]
        if names:
            shown = [name.capitalize() if kind == "languages" else name for name in names]
            said.append(lead + " or ".join(shown))
    return tuple(said)


def _subjects(pieces: Sequence[_Piece], catalogue: Catalogue, *, rest: str) -> tuple[Subject, ...]:
    named = [piece.text for piece in pieces if piece.kind == "name"]
    unread = [piece.text for piece in pieces if piece.kind == "unread"]
    subjects = [_named(name, catalogue) for name in named]
    if unread and all(piece.kind in ("unread", "small") for piece in pieces) and not _meant(" ".join(unread)):
        subject(rest, catalogue, usage="latest")  # says that nobody has this name, and whose is like it
    if unread:
        for name in unread if not named else ():
            if not _meant(name) and catalogue.suggest(name[:LONGEST_NAME]):
                _named(name, catalogue)
        raise BadRequest(_wrong(unread))
    if len(subjects) > MOST_SUBJECTS:
        raise BadRequest(f"I combine up to {MOST_SUBJECTS} subjects; you named {len(subjects)}. {USAGE['latest']}")
    return tuple({one.id: one for one in subjects}.values())


def _named(name: str, catalogue: Catalogue) -> Subject:
    """The subject of a name that stands among other words; a wrong one says which it is, for a button to mend it."""
    try:
        return subject(name, catalogue, usage="latest")
    except UnknownName as error:
        raise UnknownName(error.public, error.suggestions, name=name) from error


def _wrong(unread: Sequence[str]) -> str:
    shown = " and ".join(f"“{text[:LONGEST_NAME]}”" for text in unread[:3])
    close = [f"“{phrase}”" for text in unread for phrase in _meant(text)][:3]
    if close:
        return f"I cannot read {shown}. Did you mean {' or '.join(close)}?"
    stages = ", ".join(next(iter(phrases)) for phrases in _by_id("stages"))
    return (
        f"I cannot read {shown}. After a topic or actor I know stages ({stages}), types of development (contracts, "
        "sanctions, appointments …), “in French”, “from primary” or “from think tanks”, and periods (since 7d)."
    )


def _meant(text: str) -> list[str]:
    """The filters that are spelt nearly so."""
    known = {fold(phrase): phrase for phrases in _listed().values() for phrase in phrases}
    return [known[one] for one in get_close_matches(fold(text), known, n=1, cutoff=0.8)]


def _cheapest(words: list[str], catalogue: Catalogue) -> list[_Piece]:
    """The words as few pieces as can be, each understood; neighbouring words that are not stay together."""
    if len(words) > MOST_WORDS:
        return [_Piece("unread", " ".join(words))]
    best: list[tuple[float, list[_Piece]]] = [(0.0, [])]
    for end in range(1, len(words) + 1):
        offers = [
            (best[start][0] + cost, [*best[start][1], piece])
            for start in range(max(0, end - LONGEST_PHRASE), end)
            for cost, piece in _readings(words, start, end, catalogue)
        ]
        best.append(min(offers, key=lambda offer: offer[0]))
    joined: list[_Piece] = []
    for piece in best[-1][1]:
        if joined and piece.kind == joined[-1].kind == "unread":
            joined[-1] = _Piece("unread", f"{joined[-1].text} {piece.text}")
        else:
            joined.append(piece)
    return joined


def _readings(words: list[str], start: int, end: int, catalogue: Catalogue) -> Iterator[tuple[float, _Piece]]:
    text = " ".join(words[start:end]).strip(",;.")
    plain = fold(text)
    if end - start == 1:
        yield 100.0, _Piece("unread", text)
        if plain in _SMALL or not text:
            yield 0.5, _Piece("small", text)
            return
        if plain in EVERYTHING:
            yield 0.8, _Piece("everything", text)
    before = fold(words[start - 1]) if start else ""
    for kind, phrases in _folded().items():
        if plain not in phrases:
            continue
        # What names a kind of development is that rather than a topic: "sanctions", "Japan sanctions".
        # "German" is a language only in "in German"; "news" publishers only in "from news".
        wanted = {"languages": {"in", "en", "auf"}, "publishers": {"from", "by", "only"}}.get(kind)
        if wanted is None or before in wanted or plain.startswith("primary"):
            yield 0.9, _Piece(kind, text, phrases[plain])
    named = re.sub(r"^(?:the)\s+(?=\S)", "", text, flags=re.IGNORECASE)
    if catalogue.find_actor(text) or catalogue.find_topic(text) or catalogue.find_actor(named):
        yield 1.0, _Piece("name", text if catalogue.find_actor(text) or catalogue.find_topic(text) else named)


@cache
def _listed() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    """By group, each phrase and the ids it stands for."""
    lists = tomllib.loads(files("bot.asking").joinpath("filters.toml").read_text(encoding="utf-8"))
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, entries in lists.items():
        phrases = found.setdefault(kind, {})
        for id_, listed in entries.items():
            for phrase in (one.strip() for one in listed.split(",")):
                phrases[phrase] = (*phrases.get(phrase, ()), id_)
    for known in types().values():
        for phrase in (known.id, known.label):
            found["types"].setdefault(phrase, (known.id,))
    return found


@cache
def _folded() -> Mapping[str, Mapping[str, tuple[str, ...]]]:
    found: dict[str, dict[str, tuple[str, ...]]] = {}
    for kind, phrases in _listed().items():
        for phrase, ids in phrases.items():
            for form in {fold(phrase), fold(phrase.replace("-", " ")), _singular(fold(phrase), kind)}:
                found.setdefault(kind, {}).setdefault(form, ids)
    return found


def _singular(phrase: str, kind: str) -> str:
    if kind != "types" or not phrase.endswith("s") or phrase.endswith("ss"):
        return phrase
    return phrase[:-3] + "y" if phrase.endswith("ies") else phrase[:-1]


def _by_id(kind: str) -> list[list[str]]:
    found: dict[str, list[str]] = {}
    for phrase, ids in _listed()[kind].items():
        found.setdefault(ids[0], []).append(phrase)
    return list(found.values())


def choices(wanted: Filters) -> tuple[Choice, ...]:
    """The subjects as a reader sees them."""
    return tuple(Choice(id=one.id, name=one.name) for one in wanted.subjects)
