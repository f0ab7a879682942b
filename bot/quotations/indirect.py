"""What somebody is said to have said, in the writer's words: `X said that …`, `…, X said`, `X called for …`.

Only what is sure is found: the subject stands beside its verb, nothing is denied or supposed, nobody else speaks in it;
a speaker whom the catalogue does not know is named in full.
"""

import re
from collections.abc import Sequence

from bot.quotations import speakers
from bot.quotations.cues import PREFIX
from bot.quotations.phrases import Scene, Speaker, beginning, ending, opening
from bot.quotations.verbs import DEEDS, DENIED, REPORTING, SUPPOSED
from bot.recognition.vocabulary import word_set
from storage.models import Span

LEAST, MOST = 4, 60  # words
_THAT = {
    "en": re.compile(r"(?:\s+(?!(?:and|but|or|who|which)\b)[\w’'.-]+){0,7}?\s+that\s+"),
    "fr": re.compile(r"(?:\s+[\w’'.-]+){0,6}?,?\s+(?:qu['’]|que\s+)"),
    "de": re.compile(r"(?:\s+[\w’'.-]+){0,7}?,\s+dass\s+"),
}
_BARE = {
    "en": re.compile(
        r"\s+(?=(?:the|a|an|his|her|its|their|it|he|she|they|there|this|these|that|[A-Z]\w+|no|some|all|more|\d)\b)"
        r"(?=[^,;:.]{3,90}?\b(?:would|will|was|were|is|are|had|has|have|could|should|must|can|may|might)\b)"
    ),
    "de": re.compile(
        r"(?:\s+(?:am|im|in|nach|vor|bei) [\w .]{2,40})?,\s+(?=(?:die|der|das|es|man|er|sie|eine?|[A-ZÄÖÜ]\w+)\s)"
    ),
}
"""Reported clauses without a conjunction: with a finite verb behind their subject, or a German comma."""
_CUT = {
    "en": re.compile(r",?\s+(?:adding|saying|arguing|noting|warning|while|whereas|even as|although|though)\s"
                     r"|,\s+as\s|;|\s[–—]\s|,\s+(?:but|so)\s|,\s+according to\b"
                     r"|,\s+and\s+(?=(?:the\s+)?[\w ]{2,50}?\b(?:had|has|have|was|were|will|would|said|is|are)\b)"),
    "fr": re.compile(r",?\s+(?:ajoutant|tandis que|alors que)\s|;|\s[–—]\s|,\s+(?:mais|et)\s+(?=[A-Z])"),
    "de": re.compile(r",\s+während\s|;|\s[–—]\s|,\s+(?:aber|und|doch)\s+(?=[A-ZÄÖÜ])"),
}  # fmt: skip
"""Where the reported clause may be over and the writer goes on."""
_SAYS = word_set(
    "said says warned warns argued argues believes believe thinks think claims claimed insisted insists hopes hoped "
    "predicted predicts fears feared stressed stresses added adds acknowledged admitted suggested"
)
"""Verbs that need no "that" before what is said."""
_CLAUSE = re.compile(
    r"\b(?:whom|which|that|what|as|when|until|while|where|how|why|que|dont|où|als|wie|was|den|die|dem)\s+(?:[\w’'.-]+\s+){0,3}$",
    re.I,
)
"""Before a subject: its verb says something of another."""
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being)\s+(?:\w+ly\s+)?$")
_SUBORDINATE = re.compile(
    r"(?:But |And )?(?:when|if|as|while|after|before|since|although|once|lorsque|quand|si|als|wenn)\b[^,]*$", re.I
)
_JOINED = re.compile(r"(?:,|\b(?:and|but|or|et|mais|ou|und|aber|oder))\s*$")
_FINITE = re.compile(
    r"\b(?:would|will|was|were|is|are|had|has|have|could|should|must|can|may|might|do|does|did|\w+ed|\w+n['’]t)\b"
)
_UNSURE = re.compile(r"\b(?:if|whether|unless|when|si|ob|falls|wenn|who|which|qui)\b[^,]*$", re.I)
"""Before a verb in its clause: it is supposed, or said of somebody else."""
_KINDS = frozenset({"instrument", "treaty-provision", "programme"})
"""What says nothing."""

