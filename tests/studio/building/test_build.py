"""A whole build: what changed is made, all else stays, and nobody who listens notices a thing."""

import json
import xml.etree.ElementTree as ET
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from kindpace.care.support import support_lines
from kindpace.feed.ledger import read_ledger
from kindpace.feed.show import Episode, files_of
from kindpace.problems import Mark, Weight, WorldError, WrongUse, problem
from kindpace.session.reading import checked_values
from kindpace.studio.building import build as building
from kindpace.studio.building.asked import Ask, Step
from kindpace.studio.building.build import LOCK, build
from kindpace.studio.building.ladder import rungs_from
from kindpace.studio.building.parcel import Parcel
from kindpace.studio.building.rendering import Outcome, Unmade
from kindpace.studio.planning import Order
from kindpace.voices.claims import if_free
from tests.studio.building.maker import BASE, NOW, built, nearby, quick, script, scripts, seen

pytestmark = pytest.mark.usefixtures("quickly")


def episodes(folder: Path) -> dict[str, Episode]:
    """The episodes of a feed by id."""
    return {one.id: one for one in read_ledger(folder)[1]}


def items(folder: Path) -> list[ET.Element]:
    """The feed's items, the newest first."""
    return ET.fromstring((folder / "feed.xml").read_bytes()).findall("./channel/item")  # noqa: S314 - our own feed


def test_a_folder_becomes_a_whole_feed(tmp_path: Path) -> None:
    """Everything that the feed points at is there, with its length, under the address it tells."""
    made = built(scripts(tmp_path / "in", "one", "two"), tmp_path / "out")
    assert (made.exit_code, made.feeds[0].made) == (0, ("One", "Two"))
    show, told = read_ledger(tmp_path / "out")
    for file in files_of(show, told):
        assert (tmp_path / "out" / file.path).stat().st_size == file.size
    for item in items(tmp_path / "out"):
        enclosure = item.find("enclosure")
        assert enclosure is not None
        track = tmp_path / "out" / enclosure.attrib["url"].removeprefix(f"{BASE}/")
        assert str(track.stat().st_size) == enclosure.attrib["length"]
    for name in ("index.html", "playlist.m3u8", "kindpace.json"):
        assert (tmp_path / "out" / name).is_file()
    assert not (tmp_path / "out" / ".building").exists()


def test_a_second_build_touches_nothing(tmp_path: Path) -> None:
    """The same bytes, the same dates, and the crew isn't even asked for."""
    scripts(tmp_path / "in", "one", "two")
    built(tmp_path / "in", tmp_path / "out")
    before = seen(tmp_path / "out")
    ask = Ask(what=(str(tmp_path / "in"),), into=tmp_path / "out")

    def nobody() -> object:
        raise AssertionError("there is nothing to make")

    again = build(ask, crew=nobody, now=NOW + timedelta(days=9))  # type: ignore[arg-type]  # it is never asked
    assert seen(tmp_path / "out") == before
    assert (again.feeds[0].changed, len(again.feeds[0].kept)) == (0, 2)


def test_a_changed_word_keeps_guid_and_date_and_changes_the_address(tmp_path: Path) -> None:
    """And touches no other episode; the old track stays for whoever is fetching it, for a while."""
    folder = scripts(tmp_path / "in", "one", "two")
    built(folder, tmp_path / "out")
    before = episodes(tmp_path / "out")
    script(folder, "two", words="Sit differently.")
    made = built(folder, tmp_path / "out", now=NOW + timedelta(days=3))
    after = episodes(tmp_path / "out")
    assert made.feeds[0].made == ("Two",)
    assert after["one"] == before["one"]
    assert (after["two"].guid, after["two"].published) == (
        before["two"].guid,
        before["two"].published,
    )
    assert after["two"].enclosure.path != before["two"].enclosure.path
    assert after["two"].changed == NOW + timedelta(days=3)
    assert (tmp_path / "out" / before["two"].enclosure.path).exists()
    built(folder, tmp_path / "out")
    assert not (tmp_path / "out" / before["two"].enclosure.path).exists()
    assert (tmp_path / "out" / after["two"].enclosure.path).exists()


