"""The timeline: form by role, filling by hardness, echoes, partial days, bars, bands."""

from __future__ import annotations

import pytest
from drawn_family import drawn_family
from factory import day, make_graph

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.draw import timeline
from famnet.draw.family.circle import circle_of
from famnet.draw.family.occurrences import occurrences
from famnet.draw.picture import Figure, Path, Polyline, Text
from famnet.draw.timeline.packing import CLOSE, Rows
from famnet.draw.timeline.scale import axis_of, quarters
from famnet.reports.build import build_session
from famnet.reports.dossier import dossier
from famnet.vocabulary import NO_DAY

PERSONS = """person_id birth_date sex
    mum 1985-01-01 female
    dad 1984-01-01 male
    kid 2014-05-17 male"""
HOMES = """person_id household_id start_date end_date
    mum H1 2014-01-01 -
    dad H1 2014-01-01 2025-04-01
    kid H1 2014-05-17 -"""
KIN = "person_id kind relative_id\nmum parent_of kid\ndad parent_of kid"
HEAD = "signal_id type person_id household_id role partner_id event_date hardness status"


def world(as_of="2026-01-01", **tables):
    given = {"persons": PERSONS, "memberships": HOMES, "kinships": KIN}
    return make_graph(as_of, **(given | tables))


def told(*lines, **tables):
    return timeline(world(signals="\n".join([HEAD, *lines]), **tables), "mum")


def marks(picture):
    return [i for i in picture.scene.items if i.kind in ("gebeurtenis", "gaat goed")]


def form(item):
    """Say what the sign is: its form, and how it is filled."""
    figure = next(s for s in item.shapes if isinstance(s, Figure))
    half = any(isinstance(s, Path) for s in item.shapes)
    plus = sum(isinstance(s, Polyline) and s.pen.width == 2.0 for s in item.shapes) == 2
    filled = "half" if half else "full" if figure.pen.fill == "#1b2126" else "open"
    return ("plus" if plus else figure.form, filled)


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        # Own behaviour of an adult: square. Full is a fact.
        ("s1 JUS_VIOLENCE dad - suspect POL 2025-03-01 fact confirmed", ("square", "full")),
        ("s1 JUS_CONVICT dad - convicted OM 2025-03-01 fact confirmed", ("square", "full")),
        # Victim, witness, involved: circle. Half is a professional judgement, open a report.
        ("s1 JUS_VIOLENCE mum - victim POL 2025-03-01 report reported", ("circle", "open")),
        ("s1 MEN_CONCERN mum - involved SWT 2025-03-01 professional_judgement -", ("circle", "half")),
        ("s1 FIN_DEBT mum - involved WENI 2025-03-01 - -", ("circle", "open")),
        ("s1 HOU_NUISANCE - H1 involved WOCO 2025-03-01 fact -", ("circle", "full")),
        # About a child: diamond, whatever its role.
        ("s1 EDU_ABSENCE kid - involved LPA 2025-03-01 fact -", ("diamond", "full")),
        ("s1 JUS_VIOLENCE kid - suspect POL 2025-03-01 fact confirmed", ("diamond", "full")),
        # What goes well: a ring with a plus, whatever its hardness.
        ("s1 NET_SUPPORT mum - involved SWT 2025-03-01 fact -", ("plus", "open")),
    ],
)  # fmt: skip
def test_the_form_is_the_role_and_the_filling_the_hardness(row, expected):
    (mark,) = marks(told(row))
    assert form(mark) == expected


def test_a_child_has_no_role_anywhere_in_the_picture():
    picture = told("s1 JUS_VIOLENCE kid - suspect POL 2025-03-01 fact confirmed")
    (mark,) = marks(picture)
    assert "verdachte" not in picture.to_html().replace("verdachte, ", "")
    assert "(zorg)" in mark.title


def test_who_was_a_child_then_is_a_diamond_now():
    # Born 2014, 12 in 2026: told of as an adult in 2040.
    graph = make_graph(
        "2040-01-01", persons=PERSONS, memberships=HOMES, kinships=KIN,
        signals=f"{HEAD}\ns1 JUS_VIOLENCE kid - suspect POL 2030-01-01 fact confirmed",
    )  # fmt: skip
    (mark,) = marks(timeline(graph, "mum"))
    assert form(mark)[0] == "diamond"
    # Ten years before the reference date: before the axis, with its year.
    assert any(isinstance(s, Text) and "2030" in s.text for s in mark.shapes)


def test_one_occurrence_is_one_mark_and_what_is_retold_a_dot_on_its_own_lane():
    picture = timeline(drawn_family(), "A1")
    by_label = {item.label: item for item in picture.scene.items}
    # Arrears at the housing association on 18 March 2024, told by Werk en inkomen on 6 May.
    origin, echo = by_label["e01 A1"], by_label["e01, nog eens"]
    assert origin.evidence == ("signals:s1042", "signals:s1043")
    assert echo.evidence == ("signals:s1043",)
    line, dot = echo.shapes
    mark = next(s for s in origin.shapes if isinstance(s, Figure))
    assert line.points[0] == (mark.x, mark.y) and line.points[-1] == (dot.x, dot.y)
    assert dot.width == 8 and dot.pen.fill == "#ffffff"
    # In lane FI, above WO where it began.
    assert dot.y < mark.y and dot.x > mark.x
    assert "geen nieuwe gebeurtenis" in echo.title


