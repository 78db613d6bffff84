"""Places for persons and households: generations as rows, households as cells, families as blocks.

Everything is computed from codes in a fixed order, without a random number, so that the same graph
gives the same picture. A place means nothing: no one stands in the middle because of a number.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import networkx as nx

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

__all__ = ["COLUMN", "ROW", "Kin", "generations", "pack", "place_block", "split_blocks"]

COLUMN = 112
ROW = 160
CELL_GAP = 26
BLOCK_GAP = 120
# A block above this many persons is split where the fewest ties are cut.
LARGE_BLOCK = 40
SWEEPS = 8
ASPECT = 1.2


@dataclass(frozen=True, slots=True)
class Kin:
    """Ties that decide a layout: parent over child, and pairs of one generation."""

    descent: tuple[tuple[int, int], ...]
    level: tuple[tuple[int, int], ...]

    def pairs(self) -> tuple[tuple[int, int], ...]:
        """All ties."""
        return self.descent + self.level


def split_blocks(cells: Mapping[int, int], kin: Kin) -> list[list[int]]:
    """Group persons into blocks that are drawn together.

    Parameters
    ----------
    cells : mapping of int to int
        Person to cell (household or own place).
    kin : Kin
        Ties between those persons.

    Returns
    -------
    list of list of int
        Sorted persons per block, blocks by their first person.

    Notes
    -----
    Connected components of cells; those above 40 persons are split by greedy modularity
    (Clauset, Newman and Moore 2004), which needs no seed.
    """
    homes = nx.Graph()
    homes.add_nodes_from(sorted(set(cells.values())))
    for a, b in kin.pairs():
        if a in cells and b in cells and cells[a] != cells[b]:
            one, two = cells[a], cells[b]
            weight = homes.edges[one, two]["weight"] + 1 if homes.has_edge(one, two) else 1
            homes.add_edge(one, two, weight=weight)
    inside: dict[int, list[int]] = {}
    for person in sorted(cells):
        inside.setdefault(cells[person], []).append(person)
    blocks = []
    for component in nx.connected_components(homes):
        size = sum(len(inside.get(cell, ())) for cell in component)
        parts = [component]
        if size > LARGE_BLOCK:
            parts = nx.community.greedy_modularity_communities(
                homes.subgraph(sorted(component)), weight="weight"
            )
        blocks += [sorted(p for cell in part for p in inside.get(cell, ())) for part in parts]
    return sorted(block for block in blocks if block)


def generations(persons: Sequence[int], kin: Kin) -> dict[int, int]:
    """Give each person of a block a row, counted from 0, parents above their children.

    Notes
    -----
    Couples and siblings share a number; then each child stands one row below its lowest parent, and
    who has no parent here comes down to just above the own children. Contradictory ties (an uncle
    who marries his niece) give way after as many passes as there are persons.
    """
    level: Any = nx.utils.UnionFind(persons)  # type: ignore[no-untyped-call]
    known = set(persons)
    for a, b in kin.level:
        if a in known and b in known:
            level.union(a, b)
    root = {person: level[person] for person in persons}
    steps = sorted(
        {
            (root[a], root[b])
            for a, b in kin.descent
            if a in known and b in known and root[a] != root[b]
        }
    )
    row = dict.fromkeys(root.values(), 0)
    for _ in range(min(len(row), 60)):
        moved = False
        for parent, child in steps:
            if row[child] <= row[parent]:
                row[child] = row[parent] + 1
                moved = True
        if not moved:
            break
    children = {child for _, child in steps}
    for parent in sorted({parent for parent, _ in steps} - children):
        row[parent] = min(row[child] for p, child in steps if p == parent) - 1
    lowest = min(row.values(), default=0)
    return {person: row[root[person]] - lowest for person in persons}


def place_block(
    persons: Sequence[int], cells: Mapping[int, int], kin: Kin
) -> tuple[dict[int, tuple[int, int]], dict[int, tuple[int, int]]]:
    """Place the persons and the cells of one block.

    Returns
    -------
    tuple
        Person to (x, y), and cell to (x, y) of its household mark: between its oldest row and the
        next, so that its lines cross nobody.
    """
    row = generations(persons, kin)
    rows: dict[int, dict[int, list[int]]] = {}
    for person in persons:
        rows.setdefault(cells[person], {}).setdefault(row[person], []).append(person)
    couples = {pair: None for a, b in kin.level for pair in ((a, b), (b, a))}
    near: dict[int, list[int]] = {person: [] for person in persons}
    for a, b in kin.pairs():
        if a in near and b in near:
            near[a].append(b)
            near[b].append(a)
    for by_row in rows.values():
        for at in by_row:
            by_row[at] = _side_by_side(by_row[at], couples)
    x = _sweep(rows, near)
    places = {person: (round(x[person]), row[person] * ROW) for person in persons}
    marks = {}
    for cell, by_row in rows.items():
        top = min(by_row)
        across = [x[person] for people in by_row.values() for person in people]
        middle = (min(across) + max(across)) / 2
        below = 0.62 if max(by_row) > top else 0.46
        # One above the other: the mark steps aside, off the line between them.
        middle += 54 if _is_column(by_row) else 0
        marks[cell] = (round(middle), top * ROW + round(ROW * below))
    return places, marks


def _side_by_side(people: list[int], couples: Mapping[tuple[int, int], None]) -> list[int]:
    """Order one row of a cell so that couples and siblings stand next to each other."""
    left, ordered = list(people), []
    while left:
        ordered.append(left.pop(0))
        while True:
            following = next((p for p in left if (ordered[-1], p) in couples), None)
            if following is None:
                break
            left.remove(following)
            ordered.append(following)
    return ordered


def _is_column(by_row: Mapping[int, list[int]]) -> bool:
    return len(by_row) > 1 and all(len(people) == 1 for people in by_row.values())


def _sweep(
    rows: Mapping[int, Mapping[int, list[int]]], near: Mapping[int, list[int]]
) -> dict[int, float]:
    """Put the cells from left to right, each as near to its relatives as the row allows."""
    order = sorted(rows, key=lambda cell: (min(rows[cell]), cell))
    wish: dict[int, float] = {cell: float(i) for i, cell in enumerate(order)}
    x: dict[int, float] = {}
    for turn in range(SWEEPS):
        front: dict[int, float] = {}
        x = {}
        for cell in sorted(rows, key=lambda c: (wish[c], c)):
            by_row = rows[cell]
            width = (max(len(people) for people in by_row.values()) - 1) * COLUMN
            width += COLUMN // 2 if _is_column(by_row) else 0
            spans = range(min(by_row), max(by_row) + 1)
            start = max(front.get(at, 0.0) for at in spans)
            if turn:
                start = max(start, wish[cell] - width / 2)
            for people in by_row.values():
                inset = (width - (len(people) - 1) * COLUMN) / 2
                for i, person in enumerate(people):
                    x[person] = start + inset + i * COLUMN
            for at in spans:
                front[at] = start + width + COLUMN + CELL_GAP
        least = min(x.values())
        x = {person: value - least for person, value in x.items()}
        for cell, by_row in rows.items():
            own = [person for people in by_row.values() for person in people]
            inside = set(own)
            seen = [x[other] for person in own for other in near[person] if other not in inside]
            centre = sum(x[person] for person in own) / len(own)
            wish[cell] = sum(seen) / len(seen) if seen else centre
    return x


def pack(sizes: Sequence[tuple[float, float]], gap: float = BLOCK_GAP) -> list[tuple[int, int]]:
    """Put blocks on shelves, tallest first, in about the form of a screen beside two columns.

    Returns
    -------
    list of (int, int)
        Left and top of each block, in the order given.
    """
    area = sum((w + gap) * (h + gap) for w, h in sizes)
    width = max([(area * ASPECT) ** 0.5, *(w for w, _ in sizes)], default=0)
    at: list[tuple[int, int]] = [(0, 0)] * len(sizes)
    left = top = tall = 0.0
    for i in sorted(range(len(sizes)), key=lambda i: (-sizes[i][1], i)):
        w, h = sizes[i]
        if left and left + w > width:
            left, top, tall = 0.0, top + tall + gap, 0.0
        at[i] = (round(left), round(top))
        left += w + gap
        tall = max(tall, h)
    return at
