"""Noun phrases that may be a speaker: the one that ends, begins or opens a stretch. Knows no quotations."""

import re
from bisect import bisect_left
from collections.abc import Sequence
from typing import NamedTuple

from bot.catalogue import Catalogue
from bot.quotations.cues import ANTECEDED, INTRODUCING, PRONOUN, ROLE, SAYING, UNSTRESSED
from bot.recognition.vocabulary import word_set
from storage.models import Mention

_NAME = r"[^\W\d_a-zß-öø-ÿ](?:[\w’'-]|\.(?=[\w ]))*"
_PARTICLES = r"(?:(?:von|van|de|der|den|du|la|le|di|da|bin|al|zu)\s+)*"
_NAMES = rf"{_NAME}(?:\s+{_PARTICLES}{_NAME}){{0,5}}"
_ARTICLE = (
    r"(?:(?:the|an?|one|another|its?|his|her|their|le|la|une?|des|les|son|sa|leur|der|die|das|eine?[nmrs]?"
    r"|deren|dessen|ihre?|seine?)\s+|l['’])"
)
_ROLES = rf"(?:[\w’'-]+\s+){{0,4}}?(?:[\w’'-]*-)?(?:{ROLE})(?!\w)"
_OF = r"(?:of|for|at|in|from|with|on|to|de|du|des|d['’]|à|au|aux|von|vom|der|des|für|im|in|am)"
_ROLE_NOUN = rf"(?i:{_ARTICLE}?{_ROLES})(?:\s+[a-zà-ÿ]{{5,}}(?<!ed)(?<!ing)(?!\w))?(?:\s+{_NAMES})?"
_ROLE_OF = rf"(?i:{_ARTICLE}?{_ROLES})\s*\b{_OF}\s?(?:[\w.’'-]+\s?){{1,7}}"
_ENDING = re.compile(rf"(?<![\w’'.-])(?:{_ROLE_OF}|{_ROLE_NOUN}|{_NAMES})$")
_ENDING_NAMES = re.compile(rf"(?<![\w’'.-])(?:{_ROLE_NOUN}|{_NAMES})$")
_WHOSE = r"\s*\b(?:of|for|de|du|des|d['’]|der|des|von|für)\s?(?:[\w’'-]+\s?){1,5}"
_BEGINNING = re.compile(rf"\s*(?P<who>{_ROLE_NOUN}(?!\w)(?:{_WHOSE})?|{_NAMES})")
_LEADS = "The|A|An|In|On|At|But|And|If|When|As|Its|His|Her|This|That|Le|La|Les|Un|Une|Der|Die|Das|Ein|Eine|Im|Am|For"
_CAPITAL = r"[A-ZÀ-Þ][a-zß-öø-ÿ’'-]+"
FULL_NAME = re.compile(rf"(?<![\w’'.-])(?!(?:{_LEADS})\s)(?P<who>{_CAPITAL}(?:\s+{_PARTICLES}{_CAPITAL})+)")
ONE_NAME = re.compile(rf"(?<![\w’'.-])(?P<who>{_NAME})\s+(?:(?:has|had|also|later|then|a|hat)\s+)?$")
_NOTE = re.compile(r"\s*[(\[][^)\]]*[)\]]$")
_DEFINITE = re.compile(r"(?:(?:the|der|die|das|le|la)\s+|l['’]\s*)[a-zà-ÿ-]+(?:\s+[a-zà-ÿ-]+)?")
_DETERMINED = re.compile(rf"^{_ARTICLE}", re.I)
_NOBODY = word_set(
    "monday tuesday wednesday thursday friday saturday sunday the a an in on at it its this that these those his her "
    "their another one but and so if when as we i you there here what after before while yet still however meanwhile "
    "earlier later today yesterday although though because since both many some most few all any every each no not "
    "la les un une dans en der die das ein eine am im lundi mardi mercredi jeudi vendredi montag dienstag mittwoch "
    "donnerstag freitag brussels according appearing speaking asked et mais puis und aber auch auf sen rep gov gen mr "
    "mrs ms dr january february march april june july august september october november december who which"
)
_NO_OPENING = (_NOBODY - word_set("the a an one another la les un une le der die das ein eine its his her")) | word_set(
    "like of even last amid both among despite if until unless once rather instead through throughout over without to "
    "then so such thus nor or only just perhaps maybe moreover yes no well also"
)
_SEVERAL = ("presidents", "ministers", "leaders", "présidents", "ministres", "präsidenten")


