"""One machine of a workflow version serves all plans and threads and keeps nothing of any."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from lifecycle.engine.machine import Attempt, fire, machine_of
from lifecycle.engine.steps import take
from lifecycle.model.errors import Refused
from lifecycle.model.verdict import Refusal
from tests.workflow.samples import a_definition, a_file, shipped

PLAN = shipped("community_plan")
PATH = ["evaluation", "analysis", "swot", "priorities", "consultation", "approval"]
THREADS, ROUNDS = 16, 100


def test_one_version_read_twice_has_one_machine():
    assert machine_of(a_definition()) is machine_of(a_definition())


def test_another_version_has_a_machine_of_its_own():
    assert machine_of(a_definition()) is not machine_of(a_definition(a_file().replace("version = 1", "version = 2")))


def test_a_refused_attempt_keeps_its_state_and_no_edge():
    attempt = Attempt("swot", lambda edge: [Refusal("no", to=edge.to)])
    fire(PLAN, "advance", attempt)

    assert attempt == Attempt("swot", attempt.judge, refusals=[Refusal("no", to="priorities")], taken=None)


def test_many_threads_on_one_machine_each_see_only_their_own_plan():
    together = Barrier(THREADS)

    def walk(thread: int) -> list[str]:
        together.wait()
        seen = []
        for n in range(ROUNDS):
            state = PATH[(thread + n) % len(PATH)]
            refusal = Refusal("mine", thread=thread, round=n)
            try:
                edge = take(
                    PLAN,
                    state=state,
                    event="advance",
                    role="coordinator",
                    weigh=lambda _, r=refusal: [r] if (r.facts["thread"] + r.facts["round"]) % 2 else [],
                )
                seen.append(f"{edge.source}→{edge.to}")
            except Refused as refused:
                seen.append(
                    "refused"
                    if set(refused.refusals[0].facts.items()) == {("thread", thread), ("round", n)}
                    else "strange"
                )
        return seen

    with ThreadPoolExecutor(THREADS) as pool:
        walks = list(pool.map(walk, range(THREADS)))
    following = dict(zip(PATH, [*PATH[1:], "in_force"], strict=True))

    assert walks == [
        [
            "refused" if (thread + n) % 2 else f"{PATH[(thread + n) % 6]}→{following[PATH[(thread + n) % 6]]}"
            for n in range(ROUNDS)
        ]
        for thread in range(THREADS)
    ]
