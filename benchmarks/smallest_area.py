"""The smallest area that can be compared: null worlds of several sizes, what is estimated and how surely.

Run: ``python -m benchmarks.smallest_area``; three minutes of one core.
"""

from __future__ import annotations

import numpy as np

import famnet
from famnet.analysis.concentration.scan import scan_graph
from famnet.synthetic.plan import BACKGROUNDS, WorldPlan
from famnet.synthetic.strength import make_world

#: Persons, and how many worlds.
SIZES = ((1000, 20), (2000, 16), (5000, 10), (10_000, 6), (20_000, 4))


def measure(persons: int, worlds: int, background: str) -> str:
    """Return one row: how many are touched, p below .01 against what is promised, frailty."""
    touched, variance, below, windows = [], [], 0, 0
    for seed in range(1, worlds + 1):
        plan = WorldPlan(persons=persons, seed=seed, background=BACKGROUNDS[background])
        scan = scan_graph(famnet.build_graph(make_world(plan).delivery()))
        below += sum(one.p <= 0.01 for one in scan.estimates)
        windows += len(scan.windows)
        touched.append(int((scan.background.people.masks > 0).sum()))
        variance.append(scan.background.frailty.variance[0])
    ratio = below / (0.01 * windows)
    return (
        f"| {persons} | {background} | {worlds} | {windows} | {np.mean(touched):.0f} | {ratio:.2f} |"
        f" {np.mean(variance):.2f} | {np.std(variance):.2f} |"
    )


if __name__ == "__main__":
    for size, number in SIZES:
        for kind in ("independent", "hard"):
            print(measure(size, number, kind), flush=True)
