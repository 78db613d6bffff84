"""The reading of law and field, against tables written by hand from the law and the field."""

from __future__ import annotations

import csv
import re
import subprocess
import sys

import pytest

from famnet.catalogue import LISTS, listing, load_catalogue
from famnet.errors import WrongUse
from famnet.vocabulary import SignalRole, Workspace

from .conftest import DATA

# WGS art. 2.19(1) and 2.27(1)-(2), article by article.
RIEC_LAW = {"POL", "BD", "FIOD", "KMAR", "UWV", "IND", "OM", "BURG", "COLL", "PROV", "NLA", "NVWA"}
ZVH_PUBLIC = {"RVDK", "DJI", "POL", "OM", "BURG", "COLL", "GGD"}
ZVH_PRIVATE = {"3RO", "VT", "GI", "GGZ", "JZ1"}

# Domain, nature (C care, X crime, N nuisance, T threat, V victim, A administrative, P protective;
# the second for victims and witnesses), class (O ordinary, S criminal-law data, B special category,
# M professional secrecy), earliest RIEC phase, ZVH (Y yes, i incidental, n no, ? ask counsel), as
# the field reads WGS art. 2.22 and 2.30.
READING = """
EDU_ABSENCE EDU C O - Y
EDU_SICK EDU C B,M - i
EDU_HOME EDU C O - Y
EDU_CONCERN EDU C O - i
EDU_TRUANCY_PV EDU A S - Y
EDU_UNEXPL_LUXURY EDU C O - i
PAR_HELP_ACCEPTED PAR P O,M - Y
PAR_HELP_REFUSED PAR C O,M - Y
PAR_THREAT PAR C B - Y
PAR_JGZ PAR C B,M - Y
PAR_MEASURE PAR A O,M - Y
PAR_RUNAWAY PAR V S 2 Y
PAR_U12_BEHAV PAR C S - Y
HOM_VT_REPORT HOME C B,M - Y
HOM_VT_REPEAT HOME C B,M - Y
HOM_DV_INCIDENT HOME X/V S 2 Y
HOM_CHILD_ABUSE HOME V B,M - Y
HOM_CHILD_WITNESS HOME V B - Y
HOM_ELDER HOME V B,M - Y
HOM_BAN HOME A S - Y
HOM_HONOUR HOME T/V S,B 2 Y
MEN_CONCERN MENT C B,M - Y
MEN_CRISIS MENT C B,S - Y
MEN_TREATMENT MENT P B,M - Y
MEN_MANDATORY MENT A B,M - Y
MEN_LVB MENT C B,M - Y
MEN_SUICIDE MENT C B,M - Y
PHY_NEGLECT PHYS C B,M - Y
PHY_GP PHYS C B,M - i
PHY_SELFCARE PHYS C B - Y
ADD_USE ADD C B - Y
ADD_TREATMENT ADD P B,M - Y
ADD_GAMBLING ADD C B - Y
HOU_ARREARS HOUS C O - i
HOU_NUISANCE HOUS N O 1 Y/i
HOU_EVICTION HOUS C O 1 Y/i
HOU_OVERCROWD HOUS N O 1 ?
HOU_SUBLET HOUS N O 1 Y/i
HOU_CLOSURE HOUS A S 1 Y
HOU_NOFIXED HOUS C O 1 Y
FIN_EARLY FIN C O - Y
FIN_DEBT FIN C O - Y
FIN_BENEFIT FIN A O 1 Y
FIN_GUARD FIN P O - Y
FIN_BEN_FRAUD FIN X S 1 ?
FIN_CARE_FRAUD FIN X S 1 ?
FIN_UNEXPLAINED FIN X O/S 1 n
FIN_TAX FIN A O 2 n
FIN_LAUNDER FIN X S 2 Y
BIZ_FRONT WORK X O 1 n
BIZ_PERMIT WORK A S 1 ?
BIZ_PROPERTY WORK X O 1 n
WRK_NONE WORK C O - Y
NET_SUPPORT NET P O - Y
NET_STREET NET N O/S - Y/i
NET_AVOID NET C O - Y
NET_DISCLOSE NET P/V O - i
JUS_SUSPECT JUS X S 2 Y
JUS_CONVICT JUS X S 2 Y
JUS_DRUGS JUS X S 2 Y
JUS_VIOLENCE JUS X S 2 Y
JUS_WEAPON JUS X/T S 2 Y
JUS_PROPERTY JUS X S 2 Y
JUS_ORGCRIME JUS X S 3 n
JUS_TRAFFICKER JUS X S 2 Y
JUS_THREAT_PROF JUS T S 2 Y
JUS_HOUSE_ATTACK JUS T/V S 2 Y
JUS_NUISANCE JUS N S 2 Y
JUS_DETENTION JUS A S 2 Y
JUS_SUPERVISION JUS A S - Y
JUS_BREACH JUS A S - Y
EXP_TRAFFICKED EXP V S,B 2 Y
EXP_CRIMINAL EXP V S 2 Y
EXP_SEXUAL EXP V S,B 2 Y
EXP_SHELTER EXP V B,M - i
"""

