"""Short names that many bodies share: the Commission, the Council, Parliament, the Alliance, SAFE, Leonardo.

They mean an actor of ours only beside a second cue, and never as part of somebody else's name.
"""

import re

from bot.catalogue import Actor
from bot.recognition import councils, instruments
from bot.recognition.document import Document
from bot.recognition.index import Found
from bot.recognition.naming import GIVEN_NAMES
from bot.recognition.vocabulary import CALENDAR, FUNCTION_WORDS, ORDINARY

_COMPANIONS = frozenset({"eu", "e.u", "european", "ue", "the", "juncker", "barroso", "leyen", "prodi"})
"""Words that may stand before "Commission" and the like without making another body of it."""
_GENERIC = frozenset(
    {"commission", "council", "parliament", "union", "alliance", "agency", "fund", "bank", "court", "college"}
    | {"service", "presidency", "delegation", "summit"}
)
_HALF = frozenset(
    {
        "state",
        "hill",
        "arctic",
        "indo-pacific",
        "horizon",
        "compact",
        "lisbon",
        "nancy",
        "aachen",
        "versailles",
        "europe",
        "c-uas",
    }
    | {"member states", "defence ministers", "air power", "dual-use", "security of supply", "letter of intent"}
)
"""Names so general that not even their actor's other names make them say anything."""
_EU_KINDS = ("eu-institution", "eu-agency", "instrument")
_STATE_KINDS = ("ministry", "armed-forces")


def weigh(document: Document, found: Found, actor: Actor, alias: str) -> int:
    """2: the ambiguous name at `found` surely means the actor; 1: it may; 0: it does not."""
    bare = alias.removeprefix("the ").removeprefix("The ")
    if _in_brackets(document, found, actor):
        return 2
    if _says_nothing(bare) or somebody_elses(document, found, actor, bare):
        return 0
    if actor.kind == "instrument" and instruments.beside_its_noun(document, found):
        return 2
    if bare.lower() == "council" and actor.id in councils.BOTH:
        return councils.weigh(document, found, actor)
    return _by_cues(document, found, actor, bare)


def _by_cues(document: Document, found: Found, actor: Actor, bare: str) -> int:
    cues = document.cues(actor.id, found)
    opening = not bare.isupper() and bare.lower() in ORDINARY and document.opens_sentence(found.start)
    if document.named_elsewhere(actor.id, found):
        return 1 if opening and not cues else 2
    if opening and cues < 2:
        return 0
    if cues or _of_the_eu(document, actor, bare):
        return 1 if document.capitals(found.start) and bare.lower() in ORDINARY else 2
    return _by_surroundings(document, actor, bare)


def _says_nothing(bare: str) -> bool:
    common_noun = bare.islower() and " " not in bare and "-" not in bare and bare != "bloc"
    return common_noun or bare.lower() in _HALF


def _in_brackets(document: Document, found: Found, actor: Actor) -> bool:
    """ "Billy Kelleher (Renew)": the group of a member of the European Parliament."""
    enclosed = document.text[found.start - 1 : found.start] + document.text[found.end : found.end + 1] == "()"
    return enclosed and document.before(found.start).capital and actor.parent in document.sure and _is_group(actor)


def _is_group(actor: Actor) -> bool:
    return actor.parent == "european-parliament"


def _of_the_eu(document: Document, actor: Actor, bare: str) -> bool:
    """The institutions in a text about the EU, the bodies of Parliament in a text that names it."""
    if bare.lower() in ("commission", "parliament") or (bare.isupper() and actor.kind in _EU_KINDS[:2]):
        return actor.kind in _EU_KINDS and document.about_eu and bare.lower() not in ORDINARY
    return _is_group(actor) and "european-parliament" in document.sure and bare in ("Greens", "Renew")


def _by_surroundings(document: Document, actor: Actor, bare: str) -> int:
    """Without any cue: the ministry of a country that the text names, or an acronym in a text of our field."""
    if bare == "Commission" and document.in_field and not document.rivals(bare):
        return 2
    if actor.kind in _STATE_KINDS and actor.parent in document.sure and bare[0].isupper():
        return 2
    return int(bare.isupper() and document.in_field and bare.lower() not in ORDINARY)


def somebody_elses(document: Document, found: Found, actor: Actor, bare: str) -> bool:
    """Part of another name, or what speaks against the actor stands near.

    Trade Commission, Poland's Parliament, Commission on Human Rights, Michael Jordan.
    """
    if document.speaks_against(actor.id, found) or instruments.is_another(document, found):
        return True
    before, after = document.before(found.start), document.after(found.end)
    heading = document.heading(found.start)
    if before.glue == " " and not heading:
        generic = bare.lower() in _GENERIC
        own = before.text in _COMPANIONS or before.text in FUNCTION_WORDS
        if generic and (before.text.endswith("'s") or (before.capital and not own)):
            return True
        if actor.kind in ("country", "company") and before.text in GIVEN_NAMES:
            return True
    if bare.lower().removeprefix("le ") in ("parliament", "parlement", "parlament") and councils.elsewhere(
        document, found
    ):
        return True
    if bare.lower() in _GENERIC and after.text in ("of", "on", "for") and after.glue == " ":
        whose = document.after(after.end)
        whose = document.after(whose.end) if whose.text == "the" else whose
        return whose.capital and whose.text not in CALENDAR
    return bool(
        actor.kind in ("country", "company")
        and after.capital
        and after.glue == " "
        and not heading
        and document.language != "de"
        and not re.match(_INSTITUTION, after.text)
    )


_INSTITUTION = (
    r"(?:government|ministr|prime|president|armed|army|air|navy|defen[cs]e|foreign|special|parliament|group|s\.p\.a|spa"
    r"|drs|uk|us|helicopters|ag|inc|plc|ab|embassy|national|security|chief|ceo|international|electronics|aerospace)"
)
