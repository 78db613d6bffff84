"""One family's page, on the family of the drawn page: states, counts, what is stuck, the words."""

from __future__ import annotations

import re
from html.parser import HTMLParser

import pytest
from drawn_family import MEASURES, MEMBERSHIPS, PERSONS, SIGNALS, drawn_family, more

from famnet.analysis.cases import window_of
from famnet.analysis.description import describe
from famnet.analysis.windows import family_windows
from famnet.reports.build import build_session
from famnet.reports.children import children
from famnet.reports.dossier import dossier
from famnet.reports.family_page import family_html
from famnet.reports.matrices import columns, domain_matrix, known_matrix
from famnet.reports.regie import direction
from famnet.reports.running import running
from famnet.reports.sentence import sentence
from famnet.reports.sheets import sheets_of
from famnet.reports.stuck import stuck
from famnet.reports.unknown import unknown
from famnet.vocabulary import Workspace


def session_of(graph, ref="B1", **options):
    session = build_session(graph, describe(graph), named=[window_of(graph, ref)], **options)
    return session, session.pages[0]


@pytest.fixture(scope="module")
def drawn():
    session, page = session_of(drawn_family())
    return session, page, dossier(session, page)


def cell(matrix, row, code):
    for line in matrix.lines:
        if line.head == row:
            for block in matrix.blocks:
                for column, place in zip(block.columns, block.places, strict=True):
                    if column.code == code:
                        return line.cells[place]
    return None


def test_labels_are_those_of_the_drawing(drawn):
    _, _, made = drawn
    found = {p.person_id: p.label.code for p in made.people.residents}
    assert found == {
        "A1": "A1", "A2": "A2", "A3": "A3", "A4": "A4", "A5": "A5", "A6": "A6",
        "B1": "B1", "B2": "B2", "B3": "B3", "B4": "B4",
    }  # fmt: skip
    by_id = {p.person_id: p.label for p in made.people.everyone}
    assert by_id["A1"].text == "moeder A1"
    assert by_id["A3"].text == "kind A3 (16)"
    assert by_id["B1"].text == "oma B1"
    assert by_id["X1"].letter == by_id["C1"].letter == "X"


def test_the_six_states(drawn):
    session, _, made = drawn
    matrix = known_matrix(session, made)
    assert cell(matrix, "Sociaal wijkteam", "A1").state == "known"
    assert cell(matrix, "GGZ", "A2").state == "nothing_known"
    assert cell(matrix, "Huisarts", "A4").state == "not_answered"  # its household was asked
    assert cell(matrix, "Leerplicht", "A6").state == "not_asked"
    assert cell(matrix, "School", "B4").state == "missing"
    assert cell(matrix, "School", "B4").refs == ("g02",)
    signs = {c.state: c.sign for line in matrix.lines for c in line.cells}
    assert signs == {
        "known": "●", "nothing_known": "○", "not_answered": "?", "not_asked": "·", "missing": "!",
    }  # fmt: skip


def test_law_is_not_silence():
    session, page = session_of(drawn_family(workspace=Workspace.ZVH))
    made = dossier(session, page)
    matrix = known_matrix(session, made)
    line = next(line for line in matrix.lines if line.head == "Belastingdienst")
    assert {c.state for c in line.cells} == {"not_allowed"}
    items = unknown(session, made, matrix)
    assert any("Belastingdienst" in item.text and "Mag hier niet" in item.lead for item in items)


def test_partners_stand_in_the_order_of_their_chains(drawn):
    session, _, made = drawn
    matrix = known_matrix(session, made)
    letters = "".join(dict.fromkeys(line.letter for line in matrix.lines))
    assert letters == "SOZJWVRB"


def test_a_refuted_signal_makes_nobody_known(drawn):
    session, _, made = drawn
    matrix = known_matrix(session, made)
    assert cell(matrix, "Veilig Thuis", "A6").state != "known"


def test_what_waits_longer_than_usual(drawn):
    session, page, made = drawn
    waits = stuck(session, made.acts, sheets_of(session, page).route)
    found = {item.refs[0]: item.days for item in waits}
    # 16-11-2026 minus 06-07, 02-09, 01-10 and 12-10: the days of the drawing.
    assert sorted(found.values(), reverse=True) == [133, 75, 46, 46, 35]
    first = waits[0]
    assert "Gewoon is 30 dagen" in first.text


