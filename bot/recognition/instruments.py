"""An acronym that is a word besides, where the words beside it say that the instrument is meant: "under SAFE".

Only beside it: what stands further off is for the catalogue's cues.
"""

from bot.catalogue import Catalogue
from bot.recognition.document import Document
from bot.recognition.index import Found
from bot.recognition.vocabulary import ORDINARY, word_set

_NOUNS = word_set(
    """
    loan loans plan plans regulation instrument scheme talks fund funds funding money programme program financing
    allocation allocations disbursement disbursements agreement agreements participation application applications
    beneficiaries borrowing lending procurement projects budget envelope facility tranche tranches
    """
)
"""Right after the acronym: "SAFE loans", "SAFE talks"."""

_OTHERS = word_set("act acts port banking note notes mode house harbour harbor haven zone")
"""Right after the acronym, and it is another thing of that name: "SAFE Act", "SAFE Banking Act", "a SAFE note"."""


def beside_its_noun(document: Document, found: Found) -> bool:
    """Whether an acronym in capitals stands "under" or before a noun of funding, in a text of our field."""
    surface = document.text[found.start : found.end]
    if not surface.isupper() or document.capitals(found.start) or is_another(document, found):
        return False
    after = document.after(found.end)
    noun = after.glue == " " and after.text in _NOUNS
    return document.in_field and (noun or document.before(found.start).text in ("under", "unter"))


def is_another(document: Document, found: Found) -> bool:
    """Whether the word after an acronym makes it another thing: the SAFE Act, the SAFE Port Act, SAFE Horizon."""
    after = document.after(found.end)
    surface = document.text[found.start : found.end]
    if after.glue != " " or not surface.isupper() or surface.lower() not in ORDINARY:
        return False
    if after.text in _OTHERS:
        return True
    strange = after.capital and after.text not in _NOUNS and document.language != "de"
    return strange and not document.heading(found.start)


def take_note(document: Document, found: list[Found], catalogue: Catalogue) -> None:
    """Hold as surely named what stands beside its noun, so that the rest of the text may lean on it."""
    for place in found:
        if document.cased[place.start : place.end] in document.bound:
            continue
        for name in place.names:
            actor = catalogue.actors.get(name.actor or "")
            if actor is None or actor.kind != "instrument" or not name.strict or name.text in actor.aliases:
                continue
            if not document.speaks_against(actor.id, place) and beside_its_noun(document, place):
                document.sure[actor.id].append((place.start, place.end))
