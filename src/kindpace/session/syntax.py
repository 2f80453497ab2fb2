"""What keeps a file from being YAML at all: its bytes, its characters, its structure."""

import re
from collections.abc import Sequence

import yaml

from kindpace.problems import KindpaceError, Mark, Problem, problem
from kindpace.session.notation import shown

LARGEST_FILE = 1_000_000

UNSEEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
"""Characters that can be neither seen nor spoken."""

LINE_MARKS = str.maketrans("\x85\u2028\u2029", "   ")
"""Line ends that editors don't count: word processors leave them behind. They read as blanks."""

READS_AS_ITS_OWN = re.compile(r"[:\-]\s+([\[{*&!%@`>|])")
AFTER_QUOTE = re.compile(r"[:\-]\s+([\"']).*\1\s*$")
ONE_KEY = re.compile(r"\s+[\w-]+\s*:$")
EXPECTED = {
    "did not find expected key": "a key such as `say:` was expected",
    "did not find expected '-' indicator": "an entry that begins with `- ` was expected",
    "could not find expected ':'": "a `:` after the key was expected",
    "block sequence entries are not allowed in this context": "a list begins on a line of its own",
    "did not find expected <document start>": "after the end of the text something more follows",
    "did not find expected node content": "a value was expected",
}
"""YAML's own words in plain ones."""


def decoded(name: str, data: bytes) -> str:
    """The text of a file. Raises KindpaceError if it is too large, no text, or empty."""
    if len(data) > LARGEST_FILE:
        megabytes = f"{len(data) / 1_000_000:.1f}"
        raise KindpaceError([problem("file-too-large", Mark(name, 1, 1), megabytes=megabytes)])
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        # A byte order mark is cut off before positions are counted.
        begin = len(data) - len(data.removeprefix(b"\xef\xbb\xbf"))
        before = data[begin : begin + error.start].decode("utf-8", "replace")
        raise KindpaceError([problem("not-utf-8", _after(name, before))]) from None
    if unseen := UNSEEN.search(text):
        mark = _after(name, text[: unseen.start()], text)
        raise KindpaceError([problem("character-unseen", mark)])
    return text.translate(LINE_MARKS)


def syntax_problem(error: yaml.YAMLError, lines: Sequence[str], name: str) -> Problem:
    """What PyYAML could not follow, in our words and at the place where to mend it."""
    if not isinstance(error, yaml.MarkedYAMLError):
        return problem("yaml-unreadable", Mark(name, 1, 1), detail=shown(error))
    words = " ".join(f"{error.context or ''} {error.problem or ''}".split())
    opened = "quoted scalar" in words or "flow sequence" in words or "flow mapping" in words
    at = (error.context_mark if opened and "escape" not in words else None) or error.problem_mark
    if at is None:
        return problem("yaml-unreadable", Mark(name, 1, 1), detail=_plainly(error))
    line = lines[at.line] if at.line < len(lines) else ""
    mark = Mark(name, at.line + 1, at.column + 1, line)
    slug = _slug(words, mark)
    if slug == "yaml-needs-quotes" and (sign := READS_AS_ITS_OWN.search(line)):
        mark = Mark(name, mark.line, sign.start(1) + 1, line)
        return problem(slug, mark, sign=sign[1])
    return problem(slug, mark, detail=_plainly(error))


def _slug(words: str, mark: Mark) -> str:
    line, before = mark.source, mark.source[: mark.column]
    blanks = line[: len(line) - len(line.lstrip())]
    signs = {
        "yaml-tab": "\t" in blanks or "tab character" in words,
        "yaml-blank": "\N{NO-BREAK SPACE}" in blanks,
        "yaml-quote": "quoted scalar" in words and "escape" not in words,
        "yaml-bracket": "flow sequence" in words or "flow mapping" in words,
        "yaml-needs-quotes": READS_AS_ITS_OWN.search(before),
        "yaml-after-quote": AFTER_QUOTE.search(before[:-1]),
        "yaml-escape": "escape" in words,
        "yaml-indent": "mapping values" in words and ONE_KEY.match(before),
        "yaml-colon": "mapping values" in words,
    }
    return next((slug for slug, seen in signs.items() if seen), "yaml-unreadable")


def _plainly(error: yaml.MarkedYAMLError) -> str:
    said = " ".join((error.problem or error.context or "the structure is unclear").split())
    return EXPECTED.get(said, shown(said))


def _after(name: str, before: str, text: str = "") -> Mark:
    """The place that comes after `before`."""
    lines = re.split(r"\r\n|[\n\r]", before)
    here = re.split(r"\r\n|[\n\r]", text)[len(lines) - 1] if text else ""
    return Mark(name, len(lines), len(lines[-1]) + 1, here)
