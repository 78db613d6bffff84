"""The matrices: counts by role, care alone for minors, six states of "bekend bij" in six forms."""

from __future__ import annotations

import pytest
from drawn_family import drawn_family
from factory import make_graph

from famnet.analysis.known import known
from famnet.draw import matrix
from famnet.draw.picture import Figure, Text
from famnet.vocabulary import Workspace

PERSONS = """person_id birth_date sex
    mum 1985-01-01 female
    dad 1984-01-01 male
    kid 2014-05-17 male"""
HOMES = """person_id household_id start_date
    mum H1 2014-01-01
    dad H1 2014-01-01
    kid H1 2014-05-17"""
KIN = "person_id kind relative_id\nmum parent_of kid\ndad parent_of kid"
HEAD = (
    "signal_id type person_id household_id role partner_id incident_id event_date hardness status"
)


def world(as_of="2026-01-01", **tables):
    given = {"persons": PERSONS, "memberships": HOMES, "kinships": KIN}
    return make_graph(as_of, tables.pop("workspace", Workspace.SYNTHETIC), **(given | tables))


def cells(picture, kind):
    """Return {(row, column): item}."""
    found = {}
    for item in picture.scene.items:
        if item.kind == kind:
            row, column = item.label.rsplit(", ", 1)
            found[row, column] = item
    return found


def written(item):
    return " ".join(s.text for s in item.shapes if isinstance(s, Text))


def test_counts_by_role_and_a_household_counts_an_occurrence_once():
    signals = f"""{HEAD}
        s1 JUS_VIOLENCE dad - suspect POL i1 2025-03-01 fact confirmed
        s2 JUS_VIOLENCE mum - victim POL i1 2025-03-01 fact confirmed
        s3 JUS_VIOLENCE dad - suspect POL - 2025-09-01 fact confirmed
        s4 JUS_VIOLENCE dad - suspect POL - 2025-10-01 fact refuted
        s5 JUS_VIOLENCE dad - suspect POL - 2025-11-01 rumour reported
        s6 JUS_VIOLENCE dad - suspect POL - 2021-11-01 fact confirmed
        s7 FIN_DEBT - H1 involved WENI - 2025-11-01 fact -
        s8 NET_SUPPORT mum - involved SWT - 2025-11-01 fact -"""
    found = cells(matrix(world(signals=signals), "mum"), "leefgebied")
    # Twice suspect; refuted, rumour and older than 24 months don't count.
    assert written(found["Justitie, orde", "A1"]) == "v2"
    assert written(found["Justitie, orde", "A"]) == "2"
    # The incident counts in one domain in this household: that of own conduct.
    assert written(found["Justitie, orde", "A2"]) == "s1"
    assert written(found["Financiën", "A"]) == "1"
    assert written(found["Netwerk", "A2"]) == written(found["Netwerk", "A"]) == "+1"
    assert set(found["Justitie, orde", "A1"].evidence) == {"signals:s1", "signals:s3"}
    assert found["Justitie, orde", "A1"].title.endswith("vader A1: 2 keer verdachte.")


def test_a_minor_has_care_alone_in_another_form():
    signals = f"""{HEAD}
        s1 JUS_VIOLENCE kid - suspect POL - 2025-03-01 fact confirmed
        s2 EDU_ABSENCE kid - involved LPA - 2025-03-01 fact -
        s3 FIN_DEBT mum - involved WENI - 2025-11-01 fact -"""
    found = cells(matrix(world(signals=signals), "mum"), "leefgebied")
    own = {key[0]: item for key, item in found.items() if key[1] == "A3"}
    assert {written(item) for item in own.values()} == {"z1"}
    frame = next(s for s in own["Onderwijs"].shapes if isinstance(s, Figure))
    adult = next(s for s in found["Financiën", "A2"].shapes if isinstance(s, Figure))
    assert frame.pen.stroke != "none" and frame.pen.fill == "#ffffff"
    assert adult.pen.stroke == "none" and adult.pen.fill != "#ffffff"
    assert all("verdacht" not in item.title + str(item.facts) for item in own.values())


def state_world(**more):
    return world(
        signals=f"""{HEAD}
            s1 FIN_DEBT mum - involved WENI - 2025-11-01 fact -
            s2 HOM_CHILD_ABUSE kid - victim POL - 2025-03-01 report -""",
        requests="""partner_id person_id household_id asked_date delivered_date answer
            HA mum - 2025-12-01 - pending
            GGZ - H1 2025-11-01 2025-11-20 nothing_known""",
        partners=[{"partner_id": "VT", "kind": "VT"}],
        **more,
    )


