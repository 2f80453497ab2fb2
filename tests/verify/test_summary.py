"""The head of the page tells at one look whether a file is to be trusted."""

from dataclasses import replace

import numpy as np
import pytest

from kindpace.problems import Problem
from kindpace.verify.drawing import ALARM, BAND, LIGHT, NIGHT, TEAL, Shape, sheet
from kindpace.verify.found import Beats, Found, Skipped
from kindpace.verify.promises import broken
from kindpace.verify.summary import (
    FIGURES,
    HEADER,
    LINE,
    TOLD,
    Figure,
    figure_row,
    figures,
    header,
    promise_list,
    promises,
    promises_height,
)
from tests.verify import maker
from tests.verify.looking import clashes, columns, pixels

EDGES = (56.0, 1744.0)
PLAN = maker.score(120, lines_every=30)
WHOLE = maker.found(120, plan=PLAN)
BEATS = WHOLE.beats or maker.beats(PLAN)


def told(found: Found) -> list[str]:
    """All words of the header."""
    page = sheet(1800, HEADER)
    assert header(page, found, broken(found), EDGES) == HEADER
    assert clashes(page.words) == []
    assert all(0 <= word.left and word.right <= EDGES[1] + 1 for word in page.words)
    return [word.text for word in page.words]


def by_name(found: Found) -> dict[str, Figure]:
    """The figures of a file."""
    return {figure.name: figure for figure in figures(found, broken(found))}


def faults(count: int, what: str = "A promise is broken here.") -> list[Problem]:
    """So many broken promises."""
    return [Problem(slug=f"kind-{n}", what=f"{n}: {what}", mend="Mend it.") for n in range(count)]


def test_the_header_tells_title_form_and_verdict() -> None:
    """On an evening sky."""
    title, verdict, form = told(WHOLE)
    assert title == "Steady companion"
    assert verdict == "every promise kept"
    assert form.startswith("2:00  ·  MP3, 44.1 kHz, mono, 96 kbit/s  ·  3 chapters")
    page = sheet(1800, HEADER)
    header(page, WHOLE, (), EDGES)
    seen = pixels(page)
    assert columns(seen[:3], NIGHT, 6) == list(range(1800))
    assert columns(seen[:90], LIGHT)


def test_the_verdict_counts_what_is_broken() -> None:
    """One promise, or several; in the colour and with the sign of alarm."""
    one, two = (told_with(count) for count in (1, 2))
    assert "1 promise broken" in one
    assert "2 promises broken" in two


def told_with(count: int) -> list[str]:
    """The words of a header over so many faults."""
    page = sheet(1800, HEADER)
    header(page, WHOLE, faults(count), EDGES)
    assert columns(pixels(page), ALARM)
    assert not columns(pixels(page), TEAL, 4)
    return [word.text for word in page.words]


def test_a_foreign_file_is_judged_only_as_far_as_can_be() -> None:
    """And the page says so."""
    assert "kept, as far as it needs no plan" in told(maker.found(120))


@pytest.mark.parametrize(
    ("title", "shown"),
    [
        ("", "steady-companion"),
        ("中文", "steady-companion"),
        ("Año\nnuevo", "An\u0303o nuevo"),
        ("Steady " * 60, "Steady Steady"),
    ],
)
def test_any_title_is_shown_as_well_as_it_can_be(title: str, shown: str) -> None:
    """With accents, cut short where it is long, as the file's name where nothing can be written."""
    found = replace(WHOLE, reading=maker.reading(120, title=title))
    assert told(found)[0].startswith(shown)


def test_a_file_that_nobody_can_name_is_a_track() -> None:
    """Neither its title nor its path can be written."""
    found = replace(WHOLE, reading=maker.reading(120, title="中", path="中文.mp3"))
    assert told(found)[0] == "A track"


def test_a_whole_track_keeps_every_figure() -> None:
    """Six of them; the loudness range is held to nothing."""
    row = figures(WHOLE, broken(WHOLE))
    assert [figure.kept for figure in row] == [True, True, None, True, True, True]
    assert [figure.value for figure in row[:4]] == ["-16.0 LUFS", "-2.3 dBTP", "6.2 LU", "0.0 %"]
    assert by_name(WHOLE)["lines found"].value == "4 of 4"
    assert by_name(WHOLE)["lines found"].wanted == "11 LU or more above the bed"


def test_loudness_and_peak_are_held_to_their_numbers() -> None:
    """Half a unit for ours, a whole one for others."""
    loud = replace(WHOLE.levels, integrated=-12.0, true_peak=0.3)
    row = by_name(replace(WHOLE, levels=loud))
    assert (row["loudness"].kept, row["true peak"].kept) == (False, False)
    assert row["loudness"].wanted == "-16 ± 0.5"
    assert by_name(maker.found(120))["loudness"].wanted == "-16 ± 1"


