"""The page about the model says what the code declares."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from famnet.stores.neo4j.shapes import EDGES, KEYS, POINTS

ROOT = Path(__file__).resolve().parents[4]


def rows(heading: str):
    page = (ROOT / "docs" / "neo4j-model.md").read_text(encoding="utf-8")
    part = page.split(heading, 1)[1].split("\n## ", 1)[0]
    lines = [line for line in part.splitlines() if line.startswith("| `")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines]


def named(cell: str):
    found = set()
    for name, more in re.findall(r"`(\w+)`(\+?)", cell):
        found |= {name, f"{name}_latest", f"{name}_text"} if more else {name}
    return found


def declared(properties, *, derived):
    return {known.name for known in properties if known.derived is derived}


def test_nodes():
    table = {re.sub("`", "", row[0]): row for row in rows("## Punten")}
    assert set(table) == {str(point.label) for point in POINTS}
    for point in POINTS:
        _, key, source, given, derived = table[str(point.label)]
        assert named(key) == {KEYS[point.label]}
        assert source == (point.table or "(afgeleid)")
        assert named(given) == declared(point.properties, derived=False) - named(key)
        assert named(derived) == declared(point.properties, derived=True) - named(key)


def test_relationships():
    table = {}
    for types, ends, given, derived in rows("## Relaties"):
        for name in named(types):
            table[name] = (set(ends.split("; ")), named(given), named(derived))
    assert set(table) == {str(edge.type) for edge in EDGES}
    for edge in EDGES:
        assert table[str(edge.type)] == (
            {f"{tail} → {head}" for tail, head in edge.ends},
            declared(edge.properties, derived=False),
            declared(edge.properties, derived=True),
        )


def test_the_picture_shows_every_label_and_type():
    picture = (ROOT / "docs" / "assets" / "neo4j-model.svg").read_text(encoding="utf-8")
    assert all(f">{point.label}<" in picture for point in POINTS)
    left_out = {
        "ADOPTIVE_PARENT_OF", "FOSTER_PARENT_OF", "STEP_PARENT_OF", "GUARDIAN_OF", "TWIN_OF",
        "IDENTICAL_TWIN_OF", "DERIVED_FROM", "ALSO_CARRIED_OUT_BY", "ENTERED_BY",
    }  # fmt: skip
    missing = {str(edge.type) for edge in EDGES if str(edge.type) not in picture}
    assert missing <= left_out


@pytest.mark.parametrize("column", ["bsn", "family_name", "postcode", "text_ref", "bag_id"])
def test_what_identifies_is_no_property(column):
    assert all(known.name != column for shape in (*POINTS, *EDGES) for known in shape.properties)
