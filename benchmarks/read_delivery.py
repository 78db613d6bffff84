"""Reading and checking a delivery at growing sizes: seconds, peak memory, growth, ratio to pandas.

    python -m benchmarks.read_delivery                  # 10k, 100k, 1M signals
    python -m benchmarks.read_delivery 10000 100000

Each size is read in a process of its own, three times; the median counts. The plain check reads
persons and signals with pandas and asks five rules of row after row of the signals, as one would
write it first; ours reads five tables and asks all rules. On a machine that others use too the
processor seconds are the ones to compare; growth is taken of them.
"""

from __future__ import annotations

import json
import math
import os
import platform
import resource
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.csv

PLAIN_UP_TO = 100_000
RESULTS = Path(__file__).parent / "results"

# Type, partner that holds it, role that it allows.
KINDS = [
    ("JUS_PROPERTY", "POL", "suspect"),
    ("JUS_VIOLENCE", "POL", "victim"),
    ("EDU_ABSENCE", "LPA", "involved"),
    ("FIN_DEBT", "WENI", "involved"),
    ("MEN_CONCERN", "SWT", "involved"),
    ("HOM_VT_REPORT", "VT", "child_in_family"),
]


def _ids(letter: str, numbers: np.ndarray) -> np.ndarray:
    return np.char.add(letter, np.char.zfill(numbers.astype("U8"), 8))


def _save(folder: Path, name: str, columns: dict[str, object]) -> None:
    options = pyarrow.csv.WriteOptions(quoting_style="none")
    pyarrow.csv.write_csv(pa.table(columns), folder / f"{name}.csv", options)


def generate(folder: Path, signals: int) -> int:
    """Write persons, homes, stays, kin and signals; four in a thousand signals are wrong."""
    rng = np.random.default_rng(5)
    persons, homes = max(signals * 65 // 100, 10), max(signals * 36 // 100, 5)
    ids = _ids("P", rng.permutation(persons))
    birth = np.datetime64("1940-01-01") + rng.integers(0, 28_000, persons)
    sex = np.array(["male", "female"])[rng.integers(0, 2, persons)]
    name = np.full(persons, "Jansen")
    _save(
        folder,
        "persons",
        {"person_id": ids, "family_name": name, "birth_date": birth.astype(str), "sex": sex},
    )
    home = _ids("H", np.arange(homes))
    _save(folder, "households", {"household_id": home, "kind": np.full(homes, "private")})
    _save(
        folder,
        "memberships",
        {"person_id": ids, "household_id": home[rng.integers(0, homes, persons)]},
    )
    # Parents come from the older half of the row of birth dates, children from the younger.
    order = np.argsort(birth)
    parents = order[rng.integers(0, persons // 3, persons)]
    children = order[persons * 2 // 3 + rng.integers(0, persons // 3, persons)]
    _save(
        folder,
        "kinships",
        {
            "person_id": ids[parents],
            "kind": np.full(persons, "parent_of"),
            "relative_id": ids[children],
        },
    )
    kind = rng.integers(0, len(KINDS), signals)
    type_, partner, role = (np.array(words)[kind] for words in zip(*KINDS, strict=True))
    day = np.datetime64("2017-01-01") + rng.integers(0, 3000, signals)
    events, person = day.astype(str), ids[rng.integers(0, persons, signals)]
    wrong = rng.permutation(signals)[: signals // 250].reshape(-1)
    part = np.array_split(wrong, 4)
    type_ = type_.astype("U16")
    type_[part[0]], role[part[1]], events[part[2]], person[part[3]] = (
        "NOPE",
        "thief",
        "31-02-2020",
        "P99999999",
    )
    _save(
        folder,
        "signals",
        {
            "signal_id": _ids("S", np.arange(signals)),
            "type": type_,
            "person_id": person,
            "role": role,
            "partner_id": partner,
            "incident_id": _ids("I", rng.integers(0, signals, signals)),
            "event_date": events,
            "received_date": (day + 3).astype(str),
            "hardness": np.full(signals, "report"),
            "status": np.full(signals, "reported"),
        },
    )
    return 3 * persons + homes + signals


def measure(folder: Path) -> dict[str, float]:
    """Read in this process: seconds, processor seconds, peak GB."""
    from famnet.delivery import read_delivery

    walls, cpus = [], []
    for _ in range(3):
        wall, cpu = time.perf_counter(), time.process_time()
        delivery = read_delivery(folder)
        walls.append(time.perf_counter() - wall)
        cpus.append(time.process_time() - cpu)
        rejected = delivery.report.totals.rejected
        del delivery
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1e6
    return {
        "seconds": round(statistics.median(walls), 2),
        "cpu_seconds": round(statistics.median(cpus), 2),
        "peak_gb": round(peak, 2),
        "rejected": rejected,
    }


def plain(folder: Path) -> dict[str, float]:
    """Check five rules of the signals row by row with pandas: seconds, processor seconds."""
    import datetime as dt

    import pandas as pd

    from famnet.catalogue import load_catalogue

    started, cpu = time.perf_counter(), time.process_time()
    types = load_catalogue().signal_types
    persons = set(pd.read_csv(folder / "persons.csv", dtype=str)["person_id"])
    seen: set[str] = set()
    reasons = []
    for row in pd.read_csv(folder / "signals.csv", dtype=str).itertuples():
        if row.signal_id in seen:
            reasons.append((row.Index, "duplicate"))
        seen.add(row.signal_id)
        if row.type not in types:
            reasons.append((row.Index, "type"))
        elif row.role not in types[row.type].allowed_roles:
            reasons.append((row.Index, "role"))
        if row.person_id not in persons:
            reasons.append((row.Index, "person"))
        try:
            event = dt.date.fromisoformat(row.event_date)
            if dt.date.fromisoformat(row.received_date) < event:
                reasons.append((row.Index, "order"))
        except ValueError:
            reasons.append((row.Index, "date"))
    return {
        "plain_seconds": round(time.perf_counter() - started, 2),
        "plain_cpu_seconds": round(time.process_time() - cpu, 2),
    }


def main(sizes: list[int]) -> None:
    """Measure all sizes and keep the result."""
    rows = []
    for size in sizes:
        with tempfile.TemporaryDirectory() as name:
            folder = Path(name)
            total = generate(folder, size)
            command = [sys.executable, "-m", "benchmarks.read_delivery", "--child", name]
            answer = subprocess.run(command, check=True, capture_output=True, text=True)
            row = {"signals": size, "rows": total, **json.loads(answer.stdout)}
            if size <= PLAIN_UP_TO:
                row |= plain(folder)
                row["ratio"] = round(row["plain_seconds"] / row["seconds"], 1)
                row["cpu_ratio"] = round(row["plain_cpu_seconds"] / row["cpu_seconds"], 1)
        rows.append(row)
        print(row)
    last = rows[-2:]
    growth = (
        math.log(last[1]["cpu_seconds"] / last[0]["cpu_seconds"])
        / math.log(last[1]["signals"] / last[0]["signals"])
        if len(rows) > 1
        else None
    )
    result = {
        "sizes": rows,
        "growth_exponent": None if growth is None else round(growth, 2),
        "load_before": round(os.getloadavg()[0], 1),
        "python": platform.python_version(),
        "cores": os.cpu_count(),
    }
    print("growth exponent", result["growth_exponent"])
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "read_delivery.json").write_text(
        json.dumps(result, indent=1) + "\n", encoding="utf-8"
    )


if __name__ == "__main__":
    if sys.argv[1:2] == ["--child"]:
        print(json.dumps(measure(Path(sys.argv[2]))))
    else:
        main([int(word) for word in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
