"""Addresses that join strangers: more than ten unrelated persons, and foster homes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.compiled import kernel

if TYPE_CHECKING:
    from famnet.analysis.links import Links
    from famnet.analysis.neighbours import Bools, Codes, Neighbours

__all__ = ["MOST_UNRELATED", "crowded_households", "placed_children"]

MOST_UNRELATED: Final = 10
"""An address with more unrelated persons than this is an institution (methods.md 1.3)."""


def crowded_households(household: Codes, resident: Bools, private: Bools, links: Links) -> Bools:
    """Say which private households hold more than ten unrelated persons.

    Parameters
    ----------
    household : int32 array
        Home per person, -1 none.
    resident : bool array
        Who lives there now.
    private : bool array
        Which households are private.
    links : Links
        Kinship.

    Notes
    -----
    *Unrelated persons*: the greatest number of residents of whom no two are kin, so the number of
    groups that kinship (of any kind; brothers and cousins through parents elsewhere too) parts the
    residents into. Twelve residents who are six couples count as six.
    """
    home = np.where(resident & (household >= 0), household, -1).astype(np.int32)
    size = np.bincount(home[home >= 0], minlength=len(private))
    large = private & (size > MOST_UNRELATED)
    if not large.any():
        return np.zeros(len(private), np.bool_)
    watched = np.where(home >= 0, large[home], False)
    home[~watched] = -1
    root = np.arange(len(home), dtype=np.int32)
    for kin in (
        links.partners,
        links.siblings,
        links.step_children,
        links.foster_children,
        links.wards,
    ):
        _join_pairs(root, home, kin)
    _join_descendants(root, home, links.children)
    heads = np.flatnonzero(watched & (root == np.arange(len(root))))
    groups = np.bincount(home[heads], minlength=len(private))
    return np.asarray(large & (groups > MOST_UNRELATED))


@kernel
def _find(root: Codes, node: int) -> int:
    while root[node] != node:
        root[node] = root[root[node]]
        node = root[node]
    return node


@kernel
def _join_pairs(root: Codes, home: Codes, kin: Neighbours) -> None:
    for a in range(len(home)):
        if home[a] >= 0:
            for b in kin.to[kin.start[a] : kin.start[a + 1]]:
                if home[b] == home[a]:
                    root[_find(root, a)] = _find(root, b)


@kernel
def _join_descendants(root: Codes, home: Codes, children: Neighbours) -> None:
    """Join the housemates among each node, its children and its grandchildren."""
    n = len(home)
    seen = np.full(int(home.max()) + 1, -1, np.int32)
    keeper = np.full(int(home.max()) + 1, -1, np.int32)
    for node in range(len(children.start) - 1):
        if node < n:
            _meet(root, home, seen, keeper, node, node)
        for child in children.to[children.start[node] : children.start[node + 1]]:
            _meet(root, home, seen, keeper, node, child)
            for grandchild in children.to[children.start[child] : children.start[child + 1]]:
                _meet(root, home, seen, keeper, node, grandchild)


@kernel
def _meet(root: Codes, home: Codes, seen: Codes, keeper: Codes, node: int, person: int) -> None:  # noqa: PLR0913, PLR0917 - a kernel has no objects to bundle them in
    place = home[person]
    if place < 0:
        return
    if seen[place] == node:
        root[_find(root, person)] = _find(root, keeper[place])
    else:
        seen[place] = node
        keeper[place] = person


def placed_children(household: Codes, resident: Bools, links: Links) -> Bools:
    """Say who is placed in a foster home among people who are no kin.

    A child placed lives with a foster parent. With a parent in the same home, or a foster parent
    who is kin by blood or adoption (at most two generations up from both: a grandmother, an aunt, a
    cousin), it lives with family, and the home counts as any other.
    """
    home = np.where(resident, household, -1).astype(np.int32)
    return _placed(home, links.foster_children, links.parents)


@kernel
def _placed(home: Codes, foster_children: Neighbours, parents: Neighbours) -> Bools:
    placed = np.zeros(len(home), np.bool_)
    with_family = np.zeros(len(home), np.bool_)
    for carer in range(len(home)):
        first, last = foster_children.start[carer], foster_children.start[carer + 1]
        for child in foster_children.to[first:last]:
            if home[child] >= 0 and home[child] == home[carer]:
                placed[child] = True
                with_family[child] |= _common_ancestor(parents, carer, child)
                with_family[child] |= _lives_with_parent(home, parents, child)
    return placed & ~with_family


@kernel
def _lives_with_parent(home: Codes, parents: Neighbours, child: int) -> bool:
    for parent in parents.to[parents.start[child] : parents.start[child + 1]]:
        if parent < len(home) and home[parent] == home[child]:
            return True
    return False


@kernel
def _up(parents: Neighbours, person: int) -> Codes:
    """Return a person with its parents and grandparents."""
    found = np.empty(1, np.int32)
    found[0] = person
    n = len(parents.start) - 1
    above = parents.to[parents.start[person] : parents.start[person + 1]]
    found = np.concatenate((found, above))
    for parent in above:
        if parent < n:
            found = np.concatenate(
                (found, parents.to[parents.start[parent] : parents.start[parent + 1]])
            )
    return found


@kernel
def _common_ancestor(parents: Neighbours, a: int, b: int) -> bool:
    """Say whether two persons meet within two generations up, themselves included."""
    of_b = _up(parents, b)
    for one in _up(parents, a):
        for other in of_b:
            if one == other:
                return True
    return False
