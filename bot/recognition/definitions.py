"""Acronyms that a text defines for itself: "Security Action for Europe (SAFE)", "SAFE (Security Action for Europe)".

What a text defines holds for the whole of it, against every other reading, also when it means nobody we know.
"""

import re
from collections.abc import Mapping

from bot.catalogue.folding import folded
from bot.recognition.document import Document

_ACRONYM = r"[A-Z][A-Za-z&/+-]{1,9}\d?"
_BEHIND = re.compile(rf"\(\s?(?:(?:the|hereafter|or|ci-apres|kurz|also) )?[\"'“„‘«]?({_ACRONYM})[\"'”“’»]?\s?[,;)]")
_BEFORE = re.compile(rf"\b({_ACRONYM}) \(([^()\n]{{6,120}})\)")
_SMALL = frozenset(
    [
        "of",
        "for",
        "and",
        "the",
        "on",
        "in",
        "to",
        "de",
        "la",
        "le",
        "les",
        "et",
        "du",
        "des",
        "pour",
        "der",
        "die",
        "das",
        "fur",
        "und",
        "a",
    ]
)
_ALIKE = 0.6
"""From this share of common words on, a long form is another wording of the name we know."""


def bind(document: Document, named: Mapping[tuple[int, int], str]) -> None:
    """Fill `document.bound` from the definitions in the text; `named` are the sure names and where they stand."""
    ending = {end: actor for (_, end), actor in named.items()}
    for match in _BEHIND.finditer(document.cased):
        acronym, end = match[1], match.start()
        while end and document.cased[end - 1] in " \"'“”’»,":
            end -= 1
        end -= 2 if document.lower[end - 2 : end] == "'s" else 0
        if sum(map(str.isupper, acronym)) < 2:
            continue
        if end in ending:
            if _abbreviates(document, acronym, ending[end]):
                document.bound[acronym] = ending[end]
        else:
            phrase = _spelled_out(document.cased[max(0, end - 100) : end], acronym)
            _bind_unknown(document, acronym, phrase)
    for match in _BEFORE.finditer(document.cased):
        acronym, phrase = match[1], match[2].strip()
        if sum(map(str.isupper, acronym)) < 2:
            continue
        if match.span(2) in named:
            if _abbreviates(document, acronym, named[match.span(2)]):
                document.bound[acronym] = named[match.span(2)]
        elif _initials(phrase.split(), acronym):
            _bind_unknown(document, acronym, phrase)


def _abbreviates(document: Document, acronym: str, id_: str) -> bool:
    """Not "Sven Mikser (S&D)", "Poland (EPP)": an acronym of the actor, or letters of its name in their order."""
    actor = document.catalogue.actors[id_]
    if actor.kind == "person":
        return False
    if any(known.id == id_ for known in document.catalogue.find_actor(acronym)):
        return True
    letters = [letter for letter in folded(acronym) if letter.isalpha()]
    for name in (actor.name, *actor.aliases):
        rest = iter(folded(name))
        if folded(name)[0] == letters[0] and all(letter in rest for letter in letters):
            return True
    return False


def _bind_unknown(document: Document, acronym: str, phrase: str) -> None:
    """A long form that is no name of ours: another wording of one that is, or somebody else."""
    if not phrase or acronym in document.bound:
        return
    words = _stems(phrase)
    for actor in document.catalogue.find_actor(acronym):
        if any(
            len(words & _stems(name)) >= _ALIKE * max(len(words), len(_stems(name)))
            for name in (actor.name, *actor.aliases)
        ):
            document.bound[acronym] = actor.id
            return
    document.bound[acronym] = None


def _spelled_out(before: str, acronym: str) -> str:
    """The words right before the bracket whose first letters make the acronym; empty if they do not."""
    words = re.findall(r"[^\W\d_]+", before)
    for length in range(2, min(len(words), 2 * len(acronym)) + 1):
        if _initials(words[-length:], acronym):
            return " ".join(words[-length:])
    return ""


def _initials(words: list[str], acronym: str) -> bool:
    letters = [letter.upper() for letter in acronym if letter.isalpha()]
    counted = [word for word in words if word.lower() not in _SMALL]
    return (
        len(letters) >= 2
        and words[0][:1].isupper()
        and any([word[0].upper() for word in some if word] == letters for some in (words, counted))
    )


def _stems(phrase: str) -> frozenset[str]:
    words = re.findall(r"[^\W\d_]+", folded(phrase).replace("defense", "defence"))
    return frozenset(word[:6] for word in words if word not in _SMALL)
