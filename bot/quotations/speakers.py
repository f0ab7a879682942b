"""Who stands by a verb of saying, and whom a pronoun means. Unsure stays open: a wrong speaker is worse than none."""

import re

from bot.quotations.cues import INVERTED, PERSONAL, PREFIX, ROLE, SAYING
from bot.quotations.phrases import FULL_NAME, ONE_NAME, Scene, Speaker, beginning, ending, opening
from bot.quotations.verbs import DENIED

OPEN = Speaker()
"""Somebody, whom the text does not tell."""

_STOP = re.compile(
    r"[,;:\n“«„\"(]|\.(?=\s|$)(?<!\b[A-Z]\.)(?<!\b(?:Mr|Dr|St)\.)(?<!\b(?:Sen|Rep|Gov|Gen|Mrs)\.)"
    r"|\s(?:on|in|at|during|after|before|to|that|when|while|who|am|im|nach|bei|vor|lundi|mardi|mercredi|jeudi|vendredi"
    r"|lors|dans|devant|à|aux?|qui)\s"
)
_ENDED = re.compile(r"[.!?;](?:\s|$)(?<!\b(?:Mr|Dr|St)\.\s)(?<!\b(?:Sen|Rep|Gov|Gen|Mrs)\.\s)(?<!\b[A-Z]\.\s)")
_PASSIVE = re.compile(r"\b(?:is|are|was|were|be|been|being|so-)\s*(?:\w+ly\s+)?$")
_TOLD = re.compile(r"called|described|read|named|told|asked|promised|accused|announced|agreed|criticized|criticised")
"""Verbs that tell of their subject after a form of "to be"."""
_NEXT = re.compile(r"\s*:\s")


def cues(scene: Scene, start: int, end: int) -> list[re.Match[str]]:
    """The verbs of saying between two places, those in the passive left out."""
    found = []
    for cue in SAYING[scene.language].finditer(scene.text, start, end):
        left = scene.text[max(start, cue.start() - 24) : cue.start()]
        if not (_TOLD.fullmatch(cue[0]) and _PASSIVE.search(left)):
            found.append(cue)
    return found


