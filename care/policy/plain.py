"""Settings as TOML and JSON carry them, to and from the frozen dataclasses of a plan; types come from the fields.

Each room of the plan is a frozen dataclass with defaults; it needs no reader of its own. A field may be a bool, int,
float, str, Decimal, Fen, date, time, an Enum, `X | None`, a Literal, `tuple[X, ...]`, `tuple[X, Y]`, `frozenset[X]`,
a dict, or another dataclass. A nested table given in part keeps the rest of its default.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import MISSING, Field, fields, is_dataclass, replace
from datetime import date, time
from decimal import Decimal, InvalidOperation
from difflib import get_close_matches
from enum import Enum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Literal, TypeVar, Union, get_args, get_origin, get_type_hints

from care.policy.scalars import LEAVES, Fen

__all__ = ["Fen", "NoSuchSetting", "Unreadable", "default_of", "hints", "plain", "read", "settings"]

T = TypeVar("T")


class Unreadable(ValueError):
    """A value that does not fit its field; the message begins with the field's path."""

    def __init__(self, where: str, raw: object, wanted: str) -> None:
        super().__init__(f"setting {where}: {raw!r} cannot be read, {wanted} is wanted")
        self.where, self.raw, self.wanted = where, raw, wanted


class NoSuchSetting(Unreadable):
    """A name that is no field; `near` are paths that look like it."""

    def __init__(self, where: str, raw: object, known: Collection[str]) -> None:
        *above, name = where.rsplit(".", 1)
        self.near = tuple(".".join([*above, one]) for one in get_close_matches(name, known, n=3, cutoff=0.5))
        super().__init__(where, raw, f"one of {', '.join(self.near)}" if self.near else "a setting that exists")


def read(kind: type[T], raw: Mapping[str, Any], *, base: T | None = None, where: str = "", strict: bool = True) -> T:
    """A dataclass of this kind from plain data, over `base` or the fields' defaults. Raises Unreadable.

    `strict` refuses keys that are no field; below the top that holds always.
    """
    return _table(kind, raw, where, base, strict)  # type: ignore[no-any-return]


def plain(value: Any, *, sparse: bool = False, base: Any = None) -> Any:
    """What `read` reads back as an equal value, in JSON's types; `sparse` leaves out what is as in `base`."""
    if not is_dataclass(value) or isinstance(value, type):
        return _scalar(value, sparse)
    usual = {f.name: default_of(f) if base is None else getattr(base, f.name) for f in settings(value)}
    kinds = hints(type(value))
    return {
        name: _plain_of(kinds[name], getattr(value, name), sparse, one)
        for name, one in usual.items()
        if not (sparse and getattr(value, name) == one)
    }


def default_of(field: Field[Any]) -> Any:
    """A field's default value; MISSING where it must be given."""
    return field.default_factory() if field.default_factory is not MISSING else field.default


def settings(kind: Any) -> list[Field[Any]]:
    """A dataclass's fields but those that hold the school's record of its days, which is no setting."""
    return [one for one in fields(kind) if not one.metadata.get("record")]


@cache
def hints(kind: type) -> dict[str, Any]:
    """The fields' types, resolved once for each kind."""
    return get_type_hints(kind)


def _plain_of(kind: Any, value: Any, sparse: bool, base: Any = None) -> Any:
    """Fen are plain integers at run time, so the field's type says when they are money."""
    if value is None:
        return None
    if get_origin(kind) in (Union, UnionType):
        return _plain_of(next(one for one in get_args(kind) if one is not NoneType), value, sparse, base)
    if kind is Fen:
        return f"{Decimal(value) / 100:.2f}"
    if get_origin(kind) is tuple and value:
        kinds = get_args(kind)
        each = kinds[:1] * len(value) if kinds[-1] is Ellipsis else kinds
        return [_plain_of(one, part, sparse) for one, part in zip(each, value, strict=True)]
    return plain(value, sparse=sparse, base=base if isinstance(base, type(value)) else None)


def _scalar(value: Any, sparse: bool) -> Any:
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, time):
        return f"{value:%H:%M}"
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, Decimal):
        return str(value)
    if isinstance(value, Mapping):
        return {str(plain(key)): plain(one, sparse=sparse) for key, one in value.items()}
    if isinstance(value, frozenset):
        return sorted(plain(one, sparse=sparse) for one in value)
    return [plain(one, sparse=sparse) for one in value] if isinstance(value, tuple | list) else value


