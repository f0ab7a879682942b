"""Is a reply in a thread, in which nobody names the bot, said to it? One pure rule; in doubt, silence.

With one person and the bot, everything but a courtesy is said to the bot. Among several people it is so only when it
is a question by its form, asked by somebody who has asked the bot in this thread before, right after the bot's answer
and addressed to no people: as soon as another person has spoken, the talk is theirs until the bot is named again.
"""

import re
from collections.abc import Sequence

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


US = ""
"""Stands for the bot among those who have written."""

_PEOPLE = re.compile(
    r"\b(?:you|your|yours|we|(?-i:us)|our|ours|(?-i:I)|my|let['’]s|any(?:body|one) (?:know|have|got|able|here)"
    r"|everybody|guys|folks|tu|vous|votre|vos|nous|notre|nos|je|dein|deine|wir|uns|unser|unsere|ich)\b",
    re.IGNORECASE,
)
_REQUEST = re.compile(r"^(?:can|could|would|will) you (?:please )?(?:also )?(?:tell|show|give|list|find|name)\b", re.I)
"""What one says to a bot as to a person."""
_CALLED = re.compile(r"@?[A-Z][\w'’-]+(?: [A-Z][\w'’-]+)?,\s+(?:can|could|do|did|are|have|will|would|what|when|any)\b")


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


def silence(call: Call, *, history: Sequence[Turn], voices: Sequence[str] | None) -> str | None:
    """Why nothing is said, or None when the reply is addressed to the bot.

    `voices` are those who have written in the thread before, oldest first, the bot as `US`; None when that is not
    known: then there may be others.
    """
    if not call.text:
        return "no words"
    if call.mentions:
        return "said to somebody else"
    if courtesy(call.text):
        return "a courtesy"
    return None if voices is not None and set(voices) <= {call.user, US} else _among_several(call, history, voices)


def to_people(text: str) -> bool:
    """Whether it speaks to people, or of those who talk: "you", "we", "I", a name that is called."""
    return bool(_PEOPLE.search(_REQUEST.sub("", text)) or _CALLED.match(text))


def _among_several(call: Call, history: Sequence[Turn], voices: Sequence[str] | None) -> str | None:
    if not question(call.text) or to_people(call.text):
        return "talk between people"
    if call.user not in {turn.asked_by for turn in history}:
        return "asked by somebody who has not asked the bot here"
    if set(_since_us(voices or ())) - {call.user}:
        return "somebody else has spoken since the bot did"
    return None


def _since_us(voices: Sequence[str]) -> list[str]:
    """Who has spoken since the bot last did; since the beginning, where it has not yet."""
    since: list[str] = []
    for who in voices:
        since = [] if who == US else [*since, who]
    return since
