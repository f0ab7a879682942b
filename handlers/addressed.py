"""Is a reply in a thread, in which nobody names the bot, said to it? One pure rule; in doubt, silence.

With one person and the bot, everything but a courtesy is said to the bot. Among several people it is so only when it
is a question by its form, from somebody who has asked the bot in this thread before.
"""

import re
from collections.abc import Collection, Sequence

from handlers.calls import Call
from storage.models import Turn

_WORD = re.compile(r"[^\W\d_]+(?:['’][^\W\d_]+)?", re.UNICODE)

COURTESIES = frozenset(
    re.findall(
        r"\S+",
        """
    a agreed ah all alright and appreciated awesome bien bitte brilliant bye cheers clear compris cool copied
    d'accord danke done exactly excellent fine for fyi gern gerne good got great haha hm hmm hello hey hi il interesting
    it job klar lol lot lots many merci much muchas nice noted ok okay oui parfait perfect perfekt please präzise
    right sehr so sounds super sure thank thanks that that's thx toll très ty understood useful very vielen voilà wow
    yep yes you your à
    """,
    )
)
"""Words of thanks and assent, with the small words they come with. All of a reply must be among them."""

_OPENERS = frozenset(
    re.findall(
        r"\S+",
        """
    who whom whose what which when where why how is are was were do does did has have had can could will would should
    may any anything anyone list show tell give compare summarise summarize explain find name quote
    qui que quoi quel quelle quels quelles quand où pourquoi comment combien est-ce
    wer wen wem was welche welcher welches wann wo warum wie wieviel gibt
    """,
    )
)
_CONTINUES = re.compile(
    r"^(?:and|or|but|et|mais|und|oder)\b[^.!]{1,60}\?|^(?:what|how) about\b"
    r"|^(?:since when|until when|depuis quand|seit wann)\b",
    re.IGNORECASE,
)


def courtesy(text: str) -> bool:
    """Whether it says thanks or assent and nothing else; an emoji alone does."""
    said = re.sub(r":[a-z0-9_+'-]+:", " ", text.lower())
    return not re.search(r"[?\d]", said) and all(word in COURTESIES for word in _WORD.findall(said))


def question(text: str) -> bool:
    """Whether it is a question or a request by its form."""
    said = text.strip()
    if said.endswith("?") or _CONTINUES.search(said):
        return True
    first = re.match(r"[^\W_]+(?:-ce)?", said.lower())
    return first is not None and first[0] in _OPENERS and len(said.split()) > 1


def silence(call: Call, *, history: Sequence[Turn], people: Collection[str] | None) -> str | None:
    """Why nothing is said, or None when the reply is addressed to the bot.

    `people` are those who have written in the thread, None when that is not known: then there may be others.
    """
    if not call.text:
        return "no words"
    if call.mentions:
        return "said to somebody else"
    if courtesy(call.text):
        return "a courtesy"
    return None if people is not None and set(people) <= {call.user} else _among_several(call, history)


def _among_several(call: Call, history: Sequence[Turn]) -> str | None:
    if not question(call.text):
        return "talk between people"
    if call.user not in {turn.asked_by for turn in history}:
        return "asked by somebody who has not asked the bot here"
    return None
