"""Kinship by birth computed the slow, plain way, to hold famnet's joins and kernel against.

Sets and recursion over dicts; nothing is shared with famnet.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from functools import cache

WORDS = {
    (1, 0): "parent", (0, 1): "child", (1, 1): "sibling", (2, 0): "grandparent",
    (0, 2): "grandchild", (3, 0): "great_grandparent", (0, 3): "great_grandchild",
    (2, 1): "uncle_aunt", (1, 2): "nephew_niece", (2, 2): "cousin",
}  # fmt: skip
INVERSE = {
    "parent": "child", "grandparent": "grandchild", "great_grandparent": "great_grandchild",
    "uncle_aunt": "nephew_niece", "step_parent": "step_child", "parent_in_law": "child_in_law",
    "guardian": "ward",
}  # fmt: skip
INVERSE |= {other: one for one, other in INVERSE.items()}


class Pedigree:
    """Birth parents of everybody, and the rows told between siblings."""

    def __init__(self, parents):
        self.parents = {child: sorted(two) for child, two in parents.items()}
        self.children = defaultdict(list)
        for child, two in self.parents.items():
            for parent in two:
                self.children[parent].append(child)

    def up(self, person, steps):
        """All ways up of so many steps, as lists of persons."""
        ways = [[person]]
        for _ in range(steps):
            ways = [[*way, parent] for way in ways for parent in self.parents.get(way[-1], [])]
        return ways

    def down(self, person, steps):
        ways = [[person]]
        for _ in range(steps):
            ways = [[*way, child] for way in ways for child in self.children[way[-1]]]
        return ways

    def sharing(self, one, other):
        mine, theirs = set(self.parents.get(one, [])), set(self.parents.get(other, []))
        if len(mine & theirs) == 2:
            return "full"
        return "half" if len(mine) == len(theirs) == 2 else "unknown"

    def blood(self, degree):
        """{(person, relative, relation): best sharing} by walking up and down again."""
        rank = {"": 0, "full": 1, "half": 2, "unknown": 3}
        found = {}
        for person in self.parents:
            for up in range(degree + 1):
                for way in self.up(person, up):
                    for down in range(degree + 1 - up):
                        for back in self.down(way[-1], down):
                            nodes = [*way, *back[1:]]
                            if up + down == 0 or len(set(nodes)) < len(nodes):
                                continue
                            word = WORDS.get((up, down), "blood_relative")
                            shared = self.sharing(way[-2], back[1]) if up and down else ""
                            key = (person, nodes[-1], word)
                            if key not in found or rank[shared] < rank[found[key]]:
                                found[key] = shared
        named = {(a, b) for a, b, word in found if word != "blood_relative"}
        return {
            key: shared
            for key, shared in found.items()
            if key[2] != "blood_relative" or key[:2] not in named
        }

    def kinship(self):
        """Coefficient by the textbook recursion: replace the one who can't be the ancestor."""
        depth = {}

        def deep(person):
            if person not in depth:
                depth[person] = 1 + max((deep(p) for p in self.parents.get(person, [])), default=0)
            return depth[person]

        @cache
        def phi(a, b):
            if a == b:
                two = self.parents.get(a, [])
                return 0.5 + (phi(*two) / 2 if len(two) == 2 else 0)
            if deep(a) < deep(b):
                a, b = b, a
            return sum(phi(parent, b) for parent in self.parents.get(a, [])) / 2

        return phi


def counts(rows):
    """How often each relation stands in rows of (person, relative, relation)."""
    return dict(Counter(word for _, _, word in rows))
