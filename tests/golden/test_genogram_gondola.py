"""The Ragusan nobles of bavla/Nets (Gondola) drawn: families known for cousins who married.

The data has no licence and isn't in the project; the test reads it from ../shared where that is.
"""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest
from factory import make_graph
from ged4py import GedcomReader

from famnet.analysis.kinship import kinship_coefficient
from famnet.draw import genogram
from famnet.draw.picture import Figure, Polyline

FILE = Path(__file__).parents[3] / "shared" / "data" / "gondola" / "gondola.ged"

pytestmark = pytest.mark.skipif(
    not FILE.exists(), reason=f"NOT TESTED: the Gondola genealogy is not at {FILE}"
)
SEX = {"M": "male", "F": "female"}


@pytest.fixture(scope="module")
def told():
    """The graph and its couples, as the file has them."""
    with GedcomReader(str(FILE), errors="replace") as reader:
        people = {
            str(person.xref_id): SEX.get(person.sub_tag_value("SEX"), "")
            for person in reader.records0("INDI")
        }
        families = [
            (
                [str(x.xref_id) for x in family.sub_tags("HUSB", "WIFE") if x.xref_id],
                [str(x.xref_id) for x in family.sub_tags("CHIL") if x.xref_id],
            )
            for family in reader.records0("FAM")
        ]
    rows = [
        {"person_id": parent, "kind": "parent_of", "relative_id": child}
        for two, children in families
        for parent in two
        for child in children
    ]
    couples = sorted({tuple(sorted(two)) for two, _ in families if len(two) == 2})
    rows += [{"person_id": a, "kind": "partner_of", "relative_id": b} for a, b in couples]
    graph = make_graph(
        as_of=None,
        persons=[{"person_id": person, "sex": sex} for person, sex in people.items()],
        kinships=rows,
    )
    return graph, couples


def test_cousins_who_married_have_a_double_line(told):
    graph, couples = told
    close = [pair for pair in couples if kinship_coefficient(graph, *pair) > 0]
    assert close
    seen = 0
    for a, b in close[:8]:
        for item in genogram(graph, a).scene.items:
            pair = tuple(sorted((item.person_id, item.other_id)))
            if item.id.startswith("c-") and pair in couples:
                lines = [s for s in item.shapes if isinstance(s, Polyline)]
                assert len(lines) - sum(len(s.points) == 2 and _steep(s) for s in lines) >= 1
                assert ("bloedverwant" in item.title) == (pair in close)
                seen += pair == tuple(sorted((a, b)))
    assert seen


def _steep(line) -> bool:
    return line.points[0][0] == line.points[1][0]


def test_every_noble_can_be_drawn_without_overlap(told):
    graph, _ = told
    for person in graph.persons["person_id"].tolist()[::24]:
        items = genogram(graph, person).scene.items
        people = [i for i in items if i.kind in ("persoon", "nog eens getekend")]
        boxes = [next(s.box for s in i.shapes if isinstance(s, Figure)) for i in people]
        assert not any(one.overlaps(two) for one, two in combinations(boxes, 2))
        assert len({i.person_id for i in people if i.kind == "persoon"}) == sum(
            i.kind == "persoon" for i in people
        )
