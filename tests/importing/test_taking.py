"""Files of others become scripts that our own reader takes."""

import re
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from kindpace.importing.taking import LARGEST, Kind, Taken, kind_of, taken, title_of
from kindpace.problems import KindpaceError
from kindpace.session.folder import Folder
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.studio.planning import Order, plan

SAMPLES = sorted((Path(__file__).parent / "samples").iterdir())
KINDS = {
    "distance-day.txt": Kind.INTERVALS,
    "evening-sit.txt": Kind.TEXT,
    "first-steps.zwo": Kind.ZWIFT,
    "morning.ssml": Kind.SSML,
    "park-kilometres.zwo": Kind.ZWIFT,
    "paseo-tranquilo.txt": Kind.TEXT,
    "river-loop.md": Kind.MARKDOWN,
    "ruhiger-lauf.md": Kind.MARKDOWN,
    "sit-five.ssml": Kind.SSML,
    "tuesday-easy.txt": Kind.INTERVALS,
}
PIECES = [
    "[pause 10s]",
    "(pause)",
    "...",
    "[silence 1 min]",
    "[bell]",
    "[breathe in 3 out 2]",
    "[",
    "\n## Head (5 min)\n",
    "\n2:30 - ",
    "\n[02:30] ",
    "{name}",
    "{quiet}",
    "{",
    "}",
    "**",
    "*",
    "]",
    "\n",
    "\n\n",
    "\n- ",
    "\n1. ",
    "\n> ",
    "---\n",
    "<b>",
    "<!--",
    "-->",
    "](http://b)",
    "\\",
    '"',
    ": ",
    "#",
    "3x\n",
    "\n- 10m ",
    "85% ",
    "20^",
    "<!>",
    "🙂",
    "\x00",
    "\x85",
    "\ufeff",
    "NARRATOR: ",
    "~",
]
WORDS = ["amber", "birch", "cedar", "dune", "ember", "fjord"]


def slugs(data: bytes, name: str = "a.txt", kind: Kind | None = None) -> list[str]:
    """What stands in the way of a file."""
    with pytest.raises(KindpaceError) as told:
        taken(data, name, kind)
    return [one.slug for one in told.value.problems]


def script_or_word(data: bytes, kind: Kind | None = None) -> Taken | None:
    """What a file becomes; None where words of this room tell that it becomes nothing."""
    try:
        return taken(data, "a.txt", kind)
    except KindpaceError as error:
        strange = [one.slug for one in error.problems if not one.slug.startswith("import-")]
    if strange:
        pytest.fail(f"not in words of its own: {strange}")
    return None


def reads(made: Taken) -> bool:
    """Whether our own reader takes a script, beside our shared blocks."""
    shared = Path(__file__).parents[2] / "scripts" / "blocks"
    folder = Folder(own=Path("no-such-folder"), shared=shared)
    source = Source(name="a.yaml", data=made.text.encode())
    return bool(settled(source, Profile(), folder).parts)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda path: path.name)
def test_a_sample_is_taken_for_what_it_is_and_can_be_planned(sample: Path, tmp_path: Path) -> None:
    """With nothing that has to be mended, and every line of the report in the source."""
    data = sample.read_bytes()
    made = taken(data, sample.name)
    assert made.kind is KINDS[sample.name]
    script = tmp_path / "run.yaml"
    script.write_text(made.text, "utf-8")
    planned = plan(Order(name=str(script)))
    assert planned.timeline.length == made.length
    assert planned.examined(every_cadence=True).stops == made.stops == ()
    last = len(data.splitlines())
    assert made.report
    assert all(0 < one.problem.where.line <= last for one in made.report if one.problem.where)


def test_ten_samples_stand_for_five_kinds() -> None:
    """Two of each."""
    assert [path.name for path in SAMPLES] == list(KINDS)


@settings(max_examples=60, deadline=None)
@given(
    pieces=st.lists(st.sampled_from([*PIECES, *(f" {word} " for word in WORDS)]), max_size=12),
    kind=st.sampled_from([Kind.TEXT, Kind.MARKDOWN, Kind.INTERVALS]),
)
def test_any_text_becomes_a_script_or_a_clear_word(pieces: list[str], kind: Kind) -> None:
    """And every word of it is in the script or in the report."""
    text = "".join(pieces)
    made = script_or_word(text.encode(), kind)
    if made is None:
        return
    assert reads(made)
    kept = f"{made.text} {' '.join(one.words for one in made.report)}".lower()
    for word in WORDS:
        assert len(re.findall(word, text)) <= len(re.findall(word, kept))


@settings(max_examples=60, deadline=None)
@given(data=st.binary(max_size=80))
def test_any_bytes_become_a_script_or_a_clear_word(data: bytes) -> None:
    """Whatever somebody saved."""
    made = script_or_word(data)
    assert made is None or reads(made)


@pytest.mark.parametrize(
    ("data", "slug"),
    [
        (b"", "import-nothing"),
        (b"...", "import-nothing"),
        (b"a\x00b", "import-no-text"),
        (b"a" * (LARGEST + 1), "import-too-large"),
        (b"Easy now. " * 900_000, "import-too-much"),
        (b"Easy now.\n\n" * 80_000, "import-too-much"),
        (b"\n\n".join(b"Easy." for _ in range(1200)), "import-too-much"),
        (b"# One\n" * 9_000, "import-too-much"),
    ],
    ids=["empty", "dots", "nul", "large", "line", "lines", "cues", "headings"],
)
def test_what_makes_no_session_is_told(data: bytes, slug: str) -> None:
    """At once."""
    assert slugs(data) == [slug]


@pytest.mark.parametrize(
    ("data", "told"),
    [
        ("Grüße.".encode("utf-8-sig"), False),
        ("Grüße.".encode("utf-16"), False),
        ("Grüße.".encode("cp1252"), True),
        ("Gr\u00fc\u00dfe.\r\n".encode(), False),
    ],
)
def test_encodings_are_known(data: bytes, told: bool) -> None:
    """The one that is a guess is told."""
    made = taken(data, "a.txt")
    assert "say: Grüße." in made.text
    assert ("import-encoding" in [one.problem.slug for one in made.report]) is told


@pytest.mark.parametrize(
    ("text", "name", "kind"),
    [
        ("<workout_file/>", "a.txt", Kind.ZWIFT),
        ("<?xml version='1.0'?><speak>", "a.xml", Kind.SSML),
        ("- 5m easy", "a.txt", Kind.INTERVALS),
        ("- 5m easy", "a.md", Kind.MARKDOWN),
        ("# One", "a", Kind.MARKDOWN),
        ("One", "a.zwo", Kind.ZWIFT),
        ("One", "a", Kind.TEXT),
    ],
)
def test_a_kind_is_known_by_what_stands_in_it(text: str, name: str, kind: Kind) -> None:
    """Then by the file's name."""
    assert kind_of(text, name) is kind


def test_a_file_lends_its_name() -> None:
    """Where the source has no title."""
    assert [title_of(one) for one in ("my-first_run.txt", "x/y.md", "---.md")] == [
        "My first run", "Y", "Imported",
    ]  # fmt: skip
