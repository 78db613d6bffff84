"""The children of a family first: who they are, what runs for them, who sees them, which care was told."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from famnet.reports.item import Item

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.draw.family.people import Family, Person
    from famnet.reports.evidence import Evidence, Group
    from famnet.reports.records import Measure, Records
    from famnet.reports.session import Session

__all__ = ["Child", "children"]


@dataclass(frozen=True, slots=True)
class Child:
    """A child: who it is, what runs, who sees it, and which care was told."""

    person: Person
    home: str
    measures: tuple[Item, ...]
    seen_by: tuple[str, ...]
    seen_refs: tuple[str, ...]
    care: tuple[tuple[str, str], ...]
    care_refs: tuple[str, ...]

    @property
    def measure_refs(self) -> tuple[str, ...]:
        """Numbers of what its measures rest on."""
        return tuple(ref for measure in self.measures for ref in measure.refs)


def children(session: Session, family: Family, proof: Evidence, acts: Records) -> tuple[Child, ...]:
    """Return the children of the households, youngest first in each."""
    homes = {p.person: h.letter for h in family.households for p in h.people}
    return tuple(
        _child(session, child, homes[child.person], proof, acts) for child in family.children
    )


def _child(session: Session, child: Person, home: str, proof: Evidence, acts: Records) -> Child:
    me = child.person_id
    groups = [g for g in proof.of("e") if any(r.subject == me and r.recent for r in g.rows)]
    care: dict[str, str] = {}
    refs: list[str] = []
    for group in groups:
        for row in group.rows:
            if row.subject == me and row.counted and row.recent:
                care[row.domain] = row.type_name.lower()
                refs.append(group.ref)
    seen, seen_refs = _who_sees(session, me, groups, acts)
    measures = tuple(
        _measure(session, m, acts) for m in acts.measures if m.subject == me and m.running
    )
    return Child(
        child, home, measures, seen, seen_refs, tuple(care.items()), tuple(dict.fromkeys(refs))
    )


def _who_sees(
    session: Session, subject: str, groups: Sequence[Group], acts: Records
) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return who has this child in sight: who told of it, helps it or carries out its measure."""
    seen: dict[int, list[str]] = defaultdict(list)
    for group in groups:
        for row in group.rows:
            if row.subject == subject:
                seen[row.partner].append(group.ref)
    for measure in acts.measures:
        for partner in measure.executing if measure.subject == subject and measure.running else ():
            seen[partner].append(measure.ref)
    for helping in acts.help:
        if helping.subject == subject and helping.running:
            seen[helping.partner].append(helping.ref)
    names = [session.partner_words(partner) for partner in session.partners.ordered(seen)]
    refs = dict.fromkeys(ref for found in seen.values() for ref in found)
    return tuple(dict.fromkeys(names)), tuple(refs)


def _measure(session: Session, measure: Measure, acts: Records) -> Item:
    """Return a running measure of a child, and say so where its execution still waits."""
    texts = session.texts
    waiting = [
        h for h in acts.handovers
        if h.step == "measure_execution" and h.waiting and h.who == measure.who
    ]  # fmt: skip
    name = texts.get(f"measure_short.{measure.code}", measure.name)
    if waiting and measure.mode == "imposed":
        return Item(f"{name},", texts("family.not_started"), (measure.ref, waiting[0].ref))
    return Item(
        f"{name},", texts("page.since", day=measure.start) if measure.start else "", (measure.ref,)
    )
