"""What was found in a file, in a few aligned lines for a person and as JSON for a machine."""

from collections.abc import Sequence
from math import isfinite

import numpy as np

from kindpace.track.labels import one_line
from kindpace.verify.form import exactly
from kindpace.verify.found import Beats, Ears, Found, LineFound, Skipped, Stretch
from kindpace.verify.promises import cutting_players, moment, unevenness, worst_beat

NO_PLAN = "not checked: the file carries no plan"


def report_lines(found: Found) -> list[str]:
    """One line a measure, each with its name before it, aligned as in the report of a render."""
    return [f"  {label:<9} {text}" for label, text in measures(found).items()]


def measures(found: Found) -> dict[str, str]:
    """What was measured, in words, by name."""
    levels = found.levels
    return {
        "length": _length(found),
        "form": _form(found),
        "tag": _tag(found),
        "loudness": f"{levels.integrated:.1f} LUFS, range {levels.range:.1f} LU, "
        f"peak {levels.true_peak:.1f} dBTP, as decoded",
        "ears": _ears(found.ears, found.reading.form.channels),
        "skipping": _skipping(found.skipped),
        "joins": _joins(found),
        "beat": _beat(found.beats) if found.score else NO_PLAN,
        "lines": _lines(found.lines) if found.score else NO_PLAN,
    }


def title_of(found: Found) -> str:
    """The file's own title, else its name."""
    return one_line(found.reading.labels.title) or found.reading.path.name


def _length(found: Found) -> str:
    score = found.score
    planned = f", {exactly(score.length)} planned" if score else ""
    return f"{exactly(found.reading.form.length)}{planned}"


def _form(found: Found) -> str:
    form = found.reading.form
    layer = "MPEG-1 Layer III" if form.rate >= 32_000 else "MPEG-2 Layer III"  # noqa: PLR2004 - the least rate of MPEG-1
    channels = "mono" if form.channels == 1 else "stereo"
    bitrate = f"{form.bitrate} kbit/s" if form.bitrate else "varying bitrate"
    header = "no Info header"
    if form.info:
        sound = {True: "its sum fits", False: "its sum doesn't fit", None: "by another encoder"}
        header = f"Info header, {sound[form.whole]}"
    return f"{layer}, {form.rate / 1000:g} kHz, {channels}, {bitrate}, {header}"


def _tag(found: Found) -> str:
    reading = found.reading
    if reading.tag_version is None:
        return "none"
    version = ".".join(map(str, reading.tag_version))
    count = len(reading.labels.chapters)
    listed = ", listed" if count and reading.chapters_listed else ""
    chapters = f"{count} chapter{'s' * (count != 1)}{listed}" if count else "no chapters"
    picture = "picture" if reading.labels.cover else "no picture"
    return f"ID3v{version}, {chapters}, {len(reading.labels.lyrics)} lines of lyrics, {picture}"


def _ears(ears: Ears, channels: int) -> str:
    if channels == 1:
        return "mono: both hear the same"
    lost, worst = _number(ears.lost), _number(ears.worst_lost)
    at = moment(ears.worst_at)
    return f"one ear loses {lost} dB, {worst} around {at}; sides differ by {_number(ears.leaning)}"


def _skipping(skipped: Sequence[Skipped]) -> str:
    cut = cutting_players(skipped)
    if not cut:
        return f"0.0 % removed by any of {len(skipped)} players that skip silence"
    return ", ".join(f"{one.player} removes {one.share:.1%}" for one in cut)


def _joins(found: Found) -> str:
    counts = {
        "click": len(found.clicks),
        "hole": len(found.holes),
        "sinking bed": len(found.pumping),
        "long quiet unannounced": len(found.still),
    }
    told = [f"{count} x {name}" for name, count in counts.items() if count]
    return ", ".join(told) or "no click, no hole, no sinking bed, no long quiet unannounced"


def _beat(beats: Beats | None) -> str:
    if beats is None or not len(beats.planned):
        return "none planned"
    heard = int(np.isfinite(beats.late_by).sum())
    if not heard:
        return f"none of {len(beats.planned)} heard"
    at, worst = worst_beat(beats)
    drift = f"drift {beats.slope * 1e6:+.2f} millionths"
    return (
        f"{heard} of {len(beats.planned)} heard, worst {abs(worst) * 1000:.2f} ms "
        f"at {moment(at)}, {drift}"
    )


