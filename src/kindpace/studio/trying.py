"""Twenty seconds of a sound: beat, both breaths, a bell, a sentence and a little quiet."""

from dataclasses import replace
from pathlib import Path
from typing import Final

from kindpace.library import shipped
from kindpace.session.folder import Folder
from kindpace.session.settle import settled
from kindpace.session.tree import Source
from kindpace.session.written import Profile
from kindpace.sound.templates import Template
from kindpace.studio.making import Progress, Rendered, Told, render, unheard, unwatched
from kindpace.studio.planning import BLOCKS, Planned, lengths_of, named
from kindpace.timeline.arrange import arrange
from kindpace.timeline.estimate import estimate
from kindpace.track.encode import MONO, Encoding

TASTE: Final = """\
kindpace: 1
title: A taste of a sound
summary: Twenty seconds of a sound that a session can stand in.
id: taste
marks: {halfway: off, last_minute: off}
runner: {cadence: 164}
parts:
  - part: Taste
    gait: run
    beat: on
    breath: 3:2
    cues:
      - bell: 1
      - rest: 3s
      - say: This is how a run can sound, step by step.
      - quiet: 6s
"""


def tried(
    name: str,
    into: Path,
    *,
    wishes: Profile = Profile(),  # noqa: B008 - frozen, so it can be shared
    encoding: Encoding = MONO,
    on_progress: Progress = unwatched,
    on_leaving: Told = unheard,
) -> Rendered:
    """The template called `name`, rendered as any session is, in `into`.

    `name` may be a template's own file, or one in a folder `audio_templates` where the person
    stands. Raises KindpaceError; then `into` is as it was before.
    """
    return render(
        taste(named(name), wishes),
        into,
        encoding=encoding,
        on_progress=on_progress,
        on_leaving=on_leaving,
    )


def taste(template: Template, wishes: Profile) -> Planned:
    """The few seconds of run that `template` is heard in."""
    folder = Folder(own=Path(), shared=shipped("scripts") / BLOCKS)
    session = settled(Source(name="taste", data=TASTE.encode()), wishes, folder)
    session = replace(
        session,
        id=f"sound-{template.name}",
        title=f"Sound: {template.name}",
        summary=template.summary,
        sound=template.name,
    )
    timeline = arrange(session, lengths_of(session, estimate))
    return Planned(session=session, template=template, timeline=timeline, guessed=True)
