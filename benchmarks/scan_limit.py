"""How far any list could come on the worlds of ``scan_power``: one that knows how families were planted.

    python -m benchmarks.scan_limit --worlds 8 --first 600 > benchmarks/results/scan_limit.md

The list is ordered by the likelihood ratio of the very law that made the planted families: four of nine
scan groups, whichever, in which every rate is multiplied by the ratio that was used, against none: once
told of households touched or not, once of persons touched or not. No scan can know that law; what it gets
out of the same signals is what there is to get (Neyman & Pearson), save that families resemble each other
a little on mild worlds and much on hard ones.
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
    """Return per window the log likelihood ratio of the law, told of households."""
    touched = background.people.touched_units()[:, :-1] > 0
    rates = -np.log1p(-np.clip(background.chances, 1e-12, 1 - 1e-12))
    return _of_four(_likelier(touched, rates, ratio), windows)


def known_law_of_persons(background: Background, windows: Windows, ratio: float) -> Floats:
    """Return the same, told of persons."""
    people, rates = background.people, background.rates
    by_unit = np.zeros_like(background.chances)
    for d in range(by_unit.shape[1]):
        one = rates.rate[people.stratum, d] * rates.multiplier[people.area, d] * people.exposure
        whole = np.bincount(people.unit, one, len(by_unit))
        # As often as the household is touched.
        scale = -np.log1p(-background.chances[:, d]) / np.maximum(whole, 1e-12)
        rate = np.maximum(one * scale[people.unit], 1e-12)
        each = _likelier(people.touched[:, d] >= 1, rate, ratio)
        by_unit[:, d] = np.bincount(people.unit, each, len(by_unit))
    return _of_four(by_unit, windows)


def _likelier(touched: npt.NDArray[np.bool_], rate: Floats, ratio: float) -> Floats:
    raised = np.log(-np.expm1(-ratio * rate)) - np.log(-np.expm1(-rate))
    return np.asarray(np.where(touched, raised, -(ratio - 1) * rate))


def _of_four(by_unit: Floats, windows: Windows) -> Floats:
    by_group = np.add.reduceat(by_unit[windows.units], windows.indptr[:-1])
    # Over all sets of four groups: an elementary symmetric polynomial.
    sums = [np.zeros(len(windows)), *(np.full(len(windows), -np.inf) for _ in range(GROUPS_RAISED))]
    for column in by_group.T:
        for j in range(GROUPS_RAISED, 0, -1):
            sums[j] = np.logaddexp(sums[j], sums[j - 1] + column)
    return sums[-1]


def one_world(kind: str, seed: int) -> tuple[float, ...]:
    """Return average precisions: of the scan's list, of the known law of households and of persons.

    Of those behind the gate, and of that of persons without it.
    """
    made = make_world(plan_of(kind, seed))
    graph = famnet.build_graph(made.delivery())
    period = last_months(graph.as_of)
    found, windows = touches(graph, period), family_windows(graph)
    background = fit_background(people_of(graph, found, period), windows)
    passed = count_windows(found, windows.indptr, windows.units).reason == 0
    households = np.exp(known_law(background, windows, RATIOS[kind]))
    persons = np.exp(known_law_of_persons(background, windows, RATIOS[kind]))
    lists = (
        ranked_by(np.where(passed, weights(background, windows), 0)),
        ranked_by(np.where(passed, households, 0)),
        ranked_by(np.where(passed, persons, 0)),
        ranked_by(persons),
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
        "| worlds | list of the scan, by weight | known law of households, behind the gate | of persons,"
        " behind the gate | of persons, no gate |"
    )
    print("|---|---|---|---|---|")
    for kind in RATIOS:
        seeds = range(given.first, given.first + given.worlds)
        rows = np.array([one_world(kind, seed) for seed in seeds])
        mean, spread = rows.mean(axis=0), rows.std(axis=0, ddof=1) / np.sqrt(len(rows))
        cells = " | ".join(f"{m:.3f} ± {s:.3f}" for m, s in zip(mean, spread, strict=True))
        print(f"| {kind} ({len(rows)}, seeds {seeds[0]}-{seeds[-1]}) | {cells} |", flush=True)
    print("\nAverage precision, with its standard error over worlds.")


if __name__ == "__main__":
    main()
