"""What the rules pass to one another: an act that is claimed, and what it was found to state."""

from typing import NamedTuple

from bot.developments.attribution import Attribution
from bot.developments.claim import Force
from bot.developments.lexicon import Act, Hit
from storage.models import Party


class Stated(NamedTuple):
    """One development of a sentence, before dates, numbers and places are looked at."""

    type: str
    stage: str
    thing: str
    said: Force
    attribution: Attribution
    parties: tuple[Party, ...]
    start: int
    end: int
    agreed: bool = False


class Claimed(NamedTuple):
    """An act, as one way to read its word has it, and what its clause claims of it."""

    hit: Hit
    act: Act
    said: Force
