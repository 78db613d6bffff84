"""Cypher is made of our own words, every value is a parameter, and errors are plain."""

from __future__ import annotations

import ast
import inspect
from pathlib import Path

import pytest

from famnet.delivery.contract import TABLES
from famnet.errors import UserError
from famnet.stores import neo4j as package
from famnet.stores.model import REFERENCES, ROWS, Label, RelType
from famnet.stores.neo4j import schema
from famnet.stores.neo4j.credentials import credentials
from famnet.stores.neo4j.server_errors import not_ours, told
from famnet.stores.neo4j.shapes import EDGES, KEYS, POINTS, row_types
from famnet.vocabulary import KinKind

HERE = Path(inspect.getfile(package)).parent


def test_the_driver_is_imported_in_one_file():
    root = HERE.parents[1]
    found = set()
    for path in root.rglob("*.py"):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module or ""]
            if any(name.split(".")[0] == "neo4j" for name in names):
                found.add(path.relative_to(root).as_posix())
    assert found == {"stores/neo4j/connection.py"}


def test_statements_are_put_together_of_labels_types_and_declared_properties_alone():
    """What stands between braces in a Cypher text is a value of an enum, a declared name, or a piece
    that the same file made of those."""
    allowed = {
        "label.value", "tail.value", "head.value", "type_.value", "kind.value", "target.value",
        "to.value", "point.label.value", "edge.type.value", "KEYS[label]", "KEYS[tail]",
        "KEYS[head]", "KEYS[target]", "KEYS[to]", "KEYS[point.label]", "KEYS[Label.PERSON]",
        "KEYS[Label.HOUSEHOLD]", "Label.PERSON.value", "Label.HOUSEHOLD.value", "known.name", "name",
        "key", "place", "ends", "ends[0]", "ends[1]", "start", "names", "types", "labels", "of", "day", "tests",
        "_PERSON", "_OTHER", "_HOME", "_TYPES[known.kind]", "' NOT NULL' * known.required",
        "', '.join(types)",
    }  # fmt: skip
    made = ast.parse((HERE / "statements.py").read_text(encoding="utf-8"))
    for node in ast.walk(made):
        if isinstance(node, ast.FormattedValue):
            piece = ast.unparse(node.value)
            made_here = piece.startswith(
                ("_given(", "_refers(", "_known(", "_active(", "_wrong(", "_between(", "'|'.join(")
            )
            simple = piece in {"tail", "head"} or piece.startswith("'r.row' if")
            assert piece in allowed or made_here or simple, piece


def test_every_row_and_reference_of_the_contract_has_a_place():
    refs = {
        (t.name, c.stored)
        for t in TABLES
        if t.name not in ROWS
        for c in t.columns
        if c.kind == "ref"
    }
    assert refs == {(r.table, r.column) for r in REFERENCES}
    assert {edge.type for edge in EDGES} == set(RelType)
    assert {point.label for point in POINTS} == set(Label) - {Label.DELIVERY, Label.SCHEMA_STEP}
    assert len(row_types("kinships")) == len(KinKind)


def test_the_schema_has_a_rule_for_each_key_and_each_row():
    wanted = {(str(label), key) for label, key in KEYS.items()}
    wanted |= {(str(kind), "row") for name in ROWS for kind in row_types(name)}
    made = schema.steps()
    assert {(rule.on, rule.property) for rule in schema.rules(made)} == wanted
    assert [step.number for step in made] == sorted(step.number for step in made)
    assert all("IF NOT EXISTS" in text for step in made for text in step.statements)


def test_comments_of_a_step_dont_count_and_statements_do(tmp_path):
    path = tmp_path / "001_a.cypher"
    sums = []
    for text in ("// one\nRETURN 1;\n", "// two\n\nRETURN 1;\n", "RETURN 2;\n"):
        path.write_text(text, encoding="utf-8")
        sums.append(schema.steps(tmp_path)[0].checksum)
    assert sums[0] == sums[1] != sums[2]


