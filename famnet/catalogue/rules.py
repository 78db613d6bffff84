"""What a list of the catalogue must satisfy by itself: the field's own rules, as checks.

Each check yields one line per fault. The rules are those of the README of this folder.
"""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Final

from famnet.vocabulary import SignalRole, Workspace

if TYPE_CHECKING:
    from collections.abc import Iterator

    from famnet.catalogue.actors import Partner
    from famnet.catalogue.catalogue import Catalogue
    from famnet.catalogue.signals import SignalType

__all__ = ["faults"]

SCAN_GROUPS: Final = 9
COUNTING: Final = frozenset({"care", "crime", "nuisance", "threat", "victim"})
# Roles of someone to whom an offence happened; they never feed a crime criterion.
_CARE_ROLES: Final = frozenset({SignalRole.VICTIM, SignalRole.WITNESS, SignalRole.CHILD})
_OFFENCE_ROLES: Final = frozenset({SignalRole.SUSPECT, SignalRole.CONVICTED})
_ENDS: Final = frozenset({"hub", "court"})
_ADULT_ONLY: Final = frozenset({"adult_probation", "prosecution", "detention_execution"})


def faults(catalogue: Catalogue) -> Iterator[str]:
    """Yield the faults of all lists."""
    checks = (
        _partners,
        _edges,
        _domains,
        _signals,
        _admissions,
        _measures,
        _conflicts,
        _needs,
        _must,
        _procedures,
    )
    for check in checks:
        yield from check(catalogue)


def _partners(catalogue: Catalogue) -> Iterator[str]:
    for code, partner in catalogue.partners.items():
        where = f"partners:{code}"
        top = _top(catalogue, code)
        if top is None:
            yield f"{where}: part_of runs in a circle or out of the list"
        elif partner.observer_root != top:
            yield f"{where}: observer_root is not the top of part_of"
        if partner.kind in _ENDS and partner.observer_rule != "never":
            yield f"{where}: hubs and courts never observe"
        yield from _seat(where, partner)


def _seat(where: str, partner: Partner) -> Iterator[str]:
    places = {partner.riec_participation, partner.zvh_participation}
    runs_it = partner.kind == "hub" and bool(
        {"case_conference", "organised_crime_information"} & set(partner.capabilities)
    )
    if partner.kind == "court" and places != {"none"}:
        yield f"{where}: a court never sits at a case table"
    if partner.at_case_table and places == {"none"} and not runs_it:
        yield f"{where}: at the case table without a place in RIEC or ZVH"
    if not partner.at_case_table and places != {"none"}:
        yield f"{where}: has a place in RIEC or ZVH but not at the case table"
    if partner.riec_participation == "incidental":
        yield f"{where}: the RIEC has no incidental participants"
    if partner.zvh_controller and partner.zvh_participation != "participant":
        yield f"{where}: only a participant is a controller"


def _top(catalogue: Catalogue, code: str) -> str | None:
    seen = {code}
    while code in catalogue.partners and (parent := catalogue.partners[code].part_of):
        if parent in seen:
            return None
        seen.add(parent)
        code = parent
    return code if code in catalogue.partners else None


def _edges(catalogue: Catalogue) -> Iterator[str]:
    for key, edge in catalogue.referral_edges.items():
        if key != f"{edge.from_code}_{edge.to_code}":
            yield f"referral_edges:{key}: the key is not FROM_TO"
        if edge.from_code == edge.to_code:
            yield f"referral_edges:{key}: hands over to itself"
        if not 1 <= edge.echo_window_days <= 366:
            yield f"referral_edges:{key}: an echo window is 1 to 366 days"


def _domains(catalogue: Catalogue) -> Iterator[str]:
    used = {domain.scan_group for domain in catalogue.life_domains.values()}
    if len(catalogue.groups) != SCAN_GROUPS or used != set(catalogue.groups):
        yield f"groups: there are {SCAN_GROUPS} scan groups, each with a domain"


