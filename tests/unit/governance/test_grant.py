"""The gate: what synthetic data gets silently and other data must name."""

from __future__ import annotations

import json

import pytest

from famnet.config import Settings
from famnet.errors import Refused
from famnet.governance import Grant, audit, demand, grant_for, pseudonyms
from famnet.vocabulary import Workspace

WHOLE = {"workspace": Workspace.ZVH, "purpose": "casusoverleg", "case": "ZVH-1"}


@pytest.fixture(autouse=True)
def _log(tmp_path, monkeypatch):
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path / "audit.jsonl"))
    return tmp_path / "audit.jsonl"


def test_synthetic_data_gets_a_grant_silently():
    assert grant_for(Settings(), synthetic=True).workspace is Workspace.SYNTHETIC


def test_synthetic_data_takes_a_named_workspace():
    settings = Settings(workspace=Workspace.RIEC)
    assert grant_for(settings, synthetic=True).workspace is Workspace.RIEC


@pytest.mark.parametrize("missing", ["workspace", "purpose", "case"])
def test_other_data_is_refused_and_the_message_names_what_is_missing(missing):
    given = {key: value for key, value in WHOLE.items() if key != missing}
    with pytest.raises(Refused, match=f"--{missing}") as refused:
        grant_for(Settings(**given), synthetic=False)
    assert refused.value.exit_code == 3
    assert refused.value.hint


def test_other_data_can_not_call_itself_synthetic_by_workspace():
    settings = Settings(workspace=Workspace.SYNTHETIC, purpose="x", case="y")
    with pytest.raises(Refused):
        grant_for(settings, synthetic=False)


def test_whole_request_is_granted():
    grant = grant_for(Settings(**WHOLE), synthetic=False)
    assert (grant.workspace, grant.purpose, grant.case) == (
        Workspace.ZVH,
        "casusoverleg",
        "ZVH-1",
    )


def test_no_grant_no_action(_log):
    with pytest.raises(Refused):
        demand(None, "report")
    assert not _log.exists()


def test_expired_grant_is_refused():
    grant = Grant("a", Workspace.ZVH, "p", "c", "g", expires=10)
    with pytest.raises(Refused):
        demand(grant, "report", as_of=11)
    demand(grant, "report", as_of=10)


def test_unknown_action_is_a_fault_of_ours():
    with pytest.raises(ValueError, match="unknown action"):
        demand(Grant("a", Workspace.ZVH, "p", "c", "g"), "peek")


def test_each_passage_leaves_one_event(_log):
    grant = grant_for(Settings(**WHOLE), synthetic=False)
    for action in ("build_graph", "report", "export"):
        demand(grant, action, detail="3 persons")
    events = [json.loads(line) for line in _log.read_text().splitlines()]
    assert [event["action"] for event in events] == ["build_graph", "report", "export"]
    assert {event["case"] for event in events} == {"ZVH-1"}
    assert audit.verify(_log) == []


def test_a_changed_line_breaks_the_chain(_log):
    grant = grant_for(Settings(**WHOLE), synthetic=False)
    for _ in range(3):
        demand(grant, "read")
    lines = _log.read_text().splitlines()
    lines[1] = lines[1].replace("casusoverleg", "iets anders")
    _log.write_text("\n".join(lines) + "\n")
    assert audit.verify(_log) == [2]


def test_a_removed_line_breaks_the_chain(_log):
    grant = grant_for(Settings(**WHOLE), synthetic=False)
    for _ in range(3):
        demand(grant, "read")
    lines = _log.read_text().splitlines()
    _log.write_text(lines[0] + "\n" + lines[2] + "\n")
    assert audit.verify(_log) == [2]


def test_no_log_no_access(tmp_path, monkeypatch):
    (tmp_path / "file").write_text("")
    monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path / "file" / "audit.jsonl"))
    with pytest.raises(Refused, match="logboek"):
        demand(grant_for(Settings(), synthetic=True), "read")


def test_pseudonyms_are_distinct_stable_and_of_the_case():
    ids = [f"p{i}" for i in range(500)]
    one = pseudonyms(ids, case="A", letter="P")
    assert len(set(one)) == 500
    assert one == pseudonyms(ids, case="A", letter="P")
    assert one != pseudonyms(ids, case="B", letter="P")
    # The order in which rows are delivered must not decide the name.
    assert dict(zip(ids, one, strict=True)) == dict(
        zip(ids[::-1], pseudonyms(ids[::-1], case="A", letter="P"), strict=True)
    )
    assert not set(one) & set(ids)
