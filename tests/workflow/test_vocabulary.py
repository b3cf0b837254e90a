"""What a workflow file may name is read off the guard functions themselves."""

import pytest

from lifecycle.workflow.vocabulary import ArgumentShape, Vocabulary


def quorum(content: object, *, percent: int, bodies: tuple[str, ...], by_people: bool = False, note: str = "") -> list:
    return [content, percent, bodies, by_people, note]


def vague(content: object, *, share: float) -> list:
    return [content, share]


def test_keyword_only_parameters_are_the_arguments_and_those_with_defaults_may_be_left_out():
    words = Vocabulary.of({"quorum": quorum}, sections=["swot"], deliverables=["plan"])

    assert words.checks["quorum"] == {
        "percent": ArgumentShape("number", required=True),
        "bodies": ArgumentShape("names", required=True),
        "by_people": ArgumentShape("flag", required=False),
        "note": ArgumentShape("text", required=False),
    }


def test_a_guard_with_an_argument_no_file_can_write_is_a_mistake_of_its_kit():
    with pytest.raises(TypeError, match="share"):
        Vocabulary.of({"vague": vague}, sections=(), deliverables=())


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [("number", 1, True), ("flag", True, 1), ("text", "a", ("a",)), ("names", ("a",), "a")],
)
def test_a_value_fits_only_its_own_kind(kind: str, good: object, bad: object):
    shape = ArgumentShape(kind, required=True)  # type: ignore[arg-type]

    assert (shape.fits(good), shape.fits(bad)) == (True, False)
