"""Names that texts use and the catalogue does not know: found, judged, found again. Pure; adds none by itself."""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from bot import actors
from bot.catalogue import Actor, Catalogue
from bot.catalogue.folding import folded
from bot.recognition.naming import CIVIL, GIVEN_NAMES, TITLES
from bot.recognition.vocabulary import CALENDAR, word_set
from storage.models import Added, Mention

ARTICLES, PUBLISHERS = 3, 2
"""In so many articles, of so many independent publishers, a name must stand to be proposed."""

_CAPITAL = r"[A-ZÀ-Þ][\w’&-]*[\wß]"
_LINK = r"(?:of|for|and|on|the|de|du|des|d['’]|la|le|l['’]|et|pour|von|für|und)"
_NAME = re.compile(
    rf"(?<![\w’'.-])(?:{_CAPITAL}(?:\s(?:{_LINK}\s){{0,2}}{_CAPITAL}){{1,6}}|[A-Z]{{2,}}[A-Z0-9-]*[A-Z0-9](?![\w’-]))"
)
_DEFINED = re.compile(r"\s\(([A-Z][A-Za-z0-9-]{1,9})\)")
_OPENS = re.compile(r"(?:^|[.!?:;]\s+|\n\s*|[“„«\"]\s?)$")
_EMPTY = word_set(
    "the a an this that these in on at for of and but or if when as while after before since le la les un une des en "
    "au aux der die das ein eine im am auf mit nach former acting deputy first second new north south east west mr "
    "mrs january february march april may june july august september october november december"
)
_DROP = CIVIL | CALENDAR | _EMPTY
_COMPANY = re.compile(
    r"\b(?:GmbH|AG|SE|SA|SAS|plc|PLC|Inc|Ltd|Group|Systems|Technologies|Aerospace|Industries|Defen[cs]e)$"
)
_PLACE = re.compile(
    r"\b(?:Sea|East|West|North|South|Europe|Asia|Africa|America|Ocean|Gulf|Bay|River|Strait|Islands?|City|Street|Square"
    r"|War|War I+|Union|Summit|Day|Week|Year|Minister|President|Mer|Est|Guerre)$"
)
"""The last word of what acts in nothing: a region, a war, a day."""
_COMMON = word_set("eur usd gbp chf gdp ceo cfo vat ai tv it pdf faq pm mp mep meps pib tva ki uk eu ue un onu")
_BODY = re.compile(
    r"\b(?:Council|Desk|Agency|Office|Committee|Commission|Alliance|Association|Federation|League|Bank|Court|Command"
    r"|Corps|Force|Forces|Brigade|Network|Platform|Coalition|Party|Union|University|Academy|Board|Panel|Pool|Table"
    r"|Conseil|Agence|Comité|Banque|Parti|Bund|Rat|Amt)\b"
)
_KINDS = (
    ("programme", re.compile(r"\b(?:Programme|Program|Project|Initiative|Facility)\b")),
    ("instrument", re.compile(r"\b(?:Fund|Instrument|Mechanism|Act|Regulation|Directive|Pact|Treaty)\b")),
    ("mission-operation", re.compile(r"\b(?:Mission|Operation|Exercise)\b")),
    ("ministry", re.compile(r"\b(?:Ministry|Ministère|Ministerium)\b")),
    ("think-tank", re.compile(r"\b(?:Institute|Institut|Centre|Center|Foundation|Forum|Think)\b")),
)


class Newcomer(NamedTuple):
    """A name to be proposed: in how many articles of how many publishers, and one place for each of some of them."""

    name: str
    aliases: tuple[str, ...]
    kind: str
    articles: int
    publishers: int
    places: tuple[tuple[int, int, int], ...]  # index of the text, start, end


def newcomers(
    texts: Sequence[tuple[str, str, str]], catalogue: Catalogue, *, ignored: Iterable[str] = (), most: int = 20
) -> list[Newcomer]:
    """The names of `texts` (text, language, family of the publisher), the most told first."""
    places: defaultdict[str, list[tuple[int, int, int]]] = defaultdict(list)
    within: Counter[str] = Counter()
    short: defaultdict[str, set[str]] = defaultdict(set)
    for number, (text, language, _) in enumerate(texts):
        for name, start, end, inside in _names(text, language):
            if not places[name] or places[name][-1][0] != number:
                places[name].append((number, start, end))
            within[name] += inside
            if (defined := _DEFINED.match(text, end)) and _abbreviates(defined[1], name):
                short[name].add(defined[1])
    left_out = {folded(name) for name in ignored}
    found = []
    for name, where in sorted(places.items(), key=lambda pair: (-len(pair[1]), pair[0])):
        publishers = len({texts[number][2] for number, _, _ in where})
        told = len(where) >= ARTICLES and publishers >= PUBLISHERS and within[name] > 0
        if told and folded(name) not in left_out and _unknown(name, catalogue):
            number, start, end = where[0]
            if _free(texts[number][0], texts[number][1], (start, end), catalogue):
                found.append(
                    Newcomer(name, tuple(sorted(short[name])), guessed(name), len(where), publishers, tuple(where[:3]))
                )
        if len(found) >= most * 2:
            break
    return _distinct(found)[:most]


