"""The reporting code (Meldcode): its steps, and its weighing questions as people are asked them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.route.circle import label_of
from famnet.analysis.route.sheet import Weighing, WeighingOutcome
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.analysis.route.circle import Circle
    from famnet.catalogue.procedures import WeighingAnswer

__all__ = ["MELDCODE", "code_step", "weighing_of"]

MELDCODE: Final = "meldcode_"
#: Steps of the chain that are a step of the reporting code by another name.
_SAME: Final = {"vt_advice": 2, "vt_report": 5}
#: Which facts stand beside which question.
_BESIDE: Final = {
    1: (),
    2: ("trouble",),
    3: ("helpers",),
    4: ("refusals",),
    5: ("helpers", "trouble"),
}


def code_step(step: str) -> int:
    """Return which step of the reporting code a hand-over is; 0 none.

    >>> code_step("meldcode_3"), code_step("vt_advice"), code_step("housing_report")
    (3, 2, 0)
    """
    if step.startswith(MELDCODE):
        return int(step.removeprefix(MELDCODE))
    return _SAME.get(step, 0)


def weighing_of(circle: Circle, numbers: Iterable[int]) -> tuple[Weighing, ...]:
    """Return weighing questions in their order, with facts and where each answer leads."""
    answers = load_catalogue().weighing_answers.values()
    return tuple(
        _weighing(circle, [a for a in answers if a.question_no == number])
        for number in sorted(numbers)
    )


def _weighing(circle: Circle, answers: list[WeighingAnswer]) -> Weighing:
    first = answers[0]
    return Weighing(
        number=first.question_no,
        question=Text(first.question_nl, first.question_en),
        beside=circle.facts(_BESIDE[first.question_no]),
        outcomes=tuple(_outcome(answer) for answer in answers),
        source=first.source,
    )


def _outcome(answer: WeighingAnswer) -> WeighingOutcome:
    code = answer.next_code
    if answer.next_kind == "question":
        leads = Text(f"naar vraag {code}", f"to question {code}")
    elif answer.next_kind == "step":
        title = label_of("meldcode_steps", code)
        leads = Text(f"terug naar stap {code}: {title.nl}", f"back to step {code}: {title.en}")
    else:
        leads = label_of("outcome", code)
    return WeighingOutcome(
        answer.answer, label_of("answer", answer.answer), answer.next_kind, code, leads
    )
