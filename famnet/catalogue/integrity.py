"""Check that the lists fit together; what each list must satisfy by itself stands in ``rules.py``."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import fields
from typing import TYPE_CHECKING, Any, Final

from famnet.catalogue import rules

if TYPE_CHECKING:
    from famnet.catalogue.catalogue import Catalogue

__all__ = ["check_integrity"]

# List, column, and the list whose codes its cells must be; an empty cell names nothing.
_POINTERS: Final = (
    ("partners", "part_of", "partners"),
    ("partners", "observer_root", "partners"),
    ("partners", "legal_body", "partners"),
    ("partners", "works_in", "partners"),
    ("tasks", "partner_code", "partners"),
    ("referral_edges", "from_code", "partners"),
    ("referral_edges", "to_code", "partners"),
    ("referral_steps", "usual_from", "partners"),
    ("referral_steps", "usual_to", "partners"),
    ("life_domains", "scan_group", "groups"),
    ("signal_types", "domain", "life_domains"),
    ("signal_types", "alt_domain", "life_domains"),
    ("signal_types", "default_holders", "partners"),
    ("signal_types", "holders", "partners"),
    ("signal_admissions", "signal_code", "signal_types"),
    ("signal_admissions", "source_partner", "partners"),
    ("measures", "decided_by", "partners"),
    ("measures", "executed_by", "partners"),
    ("measure_conflicts", "first_code", "measures"),
    ("measure_conflicts", "second_code", "measures"),
    ("capability_needs", "life_domain", "life_domains"),
    ("capability_needs", "partners", "partners"),
    ("must_rules", "partners", "partners"),
    ("must_rules", "signal_codes", "signal_types"),
    ("must_rules", "measure_codes", "measures"),
    ("meldcode_steps", "consult_codes", "partners"),
    ("meldcode_steps", "next_step", "meldcode_steps"),
    ("weighing_answers", "step", "meldcode_steps"),
    ("next_steps", "steps", "referral_steps"),
    ("next_steps", "next_step", "referral_steps"),
    ("next_steps", "from_codes", "partners"),
    ("next_steps", "to_codes", "partners"),
    ("veilig_thuis_routes", "next_partner_code", "partners"),
    ("rvdk_grounds", "requested_by", "partners"),
    ("probation_rules", "partner_code", "partners"),
    ("probation_rules", "evidence_signal_codes", "signal_types"),
    ("zvh_criteria", "signal_codes", "signal_types"),
    ("riec_criteria", "signal_codes", "signal_types"),
)

# List, column, and the kind of ``terms`` that closes it.
_CLOSED: Final = (
    ("partners", "chain", "chain"),
    ("partners", "kind", "partner_kind"),
    ("partners", "level", "level"),
    ("partners", "riec_participation", "participation"),
    ("partners", "zvh_participation", "participation"),
    ("partners", "observer_rule", "observer_rule"),
    ("partners", "professional_secrecy", "professional_secrecy"),
    ("partners", "capabilities", "capability"),
    ("tasks", "kind", "task_kind"),
    ("tasks", "mode", "mode"),
    ("referral_edges", "echo_class", "echo_class"),
    ("referral_steps", "process", "process"),
    ("involvement_roles", "mode", "mode"),
    ("life_domains", "lead_chain", "chain"),
    ("life_domains", "nji_core_adult", "nji_core"),
    ("life_domains", "nji_core_youth", "nji_core"),
    ("signal_types", "nature", "nature"),
    ("signal_types", "alt_nature", "nature"),
    ("signal_types", "alt_nature_roles", "signal_role"),
    ("signal_types", "allowed_roles", "signal_role"),
    ("signal_types", "sensitivity", "sensitivity"),
    ("signal_types", "zvh", "admission"),
    ("signal_types", "minor_rule", "minor_rule"),
    ("signal_types", "kinds", "signal_kind"),
    ("signal_admissions", "workspace", "workspace"),
    ("signal_admissions", "admission", "admission"),
    ("measures", "subject", "measure_subject"),
    ("measures", "kind", "measure_kind"),
    ("measures", "mode", "mode"),
    ("measures", "entry_type", "entry_type"),
    ("measures", "age_refers_to", "age_refers_to"),
    ("measure_conflicts", "reach", "conflict_reach"),
    ("measure_conflicts", "kind", "conflict_kind"),
    ("measure_conflicts", "certainty", "reading_certainty"),
    ("capability_needs", "subject", "need_subject"),
    ("capability_needs", "side", "need_side"),
    ("capability_needs", "capabilities", "capability"),
    ("capability_needs", "certainty", "reading_certainty"),
    ("must_rules", "subject", "must_subject"),
    ("must_rules", "side", "must_side"),
    ("must_rules", "choice", "must_choice"),
    ("must_rules", "mode", "must_mode"),
    ("must_rules", "certainty", "reading_certainty"),
    ("weighing_answers", "answer", "answer"),
    ("next_steps", "states", "hand_over_state"),
    ("next_steps", "about", "next_about"),
    ("next_steps", "beside", "next_fact"),
    ("weighing_answers", "next_kind", "next_kind"),
    ("rvdk_grounds", "track", "track"),
    ("probation_rules", "can_be_computed", "computed"),
    ("zvh_criteria", "group", "criterion_group"),
    ("zvh_criteria", "can_be_computed", "computed"),
    ("riec_criteria", "group", "criterion_group"),
    ("riec_criteria", "can_be_computed", "computed"),
    ("blocked_attributes", "blocked_as", "blocked_as"),
    ("inclusion_policy", "policy", "policy"),
    ("founding_sentences", "unit_kind", "unit_kind"),
    ("sources", "kind", "source_kind"),
)


def check_integrity(catalogue: Catalogue) -> tuple[str, ...]:
    """Return every fault of a catalogue, each in one line; none means that it is whole.

    Parameters
    ----------
    catalogue : Catalogue
        As read from its files.

    Returns
    -------
    tuple of str
        ``list:key: what is wrong``, list by list.

    Examples
    --------
    >>> from famnet.catalogue import load_catalogue
    >>> check_integrity(load_catalogue())
    ()
    """
    checks = (_pointers, _closed, _labels, _sources, _sentences, _covered, _doubled)
    own = (fault for check in checks for fault in check(catalogue))
    return (*own, *rules.faults(catalogue))


def _rows(catalogue: Catalogue, name: str) -> Iterator[tuple[str, Any]]:
    rows = getattr(catalogue, name)
    items = rows.items() if isinstance(rows, Mapping) else enumerate(rows, start=1)
    return ((f"{name}:{key}", row) for key, row in items)


def _all_rows(catalogue: Catalogue) -> Iterator[tuple[str, Any]]:
    names = (f.name for f in fields(catalogue) if f.init)
    return (pair for name in names for pair in _rows(catalogue, name))


def _codes(cell: object) -> tuple[str, ...]:
    if isinstance(cell, tuple):
        return cell
    return () if cell in ("", None) else (str(cell),)


def _pointers(catalogue: Catalogue) -> Iterator[str]:
    for name, column, target in _POINTERS:
        known = getattr(catalogue, target)
        for where, row in _rows(catalogue, name):
            for code in _codes(getattr(row, column)):
                if code not in known:
                    yield f"{where}: {column} {code!r} is not in {target}"


def _closed(catalogue: Catalogue) -> Iterator[str]:
    allowed = {(term.kind, term.code) for term in catalogue.terms}
    for name, column, kind in _CLOSED:
        for where, row in _rows(catalogue, name):
            for code in _codes(getattr(row, column)):
                if (kind, code) not in allowed:
                    yield f"{where}: {column} {code!r} is no {kind}"


def _labels(catalogue: Catalogue) -> Iterator[str]:
    for where, row in _all_rows(catalogue):
        for lang in ("nl", "en"):
            if not getattr(row, f"{row.label}_{lang}").strip():
                yield f"{where}: no label in {lang}"


def _sources(catalogue: Catalogue) -> Iterator[str]:
    known = tuple(catalogue.sources)
    # A place in the source may follow: "WGS 2.19", "BW 1:257".
    begins = tuple(f"{source}{sign}" for source in known for sign in " :")
    for where, row in _all_rows(catalogue):
        if where.startswith("sources:"):
            continue
        if not row.source:
            yield f"{where}: no source"
        for part in filter(None, row.source.split("; ")):
            if part not in known and not part.startswith(begins):
                yield f"{where}: source {part!r} is not in sources"


def _sentences(catalogue: Catalogue) -> Iterator[str]:
    """Check that rows name their sentences, and the sentences name them back."""
    units = catalogue.founding_sentences
    if list(units) != [str(number) for number in range(1, len(units) + 1)]:
        yield "founding_sentences: the numbers have a gap or another order"
    for where, row in _all_rows(catalogue):
        numbers = getattr(row, "founding_sentence_no", ())
        if getattr(row, "in_founding_text", bool(numbers)) != bool(numbers):
            yield f"{where}: in_founding_text and founding_sentence_no disagree"
        for number in numbers:
            unit = units.get(number)
            if unit is None or where not in unit.covered_by:
                yield f"{where}: founding sentence {number} is unknown or does not name it back"


def _covered(catalogue: Catalogue) -> Iterator[str]:
    """Check that sentences name rows, and the rows name them back."""
    for number, unit in catalogue.founding_sentences.items():
        if not unit.covered_by:
            yield f"founding_sentences:{number}: covered by nothing"
        for reference in unit.covered_by:
            name, _, key = reference.partition(":")
            if name == "none" or key == "*":
                continue
            row = getattr(catalogue, name, {}).get(key)
            if number not in getattr(row, "founding_sentence_no", ()):
                yield f"founding_sentences:{number}: {reference} does not name it back"


def _doubled(catalogue: Catalogue) -> Iterator[str]:
    """Find rows that say the same thing twice, in the lists without a key column."""
    admissions = (
        (r.signal_code, r.workspace, r.source_partner) for r in catalogue.signal_admissions
    )
    keys = (
        *(("signal_admissions", *key) for key in admissions),
        *(("inclusion_policy", row.policy, row.value) for row in catalogue.inclusion_policy),
        *(("terms", term.kind, term.code) for term in catalogue.terms),
    )
    for key, times in Counter(keys).items():
        if times > 1:
            yield f"{key[0]}: {' '.join(key[1:])} is given {times} times"
