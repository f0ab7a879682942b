"""What a clause claims of its act: that it happened, may, will, did not; or nothing. Looks at small words only.

A clause claims nothing where the act is a condition, a wish, a duty, a background or a question: what states nothing
must give nothing.
"""

from bot.developments.claim import Force
from bot.developments.clauses import subordinate
from bot.developments.english import english
from bot.developments.french import french
from bot.developments.german import german
from bot.developments.inflection import NOUN
from bot.developments.lexicon import Act, Hit
from bot.developments.nominal import nominal
from bot.developments.scene import Scene


def force(scene: Scene, hit: Hit, act: Act) -> Force | None:
    """What the clause of an act claims, None for nothing."""
    index = scene.at(hit.start)
    if act.tense == NOUN:
        return nominal(scene, index)
    if scene.language == "de":
        found = german(scene, index, act)
    else:
        found = french(scene, index, act) if scene.language == "fr" else english(scene, index, hit.end, act)
        if found is not None and subordinate(scene, found.anchor):
            return None
    return found
