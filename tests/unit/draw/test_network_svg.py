"""The still of the network: an SVG and a table that say what the page says."""

from __future__ import annotations

import json
import re
import xml.etree.ElementTree as ET

import pytest
from network_world import small_region

from famnet.analysis.window_ids import window_id
from famnet.draw import network
from famnet.errors import UserError, WrongUse

SVG = "{http://www.w3.org/2000/svg}"


@pytest.fixture(scope="module")
def graph():
    return small_region()


def test_each_symbol_carries_its_id_and_each_line_its_rows(graph):
    picture = network(graph)
    root = ET.fromstring(picture.to_svg())
    marks = [g for g in root.iter(f"{SVG}g") if g.get("class") == "symbol"]
    assert {g.get("data-person-id") for g in marks} - {None} == {"oma", "mum", "dad", "kid", "aunt"}
    assert {g.get("data-household-id") for g in marks} - {None} == {"H1", "H2", "H3"}
    assert {g.get("data-partner-id") for g in marks} - {None} == {"LPA", "SCH", "WOCO"}
    table = picture.table
    assert len(table) == len(picture.scene.marks) + len(picture.scene.lines)
    assert "s2" in set(table["evidence"])
    assert set(table.loc[table["kind"] == "ouder en kind", "evidence"]) == {
        f"kinships:{line}" for line in (2, 3, 4, 5)
    }


def test_no_symbol_lies_on_another(graph):
    boxes = [item.box for item in network(graph).still.scene.items if item.layer == "symbol"]
    for i, box in enumerate(boxes):
        assert not any(box.overlaps(other) for other in boxes[i + 1 :])


def test_all_lies_within_the_picture(graph):
    scene = network(graph).still.scene
    for item in scene.items:
        box = item.box
        assert box.left >= 0 and box.top >= 0
        assert box.right <= scene.width and box.bottom <= scene.height


def test_one_case_by_the_labels_of_its_page(graph):
    picture = network(graph, "kid")
    labels = {mark.code: mark.label for mark in picture.scene.marks}
    assert re.fullmatch(r"kind [A-Z]\d+ \(\d+\)", labels["kid"])
    assert labels["H1"].startswith("huishouden ")
    with pytest.raises(UserError):
        network(graph, "nobody")


def test_save_knows_two_endings(graph, tmp_path):
    assert network(graph).save(tmp_path / "n.svg").read_text("utf-8").startswith("<?xml")
    with pytest.raises(WrongUse):
        network(graph).save(tmp_path / "n.png")


def test_same_input_same_still(graph):
    assert network(graph).to_svg() == network(small_region()).to_svg()


def test_an_opened_network_holds_its_members_and_no_birthday(graph):
    own = window_id(["H1", "H2"])
    page = network(graph, windows=[own], detail="families").to_html()
    data = json.loads(re.search(r'id="data">(.*?)</script>', page, re.DOTALL)[1])
    inside = data["insides"][own]
    assert {mark[0] for mark in inside["marks"] if mark[1] == "person"} == {
        "p:mum",
        "p:dad",
        "p:kid",
    }
    for day in ("2012-01-01", "1975-01-01", "1974-01-01"):
        assert day not in page
    # Of a person only January of the year of birth is known to the page: 2012 x 12.
    assert {mark[8] for mark in inside["marks"] if mark[0] == "p:kid"} == {24144}
