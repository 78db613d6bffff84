"""The invented family of the drawn page (pages/family.html), as a little delivery.

Eleven persons in two households and one elsewhere, 17 partners, 13 episodes that count. The numbers
the drawing shows are the source of what the tests assert.
"""

from __future__ import annotations

from factory import make_graph, rows

PERSONS = """
person_id birth_date death_date sex
X1 1955-03-01 2019-05-01 male
B1 1960-02-02 - female
A1 1988-04-04 - female
A2 1985-05-05 - male
A3 2010-06-06 - male
A4 2012-07-07 - female
A5 2017-08-08 - male
A6 2023-01-09 - female
C1 1983-02-10 - male
B2 1992-03-11 - male
B3 1998 - female
B4 2019-05-12 - male
"""

MEMBERSHIPS = """
person_id household_id role start_date end_date
A1 hA head 2021-05-01 -
A2 hA partner 2022-03-01 -
A3 hA child 2021-05-01 -
A4 hA child 2021-05-01 -
A5 hA child 2021-05-01 -
A6 hA child 2023-01-09 -
B1 hB head 2017-02-01 -
B2 hB other 2017-02-01 -
B3 hB other 2025-08-01 -
B4 hB child 2025-08-01 -
C1 hC head 2021-06-01 -
"""

KINSHIPS = """
person_id kind relative_id union end_reason start_date end_date
X1 parent_of A1 - - - -
B1 parent_of A1 - - - -
X1 parent_of B2 - - - -
B1 parent_of B2 - - - -
X1 partner_of B1 married - 1985-01-01 2019-05-01
A1 parent_of A3 - - - -
C1 parent_of A3 - - - -
A1 parent_of A4 - - - -
C1 parent_of A4 - - - -
A1 parent_of A5 - - - -
C1 parent_of A5 - - - -
A1 parent_of A6 - - - -
A2 parent_of A6 - - - -
A1 partner_of C1 married divorce 2006-01-01 2021-04-01
A1 partner_of A2 cohabiting - 2022-03-01 -
B2 parent_of B4 - - - -
B3 parent_of B4 - - - -
B2 partner_of B3 cohabiting - 2025-08-01 -
"""

SIGNALS = """
signal_id type person_id household_id role partner_id origin_partner_id derived_from incident_id event_date hardness status release_ground
s1042 HOU_ARREARS A1 - involved WOCO - - - 2024-03-18 fact confirmed -
s1043 FIN_EARLY A1 - involved WENI WOCO s1042 - 2024-05-06 fact confirmed -
s1051 EDU_ABSENCE A3 - involved LPA SCH - - 2024-09-23 fact confirmed -
s1090 HOM_DV_INCIDENT A2 - suspect POL - - i1 2025-01-19 fact confirmed -
s1091 HOM_DV_INCIDENT A1 - victim POL - - i1 2025-01-19 fact confirmed -
s1092 HOM_VT_REPORT A5 - child_in_family VT POL - i1 2025-01-22 fact confirmed statutory_permission
s1093 HOM_DV_CONCERN A5 - witness SCH - - i1 2025-01-21 professional_judgement confirmed statutory_permission
s1101 PAR_HELP_REFUSED A1 - involved SWT - - - 2025-03-05 professional_judgement confirmed consent
s1107 FIN_DEBT A1 - involved WENI - - - 2025-04-14 fact confirmed -
s1125 JUS_VIOLENCE A2 - suspect POL - - - 2025-06-12 fact confirmed -
s1139 JUS_CONVICT A2 - convicted OM POL s1125 - 2025-10-02 fact confirmed -
s1144 ADD_USE A2 - involved RN - - - 2025-09-15 professional_judgement confirmed -
s1160 HOM_CHILD_ABUSE A6 - victim VT - - - 2025-12-01 report refuted statutory_permission
s1178 HOM_VT_REPEAT A4 - child_in_family VT SCH - - 2026-02-09 report confirmed statutory_permission
s1190 PAR_THREAT A4 - child_in_family RVDK SCH s1178 - 2026-04-20 professional_judgement confirmed -
s1198 EDU_UNEXPL_LUXURY A3 - involved JW - - - 2026-05-11 professional_judgement reported -
s1203 EXP_CRIMINAL A3 - victim POL - - - 2026-05-27 report under_review -
s1211 HOU_NUISANCE - hB involved WOCO - - - 2026-06-18 fact confirmed -
s1219 JUS_DRUGS B2 - suspect POL - - - 2026-07-22 fact confirmed -
s1226 MEN_CONCERN A1 - involved SWT - - - 2026-08-31 professional_judgement confirmed consent
s1233 EDU_HOME A3 - child_in_family LPA - - - 2026-09-28 fact confirmed -
s1236 NET_SUPPORT B1 - involved SWT - - - 2026-09-10 professional_judgement confirmed -
s1237 PAR_HELP_ACCEPTED A1 - involved JZ1 - - - 2026-09-14 fact confirmed consent
s1240 PAR_JGZ B4 - child_in_family JGZ - - - 2026-10-05 fact confirmed statutory_permission
"""

