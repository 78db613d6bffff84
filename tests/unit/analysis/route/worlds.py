"""The hand-made cases of hand-overs, as graphs."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

from factory import make_graph

from famnet.vocabulary import Workspace

CASES: list[dict[str, Any]] = tomllib.loads(
    (Path(__file__).parent / "cases.toml").read_text(encoding="utf-8")
)["case"]

BORN = {
    "grandma": "1950-03-01",
    "father": "1980-05-01",
    "mother": "1982-07-01",
    "teen": "2010-06-01",
    "child": "2016-04-01",
}
HOME = {"grandma": "h2", "father": "h1", "mother": "h1", "teen": "h1", "child": "h1"}


def graph_of(workspace: Workspace = Workspace.SYNTHETIC, **case: Any):
    """Return the graph of a case."""
    born = BORN | dict.fromkeys(case.get("ageless", ()), "")
    return make_graph(
        as_of=case.get("as_of", "2026-01-01") or None,
        workspace=workspace,
        persons=[{"person_id": who, "birth_date": born[who]} for who in BORN],
        memberships=[{"person_id": who, "household_id": HOME[who]} for who in BORN],
        kinships=[
            {"person_id": one, "kind": "parent_of", "relative_id": other}
            for one in ("father", "mother")
            for other in ("teen", "child")
        ],
        signals=_rows(case, "signals", "type what role partner_id event_date", "signal_id"),
        referrals=_rows(
            case,
            "handed",
            "what from_partner_id to_partner_id step sent_date answered_date outcome",
            "referral_id",
        ),
        involvements=_rows(case, "involved", "partner_id what role start_date"),
        measures=_rows(
            case,
            "measures",
            "type what decided_by_partner_id partner_id start_date end_date",
            "measure_id",
        ),
        requests=_rows(case, "asked", "partner_id what asked_date answer"),
    )


def _rows(case: dict[str, Any], name: str, columns: str, key: str = "") -> list[dict[str, str]]:
    rows = [_row(text, columns.split()) for text in case.get(name, ())]
    return [({key: f"{key[0]}{at}"} if key else {}) | row for at, row in enumerate(rows, start=1)]


def _row(text: str, columns: list[str]) -> dict[str, str]:
    words = text.split()
    plain = [word for word in words if "=" not in word]
    row = dict(zip(columns, plain, strict=True))
    row |= dict(word.split("=") for word in words if "=" in word)
    what = row.pop("what")
    about = "signal_id" if what[0] == "s" else "household_id" if what[0] == "h" else "person_id"
    return {name: "" if word == "-" else word for name, word in (row | {about: what}).items()}
