"""What may follow on a hand-over: the rules of the catalogue that hold for it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.route.circle import any_of_age, has_place
from famnet.analysis.route.sheet import Next
from famnet.analysis.route.usual import upwards
from famnet.analysis.route.weighing import weighing_of
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from famnet.analysis.route.circle import Circle
    from famnet.analysis.route.sheet import HandOver
    from famnet.catalogue.procedures import NextStep
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Following", "following"]

#: The one step that goes from a partner to itself.
_OWN: Final = ("vt_assessment",)


class Following:
    """A hand-over as the rules look at it.

    Parameters
    ----------
    hand_over : HandOver
        It.
    persons : list of int
        Persons it is about.
    day : (int, int)
        Day it is about, earliest and latest reading: of the event, else on which it was sent.
    """

    def __init__(self, hand_over: HandOver, persons: list[int], day: tuple[int, int]) -> None:
        self.hand_over, self.persons, self.day = hand_over, persons, day

    def __repr__(self) -> str:
        return f"<Following: {self.hand_over.referral_id}>"


def following(graph: FamilyGraph, last: Following, circle: Circle) -> tuple[Next, ...]:
    """Return what may follow on a hand-over, in the order of the catalogue.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; its workspace says who has a place.
    last : Following
        The hand-over.
    circle : Circle
        What is known around it.
    """
    found = []
    for rule in load_catalogue().next_steps.values():
        if not _holds(rule, last.hand_over):
            continue
        of_age = _of_age(graph, rule, last, circle)
        if of_age is not False:
            made = _next(graph, rule, last.hand_over, circle, sure=of_age is True)
            # Nobody hands over to itself.
            if made.by != made.to or made.step in ("", *_OWN):
                found.append(made)
    return tuple(found)


def _holds(rule: NextStep, hand_over: HandOver) -> bool:
    return (
        hand_over.state in rule.states
        and (not rule.steps or hand_over.step in rule.steps)
        and _is_one_of(hand_over.sender.code, rule.from_codes)
        and _is_one_of(hand_over.receiver.code, rule.to_codes)
    )


def _is_one_of(code: str, codes: tuple[str, ...]) -> bool:
    return not codes or not set(upwards(code)).isdisjoint(codes)


def _of_age(graph: FamilyGraph, rule: NextStep, last: Following, circle: Circle) -> bool | None:
    if rule.min_age is None and rule.max_age is None:
        return True
    band = (rule.min_age, rule.max_age)
    if rule.about == "household":
        return circle.somebody_of(*band)
    if not last.persons:
        return None
    return any_of_age(graph.persons, last.persons, last.day, band)


def _next(
    graph: FamilyGraph, rule: NextStep, hand_over: HandOver, circle: Circle, *, sure: bool
) -> Next:
    by, to = _who(rule.by_codes, hand_over), _who(rule.next_codes, hand_over)
    return Next(
        rule_id=rule.rule_id,
        text=Text(rule.text_nl, rule.text_en),
        step=rule.next_step,
        by=by,
        to=to,
        may_not=tuple(
            code for code in dict.fromkeys((*by, *to)) if not has_place(code, graph.workspace)
        ),
        rests_on=rule.points_to,
        question=Text(rule.question_nl, rule.question_en),
        beside=circle.facts(rule.beside),
        weighing=weighing_of(circle, map(int, rule.weighing)),
        age=Text("", "") if sure else _age_text(rule),
        legal_basis=rule.legal_basis,
        source=rule.source,
        sentences=rule.founding_sentence_no,
        evidence=hand_over.evidence,
    )


def _who(codes: tuple[str, ...], hand_over: HandOver) -> tuple[str, ...]:
    ends = {"SENDER": hand_over.sender.code, "RECEIVER": hand_over.receiver.code}
    return tuple(ends.get(code, code) for code in codes)


def _age_text(rule: NextStep) -> Text:
    low, high = rule.min_age, rule.max_age
    if high is None:
        return Text(f"Alleen vanaf {low} jaar; de leeftijd is niet zeker.", f"Only from {low} years; the age is not certain.")  # fmt: skip
    return Text(
        f"Alleen van {low} tot en met {high} jaar; de leeftijd is niet zeker.",
        f"Only from {low} up to and including {high} years; the age is not certain.",
    )
