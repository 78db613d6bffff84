"""Found in a world against found where its households were dealt out again: no formula in between.

python -m benchmarks.permuted_worlds              # a mild and a hard world, twenty permutations of each
python -m benchmarks.permuted_worlds --worlds 20 --persons 60000

What households show is permuted within class of household and neighbourhood; then the whole scan is
run again, fit and all. What it still reports is chance.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from benchmarks.rivals import KINDS, PER_PERSON, judged, planted_units
from famnet.analysis.bias.permuted import dealt_again, permuted
from famnet.analysis.concentration.scan import scan_graph, scan_touches
from famnet.analysis.gate import touches
from famnet.analysis.period import last_months
from famnet.graph import build_graph
from famnet.synthetic.plan import BACKGROUNDS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

RESULTS = Path(__file__).parent / "results"
DONE = RESULTS / "permuted_worlds.jsonl"


def world(kind, persons):
    planting = Planting(families=max(round(PER_PERSON * persons), 4), ratios=(KINDS[kind],))
    plan = WorldPlan(persons=persons, seed=7, background=BACKGROUNDS[kind], planting=planting)
    made = make_world(plan)
    return made, build_graph(made.delivery())


def counted(scan):
    upper = np.array([one.p_upper for one in scan.estimates])
    return {
        "reported": len(scan.reported),
        "passed": int((scan.t > 0).sum()),
        **{f"below_{level:g}": int((upper <= level).sum()) for level in (1e-2, 1e-3, 1e-4)},
    }


def run(kind, persons, n, rows):
    done = {(row["kind"], row["persons"], row["world"]) for row in rows}
    missing = [number for number in range(n + 1) if (kind, persons, number) not in done]
    if not missing:
        return
    made, graph = world(kind, persons)
    period = last_months(graph.as_of)
    found, base = touches(graph, period), scan_graph(graph)
    for number in missing:
        began = time.process_time()
        if number == 0:
            scan, at = base, planted_units(graph, made.truth())
            true = judged([scan.windows.units_of(i) for i in scan.reported.tolist()], at)["found"]
            more = {"planted": len(at), "true": round(true * len(at)), "windows": len(scan.windows)}
        else:
            dealt = dealt_again(base.background.people, number)
            scan, more = scan_touches(graph, permuted(found, dealt), period), {}
        row = {"kind": kind, "persons": persons, "world": number, **counted(scan), **more}
        rows.append({**row, "cpu": round(time.process_time() - began, 1)})
        with DONE.open("a", encoding="utf-8") as handle:
            handle.write(json.dumps(rows[-1]) + "\n")
        (RESULTS / "permuted_worlds.md").write_text(table(rows) + "\n", encoding="utf-8")
        print(rows[-1], flush=True)


def table(rows):
    lines = ["# Permuted worlds", "", __doc__.split("\n\n")[2], ""]
    lines += [
        "| world | permutations | | reported at q .05 | p ≤ 1e-2 | p ≤ 1e-3 | p ≤ 1e-4 | passed the gate with evidence |",
        "|---|---|---|---|---|---|---|---|",
    ]
    names = ("reported", "below_0.01", "below_0.001", "below_0.0001", "passed")
    for kind, persons in sorted({(row["kind"], row["persons"]) for row in rows}):
        mine = [row for row in rows if (row["kind"], row["persons"]) == (kind, persons)]
        real = [row for row in mine if row["world"] == 0]
        dealt = [row for row in mine if row["world"] > 0]
        if real:
            cells = " | ".join(str(real[0][name]) for name in names)
            true = f"{real[0]['true']} of {real[0]['planted']} planted"
            lines.append(f"| {kind}, {persons} persons | {len(dealt)} | real ({true}) | {cells} |")
        if dealt:
            cells = " | ".join(f"{np.mean([row[name] for row in dealt]):.2f}" for name in names)
            lines.append(f"| | | mean of permuted | {cells} |")
            most = " | ".join(str(max(row[name] for row in dealt)) for name in names)
            lines.append(f"| | | most in one | {most} |")
    return "\n".join([*lines, "", "p is the upper limit that BH is given; windows overlap."])


def main():
    asked = argparse.ArgumentParser(description="Found against found in permuted worlds.")
    asked.add_argument("--worlds", type=int, default=20)
    asked.add_argument("--persons", type=int, default=60_000)
    options = asked.parse_args()
    RESULTS.mkdir(exist_ok=True)
    rows = [json.loads(line) for line in DONE.read_text().splitlines()] if DONE.exists() else []
    for kind in KINDS:
        run(kind, options.persons, options.worlds, rows)


if __name__ == "__main__":
    main()
