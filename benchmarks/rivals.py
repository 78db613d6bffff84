"""Rivals on the same worlds: who finds the planted families, and how far up the list.

python -m benchmarks.rivals 4                 # four worlds of each kind; done ones are kept
python -m benchmarks.rivals 4 --persons 60000

A hit is a family network whose households overlap a planted family's with Jaccard .5 or more, after
the list is freed of overlap; every planted family can be hit once. Average precision sums, over
planted families found, the precision at which each was found, over all planted families.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import time
from dataclasses import replace
from pathlib import Path

import networkx as nx
import numpy as np
from scipy import stats

from famnet.analysis.bias.flagged import signals_of
from famnet.analysis.compiled import kernel
from famnet.analysis.concentration.frailty import FittedFrailty
from famnet.analysis.concentration.sampler import Effort
from famnet.analysis.concentration.scan import judged as held_against
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.concentration.window_ratios import fitted_law, ratios_by
from famnet.analysis.families import family_windows
from famnet.analysis.gate import touches
from famnet.analysis.households import homes
from famnet.analysis.links import family_links
from famnet.analysis.overlap import cluster_leaders
from famnet.analysis.period import last_months
from famnet.graph import build_graph
from famnet.synthetic.plan import BACKGROUNDS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

RESULTS = Path(__file__).parent / "results"
DONE = RESULTS / "rivals.jsonl"
KINDS = {"mild": 20.0, "hard": 40.0}
#: Planted families per person, as in methods.md 2.10: 60 in a world of 130,000.
PER_PERSON = 60 / 130_000
NAMES = {
    "scan": "famnet: the list of the scan",
    "scan_by_p": "the scan, by upper limit of p",
    "no_frailty": "MDS without frailty, by upper limit of p",
    "poisson_binomial": "Poisson-binomial p",
    "eb05": "EB05",
    "domains_minus_expected": "observed minus expected domains, standardised",
    "raw": "raw count of signals",
    "per_person": "count per person",
    "domains": "distinct domains",
    "louvain": "Louvain communities and count",
}


@kernel
def poisson_binomial(indptr, chances, observed):
    """Return P(at least so many of independent touches) per window, by adding one at a time."""
    out = np.ones(len(observed))
    for i in range(len(observed)):
        k = observed[i]
        if k == 0:
            continue
        below = np.zeros(k)
        below[0] = 1.0
        for place in range(indptr[i], indptr[i + 1]):
            for d in range(chances.shape[1]):
                q = chances[place, d]
                for j in range(k - 1, 0, -1):
                    below[j] = below[j] * (1 - q) + below[j - 1] * q
                below[0] *= 1 - q
        out[i] = max(1 - below.sum(), 0.0)
    return out


def leaders(windows, score):
    """Return windows with a score, best first, freed of overlap; ties in the order of a hash."""
    ranked = np.flatnonzero(score > -np.inf)
    ranked = ranked[np.argsort(-score[ranked], kind="stable")].astype(np.int64)
    leader = cluster_leaders(windows.indptr, windows.units, ranked)
    return ranked[leader[ranked] == ranked]


def lists(graph, scan, found):
    """Return for each method its list: arrays of units, best first."""
    windows, people = scan.windows, scan.background.people
    units, start = windows.units, windows.indptr[:-1]
    chances = np.ascontiguousarray(scan.background.chances[units])
    bits = people.masks[units][:, None] >> np.arange(chances.shape[1]) & 1
    touched = np.add.reduceat(bits, start)
    n_domains = (touched > 0).sum(axis=1)
    seen = touched.sum(axis=1)
    signals = signals_of(windows, found).astype(float)
    any_d = 1 - np.exp(np.add.reduceat(np.log1p(-chances), start))
    spread = np.sqrt((any_d * (1 - any_d)).sum(axis=1))
    some = np.where(seen > 0, 0.0, -np.inf)
    tail = poisson_binomial(windows.indptr, chances, seen)
    expected = np.add.reduceat(chances.sum(axis=1), start)
    score = {
        "raw": signals + some,
        "per_person": signals / np.maximum(windows.n_persons, 1) + some,
        "domains": n_domains + some,
        "domains_minus_expected": (n_domains - any_d.sum(axis=1)) / np.maximum(spread, 1e-9) + some,
        # What rounds to zero is ordered by the excess over what is expected.
        "poisson_binomial": -np.log(np.maximum(tail, 1e-15)) + 1e-6 * (seen - expected) + some,
        "eb05": eb05(scan, seen) + some,
    }
    plain = FittedFrailty(tuple(0.0 for _ in scan.background.frailty.variance), 0.0)
    bare = replace(scan.background, frailty=plain)
    rough = Effort(relative_error=0.3, most=6000)
    without = held_against(bare, windows, scan.counts, law=None, how=(0, 1, rough))
    score |= {"scan_by_p": small_p(scan), "no_frailty": small_p(without)}
    ranked = {name: leaders(windows, one) for name, one in score.items()}
    ranked["scan"] = scan.listed
    out = {name: [windows.units_of(i) for i in some.tolist()] for name, some in ranked.items()}
    return out | {"louvain": communities(graph, found)}


def small_p(scan):
    """Return a score that is larger for a smaller p, and of the same p for a larger statistic."""
    upper = np.array([one.p_upper for one in scan.estimates])
    order = np.lexsort((-scan.t, upper))
    score = np.full(len(upper), -np.inf)
    score[order] = -np.arange(len(upper), dtype=float)
    return np.where(scan.t > 0, score, -np.inf)


def eb05(scan, seen):
    """Return the lower end of the 90 % interval of the shrunk rate ratio."""
    law = fitted_law(scan.background, scan.windows)
    which = np.flatnonzero(seen > 1)
    out = np.full(len(seen), -np.inf)
    for i, row in ratios_by(law, scan.background, scan.windows, which).items():
        out[i] = row.low
    return out


def communities(graph, found):
    """Return Louvain communities of homes tied by descent, most signals first."""
    home, children = homes(graph), family_links(graph).children
    n = len(home.unit)
    parent = np.repeat(np.arange(len(children.start) - 1), np.diff(children.start))
    named = parent < n
    ends = np.stack([home.unit[parent[named]], home.unit[children.to[named]]], axis=1)
    net = nx.Graph()
    net.add_edges_from(ends[ends[:, 0] != ends[:, 1]].tolist())
    signals = found.first[found.start[1:]] - found.first[found.start[:-1]]
    parts = [np.array(sorted(c), np.int64) for c in nx.community.louvain_communities(net, seed=1)]
    counts = np.array([signals[c].sum() for c in parts])
    return [parts[i] for i in np.argsort(-counts, kind="stable").tolist() if counts[i] > 0]


def planted_units(graph, truth):
    """Return the units of each planted family."""
    at = {name: row for row, name in enumerate(graph.households["household_id"])}
    unit = homes(graph).household_unit
    own = truth[~truth["decoy"]]
    return [
        {int(unit[at[h]]) for h in homes_of if unit[at[h]] >= 0}
        for _, homes_of in own.groupby("family")["household_id"]
    ]


def judged(listed, planted):
    """Return average precision, precision at as many as were planted, and the places of the hits."""
    of_unit = {}
    for f, units in enumerate(planted):
        for unit in units:
            of_unit.setdefault(unit, set()).add(f)
    open_ones, hits = set(range(len(planted))), []
    for place, units in enumerate(listed, 1):
        mine = set(np.asarray(units).tolist())
        near = {f for u in mine for f in of_unit.get(u, ())} & open_ones
        best = max(near, key=lambda f: len(mine & planted[f]) / len(mine | planted[f]), default=-1)
        if best >= 0 and len(mine & planted[best]) >= 0.5 * len(mine | planted[best]):
            open_ones.discard(best)
            hits.append(place)
        if not open_ones:
            break
    n = len(planted)
    precision = [number / place for number, place in enumerate(hits, 1)]
    return {"ap": sum(precision) / n, "at": sum(h <= n for h in hits) / n, "found": len(hits) / n}


def one_world(kind, number, persons):
    began = time.process_time()
    planting = Planting(families=max(round(PER_PERSON * persons), 4), ratios=(KINDS[kind],))
    plan = WorldPlan(
        persons=persons, seed=1000 + number, background=BACKGROUNDS[kind], planting=planting
    )
    made = make_world(plan)
    graph = build_graph(made.delivery())
    found = touches(graph, last_months(graph.as_of))
    scan = scan_graph(graph)
    planted = planted_units(graph, made.truth())
    every = lists(graph, scan, found)
    row = {name: judged(listed, planted) for name, listed in every.items()}
    reported = [scan.windows.units_of(i) for i in scan.reported.tolist()]
    at_q = judged(reported, planted)
    digest = hashlib.sha256(repr(sorted(map(sorted, planted))).encode()).hexdigest()[:12]
    return {
        "kind": kind, "world": number, "persons": persons, "windows": len(family_windows(graph)),
        "planted": len(planted), "planted_hash": digest, "reported": len(reported),
        "true": round(at_q["found"] * len(planted)), "cpu": round(time.process_time() - began, 1),
        "methods": row,
    }  # fmt: skip


def interval(values):
    """Return the 95 % interval of a mean over worlds (Student)."""
    if len(values) < 2:
        return ""
    half = stats.t.ppf(0.975, len(values) - 1) * np.std(values, ddof=1) / np.sqrt(len(values))
    return f" ± {half:.3f}"


def table(rows):
    """Return the results as text."""
    lines = ["# Rivals on the same worlds", "", __doc__.split("\n\n")[2], ""]
    for kind, ratio in KINDS.items():
        mine = [row for row in rows if row["kind"] == kind]
        if not mine:
            continue
        n = len(mine)
        persons = sorted({row["persons"] for row in mine})
        raw = np.mean([row["methods"]["raw"]["ap"] for row in mine])
        lines += [
            f"## {kind}, rate ratio {ratio:g}: {n} worlds of {persons} persons, {sum(row['planted'] for row in mine)} planted families, {sum(row['windows'] for row in mine)} windows",
            "",
            "| method | AP (95 % over worlds) | AP / raw count | P at as many as planted | recall of the whole list |",
            "|---|---|---|---|---|",
        ]
        means = {name: np.mean([r["methods"][name]["ap"] for r in mine]) for name in NAMES}
        for name in sorted(NAMES, key=lambda name: -means[name]):
            ap = [row["methods"][name]["ap"] for row in mine]
            at = np.mean([row["methods"][name]["at"] for row in mine])
            recall = np.mean([row["methods"][name]["found"] for row in mine])
            lines.append(
                f"| {NAMES[name]} | {means[name]:.3f}{interval(ap)} |"
                f" {means[name] / max(raw, 1e-9):.1f} | {at:.3f} | {recall:.2f} |"
            )
        reported = sum(row["reported"] for row in mine)
        true = sum(row["true"] for row in mine)
        recall = true / sum(row["planted"] for row in mine)
        lines += [
            "",
            f"Reported at q .05: {reported}, of which {reported - true} not planted; recall {recall:.2f}. CPU {np.mean([r['cpu'] for r in mine]):.0f} s a world.",
            "",
        ]
    return "\n".join(lines)


def main():
    asked = argparse.ArgumentParser(description="Rivals on the same worlds.")
    asked.add_argument("worlds", type=int, nargs="?", default=4)
    asked.add_argument("--persons", type=int, default=60_000)
    options = asked.parse_args()
    RESULTS.mkdir(exist_ok=True)
    rows = [json.loads(line) for line in DONE.read_text().splitlines()] if DONE.exists() else []
    done = {(row["kind"], row["world"], row["persons"]) for row in rows}
    for number in range(options.worlds):
        for kind in KINDS:
            if (kind, number, options.persons) in done:
                continue
            row = one_world(kind, number, options.persons)
            rows.append(row)
            with DONE.open("a", encoding="utf-8") as handle:
                handle.write(json.dumps(row) + "\n")
            (RESULTS / "rivals.md").write_text(table(rows) + "\n", encoding="utf-8")
            print(kind, number, row["cpu"], {k: round(v["ap"], 3) for k, v in row["methods"].items()}, row["reported"], row["true"], flush=True)  # fmt: skip


if __name__ == "__main__":
    main()
