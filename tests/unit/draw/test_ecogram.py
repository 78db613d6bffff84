"""The ecogram: which line for which involvement, empty chairs, the law apart from silence."""

from __future__ import annotations

import pytest
from drawn_family import drawn_family
from factory import make_graph

from famnet.draw import ecogram
from famnet.errors import UserError
from famnet.vocabulary import Workspace

PERSONS = """person_id birth_date sex
    mum 1985-01-01 female
    kid 2014-01-01 male
    gran 1955-01-01 female"""
HOMES = """person_id household_id start_date
    mum H1 2014-01-01
    kid H1 2014-01-01
    gran H2 2000-01-01"""
KIN = "person_id kind relative_id\nmum parent_of kid\ngran parent_of mum"


def world(**tables):
    given = {"persons": PERSONS, "memberships": HOMES, "kinships": KIN}
    return make_graph(tables.pop("as_of", "2026-01-01"), **(given | tables))


def lines(picture):
    """Return (partner, household, kind of line) of every line; the kind as its sentence says it."""
    found = set()
    for item in picture.scene.items:
        if item.kind == "band":
            said = item.title.removeprefix(f"{item.label}, ").split(":")[0]
            found.add((item.partner_id, item.household_id, said))
    return found


def boxes(picture):
    return {item.partner_id: item for item in picture.scene.items if item.kind == "partner"}


def involved(partner, role, mode="", **more):
    row = {"partner_id": partner, "person_id": "mum", "role": role, "start_date": "2025-02-01"}
    return row | ({"mode": mode} if mode else {}) | more


@pytest.mark.parametrize(
    ("row", "said"),
    [
        (involved("SWT", "helper", "voluntary"), "vrijwillige hulp loopt"),
        # A helper is voluntary where nobody said otherwise (involvement_roles).
        (involved("SWT", "helper"), "vrijwillige hulp loopt"),
        (involved("RN", "supervisor", "imposed"), "opgelegd"),
        (involved("JZ2", "helper", "imposed"), "opgelegd"),
        (involved("GGZ", "treatment"), "leverde een signaal, of kent het huishouden"),
        (involved("WOCO", "landlord"), "leverde een signaal, of kent het huishouden"),
        (
            involved("SWT", "helper", "voluntary", end_date="2025-06-01"),
            "leverde een signaal, of kent het huishouden",
        ),
    ],
)
def test_the_line_follows_the_involvement(row, said):
    picture = ecogram(world(involvements=[row]), "mum")
    own = [
        line for line in lines(picture) if line[0] == row["partner_id"] and "stoel" not in line[2]
    ]
    assert own == [(row["partner_id"], "H1", said)]


def test_a_running_measure_is_imposed_and_its_judge_only_knows():
    measure = {
        "measure_id": "m1", "type": "OTS", "person_id": "kid", "decided_by_partner_id": "KR",
        "partner_id": "GI", "start_date": "2025-06-01", "end_date": "2026-06-01",
    }  # fmt: skip
    picture = ecogram(world(measures=[measure]), "mum")
    assert ("GI", "H1", "opgelegd") in lines(picture)
    assert ("KR", "H1", "leverde een signaal, of kent het huishouden") in lines(picture)


def test_a_measure_nobody_took_up_is_told_apart():
    measure = {
        "measure_id": "m1", "type": "OTS", "person_id": "kid", "decided_by_partner_id": "KR",
        "partner_id": "GI", "start_date": "2025-06-01", "end_date": "2026-06-01",
    }  # fmt: skip
    order = {
        "referral_id": "r1", "person_id": "kid", "from_partner_id": "KR", "to_partner_id": "GI",
        "step": "measure_execution", "sent_date": "2025-06-02", "outcome": "pending",
    }  # fmt: skip
    picture = ecogram(world(measures=[measure], referrals=[order]), "mum")
    assert ("GI", "H1", "opgelegd, nog niet uitgevoerd") in lines(picture)
    assert ("GI", "H1", "opgelegd") not in lines(picture)
    tie = next(
        i for i in picture.scene.items if "nog niet uitgevoerd" in i.title and i.kind == "band"
    )
    assert tie.evidence == ("measures:m1", "referrals:r1")


