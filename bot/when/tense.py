"""Whether a clause looks back or ahead, told by its nearest verb. Pure; no grammar beyond a verb's form.

The verb before a date decides, else the first after it: "will meet on Thursday, he said", "on Thursday the Council
adopted a plan that will …".
"""

import re
from typing import Literal

Tense = Literal["past", "future", ""]

_ENGLISH = re.compile(
    r"\b(?:(?P<future>(?:(?:will|shall|would|should|might|could|can|must|may(?=\s+[a-z]))|(?<=[\w])['’]ll"
    r"|(?:is|are|was|were)\s+(?:\w+ly\s+|now\s+|also\s+)?(?:to\b|(?:expected|due|set|scheduled|planned|slated|supposed"
    r"|likely|going|planning|preparing)\b)"
    r"|(?:plan|hope|aim|intend|expect|want|promise)s?\s+to|(?<!ly )scheduled|slated|due|planned|tentatively)"
    r"(?:\s+(?:not|also|then|only|be|have|been|to|\w+ly))*(?:\s+(?!on\b|in\b|by\b|at\b|from\b|for\b)\w+)?|upcoming|forthcoming)"
    r"|(?P<past>was|were|had|has|have|did|said|says|told|sat|met|took|held|made|went|came|gave|began|broke|brought|built"
    r"|bought|chose|fell|fought|found|got|grew|hit|kept|knew|led|left|lost|meant|paid|ran|rose|saw|sent|shook|shot"
    r"|showed|sold|spoke|spent|stood|struck|swore|taught|thought|threw|won|wrote|became|put"
    r"|(?!(?:united|armed|need|speed|indeed|hundred|feed|seed|breed|based|related|advanced|combined|proposed)\b)"
    r"[a-z]{2,}ed|since|ago))\b"
)
_FRENCH = re.compile(
    r"\b(?:(?P<future>\w{2,}(?:era|erait|eront|eraient|ira|iront|dra|dront|vra|vront)|sera|seront|aura|auront|fera|feront"
    r"|ira|iront|pourra|pourrait|devrait|devraient|doit|doivent|va|vont|prevue?s?|attendue?s?)"
    r"(?:\s+(?:etre|avoir|se))?(?:\s+\w{3,}(?:e|es|ee|ees|er|ir|re|i|u)\b)?"
    r"|(?P<past>a|ont|avait|avaient|etait|etaient|fut|furent|s'est|s’est|est|sont)\s+(?:\w+ment\s+)?(?:ete\s+)?(?!(?:lieu|(?:attendu|prevu)e?s?)\b)(?:eu\b|\w{2,}(?:e|es|ee|ees|i|is|ie|u|us|ue|t|te|s))"
    r"|(?P<old>etait|etaient|avait|avaient|fut|furent|depuis))\b"
)
_GERMAN = re.compile(
    r"\b(?:(?P<future>wird|werden|soll|sollen|sollte|sollten|will|wollen|durfte|durften|konnte|konnten|muss|mussen|geplant|vorgesehen"
    r"|vorgesehene[nr]?|geplante[nr]?|plant|planen)"
    r"|(?P<past>wurde|wurden|war|waren|hat|haben|hatte|hatten|ist|sind|[a-z]{3,}(?:te|ten)(?<!heute)(?<!seiten)(?<!rechten)"
    r"|kam|kamen|ging|gab|nahm|traf|trafen|sprach|sprachen|fand|fanden|begann|beschloss|beschlossen|unterschrieb"
    r"|unterzeichnet|trat|stieg|hielt|schrieb|seit))\b"
)
_VERBS = {"en": _ENGLISH, "fr": _FRENCH, "de": _GERMAN}
_STOP = re.compile(r"[.!?](?=\s)|\n")
_REACH = 160  # characters


def tense(folded: str, start: int, end: int, language: str) -> Tense:
    """How the clause around `[start:end]` of a folded text looks; empty where no verb tells."""
    left = max(0, start - _REACH)
    for sentence in _STOP.finditer(folded, left, start):
        left = sentence.end()
    verbs = _VERBS[language]
    found: re.Match[str] | None = max(verbs.finditer(folded, left, start), key=re.Match.start, default=None)
    if found is None:
        stop = _STOP.search(folded, end, end + _REACH)
        found = verbs.search(folded, end, stop.start() if stop else end + _REACH)
    if found is None:
        return ""
    return "future" if found["future"] else "past"
