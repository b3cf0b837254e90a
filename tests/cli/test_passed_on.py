"""A file that goes from town to town: what stood in it before a town had it, that town does not say once more."""

from itertools import permutations

import pytest
from lxml import etree

from tests.cli.clerk import Clerk
from tests.cli.returning import NS, W15, Paper, new_points, opened, takes

WORDS = "Terén denně."


@pytest.fixture
def desk(taken_up) -> Clerk:
    """A clerk who waits for papers while the consultation runs."""
    return taken_up("round runs")


def passed_on(
    paper: Paper, *, by: str = "Jana Malá", on: str | None = "2015-03-01T09:00:00Z"
) -> list[tuple[str, Paper]]:
    """The paper as Žďár wrote in it twice, then Kněžmost, then Boseň, each into the file of the town before."""
    first = paper.commented(WORDS, "Přidejte neděli.", by=by, on=on).commented("Víkend doma.", "A pátek.", by=by, on=on)
    second = first.commented("Víkend doma.", "Kdo zaplatí?", by="Petr Novák")
    third = second.commented("Víkend doma.", "A kdy?", by="Eva Dlouhá")
    return [("Žďár", first), ("Kněžmost", second), ("Boseň", third)]


@pytest.mark.parametrize("order", list(permutations(range(3))))
def test_a_remark_that_comes_in_three_files_is_recorded_once(desk: Clerk, order: tuple[int, ...]):
    files = passed_on(opened(desk))
    for number in order:
        whom, paper = files[number]
        takes(desk, paper, whom=whom, name=f"{number}.docx")

    told = ["A kdy?", "A pátek.", "Kdo zaplatí?", "Přidejte neděli."]
    assert sorted(one["text"] for one in new_points(desk)) == told


def test_the_same_words_of_two_towns_with_remarks_of_their_own_are_each_ones(desk: Clerk):
    for whom, own in (("Žďár", "Kdo zaplatí?"), ("Kněžmost", "A kdy?")):
        same = opened(desk).commented(WORDS, "Přidejte neděli.").commented(WORDS, "A pátek.")
        takes(desk, same.commented("Víkend doma.", own), whom=whom, name=f"{whom}.docx")

    bodies = {one["text"]: one["bodies"] for one in new_points(desk)}
    assert bodies["Přidejte neděli."] == ["Žďár", "Kněžmost"]


def test_one_file_sent_by_two_towns_is_the_word_of_both(desk: Clerk):
    same = opened(desk).commented(WORDS, "Přidejte neděli.").commented(WORDS, "A pátek.")
    for whom in ("Žďár", "Kněžmost"):
        takes(desk, same, whom=whom, name=f"{whom}.docx")

    assert len(new_points(desk)) == 4


def test_the_clerk_is_told_in_whose_file_the_remarks_came_before(desk: Clerk):
    (whom, first), (other, second), _ = passed_on(opened(desk))
    takes(desk, first, whom=whom)

    told = takes(desk, second, whom=other, name="druhé.docx")
    assert (told["comments"], told["known_elsewhere"]) == (1, [{"from": "Žďár", "count": 2}])


def test_a_tracked_change_carried_on_in_another_towns_file_is_one_proposal(desk: Clerk):
    tracked = opened(desk).tracked(WORDS, "Terén denně i večer.")
    said = tracked.commented("Víkend doma.", "Kdo?").commented("Víkend doma.", "Jak?")
    takes(desk, said, whom="Žďár")
    takes(desk, said.commented("Víkend doma.", "Kdy?", by="Petr Novák"), whom="Kněžmost", name="druhé.docx")

    assert sorted(one["kind"] for one in new_points(desk)) == ["comment"] * 3 + ["replacement"]


@pytest.mark.parametrize(("by", "on"), [("Autor", "2015-03-01T09:00:00Z"), ("Jana Malá", None)])
def test_a_remark_that_does_not_say_whose_or_when_it_is_stays_each_towns_own(desk: Clerk, by: str, on: str | None):
    for whom, paper in passed_on(opened(desk), by=by, on=on)[:2]:
        takes(desk, paper, whom=whom, name=f"{whom}.docx")

    told = ["A pátek.", "A pátek.", "Kdo zaplatí?", "Přidejte neděli.", "Přidejte neděli."]
    assert sorted(one["text"] for one in new_points(desk)) == told


def done(paper: Paper, flag: str = "1") -> Paper:
    """The only comment of the paper marked as resolved, or not."""
    comments = etree.fromstring(paper.parts["word/comments.xml"])
    comments[-1][-1].set(f"{{{NS['w14']}}}paraId", "0BADCAFE")
    told = (
        f'<w15:commentsEx xmlns:w15="{W15}"><w15:commentEx w15:paraId="0BADCAFE" w15:done="{flag}"/></w15:commentsEx>'
    )
    parts = {"word/comments.xml": etree.tostring(comments), "word/commentsExtended.xml": told.encode()}
    return Paper({**paper.parts, **parts})


@pytest.fixture
def states(desk: Clerk) -> tuple[Paper, Paper]:
    """The paper with a remark, and the same with the remark marked as resolved by a later town."""
    desk.reads("comment", "add", "1.2", "Naše vlastní.")
    desk.reads("document", "issue", "plan")
    said = opened(desk).commented(WORDS, "Přidejte neděli.")
    return done(said, "0"), done(said)


@pytest.mark.parametrize("order", [(0, 1), (1, 0)])
def test_a_remark_resolved_in_one_of_two_files_of_a_town_is_resolved_whichever_came_first(
    desk: Clerk, states: tuple[Paper, Paper], order: tuple[int, int]
):
    told = [takes(desk, states[n], whom="Žďár", name=f"{n}.docx") for n in order]

    assert [one["resolved"] for one in new_points(desk)] == [True]
    assert (sum(one["resolved"] for one in told), told[1]["open_there"]) == (1, ["K2"] if order[0] else [])


def test_a_remark_the_office_has_answered_is_not_closed_by_a_flag_alone(desk: Clerk, states: tuple[Paper, Paper]):
    takes(desk, states[1])
    desk.reads("comment", "reopen", "K2", "--reason", "Ještě to projednáme.")

    told = takes(desk, states[1].edited("Víkend doma.", "Dva víkendy doma."), name="b.docx")

    assert (told["marked"], {one["resolved"] for one in new_points(desk)}) == (["K2"], {False})
