"""The same text under another address: a wire report, a syndicated piece, a press release passed on. Pure.

A signature proposes, the texts decide. A copy may cut the end, drop a paragraph, or add a line of its own; it may not
say another number or name another actor: forms filled in twice ("Poland signs", "Romania signs") are two texts.
"""

import zlib
from collections import Counter
from collections.abc import Sequence
from datetime import date

from bot.incoming.revisions import Edit, difference
from bot.language import sentences, signs, words
from storage.models import Article, Draft

RUN = 4
"""Words in a run. Fewer are shared by strangers, more are broken by one word changed."""

KEPT = 16
"""Runs kept of each text: those with the smallest hashes, so that two texts keep the same ones (bottom-k sketch)."""

LEAST_WORDS = 40
"""A shorter text says too little to be known again by its runs; word for word it still is."""

COPIED = 0.85
"""Share of a text's runs that stand in the other, from which it is a copy; the longer text may have this much more."""
LONGER = 0.6

AGENCIES = frozenset(
    {"reuters", "afp", "ap", "dpa", "apa", "ansa", "efe", "pap", "belga", "anp", "bloomberg", "interfax", "ukrinform"}
    | {"tass", "ritzau", "ntb", "stt", "tt", "ctk", "mti", "lusa", "lrt", "bns", "leta"}
)
"""Folded names that whoever passes a report on puts before it, and changes."""

WITHIN_DAYS = 14
"""Copies come within days; a text that comes again later is published again."""


def signature(some: Sequence[str]) -> tuple[int, ...]:
    """At most `KEPT` numbers of 32 bits that copies of a text of these words mostly share; none for a short text."""
    if len(some) < LEAST_WORDS:
        return ()
    runs = {" ".join(some[place : place + RUN]) for place in range(len(some) - RUN + 1)}
    return tuple(sorted({zlib.crc32(run.encode()) for run in runs})[:KEPT])


def copied(article: Article, draft: Draft) -> bool:
    """Whether a draft is a copy of an article, which its signature proposed."""
    if article.language != draft.language or not _near(article, draft):
        return False
    shorter, longer = sorted((_runs(draft.text), _runs(article.text)), key=lambda runs: runs.total())
    shared = (shorter & longer).total()
    if shared < COPIED * shorter.total() or shared < LONGER * longer.total():
        return False
    edits = difference(
        article.text, draft.text, before=sentences(article.text, article.language), after=draft.sentences
    )
    return not any(_another_fact(edit, article.text, draft.text) for edit in edits)


def _another_fact(edit: Edit, old: str, new: str) -> bool:
    """Whether a sentence and the one in its place each have a number, a sum or a name that the other has not."""
    if edit.before is None or edit.after is None:
        return False
    was, now = old[edit.before.start : edit.before.end], new[edit.after.start : edit.after.end]
    figures = (_figures(was) - _figures(now), _figures(now) - _figures(was))
    names = (_names(was) - set(words(now)), _names(now) - set(words(was)))
    return all(figures) or all(names)


def _figures(text: str) -> set[str]:
    return {word for word in words(text) if word[0].isdigit()} | set(signs(text))


def _names(text: str) -> set[str]:
    """Folded words that are written with a capital inside a sentence."""
    found = set()
    before = "."
    for token in text.split():
        bare = token.strip("“”\"'‘’«»()[],;:.!?")
        if bare[:1].isupper() and before[-1:] not in '.!?:”"»':
            found.update(words(bare))
        before = token
    return found - AGENCIES


def _runs(text: str) -> Counter[tuple[str, ...]]:
    some = words(text)
    return Counter(zip(*(some[place:] for place in range(RUN)), strict=False))


def _near(article: Article, draft: Draft) -> bool:
    mine, theirs = _day(draft.published_at, draft), _day(article.published_at, article)
    return abs((mine - theirs).days) <= WITHIN_DAYS


def _day(published: object, of: Article | Draft) -> date:
    """The day of publication, or, only to tell whether two came about the same time, that of retrieval."""
    return date.fromisoformat(str(published or of.retrieved_at)[:10])
