"""What each kind of question wants to see in a sentence: a date, an amount, a name, a speaker."""

import re
from collections.abc import Callable, Mapping, Sequence

from bot.answers import meaning, naming, signs
from bot.answers.naming import names
from bot.asking.kind import Kind
from bot.asking.periods import MONTHS
from bot.asking.questions import Question
from bot.asking.synonyms import synonyms
from bot.catalogue import Catalogue
from bot.language import STOP_WORDS, fold, stem, words
from storage.models import Passage

WANTED: Mapping[Kind, str] = {
    "who": "says who",
    "when": "says when",
    "how-much": "gives an amount",
    "how-many": "gives a number",
    "how-often": "says how often",
    "how-long": "says how long",
    "where": "says where",
    "why": "says why",
    "status": "tells how far it is",
    "reference": "gives its number",
    "yes-no": "settles it",
    "position": "gives that position",
    "definition": "says what it is",
    "comparison": "sets them side by side",
    "next": "says what comes next",
    "what": "says that",
}

STRONG: frozenset[Kind] = frozenset(
    [
        "when", "how-much", "how-many", "how-often", "how-long", "who", "why", "where", "status", "reference",
        "comparison", "next",
    ]
)  # fmt: skip
"""Kinds whose sign of form is itself evidence that a sentence answers."""

NEEDED: frozenset[Kind] = frozenset(["when", "how-much", "how-many", "how-often", "how-long", "reference", "position"])
"""Kinds that no sentence without their sign answers."""

TYPED: frozenset[Kind] = frozenset(["how-much", "how-many", "how-often", "how-long", "reference"])
"""Kinds whose sign hardly ever stands in a sentence about something else."""

PRESUPPOSING: frozenset[Kind] = frozenset(["when", "why", "where", "how-much"])
"""Kinds that take for granted that it happened: "Ireland will not join" does not say why Ireland joined."""

NEAR = 4
"""Words between a number and what it counts: "85,000 newly trained Ukrainian soldiers"."""

Sign = Callable[[Question, Passage, Catalogue], bool]


def fits(
    question: Question,
    passage: Passage,
    catalogue: Catalogue,
    *,
    speaker: str = "",
    leant_on: Sequence[Passage] = (),
) -> bool:
    """Whether a sentence has what the kind of question wants. A question is no answer; other kinds always fit.

    `speaker` is who speaks in a transcript, `leant_on` the sentences that explain how this one begins.
    """
    if passage.text.rstrip("”»\"' ").endswith("?"):
        return False
    if question.prediction and not _tells_ahead(passage):
        return False
    if question.kind in PRESUPPOSING and denies(question, passage):
        return False
    if question.kind == "position":
        return _position(question, passage, speaker, leant_on)
    sign = _SIGNS.get(question.kind)
    return sign is None or sign(question, passage, catalogue)


def _tells_ahead(passage: Passage) -> bool:
    """Whether a sentence speaks of what is to come: by its verbs, or by a year after the one it was published in."""
    folded, published = naming.folded(passage.text), str(passage.published_at or "")[:4]
    later = bool(published) and any(year[0] > published for year in signs.ANY_YEAR.finditer(folded))
    later = later or bool(signs.BY_DATE.search(folded))
    return later or bool(signs.FUTURE.search(folded))


def defines(question: Question, passage: Passage) -> bool:
    """Whether it says what the thing asked about is, where that is all that is asked."""
    return (question.kind == "definition" or not question.content) and _defines(question, naming.folded(passage.text))


