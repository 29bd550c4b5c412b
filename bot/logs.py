"""Logs for operators: English, JSON, ids. No name, phone or message text, not even in a traceback.

An exception is told by its type and the places it came through; its words and the values of variables are left
out, because they may hold what somebody wrote.
"""

from __future__ import annotations

import logging
import sys
import traceback
from typing import Any

import structlog
from structlog.typing import EventDict, WrappedLogger


def configure(level: str = "INFO") -> None:
    """Set up logging for this process. Libraries' own records go the same way."""
    structlog.configure(
        processors=[
            structlog.contextvars.merge_contextvars,
            structlog.processors.add_log_level,
            structlog.processors.TimeStamper(fmt="iso", utc=True),
            told_exception,
            structlog.processors.JSONRenderer(ensure_ascii=False),
        ],
        wrapper_class=structlog.make_filtering_bound_logger(logging.getLevelName(level)),
        logger_factory=Lines,
    )
    logging.basicConfig(level=level, stream=sys.stderr, format="%(levelname)s %(name)s %(message)s")
    for noisy in ("urllib3", "rq", "granian"):
        logging.getLogger(noisy).setLevel(logging.WARNING)


class Lines:
    """Writes a line to standard error as it is at that moment: a process may point it elsewhere after set-up."""

    def __init__(self, *_named: object) -> None:
        """A logger's names are said in its lines."""

    def msg(self, line: str) -> None:
        """Write one line, at once."""
        sys.stderr.write(f"{line}\n")
        sys.stderr.flush()

    log = debug = info = warning = error = critical = exception = fatal = msg


def told_exception(_logger: WrappedLogger, _name: str, event: EventDict) -> EventDict:
    """`exc_info` becomes the exception's type and its way through the house."""
    info = event.pop("exc_info", None)
    if info is True:
        info = sys.exc_info()
    if isinstance(info, BaseException):
        info = (type(info), info, info.__traceback__)
    if info and info[0] is not None:
        event["exception"] = _told(info)
    return event


def _told(info: Any) -> list[str]:
    kind, error, trace = info
    way = [f"{frame.filename}:{frame.lineno} {frame.name}" for frame in traceback.extract_tb(trace)[-12:]]
    cause = error.__cause__ or error.__context__
    told = [f"{kind.__module__}.{kind.__name__}", *way]
    return [*told, f"from {type(cause).__module__}.{type(cause).__name__}"] if cause is not None else told
