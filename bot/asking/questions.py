"""A person's question → what is wanted: the kind of answer, the things it must name, the other words, the period.

Pure. What a question does not say is not invented: a follow-up is completed from its thread in `bot.asking.followups`.
"""

import re
from collections.abc import Mapping, Sequence
from datetime import date

from bot.asking import periods
from bot.asking.acts import predicate, voice
from bot.asking.kind import ASKED, STANDING, Kind, kind_of
from bot.asking.named import ABBREVIATIONS, Named, named_in, says_something
from bot.asking.synonyms import plainly
from bot.catalogue import Catalogue
from bot.language import STOP_WORDS_IN, fold, stem, words
from storage.models import Record

_ADVICE = re.compile(
    r"\bshould (?:we|i|our|the minister)\b|\bwhat (?:would|do) you (?:advise|recommend|suggest)\b|\bis it wise\b"
    r"|\bdo you (?:think|recommend|believe)\b|\byour opinion\b|\bdevrions-nous\b|\bsollten wir\b|\bwhat should\b"
)
_FUTURE = re.compile(
    r"\bwill\b.*\b(?:win|fall|collapse|succeed|be elected|happen|rise|become|ever|next year|by 20\d\d)\b"
    r"|\b(?:when|who) will\b|\bquand .*\b(?:sera|seront|va)\b|\bwann (?:wird|werden)\b|^\W*(?:wird|werden)\b"
    r"|\bpredict|\bforecast\b|\bgoing to (?:win|happen|lose)\b|\bin (?:five|ten) years\b"
)

_PLURAL = re.compile(
    r"\b(?:which|what|quels|quelles|welche)\s+(?:\w+\s+){0,2}?(?:countries|nations|states|capitals|governments|members"
    r"|allies|companies|firms|pays|etats|entreprises|lander|staaten|unternehmen|partners)\b"
    r"|\bwhose (?:\w+ ){0,2}?\w+s\b|\bwho all\b"
)
"""Asks for more than one; "pays" says nothing of number, "quels" does."""
_SUPERLATIVE = re.compile(r"\b(?:the )?most\b(?! recent)")
_GERMAN_MONTH = "(?:Jan|Feb|März|Apr|Mai|Jun|Jul|Aug|Sep|Okt|Nov|Dez)"
_ORDINAL = re.compile(rf"\b\d{{1,3}}(?:(?i:st|nd|rd|th|e|ème|er)\b|\.(?=\s+(?!{_GERMAN_MONTH})[A-ZÀ-Þ][a-zà-ÿ]))")
_DAY = re.compile(
    rf"\b(?:\d{{1,2}}\.?\s+)?(?:{'|'.join(name for name in periods.MONTHS if len(name) > 3)})"
    r"\.?(?:\s+\d{1,2})?(?=\s|,|\?|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")

_TOKEN = re.compile(r"(?<![\w’'.&-])[\w’'.&-]*\w")
_COUNTRY = frozenset(["country"])
_ACTOR_KINDS: Mapping[str, frozenset[str]] = {
    "countr": _COUNTRY, "nation": _COUNTRY, "pays": _COUNTRY, "land": _COUNTRY, "member state": _COUNTRY,
    "state": _COUNTRY, "etat": _COUNTRY, "staat": _COUNTRY,
    "compan": frozenset(["company"]), "entreprise": frozenset(["company"]), "firm": frozenset(["company"]),
    "institution": frozenset(["eu-institution", "eu-agency", "international-organisation"]),
    "body": frozenset(["eu-institution", "eu-agency", "international-organisation"]),
}  # fmt: skip

_COUNTABLE = frozenset(words("countries nations people years months days articles pays jours ans länder jahre tage"))


class Question(Record):
    """A question as understood. `content` are stems; `terms` the words they came from, for searching."""

    text: str
    language: str
    kind: Kind
    named: tuple[Named, ...] = ()
    content: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # of a follow-up: the content that it brings itself, which an answer must speak of
    insisted: frozenset[str] = frozenset()  # of a follow-up: the things it names anew, which an answer must name itself
    predicate: str = ""  # the stem of what is said to be done, where the question is plain about it
    voice: str = ""  # the named thing that is to have said it: "according to Kubilius", "what does Weber think"
    counted: str = ""  # what "how many" counts, as a stem
    wanted: frozenset[str] = frozenset()  # kinds of actor that "which country", "which company" ask for
    standing: bool = False  # asks where a matter stands, for no step in particular
    plural: bool = False  # asks for several: "which countries", "whose plans"
    ordinals: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    within: str = ""  # the language in which a follow-up wants its answer
    advice: bool = False
    prediction: bool = False