_Found = tuple[int, int, Speaker]


def statements(scene: Scene, sentences: Sequence[Span], quoted: Sequence[tuple[int, int]]) -> list[_Found]:
    """The clauses that report speech, in sentences without a quotation; their speakers are actors of the catalogue."""
    found = []
    at = 0
    for span in sentences:
        while at < len(quoted) and quoted[at][1] <= span.start:
            at += 1
        inside = at < len(quoted) and quoted[at][0] < span.end
        if inside or scene.text[: span.end].rstrip().endswith("?"):
            continue
        one = _prefixed(scene, span) or _reported(scene, span) or _deed(scene, span) or _trailing(scene, span)
        if one and _sure(scene, one):
            found.append(one)
    return found


def _sure(scene: Scene, one: _Found) -> bool:
    start, end, speaker = one
    words = scene.text[start:end].split()
    known = scene.kind(speaker.actor) not in _KINDS if speaker.actor else _named(speaker)
    return known and LEAST <= len(words) <= MOST and words[-1][-1:] != ","


def _named(speaker: Speaker) -> bool:
    """Whether words that are no actor's name tell of one person or body all the same: a full name, a title."""
    written = speaker.written
    plain = written[:1].isupper() and " " in written and not re.search(r"['’]s?$", written)
    plain = plain and not re.search(r"\b(?:and|et|und)\b", written)
    return plain and not (
        speaker.pronoun or speaker.definite or re.match(r"(?:His|Her|Their|Its|One|Another|Some)\b", written)
    )


def _end(scene: Scene, start: int, span: Span) -> int:
    """The end of a clause that begins at `start`: that of the sentence, or where the writer goes on."""
    end = len(scene.text[: span.end].rstrip(" .!?\n"))
    cut = _CUT[scene.language].search(scene.text, start, end)
    end = cut.start() if cut else end
    # Where somebody else speaks in it (`…, Y said`), whose words they are is not sure.
    return start if REPORTING[scene.language].search(scene.text, start, end) else end


def _prefixed(scene: Scene, span: Span) -> _Found | None:
    """`According to X, …`, `Selon X, …`, `Laut X wird …`."""
    prefix = PREFIX[scene.language].match(scene.text, span.start, span.end)
    if prefix is None or prefix[0].strip().casefold() in ("as", "pour", "in the words of"):
        return None
    told = beginning(scene, prefix.end(), min(span.end, prefix.end() + 90))
    if told is None or told.pronoun or told.upto < 0:
        return None
    gap = re.compile(r",\s+" if scene.language != "de" else r",?\s+").match(scene.text, told.upto)
    return (gap.end(), _end(scene, gap.end(), span), told._replace(cue=prefix[0].strip())) if gap else None


def _reported(scene: Scene, span: Span) -> _Found | None:
    """`X said that …`, `X warned Europe was …`, `X a déclaré que …`, `X sagte, dass …`."""
    language = scene.language
    for cue in REPORTING[language].finditer(scene.text, span.start, span.end):
        that = _THAT[language].match(scene.text, cue.end(), span.end)
        if that is None and language in _BARE and (language != "en" or cue[0] in _SAYS):
            that = _BARE[language].match(scene.text, cue.end(), span.end)
        if that and REPORTING[language].search(scene.text, cue.end(), that.end()):
            return None
        told = _subject(scene, span, cue, plain=True) if that else None
        if that and told:
            return that.end(), _end(scene, that.end(), span), told
    return None


def _deed(scene: Scene, span: Span) -> _Found | None:
    """`X called for …`, `X has not ruled out …`: with all that stands between the subject and the verb."""
    for cue in DEEDS[scene.language].finditer(scene.text, span.start, span.end):
        told = _subject(scene, span, cue, plain=False)
        greets = cue[0].startswith(("welcome", "begrüßt", "salu")) and _person(scene, cue.end())
        between = scene.text[told.upto : cue.start()] if told else ""
        if told is None or greets or "," in between or _PASSIVE.search(between):
            continue
        own = told.upto <= cue.start() and not _JOINED.search(between)
        start = told.upto + len(between) - len(between.lstrip()) if own else cue.start()
        return start, _end(scene, cue.end(), span), told
    return None


