"""Family windows once more: slow, in plain Python and NetworkX, straight from the rules.

Written from methods.md 1.3, not from famnet.analysis: sets of names, one rule after the other.
"""

from __future__ import annotations

import base64
import hashlib
from dataclasses import dataclass, field

import networkx as nx


@dataclass
class World:
    """A small population by names; ``homes`` maps person to (household, still living there)."""

    persons: list[str]
    dead: set[str]
    homes: dict[str, tuple[str, bool]]
    kinds: dict[str, str]
    parents: set[tuple[str, str]]
    siblings: set[tuple[str, str]] = field(default_factory=set)
    fosters: set[tuple[str, str]] = field(default_factory=set)
    partners: set[tuple[str, str]] = field(default_factory=set)

    def tables(self) -> dict[str, list[dict[str, str]]]:
        kin = [("parent_of", *pair) for pair in sorted(self.parents)]
        kin += [("sibling_of", *pair) for pair in sorted(self.siblings)]
        kin += [("foster_parent_of", *pair) for pair in sorted(self.fosters)]
        kin += [("partner_of", *pair) for pair in sorted(self.partners)]
        return {
            "persons": [
                {"person_id": p, "death_date": "2020-01-01" if p in self.dead else ""}
                for p in self.persons
            ],
            "households": [{"household_id": h, "kind": k} for h, k in sorted(self.kinds.items())],
            "memberships": [
                {"person_id": p, "household_id": h, "end_date": "" if now else "2015-01-01"}
                for p, (h, now) in sorted(self.homes.items())
            ],
            "kinships": [{"kind": k, "person_id": a, "relative_id": b} for k, a, b in kin],
        }


def descent(world: World) -> nx.DiGraph:
    """Parent to child, with one unnamed parent per group of siblings that no parent connects."""
    tree = nx.DiGraph()
    tree.add_nodes_from(world.persons)
    tree.add_edges_from(world.parents)
    bare = nx.Graph()
    for a, b in world.siblings:
        of_a, of_b = set(tree.predecessors(a)), set(tree.predecessors(b))
        if not of_a & of_b and min(len(of_a), len(of_b)) < 2:
            bare.add_edge(a, b)
    groups = [sorted(group) for group in nx.connected_components(bare)]
    for group in groups:
        for child in group:
            tree.add_edge(("unnamed", group[0]), child)
    return tree


def core(tree: nx.DiGraph, anchor: object, depth: int) -> set[str]:
    """The anchor and its descendants, as persons."""
    found = nx.single_source_shortest_path_length(tree, anchor, cutoff=depth)
    return {node for node in found if isinstance(node, str)}


def related(world: World, tree: nx.DiGraph) -> nx.Graph:
    """Who is kin of whom, as far as an address of many unrelated persons asks."""
    kin = nx.Graph()
    kin.add_nodes_from(world.persons)
    for rows in (world.parents, world.siblings, world.fosters, world.partners):
        kin.add_edges_from(rows)
    for node in tree:
        family = sorted(core(tree, node, 2))
        kin.add_edges_from((a, b) for a in family for b in family if a < b)
    return kin


def unit_names(world: World, most_unrelated: int = 10) -> dict[str, str]:
    """The household of each person, or ``person:`` and the name."""
    tree = descent(world)
    kin = related(world, tree)
    there = {p: h for p, (h, now) in world.homes.items() if now and p not in world.dead}
    strangers = set()
    for household in world.kinds:
        people = [p for p, h in there.items() if h == household]
        together = nx.number_connected_components(kin.subgraph(people)) if people else 0
        if together > most_unrelated:
            strangers.add(household)
    names = {}
    for person in world.persons:
        household = world.homes.get(person, (None, False))[0]
        alone = household is None or world.kinds[household] != "private" or household in strangers
        if alone or _placed(world, tree, there, person):
            names[person] = f"person:{person}"
        else:
            names[person] = household
    return names


def _placed(world: World, tree: nx.DiGraph, there: dict[str, str], child: str) -> bool:
    carers = [a for a, b in world.fosters if b == child and a in there]
    if child not in there or not any(there[a] == there[child] for a in carers):
        return False
    for carer in carers:
        if there[carer] == there[child] and _up(tree, carer) & _up(tree, child):
            return False
    return not any(there.get(p) == there[child] for p in tree.predecessors(child))


def _up(tree: nx.DiGraph, person: str) -> set[object]:
    return set(nx.single_source_shortest_path_length(tree.reverse(copy=False), person, cutoff=2))


def window_name(units: set[str]) -> str:
    digest = hashlib.blake2b("\n".join(sorted(units)).encode(), digest_size=10).digest()
    return "w-" + base64.b32encode(digest)[:12].decode().lower()


def windows(world: World, most_persons: int = 60) -> dict[str, tuple[str, int, set[str]]]:
    """Window id to (anchor or empty, depth, living persons)."""
    tree, names = descent(world), unit_names(world)
    parents = [node for node in tree if tree.out_degree(node)]
    found = []
    for anchor in parents:
        if len(_people(world, tree, names, anchor, 2)[1]) > most_persons:
            if len(_people(world, tree, names, anchor, 2)[0]) > 1:
                found.append((anchor, 1))
                found += [(child, 1) for child in tree.successors(anchor) if tree.out_degree(child)]
        else:
            found.append((anchor, 2))
    best: dict[str, list[tuple[object, ...]]] = {}
    for anchor, depth in found:
        units, people = _people(world, tree, names, anchor, depth)
        if len(units) > 1:
            unnamed = not isinstance(anchor, str)
            label = anchor[1] if unnamed else anchor
            order = (-depth, unnamed, -len(core(tree, anchor, depth)), label)
            best.setdefault(window_name(units), []).append((order, people))
    out = {}
    for name, anchors in best.items():
        (depth, unnamed, _, label), people = min(anchors, key=lambda found: found[0])
        out[name] = ("" if unnamed else label, -depth, people)
    return out


def _people(
    world: World, tree: nx.DiGraph, names: dict[str, str], anchor: object, depth: int
) -> tuple[set[str], set[str]]:
    """The units of a window, and the living persons in it."""
    living = core(tree, anchor, depth) - world.dead
    units = {names[p] for p in living}
    lodgers = {
        p
        for p in world.persons
        if p not in world.dead
        and names[p] in units
        and (names[p].startswith("person:") or world.homes[p][1])
    }
    return units, living | lodgers