def _names(text: str, language: str) -> Iterator[tuple[str, int, int, bool]]:
    """Each capitalised name with its place, and whether its capital is not that of a sentence's first word."""
    for match in _NAME.finditer(text):
        start, end = match.span()
        words = match[0].split()
        while words and (folded(words[0]).rstrip(".") in _DROP or folded(words[0]) in TITLES):
            start += len(words[0]) + 1
            words = words[1:]
        name = text[start:end].strip()
        acronym = name.isupper() and " " not in name
        # Every German noun has a capital: there only acronyms tell.
        if folded(name) in _COMMON or _PLACE.search(name):
            continue
        if (len(words) < 2 and not acronym) or (language == "de" and not acronym) or (acronym and len(name) < 3):
            continue
        line = text[text.rfind("\n", 0, start) + 1 :].partition("\n")[0]
        if sum(word[:1].isupper() for word in line.split()) * 3 > len(line.split()) * 2:
            continue  # a heading
        yield name, start, end, not _OPENS.search(text[max(0, start - 4) : start]) or start > match.start()


def _abbreviates(short: str, name: str) -> bool:
    """Whether each letter of an acronym begins a word of the name, in order."""
    initials = iter(word[0].casefold() for word in name.split())
    return " " in name and all(letter in initials for letter in short.casefold() if letter.isalpha())


def _unknown(name: str, catalogue: Catalogue) -> bool:
    words = name.split()
    parts = [" ".join(words[:end]) for end in range(len(words), 0, -1)]
    if catalogue.find_actor(name) or catalogue.find_topic(name):
        return False
    if any(catalogue.find_actor(part) for part in re.split(r"\s(?:and|et|und)\s", name)):
        return False  # two names
    rest = next((words[len(part.split()) :] for part in parts if catalogue.find_actor(part)), words)
    return not rest or folded(rest[-1]) not in TITLES  # "European Commission President"


def _free(text: str, language: str, place: tuple[int, int], catalogue: Catalogue) -> bool:
    """Whether no actor of the catalogue is named at that place, but for a state in front: `Polish Armaments Agency`."""
    start, end = place
    left, right = max(0, start - 300), min(len(text), end + 300)
    for one in actors.recognise(text[left:right], catalogue, language=language):
        if one.start + left < end and start < one.end + left:
            known = catalogue.actors[one.actor]
            if known.kind != "country" or one.end + left >= end:
                return False
    return True


def _distinct(found: Sequence[Newcomer]) -> list[Newcomer]:
    """Without the parts of longer names that are told as often, and without the short forms of others."""
    aliases = {alias for one in found for alias in one.aliases}
    return [
        one
        for one in found
        if one.name not in aliases
        and not any(
            one.name in other.name and one.name != other.name and other.articles >= one.articles for other in found
        )
    ]


def guessed(name: str) -> str:
    """What kind of actor a name may be; whoever adds it may say otherwise."""
    words = name.split()
    if _COMPANY.search(name):
        return "company"
    for kind, pattern in _KINDS:
        if pattern.search(name):
            return kind
    plain = all(word[:1].isupper() and word[1:].islower() for word in words) and not _BODY.search(name)
    person = plain and (len(words) == 2 or (len(words) == 3 and folded(words[0]) in GIVEN_NAMES))
    return "person" if person else "international-organisation"


def actor(one: Added) -> Actor:
    """An added name as an actor of the catalogue."""
    return Actor.model_validate(
        {
            "id": one.id, "name": one.name, "kind": one.kind, "aliases": (one.name, *one.aliases),
            "role": "added by this workspace" if one.team else "added here",
        }
    )  # fmt: skip


def found_in(text: str, added: Sequence[Added], taken: Iterable[Mention] = ()) -> list[Mention]:
    """Where added names stand in a text, outside of the mentions that are there already; case counts."""
    forms: Mapping[str, str] = {form: one.id for one in added for form in (one.name, *one.aliases)}
    if not forms:
        return []
    longest = sorted(map(re.escape, forms), key=len, reverse=True)
    spans = [(one.start, one.end) for one in taken]
    return [
        Mention(surface=match[0], start=match.start(), end=match.end(), actor=forms[match[0]])
        for match in re.finditer(rf"(?<![\w-])(?:{'|'.join(longest)})(?!\w)", text)
        if not any(start < match.end() and match.start() < end for start, end in spans)
    ]
