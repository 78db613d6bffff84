"""The role rules, case by case (design.md section 5; catalogue NOTES.md sections 2 and 3)."""

from __future__ import annotations

import numpy as np
import pytest
from factory import day, make_graph

from famnet.analysis.ages import AgeClass, age_classes, completed_years
from famnet.analysis.roles import DOMAINS, REASON_NL, Nature, Reason, judge, verdict
from famnet.catalogue import load_catalogue

TYPES = load_catalogue().signal_types


def _days(*texts: str) -> np.ndarray:
    return np.array([day(text) for text in texts], np.int32)


@pytest.mark.parametrize(
    ("birth", "on", "years"),
    [
        ("2010-06-15", "2022-06-14", 11),
        ("2010-06-15", "2022-06-15", 12),
        ("2012-02-29", "2024-02-28", 11),
        ("2012-02-29", "2024-02-29", 12),
        ("2011-02-28", "2024-02-29", 13),
        ("2004-02-29", "2022-02-28", 17),
        ("2004-02-29", "2022-03-01", 18),
        ("1969-12-31", "1970-01-01", 0),
        ("1950-01-01", "1969-12-31", 19),
    ],
)
def test_completed_years(birth: str, on: str, years: int):
    assert completed_years(_days(birth), _days(on)).tolist() == [years]


@pytest.mark.parametrize(
    ("birth", "event", "expected"),
    [
        (("2000-01-01", "2000-01-01"), ("2025-01-01", "2025-01-01"), AgeClass.ADULT),
        (("2010-01-01", "2010-01-01"), ("2025-01-01", "2025-01-01"), AgeClass.MINOR),
        # Born in 2007, event in mid 2025: 17 or 18.
        (("2007-01-01", "2007-12-31"), ("2025-06-01", "2025-06-01"), AgeClass.MAYBE_MINOR),
        # Born in 2013, event in mid 2025: 11 or 12, so on the side of the child.
        (("2013-01-01", "2013-12-31"), ("2025-06-01", "2025-06-01"), AgeClass.UNDER_12),
        # The day of the event may be partial as well.
        (("2013-06-01", "2013-06-01"), ("2025-01-01", "2025-12-31"), AgeClass.UNDER_12),
        (("2013-06-01", "2013-06-01"), ("2025-06-01", "2025-12-31"), AgeClass.MINOR),
    ],
)
def test_age_class_by_all_readings(birth: tuple, event: tuple, expected: AgeClass):
    found = age_classes((_days(birth[0]), _days(birth[1])), (_days(event[0]), _days(event[1])))
    assert AgeClass(found[0]) is expected


