"""Who is flagged where much and where little is reported, on worlds in which nothing is planted.

python -m benchmarks.bias run CACHE --worlds 4       # adds to CACHE/bias.jsonl, skips what is there
python -m benchmarks.bias table CACHE                # writes benchmarks/results/bias.md

Flagged is who leads a cluster and has p of .01 or less: next to nothing is reported where nothing is
planted. The other methods flag as many. A network belongs where most of its households are.
"""

from __future__ import annotations

import argparse
import json
import time
from pathlib import Path

import numpy as np

from benchmarks import scan_worlds
from famnet.analysis.bias.permuted import area_of_units
from famnet.analysis.concentration.scan import scan_people
from famnet.analysis.trials import FLAGGED_FROM, flagged_by_reporting, high_reporting, tried
from famnet.synthetic.plan import BACKGROUNDS, WorldPlan

RESULTS = Path(__file__).parent / "results"
PERSONS = 130_000
#: Part of the neighbourhoods that reports two to three times as much, as ``scan_worlds`` draws it.
SHARE = 0.25
KINDS = {
    "region, independent": "synthetic region with echoes; a quarter of the neighbourhoods reports 2-3 times as much of everything",
    "region, mild": "the same, families resemble each other mildly",
    "arrays, echo": "signals drawn on arrays, 35 % echoes; a quarter reports 2-3 times as much in five of nine scan groups (methods.md section 7)",
    "arrays, kin": "the same, resemblance between relatives of odds ratio 2.5",
}
METHODS = {
    "scan": "scan, with neighbourhood correction: p of .01 or less",
    "list": "the same, top of the list",
    "national": "top of the list without the correction",
    "raw_count": "raw count of signals",
}
#: Networks of as many expected touches are compared with each other.
BANDS = np.array([0.1, 0.2, 0.3, 0.5, 0.75, 1.0, 1.5, 2.0, 3.0])
BOOTSTRAPS = 2000
READING = """## How to read this

The aim is a ratio of 0.8-1.25. Seeds 920-925: the top of the list keeps to it on all four kinds of world (1.12-1.25), p of
.01 or less on two (1.06 and 1.20; 1.30 and 1.41 on the others). Seeds 900-906, looked at just before with the same scan,
gave 1.34, 1.47, 1.00 and 1.37 for the top of the list; taken together 1.29, 1.31, 1.05 and 1.32. So it is near the aim
and not shown to keep to it; counting signals gives about one and a half to twice and a half, the list without the correction two to
five and a half. Part of it was a fault, mended on 26 November 2026: each scan group's figure of an area was shrunk by itself, so
that 3 to 13 % too little was expected where all is reported more, and 1 to 10 % too much elsewhere; ratios were 1.39-1.60
before. What is left: p of .01 comes out about as often as it says where much is reported, or less, and still less often
where little is. Among networks of which as much is expected the ratio is near one on three of the four. p takes few
values where next to nothing is expected. Families in silent neighbourhoods are missed more easily.

Intervals take networks for independent, which they are not: worlds differ more than they say. Run more with
`python -m benchmarks.bias run CACHE --worlds 8`."""


def from_arrays(cache, background, seed):
    bones = scan_worlds.skeleton(cache, PERSONS, 1)
    world = scan_worlds.draw_world(bones, scan_worlds.BACKGROUNDS[background], seed)
    # The first draw of a world says which neighbourhoods report much.
    eager = np.random.default_rng(seed).random((len(bones.people.up), 1))[:, 0] < SHARE
    scan = scan_people(world.people, bones.windows, world.counts, how=(seed, 1))
    area = area_of_units(world.people)
    marked = np.where(area >= 0, eager[area], False).astype(np.int64)
    windows = scan.windows
    total = np.add.reduceat(marked[windows.units], windows.indptr[:-1])
    return scan, world.found, 2 * total > np.diff(windows.indptr)


def looked_at(cache, kind, seed):
    form, background = kind.split(", ")
    if form == "arrays":
        return from_arrays(cache, background, seed)
    trial = tried(WorldPlan(PERSONS, seed, background=BACKGROUNDS[background]), seed=seed)
    return trial.scan, trial.found, high_reporting(trial)


