"""`programme` and `new --from` from the outside."""

import json
from datetime import date
from pathlib import Path

import pytest

from kindpace.library import shipped
from kindpace.studio.programmes import programmes
from tests.cli.conftest import Kindpace
from tests.programme.maker import text, week

OWN = text(week("- session: tiny\n- rest\n- session: tiny\n  or: lace-up\n- rest: rest-day-sit"))


@pytest.fixture
def own(folder: Path) -> Path:
    """A programme beside the tiny script."""
    (folder / "weeks.yaml").write_text(OWN, "utf-8")
    return folder / "weeks.yaml"


def test_without_a_name_all_are_shown(kindpace: Kindpace) -> None:
    """With their weeks."""
    said = kindpace("programme", "show")
    assert said.code == 0
    assert all(name in said.out for name in programmes())
    cards = json.loads(kindpace("programme", "show", "--json").out)
    assert [(one["id"], one["weeks"]) for one in cards] == [
        ("first-5k-gently", 9),
        ("steady-companion-4-weeks", 4),
        ("two-brains-6-weeks", 6),
    ]


@pytest.mark.usefixtures("own")
def test_a_programme_is_shown_day_by_day(kindpace: Kindpace) -> None:
    """Dates if there are any, lengths, what is just as good, and leave to repeat."""
    said = kindpace("programme", "show", "weeks.yaml", "--starts", "2026-01-05", "--again", "1")
    assert (said.code, said.err) == (0, "")
    lines = [" ".join(line.split()) for line in said.out.splitlines()]
    assert "Week 1 · One · no running" in lines
    assert "Week 1, time 2 · One · no running" in lines
    assert "Mon 05 Jan 2026 Tiny 0:30 tiny" in lines
    assert "Wed 14 Jan 2026 Tiny 0:30 tiny, or lace-up" in lines
    assert "Thu 15 Jan 2026 Rest: Rest day 10:00 rest-day-sit" in lines
    assert "Nothing has to be made up." in said.out
    assert "day 2" in kindpace("programme", "show", "weeks.yaml").out


@pytest.mark.usefixtures("own")
def test_a_machine_gets_every_day(kindpace: Kindpace) -> None:
    """As JSON, with its id."""
    told = json.loads(kindpace("programme", "show", "weeks.yaml", "--json").out)
    first, second, third, *_ = told["days"]
    assert (first["id"], first["minutes"], first["date"]) == ("some-weeks-w1-d1", 0.5, None)
    assert (second["kind"], second["session"]) == ("rest", None)
    assert (third["or"], third["turn"]) == (["lace-up"], 1)
    assert (told["findings"], len(told["days"])) == ([], 7)


def test_advice_is_told_on_the_side(kindpace: Kindpace, folder: Path) -> None:
    """Two runs in a row, at their place; nothing stops."""
    (folder / "w.yaml").write_text(text(week("- session: senses\n- session: senses")), "utf-8")
    said = kindpace("programme", "show", "w.yaml")
    assert said.code == 0
    assert "w.yaml:7:9  weeks/no-rest-after" in said.err
    told = json.loads(kindpace("programme", "show", "w.yaml", "--json").out)
    assert [one["slug"] for one in told["findings"]] == ["weeks/no-rest-after"]


def test_a_calendar_is_written_whole(kindpace: Kindpace, own: Path) -> None:
    """Under the programme's id, under a name of one's own, or on the screen."""
    said = kindpace("programme", "calendar", "weeks.yaml", "--starts", "2026-01-05")
    assert said.out == "some-weeks.ics: 7 days. Open it, and your calendar has them.\n"
    written = (own.parent / "some-weeks.ics").read_bytes()
    assert written.startswith(b"BEGIN:VCALENDAR\r\n")
    assert written.count(b"\r\nBEGIN:VEVENT\r\n") == 7
    words = ("programme", "calendar", "weeks.yaml", "--starts", "2026-01-05")
    kindpace(*words, "-o", "mine.ics")
    assert (own.parent / "mine.ics").read_bytes() == written
    assert kindpace(*words, "-o", "-").out.replace("\r\n", "\n") == written.decode().replace(
        "\r\n", "\n"
    )


@pytest.mark.usefixtures("own")
@pytest.mark.parametrize(
    ("words", "code", "slug"),
    [
        (("calendar", "weeks.yaml"), 1, "calendar-without-dates"),
        (("calendar", "weeks.yaml", "--starts", "soon"), 2, "date-unreadable"),
        (
            ("calendar", "weeks.yaml", "--starts", "2026-01-05", "-o", "tiny.yaml"),
            2,
            "calendar-ending",
        ),
        (
            ("calendar", "weeks.yaml", "--starts", "2026-01-05", "-o", "no/a.ics"),
            3,
            "folder-missing",
        ),
        (("show", "weeks.yaml", "--again", "2"), 2, "week-unknown"),
        (("show", "no-such-weeks"), 2, "programme-unknown"),
        (("new", "weeks.yaml"), 2, "file-exists"),
        (("new", "mine.yaml", "--from", "senses"), 2, "programme-unknown"),
    ],
)
def test_what_cannot_be_done_is_told(
    kindpace: Kindpace, folder: Path, words: tuple[str, ...], code: int, slug: str
) -> None:
    """Calmly, with nothing written."""
    before = {path.name: path.read_bytes() for path in folder.iterdir()}
    said = kindpace("programme", *words)
    assert said.code == code
    assert slug in said.err
    assert {path.name: path.read_bytes() for path in folder.iterdir()} == before


def test_a_new_programme_is_a_copy_of_ones_own(kindpace: Kindpace, folder: Path) -> None:
    """Of the steady companion, or of another; it shows as it stands."""
    assert kindpace("programme", "new", "my-weeks.yaml").code == 0
    assert "instead: [lace-up, hard-day]     # any day" in (folder / "my-weeks.yaml").read_text()
    kindpace("programme", "new", "mine.yaml", "--from", "first-5k-gently", "--title", "My five")
    days = kindpace("programme", "calendar", "mine.yaml", "--starts", "2026-01-05", "-o", "-").out
    assert "NAME:My five" in days
    assert days.count("UID:my-five-w") == 63


def test_a_new_script_may_be_a_copy(kindpace: Kindpace, folder: Path) -> None:
    """Of a session of the library, with its comments, ready to plan and check."""
    assert kindpace("new", "my-lamp.yaml", "--from", "steady-companion").code == 0
    assert kindpace("check", "my-lamp.yaml").code == 0
    assert kindpace("plan", "my-lamp.yaml").out.startswith("My lamp\n")
    assert "id: my-lamp\n" in (folder / "my-lamp.yaml").read_text("utf-8")
    said = kindpace("new", "other.yaml", "--from", "no-such-session")
    assert (said.code, (folder / "other.yaml").exists()) == (2, False)


def test_the_schema_of_programmes_is_current(kindpace: Kindpace) -> None:
    """Editors read the file beside the programmes."""
    told = json.loads(kindpace("schema", "--programme").out)
    place = shipped("scripts") / "kindpace-programme.schema.json"
    assert told == json.loads(place.read_text("utf-8"))
    assert kindpace("schema", "--programme", "--runner").code == 2


def test_help_speaks_of_days(kindpace: Kindpace) -> None:
    """Every command of the group is there."""
    said = kindpace("programme", "--help").out
    assert all(word in said for word in ("show", "new", "calendar"))
    assert date(2026, 1, 5).isoformat() in kindpace("programme", "calendar", "--help").out
