"""The audit: what a permuted world keeps, ratios by hand, the two ends of the correction, its tables."""

from __future__ import annotations

from collections import Counter
from functools import cache
from importlib import import_module

import numpy as np
import pytest
from factory import make_graph
from unit.analysis.stability.firm_world import five

from famnet.analysis.bias import audit
from famnet.analysis.bias.dose import corrected
from famnet.analysis.bias.flagged import by_signals, flags_of, signals_of
from famnet.analysis.bias.groups import groupings, reporting_fifths
from famnet.analysis.bias.permuted import area_of_units, dealt_again, permuted
from famnet.analysis.bias.tables import ratio_row
from famnet.analysis.concentration.background import fit_background
from famnet.analysis.concentration.fitness import Fitness
from famnet.analysis.concentration.people import people_of
from famnet.analysis.concentration.scan import scan_touches
from famnet.analysis.families import family_windows
from famnet.analysis.gate import touches
from famnet.analysis.period import last_months
from famnet.errors import UserError


@cache
def area():
    graph = five()
    found = touches(graph, last_months(graph.as_of))
    people = people_of(graph, found, last_months(graph.as_of))
    return graph, found, people, fit_background(people, family_windows(graph))


def audited_anew():
    """Audit the area as if it were large enough to compare: its numbers are what is tested here."""
    with pytest.MonkeyPatch.context() as patch:
        enough = Fitness(possible=True, reasons=(), cautions=())
        patch.setattr(
            import_module("famnet.analysis.bias.audit"), "fitness", lambda *_, **__: enough
        )
        return audit(area()[0], worlds=1, seed=3)


@cache
def audited():
    return audited_anew()


def test_a_permuted_world_keeps_what_each_kind_of_household_in_each_area_shows():
    graph, found, people, _ = area()
    dealt = dealt_again(people, 1)
    other = permuted(found, dealt)
    again = people_of(graph, other, last_months(graph.as_of))
    block = list(zip(area_of_units(people).tolist(), people.classes.tolist(), strict=True))
    before = Counter(zip(block, people.masks.tolist(), strict=True))
    after = Counter(zip(block, again.masks.tolist(), strict=True))
    assert before == after
    assert again.masks.tolist() == people.masks[dealt].tolist()
    assert again.masks.tolist() != people.masks.tolist()
    assert sorted(other.signal.tolist()) == sorted(found.signal.tolist())


def test_dealing_every_household_its_own_changes_nothing():
    _, found, people, _ = area()
    same = permuted(found, np.arange(len(people.masks)))
    for name in ("start", "episode", "group", "first", "signal", "observer", "person"):
        assert np.array_equal(getattr(same, name), getattr(found, name)), name


def test_another_seed_is_another_world_and_the_same_seed_the_same():
    people = area()[2]
    assert np.array_equal(dealt_again(people, 1), dealt_again(people, 1))
    assert not np.array_equal(dealt_again(people, 1), dealt_again(people, 2))


def test_the_whole_correction_is_that_of_the_scan_and_none_the_national_baseline():
    graph, _, people, base = area()
    windows = family_windows(graph)
    whole, none = (corrected(base, windows, dose) for dose in (1.0, 0.0))
    np.testing.assert_allclose(whole.chances, base.chances, rtol=1e-12)
    national = fit_background(people, windows, national=True)
    np.testing.assert_allclose(none.chances, national.chances, rtol=1e-12)


def test_a_ratio_by_hand():
    # 100 networks in the least and 50 in the most reporting fifth; 10 and 20 of them flagged.
    fifth = np.repeat([0, 4], [100, 50]).astype(np.int32)
    flagged = np.concatenate([np.arange(10), np.arange(100, 120)])
    row = ratio_row(("real", "scan"), fifth, [flagged])
    assert (row.low_flagged, row.high_flagged) == (10, 20)
    assert row.ratio == pytest.approx(0.4 / 0.1)
    # exp(1.96 sqrt(1/10 + 1/20)) = 2.1363
    assert row.ratio_high == pytest.approx(4 * 2.1363, rel=1e-4)
    assert row.ratio_low == pytest.approx(4 / 2.1363, rel=1e-4)


def test_a_ratio_of_few_is_not_said_nor_one_of_an_empty_part():
    fifth = np.repeat([0, 4], [100, 50]).astype(np.int32)
    few = ratio_row(("real", "scan"), fifth, [np.arange(95, 125)])
    assert few.ratio is None and few.low_flagged is None and few.hidden == "few"
    one_part = ratio_row(("real", "scan"), np.zeros(9, np.int32), [np.arange(9)])
    assert one_part.ratio is None and one_part.hidden == "no_areas"


def test_the_raw_count_puts_most_signals_first():
    graph, found, _, _ = area()
    windows = family_windows(graph)
    n = signals_of(windows, found)
    units = [windows.units_of(i) for i in range(len(windows))]
    per_unit = np.diff(found.first[found.start])
    assert n.tolist() == [int(per_unit[u].sum()) for u in units]
    ranked = n[by_signals(windows, found)]
    assert (np.diff(ranked) <= 0).all()
    assert ranked[0] == n.max() == 20


