"""How two persons are connected: one shortest way, in words."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.kinship_arcs import Steps, steps
from famnet.analysis.kinship_coefficient import person_code
from famnet.analysis.kinship_ways import BASIS, SHARING, Layer, here, walk
from famnet.analysis.kinship_words import kin_words, relation_word
from famnet.errors import WrongUse
from famnet.graph.layers import co_residence, csr, ties
from famnet.vocabulary import TieKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    import numpy.typing as npt

    from famnet.analysis.kinship_ways import Ints, Longs
    from famnet.analysis.text import Lang
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["KINDS", "LARGEST_HOME", "Path", "PathStep", "path_between"]

#: Kinds of connection one can choose from; tie kinds (co_suspect, ...) may be named one by one too.
KINDS: Final = ("kin", "partners", "care", "homes", "ties")
#: Residents above which one address says nothing about knowing each other.
LARGEST_HOME: Final = 60

#: Steps in the order in which they are preferred among equally short ways.
_ORDER: Final = (
    "parent",
    "child",
    "sibling",
    "half_sibling",
    "partner",
    "ex_partner",
    "adoptive_parent",
    "adoptive_child",
    "foster_parent",
    "foster_child",
    "step_parent",
    "step_child",
    "guardian",
    "ward",
    "housemate",
    *(str(kind) for kind in TieKind),
)
_STEP: Final = {name: code for code, name in enumerate(_ORDER)}
#: Looseness of each step: of equally short ways the closest-knit one is told.
_LOOSE: Final = np.array(
    [0] * _STEP["ex_partner"]
    + [1] * (_STEP["housemate"] - _STEP["ex_partner"])
    + [2]
    + [3] * len(TieKind)
)


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step: ``relative_id`` is the ``relation`` (in words: ``word``) of ``person_id``."""

    person_id: str
    relative_id: str
    relation: str
    word: str


@dataclass(frozen=True, slots=True)
class Path:
    """A way from one person to another.

    Parameters
    ----------
    person_id, relative_id : str
        Where it starts and ends.
    words : str
        What the relative is to the person ("kleinkind via dochter").
    steps : tuple of PathStep
        The way, step by step.
    """

    person_id: str
    relative_id: str
    words: str
    steps: tuple[PathStep, ...]

    @property
    def via(self) -> str:
        """The persons it passes, parted by ``>``."""
        return ">".join([self.person_id, *(step.relative_id for step in self.steps)])

    def __repr__(self) -> str:
        """Give counts only."""
        return f"<Path: {len(self.steps)} steps>"


@dataclass(frozen=True, slots=True)
class _Net:
    """All steps of the chosen kinds: per place the next places and what they are."""

    indptr: Longs
    target: Ints
    step: npt.NDArray[np.uint8]


def path_between(
    graph: FamilyGraph, a: str, b: str, *, kinds: Iterable[str] | None = None, lang: Lang = "nl"
) -> Path | None:
    """Find one shortest way between two persons.

    Parameters
    ----------
    graph : FamilyGraph
        Who is tied to whom, on ``graph.as_of``.
    a, b : str
        Person ids.
    kinds : iterable of str, optional
        Which of ``kin``, ``partners`` (former ones too), ``care`` (foster, step, guardian),
        ``homes`` (one private household now), ``ties``, or single kinds of ties; all by default.
    lang : str
        Language of the words, ``nl`` or ``en``.

    Returns
    -------
    Path or None
        None where they are not connected in this delivery: that doesn't say that they don't know
        each other.

    Raises
    ------
    UserError
        An id isn't in the graph.
    WrongUse
        A kind isn't known.

    Notes
    -----
    Breadth first from ``b``, then the way down; O(persons + steps). Brothers and sisters are one
    step. Of equally short ways the closest-knit (kin and partners, care, homes, ties), then that of
    lowest ids. A connection is no evidence
    of anything: nearly everybody in a region is connected.
    """
    chosen = _chosen(kinds)
    layers = steps(graph)
    rank = np.empty_like(layers.order)
    rank[layers.order] = np.arange(len(rank), dtype=np.int32)
    one, other = (int(rank[person_code(graph, person)]) for person in (a, b))
    net = graph.kept(f"kinship:net:{sorted(chosen)}", lambda: _net(graph, layers, rank, chosen))
    distance, loose = _distances(net, other, one)
    if distance[one] < 0:
        return None
    return _told(graph, layers, _descend(net, distance, loose, one), lang)


def _chosen(kinds: Iterable[str] | None) -> frozenset[str]:
    wanted = frozenset(KINDS) if kinds is None else frozenset(kinds)
    singles = {str(kind) for kind in TieKind}
    unknown = sorted(wanted - set(KINDS) - singles)
    if unknown:
        raise WrongUse(
            f"Onbekende soort verbinding: {', '.join(unknown)}.",
            hint=f"Kies uit {', '.join((*KINDS, *sorted(singles)))}.",
        )
    return wanted


def _net(graph: FamilyGraph, layers: Steps, rank: Ints, kinds: frozenset[str]) -> _Net:
    parts = [part for part in _parts(graph, layers, rank, kinds) if len(part[0])]
    empty = np.empty(0, dtype=np.int32)
    start, target, step = (
        np.concatenate([empty, *(np.asarray(part[i], dtype=np.int32) for part in parts)])
        for i in range(3)
    )
    # By start, then best step, then lowest id: the order in which ways are preferred.
    order = np.lexsort((target, step, start))
    indptr = np.zeros(len(rank) + 1, dtype=np.int64)
    np.cumsum(np.bincount(start, minlength=len(rank)), out=indptr[1:])
    return _Net(indptr, target[order], step[order].astype(np.uint8))


