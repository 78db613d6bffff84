"""Loading into a real server: again, after another, two at once, beside what others put there."""

from __future__ import annotations

import threading
from dataclasses import replace

import pandas as pd
import pytest
from factory import make_graph
from generated_graphs import worlds
from hypothesis import given, settings

import famnet
from famnet.config import Settings
from famnet.delivery.contract import TABLES
from famnet.errors import Refused, UserError
from famnet.governance import grant_for
from famnet.pipeline.deriving import derive
from famnet.stores import Derived, Scope, Status, open_store
from famnet.stores.neo4j import delivery_node, schema
from famnet.stores.neo4j.connection import Connection
from famnet.vocabulary import Workspace

ALL = (
    "MATCH (n) WHERE NOT n:SchemaStep RETURN labels(n), properties(n)",
    "MATCH (a)-[r]->(b) RETURN labels(a), labels(b), type(r), properties(r)",
)


def world(**more):
    return make_graph(
        persons="person_id birth_date sex\na 1980-05-03 female\nb 1979 male\nc 2012-01-01 -",
        memberships="person_id household_id start_date end_date\na h 2001 -\nb h - 2010-02\nc h - -",
        kinships="person_id kind relative_id\na parent_of c\nb parent_of c\na partner_of b",
        ties="person_id other_id kind weight\na b business 0.3",
        signals="signal_id type person_id role partner_id event_date\n"
        "s HOM_DV_INCIDENT a victim POL 2020-01-01\nt HOM_DV_INCIDENT b suspect POL 2020-01-01",
        **more,
    )


def put(store, graph):
    store.write(graph, derived=derive(graph.coarse()))


@pytest.fixture
def connection(neo4j_url):
    made = Connection(neo4j_url)
    yield made
    made.close()


@pytest.fixture
def store(neo4j_url):
    with open_store(neo4j_url) as made:
        yield made


def everything(connection):
    return [sorted(map(repr, connection.rows(text))) for text in ALL]


def same(one, other):
    for table in TABLES:
        pd.testing.assert_frame_equal(one.tables[table.name], other.tables[table.name])


def test_loading_twice_changes_nothing(store, connection):
    @settings(max_examples=4)
    @given(worlds())
    def holds(graph):
        put(store, graph)
        first = everything(connection)
        put(store, graph)
        assert everything(connection) == first
        same(store.read(), graph.coarse())

    holds()


def test_what_was_lost_or_changed_by_hand_is_healed(store, connection):
    put(store, world())
    first = everything(connection)
    connection.change("MATCH (n:Person {person_id: 'a'}) SET n.sex = 'male', n.extra = 1")
    connection.change("MATCH (:Signal)-[r:ABOUT]->() DELETE r")
    connection.change("MATCH (n:Episode) DETACH DELETE n")
    put(store, world())
    assert everything(connection) == first


def test_another_delivery_replaces_the_first_as_a_whole(store, connection):
    put(store, world())
    connection.change("CREATE (:Note {text: 'van de analist'})")
    other = make_graph(persons="person_id\nz")
    put(store, other)
    same(store.read(), other)
    assert store.count().by_label == {"Person": 1}
    assert connection.rows("MATCH (n:Note) RETURN n.text") == [("van de analist",)]


def test_birth_days_are_there_only_when_asked_for(store, connection):
    put(store, world())
    ask = "MATCH (p:Person {person_id: 'a'}) RETURN toString(p.birth_date), p.birth_date_text, p.birth_year"
    assert connection.rows(ask) == [("1980-05-01", "1980-05", 1980)]
    store.write(world(), derived=derive(world()), identifying=True)
    assert connection.rows(ask) == [("1980-05-03", None, 1980)]
    same(store.read(), world())


def test_another_case_is_refused_until_the_store_is_emptied(neo4j_url):
    def of(case):
        told = Settings(workspace=Workspace.ZVH, purpose="overleg", case=case)
        grant = grant_for(told, synthetic=False)
        graph = replace(world(), synthetic=False, workspace=Workspace.ZVH, grant=grant)
        return open_store(neo4j_url, settings=told), graph

    (store, first), (other_store, other) = of("Z-1"), of("Z-2")
    with store, other_store:
        put(store, first)
        with pytest.raises(Refused, match="andere zaak"):
            put(other_store, other)
        store.delete()
        put(other_store, other)
        same(other_store.read(), other.coarse())


