"""A small world in which every table is full, so that almost every question has an answer."""

from __future__ import annotations

import datetime as dt
from typing import TYPE_CHECKING

from factory import make_graph

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import COMMON, table

if TYPE_CHECKING:
    import random

    from famnet.graph import FamilyGraph

__all__ = ["dense_world"]

PARTNERS = ("POL", "GEM", "SWT", "GGZ", "VT", "LPA", "WOCO", "GI")
PERSONS = [f"p{i:02d}" for i in range(24)]
HOMES = [f"h{i}" for i in range(10)]
ROWS = {
    "memberships": 40, "ties": 60, "signals": 80, "referrals": 50, "involvements": 40,
    "measures": 40, "requests": 24, "actions": 10,
}  # fmt: skip


def dense_world(rng: random.Random) -> FamilyGraph:
    """Fill every column of every table by chance; parents come before their children."""
    tables = {name: _rows(rng, name, count) for name, count in ROWS.items()}
    for row in tables["signals"]:
        kind = load_catalogue().signal_types[row["type"]]
        row["role"] = rng.choice(kind.allowed_roles) if kind.allowed_roles else ""
    tables["persons"] = [
        {
            "person_id": who,
            "birth_date": rng.choice(["", f"{1940 + 3 * i}", f"{1940 + 3 * i}-05-17"]),
        }
        | {
            "sex": rng.choice(["male", "female"]),
            "death_date": rng.choice([""] * 6 + ["2025-01-05"]),
        }
        for i, who in enumerate(PERSONS)
    ]
    tables["households"] = [
        {"household_id": home, "kind": rng.choice(["private", "private", "", "institution"])}
        | {"municipality": "m1", "neighbourhood": rng.choice(["n1", "n2"])}
        for home in HOMES
    ]
    # Two of whom nothing else is told: one loose, one who may be somebody already there.
    tables["persons"][5] |= {"birth_date": "1955-05-17", "sex": "male", "death_date": ""}
    tables["households"][0]["kind"] = "private"
    tables["memberships"][0]["household_id"] = HOMES[0]
    tables["persons"] += [
        {"person_id": "loose"},
        {"person_id": "single"},
        tables["persons"][5] | {"person_id": "twice"},
    ]
    tables["memberships"].append(
        tables["memberships"][0] | {"person_id": "twice"} | {"start_date": "", "end_date": ""}
    )
    tables["memberships"].append(tables["memberships"][-1] | {"person_id": PERSONS[5]})
    tables["memberships"].append({"person_id": "single", "household_id": HOMES[1]})
    tables["kinships"] = list(_kin(rng))
    tables["signals"] += [
        {"signal_id": f"own{i}", "type": "JUS_VIOLENCE", "role": "suspect", "partner_id": "POL"}
        | {"person_id": PERSONS[i], "event_date": "2025-03-04", "hardness": "fact"}
        for i in range(6, 14)
    ]
    _apart(tables)
    return make_graph(**tables)


def _apart(tables):
    """Add two families that only the home of a couple connects, apart from all others."""
    for who, home in (("x1", "hx"), ("x2", "hz"), ("y1", "hy"), ("y2", "hz"), ("z", "hz")):
        tables["persons"].append({"person_id": who})
        tables["memberships"].append({"person_id": who, "household_id": home})
    tables["households"] += [{"household_id": home} for home in ("hx", "hy", "hz")]
    for parent, child in (("x1", "x2"), ("y1", "y2"), ("x2", "z"), ("y2", "z")):
        row = {"person_id": parent, "kind": "parent_of", "relative_id": child}
        tables["kinships"].append(row)


def _rows(rng, name, count):
    made = []
    for number in range(count):
        row = {
            column.name: _cell(rng, column, number)
            for column in (*table(name).columns, *COMMON)
            if column.name not in ("person_id", "household_id") or not table(name).subject
        }
        if table(name).key:
            row[table(name).key] = f"{name}{number}"
        if table(name).subject:
            row |= {"person_id": rng.choice(PERSONS)} if rng.random() < 0.7 else {
                "household_id": rng.choice(HOMES)
            }  # fmt: skip
        if "other_id" in row and row["other_id"] == row["person_id"]:
            row["other_id"] = PERSONS[(PERSONS.index(row["person_id"]) + 1) % len(PERSONS)]
        made.append(row)
    return made


def _cell(rng, column, number):
    if column.kind == "key":
        return ""
    if column.kind == "ref":
        ids = {
            "persons": PERSONS, "households": HOMES, "partners": PARTNERS,
            "signals": [f"signals{i}" for i in range(number if column.name == "derived_from" else 40)],
        }[column.target]  # fmt: skip
        if column.name == "derived_from" and rng.random() < 0.8:
            return ""
        return rng.choice(ids) if ids and (column.required or rng.random() < 0.8) else ""
    if column.kind in ("closed", "code"):
        words = list(column.values or getattr(load_catalogue(), column.target))
        return rng.choice(words if column.required else ["", *words])
    if column.kind == "date":
        start = dt.date(2025, 12, 20) - dt.timedelta(days=rng.randint(0, 900))
        late = column.name in ("end_date", "answered_date", "delivered_date", "done_date")
        if late:
            start += dt.timedelta(days=rng.randint(0, 900))
        return start.isoformat() if column.required or rng.random() < 0.6 else ""
    if column.kind == "group":
        return rng.choice(["", f"g{rng.randint(0, 9)}"])
    return {"number": rng.choice(["", "2"]), "flag": rng.choice(["", "ja"])}.get(
        column.kind, rng.choice(["bron1", "bron2", *([] if column.required else [""])])
    )


def _kin(rng):
    for i, child in enumerate(PERSONS[4:], start=4):
        for parent in rng.sample(PERSONS[max(0, i - 8) : i], rng.randint(0, 2)):
            yield _kinship(rng, parent, "parent_of", child)
    kinds = [
        "adoptive_parent_of", "foster_parent_of", "step_parent_of", "guardian_of", "partner_of",
        "partner_of", "sibling_of", "twin_of",
    ]  # fmt: skip
    for kind in kinds * 3:
        one, other = sorted(rng.sample(PERSONS, 2))
        yield _kinship(rng, one, kind, other)


def _kinship(rng, one, kind, other):
    row = {"person_id": one, "kind": kind, "relative_id": other}
    row |= {"family_id": rng.choice(["", "f1", "f2", "f3"])}
    row |= {
        "start_date": rng.choice(["", "2001-02-03"]),
        "end_date": rng.choice(["", "", "2024-02-03"]),
    }
    return row
