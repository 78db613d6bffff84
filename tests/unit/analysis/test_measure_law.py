"""Measures against the law: a table of cases, each with the article it rests on.

"Today" is 2026-01-01. Lengths in days are counted by hand: 2024 is a leap year.
"""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis import measure_law
from famnet.analysis.cases import window_of
from famnet.analysis.measure_law import COLUMNS, Departs, departures, measure_spells, to_frame

PERSONS = "person_id birth_date\nkid 2014-01-01\nold 1980-01-01\nfar 1980-01-01"
HOMES = "person_id household_id\nkid h1\nold h1\nfar h2"
HEADER = "measure_id type person_id household_id decided_by_partner_id partner_id second_partner_id start_date end_date"


def _world(*lines: str, as_of: str | None = "2026-01-01"):
    """Lines: type who decider executor start end [second]; ids m1, m2, ..."""
    rows = []
    for at, line in enumerate(lines, start=1):
        code, who, decider, partner, start, end, *second = line.split()
        person, household = ("-", who) if who == "h1" else (who, "-")
        rows.append(
            f"m{at} {code} {person} {household} {decider} {partner} {second[0] if second else '-'} {start} {end}"
        )
    return make_graph(
        as_of=as_of, persons=PERSONS, memberships=HOMES, measures="\n".join([HEADER, *rows])
    )


