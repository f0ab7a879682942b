"""What governs a clause from before it: conditions, backgrounds, relatives, verbs of saying and denying."""

from bot.developments.scene import Scene
from bot.developments.subjects import group
from bot.recognition.vocabulary import word_set

_RELATIVE_REACH = 14

_SAYING_REACH = 8

SAYING = word_set(
    """
    say announce warn find accuse threaten request declare condemn
    """
)
"""Acts whose "that" leaves the claim of its clause standing, as theirs."""


def subordinate(scene: Scene, index: int) -> bool:
    """Whether the verb at `index` stands in a clause that claims nothing for itself."""
    grammar = scene.grammar
    first, _ = scene.segment(index)
    if _contact(scene, index):
        return True
    commas = 0
    for at in range(index - 1, first - 1, -1):
        word = scene.tokens[at].text
        if word == ",":
            commas += 1
        elif word == "as" and scene.heading:
            return False  # "NATO scrambles jets as drones cross into Romania": both are news
        elif word in grammar.conditions or word in grammar.background or _elided_if(scene, at):
            if commas == 0 and not (word == "as" and at and scene.tokens[at - 1].text in ("well", "such", "far")):
                return True
        elif word in grammar.relatives:
            if commas == 0 or (commas == 2 and index - at <= _RELATIVE_REACH):
                return commas == 0
        elif word in grammar.that:
            if commas == 0:
                return not _saying(scene, at)
        elif word in ("and", "but", "et", "mais") and commas == 0 and _own_clause(scene, at, index):
            return False
    return False


def _elided_if(scene: Scene, at: int) -> bool:
    """Whether "s'il" begins there."""
    return scene.tokens[at].text == "s" and scene.words(at + 2, at + 3) in (["il"], ["ils"])


def _contact(scene: Scene, index: int) -> bool:
    """Whether it is a relative clause without its pronoun: "the howitzers we have sent"."""
    pronoun = scene.tokens[index - 1] if index > 1 else None
    if pronoun is None or pronoun.text not in ("we", "they", "i", "he", "she", "you"):
        return False
    return any(thing.end == pronoun.start - 1 for thing in scene.things_in(pronoun.start - 40, pronoun.start))


def _own_clause(scene: Scene, conjunction: int, index: int) -> bool:
    """Whether a actor of its own stands between a conjunction and the verb."""
    if index - conjunction < 2 or group(scene, index)[1] - conjunction < 2:
        return False
    behind = scene.mention_at(scene.tokens[group(scene, index)[1] - 1].start)
    joint = conjunction and scene.mention_at(scene.tokens[conjunction - 1].start) is not None
    return not (joint and behind is not None)  # "where the EU and Canada signed"


def _saying(scene: Scene, index: int) -> bool:
    """Whether a verb of saying, denying or finding stands shortly before "that"."""
    low = scene.tokens[max(0, index - _SAYING_REACH)].start
    high = scene.tokens[index].start
    if any(word in scene.grammar.denies for word in scene.words(index - _SAYING_REACH, index)):
        return True
    return any(known.act in SAYING for hit in scene.acts if low <= hit.start < high for known in hit.names)


def said_before(scene: Scene, index: int) -> bool:
    """Whether somebody says or denies something before the verb at `index`."""
    high = scene.tokens[min(index, len(scene.tokens) - 1)].start
    if any(word in scene.grammar.denies for word in scene.words(0, index)):
        return True
    return any(known.act in ("say", "announce") for hit in scene.acts if hit.end <= high for known in hit.names)


def denied(scene: Scene, index: int) -> bool:
    """Whether a denial governs the clause at `index`: "denied that it had …"."""
    words = scene.words(0, index)
    return any(word in scene.grammar.denies for word in words) and (
        any(word in scene.grammar.that for word in words) or scene.language == "de"
    )
