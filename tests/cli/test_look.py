"""`explain`, `schema`, `doctor` and `new` from the outside."""

import json
from pathlib import Path

import pytest

from kindpace.library import shipped
from kindpace.problems import sentences
from tests.cli.conftest import Kindpace


@pytest.mark.parametrize("slug", sorted(sentences()))
def test_every_message_can_be_explained(kindpace: Kindpace, slug: str) -> None:
    """What, how to mend, and why."""
    said = kindpace("explain", slug)
    assert said.code == 0
    assert sentences()[slug].why.split()[0] in said.out


def test_rules_of_programmes_go_by_another_name_too(kindpace: Kindpace) -> None:
    """`prog/...` leads to all of them, in words and for machines; other slips get a hint."""
    said = kindpace("explain", "prog/rest-ramp")
    assert said.code == 0
    assert "weeks/adds-much" in said.out
    assert "weeks/no-rest-after" in said.out
    told = json.loads(kindpace("explain", "prog/rest-ramp", "--json").out)
    assert [one["slug"] for one in told] == ["weeks/adds-much", "weeks/no-rest-after"]
    assert "claim/cure" in kindpace("explain", "claim/cures").err


def test_the_schema_is_json_and_the_shipped_one_is_current(kindpace: Kindpace) -> None:
    """Editors read the file beside the sessions."""
    told = json.loads(kindpace("schema").out)
    assert told == json.loads((shipped("scripts") / "kindpace.schema.json").read_text("utf-8"))
    assert "cadence" in json.loads(kindpace("schema", "--runner").out)["properties"]


def test_the_doctor_finds_everything_in_place(kindpace: Kindpace) -> None:
    """Every check is fine on a machine that runs the tests."""
    said = kindpace("doctor")
    assert said.code == 0, said.out
    assert all(one["fine"] for one in json.loads(kindpace("doctor", "--json").out))


def test_the_doctor_tells_what_is_missing(
    kindpace: Kindpace, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A part that is gone is named, and the exit code says so."""
    monkeypatch.setattr("kindpace.cli.look.PARTS", ("no-such-part",))
    said = kindpace("doctor")
    assert said.code == 3
    assert "no-such-part" in said.out


def test_a_new_script_plans_and_checks_as_it_stands(kindpace: Kindpace, folder: Path) -> None:
    """From nothing to a run."""
    assert kindpace("new", "my-run.yaml").code == 0
    assert kindpace("check", "my-run.yaml").code == 0
    assert "My run" in kindpace("plan", "my-run.yaml").out
    assert (folder / "my-run.yaml").read_text("utf-8").count("#") > 5


def test_a_new_script_takes_a_title(kindpace: Kindpace) -> None:
    """`--title`, quotes and colons included."""
    kindpace("new", "x.yaml", "--title", 'Tuesday: "easy" & slow')
    assert 'Tuesday: "easy" & slow' in kindpace("plan", "x.yaml").out
