"""Personal text has one home, and one row for the same text of the same subject."""

import unicodedata

import pytest

from lifecycle.model.comment import Comment
from lifecycle.model.consultation import Submission
from lifecycle.model.errors import Wrong
from lifecycle.model.history import Drop, Forget, Put, private_digest
from lifecycle.model.people import Person
from lifecycle.store.commit import Store
from lifecycle.store.verify import verify
from tests.store.offices import DAY, a_group, a_person, write


def a_submission(kind: str, **more: object) -> Submission:
    return Submission.model_validate(
        {
            "key": "P1",
            "received": DAY,
            "channel": "mail",
            "submitter": "Jan Novák",
            "submitter_kind": kind,
            "text": "Chybí lavičky.",
            **more,
        }
    )


def sealed(store: Store, plan: str, *pairs: tuple[str, str]) -> list[str]:
    with store.writing(plan, DAY) as writing:
        return [writing.seal(subject, text) for subject, text in pairs]


def people(store: Store) -> list[Person]:
    return store.content("dacice", DAY).all(Person)


def test_a_name_is_nowhere_but_in_the_vault(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"), who="Petr Starý")
    tables = ("act", "person", "chain", "blob")
    with store.database.reading() as connection:
        cells = [str(list(connection.exec_driver_sql(f"select * from {name}"))) for name in tables]

    assert not any(name in text for name in ("Jana", "Petr", "jana@") for text in cells)
    assert sorted(store.texts("dacice").values()) == ["Jana Nová", "Petr Starý", "jana@example.cz", "koordinatorka"]


def test_the_same_person_recorded_again_is_the_same_thing(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    before = people(store)
    write(store, "dacice", a_person("Jana Nová"))

    assert people(store) == before
    assert len(store.texts("dacice")) == 4


def test_a_name_twice_in_one_act_is_one_row(store: Store):
    write(store, "dacice", a_group(), a_group("DET"), a_person("Jana Nová"), a_person("Jana Nová", group="DET"))

    assert len({person.name for person in people(store)}) == 1


def test_a_name_typed_with_combining_accents_is_the_same_name(store: Store):
    write(store, "dacice", a_group(), who="Žďárská")
    first, second = sealed(store, "dacice", ("Žďárská", "Žďárská"), (unicodedata.normalize("NFD", "Žďárská"),) * 2)

    assert first == second


def test_two_subjects_with_one_text_are_two_rows(store: Store):
    write(store, "dacice", a_group())
    first, second = sealed(store, "dacice", ("Jana", "Nesouhlasím."), ("Petr", "Nesouhlasím."))

    assert first != second


def test_a_digest_is_made_of_salt_subject_and_text(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    with store.database.reading() as connection:
        rows = connection.exec_driver_sql("select digest, salt, subject, text from vault").all()

    assert all(row.digest == private_digest(row.salt, row.subject, row.text) and len(row.salt) == 16 for row in rows)


def test_a_known_reference_stays_as_it_is(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    person = people(store)[0]
    with store.writing("dacice", DAY) as writing:
        again = writing.seal_thing(person)

    assert again == person


def test_what_is_changed_about_a_sealed_person_belongs_to_the_same_subject(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    write(store, "dacice", people(store)[0].replaced(email="nova@example.cz"))
    with store.database.reading() as connection:
        subjects = (
            connection.exec_driver_sql("select subject from vault where text = 'nova@example.cz'").scalars().all()
        )

    assert subjects == ["Jana Nová"]


@pytest.mark.parametrize(("kind", "open_"), [("citizen", False), ("user", False), ("other", False), ("provider", True)])
def test_a_submission_is_sealed_where_a_person_speaks_for_himself(store: Store, kind: str, open_: bool):
    write(store, "dacice", a_submission(kind))
    submission = store.content("dacice", DAY).all(Submission)[0]

    assert [submission.submitter == "Jan Novák", submission.text == "Chybí lavičky."] == [open_, open_]


@pytest.mark.parametrize("kind", ["citizen", "provider"])
def test_a_text_that_only_looks_like_a_reference_is_a_text(store: Store, kind: str):
    forged = "vault:" + "ab" * 32
    write(store, "dacice", a_submission(kind, text=forged))
    submission = store.content("dacice", DAY).all(Submission)[0]

    assert store.texts("dacice")[submission.text] == forged


def test_an_unsealed_name_is_refused(store: Store):
    with pytest.raises(Wrong) as refused:
        write(store, "dacice", a_group(), Put(a_person("Jana Nová")))
    assert (refused.value.code, refused.value.facts) == ("store.unsealed", {"kind": "person", "column": "name"})


def test_a_reference_the_plan_does_not_know_is_refused(store: Store):
    stranger = Comment(id="1", thread="1", author="vault:" + "0" * 64, date="2015-01-01", text="x")

    with pytest.raises(Wrong, match=r"store\.unsealed"):
        write(store, "dacice", Put(stranger))


def test_references_of_one_plan_mean_nothing_in_another(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))

    with pytest.raises(Wrong, match=r"store\.unsealed"):
        write(store, "vodnany", a_group(), Put(people(store)[0]))


def test_a_forgotten_text_is_gone_and_its_digest_stays(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    person = people(store)[0]
    write(store, "dacice", *(Forget(reference.removeprefix("vault:")) for reference in (person.name, person.email)))

    assert people(store) == [person]
    assert "Jana Nová" not in store.texts("dacice").values()
    assert (verify(store).ok, verify(store).erased) == (True, 2)


def test_a_thing_whose_name_was_forgotten_can_still_be_changed_and_dropped(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    person = people(store)[0]
    write(store, "dacice", Forget(person.name.removeprefix("vault:")))
    write(store, "dacice", person.replaced(role="chair"))
    write(store, "dacice", Drop("person", person.identity))

    assert (people(store), verify(store).ok) == ([], True)


def test_a_person_who_comes_back_after_erasure_is_a_new_one(store: Store):
    write(store, "dacice", a_group(), a_person("Jana Nová"))
    name = people(store)[0].name
    write(store, "dacice", Forget(name.removeprefix("vault:")))
    write(store, "dacice", a_person("Jana Nová"))

    assert [person.name == name for person in people(store)].count(True) == 1
    assert len(people(store)) == 2


@pytest.mark.parametrize("name", ["\udce1", "a\x00b"])
def test_a_name_that_no_database_could_hold_is_refused(store: Store, name: str):
    with pytest.raises(Wrong, match=r"store\.text"):
        write(store, "dacice", a_group(), who=name)


def test_a_text_sealed_and_then_not_used_is_not_kept(store: Store):
    with store.writing("dacice", DAY, new=True) as writing:
        writing.seal("Jana", "Jana")
        writing.commit(verb="opens", on=DAY, who="Petr", login="petr", role="coordinator", changes=[Put(a_group())])

    assert sorted(store.texts("dacice").values()) == ["Petr", "petr"]
