"""How many nodes and relationships a graph and what is derived from it are in a store."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from famnet.stores.info import Counts
from famnet.stores.model import KIN_TYPES, NODES, REFERENCES, ROWS, Label, RelType
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    from collections.abc import Mapping

    import pandas as pd

    from famnet.stores.derived import Derived

__all__ = ["counts_of"]


def counts_of(tables: Mapping[str, pd.DataFrame], derived: Derived) -> Counts:
    """Count what the model makes of a graph and what is derived from it.

    Parameters
    ----------
    tables : mapping of str to pandas.DataFrame
        The twelve tables of a graph.
    derived : Derived
        What is derived from it.

    Returns
    -------
    Counts
        Without a store's own bookkeeping. Labels and types by name.

    Notes
    -----
    O(rows).
    """
    labels: Counter[str] = Counter({str(label): len(tables[name]) for name, label in NODES.items()})
    labels[Label.EPISODE] = len(derived.episodes)
    labels[Label.FAMILY_NETWORK] = len(derived.networks)
    types: Counter[str] = Counter()
    for name, row in ROWS.items():
        if row.type is not None:
            types[row.type] += len(tables[name])
    for kind, count in tables["kinships"]["kind"].value_counts().items():
        types[KIN_TYPES[KinKind(str(kind))]] += int(count)
    for reference in REFERENCES:
        filled = tables[reference.table][reference.column] >= 0
        types[reference.type] += int(filled.sum())
    types[RelType.HOME] = len(derived.homes)
    types[RelType.PART_OF] = len(derived.signals)
    types[RelType.TOUCHES] = len(derived.touches)
    types[RelType.HAS_HOUSEHOLD] = len(derived.network_households)
    types[RelType.HAS_MEMBER] = len(derived.members)
    return Counts(_told(labels), _told(types))


def _told(counted: Counter[str]) -> dict[str, int]:
    return {str(name): counted[name] for name in sorted(counted) if counted[name]}
