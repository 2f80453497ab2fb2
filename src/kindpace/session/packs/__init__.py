"""What kindpace itself says, one file a language."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from kindpace.session.model import Gait, Seconds


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    """The words of one language: counts, reminders, announcements, and how to know them again."""

    language: str
    name: str
    breathe_in: str
    breathe_out: str
    numbers: tuple[str, ...]
    halfway: str
    last_minute: str
    a_minute: str
    minutes: str
    under_a_minute: str
    quiet: tuple[str, ...]
    quiet_words: str
    change: Mapping[Gait, str]
    change_words: Mapping[Gait, str]

    def number(self, value: int) -> str:
        """`value` as a word while the pack has one, else in digits."""
        return self.numbers[value - 1] if 1 <= value <= len(self.numbers) else str(value)

    def about(self, length: Seconds) -> str:
        """A length as one would say it: to the nearest minute, never exact."""
        whole = round(length / 60)
        if length < 45:  # noqa: PLR2004 - under three quarters it isn't "about a minute"
            return self.under_a_minute
        return self.a_minute if whole <= 1 else self.minutes.format(number=self.number(whole))


def languages() -> tuple[str, ...]:
    """The languages that have a pack."""
    folder = files("kindpace.session.packs")
    return tuple(sorted(f.name[:-5] for f in folder.iterdir() if f.name.endswith(".toml")))


@cache
def pack_for(language: str) -> Pack | None:
    """The pack for a language tag like `en` or `en-GB`; None where there is none."""
    base = language.split("-", maxsplit=1)[0].lower()
    if base not in languages():
        return None
    words = tomllib.loads(
        files("kindpace.session.packs").joinpath(f"{base}.toml").read_text("utf-8")
    )
    return Pack(
        language=base,
        breathe_in=words.pop("in"),
        breathe_out=words.pop("out"),
        numbers=tuple(words.pop("numbers")),
        quiet=tuple(words.pop("quiet")),
        change={Gait(gait): text for gait, text in words.pop("change").items()},
        change_words={Gait(gait): text for gait, text in words.pop("change_words").items()},
        **words,
    )
