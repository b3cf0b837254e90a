"""A definition answers what the file says, without reading it again."""

from lifecycle.workflow.definition import Definition, SectionUse
from tests.workflow.samples import a_definition, a_file, an_edge


def growing() -> Definition:
    text = a_file().replace(
        "[state.draft]",
        '[state.draft]\nsections = [{ name = "vision", voted = true }, { name = "swot", voted = true }]',
    )
    text = text.replace(
        "[state.vote]",
        '[state.vote]\nsections = [{ name = "swot", voted = true }, { name = "changes", voted = false }]',
    )
    return a_definition(
        text + '\n[deliverable.digest]\ntitle = { cs = "Souhrn", en = "Digest" }\nsections = ["changes", "vision"]\n'
    )


def test_the_plan_grows_with_its_states_and_repeats_no_section():
    assert growing().sections_of("plan", "draft") == (SectionUse("vision", True), SectionUse("swot", True))
    assert growing().sections_of("plan", "vote") == (
        SectionUse("vision", True),
        SectionUse("swot", True),
        SectionUse("changes", False),
    )


def test_in_a_final_state_the_plan_has_the_sections_of_all():
    text = a_file(states=("done", "draft", "vote")).replace(
        "[state.vote]", '[state.vote]\nsections = [{ name = "swot", voted = true }]'
    )

    assert a_definition(text).sections_of("plan", "done") == (SectionUse("swot", True),)


def test_a_document_named_like_a_state_has_the_sections_of_that_state():
    assert [use.name for use in growing().sections_of("vote", "draft")] == ["swot", "changes"]


def test_a_document_of_the_file_has_the_sections_it_names_in_its_order():
    assert growing().sections_of("digest", "draft") == (SectionUse("changes", False), SectionUse("vision", True))


def finished_from(state: str, *, final: str, name: str = "draft") -> bool:
    """Whether a document that is final from `final` on is finished in `state` of draft → vote → done, or lost."""
    edges = [("advance", "draft", "vote"), ("advance", "vote", "done"), ("withdraw", "draft", "lost")]
    states = ("draft", "vote", "done", "lost")
    text = a_file(states=states, edges=[*edges, ("return", "vote", "draft")], final=("done", "lost"))
    text += f'\n[deliverable.{name}]\ntitle = {{ cs = "D", en = "D" }}\nsections = ["swot"]\nfinal = {final}\n'
    return a_definition(text).finished(name, state)


def test_a_document_is_finished_from_the_state_the_file_names_on_and_not_where_work_was_withdrawn():
    found = [finished_from(state, final='"vote"') for state in ("draft", "vote", "done", "lost")]

    assert found == [False, True, True, False]


def test_a_document_that_is_final_at_once_is_finished_in_every_state():
    assert [finished_from(state, final="true") for state in ("draft", "lost")] == [True, True]


def test_a_document_the_file_does_not_declare_is_never_finished():
    assert growing().finished("vote", "vote") is False


def test_a_document_called_like_a_state_need_not_name_its_sections_once_more():
    text = a_file().replace("[state.draft]", '[state.draft]\nsections = [{ name = "vision", voted = true }]')
    text += '\n[deliverable.draft]\ntitle = { cs = "D", en = "D" }\nfinal = "vote"\n'

    assert a_definition(text).sections_of("draft", "done") == (SectionUse("vision", True),)


def test_any_other_document_has_no_sections():
    assert growing().sections_of("minutes", "draft") == ()


def test_a_check_is_found_also_among_alternatives():
    needs = 'needs = [{ any = [{ check = "hearing_held" }, { check = "every_quadrant_filled", at_least = 3 }] }]\n'
    check = a_definition(a_file(more=an_edge("skip", "draft", "done", needs))).check("every_quadrant_filled")

    assert check is not None
    assert check.arguments == {"at_least": 3}


def test_a_check_no_step_needs_is_not_found():
    assert a_definition().check("hearing_held") is None


def test_events_are_named_once_in_the_order_of_the_file():
    assert a_definition().events() == ("advance", "return")


def test_the_digest_changes_with_any_byte_of_the_file():
    assert a_definition(a_file()).digest != a_definition(a_file() + "\n").digest


def test_two_readings_of_one_file_are_one_value():
    assert {a_definition(), a_definition()} == {a_definition()}
