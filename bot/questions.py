"""A person's question → what is wanted: the kind of answer, the things it must name, the other words, the period.

Pure. What a question does not say is not invented: a follow-up is completed from its thread in `bot.followups`.
"""

import re
from collections.abc import Mapping
from datetime import date
from typing import Literal

from bot import periods
from bot.actors import recognise
from bot.catalogue import Actor, Catalogue
from bot.language import QUESTION_WORDS, STOP_WORDS_IN, fold, stem, words
from storage.models import Record

Kind = Literal[
    "who", "when", "how-much", "how-many", "where", "why", "status", "reference", "yes-no", "position", "definition",
    "what",
]  # fmt: skip

FORMS = 24
"""Names of one actor that are searched for: the catalogue lists the usual ones first."""

_KINDS: tuple[tuple[Kind, str], ...] = (
    ("how-much", r"\bhow (?:much|large|big|high|expensive)\b"
                 r"|\b(?:what|which)(?: is the| was the| \w+)? (?:amount|sum|budget|price|share|percentage|target|limit"
                 r"|ceiling|level|rate|most|maximum|total|size|cost|value)\b"
                 r"|\bquelle? (?:limite|montant|part|somme|budget|plafond)\b"
                 r"|\bwelche[rmns]? (?:anteil|betrag|summe|hohe|grenze)\b"
                 r"|\bcombien\b(?! de (?:pays|etats|fois))|\bwie (?:viel|hoch|gross|teuer)\b|\bwieviel\b"
                 r"|\b(?:worth|cost)\s*\?"),
    ("how-many", r"\bhow many\b|\bcombien de\b|\bwie viele\b|\bwieviele\b|\bwhat number of\b"),
    ("reference", r"\b(?:regulation|decision|directive|document|reference|official journal) (?:number|no\b|reference)"),
    ("status", r"\bwhere (?:do|does|are|is) .{2,60}\b(?:stand|at)\b|\b(?:status|state of play|stage)\b"
               r"|^\W*(?:is|are|has|have|was|were)\b.*\b(?:final|law|adopted|approved|in force|signed|ratified|agreed"
               r"|concluded|over|done|finished|entered)\b"),
    ("when", r"\bwhen\b|\b(?:what|which|on what|on which) (?:date|day|month|year)\b|\bsince when\b|\bquand\b"
             r"|\bquelle date\b|\bwann\b|\bseit wann\b|\bhow long ago\b"),
    ("who", r"\bwho(?:m|se)?\b|\bwhich (?:country|countries|state|states|minister|company|companies|member|partner"
            r"|government|institution|body|party|president|leader|ally|allies|nation|firm|commissioner)\w*\b"
            r"|\bqui\b|\bquels? pays\b|\bquelles? entreprises?\b|\bwer\b|\bwem\b|\bwen\b|\bwelches? land\b"
            r"|\bwelche lander\b"),
    ("where", r"\bwhere\b|\bin (?:which|what) (?:city|town|place|country)\b|\bou (?:se|a|est|ont)\b|\bwo\b"),
    ("why", r"\bwhy\b|\bfor what reason\b|\bpourquoi\b|\bwarum\b|\bwieso\b|\bweshalb\b"),
    ("position", r"\bwhat (?:did|does|do|has|have|is|was)\b.{0,60}\b(?:say|said|thinks?|thought|wants?|call for"
                 r"|position|view|stance|demand)\b|\bposition of\b|\bque (?:dit|pense|veut)\b|\bwas sagte?\b"),
    ("definition", r"^\W*(?:what|who)(?:'s| is| are| was)(?: the| an?)? [\w .()&'’-]{2,60}\?*\W*$"
                   r"|\bwhat does .{2,40} (?:mean|stand for)\b|\bqu'est[- ]ce que\b|^\W*was ist\b"),
    ("yes-no", r"^\W*(?:is|are|was|were|did|does|do|has|have|had|can|could|will|would|est-ce|hat|haben|ist|sind)\b"),
)  # fmt: skip

_ADVICE = re.compile(
    r"\bshould (?:we|i|our|the minister)\b|\bwhat (?:would|do) you (?:advise|recommend|suggest)\b|\bis it wise\b"
    r"|\bdo you (?:think|recommend|believe)\b|\byour opinion\b|\bdevrions-nous\b|\bsollten wir\b|\bwhat should\b"
)
_FUTURE = re.compile(
    r"\bwill\b.*\b(?:win|fall|collapse|succeed|be elected|happen|rise|become|ever|next year|by 20\d\d)\b"
    r"|\bwho will win\b|\bpredict|\bforecast\b|\bgoing to (?:win|happen|lose)\b|\bin (?:five|ten) years\b"
)

