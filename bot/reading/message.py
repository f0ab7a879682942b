"""Mails as files, one (.eml) or many (.mbox): newsletters, forwarded articles, press releases with their attachment.

What a mail carries is its text, or the mail forwarded in it, and each document attached. Its Date header is the day
on which it was sent, and stands for the day of publication: that is when its readers got it.
"""

import contextlib
import email
import email.policy
import io
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from email.message import EmailMessage, MIMEPart
from email.utils import parseaddr

from bot.errors import ParseError
from bot.language import detect
from bot.reading import dates, mail, mailbox, markup, titles
from bot.reading.cleaning import clean, line
from bot.reading.records import Kind, Raw, Reading
from storage.models import Published

_HEAD = 2000  # bytes by which a mailbox is known
_HEADERS = re.compile(r"(?:[A-Za-z][A-Za-z0-9-]{1,40}:[^\n]*\n(?:[ \t][^\n]*\n)*){2,}", re.IGNORECASE)
_MAILS = re.compile(
    r"^(?:received|return-path|mime-version|message-id|delivered-to|dkim-signature|content-type):", re.I | re.M
)
_PASSED_ON = re.compile(r"^(?:(?:re|fwd?|aw|wg|tr|réf)\s*:\s*)+", re.IGNORECASE)
_FOOT = re.compile(
    r"^.{0,60}\b(?:unsubscribe|manage (?:your )?(?:subscription|preferences)|you (?:are receiving|received) this"
    r"|se désabonner|désinscri\w+|vous recevez|newsletter abbestellen|abmelden|sie erhalten diese)\b.*$",
    re.IGNORECASE | re.MULTILINE,
)
_IN_BROWSER = re.compile(
    r"^.{0,80}\b(?:view|read|open) (?:this )?(?:e?-?mail |message |it )?(?:in|online|on)\b.{0,60}$"
    r"|^.{0,40}im browser (?:ansehen|öffnen).{0,40}$"
    r"|^.{0,60}(?:dans (?:votre|le) navigateur|version en ligne).{0,40}$",
    re.IGNORECASE | re.MULTILINE,
)
_ATTACHED = {
    "application/pdf": ".pdf",
    "application/vnd.openxmlformats-officedocument.wordprocessingml.document": ".docx",
}

ReadRaw = Callable[[Raw, date], list[Reading]]


def parse(raw: Raw, today: date) -> list[Reading]:
    """Every mail's article, and every document attached that can be read."""
    readings: list[Reading] = []
    reason = "It is a mail without any text."
    several = mailbox.is_mailbox(raw.content[:_HEAD])
    lines = io.BytesIO(raw.content)
    for content in mailbox.mails(lines, most=len(raw.content)) if several else [raw.content]:
        try:
            readings += _of_mail(email.message_from_bytes(content, policy=email.policy.default), today)
        except ParseError as error:
            reason = error.public
        except (LookupError, ValueError, AttributeError, TypeError, RecursionError):
            # The email package stumbles over some broken headers; that mail costs no other.
            reason = "It is a mail too broken to be read."
    if not readings:
        raise ParseError(reason)
    return readings


def _of_mail(message: EmailMessage, today: date) -> list[Reading]:
    if not any(message.get(name) for name in ("From", "Subject", "Date")):
        raise ParseError("It is no mail: it has neither sender nor subject nor date.")
    readings, reason = [], ""
    try:
        readings.append(_text_of(message, today))
    except ParseError as error:
        reason = error.public
    for part in message.iter_attachments():
        if part.get_content_type() == "message/rfc822":
            inner = part.get_payload(0) if part.is_multipart() else None
            with contextlib.suppress(ParseError):  # what is attached costs the mail nothing
                readings += _of_mail(inner, today) if isinstance(inner, EmailMessage) else []
        elif (suffix := _ATTACHED.get(part.get_content_type())) is not None:
            readings += _document(part, suffix, message, today)
    if not readings:
        raise ParseError(reason or "It is a mail without any text.")
    return readings


def _document(part: EmailMessage, suffix: str, message: EmailMessage, today: date) -> list[Reading]:
    from bot.reading import docx, pdf

    content = part.get_payload(decode=True)
    if not isinstance(content, bytes):
        return []
    kind = pdf.KIND if suffix == ".pdf" else docx.KIND
    try:
        found = kind.parse(Raw(name=part.get_filename() or f"attached{suffix}", content=content), today)
    except ParseError:
        return []
    sent, publisher = _sent(message, today), _sender(message)
    return [
        one.model_copy(update={"published_at": one.published_at or sent, "publisher": one.publisher or publisher})
        for one in found
    ]


def _text_of(message: EmailMessage, today: date) -> Reading:
    body = message.get_body(preferencelist=("plain", "html"))
    rich = message.get_body(preferencelist=("html",))
    text = _bare(_plain(body))
    if rich is not None and rich is not body and len(told := _bare(_plain(rich))) > 2 * len(text):
        text = told  # "Your program cannot show this mail" beside the mail itself
    inner, below = mail.unwrapped(text)
    text = clean(below)
    if not any(char.isalpha() for char in text):
        raise ParseError("It is a mail without any text.")
    subject = line(_PASSED_ON.sub("", str(message.get("Subject") or "")))
    language = detect(text)
    return Reading(
        title=line(inner.get("title", "")) or subject or titles.from_text(text, language),
        text=text,
        published_at=(dates.understand(inner["date"], today) if "date" in inner else None) or _sent(message, today),
        language=language,
        author=inner.get("author"),
        publisher=_sender(message),
        kind="mail",
    )


def _plain(part: MIMEPart | None) -> str:
    if part is None:
        return ""
    try:
        content = part.get_content()
    except (LookupError, UnicodeError):  # a charset that nobody knows
        payload = part.get_payload(decode=True)
        content = payload.decode("utf-8", "replace") if isinstance(payload, bytes) else ""
    if not isinstance(content, str):
        return ""
    if part.get_content_type() != "text/html":
        return content
    tree = markup.tree(content)
    return "" if tree is None else markup.text_of(tree)


def _bare(text: str) -> str:
    """The text without what newsletters say of themselves: a link to the same in a browser, a foot about leaving."""
    feet = [match.start() for match in _FOOT.finditer(text) if match.start() > len(text) // 2]
    return clean(_IN_BROWSER.sub("", text[: feet[0]] if feet else text))


def _sent(message: EmailMessage, today: date) -> Published:
    sent = getattr(message.get("Date"), "datetime", None)
    said = next((str(value) for name, value in message.raw_items() if name.lower() == "date"), "")
    if not isinstance(sent, datetime) or str(sent.year) not in said:  # the year 0001 would be taken for 2001
        return dates.understand(said, today)
    try:
        return dates.plausible(sent.astimezone(UTC) if sent.tzinfo else sent.date(), today)
    except OverflowError:  # past the last day that there is, or before the first
        return None


def _sender(message: EmailMessage) -> str | None:
    name, address = parseaddr(str(message.get("From") or ""))
    return line(name) or address.rpartition("@")[2] or None


def _recognises(head: str) -> bool:
    start = head.lstrip("\n")
    if start.startswith("From ") and "\n" in start:
        start = start.partition("\n")[2]
    match = _HEADERS.match(start.replace("\r\n", "\n"))
    return match is not None and bool(_MAILS.search(match[0]))


KIND = Kind(
    name="mail",
    media_types=("message/rfc822", "application/mbox"),
    suffixes=(".eml", ".mbox"),
    recognises=_recognises,
    parse=parse,
)
