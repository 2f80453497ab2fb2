"""Amounts in a language that is all data: "5,2 km", "10-15 min", "3/4 h", "-3 °C"."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from kindpace.voices.numerals import Numerals
from kindpace.voices.rules import END, START, Found, Rule, either, full_stop, rule

OUT_OF = "10"
LONGEST_PART = 3
"""Digits of a part; anything longer is something else."""


def by_any_case(units: Mapping[str, Sequence[str]]) -> dict[str, Sequence[str]]:
    """Units of several letters may be written in any of the usual cases: km, KM, Km."""
    cased = {
        name: said
        for unit, said in units.items()
        if len(unit) > 1 and unit.isalpha()
        for name in (unit.upper(), unit.capitalize())
    }
    return cased | dict(units)


@dataclass(frozen=True, slots=True, kw_only=True)
class Amounts:
    """Says numbers with their units.

    A unit has a word for one, one for many, and the form of the number before it. `phrases` say
    how the two go together, `whole_parts` holds parts with a name of their own ("1/2 h"), `half`
    the half that follows something, by form.
    """

    numerals: Numerals
    units: Mapping[str, Sequence[str]]
    phrases: Mapping[str, str]
    whole_parts: Mapping[str, str]
    half: Mapping[str, str]

    def rules(self) -> Iterable[Rule]:
        """In their order: parts, ranges, single amounts."""
        number = self.numerals.pattern
        unit = rf"(?:{either(self.units)})(?![^\W²³])"
        yield rule("fraction", rf"{START}(?:(\d+) )?(\d+)/(\d+)(?: ?({unit}))?{END}", self.part)
        yield rule("range", rf"{START}({number}) ?- ?({number})[- ]?({unit})", self.span)
        yield rule("range", rf"{START}({number}) ?- ?({number})(){END}", self.span)
        yield rule("amount", rf"(?<![\w.,:/€$£])([$£€])({number})", self.money)
        yield rule("amount", rf"{START}(-)?({number})[- ]?({unit})", self.amount)
        yield rule("amount", rf"{START}(-)({number})(){END}", self.amount)

    def amount(self, found: Found) -> str:
        """A sign, a number, a unit."""
        sign = f"{self.phrases['minus']} " if found[1] else ""
        return f"{sign}{self.said(found[2], found[3])}{full_stop(found)}"

    def money(self, found: Found) -> str:
        """A sign of money before its number."""
        return self.said(found[2], found[1])

    def span(self, found: Found) -> str:
        """From a number to a number."""
        first = self.numerals.number(found[1], self._form(found[3]))
        last = self.said(found[2], found[3])
        return self.phrases["range"].format(first=first, last=last) + full_stop(found)

    def part(self, found: Found) -> str:
        """A common fraction, with or without a whole number before it; n/10 is a score."""
        whole, top, bottom, unit = found[1], found[2], found[3], found[4] or ""
        named = self.whole_parts.get(f"{top}/{bottom} {unit}")
        if named and not whole:
            return named + full_stop(found)
        if max(map(len, found[0].replace("/", " ").split())) > LONGEST_PART:
            return found[0]
        if not 0 < int(top) < int(bottom) and (bottom != OUT_OF or top != bottom):
            return found[0]
        return self._part(whole or "", int(top), int(bottom), unit) + full_stop(found)

    def _part(self, whole: str, top: int, bottom: int, unit: str) -> str:
        part = self.numerals.fraction(top, bottom)
        if part is None or (str(bottom) == OUT_OF and not whole):
            count = self.numerals.cardinal
            score = self.phrases["out_of"].format(top=count(top), bottom=count(bottom))
            return f"{score} {self._many(unit)}".rstrip()
        one, many = self.units.get(unit, ("", ""))[:2]
        if not whole:
            return self.phrases["part_of"].format(part=part, unit=one) if unit else part
        half = self.half.get(self._form(unit), self.half["before"])
        slot = "half_more" if (top, bottom) == (1, 2) else "part_more"
        return (
            self.phrases[slot]
            .format(
                amount=self.said(whole, unit),
                whole=self.numerals.number(whole, "before"),
                half=half,
                part=part,
                units=many,
            )
            .strip()
        )

    def said(self, number: str, unit: str) -> str:
        """A number and its unit; without one, the number alone."""
        one, many = self.units.get(unit, ("", ""))[:2]
        name = one if self.numerals.is_one(number) else many
        return f"{self.numerals.number(number, self._form(unit))} {name}".rstrip()

    def _many(self, unit: str) -> str:
        return self.units[unit][1] if unit else ""

    def _form(self, unit: str) -> str:
        return self.units[unit][2] if unit else ""