def test_what_was_answered_or_waits_as_long_as_usual_is_not_stuck(drawn):
    _, _, made = drawn
    late = {h.referral_id for h in made.acts.handovers if h.late}
    assert late == {"R7", "R8"}


def test_numbers_are_counted_from_the_evidence_and_equal_the_list(drawn):
    session, page, made = drawn
    row = session.description.windows.set_index("window_id").loc[page.window_id]
    assert len(made.proof.counting) == row["n_episodes"]
    assert len(made.proof.observers) == row["n_observers"]
    assert len(made.proof.scan_groups) == row["n_domains"]
    assert (
        f"{row['n_episodes']} gebeurtenissen"
        in sentence(session, made.people, made.proof, made.acts)[1]
    )


def test_every_row_about_the_households_is_in_the_evidence_once(drawn):
    _, _, made = drawn
    told = [row.signal_id for group in made.proof.groups for row in group.rows]
    assert sorted(told) == sorted(line.split()[0] for line in SIGNALS.strip().splitlines()[1:])


def test_one_incident_of_police_veilig_thuis_and_school_is_one_episode(drawn):
    _, _, made = drawn
    group = next(g for g in made.proof.groups if any(r.signal_id == "s1090" for r in g.rows))
    assert {"s1090", "s1091", "s1092", "s1093"} <= {r.signal_id for r in group.rows}
    assert group.domains == ("HOME",)
    assert [r.tells for r in group.rows].count("zelfde gebeurtenis") == len(group.rows) - 1


def test_refuted_and_old_rows_are_shown_and_do_not_count(drawn):
    _, _, made = drawn
    (refuted,) = made.proof.of("x")
    assert refuted.rows[0].signal_id == "s1160"
    assert not refuted.counts
    old = next(g for g in made.proof.groups if g.rows[0].signal_id == "s1042")
    assert not old.counts
    assert old.rows[0].tells == "nee: ouder dan 24 maanden"


def test_a_rumour_is_counted_and_not_shown():
    rumour = {
        "signal_id": "s9", "type": "FIN_DEBT", "person_id": "A2", "role": "involved",
        "partner_id": "WENI", "event_date": "2026-01-01", "hardness": "rumour",
    }  # fmt: skip
    session, page = session_of(drawn_family(signals=more(SIGNALS, rumour)))
    made = dossier(session, page)
    assert made.proof.rumours == 1
    assert "s9" not in family_html(session, page)


def test_children_first_with_their_ages_and_what_runs(drawn):
    session, _, made = drawn
    found = children(session, made.people, made.proof, made.acts)
    assert [(c.person.label.code, c.person.age.text) for c in found] == [
        ("A6", "3"), ("A5", "9"), ("A4", "14"), ("A3", "16"), ("B4", "7"),
    ]  # fmt: skip
    by_code = {c.person.label.code: c for c in found}
    assert by_code["A6"].seen_by == ()
    assert by_code["A4"].measures[0].text == "nog niet gestart"
    assert by_code["A3"].measures == ()


def test_nobody_holds_the_regie_until_someone_does(drawn):
    session, _, made = drawn
    assert direction(session, made.acts) == ("nog niet belegd", ())
    held = [
        {
            "partner_id": "SWT",
            "household_id": "hA",
            "role": "process_director",
            "start_date": "2026-01-01",
        }
    ]
    other, page = session_of(drawn_family(involvements=held))
    name, refs = direction(other, dossier(other, page).acts)
    assert name == "Sociaal wijkteam (procesregisseur)"
    assert refs == ("h01",)


def test_what_runs_starts_with_what_was_imposed(drawn):
    session, _, made = drawn
    leads = [item.lead for item in running(session, made.acts)]
    assert leads == sorted(leads, key=["Opgelegd", "Vrijwillig", "Betrokken", "Voorbij"].index)
    assert any("kind A4 (14) en kind A5 (9)" in i.text for i in running(session, made.acts))


