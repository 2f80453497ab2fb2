"""The report of a verified file."""

import json
from dataclasses import replace

import numpy as np

from kindpace.verify.report import NO_PLAN, report_json, report_lines, title_of
from tests.verify.kept import (
    EARS,
    LEVELS,
    LINE,
    PLAYER,
    READING,
    beats,
    click,
    formed,
    kept,
    labelled,
    stretch,
)


def test_a_report_is_short_and_aligned() -> None:
    """A name before each figure, all figures in one column."""
    lines = report_lines(kept())
    assert [line[12:] for line in lines] == [
        "2:00.00, 2:00.00 planned",
        "MPEG-1 Layer III, 44.1 kHz, mono, 96 kbit/s, Info header, its sum fits",
        "ID3v2.3, 3 chapters, listed, 0 lines of lyrics, picture",
        "-16.1 LUFS, range 6.0 LU, peak -1.4 dBTP, as decoded",
        "mono: both hear the same",
        "0.0 % removed by any of 2 players that skip silence",
        "no click, no hole, no sinking bed, no long quiet unannounced",
        "240 of 240 heard, worst 0.00 ms at 0:00, drift +0.00 millionths",
        "1 of 1 found, in place within 10 ms, 14.2 LU or more over the bed",
    ]
    assert all(line[:2] == "  " and line[11] == " " and line[12] != " " for line in lines)


def test_a_file_without_a_plan_says_so_plainly() -> None:
    """Beat and lines could not be checked."""
    lines = report_lines(kept(score=None))
    assert [NO_PLAN, NO_PLAN] == [line[12:] for line in lines[-2:]]
    assert "planned" not in lines[0]


def test_what_is_broken_is_counted() -> None:
    """Players by name, places by number."""
    found = kept(
        reading=replace(formed(channels=2, bitrate=None, rate=22_050, info=None), tag_version=None),
        ears=replace(EARS, lost=float("inf"), worst_lost=3.2, worst_at=61.0),
        skipped=(replace(PLAYER, seconds=6.0, share=0.05, first=1.0),),
        clicks=(click(1), click(2)),
        holes=(stretch(1, 2),),
        beats=beats(np.full(240, np.nan)),
        lines=(replace(LINE, begins=None, clear=None),),
    )
    said = "\n".join(report_lines(found))
    assert "MPEG-2 Layer III, 22.05 kHz, stereo, varying bitrate, no Info header" in said
    assert "one ear loses over 100 dB, 3.2 around 1:01" in said
    assert "ExoPlayer removes 5.0%" in said
    assert "2 x click, 1 x hole" in said
    assert "none of 240 heard" in said
    assert "0 of 1 found" in said


def test_a_session_without_steps_or_words_has_none_planned() -> None:
    """Nothing is claimed about what isn't there."""
    lines = report_lines(kept(beats=None, lines=()))
    assert ["none planned", "none planned"] == [line[12:] for line in lines[-2:]]


def test_the_title_is_the_tags_or_the_files() -> None:
    """On one line."""
    assert title_of(kept(reading=labelled(title="A\nrun"))) == "A run"
    assert title_of(kept(reading=labelled(title=""))) == "run.mp3"


def test_the_report_for_machines_holds_every_figure() -> None:
    """As JSON without NaN: what could not be told is null."""
    late_by = np.zeros(240)
    late_by[7] = np.nan
    found = kept(beats=beats(late_by), levels=replace(LEVELS, integrated=float("-inf")))
    told = json.loads(json.dumps(report_json(found), allow_nan=False))
    assert told["loudness"] is None
    assert told["true_peak"] == -1.4
    assert (told["beats"]["heard"], told["beats"]["missing"]) == (239, [3.5])
    assert told["lines"][0]["likeness"] == 0.95
    assert [one["title"] for one in told["form"]["chapters"]] == ["Out", "Along", "Home"]
    assert told["bytes"] == READING.size


def test_the_report_for_machines_knows_no_plan_either() -> None:
    """Null, where a list would say that nothing was planned."""
    told = report_json(kept(score=None))
    assert (told["planned"], told["beats"], told["lines"]) == (False, None, None)


def test_beats_none_of_which_is_heard_have_no_figures() -> None:
    """And are still told."""
    told = json.loads(json.dumps(report_json(kept(beats=beats(np.full(240, np.nan))))))
    assert (told["beats"]["heard"], told["beats"]["worst"], told["beats"]["rms"]) == (0, None, None)
