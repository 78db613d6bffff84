"""methods.md §2.0 and design.md §5, one small case a rule; each answer worked out by hand."""

from __future__ import annotations

from collections import defaultdict

import pytest
from outside.conftest import famnet
from outside.reference import read
from outside.small import write

HEADER = "signal_id,type,person_id,household_id,role,partner_id,origin_partner_id,incident_id,derived_from,event_date,hardness,status\n"
PEOPLE = {
    "persons": "person_id,birth_date\nfather,1980-01-01\nmother,1982-01-01\nchild,2018-01-01\nneighbour,1970-01-01\nloose,1990-01-01\n",
    "households": "household_id,kind\nhome,private\nnext,private\n",
    "memberships": "person_id,household_id\nfather,home\nmother,home\nchild,home\nneighbour,next\n",
    "kinships": "person_id,kind,relative_id\nfather,parent_of,child\nmother,parent_of,child\n",
    "partners": None,
}


def told(tmp_path, *signals):
    """Signals as 'id type subject role partner date [key=value]' -> rows of famnet episodes by id."""
    lines = []
    for text in signals:
        name, kind, who, role, partner, date, *rest = text.split()
        more = {
            "origin": "",
            "incident": "",
            "from": "",
            "hardness": "report",
            "status": "reported",
            **dict(part.split("=") for part in rest),
        }
        subject = f",{who}" if who in ("home", "next") else f"{who},"
        lines.append(
            f"{name},{kind},{subject},{role},{partner},{more['origin']},{more['incident']},{more['from']},{date},{more['hardness']},{more['status']}\n"
        )
    folder = write(tmp_path / "levering", **PEOPLE, signals=HEADER + "".join(lines))
    assert famnet("episodes", folder, "--out", tmp_path / "uit.csv").code == 0
    return {row["signal_id"]: row for row in read(tmp_path / "uit.csv")}


def groups(rows):
    out = defaultdict(set)
    for row in rows.values():
        out[row["episode_id"]].add(row["signal_id"])
    return sorted("".join(sorted(group)) for group in out.values())


def test_one_domestic_incident_told_by_three_is_one_episode_in_one_domain(tmp_path):
    rows = told(
        tmp_path,
        "a JUS_VIOLENCE father suspect POL 2025-03-01 incident=i1",
        "b HOM_VT_REPORT mother victim VT 2025-03-08",
        "c EDU_CONCERN child involved SCH 2025-03-10 incident=i1",
    )
    assert groups(rows) == ["abc"]
    assert {row["life_domain"] for row in rows.values()} == {"JUS"}
    assert {row["observer"] for row in rows.values()} == {"POL", "VT", "SCH"}


@pytest.mark.parametrize(
    ("date", "expected"),
    [("2025-03-01", ["ab"]), ("2025-03-15", ["ab"]), ("2025-03-16", ["a", "b"])],
)
def test_a_referral_edge_joins_within_its_own_window(tmp_path, date, expected):
    """Police to Veilig Thuis: two weeks."""
    rows = told(
        tmp_path,
        "a JUS_VIOLENCE father suspect POL 2025-03-01",
        f"b HOM_VT_REPORT father involved VT {date}",
    )
    assert groups(rows) == expected


def test_the_echo_follows_the_arrow(tmp_path):
    """Housing tells debt help, not the other way about."""
    assert groups(
        told(
            tmp_path,
            "a FIN_DEBT father involved WENI 2025-03-01",
            "b HOU_ARREARS father involved WOCO 2025-03-11",
        )
    ) == ["a", "b"]


def test_no_edge_no_echo(tmp_path):
    rows = told(
        tmp_path,
        "a HOU_ARREARS father involved WOCO 2025-03-01",
        "b EDU_CONCERN child involved SCH 2025-03-02",
        "c HOU_ARREARS father involved WOCO 2025-03-03",
    )
    assert groups(rows) == ["a", "b", "c"]


def test_other_household_no_echo(tmp_path):
    assert groups(
        told(
            tmp_path,
            "a JUS_VIOLENCE father suspect POL 2025-03-01",
            "b HOM_VT_REPORT neighbour involved VT 2025-03-02",
        )
    ) == ["a", "b"]


def test_derived_from_joins_whatever_the_days(tmp_path):
    assert groups(
        told(
            tmp_path,
            "a JUS_VIOLENCE father suspect POL 2023-03-01",
            "b HOM_VT_REPORT neighbour involved VT 2025-03-02 from=a",
        )
    ) == ["ab"]


