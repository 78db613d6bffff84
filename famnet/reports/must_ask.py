"""Which partner ought to have been asked about a child and was not ("ontbreekt").

Two rules, version 1.0; policy, not law, and the page prints them: where a family has counted
signals, the school or the attendance officer ought to be asked about a child of 5 to 17, and the
youth health service about a child under 5.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.reports.nearby import near_person

if TYPE_CHECKING:
    from famnet.draw.family.people import Family
    from famnet.reports.evidence import Evidence
    from famnet.reports.session import Session

__all__ = ["RULES", "SCHOOL_AGE", "must_ask"]

SCHOOL_AGE: Final = 5
# Rule: which kinds of partner satisfy it, the first being the one to ask.
RULES: Final = {
    "g02": ("SCH", ("SCH", "LPA", "IB", "ZORGC", "ZTEAM")),
    "g03": ("JGZ", ("JGZ", "GGD")),
}


def must_ask(session: Session, family: Family, proof: Evidence) -> dict[tuple[str, int], str]:
    """Return the rule that is broken, per (person id, partner to ask).

    Notes
    -----
    Where several partners of the kind were delivered (schools), any one that was asked or knows the
    child will do; otherwise the first by id that works where the child lives is marked.
    """
    found: dict[tuple[str, int], str] = {}
    if not proof.counting:
        return found
    for child in family.children:
        if child.age.low is None:
            continue
        rule = "g02" if child.age.low >= SCHOOL_AGE else "g03"
        ask, kinds = RULES[rule]
        states = session.known.states(child.person_id)
        partners = session.partners.of_kinds(kinds)
        if any(
            states.get(p.partner_id, "not_asked") in ("known", "nothing_known", "not_answered")
            for p in partners
        ):
            continue
        near = near_person(session, child.person)
        first = next(
            (
                p
                for p in partners
                if p.kind == ask and p.partner in near and states.get(p.partner_id) != "not_allowed"
            ),
            None,
        )
        if first is not None:
            found[child.person_id, first.partner] = rule
    return found