# type, role, person, age -> nature, domain, reason
CASES = [
    ("JUS_SUSPECT", "suspect", True, AgeClass.ADULT, Nature.CRIME, "JUS", Reason.COUNTED),
    ("JUS_CONVICT", "convicted", True, AgeClass.MINOR, Nature.CRIME, "JUS", Reason.COUNTED),
    ("JUS_VIOLENCE", "victim", True, AgeClass.ADULT, Nature.VICTIM, "EXP", Reason.AS_NEED),
    ("JUS_VIOLENCE", "witness", True, AgeClass.ADULT, Nature.VICTIM, "EXP", Reason.AS_NEED),
    ("JUS_VIOLENCE", "child_in_family", True, AgeClass.UNDER_12, Nature.VICTIM, "EXP", Reason.AS_NEED),
    ("JUS_WEAPON", "child_in_family", True, AgeClass.MINOR, Nature.THREAT, "HOME", Reason.AS_NEED),
    ("HOM_DV_INCIDENT", "suspect", True, AgeClass.ADULT, Nature.CRIME, "HOME", Reason.COUNTED),
    ("HOM_DV_INCIDENT", "victim", True, AgeClass.ADULT, Nature.VICTIM, "HOME", Reason.AS_NEED),
    ("HOM_DV_INCIDENT", "involved", True, AgeClass.ADULT, Nature.CRIME, "HOME", Reason.NO_SUSPICION),
    ("JUS_DRUGS", "involved", True, AgeClass.ADULT, Nature.CRIME, "JUS", Reason.NO_SUSPICION),
    ("JUS_DRUGS", "involved", True, AgeClass.UNDER_12, Nature.CRIME, "JUS", Reason.NO_SUSPICION),
    ("JUS_DRUGS", "", True, AgeClass.ADULT, Nature.CRIME, "JUS", Reason.ROLE_UNKNOWN),
    ("JUS_NUISANCE", "", True, AgeClass.ADULT, Nature.NUISANCE, "JUS", Reason.ROLE_UNKNOWN),
    ("JUS_NUISANCE", "involved", True, AgeClass.ADULT, Nature.NUISANCE, "JUS", Reason.COUNTED),
    ("HOU_NUISANCE", "", False, AgeClass.ADULT, Nature.NUISANCE, "HOUS", Reason.COUNTED),
    ("HOU_NUISANCE", "victim", True, AgeClass.ADULT, Nature.VICTIM, "HOUS", Reason.AS_NEED),
    # Under 12 never crime: care, and out of justice.
    ("JUS_PROPERTY", "suspect", True, AgeClass.UNDER_12, Nature.CARE, "PAR", Reason.AS_CARE),
    ("JUS_NUISANCE", "involved", True, AgeClass.UNDER_12, Nature.CARE, "PAR", Reason.AS_CARE),
    ("HOM_HONOUR", "suspect", True, AgeClass.UNDER_12, Nature.CARE, "HOME", Reason.AS_CARE),
    ("NET_STREET", "involved", True, AgeClass.UNDER_12, Nature.CARE, "NET", Reason.AS_CARE),
    ("PAR_U12_BEHAV", "involved", True, AgeClass.UNDER_12, Nature.CARE, "PAR", Reason.COUNTED),
    # Not for minors: one reading below 18 is enough for a suspicion, else every reading.
    ("FIN_BEN_FRAUD", "suspect", True, AgeClass.ADULT, Nature.CRIME, "FIN", Reason.COUNTED),
    ("FIN_BEN_FRAUD", "suspect", True, AgeClass.MAYBE_MINOR, Nature.CRIME, "FIN", Reason.MINOR),
    ("FIN_BEN_FRAUD", "suspect", True, AgeClass.UNDER_12, Nature.CRIME, "FIN", Reason.MINOR),
    ("HOU_SUBLET", "involved", True, AgeClass.MINOR, Nature.NUISANCE, "HOUS", Reason.MINOR),
    ("HOU_SUBLET", "involved", True, AgeClass.MAYBE_MINOR, Nature.NUISANCE, "HOUS", Reason.COUNTED),
    ("HOU_SUBLET", "child_in_family", True, AgeClass.MINOR, Nature.VICTIM, "HOUS", Reason.AS_NEED),
    ("FIN_DEBT", "child_in_family", True, AgeClass.MINOR, Nature.CARE, "FIN", Reason.COUNTED),
    # A household is no suspect.
    ("JUS_VIOLENCE", "suspect", False, AgeClass.ADULT, Nature.CRIME, "JUS", Reason.NOT_BY_PERSON),
    # Never a domain.
    ("PAR_MEASURE", "subject_of_measure", True, AgeClass.MINOR, Nature.ADMINISTRATIVE, "PAR", Reason.ADMINISTRATIVE),
    ("NET_SUPPORT", "involved", True, AgeClass.ADULT, Nature.PROTECTIVE, "NET", Reason.PROTECTIVE),
    ("NET_DISCLOSE", "victim", True, AgeClass.ADULT, Nature.PROTECTIVE, "NET", Reason.PROTECTIVE),
    # Closed lists of the catalogue.
    ("JUS_SUSPECT", "victim", True, AgeClass.ADULT, Nature.CRIME, "JUS", Reason.ROLE_NOT_ALLOWED),
    ("FIN_DEBT", "suspect", True, AgeClass.ADULT, Nature.CARE, "FIN", Reason.ROLE_NOT_ALLOWED),
    ("EXP_CRIMINAL", "victim", True, AgeClass.MINOR, Nature.VICTIM, "EXP", Reason.COUNTED),
]  # fmt: skip


