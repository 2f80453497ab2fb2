"""The shape of a programme as it is written: one pydantic model for each mapping in the file."""

from collections.abc import Iterator
from typing import Annotated

from pydantic import BeforeValidator, ConfigDict, Field, StringConstraints

from kindpace.session.acts import Written
from kindpace.session.fields import (
    LISTED,
    Language,
    LengthShares,
    Minutes,
    Name,
    OrShort,
    Repeats,
    Rungs,
    Slug,
    Starts,
    Text,
    Version,
)
from kindpace.session.tree import Fault, Trail, Tree, fault
from kindpace.session.written import Profile, Tags

DAYS_A_WEEK = 7
MOST_WEEKS = 104
NOTHING = "nothing"
"""What a day of rest brings that is simply free."""

NOT_ON_FREE_DAYS = ("minutes", "runner", "or")
Several = Annotated[list[Name], Field(min_length=1, max_length=20), *LISTED]


def _plain_rest(written: object) -> object:
    return {"rest": NOTHING} if written == "rest" else written


class Day(Written):
    """One day: a session to go out with, or a rest, which may have a session of its own."""

    model_config = ConfigDict(
        json_schema_extra={"oneOf": [{"required": ["session"]}, {"required": ["rest"]}]},
    )

    session: Name | None = None
    others: Annotated[Several | None, Field(alias="or")] = None
    rest: Name | None = None
    title: Name | None = None
    minutes: Minutes | None = None
    runner: Profile = Field(default_factory=Profile)
    note: Text | None = None


AnyDay = Annotated[Day, BeforeValidator(_plain_rest), OrShort(("rest",))]


class Week(Written):
    """A week: its days in order. Those that aren't written are free."""

    week: Name
    note: Text | None = None
    repeat: Repeats | None = None
    days: Annotated[list[AnyDay], Field(min_length=1)]


class Ladder(Written):
    """The cadences and the lengths that a whole programme may be made in."""

    cadence: Rungs | None = None
    length: LengthShares | None = None


class Programme(Written):
    """A whole programme of weeks."""

    kindpace: Version
    title: Name
    id: Slug | None = None
    summary: Annotated[str, StringConstraints(max_length=2000)] = ""
    language: Language = "en"
    topics: Tags = Field(default_factory=list)
    carries: Tags = Field(default_factory=list)
    starts: Starts | None = None
    instead: Annotated[list[Name], Field(max_length=20), *LISTED] = Field(default_factory=list)
    ladder: Ladder = Field(default_factory=Ladder)
    runner: Profile = Field(default_factory=Profile)
    notes: Annotated[list[Text], *LISTED] = Field(default_factory=list)
    weeks: Annotated[list[Week], Field(min_length=1)]
    afterwards: Text | None = None


def week_faults(tree: Tree) -> Iterator[Fault]:
    """What doesn't go together in a programme."""
    root = tree.value
    weeks = root.get("weeks") if isinstance(root, dict) else None
    for number, week in enumerate(weeks if isinstance(weeks, list) else ()):
        path: Trail = ("weeks", number)
        days = week.get("days") if isinstance(week, dict) else None
        if not isinstance(days, list):
            continue
        if len(days) > DAYS_A_WEEK:
            yield fault("week-too-long", tree, (*path, "days", DAYS_A_WEEK), covers=False)
        for index, day in enumerate(days):
            yield from _day(day, tree, (*path, "days", index))


def _day(day: object, tree: Tree, path: Trail) -> Iterator[Fault]:
    if day is None or day == "rest":
        return
    if not isinstance(day, dict):
        yield fault("day-not-mapping", tree, path, covers=True)
        return
    if {"session", "rest"} <= day.keys():
        yield fault("day-shape", tree, (*path, "rest"), at_key=True)
    elif not {"session", "rest"} & day.keys() and day.keys() <= _keys():
        yield fault("day-shape", tree, path)
    if day.get("rest") == NOTHING:
        for key in (key for key in NOT_ON_FREE_DAYS if key in day):
            yield fault("day-free", tree, (*path, key), at_key=True, key=key)


def _keys() -> frozenset[str]:
    return frozenset(field.alias or name for name, field in Day.model_fields.items())