MEASURES = """
measure_id type person_id decided_by_partner_id partner_id start_date end_date
M1 HV A2 BURG POL 2025-01-20 2025-02-17
M2 TOEZ A2 RB RN 2025-10-16 2027-10-15
M3 OTS A4 KR GI 2026-07-06 2027-07-05
M4 OTS A5 KR GI 2026-07-06 2027-07-05
M5 JHVRIJ A5 COLL JZ1 2026-09-14 -
"""

INVOLVEMENTS = """
partner_id person_id household_id role mode start_date end_date
SWT A1 - helper voluntary 2024-11-04 2025-03-05
JZ1 - hA helper voluntary 2026-09-14 -
RN A2 - supervisor imposed 2025-10-16 -
WOCO - hA landlord - 2021-05-01 -
WOCO - hB landlord - 2017-02-01 -
SWT A1 - contact - 2026-08-31 -
"""

REFERRALS = """
referral_id person_id household_id from_partner_id to_partner_id step sent_date answered_date outcome
R1 - hA POL VT police_care_report 2025-01-20 2025-01-27 accepted
R3 A4 - VT RVDK rvdk_inquiry 2026-03-02 2026-04-20 accepted
R7 A4 - KR GI measure_execution 2026-07-06 - pending
R8 A1 - SWT GGZ help_request 2026-09-02 - pending
"""

REQUESTS = """
partner_id household_id person_id asked_date delivered_date answer
HA hA - 2026-10-01 - pending
SCH - A3 2026-10-01 - pending
SCH - A4 2026-10-01 - pending
OM - B2 2026-10-12 - pending
WENI hA - 2026-09-07 2026-09-18 nothing_known
WENI hB - 2026-09-07 2026-09-18 nothing_known
JGZ - A6 2026-09-07 2026-09-21 nothing_known
GGZ - A2 2026-09-07 2026-09-28 nothing_known
"""

HOUSEHOLDS = [
    {"household_id": "hA", "kind": "private", "neighbourhood": "Molenwijk"},
    {"household_id": "hB", "kind": "private", "neighbourhood": "Molenwijk"},
    {"household_id": "hC", "kind": "private", "neighbourhood": "'t Veld"},
]


def drawn_family(as_of="2026-11-16", **changed):
    """Build the graph; a table can be given in another form."""
    tables = {
        "persons": PERSONS, "memberships": MEMBERSHIPS, "kinships": KINSHIPS, "signals": SIGNALS,
        "measures": MEASURES, "involvements": INVOLVEMENTS, "referrals": REFERRALS, "requests": REQUESTS,
        "households": HOUSEHOLDS,
        "partners": [{"partner_id": "TAX", "kind": "BD"}],
    }  # fmt: skip
    return make_graph(as_of, **(tables | changed))


def more(table, *extra):
    """Return a table of words with rows added, as a list of rows."""
    return rows(table) + list(extra)