class Speaker(NamedTuple):
    """Whose words they are: an actor's id, the words that name the speaker, and the cue."""

    actor: str | None = None
    written: str = ""
    cue: str = ""
    start: int = -1
    pronoun: bool = False
    definite: bool = False  # "the minister": somebody named before
    upto: int = -1  # where the words that tell the speaker end


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
        """The one whom `[start:end]`, a noun phrase and nothing else, names; None where it names nobody or several."""
        written = self.text[start:end].strip(" ,.\n")
        start += len(self.text[start:end]) - len(self.text[start:end].lstrip(" ,.\n"))
        pronoun = PRONOUN[self.language].fullmatch(written)
        if pronoun:
            return Speaker(written=written, start=start, pronoun=True, upto=end)
        mentions = [one for one in self.within(start, end) if one.end <= end + 1]
        people = [one for one in mentions if self.kind(one.actor) == "person"]
        if len({one.actor for one in people}) > 1 or written.casefold().endswith(_SEVERAL):
            return None
        if people and self._means(people[-1], start, end):
            one = people[-1]
            return Speaker(one.actor if one.sure else None, self.text[one.start : one.end], start=one.start, upto=end)
        whole = [one for one in mentions if one.sure and self._whole(written, one)]
        if whole:
            surface = self.text[whole[0].start : whole[0].end]
            return Speaker(whole[0].actor, surface, start=whole[0].start, upto=end)
        if not written or written.casefold() in _NOBODY or written.split()[0].casefold() in ("i", "we", "you"):
            return None
        definite = _DEFINITE.fullmatch(written[:1].lower() + written[1:]) is not None
        return Speaker(None, written, start=start, definite=definite, upto=end)

    def _means(self, one: Mention, start: int, end: int) -> bool:
        """Whether a person's name is what the phrase is about: not `Trump’s lawyer`, not `an aide to Trump`."""
        return not self.text[one.end : end].strip(" ,.)") and not re.search(rf"\b{_OF}\s", self.text[start : one.start])

    def _whole(self, written: str, mention: Mention) -> bool:
        bare = _DETERMINED.sub("", written)
        surface = self.text[mention.start : mention.end]
        return bare in (surface, _DETERMINED.sub("", surface))


def ending(scene: Scene, start: int, end: int) -> Speaker | None:
    """The subject that ends at `end`, before its verb: `X`, `X has also`, `X, the head of Y,`, `X, who`."""
    for _ in range(4):
        end = start + len(_unstressed(scene, start, end))
        piece = scene.text[start:end]
        if not piece.strip():
            return None
        if piece.endswith(","):
            left = piece.rfind(",", 0, -1)
            if left < 0:
                return opening(scene, start, end - 1)
            part = piece[left + 1 : -1].strip()
            if FULL_NAME.fullmatch(part):  # `The prime minister, Donald Tusk,`
                return scene.named(start + piece.rindex(part), end - 1)
            if not _told_of(part):
                return None
            end = start + left
            continue
        if relative := ANTECEDED[scene.language].search(piece):
            end = start + relative.start()
            continue
        return _ended(scene, start, end)
    return None


def _unstressed(scene: Scene, start: int, end: int) -> str:
    piece, before = scene.text[start:end].rstrip(), None
    while piece != before:
        before = piece
        piece = _NOTE.sub("", UNSTRESSED[scene.language].sub("", piece)).rstrip(" \n–—-")
    return piece


def _told_of(part: str) -> bool:
    """Whether what stands between two commas tells of the one named before: `the head of Y`, `who had come late`."""
    part = part.strip()
    return part[:1].islower() or part[:2].isdigit() or re.match(r"[A-Z][\w-]*\s+[a-z]", part) is not None


