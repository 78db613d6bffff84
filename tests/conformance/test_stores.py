"""What holds for every store: memory, a folder, a Neo4j server."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pandas as pd
import pytest
from any_store import any_store
from factory import make_graph
from generated_graphs import regions, worlds
from hypothesis import given, settings
from hypothesis import strategies as st

from famnet.config import Settings
from famnet.delivery.contract import TABLES
from famnet.errors import Refused, UserError, WrongUse
from famnet.governance import grant_for
from famnet.graph.scope import KINDS
from famnet.pipeline.deriving import derive
from famnet.stores import Scope
from famnet.vocabulary import Workspace

__all__ = ["any_store"]

NODES = {
    "persons": "Person", "households": "Household", "partners": "Partner", "signals": "Signal",
    "referrals": "Referral", "measures": "Measure", "actions": "Action",
}  # fmt: skip
BOOKKEEPING = ("Delivery", "SchemaStep")


def examples(store):
    """A load on a server takes about a second, one in memory a tenth."""
    return settings(max_examples=4 if store.speaks_cypher else 10, deadline=None)


def assert_same(one, other):
    """Equal cell by cell: values, types, categories, order of rows."""
    facts = [
        (graph.as_of, graph.synthetic, graph.workspace, graph.region, graph.deliverer)
        for graph in (one, other)
    ]
    assert facts[0] == facts[1]
    for table in TABLES:
        pd.testing.assert_frame_equal(
            one.tables[table.name], other.tables[table.name], check_exact=True, obj=table.name
        )


def put(store, graph, *, identifying=False):
    kept = graph if identifying else graph.coarse()
    store.write(graph, derived=derive(kept), identifying=identifying)
    return kept


@pytest.mark.parametrize("identifying", [False, True])
def test_what_is_written_is_read(any_store, identifying):
    with any_store() as store:

        @examples(store)
        @given(worlds())
        def holds(graph):
            kept = put(store, graph, identifying=identifying)
            assert_same(store.read(), kept)
            assert store.info.identifying is identifying
            assert store.info.as_of == graph.as_of

        holds()


def test_a_part_is_the_part_of_the_whole(any_store):
    with any_store() as store:

        @examples(store)
        @given(
            regions(),
            st.data(),
            st.integers(0, 3),
            st.sampled_from([None, *((kind,) for kind in KINDS), ("parent_of", "co_suspect")]),
            st.sampled_from([None, 19_000, 20_200]),
        )
        def holds(graph, data, hops, kinds, as_of):
            kept = put(store, graph)
            ids = [*graph.persons["person_id"], *graph.households["household_id"]]
            seeds = data.draw(st.lists(st.sampled_from(ids), min_size=1, max_size=3))
            asked = Scope(tuple(seeds), hops=hops, kinds=kinds, as_of=as_of)
            expected = kept.scope(seeds, hops=hops, kinds=kinds, as_of=as_of)
            assert_same(store.read(asked), expected)

        holds()


def test_a_part_of_anything(any_store):
    with any_store() as store:

        @examples(store)
        @given(worlds(), st.integers(0, 2), st.sampled_from([None, *((kind,) for kind in KINDS)]))
        def holds(graph, hops, kinds):
            kept = put(store, graph)
            assert_same(
                store.read(Scope(("a",), hops=hops, kinds=kinds)),
                kept.scope(["a"], hops=hops, kinds=kinds),
            )

        holds()


def test_the_counts_are_those_of_the_tables(any_store):
    with any_store() as store:

        @examples(store)
        @given(regions())
        def holds(graph):
            kept = put(store, graph)
            found, derived = store.count(), derive(kept)
            labels = {label: len(graph.tables[name]) for name, label in NODES.items()}
            labels |= {"Episode": len(derived.episodes), "FamilyNetwork": len(derived.networks)}
            told = {k: n for k, n in found.by_label.items() if k not in BOOKKEEPING}
            assert told == {k: n for k, n in labels.items() if n}
            # Rows of tables that are relationships, filled references of those that are nodes.
            rows = sum(len(graph.tables[t.name]) for t in TABLES if t.name not in NODES)
            filled = sum(
                int((graph.tables[t.name][c.stored] >= 0).sum())
                for t in TABLES
                if t.name in NODES
                for c in t.columns
                if c.kind == "ref"
            )
            beside = (derived.homes, derived.signals, derived.touches)
            networks = (derived.network_households, derived.members)
            assert found.relationships == rows + filled + sum(map(len, (*beside, *networks)))
            assert found.by_type["PARENT_OF"] == (graph.kinships["kind"] == "parent_of").sum()
            assert found.nodes == sum(found.by_label.values())

        holds()


def test_loading_twice_changes_nothing(any_store):
    graph = small()
    with any_store() as store:
        put(store, graph)
        before, info = store.count(), store.info
        put(store, graph)
        assert store.count() == before
        assert store.info == info


def test_another_delivery_replaces_the_first_as_a_whole(any_store):
    other = make_graph(persons="person_id\nz", memberships="person_id household_id\nz H9")
    with any_store() as store:
        put(store, small())
        first = store.info
        put(store, other)
        assert_same(store.read(), other)
        assert store.info.fingerprint != first.fingerprint
        assert store.count().by_label["Person"] == 1
        assert "SIBLING_OF" not in store.count().by_type


def test_delete_leaves_nothing(any_store):
    with any_store() as store:
        put(store, small())
        store.delete()
        assert store.info is None
        for ask in (store.read, store.count):
            with pytest.raises(UserError, match="leeg"):
                ask()
        store.delete()  # Nothing to empty is no fault.


def test_an_empty_graph_is_stored_too(any_store):
    graph = make_graph()
    with any_store() as store:
        put(store, graph)
        assert_same(store.read(), graph)


def test_the_next_process_finds_the_same(any_store):
    graph = small()
    with any_store() as store:
        put(store, graph)
    with any_store() as store:
        assert_same(store.read(), graph.coarse())


def test_birth_days_stay_out_unless_asked_for(any_store):
    graph = small()
    with any_store() as store:
        put(store, graph)
        births = store.read().persons
        # a: born 3 May 1980, so May is kept; b: 1990, as it was delivered.
        assert births["birth_date"].tolist() == [3773, 7305]
        assert births["birth_date_hi"].tolist() == [3803, 7669]


def test_unknown_seeds_and_kinds_are_said(any_store):
    with any_store() as store:
        put(store, small())
        with pytest.raises(UserError, match="nobody"):
            store.read(Scope(("nobody",)))
    with pytest.raises(WrongUse):
        Scope(("a",), kinds=("likes",))
    with pytest.raises(WrongUse):
        Scope(("a",), hops=-1)


def small():
    return make_graph(
        persons="person_id sex birth_date\na female 1980-05-03\nb male 1990",
        memberships="person_id household_id start_date\na H1 2000\nb H1 2001-02",
        kinships="person_id kind relative_id\na sibling_of b",
        signals="signal_id type person_id partner_id event_date role\n"
        "s1 FIN_DEBT a SWT 2025-03-01 involved",
    )


# Grants: what isn't synthetic is for one case, one purpose, one workspace.

OURS = Settings(workspace=Workspace.ZVH, purpose="casusoverleg", case="ZVH-2026-014")


def real(settings=OURS):
    grant = grant_for(settings, synthetic=False)
    return replace(
        small(), synthetic=False, workspace=grant.workspace, grant=grant, deliverer="gemeente"
    )


def events():
    path = Path(os.environ["FAMNET_AUDIT"])
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    return [json.loads(line)["action"] for line in lines]


def test_personal_data_is_read_for_its_own_case(any_store):
    with any_store(OURS) as store:
        put(store, real())
        graph = store.read()
        assert_same(graph, real().coarse())
        assert graph.grant.case == OURS.case
        assert store.count().by_label["Person"] == 2


@pytest.mark.parametrize(
    "theirs",
    [
        None,
        Settings(),
        replace(OURS, case="ZVH-2026-015"),
        replace(OURS, workspace=Workspace.RIEC),
        replace(OURS, purpose="onderzoek"),
        replace(OURS, purpose=""),
        Settings(workspace=Workspace.SYNTHETIC),
    ],
    ids=["none", "nothing said", "case", "workspace", "purpose", "no purpose", "synthetic"],
)
def test_others_get_nothing(any_store, theirs):
    with any_store(OURS) as store:
        put(store, real())
    with any_store(theirs) as store:
        left = events()
        for ask in (store.read, store.count, store.delete, lambda: store.read(Scope(("a",)))):
            with pytest.raises(Refused):
                ask()
        assert events() == left
    with any_store(OURS) as store:
        assert_same(store.read(), real().coarse())


def test_a_synthetic_grant_opens_no_personal_data(any_store):
    with any_store() as store:
        put(store, real())
        with pytest.raises(Refused):
            store.read(grant=grant_for(Settings(), synthetic=True))


def test_an_expired_grant_opens_nothing(any_store):
    with any_store() as store:
        put(store, real())
        with pytest.raises(Refused, match="verlopen"):
            store.read(grant=replace(real().grant, expires=real().as_of - 1))


def test_a_grant_for_some_subjects_reads_no_more(any_store):
    narrow = replace(real().grant, subjects=("a",))
    with any_store() as store:
        put(store, real())
        for scope in (None, Scope(("b",)), Scope(("a", "b"))):
            with pytest.raises(Refused):
                store.read(scope, grant=narrow)
        part = store.read(Scope(("a",), hops=0), grant=narrow)
        assert part.persons["person_id"].tolist() == ["a"]


@pytest.mark.parametrize("first", ["real", "synthetic"])
def test_another_case_is_not_replaced(any_store, first):
    other = real(replace(OURS, case="ZVH-2026-015"))
    one, two = (real(), other) if first == "real" else (small(), real())
    with any_store(OURS) as store:
        put(store, one)
        with pytest.raises(Refused, match="andere zaak"):
            put(store, two)
        assert_same(store.read(), one.coarse())


def test_each_passage_leaves_an_event(any_store):
    with any_store(OURS) as store:
        put(store, real())
        store.read()
        store.count()
        store.delete()
    assert events() == ["write", "read", "read", "purge"]


def test_no_log_no_access(any_store, monkeypatch, tmp_path):
    with any_store() as store:
        put(store, small())
        monkeypatch.setenv("FAMNET_AUDIT", str(tmp_path))  # A folder: can't be written.
        for ask in (store.read, store.count, store.delete):
            with pytest.raises(Refused, match="logboek"):
                ask()
        with pytest.raises(Refused, match="logboek"):
            put(store, make_graph())


def test_it_shows_no_person(any_store):
    with any_store(OURS) as store:
        put(store, real())
        assert repr(store) in ("<MemoryStore>", "<FolderStore>", "<Neo4jStore>")
        assert repr(Scope(("secret",))) == "<Scope: 1 seeds, 2 hops>"