CASES = {
    # One order (BW 1:258: at most a year; 366 is the longest reading of the catalogue).
    "a year of supervision": (("OTS kid KR GI 2024-01-01 2025-01-01",), {}),
    "a year and a day": (("OTS kid KR GI 2024-01-01 2025-01-02",), {"order_too_long": (367, 366)}),
    "running without end, too long": (("OTS kid KR GI 2024-01-01 -",), {"order_too_long": (731, 366)}),
    "running without end, not too long": (("OTS kid KR GI 2025-06-01 -",), {}),
    "a planned end counts": (("OTS kid KR GI 2025-06-01 2026-07-01",), {"order_too_long": (395, 366)}),
    "a start known by its year may be short": (("OTS kid KR GI 2024 2025-06-01",), {}),
    "a start known by its year is too long anyway": (
        # 2023-12-31 to 2025-06-01: 1 + 366 + 151.
        ("OTS kid KR GI 2023 2025-06-01",), {"order_too_long": (518, 366)},
    ),
    "an end known by its year may be short": (("OTS kid KR GI 2024-06-01 2025",), {}),
    "no start": (("OTS kid KR GI - 2025-06-01",), {}),
    "no term in the law": (("JHVRIJ kid COLL JZ1 2015-01-01 -",), {}),
    # Renewals (an order of supervision may be renewed without end; BW 1:260).
    "renewed three times": (
        ("OTS kid KR GI 2022-01-01 2023-01-01", "OTS kid KR GI 2023-01-01 2024-01-01",
         "OTS kid KR GI 2024-01-01 2025-01-01", "OTS kid KR GI 2025-01-02 2026-01-01"), {},
    ),
    "an exclusion order of ten days": (("HV old BURG POL 2025-03-01 2025-03-11",), {}),
    # Wth 9: at most four weeks in all.
    "an exclusion order renewed to 28 days": (
        ("HV old BURG POL 2025-03-01 2025-03-11", "HV old BURG POL 2025-03-11 2025-03-29"), {"order_too_long": (18, 10)},
    ),
    "an exclusion order of 30 days in parts": (
        ("HV old BURG POL 2025-03-01 2025-03-11", "HV old BURG POL 2025-03-11 2025-03-21",
         "HV old BURG POL 2025-03-21 2025-03-31"), {"spell_too_long": (30, 28)},
    ),
    "two exclusion orders with a month between": (
        ("HV old BURG POL 2025-03-01 2025-03-11", "HV old BURG POL 2025-04-11 2025-04-21",
         "HV old BURG POL 2025-06-01 2025-06-11"), {},
    ),
    # BW 1:257: three months, not to be renewed.
    "provisional supervision twice": (
        ("VOTS kid KR GI 2025-01-01 2025-03-01", "VOTS kid KR GI 2025-03-01 2025-05-01"), {"not_renewable": (120, 92)},
    ),
    "provisional supervision, written twice": (
        ("VOTS kid KR GI 2025-01-01 2025-03-01", "VOTS kid KR GI 2025-01-01 2025-03-01"), {},
    ),
    "provisional supervision within one that was delivered": (
        ("VOTS kid KR GI 2025-01-01 2025-03-01", "VOTS kid KR GI 2025-02-01 2025-02-20"), {},
    ),
    "provisional, then supervision: another type": (
        ("VOTS kid KR GI 2025-01-01 2025-03-01", "OTS kid KR GI 2025-03-01 2025-12-01"), {},
    ),
    "the next order is of somebody else": (
        ("VOTS kid KR GI 2025-01-01 2025-03-01", "VOTS far KR GI 2025-03-01 2025-05-01"), {},
    ),
    "community service follows community service": (
        ("TS old OM RN 2025-01-01 2025-03-01", "TS old OM RN 2025-03-01 2025-05-01"), {},
    ),
    # Who decides, who carries out.
    "supervision decided by the mayor": (("OTS kid BURG GI 2025-06-01 -",), {"decided_by_another": (None, None)}),
    "supervision carried out by the team": (("OTS kid KR SWT 2025-06-01 -",), {"carried_out_by_another": (None, None)}),
    "an exclusion order carried out with Veilig Thuis": (("HV old BURG POL 2025-03-01 2025-03-11 VT",), {}),
    "an exclusion order carried out with the tax administration": (
        ("HV old BURG POL 2025-03-01 2025-03-11 BD",), {"carried_out_by_another": (None, None)},
    ),
    "a part of the one the law names": (("HV old BURG WA 2025-03-01 2025-03-11",), {}),
    "nobody named": (("OTS kid - - 2025-06-01 -",), {}),
    "the law names nobody who carries out": (("SA kid GI SWT 2025-06-01 -",), {}),
    "one about a household": (("WOA h1 COLL - 2025-06-01 -",), {"decided_by_another": (None, None)}),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
def test_departures(name: str):
    lines, expected = CASES[name]
    found = {str(d.kind): (d.days, d.allowed) for d in departures(_world(*lines))}
    assert found == expected


def test_every_kind_of_departure_is_seen():
    assert {kind for _, expected in CASES.values() for kind in expected} == set(map(str, Departs))


def test_renewals_are_one_spell():
    spell, other = measure_spells(
        _world(
            "OTS kid KR GI 2023-01-01 2024-01-01", "OTS kid KR GI 2024-01-01 2025-01-01",
            "OTS kid KR GI 2025-01-02 -", "MUHP kid KR GI 2025-02-01 -",
        )
    )[::-1]  # fmt: skip
    assert (spell.type, other.type) == ("OTS", "MUHP")
    assert (spell.measure_ids, spell.start, spell.end) == (("m1", "m2", "m3"), "2023-01-01", "")
    # 2023-01-01 to 2026-01-01: 365 + 366 + 365.
    assert (spell.days, spell.renewals) == (1096, 2)


@pytest.mark.parametrize(("start", "spells"), [("2025-03-02", 1), ("2025-03-03", 2)])
def test_a_gap_of_one_day_still_follows(start: str, spells: int):
    graph = _world("VOTS kid KR GI 2025-01-01 2025-03-01", f"VOTS kid KR GI {start} 2025-05-01")
    assert len(measure_spells(graph)) == spells


def test_without_the_allowed_gap_a_case_fails(monkeypatch):
    monkeypatch.setattr(measure_law, "GAP_DAYS", 0)
    graph = _world("VOTS kid KR GI 2025-01-01 2025-03-01", "VOTS kid KR GI 2025-03-02 2025-05-01")
    assert departures(graph) == ()


def test_without_a_reference_date_what_runs_has_no_length():
    graph = _world("OTS kid KR GI 2001-01-01 -", as_of=None)
    assert departures(graph) == ()
    assert measure_spells(graph)[0].days is None


def test_of_one_family_network_alone():
    graph = _world("OTS kid BURG GI 2025-06-01 -", "TS far BURG RN 2025-06-01 -")
    assert len(departures(graph)) == 2
    mine = departures(graph, window_of(graph, "kid").units)
    assert [d.measure_ids for d in mine] == [("m1",)]


def test_a_departure_names_its_source_in_both_languages():
    (found,) = departures(_world("OTS kid KR GI 2024-01-01 2025-01-02"))
    assert found.source == "BW 1:255, 1:258, 1:260"
    assert (
        found.text_nl == "Ondertoezichtstelling (m1): 367 dagen. Eén besluit mag 366 dagen duren."
    )
    assert found.text_en == "Family supervision order (m1): 367 days. One order may last 366 days."


def test_the_frame_has_a_row_per_departure():
    frame = to_frame(departures(_world("OTS kid BURG SWT 2024-01-01 2025-01-02")))
    assert tuple(frame.columns) == COLUMNS
    assert frame["kind"].tolist() == [
        "order_too_long",
        "decided_by_another",
        "carried_out_by_another",
    ]
    assert frame["days"].isna().tolist() == [False, True, True]


def test_nothing_delivered_gives_nothing():
    graph = make_graph(persons=PERSONS, memberships=HOMES)
    assert departures(graph) == measure_spells(graph) == ()
    assert len(to_frame(())) == 0
