"""Which signals are one occurrence: methods.md section 2.0, rule by rule."""

from __future__ import annotations

import pytest
from factory import make_graph

from famnet.analysis.episodes import COLUMNS, episode_table, episodes, reused_incidents
from famnet.analysis.roles import Reason

HEADER = "signal_id type person_id role partner_id origin_partner_id incident_id derived_from event_date received_date status"
PERSONS = """
    person_id birth_date
    father    1980-01-01
    mother    1982-01-01
    child     2015-01-01
    aunt      1979-01-01
    alone     1990-01-01
"""
HOMES = """
    person_id household_id
    father    h1
    mother    h1
    child     h1
    aunt      h2
"""


def _signals(lines: str) -> str:
    """Fill up lines with empty cells: id type person role partner date [column=value ...]."""
    names = HEADER.split()
    out = [HEADER]
    for line in lines.strip().splitlines():
        head, more = line.split()[:6], dict(word.split("=") for word in line.split()[6:])
        cells = dict(
            zip(
                ("signal_id", "type", "person_id", "role", "partner_id", "event_date"),
                head,
                strict=True,
            )
        )
        out.append(" ".join({**dict.fromkeys(names, "-"), **cells, **more}[name] for name in names))
    return "\n".join(out)


def _world(lines: str, **tables: str):
    return make_graph(persons=PERSONS, memberships=HOMES, signals=_signals(lines), **tables)


def _groups(lines: str, **tables: str) -> list[list[str]]:
    frame = episodes(_world(lines, **tables))
    return sorted(sorted(group) for group in frame.groupby("episode_id")["signal_id"].apply(list))


INCIDENT = """
    pol HOM_DV_INCIDENT father suspect POL 2025-03-01 {pol}
    vt  HOM_VT_REPORT   child  child_in_family VT 2025-03-{day} {vt}
    sch HOM_CHILD_ABUSE child  victim SCH 2025-03-{day} {sch}
"""


@pytest.mark.parametrize(
    "how",
    [
        {"day": "01", "pol": "incident_id=i", "vt": "incident_id=i", "sch": "incident_id=i"},
        {"day": "05", "pol": "", "vt": "derived_from=pol", "sch": "derived_from=vt"},
        # Along hand-overs: police to VT within 14 days, school to VT within 42.
        {"day": "05", "pol": "", "vt": "", "sch": ""},
        {"day": "05", "pol": "", "vt": "origin_partner_id=POL", "sch": "origin_partner_id=POL"},
    ],
    ids=["incident", "derived", "hand-over", "declared"],
)
def test_one_domestic_incident_told_by_three_is_one_episode_in_one_domain(how: dict):
    frame = episodes(_world(INCIDENT.format(**how)))
    assert frame["episode_id"].tolist() == ["e-pol"] * 3
    assert frame["life_domain"].tolist() == ["HOME"] * 3
    assert frame["household_id"].tolist() == ["h1"] * 3
    assert frame["counted"].all()


def test_a_domestic_incident_in_three_domains_counts_in_one():
    frame = episodes(_world("""
        pol JUS_VIOLENCE father suspect POL 2025-03-01 incident_id=i
        vt HOM_VT_REPORT mother victim VT 2025-03-02 incident_id=i
        rvdk PAR_THREAT child child_in_family RVDK 2025-03-03 incident_id=i
    """))  # fmt: skip
    assert set(frame["episode_id"]) == {"e-pol"}
    assert frame["life_domain"].tolist() == ["JUS"] * 3
    assert frame["observer"].tolist() == ["POL", "VT", "RVDK"]


def test_own_conduct_gives_the_domain_though_it_is_told_later():
    frame = episodes(_world("""
        vt HOM_VT_REPORT mother victim VT 2025-03-01 incident_id=i
        pol JUS_VIOLENCE father suspect POL 2025-03-02 incident_id=i
    """))  # fmt: skip
    assert frame["life_domain"].tolist() == ["JUS", "JUS"]


def test_the_victim_in_another_household_is_touched_in_its_own_domain():
    frame = episodes(_world("""
        s1 JUS_VIOLENCE father suspect POL 2025-03-01 incident_id=i
        s2 JUS_VIOLENCE aunt victim POL 2025-03-01 incident_id=i
    """))  # fmt: skip
    assert set(frame["episode_id"]) == {"e-s1"}
    assert frame["life_domain"].tolist() == ["JUS", "EXP"]
    assert frame["household_id"].tolist() == ["h1", "h2"]


