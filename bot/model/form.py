"""Whether a sentence has the form of one: plain words on one line, nothing that links, calls or marks up. Pure."""

import re
import unicodedata

from bot.quotations.marks import quoted

LONGEST = 400
"""Characters; a sentence to be forwarded has fewer."""

_ACTIVE = re.compile(r"[<>|`*_~\\{}\[\]^#@]|://|\bwww\.", re.IGNORECASE)
_ADDRESS = re.compile(r"\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b(?!\.\w)", re.IGNORECASE)
_MARKS = re.compile('[“”«»„‟"]')
_LETTER = re.compile(r"[^\W\d_]")
_INVISIBLE = frozenset({"Cc", "Cf", "Cs", "Co", "Cn", "Zl", "Zp"})


def fault(sentence: str, passage: str) -> str:
    """What is wrong with its form, beside the passage it stands on; empty if nothing is."""
    if len(sentence) > LONGEST or len(_LETTER.findall(sentence)) < 8 or sentence != " ".join(sentence.split()):
        return "no sentence"
    if any(unicodedata.category(char) in _INVISIBLE for char in sentence):
        return "holds what cannot be seen"
    if any(mark[0] not in passage for mark in _ACTIVE.finditer(sentence)) or "://" in sentence:
        return "marks up"
    spelled = passage.casefold()
    if any(found[0].casefold() not in spelled for found in _ADDRESS.finditer(sentence)):
        return "names an address"
    return _quotes(sentence, passage)


def _quotes(sentence: str, passage: str) -> str:
    """What stands between quotation marks stands between quotation marks there, character for character."""
    if not _MARKS.search(sentence):
        return ""
    said = [passage[one.start : one.end] for one in quoted(passage)]
    mine = quoted(sentence)
    marks = sum(len(_MARKS.findall(sentence[one.opened : one.closed])) for one in mine)
    if not mine or marks != len(_MARKS.findall(sentence)):
        return "leaves a quotation open"
    if any(sentence[one.start : one.end].rstrip(".,") not in "\n".join(said) for one in mine):
        return "quotes what is not said"
    return ""
