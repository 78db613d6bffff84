"""One named family against a stored background: the scan's own p, calibrated elsewhere, and cautions."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from factory import make_graph
from unit.analysis.reference.areas import area, scanned, told

from famnet.analysis.concentration.background import window_nulls
from famnet.analysis.concentration.marks import marks_of
from famnet.analysis.concentration.sampler import p_value
from famnet.analysis.concentration.scan import scan_graph
from famnet.analysis.reference import build_reference, compared_with
from famnet.analysis.reference.building import as_background
from famnet.errors import UserError


def _p_by_reference(reference, scan, which):
    background = as_background(reference, scan.background.people)
    return {i: p_value(null).p for i, null in window_nulls(background, scan.windows, which)}


def test_p_by_the_reference_of_an_area_is_the_scans_own():
    # Rounded to five and pooled, of an area as small as this: a factor of four either way.
    scan = scanned()
    which = np.flatnonzero(scan.t > 0)
    found = _p_by_reference(told(), scan, which)
    own = np.array([scan.estimates[i].p for i in which])
    ratio = np.array([found[i] for i in which.tolist()]) / own
    # Evidence to both: of those that have it to one alone the other makes less by choice.
    common = (own > 1e-4) & (ratio * own < 1)
    assert common.sum() > 50
    # Some per cent more or less expected is a tenth in the weight and a quarter in p.
    assert 0.75 <= np.median(ratio[common]) <= 1.33
    low, high = np.quantile(ratio[common], [0.05, 0.95])
    assert low >= 0.2
    assert high <= 4


def test_what_is_expected_of_the_area_itself_is_what_was_seen():
    people = scanned().background.people
    background = as_background(told(), people)
    seen = people.touched_units()[:, :-1].sum(axis=0)
    ratio = background.chances.sum(axis=0) / seen
    # The smallest group holds some twenty households, told in fives.
    assert (np.abs(ratio - 1) < np.where(seen > 60, 0.12, 0.3)).all()
    assert background.chances.sum() == pytest.approx(seen.sum(), rel=0.03)


def test_p_of_another_area_of_the_same_law_is_calibrated():
    # No family was planted there. 5,740 windows: 57 below .01 are expected; windows overlap, so that
    # the bound is that of two and a half times as many errors as independent ones make.
    scan = scan_graph(area(77, planted=False))
    which = np.flatnonzero(scan.counts.reason == 0)
    found = _p_by_reference(told(), scan, which)
    p = np.array(list(found.values()))
    n = len(scan.windows)
    assert n > 5000
    assert (p <= 0.01).sum() <= 0.01 * n + 2.5 * 2.33 * np.sqrt(0.01 * n)
    assert (p <= 1e-4).sum() <= 5


def _best():
    scan = scanned()
    return str(scan.windows.window_id[int(np.argmin([one.p for one in scan.estimates]))])


def test_one_family_gets_one_p_a_certificate_and_a_ratio():
    case = compared_with(area(), told(), _best())
    assert case.compared
    assert case.window_id == _best()
    assert 0 < case.p <= case.p_upper < 1e-3
    assert case.certificate is not None
    assert case.certificate.certified >= 2
    assert case.ratio is not None
    assert 1 < case.ratio.low < case.ratio.ratio < case.ratio.high
    assert sum(case.touched.values()) > sum(case.expected.values())
    assert case.about.region == "Oosterwaard"


def test_the_same_case_gives_the_same_answer():
    assert compared_with(area(), told(), _best()) == compared_with(area(), told(), _best())


def test_a_reference_without_that_family_gives_it_much_the_same_p():
    scan, graph = scanned(), area()
    window = int(np.argmin([one.p for one in scan.estimates]))
    units = scan.windows.units_of(window)
    gone = np.isin(scan.background.people.unit, units)
    # The family's own signals taken out: what a reference of the others would rest on.
    from famnet.analysis.gate import count_windows, touches
    from famnet.analysis.period import last_months
    from famnet.analysis.reference import building

    people = scan.background.people
    without = replace(
        people,
        marks=marks_of(np.where(gone[:, None], 0.0, people.touched)),
        masks=np.where(np.isin(np.arange(len(people.masks)), units), 0, people.masks),
    )
    found = touches(graph, last_months(graph.as_of))
    counts = count_windows(found, scan.windows.indptr, scan.windows.units)
    other = building._told(
        told().about,
        without,
        scan.windows,
        building.scan_people(without, scan.windows, counts),
    )
    mine, theirs = (compared_with(graph, one, _best()) for one in (told(), other))
    assert 0.1 < theirs.p / mine.p < 10
    assert theirs.certificate.certified == pytest.approx(mine.certificate.certified, abs=1)


def _case():
    return make_graph(
        persons=[
            {"person_id": "a", "birth_date": "1950-01-01", "sex": "female"},
            {"person_id": "b", "birth_date": "1980-01-01", "sex": "male"},
            {"person_id": "c", "birth_date": "1984-01-01", "sex": "male"},
        ],
        memberships=[{"person_id": p, "household_id": f"h{p}"} for p in "abc"],
        kinships=[{"person_id": "a", "kind": "parent_of", "relative_id": p} for p in "bc"],
        households=[
            {"household_id": f"h{p}", "municipality": "Elders", "neighbourhood": "Veraf"}
            for p in "abc"
        ],
        signals=[
            {"signal_id": f"s{p}{kind}", "type": kind, "person_id": p, "role": "involved",
             "partner_id": partner, "event_date": "2025-05-01"}
            for p in "abc"
            for kind, partner in (
                ("FIN_DEBT", "WENI"), ("MEN_CONCERN", "HA"), ("HOU_ARREARS", "WOCO"),
                ("WRK_NONE", "UWV"))
        ],
    )  # fmt: skip


def _says(case, words: str) -> bool:
    return any(words in text.nl for text in case.cautions) and all(
        text.en for text in case.cautions
    )


def test_a_case_of_three_persons_can_be_compared():
    case = compared_with(_case(), told(), "a")
    assert case.compared
    assert case.p_upper < 1e-3
    assert case.touched["FIN"] == 3
    assert 0 < case.expected["FIN"] < 0.5


def test_a_neighbourhood_that_the_area_does_not_have_is_named():
    assert _says(compared_with(_case(), told(), "a"), "Veraf")


def test_another_length_of_period_is_said():
    case = compared_with(_case(), told(), "a", months=12)
    whole = compared_with(_case(), told(), "a")
    assert _says(case, "12 maanden")
    assert case.expected["FIN"] == pytest.approx(whole.expected["FIN"] / 2, rel=0.05)


def test_a_reference_of_years_ago_is_said():
    old = replace(told(), about=replace(told().about, reference_date="2020-01-01"))
    assert _says(compared_with(_case(), old, "a"), "2020-01-01")


def test_ages_that_nobody_in_the_area_had_get_what_is_usual():
    rates = told().tables.rates
    kept = rates[~rates["who"].str.contains("male:40-49")]
    without = replace(told(), tables=replace(told().tables, rates=kept))
    case = compared_with(_case(), without, "a")
    assert _says(case, "40-49")
    assert case.expected["FIN"] > 0


def test_a_domain_with_too_little_to_tell_is_left_out_and_named():
    left_out = replace(told(), left_out=("FIN",))
    case = compared_with(_case(), left_out, "a")
    assert "FIN" not in case.expected
    assert case.p > compared_with(_case(), told(), "a").p
    assert _says(case, "te weinig bekend om te vergelijken")


def test_a_family_that_does_not_pass_the_gate_is_not_compared():
    case = compared_with(area(), told(), str(scanned().windows.window_id[_quiet()]))
    assert not case.compared
    assert case.reason == "no_episodes"
    assert (case.p, case.p_upper, case.certificate, case.ratio) == (1.0, 1.0, None, None)


def _quiet() -> int:
    return int(np.flatnonzero(scanned().counts.n_episodes == 0)[0])


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"catalogue": "000000000000"}, "andere catalogus"),
        ({"workspace": "riec"}, "werkruimte riec"),
        ({"synthetic": False}, "echte gegevens"),
    ],
)
def test_unlike_is_not_compared_with_unlike(change, words: str):
    other = replace(told(), about=replace(told().about, **change))
    with pytest.raises(UserError, match=words):
        compared_with(_case(), other, "a")


def test_an_unknown_family_is_refused():
    with pytest.raises(UserError, match="geen familienetwerk"):
        compared_with(_case(), told(), "nobody")


def test_without_a_reference_date_nothing_is_built_or_compared():
    graph = make_graph(as_of=None, persons=[{"person_id": "a"}])
    with pytest.raises(UserError, match="peildatum"):
        build_reference(graph)
    with pytest.raises(UserError, match="peildatum"):
        compared_with(graph, told(), "a")
