"""Which households stay in a family window when an unsure tie of kinship is left out."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np

from famnet.analysis.households import homes
from famnet.analysis.links import family_links, is_kind, living_at
from famnet.analysis.stability.inclusion import kin_chances
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.families import Window
    from famnet.graph.family_graph import FamilyGraph

    Bools = npt.NDArray[np.bool_]
    Codes = npt.NDArray[np.int32]
    Floats = npt.NDArray[np.float64]
    Longs = npt.NDArray[np.int64]

__all__ = ["Ties", "held_units", "ties_of"]

_BIRTH = (KinKind.PARENT, KinKind.ADOPTIVE_PARENT)
_SIBLINGS = (KinKind.SIBLING, KinKind.TWIN, KinKind.IDENTICAL_TWIN)


@dataclass(frozen=True, slots=True, repr=False)
class Ties:
    """The ties of kinship that hold a window together.

    Parameters
    ----------
    upper, lower : int64 array
        Per tie the place in ``member`` of parent and child.
    chance : float64 array
        Per tie the chance that it is kept.
    unit : int64 array
        Per member its place among the units of the window; -1 for who died.
    """

    upper: Longs
    lower: Longs
    chance: Floats
    unit: Longs

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Ties: {len(self.chance)} between {len(self.unit)}>"


def ties_of(graph: FamilyGraph, window: Window) -> Ties:
    """Return the ties that hold a window together, anchor first, each with its chance.

    Parameters
    ----------
    graph : FamilyGraph
        The graph.
    window : Window
        The window.

    Notes
    -----
    A tie told by several rows is kept when any of them is. A child of an unnamed parent is held by
    the surest of its sibling rows.
    """
    children = family_links(graph).children
    nodes, upper, lower = [window.node], [], []
    at = {window.node: 0}
    for depth in range(window.depth):
        for node in [n for n in nodes if depth == 0 or n != window.node]:
            for child in children.to[children.start[node] : children.start[node + 1]].tolist():
                if child not in at:
                    at[child] = len(at)
                upper.append(at[node])
                lower.append(at[child])
        nodes = list(at)
    members = np.array(list(at), np.int64)
    up, down = np.array(upper, np.int64), np.array(lower, np.int64)
    chance = _chances(graph, members[up], members[down])
    return Ties(up, down, chance, _places(graph, members, window.units))


def _places(graph: FamilyGraph, members: Longs, units: Codes) -> Longs:
    """Return the place of each living member's unit in the window."""
    home, living = homes(graph), living_at(graph)
    named = members < len(home.unit)
    out = np.full(len(members), -1, np.int64)
    who = members[named]
    place = np.searchsorted(units, home.unit[who])
    out[named] = np.where(living[who], place, -1)
    return out


def _chances(graph: FamilyGraph, parents: Longs, children: Longs) -> Floats:
    kin = graph.kinships
    one, other = kin["person"].to_numpy(), kin["relative"].to_numpy()
    about = np.union1d(_about(graph, "relative", children), _about(graph, "person", children))
    birth = about[is_kind(kin["kind"].iloc[about], *_BIRTH)]
    sibling = about[is_kind(kin["kind"].iloc[about], *_SIBLINGS)]
    out = np.ones(len(parents))
    for i, (parent, child) in enumerate(zip(parents.tolist(), children.tolist(), strict=True)):
        if parent < len(graph.persons):
            rows = birth[(one[birth] == parent) & (other[birth] == child)]
            out[i] = 1 - float(np.prod(1 - kin_chances(graph, rows))) if len(rows) else 1.0
        else:
            rows = sibling[(one[sibling] == child) | (other[sibling] == child)]
            out[i] = float(kin_chances(graph, rows).max()) if len(rows) else 1.0
    return out


def _about(graph: FamilyGraph, column: str, who: Longs) -> Longs:
    """Return the rows of ``graph.kinships`` that name some persons in a column."""
    named = graph.kinships[column].to_numpy()
    order = graph.kept(f"stability {column}", lambda: np.argsort(named, kind="stable"))
    low, high = (np.searchsorted(named, who, side, sorter=order) for side in ("left", "right"))
    return np.concatenate([order[a:b] for a, b in zip(low, high, strict=True)] or [order[:0]])


def held_units(ties: Ties, kept: Bools, n_units: int) -> Bools:
    """Say which units a window still holds when only some of its ties are kept.

    Parameters
    ----------
    ties : Ties
        Of the window.
    kept : bool array
        Variant, tie.
    n_units : int
        Number of units of the window.

    Returns
    -------
    bool array
        Variant, unit: somebody of the living core in it is still tied to the anchor.
    """
    reached = np.zeros((len(kept), len(ties.unit)), bool)
    reached[:, 0] = True
    # Ties are listed from the anchor down, so that one pass reaches everybody.
    for tie, (upper, lower) in enumerate(zip(ties.upper, ties.lower, strict=True)):
        reached[:, lower] |= reached[:, upper] & kept[:, tie]
    out = np.zeros((len(kept), n_units), bool)
    for member, unit in enumerate(ties.unit.tolist()):
        if unit >= 0:
            out[:, unit] |= reached[:, member]
    return out
