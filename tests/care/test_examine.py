"""All rules together: a gentle run passes; what a writer sets aside with a reason stays aside."""

from dataclasses import replace
from pathlib import Path

import pytest

from kindpace.care.catalogue import NAMES
from kindpace.care.examine import examine, examined
from kindpace.problems import Mark, Weight, sentences
from kindpace.session.model import Exemption, Kind, Session
from kindpace.session.recordings import Recordings
from kindpace.session.said import Text
from kindpace.timeline.events import Timeline
from tests.care.maker import (
    bell,
    breathing,
    mark,
    plan,
    quiet,
    run,
    session,
    sit,
    slugs,
    speech,
    steps,
    timeline,
    walk,
    with_cues,
)

LEGS = (walk(5), run(4, 160), run(3, 160), run(8, 162), run(5, 162, 156), walk(5, 100))
SAID = (
    speech(5, "Welcome. Your shoes are on, and that already counts."),
    speech(20, "Keep one ear free for the road.", Kind.SAFETY),
    speech(40, "If your chest hurts, walk, and ask for help.", Kind.STOP_IF),
    speech(80, "Walking or turning home is always fine.", Kind.WAY_OUT),
    speech(150, "What can you hear close by?", Kind.NOTICE),
    speech(220, "Today's goal is to turn up."),
    speech(285, "In a moment we run, slower than you think."),
    speech(350, "No hurry here."),
    speech(430, "Let the feet be soft."),
    speech(535, "Here is a breath to follow, or not."),
    speech(480, "Let the hands be soft."),
    speech(620, "Keep it or let it go."),
    speech(680, "One more minute of it."),
    speech(725, "Let the breath be free again."),
    speech(790, "I am quiet for five minutes now.", Kind.ANNOUNCE),
    speech(1105, "Here you are again."),
    speech(1180, "Walk, keep on, or turn home.", Kind.WAY_OUT),
    speech(1260, "We slow a little."),
    speech(1340, "Nearly home."),
    speech(1485, "In a moment we walk."),
    speech(1560, "Keep walking while the breath comes home."),
    speech(1640, "What went right today?", Kind.ASK),
    speech(1700, "You turned up.", Kind.WIN),
    speech(1780, "Be kind to yourself."),
)


def gentle() -> tuple[Session, Timeline]:
    """Half an hour that no rule has anything to say about."""
    script = with_cues(session(LEGS), 2, breath=plan(steps(3, 2), 4000))
    laid = timeline(
        LEGS,
        speeches=SAID,
        breaths=breathing(542, 720, steps(3, 2), 160),
        quiets=[quiet(795, 1100), quiet(1345, 1480)],
        bells=[bell(1100)],
    )
    return script, laid


def exempting(script: Session, rule: str, where: Mark) -> Session:
    """`script`, with a rule set aside."""
    return replace(script, exempt=(Exemption(rule=rule, because="We know why.", mark=where),))


def test_a_gentle_run_passes_every_rule() -> None:
    """Nothing to mend, nothing to look at."""
    assert examine(*gentle()) == ()


def test_a_quiet_sit_with_a_way_out_passes_every_rule() -> None:
    """Rules about moving do not look at a chair."""
    legs = (sit(10),)
    said = [
        speech(5, "Sit as you like."),
        speech(60, "You can stop at any time.", Kind.WAY_OUT),
        speech(120, "Let sounds come."),
        speech(400, "Opening the eyes or standing up is fine.", Kind.WAY_OUT),
        speech(480, "We come to an end."),
        speech(560, "Ten minutes of nothing: well done.", Kind.WIN),
    ]
    laid = timeline(legs, speeches=said, quiets=[quiet(125, 395)])
    assert examine(session(legs), laid) == ()


def test_a_careless_run_hears_of_everything_at_once() -> None:
    """A cold start, no words at all, and a sudden end: each is named, each has a place."""
    legs = (run(10, 150), run(10, 165))
    found = examine(session(legs), timeline(legs, breaths=breathing(0, 590, steps(5, 5), 150)))
    assert set(slugs(found)) == {
        "breath/rate", "breath/window", "breath/window-early", "breath/window-share",
        "cadence/jump", "struct/safety-first", "struct/stop-if", "struct/warm-up",
        "struct/cool-down", "struct/way-out", "struct/way-out-again",
        "struct/quiet-announced", "struct/quiet-announced-bell", "breath/release",
        "breath/release-choice", "struct/reflect-win",
    }  # fmt: skip
    assert all(problem.where for problem in found)


def test_examining_twice_finds_the_same() -> None:
    """The rules hold no memory."""
    legs = (run(10, 150), run(10, 165))
    script, laid = session(legs), timeline(legs)
    assert examine(script, laid) == examine(script, laid)


def test_a_timeline_without_sections_has_nothing_to_look_at() -> None:
    """An empty track is the timeline's matter."""
    assert examine(session(()), timeline(())) == ()


@pytest.mark.parametrize(
    ("rule", "line", "left"),
    [
        ("struct/way-out", 10, ["struct/way-out-again"]),
        ("struct/way-out", 40, ["struct/way-out"]),
        ("struct/way-out", 1, []),
        ("struct/way-out-again", 1, ["struct/way-out"]),
        ("struct/way", 1, ["struct/way-out", "struct/way-out-again"]),
        ("struct/stop-if", 1, ["struct/way-out", "struct/way-out-again"]),
    ],
)
def test_a_rule_is_set_aside_where_the_script_says_so(
    rule: str, line: int, left: list[str]
) -> None:
    """On one part for what is found there, on the whole script for all of it."""
    script, laid = gentle()
    mute = replace(laid, speeches=tuple(s for s in laid.speeches if s.kind is not Kind.WAY_OUT))
    found = examine(exempting(script, rule, mark(line)), mute)
    assert [slug for slug in slugs(found) if slug.startswith("struct/way")] == left


