"""Bad input of a scan: each is told, in two languages, and nothing is compared."""

from __future__ import annotations

import dataclasses

import numpy as np
import pytest
from factory import make_graph
from scan_world import changed, region

from famnet.analysis.concentration.fitness import fitness
from famnet.analysis.families import family_windows
from famnet.analysis.gate import touches
from famnet.analysis.period import last_months
from famnet.analysis.text import Text
from famnet.vocabulary import NO_DAY


def with_signals(rows):
    """Return the region with these signals alone; nothing points at one that is gone."""
    rows = rows.reset_index(drop=True).assign(derived_from=np.int32(-1))
    return changed(signals=rows, referrals=region().tables["referrals"].iloc[:0])


def without_reference_date():
    return dataclasses.replace(changed(), as_of=NO_DAY)


def without_birth_dates():
    persons = region().persons.copy()
    for name in ("birth_date", "birth_date_hi"):
        persons[name] = np.int32(NO_DAY)
    return changed(persons=persons)


def without_places():
    households = region().households.copy()
    for name in ("neighbourhood", "municipality"):
        households[name] = households[name].where(households[name].isna())
    return changed(households=households)


def one_partner_only():
    signals = region().signals
    first = int(signals["partner"].value_counts().index[0])
    kept = signals[(signals["partner"] == first) & (signals["origin_partner"] < 0)]
    return with_signals(kept)


def all_in_one_month():
    signals = region().signals.copy()
    day = region().as_of - 100
    for name in ("event_date", "event_date_hi"):
        signals[name] = (day + signals[name] % 28).astype(np.int32)
    return changed(signals=signals)


def two_domains_only():
    signals = region().signals
    kept = signals[signals["type"].astype(str).str.startswith(("FIN_", "HOU_"))]
    return with_signals(kept)


def no_signals():
    return with_signals(region().signals.iloc[:0])


def thirty_families():
    persons, members, kin = [], [], []
    for f in range(30):
        for i in range(3):
            name = f"p{f}_{i}"
            persons.append({"person_id": name, "birth_date": "1980-01-01"})
            members.append({"person_id": name, "household_id": f"h{name}"})
            if i:
                kin.append({"person_id": f"p{f}_0", "kind": "parent_of", "relative_id": name})
    return make_graph(persons=persons, memberships=members, kinships=kin)


CASES = {
    without_reference_date: ("geen peildatum", "no reference date"),
    without_birth_dates: ("geboortedatum niet bekend", "birth date is not known"),
    without_places: ("buurt noch gemeente", "neither neighbourhood nor municipality"),
    one_partner_only: ("één waarnemer", "one observer"),
    all_in_one_month: ("binnen 31 dagen", "within 31 days"),
    two_domains_only: ("2 van de 9 groepen", "2 of the 9 groups"),
    no_signals: ("geen signaal dat meetelt", "No signal counts"),
    thirty_families: ("Er zijn 30 familienetwerken", "There are 30 family networks"),
}


@pytest.mark.parametrize("spoilt", CASES, ids=lambda case: case.__name__)
def test_what_can_t_be_compared_is_said(spoilt):
    found = fitness(spoilt())
    nl, en = CASES[spoilt]
    assert not found.possible
    assert not found.cautions
    assert any(nl in text.nl for text in found.reasons), found.reasons
    assert any(en in text.en for text in found.reasons)
    assert nl in found.said().nl
    assert en in found.said().en


def test_all_reasons_are_given_at_once():
    assert len(fitness(thirty_families()).reasons) == 4  # windows, households, places, signals


def test_the_region_itself_can_be_compared():
    found = fitness(region())
    assert found.possible
    assert found.reasons == ()
    assert found.said() == Text("", "")
    assert len(family_windows(region())) >= 1000


def test_a_domain_without_signals_is_a_caution_that_names_it():
    signals = region().signals
    kept = signals[~signals["type"].astype(str).str.startswith("FIN_")]
    found = fitness(with_signals(kept))
    assert found.possible
    (said,) = [text for text in found.cautions if "niets geleverd" in text.nl]
    assert "Financiën en schulden" in said.nl
    assert "says nothing of it" in said.en


def test_a_neighbourhood_that_isn_t_known_is_a_caution_where_the_municipality_is():
    households = region().households.copy()
    households["neighbourhood"] = households["neighbourhood"].where(
        households["neighbourhood"].isna()
    )
    found = fitness(changed(households=households))
    assert found.possible
    assert any("100%" in text.nl and "buurt niet bekend" in text.nl for text in found.cautions)


def test_a_list_of_cases_is_no_area():
    # Everybody gets a signal that counts: then all households are touched.
    counted = touches(region(), last_months(region().as_of)).signal
    n = len(region().persons)
    rows = region().signals.iloc[np.resize(counted, n)].copy()
    rows["person"] = np.arange(n, dtype=np.int32)
    rows["household"] = rows["incident"] = np.int32(-1)
    rows["signal_id"] = [f"x{i}" for i in range(n)]
    found = fitness(with_signals(rows))
    assert not found.possible
    assert any("lijst met zaken" in text.nl for text in found.reasons)
