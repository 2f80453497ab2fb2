"""What each placeholder stands for: what a runner told, and what a part knows of itself."""

from collections.abc import Mapping

from kindpace.session.expand import WrittenPart
from kindpace.session.model import Pattern, Runner, Seconds
from kindpace.session.packs import Pack
from kindpace.session.runner import plain

MINUTE = Seconds(60)


def told_by(runner: Runner) -> Mapping[str, str]:
    """What a runner may tell or leave out; empty where they did."""
    return {
        "name": runner.name,
        "goal": runner.goal,
        "carry": runner.carry,
        "company": runner.company,
        "place": runner.place,
        "support": runner.support,
        "heart": runner.heart,
    }


def known_in(
    written: WrittenPart,
    *,
    title: str,
    length: Seconds | None,
    runner: Runner,
    breath: Pattern,
    pack: Pack | None,
) -> Mapping[str, str]:
    """What is known in a part without anybody telling; small numbers as words."""

    def number(value: int) -> str:
        return pack.number(value) if pack else str(value)

    return {
        "title": plain(title),
        "minutes": number(round(length / MINUTE)) if length else "",
        "cadence": str(round(runner.cadence)),
        "walk": str(round(runner.walk)),
        "in": number(breath.inhale),
        "out": number(breath.exhale),
        "round": number(written.round),
        "rounds": number(written.rounds),
    }