def test_ties_go_by_received_date_then_id():
    frame = episodes(_world("""
        a HOM_VT_REPORT mother victim VT 2025-03-01 incident_id=i received_date=2025-03-09
        b EDU_CONCERN child child_in_family SCH 2025-03-01 incident_id=i received_date=2025-03-02
    """))  # fmt: skip
    assert frame["life_domain"].tolist() == ["EDU", "EDU"]
    frame = episodes(_world("""
        b HOM_VT_REPORT mother victim VT 2025-03-01 incident_id=i
        a EDU_CONCERN child child_in_family SCH 2025-03-01 incident_id=i
    """))  # fmt: skip
    assert frame["life_domain"].tolist() == ["EDU", "EDU"]


@pytest.mark.parametrize(("later", "together"), [("2025-06-30", True), ("2025-07-01", False)])
def test_an_incident_id_more_than_180_days_apart_is_two(later: str, together: bool):
    # 1 January + 180 days = 30 June.
    graph = _world(f"""
        s1 JUS_DRUGS father suspect POL 2025-01-01 incident_id=i
        s2 JUS_DRUGS aunt suspect POL {later} incident_id=i
    """)
    assert (episodes(graph)["episode_id"].nunique() == 1) is together
    reused = reused_incidents(graph)
    assert reused.to_numpy().tolist() == ([] if together else [["s1", "s2", 181]])


@pytest.mark.parametrize(
    ("one", "other", "day", "together"),
    [
        ("POL", "VT", "2025-03-15", True),  # 14 days
        ("POL", "VT", "2025-03-16", False),
        ("SCH", "VT", "2025-04-12", True),  # 42 days
        ("SCH", "VT", "2025-04-13", False),
        ("VT", "RVDK", "2025-06-29", True),  # 120 days
        ("VT", "RVDK", "2025-06-30", False),
        ("RVDK", "VT", "2025-03-02", False),  # no edge that way
        ("RVDK", "VT", "2025-03-01", True),  # the same day: either may be first
        ("WA", "VT", "2025-03-15", True),  # a part of the police hands over as the police
        ("LPA", "WOCO", "2025-03-01", False),  # no edge
        ("POL", "POL", "2025-03-02", False),  # one partner twice is two occurrences
    ],
)
def test_hand_over_within_its_own_window(one: str, other: str, day: str, together: bool):
    groups = _groups(f"""
        s1 HOM_DV_INCIDENT father suspect {one} 2025-03-01
        s2 HOM_DV_INCIDENT father suspect {other} {day}
    """)
    assert len(groups) == (1 if together else 2)


def test_hand_over_joins_within_a_household_only():
    lines = """
        s1 HOM_DV_INCIDENT father suspect POL 2025-03-01
        s2 HOM_VT_REPORT {who} victim VT 2025-03-05
    """
    assert len(_groups(lines.format(who="mother"))) == 1
    assert len(_groups(lines.format(who="aunt"))) == 2


def test_a_signal_about_the_household_joins_that_of_who_lives_there():
    graph = make_graph(
        persons=PERSONS,
        memberships=HOMES,
        signals="""
            signal_id type person_id household_id role partner_id event_date
            s1 HOU_NUISANCE - h1 - WOCO 2025-03-01
            s2 HOM_DV_INCIDENT father - suspect POL 2025-03-10
        """,
    )
    assert episodes(graph)["episode_id"].tolist() == ["e-s1", "e-s1"]


@pytest.mark.parametrize(
    ("origin", "day", "together"),
    [
        ("WOCO", "2025-03-29", True),  # 28 days without an edge
        ("WOCO", "2025-03-30", False),
        ("HA", "2025-03-20", False),  # somebody else saw it, and WOCO hands nothing to RVDK
        ("-", "2025-03-20", False),
    ],
)
def test_declared_origin_joins_without_an_edge(origin: str, day: str, together: bool):
    groups = _groups(f"""
        s1 HOU_ARREARS father involved WOCO 2025-03-01
        s2 PAR_THREAT child child_in_family RVDK {day} origin_partner_id={origin}
    """)
    assert len(groups) == (1 if together else 2)


def test_declared_origin_uses_the_longer_window_of_its_edge():
    lines = """
        s1 EDU_ABSENCE child involved {one} 2025-03-01
        s2 HOM_VT_REPORT child child_in_family VT {day} origin_partner_id={one}
    """
    assert len(_groups(lines.format(one="SCH", day="2025-04-12"))) == 1  # 42 days, more than 28
    assert len(_groups(lines.format(one="SCH", day="2025-04-13"))) == 2
    assert len(_groups(lines.format(one="POL", day="2025-03-29"))) == 1  # 28 days, more than 14
    assert len(_groups(lines.format(one="POL", day="2025-03-30"))) == 2