_SUPERLATIVE = re.compile(r"\b(?:the )?most\b(?! recent)")
_ORDINAL = re.compile(r"\b\d{1,3}(?:st|nd|rd|th|e|ème|er)\b", re.IGNORECASE)
_YEAR = re.compile(r"\b(?:19|20)\d\d\b")
_NAME = re.compile(r"[A-ZÀ-Þ][\w’'&-]*(?:\s+(?:of|de|der|von|van|the|du)?\s*[A-ZÀ-Þ0-9][\w’'&-]*)*")

_COUNTRY = frozenset(["country"])
_ACTOR_KINDS: Mapping[str, frozenset[str]] = {
    "countr": _COUNTRY, "nation": _COUNTRY, "pays": _COUNTRY, "land": _COUNTRY, "member state": _COUNTRY,
    "compan": frozenset(["company"]), "entreprise": frozenset(["company"]), "firm": frozenset(["company"]),
    "institution": frozenset(["eu-institution", "eu-agency", "international-organisation"]),
    "body": frozenset(["eu-institution", "eu-agency", "international-organisation"]),
}  # fmt: skip

FILLERS = frozenset(
    words(
        """latest new news recent recently update updates current currently today information info article articles
        report reports story stories source sources main key exactly actually mean stand tell show give find list
        explain describe happened happen happens happening going think thinks say says said want wants according
        regarding concerning details detail date day year month number amount kind sort type thing things many much
        long country countries place reason person people name names called role plus dit sagt gibt amounts position
        view stance get gets got getting make makes made put puts went go goes come comes came whole entire"""
    )
)
"""Words that ask rather than say what about; they need not stand in an answer."""

_ASKED_BY_KIND: Mapping[Kind, frozenset[str]] = {
    "how-much": frozenset(
        words("large big high expensive cost costs worth value money total altogether sum budget size price most up")
    ),
    "when": frozenset(words("until by first time deadline expected since")),
    "status": frozenset(
        words(
            "final law adopted approved force signed ratified agreed concluded over done finished stand "
            "status state play stage proposal already yet"
        )
    ),
    "reference": frozenset(words("number no reference find")),
    "how-many": frozenset(words("total altogether overall")),
    "where": frozenset(words("located place places")),
}
"""Words that the kind of answer itself speaks of: an amount answers "how large is the budget" without either word."""


class Named(Record):
    """A thing that an answer must name: an actor (one of `actors`), or words that must stand as they are."""

    surface: str
    actors: frozenset[str] = frozenset()
    kin: frozenset[str] = frozenset()  # those who act for it: its ministries, institutions, office holders
    forms: tuple[str, ...]  # what to search for
    start: int = -1
    end: int = -1


class Question(Record):
    """A question as understood. `content` are stems; `terms` the words they came from, for searching."""

    text: str
    language: str
    kind: Kind
    named: tuple[Named, ...] = ()
    content: tuple[str, ...] = ()
    terms: tuple[str, ...] = ()
    own: tuple[str, ...] = ()  # of a follow-up: the content that it brings itself, which an answer must speak of
    counted: str = ""  # what "how many" counts, as a stem
    wanted: frozenset[str] = frozenset()  # kinds of actor that "which country", "which company" ask for
    ordinals: tuple[str, ...] = ()
    years: tuple[str, ...] = ()
    since: date | None = None
    until: date | None = None
    advice: bool = False
    prediction: bool = False


def understand(text: str, catalogue: Catalogue, *, today: date) -> Question:
    """What a question asks, as of `today`."""
    text = " ".join(text.split())
    language = language_of(text)
    kind = kind_of(fold(text))
    period, rest = periods.take(text, today=today)
    named = _named(rest, catalogue, language=language, today=today)
    folded = fold(rest)
    marks = [*_ORDINAL.finditer(rest), *_YEAR.finditer(rest)]
    covered = [(thing.start, thing.end) for thing in named] + [mark.span() for mark in marks]
    content: dict[str, str] = {}
    for match in re.finditer(r"[\w’'.-]*\w", folded):
        if any(match.start() < end and start < match.end() for start, end in covered):
            continue
        for word in words(match.group()):
            if _says_something(word, language) and word not in _ASKED_BY_KIND.get(kind, ()):
                content.setdefault(stem(word, language), word)
    if kind in ("who", "what", "where") and _SUPERLATIVE.search(folded):
        content.setdefault(stem("largest", language), "largest")
    return Question(
        text=text,
        language=language,
        kind=kind,
        named=tuple(named),
        content=tuple(content),
        terms=tuple(content.values()),
        counted=_counted(folded, content, language) if kind == "how-many" else "",
        wanted=_wanted(folded),
        ordinals=tuple(fold(match) for match in _ORDINAL.findall(rest)),
        years=tuple(_YEAR.findall(rest)),
        since=period.since,
        until=period.until,
        advice=bool(_ADVICE.search(folded)),
        prediction=bool(_FUTURE.search(folded)),
    )


