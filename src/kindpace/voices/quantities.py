"""Amounts in English: "5.2 km", "10-15 min", "3/4 mi", "-5 °C", "$5"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kindpace.voices.numerals import cardinal, fraction, number
from kindpace.voices.rules import END, NUMBER, START, Found, Rule, either, full_stop, rule

MONEY = {"$": "dollar", "£": "pound", "€": "euro"}
OUT_OF = 10
LARGEST_PART = 100


def quantities(units: Mapping[str, Sequence[str]]) -> Iterable[Rule]:
    """Rules for numbers with the `units` behind them; each unit has a word for one and for many."""
    scale = _Scale(units=_by_any_case(units))
    unit = rf"(?:{either(scale.units)})(?!\w)"
    yield rule(rf"([$£€])({NUMBER})", _money)
    yield rule(rf"{START}(?:(\d+) )?(\d+)/(\d+)(?: ?({unit}))?{END}", scale.part)
    yield rule(rf"{START}({NUMBER}) ?- ?({NUMBER})(?:(-)| )?({unit})", scale.span)
    yield rule(rf"{START}({NUMBER}) ?- ?({NUMBER})(){END}()", scale.span)
    yield rule(rf"{START}(-)?({NUMBER})(?:(-)| )?({unit})", scale.amount)
    yield rule(rf"{START}(-)({NUMBER})(){END}()", scale.amount)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Scale:
    """Says what its patterns find; `units` holds the words for one and for many."""

    units: Mapping[str, Sequence[str]]

    def amount(self, found: Found) -> str:
        """A sign, a number, a hyphen, a unit: "10-min" is one word, "10 min" are many minutes."""
        sign = "minus " if found[1] else ""
        single = bool(found[3]) or found[2] == "1"
        return f"{sign}{number(found[2])}{self._unit(found[4], single)}{full_stop(found)}"

    def span(self, found: Found) -> str:
        """From a number to a number."""
        ends = f"{number(found[1])} to {number(found[2])}"
        return f"{ends}{self._unit(found[4], bool(found[3]))}{full_stop(found)}"

    def part(self, found: Found) -> str:
        """A common fraction, with or without a whole number before it; n/10 is a score."""
        whole, top, bottom, name = found[1], int(found[2]), int(found[3]), found[4]
        if bottom == OUT_OF and not whole and top <= bottom:
            return f"{cardinal(top)} out of {cardinal(bottom)}{self._unit(name)}{full_stop(found)}"
        if not 0 < top < bottom <= LARGEST_PART:
            return found[0]
        if whole:
            rest = "a half" if (top, bottom) == (1, 2) else fraction(top, bottom)
            return f"{cardinal(int(whole))} and {rest}{self._unit(name)}{full_stop(found)}"
        one = self._unit(name, single=True)
        article = (" of an" if one == " hour" else " of a") if one else ""
        return f"{fraction(top, bottom)}{article}{one}{full_stop(found)}"

    def _unit(self, name: str | None, single: bool = False) -> str:
        one, many = self.units.get(name or "", ("", ""))
        return f" {one if single else many}".rstrip()


def _money(found: Found) -> str:
    name = MONEY[found[1]]
    return f"{number(found[2])} {name}{'' if found[2] == '1' else 's'}"


def _by_any_case(units: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Units of several letters may be written in any of the usual cases: km, KM, Km."""
    cased = {
        name: said
        for unit, said in units.items()
        if len(unit) > 1 and unit.isalpha()
        for name in (unit.upper(), unit.capitalize())
    }
    return cased | dict(units)