def test_a_signal_is_thin_and_a_question_without_answer_dashed():
    graph = world(
        signals="""signal_id type person_id role partner_id event_date status hardness
            s1 FIN_DEBT mum involved WENI 2025-03-01 - -
            s2 FIN_DEBT mum involved WOCO 2025-03-01 refuted -""",
        requests="""partner_id person_id household_id asked_date delivered_date answer
            HA mum - 2025-12-01 - pending
            GGZ - H2 2025-11-01 2025-11-20 nothing_known
            OM kid - 2025-11-01 - refused""",
    )
    picture = ecogram(graph, "mum")
    said = {line for line in lines(picture) if "stoel" not in line[2]}
    assert said == {
        ("WENI", "H1", "leverde een signaal, of kent het huishouden"),
        ("HA", "H1", "gevraagd, nog geen antwoord"),
        ("OM", "H1", "gevraagd, nog geen antwoord"),
    }
    # 1 December to 1 January is 31 days.
    assert "31 dagen geen antwoord" in boxes(picture)["HA"].title
    assert "weigerde" in boxes(picture)["OM"].title
    # Who said that it knows nothing has a box without a line; the refuted signal says nothing.
    assert "gevraagd, niets bekend: B" in boxes(picture)["GGZ"].title
    assert "WOCO" not in boxes(picture)


def test_of_one_partner_and_household_the_strongest_line_is_drawn():
    graph = world(
        signals="signal_id type person_id role partner_id event_date\ns1 FIN_DEBT mum involved SWT 2025-03-01",
        involvements=[
            involved("SWT", "helper", "voluntary"),
            involved("SWT", "supervisor", "imposed"),
        ],
        requests="partner_id person_id asked_date answer\nSWT mum 2025-12-01 pending",
    )
    own = {kind for partner, _, kind in lines(ecogram(graph, "mum")) if partner == "SWT"}
    assert own - {"lege stoel"} == {"vrijwillige hulp loopt", "opgelegd"}


def test_an_empty_chair_is_who_a_must_rule_names_and_is_not_involved():
    # MINOR_DANGER: a signal of danger at home about a minor asks for Veilig Thuis.
    told = """signal_id type person_id role partner_id event_date
        s1 HOM_CHILD_ABUSE kid victim SCH 2025-03-01"""
    empty = ecogram(world(signals=told), "mum")
    chair = boxes(empty)["VT"]
    assert "hoort aan tafel" in chair.title
    assert ("VT", "H1", "lege stoel") in lines(empty)
    assert chair.evidence == ("signals:s1",)
    sits = ecogram(world(signals=told, involvements=[involved("VT", "contact")]), "mum")
    assert ("VT", "H1", "lege stoel") not in lines(sits)


def test_one_of_several_is_one_chair():
    picture = ecogram(world(), "mum")
    chairs = [item for item in picture.scene.items if item.kind == "partner"]
    assert [item.label for item in chairs] == ["De gemeente voert regie"]
    assert set(chairs[0].partner_id.split("|")) == {"GEM", "VEIL", "COLL", "BURG", "SOCD"}


def test_the_law_is_no_silence_and_has_no_line():
    graph = make_graph(
        "2026-01-01", Workspace.RIEC,
        persons=PERSONS, memberships=HOMES, kinships=KIN,
        signals="""signal_id type person_id role partner_id event_date
            s1 HOM_CHILD_ABUSE kid victim POL 2025-03-01""",
    )  # fmt: skip
    picture = ecogram(graph, "mum")
    barred = {key: item for key, item in boxes(picture).items() if "mag hier niet" in item.title}
    # Veilig Thuis is no partner in the RIEC (WGS 2.19), though a rule names it.
    assert "VT" in barred
    assert not {line for line in lines(picture) if line[0] in barred}
    assert "WGS 2.19" in barred["VT"].title


