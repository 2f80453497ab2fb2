"""Frozen values as JSON and back: strict about shapes, and says where one differs."""

import datetime as dt
from collections.abc import Mapping
from dataclasses import MISSING, Field, fields, is_dataclass
from enum import StrEnum
from functools import cache
from types import NoneType, UnionType
from typing import Any, Final, TypeVar, get_args, get_origin, get_type_hints

from kindpace.feed.dates import in_utc

T = TypeVar("T")

LONGEST: Final = 100_000
"""Letters of one text: no honest value comes near."""

LARGEST: Final = 1 << 53
"""Whole numbers stay below this in size, for JSON readers elsewhere hold no larger ones exactly."""


class Unlike(Exception):
    """A value isn't shaped as it should be; the message says which and how."""


def to_json(value: object) -> Any:  # noqa: ANN401 - JSON is whatever it is
    """`value` as JSON holds it; fields that are as usual are left out."""
    if is_dataclass(value):
        told = ((one, getattr(value, one.name)) for one in fields(value))
        return {one.name: to_json(held) for one, held in told if held != _usual(one)}
    if isinstance(value, tuple):
        return [to_json(one) for one in value]
    if isinstance(value, dt.datetime):
        return in_utc(value).isoformat().replace("+00:00", "Z")
    return str(value) if isinstance(value, StrEnum) else value


def from_json(shape: type[T], told: object, place: str = "it") -> T:
    """The value of type `shape` that `told` holds. Raises `Unlike`, naming the `place`."""
    value: T = _read(shape, told, place)
    return value


def _read(shape: Any, told: object, place: str) -> Any:  # noqa: ANN401 - it reads any of our types
    if is_dataclass(shape) and isinstance(shape, type):
        return _record(shape, told, place)
    if get_origin(shape) is tuple:
        if not isinstance(told, list):
            raise Unlike(f"{place} is no list")
        inner = get_args(shape)[0]
        return tuple(_read(inner, one, f"{place}[{at}]") for at, one in enumerate(told))
    if get_origin(shape) is UnionType:
        inner = next(one for one in get_args(shape) if one is not NoneType)
        return None if told is None else _read(inner, told, place)
    return _plain(shape, told, place)


def _record(shape: type, told: object, place: str) -> object:
    if not isinstance(told, Mapping):
        raise Unlike(f"{place} is no object")
    known = _shapes(shape)
    for name in told:
        if name not in known:
            raise Unlike(f"{place} has an unknown {str(name)[:40]!r}")
    held = {name: _read(known[name], one, f"{place}.{name}") for name, one in told.items()}
    for one in fields(shape):
        if one.name not in held and _usual(one) is MISSING:
            raise Unlike(f"{place} has no {one.name!r}")
    return shape(**held)


def _plain(shape: Any, told: object, place: str) -> object:  # noqa: ANN401 - any plain type
    if shape is dt.datetime:
        return _moment(told, place)
    if shape is float and isinstance(told, int | float) and not isinstance(told, bool):
        return _number(told, place)
    if isinstance(shape, type) and issubclass(shape, StrEnum):
        if told not in list(shape):
            raise Unlike(f"{place} is none of {', '.join(shape)}")
        return shape(str(told))
    if type(told) is not shape:
        raise Unlike(f"{place} is no {WORDS.get(shape, 'such value')}")
    if isinstance(told, str):
        _sound(told, place)
    if isinstance(told, int):
        _number(told, place)
    return told


def _number(told: float, place: str) -> float:
    if not abs(told) <= LARGEST:  # not a number is no such number either
        raise Unlike(f"{place} is too large a number")
    return float(told)


def _sound(text: str, place: str) -> None:
    if len(text) > LONGEST:
        raise Unlike(f"{place} is longer than {LONGEST:,} letters")
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Unlike(f"{place} holds half a letter")


def _moment(told: object, place: str) -> dt.datetime:
    try:
        moment = dt.datetime.fromisoformat(told if isinstance(told, str) else "")
        if moment.tzinfo is None:
            raise Unlike(f"{place} is a time without its zone")
        return moment.astimezone(dt.UTC)
    except (ValueError, OverflowError) as fault:
        raise Unlike(f"{place} is no time such as 2026-04-30T06:00:00Z") from fault


WORDS: Final[Mapping[type, str]] = {str: "text", int: "whole number", bool: "true or false"}


def _usual(one: Field[Any]) -> object:
    return one.default


@cache
def _shapes(shape: type) -> Mapping[str, Any]:
    """The types of a value's fields by name."""
    return get_type_hints(shape)