def test_a_comment_or_a_moved_line_changes_nothing(tmp_path: Path) -> None:
    """Where a word stands in its file isn't heard."""
    path = script(tmp_path / "in", "one")
    built(tmp_path / "in", tmp_path / "out")
    before = seen(tmp_path / "out")
    path.write_text(f"# a thought\n\n{path.read_text('utf-8')}", "utf-8")
    built(tmp_path / "in", tmp_path / "out")
    assert seen(tmp_path / "out") == before


def test_one_bad_script_is_told_and_the_rest_is_built(tmp_path: Path) -> None:
    """With its place; what it was before stays in the feed."""
    folder = scripts(tmp_path / "in", "one", "two")
    built(folder, tmp_path / "out")
    (folder / "one.yaml").write_text("kindpace: 1\ntitle: One\nparts: nothing\n", "utf-8")
    script(folder, "three")
    made = built(folder, tmp_path / "out", prune=True)
    assert (made.exit_code, made.feeds[0].made) == (1, ("Three",))
    assert made.faults[0].where
    assert made.faults[0].where.line == 3
    assert set(episodes(tmp_path / "out")) == {"one", "two", "three"}


def test_what_care_wants_mended_is_not_built(tmp_path: Path) -> None:
    """A session on the move without a word about safety stays out."""
    path = script(tmp_path / "in", "one")
    path.write_text(path.read_text("utf-8").replace("gait: sit", "gait: run"), "utf-8")
    script(tmp_path / "in", "two")
    made = built(tmp_path / "in", tmp_path / "out")
    assert (made.exit_code, made.feeds[0].made) == (1, ("Two",))
    assert all(one.where and one.where.file.endswith("one.yaml") for one in made.faults)


def test_two_scripts_with_one_id_are_both_named(tmp_path: Path) -> None:
    """Neither is taken, for nobody knows which of them is meant."""
    script(tmp_path / "in", "one", more="id: same\n")
    script(tmp_path / "in", "two", more="id: same\n")
    script(tmp_path / "in", "three")
    made = built(tmp_path / "in", tmp_path / "out")
    assert (made.exit_code, made.feeds[0].made) == (1, ("Three",))
    told = " ".join(one.what for one in made.faults)
    assert "one.yaml" in told
    assert "two.yaml" in told


def test_an_episode_outlives_its_script_unless_it_is_pruned(tmp_path: Path) -> None:
    """Whoever follows a feed may still want to hear it."""
    folder = scripts(tmp_path / "in", "one", "two")
    built(folder, tmp_path / "out")
    (folder / "one.yaml").unlink()
    assert built(folder, tmp_path / "out").feeds[0].orphans == ("One",)
    assert set(episodes(tmp_path / "out")) == {"one", "two"}
    assert built(folder, tmp_path / "out", prune=True).feeds[0].gone == ("One",)
    assert set(episodes(tmp_path / "out")) == {"two"}


