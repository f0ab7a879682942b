"""A mailbox (mbox) as its mails, one after the other, however many: from a stream of lines. Reads no mail."""

import re
from collections.abc import Iterable, Iterator

_HEADER = re.compile(rb">?[!-9;-~]{1,80}:|>From ")
_FROM = re.compile(rb"From \S+ +\w{3} \w{3} +\d{1,2} \d\d:\d\d[^\n]{0,40} \d{4}\b")
_QUOTED = re.compile(rb"^>(>*From )", re.MULTILINE)


def is_mailbox(head: bytes) -> bool:
    """Whether a file that begins so is one: a "From " line, and a mail's header below it."""
    first, _, rest = head.partition(b"\n")
    return first.startswith(b"From ") and _HEADER.match(rest) is not None


def mails(lines: Iterable[bytes], *, most: int) -> Iterator[bytes]:
    """Each mail without its "From " line, unquoted; of one with more than `most` bytes, its first `most` + 1.

    A line that begins with "From " opens a mail only below a blank line, and with sender and time, or above a header:
    many programs do not quote those that begin a sentence.
    """
    mail = bytearray()
    blank, opening = True, b""
    for line in lines:
        if opening:
            if _FROM.match(opening) or _HEADER.match(line):
                yield from _whole(mail)
                mail.clear()
            else:
                mail += opening
            opening = b""
        elif blank and line.startswith(b"From "):
            opening = line
            continue
        blank = not line.strip()
        if len(mail) <= most:
            mail += line[: most + 1 - len(mail)]
    yield from _whole(mail)


def _whole(mail: bytearray) -> Iterator[bytes]:
    if mail.strip():
        yield _QUOTED.sub(rb"\1", bytes(mail))