def test_a_session_without_words_may_be_quieter() -> None:
    """Its loudness has no voice to be anchored on, so it has an upper bound alone."""
    wordless = replace(WHOLE, score=replace(PLAN, lines=()), lines=())
    soft = replace(wordless, levels=replace(WHOLE.levels, integrated=-30.0))
    assert by_name(soft)["loudness"].wanted == "-15.5 at most"
    assert by_name(soft)["loudness"].kept


def test_the_worst_player_is_told() -> None:
    """The greatest share of all."""
    cut = tuple(
        Skipped(player=f"Player {n}", seconds=1.2 * n, share=0.01 * n, first=3.0 * n or None)
        for n in range(3)
    )
    figure = by_name(replace(WHOLE, skipped=cut))["skip-silence removes"]
    assert (figure.value, figure.kept) == ("2.0 %", False)


def with_late(late: np.ndarray[tuple[int], np.dtype[np.float64]], slope: float = 0.0) -> Found:
    """The same track with other beats."""
    beats: Beats = replace(BEATS, late_by=late, slope=slope)
    return replace(WHOLE, beats=beats)


def test_beats_tell_their_worst_their_missing_or_their_drift() -> None:
    """What a runner would notice first."""
    steady = np.zeros(len(BEATS.planned))
    late, missing = steady.copy(), steady.copy()
    late[9], missing[3:8] = -0.0042, np.nan
    worst = by_name(with_late(late))["beat, worst"]
    assert (worst.value, worst.wanted, worst.kept) == ("4.2 ms", "2 ms at most", False)
    gone = by_name(with_late(missing))["beat, worst"]
    assert (gone.wanted, gone.kept) == ("5 missing", False)
    drift = by_name(with_late(0.001 * BEATS.planned, 0.001))["beat, worst"]
    assert (drift.wanted, drift.kept) == ("drifts +60.0 ms a minute", False)
    unheard = by_name(with_late(steady + np.nan))["beat, worst"]
    assert (unheard.value, unheard.kept) == ("not heard", False)


def test_lost_lines_are_counted() -> None:
    """Found ones of all, and the least clear of them."""
    first, *others = WHOLE.lines
    lost = replace(first, begins=None, likeness=None, clear=None)
    figure = by_name(replace(WHOLE, lines=(lost, *others)))["lines found"]
    assert (figure.value, figure.kept) == ("3 of 4", False)


def test_what_no_plan_tells_is_left_open() -> None:
    """Neither kept nor broken."""
    row = by_name(maker.found(120))
    assert (row["beat"].kept, row["lines"].kept) == (None, None)
    assert row["beat"].wanted == row["lines"].wanted == "the file holds no plan"
    quiet = replace(WHOLE, beats=None, lines=())
    assert by_name(quiet)["beat"].wanted == "none planned"


def test_figures_stand_side_by_side() -> None:
    """Kept ones with a tick, broken ones in alarm, none over another."""
    page = sheet(1800, FIGURES)
    row = [
        Figure(name="loudness", value="-16.0 LUFS", wanted="-16 ± 0.5", kept=True),
        Figure(name="lines found", value="12345 of 123456789", wanted="far " * 30, kept=False),
        Figure(name="beat", value="-", wanted="", kept=None),
    ]
    assert figure_row(page, row, EDGES, 0) == FIGURES
    assert clashes(page.words) == []
    seen = pixels(page)
    third = int((EDGES[1] - EDGES[0]) / 3)
    alarmed = columns(seen, ALARM)
    assert 56 + third - 1 <= min(alarmed) <= max(alarmed) <= 56 + 2 * third
    assert max(columns(seen, TEAL)) < 56 + third


def test_broken_promises_are_told_line_by_line() -> None:
    """Each with its sign; long sentences on as many lines as they need."""
    long = faults(1, what="word " * 60)
    lines = promises(long, 800)
    assert [shape is None for shape, _ in lines] == [False, *[True] * (len(lines) - 1)]
    assert " ".join(text for _, text in lines).split()[1:] == ["word"] * 60
    assert promises([], 800) == []
    hole = Problem(slug="dead-air", what="At 1:00 the sound stops.", mend="Mend it.")
    assert promises([hole], 800) == [(Shape.SQUARE, "At 1:00 the sound stops.")]


def test_very_many_promises_end_in_a_number() -> None:
    """No page grows without end, and none is dropped in silence."""
    lines = promises(faults(TOLD + 7), 800)
    assert len(lines) == TOLD + 1
    assert lines[-1] == (None, "... and 7 more")
    assert len(promises(faults(TOLD), 800)) == TOLD


def test_the_list_lies_on_a_band_as_high_as_it_says() -> None:
    """Nothing is drawn where all is kept."""
    page = sheet(1800, 400)
    assert promise_list(page, [], EDGES, 20) == 20
    assert page.words == []
    end = promise_list(page, faults(3), EDGES, 20)
    assert end - 20 == promises_height(faults(3), EDGES) == 3 * LINE + 26
    assert [word.text[0] for word in page.words] == ["0", "1", "2"]
    assert all(20 <= word.top and word.bottom <= end for word in page.words)
    assert columns(pixels(page)[30:31], BAND)