def test_few_others_that_may_not_are_shown_and_many_are_only_named():
    picture = ecogram(drawn_family(workspace=Workspace.ZVH), "A1")
    # The tax administration is delivered, and no partner of a care and safety house (WGS 2.27).
    assert "mag hier niet: staat niet in WGS 2.27" in boxes(picture)["TAX"].title
    kinds = ("BD", "FIOD", "UWV", "NLA", "NVWA", "KMAR", "IND", "PROV")
    many = [{"partner_id": kind, "kind": kind} for kind in kinds]
    folded = ecogram(drawn_family(workspace=Workspace.ZVH, partners=many), "A1")
    assert "BD" not in boxes(folded)
    assert any("Belastingdienst" in note for note in folded.scene.notes)


def test_who_knows_nothing_and_was_not_asked_is_not_drawn():
    graph = world(partners=[{"partner_id": "LDH", "kind": "LDH"}])
    assert "LDH" not in boxes(ecogram(graph, "mum"))


def test_every_partner_of_the_drawn_family_stands_once_with_its_proof():
    picture = ecogram(drawn_family(), "A1")
    ids = [item.partner_id for item in picture.scene.items if item.kind == "partner"]
    assert len(ids) == len(set(ids))
    assert {"WOCO", "SCH", "LPA", "POL", "VT", "JZ1", "RN", "GI", "GGZ", "HA"} <= set(ids)
    assert ("RN", "hA", "opgelegd") in lines(picture)
    assert ("JZ1", "hA", "vrijwillige hulp loopt") in lines(picture)
    assert ("HA", "hA", "gevraagd, nog geen antwoord") in lines(picture)
    # From 1 October to 16 November is 46 days, as the drawn page says.
    assert "46 dagen geen antwoord" in boxes(picture)["HA"].title
    assert ("GI", "hA", "lege stoel") in lines(picture)


def test_a_reporter_leaves_no_trace():
    told = "signal_id type person_id role partner_id event_date\ns1 FIN_DEBT mum involved MELD 2025-03-01"
    assert "MELD" not in ecogram(world(signals=told), "mum").to_html()


STRANGE = "<script>alert(1)</script> \u202egnirts 👨‍👩‍👧 " + "x" * 300


def test_bad_input_is_drawn():
    alone = make_graph(persons="person_id sex\nP1 -")
    assert "P1" in {item.person_id for item in ecogram(alone, "P1").scene.items}
    partner = {"partner_id": "q'<b>", "kind": "SWT", "name": STRANGE}
    other = {"partner_id": "q2", "kind": "SWT", "name": "عائلة"}
    rows = [involved("q'<b>", "helper", "voluntary"), involved("q2", "helper", "voluntary")]
    self_referral = {
        "referral_id": "r", "person_id": "kid", "from_partner_id": "q2", "to_partner_id": "q2",
        "step": "measure_execution", "sent_date": "2025-01-01",
    }  # fmt: skip
    graph = world(
        partners=[partner, other], involvements=rows, referrals=[self_referral], as_of=None
    )
    picture = ecogram(graph, "mum")
    svg, page = picture.to_svg(), picture.to_html()
    assert "<script>alert" not in svg and "<script>alert" not in page
    assert {"q'<b>", "q2"} <= set(boxes(picture))
    for item in picture.scene.items:
        assert item.box.right <= picture.scene.width and item.box.left >= 0
    with pytest.raises(UserError):
        ecogram(graph, "nobody")


def test_a_rumour_is_said_but_its_row_is_named_nowhere():
    """Rumours are off: that there is one may be known at the table, which one isn't shown."""
    signals = """signal_id type person_id role partner_id event_date hardness
        s1 FIN_DEBT mum involved WENI 2025-06-01 fact
        s2 FIN_DEBT mum involved WENI 2025-07-01 rumour
        s3 FIN_DEBT mum involved SWT 2025-08-01 rumour"""
    picture = ecogram(world(signals=signals), "mum")
    assert boxes(picture)["WENI"].evidence == ("signals:s1",)
    assert not boxes(picture)["SWT"].evidence
    written = picture.to_html() + picture.to_svg()
    assert "signals:s1" in written
    assert "signals:s2" not in written
    assert "signals:s3" not in written
    assert "gerucht" in written
