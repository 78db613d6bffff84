"""What pages and method card say of how often the test errs is what the logs of the benchmarks add up to."""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

import pytest

from famnet.analysis.comparison_words import COMPARED_CAVEATS
from famnet.analysis.concentration.certificate import ALPHA

ROOT = Path(__file__).parents[3]
LOGS = ROOT / "benchmarks" / "results" / "scan"


@cache
def log(name):
    return [json.loads(line) for line in (LOGS / f"{name}.jsonl").read_text("utf-8").splitlines()]


def planted(*kinds):
    return [row for row in log("power") if row["kind"] in kinds]


def found(kind):
    return len({(row["seed"], one["family"]) for row in planted(kind) for one in row["reported"]
                if one["jaccard"] >= 0.5})  # fmt: skip


def said(lang):
    return " ".join(getattr(text, lang) for text in COMPARED_CAVEATS)


def test_twenty_worlds_of_each_kind_and_four_million_windows():
    assert [len(planted(kind)) for kind in ("mild", "hard")] == [20, 20]
    assert sum(row["windows"] for row in log("calibration")) > 4_000_000


def test_how_many_planted_networks_were_found():
    mild, hard = found("mild"), found("hard")
    of = {sum(row["planted"] for row in planted(kind)) for kind in ("mild", "hard")}
    assert of == {1200}
    assert f"{mild} van de 1.200" in said("nl")
    assert f"{hard} van de 1.200" in said("nl")
    assert f"{mild} of 1,200" in said("en")
    assert f"{hard} of 1,200" in said("en")


def test_how_many_of_a_hundred_named_were_wrong():
    named = [one for row in planted("mild", "hard") for one in row["reported"]]
    wrong = [one for one in named if one["jaccard"] < 0.5]
    nothing = sum(one["inside"] < 2 for one in wrong)
    first, second = (round(100 * n / len(named)) for n in (nothing, len(wrong) - nothing))
    assert f"ongeveer {first} niet ingebouwd, en van ongeveer {second}" in said("nl")
    assert f"about {first} weren't planted, and of about {second}" in said("en")


def test_the_level_of_the_certificate_holds_for_families_of_one_domain():
    asked = [p for row in planted("one_domain") for p in row["asked"]]
    wrong = {at: sum(len(p) > 1 and max(p[:2]) <= at for p in asked) for at in (ALPHA, 0.01)}
    assert len(asked) >= 100
    assert wrong[ALPHA] / len(asked) <= 0.05 < wrong[0.01] / len(asked)


@pytest.mark.parametrize("level", range(4))
def test_the_method_card_tells_how_often_p_fell_below_a_level(level):
    rows = [row for row in log("calibration") if row["kind"] == "kin"]
    nominal = (1e-2, 1e-3, 1e-4, 1e-5)[level]
    ratio = sum(row["scan"][level] for row in rows) / sum(row["windows"] for row in rows) / nominal
    card = (ROOT / "docs" / "method-card.md").read_text("utf-8")
    told = card.split("komt p onder .01, .001, .0001 en .00001 ")[1].split(" keer")[0]
    assert told.replace(" en ", ", ").split(", ")[level] == f"{ratio:.2f}".replace(".", ",")
