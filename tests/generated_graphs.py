"""Generated graphs for suites that hold for any graph.

``worlds()``: every table, every column, any cell the contract allows, coherent or not: two homes at
once, one's own parent, a signal derived from itself, partial and open days, odd words.

``regions()``: small families that make sense, with something in every table, so that analyses and
questions have something to say.
"""

from __future__ import annotations

import datetime as dt
import random
from dataclasses import replace
from typing import TYPE_CHECKING

import numpy as np
from factory import make_graph
from hypothesis import strategies as st

from famnet.catalogue import load_catalogue
from famnet.delivery.contract import COMMON, TABLES
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["regions", "worlds"]

IDS = {
    "persons": ["a", "B b", 'ç"&<1>'],
    "households": ["a", "h'1", "{H}"],
    "signals": ["s", "$t"],
    "measures": ["m", "n"],
    "referrals": ["r"],
    "actions": ["x\\y"],
}
PARTNERS = ("POL", "GEM", "SWT")
WORDS = {
    "date": ["", "1980", "2001-02", "2001-02-28", "2024-12-31", "1066-10-14"],
    "number": ["", "0.1", "1e9", "-3"],
    "flag": ["", "ja"],
    "group": ["", "g1", "g2"],
    "text": ["", "a", '<é & "日">', "two\nlines", " ", "'); MATCH (n) DETACH DELETE n //", "=1+1"],
}


def _cells(column, keys):
    """Words a column may hold, the empty one first where it may be left out."""
    if column.kind == "ref":
        words = ["", *keys[column.target]]
    elif column.kind in ("closed", "code"):
        words = ["", *(column.values or getattr(load_catalogue(), column.target))]
    else:
        words = WORDS[column.kind]
    return words[1:] if column.required else words


@st.composite
def worlds(draw, *, intervals=True):
    """Any graph; with ``intervals`` also days of which only two bounds are known."""
    keys = {**IDS, "partners": list(PARTNERS)}
    tables = {}
    for table in TABLES:
        columns = [c for c in (*table.columns, *COMMON) if c.kind != "key"]
        words = st.fixed_dictionaries({c.name: st.sampled_from(_cells(c, keys)) for c in columns})
        fixed = len(keys[table.name]) if table.key else None
        rows = draw(st.lists(words, min_size=fixed or 0, max_size=fixed or 2))
        for number, row in enumerate(rows):
            if table.key:
                row[table.key] = keys[table.name][number]
            if table.subject:
                row["person_id"] = "" if number % 2 else "a"
                row["household_id"] = "a" if number % 2 else ""
        tables[table.name] = rows
    graph = make_graph(as_of=draw(st.sampled_from([None, "2026-01-01"])), **tables)
    if intervals:
        graph = _with_intervals(graph, random.Random(draw(st.integers(0, 2**16))))
    return replace(graph, region=draw(st.sampled_from(WORDS["text"])), _cache={})


def _with_intervals(graph: FamilyGraph, rng) -> FamilyGraph:
    """Put days of which two bounds are known in the place of some others."""
    tables = {}
    for table in TABLES:
        fresh = {}
        for column in (*table.columns, *COMMON):
            if column.kind == "date":
                empty = FOREVER if column.name in ("end_date", "death_date") else NO_DAY
                fresh |= _bounds(graph.tables[table.name], column.stored, empty, rng)
        tables[table.name] = graph.tables[table.name].assign(**fresh)
    return replace(graph, tables=tables, _cache={})


def _bounds(frame, name, empty, rng):
    low, high = frame[name].to_numpy().copy(), frame[f"{name}_hi"].to_numpy().copy()
    for row in range(len(low)):
        if rng.random() < 0.2:
            first = rng.randint(0, 20_000)
            low[row], high[row] = rng.choice(
                [
                    (first, first + rng.randint(1, 400)),
                    (first, FOREVER) if empty == FOREVER else (NO_DAY, first),
                ]
            )
    return {name: low.astype(np.int32), f"{name}_hi": high.astype(np.int32)}


@st.composite
def regions(draw, *, families=2):
    """A few families that make sense, with something in every table."""
    rng = draw(st.randoms(use_true_random=False))
    rows = {table.name: [] for table in TABLES}
    for tag in "ABCDEFGH"[:families]:
        _family(rng, rows, tag)
    persons = [row["person_id"] for row in rows["persons"]]
    for number in range(rng.randint(1, 4)):
        one, other = rng.sample(persons, 2)
        kind = rng.choice(["co_suspect", "contact", "business", "associate"])
        start = str(rng.randint(2022, 2025))
        rows["ties"].append(
            {"person_id": one, "other_id": other, "kind": kind, "start_date": start}
            | ({"incident_id": f"i{number}"} if kind == "co_suspect" else {})
        )
    return make_graph(**rows)


