"""Processor time per stage and peak memory of the scan at growing sizes, and how they grow.

    python -m benchmarks.scan_scale 10000 100000 > benchmarks/results/scan_scale.md

Worlds of the synthetic region at full strength (``hard``, 60 families planted per 130,000 persons), in
memory. Each size runs in a process of its own, after a small one that compiles the kernels. Seconds are
of the processor, not of the clock, so that others on the machine matter less.
"""

from __future__ import annotations

import cProfile
import json
import math
import pstats
import resource
import subprocess
import sys
import time
from typing import Any, Final

import famnet
from famnet.analysis.concentration.scan import scan_graph
from famnet.synthetic.plan import BACKGROUNDS, Planting, WorldPlan
from famnet.synthetic.strength import make_world

#: Functions of the product, and what the stage is called.
STAGES: Final = {
    "family_windows": "family windows",
    "touches": "episodes and touches",
    "people_of": "persons",
    "count_windows": "gate",
    "fit_background": "expected values, profiles, first fit",
    "_estimates": "p, all passes",
    "refitted": "fit again",
    "cluster_leaders": "overlap clusters",
    "_ratios": "rate ratios",
    "certificate": "certificates",
}


def _world(persons: int) -> Any:
    planting = Planting(
        families=max(persons * 60 // 130_000, 1), ratios=(40.0,), domains=(4,), households=(3, 10)
    )
    return make_world(WorldPlan(persons, 1, background=BACKGROUNDS["hard"], planting=planting))


def one(persons: int) -> dict[str, Any]:
    """Scan one world and return what it took."""
    scan_graph(famnet.build_graph(_world(5000).delivery()))
    graph = famnet.build_graph(_world(persons).delivery())
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    profile = cProfile.Profile(time.process_time)
    start, clock = time.process_time(), time.perf_counter()
    profile.enable()
    scan = scan_graph(graph)
    profile.disable()
    spent, clock = time.process_time() - start, time.perf_counter() - clock
    stats = pstats.Stats(profile).stats  # type: ignore[attr-defined]
    stages = dict.fromkeys(STAGES.values(), 0.0)
    for (file, _, name), row in stats.items():
        if name in STAGES and "famnet/analysis" in file.replace("\\", "/"):
            stages[STAGES[name]] += row[3]
    return {
        "persons": persons, "signals": len(graph.signals), "windows": len(scan.windows),
        "tried": int((scan.t > 0).sum()), "reported": len(scan.reported),
        "seconds": spent, "clock": clock, "stages": stages,
        "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024,
        "before_mb": before / 1024,
    }  # fmt: skip


def table(rows: list[dict[str, Any]]) -> str:
    """Return the table, and the growth exponent between the last two sizes."""
    head = [f"{row['persons']:,}" for row in rows]
    out = ["| seconds of processor | " + " | ".join(head) + " |", "|---|" + "---|" * len(rows)]
    out += [
        f"| {name} | " + " | ".join(f"{row[name]:,}" for row in rows) + " |"
        for name in ("signals", "windows", "tried", "reported")
    ]
    out += [
        f"| {stage} | " + " | ".join(f"{row['stages'][stage]:.1f}" for row in rows) + " |"
        for stage in STAGES.values()
    ]
    out += [
        f"| {name} | " + " | ".join(f"{row[key]:.1f}" for row in rows) + " |"
        for key, name in (("seconds", "whole scan"), ("clock", "whole scan, clock, loaded"))
    ]
    each = [f"{1000 * row['stages']['p, all passes'] / max(row['tried'], 1):.2f}" for row in rows]
    out.append("| ms per window with something to show | " + " | ".join(each) + " |")
    peaks = [f"{row['peak_mb']:.0f} ({row['before_mb']:.0f} before)" for row in rows]
    out.append("| peak memory, MB | " + " | ".join(peaks) + " |")
    if len(rows) > 1:
        a, b = rows[-2], rows[-1]
        power = math.log(b["seconds"] / a["seconds"]) / math.log(b["persons"] / a["persons"])
        out += [
            "",
            f"Growth from {a['persons']:,} to {b['persons']:,} persons: exponent {power:.2f}.",
        ]
    return "\n".join(out)


def main() -> None:
    """Run each size in a process of its own."""
    given = sys.argv[1:] or ["10000", "100000"]
    if given[0] == "--one":
        print(json.dumps(one(int(given[1]))))
        return
    rows = []
    for size in given:
        command = [sys.executable, "-m", "benchmarks.scan_scale", "--one", size]
        done = subprocess.run(command, check=True, capture_output=True, text=True)
        rows.append(json.loads(done.stdout.splitlines()[-1]))
    print(table(rows))


if __name__ == "__main__":
    main()