# Where the catalogue is stricter than that reading on purpose (README): column and value.
STRICTER = {
    "HOM_HONOUR": {"riec": "-"},
    "FIN_CARE_FRAUD": {"riec": "-"},
    "FIN_UNEXPLAINED": {"riec": "2"},
    "BIZ_FRONT": {"riec": "2", "class": "S"},
    "BIZ_PROPERTY": {"riec": "2", "class": "S"},
    "HOU_NUISANCE": {"zvh": "i", "nature": "N/V"},
    "HOU_EVICTION": {"zvh": "i"},
    "HOU_SUBLET": {"zvh": "i", "nature": "N/V"},
    "NET_STREET": {"zvh": "i"},
    "HOU_OVERCROWD": {"nature": "N/V"},
    "JUS_VIOLENCE": {"nature": "X/V"},
    "JUS_PROPERTY": {"nature": "X/V"},
    "JUS_NUISANCE": {"nature": "N/V"},
}
NATURES = {
    "care": "C", "crime": "X", "nuisance": "N", "threat": "T", "victim": "V",
    "administrative": "A", "protective": "P",
}  # fmt: skip
ADMISSION = {"yes": "Y", "incidental": "i", "no": "n", "ask_counsel": "?"}
ADDED = {"HOM_DV_CONCERN", "EXP_DEPENDENCY", "HELP_REQUEST", "VT_ADVICE", "POL_CARE_REPORT"}


@pytest.mark.parametrize("line", READING.split("\n")[1:-1])
def test_a_signal_is_read_as_the_field_reads_it(line):
    code, domain, nature, kinds, riec, zvh = line.split()
    expected = {"domain": domain, "nature": nature, "class": kinds, "riec": riec, "zvh": zvh}
    expected |= STRICTER.get(code, {})
    signal = load_catalogue().signal_types[code]
    letters = NATURES[signal.nature]
    if signal.alt_nature and code != "JUS_WEAPON":
        letters += "/" + NATURES[signal.alt_nature]
    assert signal.domain == expected["domain"]
    assert letters == expected["nature"].replace("X/T", "X")
    assert ADMISSION[signal.zvh] == expected["zvh"]
    assert str(signal.riec_phase or "-") == expected["riec"]
    assert signal.criminal_data == ("S" in expected["class"])
    assert signal.special_category == ("B" in expected["class"])
    assert signal.needs_release_ground == ("M" in expected["class"])


def test_the_other_signals_are_the_five_added():
    read = {line.split()[0] for line in READING.split("\n")[1:-1]}
    assert set(load_catalogue().signal_types) - read == ADDED


def test_participants_are_those_of_the_law():
    partners = load_catalogue().partners
    riec = {c for c, p in partners.items() if p.riec_participation == "participant"}
    zvh = {c for c, p in partners.items() if p.zvh_participation == "participant"}
    tops = {
        c: c if c in RIEC_LAW | ZVH_PUBLIC | ZVH_PRIVATE else p.part_of for c, p in partners.items()
    }
    assert {tops[c] for c in riec} == RIEC_LAW
    assert {tops[c] for c in zvh} == ZVH_PUBLIC | ZVH_PRIVATE
    controllers = {tops[c] for c, p in partners.items() if p.zvh_controller}
    assert controllers == ZVH_PUBLIC


CARE = [
    "GGZ",
    "HA",
    "POH",
    "JGZ",
    "GGD",
    "VT",
    "SWT",
    "CJG",
    "MW",
    "GI",
    "RVDK",
    "SCH",
    "LPA",
    "3RO",
]


@pytest.mark.parametrize("partner", CARE)
def test_care_partners_bring_nothing_into_the_riec(partner):
    catalogue = load_catalogue()
    assert not any(catalogue.admits(code, "riec", partner) for code in catalogue.signal_types)


