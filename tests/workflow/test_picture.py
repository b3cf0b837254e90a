"""A picture of a workflow shows all states and steps and is the same each time."""

from xml.etree import ElementTree

import pytest
from hypothesis import given

from lifecycle.workflow.picture import mermaid, svg
from tests.workflow.samples import a_definition, a_file, an_edge, random_files, shipped

MERMAID = """\
---
title: "Small workflow"
---
stateDiagram-v2
  state "State draft" as draft
  state "State vote" as vote
  state "State done" as done
  [*] --> draft
  draft --> vote : advance
  vote --> done : advance
  vote --> draft : return
  done --> [*]
"""


def test_mermaid_text_lists_states_steps_start_and_end():
    assert mermaid(a_definition(), "en") == MERMAID


def test_quotation_marks_in_a_title_do_not_end_it():
    text = a_file().replace('cs = "Stav draft"', 'cs = "Návrh \\"A\\" & <B>"')

    assert 'state "Návrh #quot;A#quot; & <B>" as draft' in mermaid(a_definition(text), "cs")
    assert 'Návrh "A" &amp; &lt;B&gt;' in svg(a_definition(text), "cs")


@pytest.mark.parametrize("name", ["community_plan", "council_resolution"])
def test_the_drawing_of_a_shipped_workflow_is_xml_with_every_title(name: str):
    definition = shipped(name)
    texts = {text for text in ElementTree.fromstring(svg(definition, "cs")).itertext() if text.strip()}

    assert {state.title.cs for state in definition.states} <= texts


def test_a_return_is_dashed_at_the_left_and_a_skip_stands_at_the_right():
    drawn = svg(a_definition(a_file(more=an_edge("stop", "draft", "done"))), "en")

    assert 'text-anchor="end" class="event">return<' in drawn
    assert 'text-anchor="start" class="event">stop<' in drawn


def test_a_step_that_stays_is_named_in_its_box():
    assert "vote ↻ again" in svg(a_definition(a_file(more=an_edge("again", "vote", "vote"))), "en")


@given(random_files())
def test_the_drawing_stays_on_its_sheet_and_names_every_event(text: str):
    definition = a_definition(text)
    root = ElementTree.fromstring(svg(definition, "cs"))
    width, height = int(root.attrib["width"]), int(root.attrib["height"])
    dots = root.iter("{http://www.w3.org/2000/svg}circle")
    words = " ".join(root.itertext())

    assert all(0 < int(d.attrib["cx"]) < width and 0 < int(d.attrib["cy"]) < height for d in dots)
    assert all(event in words for event in definition.events())


@given(random_files())
def test_the_same_file_gives_the_same_bytes(text: str):
    assert svg(a_definition(text), "cs") == svg(a_definition(text), "cs")
