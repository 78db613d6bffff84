"""Signals cluster where life makes them cluster: in homes, in lines of descent, in neighbourhoods."""

from __future__ import annotations

import pandas as pd
import pytest


@pytest.fixture(scope="module")
def seen(region):
    """Return the persons with any signal of their own."""
    signals = region.tables["signals"]
    return set(signals.loc[signals["person_id"] != "", "person_id"])


def odds_ratio(first, second):
    """Cross-product ratio of a two-by-two table."""
    table = pd.crosstab(first, second).to_numpy()
    return table[0, 0] * table[1, 1] / (table[0, 1] * table[1, 0])


def test_a_parents_signals_go_with_a_childs(region, seen):
    """methods.md 9.1 asks for a clear resemblance (police: odds ratio about 2.4); any signal: weaker."""
    rows = region.tables["kinships"].query("kind == 'parent_of' and person_id != relative_id")
    alive = set(region.tables["persons"].query("death_date == ''")["person_id"])
    rows = rows[rows["person_id"].isin(alive) & rows["relative_id"].isin(alive)]
    ratio = odds_ratio(rows["person_id"].isin(seen), rows["relative_id"].isin(seen))
    assert 1.3 < ratio < 3.5


def test_strangers_do_not_resemble_each_other(region, seen):
    """The same table over parents shifted by 101 rows: nothing is left of the resemblance."""
    rows = region.tables["kinships"].query("kind == 'parent_of' and person_id != relative_id")
    alive = set(region.tables["persons"].query("death_date == ''")["person_id"])
    rows = rows[rows["person_id"].isin(alive) & rows["relative_id"].isin(alive)]
    stranger = rows["person_id"].to_numpy().copy()
    stranger = pd.Series(list(stranger[101:]) + list(stranger[:101]), index=rows.index)
    ratio = odds_ratio(stranger.isin(seen), rows["relative_id"].isin(seen))
    assert 0.8 < ratio < 1.25


def test_who_shares_a_home_with_a_partner_who_is_seen_is_seen_more_often(region, seen):
    rows = region.tables["memberships"].query("end_date == '' and role in ['head', 'partner']")
    first, second = (
        rows[rows["role"] == role]
        .drop_duplicates("household_id")
        .set_index("household_id")["person_id"]
        for role in ("head", "partner")
    )
    both = first.index.intersection(second.index)
    ratio = odds_ratio(first[both].isin(seen).rename("a"), second[both].isin(seen).rename("b"))
    assert ratio > 1.1


def test_partners_report_unevenly_over_neighbourhoods(region):
    """methods.md 9.1: a quarter of the neighbourhoods reports two to three times as much."""
    signals = region.tables["signals"].query("household_id != ''")
    homes = region.tables["households"].drop_duplicates("household_id").set_index("household_id")
    hood = signals["household_id"].map(homes["neighbourhood"])
    group = signals["type"].str[:3]
    table = pd.crosstab(group, hood).loc[["FIN", "HOU"]]
    share = table.div(homes["neighbourhood"].value_counts(), axis=1).dropna(axis=1)
    assert (share.max(axis=1) / share.min(axis=1)).max() > 1.4


def test_every_status_and_hardness_occurs_and_refuted_and_rumour_are_few(region):
    signals = region.tables["signals"].head(len(region.tables["signals"]) - 20)
    status = signals["status"].value_counts(normalize=True)
    assert set(status.index) == {"reported", "under_review", "confirmed", "refuted", "closed"}
    assert 0.01 < status["refuted"] < 0.06
    hardness = signals["hardness"].value_counts(normalize=True)
    assert set(hardness.index) == {"fact", "professional_judgement", "report", "rumour"}
    assert hardness["rumour"] < 0.08
    assert (signals["received_date"] >= signals["event_date"]).all()


def test_an_incident_at_home_touches_those_who_lived_there(region):
    signals = region.tables["signals"].query("type == 'HOM_DV_INCIDENT' and incident_id != ''")
    roles = signals.groupby("incident_id")["role"].agg(set)
    together = roles[
        roles.map(lambda found: "suspect" in found and bool(found & {"victim", "child_in_family"}))
    ]
    assert len(together) >= 5
