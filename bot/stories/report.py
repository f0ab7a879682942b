"""What one article tells, as far as it decides of which development: read from its title and its opening. Pure.

`said` is what the words tell, remembered for the articles of some days; `Report` adds the actors and the day.
"""

import re
from collections import defaultdict
from collections.abc import Mapping, Sequence
from datetime import date
from functools import lru_cache
from math import sqrt
from typing import NamedTuple

from bot.language import STOP_WORDS, fold, stem, words
from bot.stories import lexicon
from bot.stories.figures import Figures, figures, sums
from bot.stories.profile import LOOKED_AT, Profile, profile
from storage.models import Development

OPENING = 600
"""Characters of the text that are looked at beside the title: the first sentences of a news item."""

FIRST = 210
"""… and those of its first sentence or two, which say what the title left out."""

PLACED_NEAR = 4096
"""Articles whose words are remembered: those of some days, to which new ones are compared again and again."""

BODIES: Mapping[str, tuple[str, ...]] = {
    "commission": ("commission", "kommission", "brussels executive"),
    "council": ("council", "ministers", "conseil", "ministres", "rat", "minister"),
    "parliament": ("parliament", "meps", "mep", "parlement", "parlament", "eurodeputes", "europaabgeordnete"),
    "leaders": ("leaders", "dirigeants", "summit", "staats"),
    "envoys": ("ambassadors", "envoys", "coreper", "ambassadeurs", "botschafter"),
}
"""Words that tell which institution acts: what one adopts, the other has still to adopt."""

PROCEDURE = frozenset(
    {"proposed", "adopted", "signed", "ratified", "in-force", "paid", "refused", "failed", "provisional", "agreed"}
)
"""Turns that are read from a first sentence, too, where the title tells none; of others it tells many in passing."""

FALSE_FRIENDS = frozenset({("fr", "pays"), ("de", "met")})
"""Words of a language that the word lists know of another."""

MOST_CAPITALS = {"en": 0.7}
"""Of a title of which more words are capitals these tell nothing."""

_NEAR = re.compile(r"\b(?:near|nahe|unweit|près de|près d['’]) ?(?:the )?([A-ZÀ-Þ][\w-]+)")
"""Where a place follows that is no actor's name."""

_BREAK = re.compile(
    r"\s(?:after|as|despite|before|following|amid|when|while|since|because|days after|over|nach|trotz|vor dem|wegen|"
    r"wahrend|apres|malgre|avant|alors que|pendant|faute de|six months)\s|\s[–—-]\s(?=\w+ says)"
)
"""Where a title goes on with something else than its news: what went before, or why."""

_VERBS = (
    r"sign|adopt|approve|vote|propose|present|launch|join|start|begin|ratify|meet|decide|unveil|open|close|endorse|host|"
    r"discuss|hold|resume|table|extend|lift|impose|pay|disburse"
)
_TO = re.compile(rf"\b(?:set |due |expected |poised |about |ready |likely )?to (?:\w+ly )?(?:{_VERBS})\b")
_PLANNED = re.compile(
    rf"\b(?:will|plans? to|wants? to|may|could|vows? to|hopes? to|aims? to|seeks? to|prepares? to) "
    rf"(?:\w+ly )?(?:{_VERBS})\b"
    r"|\b(?:will|wollen|soll|sollen|werden|wird|konnte|konnten|mochte|mochten)\b.*(?:unterzeichnen|beschliessen|"
    r"verabschieden|annehmen|billigen|aufheben|abstimmen|vorlegen|vorschlagen|beitreten|zustimmen|treffen|starten)\b"
    r"|\b(?:va|vont|doit|doivent|veut|veulent|devrait|devraient|pourrait|pourraient) (?:\w+ment )?(?:signer|adopter|"
    r"approuver|voter|proposer|presenter|lancer|rejoindre|ratifier|se reunir|valider|entamer)\b"
)
"""Acts of procedure that are still to come. "EU to lend" is none: so headlines tell what was decided."""


class Said(NamedTuple):
    """What the words of an article tell."""

    title: Figures
    first: Figures
    turns: frozenset[str]
    titled: bool  # whether the title tells the turns
    planned: bool
    bodies: frozenset[str]
    acting: bool  # whether the title tells the bodies
    sums: frozenset[tuple[float, str]]  # of title and opening
    meant: frozenset[str]  # concepts of the title
    hinted: frozenset[str]  # … of title and first sentences
    countries: frozenset[str]  # by adjective, in the title
    also: frozenset[str]  # … in the first sentences
    names: frozenset[str]  # folded words of the title that are names
    near: frozenset[str]  # … of places near which it happened
    weights: Mapping[str, float]
    present: frozenset[str]  # all folded words looked at
    length: int  # of title and opening, in characters


class Stated(NamedTuple):
    """A development that an opening states as a fact."""

    type: str
    stage: str
    instrument: str | None
    place: str | None


