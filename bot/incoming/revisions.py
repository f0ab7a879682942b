"""Two versions of one article: the same, another text, or another article? And what changed, for people. Pure.

A stamp that moves ("Updated 10:32"), a counter or a button is no change of what an article says. What a text says of
its own mending (a correction, a retraction) is told apart from a text that merely grew.
"""

import re
from collections import Counter
from collections.abc import Sequence
from datetime import date, datetime
from functools import lru_cache
from itertools import dropwhile, pairwise

from bot import language, when
from bot.language import fold, words
from storage.models import Article, Change, Draft, Published, Record, Span, Version

SAME_ARTICLE = 0.5
"""Share of three-word runs in common from which two texts at one URL are versions of one article."""

ALIKE = 0.5
"""Likeness from which a sentence of the old text is the one that a sentence of the new text replaces."""

PAIRED_MOST = 60
"""Sentences of each side that are compared in pairs: a text written anew is shown as left out and added."""

NOTES = 3
"""Sentences at either end of a text among which a note on its correction stands."""

_STAMP_WORDS = """
    updated update last modified published posted edited on at am pm gmt cet cest utc bst et est min mins minute
    minutes read reading time share shares comment comments views ago hour hours day days print email e mail save
    listen mis a jour le la modifie publie heures h lecture partager commentaires aktualisiert zuletzt geandert
    veroffentlicht stand uhr lesezeit minuten teilen kommentare vor stunden
    january february march april may june july august september october november december jan feb mar apr jun jul aug
    sep sept oct nov dec monday tuesday wednesday thursday friday saturday sunday mon tue wed thu fri sat sun
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre lundi mardi mercredi jeudi
    vendredi samedi dimanche januar februar marz juni juli oktober dezember montag dienstag mittwoch donnerstag
    freitag samstag sonntag"""
_STAMP = frozenset(_STAMP_WORDS.split())
"""Words of which a stamp, a counter or a button is made, in English, French and German."""

_STAMPING = frozenset(
    {"updated", "update", "last", "modified", "published", "posted", "edited", "mis", "modifie", "publie"}
    | {"aktualisiert", "zuletzt", "stand"}
)
"""… and those with which one begins."""

_EARLIER = (
    r"(?:an? )?(?:earlier|previous|prior|original) (?:version|edition) of this|"
    r"une? (?:version|edition) (?:precedente|anterieure) de|"
    r"(?:in einer|eine) (?:fruheren?|vorherigen?) (?:version|fassung)"
)
_THIS = r"this (?:article|story|report|post|page|piece|press release|statement|document|headline)"
_CORRECTED = re.compile(
    rf"^\W*(?:corrections?|corrected|corrects|corrigend(?:um|a)|errat(?:um|a)|clarification|rectificatif|rectification|"
    rf"berichtigung|korrektur|richtigstellung)\b|\b(?:{_EARLIER})\b|"
    rf"\b{_THIS} (?:was|has been|is) (?:\w+ )?(?:amended|corrected|clarified)\b|"
    r"\bcet article a ete (?:corrige|rectifie|modifie)|"
    r"\bdieser (?:artikel|text|beitrag) wurde (?:[\w.]+ ){0,4}(?:korrigiert|berichtigt)"
)
_RETRACTED = re.compile(
    rf"^\W*(?:retraction|retracted|mandatory kill|(?:bulletin )?kill\b|article retire|ruckzug|zuruckgezogen)\b|"
    rf"\b{_THIS} (?:was|has been|is) (?:\w+ )?(?:retracted|withdrawn|removed|taken down|deleted)\b|\bwe retract\b|"
    r"\bcet article a ete (?:retire|supprime)|"
    r"\bdieser (?:artikel|text|beitrag) wurde (?:[\w.]+ ){0,3}(?:zuruckgezogen|entfernt|geloscht)"
)

_DATED = re.compile(
    r"\b(?:corrections?|corrected|amended|clarified|clarification|corrigend(?:um|a)|errat(?:um|a)|retraction|retracted|"
    r"withdrawn|removed|deleted|rectificatif|rectification|corrige|rectifie|modifie|retire|supprime|berichtigung|"
    r"korrektur|richtigstellung|wurde)\W+(?:(?:on|of|le|du|am|vom)\W+)?$"
)
"""What stands before the day of a correction; any other day is one of the matter itself."""


class Edit(Record):
    """A sentence that was replaced, added (`before` is None) or left out (`after` is None), by its spans."""

    before: Span | None = None
    after: Span | None = None


def version(article: Article, draft: Draft) -> Version:
    """What a draft at the URL of an article is to it; a page may carry several articles, such as debates."""
    if fold(article.title) != fold(draft.title) and not _mostly_the_same(article.text, draft.text):
        return "another"
    if words(article.title) != words(draft.title):
        return "revised"
    edits = difference(
        article.text, draft.text, before=language.sentences(article.text, article.language), after=draft.sentences
    )
    return "revised" if any(_says_something(edit, article.text, draft.text) for edit in edits) else "same"


