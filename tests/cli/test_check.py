"""`check` from the outside: faults, findings, what was set aside and what nobody looked at."""

import json
import re
from datetime import timedelta
from pathlib import Path

import pytest

from kindpace.care import support
from kindpace.cli.check import allowed_json, allowed_lines, verdict
from kindpace.problems import Mark, Weight, problem
from kindpace.session.model import Exemption
from kindpace.studio.planning import library
from tests.cli.conftest import TINY, Kindpace
from tests.programme.maker import text, week

CLAIM = "Running cures depression."
DAILY = text(week("- session: claim\n- session: claim\n  minutes: 1\n- session: run"))


@pytest.fixture
def claiming(folder: Path) -> Path:
    """The tiny script, with a promise in it."""
    script = folder / "claim.yaml"
    script.write_text(TINY.replace("{name?, }one step, and one more.", CLAIM), "utf-8")
    return script


def test_a_claim_stops_a_render_and_is_told_with_its_place(
    kindpace: Kindpace, claiming: Path
) -> None:
    """File, line and column of the cue; exit code 1; nothing is written."""
    said = kindpace("render", "claim.yaml", "-o", "run.mp3")
    assert said.code == 1
    assert "claim.yaml:10:9  claim/cure" in said.err
    assert "cures depression" in said.err
    assert "Kinder:" in said.err
    assert not claiming.with_name("run.mp3").exists()


def test_a_programme_is_checked_with_its_sessions_and_its_weeks(
    kindpace: Kindpace, claiming: Path
) -> None:
    """Each finding once, however many days meet it; a clean one of the library has none."""
    running = TINY.replace("gait: walk", "gait: run").replace("minutes: 0.5", "minutes: 2")
    claiming.write_text(
        running.replace("{name?, }one step, and one more.", CLAIM), encoding="utf-8"
    )
    claiming.with_name("run.yaml").write_text(running, "utf-8")
    claiming.with_name("daily.yaml").write_text(DAILY, "utf-8")
    said = kindpace("check", "daily.yaml", "--json")
    assert said.code == 1
    slugs = [one["slug"] for one in json.loads(said.out)["notes"]]
    assert slugs.count("claim/cure") == 1
    assert slugs.count("weeks/no-rest-after") == 2
    assert kindpace("check", "steady-companion-4-weeks").code == 0


def test_a_programme_that_leads_nowhere_is_told(kindpace: Kindpace, folder: Path) -> None:
    """As it is where it is shown."""
    (folder / "weeks.yaml").write_text(text(week("- session: no-such-session")), "utf-8")
    told = json.loads(kindpace("check", "weeks.yaml", "--json").out)
    assert [one["slug"] for one in told["faults"]] == ["programme-session-unknown"]


def test_old_support_lines_are_told(kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch) -> None:
    """Among what is not checked; one's own country's beside the findings, and at a render."""
    monkeypatch.setattr(support, "FRESH", timedelta(days=-100_000))
    told = json.loads(kindpace("check", "tiny.yaml", "--json").out)
    slugs = [one["slug"] for one in told["unchecked"]]
    assert slugs.count("care/support-line-old") == len(support.support_lines())
    told = json.loads(kindpace("check", "tiny.yaml", "--country", "IE", "--json").out)
    assert [one["slug"] for one in told["notes"]].count("care/support-line-old") == 1
    said = kindpace("render", "tiny.yaml", "--country", "IE", "-o", "run.mp3")
    assert said.code == 0
    assert "line of IE" in said.err


def test_check_tells_what_has_to_be_mended(kindpace: Kindpace, claiming: Path) -> None:
    """In words and for machines, with the same code."""
    said = kindpace("check", claiming.name)
    assert said.code == 1
    assert "One thing to mend before a render." in said.out
    told = json.loads(kindpace("check", claiming.name, "--json").out)
    weights = {one["slug"]: one["weight"] for one in told["notes"]}
    assert weights["claim/cure"] == "mend"
    assert weights["struct/way-out"] == "look"
    assert {one["slug"] for one in told["unchecked"]} >= {"unchecked-review"}