def _lines(lines: Sequence[LineFound]) -> str:
    if not lines:
        return "none planned"
    found = [line for line in lines if line.begins is not None]
    off = max((abs(_late(line)) for line in found), default=0.0)
    clear = [line.clear for line in found if line.clear is not None]
    over = f", {min(clear):.1f} LU or more over the bed" if clear else ""
    return f"{len(found)} of {len(lines)} found, in place within {off * 1000:.0f} ms{over}"


def _late(line: LineFound) -> float:
    return 0.0 if line.begins is None else line.begins - line.start


def _number(number: float) -> str:
    return f"{number:.1f}" if abs(number) < 100 else "over 100"  # noqa: PLR2004 - beyond all hearing


def report_json(found: Found) -> dict[str, object]:
    """All figures for a machine: seconds, LUFS, dB, shares; null where nothing could be told."""
    reading, levels, ears = found.reading, found.levels, found.ears
    return {
        "path": str(reading.path),
        "bytes": reading.size,
        "title": reading.labels.title,
        "seconds": float(reading.form.length),
        "form": _form_json(found),
        "loudness": _figure(levels.integrated),
        "loudness_range": _figure(levels.range),
        "true_peak": _figure(levels.true_peak),
        "clipped": levels.clipped,
        "offset": _figure(levels.offset, 6),
        "longest_faint": _figure(levels.longest_faint, 4),
        "ears": {
            "lost": _figure(ears.lost),
            "worst_lost": _figure(ears.worst_lost),
            "worst_at": _figure(ears.worst_at),
            "leaning": _figure(ears.leaning),
        },
        "skipped": [
            {"player": one.player, "seconds": one.seconds, "share": one.share, "first": one.first}
            for one in found.skipped
        ],
        "clicks": [{"at": one.at, "size": _figure(one.size, 4)} for one in found.clicks],
        "holes": _stretches(found.holes),
        "pumping": _stretches(found.pumping),
        "still": _stretches(found.still),
        "planned": found.score is not None,
        "beats": _beats_json(found.beats) if found.beats else None,
        "lines": [_line_json(line) for line in found.lines] if found.score else None,
    }


def _form_json(found: Found) -> dict[str, object]:
    reading, form = found.reading, found.reading.form
    return {
        "rate": form.rate,
        "channels": form.channels,
        "bitrate": form.bitrate,
        "header": form.info is not None,
        "sum_fits": form.whole,
        "tag": None if reading.tag_version is None else ".".join(map(str, reading.tag_version)),
        "chapters": [
            {"start": float(one.start), "end": float(one.end), "title": one.title}
            for one in reading.labels.chapters
        ],
        "chapters_listed": reading.chapters_listed,
    }


def _beats_json(beats: Beats) -> dict[str, object]:
    uneven = unevenness(beats)
    heard = np.isfinite(uneven)
    at, worst = worst_beat(beats)
    middle = float(np.sqrt(np.mean(uneven[heard] ** 2))) if heard.any() else float("nan")
    return {
        "planned": len(beats.planned),
        "heard": int(heard.sum()),
        "worst": _figure(worst, 6),
        "worst_at": _figure(at, 3),
        "rms": _figure(middle, 6),
        "late": _figure(beats.late, 6),
        "drift": _figure(beats.slope, 9),
        "missing": [_figure(float(one), 3) for one in beats.planned[~heard]],
    }


def _line_json(line: LineFound) -> dict[str, object]:
    return {
        "start": _figure(line.start, 3),
        "end": _figure(line.end, 3),
        "text": line.text,
        "begins": _figure(line.begins, 3),
        "likeness": _figure(line.likeness),
        "clear": _figure(line.clear),
    }


def _stretches(stretches: Sequence[Stretch]) -> list[dict[str, object]]:
    return [{"start": _figure(one.start, 3), "end": _figure(one.end, 3)} for one in stretches]


def _figure(number: float | None, digits: int = 2) -> float | None:
    """A number that JSON knows: it has no NaN and no infinity."""
    return round(float(number), digits) if number is not None and isfinite(number) else None
