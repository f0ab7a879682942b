"""When: the dates that a text names, resolved against the day of the article. Pure; knows no events and no clock.

records     When: a stretch of text and the days it means
calendar    weeks, months, quarters, seasons as days
words       the vocabulary of English, French and German
numeric     days written in figures
naming      words → days, before they are related to anything
tense       whether a clause looks back or ahead
resolving   the order of the work; `find` is the door
"""

from bot.when.records import When
from bot.when.resolving import find

__all__ = ["When", "find"]
