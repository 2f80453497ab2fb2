"""Guided scripts in plain text and Markdown become drafts."""

import pytest

from kindpace.importing.draft import Draft, Part
from kindpace.importing.prose import read_prose


def draft(text: str) -> Draft:
    """What a text becomes."""
    return read_prose(text, "a.md", "A")


def parts(text: str) -> list[Part]:
    """The parts of a text, none of them in rounds."""
    return list(draft(text).flat)


def told(text: str) -> list[tuple[str, int]]:
    """What is told, and where."""
    return [(one.slug, one.line) for one in draft(text).left]


@pytest.mark.parametrize(
    ("heading", "name", "lasts"),
    [
        ("Warm-up (5 min)", "Warm-up", 300),
        ("Warm-up - 5 minutes", "Warm-up", 300),
        ("Warm-up: 90s", "Warm-up", 90),
        ("Warm-up (about 2 min)", "Warm-up", 120),
        ("Warm-up [2:30]", "Warm-up", 150),
        ("Warm-up (0:30-2:00)", "Warm-up", 90),
        ("Warm-up (slowly)", "Warm-up (slowly)", None),
        ("5 minutes of warm-up", "5 minutes of warm-up", None),
        ("{round} [Warm-up](https://a.example)", "Round Warm-up", None),
    ],
)
def test_a_heading_is_a_part_with_its_length(heading: str, name: str, lasts: int | None) -> None:
    """Which leaves its name."""
    (part,) = parts(f"## {heading}\n\nHello.")
    assert (part.name, part.gait if lasts else "walk") == (name, "walk")
    assert part.lasts == lasts


def test_a_first_heading_is_the_title() -> None:
    """Where nothing else is; the file's name stands in."""
    assert draft("# River loop\n\n## Run\n\nGo.").title == "River loop"
    assert draft("Go on.").title == "A"


def test_front_matter_tells_title_author_and_language() -> None:
    """What else it holds is told."""
    found = draft("---\ntitle: 'One'\nauthor: Ana\nlang: pt_BR\ntags: x\n---\nVamos.")
    assert (found.title, found.notes, found.language) == ("One", ("By Ana.",), "pt-BR")
    assert ("import-setting", 5) in [(one.slug, one.line) for one in found.left]


def test_a_gait_is_guessed_and_told() -> None:
    """From the heading, else from the part before, else from all words."""
    text = "## Run\n\nGo.\n\n## On\n\nStill."
    assert [part.gait for part in parts(text)] == ["run", "run"]
    assert [one for one in told(text) if one[0] == "import-gait"] == [
        ("import-gait", 1),
        ("import-gait", 5),
    ]
    assert parts("Sit on your chair.")[0].gait == "sit"
    assert parts("Hello.")[0].gait == "walk"


def test_moments_count_from_the_session_or_from_their_part() -> None:
    """A part ends where the next one begins."""
    whole = parts("## Walk\n\n0:00 - A.\n1:00 - B.\n\n## Run\n\n5:00 - C.\n6:00 - D.")
    assert [part.lasts for part in whole] == [300, None]
    assert [cue.at for part in whole for cue in part.cues] == [0, 60, 0, 60]
    anew = parts("## Walk (5 min)\n\n0:10 - A.\n\n## Run (5 min)\n\n0:20 - B.")
    assert [cue.at for part in anew for cue in part.cues] == [10, 20]


def test_a_moment_that_goes_back_is_let_go_and_told() -> None:
    """Its words follow the others."""
    text = "## Walk (5 min)\n\n2:00 - A.\n\n1:00 - B.\n\n9:00 - C."
    assert [cue.at for cue in parts(text)[0].cues] == [120, None, None]
    assert [one for one in told(text) if one[0] == "import-time"] == [
        ("import-time", 5),
        ("import-time", 7),
    ]


def test_speakers_are_told_and_not_said() -> None:
    """The voice is the voice."""
    assert [cue.value for cue in parts("NARRATOR: Walk on.")[0].cues] == ["Walk on."]
    assert ("import-left", 1) in told("NARRATOR: Walk on.")
