"""A graph into a Neo4j server and back: growing sizes, the naive loop beside it, every question timed.

    python -m benchmarks.neo4j_load 10000 100000 [--questions-at 100000] [--out FILE]

Each size is loaded, a case of some 500 persons is read from it, and 300 nodes and 300 relationships are
made one by one. At the first size other sizes of batches are tried; at one size, the first unless said
otherwise, every question is asked of the graph and of the server.

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
from importlib.metadata import version
from pathlib import Path

import psutil

import famnet
from famnet.pipeline.deriving import derive
from famnet.stores import Scope, open_store, server
from famnet.stores.neo4j import rows as row_module
from famnet.stores.neo4j import statements, writing
from famnet.stores.neo4j.connection import Connection
from famnet.stores.neo4j.shapes import KEYS
from famnet.stores.server.artifacts import VERSION

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


def naive(url, graph, derived):
    """One row per transaction, as one would write it first; new nodes and relationships a second."""
    with open_store(url) as store:
        store.delete()
    connection = Connection(url)
    point, nodes = next(row_module.node_rows(graph, derived))
    links = next(row_module.link_rows(graph, derived))
    one = one_by_one(connection, statements.merge_nodes(point), nodes)
    for label, keys in zip((links.tail, links.head), links.rows.columns, strict=False):
        ends = f"UNWIND $keys AS key MERGE (:{label.value} {{{KEYS[label]}: key}})"
        connection.change(ends, keys=keys[:NAIVE])
    merged = statements.merge_links(links.edge, links.tail, links.head)
    other = one_by_one(connection, merged, links.rows)
    connection.change("MATCH (n) WHERE NOT n:SchemaStep DETACH DELETE n")
    connection.close()
    return one, other


def one_by_one(connection, statement, rows):
    begin, many = time.perf_counter(), min(NAIVE, len(rows))
    for at in range(many):
        connection.change(statement, **rows.part(at, at + 1))
    return many / (time.perf_counter() - begin)


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


def asked(url, graph, lines):
    """Every question once to plan and derive, and once with the clock on."""
    lines += ["", "| question | rows | graph, ms | server, ms |", "|---|---|---|---|"]
    values = Values(graph)
    with open_store(url) as store:
        for name, question in sorted(famnet.questions.questions().items()):
            given = next(iter(telling(question, graph, values, wanted=1, tries=3)), None)
            if given is None:
                lines.append(f"| {name} | nothing here to ask it of | | |")
                continue
            seconds = []
            for where in (graph, store):
                famnet.ask(where, name, **given)
                begin = time.perf_counter()
                answer = famnet.ask(where, name, **given)
                seconds.append(time.perf_counter() - begin)
            here, there = (f"{one * 1e3:.0f}" for one in seconds)
            lines.append(f"| {name} | {len(answer)} | {here} | {there} |")
    lines.append("")


def measure(sizes, lines, questions_at):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        running = server.start(folder / "server")
        os.environ |= {
            "NEO4J_USERNAME": running.user,
            "NEO4J_PASSWORD": running.password,
            "FAMNET_AUDIT": str(folder / "audit.jsonl"),
        }
        times, beside = [], []
        try:
            warm(running, folder)
            lines += [
                "| persons | nodes | relationships | s | rows/s | processor s: famnet, server |",
                "|---|---|---|---|---|---|",
            ]
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
                beside.append(f"\n{persons:,} persons:\n")
                beside.append(case_of(running.uri, graph))
                print(beside[-1], flush=True)
                if persons == questions_at:
                    asked(running.uri, graph, beside)
                if persons == sizes[0]:
                    batches(running, graph, derived, beside)
                beside.append(against_naive(running.uri, graph, derived, counts, wall))
                print(beside[-1], flush=True)
            for (one, before), (other, after) in itertools.pairwise(times):
                power = math.log(after / before) / math.log(other / one)
                lines.append(f"\nGrowth from {one:,} to {other:,} rows: exponent {power:.2f}.")
        finally:
            lines += beside
            server.stop(folder / "server")


def warm(running, folder):
    graph, derived = world(folder / "warm", 1000)
    loaded(running.uri, running.pid, graph, derived)


def batches(running, graph, derived, lines):
    usual = writing.BATCH
    for size in (1_000, 5_000, 10_000):
        writing.BATCH = size
        counts, wall, ours, theirs = loaded(running.uri, running.pid, graph, derived)
        total = counts.nodes + counts.relationships
        lines.append(
            f"- Batches of {size:,}: {total / wall:,.0f} rows/s (processor {ours:.1f} + {theirs:.1f} s)."
        )
    writing.BATCH = usual


def case_of(url, graph):
    persons, seeds, seconds = scoped(url, graph)
    told = ", ".join(f"{one:.2f}" for one in seconds)
    return (
        f"- A case of {persons} persons ({seeds} seeds, 2 steps) read back: {told} s; the first time"
        " the server plans each of about 26 statements."
    )


def against_naive(url, graph, derived, counts, wall):
    nodes, links = naive(url, graph, derived)
    alone = counts.nodes / nodes + counts.relationships / links
    return (
        f"- Naive, one row per transaction ({NAIVE} of each, new): {nodes:.0f} nodes/s, {links:.0f}"
        f" relationships/s. All of it would take {alone:.0f} s: {alone / wall:.0f} times as long."
    )


def main():
    words = argparse.ArgumentParser()
    words.add_argument("sizes", nargs="+", type=int)
    words.add_argument("--out", type=Path)
    words.add_argument("--questions-at", type=int, help="the size at which every question is asked")
    given = words.parse_args()
    load = os.getloadavg()
    lines = [
        "# Loading into Neo4j, and asking",
        "",
        f"Neo4j {VERSION}, driver {version('neo4j')}, Python {sys.version.split()[0]}.",
        f"{os.cpu_count()} cores, load average before {load[0]:.1f}.",
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
