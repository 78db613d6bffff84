"""Which partners could sit at the table: what they can, where they work, and whether the law lets them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.direction import helpers_of
from famnet.analysis.reach import reach_of
from famnet.analysis.table.sheet import Seat
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.analysis.windows import Window
    from famnet.catalogue.actors import Partner
    from famnet.catalogue.tabling import CapabilityNeed
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["holders_of", "seats_of"]

_GROUNDS: Final = {
    (Workspace.RIEC, "participant"): "WGS 2.19",
    (Workspace.RIEC, "via_municipality"): "WGS 2.19(1)h-i",
    (Workspace.ZVH, "participant"): "WGS 2.27",
    (Workspace.ZVH, "via_municipality"): "WGS 2.27(1)e-f",
    (Workspace.ZVH, "incidental"): "WGS 2.31(9)",
}


def seats_of(graph: FamilyGraph, window: Window) -> Mapping[str, Seat]:
    """Return a seat for every partner of the catalogue, by code.

    Parameters
    ----------
    graph : FamilyGraph
        Its workspace decides who may take part; its partners say who works where.
    window : Window
        The family network.
    """
    near = _near(graph, window)
    trust = _trusted(graph, window)
    return {
        code: Seat(
            code=code,
            name=Text(partner.name_nl, partner.name_en),
            partner_ids=near.get(code, ()),
            place=(place := _place(partner, graph.workspace)),
            ground=_ground(partner, graph.workspace, place),
            trusted=code in trust,
            trusted_since=trust.get(code, ""),
        )
        for code, partner in load_catalogue().partners.items()
    }


def holders_of(need: CapabilityNeed, seats: Mapping[str, Seat]) -> tuple[str, ...]:
    """Return the partners that can meet a need, as this delivery organises them.

    Parameters
    ----------
    need : CapabilityNeed
        One of its capabilities is enough.
    seats : mapping
        From ``seats_of``.

    Notes
    -----
    Per capability: where the delivery names holders that work here, those alone (in one municipality
    the CJG gives access to youth help, in another the neighbourhood team); where it names none, all.
    A part doesn't sit beside the whole it belongs to, unless the family trusts it.
    """
    partners = load_catalogue().partners
    found: set[str] = set()
    for capability in need.capabilities:
        holders = {code for code, p in partners.items() if capability in p.capabilities}
        if need.partners:
            holders &= set(need.partners)
        here = {code for code in holders if seats[code].partner_ids or seats[code].trusted}
        group = here or holders
        found |= {c for c in group if seats[c].trusted or not _part_of_any(c, group)}
    return tuple(sorted(found))


def _part_of_any(code: str, others: set[str]) -> bool:
    partners = load_catalogue().partners
    above = partners[code].part_of
    while above:
        if above in others:
            return True
        above = partners[above].part_of
    return False


def _place(partner: Partner, workspace: Workspace) -> str:
    if workspace is Workspace.RIEC:
        return partner.riec_participation
    if workspace is Workspace.ZVH:
        return partner.zvh_participation
    # Outside the WGS the own ground of each partner counts; who never sits at a case table doesn't here.
    return "own_basis" if partner.at_case_table and partner.kind != "court" else "none"


def _ground(partner: Partner, workspace: Workspace, place: str) -> str:
    if place == "own_basis":
        return partner.statutory_basis
    return _GROUNDS.get((workspace, place), "")


def _near(graph: FamilyGraph, window: Window) -> dict[str, tuple[str, ...]]:
    start = np.array([0, len(window.units)], np.int64)
    _, partner = reach_of(graph).of_windows(start, window.units)
    near = graph.partners.iloc[np.unique(partner)]
    found: dict[str, list[str]] = {}
    for kind, partner_id in zip(near["kind"].tolist(), near["partner_id"].tolist(), strict=True):
        found.setdefault(str(kind), []).append(str(partner_id))
    return {kind: tuple(sorted(ids)) for kind, ids in found.items()}


def _trusted(graph: FamilyGraph, window: Window) -> dict[str, str]:
    """Return who gives voluntary help now, with since when; the earliest of each kind."""
    found: dict[str, str] = {}
    for helper in helpers_of(graph, window.units):
        if helper.mode == "voluntary":
            found[helper.kind] = min(found.get(helper.kind, helper.since), helper.since)
    return found
