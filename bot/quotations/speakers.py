"""Who stands by a verb of saying, and whom a pronoun means. Unsure stays open: a wrong speaker is worse than none."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.quotations.cues import INVERTED, PERSONAL, PREFIX, PRONOUN, SAYING
from bot.recognition.vocabulary import word_set
from storage.models import Mention

_TITLE = (
    r"minister|president|chancellor|commissioner|general|spokes\w+|diplomats?|officials?|ambassador|secretary"
    r"|chief|head|leader"
    r"|lawmaker|senator|analyst|reporter|researcher|admiral|source|company|ministry|agency|office|ministre"
    r"|président\w*|porte-parole|diplomate"
    r"|responsable|général|ministerin|präsident\w*|kanzler\w*|sprecher\w*|diplomat\w*|beamter|kommissar\w*"
    r"|unternehmen|ministerium"
)
_NAME = r"[^\W\d_a-zß-öø-ÿ][\w.'’-]*"
_WRITTEN = re.compile(
    rf"(?:(?:the|a|an|one|le|la|un|une|der|die|das|ein|eine)\s+|l['’]|The\s+|A\s+|An\s+|One\s+|Der\s+|Die\s+"
    rf"|Le\s+|La\s+)?"
    rf"(?:[\w-]+\s+){{0,3}}?(?:{_TITLE})(?!\w)(?:\s+[a-zà-ÿ]{{5,}}(?=\W|$))?(?:\s+(?:{_NAME})(?:\s+(?:von|van|de|der"
    rf"|du|la|le)(?:\s+der)?\s+{_NAME}|\s+{_NAME}){{0,3}})?"
    rf"|{_NAME}(?:\s+(?:(?:von|van|de|der|du|la|le|di|da|bin|al)\s+)*{_NAME}){{1,4}}|{_NAME}"
)
_NOBODY = word_set(
    "monday tuesday wednesday thursday friday saturday sunday the a an in on at it this that these those but "
    "and so if when as we i "
    "you there here what after before while yet still however meanwhile earlier later today yesterday le la "
    "les un une dans en der "
    "die das ein eine am im lundi mardi mercredi jeudi vendredi montag dienstag mittwoch donnerstag freitag brussels"
)

_SEVERAL = ("presidents", "ministers", "leaders", "présidents", "ministres", "präsidenten")
_OPENING = word_set("when if but and as while so since although though because after before at in on")


class Speaker(NamedTuple):
    """Whose words they are: an actor's id, the words that name the speaker, and the cue."""

    actor: str | None = None
    written: str = ""
    cue: str = ""
    start: int = -1
    pronoun: bool = False
    definite: bool = False  # "the minister": somebody named before


class Scene:
    """A text with the actors found in it."""

    def __init__(self, text: str, mentions: Sequence[Mention], catalogue: Catalogue, language: str) -> None:
        self.text, self.language, self.catalogue = text, language if language in SAYING else "en", catalogue
        self.mentions = sorted(mentions, key=lambda mention: mention.start)
        self._starts = [mention.start for mention in self.mentions]

    def within(self, start: int, end: int) -> list[Mention]:
        """The mentions that begin there."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def kind(self, actor: str) -> str:
        """What kind of actor it is."""
        known = self.catalogue.actors.get(actor)
        return known.kind if known else ""

    def named(self, start: int, end: int) -> Speaker | None:
        """The one who is named in a stretch that holds a speaker and nothing else."""
        piece = self.text[start:end]
        pronoun = PRONOUN[self.language].fullmatch(piece.strip())
        if pronoun:
            return Speaker(written=piece.strip(), start=start, pronoun=True)
        people = [one for one in self.within(start, end) if self.kind(one.actor) == "person"]
        others = [one for one in self.within(start, end) if one.sure]
        if len({one.actor for one in people}) > 1:
            return None
        if people:
            one = people[0]
            if self.text[start:end].casefold().rstrip().endswith(_SEVERAL):
                return None
            return Speaker(one.actor if one.sure else None, self.text[one.start : one.end], start=one.start)
        return self._by_words(start, piece, others)

    def _by_words(self, start: int, piece: str, others: list[Mention]) -> Speaker | None:
        """The one named by words that are no person's in the catalogue: as they are written."""
        match = _WRITTEN.search(piece)
        if match is None or match[0].casefold() in _NOBODY or re.match(r"(?:I|We|You)['’]", match[0]):
            return None
        if PRONOUN[self.language].fullmatch(match[0]):
            return Speaker(written=match[0], start=start + match.start(), pronoun=True)
        written = match[0].strip(" ,.")
        while " " in written and written.partition(" ")[0].casefold() in _OPENING:
            written = written.partition(" ")[2]
        exact = [one for one in others if self._whole(written, one)]
        if exact:
            return Speaker(exact[0].actor, self.text[exact[0].start : exact[0].end], start=exact[0].start)
        if others and others[0].start > start + match.start() + len(written):
            return None
        definite = bool(re.match(r"(?:the|der|die|das|le|la|l['’])\s*[a-zà-ÿ]+$", written, re.I))
        return Speaker(None, written, start=start + match.start(), definite=definite)

    def _whole(self, written: str, mention: Mention) -> bool:
        bare = re.sub(r"^(?:the|der|die|das|le|la|l['’])\s*", "", written, flags=re.I)
        surface = self.text[mention.start : mention.end]
        return bare in (surface, re.sub(r"^(?:the|der|die|das|le|la|l['’])\s*", "", surface, flags=re.I))