def test_six_states_in_six_forms():
    found = cells(matrix(state_world(), "mum"), "bekend bij")
    states = {
        "bekend": found["Werk en inkomen", "A2"],
        "gevraagd: niets bekend": found["GGZ", "A1"],
        "gevraagd, nog geen antwoord": found["Huisarts", "A2"],
        "niet gevraagd": found["Werk en inkomen", "A1"],
        # MINOR_DANGER names Veilig Thuis for the child; nobody asked.
        "ontbreekt": found["Veilig Thuis", "A3"],
    }
    law = cells(matrix(state_world(workspace=Workspace.RIEC), "mum"), "bekend bij")
    states["mag hier niet"] = law["Veilig Thuis", "A3"]
    for said, item in states.items():
        assert said in item.title, item.title
    forms = {
        said: tuple(
            (s.form, round(s.width), s.pen) if isinstance(s, Figure) else s.text
            for s in item.shapes
        )
        for said, item in states.items()
    }
    assert len(set(forms.values())) == 6
    assert states["mag hier niet"].shapes[0].pen.fill == "@LAW"
    assert "WGS 2.19" in states["mag hier niet"].title
    assert states["ontbreekt"].evidence == ("signals:s2",)


def test_the_name_of_a_cell_is_a_sentence_and_the_cell_opens_its_rows():
    found = cells(matrix(state_world(), "mum"), "bekend bij")
    assert found["Werk en inkomen", "A2"].title == "Werk en inkomen, moeder A2: bekend."
    assert found["Werk en inkomen", "A2"].evidence == ("signals:s1",)
    assert found["Werk en inkomen", "A"].evidence == ("signals:s1",)
    # A household's question is a person's too.
    assert found["GGZ", "A3"].evidence == ("requests:3",)
    assert found["Werk en inkomen", "A3"].evidence == ()


def test_states_are_those_of_known():
    graph = drawn_family()
    picture = matrix(graph, "B1")
    subjects = {
        i.person_id or i.household_id for i in picture.scene.items if i.kind == "bekend bij"
    }
    frame = known(graph, subjects=subjects)
    said = {(r.partner_id, r.subject): r.state for r in frame.itertuples() if r.subject in subjects}
    words = {"known": "bekend", "nothing_known": "niets bekend", "not_answered": "geen antwoord"}
    for item in picture.scene.items:
        if item.kind != "bekend bij":
            continue
        state = said.get((item.partner_id, item.person_id or item.household_id), "not_asked")
        told = item.title.rsplit(": ", 1)[1]
        if state in words:
            assert words[state] in told, item.title
        else:
            assert "niet gevraagd" in told or "ontbreekt" in item.title, item.title
    rows = {i.partner_id for i in picture.scene.items if i.kind == "bekend bij"}
    assert {p for (p, _), state in said.items() if state in words} <= rows


def test_many_people_stand_in_blocks_of_whole_households():
    people = [{"person_id": f"P{i}", "birth_date": str(1950 + i)} for i in range(30)]
    homes = [
        {"person_id": f"P{i}", "household_id": f"H{i // 10}", "start_date": "2000"}
        for i in range(30)
    ]
    kin = [{"person_id": "P0", "kind": "parent_of", "relative_id": f"P{i}"} for i in range(1, 30)]
    signals = [
        {"signal_id": f"s{i}", "type": "FIN_DEBT", "person_id": f"P{i}", "role": "involved",
         "partner_id": "WENI", "event_date": "2025-03-01"}
        for i in range(30)
    ]  # fmt: skip
    graph = make_graph(
        "2026-01-01", persons=people, memberships=homes, kinships=kin, signals=signals
    )
    picture = matrix(graph, "P0")
    assert picture.scene.width <= 900
    found = cells(picture, "bekend bij")
    assert len(found) == 33
    tops = {key[1]: item.box.top for key, item in found.items()}
    assert tops["A1"] == tops["B1"] != tops["C1"]


def test_nothing_at_all_is_a_sentence():
    (item,) = matrix(make_graph(None, persons="person_id\nP1"), "P1").scene.items
    assert "niet dat er niets is" in item.title


@pytest.mark.parametrize("name", ["x" * 300, "<img src=x onerror=alert(1)>", "שלום", "👩‍👩‍👧"])
def test_strange_names_stay_in_their_row(name):
    partners = [{"partner_id": p, "kind": "SWT", "name": name} for p in ("p", "q")]
    rows = [{"partner_id": p, "person_id": "mum", "start_date": "2025-01-01"} for p in ("p", "q")]
    picture = matrix(world(partners=partners, involvements=rows), "mum")
    assert "<img src=x" not in picture.to_svg() + picture.to_html()
    texts = [s for s in picture.scene.decoration if isinstance(s, Text)]
    assert all(s.box.right <= picture.scene.width for s in texts)