_Part = tuple["Ints", "Ints", "Ints"]


def _parts(graph: FamilyGraph, layers: Steps, rank: Ints, kinds: frozenset[str]) -> Iterator[_Part]:
    if "kin" in kinds:
        yield _arcs(layers.up, "parent", "adoptive_parent")
        yield _arcs(layers.down, "child", "adoptive_child")
        yield _sibling_arcs(layers.siblings)
    if "partners" in kinds:
        yield _arcs(layers.bonds, "partner")
        yield _arcs(layers.exes, "ex_partner")
    if "care" in kinds:
        yield _arcs(layers.foster_up, "foster_parent")
        yield _arcs(layers.foster_down, "foster_child")
        yield _arcs(layers.step_up, "step_parent")
        yield _arcs(layers.step_down, "step_child")
        yield _arcs(layers.guard_up, "guardian")
        yield _arcs(layers.guard_down, "ward")
    if "homes" in kinds:
        yield _housemates(graph, rank)
    for kind in TieKind:
        if kinds & {"ties", str(kind)}:
            one, other = (rank[code] for code in ties(graph, str(kind)))
            step = np.full(2 * len(one), _STEP[str(kind)], dtype=np.int32)
            yield np.concatenate([one, other]), np.concatenate([other, one]), step


def _arcs(layer: Layer, by_birth: str, by_adoption: str | None = None) -> _Part:
    heads = np.repeat(np.arange(len(layer.indptr) - 1, dtype=np.int32), np.diff(layer.indptr))
    step = np.full(len(heads), _STEP[by_birth], dtype=np.int32)
    if by_adoption is not None:
        step[layer.basis == BASIS["adoption"]] = _STEP[by_adoption]
    return heads, layer.target, step


def _sibling_arcs(layer: Layer) -> _Part:
    heads, target, step = _arcs(layer, "sibling")
    step[layer.sharing == SHARING["half"]] = _STEP["half_sibling"]
    return heads, target, step


def _housemates(graph: FamilyGraph, rank: Ints) -> _Part:
    person, household = co_residence(graph)
    crowd = np.bincount(household, minlength=len(graph.households))
    person, household = (part[crowd[household] <= LARGEST_HOME] for part in (person, household))
    homes = csr(household, rank[person], len(graph.households))
    # Home by home: from each resident to all residents of that home.
    home = np.repeat(np.arange(len(graph.households), dtype=np.int32), np.diff(homes.indptr))
    zeros = np.zeros(len(home), dtype=np.uint8)
    none = np.full(len(home), -1, dtype=np.int32)
    residents = Layer(homes.indptr, homes.targets, zeros, zeros, none, none)
    ways = walk(here(home), residents)
    source = np.repeat(homes.targets, np.diff(homes.indptr)[home])
    other = ways.nodes[-1]
    apart = source != other
    step = np.full(int(apart.sum()), _STEP["housemate"], dtype=np.int32)
    return source[apart], other[apart], step


def _distances(net: _Net, start: int, goal: int) -> tuple[Ints, Ints]:
    """Count steps and looseness from a place to all places until the goal is reached; else -1."""
    n = len(net.indptr) - 1
    distance = np.full(n, -1, dtype=np.int32)
    loose = np.full(n, np.iinfo(np.int32).max, dtype=np.int32)
    distance[start] = loose[start] = 0
    frontier = np.array([start])
    away = 0
    while len(frontier) and distance[goal] < 0:
        away += 1
        begin = net.indptr[frontier]
        count = net.indptr[frontier + 1] - begin
        arc = np.arange(count.sum()) - np.repeat(np.cumsum(count) - count - begin, count)
        before = np.repeat(loose[frontier], count)
        fresh = distance[net.target[arc]] < 0
        arc, before = arc[fresh], before[fresh]
        np.minimum.at(loose, net.target[arc], before + _LOOSE[net.step[arc]])
        frontier = np.unique(net.target[arc])
        distance[frontier] = away
    return distance, loose


def _descend(net: _Net, distance: Ints, loose: Ints, place: int) -> list[tuple[int, int]]:
    """List the steps (place, step) from a place to where the distances were counted from."""
    way = [(place, -1)]
    while distance[place] > 0:
        arcs = np.arange(net.indptr[place], net.indptr[place + 1])
        ahead = net.target[arcs]
        fits = distance[ahead] == distance[place] - 1
        fits &= loose[ahead] + _LOOSE[net.step[arcs]] == loose[place]
        arc = arcs[fits][0]
        place = int(net.target[arc])
        way.append((place, int(net.step[arc])))
    return way


def _told(graph: FamilyGraph, layers: Steps, way: list[tuple[int, int]], lang: Lang) -> Path:
    codes = layers.order[[place for place, _ in way]]
    ids = graph.persons["person_id"].iloc[codes].tolist()
    sexes = graph.persons["sex"].astype(object).iloc[codes].tolist()
    names = [_ORDER[step] for _, step in way[1:]]
    told = tuple(
        PathStep(ids[i], ids[i + 1], name, relation_word(name, sexes[i + 1], lang))
        for i, name in enumerate(names)
    )
    return Path(ids[0], ids[-1], kin_words(names, sexes[1:], lang), told)
