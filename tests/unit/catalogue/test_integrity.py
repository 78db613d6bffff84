"""Each validation is shown to fail when what it guards is broken."""

from __future__ import annotations

import pytest

from famnet.catalogue import catalogue as catalogue_module
from famnet.catalogue import check_integrity, load_catalogue
from famnet.errors import OurFault

# List, row, column, broken value, what the fault must say.
BROKEN = [
    # Codes that point to nothing.
    ("partners", "WA", "part_of", "XYZ", "is not in partners"),
    ("partners", "WA", "observer_root", "XYZ", "is not in partners"),
    ("partners", "BURG", "legal_body", "XYZ", "is not in partners"),
    ("partners", "WA", "works_in", "SWT|XYZ", "is not in partners"),
    ("tasks", "GEM_SAFETY", "partner_code", "XYZ", "is not in partners"),
    ("referral_edges", "POL_VT", "to_code", "XYZ", "to_code 'XYZ' is not in partners"),
    ("referral_edges", "POL_VT", "from_code", "XYZ", "from_code 'XYZ' is not in partners"),
    ("referral_steps", "vt_report", "usual_to", "VT|XYZ", "is not in partners"),
    ("referral_steps", "vt_assessment", "usual_from", "XYZ", "is not in partners"),
    ("life_domains", "FIN", "scan_group", "XYZ", "is not in groups"),
    ("signal_types", "HOM_BAN", "domain", "XYZ", "is not in life_domains"),
    ("signal_types", "JUS_VIOLENCE", "alt_domain", "XYZ", "is not in life_domains"),
    ("signal_types", "HOM_BAN", "holders", "BURG|XYZ", "is not in partners"),
    ("signal_types", "HOM_BAN", "default_holders", "BURG|XYZ", "is not in partners"),
    ("signal_admissions", "NET_STREET", "signal_code", "XYZ", "is not in signal_types"),
    ("signal_admissions", "NET_STREET", "source_partner", "XYZ", "is not in partners"),
    ("measures", "OTS", "decided_by", "XYZ", "is not in partners"),
    ("measures", "OTS", "executed_by", "XYZ", "is not in partners"),
    ("meldcode_steps", 2, "consult_codes", "XYZ", "is not in partners"),
    ("meldcode_steps", 2, "next_step", "9", "is not in meldcode_steps"),
    ("weighing_answers", "1_no", "step", "9", "is not in meldcode_steps"),
    ("veilig_thuis_routes", "inform_board", "next_partner_code", "XYZ", "is not in partners"),
    ("rvdk_grounds", "truancy", "requested_by", "XYZ", "is not in partners"),
    ("probation_rules", "addiction", "partner_code", "XYZ", "is not in partners"),
    ("probation_rules", "addiction", "evidence_signal_codes", "XYZ", "is not in signal_types"),
    ("zvh_criteria", "K2A", "signal_codes", "XYZ", "is not in signal_types"),
    ("riec_criteria", "B1", "signal_codes", "XYZ", "is not in signal_types"),
    # Words outside a closed list.
    ("partners", "POL", "chain", "xyz", "is no chain"),
    ("partners", "POL", "kind", "xyz", "is no partner_kind"),
    ("partners", "POL", "level", "xyz", "is no level"),
    ("partners", "POL", "riec_participation", "xyz", "is no participation"),
    ("partners", "POL", "zvh_participation", "xyz", "is no participation"),
    ("partners", "POL", "observer_rule", "xyz", "is no observer_rule"),
    ("partners", "POL", "professional_secrecy", "xyz", "is no professional_secrecy"),
    ("partners", "POL", "capabilities", "detection|xyz", "is no capability"),
    ("tasks", "GEM_SAFETY", "kind", "xyz", "is no task_kind"),
    ("tasks", "GEM_SAFETY", "mode", "xyz", "is no mode"),
    ("referral_edges", "POL_VT", "echo_class", "xyz", "is no echo_class"),
    ("referral_steps", "vt_report", "process", "xyz", "is no process"),
    ("involvement_roles", "helper", "mode", "xyz", "is no mode"),
    ("life_domains", "FIN", "lead_chain", "xyz", "is no chain"),
    ("life_domains", "FIN", "nji_core_adult", "xyz", "is no nji_core"),
    ("life_domains", "FIN", "nji_core_youth", "xyz", "is no nji_core"),
    ("signal_types", "HOM_BAN", "nature", "xyz", "is no nature"),
    ("signal_types", "JUS_VIOLENCE", "alt_nature", "xyz", "is no nature"),
    ("signal_types", "JUS_VIOLENCE", "alt_nature_roles", "xyz", "is no signal_role"),
    ("signal_types", "HOM_BAN", "allowed_roles", "xyz", "is no signal_role"),
    ("signal_types", "HOM_BAN", "sensitivity", "xyz", "is no sensitivity"),
    ("signal_types", "HOM_BAN", "zvh", "xyz", "is no admission"),
    ("signal_types", "HOM_BAN", "minor_rule", "xyz", "is no minor_rule"),
    ("signal_types", "POL_CARE_REPORT", "kinds", "xyz", "is no signal_kind"),
    ("signal_admissions", "NET_STREET", "workspace", "xyz", "is no workspace"),
    ("signal_admissions", "NET_STREET", "admission", "xyz", "is no admission"),
    ("measures", "OTS", "subject", "xyz", "is no measure_subject"),
    ("measures", "OTS", "kind", "xyz", "is no measure_kind"),
    ("measures", "OTS", "mode", "xyz", "is no mode"),
    ("measures", "OTS", "entry_type", "xyz", "is no entry_type"),
    ("measures", "OTS", "age_refers_to", "xyz", "is no age_refers_to"),
    ("weighing_answers", "1_no", "answer", "xyz", "is no answer"),
    ("weighing_answers", "1_no", "next_kind", "xyz", "is no next_kind"),
    ("next_steps", "VT_BOARD", "steps", "vt_assessment|xyz", "is not in referral_steps"),
    ("next_steps", "VT_BOARD", "next_step", "xyz", "is not in referral_steps"),
    ("next_steps", "BOARD_COURT", "from_codes", "VT|XYZ", "is not in partners"),
    ("next_steps", "VT_BOARD", "to_codes", "XYZ", "is not in partners"),
    ("next_steps", "VT_BOARD", "states", "xyz", "is no hand_over_state"),
    ("next_steps", "VT_BOARD", "about", "xyz", "is no next_about"),
    ("next_steps", "VT_HELPER", "beside", "xyz", "is no next_fact"),
    ("next_steps", "VT_BOARD", "by_codes", "XYZ", "names nobody, or no partner"),
    ("next_steps", "VT_BOARD", "next_codes", "XYZ", "names nobody, or no partner"),
    ("next_steps", "HELP_NOT", "weighing", "9", "names a question that is not there"),
    ("next_steps", "VT_BOARD", "points_to", "rvdk_grounds:xyz", "points to nothing"),
    ("next_steps", "VT_BOARD", "about", "any", "an age of nobody"),
    ("rvdk_grounds", "truancy", "track", "xyz", "is no track"),
    ("probation_rules", "addiction", "can_be_computed", "xyz", "is no computed"),
    ("zvh_criteria", "K0", "group", "xyz", "is no criterion_group"),
    ("zvh_criteria", "K0", "can_be_computed", "xyz", "is no computed"),
    ("riec_criteria", "A", "group", "xyz", "is no criterion_group"),
    ("riec_criteria", "A", "can_be_computed", "xyz", "is no computed"),
    ("blocked_attributes", "religion", "blocked_as", "xyz", "is no blocked_as"),
    ("inclusion_policy", "rumour", "policy", "xyz", "is no policy"),
    ("founding_sentences", 5, "unit_kind", "xyz", "is no unit_kind"),
    ("sources", "WGS", "kind", "xyz", "is no source_kind"),
    # Labels and sources.
    ("measures", "OTS", "name_nl", " ", "measures:OTS: no label in nl"),
    ("measures", "OTS", "name_en", "", "measures:OTS: no label in en"),
    ("tasks", "GEM_SAFETY", "task_en", "", "no label in en"),
    ("founding_sentences", 5, "text_short_en", "", "founding_sentences:5: no label in en"),
    ("measures", "OTS", "source", "", "measures:OTS: no source"),
    ("measures", "OTS", "source", "BW 1:255; hearsay", "source 'hearsay' is not in sources"),
    ("measures", "OTS", "source", "BW 12", "source 'BW 12' is not in sources"),
    # The founding text, both ways.
    ("measures", "OTS", "in_founding_text", "no", "in_founding_text and founding_sentence_no"),
    ("measures", "OTS", "founding_sentence_no", "52|53|55|999", "founding sentence 999 is unknown"),
    ("measures", "OTS", "founding_sentence_no", "52|53|55|60", "founding sentence 60 is unknown"),
    ("measures", "OTS", "founding_sentence_no", "52|53", "55: measures:OTS does not name it back"),
    ("founding_sentences", 54, "covered_by", "measures:NONE", "measures:NONE does not name it"),
    ("founding_sentences", 54, "covered_by", "nothing:VOTS", "nothing:VOTS does not name it"),
    ("founding_sentences", 5, "covered_by", "", "founding_sentences:5: covered by nothing"),
    ("founding_sentences", 5, "sentence_no", "500", "the numbers have a gap"),
    # Partners.
    ("partners", "POL", "part_of", "WA", "partners:POL: part_of runs in a circle"),
    ("partners", "WA", "observer_root", "VT", "observer_root is not the top of part_of"),
    ("partners", "ZVH", "observer_rule", "own", "hubs and courts never observe"),
    ("partners", "KR", "observer_rule", "own", "hubs and courts never observe"),
    ("partners", "KR", "zvh_participation", "incidental", "a court never sits at a case table"),
    ("partners", "COM", "at_case_table", "yes", "without a place in RIEC or ZVH"),
    ("partners", "POL", "at_case_table", "no", "but not at the case table"),
    ("partners", "WOCO", "riec_participation", "incidental", "no incidental participants"),
    ("partners", "WOCO", "zvh_controller", "yes", "only a participant is a controller"),
    # Edges and groups.
    ("referral_edges", "POL_VT", "from_code", "WA", "the key is not FROM_TO"),
    ("referral_edges", "POL_VT", "to_code", "POL", "hands over to itself"),
    ("referral_edges", "POL_VT", "echo_window_days", "0", "an echo window is 1 to 366 days"),
    ("referral_edges", "POL_VT", "echo_window_days", "400", "an echo window is 1 to 366 days"),
    ("life_domains", "EXP", "scan_group", "JUS", "9 scan groups, each with a domain"),
    # Signals.
    ("signal_types", "HOM_BAN", "domain", "", "no domain"),
    ("signal_types", "HOM_BAN", "holders", "", "no holders"),
    ("signal_types", "HOM_BAN", "default_holders", "", "no default_holders"),
    ("signal_types", "HOM_BAN", "allowed_roles", "", "no allowed_roles"),
    ("signal_types", "HOM_BAN", "default_holders", "SCH", "a default holder is no holder"),
    (
        "signal_types",
        "HOM_BAN",
        "counts_for_concentration",
        "yes",
        "exactly when its nature counts",
    ),
    ("signal_types", "HOM_BAN", "severity", "2", "exactly when its nature counts"),
    ("signal_types", "PAR_THREAT", "severity", "", "exactly when its nature counts"),
    ("signal_types", "PAR_THREAT", "severity", "4", "severity is 1, 2 or 3"),
    ("signal_types", "JUS_DRUGS", "riec_phase", "4", "a RIEC phase is 1, 2 or 3"),
    ("signal_types", "JUS_VIOLENCE", "alt_nature_roles", "", "don't fit allowed_roles"),
    ("signal_types", "JUS_PROPERTY", "allowed_roles", "suspect|witness", "don't fit allowed_roles"),
    ("signal_types", "PAR_THREAT", "alt_domain", "HOME", "alt_domain without alt_nature"),
    ("signal_types", "JUS_VIOLENCE", "alt_nature_roles", "victim", "need another nature"),
    ("signal_types", "JUS_VIOLENCE", "alt_domain", "", "need another domain than JUS"),
    ("signal_types", "HOM_DV_INCIDENT", "minor_rule", "never_for_minors", "never about minors"),
    ("signal_types", "JUS_SUSPECT", "minor_rule", "minors_only", "about minors only"),
    ("signal_types", "JUS_SUSPECT", "minor_rule", "none", "an offender's role without an age rule"),
    ("signal_types", "HOM_BAN", "sensitivity", "ordinary", "not the strictest of its flags"),
    ("signal_types", "HOM_VT_REPORT", "riec_phase", "2", "under professional secrecy"),
    # Exceptions, measures, procedures.
    ("signal_admissions", "NET_STREET", "source_partner", "SCH", "the source can't hold this"),
    ("signal_admissions", "NET_STREET", "workspace", "local", "for riec and zvh only"),
    ("signal_admissions", "NET_STREET", "riec_phase", "2", "a RIEC phase stands exactly with"),
    ("signal_admissions", 1, "riec_phase", "", "a RIEC phase stands exactly with"),
    ("measures", "JR", "min_age", "30", "the least age is above the highest"),
    ("measures", "PIJ", "max_total_days", "30", "shorter in total than at once"),
    ("measures", "JDET", "min_age", "11", "no penal measure under 12"),
    ("measure_conflicts", "VOTS_OTS", "first_code", "XYZ", "first_code 'XYZ' is not in measures"),
    ("measure_conflicts", "VOTS_OTS", "second_code", "XYZ", "second_code 'XYZ' is not in measures"),
    ("measure_conflicts", "VOTS_OTS", "reach", "xyz", "is no conflict_reach"),
    ("measure_conflicts", "VOTS_OTS", "kind", "xyz", "is no conflict_kind"),
    ("measure_conflicts", "VOTS_OTS", "certainty", "xyz", "is no reading_certainty"),
    ("measure_conflicts", "VOTS_OTS", "reason_en", "", "no label in en"),
    ("measure_conflicts", "VOTS_OTS", "source", "", "measure_conflicts:VOTS_OTS: no source"),
    ("measure_conflicts", "VOTS_OTS", "second_code", "SA", "the key is not FIRST_SECOND"),
    ("measure_conflicts", "VOTS_OTS", "second_code", "VOTS", "a measure bites itself"),
    ("measure_conflicts", "VVOOGD_OTS", "first_code", "VOTS", "the pair is given twice"),
    ("measure_conflicts", "VOTS_OTS", "doubt_nl", "", "no doubt is said"),
    (
        "capability_needs",
        "FIN_HELP",
        "life_domain",
        "XYZ",
        "life_domain 'XYZ' is not in life_domains",
    ),
    ("capability_needs", "FIN_HELP", "capabilities", "xyz", "is no capability"),
    ("capability_needs", "FIN_HELP", "capabilities", "", "no capability or no side"),
    ("capability_needs", "FIN_HELP", "min_severity", "4", "severity is 1, 2 or 3"),
    ("capability_needs", "FIN_HELP", "side", "xyz", "is no need_side"),
    ("capability_needs", "FIN_HELP", "subject", "xyz", "is no need_subject"),
    ("capability_needs", "ADD_TREAT", "life_domain", "EDU", "no need for life domain ADD"),
    (
        "capability_needs",
        "JUS_YOUTH",
        "capabilities",
        "prosecution",
        "for adults for a need of a minor",
    ),
    ("must_rules", "SUPERVISION", "partners", "XYZ", "partners 'XYZ' is not in partners"),
    ("must_rules", "SUPERVISION", "partners", "RN", "one of a single partner"),
    ("must_rules", "SUPERVISION", "partners", "", "names no partner"),
    ("must_rules", "SUPERVISION", "subject", "xyz", "is no must_subject"),
    ("must_rules", "SUPERVISION", "side", "xyz", "is no must_side"),
    ("must_rules", "SUPERVISION", "signal_codes", "XYZ", "is not in signal_types"),
    ("must_rules", "SUPERVISION", "measure_codes", "XYZ", "is not in measures"),
    ("must_rules", "SUPERVISION", "mode", "xyz", "is no must_mode"),
    ("must_rules", "SUPERVISION", "legal_basis", "", "condition or legal basis isn't said"),
    ("meldcode_steps", 5, "next_step", "3", "each step leads to the next"),
    ("weighing_answers", "1_no", "question_no", "2", "the answers yes, no and unknown"),
    ("weighing_answers", "1_no", "next_code", "nowhere", "leads to nothing"),
    ("weighing_answers", "1_yes", "next_code", "8", "leads to nothing"),
    ("probation_rules", "addiction", "priority", "2", "two rules have the same priority"),
    ("zvh_criteria", "K2A", "signal_codes", "HOU_NUISANCE", "knows no suspect or convicted"),
]


