"""The log: one JSON object a line on standard error. Never a person's words, an article's text, or a token.

So an error is logged by its kind and where it was raised, without its message: messages quote what they stumbled
over. What libraries log is cut where values begin, for the same reason.
"""

import logging
import re
import sys
import traceback
from pathlib import Path
from typing import TextIO

import structlog
from structlog.typing import EventDict, WrappedLogger

SAID = 80
_VALUES_BEGIN = re.compile(r"[:({\[<'\"“‘`=\n]|https?|\d")


def begin(level: str, stream: TextIO | None = None) -> None:
    """Log from this level up. Libraries speak from `warning` up only: below it, they print payloads."""
    number = logging.getLevelNamesMapping()[level.upper()]
    root = logging.getLogger()
    root.handlers = [_Libraries(max(number, logging.WARNING))]
    root.setLevel(max(number, logging.WARNING))
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            _without_words,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(number),
        logger_factory=structlog.WriteLoggerFactory(file=stream or sys.stderr),
    )


class _Libraries(logging.Handler):
    """What libraries log, as ours is logged."""

    def emit(self, record: logging.LogRecord) -> None:
        log = structlog.get_logger()
        fields = {"library": record.name, "at": f"{_short(record.pathname)}:{record.lineno}"}
        if record.exc_info:
            fields["exc_info"] = record.exc_info[1]  # type: ignore[assignment]
        log.log(record.levelno, _VALUES_BEGIN.split(str(record.msg), maxsplit=1)[0].strip()[:SAID], **fields)


def _without_words(logger: WrappedLogger, method: str, event: EventDict) -> EventDict:
    """An error becomes its kind, those it came from, and the places it went through."""
    error = event.pop("exc_info", None)
    if error is True:
        error = sys.exc_info()[1]
    elif isinstance(error, tuple):
        error = error[1]
    if isinstance(error, BaseException):
        event["error"] = " from ".join(_kinds(error))
        event["where"] = [
            f"{_short(frame.filename)}:{frame.lineno} {frame.name}"
            for frame in traceback.extract_tb(error.__traceback__)
        ]
    return event


def _kinds(error: BaseException) -> list[str]:
    kinds, seen = [], set()
    cause: BaseException | None = error
    while cause is not None and id(cause) not in seen:
        seen.add(id(cause))
        kinds.append(type(cause).__name__)
        cause = cause.__cause__ or (None if cause.__suppress_context__ else cause.__context__)
    return kinds


def _short(path: str) -> str:
    return "/".join(Path(path).parts[-2:])
