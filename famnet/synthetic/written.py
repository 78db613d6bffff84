"""A world of known truth as a delivery: the tables, the truth beside them, and the card."""

from __future__ import annotations

import csv
from typing import TYPE_CHECKING

import numpy as np

from famnet.synthetic.card import write_card
from famnet.synthetic.faults import add_faults
from famnet.synthetic.figures import people_figures, record_figures, signal_figures
from famnet.synthetic.region import Made, write_toml
from famnet.synthetic.truth import COLUMNS, truth_rows
from famnet.synthetic.write import write_tables

if TYPE_CHECKING:
    from pathlib import Path

    from famnet.synthetic.strength import MadeWorld

__all__ = ["world_figures", "write_world"]


def write_world(made: MadeWorld, out: Path) -> Made:
    """Write a world as a delivery.

    Parameters
    ----------
    made : MadeWorld
        The world.
    out : pathlib.Path
        Folder for the delivery; made where it does not exist.

    Returns
    -------
    Made
        Counts of what was written, faulty rows apart.

    Notes
    -----
    truth.csv stands beside the tables and no reader takes it as part of them; nothing in a table says
    what was planted. Same plan, same bytes.
    """
    out.mkdir(parents=True, exist_ok=True)
    tables = made.tables()
    counts = {name: len(next(iter(columns.values()))) for name, columns in tables.items()}
    write_tables(tables, out, made.world.places.partner_ids, made.width)
    add_faults(out, counts, made.width)
    with (out / "truth.csv").open("w", encoding="utf-8", newline="") as file:
        write = csv.writer(file, lineterminator="\n")
        write.writerow(COLUMNS)
        write.writerows(truth_rows(made.cases, made.width))
    write_toml(out, made.world.places, made.plan.seed)
    figures = world_figures(made) | record_figures(made.world, tables)
    write_card(out, _settings(made), figures)
    return Made(counts["persons"], counts["households"], counts["signals"], 0)


def world_figures(made: MadeWorld) -> dict[str, float]:
    """Return what a world came out as, for its card."""
    first = len(made.sightings) - made.echoes
    return {
        **people_figures(made.world),
        **signal_figures(made.world, made.sightings),
        "echo": made.echoes / max(first, 1),
        "high_reporting": 100 * float(np.mean(made.neighbourhoods.high)),
    }


def _settings(made: MadeWorld) -> dict[str, object]:
    plan = made.plan
    return {
        "persons": plan.persons,
        "seed": plan.seed,
        "background": plan.background.name,
        "planted": plan.planting.families,
        "rate_ratios": "|".join(f"{ratio:g}" for ratio in plan.planting.ratios),
        "domains": "|".join(str(number) for number in plan.planting.domains),
        "decoys": "|".join(f"{kind}:{count}" for kind, count in plan.decoys.items() if count),
    }