@pytest.mark.parametrize(
    "partner", ["BD", "FIOD", "UWV", "KMAR", "IND", "NLA", "NVWA", "PROV", "COM"]
)
def test_fiscal_and_other_outsiders_bring_nothing_into_the_zvh(partner):
    catalogue = load_catalogue()
    assert not any(catalogue.admits(code, "zvh", partner) for code in catalogue.signal_types)


def test_nothing_under_professional_secrecy_enters_the_riec():
    catalogue = load_catalogue()
    secret = [
        code for code, signal in catalogue.signal_types.items() if signal.needs_release_ground
    ]
    assert secret
    assert not any(catalogue.admits(c, "riec", p) for c in secret for p in catalogue.partners)


@pytest.mark.parametrize(
    ("signal", "workspace", "partner", "admitted"),
    [
        # The exception per source comes first.
        ("FIN_UNEXPLAINED", "riec", "COLL", True),
        ("FIN_CARE_FRAUD", "riec", "FIOD", True),
        ("FIN_CARE_FRAUD", "riec", "COLL", False),
        ("FIN_CARE_FRAUD", "riec", "POLR", True),
        ("HOU_NUISANCE", "riec", "VEIL", True),
        ("HOU_NUISANCE", "riec", "WOCO", False),
        ("HOU_EVICTION", "riec", "COLL", True),
        ("HOU_EVICTION", "riec", "WENI", False),
        ("JUS_DETENTION", "riec", "OM", True),
        ("JUS_DETENTION", "riec", "VEIL", False),
        ("BIZ_PERMIT", "riec", "NVWA", True),
        ("JUS_TRAFFICKER", "zvh", "NLA", False),
        ("EXP_TRAFFICKED", "zvh", "POL", True),
        ("EXP_TRAFFICKED", "zvh", "COM", False),
        # Then the type: ask_counsel is no until it is answered, incidental is yes for who may join.
        ("HOU_SUBLET", "zvh", "COLL", False),
        ("FIN_BEN_FRAUD", "zvh", "WENI", False),
        ("HOU_OVERCROWD", "local", "COLL", False),
        ("HOU_SUBLET", "zvh", "WOCO", True),
        ("VT_ADVICE", "zvh", "VT", False),
        ("VT_ADVICE", "local", "VT", False),
        # Then the partner's own place.
        ("JUS_ORGCRIME", "riec", "POL", True),
        ("JUS_ORGCRIME", "zvh", "POL", False),
        ("HOM_BAN", "zvh", "BURG", True),
        ("HOM_BAN", "riec", "BURG", False),
        ("NET_STREET", "zvh", "JW", True),
        ("HOU_NUISANCE", "zvh", "ZTEAM", False),
        ("EDU_ABSENCE", "zvh", "ZTEAM", False),
        ("EDU_ABSENCE", "local", "ZTEAM", True),
        ("JUS_ORGCRIME", "local", "POL", False),
        ("VT_ADVICE", "synthetic", "SCH", True),
    ],
)
def test_admission(signal, workspace, partner, admitted):
    assert load_catalogue().admits(signal, workspace, partner) is admitted


def test_an_unknown_workspace_or_code_is_an_error():
    with pytest.raises(ValueError, match="elsewhere"):
        load_catalogue().admits("VT_ADVICE", "elsewhere", "VT")
    with pytest.raises(KeyError):
        load_catalogue().admits("NONE", "zvh", "VT")


def test_no_signal_type_lacks_domain_holder_or_role():
    catalogue = load_catalogue()
    for signal in catalogue.signal_types.values():
        assert signal.domain in catalogue.life_domains
        assert signal.holders
        assert set(signal.holders) <= set(catalogue.partners)
        assert signal.allowed_roles
        assert set(signal.allowed_roles) <= set(SignalRole)


def test_no_edge_leads_to_an_unknown_partner():
    catalogue = load_catalogue()
    ends = {c for e in catalogue.referral_edges.values() for c in (e.from_code, e.to_code)}
    assert ends <= set(catalogue.partners)