def _ended(scene: Scene, start: int, end: int) -> Speaker | None:
    piece = scene.text[start:end]
    last = piece.rpartition(" ")[2]
    if PRONOUN[scene.language].fullmatch(last):
        return Speaker(written=last, start=end - len(last), pronoun=True, upto=end)
    for one in scene.within(max(start, end - 60), end):
        if one.end == end and scene.kind(one.actor) == "person" and _stands_alone(scene, scene.text[start : one.start]):
            return Speaker(one.actor if one.sure else None, scene.text[one.start : end], start=one.start, upto=end)
    left = max(0, len(piece) - 120)
    comma = max(piece.rfind(mark, left) for mark in ',;:–—“”«»"')
    left = max(left, comma + 1)
    match = _ENDING.search(piece, left)
    if match is None or (match[0][:1].islower() and not re.search(rf"\b(?:{ROLE})", match[0], re.I)):
        return None
    if not _stands_alone(scene, piece[left : match.start()]):
        match = _ENDING_NAMES.search(piece, left)
        if match is None or not _stands_alone(scene, piece[left : match.start()]):
            return None
    return scene.named(start + match.start() + len(_lead(match[0])), end)


def _lead(written: str) -> str:
    """What opens a clause rather than names somebody: the `After` of `After Scalia said`."""
    words = 0
    while words < 2 and written.split()[words : words + 1] and written.split()[words].casefold() in _NO_OPENING:
        words += 1
    return written[: len(written) - len(written.split(maxsplit=words)[-1])] if words else ""


def _stands_alone(scene: Scene, before: str) -> bool:
    """Whether what precedes a noun phrase in its clause lets it be the subject: no preposition governs it."""
    words = [word.casefold() for word in before.split()[-2:]]
    last = words[-1] if words else ""
    if last in ("the", "a", "an", "le", "la", "les", "der", "die", "das", "dem", "den") and len(words) > 1:
        last = words[0]
    return not re.fullmatch(rf"{_OF}|by|than|par|bei|mit", last)


def beginning(scene: Scene, start: int, end: int) -> Speaker | None:
    """The subject that begins at `start`, behind its verb (`said X, who …`) or before it (`X told …`)."""
    piece = scene.text[start:end]
    pronoun = PRONOUN[scene.language].match(piece.lstrip())
    if pronoun:
        at = start + len(piece) - len(piece.lstrip())
        return Speaker(written=pronoun[0], start=at, pronoun=True, upto=at + pronoun.end())
    at = start + len(piece) - len(piece.lstrip())
    for one in scene.within(at, at + 1):
        if scene.kind(one.actor) == "person" and not re.match(
            r"['’]|\s+(?:[a-z]+\s+)?[A-Z]", scene.text[one.end : end]
        ):
            return Speaker(one.actor if one.sure else None, scene.text[at : one.end], start=at, upto=one.end)
    match = _BEGINNING.match(piece)
    if match is None or match["who"].split()[0].casefold() in _NO_OPENING:
        return None
    found = scene.named(start + match.start("who"), start + match.end("who"))
    if found is not None and found.actor is None and re.search(rf"\b(?:{ROLE})\b", found.written, re.I):
        later = re.match(rf"\s*,\s+(?P<who>{_NAMES}),", scene.text[start + match.end() : start + match.end() + 80])
        if later:  # `Finland’s president, Alexander Stubb,`
            at = start + match.end()
            return scene.named(at + later.start("who"), at + later.end("who")) or found
    return found


def opening(scene: Scene, start: int, end: int) -> Speaker | None:
    """The subject that opens a sentence, whatever leads in to it: `In a letter, the minister …`."""
    at = start
    for _ in range(2):
        piece = scene.text[at:end]
        lead = INTRODUCING[scene.language].match(piece)
        comma = piece.find(", ")
        if lead is None or comma < 0:
            break
        at += comma + 2
    return beginning(scene, at, end)
