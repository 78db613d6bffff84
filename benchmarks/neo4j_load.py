"""A graph into a Neo4j server and back: growing sizes, the naive loop beside it, every question timed.

    python -m benchmarks.neo4j_load 1000 10000 [--out benchmarks/results/neo4j.md]

Starts a server of its own in a temporary folder, with Java's second compiler on, and stops it, also
when it is told to stop itself (SIGTERM). What was measured by then is kept.
"""

from __future__ import annotations

import argparse
import itertools
import math
import os
import random
import signal
import sys
import tempfile
import time
from pathlib import Path

import psutil

import famnet
from famnet.pipeline.deriving import derive
from famnet.stores import Scope, open_store, server
from famnet.stores.neo4j import rows as row_module
from famnet.stores.neo4j import statements, writing
from famnet.stores.neo4j.connection import Connection

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests"))
from asked import Values, telling

NAIVE = 300


def world(folder: Path, persons: int):
    famnet.synthesize(persons, 1, folder)
    graph = famnet.build_graph(famnet.read_delivery(folder)).coarse()
    return graph, derive(graph)


class Clock:
    """Wall seconds, and seconds of processor time of this process and of the server."""

    def __init__(self, pid: int) -> None:
        self.server = psutil.Process(pid)
        self.before = self.now()

    def now(self):
        used = self.server.cpu_times()
        return time.perf_counter(), time.process_time(), used.user + used.system

    def passed(self):
        return tuple(b - a for a, b in zip(self.before, self.now(), strict=True))


def naive(connection, graph, derived):
    """One row per transaction, as one would write it first; nodes and relationships a second."""
    said = []
    point, nodes = next(row_module.node_rows(graph, derived))
    links = next(row_module.link_rows(graph, derived))
    for statement, rows in (
        (statements.merge_nodes(point), nodes),
        (statements.merge_links(links.edge, links.tail, links.head), links.rows),
    ):
        begin = time.perf_counter()
        for at in range(NAIVE):
            connection.change(statement, **rows.part(at, at + 1))
        said.append(NAIVE / (time.perf_counter() - begin))
    return said


def loaded(url, pid, graph, derived):
    with open_store(url) as store:
        store.delete()
        clock = Clock(pid)
        store.write(graph, derived=derived)
        wall, ours, theirs = clock.passed()
        counts = store.count()
    return counts, wall, ours, theirs


def scoped(url, graph):
    """A case of about 500 persons: more steps and seeds until there are."""
    seeds = list(graph.persons["person_id"])
    random.Random(1).shuffle(seeds)
    with open_store(url) as store:
        taken = 1
        while len(graph.scope(seeds[:taken], hops=2).persons) < 500 and taken < len(seeds):
            taken += 1
        seconds = []
        for _ in range(3):
            begin = time.perf_counter()
            part = store.read(Scope(tuple(seeds[:taken]), hops=2))
            seconds.append(time.perf_counter() - begin)
        return len(part.persons), taken, seconds


def asked(url, graph):
    values, found = Values(graph), []
    with open_store(url) as store:
        for name, question in sorted(famnet.questions.questions().items()):
            given = next(iter(telling(question, graph, values, wanted=1, tries=3)), None)
            if given is None:
                continue
            seconds = []
            for where in (graph, store):
                famnet.ask(where, name, **given)
                begin = time.perf_counter()
                answer = famnet.ask(where, name, **given)
                seconds.append(time.perf_counter() - begin)
            found.append((name, len(answer), *seconds))
    return found


def measure(sizes, lines, questions_at):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        running = server.start(folder / "server")
        os.environ |= {
            "NEO4J_USERNAME": running.user,
            "NEO4J_PASSWORD": running.password,
            "FAMNET_AUDIT": str(folder / "audit.jsonl"),
        }
        try:
            warm(running, folder)
            lines += [
                "| persons | nodes | relationships | s | rows/s | processor s: famnet, server |",
                "|---|---|---|---|---|---|",
            ]
            times = []
            for persons in sizes:
                graph, derived = world(folder / str(persons), persons)
                counts, wall, ours, theirs = loaded(running.uri, running.pid, graph, derived)
                total = counts.nodes + counts.relationships
                times.append((total, wall))
                lines.append(
                    f"| {persons:,} | {counts.nodes:,} | {counts.relationships:,} | {wall:.1f} |"
                    f" {total / wall:,.0f} | {ours:.1f}, {theirs:.1f} |"
                )
                print(lines[-1], os.getloadavg(), flush=True)
                if persons == questions_at:
                    more(running, graph, derived, lines)
            for (one, before), (other, after) in itertools.pairwise(times):
                power = math.log(after / before) / math.log(other / one)
                lines.append(f"\nGrowth from {one:,} to {other:,} rows: exponent {power:.2f}.")
        finally:
            server.stop(folder / "server")


def warm(running, folder):
    graph, derived = world(folder / "warm", 1000)
    loaded(running.uri, running.pid, graph, derived)


def more(running, graph, derived, lines):
    lines.append("")
    for size in (1_000, 5_000, 10_000):
        writing.BATCH = size
        counts, wall, ours, theirs = loaded(running.uri, running.pid, graph, derived)
        total = counts.nodes + counts.relationships
        lines.append(
            f"- Batches of {size:,}: {total / wall:,.0f} rows/s (processor {ours:.1f} + {theirs:.1f} s)."
        )
    connection = Connection(running.uri)
    nodes, links = naive(connection, graph, derived)
    connection.close()
    lines.append(
        f"- Naive, one row per transaction: {nodes:.0f} nodes/s, {links:.0f} relationships/s."
    )
    persons, seeds, seconds = scoped(running.uri, graph)
    told = ", ".join(f"{one:.2f}" for one in seconds)
    lines.append(
        f"- A case of {persons} persons ({seeds} seeds, 2 steps) read back: {told} s; the first time"
        " the server plans each of about 26 statements."
    )
    found = asked(running.uri, graph)
    lines += ["", "| question | rows | graph, ms | server, ms |", "|---|---|---|---|"]
    lines += [f"| {n} | {k} | {a * 1e3:.0f} | {b * 1e3:.0f} |" for n, k, a, b in found]
    lines.append("")


def main():
    words = argparse.ArgumentParser()
    words.add_argument("sizes", nargs="+", type=int)
    words.add_argument("--out", type=Path)
    words.add_argument("--questions-at", type=int, help="the size at which all else is measured")
    given = words.parse_args()
    load = os.getloadavg()
    lines = [
        "# Loading into Neo4j, and asking",
        "",
        f"Python {sys.version.split()[0]}, {os.cpu_count()} cores, load average before {load[0]:.1f}.",
        "",
    ]
    signal.signal(signal.SIGTERM, lambda *_: sys.exit("stopped"))
    try:
        measure(given.sizes, lines, given.questions_at or given.sizes[0])
    finally:
        lines.append(f"\nLoad average after: {os.getloadavg()[0]:.1f}.")
        print("\n".join(lines))
        if given.out:
            given.out.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