def one_world(cache, kind, seed):
    began = time.process_time()
    scan, found, high = looked_at(cache, kind, seed)
    p = np.array([one.p for one in scan.estimates])
    own = scan.listed
    own = own[p[own] <= FLAGGED_FROM]
    band = np.digitize(scan.expected.sum(axis=1), BANDS)
    n = len(BANDS) + 1
    counts = [np.bincount(band[which], minlength=n) for which in (~high, high)]
    flagged = [np.bincount(band[own[high[own] == side]], minlength=n) for side in (False, True)]
    whole = np.maximum(counts[0] + counts[1], 1)
    return {
        "kind": kind,
        "seed": seed,
        "below": [int((p[~high] <= FLAGGED_FROM).sum()), int((p[high] <= FLAGGED_FROM).sum())],
        "expected_touches": [
            float(scan.expected.sum(axis=1)[which].mean()) for which in (~high, high)
        ],
        # Mantel-Haenszel over bands of expected touches: numerator, denominator.
        "same_size": [
            float((flagged[1] * counts[0] / whole).sum()),
            float((flagged[0] * counts[1] / whole).sum()),
        ],
        "reported": len(scan.reported),
        "flagged": flagged_by_reporting(scan, found, high),
        "cpu": round(time.process_time() - began, 1),
    }


def ratio(rows, name):
    """Return the flagged ratio of worlds together."""
    low, high = np.sum([row["flagged"][name] for row in rows], axis=0)
    low_n, high_n = np.sum([row["flagged"]["windows"] for row in rows], axis=0)
    return (high / high_n) / max(low / low_n, 1e-12)


def same_size(rows):
    over, under = np.sum([row["same_size"] for row in rows], axis=0)
    return over / max(under, 1e-12)


def bootstrapped(rows, figure):
    """Return a figure with its 95 % interval, bootstrapped over worlds."""
    rng = np.random.default_rng(1)
    found = figure(rows)
    if len(rows) < 3:
        return f"{found:.2f}"
    again = [
        figure([rows[i] for i in rng.integers(0, len(rows), len(rows))]) for _ in range(BOOTSTRAPS)
    ]
    low, high = np.quantile(again, [0.025, 0.975])
    return f"{found:.2f} ({low:.2f}-{high:.2f})"


def about(rows):
    reported, cpu = (sum(row[name] for row in rows) for name in ("reported", "cpu"))
    return f"reported at q .05: {reported}; CPU {cpu / len(rows):.0f} s a world."


def table(rows):
    lines = ["# Flagged where much and where little is reported", "", __doc__.split("\n\n")[2], ""]
    for kind, words in KINDS.items():
        mine = [row for row in rows if row["kind"] == kind]
        if not mine:
            continue
        n = np.sum([row["flagged"]["windows"] for row in mine], axis=0)
        below = np.sum([row["below"] for row in mine], axis=0) / n / FLAGGED_FROM
        touches = np.mean([row["expected_touches"] for row in mine], axis=0)
        lines += [
            f"## {kind}: {len(mine)} worlds of {PERSONS} persons",
            "",
            f"{words[0].upper()}{words[1:]}. Networks {n[0]} and {n[1]}; {about(mine)}",
            "",
            "| method | flagged, low | flagged, high | ratio high / low (95 %) |",
            "|---|---|---|---|",
        ]
        for name, label in METHODS.items():
            low, high = np.sum([row["flagged"][name] for row in mine], axis=0)
            found = ratio(mine, name)
            width = np.exp(1.96 * np.sqrt(1 / max(low, 1) + 1 / max(high, 1)))
            figure = f"{found:.2f} ({found / width:.2f}-{found * width:.2f})"
            lines.append(f"| {label} | {low} | {high} | {figure} |")
        lines += [
            "",
            f"- p ≤ .01 actual over nominal, all networks: low {below[0]:.2f}, high {below[1]:.2f}",
            f"- households expected to be touched, times scan groups, per network: low {touches[0]:.2f}, high {touches[1]:.2f}",
            f"- scan, among networks of which as much is expected (Mantel-Haenszel): {bootstrapped(mine, same_size)}",
            "",
        ]
    return "\n".join([*lines, READING])


def main():
    asked = argparse.ArgumentParser(description="Flagged by reporting.")
    asked.add_argument("what", choices=["run", "table"])
    asked.add_argument("cache", type=Path)
    asked.add_argument("--worlds", type=int, default=4)
    asked.add_argument("--first", type=int, default=1)
    options = asked.parse_args()
    log = options.cache / "bias.jsonl"
    rows = [json.loads(line) for line in log.read_text().splitlines()] if log.exists() else []
    done = {(row["kind"], row["seed"]) for row in rows}
    if options.what == "run":
        options.cache.mkdir(parents=True, exist_ok=True)
        for seed in range(options.first, options.first + options.worlds):
            for kind in KINDS:
                if (kind, seed) in done:
                    continue
                rows.append(one_world(options.cache, kind, seed))
                with log.open("a", encoding="utf-8") as handle:
                    handle.write(json.dumps(rows[-1]) + "\n")
                print(json.dumps(rows[-1]), flush=True)
    (RESULTS / "bias.md").write_text(table(rows) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