def test_what_was_finished_before_an_interruption_isnt_made_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Ctrl-C after the first track: no feed yet, and the next build makes only the rest."""
    folder = scripts(tmp_path / "in", "one", "two", "three")

    def stop(step: Step) -> None:
        if step.done:
            raise KeyboardInterrupt

    ask = Ask(what=(str(folder),), into=tmp_path / "out", base_url=BASE)
    with pytest.raises(KeyboardInterrupt):
        build(ask, crew=nearby, now=NOW, on_step=stop)
    assert not (tmp_path / "out" / "feed.xml").exists()
    asked: list[str] = []

    def watched(parcel: Parcel) -> Outcome:
        asked.append(parcel.title)
        return quick(parcel)

    monkeypatch.setattr(building, "rendered", watched)
    made = build(ask, crew=nearby, now=NOW)
    assert len(asked) == 2
    assert len(made.feeds[0].kept) == 1
    built(folder, tmp_path / "at-once")
    tracks = {one.name for one in (tmp_path / "at-once" / "tracks").iterdir()}
    assert tracks == {one.name for one in (tmp_path / "out" / "tracks").iterdir()}


def test_dates_come_as_they_are_asked_for_and_never_from_the_future(tmp_path: Path) -> None:
    """Monday's and Wednesday's are out, Friday's waits; with `ahead` it doesn't."""
    folder = scripts(tmp_path / "in", "a", "b", "c")
    days: dict[str, Any] = {"starts": date(2026, 3, 2), "every": frozenset({0, 2, 4})}
    made = built(folder, tmp_path / "out", **days)
    assert (made.feeds[0].made, made.feeds[0].waiting) == (("A", "B"), ("C",))
    assert [one.findtext("pubDate") for one in items(tmp_path / "out")] == [
        "Wed, 04 Mar 2026 05:00:00 +0000",
        "Mon, 02 Mar 2026 05:00:00 +0000",
    ]
    assert built(folder, tmp_path / "out", **days, ahead=True).feeds[0].made == ("C",)


def test_episodes_that_come_together_keep_their_order(tmp_path: Path) -> None:
    """A second lies between two, and none is in the future."""
    built(scripts(tmp_path / "in", "a", "b", "c"), tmp_path / "out")
    told = episodes(tmp_path / "out")
    assert told["a"].published < told["b"].published < told["c"].published <= NOW


def test_a_ladder_is_a_feed_a_cadence_with_one_page_before_them(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Episodes differ in guid from rung to rung, and every line is spoken once."""
    monkeypatch.setenv("KINDPACE_CACHE", str(tmp_path / "cache"))
    more = f"allow: [{', '.join(RULES)}]\nbecause: its cadence counts\n"
    path = script(tmp_path / "in", "one", words="Keep one ear free.", more=more)
    text = path.read_text("utf-8").replace("gait: sit", "gait: run").replace("say:", "safety:")
    path.write_text(text.replace("0.2", "2"), "utf-8")
    made = built(tmp_path / "in", tmp_path / "out", ladder=rungs_from("160,170"))
    assert made.faults == ()
    first, second = (episodes(tmp_path / "out" / name)["one"] for name in ("160", "170"))
    assert first.guid != second.guid
    assert (first.cadence, second.cadence) == (160, 170)
    assert b"170" in (tmp_path / "out" / "index.html").read_bytes()
    assert f"{BASE}/160/tracks" in (tmp_path / "out" / "160" / "feed.xml").read_text("utf-8")
    spoken = [json.loads(one.read_bytes()) for one in (tmp_path / "cache").rglob("*.json")]
    said = [one["asked"]["text"] for one in spoken]
    assert len(said) == len(set(said))
    assert "Keep one ear free." in said


def test_guids_and_dates_of_another_makers_feed_live_on(tmp_path: Path) -> None:
    """Matched by title; the show keeps its identity too."""
    (tmp_path / "old.xml").write_text(
        '<rss version="2.0" xmlns:podcast="https://podcastindex.org/namespace/1.0"><channel>'
        "<title>Old</title><podcast:guid>917393e3-1b1e-5cef-ace4-edaa54e1f810</podcast:guid><item>"
        "<title>One</title><guid>old-guid</guid><pubDate>Thu, 30 Apr 2020 06:00:00 +0000</pubDate>"
        '<enclosure url="https://old.org/1.mp3" length="9" type="audio/mpeg"/></item>'
        "</channel></rss>",
        "utf-8",
    )
    built(scripts(tmp_path / "in", "one", "two"), tmp_path / "out", older=tmp_path / "old.xml")
    show, _ = read_ledger(tmp_path / "out")
    one = episodes(tmp_path / "out")["one"]
    assert (one.guid, one.published.year) == ("old-guid", 2020)
    assert show.guid == "917393e3-1b1e-5cef-ace4-edaa54e1f810"
    with pytest.raises(WorldError):
        built(tmp_path / "in", tmp_path / "other", older=tmp_path / "nowhere.xml")


def test_a_feed_holds_nothing_private(tmp_path: Path) -> None:
    """A name would be spoken to everybody, so it is refused, from a profile as well."""
    folder = scripts(tmp_path / "in", "one")
    wishes = checked_values({"name": "Ana", "carry": "easy does it"}, "--")
    with pytest.raises(WrongUse) as raised:
        built(folder, tmp_path / "out", order=Order(name="", wishes=wishes))
    assert "name, carry" in raised.value.problems[0].what
    (tmp_path / "runner.yaml").write_text("cadence: 170\nheart: stay under 150\n", "utf-8")
    with pytest.raises(WrongUse, match="heart"):
        built(folder, tmp_path / "out", order=Order(name="", runner=tmp_path / "runner.yaml"))
    assert not (tmp_path / "out").exists()


