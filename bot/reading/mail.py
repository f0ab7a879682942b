"""What mail programs write above a text that is forwarded or quoted, as people paste it. Not a reader of mail files."""

import re

from bot.reading import dates

_RULE = re.compile(r"(?:[-_=]{5,}|[-_=]{2,} ?[^\W\d_][\w ]{5,40} ?[-_=]{2,}|[^\W\d_][\w ]{5,40} message ?:)(?:\n+|$)")
"""`-----Original Message-----`, `---------- Forwarded message ---------`, `Begin forwarded message:`, a plain rule."""

_FIELD = re.compile(r"\*{0,2}([^\W\d_][\w -]{0,12}?) ?:\*{0,2}[ ]*([^\n]*)(?:\n|$)")
_MEANING = {
    "from": "author", "von": "author", "de": "author", "sent": "date", "date": "date", "gesendet": "date",
    "datum": "date", "envoyé": "date", "to": "", "an": "", "à": "", "cc": "", "bcc": "", "reply-to": "",
    "antwort an": "", "importance": "", "subject": "title", "betreff": "title", "objet": "title",
}  # fmt: skip
"""The fields that mail programs write, in three languages; those we have no use for mean nothing."""

_PASSED_ON = re.compile(r"(?:(?:re|fwd?|aw|wg|tr|réf)\s*:\s*)+", re.IGNORECASE)
_ADDRESS = re.compile(r"[<(\[]?(?:mailto:)?[\w.+-]+@[\w.-]+[>)\]]?")
_QUOTED = re.compile(r"^(?:> ?)+", re.MULTILINE)
_ON = re.compile(r"(?:On|Am|Le) ")
_WROTE = re.compile(r"[^\n]{0,120}\b(?:wrote|schrieb|a écrit)\b[^\n]{0,80}:\n+(?=>)")
_DOTTED = re.compile(r"\d{1,2}\.\d{1,2}\.\d{4}")


def unwrapped(text: str) -> tuple[dict[str, str], str]:
    """The `title`, `date` and `author` that the mail's head gives, and the text below it; nothing where there is none.

    Of several heads one below the other the last counts: it belongs to what was forwarded. `text` is clean.
    """
    found: dict[str, str] = {}
    rest = text
    while (head := _head(rest)) is not None:
        fields, below = head
        if not below.strip():
            break
        found, rest = fields, below
    return found, _unquoted(rest)


def _head(text: str) -> tuple[dict[str, str], str] | None:
    """The fields at the start of the text and what follows them: a sender with something else, or a quoting line."""
    start = rule.end() if (rule := _RULE.match(text)) else 0
    if (on := _ON.match(text, start)) and (day := dates.AT_START.match(text, on.end())):
        wrote = _WROTE.match(text, day.end())
        return ({"date": day[0]}, text[wrote.end() :]) if wrote else None
    found: dict[str, str] = {}
    seen: set[str] = set()
    place = start
    while (field := _FIELD.match(text, place)) and field[1].lower() in _MEANING:
        key = _MEANING[field[1].lower()]
        if key and field[2].strip():
            found.setdefault(key, _tidied(key, field[2]))
        seen.add(field[1].lower())
        place = field.end()
    if len(seen) < 2 or not seen & {"from", "von", "de"}:
        return None
    return {key: value for key, value in found.items() if value}, text[place:].lstrip("\n")


def _tidied(key: str, value: str) -> str:
    if key == "author":
        return _ADDRESS.sub("", value).strip(" \"'“”*;,")
    if key == "title":
        return _PASSED_ON.sub("", value, count=1).strip(" *")
    dotted = _DOTTED.search(value)  # what mail programs write behind it is the hour, without a zone
    return dotted[0] if dotted else value.strip(" *")


def _unquoted(text: str) -> str:
    """Without the `>` of quoting, where most lines have it."""
    lines = [line for line in text.split("\n") if line.strip()]
    quoted = sum(line.startswith(">") for line in lines)
    return _QUOTED.sub("", text).strip() if quoted * 2 > len(lines) else text
