"""The kinship coefficient by birth, over all recorded ancestors.

The chance that a gene drawn from each of two persons is the same gene of one ancestor. With A = T D T'
(A twice the coefficient, T the flow of genes down, D what each person adds) a column of A is found
by one pass up and one pass down, without the matrix [1]_; the inbreeding in D by generation [2]_.
Identical twins are one genome. A parent that isn't recorded is a stranger to everybody.

References
----------
.. [1] Colleau J-J (2002), An indirect approach to the extensive calculation of relationship
   coefficients, Genet Sel Evol 34:409-421, doi:10.1186/1297-9686-34-4-409.
.. [2] Quaas RL (1976), Computing the diagonal elements and inverse of a large numerator relationship
   matrix, Biometrics 32:949-953, doi:10.2307/2529279.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np
import pandas as pd

from famnet.analysis.kinship_kernel import relationships
from famnet.errors import UserError
from famnet.graph.layers import kinship_rows, parents
from famnet.vocabulary import KinKind

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.kinship_ways import Ints
    from famnet.graph.family_graph import FamilyGraph

    Floats = npt.NDArray[np.float64]

__all__ = ["Genomes", "coefficients", "genomes", "kinship_coefficient", "kinship_matrix"]

#: Persons up to which the full matrix is given (32 MB).
LARGEST_MATRIX: Final = 2_000


@dataclass(frozen=True, slots=True)
class Genomes:
    """Who descends from whom, one number per genome, parents before children.

    Parameters
    ----------
    of : int32 array
        Genome of each person code.
    one, other : int32 array
        Parents of each genome, -1 where not recorded.
    added : float64 array
        What each genome adds of its own (D).
    depth : int
        Generations above the last.
    """

    of: Ints
    one: Ints
    other: Ints
    added: Floats
    depth: int

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Genomes: {len(self.one)} of {len(self.of)} persons>"


def genomes(graph: FamilyGraph) -> Genomes:
    """Return the descent of a graph with its inbreeding worked in, kept with the graph.

    Raises
    ------
    UserError
        Somebody is their own ancestor.
    """
    return graph.kept("kinship:genomes", lambda: _genomes(graph))


def coefficients(graph: FamilyGraph, one: Ints, other: Ints) -> Floats:
    """Return the coefficient of each pair of person codes.

    Parameters
    ----------
    graph : FamilyGraph
        Where their ancestors are.
    one, other : int32 array
        Pairs; fastest where equal ``one`` stand together.

    Notes
    -----
    O(ancestors of a person and of its relatives) per run of equal ``one``. Sums of powers of two:
    exact up to some 25 generations.
    """
    made = genomes(graph)
    return _pairs(made, made.of[one], made.of[other])


def kinship_coefficient(graph: FamilyGraph, a: str, b: str) -> float:
    """Return the kinship coefficient by birth of two persons.

    Parameters
    ----------
    graph : FamilyGraph
        Where their ancestors are.
    a, b : str
        Ids of the two persons; may be the same (then one half plus half the inbreeding).

    Returns
    -------
    float
        Parent and child .25, cousins .0625, 0 where no shared ancestor is recorded: which doesn't
        mean that they are no kin.

    Raises
    ------
    UserError
        An id isn't in the graph.
    """
    one, other = person_code(graph, a), person_code(graph, b)
    pair = np.array([one], dtype=np.int32), np.array([other], dtype=np.int32)
    return float(coefficients(graph, *pair)[0])


def kinship_matrix(graph: FamilyGraph) -> pd.DataFrame:
    """Return the coefficient of every pair, persons by persons.

    Raises
    ------
    UserError
        The graph has more than 2,000 persons: ask for pairs, or ``scope`` it first.
    """
    n = len(graph.persons)
    if n > LARGEST_MATRIX:
        raise UserError(
            f"De graaf heeft {n} personen; een volle matrix kan tot {LARGEST_MATRIX}.",
            hint="Maak de graaf kleiner met graph.scope(...), of vraag paren op.",
        )
    one = np.repeat(np.arange(n, dtype=np.int32), n)
    other = np.tile(np.arange(n, dtype=np.int32), n)
    ids = pd.Index(graph.persons["person_id"])
    return pd.DataFrame(coefficients(graph, one, other).reshape(n, n), index=ids, columns=ids)


def person_code(graph: FamilyGraph, person: str) -> int:
    """Return the code of a person id; UserError where there is none."""
    index = graph.kept("person_codes", lambda: pd.Index(graph.persons["person_id"]))
    place = index.get_indexer([person])[0]
    if place < 0:
        raise UserError(
            f"Persoon {person!r} staat niet in deze levering.", hint="Controleer het nummer."
        )
    return int(place)


def _genomes(graph: FamilyGraph) -> Genomes:
    n = len(graph.persons)
    twin = _twin_of(graph, n)
    child, parent = parents(graph)
    arcs = np.unique(twin[child].astype(np.int64) * n + twin[parent])
    child, parent = (arcs // n).astype(np.int32), (arcs % n).astype(np.int32)
    first = np.ones(len(child), dtype=np.bool_)
    first[1:] = child[1:] != child[:-1]
    place = np.arange(len(child)) - np.maximum.accumulate(np.where(first, np.arange(len(child)), 0))
    # More than two birth parents are refused at the door; of identical twins told apart the two of
    # lowest number count.
    one = np.full(n, -1, dtype=np.int32)
    other = np.full(n, -1, dtype=np.int32)
    one[child[place == 0]] = parent[place == 0]
    other[child[place == 1]] = parent[place == 1]
    level = _levels(one, other)
    order = np.argsort(level, kind="stable")
    number = np.empty(n, dtype=np.int32)
    number[order] = np.arange(n, dtype=np.int32)
    renamed = np.append(number, np.int32(-1))
    one, other, level = renamed[one[order]], renamed[other[order]], level[order]
    depth = int(level[-1]) if n else 0
    made = Genomes(number[twin], one, other, np.ones(n), depth)
    _work_in_inbreeding(made, level)
    return made


def _twin_of(graph: FamilyGraph, n: int) -> Ints:
    """For each person the lowest code that shares the genome."""
    twin = np.arange(n, dtype=np.int32)
    rows = kinship_rows(graph, KinKind.IDENTICAL_TWIN)
    pairs = list(zip(rows["person"].tolist(), rows["relative"].tolist(), strict=True))
    settled = False
    while not settled:  # triplets told as two pairs take a second round
        settled = True
        for a, b in pairs:
            low = min(twin[a], twin[b])
            if twin[a] != low or twin[b] != low:
                twin[a] = twin[b] = low
                settled = False
    return twin


def _levels(one: Ints, other: Ints) -> Ints:
    """Longest way up of each person: 0 for who has no recorded parent."""
    level = np.zeros(len(one), dtype=np.int32)
    todo = np.flatnonzero((one >= 0) | (other >= 0))
    for _ in range(len(one) + 1):
        above = np.maximum(
            np.where(one[todo] >= 0, level[one[todo]], 0),
            np.where(other[todo] >= 0, level[other[todo]], 0),
        )
        risen = level[todo] < above + 1
        if not risen.any():
            return level
        level[todo[risen]] = above[risen] + 1
        if level.max(initial=0) > len(one):
            break
    raise UserError(
        "In de verwantschap is iemand een eigen voorouder.",
        hint="Laat de levering eerst controleren: famnet check.",
    )


def _work_in_inbreeding(made: Genomes, level: Ints) -> None:
    """Fill ``added`` generation by generation: it needs the inbreeding of the parents."""
    inbreeding = np.zeros(len(level))
    for generation in range(1, made.depth + 1):
        rows = np.flatnonzero(level == generation)
        one, other = made.one[rows], made.other[rows]
        both = (one >= 0) & (other >= 0)
        couple = np.unique(one[both].astype(np.int64) * len(level) + other[both])
        father, mother = (
            (couple // len(level)).astype(np.int32),
            (couple % len(level)).astype(np.int32),
        )
        shared = _pairs(made, father, mother)
        of_child = one[both].astype(np.int64) * len(level) + other[both]
        inbreeding[rows[both]] = shared[np.searchsorted(couple, of_child)]
        made.added[rows] = (
            1
            - np.where(one >= 0, 0.25 * (1 + inbreeding[one]), 0)
            - np.where(other >= 0, 0.25 * (1 + inbreeding[other]), 0)
        )


def _pairs(made: Genomes, one: Ints, other: Ints) -> Floats:
    """Coefficient of pairs of genomes."""
    if not len(one):
        return np.empty(0)
    begin = np.flatnonzero(np.append(True, one[1:] != one[:-1]))
    indptr = np.append(begin, len(one)).astype(np.int64)
    tree = np.stack([made.one, made.other])
    out = relationships(tree, made.added, made.depth, (indptr, one[begin], other))
    return out / 2
