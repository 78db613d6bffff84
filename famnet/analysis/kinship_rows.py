"""From many ways to one row per pair and relation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.kinship_relations import BLOOD, RELATION, RELATIONS, relations
from famnet.analysis.kinship_ways import BASIS, Ways, here, join

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.kinship_arcs import Steps
    from famnet.analysis.kinship_ways import Bools, Bytes, Ints, Longs

__all__ = ["Rows", "one_per_relation"]

_BLOOD: Final = np.array([name in BLOOD for name in RELATIONS])


@dataclass(frozen=True, slots=True)
class Rows:
    """Rows of the result in codes; persons as places by id."""

    relation: Bytes
    generation: npt.NDArray[np.int8]
    ways: Ways

    def __len__(self) -> int:
        """Return the number of rows."""
        return len(self.relation)

    def only(self, mask: Bools | Longs) -> Rows:
        """Return the rows of a mask or of positions."""
        return Rows(self.relation[mask], self.generation[mask], self.ways.only(mask))


def one_per_relation(layers: Steps, persons: Ints, degree: int) -> Rows:
    """Return the best way per person, relation and relative, in that order.

    Parameters
    ----------
    layers : Steps
        What the ways are made of.
    persons : int32 array
        Places, without a gap.
    degree : int
        Most parent-child steps.

    Notes
    -----
    Best: fewest steps, then birth before adoption before foster, full before half before
    unknown, then lowest ids.
    """
    found = [part for part in relations(layers, persons, degree) if len(part[2])]
    if not found:
        none = np.empty(0, dtype=np.int32)
        return Rows(none.astype(np.uint8), none.astype(np.int8), here(none))
    rows = Rows(
        _spread([(RELATION[name], len(ways)) for name, _, ways in found]).astype(np.uint8),
        _spread([(generation, len(ways)) for _, generation, ways in found]).astype(np.int8),
        join([ways for _, _, ways in found]),
    )
    length = _spread([(len(ways.nodes), len(ways)) for _, _, ways in found])
    ranked = _pair(rows, len(layers.order), int(persons[0])) | length << 5 | _worth(rows.ways)
    order = np.argsort(ranked, kind="stable")
    pair = ranked[order] >> _QUALITY_BITS
    first = np.ones(len(order), dtype=np.bool_)
    first[1:] = pair[1:] != pair[:-1]
    return _without_weaker(rows.only(order[first]), len(layers.order))


_QUALITY_BITS: Final = 10


def _spread(parts: list[tuple[int, int]]) -> Longs:
    values, lengths = zip(*parts, strict=True)
    return np.repeat(np.array(values, dtype=np.int64), lengths)


def _pair(rows: Rows, n: int, first: int) -> Longs:
    """One number per person, relation and relative, with room for how good the way is."""
    person = rows.ways.nodes[0].astype(np.int64) - first
    pair = (person * len(RELATIONS) + rows.relation) * n + rows.ways.nodes[-1]
    return pair << _QUALITY_BITS


def _worth(ways: Ways) -> Longs:
    return (ways.basis.astype(np.int64) << 2) | ways.sharing


def _without_weaker(rows: Rows, n: int) -> Rows:
    """Drop blood_relative where a word fits, and foster siblings who are blood relatives anyway."""
    pair = rows.ways.nodes[0].astype(np.int64) * n + rows.ways.nodes[-1]
    descent = _BLOOD[rows.relation] & (rows.ways.basis <= BASIS["adoption"])
    vague = rows.relation == RELATION["blood_relative"]
    foster = (rows.relation == RELATION["sibling"]) & (rows.ways.basis == BASIS["foster"])
    drop = np.zeros(len(rows), dtype=np.bool_)
    drop[vague] = _among(pair[vague], pair[descent & ~vague])
    drop[foster] = _among(pair[foster], pair[descent])
    return rows.only(~drop) if drop.any() else rows


def _among(wanted: Longs, present: Longs) -> Bools:
    # np.isin hashes all of it: ten times slower here than one sort.
    if not len(wanted) or not len(present):
        return np.zeros(len(wanted), dtype=np.bool_)
    present = np.sort(present)
    place = np.minimum(np.searchsorted(present, wanted), len(present) - 1)
    return np.asarray(present[place] == wanted, dtype=np.bool_)
