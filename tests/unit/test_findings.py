"""No finding without subject, statement, evidence, method and caveat."""

from __future__ import annotations

import dataclasses

import pytest

from famnet.findings import Evidence, Finding, Method

EVIDENCE = Evidence("e-1", "2025-01-01", (("h1", "FIN"),), ("WENI",), ("s1", "s2"))
METHOD = Method("beschrijving", "1", (("periode", "24 maanden"),))
WHOLE = {
    "finding_id": "f-1",
    "window_id": "w-1",
    "statement": "Er zijn drie gebeurtenissen.",
    "evidence": (EVIDENCE, EVIDENCE),
    "method": METHOD,
    "strength": None,
    "speaks_against": (),
    "unknown": (),
    "caveats": ("Niet op de lijst betekent niet: niets aan de hand.",),
}


def test_a_whole_finding_names_each_signal_once():
    finding = Finding(**WHOLE)
    assert finding.signals == ("s1", "s2")
    assert repr(finding) == "<Finding f-1: 2 episodes, 2 signals>"


@pytest.mark.parametrize(
    ("name", "value"),
    [("finding_id", ""), ("window_id", ""), ("statement", ""), ("evidence", ()), ("caveats", ()),
     ("method", None), ("method", "beschrijving"), ("evidence", ("s1",))],
)  # fmt: skip
def test_no_finding_without(name: str, value: object):
    with pytest.raises(ValueError, match="finding"):
        Finding(**{**WHOLE, name: value})
    with pytest.raises(ValueError, match="finding"):
        dataclasses.replace(Finding(**WHOLE), **{name: value})


@pytest.mark.parametrize("name", ["episode_id", "domains", "signals"])
def test_no_evidence_without_rows(name: str):
    with pytest.raises(ValueError, match="evidence"):
        dataclasses.replace(EVIDENCE, **{name: ()})


@pytest.mark.parametrize("name", ["name", "version", "parameters"])
def test_no_method_that_cannot_be_repeated(name: str):
    with pytest.raises(ValueError, match="method"):
        dataclasses.replace(METHOD, **{name: ""})


def test_a_finding_does_not_change():
    with pytest.raises(dataclasses.FrozenInstanceError):
        Finding(**WHOLE).statement = "anders"
