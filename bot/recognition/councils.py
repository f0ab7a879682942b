"""Which Council, whose parliament: the two Councils of the Union share a name, and many parliaments do."""

import re
from functools import lru_cache

from bot.catalogue import Actor, Catalogue
from bot.catalogue.folding import folded
from bot.recognition.document import Document
from bot.recognition.index import Found

BOTH = ("european-council", "council-of-the-eu")
"""The heads of state or government, who give directions; and the ministers, who make law."""

_ACTS = re.compile(
    r"(?:,? (?:has|had|have|hat|then|also|first|finally|formally|today|yesterday|will|may|can|must|on \w+day)){0,3}"
    r" (?:adopt|approv|decid|establish|extend|prolong|impos|authori[sz]|endors|launch|creat|set up|sets up|confirm"
    r"|amend|repeal|renew|appoint|blacklist|gave its|gives its|decision|regulation|directive|implementing|presidency"
    r"|position|agree[ds]? its|working)"
)
"""What the ministers do, right after "Council": law, missions, sanctions, their own papers."""

_AGREES = re.compile(r" (?:first |also )?(?:agree[ds]?|wants|took)\b")
"""What either may do."""

_BY = re.compile(
    r"\b(?:adopted|approved|decided|established|extended|imposed|authori[sz]ed|launched|created|set up|amended)\b"
    r"[^.;:]{0,40}\bby (?:the )?$"
)
"""Before "Council": done by the ministers."""

_LEADERS = re.compile(
    r"\b(?:european council|eu leaders|leaders|heads of state|summit|costa|michel|tusk|conclusions)\b"
)
"""In the same sentence: the heads of state or government are near, and neither reading is safe from the verb alone."""

_SEATS = ("strasbourg", "brussels", "luxembourg", "straßburg", "brussel", "bruxelles", "strassburg")


def weigh(document: Document, found: Found, actor: Actor) -> int:
    """2: a bare "Council" surely is `actor`; 1: it may be; 0: it is not."""
    start, end = document.sentence(found.start)
    leaders = _LEADERS.search(document.lower, start, end) is not None
    above = document.named_elsewhere("european-council", found)
    known = document.named_elsewhere(actor.id, found)
    acts = _acts(document, found, start, end, agrees=not above)
    if acts and leaders:
        return 1
    if actor.id == "council-of-the-eu":
        cues = document.cues(actor.id, found)
        if acts:
            return 2 if known or cues or document.of_the_union else int(document.in_field)
        return (1 if above and not known else 2) if known or cues else 0
    if acts:
        return 0
    if above:
        return 2 if leaders else 1
    return 2 if document.cues(actor.id, found) else 0


def _acts(document: Document, found: Found, start: int, end: int, *, agrees: bool) -> bool:
    after = document.lower[found.end : min(end, found.end + 60)]
    done = _ACTS.match(after) or (agrees and _AGREES.match(after))
    return bool(done) or _BY.search(document.lower[max(start, found.start - 80) : found.start]) is not None


def elsewhere(document: Document, found: Found) -> bool:
    """Whether a parliament sits "in" a country or its capital: "the Parliament in Warsaw", not "… in Strasbourg"."""
    after = document.after(found.end)
    if after.text not in ("in", "a", "en") or after.glue != " ":
        return False
    where = document.after(after.end)
    where = document.after(where.end) if where.text in ("the", "der", "den") else where
    if not where.capital or where.text in _SEATS:
        return False
    return any(document.lower.startswith(name, where.start) for name in _lands(document.catalogue, where.text[:3]))


@lru_cache(maxsize=2048)
def _lands(catalogue: Catalogue, letters: str) -> tuple[str, ...]:
    """The names of states and their capitals that begin with some letters, folded."""
    states = [actor for actor in catalogue.actors.values() if actor.kind == "country"]
    names = {folded(name) for actor in states for name in (*actor.aliases, *actor.places)}
    return tuple(sorted(name for name in names if name.startswith(letters)))
