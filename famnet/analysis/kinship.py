"""Kin: every derived relation of everybody, with what it rests on and the way it goes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.kinship_arcs import steps
from famnet.analysis.kinship_coefficient import (
    coefficients,
    kinship_coefficient,
    kinship_matrix,
)
from famnet.analysis.kinship_rows import one_per_relation
from famnet.analysis.kinship_text import Texts, stacked
from famnet.errors import WrongUse

if TYPE_CHECKING:
    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph

__all__ = ["COLUMNS", "kin", "kinship_coefficient", "kinship_matrix"]

COLUMNS: Final = (
    "person_id",
    "relative_id",
    "relation",
    "sharing",
    "basis",
    "coefficient",
    "generation",
    "via",
    "since",
    "until",
)
#: Persons worked at once: some 100 ways each, so about 200 MB.
_CHUNK: Final = 20_000


def kin(graph: FamilyGraph, *, degree: int = 4) -> pd.DataFrame:
    """Derive every relation within some degrees, as it stands on ``graph.as_of``.

    Parameters
    ----------
    graph : FamilyGraph
        Persons and what ties them; the deceased connect and are listed too.
    degree : int
        Most parent-child steps (0 to 12): sibling 2, uncle 3, cousin 4; a partner step counts 0, a
        guardian 1.

    Returns
    -------
    pandas.DataFrame
        One row per pair and relation, ordered by person_id, relation and relative_id:
        person_id, relative_id; relation (the relative *is the* ... of the person); sharing (full,
        half, unknown; empty where no sibling is in it); basis (birth, adoption, foster, step,
        partner, guardianship); coefficient (of kinship by birth, over all recorded ancestors);
        generation (parents +1, children -1); via (one shortest way, ids parted by ``>``); since and
        until (ISO dates, empty where open or by birth).

    Raises
    ------
    WrongUse
        The degree is out of bounds.

    Notes
    -----
    Joins over CSR layers for 20,000 persons at a time; linear in the number of ways. Adoption counts
    as descent and says so in ``basis``. A foster child gets foster parents and foster siblings, no
    further kin. Couples that death parted stay ``partner`` until that day. blood_relative stands only
    where no word fits the pair. Missing parents make kin invisible: no row is no proof of no kinship.

    Examples
    --------
    >>> famnet.kin(graph, degree=2)  # doctest: +SKIP
    """
    if not 0 <= degree <= 12:
        raise WrongUse(f"Graad {degree} kan niet.", hint="Kies een graad van 0 tot en met 12.")
    layers = steps(graph)
    n = len(layers.order)
    texts = Texts(graph, layers)
    tables = []
    for begin in range(0, max(n, 1), _CHUNK):
        persons = np.arange(begin, min(begin + _CHUNK, n), dtype=np.int32)
        rows = one_per_relation(layers, persons, degree)
        one, other = rows.ways.nodes[0], rows.ways.nodes[-1]
        shared = coefficients(graph, layers.order[one], layers.order[other])
        tables.append(texts.table(rows, shared))
    return stacked(tables)[list(COLUMNS)]
