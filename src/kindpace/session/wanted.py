"""Who hears what: conditions, rounds, talk level and skipped topics.

What keeps people safe is never left out for talk or for topics.
"""

from kindpace.session.model import Runner
from kindpace.session.rhythm import OFF
from kindpace.session.written import SPOKEN_ACTS, Conditions, Cue

ALWAYS = ("safety", "stop_if", "way_out", "support")
IMPLIED_TOPICS = {"ask": ("questions",), "count": ("breath",)}
TALK = {"sparse": 0, "normal": 1, "more": 2}


def applies(when: Conditions | None, unless: Conditions | None, runner: Runner) -> bool:
    """Whether all of `when` and not all of `unless` hold for this runner."""
    return (when is None or _holds(when, runner)) and not (
        unless is not None and _holds(unless, runner)
    )


def is_there(cue: Cue, turn: int, turns: int, runner: Runner) -> bool:
    """Whether the writer meant `cue` for round `turn` of `turns` and for this runner's day."""
    rounds = {turn, turn - turns - 1}
    if cue.rounds and not rounds & set(cue.rounds):
        return False
    return applies(cue.when, cue.unless, runner)


def is_wanted(cue: Cue, act: str, runner: Runner) -> bool:
    """Whether this runner wants to hear `act` under the settings of `cue`.

    `act` is that of `cue` itself, or of a cue in the block that it brings in.
    """
    if act in ALWAYS:
        return True
    topics = {*cue.topics, *IMPLIED_TOPICS.get(cue.act, ())}
    if topics & set(runner.skip):
        return False
    # Rests, quiets and bells are no talk: they stay unless their own cue says otherwise.
    level = cue.talk or ("normal" if cue.act in SPOKEN_ACTS else "sparse")
    return TALK[level] <= TALK[runner.talk]


def _holds(conditions: Conditions, runner: Runner) -> bool:
    told = {
        "weather": runner.weather,
        "place": runner.place,
        "company": runner.company,
        "country": runner.country,
        "gait": runner.gait,
        "talk": runner.talk,
        "beat": runner.beat or "on",
        "breath": "off" if breath_is_off(runner) else "on",
    }
    asked = {field: getattr(conditions, field) for field in conditions.model_fields_set}
    return all(
        told[field].casefold() in {value.casefold() for value in values}
        for field, values in asked.items()
    )


def breath_is_off(runner: Runner) -> bool:
    """Whether the runner wants no breath sounds and no counting."""
    return runner.breath in OFF or "breath" in runner.skip
