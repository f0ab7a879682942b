"""The same development, or another? One decision with its reasons, and no I/O.

Words alone cannot tell the 19th sanctions package from the 20th, or one country's loan from another's. So what
identifies a development decides first (ordinals, years, instruments, counterparties, stage: any that differs is a
veto), and likeness of words only joins what no veto keeps apart.
"""

import re
from collections import defaultdict
from collections.abc import Mapping
from functools import lru_cache
from math import sqrt

from bot.language import STOP_WORDS, fold, stem, words
from storage.models import Article, Draft, Placement, Proposed, Record

LEAD_CHARACTERS = 420
"""How much of the text is looked at beside the title: the first two or three sentences of a news item."""

ALIKE = 0.44
"""Likeness from which two articles without a veto tell one story. Set on headline pairs of our own (see tests)."""

NAMED_ALIKE = 0.30
"""The same where the titles name the same two or more actors."""

STRANGE_ALIKE = 0.55
"""… and where both titles name actors, none of them the same: a step that follows tells what it follows."""

PLACED_NEAR = 2048
"""Articles whose opening words are remembered: those of some days, to which new ones are compared again and again."""

_UNITS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "thirteenth": 13, "fourteenth": 14, "fifteenth": 15, "sixteenth": 16,
    "seventeenth": 17, "eighteenth": 18, "nineteenth": 19, "twentieth": 20, "thirtieth": 30,
    "premier": 1, "premiere": 1, "deuxieme": 2, "troisieme": 3, "quatrieme": 4, "cinquieme": 5, "sixieme": 6,
    "septieme": 7, "huitieme": 8, "neuvieme": 9, "dixieme": 10, "onzieme": 11, "douzieme": 12, "treizieme": 13,
    "quatorzieme": 14, "quinzieme": 15, "seizieme": 16, "vingtieme": 20, "unieme": 1, "trentieme": 30,
    "erst": 1, "zweit": 2, "dritt": 3, "viert": 4, "funft": 5, "sechst": 6, "siebt": 7, "acht": 8, "neunt": 9,
    "zehnt": 10, "elft": 11, "zwolft": 12, "dreizehnt": 13, "vierzehnt": 14, "funfzehnt": 15, "sechzehnt": 16,
    "siebzehnt": 17, "achtzehnt": 18, "neunzehnt": 19, "zwanzigst": 20,
}  # fmt: skip
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "dix": 10, "vingt": 20, "trente": 30}
_COUNTED = 3
"""How many words after an ordinal may be what it counts: "19th package of sanctions", "20th EU sanctions package"."""

BODIES: Mapping[str, tuple[str, ...]] = {
    "commission": ("commiss", "kommiss"),
    "council": ("council", "minist", "conseil", "ministr", "rat"),
    "parliament": ("parliament", "mep", "parlement", "parlament"),
}
"""Stems that tell which institution acts in a title: what one adopts, the other has still to adopt."""

DECIDING = ("country", "instrument", "programme", "mission-operation", "company")
"""Kinds of actor of which two titles that name different ones tell different developments."""

MISSION = "mission-operation"
"""A kind of actor that no article on its launch or its mandate leaves unnamed."""

STAGES: Mapping[str, tuple[str, ...]] = {
    "proposed": ("propos", "tabl", "unveil", "present", "vorschlag", "vorgeschlagen"),
    "agreed": ("provision", "deal", "mandat", "trilogu"),
    "adopted": ("adopt", "approv", "endors", "approuv", "verabschiedet", "angenommen", "billigt"),
    "signed": ("sign", "unterzeichnet"),
    "disbursed": ("disburs", "paid", "pay", "payment", "transfer"),
    "rejected": ("reject", "veto", "block"),
}
"""Stems that tell the stage of a procedure. "Proposed" is never the same development as "adopted"."""


class Identity(Record):
    """What identifies the development an article tells, read from its title and, where that is silent, its lead."""

    ordinals: frozenset[tuple[int, str]]  # (19, "packag"), (19, "sanction")
    years: frozenset[str]
    stages: frozenset[str]
    bodies: frozenset[str]
    titled: frozenset[str]  # actors named in the title
    actors: frozenset[str]  # … or anywhere in the article


def place(draft: Draft, proposed: list[Proposed], *, kinds: Mapping[str, str]) -> Placement:
    """The story of a draft. `kinds` gives each actor's kind, so that countries and instruments can veto.

    An article that forbids keeps the draft out of its whole story: else a vague report, like both, would join two.
    """
    named = frozenset(mention.actor for mention in draft.mentions if mention.sure)
    identity = _identity(draft.title, draft.text, titled=frozenset(draft.title_actors), actors=named)
    closed: set[int] = set()
    open_: list[tuple[float, int, tuple[str, ...]]] = []
    for candidate in proposed:
        article = candidate.article
        other = _identity(article.title, article.text, titled=candidate.titled, actors=candidate.actors)
        if vetoed(identity, other, kinds=kinds):
            closed.add(candidate.story)
            continue
        likeness = alike(draft.title, draft.text, article)
        shared = identity.titled & other.titled
        if likeness >= _bar(identity, other):
            reasons = [f"likeness {likeness:.2f} with article {article.id}"]
            reasons += [f"same actors: {', '.join(sorted(shared))}"] if shared else []
            reasons += ["same ordinal"] if identity.ordinals & other.ordinals else []
            open_.append((likeness, candidate.story, tuple(reasons)))
    joinable = [item for item in open_ if item[1] not in closed]
    if not joinable:
        return Placement(story=None, reasons=("nothing like it",))
    best = max(joinable, key=lambda item: item[0])
    return Placement(story=best[1], reasons=best[2])