class Report(NamedTuple):
    """An article as far as it decides. `titled` are the actors of its title, `opening` those of its first sentences
    too, `actors` those of the whole; `title` and `text` are there for its profile, which only some need."""

    title: str
    text: str
    said: Said
    titled: frozenset[str]
    opening: frozenset[str]
    actors: frozenset[str]
    language: str
    day: date | None
    stated: frozenset[Stated] = frozenset()

    @property
    def profile(self) -> Profile:
        """Its names, numbers and words."""
        return profile(self.title[:OPENING], self.text[:LOOKED_AT], self.language)


def report(
    title: str, text: str, *, language: str, day: date | None,
    titled: frozenset[str], opening: frozenset[str], actors: frozenset[str], developments: Sequence[Development] = (),
) -> Report:  # fmt: skip
    """An article with its recognised actors, and the developments that its text states."""
    told = said(title[:OPENING], text[:OPENING], language)
    return Report(
        title, text, told, titled | told.countries, opening | titled | told.countries | told.also,
        actors | titled | told.countries | told.also, language, day, _stated(developments),
    )  # fmt: skip


def _stated(developments: Sequence[Development]) -> frozenset[Stated]:
    """What holds of what the first sentence or two state."""
    return frozenset(
        Stated(one.type, one.stage, one.instrument, one.place)
        for one in developments
        if one.start < FIRST and not one.negated and one.modality in ("fact", "reported")
    )


@lru_cache(maxsize=PLACED_NEAR)
def said(title: str, opening: str, language: str) -> Said:
    """What title and opening tell."""
    first = opening[:FIRST]
    title_words, first_words = _telling(title, language), _telling(first, language)
    main = _main(title)
    meant, hinted = lexicon.concepts(title_words), lexicon.concepts(first_words)
    turns = lexicon.turns(lexicon.concepts(_telling(main, language))) or lexicon.turns(meant)
    planned = _planned(main)
    titled = bool(turns)
    if not turns and not planned:
        turns = lexicon.turns(lexicon.concepts(_telling(_main(first), language))) & PROCEDURE
    return Said(
        title=figures(title, language, title_words),
        first=figures(first, language, first_words),
        turns=turns,
        titled=titled,
        planned=planned,
        bodies=_bodies(words(main)) or _bodies(first_words),
        acting=bool(_bodies(words(main))),
        sums=frozenset(sums(f"{title}\n{opening}", language)),
        meant=_ideas(meant),
        hinted=_ideas(meant | hinted),
        countries=_countries(meant),
        also=_countries(hinted),
        names=_names(title, language),
        near=frozenset(word for place in _NEAR.findall(title) for word in words(place)),
        weights=_weights(title, opening, language),
        present=frozenset(title_words) | frozenset(words(opening)),
        length=len(title) + len(opening),
    )


def _telling(text: str, language: str) -> list[str]:
    """The words of a text, without those that mean another thing in another language: "les Pays-Bas" pay nothing."""
    return [word for word in words(text) if (language, word) not in FALSE_FRIENDS]


def _main(text: str) -> str:
    """What a text tells first, folded: to where it goes on with what went before, or why."""
    return _BREAK.split(fold(text).replace("ß", "ss"), maxsplit=1)[0]


def _planned(main: str) -> bool:
    """Whether an act of procedure is still to come. "EU to sign" is; who "fails to sign" has failed already."""
    rest, found = _TO.subn(" ", main)
    return _PLANNED.search(main) is not None or bool(found and not lexicon.turns(lexicon.concepts(words(rest))))


def _ideas(found: frozenset[str]) -> frozenset[str]:
    return frozenset(concept for concept in found if ":" in concept)


def _countries(found: frozenset[str]) -> frozenset[str]:
    return frozenset(concept for concept in found if ":" not in concept)


def _bodies(some: list[str]) -> frozenset[str]:
    present = set(some)
    return frozenset(name for name, known in BODIES.items() if not present.isdisjoint(known))


def _names(title: str, language: str) -> frozenset[str]:
    """Capitalised words that are not so by their place or their language: none in a title of capitals alone, as English
    ones often are."""
    surfaces = re.findall(r"[^\W\d_][\w’'-]*", title)
    capital = [word for word in surfaces if word[0].isupper()]
    most = MOST_CAPITALS.get(language, 0.9)
    if language == "de" or len(capital) > most * len([word for word in surfaces if fold(word) not in STOP_WORDS]):
        return frozenset()
    named = [word.removesuffix("'s").removesuffix("’s") for word in capital if word != surfaces[0]]
    return frozenset(part for word in named for part in words(word))


def _weights(title: str, opening: str, language: str) -> Mapping[str, float]:
    """How much each stem counts: more in the title, more as a name or a figure."""
    counted: dict[str, float] = defaultdict(float)
    for share, part in ((2.0, title), (1.0, opening)):
        for surface in re.findall(r"[\w’']+", part):
            word = fold(surface)
            if word in STOP_WORDS or len(word) < 2:
                continue
            counted[_stem(word, language)] += share * (1.5 if surface[0].isupper() or surface[0].isdigit() else 1.0)
    return {word: sqrt(weight) for word, weight in counted.items()}


@lru_cache(maxsize=20_000)
def _stem(word: str, language: str) -> str:
    return stem(word.removesuffix("'s").removesuffix("’s"), language)
