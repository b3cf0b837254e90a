"""Law: a released workflow never changes; a plan pinned to it finds the very same file."""

import pytest

from lifecycle.model.errors import Wrong
from lifecycle.workflow.lock import Changed, changed, locked, written
from tests.workflow.samples import SHIPPED, a_definition, a_file, shipped

CURE = """\
A shipped workflow differs from workflows/workflows.lock.
  Was its version released? Then put the change into a new `version` of the file and run:
      python -m tests.workflow.relock
  Not released yet? Run:
      python -m tests.workflow.relock --unreleased
"""


def test_no_shipped_workflow_differs_from_the_lock():
    definitions = [shipped(path.stem) for path in SHIPPED.glob("*.toml")]
    differing = changed((SHIPPED / "workflows.lock").read_text(encoding="utf-8"), definitions)

    assert not differing, CURE + "\n".join(map(str, differing))


def test_a_changed_file_is_named_with_both_digests():
    released, edited = a_definition(), a_definition(a_file().replace("enough = 2", "enough = 3"))

    assert changed(written("", [released]), [edited]) == [Changed("small@1", released.digest, edited.digest)]


def test_a_version_the_lock_does_not_know_is_named():
    assert changed("", [a_definition()]) == [Changed("small@1", None, a_definition().digest)]


def test_an_unchanged_file_is_silent():
    assert changed(written("", [a_definition()]), [a_definition()]) == []


def test_older_versions_stay_in_the_lock():
    newer = a_definition(a_file().replace("version = 1", "version = 2"))

    assert list(locked(written(written("", [a_definition()]), [newer]))) == ["small@1", "small@2"]


def test_a_damaged_lock_is_told_and_no_crash():
    with pytest.raises(Wrong) as caught:
        changed("small@1 = ", [a_definition()])

    assert caught.value.code == "workflow.lock_unreadable"