def _person(scene: Scene, start: int) -> bool:
    """Whether a person is named right behind a verb: who is welcomed is a guest."""
    return any(scene.kind(one.actor) == "person" for one in scene.within(start, start + 60))


def _subject(scene: Scene, span: Span, cue: re.Match[str], *, plain: bool) -> Speaker | None:
    """Who is the subject of a verb, where that is sure; `plain`: and nothing stands between the two."""
    lead = scene.text[span.start : cue.start()]
    if len(lead) > 160 or _UNSURE.search(lead):
        return None
    if _JOINED.search(lead):
        told = None if lead.rstrip().endswith(",") else _opening(scene, span, cue)
    else:
        told = _beside(scene, span, cue, plain=plain)
    told = speakers.resolved(scene, told, _reach(scene, span), None) if told else None
    return told._replace(cue=cue[0]) if told and (told.actor or told.written) else None


def _opening(scene: Scene, span: Span, cue: re.Match[str]) -> Speaker | None:
    """The subject of a sentence's first verb, which is that of a later one where nobody else is named."""
    people = {one.actor for one in scene.within(span.start, cue.start()) if scene.kind(one.actor) == "person"}
    return opening(scene, span.start, cue.start()) if len(people) < 2 else None


def _beside(scene: Scene, span: Span, cue: re.Match[str], *, plain: bool) -> Speaker | None:
    told = ending(scene, span.start, cue.start())
    if told is None:
        behind = scene.language == "de" and not plain
        return beginning(scene, cue.end(), min(span.end, cue.end() + 80)) if behind else None
    if re.search(r"\b(?:and|et|und)\s+(?:the\s+)?$", scene.text[span.start : max(span.start, told.start)]):
        return None  # `X and Y said`: neither alone
    between = scene.text[told.upto : cue.start()]
    supposed = SUPPOSED[scene.language].search(between) or (plain and DENIED[scene.language].search(between))
    return None if supposed or _CLAUSE.search(scene.text[span.start : max(span.start, told.start)]) else told


def _reach(scene: Scene, span: Span) -> int:
    """From where a pronoun may take its meaning: the sentence before, in the same paragraph."""
    paragraph = scene.text.rfind("\n", 0, span.start) + 1
    stop = max(scene.text.rfind(mark, paragraph, max(paragraph, span.start - 2)) for mark in (". ", "! ", "? "))
    return max(paragraph, stop + 1)


def _trailing(scene: Scene, span: Span) -> _Found | None:
    """`…, X said on Monday.`, `…, a estimé X.`, `…, sagte X.`"""
    text = scene.text[span.start : span.end]
    commas = [match.start() for match in re.finditer(r",\s", text)]
    for comma in commas[-2:]:
        tail = text[comma:]
        if len(tail) > 110 or comma < 15:
            continue
        cue = REPORTING[scene.language].search(tail)
        if (
            cue is None
            or re.match(r"\s+(?:to|that|with|que|qu['’]|,\s*dass)\b", tail[cue.end() :])
            or len(tail[cue.end() :].split()) > 7
            or re.match(r",\s+(?:\w+\s+)?(?:which|whom)\b", tail)
            or re.match(r",\s+(?:and|but|which|who|as|et|mais|qui|und|aber|der|die|das|saying|if|when)\b", tail)
        ):
            continue
        told = speakers.after(scene, span.start + comma, span.end)
        if told and told.pronoun:
            told = speakers.resolved(scene, told, _reach(scene, span), None)
        clause = text[:comma]
        appositive = told is not None and told.actor is None and re.search(r"[A-Z][\w’'-]+$", clause)
        whole = scene.language != "en" or _FINITE.search(clause)
        if (
            told
            and whole
            and not appositive
            and not re.search(r"''|\"", clause)
            and not _SUBORDINATE.match(text[:comma])
        ):
            return span.start, span.start + comma, told
    return None