@pytest.mark.parametrize(("days", "expected"), [("2025-06-29", ["ab"]), ("2025-07-01", ["a", "b"])])
def test_an_incident_id_used_again_after_180_days_is_another_occurrence(tmp_path, days, expected):
    """1 January and 180 days later is 30 June."""
    assert (
        groups(
            told(
                tmp_path,
                "a ADD_USE father involved POL 2025-01-01 incident=i1",
                f"b ADD_USE neighbour involved POL {days} incident=i1",
            )
        )
        == expected
    )


def test_a_declared_origin_joins_within_28_days_edge_or_none(tmp_path):
    rows = told(
        tmp_path,
        "a ADD_USE father involved POL 2025-03-01",
        "b FIN_DEBT father involved WENI 2025-03-29 origin=POL",
        "c FIN_DEBT father involved WENI 2025-03-30 origin=POL",
    )
    assert groups({key: rows[key] for key in "ab"}) == ["ab"]
    assert rows["c"]["episode_id"] != rows["a"]["episode_id"]
    assert {row["observer"] for row in rows.values()} == {"POL"}


def test_the_suspects_signal_gives_the_domain_even_when_later(tmp_path):
    rows = told(
        tmp_path,
        "a HOM_VT_REPORT mother victim VT 2025-03-01 incident=i1",
        "b JUS_VIOLENCE father suspect POL 2025-03-03 incident=i1",
    )
    assert {row["life_domain"] for row in rows.values()} == {"JUS"}


def test_the_victims_household_has_its_own_domain_in_the_same_episode(tmp_path):
    rows = told(
        tmp_path,
        "a JUS_VIOLENCE father suspect POL 2025-03-01 incident=i1",
        "b JUS_VIOLENCE neighbour victim POL 2025-03-01 incident=i1",
    )
    assert groups(rows) == ["ab"]
    assert (rows["a"]["life_domain"], rows["b"]["life_domain"]) == ("JUS", "EXP")


@pytest.mark.parametrize("away", ["status=refuted", "hardness=rumour"])
def test_a_suspicion_that_does_not_count_gives_no_domain(tmp_path, away):
    rows = told(
        tmp_path,
        "a HOM_VT_REPORT mother victim VT 2025-03-01 incident=i1",
        f"b JUS_VIOLENCE father suspect POL 2025-03-03 incident=i1 {away}",
    )
    assert rows["a"]["life_domain"] == "HOME" and rows["b"]["counted"] == "false"


@pytest.mark.parametrize(
    ("signal", "counted"),
    [
        ("a FIN_BENEFIT father involved WENI 2025-03-01", "false"),  # administrative
        ("a MEN_TREATMENT father involved GGZ 2025-03-01", "false"),  # protective
        ("a JUS_VIOLENCE father involved POL 2025-03-01", "false"),  # involved is no suspicion
        ("a JUS_VIOLENCE father victim POL 2025-03-01", "true"),
        ("a JUS_VIOLENCE father suspect POL 2025-03-01 status=closed", "true"),
        ("a FIN_DEBT father involved WENI 2025-03-01 hardness=rumour", "false"),
        ("a FIN_DEBT father involved WENI 2025-03-01 status=refuted", "false"),
        ("a FIN_DEBT loose involved WENI 2015-03-01", "true"),  # period and household do not matter
    ],
)
def test_what_counts(tmp_path, signal, counted):
    assert told(tmp_path, signal)["a"]["counted"] == counted


def test_under_twelve_is_never_crime(tmp_path):
    row = told(tmp_path, "a JUS_VIOLENCE child suspect POL 2025-03-01")["a"]
    assert row["life_domain"] != "JUS" or row["counted"] == "false"


def test_observers_are_roots_and_a_court_is_none(tmp_path):
    rows = told(
        tmp_path,
        "a EDU_CONCERN child involved IB 2025-01-01",
        "b EDU_CONCERN child involved SCH 2025-02-20",
        "c HOM_VT_REPORT mother victim CJG 2025-06-01",
        "d JUS_SUSPECT father suspect WA 2025-09-01",
        "e HOM_VT_REPORT loose victim RB 2025-10-01",
    )
    assert [rows[key]["observer"] for key in "abcde"] == ["SCH", "SCH", "SWT", "POL", ""]


def test_refuted_holds_nothing_together(tmp_path):
    rows = told(
        tmp_path,
        "a HOU_ARREARS father involved WOCO 2025-03-01",
        "b FIN_DEBT father involved WENI 2025-03-11 status=refuted from=c",
        "c EDU_CONCERN child involved SCH 2025-09-01",
    )
    assert rows["a"]["episode_id"] != rows["c"]["episode_id"]
