"""English number words: 42 -> "forty-two", 3rd -> "third", 3/4 -> "three quarters"."""

ONES = (
    *("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"),
    *("ten", "eleven", "twelve", "thirteen", "fourteen"),
    *("fifteen", "sixteen", "seventeen", "eighteen", "nineteen"),
)
TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
SCALES = ((10**9, "billion"), (10**6, "million"), (10**3, "thousand"), (100, "hundred"))
IRREGULAR = {
    "one": "first",
    "two": "second",
    "three": "third",
    "five": "fifth",
    "eight": "eighth",
    "nine": "ninth",
    "twelve": "twelfth",
}
MOST = 10**12
HUNDRED, TWENTY = 100, 20


def cardinal(number: int) -> str:
    """`number`, 0 up to a million millions; a greater one is read digit by digit."""
    if number >= MOST:
        return digits(str(number))
    if number < TWENTY:
        return ONES[number]
    if number < HUNDRED:
        tens, ones = divmod(number, 10)
        return TENS[tens] + (f"-{ONES[ones]}" if ones else "")
    size, name = next((size, name) for size, name in SCALES if number >= size)
    whole, rest = divmod(number, size)
    return f"{cardinal(whole)} {name}" + (f" {cardinal(rest)}" if rest else "")


def ordinal(number: int) -> str:
    """The place in a row: 1 -> "first", 21 -> "twenty-first"."""
    words = cardinal(number)
    cut = max(words.rfind(" "), words.rfind("-")) + 1
    return words[:cut] + _ordinal_word(words[cut:])


def fraction(top: int, bottom: int) -> str:
    """A common fraction: "one half", "three quarters", "five eighths"."""
    name = {2: "half", 4: "quarter"}.get(bottom) or ordinal(bottom)
    if top == 1:
        return f"one {name}"
    return f"{cardinal(top)} " + ("halves" if bottom == 2 else f"{name}s")  # noqa: PLR2004 - two halves


def digits(written: str) -> str:
    """Each digit by itself, as in a telephone number: "988" -> "nine eight eight"."""
    return " ".join(ONES[int(digit)] for digit in written)


def number(written: str) -> str:
    """A number as it stands in text: "1,500", "5.2", "007"."""
    whole, _, decimals = written.replace(",", "").partition(".")
    if len(whole) > 1 and whole.startswith("0"):
        spoken = digits(whole)
    else:
        spoken = cardinal(int(whole or "0"))
    return f"{spoken} point {digits(decimals)}" if decimals else spoken


def plural(word: str) -> str:
    """Tens as a decade or an age: "thirty" -> "thirties"."""
    return word[:-1] + "ies" if word.endswith("y") else word + "s"


def _ordinal_word(word: str) -> str:
    if word in IRREGULAR:
        return IRREGULAR[word]
    return word[:-1] + "ieth" if word.endswith("y") else word + "th"
