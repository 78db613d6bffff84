"""Which signals tell of one occurrence: joined by incident, by descent, and along hand-overs.

Everything here runs over signals sorted by (event date, received date, id), so that a place in an
array is also the order in time. Joining is done twice. First only among the signals that count; then
the others find the occurrence they belong to, but can't make two occurrences one. So a refuted
signal, a rumour or a decision never changes how many occurrences there are.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel
from famnet.analysis.neighbours import stretches

if TYPE_CHECKING:
    import numpy.typing as npt

    Codes = npt.NDArray[np.int32]
    Longs = npt.NDArray[np.int64]
    Bools = npt.NDArray[np.bool_]

__all__ = ["INCIDENT_DAYS", "ORIGIN_DAYS", "Echoes", "Told", "chains", "join"]

#: An incident id further apart than this is two occurrences: offices reuse numbers.
INCIDENT_DAYS: Final = 180
#: A declared origin joins within at least this many days, edge or none.
ORIGIN_DAYS: Final = 28

_NO_LIMIT: Final = 2**40
#: Signals that are sorted together along hand-overs: of a country all at once are gigabytes.
_AT_ONCE: Final = 2_000_000


@dataclass(frozen=True, slots=True)
class Told:
    """What joins signals, one element per signal in order of time.

    Parameters
    ----------
    counted : bool array
        Whether the signal counts.
    incident, chain : int32 array
        What declares one occurrence: incident id, and the first of a derived_from chain; -1 none.
    unit : int32 array
        The household it is about, or that of its person.
    low, high : int32 array
        Earliest and latest reading of the event date.
    kind, origin : int32 array
        Catalogue row of the partner that delivers and of the declared origin; -1 none.
    """

    counted: Bools
    incident: Codes
    chain: Codes
    unit: Codes
    low: Codes
    high: Codes
    kind: Codes
    origin: Codes


@dataclass(frozen=True, slots=True)
class Echoes:
    """How partners hand over, by row of the catalogue's partners.

    Parameters
    ----------
    edge : int64 array
        From, to: the echo window in days, -1 without an edge.
    body : int64 array
        The observer root of each partner, whether or not it observes.
    observer : int64 array
        The same, -1 for who never observes.
    """

    edge: Longs
    body: Longs
    observer: Longs


def join(told: Told, echoes: Echoes) -> Longs:
    """Return for each signal the place of the first signal of its occurrence.

    Parameters
    ----------
    told : Told
        The signals in order of time.
    echoes : Echoes
        The hand-overs of the catalogue.

    Returns
    -------
    int64 array
        The first signal that counts, or where none does the first.

    Notes
    -----
    Method: methods.md section 2.0, union-find. O(n log n) for sorting; along hand-overs the pairs
    within one household whose days lie at most the longest window apart.
    """
    n = len(told.counted)
    parent, solid = np.arange(n, dtype=np.int64), told.counted.copy()
    for guard in (False, True):
        rows = np.arange(n, dtype=np.int64) if guard else np.flatnonzero(told.counted)
        for label, limit in ((told.incident, INCIDENT_DAYS), (told.chain, _NO_LIMIT)):
            held = rows[label[rows] >= 0]
            held = held[np.argsort(label[held], kind="stable")]
            _join_runs((parent, solid), held, label, (told.low, told.high), (limit, guard))
        _join_echoes_of(told, echoes, (parent, solid), rows, guard=guard)
    return _firsts(parent, told.counted)


def _join_echoes_of(
    told: Told, echoes: Echoes, trees: tuple[Longs, Bools], rows: Longs, *, guard: bool
) -> None:
    """Take the households by turns; what lies in two is never joined along hand-overs."""
    rows = rows[np.argsort(told.unit[rows], kind="stable")]
    unit, first, alike = told.unit[rows], 0, []
    while first < len(rows):
        # To the end of the household that the last one is about.
        last = min(first + _AT_ONCE, len(rows)) - 1
        last = int(np.searchsorted(unit, unit[last], side="right"))
        alike.append(_join_echoes_in(told, echoes, trees, rows[first:last], guard=guard))
        first = last
    for groups in alike:
        _join_alike(trees, groups, guard)


def _join_echoes_in(
    told: Told, echoes: Echoes, trees: tuple[Longs, Bools], rows: Longs, *, guard: bool
) -> tuple[Longs, Longs]:
    """Sort by household and day, and let the kernel look at what stands near.

    Returns the rows of each group of like signals of which one may repeat another, and where each begins.
    """
    low = told.low[rows].astype(np.int64)
    when = (told.unit[rows].astype(np.int64) << 32) | (low - low.min())
    who = ((told.high[rows] - low) << 24) | ((told.kind[rows] + 1).astype(np.int64) << 12)
    who |= (told.origin[rows] + 1).astype(np.int64)
    order = np.lexsort((who, when))
    rows, when, who = rows[order], when[order], who[order]
    fresh = np.ones(len(rows), bool)
    fresh[1:] = (when[1:] != when[:-1]) | (who[1:] != who[:-1])
    starts = np.append(np.flatnonzero(fresh), len(rows))
    lead = rows[starts[:-1]]
    alike = (told.unit[lead], told.low[lead], told.high[lead], told.kind[lead], told.origin[lead])
    tables = (echoes.edge, echoes.body, echoes.observer)
    joined = _join_echoes(trees, lead, alike, tables, guard)
    place, starts = stretches(starts, np.flatnonzero(joined & (np.diff(starts) > 1)))
    return rows[place], starts


@kernel
def chains(derived: Codes) -> Codes:
    """Give each signal the number of its derived_from chain; -1 where it is in none.

    Parameters
    ----------
    derived : int32 array
        Row of the signal each is derived from, -1 none.
    """
    n = len(derived)
    parent = np.arange(n)
    linked = np.zeros(n, np.bool_)
    for i in range(n):
        if derived[i] >= 0:
            linked[i] = True
            linked[derived[i]] = True
            parent[_root(parent, i)] = _root(parent, derived[i])
    out = np.full(n, -1, np.int32)
    for i in range(n):
        if linked[i]:
            out[i] = _root(parent, i)
    return out


@kernel
def _root(parent: Longs, i: int) -> int:
    while parent[i] != i:
        parent[i] = parent[parent[i]]
        i = parent[i]
    return i


@kernel
def _unite(parent: Longs, solid: Bools, one: int, other: int, guard: bool) -> None:  # noqa: FBT001
    """Join two trees, the earlier root on top; with ``guard`` never two that count."""
    a, b = _root(parent, one), _root(parent, other)
    if a == b or (guard and solid[a] and solid[b]):
        return
    if b < a:
        a, b = b, a
    parent[b] = a
    solid[a] = solid[a] or solid[b]


@kernel
def _join_runs(
    trees: tuple[Longs, Bools],
    rows: Longs,
    label: Codes,
    days: tuple[Codes, Codes],
    rule: tuple[int, bool],
) -> None:
    """Join rows with the same label, unless more days than allowed lie between two in a row."""
    parent, solid = trees
    low, high = days
    limit, guard = rule
    latest = 0
    for p in range(len(rows)):
        i = rows[p]
        if p == 0 or label[i] != label[rows[p - 1]]:
            latest = high[i]
            continue
        if low[i] - latest <= limit:
            _unite(parent, solid, rows[p - 1], i, guard)
        latest = max(latest, high[i])


@kernel
def _is_echo(
    gap: int, partners: tuple[int, int, int, int], tables: tuple[Longs, Longs, Longs]
) -> bool:
    """Say whether a later record (partner, origin) may repeat an earlier one ``gap`` days before."""
    edge, body, observer = tables
    first, first_origin, second, second_origin = partners
    if gap <= edge[first, second] or (gap == 0 and edge[second, first] >= 0):
        return True
    if first_origin < 0 and second_origin < 0:
        return False
    seen = observer[first_origin if first_origin >= 0 else first]
    if seen < 0 or seen != observer[second_origin if second_origin >= 0 else second]:
        return False
    if body[first] == body[second]:
        return False
    window = ORIGIN_DAYS
    if first_origin >= 0:
        window = max(window, edge[first_origin, first])
    if second_origin >= 0:
        window = max(window, edge[second_origin, second])
    return gap <= window


@kernel
def _join_echoes(
    trees: tuple[Longs, Bools],
    lead: Longs,
    alike: tuple[Codes, Codes, Codes, Codes, Codes],
    tables: tuple[Longs, Longs, Longs],
    guard: bool,  # noqa: FBT001
) -> Bools:
    """Join, per household, the first of groups of like signals of which one may repeat the other.

    Returns which groups that are.
    """
    parent, solid = trees
    unit, low, high, kind, origin = alike
    reach = max(ORIGIN_DAYS, tables[0].max())
    joined = np.zeros(len(unit), np.bool_)
    for i in range(len(unit)):
        for j in range(i + 1, len(unit)):
            if unit[j] != unit[i] or low[j] - high[i] > reach:
                break
            gap = max(0, low[j] - high[i])
            if _is_echo(gap, (kind[i], origin[i], kind[j], origin[j]), tables):
                joined[i] = True
                joined[j] = True
                _unite(parent, solid, lead[i], lead[j], guard)
    return joined


@kernel
def _join_alike(trees: tuple[Longs, Bools], groups: tuple[Longs, Longs], guard: bool) -> None:  # noqa: FBT001
    """Join each group of like signals to its first."""
    parent, solid = trees
    rows, starts = groups
    for i in range(len(starts) - 1):
        for p in range(starts[i] + 1, starts[i + 1]):
            _unite(parent, solid, rows[starts[i]], rows[p], guard)


@kernel
def _firsts(parent: Longs, counted: Bools) -> Longs:
    """Give each signal the first that counts of its tree, or the first of all."""
    n = len(parent)
    first = np.full(n, -1, np.int64)
    for i in range(n):
        root = _root(parent, i)
        if first[root] < 0 or (counted[i] and not counted[first[root]]):
            first[root] = i
    out = np.empty(n, np.int64)
    for i in range(n):
        out[i] = first[_root(parent, i)]
    return out
