"""From evidence to needs, and the must-rules that hold."""

from __future__ import annotations

from typing import TYPE_CHECKING

from famnet.analysis.table.seating import holders_of
from famnet.analysis.table.sheet import Must, Need, Pointer
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from famnet.analysis.table.evidence import Item, Running
    from famnet.analysis.table.sheet import Seat
    from famnet.catalogue.tabling import CapabilityNeed, MustRule

__all__ = ["musts_of", "needs_of"]


def needs_of(items: Sequence[Item], seats: Mapping[str, Seat]) -> tuple[Need, ...]:
    """Return the needs of a family network, most severe first.

    Parameters
    ----------
    items : sequence of Item
        Its signals; only those that count give a need.
    seats : mapping
        From ``seats_of``.
    """
    found = []
    for rule in load_catalogue().capability_needs.values():
        rests_on = [item for item in items if item.counted and _gives(rule, item)]
        if rests_on:
            found.append(_need(rule, rests_on, seats))
    return tuple(sorted(found, key=lambda need: -need.severity))


def _gives(rule: CapabilityNeed, item: Item) -> bool:
    return (
        item.domain == rule.life_domain
        and item.severity >= rule.min_severity
        and (rule.subject == "any" or rule.subject in item.groups)
        and bool(item.sides & set(rule.side))
    )


def _need(rule: CapabilityNeed, items: Sequence[Item], seats: Mapping[str, Seat]) -> Need:
    holders = holders_of(rule, seats)
    return Need(
        need_id=rule.need_id,
        name=Text(rule.name_nl, rule.name_en),
        doubt=Text(rule.doubt_nl, rule.doubt_en),
        life_domain=rule.life_domain,
        subjects=tuple(dict.fromkeys(item.subject for item in items)),
        severity=max(item.severity for item in items),
        evidence=tuple(item.evidence for item in items),
        seats=tuple(code for code in holders if seats[code].may_sit),
        elsewhere=tuple(code for code in holders if not seats[code].may_sit),
        basis=rule.legal_basis,
    )


def musts_of(
    items: Sequence[Item], running: Sequence[Running], seats: Mapping[str, Seat]
) -> tuple[Must, ...]:
    """Return the must-rules whose condition holds, in the order of the catalogue.

    Parameters
    ----------
    items, running : sequence
        Signals in the period, counted or not, and measures that run.
    seats : mapping
        From ``seats_of``.
    """
    rules = load_catalogue().must_rules.values()
    made = (_must(rule, items, running, seats) for rule in rules)
    return tuple(must for must in made if must is not None)


def _must(
    rule: MustRule, items: Sequence[Item], running: Sequence[Running], seats: Mapping[str, Seat]
) -> Must | None:
    signals = [item for item in items if item.code in rule.signal_codes and _fits(rule, item)]
    measures = [
        row
        for row in running
        if row.code in rule.measure_codes and rule.subject in ("any", *row.groups)
    ]
    always = not rule.signal_codes and not rule.measure_codes
    if not (signals or measures or always):
        return None
    rows: list[Item | Running] = [*signals, *measures]
    return Must(
        rule_id=rule.rule_id,
        mode=rule.mode,
        choice=rule.choice,
        name=Text(rule.name_nl, rule.name_en),
        why=Text(rule.condition_nl, rule.condition_en),
        doubt=Text(rule.doubt_nl, rule.doubt_en),
        partners=rule.partners,
        chosen=_chosen(rule, seats),
        pointers=_pointers(rule, items),
        subjects=tuple(dict.fromkeys(row.subject for row in rows)),
        evidence=tuple(row.evidence for row in rows),
        basis=rule.legal_basis,
    )


def _fits(rule: MustRule, item: Item) -> bool:
    about = rule.subject == "any" or rule.subject in item.groups
    return about and (rule.side == ("any",) or bool(item.sides & set(rule.side)))


def _chosen(rule: MustRule, seats: Mapping[str, Seat]) -> tuple[str, ...]:
    """Return who belongs at the table by this rule; of "one of", who helps here already, else nobody."""
    if rule.mode == "consult":
        return ()
    if rule.choice == "all":
        return tuple(code for code in rule.partners if seats[code].may_sit)
    here = [code for code in rule.partners if seats[code].trusted and seats[code].may_sit]
    return (here[0],) if len(here) == 1 else ()


def _pointers(rule: MustRule, items: Sequence[Item]) -> tuple[Pointer, ...]:
    """Return what points to one of the partners of a "one of" rule: for probation the main problem."""
    if rule.choice != "one_of":
        return ()
    return tuple(
        Pointer(
            partner=row.partner_code,
            reason=Text(row.main_problem_nl, row.main_problem_en),
            evidence=tuple(i.evidence for i in items if i.code in row.evidence_signal_codes),
        )
        for row in load_catalogue().probation_rules.values()
        if row.partner_code in rule.partners
    )
