"""A text → its quotations, in order. Here stretches between marks get a speaker, or are found to be no quotation."""

import re
from collections.abc import Sequence
from datetime import date

from bot.catalogue import Catalogue
from bot.quotations import indirect, marks, speakers, transcripts
from bot.quotations.cues import NAMING
from bot.quotations.marks import Quoted
from bot.quotations.phrases import Scene, Speaker
from storage.models import Mention, Quotation, Span

_SENTENCE_END = re.compile(r"[.!?…][”“»\"’]?\s")
_NO_END = re.compile(r"\b(?:Mr|Mrs|Ms|Dr|Gen|Sen|Rep|Gov|St|Lt|Col|U\.S|M|[A-Z])\.\s$")
_END = re.compile(r"[.!?](?=\s+[\"“«„A-ZÀ-Þ])")
_ENDED = re.compile(r"[.!?…,][”»\"’“]?$")
_WORD = re.compile(r"[^\W_]+")
_ADDRESSEE = re.compile(r"^(?:\s+(?P<to>(?:[a-z]+\s+)?(?:[A-Z][\w.’'-]*|reporters|journalists|lawmakers|mps|allies)"
                        r"(?:\s+(?:of\s+)?[A-Z][\w.’'-]*){0,4}))")  # fmt: skip
FEW = 4
"""Words. Fewer are quoted for their wording (“drone wall”) unless somebody is said to say them."""


def quotations(
    text: str,
    sentences: Sequence[Span],
    mentions: Sequence[Mention],
    catalogue: Catalogue,
    *,
    language: str = "en",
    on: date | None = None,
    title: str = "",
) -> list[Quotation]:
    """Who is quoted with what in `text`, direct and indirect, in its order. `mentions` are those of `bot.actors`."""
    scene = Scene(text, mentions, catalogue, language)
    direct: list[tuple[int, int, Speaker]] = []
    stretches = marks.quoted(text)
    told = _speakers(scene, stretches)
    for one, speaker in zip(stretches, told, strict=True):
        if speaker is not None:
            direct.append((one.start, one.end, speaker))
    taken = [(one.opened, one.closed) for one, who in zip(stretches, told, strict=True) if who is not None]
    spoken = transcripts.turns(scene, title)
    said = direct if not spoken else []
    said += spoken
    found = [_quotation(scene, start, end, speaker, on, direct=True) for start, end, speaker in said]
    if not spoken:
        found += [
            _quotation(scene, start, end, speaker, on, direct=False)
            for start, end, speaker in indirect.statements(scene, sentences, taken)
        ]
    return sorted(found, key=lambda one: one.start)


def _speakers(scene: Scene, stretches: list[Quoted]) -> list[Speaker | None]:
    """For each stretch its speaker, an open one, or None where it is no quotation."""
    told: list[Speaker | None] = []
    previous: Speaker | None = None
    inherited: Speaker | None = None
    last: Quoted | None = None  # the one before that is a quotation
    reach = 0
    for number, one in enumerate(stretches):
        limit = stretches[number + 1].opened if number + 1 < len(stretches) else len(scene.text)
        floor = last.closed if last else 0
        if last and inherited and last.closed <= inherited.upto < one.opened:
            floor = inherited.upto
        left = _sentence_start(scene.text, one.opened, floor)
        if not (last and last.continues):
            reach = _reach(scene.text, left)
        here = _attributed(scene, one, left, limit)
        if here is None and inherited is not None and last is not None and _continued(scene, last, one, floor):
            speaker: Speaker | None = inherited
        elif here is not None:
            speaker = speakers.resolved(scene, here, reach, previous)
        else:
            speaker = speakers.OPEN if _is_speech(scene, one) else None
        if speaker is not None and not _worth(scene, one, here):
            speaker = None
        if speaker is not None:
            previous = speaker if speaker.written or speaker.actor else previous
            inherited, last = speaker, one
        told.append(speaker)
    return _backwards(stretches, told)


def _continued(scene: Scene, earlier: Quoted, one: Quoted, floor: int) -> bool:
    """Whether a quotation goes on with the one before it: `“A,” she said on Monday. “B`; over paragraphs."""
    if earlier.continues:
        return True
    gap = scene.text[floor : one.opened]
    if gap.rstrip().endswith(":"):
        return False
    if (
        "\n" in scene.text[earlier.closed : one.opened]
        or len(gap) > 160
        or len(scene.text[one.start : one.end].split()) < 2
    ):
        return False
    if re.search(r",?\s(?:and|but|while|as|et|mais|tandis|und|aber|während)\s", gap) and scene.within(
        floor, one.opened
    ):
        return False
    return len(_ends(gap + " ", 0, len(gap) + 1)) <= 1 and not speakers.cues(scene, floor, one.opened)