def _signals(catalogue: Catalogue) -> Iterator[str]:
    for code, signal in catalogue.signal_types.items():
        where = f"signal_types:{code}"
        for column in ("domain", "holders", "default_holders", "allowed_roles"):
            if not getattr(signal, column):
                yield f"{where}: no {column}"
        if not set(signal.default_holders) <= set(signal.holders):
            yield f"{where}: a default holder is no holder"
        counts = signal.nature in COUNTING
        if counts != signal.counts_for_concentration or counts != (signal.severity is not None):
            yield f"{where}: counts and has a severity exactly when its nature counts"
        if signal.severity not in (None, 1, 2, 3):
            yield f"{where}: severity is 1, 2 or 3"
        if signal.riec_phase not in (None, 1, 2, 3):
            yield f"{where}: a RIEC phase is 1, 2 or 3"
        yield from _signal_roles(where, signal)
        yield from _signal_class(where, signal)


def _signal_roles(where: str, signal: SignalType) -> Iterator[str]:
    roles, other = set(signal.allowed_roles), set(signal.alt_nature_roles)
    if not other <= roles or bool(other) != bool(signal.alt_nature):
        yield f"{where}: alt_nature and alt_nature_roles don't fit allowed_roles"
    if signal.alt_domain and not signal.alt_nature:
        yield f"{where}: alt_domain without alt_nature"
    if signal.nature in {"crime", "nuisance", "threat"}:
        if roles & _CARE_ROLES - other:
            yield f"{where}: victim, witness and child need another nature"
        if other and signal.domain == "JUS" and not signal.alt_domain:
            yield f"{where}: victim, witness and child need another domain than JUS"
    if signal.minor_rule == "never_for_minors" and SignalRole.CHILD in roles:
        yield f"{where}: a child's role in a signal that is never about minors"
    if signal.minor_rule == "minors_only" and roles & _OFFENCE_ROLES:
        yield f"{where}: an offender's role in a signal about minors only"
    if roles & _OFFENCE_ROLES and signal.minor_rule == "none":
        yield f"{where}: an offender's role without an age rule"


def _signal_class(where: str, signal: SignalType) -> Iterator[str]:
    flags = {
        "medical_secrecy": signal.needs_release_ground,
        "special": signal.special_category,
        "criminal": signal.criminal_data,
    }
    strictest = next((name for name, flag in flags.items() if flag), "ordinary")
    if signal.sensitivity != strictest:
        yield f"{where}: sensitivity is not the strictest of its flags ({strictest})"
    if signal.riec_phase is not None and signal.needs_release_ground:
        yield f"{where}: nothing under professional secrecy enters the RIEC"


def _admissions(catalogue: Catalogue) -> Iterator[str]:
    for row in catalogue.signal_admissions:
        where = f"signal_admissions:{row.signal_code} {row.workspace} {row.source_partner}"
        signal = catalogue.signal_types.get(row.signal_code)
        if signal is not None and row.source_partner not in signal.holders:
            yield f"{where}: the source can't hold this signal"
        if row.workspace not in (Workspace.RIEC, Workspace.ZVH):
            yield f"{where}: exceptions exist for riec and zvh only"
        phased = row.workspace == Workspace.RIEC and row.admission == "yes"
        if phased != (row.riec_phase in (1, 2, 3)):
            yield f"{where}: a RIEC phase stands exactly with what the RIEC may see"


def _measures(catalogue: Catalogue) -> Iterator[str]:
    for code, measure in catalogue.measures.items():
        low, high = measure.min_age or 0, measure.max_age
        if high is not None and low > high:
            yield f"measures:{code}: the least age is above the highest"
        once, total = measure.max_duration_days, measure.max_total_days
        if once is not None and total is not None and total < once:
            yield f"measures:{code}: shorter in total than at once"
        if measure.kind == "penal" and measure.age_refers_to == "subject" and low < 12:
            yield f"measures:{code}: no penal measure under 12"


def _conflicts(catalogue: Catalogue) -> Iterator[str]:
    seen: set[frozenset[str]] = set()
    for key, conflict in catalogue.measure_conflicts.items():
        where = f"measure_conflicts:{key}"
        pair = frozenset((conflict.first_code, conflict.second_code))
        if key != f"{conflict.first_code}_{conflict.second_code}":
            yield f"{where}: the key is not FIRST_SECOND"
        if len(pair) == 1:
            yield f"{where}: a measure bites itself"
        if pair in seen:
            yield f"{where}: the pair is given twice"
        seen.add(pair)
        if not conflict.doubt_nl:
            yield f"{where}: no doubt is said"