def _family(rng, rows, tag):
    """Two grandparents, their children with partners, grandchildren; each couple in a home."""
    number = iter(range(1, 99))

    def person(year, sex=None):
        name = f"{tag}{next(number)}"
        born = rng.choice(
            [f"{year}", f"{year}-0{rng.randint(1, 9)}", f"{year}-03-{rng.randint(10, 28)}"]
        )
        born = "" if rng.random() < 0.05 else born
        sex = sex or rng.choice(["male", "female"])
        rows["persons"].append({"person_id": name, "birth_date": born, "sex": sex})
        return name

    def kin(one, kind, other, **more):
        rows["kinships"].append({"person_id": one, "kind": kind, "relative_id": other, **more})

    def home(people, name, start="2015-01-01"):
        for nth, one in enumerate(people):
            role = ("head", "partner")[nth] if nth < 2 else "child"
            rows["memberships"].append(
                {"person_id": one, "household_id": name, "role": role, "start_date": start}
            )

    old = [person(1950, "male"), person(1952, "female")]
    kin(old[0], "partner_of", old[1], union="married", start_date="1975")
    home(old, f"H{tag}0", start="")
    people, homes = list(old), [f"H{tag}0"]
    for nth in range(rng.randint(2, 3)):
        child, other = person(1976 + 2 * nth), person(1977 + 2 * nth)
        for parent in old:
            kin(parent, "parent_of", child)
        ended = rng.random() < 0.3
        kin(
            child, "partner_of", other, start_date="2000-05-01",
            **({"end_date": "2019-02", "end_reason": "divorce"} if ended else {}),
        )  # fmt: skip
        young = [person(2003 + 4 * nth + 3 * k) for k in range(rng.randint(0, 3))]
        for one in young:
            kin(child, "parent_of", one)
            if rng.random() < 0.8:
                kin(other, "parent_of", one)
        place = f"H{tag}{nth + 1}"
        home([child, *([] if ended else [other]), *young], place)
        if ended:
            home([other], f"{place}x", start="2019-03-01")
        if young and rng.random() < 0.3:
            kin(old[1], "guardian_of", young[0], start_date="2020")
        people += [child, other, *young]
        homes.append(place)
    _told(rng, rows, tag, people, homes)


_SIGNALS = (
    ("FIN_DEBT", "involved", "SWT"), ("HOU_ARREARS", "involved", "WOCO"),
    ("MEN_CONCERN", "involved", "GGZ"), ("JUS_SUSPECT", "suspect", "POL"),
    ("JUS_VIOLENCE", "victim", "POL"), ("HOM_DV_INCIDENT", "child_in_family", "VT"),
    ("EDU_ABSENCE", "involved", "LPA"), ("HOM_VT_REPORT", "involved", "VT"),
)  # fmt: skip


def _told(rng, rows, tag, people, homes):
    """Signals, hand-overs, involvements, measures, requests and actions about a family."""

    def about():
        if rng.random() < 0.2:
            return {"household_id": rng.choice(homes)}
        return {"person_id": rng.choice(people)}

    def on(first=2024, last=2025):
        return dt.date(rng.randint(first, last), rng.randint(1, 12), rng.randint(1, 28)).isoformat()

    for nth in range(rng.randint(4, 9)):
        kind, role, partner = rng.choice(_SIGNALS)
        row = {"signal_id": f"s{tag}{nth}", "type": kind, "role": role, "partner_id": partner}
        row |= about() | {"event_date": on()}
        if rng.random() < 0.3:
            row |= {"incident_id": f"i{rng.randint(0, 2)}"}
        if rng.random() < 0.2:
            row |= {"origin_partner_id": rng.choice(["LPA", "POL", "SWT"])}
        if nth and rng.random() < 0.2:
            row |= {"derived_from": f"s{tag}{nth - 1}"}
        row |= {"status": rng.choice(["reported", "confirmed", "refuted", ""])}
        row |= {"hardness": rng.choice(["fact", "report", "rumour", ""])}
        rows["signals"].append(row)
    for nth in range(rng.randint(1, 4)):
        one, other = rng.sample(["POL", "VT", "SWT", "GGZ"], 2)
        row = {"referral_id": f"r{tag}{nth}", "signal_id": f"s{tag}{nth}", "sent_date": on()}
        row |= {"from_partner_id": one, "to_partner_id": other}
        row |= {"outcome": rng.choice(["accepted", "passed_on", "pending", "no_follow_up", ""])}
        rows["referrals"].append(row)
    for nth in range(rng.randint(1, 3)):
        partner = rng.choice(["SWT", "GGZ", "VT"])
        started = {"partner_id": partner, "start_date": on(2020, 2023)}
        ended = {"end_date": on()} if rng.random() < 0.3 else {}
        rows["involvements"].append(about() | started | ended | {"mode": "voluntary"})
        kind = rng.choice(sorted(load_catalogue().measures))
        measure = {"measure_id": f"m{tag}{nth}", "type": kind, "decided_by_partner_id": "GEM"}
        rows["measures"].append(measure | about() | started | ended)
        asked = {"partner_id": rng.choice(["POL", "SWT"]), "asked_date": on()}
        rows["requests"].append(
            about() | asked | {"answer": rng.choice(["delivered", "nothing_known", "pending"])}
        )
        plan = {"action_id": f"x{tag}{nth}", "action": "bellen", "owner_partner_id": "SWT"}
        rows["actions"].append(about() | plan | {"due_date": on()})