def test_a_second_load_is_told_that_one_runs_and_the_first_is_left_alone(neo4j_url, store):
    put(store, world())
    begun, on = threading.Event(), threading.Event()
    batch = delivery_node.Load.batch

    def slow(load, statements):
        begun.set()
        assert on.wait(60)
        return batch(load, statements)

    faults = []

    def first():
        with open_store(neo4j_url) as one:
            try:
                put(one, make_graph(persons="person_id\nq"))
            except Exception as error:  # noqa: BLE001  # looked at below
                faults.append(error)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(delivery_node.Load, "batch", slow)
        running = threading.Thread(target=first)
        running.start()
        assert begun.wait(60)
        for attempt in (lambda: put(store, world()), store.delete):
            with pytest.raises(UserError, match="Er loopt al een lading"):
                attempt()
        with pytest.raises(UserError, match="niet heel"):
            store.read()
        on.set()
        running.join()
    assert faults == []
    assert store.count().by_label == {"Person": 1}


def test_a_server_that_is_slow_with_the_lock_isnt_taken_for_another_load(
    store, connection, monkeypatch
):
    """As a server is that just started, or that still closes what a load that died had open."""
    put(store, world())
    monkeypatch.setattr(delivery_node, "_WAITS", (0.5, 0.5, 60.0))
    taken, on = threading.Event(), threading.Event()

    def elsewhere():
        with connection.holding(
            "MATCH (s:SchemaStep {step: $step}) SET s.held_by = 'x'", "other", step=schema.FIRST
        ):
            taken.set()
            assert on.wait(60)

    holder = threading.Thread(target=elsewhere)
    holder.start()
    assert taken.wait(60)
    timer = threading.Timer(1.5, on.set)
    timer.start()
    put(store, make_graph(persons="person_id\nq"))
    holder.join()
    assert store.count().by_label == {"Person": 1}


def test_a_lock_that_is_never_given_is_said(store, connection, monkeypatch):
    put(store, world())
    monkeypatch.setattr(delivery_node, "_WAITS", (0.3, 0.3))
    with (
        connection.holding(
            "MATCH (s:SchemaStep {step: $step}) SET s.held_by = 'x'", "other", step=schema.FIRST
        ),
        pytest.raises(UserError, match="te traag"),
    ):
        put(store, world())
    put(store, world())


def test_a_load_whose_place_was_taken_writes_no_more(store, connection):
    put(store, world())
    info = store.info
    with delivery_node.claimed(connection, info) as held:
        connection.change("MATCH (d:Delivery) SET d.owner = 'another'")
        with pytest.raises(UserError, match="overgenomen"):
            held.batch([("CREATE (:Person {person_id: 'x'})", {})])
    assert connection.rows("MATCH (n:Person {person_id: 'x'}) RETURN count(n)") == [(0,)]


def test_a_reader_that_a_load_overtakes_says_so(store, connection, monkeypatch):
    from famnet.stores.neo4j import reading

    put(store, world())
    tables_of = reading.tables_of

    def overtaken(found, **how):
        connection.change("MATCH (d:Delivery) SET d.status = 'loading'")
        return tables_of(found, **how)

    monkeypatch.setattr(reading, "tables_of", overtaken)
    with pytest.raises(UserError, match="niet heel"):
        store.read()
    assert store.info.status is Status.LOADING


def test_a_replacement_that_died_while_it_cleared_leaves_nothing_old(
    store, connection, monkeypatch
):
    put(store, world())
    other = make_graph(persons="person_id\nz")
    batch, turns = delivery_node.Load.batch, []

    def dies(load, statements):
        turns.append(1)
        if len(turns) == 3:
            raise KeyboardInterrupt
        return batch(load, statements)

    with monkeypatch.context() as patch, pytest.raises(KeyboardInterrupt):
        patch.setattr(delivery_node.Load, "batch", dies)
        put(store, other)
    with pytest.raises(UserError, match="niet heel"):
        store.count()
    put(store, other)
    assert store.count().by_label == {"Person": 1}
    assert [row for row in connection.rows(ALL[0]) if row[0] != ["Delivery"]] == [
        (["Person"], {"person_id": "z", "row": 0, "line": 2, "secret_address": False,
                      "certainty": "confirmed"}),
    ]  # fmt: skip


HAND = [
    ("CREATE (:Person {person_id: 'hand'})", r"Person 'hand' mist of heeft verkeerd: row, line"),
    ("CREATE (:Person {name: 'x'})", r"Person \(.*\) mist of heeft verkeerd: person_id"),
    ("MATCH (p:Person {person_id: 'a'}) SET p.birth_date = '1980'", "Person 'a' .*birth_date"),
    ("MATCH (p:Person {person_id: 'a'}), (h:Household) CREATE (p)-[:LIVES_IN]->(h)",
     "LIVES_IN van 'a' naar 'h' mist of heeft verkeerd: row, line"),
    ("MATCH (p:Person {person_id: 'a'}), (s:Signal {signal_id: 's'}) CREATE (p)-[:ABOUT]->(s)",
     "ABOUT van 'a' naar 's' is tussen andere labels"),
    ("CREATE (:Person {person_id: 'twice', row: 0, line: 1, secret_address: false})",
     "4 Person .*moeten er 3.*twice"),
]  # fmt: skip