def after(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker told after a quotation that ends at `start`: `, said X`, `, X told Y`, `», a-t-il dit`."""
    end = min(end, start + 200)
    quoted = re.search(r"[“«„]|\s\"(?=\w)", scene.text[start:end])
    end = start + quoted.start() if quoted else end
    prefix = re.compile(rf"\s*(?:,\s*|(?<=,.)\s*)(?:{PREFIX[scene.language].pattern})", re.I)
    told_by = prefix.match(scene.text, start, end)
    if told_by and told_by[0].strip(" ,").casefold() not in ("as", "pour"):
        return _with(beginning(scene, told_by.end(), _stop(scene, told_by.end(), end)), told_by[0].strip(" ,"))
    told = cues(scene, start, end)
    if not told or _ENDED.search(scene.text[start : told[0].start()]) or _NEXT.match(scene.text, told[0].end()):
        return None
    return _told(scene, told[0], start, end)


def _told(scene: Scene, cue: re.Match[str], start: int, end: int) -> Speaker | None:
    """Who stands beside a verb of saying that follows a quotation: behind the verb, or before it."""
    lead = scene.text[start : cue.start()]
    inverted = INVERTED.search(scene.text, cue.start(), min(cue.end() + 8, len(scene.text)))
    if inverted:
        written = inverted[1] or inverted[2]
        return Speaker(written=written, cue=cue[0], start=inverted.start(), pronoun=True, upto=inverted.end())
    if re.fullmatch(r"[\s,–—-]*(?:[a-z]+ly\s+|also\s+|(?:lui|nous|leur) )?", lead):
        return _with(beginning(scene, cue.end(), _stop(scene, cue.end(), end)), cue[0]) or OPEN._replace(cue=cue[0])
    if len(lead) > 140 or re.match(
        r"[\s,–—-]*(?:and|but|which|who|when|after|while|whereas|as|et|mais|tandis|alors|und|aber|während)\b", lead
    ):
        return None
    left = start + len(lead) - len(lead.lstrip(" ,\n–—-"))
    found = ending(scene, left, cue.start()) or beginning(scene, left, cue.start())
    return _with(found, cue[0], upto=cue.end())


def _stop(scene: Scene, start: int, end: int) -> int:
    stop = _STOP.search(scene.text, start + 1, end)
    return stop.start() if stop else end


def _with(found: Speaker | None, cue: str, *, upto: int = -1) -> Speaker | None:
    return found._replace(cue=cue, upto=max(found.upto, upto)) if found else None


def adjacent(scene: Scene, start: int, end: int) -> bool:
    """Whether a verb of saying stands right before `end`: `X said, “`, `X told reporters: “`."""
    told = cues(scene, start, end)
    if not told:
        return False
    between = scene.text[told[-1].end() : end]
    return between.rstrip().endswith(":") or re.fullmatch(r"(?:\s+(?:that|qu['’]|que))?[\s,]*", between) is not None


def before(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker told before a quotation that opens at `end`, in its sentence: `X said: “`, `according to X, “`."""
    piece = scene.text[start:end]
    prefixes = [one for one in PREFIX[scene.language].finditer(piece) if _prefixes(one, piece)]
    told = cues(scene, start, end)
    if told and told[-1][0].casefold() == "so" and len(told) == 1 and not piece.rstrip().endswith(":"):
        told = []
    if prefixes and (not told or prefixes[-1].start() > told[-1].start() - start):
        left = start + prefixes[-1].end()
        return _with(beginning(scene, left, _stop(scene, left, end)), prefixes[-1][0].strip()) or OPEN
    if not told:
        return _introduced(scene, start, end)
    cue = told[-1]
    lead = scene.text[start : cue.start()]
    cut = re.search(r"(?:,|\band|\bbut|\bet|\bmais|\bund|\baber|\bor)\s*$", lead.rstrip() + " ".rstrip())
    if piece.rstrip().endswith(":") and _another(scene, cue.end(), end):
        return OPEN  # `X said so, to which Y objected: “`
    named = FULL_NAME.search(lead.rstrip(" ,"))
    named_last = named is not None and lead.rstrip().endswith(f"{named['who']},")
    if scene.language != "en" and lead.rstrip().endswith(",") and not named_last:
        found = _inverted(scene, cue, end)
    elif cue[0].endswith("ing") or cut:
        found = opening(scene, start, cue.start())
    else:
        found = ending(scene, start, cue.start()) or _inverted(scene, cue, end)
        if found and found.upto <= cue.start() and DENIED[scene.language].search(scene.text[found.upto : cue.start()]):
            return OPEN  # `X never said “`
    return _with(found, cue[0]) or OPEN._replace(cue=cue[0])


def _another(scene: Scene, start: int, end: int) -> bool:
    """Whether a clause behind the verb names another person who may be the one to speak."""
    comma = scene.text.find(",", start, end)
    if comma < 0:
        return False
    named = any(scene.kind(one.actor) == "person" for one in scene.within(comma, end))
    return named or " which " in scene.text[comma:end]


def _inverted(scene: Scene, cue: re.Match[str], end: int) -> Speaker | None:
    """German and French put the subject behind: `Auf die Frage antwortete der Sprecher: „`, `Et X d’ajouter : «`."""
    if scene.language == "en":
        return None
    stop = _stop(scene, cue.end(), end)
    return beginning(scene, cue.end(), stop) if stop > cue.end() else None


def _prefixes(prefix: re.Match[str], piece: str) -> bool:
    word = prefix[0].strip().casefold()
    return word != "as" and (word != "pour" or not piece[: prefix.start()].strip())


def _introduced(scene: Scene, start: int, end: int) -> Speaker | None:
    """`X: “`, `X was blunt: “`: the subject that opens a sentence which ends in a colon and names nobody else."""
    piece = scene.text[start:end]
    if not piece.rstrip().endswith(":"):
        return None
    found = opening(scene, start, end)
    if found is None or found.pronoun or found.definite:
        return found if found and found.pronoun else None
    label = not scene.text[found.upto : end].strip(" :")
    others = {one.actor for one in scene.within(found.upto, end) if scene.kind(one.actor) == "person"}
    person = found.actor is not None and scene.kind(found.actor) == "person"
    return _with(found, ":") if label or (person and others <= {found.actor}) else None


def resolved(scene: Scene, told: Speaker, since: int, previous: Speaker | None) -> Speaker:
    """A pronoun or "the minister" as the one person it can mean, or as it was.

    That is who opens the sentence that begins at `since`, if nobody else is named up to the pronoun; or, where that
    sentence names nobody, who spoke last.
    """
    if not told.pronoun and not told.definite:
        return told
    unresolved = told._replace(written="" if told.pronoun else told.written)
    if told.pronoun and told.written.casefold() not in PERSONAL:
        return unresolved
    people = {
        one.actor if one.sure else scene.text[one.start : one.end]
        for one in scene.within(since, told.start)
        if scene.kind(one.actor) == "person"
    }
    others = strangers(scene, since, told.start)
    first = opening(scene, since, told.start)
    if first is not None and first.pronoun and previous is not None:
        first = previous
    spoke = previous if previous and (previous.actor is None or scene.kind(previous.actor) == "person") else None
    if told.definite:
        fitting = {id_ for id_ in people | {spoke.actor if spoke else None} if id_ and _fits(scene, id_, told.written)}
        return told._replace(actor=fitting.pop(), definite=False) if len(fitting) == 1 and not others else unresolved
    chosen: Speaker | None = None
    if not people and not others:
        chosen = first if first is not None and _speaks(first) else spoke
    elif first is not None and people | others == {first.actor or first.written}:
        chosen = first
    elif len(people) == 1 and not others and (spoke is None or spoke.actor in people):
        (only,) = people
        chosen = Speaker(only) if only in scene.catalogue.actors else Speaker(written=only)
    if chosen is None or chosen.pronoun or not (chosen.actor or chosen.written):
        return unresolved
    return told._replace(actor=chosen.actor, written=chosen.written, pronoun=False, definite=False)


def _speaks(one: Speaker) -> bool:
    """Whether words that are no actor's name tell of a person: `The spokesperson for …`."""
    return not one.actor and re.search(rf"\b(?:{ROLE})\b", one.written, re.I) is not None


def strangers(scene: Scene, start: int, end: int) -> set[str]:
    """Names that look like persons' and that the catalogue does not know: whoever else "he" may be."""
    found = set()
    mentioned = [(one.start, one.end) for one in scene.within(max(0, start - 60), end)]
    names = list(FULL_NAME.finditer(scene.text, start, end))
    for cue in cues(scene, start, end):
        single = ONE_NAME.search(scene.text, max(start, cue.start() - 60), cue.start())
        names += [single] if single else []
    for match in names:
        left, right = match.span("who")
        if not any(begin < right and left < finish for begin, finish in mentioned) and not match["who"].isupper():
            found.add(match["who"])
    return found


def _fits(scene: Scene, actor: str, role: str) -> bool:
    """Whether a person held an office that "the minister" may mean."""
    noun = role.rsplit(maxsplit=1)[-1].casefold().removesuffix("in")[:7]
    return any(noun in one.office.casefold() for one in scene.catalogue.held_by(actor))