def difference(old: str, new: str, *, before: Sequence[Span], after: Sequence[Span]) -> list[Edit]:
    """What changed between two texts, sentence by sentence, in the order of the new. What moved is no change."""
    had = {_bare(old[span.start : span.end]) for span in before}
    has = {_bare(new[span.start : span.end]) for span in after}
    gone = [span for span in before if _bare(old[span.start : span.end]) not in has]
    fresh = [span for span in after if _bare(new[span.start : span.end]) not in had]
    replaced = _pairs(old, new, gone, fresh)
    edits = [Edit(before=replaced.get(span), after=span) for span in fresh]
    return edits + [Edit(before=span) for span in gone if span not in set(replaced.values())]


def change(title: str, text: str, sentences: Sequence[Span]) -> Change:
    """What an article says of its own mending: nothing, that it corrects, or that it was withdrawn."""
    said = [fold(title), *map(fold, _ends(text, sentences))]
    if any(_RETRACTED.search(one) for one in said):
        return "retraction"
    return "correction" if any(_CORRECTED.search(one) for one in said) else ""


def changed_on(text: str, sentences: Sequence[Span], *, published: Published, language: str) -> date | None:
    """The day on which an article says that it was corrected or withdrawn, if it names it in full."""
    first = published.date() if isinstance(published, datetime) else published
    for said in _ends(text, sentences):
        if not note(said):
            continue
        for one in when.find(said, on=first, language=language):
            exact = one.precision == "day" and one.sure and any(map(str.isdecimal, said[one.start : one.end]))
            if exact and (first is None or one.first >= first) and _DATED.search(fold(said[: one.start])):
                return one.first
    return None


def corrects(title: str) -> bool:
    """Whether a title says that the article is a correction."""
    return bool(_CORRECTED.search(fold(title)))


def note(sentence: str) -> bool:
    """Whether a sentence speaks of the mending of the article that it stands in."""
    folded = fold(sentence)
    return bool(_RETRACTED.search(folded) or _CORRECTED.search(folded))


def _ends(text: str, sentences: Sequence[Span]) -> list[str]:
    ends = [*sentences[:NOTES], *sentences[max(NOTES, len(sentences) - NOTES) :]]
    return [text[span.start : span.end] for span in ends]


def _pairs(old: str, new: str, gone: Sequence[Span], fresh: Sequence[Span]) -> dict[Span, Span]:
    """Of each new sentence, the old one that it replaces: the likest first, each once."""
    was = [(span, _told(old[span.start : span.end])) for span in gone[:PAIRED_MOST]]
    now = [(span, _told(new[span.start : span.end])) for span in fresh[:PAIRED_MOST]]
    found = [
        (likeness, span, other)
        for span, said in now
        for other, had in was
        if (likeness := _likeness(had, said)) >= ALIKE
    ]
    replaced: dict[Span, Span] = {}
    taken: set[Span] = set()
    for _, span, other in sorted(found, key=lambda pair: -pair[0]):
        if span not in replaced and other not in taken:
            replaced[span] = other
            taken.add(other)
    return replaced


def _told(sentence: str) -> Counter[tuple[str, ...]]:
    """Its words, and its words in pairs."""
    some = words(sentence)
    return Counter([*zip(some, strict=True), *pairwise(some)])


def _likeness(one: Counter[tuple[str, ...]], other: Counter[tuple[str, ...]]) -> float:
    """The share of the words and pairs of words of two sentences that both have.

    Not the longest common runs, which take time by the cube of the length in a sentence of one word repeated.
    """
    return 2 * (one & other).total() / max(1, one.total() + other.total())


def _says_something(edit: Edit, old: str, new: str) -> bool:
    was = words(old[edit.before.start : edit.before.end]) if edit.before else []
    is_ = words(new[edit.after.start : edit.after.end]) if edit.after else []
    if was and is_ and (was[0] in _STAMPING or is_[0] in _STAMPING):
        return _beyond_stamp(was) != _beyond_stamp(is_)  # a stamp that runs into the first sentence
    return bool(_beyond_stamp(was) or _beyond_stamp(is_)) or _sums(old, edit.before) != _sums(new, edit.after)


def _sums(text: str, span: Span | None) -> list[str]:
    return language.signs(text[span.start : span.end]) if span else []


def _beyond_stamp(some: list[str]) -> list[str]:
    """The words from the first on that no stamp is made of."""
    return list(dropwhile(lambda word: word in _STAMP or word[0].isdigit(), some))


def _mostly_the_same(one: str, other: str) -> bool:
    mine, theirs = _runs(one), _runs(other)
    return bool(mine and theirs) and len(mine & theirs) / len(mine | theirs) >= SAME_ARTICLE


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    some = words(text)
    return frozenset(zip(some, some[1:], some[2:], strict=False))


@lru_cache(maxsize=4096)
def _bare(text: str) -> str:
    """What a sentence says: its words, and the signs of its sums."""
    return " ".join([*words(text), *language.signs(text)])
