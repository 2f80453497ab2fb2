"""A fingerprint changes with whatever is heard or told by a track, and with nothing else."""

from dataclasses import replace
from pathlib import Path

import pytest

from kindpace.session.model import Recording, Session
from kindpace.sound.templates import Template
from kindpace.studio.building import fingerprint as module
from kindpace.studio.building.fingerprint import Contents, fingerprint
from kindpace.studio.planning import Order, load
from kindpace.track.encode import MONO, STEREO, Encoding
from tests.studio.building.maker import script

LABELS = {"album": "Runs", "number": 1}


def taken(
    session: Session,
    template: Template,
    *,
    voices: tuple[str, ...] = ("tone 1",),
    encoding: Encoding = MONO,
    album: str = "Runs",
) -> str:
    """The fingerprint of a session, with all else as usual."""
    return fingerprint(
        session,
        template,
        voices=voices,
        encoding=encoding,
        labels=LABELS | {"album": album},
        contents=Contents(),
    )


def test_the_same_session_has_the_same_fingerprint_wherever_it_lies(tmp_path: Path) -> None:
    """Another folder, another line of the file, another reason in a remark."""
    first = load(Order(name=str(script(tmp_path / "a", "one"))))
    path = script(tmp_path / "b", "one")
    path.write_text("# moved\n\n" + path.read_text("utf-8"), "utf-8")
    second = load(Order(name=str(path)))
    assert taken(*first) == taken(*second)
    assert taken(replace(first[0], notes=("for readers",)), first[1]) == taken(*first)


def test_whatever_is_heard_changes_it(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Words, pace, sound, voice, encoder, what the tag says, kindpace itself: all different."""
    session, template = load(Order(name=str(script(tmp_path, "one"))))
    other, _ = load(Order(name=str(script(tmp_path, "two", title="One", words="Other words."))))
    louder = template.model_copy(update={"seed": template.seed + 1})
    found = [
        taken(session, template),
        taken(other, template),
        taken(replace(session, pace=130), template),
        taken(replace(session, title="Two"), template),
        taken(session, louder),
        taken(session, template, voices=("tone 2",)),
        taken(session, template, encoding=STEREO),
        taken(session, template, album="Others"),
    ]
    monkeypatch.setattr(module, "MAKERS", {"kindpace": "99"})
    found.append(taken(session, template))
    assert len(set(found)) == len(found)


def test_own_files_count_by_what_they_hold(tmp_path: Path) -> None:
    """Not by name or date; a folder by all that lies in it."""
    session, template = load(Order(name=str(script(tmp_path, "one"))))
    names = ("a.wav", "b.wav", "c.wav")
    for name, content in zip(names, (b"sea", b"sea", b"wind"), strict=True):
        (tmp_path / name).write_bytes(content)
    first, second, third = (
        taken(replace(session, bed=Recording(path=tmp_path / name)), template) for name in names
    )
    assert first == second != third
    before = Contents().of(tmp_path)
    (tmp_path / "c.wav").write_bytes(b"rain")
    assert Contents().of(tmp_path) != before
    assert Contents().of(tmp_path / "nowhere") == ""


def test_what_nobody_can_spell_is_noticed(tmp_path: Path) -> None:
    """A new kind of value in a session isn't passed over in silence."""
    session, template = load(Order(name=str(script(tmp_path, "one"))))
    with pytest.raises(TypeError):
        taken(replace(session, title=object()), template)  # type: ignore[arg-type]  # on purpose