def test_a_minor_has_care_and_nothing_else():
    suspect = {
        "signal_id": "s9", "type": "JUS_VIOLENCE", "person_id": "A3", "role": "suspect",
        "partner_id": "POL", "event_date": "2026-08-01", "hardness": "fact", "status": "confirmed",
    }  # fmt: skip
    session, page = session_of(drawn_family(signals=more(SIGNALS, suspect)))
    made = dossier(session, page)
    matrix = domain_matrix(session, columns(session, made.people), made.proof)
    for line in matrix.lines:
        for column, one in zip(columns(session, made.people), line.cells, strict=True):
            if column.minor:
                assert one.sign in ("", "z", "+", "z+")
    row = next(r for g in made.proof.groups for r in g.rows if r.signal_id == "s9")
    assert row.role == "zorg"


def test_who_was_a_minor_then_is_no_suspect_now():
    then = {
        "signal_id": "s9", "type": "JUS_PROPERTY", "person_id": "B2", "role": "suspect",
        "partner_id": "POL", "event_date": "2008-08-01", "hardness": "fact", "status": "confirmed",
    }  # fmt: skip
    session, page = session_of(drawn_family(signals=more(SIGNALS, then)))
    made = dossier(session, page)
    row = next(r for g in made.proof.groups for r in g.rows if r.signal_id == "s9")
    assert row.mark == "z"


def test_a_victim_is_no_suspect(drawn):
    session, _, made = drawn
    shown = columns(session, made.people)
    matrix = domain_matrix(session, shown, made.proof)
    home = cell(matrix, "Veilig thuis, relaties", "A1")
    assert "s" in home.sign
    assert "v" not in home.sign


def test_what_goes_well_speaks_in_the_sentence(drawn):
    session, _, made = drawn
    assert (
        "steunend netwerk aanwezig bij oma B1"
        in sentence(session, made.people, made.proof, made.acts)[2]
    )


class _Ids(HTMLParser):
    def __init__(self):
        super().__init__()
        self.ids, self.links = [], []

    def handle_starttag(self, tag, attrs):
        found = dict(attrs)
        if "id" in found:
            self.ids.append(found["id"])
        for ref in found.get("data-r", "").split():
            self.links.append(ref)
        if found.get("href", "").startswith("#"):
            self.links.append(found["href"][1:])


def test_every_reference_resolves_and_no_id_is_twice(drawn):
    session, page, _ = drawn
    parser = _Ids()
    parser.feed(family_html(session, page))
    assert len(parser.ids) == len(set(parser.ids))
    assert set(parser.links) <= set(parser.ids)


def test_nothing_is_asked_from_anywhere(drawn):
    session, page, _ = drawn
    html = family_html(session, page)
    assert "default-src 'none'" in html
    assert "unsafe" not in html
    assert not re.search(r"(?:https?:)?//[a-z]", html)


def test_names_and_birth_dates_stand_nowhere(drawn):
    session, page, _ = drawn
    html = family_html(session, page)
    for born in ("1988-04-04", "04-04-1988", "2010-06-06", "06-06-2010"):
        assert born not in html


def test_the_same_twice(drawn):
    session, page, _ = drawn
    again, same = session_of(drawn_family())
    assert family_html(session, page) == family_html(again, same)


def test_a_case_of_one_household_and_one_without_anything():
    graph = drawn_family(
        signals="signal_id type person_id household_id role partner_id event_date",
        measures=MEASURES.strip().splitlines()[0], involvements=[], referrals=[], requests=[],
        memberships=MEMBERSHIPS, persons=PERSONS,
    )  # fmt: skip
    session, page = session_of(graph, "C1")
    html = family_html(session, page)
    for heading in ("Wat stokt", "Wat we niet weten", "Wat loopt er al", "Bekend bij"):
        assert heading in html
    assert "Geen maatregelen of hulp geleverd" in html


def test_without_any_date_everything_counts_as_current():
    persons = "person_id sex\n a female\n b male\n c male"
    graph = drawn_family(
        persons=persons, memberships="person_id household_id\n a h1\n b h2\n c h2",
        kinships="person_id kind relative_id\n a parent_of b", signals=[], measures=[], involvements=[],
        referrals=[], requests=[], households=[{"household_id": "h1"}, {"household_id": "h2"}],
        as_of=None,
    )  # fmt: skip
    session, page = session_of(graph, "a")
    assert "geen datum in de levering" in family_html(session, page)


def test_all_windows_of_the_drawn_family_have_pages():
    graph = drawn_family()
    windows = family_windows(graph)
    session = build_session(
        graph, describe(graph), named=[windows.window(i) for i in range(len(windows))]
    )
    assert len(session.pages) == len(windows)