def test_numbers_are_those_of_the_evidence_sheet_of_the_page():
    graph = drawn_family()
    window = window_of(graph, "B1")
    session = build_session(graph, describe(graph), named=[window])
    sheet = dossier(session, session.pages[0]).proof
    own = occurrences(circle_of(graph, "B1"))
    assert {i.ref: tuple(r.signal_id for r in i.rows) for i in own.all} == {
        group.ref: tuple(r.signal_id for r in group.rows) for group in sheet.groups
    }
    assert {i.ref: i.counts for i in own.all} == {g.ref: g.counts for g in sheet.groups}
    assert [len(own.of(kind)) for kind in ("p", "x")] == [2, 1]


def test_a_partial_day_is_drawn_as_all_days_it_can_be():
    (mark,) = marks(told("s1 FIN_DEBT mum - involved WENI 2025 fact -", "s2 FIN_DEBT dad - involved WENI 2024-02-01 fact refuted"))  # fmt: skip
    lines = [s for s in mark.shapes if isinstance(s, Polyline)]
    low, high = lines[0].points[0][0], lines[0].points[1][0]
    figure = next(s for s in mark.shapes if isinstance(s, Figure))
    # 2025 is the second of the two years on the axis, from 150 to 838.
    assert low == pytest.approx(150 + 688 * 366 / 731, abs=0.6)
    assert high == pytest.approx(838 - 688 / 731, abs=0.6)
    assert figure.x == pytest.approx((low + high) / 2, abs=0.1)
    assert "2025" in mark.title


def test_without_a_day_it_stands_before_the_axis_and_the_page_says_so():
    picture = told(
        "s1 FIN_DEBT mum - involved WENI - fact -",
        "s2 EDU_ABSENCE kid - involved LPA 2025-03-01 fact -",
    )
    undated, dated = marks(picture)
    assert undated.label.startswith("e01")
    assert any(isinstance(s, Text) and "?" in s.text for s in undated.shapes)
    assert undated.box.right < dated.box.left
    assert "Zonder bruikbare datum: 1 gebeurtenis" in picture.scene.notes[0]


def test_no_day_at_all():
    graph = world(None, signals=f"{HEAD}\ns1 FIN_DEBT mum - involved WENI - fact -")
    picture = timeline(graph, "mum")
    assert len(marks(picture)) == 1
    assert "Er is geen peildatum: alles geldt als nu." in picture.scene.notes
    assert "wie woont waar" not in {item.kind for item in picture.scene.items}


def test_nothing_at_all_is_a_sentence():
    graph = make_graph(None, persons="person_id\nP1")
    (item,) = timeline(graph, "P1").scene.items
    assert "niets geleverd" in item.title and "niet dat er niets is" in item.title


def measure(code, **more):
    row = {
        "measure_id": "m1", "type": code, "person_id": "kid", "decided_by_partner_id": "KR",
        "partner_id": "GI", "start_date": "2025-06-01", "end_date": "2025-12-01",
    }  # fmt: skip
    return row | more


def bar(picture):
    (item,) = [i for i in picture.scene.items if i.kind in ("maatregel", "hulp")]
    return item, next(s for s in item.shapes if isinstance(s, Figure))


def test_bars_dark_imposed_open_voluntary_hatched_not_carried_out():
    order = {
        "referral_id": "r1", "person_id": "kid", "from_partner_id": "KR", "to_partner_id": "GI",
        "step": "measure_execution", "sent_date": "2025-06-02", "outcome": "pending",
    }  # fmt: skip
    _, dark = bar(timeline(world(measures=[measure("OTS")]), "mum"))
    assert dark.pen.fill == "#3d4750"
    _, free = bar(
        timeline(world(measures=[measure("JHVRIJ", decided_by_partner_id="COLL")]), "mum")
    )
    assert free.pen.fill == "#ffffff"
    running = measure("OTS", end_date="2026-06-01")
    item, hatched = bar(timeline(world(measures=[running], referrals=[order]), "mum"))
    assert hatched.pen.fill == "@UNDONE" and "niet uitgevoerd" in item.label
    # Taken up: carried out as far as we know.
    _, dark = bar(
        timeline(world(measures=[running], referrals=[order | {"outcome": "accepted"}]), "mum")
    )
    assert dark.pen.fill == "#3d4750"


def test_a_bar_stands_on_its_days():
    _, shape = bar(timeline(world(measures=[measure("OTS")]), "mum"))
    scale = 688 / (day("2026-01-01") - day("2024-01-01"))
    assert shape.box.left == pytest.approx(150 + scale * (day("2025-06-01") - day("2024-01-01")), abs=0.2)  # fmt: skip
    assert shape.box.right == pytest.approx(150 + scale * (day("2025-12-01") - day("2024-01-01")), abs=0.2)  # fmt: skip