def taken(kept: str) -> str:
    """The text of a question that was kept as it was understood; empty where another version kept it."""
    try:
        return Question.model_validate_json(kept).text
    except ValueError:
        return ""


def understand(text: str, catalogue: Catalogue, *, today: date) -> Question:
    """What a question asks, as of `today`."""
    text = " ".join(text.split())
    language = language_of(text)
    kind = kind_of(fold(text))
    period, rest = periods.take(text, today=today)
    rest = plainly(rest, language)
    named = named_in(rest, catalogue, language=language, today=today)
    marks = [*_ORDINAL.finditer(rest), *_YEAR.finditer(rest), *_DAY.finditer(rest)]
    covered = [(thing.start, thing.end) for thing in named] + [mark.span() for mark in marks]
    content = _content(rest, covered, language=language, kind=kind)
    if kind == "definition" and named and content:
        kind = "what"  # "What is the role of Ghana?" asks for more than what Ghana is
    return Question(
        text=text,
        language=language,
        kind=kind,
        named=tuple(named),
        content=tuple(content),
        terms=tuple(content.values()),
        predicate=predicate(rest, named, content, language=language),
        voice=voice(rest, named, kind=kind),
        counted=_counted(fold(rest), content, named, language) if kind == "how-many" else "",
        wanted=_wanted(fold(rest)),
        standing=bool(re.search(STANDING, fold(text))),
        plural=bool(_PLURAL.search(fold(rest))),
        ordinals=tuple(fold(match) for match in _ORDINAL.findall(rest)),
        years=tuple(_YEAR.findall(rest)),
        since=period.since,
        until=period.until,
        advice=bool(_ADVICE.search(fold(rest))),
        prediction=(kind == "yes-no" and bool(re.match(r"\W*will\b", fold(rest)))) or bool(_FUTURE.search(fold(rest))),
    )


def _content(text: str, covered: list[tuple[int, int]], *, language: str, kind: Kind) -> dict[str, str]:
    """The words that tell what it is about, stems with the words they came from, but for what is named already."""
    content: dict[str, str] = {}
    for match in _TOKEN.finditer(text):
        if any(match.start() < end and start < match.end() for start, end in covered):
            continue
        for word in words(ABBREVIATIONS.get(match.group().upper(), match.group())):
            if says_something(word, language) and word not in ASKED.get(kind, ()):
                content.setdefault(stem(word, language), word)
    if kind in ("who", "what", "where") and _SUPERLATIVE.search(fold(text)):
        content.setdefault(stem("largest", language), "largest")
    return content


def _counted(folded: str, content: Mapping[str, str], named: Sequence[Named], language: str) -> str:
    match = re.search(r"\b(?:how many|number of|combien de|wie viele)\s+(.*)", folded)
    counted = words(match[1]) if match else []
    if match and (thing := next((one for one in named if one.start == match.start(1)), None)):
        behind = [stem(word, language) for word in words(folded[thing.end :])[:1]]
        return behind[0] if behind and behind[0] in content else stem(words(thing.surface)[-1], language)
    # "Countries" says nothing about the subject and is still what is counted.
    if counted and counted[0] in _COUNTABLE:
        return stem(counted[0], language)
    return next((one for one in (stem(word, language) for word in counted) if one in content), "")


def _wanted(folded: str) -> frozenset[str]:
    match = re.search(
        r"\b(?:which|what|quels?|quelles?|welche[rs]?)\s+(?:\w+\s+){0,2}?"
        r"(countr|nation|pays|land\b|lander|member states?|states?\b|etats?\b|staate?n?\b"
        r"|compan|entreprise|firm|institution|body)",
        folded,
    )
    return next((kinds for start, kinds in _ACTOR_KINDS.items() if match and match[1].startswith(start)), frozenset())


def language_of(text: str) -> str:
    """English, French or German by the function words, since a question is too short for statistics of letters."""
    counts = dict.fromkeys(STOP_WORDS_IN, 0)
    for word in words(text):
        for language, known in STOP_WORDS_IN.items():
            counts[language] += word in known
    return max(counts, key=lambda language: counts[language])
