"""The hand-made cases of intake criteria, as graphs."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

from factory import make_graph

from famnet.analysis.book import book_of
from famnet.analysis.cases import window_of
from famnet.analysis.criteria.look import Look
from famnet.analysis.view import View
from famnet.vocabulary import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases.toml").read_text(encoding="utf-8")
)["case"]

_BORN = {
    "grandma": "1950-03-01",
    "father": "1980-05-01",
    "mother": "1982-07-01",
    "teen": "2010-06-01",
    "child": "2016-04-01",
}
_HOME = {"grandma": "h2", "father": "h1", "mother": "h1", "teen": "h1", "child": "h1"}
_PARENTS = (("grandma", "father"), ("father", "teen"), ("mother", "teen"), ("father", "child"))


def _about(word: str) -> dict[str, str]:
    return {"household_id" if word in ("h1", "h2") else "person_id": word}


def _row(text: str, names: str) -> dict[str, str]:
    """Read words in order, then column=value; ``-`` is empty."""
    words = text.split()
    plain = [word for word in words if "=" not in word]
    row = dict(zip(names.split(), plain, strict=True))
    row |= dict(word.split("=") for word in words if "=" in word)
    row |= _about(row.pop("who"))
    return {name: "" if value == "-" else value for name, value in row.items()}


def _rows(case: dict[str, Any], name: str, names: str, key: str = "") -> list[dict[str, str]]:
    rows = [_row(text, names) for text in case.get(name, ())]
    return [({key: f"{name[0]}{at}"} if key else {}) | row for at, row in enumerate(rows, start=1)]


@cache
def world(at: int):
    """Return the graph of a case."""
    return graph_of(CASES[at])


def graph_of(case: dict[str, Any], workspace: str = ""):
    people = [who for who in _BORN if who not in case.get("without", ())]
    born = _BORN | case.get("born", {}) | dict.fromkeys(case.get("ageless", ()), "")
    requests = [f"{p} {home} 2025-12-01" for p in case.get("heard", ()) for home in ("h1", "h2")]
    places = {"h1": "", "h2": ""} | case.get("places", {})
    tables: dict[str, Any] = {
        "persons": [{"person_id": who, "birth_date": born[who]} for who in people],
        "households": [
            {"household_id": home, "kind": "private", "municipality": town}
            for home, town in places.items()
        ],
        "memberships": [{"person_id": who, "household_id": _HOME[who]} for who in people],
        "kinships": [
            {"person_id": one, "kind": "parent_of", "relative_id": other}
            for one, other in _PARENTS
            if {one, other} <= set(people)
        ],
        "partners": [
            {"partner_id": code, "kind": code, "region": region}
            for code, region in case.get("regions", {}).items()
        ],
        "signals": [
            {"hardness": "fact", "status": "confirmed"} | row
            for row in _rows(case, "signals", "type who role partner_id event_date", "signal_id")
        ],
        "requests": [
            {"answer": "nothing_known"} | row
            for row in _rows(
                {"asked": [*requests, *case.get("asked", ())]}, "asked", "partner_id who asked_date"
            )
        ],
        "involvements": _rows(case, "involvements", "partner_id who role start_date end_date"),
        "measures": _rows(
            case, "measures",
            "type who decided_by_partner_id partner_id start_date end_date", "measure_id",
        ),
        "referrals": _rows(
            case, "referrals",
            "who from_partner_id to_partner_id step sent_date answered_date outcome", "referral_id",
        ),
    }  # fmt: skip
    return make_graph(
        workspace=Workspace(workspace or case.get("workspace", "synthetic")), **tables
    )


def look_of(graph, form, criterion, subject: str = "") -> Look:
    """Return what a criterion looks at."""
    book = book_of(graph)
    units, person = window_of(graph, "grandma").units, -1
    if subject:
        person = graph.persons["person_id"].tolist().index(subject)
        units = book.homes.unit[person : person + 1]
    return Look(View(book, units, person, form.world), criterion, form.answer_months)
