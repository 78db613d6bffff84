"""How far any list could come on the worlds of ``scan_power``: one that knows how families were planted.

    python -m benchmarks.scan_limit --worlds 8 --first 600 > benchmarks/results/scan_limit.md

The list is ordered by the likelihood ratio of the very law that made the planted families: four of nine
scan groups, whichever, in which every household's rate is multiplied by the ratio that was used, against
none. No scan can know that law; what it gets out of the same signals is what there is to get
(Neyman & Pearson), save that families resemble each other a little on mild worlds and much on hard ones.
"""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

import numpy as np

import famnet
from benchmarks.scan_power import average_precision, cases_of, plan_of
from famnet.analysis.concentration.background import fit_background
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.weight import ranked_by, weights
from famnet.analysis.families import family_windows
from famnet.analysis.gate import count_windows, touches
from famnet.analysis.period import last_months
from famnet.synthetic.strength import make_world

if TYPE_CHECKING:
    import numpy.typing as npt

    from famnet.analysis.concentration.background import Background
    from famnet.analysis.families import Windows

    Floats = npt.NDArray[np.float64]

RATIOS = {"mild": 20.0, "hard": 40.0}
GROUPS_RAISED = 4


def known_law(background: Background, windows: Windows, ratio: float) -> Floats:
    """Return per window the log likelihood ratio of the law by which families were planted."""
    chances = background.chances[windows.units]
    masks = background.people.masks[windows.units]
    touched = (masks[:, None] >> np.arange(chances.shape[1]) & 1).astype(bool)
    q = np.clip(chances, 1e-12, 1 - 1e-12)
    raised = -np.expm1(ratio * np.log1p(-q))
    each = np.where(touched, np.log(raised / q), (ratio - 1) * np.log1p(-q))
    by_group = np.add.reduceat(each, windows.indptr[:-1])
    # Over all sets of four groups: an elementary symmetric polynomial.
    sums = [np.zeros(len(windows)), *(np.full(len(windows), -np.inf) for _ in range(GROUPS_RAISED))]
    for column in by_group.T:
        for j in range(GROUPS_RAISED, 0, -1):
            sums[j] = np.logaddexp(sums[j], sums[j - 1] + column)
    return sums[-1]


def one_world(kind: str, seed: int) -> tuple[float, ...]:
    """Return average precisions: of the scan's list, of the known law behind the gate, and without it."""
    made = make_world(plan_of(kind, seed))
    graph = famnet.build_graph(made.delivery())
    period = last_months(graph.as_of)
    found, windows = touches(graph, period), family_windows(graph)
    background = fit_background(people_of(graph, found, period), windows)
    passed = count_windows(found, windows.indptr, windows.units).reason == 0
    law = known_law(background, windows, RATIOS[kind])
    every = np.ones(len(windows), bool)
    lists = (
        ranked_by(weights(background, windows), passed),
        ranked_by(law, passed),
        ranked_by(law, every),
    )
    cases = cases_of(graph, made.truth())
    return tuple(average_precision(windows, ranked, cases) for ranked in lists)


def main() -> None:
    """Print the table."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--worlds", type=int, default=8)
    parser.add_argument("--first", type=int, default=600)
    given = parser.parse_args()
    print("# How far any list could come\n")
    print((__doc__ or "").split("\n\n")[2] + "\n")
    print(
        "| worlds | list of the scan, by weight | known law, behind the gate | known law, no gate |"
    )
    print("|---|---|---|---|")
    for kind in RATIOS:
        seeds = range(given.first, given.first + given.worlds)
        rows = np.array([one_world(kind, seed) for seed in seeds])
        mean, spread = rows.mean(axis=0), rows.std(axis=0, ddof=1) / np.sqrt(len(rows))
        cells = " | ".join(f"{m:.3f} ± {s:.3f}" for m, s in zip(mean, spread, strict=True))
        print(f"| {kind} ({len(rows)}, seeds {seeds[0]}-{seeds[-1]}) | {cells} |", flush=True)
    print("\nAverage precision, with its standard error over worlds.")


if __name__ == "__main__":
    main()