def test_the_catalogue_is_whole():
    assert check_integrity(load_catalogue()) == ()


@pytest.mark.parametrize("case", BROKEN, ids=lambda case: " ".join(map(str, case[:4])))
def test_what_is_broken_is_said(copy, case):
    *cell, says = case
    copy.put(*cell)
    assert any(says in fault for fault in copy.faults()), copy.faults()


@pytest.mark.parametrize("name", ["signal_admissions", "inclusion_policy", "terms"])
def test_a_row_given_twice_is_said(copy, name):
    copy.change(name, lambda lines: lines.append(lines[1]))
    assert any(fault.startswith(f"{name}: ") and "2 times" in fault for fault in copy.faults())


def test_a_group_too_many_is_said(copy):
    copy.change("scan_groups", lambda lines: lines.append(["X", "X", "X", "proposal"]))
    assert any("9 scan groups" in fault for fault in copy.faults())


# Faults inside one file, which stop the reading: list, row, column, value, what is said.
UNREADABLE = [
    ("partners", "POL", "at_case_table", "maybe", "at_case_table: 'maybe' is not yes or no"),
    ("partners", "POL", "capabilities", "detection||", "has an empty or doubled item"),
    ("partners", "POL", "capabilities", "detection|detection", "has an empty or doubled item"),
    ("referral_edges", "POL_VT", "echo_window_days", "soon", "echo_window_days: invalid literal"),
    ("referral_edges", "POL_VT", "echo_window_days", "", "echo_window_days: invalid literal"),
    ("inclusion_policy", "rumour", "probability", "low", "probability: could not convert"),
    ("partners", "POL", "code", "WA", "key 'WA' is empty or given twice"),
    ("partners", "POL", "code", "", "key '' is empty or given twice"),
]