def test_declared_origin_whose_own_signal_was_never_delivered():
    graph = _world("""
        s1 HOM_VT_REPORT child child_in_family VT 2025-03-01 origin_partner_id=WOCO
        s2 PAR_THREAT child child_in_family GI 2025-03-20 origin_partner_id=WOCO
    """)
    frame = episodes(graph)
    assert frame["episode_id"].nunique() == 1
    assert frame["observer"].tolist() == ["WOCO", "WOCO"]


def test_derived_from_joins_a_chain_through_what_does_not_count():
    frame = episodes(_world("""
        s1 JUS_VIOLENCE father suspect POL 2024-06-01
        s2 PAR_MEASURE child subject_of_measure GI 2025-01-01 derived_from=s1
        s3 PAR_THREAT aunt child_in_family RVDK 2025-09-01 derived_from=s2
    """))  # fmt: skip
    assert frame["episode_id"].tolist() == ["e-s1"] * 3
    assert frame["counted"].tolist() == [True, False, True]


def test_what_does_not_count_never_joins_two_occurrences():
    lines = """
        s1 HOM_DV_INCIDENT father suspect POL 2025-03-01
        s3 PAR_THREAT child child_in_family RVDK 2025-05-01
    """
    # VT stands between: 10 days after the police, 51 days before the Board.
    between = "s2 HOM_VT_REPORT child child_in_family VT 2025-03-11 status={status}\n"
    assert len(_groups(lines)) == 2
    assert len(_groups(lines + between.format(status="reported"))) == 1
    frame = episodes(_world(lines + between.format(status="refuted")))
    assert frame["episode_id"].tolist() == ["e-s1", "e-s3", "e-s1"]
    assert frame["life_domain"].tolist() == ["HOME", "PAR", "HOME"]


def test_the_domain_is_never_that_of_what_does_not_count():
    frame = episodes(_world("""
        s1 HOM_BAN father subject_of_measure BURG 2025-03-01 incident_id=i
        s2 EDU_CONCERN child child_in_family SCH 2025-03-02 incident_id=i
    """))  # fmt: skip
    assert frame["life_domain"].tolist() == ["EDU", "EDU"]
    assert frame["episode_id"].tolist() == ["e-s2", "e-s2"]


def test_observers_are_roots_and_hubs_never_observe():
    frame = episodes(_world("""
        s1 EDU_ABSENCE child involved ZORGC 2025-01-01
        s2 EDU_CONCERN child involved SMW 2025-02-01
        s3 JUS_SUSPECT father suspect RIEC 2025-03-01
        s4 PAR_THREAT child child_in_family VT 2025-04-01 origin_partner_id=ZVH
        s5 PAR_THREAT child child_in_family KR 2025-06-01
        s6 FIN_DEBT alone involved COLL 2025-07-01
    """))  # fmt: skip
    assert frame["observer"].tolist() == ["SCH", "SWT", "", "", "", "GEM"]
    assert frame["household_id"].tolist() == ["h1"] * 5 + [""]


def test_columns_and_reasons():
    frame = episodes(_world("s1 NET_SUPPORT aunt involved SWT 2025-01-01"))
    assert tuple(frame.columns) == COLUMNS
    assert frame.iloc[0].tolist() == ["e-s1", "s1", "NET", "h2", "SWT", False, "protective"]
    assert set(frame["reason"]) <= {str(reason) for reason in Reason}


def test_no_signals_at_all():
    graph = make_graph(persons="person_id\nx")
    assert episodes(graph).shape == (0, 7)
    assert repr(episode_table(graph)) == "<EpisodeTable: 0 signals, 0 episodes>"
    assert len(reused_incidents(graph)) == 0


def test_a_circle_of_derived_from_ends_and_is_one():
    groups = _groups("""
        s1 FIN_DEBT aunt involved WENI 2025-01-01 derived_from=s2
        s2 FIN_DEBT aunt involved WENI 2025-05-01 derived_from=s1
    """)
    assert groups == [["s1", "s2"]]


def test_partial_dates_join_where_some_reading_does():
    lines = """
        s1 HOM_DV_INCIDENT father suspect POL 2025-03-01
        s2 HOM_VT_REPORT child child_in_family VT {day}
    """
    assert len(_groups(lines.format(day="2025-03"))) == 1
    assert len(_groups(lines.format(day="2025-04"))) == 2
