import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from kindpace.problems import KindpaceError, WrongUse
from kindpace.session.model import Line
from kindpace.session.reading import checked_values
from kindpace.studio.planning import Order, Planned, plan
from kindpace.studio.record_sheet import (
    RecordSheet,
    Row,
    lines_of_other_days,
    page,
    record_sheet,
    sheet_json,
    write_sheet,
)
from kindpace.timeline.arrange import lines_of
from kindpace.voices.own_files import id_of

CUES = """\
      - say: "{name?, }welcome. [pause 1s] Soft & easy."
      - say: {any: [Look up., Look around., Look ahead.]}
"""
SCRIPT = """\
kindpace: 1
title: Lines <to> read
voice: tone
marks: {halfway: say}
parts:
  - part: Out
    gait: walk
    lasts: 60s
    cues:
CUES      - say: Hola, amigo.
        language: es
      - quiet: elastic
  - part: Breath
    gait: run
    lasts: 60s
    breath: {pattern: 3:2, count: spoken 2 cycles then sound}
    cues:
      - say: Soft & easy.
      - quiet: elastic
"""


def planned(folder: Path, cues: str = CUES, **order: object) -> Planned:
    """A plan for somebody called Zoë."""
    path = folder / "run.yaml"
    path.write_text(SCRIPT.replace("CUES", cues), "utf-8")
    wishes = checked_values({"name": "Zoë"}, "--")
    return plan(replace(Order(name=str(path), wishes=wishes), **order))  # type: ignore[arg-type] # any field


def test_every_line_that_is_spoken_stands_there_once_in_order(tmp_path: Path) -> None:
    """Nothing is missing, nothing comes twice: also counts, marks and announcements."""
    order = planned(tmp_path)
    rows = record_sheet(order).rows
    wanted = {id_of(line) for line, _ in lines_of(order.session)}
    assert {row.id for row in rows} == wanted
    assert len(rows) == len(wanted)
    assert [row.text for row in rows][:2] == ["Zoë, welcome.", "Soft & easy."]
    heard = [one.line.text for one in order.timeline.speeches]
    spoken = [row.text for row in rows if not row.counted]
    assert spoken == list(dict.fromkeys(heard))
    assert {"in", "two", "three", "out"} == {row.text for row in rows if row.counted}


def test_a_row_tells_part_language_length_and_private_words(tmp_path: Path) -> None:
    """What somebody has to know who reads it aloud."""
    rows = {row.text: row for row in record_sheet(planned(tmp_path)).rows}
    assert rows["Zoë, welcome."].private == ("Zoë",)
    assert rows["Soft & easy."].private == ()
    assert (rows["Hola, amigo."].language, rows["Hola, amigo."].part) == ("es", "Out")
    assert rows["in"].part == "Breath"
    assert 0.5 <= rows["in"].seconds < rows["Zoë, welcome."].seconds < 5


def test_ids_stay_while_lines_move_and_change_with_their_words(tmp_path: Path) -> None:
    """A line more at the top, and one word less in one of them."""
    before = {row.text: row.id for row in record_sheet(planned(tmp_path)).rows}
    cues = "      - say: A new line.\n" + CUES.replace("Soft & easy", "Soft and easy")
    after = {row.text: row.id for row in record_sheet(planned(tmp_path, cues)).rows}
    assert set(after) - set(before) == {"A new line.", "Soft and easy."}
    assert all(after[text] == before[text] for text in set(after) & set(before))


def test_other_days_add_what_they_draw(tmp_path: Path) -> None:
    """All three alternatives, today's first, each under its own id."""
    order = planned(tmp_path)
    today = [row.text for row in record_sheet(order).rows]
    every = record_sheet(order, every_day=True).rows
    looks = {"Look up.", "Look around.", "Look ahead."}
    assert len(looks & set(today)) == 1
    assert looks <= {row.text for row in every}
    assert [row.text for row in every][: len(today)] == today
    assert {row.part for row in every[len(today) :]} == {"On other days"}
    assert {line.text for line in lines_of_other_days(order)} == looks - set(today)
    assert lines_of_other_days(replace(order, order=None)) == ()


