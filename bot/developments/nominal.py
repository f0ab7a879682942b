"""Acts told as nouns: "The signature by Iceland of a partnership marks …", "Livraison de douze canons à Kiev".

Only where the noun opens its clause and a light verb, or in a headline none, follows: "adoption requires unanimity" and
"after the adoption" tell of no event.
"""

import re

from bot.developments.claim import Force
from bot.developments.scene import Scene

_OPENING = 4
"""Words before the noun, at most: "Today's long-awaited signature of"."""

_OWN = {
    "en": frozenset({"of", "by"}),
    "fr": frozenset({"de", "d", "du", "des", "par"}),
    "de": frozenset({"der", "des", "von", "eines", "einer", "durch", "weiterer", "neuer"}),
}
_BEFORE = {
    "en": re.compile(
        r"the|a|an|today's|its|this|\w+(?:ed|al|ic|ive|ous|able|ing|ary)|new|first|joint|final|latest|'|s|today"
    ),
    "fr": re.compile(r"la|le|l|'|cette|ce|nouvelle|nouveau|première|premier|récente?"),
    "de": re.compile(r"die|der|das|diese|dieser|erste|ersten|neue|\w+(?:liche|ige|ische|te)"),
}
_LIGHT = {
    "en": re.compile(
        r"\b(?:marks?|marked|comes?|came|follows|followed|represents|represented|constitutes|brings|brought|sends|sent"
        r"|paves|paved|opens|opened|ends|ended|takes place|took place|means|underlines|signals|signalled|went ahead"
        r"|(?:was|were|has been|have been) (?:\w+ly )?(?:announced|confirmed|completed|welcomed|hailed|formalised"
        r"|finalised|greeted|celebrated|reported|notified|made public))\b"
    ),
    "fr": re.compile(
        r"\b(?:marque|intervient|suit|fait suite|constitue|représente|ouvre|survient|a eu lieu|met fin|vient"
        r"|(?:a|ont) été (?:annoncée?s?|saluée?s?|confirmée?s?|finalisée?s?|officialisée?s?))\b"
    ),
    "de": re.compile(
        r"\b(?:markiert|folgt|folgte|erfolgte|erfolgt|bedeutet|ist ein|fand .+ statt|wurde .*(?:bekannt|bestätigt))\b"
    ),
}
_OPEN = re.compile(
    r"\b(?:not|no|never|would|could|may|might|will|should|must|can|if|requires?|ne|pas|serait|pourrait|sera|doit|nicht|kein\w*"
    r"|könnte|würde|wird|soll|muss|erfordert)\b"
)  # fmt: skip


def nominal(scene: Scene, index: int) -> Force | None:
    """What the clause claims of an act whose noun stands at `index`, None for nothing."""
    language = scene.language
    first, last = scene.segment(index)
    if index - first > _OPENING or index + 1 >= last:
        return None
    follows = scene.lower[scene.tokens[index + 1].start : scene.tokens[last - 1].end]
    if scene.tokens[index + 1].text not in _OWN[language] and not _LIGHT[language].match(follows):
        return None
    if not all(_BEFORE[language].fullmatch(word) for word in scene.words(first, index)):
        return None
    rest = scene.lower[scene.tokens[index].end : scene.tokens[last - 1].end]
    light = _LIGHT[language].search(rest)
    if (light is None and not scene.heading) or _OPEN.search(rest, 0, light.end() if light else len(rest)):
        return None
    return Force(passive=True, anchor=index, trailing=True)
