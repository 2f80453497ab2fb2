"""What encoding may use."""

import os
from pathlib import Path

from kindpace.studio.means import cores, kept_in, means_in


def test_every_core_of_this_process_may_be_used() -> None:
    """At least one, and none that it may not have."""
    assert 1 <= cores() <= (os.cpu_count() or 1)


def test_streams_are_kept_beside_the_takes(tmp_path: Path) -> None:
    """In a folder of their own, which is made when it is needed."""
    means = means_in(tmp_path)
    assert means.cores == cores()
    assert means.kept == kept_in(tmp_path)
    assert list(tmp_path.iterdir()) == []
