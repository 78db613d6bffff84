"""A region of small families in which chosen ones show what a test asks; nothing else happens much."""

from __future__ import annotations

from functools import cache

import numpy as np
from factory import make_graph

from famnet.analysis.bias import audit

KINDS = {
    "FIN_DEBT": "WENI",
    "MEN_CONCERN": "HA",
    "HOU_NUISANCE": "WOCO",
    "EDU_ABSENCE": "LPA",
    "WRK_NONE": "UWV",
}
#: Far enough apart that no two are taken for one occurrence.
DAYS = dict(
    zip(KINDS, ("2024-03-01", "2024-08-01", "2025-01-15", "2025-06-01", "2025-10-15"), strict=True)
)
#: Each type by a partner of its own.
FIVE = {
    "FIN_DEBT": "WENI", "MEN_CONCERN": "HA", "HOU_NUISANCE": "WOCO", "EDU_ABSENCE": "LPA",
    "WRK_NONE": "UWV",
}  # fmt: skip
FAMILIES = 250
#: The family that a test is about.
OWN = 7


def world(own, certainty=None):
    """Return a graph; ``own`` lists (member 0-3, type, partner, more columns) of family 7."""
    rng = np.random.default_rng(5)
    tables = {"persons": [], "memberships": [], "kinships": [], "signals": []}
    for f in range(FAMILIES):
        for i, born in enumerate(("1950-01-01", "1980-01-01", "1982-01-01", "1984-01-01")):
            name = f"f{f:03d}_{i}"
            tables["persons"].append({"person_id": name, "birth_date": born, "sex": "female"})
            tables["memberships"].append({"person_id": name, "household_id": f"h{name}"})
            if i:
                tie = {"person_id": f"f{f:03d}_0", "kind": "parent_of", "relative_id": name}
                if f == OWN and certainty and i == 3:
                    tie["certainty"] = certainty
                tables["kinships"].append(tie)
            for kind, partner in KINDS.items():
                if rng.random() < 0.02 and f != OWN:
                    tables["signals"].append(_signal(name, kind, partner, {}))
    for number, (i, kind, partner, more) in enumerate(own):
        tables["signals"].append(_signal(f"f{OWN:03d}_{i}", kind, partner, more, f"x{number}"))
    return make_graph(**tables)


def _signal(name, kind, partner, more, tag=""):
    return {
        "signal_id": f"s{name}{kind}{tag}", "type": kind, "person_id": name, "role": "involved",
        "partner_id": partner, "event_date": DAYS[kind], "hardness": "fact", **more,
    }  # fmt: skip


def everywhere(**partners):
    """Return signals of each type in all four households, each by the partner named."""
    return [(i, kind, partner, {}) for kind, partner in partners.items() for i in range(4)]


@cache
def five():
    """Return the graph in which five partners tell of the family."""
    return world(everywhere(**FIVE))


@cache
def five_audited():
    """Return the audit of that graph, with one permuted world: too small an area to compare."""
    return audit(five(), worlds=1)
