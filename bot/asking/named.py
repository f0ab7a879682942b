"""The things that a question names and an answer must name too: actors, and names that no catalogue knows. Pure."""

import re
from collections.abc import Iterator, Mapping
from datetime import date

from bot.actors import recognise
from bot.asking.periods import MONTHS
from bot.catalogue import Actor, Catalogue
from bot.language import QUESTION_WORDS, STOP_WORDS_IN, fold, words
from storage.models import Record

FORMS = 24
"""Names of one actor that are searched for: the catalogue lists the usual ones first."""

_NAME = re.compile(r"(?<!\w)[A-ZÀ-Þ][\w&-]*(?:\s+(?:of the|of|de|der|von|van|the|du)?\s*[A-ZÀ-Þ0-9][\w&-]*)*")

MOST = 8
"""Things of one question that are looked for; the first ones."""

SHORT = 4
"""A name of so few letters is no plural for ending in -s."""

ABBREVIATIONS = {
    "LNG": "liquefied natural gas",
    "GDP": "gross domestic product",
    "BIP": "Bruttoinlandsprodukt",
    "PIB": "produit intérieur brut",
    "MEP": "member of parliament",
    "VAT": "value added tax",
    "WMD": "weapons of mass destruction",
    "R&D": "research development",
}
"""Abbreviations that name no actor: in a question they stand for their words."""

FILLERS = frozenset(
    words(
        """latest new news recent recently update updates current currently today information info article articles
        report reports story stories source sources main key
        types kinds sorts finally eventually exactly actually mean stand tell show give find list
        explain describe happened happen happens happening going think thinks say says said want wants according
        regarding concerning details detail date day year month number amount kind sort type thing things many much
        long country countries place reason person people name names called role plus meaning definition dit sagt
        gibt amounts position view stance get gets got getting make makes made put puts went go goes
        come comes came whole entire use uses used mentions
        meant rather instead sorry voulais dire meinte
        bekommen bekommt bekam erhalten erhalt erhielt gibt gab nennt recoit recu obtenu obtient donne donnent fait"""
    )
)
"""Words that ask rather than say what about; they need not stand in an answer."""


_SHORT_IN_FRENCH = {
    "union": "European Union",
    "conseil": "Council of the European Union",
    "parlement": "European Parliament",
    "commission": "European Commission",
}
"""Nouns that French writes with a capital for the institution, in a question about nobody else's."""

_COMMON_IN_FRENCH = STOP_WORDS_IN["fr"] | frozenset(words("État États"))
"""… and for no institution at all: "les États membres" names nobody."""

_ARTICLE = re.compile(r"(?:\b(?:les?|la|des?|du|aux?|une?|cet|ces?|quels?|quelles?)\s+|\b[ld]['’]\s?)$", re.IGNORECASE)


_EACH = frozenset(
    [
        "states",
        "etats",
        "staaten",
        "member states",
        "member state",
        "etats membres",
        "etat membre",
        "mitgliedstaaten",
        "mitgliedstaat",
    ]
)
"""Names of the Council, or of a country, in an article: in a question they mean the members, one by one."""


GROUPS: Mapping[str, tuple[str, ...]] = {
    "baltics": ("estonia", "latvia", "lithuania"),
    "baltic states": ("estonia", "latvia", "lithuania"),
    "baltic countries": ("estonia", "latvia", "lithuania"),
    "pays baltes": ("estonia", "latvia", "lithuania"),
    "balten": ("estonia", "latvia", "lithuania"),
    "baltischen staaten": ("estonia", "latvia", "lithuania"),
    "nordics": ("denmark", "finland", "iceland", "norway", "sweden"),
    "nordic countries": ("denmark", "finland", "iceland", "norway", "sweden"),
    "benelux": ("belgium", "netherlands", "luxembourg"),
}
"""Groups of countries that are no actor of their own: each of them will do."""


_NO_NAMES = frozenset(["eur", "usd", "gbp", "jpy", "chf", *MONTHS])
"""What with numbers makes a sum or a day."""


class Named(Record):
    """A thing that an answer must name: an actor (one of `actors`), or words that must stand as they are."""

    surface: str
    actors: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()  # those who act for it: its ministries, institutions, office holders
    forms: tuple[str, ...]  # what to search for
    proper: tuple[str, ...] = ()  # those of them that mean it and nothing else, beside the words typed
    start: int = -1
    end: int = -1


def actor_named(actors: list[Actor], surface: str, catalogue: Catalogue, *, start: int = -1, end: int = -1) -> Named:
    """A named thing that any of these actors satisfies."""
    proper = dict.fromkeys([surface, *(form for actor in actors for form in (actor.name, *actor.aliases))])
    forms = dict.fromkeys([*proper, *(form for actor in actors for form in actor.ambiguous)])
    ids = frozenset(actor.id for actor in actors)
    return Named(
        surface=surface,
        actors=ids,
        kin=_kin(ids, catalogue),
        forms=tuple(form for form in forms if len(fold(form)) > 1)[:FORMS],
        proper=tuple(form for form in proper if len(fold(form)) > 1),
        start=start,
        end=end,
    )


def _kin(ids: frozenset[str], catalogue: Catalogue) -> frozenset[str]:
    children = {actor.id for actor in catalogue.actors.values() if actor.parent in ids and actor.kind != "country"}
    people = {office.person for office in catalogue.offices if office.organisation in ids}
    return frozenset(children | people) - ids


