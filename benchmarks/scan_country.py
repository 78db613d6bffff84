"""Memory and processor time of ``famnet scan`` on a whole country from Parquet, stage by stage.

    famnet synth --persons 1000000 --seed 8 --signals-per-person 1.67 --out region
    python -m benchmarks.scan_country make region country 18
    python -m benchmarks.scan_country scan country out.csv 400 > benchmarks/results/scan_country.md

A country is made of copies of one region, with ids, partners and municipalities of their own: nobody
moves or marries between them, and what is seen is the same in each. The last number is the step: of the
windows that show something every 400th is drawn for (1: all, which takes an hour and more); all else is
done in full, and memory hardly depends on it, since windows are drawn for some thousands at a time. Peaks
are read from Linux (``/proc/self``).
"""

from __future__ import annotations

import functools
import importlib
import sys
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final

import duckdb
import numpy as np

from famnet.config import Settings
from famnet.delivery.contract import TABLES
from famnet.pipeline.scanning import Scanning, scan
from famnet.progress import Progress

if TYPE_CHECKING:
    from collections.abc import Callable

#: Where a stage is called, and how.
STAGES: Final = {
    ("famnet.delivery.reader", "_checked"): "read, check each row, encode ids",
    ("famnet.delivery.reader", "check_across"): "rules across tables",
    ("famnet.delivery.reader", "accepted_tables"): "tables",
    ("famnet.analysis.gathered", "family_windows"): "homes, family windows",
    ("famnet.analysis.gathered", "touches"): "episodes, touches",
    ("famnet.analysis.gathered", "people_of"): "persons",
    ("famnet.analysis.gathered", "count_windows"): "gate",
    ("famnet.analysis.gathered", "fitness_of"): "whether it can be compared",
    ("famnet.analysis.concentration.scan", "fit_background"): "expected values, first fit",
    ("famnet.analysis.concentration.scan", "_gated"): "statistic",
    ("famnet.analysis.concentration.scan", "_estimates"): "p",
    ("famnet.analysis.concentration.scan", "refitted"): "fit again",
    ("famnet.analysis.concentration.scan", "judged"): "last pass, clusters, ratios (p included)",
    ("famnet.pipeline.scanning", "write_parts"): "table, made and written in parts",
}
_OWN_IDS: Final = ("key", "ref", "group")
_LETTER_A: Final = 65


@dataclass(slots=True)
class Stage:
    """One stage that was run."""

    name: str
    seconds: float = 0.0
    clock: float = 0.0
    peak_mb: float = 0.0
    after_mb: float = 0.0


class Peaks:
    """Peak memory of stages, of those within one another too."""

    def __init__(self) -> None:
        self.done: list[Stage] = []
        self.most = 0.0
        self._open: list[Stage] = []

    def mark(self) -> float:
        """Give every open stage the peak since the last mark, and return what is held now."""
        held = dict(line.split(":") for line in Path("/proc/self/status").read_text().splitlines())
        peak, now = (int(held[key].split()[0]) / 1024 for key in ("VmHWM", "VmRSS"))
        Path("/proc/self/clear_refs").write_text("5")
        for stage in self._open:
            stage.peak_mb = max(stage.peak_mb, peak)
        self.most = max(self.most, peak)
        return now

    def watch(self, module: str, function: str, name: str) -> None:
        """Measure each call of a function of the product."""
        home = importlib.import_module(module)
        made = getattr(home, function)

        @functools.wraps(made)
        def measured(*args: Any, **kwargs: Any) -> Any:
            self.mark()
            stage, spent, clock = Stage(name), time.process_time(), time.perf_counter()
            self._open.append(stage)
            try:
                return made(*args, **kwargs)
            finally:
                stage.after_mb = self.mark()
                self._open.pop()
                stage.seconds = time.process_time() - spent
                stage.clock = time.perf_counter() - clock
                self.done.append(stage)
                print(stage, file=sys.stderr, flush=True)

        setattr(home, function, measured)


def make(region: Path, out: Path, copies: int) -> None:
    """Write a country of copies of a region, as Parquet."""
    out.mkdir()
    with duckdb.connect() as db:
        db.execute("set threads = 1")
        for declared in TABLES:
            source = region / f"{declared.name}.csv"
            if not source.is_file():
                continue
            db.execute(f"create table t as from read_csv('{source}', all_varchar = true)")
            heading = [row[0] for row in db.execute("describe t").fetchall()]
            own = {c.name for c in declared.columns if c.kind in _OWN_IDS} | {"municipality"}
            selects = [
                "select "
                + ", ".join(
                    f"'{chr(_LETTER_A + k)}' || {c} as {c}" if c in own else c for c in heading
                )
                + " from t"
                for k in range(copies)
            ]
            target = out / f"{declared.name}.parquet"
            db.execute(f"copy ({' union all '.join(selects)}) to '{target}' (format parquet)")
            db.execute("drop table t")
    (out / "delivery.toml").write_bytes((region / "delivery.toml").read_bytes())


def every(step: int) -> None:
    """Let p be drawn for one in so many windows; the others count as showing nothing."""
    module = importlib.import_module("famnet.analysis.concentration.scan")
    made: Callable[..., Any] = module._estimates  # noqa: SLF001

    def some(background: Any, windows: Any, t: Any, how: Any) -> Any:
        chosen = np.flatnonzero(t > 0)[::step]
        return made(background, windows, np.where(np.isin(np.arange(len(t)), chosen), t, 0.0), how)

    module._estimates = some  # type: ignore[attr-defined]  # noqa: SLF001


def measure(delivery: Path, out: Path, step: int) -> None:
    """Scan, and print the stages."""
    peaks = Peaks()
    if step > 1:
        every(step)
    for (module, function), name in STAGES.items():
        peaks.watch(module, function, name)
    how, spent, clock = Scanning(threads=2), time.process_time(), time.perf_counter()
    answer = scan(delivery, out, Settings(), how, Progress(shown=False))
    peaks.mark()
    print("| stage | seconds of processor | clock, loaded | peak, MB | held after, MB |")
    print("|---|---|---|---|---|")
    for one in peaks.done:
        print(
            f"| {one.name} | {one.seconds:.0f} | {one.clock:.0f} | {one.peak_mb:,.0f} |"
            f" {one.after_mb:,.0f} |"
        )
    spent, clock = time.process_time() - spent, time.perf_counter() - clock
    print(f"| all | {spent:.0f} | {clock:.0f} | {peaks.most:,.0f} | |")
    print(f"\n{answer.rows:,} windows, of which {answer.eligible:,} pass the gate.")


def main() -> None:
    """Make a country or scan it."""
    what, one, two, number = sys.argv[1:5]
    {"make": make, "scan": measure}[what](Path(one), Path(two), int(number))


if __name__ == "__main__":
    main()
