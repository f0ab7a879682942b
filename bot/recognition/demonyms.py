"""Adjectives of countries: whether "French" is the state, or the language, the food, the style."""

from bot.recognition.document import NO_WORD, Document, Word
from bot.recognition.index import Found
from bot.recognition.places import subject
from bot.recognition.vocabulary import AND, DEMONYMS, FUNCTION_WORDS, LED, NATIONAL, TONGUE_AFTER, TONGUE_BEFORE


def weigh(document: Document, found: Found) -> int:
    """2: the state is surely meant; 1: it may be; 0: it is not."""
    if is_tongue(document, found):
        return 0
    after = _noun(document, found.end)
    if after.glue == "-" and not after.capital:
        return 2 if after.text.split("-")[0] in LED else 0
    if document.before(found.start).text == "the" and (_ends(after) or subject(document, found.end)):
        return _people(document, found)
    if _ends(after) or after.text in TONGUE_AFTER:
        return 0
    if after.text in NATIONAL or after.start in document.sure_ends:
        return 2
    return _by_field(document, found, after)


def _people(document: Document, found: Found) -> int:
    """ "The French" as a people that does something, or one of a list."""
    return 2 if subject(document, found.end) else int(document.in_field)


def _by_field(document: Document, found: Found, after: Word) -> int:
    """Before any other noun; not where it may be part of a name, or a verb in capitals ("POLISH YOUR SHOES")."""
    if document.capitals(found.start):
        return 0
    if after.capital and not document.heading(found.start):
        return 2 if _state_body(document, after) else 1
    return 2 if document.in_field else 1


def _state_body(document: Document, word: Word) -> bool:
    """Whether a name ends in what only a state has: Russian Black Sea Fleet; not American Airlines."""
    for _ in range(4):
        if not word.capital:
            return False
        if word.text in NATIONAL:
            return True
        word = document.after(word.end)
    return False


def _ends(after: Word) -> bool:
    """Whether no noun goes with the demonym."""
    return after is NO_WORD or bool(after.glue.strip()) or after.text in FUNCTION_WORDS


def is_tongue(document: Document, found: Found) -> bool:
    """Whether a demonym, sure or not, names a language, a food or a style: "in Russian", "Italian restaurant"."""
    after = document.after(found.end)
    if after.glue in (" ", "-") and after.text.split("-")[0] in TONGUE_AFTER:
        return True
    before = document.before(found.start)
    return before.text in TONGUE_BEFORE and before.glue == " " and _ends(after)


def _noun(document: Document, end: int) -> Word:
    """The word that a demonym goes with, past others joined to it: "French, German and US ministers"."""
    word = document.after(end)
    for _ in range(6):
        joining = word.text in AND and word.glue in (" ", ", ")
        further = document.after(word.end) if joining else word
        behind = document.sure_ends.get(further.start, further.end if further.text in DEMONYMS else None)
        if behind is None or not (joining or word.glue in (", ", "-", "/")):
            return word
        word = document.after(behind)
    return word