@pytest.mark.parametrize("place", ["cue", "part", "script"])
def test_a_reason_opens_the_way_and_is_shown(
    kindpace: Kindpace, claiming: Path, place: str
) -> None:
    """On the cue, on its part or on the whole script; check and render both tell it."""
    aside = "allow: [claim/cure]\n{0}because: It is quoted from a poster."
    text = claiming.read_text("utf-8")
    cue, part = f'- say: "{CLAIM}"', "gait: walk"
    if place == "cue":
        text = text.replace(cue, f"{cue}\n        {aside.format(' ' * 8)}")
    elif place == "part":
        text = text.replace(part, f"{part}\n    {aside.format(' ' * 4)}")
    else:
        text = text.replace(
            "allow: [struct/safety-first]", "allow: [struct/safety-first, claim/cure]"
        )
        text = text.replace("Half a minute at a desk.", "It is quoted from a poster.")
    claiming.write_text(text, "utf-8")
    said = kindpace("check", claiming.name)
    assert said.code == 0
    assert re.search(r"claim/cure set aside in line \d+: It is quoted from a poster\.", said.out)
    made = kindpace("render", claiming.name)
    assert made.code == 0, made.err
    assert "It is quoted from a poster." in made.out


def test_hints_are_told_on_request(kindpace: Kindpace, folder: Path) -> None:
    """`--all` tells them; without it they stay out."""
    script = folder / "calm.yaml"
    script.write_text(TINY.replace("{name?, }one step, and one more.", "Relax."), "utf-8")
    assert "lang/relax-order" not in kindpace("check", "calm.yaml").out
    assert "lang/relax-order" in kindpace("check", "calm.yaml", "--all").out


def test_several_scripts_are_looked_at_together(kindpace: Kindpace, claiming: Path) -> None:
    """Each under its name, the strictest answer last."""
    said = kindpace("check", "tiny.yaml", claiming.name)
    assert said.code == 1
    assert said.out.index("tiny.yaml") < said.out.index(claiming.name)
    assert said.out.count("Not checked:") == 1
    told = json.loads(kindpace("check", "tiny.yaml", claiming.name, "--json").out)
    assert [one["name"] for one in told] == ["tiny.yaml", claiming.name]


def test_the_whole_library_has_nothing_to_mend(kindpace: Kindpace) -> None:
    """No name means every session; each is gentle at every cadence of the ladder."""
    said = kindpace("check", "--json")
    told = json.loads(said.out)
    assert said.code == 0
    assert {one["name"] for one in told} == set(library())
    words = [n for one in told for n in one["notes"] if n["weight"] == "mend"]
    assert words == []


def test_a_language_without_rules_is_named(kindpace: Kindpace, folder: Path) -> None:
    """Never silence."""
    script = folder / "tlh.yaml"
    script.write_text(TINY.replace("title: Tiny", "title: Tiny\nlanguage: tlh"), "utf-8")
    said = kindpace("check", "tlh.yaml")
    assert "The words in `tlh`" in said.out


def test_nothing_found_is_no_known_problem_and_never_safe() -> None:
    """A verdict promises no more than it knows."""
    look = problem("struct/way-out", weight=Weight.LOOK, by="5 min")
    mend = problem("struct/way-out", weight=Weight.MEND, by="5 min")
    assert verdict([]) == "No known problem."
    assert verdict([look]).startswith("One note to look at.")
    assert verdict([look, look]).startswith("2 notes to look at.")
    assert verdict([mend, look]) == "One thing to mend before a render. One note to look at."
    assert "2 things" in verdict([mend, mend])


def test_a_rule_that_is_set_aside_twice_is_told_once() -> None:
    """A repeated part has one line in the script."""
    one = Exemption(rule="a/b", because="So.", mark=Mark("x.yaml", 3, 5))
    assert allowed_lines([one, one]) == ["a/b set aside in line 3: So."]
    assert allowed_json([one])[0]["where"] == {"file": "x.yaml", "line": 3, "column": 5}
