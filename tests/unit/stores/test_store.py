"""The base of every store: gates a backend can't go round, and what it tells of itself."""

from __future__ import annotations

from dataclasses import replace

import pytest
from factory import make_graph

import famnet
from famnet.errors import UserError
from famnet.stores import Counts, Derived, Status, Store, StoreInfo, open_store
from famnet.stores.counting import counts_of
from famnet.stores.fingerprint import fingerprint_of
from famnet.stores.info import MODEL_VERSION
from famnet.stores.memory import MemoryStore
from famnet.stores.model import KIN_TYPES, NODES, REFERENCES, ROWS


@pytest.mark.parametrize("name", ["write", "read", "count", "delete", "info", "permitted"])
def test_a_backend_cant_override_the_gate(name):
    with pytest.raises(TypeError, match=name):
        type("Sly", (MemoryStore,), {name: lambda self: None})
    # Nor one step further away.
    further = type("Fair", (MemoryStore,), {"_count": lambda self: Counts()})
    with pytest.raises(TypeError, match=name):
        type("Slyer", (further,), {name: lambda self: None})


def test_a_backend_needs_all_primitives():
    with pytest.raises(TypeError):
        type("Half", (Store,), {"_read": lambda self, scope, grant: None})()


def test_the_public_names():
    assert famnet.open_store is open_store


def world():
    return make_graph(
        persons="person_id birth_date source_partner_id\na 1980-05-03 POL\nb - -",
        memberships="person_id household_id\na H1",
        kinships="person_id kind relative_id\na parent_of b\na twin_of b",
        ties="person_id other_id kind\na b contact",
        partners="partner_id kind\nPOL POL\nSWT SWT",
        signals="signal_id type person_id household_id role partner_id origin_partner_id derived_from event_date\n"
        "s1 FIN_DEBT a - involved SWT POL - 2025-03-01\n"
        "s2 FIN_DEBT - H1 involved SWT - s1 2025-03-02",
        referrals="referral_id signal_id from_partner_id to_partner_id sent_date\nr s1 SWT POL 2025",
        requests="partner_id person_id\nSWT b",
    )


def test_counts_by_hand():
    found = counts_of(world().tables, Derived.nothing())
    assert found.by_label == {
        "Household": 1, "Partner": 2, "Person": 2, "Referral": 1, "Signal": 2,
    }  # fmt: skip
    assert found.by_type == {
        "ABOUT": 2, "ASKED_ABOUT": 1, "CONCERNS": 1, "DERIVED_FROM": 1, "ENTERED_BY": 1,
        "HANDED_TO": 1, "LIVES_IN": 1, "OBSERVED_BY": 1, "PARENT_OF": 1, "REPORTED_BY": 2,
        "SENT_BY": 1, "TIED_TO": 1, "TWIN_OF": 1,
    }  # fmt: skip
    assert (found.nodes, found.relationships) == (8, 15)


def test_the_model_has_a_place_for_every_reference():
    from famnet.delivery.contract import TABLES
    from famnet.vocabulary import KinKind

    told = {(r.table, r.column) for r in REFERENCES}
    for name, row in ROWS.items():
        told |= {(name, column) for column in (row.tail, *row.heads)}
    assert told == {(t.name, c.stored) for t in TABLES for c in t.columns if c.kind == "ref"}
    assert {*NODES, *ROWS} == {table.name for table in TABLES}
    assert set(KIN_TYPES) == set(KinKind)


# Changing anything that is stored changes the fingerprint; what isn't stored doesn't.


def changed(graph, table, column, value):
    frame = graph.tables[table].assign(**{column: value})
    return replace(graph, tables={**graph.tables, table: frame}, _cache={})


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [
        ("persons", "person_id", ["a", "c"]),
        ("persons", "birth_date", [1, 2]),
        ("persons", "secret_address", [True, False]),
        ("ties", "weight", [0.5]),
        ("signals", "partner", [0, 1]),
        ("memberships", "line", [7]),
    ],
)
def test_each_cell_is_in_the_fingerprint(table, column, value):
    graph, none = world(), Derived.nothing()
    kind = graph.tables[table][column].dtype
    other = changed(graph, table, column, value)
    other.tables[table][column] = other.tables[table][column].astype(kind)
    assert fingerprint_of(other, none) != fingerprint_of(graph, none)


def test_what_else_is_in_the_fingerprint():
    graph, none = world(), Derived.nothing()
    first = fingerprint_of(graph, none)
    assert fingerprint_of(world(), none) == first
    assert len(first) == 32
    for other in (
        replace(graph, as_of=1),
        replace(graph, region="x"),
        replace(graph, deliverer="x"),
    ):
        assert fingerprint_of(other, none) != first
    # Two columns of words that run together the same are not the same.
    one = changed(graph, "persons", "source", ["ab", "c"])
    two = changed(graph, "persons", "source", ["a", "bc"])
    assert fingerprint_of(one, none) != fingerprint_of(two, none)
    kinds = graph.kinships["kind"]
    third = changed(graph, "kinships", "kind", kinds.cat.rename_categories({"twin_of": "zwin_of"}))
    assert fingerprint_of(third, none) != first


def test_half_a_load_is_never_taken_for_a_whole():
    class Broken(MemoryStore):
        """A store whose load was cut off."""

        def _about(self) -> StoreInfo | None:
            info = super()._about()
            return info and replace(info, status=Status.LOADING)

    with Broken() as store:
        store.write(world())
        for ask in (store.read, store.count):
            with pytest.raises(UserError, match="niet heel"):
                ask()
        # It may be written again and emptied.
        store.write(world())
        store.delete()
        assert store.info is None


def test_a_store_of_another_version_is_loaded_again():
    class Old(MemoryStore):
        """A store filled by an older famnet."""

        def _about(self) -> StoreInfo | None:
            info = super()._about()
            return info and replace(info, model_version=MODEL_VERSION - 1)

    store = Old()
    store.write(world())
    with pytest.raises(UserError, match="andere versie"):
        store.read()


def test_it_shows_counts_only():
    assert repr(Derived.nothing()).startswith("<Derived: 0 signals, 0 episodes")
    assert repr(open_store("memory:")) == "<MemoryStore>"