def after(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker told after a quotation that ends at `start`: `, said X`, `, X told Y`, `», a-t-il dit`."""
    piece = scene.text[start : min(end, start + 160)]
    cue = SAYING[scene.language].search(piece)
    if cue is None or re.search(r"[.!?;]\s", piece[: cue.start()]):
        return None
    before = piece[: cue.start()].strip(" ,\n–—-")
    inverted = INVERTED.search(piece, cue.start(), cue.end() + 8)
    if inverted:
        return Speaker(written=inverted[1] or inverted[2], cue=cue[0], start=start + inverted.start(), pronoun=True)
    if before:
        if len(before) > 100 or re.match(r"(?:and|but|which|who|et|mais|und|aber)\b", before):
            return None
        left = start + piece.index(before)
        found = scene.named(left, left + len(_head(before)))
    else:
        following = piece[cue.end() :]
        stop = re.search(
            r"[,.;:\n“«„\"]|\s(?:on|in|at|during|after|to|that|am|im|nach|lundi|mardi|mercredi|jeudi|vendredi"
            r"|lors|dans)\s",
            following,
        )
        pronoun = PRONOUN[scene.language].match(following.lstrip())
        reach = len(following) - len(following.lstrip()) + pronoun.end() if pronoun else None
        found = scene.named(
            start + cue.end(), start + cue.end() + (reach or (stop.start() if stop else len(following)))
        )
    return found._replace(cue=cue[0]) if found else None


def _head(subject: str) -> str:
    """A subject without what is told about it: `Jane Doe, the head of the agency`."""
    return subject.partition(",")[0]


def before(scene: Scene, start: int, end: int) -> Speaker | None:
    """The speaker told before a quotation that opens at `end`, in its sentence: `X said: “`, `according to X, “`."""
    piece = scene.text[start:end]
    prefixes = list(PREFIX[scene.language].finditer(piece))
    cues = [cue for cue in SAYING[scene.language].finditer(piece) if cue[0].casefold() != "so"]
    if prefixes and not cues and prefixes[-1][0].strip().casefold() not in ("as", "pour"):
        left = start + prefixes[-1].end()
        found = scene.named(left, start + len(piece.rstrip(" ,:")))
        return found._replace(cue=prefixes[-1][0].strip()) if found else None
    if not cues:
        label = re.fullmatch(r"\s*([^:\n]{3,60}):\s*", piece)
        found = scene.named(start, start + label.end(1)) if label and label[1][:1].isupper() else None
        return found._replace(cue=":") if found and not found.definite else None
    cue = cues[-1]
    subject = re.split(r",\s+|\s(?:and|but|as|while|et|mais|und|aber)\s|[–—;]", piece[: cue.start()].rstrip(" ,"))
    left = start
    offset = 0
    for candidate in reversed([one for one in subject if one.strip()]):
        if re.match(r"\s*(?:which|that|whose|where|when|qui|que|dont|welche\w*)\s", candidate):
            continue
        offset = piece.rindex(candidate, 0, cue.start())
        if found := scene.named(left + offset, left + offset + len(candidate)):
            first = _appositive(scene, start, subject, piece)
            return (first or found)._replace(cue=cue[0])
    return None


def _appositive(scene: Scene, start: int, parts: list[str], piece: str) -> Speaker | None:
    """`Anna Smith, a researcher at the institute, said`: the name before the comma, not what is told of it."""
    if len(parts) < 2 or not re.match(
        r"(?:an?|the|who|whose|head|chief|le|la|un|une|der|die|ein|eine|ministre|président\w*)\s", parts[-1].strip()
    ):
        return None
    left = piece.index(parts[-2])
    return scene.named(start + left, start + left + len(parts[-2]))


def resolved(scene: Scene, told: Speaker, since: int, previous: Speaker | None) -> Speaker:
    """A pronoun or "the minister" as the one person named since `since`, or who spoke last; else as it was."""
    if not told.pronoun and not told.definite:
        return told
    if told.pronoun and told.written.casefold() not in PERSONAL:
        return told._replace(written="")
    people = {one.actor for one in scene.within(since, told.start) if scene.kind(one.actor) == "person" and one.sure}
    if previous and previous.actor and scene.kind(previous.actor) == "person":
        people.add(previous.actor)
    if len(people) == 1:
        return told._replace(actor=people.pop(), pronoun=False, definite=False)
    if previous and not people and previous.written and not previous.pronoun and not previous.actor:
        return told._replace(written=previous.written, pronoun=False, definite=False)
    return told._replace(written="" if told.pronoun else told.written)
