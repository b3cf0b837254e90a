"""The public consultation: terms of fourteen days, one round at a time, closed only when it is over."""

from tests.cli.clerk import Clerk

DAYS = ("--until", "2025-06-20", "--hearing", "2025-06-04")


def test_a_round_too_short_is_refused_with_the_first_possible_days(taken_up):
    clerk: Clerk = taken_up("round not opened")
    head = clerk.head

    answer = clerk.asks("consultation", "open", "--until", "2025-06-10", "--hearing", "2025-05-30")

    assert (answer.code, clerk.head) == (1, head)
    assert [(r["code"], r["earliest"]) for r in answer.json["refusals"]] == [
        ("consultation.hearing_early", "2025-06-02"),
        ("consultation.end_early", "2025-06-16"),
    ]


def test_a_round_of_exactly_the_terms_is_open(taken_up):
    answer = taken_up("round not opened").asks(
        "consultation", "open", "--until", "2025-06-16", "--hearing", "2025-06-02"
    )

    assert (answer.code, bool(answer.json["entry"]), bool(answer.json["next"])) == (0, True, True)


def test_the_round_may_start_later_but_not_before_its_stage(taken_up):
    clerk: Clerk = taken_up("round not opened")

    early = clerk.asks("consultation", "open", "--from", "2025-05-18", *DAYS)
    late = clerk.asks("consultation", "open", "--from", "2025-05-20", *DAYS)

    assert (early.code, late.code) == (1, 0)


def test_one_round_at_a_time(taken_up):
    clerk: Clerk = taken_up("round runs")
    head = clerk.head

    answer = clerk.asks("consultation", "open", "--until", "2025-07-20", "--hearing", "2025-07-04")

    assert (answer.code, clerk.head) == (1, head)


def test_a_round_is_not_closed_before_its_last_day_is_over(taken_up):
    clerk: Clerk = taken_up("round runs").on("2025-06-20")

    early = clerk.asks("consultation", "close")

    assert (early.code, early.json["refusals"][0]["earliest"]) == (1, "2025-06-21")
    assert clerk.on("2025-06-21").asks("consultation", "close").code == 0


def test_a_round_belongs_to_its_stage(clerk: Clerk):
    for command in (["open", *DAYS], ["close"]):
        assert clerk.asks("consultation", *command).code == 1


def test_a_comment_after_the_last_day_is_taken_and_marked_late(taken_up):
    clerk: Clerk = taken_up("round runs")
    clerk.on("2025-06-20").reads("comment", "add", "plan", "včas")
    clerk.on("2025-06-21").reads("comment", "add", "plan", "pozdě")

    assert [c["late"] for c in clerk.on(None).reads("comment", "list")] == [False, True]


def test_status_tells_rounds_hearings_and_points(taken_up):
    status = taken_up("one point open").reads("consultation", "status")

    assert status["submissions"] == {"all": 3, "settled": 2, "open": ["P-3"]}
    assert [(r["opens"], r["hearing"], r["until"]) for r in status["rounds"]] == [
        ("2025-05-19", "2025-06-04", "2025-06-20")
    ]
    assert status["hearings"] == [{"key": "VP-1", "date": "2025-06-04", "attended": True}]


def test_a_hearing_without_attendance_is_not_held(taken_up):
    clerk: Clerk = taken_up("round runs").on("2025-06-21")
    clerk.reads("consultation", "close")

    assert [r["code"] for r in clerk.asks("advance").json["refusals"]] == ["hearing.not_held"]


def test_packets_are_sent_only_in_approval(clerk: Clerk):
    answer = clerk.asks("approval", "send")

    assert (answer.code, answer.json["refused"]) == (1, True)


def test_approval_status_has_the_keys_of_the_contract(taken_up):
    status = taken_up("rule met").reads("approval", "status")

    assert (bool(status["rule"]), status["reached"]) == (True, True)
    keys = {
        "code", "name", "state", "body", "verb", "resolution", "on", "for", "against", "abstained", "present",
        "members", "valid", "edition", "content_sha256", "carried",
    }  # fmt: skip
    assert all(keys <= set(town) for town in status["municipalities"])
