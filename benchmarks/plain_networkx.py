"""The peer: the same road as one would write it with the csv module and NetworkX alone.

It reads the delivery, builds a MultiDiGraph with attributes, takes for every parent the households of
its living descendants to depth two, and counts life domains per set of households. No checks, no
echoes, no gates: less than famnet does.
"""

from __future__ import annotations

import csv
import sys
from collections import defaultdict
from pathlib import Path

import networkx as nx


def _rows(folder: Path, name: str) -> list[dict[str, str]]:
    with (folder / f"{name}.csv").open(encoding="utf-8", newline="") as handle:
        return list(csv.DictReader(handle))


def build(folder: Path) -> nx.MultiDiGraph:
    graph = nx.MultiDiGraph()
    for row in _rows(folder, "persons"):
        graph.add_node(row["person_id"], kind="person", **row)
    for row in _rows(folder, "memberships"):
        if not row["end_date"]:
            graph.add_edge(row["person_id"], row["household_id"], kind="lives_in")
    for row in _rows(folder, "kinships"):
        graph.add_edge(row["person_id"], row["relative_id"], kind=row["kind"])
    for row in _rows(folder, "signals"):
        graph.nodes[row["person_id"]].setdefault("types", []).append(row["type"]) if row[
            "person_id"
        ] in graph else None
    return graph


def windows(graph: nx.MultiDiGraph) -> dict[frozenset[str], int]:
    home: dict[str, str] = {}
    children: dict[str, list[str]] = defaultdict(list)
    domains: dict[str, set[str]] = defaultdict(set)
    for a, b, kind in graph.edges(data="kind"):
        if kind == "lives_in":
            home[a] = b
        elif kind == "parent_of":
            children[a].append(b)
    for person, household in home.items():
        for signal in graph.nodes[person].get("types", ()):
            domains[household].add(signal.split("_")[0])
    found: dict[frozenset[str], int] = {}
    for anchor, own in children.items():
        core = {anchor, *own, *(g for child in own for g in children.get(child, ()))}
        houses = frozenset(home[p] for p in core if p in home)
        if len(houses) >= 2 and houses not in found:
            found[houses] = len(set().union(*(domains[h] for h in houses)))
    return found


if __name__ == "__main__":
    result = windows(build(Path(sys.argv[1])))
    print(len(result), sum(1 for n in result.values() if n >= 3))