@pytest.mark.parametrize(
    ("code", "causes", "says"),
    [
        ("", ["ServiceUnavailable", "ConnectionRefusedError"], "niet te bereiken"),
        ("", ["ServiceUnavailable", "BoltSecurityError"], "TLS"),
        ("", ["ServiceUnavailable", "SSLCertVerificationError"], "TLS"),
        ("", ["SessionExpired"], "verbroken"),
        ("", ["IncompleteCommit"], "verbroken"),
        ("Neo.ClientError.Security.Unauthorized", ["AuthError"], "wachtwoord"),
        ("famnet.Anonymous", ["AuthError"], "geen wachtwoord gegeven"),
        ("Neo.ClientError.Security.CredentialsExpired", ["ClientError"], "verlopen"),
        ("Neo.ClientError.Database.DatabaseNotFound", ["ClientError"], "'zaken' bestaat niet"),
        ("Neo.ClientError.Transaction.TransactionTimedOut", ["ClientError"], "te lang"),
        ("Neo.TransientError.General.MemoryPoolOutOfMemoryError", ["TransientError"], "vol"),
        ("Neo.DatabaseError.Transaction.TransactionLogError", ["DatabaseError"], "vol"),
        ("Neo.ClientError.Schema.ConstraintCreationFailed", ["ClientError"], "twee keer"),
        ("Neo.ClientError.Schema.IndexAlreadyExists", ["ClientError"], "index"),
        ("Neo.ClientError.Statement.AccessMode", ["ClientError"], "leest alleen"),
        ("Neo.DatabaseError.General.UnknownError", ["DatabaseError"], "UnknownError"),
    ],
)
def test_what_a_server_says_becomes_plain_words(code, causes, says):
    error = told(code, "geheim: hunter2\nregel twee", causes=causes, database="zaken")
    assert isinstance(error, UserError) and error.exit_code == 1
    assert says in error.message and error.hint
    assert "hunter2" not in error.message + error.hint


def test_the_servers_first_line_is_told_of_ones_own_cypher():
    error = told(
        "Neo.ClientError.Statement.SyntaxError", "Invalid input 'X'\n more", causes=[], database="n"
    )
    assert "Invalid input 'X'" in error.message and "more" not in error.message


@pytest.mark.parametrize(
    ("agent", "fine"),
    [
        ("Neo4j/5.26.30", True), ("Neo4j/2025.01.0", True), ("Neo4j/2026.08.1", True),
        ("Neo4j/5.25.1", False), ("Neo4j/4.4.40", False), ("Neo4j/7.1.0", False),
        ("Memgraph/3.0", False), ("", False),
    ],
)  # fmt: skip
def test_versions(agent, fine):
    assert (not_ours(agent) is None) is fine


def test_user_and_password_come_from_the_environment(monkeypatch):
    monkeypatch.setenv("NEO4J_PASSWORD", "geheim")
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    assert credentials("bolt://x") == ("neo4j", "geheim")
    monkeypatch.setenv("NEO4J_USERNAME", "lezer")
    assert credentials("bolt://x") == ("lezer", "geheim")


def test_else_from_the_keyring_where_there_is_one(monkeypatch, tmp_path):
    (tmp_path / "keyring.py").write_text(
        "class errors:\n    class KeyringError(Exception): pass\n"
        "def get_password(service, user):\n"
        "    if user == 'dicht': raise errors.KeyringError\n"
        "    return 'sleutel' if (service, user) == ('famnet bolt://x', 'neo4j') else None\n",
        encoding="utf-8",
    )
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.delenv("NEO4J_PASSWORD", raising=False)
    monkeypatch.delenv("NEO4J_USERNAME", raising=False)
    assert credentials("bolt://x") == ("neo4j", "sleutel")
    assert credentials("bolt://elsewhere") is None
    monkeypatch.setenv("NEO4J_USERNAME", "dicht")
    assert credentials("bolt://x") is None
