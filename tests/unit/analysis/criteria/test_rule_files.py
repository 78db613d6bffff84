"""The rule files: they agree with the catalogue, and a file that breaks the language is refused."""

from __future__ import annotations

import pytest

from famnet.analysis.criteria import forms
from famnet.analysis.criteria.facts import FACTS
from famnet.analysis.criteria.rules import read_form, rule_files
from famnet.catalogue import load_catalogue
from famnet.errors import OurFault

#: Asked of people though no article lists them as a criterion.
OURS = {"PROP", "SUBS"}
#: Not answered per family: priority lists (famnet makes none) and the duty to record (the verdict).
ELSEWHERE = {"PL1", "PL2", "PL3", "REG"}
LISTS = {"zvh": load_catalogue().zvh_criteria, "riec": load_catalogue().riec_criteria}
ROWS = [(form.form, row) for form in forms() for row in form.criteria]


@pytest.mark.parametrize("form", forms(), ids=lambda form: form.form)
def test_a_form_holds_the_criteria_of_the_catalogue(form):
    assert {row.criterion_id for row in form.criteria} - OURS == set(LISTS[form.form]) - ELSEWHERE


@pytest.mark.parametrize(
    ("form", "row"), ROWS, ids=lambda value: getattr(value, "criterion_id", value)
)
def test_a_criterion_agrees_with_the_catalogue(form: str, row):
    if row.criterion_id in OURS:
        assert row.kind == "asked"
        return
    listed = LISTS[form][row.criterion_id]
    assert row.source.law.nl == listed.legal_source
    assert row.group == listed.group
    # What the catalogue leaves to people is never derived.
    assert (row.kind == "derived") == (listed.can_be_computed == "yes")
    if listed.signal_codes:
        assert row.looks_at == listed.signal_codes


@pytest.mark.parametrize(
    ("form", "row"), ROWS, ids=lambda value: getattr(value, "criterion_id", value)
)
def test_a_criterion_speaks_both_languages_and_names_a_doubt_where_it_is_unsure(form: str, row):
    for text in (row.question, row.settle, row.doubt, *(rule.why for rule in row.rules)):
        assert bool(text.nl) == bool(text.en)
    assert row.reading == "high" or row.doubt.nl


def test_whom_the_domain_criterion_asks_hold_all_scan_groups_together():
    row = next(row for form, row in ROWS if row.criterion_id == "K1B")
    catalogue = load_catalogue()
    roots = {
        catalogue.partners[code].observer_root for code in (*row.asks, *row.asks_about_children)
    }
    held = {
        catalogue.scan_group_of(kind.domain)
        for kind in catalogue.signal_types.values()
        if kind.counts_for_concentration
        and roots & {catalogue.partners[holder].observer_root for holder in kind.default_holders}
    }
    assert held == set(catalogue.scan_groups)


BROKEN = {
    "a fact that doesn't exist": ('"homes_in_region >= 1"', '"homes_nearby >= 1"', "homes_nearby"),
    "a fact that doesn't exist in a sentence": ("{homes_in_region}", "{homes_nearby}", "homes_nearby"),
    "no source": ('source = "BGS 2.16(1)e"', 'source = ""', "source"),
    "a text of law without its version": ('version = "2025-03-01"', 'version = ""', "version"),
    "a condition in another language": ('"homes_in_region >= 1"', '"homes_in_region > 0 or true"', "fact >= number"),
    "a no without evidence of absence": ('"homes_unplaced <= 0"', '"homes_elsewhere >= 1"', "evidence of absence"),
    "a last rule that says no": ('answer = "unknown"\nwhen = []', 'answer = "no"\nwhen = []', "last rule"),
    "a rule that always holds before the last": ('when = ["homes_in_region >= 1"]', "when = []", "only the last rule"),
    "an answer that is none": ('answer = "yes"\nwhen = ["homes', 'answer = "likely"\nwhen = ["homes', "yes, no or unknown"),
    "never a yes": ('answer = "yes"\nwhen = ["homes', 'answer = "unknown"\nwhen = ["homes', "each be possible"),
    "rules for what people judge": ('kind = "derived"', 'kind = "asked"', "no rules"),
    "nothing that supports a yes": ('supports = ["homes_in_region"]', "supports = []", "supports a yes"),
    "a partner that doesn't exist": ('kind = "derived"', 'kind = "derived"\nasks = ["XYZ"]', "XYZ"),
    "a partner that may not answer there": ('kind = "derived"', 'kind = "derived"\nasks = ["GGZ"]', "GGZ may not deliver"),
    "a type of signal that doesn't exist": ('kind = "derived"', 'kind = "derived"\nlooks_at = ["XYZ"]', "XYZ"),
    "another kind": ('kind = "derived"', 'kind = "guessed"', "derived or asked"),
    "no question in English": ("question_en", "question_de", "question_en"),
}  # fmt: skip


def _only_e(folder, old: str = "", new: str = ""):
    """Write a file with criterion E of the RIEC alone, one thing changed."""
    text = rule_files()[1].read_text(encoding="utf-8")
    head, *criteria = text.split("[[criterion]]")
    one = head + "[[criterion]]" + next(c for c in criteria if 'id = "E"' in c)
    assert not old or old in one
    path = folder / "riec.toml"
    path.write_text(one.replace(old, new) if old else one, encoding="utf-8")
    return path


def test_the_file_that_is_broken_below_is_right_by_itself(tmp_path):
    assert [row.criterion_id for row in read_form(_only_e(tmp_path), FACTS).criteria] == ["E"]


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_refused_and_the_fault_is_named(name: str, tmp_path):
    old, new, said = BROKEN[name]
    with pytest.raises(OurFault) as caught:
        read_form(_only_e(tmp_path, old, new), FACTS)
    assert said in str(caught.value)
    assert "riec.toml" in str(caught.value)


def test_what_is_asked_needs_facts_beside_it(tmp_path):
    path = _only_e(tmp_path)
    text = path.read_text(encoding="utf-8").split("[[criterion.rule]]")[0]
    text = text.replace('kind = "derived"', 'kind = "asked"')
    lines = [line for line in text.splitlines() if not line.startswith("beside")]
    path.write_text("\n".join(lines), encoding="utf-8")
    with pytest.raises(OurFault, match="facts beside"):
        read_form(path, FACTS)


def test_a_criterion_that_stands_twice_is_refused(tmp_path):
    path = _only_e(tmp_path)
    text = path.read_text(encoding="utf-8")
    path.write_text(text + "\n[[criterion]]" + text.split("[[criterion]]")[1], encoding="utf-8")
    with pytest.raises(OurFault, match="twice"):
        read_form(path, FACTS)