@pytest.mark.parametrize("case", CASES, ids=lambda c: f"{c[0]}-{c[1] or 'none'}-{c[3].name}")
def test_verdict(case: tuple):
    code, role, person, age, nature, domain, reason = case
    found = verdict(TYPES[code], role, person=person, age=age)
    assert (found.nature, found.domain, found.reason) == (nature, domain, reason)


@pytest.mark.parametrize("code", TYPES)
@pytest.mark.parametrize("age", AgeClass)
def test_only_suspects_feed_crime_and_justice_for_every_type(code: str, age: AgeClass):
    kind = TYPES[code]
    for role in ("victim", "witness", "child_in_family", "involved", "subject_of_measure", ""):
        found = verdict(kind, role, person=True, age=age)
        assert not (found.counted and found.nature is Nature.CRIME)
        if role in ("victim", "witness", "child_in_family", ""):
            assert not (found.counted and found.domain == "JUS")
    for role in ("suspect", "convicted"):
        young = verdict(kind, role, person=True, age=AgeClass.UNDER_12)
        assert not (young.counted and (young.nature is not Nature.CARE or young.domain == "JUS"))


@pytest.mark.parametrize(
    "code", [c for c, t in TYPES.items() if t.nature in ("administrative", "protective")]
)
def test_administrative_and_protective_never_count(code: str):
    for role in (*TYPES[code].allowed_roles, ""):
        assert not verdict(TYPES[code], role, person=True, age=AgeClass.ADULT).counted


def test_judge_is_the_verdict_and_status_and_hardness_come_on_top():
    graph = make_graph(
        persons="""
            person_id birth_date
            adult     1980-01-01
            child     2016
            nobody    -
        """,
        memberships="person_id household_id\nadult h",
        signals="""
            signal_id type         person_id household_id role      partner_id event_date status    hardness
            s1        JUS_VIOLENCE adult     -            suspect   POL        2025-01-01 -         -
            s2        JUS_VIOLENCE adult     -            suspect   POL        2025-01-01 refuted   -
            s3        JUS_VIOLENCE adult     -            suspect   POL        2025-01-01 -         rumour
            s4        JUS_VIOLENCE adult     -            victim    POL        2025-01-01 closed    fact
            s5        JUS_VIOLENCE child     -            suspect   POL        2025-01-01 confirmed -
            s6        JUS_VIOLENCE nobody    -            suspect   POL        2025-01-01 -         report
            s7        HOU_NUISANCE -         h            -         WOCO       2025-01-01 under_review -
            s8        PAR_MEASURE  child     -            subject_of_measure GI 2025-01-01 -        -
            s9        JUS_DRUGS    child     -            -         POL        2025-01-01 refuted   rumour
        """,
    )  # fmt: skip
    found = judge(graph)
    assert found.reason_words().tolist() == [
        "counted", "refuted", "rumour", "counted_as_need", "counted_as_care_under_12", "counted",
        "counted", "administrative", "refuted",
    ]  # fmt: skip
    assert found.counted.tolist() == [True, False, False, True, True, True, True, False, False]
    assert found.own_conduct.tolist() == [True, *[False] * 4, True, *[False] * 3]
    assert [DOMAINS[d] for d in found.domain[:5]] == ["JUS", "JUS", "JUS", "EXP", "PAR"]
    assert "9 signals, 5 counted" in repr(found)


def test_every_reason_is_said_in_dutch():
    assert set(REASON_NL) == set(Reason)
