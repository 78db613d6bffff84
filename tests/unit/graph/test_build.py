"""The gate at building the graph, and what stays outside it."""

from __future__ import annotations

import json

import pytest

from famnet.config import Settings
from famnet.delivery import read_delivery
from famnet.delivery.contract import TABLES
from famnet.errors import Refused
from famnet.governance import grant_for
from famnet.graph import build_graph
from famnet.graph.identity import KEY_COLUMNS, SECRET, identity_key
from famnet.vocabulary import Workspace


def grant(workspace=Workspace.LOCAL, case="Z-1"):
    return grant_for(Settings(workspace=workspace, purpose="proef", case=case), synthetic=False)


def real(delivery_folder, workspace=Workspace.LOCAL):
    return read_delivery(delivery_folder(synthetic=False), workspace=workspace)


def test_synthetic_data_needs_no_word_and_keeps_its_ids(audit, delivery_folder):
    graph = build_graph(read_delivery(delivery_folder(synthetic=True)))
    assert graph.persons["person_id"].tolist() == ["007", "8", "k1"]
    assert graph.households["household_id"].tolist()[:2] == ["H1", "H2"]
    assert graph.workspace is Workspace.SYNTHETIC
    events = [json.loads(line) for line in audit.read_text().splitlines()]
    assert [event["action"] for event in events] == ["build_graph"]


def test_personal_data_needs_a_grant(audit, delivery_folder):
    with pytest.raises(Refused):
        build_graph(real(delivery_folder))
    assert not audit.exists()


@pytest.mark.parametrize("read_in", [None, Workspace.ZVH, Workspace.SYNTHETIC])
def test_signals_admitted_elsewhere_are_refused(audit, delivery_folder, read_in):
    delivery = real(delivery_folder, read_in)
    with pytest.raises(Refused, match="werkruimte"):
        build_graph(delivery, grant=grant(Workspace.RIEC))


def test_a_synthetic_grant_opens_no_personal_data(audit, delivery_folder):
    delivery = real(delivery_folder, None)
    with pytest.raises(Refused):
        build_graph(delivery, grant=grant_for(Settings(), synthetic=True))


def test_synthetic_data_in_another_workspace(audit, delivery_folder):
    delivery = read_delivery(delivery_folder(synthetic=True), workspace=Workspace.ZVH)
    assert build_graph(delivery).workspace is Workspace.ZVH


def test_personal_data_gets_pseudonyms_of_the_case(audit, delivery_folder):
    delivery = real(delivery_folder)
    graph = build_graph(delivery, grant=grant())
    persons, households = (
        graph.persons["person_id"].tolist(),
        graph.households["household_id"].tolist(),
    )
    assert sorted(persons) == ["P1", "P2", "P3"]
    assert sorted(households)[:2] == ["H1", "H2"]
    assert graph.persons["person_id"].dtype == "str"
    # The delivery itself is left as it was.
    assert delivery.tables["persons"]["person_id"].tolist() == ["007", "8", "k1"]


def test_no_identifying_column_in_the_graph(audit, delivery_folder):
    graph = build_graph(read_delivery(delivery_folder(synthetic=True)))
    for table in TABLES:
        kept = {c.name for c in table.columns if c.identifying} & set(graph.tables[table.name])
        assert kept <= {"birth_date"}  # ages are computed from it


def test_the_key_leads_back(audit, delivery_folder):
    delivery = real(delivery_folder)
    graph = build_graph(delivery, grant=grant())
    key = identity_key(delivery, graph)
    assert tuple(key.columns) == KEY_COLUMNS
    assert key["person_id"].tolist() == graph.persons["person_id"].tolist()
    rows = key.set_index("own_id")
    assert rows.loc["007", "name"] == "Anna Maria van der Berg"
    assert rows.loc["007", "family_name"] == "Berg"
    assert rows.loc["007", "name_prefix"] == "van der"
    assert rows.loc["007", "birth_date"] == "1980-05-03"
    assert rows.loc["8", "birth_date"] == "1975"
    # She moved in 2010: the new home counts.
    assert rows.loc["007", "own_household_id"] == "H1"
    assert rows.loc["007", "address"].replace(" ", "") == "1234AB10aII"
    assert rows.loc["8", "address"] == SECRET
    events = [json.loads(line)["action"] for line in audit.read_text().splitlines()]
    assert events == ["build_graph", "key_file"]


def test_the_key_of_another_case_has_other_names(audit, delivery_folder):
    delivery = real(delivery_folder)
    keys = {
        case: identity_key(delivery, build_graph(delivery, grant=grant(case=case)))
        .set_index("own_id")["person_id"]
        .to_dict()
        for case in ("Z-1", "Z-2", "Z-3", "Z-4")
    }
    assert len({tuple(sorted(key.items())) for key in keys.values()}) > 1