@pytest.mark.parametrize(("by_hand", "says"), HAND)
def test_what_was_added_by_hand_and_breaks_the_contract_is_named(store, connection, by_hand, says):
    put(store, world())
    connection.change(by_hand)
    with pytest.raises(UserError, match=says) as told:
        put(store, world())
    assert "eigen label" in told.value.hint


@pytest.mark.parametrize("by_hand", [HAND[0][0], HAND[1][0], HAND[2][0], HAND[5][0]])
def test_what_breaks_the_contract_is_never_read(store, connection, by_hand):
    put(store, world())
    connection.change(by_hand)
    with pytest.raises(UserError, match="met de hand"):
        store.read()


@pytest.mark.parametrize("by_hand", [HAND[0][0], HAND[1][0], HAND[3][0], HAND[4][0], HAND[5][0]])
def test_no_question_is_answered_beside_what_was_added_by_hand(store, connection, by_hand):
    put(store, world())
    assert list(famnet.ask(store, "running_measures").columns)
    connection.change(by_hand)
    with pytest.raises(UserError, match="moeten er") as told:
        famnet.ask(store, "running_measures")
    assert "famnet store empty" in told.value.hint
    # Own nodes with a label of their own are nobody's fault; emptied and loaded again all is well.
    store.delete()
    connection.change("CREATE (:Notitie {tekst: 'zelf'})")
    put(store, world())
    assert list(famnet.ask(store, "running_measures").columns)


def test_a_database_of_somebody_else_is_left_alone(store, connection):
    connection.change("CREATE (:Person {name: 'Tom Hanks'})-[:ACTED_IN]->(:Movie)")
    with pytest.raises(UserError, match="niet laadde: 1 Person"):
        put(store, world())
    assert connection.rows("MATCH (n) WHERE NOT n:SchemaStep RETURN count(n)") == [(2,)]


def test_a_changed_step_of_the_schema_is_said(connection):
    made = schema.steps()
    schema.apply(connection)
    schema.apply(connection)
    changed = (replace(made[0], checksum="other"), *made[1:])
    with pytest.raises(UserError, match="001_nodes"):
        schema.apply(connection, changed)
    connection.change("MATCH (s:SchemaStep) DELETE s")


def test_a_rule_under_another_name_will_do_and_a_name_that_is_taken_wont(connection):
    schema.apply(connection)
    connection.change("DROP CONSTRAINT person_id")
    connection.change("CREATE CONSTRAINT other FOR (n:Person) REQUIRE n.person_id IS UNIQUE")
    schema.apply(connection)
    connection.change("DROP CONSTRAINT other")
    connection.change("CREATE CONSTRAINT person_id FOR (n:Stranger) REQUIRE n.id IS UNIQUE")
    connection.change("MATCH (s:SchemaStep) DELETE s")
    try:
        with pytest.raises(UserError, match=r"Person\.person_id uniek") as told:
            schema.apply(connection)
        assert "DROP CONSTRAINT person_id" in told.value.hint
    finally:
        connection.change("DROP CONSTRAINT person_id")
    connection.change("CREATE INDEX in_the_way FOR (n:Person) ON (n.person_id)")
    connection.change("MATCH (s:SchemaStep) DELETE s")
    try:
        with pytest.raises(UserError, match="index") as told:
            schema.apply(connection)
    finally:
        connection.change("DROP INDEX in_the_way")
    connection.change("CREATE (:Person {person_id: 1}), (:Person {person_id: 1})")
    with pytest.raises(UserError, match="twee keer"):
        schema.apply(connection)
    connection.change("MATCH (n:Person) DELETE n")
    schema.apply(connection)


def test_no_statement_depends_on_the_data(store, monkeypatch):
    said = []
    managed = Connection._managed

    def listening(self, work, access, timeout):
        def heard(ask):
            return work(lambda text, parameters: (said.append(text), ask(text, parameters))[1])

        return managed(self, heard, access, timeout)

    monkeypatch.setattr(Connection, "_managed", listening)

    def texts(one, source):
        graph = make_graph(
            persons=[{"person_id": one, "source": source}, {"person_id": "b"}],
            kinships=[
                {"person_id": one, "kind": "parent_of", "relative_id": "b", "source": source}
            ],
        )
        said.clear()
        put(store, graph)
        same(store.read(), graph)
        same(store.read(Scope((one,))), graph.scope([one]))
        return list(said)

    put(store, world())
    plain = texts("a", "x")
    odd = texts("x'}) DETACH DELETE n //`\\u0027", "'; DROP `}")
    assert odd == plain


def test_nothing_derived_is_a_graph_too(store):
    store.write(world(), derived=Derived.nothing())
    same(store.read(), world().coarse())
    assert "Episode" not in store.count().by_label