def test_two_builds_of_one_folder_dont_meet(tmp_path: Path) -> None:
    """The second is told so, and nothing of it is written."""
    folder = scripts(tmp_path / "in", "one")
    (tmp_path / "out").mkdir()
    with if_free(tmp_path / "out" / LOCK) as free:
        assert free
        with pytest.raises(WorldError, match="build-busy"):
            built(folder, tmp_path / "out")
    assert list((tmp_path / "out").iterdir()) == []


def test_somebody_elses_page_is_not_written_over(tmp_path: Path) -> None:
    """A folder with a site in it is no place for a feed."""
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "index.html").write_text("my own", "utf-8")
    with pytest.raises(WrongUse, match="build-folder-taken"):
        built(scripts(tmp_path / "in", "one"), tmp_path / "out")
    assert (tmp_path / "out" / "index.html").read_text("utf-8") == "my own"


def test_what_a_worker_has_to_say_reaches_the_person(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A fault keeps one episode out; advice comes with the episode's title, once."""
    fault = problem("episode-stumbled", title="One", reason="a hiccup")
    advice = problem("show-art", Mark("x", 1, 1), weight=Weight.LOOK, name="a", size="b")

    def worker(parcel: Parcel) -> Outcome:
        if parcel.title == "One":
            return Unmade(problems=(fault,), exit_code=3)
        made = quick(parcel)
        assert not isinstance(made, Unmade)
        return replace(made, remarks=(advice, advice))

    monkeypatch.setattr(building, "rendered", worker)
    ask = Ask(what=(str(scripts(tmp_path / "in", "one", "two")),), into=tmp_path / "out")
    told: list[str] = []
    made = build(
        replace(ask, base_url=BASE),
        crew=nearby,
        now=NOW,
        on_remark=lambda one: told.append(one.what),
    )
    assert (made.exit_code, made.faults, made.feeds[0].made) == (3, (fault,), ("Two",))
    assert [one.partition(":")[0] for one in told] == [
        "The show tells nobody where to write to.",
        "Two",
    ]


def test_a_build_tells_of_lines_that_nobody_has_checked_for_a_year(tmp_path: Path) -> None:
    """Each once, however many sessions there are; the feed is built."""
    ask = Ask(what=(str(scripts(tmp_path / "in", "one", "two")),), into=tmp_path / "out")
    told: list[str] = []
    later = NOW + timedelta(days=60_000)
    made = build(
        replace(ask, base_url=BASE),
        crew=nearby,
        now=later,
        on_remark=lambda one: told.append(one.slug),
    )
    assert made.exit_code == 0
    assert told.count("care/support-line-old") == len(support_lines())


RULES = tuple(
    f"struct/{rule}" for rule in ("stop-if", "warm-up", "cool-down", "way-out", "way-out-again")
)

HOSTILE = st.text(
    st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Zl", "Zp"]), min_size=1
)


@settings(max_examples=8, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(HOSTILE, min_size=1, max_size=3, unique=True))
def test_any_titles_build_or_are_told(
    tmp_path_factory: pytest.TempPathFactory, titles: list[str]
) -> None:
    """Markup, emoji, bidi, 300 letters: each is an episode with an ASCII address, or a fault."""
    folder = tmp_path_factory.mktemp("any")
    for number, title in enumerate(titles):
        more = f"id: number-{number}\n"
        script(folder / "in", f"s{number}", title=json.dumps(title * 30), more=more)
    made = built(folder / "in", folder / "out")
    assert len(made.feeds[0].made) + len({one.where for one in made.faults}) >= len(titles)
    if made.feeds[0].made:
        for item in items(folder / "out"):
            enclosure = item.find("enclosure")
            assert enclosure is not None
            assert enclosure.attrib["url"].isascii()
