"""The platform's error codes, sorted by what we do about them. (wecom.md 3.8)

Decide on the number only: the text changes, and carries addresses.
"""

from __future__ import annotations

import random
from enum import StrEnum

from care.messages import Failed, Outcome, TryLater


class Trouble(StrEnum):
    RETRY = "retry"  # the platform is busy
    LIMIT = "limit"  # too many calls: wait out the window
    TOKEN = "token"  # the access token is no good: renewed once
    TARGET = "target"  # this person cannot be reached here
    HOLD = "hold"  # shut until the parent writes again, or a colleague lets go of the talk
    DROP = "drop"  # came too late to matter
    CONFIG = "config"  # somebody must change a setting
    CONTENT = "content"  # refused for what it says
    BUG = "bug"  # we built it wrong


_CODES: dict[Trouble, tuple[int, ...]] = {
    Trouble.RETRY: (-1, 45033, 40007),
    Trouble.LIMIT: (45009,),
    Trouble.TOKEN: (40014, 42001, 41001, 40001),
    Trouble.TARGET: (40003, 60111, 40096, 46004, 60003, 60123, 60021, 81013, 84061),
    Trouble.HOLD: (95001, 95002, 95031, 95013, 95014, 95016, 95018, 95019),
    Trouble.DROP: (41050, 41051, 41096, 42052, 60140, 95007),
    Trouble.CONFIG: (
        40013, 40056, 43012, 48001, 48002, 48004, 48006, 48007, 50001, 60011, 60020, 60251, 60252, 60253,
        65000, 65003, 65014, 65022, 65023, 65024, 93000, 93004, 93006, 93008,
        95000, 95003, 95004, 95005, 95006, 95011, 95012, 95015, 95017, 95023, 95026, 95027, 301002,
    ),
    Trouble.CONTENT: (40201, 40204),
}  # fmt: skip
_BY_CODE = {code: trouble for trouble, codes in _CODES.items() for code in codes}

BUSY_SECONDS = 2.0
LIMIT_SECONDS = 60.0  # a block lasts as long as its window: a minute or an hour (wecom.md 5)


class Unreachable(Exception):
    """No answer, or none that can be read. `why` carries no address: tokens and secrets stand in those."""

    def __init__(self, why: str) -> None:
        super().__init__(why)
        self.why = why


class ApiError(Exception):
    """The platform answered with an error code."""

    def __init__(self, code: int) -> None:
        super().__init__(f"errcode {code}")
        self.code = code

    @property
    def trouble(self) -> Trouble:
        return trouble_of(self.code)


def trouble_of(code: int) -> Trouble:
    """An unknown code counts as our own mistake: it is not sent again, and it is seen."""
    return _BY_CODE.get(code, Trouble.BUG)


def outcome_of(error: ApiError | Unreachable) -> Outcome:
    """What delivery is told. `why` is "trouble:code", for statistics and for whoever looks."""
    if isinstance(error, Unreachable):
        return TryLater(f"network:{error.why}", _about(BUSY_SECONDS))
    why = f"{error.trouble}:{error.code}"
    match error.trouble:
        case Trouble.RETRY:
            return TryLater(why, _about(BUSY_SECONDS))
        case Trouble.LIMIT:
            return TryLater(why, _about(LIMIT_SECONDS))
        case Trouble.HOLD:
            return Failed(why, final=False)
        case _:
            return Failed(why)


def _about(seconds: float) -> float:
    """With a little chance in it, so that what failed together does not come back together."""
    return seconds * random.uniform(1.0, 1.5)