def test_what_is_recorded_already_is_marked(tmp_path: Path) -> None:
    """With its file; two files for one line are told as in a render."""
    name = id_of(Line(text="Soft & easy.", spoken="x"))
    (tmp_path / "own").mkdir()
    (tmp_path / "own" / f"{name} soft.m4a").write_bytes(b"sound")
    order = planned(tmp_path, recordings=tmp_path / "own")
    rows = {row.text: row.file for row in record_sheet(order).rows}
    assert rows["Soft & easy."] == f"{name} soft.m4a"
    assert set(rows.values()) == {None, f"{name} soft.m4a"}
    (tmp_path / "own" / f"{name}.wav").write_bytes(b"sound")
    with pytest.raises(KindpaceError, match="own-twice"):
        record_sheet(order)


class Reader(HTMLParser):
    """What a browser makes of a page."""

    def __init__(self) -> None:
        super().__init__()
        self.tags: list[str] = []
        self.addresses: list[str] = []
        self.marked: list[str] = []
        self.codes: list[str] = []
        self.words: list[str] = []
        self._in: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Note a tag, and whatever it would fetch."""
        self.tags.append(tag)
        self.addresses += [value or "" for name, value in attrs if name in ("src", "href")]
        if tag == "p" and ("class", "words") in attrs:
            self.words.append("")
            tag = "words"
        if tag not in ("meta", "link", "br"):
            self._in.append(tag)

    def handle_endtag(self, _tag: str) -> None:
        """Leave the innermost element."""
        self._in.pop()

    def handle_data(self, data: str) -> None:
        """Note words, ids and marked words."""
        if "words" in self._in:
            self.words[-1] += data
            if self._in[-1] == "mark":
                self.marked.append(data)
        if self._in and self._in[-1] == "code":
            self.codes.append(data)


def read(text: str) -> Reader:
    """A page as it is read."""
    reader = Reader()
    reader.feed(text)
    reader.close()
    return reader


def test_a_page_shows_every_row_and_asks_nobody_for_anything(tmp_path: Path) -> None:
    """Words, ids and private marks; no script that runs, no address, dark and printed too."""
    sheet = record_sheet(planned(tmp_path))
    text = page(sheet)
    found = read(text)
    assert sorted(found.words) == sorted(row.text for row in sheet.rows)
    assert set(found.codes) >= {row.id for row in sheet.rows}
    assert found.marked == ["Zoë"]
    assert found.addresses == []
    assert "http" not in re.sub(r"http-equiv", "", text)
    for asked in ("prefers-color-scheme: dark", "@media print", "width=device-width"):
        assert asked in text
    assert '<p class="words" lang="es">Hola, amigo.</p>' in text
    assert "Lines &lt;to&gt; read" in text


def test_a_page_holds_its_lines_for_programs_too(tmp_path: Path) -> None:
    """The same as `--json`, and nothing in it closes the element early."""
    sheet = record_sheet(planned(tmp_path))
    (data,) = re.findall(r'<script type="application/json">(.*?)</script>', page(sheet), re.DOTALL)
    assert "<" not in data
    assert json.loads(data) == sheet_json(sheet)


@given(st.text(min_size=1, max_size=40), st.text(max_size=12))
def test_any_words_can_stand_on_a_page(text: str, private: str) -> None:
    """Angle brackets, quotes, dollars and braces are words like others."""
    row = Row(
        id="zzzzzzzz", part=text, language="en", text=text, seconds=1.0,
        private=(private,) if private else (), counted=False, file=None,
    )  # fmt: skip
    plain = " ".join("".join(one for one in text if one.isprintable()).split())
    row = replace(row, text=plain or "x")
    found = read(page(RecordSheet(title=text, language="en", rows=(row,))))
    assert found.words == [row.text]
    assert found.tags.count("script") == 1


def test_a_page_is_written_whole_and_never_over_a_script(tmp_path: Path) -> None:
    """Another ending is told, and the file is as it was."""
    order = planned(tmp_path)
    script = tmp_path / "run.yaml"
    before = script.read_text("utf-8")
    with pytest.raises(WrongUse, match="sheet-ending"):
        write_sheet(record_sheet(order), script)
    assert script.read_text("utf-8") == before
    into = write_sheet(record_sheet(order), tmp_path / "sheet.HTML")
    assert into.read_text("utf-8") == page(record_sheet(order))
