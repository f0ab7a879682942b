"""Whether a text names a thing, and which stems it has. Form only; what follows from it is decided elsewhere."""

import re
from collections.abc import Iterable
from functools import lru_cache

from bot.asking.named import Named
from bot.language import fold, stem, words


def names(thing: Named, text: str, actors: frozenset[str]) -> bool:
    """Whether a text names a thing: an actor surely recognised in it, or a name that is its alone, as whole words.

    Ambiguous names do not prove it: "North Korea" does not name South Korea because either may be called Korea.
    """
    if thing.actors & actors:
        return True
    acronyms, others = _forms(thing.proper)
    return bool((acronyms and acronyms.search(text)) or (others and others.search(folded(text))))


@lru_cache(maxsize=20_000)
def folded(text: str) -> str:
    """A passage's text folded, which each sign looks at anew."""
    return fold(text)


@lru_cache(maxsize=256)
def _forms(forms: tuple[str, ...]) -> tuple[re.Pattern[str] | None, re.Pattern[str] | None]:
    upper = [form for form in forms if form.isupper() and len(form) <= 6]
    lower = [fold(form) for form in forms if form not in upper]
    return _whole(upper), _whole(lower)


def _whole(forms: Iterable[str]) -> re.Pattern[str] | None:
    spelled = "|".join(re.escape(form) for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<!\w)(?:{spelled})(?:['’]s|s)?(?!\w)") if spelled else None


@lru_cache(maxsize=20_000)
def stems(text: str, language: str) -> frozenset[str]:
    """The stems of a text's words; a text too short to tell its language is taken for English."""
    return frozenset(stem(word, "en" if language == "und" else language) for word in words(text))
