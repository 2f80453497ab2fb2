"""Amounts in English: "5.2 km", "10-15 min", "3/4 mi", "-5 °C", "$5"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kindpace.voices.amounts import by_any_case
from kindpace.voices.numerals import Numerals
from kindpace.voices.rules import END, START, Found, Rule, either, full_stop, rule

MONEY = {"$": "dollar", "£": "pound", "€": "euro"}
OUT_OF = 10
LONGEST_PART = 2
LONGEST_WHOLE = 4
"""Digits of a part, and of what may stand before one."""

CENTS = 2


def quantities(numerals: Numerals, units: Mapping[str, Sequence[str]]) -> Iterable[Rule]:
    """Rules for numbers with the `units` behind them; each unit has a word for one and for many."""
    scale = _Scale(numerals=numerals, units=by_any_case(units))
    number = numerals.pattern
    unit = rf"(?:{either(scale.units)})(?![^\W²³])"
    yield rule("amount", rf"(?<![\w.,:/$£€])([$£€])({number})", scale.money)
    yield rule("fraction", rf"{START}(?:(\d+) )?(\d+)/(\d+)(?: ?({unit}))?{END}", scale.part)
    yield rule("range", rf"{START}({number}) ?- ?({number})(?:(-)| )?({unit})", scale.span)
    yield rule("range", rf"{START}({number}) ?- ?({number})(){END}()", scale.span)
    yield rule("amount", rf"{START}({number})\+ ?({unit})", scale.more)
    yield rule("amount", rf"{START}(-)?({number})(?:(-)| )?({unit})", scale.amount)
    yield rule("amount", rf"{START}(-)({number})(){END}()", scale.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Says what its patterns find; `units` holds the words for one and for many."""

    numerals: Numerals
    units: Mapping[str, Sequence[str]]

    def amount(self, found: Found) -> str:
        """A sign, a number, a hyphen, a unit: "10-min" is one word, "10 min" are many minutes."""
        sign = "minus " if found[1] else ""
        single = bool(found[3]) or found[2] == "1"
        number = self.numerals.number(found[2])
        return f"{sign}{number}{self._unit(found[4], single)}{full_stop(found)}"

    def more(self, found: Found) -> str:
        """A number and upwards."""
        return f"{self.numerals.number(found[1])} plus{self._unit(found[2])}{full_stop(found)}"

    def span(self, found: Found) -> str:
        """From a number to a number."""
        ends = f"{self.numerals.number(found[1])} to {self.numerals.number(found[2])}"
        return f"{ends}{self._unit(found[4], bool(found[3]))}{full_stop(found)}"

    def part(self, found: Found) -> str:
        """A common fraction, with or without a whole number before it; n/10 is a score."""
        whole, name = found[1] or "", found[4]
        if len(whole) > LONGEST_WHOLE or max(len(found[2]), len(found[3])) > LONGEST_PART:
            return found[0]
        top, bottom = int(found[2]), int(found[3])
        cardinal = self.numerals.cardinal
        if bottom == OUT_OF and not whole and top <= bottom:
            return f"{cardinal(top)} out of {cardinal(bottom)}{self._unit(name)}{full_stop(found)}"
        if not 0 < top < bottom:
            return found[0]
        part = self.numerals.fraction(top, bottom)
        if whole:
            rest = "a half" if (top, bottom) == (1, 2) else part
            return f"{cardinal(int(whole))} and {rest}{self._unit(name)}{full_stop(found)}"
        one = self._unit(name, single=True)
        article = (" of an" if one == " hour" else " of a") if one else ""
        return f"{part}{article}{one}{full_stop(found)}"

    def money(self, found: Found) -> str:
        """Dollars, and cents as one says them: "five dollars fifty"."""
        whole, _, cents = found[2].partition(".")
        if len(cents) != CENTS or cents.startswith("0"):
            whole, cents = found[2], ""
        name = MONEY[found[1]] + ("" if whole == "1" else "s")
        return (
            f"{self.numerals.number(whole)} {name} {cents and self.numerals.number(cents)}".strip()
        )

    def _unit(self, name: str | None, single: bool = False) -> str:
        one, many = self.units.get(name or "", ("", ""))
        return f" {one if single else many}".rstrip()
