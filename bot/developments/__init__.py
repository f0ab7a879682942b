"""What each sentence of a text states: developments with type, stage, parties, instrument, sum, date and claim.

Pure. The words stand in the TOML files here, for people to mend; `force` decides what a clause claims, `reading` what
its act says of which thing, `parties` who is what in it. Where nothing is stated nothing is given: conditions, duties,
wishes, questions and what had gone before are no developments.
"""

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from datetime import date
from functools import cache
from typing import TypeVar

from bot import catalogue
from bot.developments.amounts import amounts
from bot.developments.circumstances import amount, instrument, place
from bot.developments.dating import dated, history
from bot.developments.inflection import GERUND, INFINITIVE, NOUN, PRESENT
from bot.developments.lexicon import LANGUAGES, Hit, Type, lexicon, longest, types
from bot.developments.numbering import ordinal
from bot.developments.reading import stated
from bot.developments.scene import Scene
from bot.developments.stated import Stated
from bot.developments.subjects import leading
from bot.recognition.vocabulary import word_set
from bot.when import When, find
from storage.models import Amount, Development, Mention, Modality, Span

__all__ = ["Type", "developments", "types"]

_Placed = TypeVar("_Placed", Hit, Mention, Amount, When)


def developments(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    *,
    language: str = "en",
    on: date | None = None,
    dates: Sequence[When] | None = None,
) -> list[Development]:
    """The developments that the sentences of a text state, in order. `on` is the day of the text.

    English, French and German; none in other languages. Unsure mentions take no part. `dates` are those that the
    text names, where they are known already.
    """
    if language not in LANGUAGES:
        return []
    words = lexicon(language)
    lower = _lowered(text)
    ends = [span.end for span in sentences]
    acts = _sorted_out(_acts(text, lower, language), ends)
    things = _sorted_out(words.things(lower), ends)
    named = _sorted_out(iter(mentions), ends)
    sums = _sorted_out(iter(amounts(text, language)), ends)
    if dates is None:
        dates = find(text, on=on, language=language) if acts else ()
    days = _sorted_out(iter(dates), ends)
    found: list[Development] = []
    for number, span in enumerate(sentences):
        if number not in acts:
            continue
        hits = list(longest(_whole(acts[number], lower[span.start : span.end])))
        if not hits:
            continue
        scene = Scene(
            text,
            lower,
            (span.start, span.end),
            lexicon=words,
            acts=hits,
            things=things.get(number, []),
            mentions=named.get(number, []),
            amounts=sums.get(number, []),
            kinds=_kinds(),
            coming=any(when.sure and when.direction == "future" for when in days.get(number, ())),
        )
        for one in stated(scene):
            when = dated(scene, one, days.get(number, ()))
            if not history(when, on):
                found.append(_development(scene, number, one, when))
    return found


def _acts(text: str, lower: str, language: str) -> Iterator[Hit]:
    """The acts of a text; where a word is a noun, those that are told as nouns."""
    for hit in lexicon(language).acts(lower):
        if not _noun(text, lower, hit, language):
            yield hit
        elif nouns := tuple([act for act in hit.names if act.tense == NOUN]):
            yield Hit(hit.start, hit.end, nouns)


def _whole(hits: Sequence[Hit], said: str) -> list[Hit]:
    """The acts of a sentence that has all the words of them, by those of their readings."""
    found = []
    for hit in hits:
        acts = tuple([act for act in hit.names if not act.wanted or all(word in said for word in act.wanted)])
        if len(acts) == len(hit.names):
            found.append(hit)
        elif acts:
            found.append(Hit(hit.start, hit.end, acts))
    return found


def _development(scene: Scene, number: int, one: Stated, when: When | None) -> Development:
    return Development(
        sentence=number,
        type=one.type,
        stage=one.stage,
        parties=one.parties,
        instrument=instrument(scene, one),
        ordinal=ordinal(scene.lower[one.start : one.end]),
        amount=amount(scene, one),
        place=place(scene, one),
        event_date=when.day if when else None,
        precision=when.precision if when else None,
        negated=one.said.negated,
        modality=_modality(one),
        attributed=one.attribution.anybody,
        attributed_to=one.attribution.to,
        start=one.start,
        end=one.end,
    )


def _modality(one: Stated) -> Modality:
    """What others claim is reported, unless what they claim is a mere plan or possibility, or their own saying."""
    told = one.attribution.anybody and one.type != "statement-position"
    return "reported" if told and one.said.claim == "fact" else one.said.claim


_DETERMINERS = word_set(
    """
    the a an its their his her our of in for with from by on this these those any no some all more new joint political
    economic national international russian strong full continued nuclear armed humanitarian financial
    additional last next own other such
    """
)
_UNFINITE = frozenset((INFINITIVE, PRESENT, GERUND, NOUN))


def _noun(text: str, lower: str, hit: Hit, language: str) -> bool:
    """Whether a word that could be a verb is a noun: in German by its capital, in English by the word before it."""
    start = hit.start
    if language == "de":
        return text[start].isupper() and start > 0 and text[start - 1] == " " and text[start - 2] not in ".!?:–"
    if language != "en" or lower[start - 1 : start] != " ":
        return False
    at = lower.rfind(" ", 0, start - 1) + 1
    before = lower[at : start - 1]
    if before in _DETERMINERS:
        unfinite = _UNFINITE if before not in ("of", "by") else _UNFINITE - {GERUND}  # "suspected of hacking"
        return all(act.tense in unfinite for act in hit.names)
    if not before.isalpha() or before.endswith(("s", "ly")) or text[at] != lower[at] or before in leading(language):
        return False
    return all(act.tense in (INFINITIVE, NOUN) for act in hit.names)  # "a drone strike"


def _sorted_out(placed: Iterator[_Placed], ends: list[int]) -> dict[int, list[_Placed]]:
    """By the sentence in which each begins."""
    found: dict[int, list[_Placed]] = {}
    for one in placed:
        found.setdefault(bisect_right(ends, one.start), []).append(one)
    return found


def _lowered(text: str) -> str:
    lower = text.lower()
    if len(lower) != len(text):  # İ becomes two characters
        lower = "".join(char.lower() if len(char.lower()) == 1 else char for char in text)
    return lower.replace("’", "'")


@cache
def _kinds() -> dict[str, str]:
    return {actor.id: actor.kind for actor in catalogue.load().actors.values()}
