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

SAME_ARTICLE = 0.5
"""Share of three-word runs in common from which two texts at one URL are versions of one article."""

NUMBER_WORDS = {
    "first": 1, "second": 2, "third": 3, "fourth": 4, "fifth": 5, "sixth": 6, "seventh": 7, "eighth": 8, "ninth": 9,
    "tenth": 10, "eleventh": 11, "twelfth": 12, "premier": 1, "premiere": 1, "deuxieme": 2, "troisieme": 3,
    "quatrieme": 4, "cinquieme": 5, "erste": 1, "ersten": 1, "zweite": 2, "zweiten": 2, "dritte": 3, "dritten": 3,
}  # fmt: skip

STAGES: Mapping[str, tuple[str, ...]] = {
    "proposed": ("propos", "tabl", "unveil", "present", "vorschlag", "vorgeschlag"),
    "agreed": ("provision", "deal", "mandat", "trilog"),
    "adopted": ("adopt", "approv", "endors", "verabschied", "angenomm"),
    "signed": ("sign", "unterzeichn"),
    "disbursed": ("disburs", "paid", "pay", "transfer"),
    "rejected": ("reject", "veto", "block"),
}
"""Stems that tell the stage of a procedure. "Proposed" is never the same development as "adopted"."""


class Identity(Record):
    """What identifies the development an article tells, read from its title and lead."""

    ordinals: frozenset[tuple[int, str]]  # (19, "packag")
    years: frozenset[str]
    stages: frozenset[str]
    titled: frozenset[str]  # actors named in the title


def place(draft: Draft, proposed: list[Proposed], *, kinds: Mapping[str, str]) -> Placement:
    """The story of a draft. `kinds` gives each actor's kind, so that countries and instruments can veto."""
    identity = _identity(draft.title, draft.text, frozenset(draft.title_actors))
    best: tuple[float, int, tuple[str, ...]] | None = None
    for candidate in proposed:
        other = _identity(candidate.article.title, candidate.article.text, candidate.titled)
        veto = vetoed(identity, other, kinds=kinds)
        if veto:
            continue
        likeness = alike(draft.title, draft.text, candidate.article)
        shared = identity.titled & other.titled
        bar = NAMED_ALIKE if len(shared) > 1 else ALIKE
        if likeness >= bar and (best is None or likeness > best[0]):
            reasons = [f"likeness {likeness:.2f} with article {candidate.article.id}"]
            reasons += [f"same actors: {', '.join(sorted(shared))}"] if shared else []
            reasons += ["same ordinal"] if identity.ordinals & other.ordinals else []
            best = (likeness, candidate.story, tuple(reasons))
    return Placement(story=best[1], reasons=best[2]) if best else Placement(story=None, reasons=("nothing like it",))


def vetoed(one: Identity, other: Identity, *, kinds: Mapping[str, str]) -> str:
    """Why two articles cannot tell one development; empty when nothing forbids it."""
    for number, noun in one.ordinals:
        theirs = {n for n, other_noun in other.ordinals if other_noun == noun}
        if theirs and number not in theirs:
            return f"another {noun}: {number} here, {sorted(theirs)[0]} there"
    if one.years and other.years and not one.years & other.years:
        return "another year in the title"
    for kind, name in (("instrument", "instrument"), ("country", "country")):
        mine = {actor for actor in one.titled if kinds.get(actor) == kind}
        theirs_named = {actor for actor in other.titled if kinds.get(actor) == kind}
        if mine and theirs_named and not (mine <= theirs_named or theirs_named <= mine):
            return f"another {name} in the title"
    if one.stages and other.stages and not one.stages & other.stages:
        return "another stage"
    return ""


def alike(title: str, text: str, article: Article) -> float:
    """Likeness of two articles' titles and leads, 0 to 1: cosine over stems, names and figures counting double."""
    mine, theirs = _weights(title, text), _weights(article.title, article.text)
    dot = sum(weight * theirs[word] for word, weight in mine.items() if word in theirs)
    norm = sqrt(sum(w * w for w in mine.values())) * sqrt(sum(w * w for w in theirs.values()))
    return dot / norm if norm else 0.0


def same_article(article: Article, draft: Draft) -> bool:
    """Whether a draft is another version of the article at its URL; a page may carry several, such as debates."""
    if fold(article.title) == fold(draft.title):
        return True
    mine, theirs = _runs(draft.text), _runs(article.text)
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= SAME_ARTICLE


def _identity(title: str, text: str, titled: frozenset[str]) -> Identity:
    title_words = words(title)
    return Identity(
        ordinals=frozenset(_ordinals(title_words)),
        years=frozenset(word for word in title_words if re.fullmatch(r"20\d\d", word)),
        stages=frozenset(_stages(title_words) or _stages(words(text[: LEAD_CHARACTERS // 2]))),
        titled=titled,
    )


def _ordinals(title_words: list[str]) -> list[tuple[int, str]]:
    found = []
    for word, following in zip(title_words, [*title_words[1:], ""], strict=False):
        match = re.fullmatch(r"(\d{1,3})(?:st|nd|rd|th|e|eme|er)", word)
        number = int(match[1]) if match else NUMBER_WORDS.get(word)
        if number is not None and following:
            found.append((number, _stem(following)))
    return found


def _stages(some: list[str]) -> set[str]:
    stems = {_stem(word) for word in some}
    return {stage for stage, starts in STAGES.items() if any(s.startswith(start) for s in stems for start in starts)}


@lru_cache(maxsize=512)
def _weights(title: str, text: str) -> dict[str, float]:
    weights: defaultdict[str, float] = defaultdict(float)
    for share, part in ((2.0, title), (1.0, text[:LEAD_CHARACTERS])):
        for surface in re.findall(r"[\w’']+", part):
            word = fold(surface)
            if word in STOP_WORDS or len(word) < 2:
                continue
            weights[_stem(word)] += share * (1.5 if surface[0].isupper() or surface[0].isdigit() else 1.0)
    return {word: sqrt(weight) for word, weight in weights.items()}


@lru_cache(maxsize=20_000)
def _stem(word: str) -> str:
    return stem(word)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    some = words(text)
    return frozenset(zip(some, some[1:], some[2:], strict=False))
