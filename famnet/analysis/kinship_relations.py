"""The words of kinship: which ways lead to which relation.

Degree counts parent-child steps (brother or sister 2, uncle 3, cousin 4), a partner step 0, a
guardian 1. What follows from a marriage follows from couples of the day and from couples that death
parted: a divorce ends it here, though Dutch law keeps affinity (art. 1:3(3) BW), since the page says
who belongs together now.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.analysis.kinship_ways import here, join, simple, walk
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.analysis.kinship_arcs import Steps
    from famnet.analysis.kinship_ways import Bools, Ints, Ways

    Found = tuple[str, int, Ways]

__all__ = ["BLOOD", "RELATION", "RELATIONS", "relations"]

RELATIONS: Final = (
    "parent",
    "child",
    "sibling",
    "partner",
    "grandparent",
    "grandchild",
    "great_grandparent",
    "great_grandchild",
    "uncle_aunt",
    "nephew_niece",
    "cousin",
    "blood_relative",
    "ex_partner",
    "co_parent",
    "step_parent",
    "step_child",
    "step_sibling",
    "parent_in_law",
    "child_in_law",
    "sibling_in_law",
    "guardian",
    "ward",
)
RELATION: Final = {name: code for code, name in enumerate(RELATIONS)}

#: Word by steps up and steps down; where no word fits it is a blood_relative.
_WORD: Final = {
    (1, 0): "parent",
    (0, 1): "child",
    (1, 1): "sibling",
    (2, 0): "grandparent",
    (0, 2): "grandchild",
    (3, 0): "great_grandparent",
    (0, 3): "great_grandchild",
    (2, 1): "uncle_aunt",
    (1, 2): "nephew_niece",
    (2, 2): "cousin",
}
BLOOD: Final = frozenset(_WORD.values()) | {"blood_relative"}


def relations(steps: Steps, persons: Ints, degree: int) -> Iterator[Found]:
    """Yield (relation, generation, ways) from these persons, shortest ways first.

    Parameters
    ----------
    steps : Steps
        Layers of the graph.
    persons : int32 array
        Places to start from.
    degree : int
        Most parent-child steps, 0 or more.

    Notes
    -----
    A pair can come more than once under one relation. Generation: parents +1, children -1.
    """
    yield from _couples(steps, persons)
    if degree >= 1:
        yield from _care(steps, persons)
        yield from _by_marriage(steps, persons)
    if degree >= 2:
        yield from _by_two(steps, persons)
    yield from _blood(steps, persons, degree)


def _couples(steps: Steps, persons: Ints) -> Iterator[Found]:
    yield "partner", 0, walk(here(persons), steps.bonds)
    yield "ex_partner", 0, walk(here(persons), steps.exes)


def _care(steps: Steps, persons: Ints) -> Iterator[Found]:
    home = here(persons)
    yield "parent", 1, walk(home, steps.foster_up)
    yield "child", -1, walk(home, steps.foster_down)
    yield "guardian", 1, walk(home, steps.guard_up)
    yield "ward", -1, walk(home, steps.guard_down)


def _by_marriage(steps: Steps, persons: Ints) -> Iterator[Found]:
    home = here(persons)
    partners = walk(home, steps.bonds)
    in_laws = simple(walk(partners, steps.up, keep_spell=True))
    yield "parent_in_law", 1, in_laws.resting_on("partner")
    children = walk(home, steps.down, keep_spell=True)
    yield "child_in_law", -1, simple(walk(children, steps.bonds)).resting_on("partner")
    told_up, told_down = walk(home, steps.step_up), walk(home, steps.step_down)
    yield "step_parent", 1, join([told_up, _step_parents(steps, home).resting_on("step")])
    yield "step_child", -1, join([told_down, _step_children(steps, partners).resting_on("step")])


def _step_parents(steps: Steps, home: Ways) -> Ways:
    """Ways to partners of a parent that are no parent themselves, nor gone before the birth."""
    ways = simple(walk(walk(home, steps.up, keep_spell=True), steps.bonds))
    child, partner = ways.nodes[0], ways.nodes[-1]
    return ways.only(~steps.is_parent(child, partner) & _together_after(steps, ways.spell, child))


def _step_children(steps: Steps, partners: Ways) -> Ways:
    ways = simple(walk(partners, steps.down, keep_spell=True))
    parent, child = ways.nodes[0], ways.nodes[-1]
    return ways.only(~steps.is_parent(child, parent) & _together_after(steps, ways.spell, child))


def _together_after(steps: Steps, spell: Ints, child: Ints) -> Bools:
    """Whether the couple's period ended after the child was born, or either is unknown."""
    birth = steps.birth[child]
    end = steps.spells.days[spell, 3]
    return np.asarray((birth == NO_DAY) | (end > birth), dtype=np.bool_)


def _by_two(steps: Steps, persons: Ints) -> Iterator[Found]:
    home = here(persons)
    partners = walk(home, steps.bonds)
    siblings = walk(home, steps.siblings, named_apex=True)
    theirs = walk(partners, steps.siblings, named_apex=True, keep_spell=True)
    of_siblings = walk(siblings, steps.bonds)
    in_laws = simple(join([theirs, of_siblings]))
    yield "sibling_in_law", 0, in_laws.resting_on("partner")
    yield "co_parent", 0, simple(walk(walk(home, steps.down), steps.up))
    yield "sibling", 0, join(list(_foster_siblings(steps, home)))
    yield "step_sibling", 0, join(list(_step_siblings(steps, home)))


def _foster_siblings(steps: Steps, home: Ways) -> Iterator[Ways]:
    fostered = walk(home, steps.foster_up)
    yield simple(walk(fostered, steps.foster_down))
    yield simple(walk(fostered, steps.down))
    yield simple(walk(walk(home, steps.up), steps.foster_down))


def _step_siblings(steps: Steps, home: Ways) -> Iterator[Ways]:
    told = walk(walk(home, steps.step_up), steps.down, keep_spell=True)
    back = walk(walk(home, steps.up, keep_spell=True), steps.step_down)
    derived = walk(_step_parents(steps, home), steps.down, keep_spell=True)
    # A half-brother born after the couple parted has no step-sister on either side.
    derived = derived.only(_together_after(steps, derived.spell, derived.nodes[-1]))
    for ways in (told, back, derived):
        kept = simple(ways)
        one, other = kept.nodes[0], kept.nodes[-1]
        yield kept.only(~steps.are_siblings(one, other)).resting_on("step")


def _blood(steps: Steps, persons: Ints, degree: int) -> Iterator[Found]:
    ups = [here(persons)]
    down = here(persons)
    for distance in range(1, degree + 1):
        # Adoption may loop (a grandmother adopts her grandchild): nobody is passed twice.
        ups.append(simple(walk(ups[-1], steps.up)))
        down = simple(walk(down, steps.down))
        yield _word(distance, 0), distance, ups[-1]
        yield _word(0, distance), -distance, down
    for above in range(degree - 1):
        ways = walk(ups[above], steps.siblings, named_apex=True)
        for below in range(degree - 1 - above):
            if below:
                ways = walk(ways, steps.down)
            ways = simple(ways)
            yield _word(above + 1, below + 1), above - below, ways


def _word(up: int, down: int) -> str:
    return _WORD.get((up, down), "blood_relative")
