"""What gets in its own way: helpers of one sort at one household, measures that bite each other."""

from __future__ import annotations

from collections import defaultdict
from itertools import combinations
from typing import TYPE_CHECKING

from famnet.analysis.direction import helpers_of
from famnet.analysis.households import homes, unit_names
from famnet.analysis.table.sheet import Biting, Doubled
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Sequence

    from famnet.analysis.direction import Involved
    from famnet.analysis.table.evidence import Running
    from famnet.analysis.windows import Window
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["biting_of", "doubled_of"]


def doubled_of(graph: FamilyGraph, window: Window) -> tuple[Doubled, ...]:
    """Return where two partners or more help in the same role under one roof, now.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        The family network.

    Notes
    -----
    Two helpers may both be right; it is a question for the table (founding text 66, 67: whoever helps
    already may take the new problem along).
    """
    found: dict[tuple[int, str], list[Involved]] = defaultdict(list)
    unit = homes(graph).unit
    table = graph.tables["involvements"]
    for helper in helpers_of(graph, window.units):
        person = int(table["person"].iloc[helper.row])
        found[(int(unit[person]) if person >= 0 else -1 - helper.row, helper.role)].append(helper)
    by_home: dict[tuple[str, str], list[Involved]] = defaultdict(list)
    names = unit_names(graph)
    for (at, role), helpers in found.items():
        name = str(names.iloc[at]) if at >= 0 else helpers[0].subject
        by_home[(name.removeprefix("person:"), role)] += helpers
    roles = load_catalogue().involvement_roles
    return tuple(
        Doubled(
            subject=name,
            role=role,
            name=Text(roles[role].name_nl, roles[role].name_en),
            partners=tuple(dict.fromkeys(helper.partner_id for helper in helpers)),
            evidence=tuple(f"involvements:{table['line'].iloc[h.row]}" for h in helpers),
        )
        for (name, role), helpers in sorted(by_home.items())
        if len({helper.partner_id for helper in helpers}) > 1
    )


def biting_of(running: Sequence[Running]) -> tuple[Biting, ...]:
    """Return the pairs of running measures that may bite each other.

    Parameters
    ----------
    running : sequence of Running
        The measures that run in one family network.

    Notes
    -----
    Pairs and reasons: ``measure_conflicts``. ``same_person``: both at one person; ``same_home``: both
    under one roof, one person's or two. O(measures squared), of one family network.
    """
    conflicts = {
        frozenset((row.first_code, row.second_code)): row
        for row in load_catalogue().measure_conflicts.values()
    }
    found = []
    for one, other in combinations(running, 2):
        row = conflicts.get(frozenset((one.code, other.code)))
        if row is None or one.code == other.code:
            continue
        same_person = one.person >= 0 and one.person == other.person
        if not (same_person if row.reach == "same_person" else one.unit == other.unit):
            continue
        first, second = (one, other) if one.code == row.first_code else (other, one)
        found.append(
            Biting(
                conflict_id=row.conflict_id,
                first=first.code,
                second=second.code,
                reason=Text(row.reason_nl, row.reason_en),
                doubt=Text(row.doubt_nl, row.doubt_en),
                subjects=tuple(dict.fromkeys((first.subject, second.subject))),
                evidence=(first.evidence, second.evidence),
            )
        )
    return tuple(sorted(found, key=lambda bite: (bite.conflict_id, bite.evidence)))