def test_there_are_nine_scan_groups_of_twelve_domains():
    catalogue = load_catalogue()
    assert " ".join(catalogue.scan_groups) == ("FIN EDU PARTICIPATION HOUS HOME PAR HEALTH JUS EXP")
    groups = {code: catalogue.scan_group_of(code) for code in catalogue.life_domains}
    assert len(groups) == 12
    assert {c for c, g in groups.items() if g == "HEALTH"} == {"MENT", "PHYS", "ADD"}
    assert {c for c, g in groups.items() if g == "PARTICIPATION"} == {"WORK", "NET"}
    assert all(c == g for c, g in groups.items() if g not in ("HEALTH", "PARTICIPATION"))


@pytest.mark.parametrize(
    ("code", "root"),
    [
        ("ZORGC", "SCH"), ("IB", "SCH"), ("SMW", "SWT"), ("MW", "SWT"), ("CJG", "SWT"), ("WA", "POL"),
        ("POLN", "POL"), ("POH", "HA"), ("JGZ", "GGD"), ("JZ2", "GI"), ("FIOD", "BD"), ("RN", "3RO"),
        ("JW", "WELZ"), ("LPA", "LPA"), ("WENI", "WENI"), ("GEM", "GEM"), ("SOCD", "GEM"),
        ("BURG", "GEM"), ("KR", None), ("RB", None), ("ZVH", None), ("RIEC", None), ("LIEC", None),
        ("ICOV", None), ("MELD", None), ("HULP", None), ("CJIB", None),
    ],
)  # fmt: skip
def test_who_a_partner_counts_for(code, root):
    assert load_catalogue().observer_root(code) == root


def test_umbrellas_know_their_parts():
    catalogue = load_catalogue()
    umbrellas = {code for code in catalogue.partners if catalogue.umbrella_parts(code)}
    assert umbrellas == {"GEM", "SOCD"}
    assert {"BURG", "COLL", "VEIL", "SOCD", "WENI", "LPA"} <= set(catalogue.umbrella_parts("GEM"))
    assert "POL" not in catalogue.umbrella_parts("GEM")


@pytest.mark.parametrize(
    ("sender", "receiver", "days"),
    [
        ("POL", "VT", 14), ("VT", "RVDK", 120), ("RVDK", "KR", 120), ("KR", "GI", 30),
        # A part hands over and receives as the body it is part of.
        ("WA", "VT", 14), ("POLR", "VT", 14), ("RN", "FZA", 120), ("OM", "SVG", 120), ("KR", "RN", 90),
        # The nearest edge counts: the officer's own edge to the police; the care coordinator's.
        ("WA", "POL", 14), ("SMW", "SWT", 28), ("ZORGC", "VT", 42),
        ("POL", "WA", None), ("VT", "WOCO", None), ("GGZ", "POL", None), ("SCH", "SCH", None),
    ],
)  # fmt: skip
def test_echo_windows(sender, receiver, days):
    assert load_catalogue().edge_window(sender, receiver) == days


def test_codes_are_text():
    catalogue = load_catalogue()
    assert catalogue.partners["3RO"].name_nl == "Reclassering (3RO)"
    assert catalogue.measures["172B"].code == "172B"
    assert set(map(type, catalogue.meldcode_steps)) == {str}


# Ages and days as the law gives them; one order, and with renewals.
MEASURES = [
    ("VOTS", 0, 17, 92, 92), ("OTS", 0, 17, 366, None), ("HALT", 12, 17, None, None),
    ("JDET", 12, 17, 720, 720), ("PIJ", 12, 22, 1096, 2557), ("TBS", 16, None, 731, None),
    ("ISD", 18, None, 731, 731), ("GVM", 18, None, 1827, None), ("VBM", 12, None, 1827, 1827),
    ("GAOVJ", 12, None, 90, 360), ("CM", 0, None, 3, 24), ("HV", 18, None, 10, 28),
    ("GGV", 12, None, 92, 366), ("172B", 0, 11, 92, 92), ("U12", 0, 11, None, None),
    ("TS", 18, None, None, None), ("ASR", 16, 22, None, None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "low", "high", "once", "total"), MEASURES)
def test_measures_have_the_ages_and_days_of_the_law(code, low, high, once, total):
    measure = load_catalogue().measures[code]
    assert (measure.min_age, measure.max_age) == (low, high)
    assert (measure.max_duration_days, measure.max_total_days) == (once, total)


def test_the_weighing_questions_stand_at_step_five():
    answers = load_catalogue().weighing_answers
    assert {answer.step for answer in answers.values()} == {5}
    leads = {key: answer.next_code for key, answer in answers.items() if answer.answer != "unknown"}
    assert leads == {
        "1_yes": "2", "1_no": "close_and_record", "2_yes": "report_to_vt", "2_no": "3",
        "3_yes": "4", "3_no": "report_to_vt", "4_yes": "5", "4_no": "report_to_vt",
        "5_yes": "help_continues", "5_no": "report_to_vt_again",
    }  # fmt: skip


