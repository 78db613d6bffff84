"""The layers of a FamilyGraph as edge arrays and CSR, built on demand and kept with the graph.

All arrays hold person codes (row numbers of ``graph.persons``). A fact has happened on a day when its
earliest reading is on or before that day: what a delivery tells has happened before it was told.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.vocabulary import EndReason, KinKind

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

    Ints = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

__all__ = [
    "BY_DEATH",
    "CURRENT",
    "ENDED",
    "Csr",
    "Unions",
    "active",
    "born",
    "children_csr",
    "co_residence",
    "csr",
    "deceased",
    "kinship_rows",
    "parents",
    "parents_csr",
    "ties",
    "unions",
]

CURRENT: Final = 0
BY_DEATH: Final = 1
ENDED: Final = 2


@dataclass(frozen=True, slots=True)
class Csr:
    """Targets per head: ``targets[indptr[h]:indptr[h + 1]]``, ascending.

    Parameters
    ----------
    indptr : int64 array
        Where the targets of each head begin; one longer than the number of heads.
    targets : int32 array
        The targets, by head and then ascending.
    arcs : int64 array
        For each target the position of its arc in the arrays it was made of.
    """

    indptr: Longs
    targets: Ints
    arcs: Longs

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Csr: {len(self.indptr) - 1} heads, {len(self.targets)} arcs>"


@dataclass(frozen=True, slots=True)
class Unions:
    """Couples as delivered, one row per ``partner_of`` row that has begun.

    ``state`` is CURRENT, BY_DEATH (the death of one ended it: partners until then, not ex-partners)
    or ENDED; ``end`` is the day of death where that ended it. Days as in famnet.vocabulary.
    """

    a: Ints
    b: Ints
    state: npt.NDArray[np.int8]
    start: Ints
    start_hi: Ints
    end: Ints
    end_hi: Ints

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Unions: {len(self.a)} spells>"


def csr(heads: Ints, targets: Ints, n: int) -> Csr:
    """Sort arcs by head and target.

    Parameters
    ----------
    heads, targets : int32 array
        Ends of each arc.
    n : int
        Number of heads.

    Examples
    --------
    >>> made = csr(np.array([1, 0, 1], np.int32), np.array([5, 4, 3], np.int32), 2)
    >>> made.indptr.tolist(), made.targets.tolist()
    ([0, 1, 3], [4, 3, 5])
    """
    order = np.lexsort((targets, heads))
    indptr = np.zeros(n + 1, dtype=np.int64)
    np.cumsum(np.bincount(heads, minlength=n), out=indptr[1:])
    return Csr(indptr, targets[order].astype(np.int32, copy=False), order.astype(np.int64))


def active(rows: pd.DataFrame, as_of: int) -> Bools:
    """Which rows with start_date and end_date hold on a day.

    With ``NO_DAY`` (no date in the delivery at all) everything counts as current.
    """
    start = rows["start_date"].to_numpy()
    end = rows["end_date"].to_numpy()
    return np.asarray((start <= as_of) & (end > as_of), dtype=np.bool_)


def born(graph: FamilyGraph) -> Bools:
    """Per person whether they are born by ``graph.as_of`` (unknown birth: yes)."""
    birth = graph.persons["birth_date"].to_numpy()
    return np.asarray(birth <= graph.as_of, dtype=np.bool_)


def deceased(graph: FamilyGraph) -> Bools:
    """Per person whether they have died by ``graph.as_of``."""
    death = graph.persons["death_date"].to_numpy()
    return np.asarray(death <= graph.as_of, dtype=np.bool_)


def kinship_rows(graph: FamilyGraph, *kinds: KinKind) -> pd.DataFrame:
    """Return the delivered kinships of these kinds between two different, born persons."""
    rows = graph.kinships
    code = rows["kind"].cat.codes.to_numpy()
    order = list(rows["kind"].cat.categories)
    wanted = [order.index(str(kind)) for kind in kinds]
    person, relative = rows["person"].to_numpy(), rows["relative"].to_numpy()
    alive = born(graph)
    mask = np.isin(code, wanted) & (person != relative) & alive[person] & alive[relative]
    chosen: pd.DataFrame = rows.loc[mask]
    return chosen


def parents(graph: FamilyGraph) -> tuple[Ints, Ints]:
    """Birth arcs as (child, parent), each once, sorted by child and parent.

    Notes
    -----
    All certainties; the deceased are in it, children not yet born on ``graph.as_of`` are not.
    """
    return graph.kept("layers:parents", lambda: _parents(graph))


def _parents(graph: FamilyGraph) -> tuple[Ints, Ints]:
    rows = kinship_rows(graph, KinKind.PARENT)
    child = rows["relative"].to_numpy().astype(np.int64)
    pairs = np.unique((child << 32) | rows["person"].to_numpy().astype(np.int64))
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def parents_csr(graph: FamilyGraph) -> Csr:
    """Birth parents per person."""
    child, parent = parents(graph)
    return graph.kept("layers:parents_csr", lambda: csr(child, parent, len(graph.persons)))


def children_csr(graph: FamilyGraph) -> Csr:
    """Birth children per person."""
    child, parent = parents(graph)
    return graph.kept("layers:children_csr", lambda: csr(parent, child, len(graph.persons)))


def unions(graph: FamilyGraph) -> Unions:
    """Couples that have begun by ``graph.as_of``, with how they stand on that day.

    Notes
    -----
    A union without an end in which one has died is BY_DEATH. So is one that ended with reason
    death, or whose end falls on the day of death while no divorce or separation is told. A divorce
    told without a date has ended.
    """
    return graph.kept("layers:unions", lambda: _unions(graph))


def _unions(graph: FamilyGraph) -> Unions:
    rows = kinship_rows(graph, KinKind.PARTNER)
    rows = rows[rows["start_date"].to_numpy() <= graph.as_of]
    a, b = rows["person"].to_numpy(), rows["relative"].to_numpy()
    end, end_hi = rows["end_date"].to_numpy().copy(), rows["end_date_hi"].to_numpy().copy()
    death, death_hi = _first_death(graph, a, b)
    reason = rows["end_reason"].astype(object).to_numpy()
    parted = np.isin(reason, [str(EndReason.DIVORCE), str(EndReason.SEPARATION)])
    over = end <= graph.as_of
    dead = death <= graph.as_of
    together_until_death = dead & ~parted & (~over | ((end <= death_hi) & (death <= end_hi)))
    by_death = together_until_death | (reason == str(EndReason.DEATH))
    state = np.where(by_death, BY_DEATH, np.where(over | parted, ENDED, CURRENT))
    open_end = by_death & ~over & dead
    end[open_end], end_hi[open_end] = death[open_end], death_hi[open_end]
    return Unions(
        a,
        b,
        state.astype(np.int8),
        rows["start_date"].to_numpy(),
        rows["start_date_hi"].to_numpy(),
        end,
        end_hi,
    )


def _first_death(graph: FamilyGraph, a: Ints, b: Ints) -> tuple[Ints, Ints]:
    low = graph.persons["death_date"].to_numpy()
    high = graph.persons["death_date_hi"].to_numpy()
    first_is_a = low[a] <= low[b]
    return np.where(first_is_a, low[a], low[b]), np.where(first_is_a, high[a], high[b])


def co_residence(graph: FamilyGraph) -> tuple[Ints, Ints]:
    """(person, household) of who lives in a private household on ``graph.as_of``, sorted."""
    return graph.kept("layers:co_residence", lambda: _co_residence(graph))


def _co_residence(graph: FamilyGraph) -> tuple[Ints, Ints]:
    rows = graph.memberships
    rows = rows[active(rows, graph.as_of)]
    kind = graph.households["kind"].astype(object).to_numpy()
    private = (kind == "private") | graph.households["kind"].isna().to_numpy()
    person = rows["person"].to_numpy().astype(np.int64)
    household = rows["household"].to_numpy().astype(np.int64)
    there = private[household] & born(graph)[person] & ~deceased(graph)[person]
    pairs = np.unique((person[there] << 32) | household[there])
    return (pairs >> 32).astype(np.int32), (pairs & 0xFFFFFFFF).astype(np.int32)


def ties(graph: FamilyGraph, kind: str | None = None) -> tuple[Ints, Ints]:
    """Ties that hold on ``graph.as_of`` as (person, other), as delivered; of one kind or all."""
    rows = graph.ties
    mask = active(rows, graph.as_of)
    if kind is not None:
        mask &= (rows["kind"].astype(object) == kind).to_numpy()
    rows = rows[mask]
    return rows["person"].to_numpy(), rows["other"].to_numpy()
