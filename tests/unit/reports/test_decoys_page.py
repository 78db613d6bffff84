"""The demo's page of decoys: each kind stands on it, with why it was left alone."""

from __future__ import annotations

from functools import cache

from english_output import dutch_in

from famnet.pipeline.decoys import DECOY_PLAN, decoys
from famnet.reports.decoys_page import decoys_html
from famnet.synthetic.plan import DECOYS


@cache
def made():
    return decoys()


def test_each_kind_is_there_as_often_as_it_was_put_in():
    kinds = made().rows["kind"].value_counts().to_dict()
    assert kinds == DECOY_PLAN.decoys
    assert set(kinds) == set(DECOYS)


def test_none_is_reported_but_one_of_two_joined_families_and_each_has_a_reason():
    rows = made().rows
    told = rows[rows["reported"]]
    # Each of the two is raised in two scan groups by itself: one may be told, never the two as one.
    assert set(told["kind"]) <= {"two_families_joined_by_child"}
    assert len(told) <= 1
    assert told["why_nl"].str.startswith("famnet meldt één van de twee families").all()
    assert (rows.loc[~rows["reported"], "q_bh"] > 0.05).all()
    gate = rows["why_nl"].str.startswith("De drempel:")
    assert gate.equals(~rows["eligible"])
    # What the gate is for: one domain, and one partner.
    assert gate[rows["kind"].isin(["one_domain", "one_partner"])].all()


def test_the_page_says_it_of_each():
    html = decoys_html(made().rows, made().persons)
    for why in made().rows["why_nl"]:
        assert why in html
    n, left = len(made().rows), int((~made().rows["reported"]).sum())
    assert f"{left} van de {n} bleven met rust" in html
    assert "Met rust gelaten betekent niet: niets aan de hand." in html


def test_the_english_page_says_the_same_of_each():
    rows = made().rows
    html = decoys_html(rows, made().persons, "en")
    assert '<html lang="en"' in html
    assert all(why in html for why in rows["why_en"])
    assert f"{(~rows['reported']).sum()} of {len(rows)} were left alone" in html
    assert rows["why_en"].str.startswith("The lower bound:").equals(~rows["eligible"])
    assert not any(why in html for why in rows["why_nl"])


def test_the_english_page_holds_no_dutch(tmp_path):
    (tmp_path / "decoys.html").write_text(
        decoys_html(made().rows, made().persons, lang="en"), encoding="utf-8"
    )
    assert dutch_in(tmp_path, frozenset()) == []
