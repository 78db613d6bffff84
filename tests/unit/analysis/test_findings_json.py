"""Findings as JSON: the bytes of the standard library, and what comes back from them."""

from __future__ import annotations

import io
import json
from dataclasses import asdict

import pytest

from famnet.analysis.findings_json import write_findings_json
from famnet.findings import Evidence, Finding, Method, Strength

ODD = 'é "quoted" \\ \n <b> \u2028 🙂'
EVIDENCE = (
    Evidence("e-1", "2025-01", (("h1", "FIN"), ("person:p", "EDU")), ("WENI", "HA"), ("s1", "s2")),
    Evidence("e-2", "", (("h2", "HEALTH"),), (), (ODD,)),
)
METHOD = Method("beschrijving", "1", (("periode", ODD), ("leefgebieden", "minstens 3")))


def _finding(**changes) -> Finding:
    plain = {
        "finding_id": "f-1", "window_id": "w-1", "statement": ODD, "evidence": EVIDENCE,
        "method": METHOD, "strength": None, "speaks_against": (), "unknown": (ODD, "b"),
        "caveats": ("c",), "household_ids": ("h1",), "stands_for": 3, "single_source": True,
    }  # fmt: skip
    return Finding(**{**plain, **changes})


FINDINGS = [
    _finding(),
    _finding(strength=Strength(0.01, 2.5, 1.25, 4.0), household_ids=(), single_source=False),
    _finding(evidence=EVIDENCE[1:], speaks_against=("a", "b")),
]


@pytest.mark.parametrize("n", [0, 1, 3])
def test_the_bytes_are_those_of_the_standard_library(n: int):
    head = {"as_of": None, "commonness": {"share": 0.5}, "caveats": [ODD]}
    file = io.StringIO()
    write_findings_json(head, iter(FINDINGS[:n]), file)
    whole = {**head, "findings": [asdict(finding) for finding in FINDINGS[:n]]}
    assert file.getvalue() == json.dumps(whole, ensure_ascii=False, indent=1) + "\n"


def test_it_holds_every_field():
    # A field added to a finding must be added to the writer.
    file = io.StringIO()
    write_findings_json({"as_of": "2026-01-01"}, FINDINGS, file)
    (read, *_) = json.loads(file.getvalue())["findings"]
    assert list(read) == list(asdict(FINDINGS[0]))
    assert list(read["evidence"][0]) == list(asdict(EVIDENCE[0]))