def _backwards(stretches: list[Quoted], told: list[Speaker | None]) -> list[Speaker | None]:
    """A quotation over paragraphs has one speaker, wherever in it the speaker is named."""
    for number in range(len(told) - 2, -1, -1):
        later, mine = told[number + 1], told[number]
        if stretches[number].continues and later is not None and (mine is None or not (mine.written or mine.actor)):
            told[number] = later
    return told


def _ends(text: str, start: int, end: int) -> list[int]:
    """Where sentences end between two places, as far as a glance tells."""
    return [stop.end() for stop in _SENTENCE_END.finditer(text, start, end)
            if not _NO_END.search(text[: stop.end()][-8:])]  # fmt: skip


def _sentence_start(text: str, at: int, floor: int) -> int:
    left = max(floor, at - 240, text.rfind("\n", 0, at) + 1)
    return max([left, *_ends(text, left, at)])


def _reach(text: str, left: int) -> int:
    """Where the sentence before this one begins, a paragraph back at most: whom a pronoun may mean."""
    back = max(0, text.rfind("\n\n", 0, max(0, left - 2)))
    return max(back, _sentence_start(text, max(0, left - 2), 0))


def _attributed(scene: Scene, one: Quoted, left: int, limit: int) -> Speaker | None:
    if speakers.adjacent(scene, left, one.opened):
        return speakers.before(scene, left, one.opened)
    stop = _end_of_sentence(scene.text, one.closed, limit)
    inner = scene.text[one.start : one.end]
    following = scene.text[one.closed : stop]
    ended = inner[-1:] in ",!?…—" or re.match(r"\s*[,–—-]", following) or not inner[:1].islower()
    if not inner.endswith(".") and ended and re.match(r"\s*[,–—-]|\s+[\w«]", following):
        found = speakers.after(scene, one.closed, stop)
        if found:
            return found
    return speakers.before(scene, left, one.opened)


def _end_of_sentence(text: str, at: int, limit: int) -> int:
    stop = min(limit, len(text), at + 200)
    line = text.find("\n", at, stop)
    stop = line if line >= 0 else stop
    for end in _END.finditer(text, at, stop):
        if not _NO_END.search(text[: end.end()][-8:] + " "):
            return end.end()
    return stop


def _is_speech(scene: Scene, one: Quoted) -> bool:
    """Whole sentences in marks are somebody's words although nobody is named."""
    inner = scene.text[one.start : one.end]
    if scene.text[: one.opened].rstrip().endswith(":") and inner[-1:] in ".!?" and inner[:1].isupper():
        return not NAMING.search(scene.text[max(0, one.opened - 40) : one.opened].rstrip().rstrip(":"))
    return len(_WORD.findall(inner)) >= FEW and bool(_ENDED.search(inner)) and inner[:1].isupper()


def _worth(scene: Scene, one: Quoted, here: Speaker | None) -> bool:
    inner = scene.text[one.start : one.end]
    words = _WORD.findall(inner)
    if NAMING.search(scene.text[max(0, one.opened - 40) : one.opened]):
        return False
    if here is not None and here.cue and _attached(scene, one, here):
        return bool(words)
    if len(words) < 3:
        return here is None and _is_speech(scene, one)
    return not (all(word[0].isupper() or len(word) < 4 for word in words) and not _ENDED.search(inner))


def _attached(scene: Scene, one: Quoted, here: Speaker) -> bool:
    inner = scene.text[one.start : one.end]
    return (
        bool(_ENDED.search(inner))
        or scene.text[one.closed : one.closed + 1] == ","
        or scene.text[max(0, one.opened - 2) : one.opened].strip() == ":"
    )


def _quotation(scene: Scene, start: int, end: int, speaker: Speaker, on: date | None, *, direct: bool) -> Quotation:
    known = scene.catalogue.actors.get(speaker.actor) if speaker.actor else None
    cue_end = speaker.start + len(speaker.written) if speaker.start >= 0 else -1
    addressee = ""
    if speaker.cue.casefold() in ("told", "tells") and cue_end > 0:
        at = scene.text.find(speaker.cue, max(0, cue_end - 60), cue_end + 60)
        match = _ADDRESSEE.match(scene.text[at + len(speaker.cue) :][:80]) if at >= 0 else None
        addressee = match["to"] if match else ""
    return Quotation(
        text=scene.text[start:end], start=start, end=end, direct=direct, speaker=known.id if known else None,
        speaker_name=known.name if known else speaker.written, office=_office(scene, known.id, on) if known else "",
        cue=speaker.cue, addressee=addressee,
    )  # fmt: skip


def _office(scene: Scene, actor: str, on: date | None) -> str:
    """The speaker's office on that day: the weightiest that is sure; none without a day."""
    if on is None:
        return ""
    held = [
        office
        for office in scene.catalogue.held_by(actor)
        if (office.valid_from is None or office.valid_from <= on) and (office.valid_to is None or on <= office.valid_to)
        and office.confidence != "low" and "to be verified" not in office.office
    ]  # fmt: skip
    return max(held, key=lambda office: office.valid_from or date.min).office if held else ""