def _needs(catalogue: Catalogue) -> Iterator[str]:
    for key, need in catalogue.capability_needs.items():
        where = f"capability_needs:{key}"
        if need.min_severity not in (1, 2, 3):
            yield f"{where}: severity is 1, 2 or 3"
        if not need.capabilities or not need.side:
            yield f"{where}: no capability or no side"
        if need.subject == "minor" and set(need.capabilities) & _ADULT_ONLY:
            yield f"{where}: a capability for adults for a need of a minor"
        able = {
            c for c, p in catalogue.partners.items() if set(p.capabilities) & set(need.capabilities)
        }
        if set(need.partners) - able:
            yield f"{where}: names a partner without any of the capabilities"
        if not able:
            yield f"{where}: no partner has any of the capabilities"
    unmet = set(catalogue.life_domains) - {
        n.life_domain for n in catalogue.capability_needs.values()
    }
    for code in sorted(unmet):
        yield f"capability_needs: no need for life domain {code}"


def _must(catalogue: Catalogue) -> Iterator[str]:
    for key, rule in catalogue.must_rules.items():
        where = f"must_rules:{key}"
        if not rule.partners:
            yield f"{where}: names no partner"
        if not rule.condition_nl or not rule.condition_en or not rule.legal_basis:
            yield f"{where}: condition or legal basis isn't said"
        if rule.choice == "one_of" and len(rule.partners) < 2:
            yield f"{where}: one of a single partner"


def _procedures(catalogue: Catalogue) -> Iterator[str]:
    following = [step.next_step for step in catalogue.meldcode_steps.values()]
    if following != [*range(2, len(following) + 1), None]:
        yield "meldcode_steps: each step leads to the next, the last to none"
    priorities = [rule.priority for rule in catalogue.probation_rules.values()]
    if len(set(priorities)) != len(priorities):
        yield "probation_rules: two rules have the same priority"
    yield from _weighing(catalogue)
    yield from _next_steps(catalogue)
    yield from _own_behaviour(catalogue)


def _weighing(catalogue: Catalogue) -> Iterator[str]:
    questions = Counter(answer.question_no for answer in catalogue.weighing_answers.values())
    if set(questions.values()) != {3} or sorted(questions) != list(range(1, len(questions) + 1)):
        yield "weighing_answers: each question has the answers yes, no and unknown"
    targets = {
        "question": {str(number) for number in questions},
        "step": set(catalogue.meldcode_steps),
        "outcome": {term.code for term in catalogue.terms if term.kind == "outcome"},
    }
    for key, answer in catalogue.weighing_answers.items():
        if answer.next_code not in targets.get(answer.next_kind, ()):
            yield f"weighing_answers:{key}: leads to nothing"


def _next_steps(catalogue: Catalogue) -> Iterator[str]:
    """Who acts and who receives are partners, or those of the hand-over; what is named exists."""
    known = {*catalogue.partners, "SENDER", "RECEIVER"}
    questions = {str(answer.question_no) for answer in catalogue.weighing_answers.values()}
    for key, row in catalogue.next_steps.items():
        where = f"next_steps:{key}"
        if not row.by_codes or not {*row.by_codes, *row.next_codes} <= known:
            yield f"{where}: by or next names nobody, or no partner"
        if not set(row.weighing) <= questions:
            yield f"{where}: weighing names a question that is not there"
        name, _, code = row.points_to.partition(":")
        # Steps of the reporting code are kept by number.
        codes = {str(key) for key in getattr(catalogue, name, ())}
        if row.points_to and code not in codes:
            yield f"{where}: points to nothing"
        if row.about == "any" and (row.min_age, row.max_age) != (None, None):
            yield f"{where}: an age of nobody"


def _own_behaviour(catalogue: Catalogue) -> Iterator[str]:
    """Only a suspect's or convicted person's own signals feed a criterion about own behaviour."""
    for criterion in catalogue.zvh_criteria.values():
        if criterion.evidence_kind != "own_behaviour_facts":
            continue
        for code in criterion.signal_codes:
            signal = catalogue.signal_types.get(code)
            if signal is not None and not _OFFENCE_ROLES & set(signal.allowed_roles):
                yield f"zvh_criteria:{criterion.criterion_id}: {code} knows no suspect or convicted"