def _value(kind: Any, raw: Any, where: str, base: Any = None) -> Any:
    origin, parts = get_origin(kind), get_args(kind)
    if origin in (Union, UnionType):
        return _choice(parts, raw, where, base)
    if origin is Literal:
        return _one_of(parts, raw, where)
    if origin in (tuple, frozenset):
        return _many(origin, parts, raw, where)
    if origin in (dict, Mapping) or kind is dict:
        return _dict(parts, raw, where)
    if is_dataclass(kind):
        return _table(kind, raw, where, base, strict=True)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return _enum(kind, raw, where)
    return _leaf(kind, raw, where)


def _table(kind: Any, raw: Any, where: str, base: Any, strict: bool) -> Any:
    if not isinstance(raw, Mapping):
        raise Unreadable(where, raw, "a table")
    tidied: Callable[[Mapping[str, Any]], Mapping[str, Any]] | None = getattr(kind, "tidied", None)
    raw = tidied(raw) if tidied else raw
    known = {f.name: f for f in settings(kind)}
    if strict and (strange := sorted(set(raw) - set(known))):
        raise NoSuchSetting(_at(where, strange[0]), raw[strange[0]], known)
    base = kind() if base is None and not _wanting(known) else base
    found = {
        name: _within(one, _value(hints(kind)[name], raw[name], _at(where, name), getattr(base, name, None)), where)
        for name, one in known.items()
        if name in raw
    }
    if base is not None:
        return replace(base, **found)
    if missing := [name for name in _wanting(known) if name not in found]:
        raise Unreadable(_at(where, missing[0]), None, "a value")
    return kind(**found)


def _within(field: Field[Any], value: Any, where: str) -> Any:
    """The value, where it lies within the limits that its setting names."""
    least, most = field.metadata.get("least"), field.metadata.get("most")
    low, high = least is not None and value is not None, most is not None and value is not None
    if (low and value < least) or (high and value > most):
        raise Unreadable(_at(where, field.name), value, _band(least, most))
    return value


def _band(least: Any, most: Any) -> str:
    if least is None or most is None:
        return f"at most {most}" if least is None else f"at least {least}"
    return f"{least} to {most}"


def _wanting(known: Mapping[str, Field[Any]]) -> list[str]:
    return [name for name, one in known.items() if one.default is MISSING and one.default_factory is MISSING]


def _at(where: str, name: object) -> str:
    return f"{where}.{name}" if where else str(name)


def _choice(kinds: tuple[Any, ...], raw: Any, where: str, base: Any) -> Any:
    others = [kind for kind in kinds if kind is not NoneType]
    if NoneType in kinds and (raw is None or (raw == "" and str not in others)):
        return None
    for kind in others[:-1]:
        try:
            return _value(kind, raw, where, base)
        except ValueError:
            continue
    return _value(others[-1], raw, where, base)


def _one_of(allowed: tuple[Any, ...], raw: Any, where: str) -> Any:
    if raw not in allowed:
        raise Unreadable(where, raw, f"one of {', '.join(map(str, allowed))}")
    return raw


def _enum(kind: type[Enum], raw: Any, where: str) -> Enum:
    try:
        return kind(raw)
    except ValueError:
        raise Unreadable(where, raw, f"one of {', '.join(str(one.value) for one in kind)}") from None


def _many(origin: Any, parts: tuple[Any, ...], raw: Any, where: str) -> Any:
    if isinstance(raw, str) or not hasattr(raw, "__iter__"):
        raise Unreadable(where, raw, "a list")
    entries = list(raw)
    kinds = parts[:1] * len(entries) if origin is frozenset or parts[-1] is Ellipsis else parts
    if len(kinds) != len(entries):
        raise Unreadable(where, raw, f"a list of {len(kinds)}")
    read_ = (_value(kind, one, f"{where}[{at}]") for at, (kind, one) in enumerate(zip(kinds, entries, strict=True)))
    return origin(read_)


def _dict(parts: tuple[Any, ...], raw: Any, where: str) -> dict[Any, Any]:
    if not isinstance(raw, Mapping):
        raise Unreadable(where, raw, "a table")
    key, value = parts or (str, Any)
    return {_value(key, name, _at(where, name)): _value(value, one, _at(where, name)) for name, one in raw.items()}


def _leaf(kind: Any, raw: Any, where: str) -> Any:
    reader, wanted = LEAVES[kind]
    try:
        return reader(raw)
    except (ValueError, TypeError, KeyError, InvalidOperation):
        raise Unreadable(where, raw, wanted) from None
