"""The text of a checkpoint: fixed bytes, one form, read back as what was written."""

import pytest

from lifecycle.model.checkpoint import Checkpoint, Mark, checkpoint_text, read_checkpoint

MARKS = {"tri-obce": Mark(4, b"\x11" * 32, b"\x22" * 32), "-": Mark(1, b"\x33" * 32, b"\x44" * 32)}
TEXT = f"plan-lifecycle checkpoint 1\n7\n- 1 {'33' * 32} {'44' * 32}\ntri-obce 4 {'11' * 32} {'22' * 32}"


def test_the_text_of_a_checkpoint_is_the_one_the_decision_gives():
    assert checkpoint_text(7, MARKS) == TEXT


def test_the_bytes_that_are_stamped_end_with_a_line_end():
    assert Checkpoint(number=7, text=TEXT).data == TEXT.encode() + b"\n"


def test_a_checkpoint_is_read_as_it_was_written():
    assert read_checkpoint(7, TEXT) == MARKS


@pytest.mark.parametrize(
    "text",
    [
        TEXT.replace("\n7\n", "\n8\n"),
        TEXT.replace("checkpoint 1", "checkpoint 2"),
        TEXT + "\n",
        TEXT.replace(" 4 ", " 04 "),
        TEXT.replace("tri-obce 4", "tri-obce 0"),
        TEXT.replace("22", "AA"),
        "\n".join([*TEXT.split("\n")[:2], *reversed(TEXT.split("\n")[2:])]),
        "\n".join(line for line in TEXT.split("\n") if not line.startswith("- ")),
        TEXT + "\n" + TEXT.split("\n")[-1],
    ],
)
def test_a_text_of_another_form_is_refused(text: str):
    with pytest.raises(ValueError):
        read_checkpoint(7, text)