def _bar(one: Identity, other: Identity) -> float:
    """The likeness from which two articles without a veto tell one story."""
    shared = one.titled & other.titled
    if len(shared) > 1:
        return NAMED_ALIKE
    return ALIKE if shared or not one.titled or not other.titled else STRANGE_ALIKE


def vetoed(one: Identity, other: Identity, *, kinds: Mapping[str, str]) -> str:
    """Why two articles cannot tell one development; empty when nothing forbids it."""
    apart = (
        ("another year in the title", one.years, other.years),
        ("no country in common", _of("country", one.actors, kinds), _of("country", other.actors, kinds)),
        ("another institution acts", one.bodies, other.bodies),
        ("another stage", one.stages, other.stages),
    )
    return (
        _another_number(one, other)
        or _another_actor(one, other, kinds)
        or next((why for why, mine, theirs in apart if mine and theirs and not mine & theirs), "")
    )


def _another_number(one: Identity, other: Identity) -> str:
    for noun in sorted({noun for _, noun in one.ordinals} & {noun for _, noun in other.ordinals}):
        mine = {number for number, counted in one.ordinals if counted == noun}
        theirs = {number for number, counted in other.ordinals if counted == noun}
        if not mine & theirs:
            return f"another {noun}: {min(mine)} here, {min(theirs)} there"
    return ""


def _another_actor(one: Identity, other: Identity, kinds: Mapping[str, str]) -> str:
    for kind in DECIDING:
        mine, theirs = _of(kind, one.titled, kinds), _of(kind, other.titled, kinds)
        if mine and theirs and not (mine <= theirs or theirs <= mine):
            return f"another {kind} in the title"
    # Who reports on a mission names it; its launch is not the event that called for it.
    unnamed = (_of(MISSION, one.titled, kinds) - other.actors) | (_of(MISSION, other.titled, kinds) - one.actors)
    return "a mission in one title that the other article does not name" if unnamed else ""


def _of(kind: str, actors: frozenset[str], kinds: Mapping[str, str]) -> frozenset[str]:
    return frozenset(actor for actor in actors if kinds.get(actor) == kind)


def alike(title: str, text: str, article: Article) -> float:
    """Likeness of two articles' titles and leads, 0 to 1: cosine over stems, names and figures counting double."""
    mine, length = _weights(title, text[:LEAD_CHARACTERS])
    theirs, other_length = _weights(article.title, article.text[:LEAD_CHARACTERS])
    dot = sum(weight * theirs[word] for word, weight in mine.items() if word in theirs)
    norm = length * other_length
    return dot / norm if norm else 0.0


def _identity(title: str, text: str, *, titled: frozenset[str], actors: frozenset[str]) -> Identity:
    said = _said(title, text[: LEAD_CHARACTERS // 2])
    # model_construct: placing an article makes two dozen of these, of parts that are checked already.
    return Identity.model_construct(
        ordinals=said.ordinals, years=said.years, stages=said.stages, bodies=said.bodies,
        titled=titled, actors=actors | titled,
    )  # fmt: skip


@lru_cache(maxsize=PLACED_NEAR)
def _said(title: str, opening: str) -> Identity:
    """The part of an identity that words tell."""
    title_words, opening_words = words(title), words(opening)
    return Identity(
        ordinals=frozenset(_ordinals(title_words) or _ordinals(opening_words)),
        years=frozenset(word for word in title_words if re.fullmatch(r"20\d\d", word)),
        stages=_told(title_words, STAGES) or _told(opening_words, STAGES),
        bodies=_told(title_words, BODIES),
        titled=frozenset(),
        actors=frozenset(),
    )


def _ordinals(some: list[str]) -> list[tuple[int, str]]:
    found = []
    for place, word in enumerate(some):
        number = _ordinal(word)
        if number is not None and number < 10 and place:
            number += _TENS.get(some[place - 1], 0)  # words come apart at hyphens: "twenty", "first"
        if number is not None:
            following = [other for other in some[place + 1 :] if other not in STOP_WORDS][:_COUNTED]
            found += [(number, _stem(noun)) for noun in following]
    return found


@lru_cache(maxsize=20_000)
def _ordinal(word: str) -> int | None:
    match = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|e|eme|er)", word)
    return int(match[1]) if match else _UNITS.get(word, _UNITS.get(re.sub(r"t(?:e[nrsm]?)$", "t", word)))


def _told(some: list[str], signs: Mapping[str, tuple[str, ...]]) -> frozenset[str]:
    stems = {_stem(word) for word in some}
    return frozenset(name for name, known in signs.items() if not stems.isdisjoint(known))


@lru_cache(maxsize=PLACED_NEAR)
def _weights(title: str, lead: str) -> tuple[dict[str, float], float]:
    """The weight of each stem, and the length of all of them together as a vector."""
    weights: defaultdict[str, float] = defaultdict(float)
    for share, part in ((2.0, title), (1.0, lead)):
        for surface in re.findall(r"[\w’']+", part):
            word = fold(surface)
            if word in STOP_WORDS or len(word) < 2:
                continue
            weights[_stem(word)] += share * (1.5 if surface[0].isupper() or surface[0].isdigit() else 1.0)
    return {word: sqrt(weight) for word, weight in weights.items()}, sqrt(sum(weights.values()))


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(word)
