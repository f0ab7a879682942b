"""When: the dates that a text names, resolved against the day of the article. Pure; knows no events and no clock.

records     When: a stretch of text and the days it means
calendar    weeks, months, quarters, seasons as days
words       the vocabulary of English, French and German, by kinds of words
tokens      a text → pieces, each with its kind
numbers     numbers in words
numeric     days written in figures
grammar     rules over kinds, and how they are applied
naming      pieces → dates and periods of the calendar
feasts      holidays
terms       years of accounts and seasons
counting    pieces → days and units seen from the article's day
weekdays    weekdays and weekends seen from it
relating    dates made of dates: the first Friday of May
adjoining   dates beside a date: the day after Christmas
ranging     from one date to another
tense       whether a clause looks back or ahead
resolving   the order of the work; `find` is the door
"""

from bot.when.records import When
from bot.when.resolving import find

__all__ = ["When", "find"]
