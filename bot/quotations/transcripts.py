"""Whole texts by one speaker, and those that name one before each turn. Pure; an article with a label is none."""

import re

from bot.quotations.phrases import Scene, Speaker

_TURN = re.compile(
    r"^(?P<who>(?!(?:https?|Note|Source|Tel|Contact|Date|Place|Subject)\b)[A-ZÀ-Þ][^:\n.!?“\"]{2,70}):[ \t]+(?=\S)",
    re.M,
)
_BY = re.compile(
    r"^(?:opening |press |joint |closing |keynote )?(?:remarks|speech|statement|address|keynote|intervention"
    r"|discours|allocution|rede|ansprache)"
    r"(?: by| of| from| delivered by| de| du| von| des)? (?P<who>.{4,120})",
    re.I,
)
_TURNS = 3
_OWN = re.compile(r"\b(?:I|my|we|our|je|nous|notre|ich|wir|unser\w*)\b")


def turns(scene: Scene, title: str) -> list[tuple[int, int, Speaker]]:
    """What each speaker says, without the names; empty for a text that is no transcript and no speech."""
    found = [match for match in _TURN.finditer(scene.text) if not _told(match["who"])]
    names = [match["who"] for match in found]
    repeated = len(names) - len(set(names))
    if len(found) >= _TURNS and repeated and sum(len(name.split()) <= 6 for name in names) >= len(names) * 0.8:
        return list(_turns(scene, found))
    return _speech(scene, title)


def _told(label: str) -> bool:
    """Whether a label is a sentence rather than a name: it has several words in small letters before a comma."""
    return sum(word[0].islower() for word in label.partition(",")[0].split()) > 2


def _turns(scene: Scene, found: list[re.Match[str]]) -> list[tuple[int, int, Speaker]]:
    said = []
    known: dict[str, Speaker] = {}
    for match, following in zip(found, [*(one.start() for one in found[1:]), len(scene.text)], strict=True):
        end = len(scene.text[:following].rstrip())
        if match["who"] not in known:
            told = scene.named(match.start(), match.end("who"))
            known[match["who"]] = Speaker(
                told.actor if told else None, re.sub(r"\s*\([^)]*\)|[\s,]+$", "", match["who"]), ":", match.start()
            )
        if match.end() < end:
            said.append((match.end(), end, known[match["who"]]))
    return said


def _speech(scene: Scene, title: str) -> list[tuple[int, int, Speaker]]:
    """The paragraphs of a speech, where its title says whose it is and the text speaks in the first person."""
    by = _BY.match(title)
    if (
        by is None
        or len(_OWN.findall(scene.text)) * 60 < len(scene.text.split())
        or "”" in scene.text[:4000].partition("said")[0]
    ):
        return []
    people = {mention.actor for mention in scene.mentions if scene.kind(mention.actor) == "person" and mention.sure}
    named = [actor for actor in people if scene.catalogue.actors[actor].name.casefold() in by["who"].casefold()]
    if len(named) > 1:
        return []
    speaker = Speaker(named[0], scene.catalogue.actors[named[0]].name) if named else None
    if speaker is None:
        return []
    return [
        (match.start(), match.end(), speaker)
        for match in re.finditer(r"[^\n]+", scene.text)
        if len(match[0].split()) >= 6
    ]