@pytest.mark.parametrize("case", UNREADABLE, ids=lambda case: " ".join(map(str, case[:4])))
def test_what_cannot_be_read_stops(copy, case):
    *cell, says = case
    copy.put(*cell)
    with pytest.raises(OurFault, match=rf"^{cell[0]}.csv") as caught:
        copy.read()
    assert says in caught.value.message


@pytest.mark.parametrize(
    ("edit", "says"),
    [
        (lambda lines: lines[0].reverse(), "other columns than Partner"),
        (lambda lines: lines[0].append("more"), "other columns than Partner"),
        (lambda lines: lines[3].append("more"), "more or fewer cells than the header"),
        (lambda lines: lines[3].pop(), "more or fewer cells than the header"),
    ],
)
def test_another_shape_stops(copy, edit, says):
    copy.change("partners", edit)
    with pytest.raises(OurFault, match=says):
        copy.read()


def test_loading_refuses_a_broken_catalogue(copy, monkeypatch):
    copy.put("referral_edges", "POL_VT", "to_code", "XYZ")
    monkeypatch.setattr(catalogue_module, "files", lambda _package: copy.folder.parent)
    with pytest.raises(OurFault, match="De catalogus klopt niet") as caught:
        load_catalogue.__wrapped__()
    assert caught.value.exit_code == 70