def test_a_measure_without_an_end_runs_to_today_and_says_so():
    item, shape = bar(timeline(world(measures=[measure("OTS", end_date="")]), "mum"))
    assert shape.box.right == pytest.approx(838, abs=0.2)
    assert "einde niet geleverd" in item.label


def test_one_order_for_two_children_is_one_bar_with_both_rows():
    rows = [measure("OTS"), measure("OTS", measure_id="m2", person_id="mum")]
    item, _ = bar(timeline(world(measures=rows), "mum"))
    assert set(item.person_id.split("|")) == {"kid", "mum"}
    assert item.evidence == ("measures:m1", "measures:m2")


def test_bands_say_who_lived_there_and_what_changed():
    picture = told("s1 FIN_DEBT mum - involved WENI 2025-03-01 fact -")
    bands = [i.title for i in picture.scene.items if i.kind == "wie woont waar"]
    # Before and after dad left; he lives elsewhere now, so his letter is another or none.
    assert len(bands) == 2
    assert "3 personen" in bands[0] and "2 personen" in bands[1]
    (change,) = [i for i in picture.scene.items if i.kind == "verandering"]
    assert "01-04-2025" in change.title and "woont hier niet meer" in change.title
    assert change.person_id == "dad"


def test_a_birth_is_shown_by_its_year_alone():
    homes = HOMES + "\n    baby H1 2025-07-23 -"
    persons = PERSONS + "\n    baby 2025-07-23 female"
    kin = KIN + "\nmum parent_of baby"
    picture = timeline(world(persons=persons, memberships=homes, kinships=kin, signals=f"{HEAD}\ns1 FIN_DEBT mum - involved WENI 2024-02-01 fact -"), "mum")  # fmt: skip
    (born,) = [i for i in picture.scene.items if "geboren" in i.label]
    assert born.title.endswith("geboren in 2025.")
    for text in (picture.to_html(), picture.to_svg()):
        assert "23-07" not in text and "2025-07" not in text
    # Nor does its place say the day: it begins where the year begins.
    line = next(s for s in born.shapes if isinstance(s, Polyline))
    assert line.points[0][0] == pytest.approx(150 + 688 * 366 / 731, abs=0.6)


def test_two_marks_closer_than_twenty_units_stand_on_two_heights():
    rows = Rows(0, 1000)
    spots = [rows.put(x - 7, x + 7, 0, middle=x) for x in (100.0, 119.0, 121.0, 138.9)]
    # 119 is 19 from 100; 121 is 21 from 100; 138.9 is 17.9 from 121 and 19.9 from 119.
    assert [spot.row for spot in spots] == [0, 1, 0, 2]
    assert CLOSE == 20.0


def test_a_text_flips_left_where_the_right_is_taken():
    rows = Rows(0, 200)
    assert rows.put(150, 160, 60).side == "left"
    assert rows.put(10, 20, 60).side == "right"


def test_the_axis_holds_at_most_36_months_and_at_least_the_period_that_counts():
    short = axis_of([day("2025-11-01")], day("2026-01-01"), left=0, right=100)
    assert short is not None and short.start == day("2024-01-01")
    long = axis_of([day("2001-01-01")], day("2026-01-01"), left=0, right=100)
    assert long is not None and long.start == day("2023-01-01")
    assert [text for _, text, _ in quarters(short)] == [
        "2024", "apr", "jul", "okt", "2025", "apr", "jul", "okt", "2026",
    ]  # fmt: skip
    assert axis_of([NO_DAY], day("2026-01-01"), left=0, right=100) is None


def test_a_ground_that_is_no_law_is_told_in_the_language_of_the_picture():
    graph = world(measures=[measure("OVLM")])
    html = {lang: timeline(graph, "mum", lang=lang).to_html() for lang in ("nl", "en")}
    assert "BW 7:213; huurovereenkomst" in html["nl"]
    assert "BW 7:213; tenancy agreement" in html["en"]
    assert "huurovereenkomst" not in html["en"]


STRANGE = "<script>alert(1)</script> \u202egnirts 👨‍👩‍👧 " + "x" * 300


def test_bad_input_is_drawn():
    homes = [{"household_id": "H1", "kind": "private", "neighbourhood": STRANGE}]
    helper = {"partner_id": "p", "person_id": "mum", "role": "helper", "start_date": "2025"}
    partner = {"partner_id": "p", "kind": "SWT", "name": STRANGE}
    graph = world(
        households=homes, partners=[partner, partner | {"partner_id": "q"}],
        involvements=[helper, helper | {"partner_id": "q", "end_date": "2025-06"}],
        signals=f"{HEAD}\ns1 FIN_DEBT mum - involved p 1066-10-14 fact -",
    )  # fmt: skip
    picture = timeline(graph, "mum")
    assert "<script>alert" not in picture.to_svg() and "<script>alert" not in picture.to_html()
    for item in picture.scene.items:
        assert item.box.left >= 0 and item.box.right <= picture.scene.width, item.label
