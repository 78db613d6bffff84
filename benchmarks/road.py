"""CSV to findings at growing sizes: time and peak memory per stage, growth, ratio to plain NetworkX.

python -m benchmarks.road                    # 10k, 100k, 1M persons
python -m benchmarks.road 10000 100000
"""

from __future__ import annotations

import itertools
import json
import math
import platform
import subprocess
import sys
import tempfile
import threading
import time
from pathlib import Path

import psutil

PLAIN_UP_TO = 200_000
RESULTS = Path(__file__).parent / "results"


def measure(delivery: Path, out: Path) -> dict[str, object]:
    """Run one road in this process; peak resident memory per stage is sampled every 20 ms."""
    from famnet.pipeline import session
    from famnet.progress import Progress

    progress = Progress()
    peaks: dict[int, int] = {}
    done = threading.Event()

    def sample() -> None:
        own = psutil.Process()
        while not done.wait(0.02):
            stage = len(progress.times)
            peaks[stage] = max(peaks.get(stage, 0), own.memory_info().rss)

    thread = threading.Thread(target=sample)
    thread.start()
    started = time.perf_counter()
    session.run(delivery, out, progress=progress)
    total = time.perf_counter() - started
    done.set()
    thread.join()
    stages = [
        {"stage": name, "seconds": round(seconds, 2), "peak_gb": round(peaks.get(i, 0) / 1e9, 2)}
        for i, (name, seconds) in enumerate(progress.times)
    ]
    return {
        "total": round(total, 2),
        "peak_gb": round(max(peaks.values()) / 1e9, 2),
        "stages": stages,
    }


def _child(*arguments: str) -> tuple[str, float, float]:
    """Run a command in its own process; return its output, seconds and peak GB."""
    started = time.perf_counter()
    process = subprocess.Popen([sys.executable, *arguments], stdout=subprocess.PIPE, text=True)
    peak = 0
    own = psutil.Process(process.pid)
    while process.poll() is None:
        try:
            peak = max(peak, own.memory_info().rss)
        except psutil.Error:
            break
        time.sleep(0.05)
    output = process.stdout.read() if process.stdout else ""
    if process.wait():
        msg = f"{arguments} failed"
        raise RuntimeError(msg)
    return output, time.perf_counter() - started, peak / 1e9


def main(sizes: list[int]) -> None:
    rows = []
    lines = [
        "# The road: CSV to findings",
        "",
        (
            f"Python {platform.python_version()}, {psutil.cpu_count()} cores,"
            f" {psutil.virtual_memory().total / 1e9:.0f} GB; one run per size, each in its own process."
        ),
        "",
    ]
    for size in sizes:
        with tempfile.TemporaryDirectory() as folder:
            delivery = Path(folder) / "delivery"
            _, made, peak = _child(
                "-m",
                "famnet",
                "synth",
                "--persons",
                str(size),
                "--seed",
                "11",
                "--out",
                str(delivery),
            )
            print(f"{size}: synth {made:.1f} s, {peak:.2f} GB", flush=True)
            output, _, _ = _child(
                "-m", "benchmarks.road", "--measure", str(delivery), str(Path(folder) / "out")
            )
            result = json.loads(output.splitlines()[-1])
            result["size"] = size
            result["synth"] = round(made, 1)
            if size <= PLAIN_UP_TO:
                _, plain, plain_peak = _child("-m", "benchmarks.plain_networkx", str(delivery))
                result["plain"] = round(plain, 2)
                result["plain_peak_gb"] = round(plain_peak, 2)
            rows.append(result)
            print(json.dumps(result), flush=True)
            lines += _section(result)
    lines += ["## Growth", "", "| from | to | exponent |", "|---|---|---|"]
    for a, b in itertools.pairwise(rows):
        exponent = math.log(b["total"] / a["total"]) / math.log(b["size"] / a["size"])
        lines.append(f"| {a['size']:,} | {b['size']:,} | {exponent:.2f} |")
    RESULTS.mkdir(exist_ok=True)
    (RESULTS / "road.md").write_text("\n".join(lines) + "\n", encoding="utf-8")


def _section(result: dict[str, object]) -> list[str]:
    lines = [
        f"## {result['size']:,} persons",
        "",
        f"Total {result['total']} s, peak {result['peak_gb']} GB (making the region: {result['synth']} s).",
    ]
    if "plain" in result:
        lines.append(
            f"Plain NetworkX script on the same files, without checks, echoes, gates or pages:"
            f" {result['plain']} s, {result['plain_peak_gb']} GB."
        )
    lines += ["", "| stage | s | peak GB |", "|---|---|---|"]
    lines += [
        f"| {row['stage']} | {row['seconds']} | {row['peak_gb']} |" for row in result["stages"]
    ]
    return [*lines, ""]


if __name__ == "__main__":
    if sys.argv[1:2] == ["--measure"]:
        print(json.dumps(measure(Path(sys.argv[2]), Path(sys.argv[3]))))
    else:
        main([int(size) for size in sys.argv[1:]] or [10_000, 100_000, 1_000_000])
