"""The script that `kindpace new` writes: every main idea once, with a word beside each."""

import json
import re

from kindpace.session.resolve import slug_of
from kindpace.session.schema import SCRIPT_ID

PLAIN = re.compile(r"(?!(?:true|false|null)$)[a-z][\w ,'’-]*", re.IGNORECASE)

STARTER = """\
# yaml-language-server: $schema=./{schema}
# Twenty easy minutes. Change anything; `kindpace plan` shows at once what becomes of it.
kindpace: 1
title: {title}
id: {slug}                # never changes, whatever the title becomes
summary: A walk, ten slow minutes of running, and a walk home.
minutes: 20               # the whole track: quiets stretch, words never hurry
sound: park               # `kindpace sounds` lists the others; or {{bed: my-music.mp3}}
# mix: {{beat: -6, bed: 3}}   # softer or louder, in decibels; yours go into runner.yaml
marks: {{halfway: bell}}    # or say, or off
runner: {{cadence: 165, walk: 110, goal: turn up}}   # yours go into runner.yaml

parts:
  - part: Walk in
    gait: walk            # stand, walk, run or sit
    lasts: 5m             # 90s, 5m, 1m30
    cues:                 # one thing after another
      - say: "{{name?, }}welcome. [pause 1s] You are outside, and that was the hard part."
      - include: safety   # plain lines about ears, roads and signs to stop for
      - way_out: You can walk all of this, or turn home whenever you like. It counts the same.
      - quiet: elastic    # takes what the part has left, and is told of beforehand
      - goal: "One small wish for today: {{goal|turn up}}."
      - quiet: elastic

  - part: Settle
    gait: run
    cadence: 158 -> 165 over 2m
    lasts: 4m
    cues:
      - say:              # one of these, another one tomorrow
          any:
            - Begin slower than feels right. There is no one to catch.
            - Short, soft steps. If you could sing a line, the pace is right.
      - say: The soft beat is there to lean on. Step with it, across it, or forget it.
      - quiet: 30s to 8m  # or hold it between two lengths, or fix it: 2m

  - part: Breath
    gait: run
    lasts: 3m
    breath: {{pattern: 3:2, count: spoken 4 cycles then sound, fade: 30s}}   # in steps
    cues:
      - say: Let the numbers go now, and breathe as you breathe.
      - quiet: elastic

  - part: Listen
    gait: run
    beat: off             # on, off, windows, or 90s on, 2m off
    lasts: 3m
    cues:
      - notice: {{hear: What is the softest sound around you?, pause: 20s}}
      - way_out: Run on, walk a little, or turn for home. Each of these is a good choice.
      - quiet: elastic
      - say: We walk in a moment.
        at: -15s          # counted from the end of the part

  - part: Walk home
    gait: walk
    cadence: 112 -> 98 over 3m
    lasts: 5m
    cues:
      - safety: Keep walking until your breath is ordinary again.
      - say: For {{quiet}} there is nothing to do but walk.
      - quiet: elastic
      - notice: {{see: "Look around you. What is the nearest green thing?", pause: 15s}}
      - ask: {{text: "Which moment of this would you like to keep?", pause: 25s}}
      - win: You went out today{{, ?name}}. That is all it had to be.
"""


def starter(title: str) -> str:
    """A commented script of twenty minutes called `title`, which renders as it stands."""
    words = " ".join(title.split())
    return STARTER.format(schema=SCRIPT_ID, title=scalar(words), slug=scalar(slug_of(words)))


def scalar(text: str) -> str:
    """`text` as YAML reads it back: plain where it can be, else in quotes."""
    return text if PLAIN.fullmatch(text) else json.dumps(text, ensure_ascii=False)
