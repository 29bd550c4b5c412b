"""How single values are written in TOML, JSON and a sheet's cells: figures, money, days, hours, yes and no.

A value that cannot be read raises ValueError, TypeError, KeyError or InvalidOperation; care/policy/plain.py says where.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from decimal import Decimal
from typing import Any, NewType

Fen = NewType("Fen", int)
"""Money in integer fen; written in yuan, as a number or as text ("149.99")."""

WORDS = {"是": True, "否": False, "1": True, "0": False, "true": True, "false": False}


def _bool(raw: Any) -> bool:
    return raw if isinstance(raw, bool) else WORDS[str(raw).lower()]


def _int(raw: Any) -> int:
    if isinstance(raw, bool) or (isinstance(raw, float) and not raw.is_integer()):
        raise ValueError(raw)
    return int(raw)


def _float(raw: Any) -> float:
    if isinstance(raw, bool):
        raise ValueError(raw)
    return float(raw)


def _str(raw: Any) -> str:
    if isinstance(raw, Mapping | list | tuple) or raw is None:
        raise ValueError(raw)
    return str(raw)


def _decimal(raw: Any) -> Decimal:
    number = Decimal(str(raw))
    if isinstance(raw, bool) or not number.is_finite() or number.adjusted() > 12:
        raise ValueError(raw)
    return number


def _fen(raw: Any) -> Fen:
    fen = _decimal(raw) * 100
    if fen != int(fen):
        raise ValueError(raw)
    return Fen(int(fen))


def _date(raw: Any) -> date:
    return raw if isinstance(raw, date) and not isinstance(raw, datetime) else date.fromisoformat(raw)


def _time(raw: Any) -> time:
    if isinstance(raw, time):
        return raw
    found = re.fullmatch(r"(\d{1,2}):(\d{2})", str(raw))
    if not found:
        raise ValueError(raw)
    return time(int(found[1]), int(found[2]))


LEAVES: dict[Any, tuple[Callable[[Any], Any], str]] = {
    bool: (_bool, "true or false"),
    int: (_int, "a whole number"),
    float: (_float, "a number"),
    str: (_str, "text"),
    Decimal: (_decimal, "a number"),
    Fen: (_fen, "an amount in yuan"),
    date: (_date, "a date"),
    time: (_time, "a time of day"),
    Any: (lambda raw: raw, "anything"),
}
