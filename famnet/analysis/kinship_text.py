"""From codes back to ids, words and dates: the table that kin gives."""

# mypy: disable-error-code="attr-defined, name-defined, no-any-return"
# (pyarrow ships no types and hides its names behind star imports)

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from famnet.analysis.kinship_relations import RELATIONS
from famnet.analysis.kinship_ways import BASES, SHARINGS
from famnet.vocabulary import FOREVER, format_day

if TYPE_CHECKING:
    import numpy.typing as npt
    import pandas as pd

    from famnet.analysis.kinship_arcs import Spells, Steps
    from famnet.analysis.kinship_rows import Rows
    from famnet.analysis.kinship_ways import Bytes, Ints
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Texts", "stacked"]


class Texts:
    """Writes rows of one graph; holds its ids and periods as text.

    Parameters
    ----------
    graph : FamilyGraph
        Where the ids are.
    layers : Steps
        Their order, and the periods.
    """

    def __init__(self, graph: FamilyGraph, layers: Steps) -> None:
        ids = graph.persons["person_id"].to_numpy(dtype=object)[layers.order]
        self.ids = pa.array(ids, pa.string())
        self.since, self.until = _periods(layers.spells)

    def table(self, rows: Rows, shared: npt.NDArray[np.float64]) -> pa.Table:
        """Return the rows as an arrow table with the columns of kin."""
        ways = rows.ways
        return pa.table(
            {
                "person_id": self.ids.take(pa.array(ways.nodes[0])),
                "relative_id": self.ids.take(pa.array(ways.nodes[-1])),
                "relation": _coded(rows.relation, RELATIONS),
                "sharing": _coded(ways.sharing, SHARINGS),
                "basis": _coded(ways.basis, BASES),
                "coefficient": pa.array(shared),
                "generation": pa.array(rows.generation),
                "via": self._via(ways.nodes),
                "since": _told(self.since, ways.spell),
                "until": _told(self.until, ways.spell),
            }
        )

    def _via(self, nodes: tuple[Ints, ...]) -> pa.Array:
        if not len(nodes[0]):
            return pa.array([], pa.string())
        # The relative stands last; the persons between may be none (-1).
        parts = [self.ids.take(pa.array(node, mask=node < 0)) for node in nodes]
        return pc.binary_join_element_wise(*parts, ">", null_handling="skip")


def stacked(tables: list[pa.Table]) -> pd.DataFrame:
    """Put arrow tables under each other as one frame."""
    return pa.concat_tables(tables).to_pandas()


def _periods(spells: Spells) -> tuple[pa.Array, pa.Array]:
    days = spells.days.tolist()
    since = [format_day(low, high) for low, high, _, _ in days]
    until = ["" if low == FOREVER else format_day(low, high) for _, _, low, high in days]
    return pa.array(since, pa.string()), pa.array(until, pa.string())


def _told(texts: pa.Array, spell: Ints) -> pa.Array:
    return texts.take(pa.array(spell % len(texts)))  # -1 is the last, the open period


def _coded(codes: Bytes, words: tuple[str, ...]) -> pa.DictionaryArray:
    return pa.DictionaryArray.from_arrays(pa.array(codes.astype(np.int8)), pa.array(words))
