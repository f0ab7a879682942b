"""Who is quoted with what. Pure; it judges no truth and guesses no speaker.

marks       stretches between quotation marks
cues        the verbs of saying
phrases     who a noun phrase names
speakers    who stands by a cue, and whom a pronoun means
indirect    what somebody is said to have said
finding     the order of the work; `quotations` is the door
verbs       what reports speech without quoting it
stances     for or against, where a statement's own verb says so
positions   statements → actor, topic, day
"""

from bot.quotations.finding import quotations
from bot.quotations.positions import positions

__all__ = ["positions", "quotations"]