def kind_of(folded: str) -> Kind:
    """The kind of answer that a folded question wants."""
    for kind, pattern in _KINDS:
        if re.search(pattern, folded):
            return kind
    return "what"


def _counted(folded: str, content: Mapping[str, str], language: str) -> str:
    match = re.search(r"\b(?:how many|combien de|wie viele)\s+(.*)", folded)
    counted = [stem(word, language) for word in words(match[1])] if match else []
    return next((one for one in counted if one in content), "")


def _wanted(folded: str) -> frozenset[str]:
    match = re.search(
        r"\b(?:which|what|quels?|quelles?|welche[rs]?)\s+(?:\w+\s+){0,2}?"
        r"(countr|nation|pays|land\b|lander|member states?|compan|entreprise|firm|institution|body)",
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


def actor_named(actors: list[Actor], surface: str, catalogue: Catalogue, *, start: int = -1, end: int = -1) -> Named:
    """A named thing that any of these actors satisfies."""
    forms: dict[str, None] = {surface: None}
    for actor in actors:
        forms.update(dict.fromkeys((actor.name, *actor.aliases, *actor.ambiguous)))
    usable = [form for form in forms if len(fold(form)) > 1][:FORMS]
    ids = frozenset(actor.id for actor in actors)
    return Named(surface=surface, actors=ids, kin=_kin(ids, catalogue), forms=tuple(usable), start=start, end=end)


def _kin(ids: frozenset[str], catalogue: Catalogue) -> frozenset[str]:
    children = {actor.id for actor in catalogue.actors.values() if actor.parent in ids and actor.kind != "country"}
    people = {office.person for office in catalogue.offices if office.organisation in ids}
    return frozenset(children | people) - ids


def _says_something(word: str, language: str) -> bool:
    if word in FILLERS or word in QUESTION_WORDS or word in STOP_WORDS_IN[language]:
        return False
    return len(word) > 1 or word.isdigit()


def _named(text: str, catalogue: Catalogue, *, language: str, today: date) -> list[Named]:
    named: list[Named] = []
    for mention in recognise(text, catalogue, language=language, on=today):
        actors = [catalogue.actors[mention.actor]]
        if not mention.sure:
            actors += [actor for actor in catalogue.find_actor(mention.surface) if actor.id != mention.actor]
        named.append(actor_named(actors, mention.surface, catalogue, start=mention.start, end=mention.end))
    named += _typed_plainly(text, catalogue, language=language, taken=named)
    named += _unknown_names(text, language=language, taken=named)
    return sorted(named, key=lambda thing: thing.start)


def _typed_plainly(text: str, catalogue: Catalogue, *, language: str, taken: list[Named]) -> list[Named]:
    """Names that people type in lower case (`japan`, `the european commission`), longest first."""
    found: list[Named] = []
    tokens = [(match.start(), match.end()) for match in re.finditer(r"[\w’'&-]+", text)]
    for length in range(min(5, len(tokens)), 0, -1):
        for first in range(len(tokens) - length + 1):
            start, end = tokens[first][0], tokens[first + length - 1][1]
            if any(start < thing.end and thing.start < end for thing in [*taken, *found]):
                continue
            surface = text[start:end]
            folded = fold(surface)
            if len(folded) < 4 or not all(_says_something(word, language) for word in words(surface)[:1]):
                continue
            actors = catalogue.find_actor(surface)
            # A word in lower case that is also a name ("safe", "may") is read as the word, unless it has several.
            if actors and (length > 1 or surface[0].isupper() or actors[0].kind == "country"):
                found.append(actor_named(actors, surface, catalogue, start=start, end=end))
    return found


def _unknown_names(text: str, *, language: str, taken: list[Named]) -> list[Named]:
    """Capitalised runs that no catalogue knows: an answer must hold them as they stand."""
    if language == "de" or text.isupper():
        return []  # German nouns are all capitalised: they stay content words
    found = []
    for match in _NAME.finditer(text):
        start, end = match.span()
        if any(start < thing.end and thing.start < end for thing in taken):
            continue
        surface = match.group()
        first = words(surface)[:1]
        if start == 0 or text[:start].rstrip()[-1:] in {".", "?", "!", ":"}:
            # The first word of a sentence is capitalised anyway; what follows it may still be a name.
            head, _, tail = surface.partition(" ")
            if not tail or not tail[0].isupper():
                continue
            if first and not _says_something(first[0], language):
                start, surface = start + len(head) + 1, tail
        spelled = words(surface)
        if spelled and any(_says_something(word, language) for word in spelled):
            found.append(Named(surface=surface, forms=(surface,), start=start, end=end))
    return found