def new_person(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether it names a person that the question does not, where the question is who."""
    if question.kind != "who" or question.wanted:
        return False
    asked = frozenset[str]().union(*(thing.actors for thing in question.named))
    found = passage.actors - asked
    return any(catalogue.actors[actor].kind == "person" for actor in found if actor in catalogue.actors) or any(
        not set(words(match[0])) & set(words(question.text)) for match in signs.PERSON.finditer(passage.text)
    )


def members(question: Question, passage: Passage, catalogue: Catalogue) -> frozenset[str]:
    """Those asked for that a sentence names beside those asked about, where several are asked for."""
    if not question.plural:
        return frozenset()
    asked = frozenset[str]().union(*(thing.actors for thing in question.named))
    wanted = question.wanted or frozenset(["country", "company", "person"])
    others = passage.actors - asked
    return frozenset(one for one in others if one in catalogue.actors and catalogue.actors[one].kind in wanted)


def denies(question: Question, passage: Passage) -> bool:
    """Whether the sentence denies what the question takes for granted, or only announces it."""
    asked = {word for content in question.content for word in (content, *synonyms(question.language).get(content, ()))}
    asks = naming.folded(question.text)
    open_too = question.kind == "when" and not signs.OPEN.search(asks) and not signs.ASKS_AHEAD.search(asks)
    open_too = open_too and not signs.ASKS_NOW.search(asks)
    before = f"(?:{signs.NOT}|{signs.OPEN.pattern})" if open_too else signs.NOT
    return any(
        stem(word, passage.language) in asked
        for match in re.finditer(rf"\b{before}\s+((?:\w+\s+){{0,1}}\w+)", naming.folded(passage.text))
        for word in words(match[1])
    )


def _when(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    del catalogue
    ahead = signs.ASKS_AHEAD.search(naming.folded(question.text))
    return bool((signs.DATE if ahead else signs.TIME).search(naming.folded(passage.text)))


def _how_many(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether a number belongs to what is counted: "85,000 soldiers", not "two years of training for soldiers"."""
    del catalogue
    if not signs.NUMBER.search(naming.folded(passage.text)):
        return False
    if not question.counted:
        counting = r"\b(?:how many|combien de|wie viele) $"
        things = [thing for thing in question.named if re.search(counting, fold(question.text[: thing.start]))]
        return all(names(thing, passage.text, passage.actors) for thing in things)
    tokens = words(passage.text)
    counted = [place for place, word in enumerate(tokens) if meaning.means(question.counted, word, question, passage)]
    return any(_counts(tokens, here, there) for there in counted for here in range(max(0, there - NEAR), there))


def _counts(tokens: list[str], here: int, there: int) -> bool:
    """Whether the word at `here` is a number of what stands at `there`, with nothing between that parts the two.

    "Two days after Russian drones" and "10 September: drones" do not count drones.
    """
    if not signs.COUNT.fullmatch(tokens[here]):
        return False
    if signs.YEAR.fullmatch(tokens[here]) and here and (tokens[here - 1] in MONTHS or tokens[here - 1] in STOP_WORDS):
        return False
    between = tokens[here + 1 : there]
    return not any(word in MONTHS or signs.UNIT.fullmatch(word) or signs.PARTS.fullmatch(word) for word in between)


def _who(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    asked = frozenset[str]().union(*(thing.actors for thing in question.named))
    others = passage.actors - asked
    if question.wanted:
        return any(catalogue.actors[actor].kind in question.wanted for actor in others if actor in catalogue.actors)
    known = naming.folded(question.text)
    found = (fold(name) for name in signs.NAME.findall(passage.text))
    return bool(others) or any(name not in known and not signs.TIME.fullmatch(name) for name in found)


def _where(question: Question, passage: Passage, catalogue: Catalogue) -> bool:
    """Whether a place is told that the question does not name itself; "on Friday" and "in May" are none."""
    del catalogue
    asked = words(question.text)
    if re.search(r"on the territory of|auf dem Gebiet|sur le territoire", passage.text):
        return True
    return any(
        word not in MONTHS and word not in asked and not signs.TIME.fullmatch(word)
        for match in signs.PLACE.finditer(passage.text)
        for word in words(match[1] or "")[:1]
    )


def _position(question: Question, passage: Passage, speaker: str, leant_on: Sequence[Passage]) -> bool:
    """Whether the sentence is of the one whose word is asked for: in a speech of theirs, or told of them."""
    folded, title = naming.folded(passage.text), naming.folded(passage.title)
    for thing in question.named:
        if thing.surface != question.voice:
            continue
        if speaker and names(thing, speaker, frozenset()):
            return True
        if signs.HE_SAYS.match(folded) and any(names(thing, before.text, before.actors) for before in leant_on):
            return True
        for name in {re.escape(fold(form)) for form in thing.proper}:
            # Where a transcript tells who speaks, its title does not.
            if not speaker and re.search(rf"^{name}\b|{signs.SPEECH}\W+(?:\w+\W+){{0,8}}?{name}\b", title):
                return True
            # "Commissioner Kubilius, we welcome …" is said to him, not by him.
            if re.search(rf"\b{name}\b(?:\W+(?!we\b|i\b|you\b)\w+){{0,6}}?\W+{signs.SAYING}", folded):
                return True
            if "”" in passage.text and re.search(rf"{signs.SAYING}\W+(?:\w+\W+){{0,4}}?{name}\b", folded):
                return True
    return False


def _defines(question: Question, folded: str) -> bool:
    if signs.MEANS.search(folded):
        return True
    if not question.named and any(
        re.search(rf"\b{re.escape(term)}s? (?:is|are|means) ", folded) for term in question.terms
    ):
        return True
    for thing in question.named:
        for form in thing.proper[:6]:
            name = re.escape(fold(form))
            if re.search(rf"\b{name}{signs.DEFINES}|\({name}\)", folded):
                return True
            if re.search(
                rf"{signs.TITLED}(?:\s+\w+){{0,2}}\s+{name}\b|\b{name}, (?:\w+\s+){{0,4}}{signs.TITLED}", folded
            ):
                return True
    return False


def _has(sign: re.Pattern[str]) -> Sign:
    return lambda question, passage, catalogue: bool(sign.search(naming.folded(passage.text)))


_SIGNS: Mapping[Kind, Sign] = {
    "who": _who,
    "when": _when,
    "how-much": _has(signs.AMOUNT),
    "how-many": _how_many,
    "how-often": _has(signs.OFTEN),
    "how-long": _has(signs.LASTING),
    "where": _where,
    "why": _has(signs.REASON),
    "status": _has(signs.STAGE),
    "reference": _has(signs.REFERENCE),
    "comparison": _has(signs.CONTRAST),
    "next": _has(signs.AHEAD_STEP),
}