def test_a_caller_may_allow_more() -> None:
    """Pairs of place and rule, beside those of the script."""
    script, laid = gentle()
    mute = replace(laid, speeches=tuple(s for s in laid.speeches if s.kind is not Kind.STOP_IF))
    assert slugs(examine(script, mute)) == ["struct/stop-if"]
    assert examine(script, mute, frozenset({(mark(20), "struct/stop-if")})) == ()
    assert examine(script, mute, frozenset({(mark(20), "struct/warm-up")})) != ()


def test_a_part_speaks_for_its_breath() -> None:
    """The finding stands on the breath's line, the reason on the part's."""
    script, laid = gentle()
    quick = replace(laid, breaths=breathing(560, 720, steps(2, 1), 160))
    assert slugs(examine(script, quick)) == ["breath/rate"]
    assert examine(exempting(script, "breath/rate", mark(30)), quick) == ()
    assert slugs(examine(exempting(script, "breath/rate", mark(20)), quick)) == ["breath/rate"]


def test_every_care_sentence_names_its_source_or_reason() -> None:
    """Each name has its sentence, each sentence belongs to a name and tells why at some length."""
    known = sentences().items()
    rooms = {name.partition("/")[0] for name in NAMES}
    mine = {slug: one for slug, one in known if slug.partition("/")[0] in rooms}
    assert set(mine) >= NAMES
    assert all(any(slug.startswith(name) for name in NAMES) for slug in mine)
    assert all(len(one.why) > 40 for one in mine.values())


def words(line: int, text: str, **more: object) -> Text:
    """One written text in `line`."""
    return Text(words=text, language="en", mark=mark(line), kind="say", **more)  # type: ignore[arg-type]  # whatever a test tells of it


def test_words_are_looked_at_wherever_they_stand() -> None:
    """Each text with its own place, heard today or not."""
    script, laid = gentle()
    said = replace(script, texts=(words(7, "Running cures depression."), words(8, "Run or walk.")))
    (found,) = (one for one in examine(said, laid) if one.weight is Weight.MEND)
    assert (found.slug, found.where, found.weight) == ("claim/cure", mark(7), Weight.MEND)
    assert "cures depression" in found.what


def test_safety_may_be_a_plain_order() -> None:
    """Nobody is invited to hold a rail; a claim stays one."""
    script, laid = gentle()
    plain = replace(words(7, "You must hold the rail."), kind="safety")
    claim = replace(words(8, "Short steps prevent injuries."), kind="safety")
    found = slugs(examine(replace(script, texts=(plain, claim)), laid))
    assert "claim/injury" in found
    assert "push/command" not in found


@pytest.mark.parametrize(("topic", "weight"), [("hard-day", Weight.MEND), ("easy", Weight.LOOK)])
def test_claims_weigh_more_near_hard_things(topic: str, weight: Weight) -> None:
    """Advice on claims and care has to be mended there; other advice stays advice."""
    script, laid = gentle()
    help_named = Text(words="Help.", language="en", mark=mark(9), kind="support")
    texts = (words(7, "You will feel better."), words(8, "You must hurry up."), help_named)
    found = examine(replace(script, topics=(topic,), texts=texts), laid)
    weights = {one.slug: one.weight for one in found}
    assert weights["claim/guarantee"] is weight
    assert weights["push/command"] is Weight.LOOK


def test_a_text_keeps_what_its_cue_and_part_set_aside() -> None:
    """On days when it isn't heard as well."""
    script, laid = gentle()
    aside = words(7, "Running cures depression.", allowed=frozenset({"claim/cure"}))
    assert "claim/cure" not in slugs(examine(replace(script, texts=(aside,)), laid))
    whole = replace(script, texts=(words(7, "Running cures depression."),))
    assert "claim/cure" in slugs(examine(whole, laid))
    assert "claim/cure" not in slugs(examine(exempting(whole, "claim/cure", mark(7)), laid))


def test_what_was_set_aside_is_told_with_its_reason() -> None:
    """And a name that no rule has is told of."""
    script, laid = gentle()
    found = examined(exempting(script, "claim/curse", mark(1)), laid)
    assert [one.because for one in found.allowed] == ["We know why."]
    (unknown,) = found.findings
    assert unknown.slug == "allowed-rule-unknown"
    assert "claim/cure" in unknown.mend
    assert "claim/curse" in unknown.what
    assert found.stops == ()


def test_every_cadence_is_looked_at_on_request() -> None:
    """A pattern that suits this runner and not the slowest on the ladder."""
    script, laid = gentle()
    calm = replace(laid, breaths=breathing(542, 720, steps(4, 4), 162))
    assert examine(script, calm) == ()
    (found,) = examine(script, calm, every_cadence=True)
    assert (found.slug, found.weight) == ("breath/rate", Weight.LOOK)


def test_what_nobody_looked_at_is_said() -> None:
    """A language without rules, private words, recordings, and no reviewer."""
    script, laid = gentle()
    usual = slugs(examined(script, laid).unchecked)
    assert usual == ["unchecked-paraphrase", "unchecked-review"]
    reviewed = replace(script, reviewed_by="Dr. Ana Example")
    assert slugs(examined(reviewed, laid).unchecked) == ["unchecked-paraphrase"]
    foreign = replace(words(3, "bIjatlh."), language="tlh")
    told = replace(
        reviewed,
        texts=(foreign,),
        runner=replace(script.runner, name="Ana"),
        recordings=Recordings(folder=Path("mine")),
    )
    assert slugs(examined(told, laid).unchecked) == [
        "unchecked-language", "unchecked-paraphrase", "unchecked-own-words",
        "unchecked-recordings",
    ]  # fmt: skip
