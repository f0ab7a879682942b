"""What people say to the bot for a command: "summarise …", "what is new?". Pure; all else is a question."""

import re

_SUMMARISE = re.compile(
    r"^(?:(?:can|could) you )?(?:please )?(?:give me |send me |show me )?"
    r"(?:(?:a|the) )?(?:(?P<size>short|medium|long|longer|brief) )?"
    r"(?:summari[sz]e|summary of|sum up|r[ée]sume[rz]?|fasse|zusammenfassung von)\s+(?P<what>\S.*?)\W*$",
    re.IGNORECASE,
)
_NEW = re.compile(r"^what(?:'s|’s| is) new(?: since (?:i|we) (?:last )?looked)?\W*$", re.IGNORECASE)
_NUMBERED = re.compile(r"^(?:the )?(?P<kind>article|story) (?:no\.? ?|number |#)?(?P<number>\d{1,18})\b", re.IGNORECASE)
_SIZED = re.compile(r",?\s+(?:in )?(?P<size>short|medium|long|brief(?:ly)?)$", re.IGNORECASE)


THREAD = "this thread"
"""What stands for the links and files of the thread in which it is said."""

_THREAD = re.compile(
    r"^(?:(?:this|it)(?=,? please$|$)|(?:this|the|our) (?:whole )?(?:thread|discussion|conversation)|(?:the )?above"
    r"|(?:all )?(?:these|the|those) (?:links|files|articles)(?: above| here| in (?:this|the) thread)?)(?:\b.*)?$",
    re.IGNORECASE,
)


def command(text: str) -> tuple[str, str] | None:
    """The command and its words; None where it is a question like others."""
    said = text.strip()
    if _NEW.match(said):
        return "/latest", ""
    match = _SUMMARISE.match(said)
    if match is None:
        return None
    what, size = match["what"], match["size"] or ""
    if sized := _SIZED.search(what):
        what, size = what[: sized.start()], sized["size"]
    size = {"briefly": "short", "brief": "short", "longer": "long"}.get(size.lower(), size.lower())
    if _THREAD.match(what):
        what = THREAD
    elif numbered := _NUMBERED.match(what):
        what = numbered["number"] if numbered["kind"].lower() == "article" else f"story {numbered['number']}"
    return "/summary", f"{what} {size}".strip()
