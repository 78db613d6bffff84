"""Time to first paint of the network page at 50, 500 and 5,000 nodes, against plain pyvis with physics.

Run: ``python -m benchmarks.network_paint`` (about ten minutes; writes benchmarks/results/network_paint.md).
Both pages are opened in the same headless Chromium with the network off, in turns, three times each.
First paint: the first animation frame in which the canvas holds ink, from the start of navigation.
"""

from __future__ import annotations

import os
import platform
import shutil
import statistics
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import TimeoutError, sync_playwright  # noqa: A004
from pyvis.network import Network

ROOT = Path(__file__).resolve().parents[1]
sys.path.insert(0, str(ROOT / "tests"))
RESULTS = ROOT / "benchmarks" / "results" / "network_paint.md"
SIZES = (50, 500, 5_000)
TURNS = 3
# A page that has painted nothing by then is given up.
PATIENCE = 60_000
LOOK = """() => {
  const look = () => {
    for (const c of document.querySelectorAll('#mynetwork canvas')) {
      if (!c.width || !c.height) continue;
      const d = c.getContext('2d').getImageData(0, 0, c.width, c.height).data;
      for (let i = 3; i < d.length; i += 64) if (d[i] && d[i - 1] < 200) {
        console.log('painted ' + performance.now()); return;
      }
    }
    requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}"""


def region(nodes: int):
    """Families of four in a household, one in six joined to the next; five nodes a household."""
    from factory import make_graph

    persons, memberships, kinships, signals = [], [], [], []
    for i in range(nodes // 5):
        for who in ("m", "d", "k", "l"):
            persons.append(
                {
                    "person_id": f"{who}{i}",
                    "birth_date": "1980-01-01" if who in "md" else "2012-01-01",
                }
            )
            memberships.append(
                {"person_id": f"{who}{i}", "household_id": f"H{i}", "start_date": "2012-02-01"}
            )
        kinships += [
            {"person_id": f"{who}{i}", "kind": "parent_of", "relative_id": f"{kid}{i}"}
            for who in "md"
            for kid in "kl"
        ]
        kinships.append({"person_id": f"m{i}", "kind": "partner_of", "relative_id": f"d{i}"})
        if i % 6:
            kinships.append({"person_id": f"m{i - 1}", "kind": "parent_of", "relative_id": f"d{i}"})
        signals.append(
            {
                "signal_id": f"s{i}",
                "type": "EDU_ABSENCE",
                "person_id": f"k{i}",
                "role": "involved",
                "partner_id": "LPA",
                "event_date": "2025-03-01",
            }
        )
    return make_graph(persons=persons, memberships=memberships, kinships=kinships, signals=signals)


def plain(graph, path: Path) -> None:
    """Write what pyvis makes by itself of the same persons, households and lines."""
    from famnet.draw.person_lines import Gathered

    found = Gathered(graph, range(len(graph.persons))).all()
    net = Network(height="750px", width="100%", cdn_resources="in_line")
    keys = {end for line in found.now for end in (line.source, line.target)}
    net.add_nodes(sorted(keys), label=sorted(keys))
    # Its own add_edge is quadratic; this is about painting.
    net.edges = [{"from": line.source, "to": line.target} for line in found.now]
    html = net.generate_html(notebook=False)
    path.write_text(html, encoding="utf-8")


def first_paint(browser, path: Path) -> float | None:
    context = browser.new_context(offline=True, viewport={"width": 1280, "height": 900})
    context.add_init_script(f"({LOOK})()")
    page = context.new_page()
    try:
        with page.expect_console_message(
            lambda said: said.text.startswith("painted "), timeout=PATIENCE
        ) as told_by:
            page.goto(path.as_uri(), wait_until="commit", timeout=PATIENCE)
        return float(told_by.value.text.split()[1]) / 1000
    except TimeoutError:
        # A page that hangs is a result.
        return None
    finally:
        context.close()


def told(seconds: list[float | None]) -> str:
    if None in seconds:
        return f"none in {PATIENCE // 1000} s"
    return f"{statistics.median(seconds):.2f} s"


def measure() -> list[tuple[str, ...]]:
    from famnet.draw import network

    chromium = (
        os.environ.get("FAMNET_CHROMIUM")
        or shutil.which("chromium")
        or shutil.which("google-chrome")
    )
    rows = []
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=chromium, args=["--no-sandbox", "--disable-gpu"]
        )
        for nodes in SIZES:
            graph = region(nodes)
            ours, theirs = Path(folder) / f"ours{nodes}.html", Path(folder) / f"plain{nodes}.html"
            picture = network(graph)
            picture.save(ours)
            plain(graph, theirs)
            times: dict[Path, list[float | None]] = {ours: [], theirs: []}
            for _ in range(TURNS):
                for path, seen in times.items():
                    # One that painted nothing once is not waited for again.
                    seen.append(None if None in seen else first_paint(browser, path))
            drawn = f"{len(picture.scene.marks)} {'family networks' if picture.detail == 'families' else 'nodes'}"
            rows.append(
                (
                    f"{nodes:,}", drawn, told(times[ours]), told(times[theirs]),
                    f"{ours.stat().st_size / 1e6:.2f} MB", f"{theirs.stat().st_size / 1e6:.2f} MB",
                )
            )  # fmt: skip
            print(rows[-1], flush=True)
        version = browser.version
        browser.close()
    rows.append((version,))
    return rows


def main() -> None:
    *rows, (version,) = measure()
    head = (
        "nodes",
        "drawn at first by famnet",
        "famnet",
        "plain pyvis, physics",
        "file",
        "file, pyvis",
    )
    lines = [
        "# Time to first paint of the network",
        "",
        (
            f"`python -m benchmarks.network_paint`: headless Chromium {version}, software drawing, network off, "
            f"{os.cpu_count()} cores ({platform.machine()}), load {os.getloadavg()[0]:.1f} at the end; median of {TURNS}, "
            "both in the same run, in turns. From the start of navigation to the first frame with ink on the canvas."
        ),
        "",
        "| " + " | ".join(head) + " |",
        "|" + "---|" * len(head),
        *("| " + " | ".join(row) + " |" for row in rows),
        "",
        (
            "Persons, households and partners make the nodes. Above 1,000 famnet draws family networks, closed; their "
            "members are in the file and come when one is opened. Plain pyvis draws every node and places them by "
            "physics; with its own options it shows nothing until it has settled or done 1,000 rounds."
        ),
    ]
    RESULTS.write_text("\n".join(lines) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