def test_few_reported_gives_the_top_of_the_list_and_many_themselves():
    ranked = np.arange(400)
    few = flags_of(ranked[:3], ranked, 20_000)
    assert not few.reported and len(few.windows) == 100
    many = flags_of(ranked[:60], ranked, 20_000)
    assert many.reported and len(many.windows) == 60


def test_every_way_of_grouping_counts_everybody_once():
    graph, _, people, base = area()
    windows = family_windows(graph)
    units = np.zeros(len(people.masks), bool)
    units[windows.units] = True
    for one in groupings(graph, windows, base):
        held = np.ones(len(windows), bool) if one.of_windows else units
        counts = one.counts(held)
        wholes = {"area": len(windows), "network_size": len(windows)}
        assert counts.sum() == wholes.get(one.attribute, 1000), one.attribute


def test_areas_are_divided_by_how_much_they_report():
    persons, members, homes_of, signals = [], [], [], []
    for i in range(400):
        place = f"n{i % 10}"
        persons.append({"person_id": f"p{i}", "birth_date": "1980-01-01", "sex": "male"})
        members.append({"person_id": f"p{i}", "household_id": f"h{i}"})
        homes_of.append({"household_id": f"h{i}", "kind": "private", "neighbourhood": place})
        # Neighbourhood n9 reports ten times n0.
        if (i // 10) % 40 < 2 + 2 * (i % 10):
            signals.append({
                "signal_id": f"s{i}", "type": "FIN_DEBT", "person_id": f"p{i}", "role": "involved",
                "partner_id": "WENI", "event_date": "2025-05-01",
            })  # fmt: skip
    graph = make_graph(
        persons=persons, memberships=members, households=homes_of, signals=signals,
        kinships="person_id kind relative_id\n p0 parent_of p1",
    )  # fmt: skip
    period = last_months(graph.as_of)
    found = touches(graph, period)
    base = fit_background(people_of(graph, found, period), family_windows(graph))
    # The first is for households without a neighbourhood; there are none.
    assert reporting_fifths(base).tolist()[1:] == [0, 0, 1, 1, 2, 2, 3, 3, 4, 4]


def test_no_number_below_ten_stands_in_an_audit():
    for row in audited().selection:
        for number in (row.n, row.flagged, row.raw_flagged):
            assert number is None or number == 0 or number >= 10, row
        assert (row.ratio is None) == (row.flagged is None), row


def test_permuted_worlds_lose_the_family_that_the_scan_reports():
    assert audited().found >= 1
    assert audited().found_permuted == (0,)


@pytest.mark.long
def test_the_same_seed_gives_the_same_audit():
    again = audited_anew()
    assert again.selection == audited().selection
    assert again.doses == audited().doses


def test_without_a_date_or_without_signals_it_says_so():
    with pytest.raises(UserError, match="peildatum"):
        audit(make_graph(as_of=None, persons="person_id birth_date\n a 1980-01-01"))
    with pytest.raises(UserError, match="geen signaal"):
        audit(make_graph(persons="person_id birth_date\n a 1980-01-01"))


def test_where_the_scan_refuses_permuted_worlds_are_counted_not_scanned(monkeypatch):
    # The raw count needs no scan: what it flags in permuted worlds stays as it is where all is compared.
    module = import_module("famnet.analysis.bias.audit")
    scanned = []

    def watched(*args, **named):
        scanned.append(named)
        return scan_touches(*args, **named)

    monkeypatch.setattr(module, "scan_touches", watched)
    refused = audit(area()[0], worlds=2, seed=3)
    assert refused.unfit
    assert len(scanned) == 1
    assert refused.found_permuted == ()
    raw = {row.world: row for row in refused.ratios if row.method == "raw"}
    monkeypatch.setattr(
        module, "fitness", lambda *_, **__: Fitness(possible=True, reasons=(), cautions=())
    )
    compared = audit(area()[0], worlds=2, seed=3)
    assert len(scanned) == 4
    assert raw == {row.world: row for row in compared.ratios if row.method == "raw"}


def test_a_list_of_nothing_is_called_that_and_few_without_a_birth_date_no_percent_of_zero():
    # Of 200 persons one has no birth date, and nothing was seen of anybody but one.
    persons = [
        {"person_id": f"p{i}", "sex": "male", "birth_date": "1980-01-01" if i else ""}
        for i in range(200)
    ]
    graph = make_graph(
        persons=persons,
        kinships="person_id kind relative_id\n p1 parent_of p2",
        signals=[{
            "signal_id": "s", "type": "FIN_DEBT", "person_id": "p1", "role": "involved",
            "partner_id": "WENI", "event_date": "2025-05-01",
        }],
    )  # fmt: skip
    said = [text.nl for text in audit(graph, worlds=1).cautions]
    assert any("geen enkel familienetwerk op de lijst" in line for line in said)
    assert any(line.startswith("Van minder dan 1% van de personen") for line in said)
    assert not any("de 0 bovenaan" in line for line in said)