def test_the_words_of_the_catalogue_are_those_of_the_vocabulary():
    terms = load_catalogue().terms
    assert {t.code for t in terms if t.kind == "signal_role"} == set(SignalRole)
    assert {t.code for t in terms if t.kind == "workspace"} == set(Workspace)


def test_labels():
    catalogue = load_catalogue()
    assert catalogue.label("partners", "RVDK") == "Raad voor de Kinderbescherming"
    assert catalogue.label("partners", "POL", "en") == "Police"
    assert catalogue.label("chain", "safety") == "veiligheid"
    assert catalogue.label("scan_groups", "HEALTH") == "Gezondheid"
    with pytest.raises(KeyError):
        catalogue.label("partners", "NONE")


@pytest.mark.parametrize("name", LISTS)
def test_each_list_prints(name):
    columns, rows = listing(name)
    assert rows
    assert {len(row) for row in rows} == {len(columns)}
    assert all(isinstance(cell, str) for row in rows for cell in row)
    if name != "sources":
        assert "source" in columns
    assert any(column.endswith("_nl") for column in columns)
    assert any(column.endswith("_en") for column in columns)


def test_a_list_prints_what_its_file_says():
    columns, rows = listing("edges")
    with (DATA / "referral_edges.csv").open(encoding="utf-8", newline="") as stream:
        lines = list(csv.reader(stream))
    flag = columns.index("in_founding_text")
    words = {"yes": "true", "no": "false"}
    assert [columns, *rows] == [
        lines[0],
        *([*line[:flag], words[line[flag]], *line[flag + 1 :]] for line in lines[1:]),
    ]
    assert listing("referral_edges") == (columns, rows)


def test_an_unknown_list_is_wrong_use():
    with pytest.raises(WrongUse) as caught:
        listing("everything")
    assert caught.value.exit_code == 2
    assert "partners, tasks, edges" in caught.value.hint


def test_sources_are_readable_and_files_are_plain():
    for path in sorted(DATA.glob("*.csv")):
        text = path.read_bytes()
        assert not text.startswith(b"\xef\xbb\xbf")
        assert b"\r" not in text
        assert not re.search(rb"\bF\d{1,2}\b|K:[hml]|\.md\b", text), path.name
    assert {path.stem for path in DATA.glob("*.csv")} == {
        {"groups": "scan_groups"}.get(f, f)
        for f in load_catalogue().__dataclass_fields__
        if f[0] != "_"
    }


def test_laws_and_pages_have_an_address():
    for source in load_catalogue().sources.values():
        assert source.url.startswith("http") == (source.kind in ("law", "web")), source.id


def test_it_loads_without_pandas():
    code = (
        "import sys; from famnet.catalogue import load_catalogue; load_catalogue();"
        "sys.exit(any(m in sys.modules for m in ('pandas', 'numpy', 'duckdb', 'neo4j', 'pyvis')))"
    )
    assert subprocess.run([sys.executable, "-c", code], check=False).returncode == 0


def test_its_repr_shows_counts():
    assert "partners 67" in repr(load_catalogue())
    assert "Gemeente" not in repr(load_catalogue())


# The nature decides the column of the table; a role never makes a protective row count.
def test_what_happened_to_a_person_never_feeds_the_justice_domain():
    for signal in load_catalogue().signal_types.values():
        for role in {"victim", "witness", "child_in_family"} & set(signal.allowed_roles):
            if signal.domain == "JUS" and signal.counts_for_concentration:
                assert role in signal.alt_nature_roles
                assert signal.alt_domain in ("EXP", "HOME")


def test_no_offender_role_under_twelve():
    rules = {"care_only_under_12", "never_for_minors", "adult_subject_only"}
    for signal in load_catalogue().signal_types.values():
        if {"suspect", "convicted"} & set(signal.allowed_roles):
            assert signal.minor_rule in rules, signal.code


def test_what_relatives_must_not_see_is_locked():
    locked = {c for c, s in load_catalogue().signal_types.items() if s.safety_lock}
    assert {"NET_DISCLOSE", "EXP_SHELTER", "EXP_DEPENDENCY"} <= locked