def says_something(word: str, language: str) -> bool:
    """Whether a folded word of a question tells what it is about."""
    if word in FILLERS or word in QUESTION_WORDS or word in STOP_WORDS_IN[language]:
        return False
    return len(word) > 1 or word.isdigit()


def named_in(text: str, catalogue: Catalogue, *, language: str, today: date) -> list[Named]:
    """Everything that a text names, in order."""
    named: list[Named] = []
    for mention in recognise(text, catalogue, language=language, on=today):
        if fold(mention.surface) in _EACH:
            continue
        actors = [catalogue.actors[mention.actor]]
        if not mention.sure:
            actors += [actor for actor in catalogue.find_actor(mention.surface) if actor.id != mention.actor]
        named.append(actor_named(actors, mention.surface, catalogue, start=mention.start, end=mention.end))
    named = [
        *(one for one in _groups(text, catalogue) if not any(one.start < t.end and t.start < one.end for t in named)),
        *named,
    ]
    named += _typed_plainly(text, catalogue, language=language, taken=named)
    named += _unknown_names(text, catalogue, language=language, taken=named)
    # A name said again is one thing, and nobody asks about more than a few: each costs a search.
    once: dict[tuple[frozenset[str], str], Named] = {}
    for thing in sorted(named, key=lambda thing: thing.start):
        once.setdefault((thing.actors, "" if thing.actors else fold(thing.surface)), thing)
    return list(once.values())[:MOST]


def _groups(text: str, catalogue: Catalogue) -> Iterator[Named]:
    folded = fold(text)
    for group, members in GROUPS.items():
        for match in re.finditer(rf"\b{group}\b", folded):
            known = [catalogue.actors[member] for member in members if member in catalogue.actors]
            yield actor_named(known, text[match.start() : match.end()], catalogue, start=match.start(), end=match.end())


def _typed_plainly(text: str, catalogue: Catalogue, *, language: str, taken: list[Named]) -> list[Named]:
    """Names that people type in lower case (`japan`, `the european commission`), longest first."""
    found: list[Named] = []
    tokens = [(match.start(), match.end()) for match in re.finditer(r"[\w’'&-]+", text)]
    for length in range(min(5, len(tokens)), 0, -1):
        for first in range(len(tokens) - length + 1):
            start, end = tokens[first][0], tokens[first + length - 1][1]
            if any(start < thing.end and thing.start < end for thing in [*taken, *found]):
                continue
            surface = re.sub(r"['’]s?$", "", text[start:end])
            folded = fold(surface)
            if (
                len(folded) < 4
                or folded in _EACH
                or not all(says_something(word, language) for word in words(surface)[:1])
            ):
                continue
            actors = catalogue.find_actor(surface)
            # A word in lower case that is also a name ("safe", "may") is read as the word.
            if actors and (length > 1 or surface[0].isupper() or _unmistakable(folded, actors[0])):
                found.append(actor_named(actors, surface, catalogue, start=start, end=end))
    return found


def _unmistakable(folded: str, actor: Actor) -> bool:
    """Whether a single word in lower case can only be this actor: `japan`, `rheinmetall`; not `safe`, `patriot`."""
    if actor.kind == "country":
        return True
    own = {fold(alias) for alias in (actor.name, *actor.aliases)}
    return actor.kind in ("company", "person") and len(folded) > 5 and folded in own


def _unknown_names(text: str, catalogue: Catalogue, *, language: str, taken: list[Named]) -> list[Named]:
    """Capitalised runs that no catalogue knows: an answer must hold them as they stand."""
    if language == "de" or text.isupper():
        return []  # German nouns are all capitalised: they stay content words
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        if any(start < thing.end and thing.start < end for thing in taken):
            continue
        surface = match.group()
        first = words(surface)[:1]
        if start == 0 or text[:start].rstrip()[-1:] in {".", "?", "!", ":"}:
            # The first word of a sentence is capitalised anyway; what follows it may still be a name.
            head, _, tail = surface.partition(" ")
            if not tail or not tail[0].isupper():
                continue
            if first and not says_something(first[0], language):
                start, surface = start + len(head) + 1, tail
        spelled = words(surface)
        if language == "fr" and _ARTICLE.search(text[:start]):
            if _COMMON_IN_FRENCH.issuperset(spelled):
                continue
            short = catalogue.find_actor(_SHORT_IN_FRENCH.get(" ".join(spelled), ""))
            if short:
                found.append(actor_named(short[:1], surface, catalogue, start=start, end=end))
                continue
        head = surface.split("-")[0]
        if head != surface and surface[len(head) + 1 :].islower() and (known := catalogue.find_actor(head)):
            # "SAFE-funded": what it is funded by.
            found.append(actor_named(known[:1], head, catalogue, start=start, end=start + len(head)))
            continue
        if all(word in _NO_NAMES or word.isdigit() for word in spelled) or surface.upper() in ABBREVIATIONS:
            continue
        if spelled and any(says_something(word, language) for word in spelled):
            forms = (surface, surface[:-1]) if surface.endswith("s") and len(surface) > SHORT else (surface,)
            found.append(Named(surface=surface, forms=forms, proper=forms, start=start, end=end))
    return found
