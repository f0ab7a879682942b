"""What is to be set side by side: "Compare Canada and the UK on SAFE". Pure; looks up nothing that is said of them."""

import re

from bot.catalogue import Catalogue
from bot.records import Choice
from storage.models import Record

_BETWEEN = re.compile(r"\s*(?:,|;|&|\s(?:and|und|et|vs\.?|versus|compared (?:to|with)|with)\s)\s*", re.IGNORECASE)
_ABOUT = re.compile(
    r"\s+(?:on|about|regarding|concerning|as to|when it comes to|with regard to|sur|au sujet de|zu|bei)\s+"
    r"(?P<about>[^?]+)$",
    re.IGNORECASE,
)
_ASKED = re.compile(
    r"^(?:please )?(?:compare|comparez?|vergleiche?) (?P<one>.+)$"
    r"|^how (?:do|does) (?P<two>.+?(?:,| and ).+?) (?:compare|differ)(?P<on>\s+on\s+.+?)?$"
    r"|^(?:what(?:'s|’s| is| are) )?(?:the )?differences? between (?P<three>.+?(?:,| and ).+)$"
    r"|^(?P<four>.+? (?:vs\.?|versus) .+)$",
    re.IGNORECASE,
)


class Sides(Record):
    """The names of those to be compared, and what on, an actor or a topic."""

    names: tuple[str, ...]
    about: Choice | None = None


def named(text: str, catalogue: Catalogue) -> Sides | None:
    """Several actors, as they are named; None where one is: "Bosnia and Herzegovina"."""
    whole = text.strip(" ?.,!")
    about = None
    if (match := _ABOUT.search(whole)) and (about := _subject(match["about"], catalogue)) is not None:
        whole = whole[: match.start()]
    if catalogue.find_actor(whole) or not _BETWEEN.search(whole):
        return None
    names = [
        re.sub(r"^(?:the|both|compare)\s+", "", name, flags=re.IGNORECASE) for name in _BETWEEN.split(whole) if name
    ]
    return Sides(names=tuple(names), about=about) if len(names) > 1 else None


def asked(text: str, catalogue: Catalogue) -> Sides | None:
    """What a question wants compared, where it names several actors, each beyond doubt, and nothing else."""
    match = _ASKED.match(text.strip(" ?.!"))
    if match is None:
        return None
    whole = next(match[name] for name in ("one", "two", "three", "four") if match[name])
    found = named(f"{whole}{match['on'] or ''}", catalogue)
    if found is None or any(len(catalogue.find_actor(name)) != 1 for name in found.names):
        return None
    return found


def _subject(name: str, catalogue: Catalogue) -> Choice | None:
    bare = re.sub(r"^the\s+", "", name.strip(), flags=re.IGNORECASE)
    found = catalogue.find_actor(bare)
    if len(found) == 1:
        return Choice(id=found[0].id, name=found[0].name)
    topic = catalogue.find_topic(bare)
    return Choice(id=topic.id, name=topic.label) if topic and not found else None
