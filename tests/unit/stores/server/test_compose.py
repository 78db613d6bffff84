"""compose.yaml keeps what it promises: pinned, this machine alone, no password in it."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from famnet.stores.server.artifacts import VERSION

ROOT = Path(__file__).resolve().parents[4]


@pytest.fixture(scope="module")
def compose() -> dict:
    return yaml.safe_load((ROOT / "compose.yaml").read_text(encoding="utf-8"))


@pytest.fixture(scope="module")
def service(compose) -> dict:
    assert list(compose["services"]) == ["neo4j"]
    return compose["services"]["neo4j"]


def test_the_image_is_pinned_to_the_version_of_the_tests(service):
    assert service["image"] == f"neo4j:{VERSION}-community"


def test_every_port_is_of_this_machine_alone(service):
    assert service["ports"] == ["127.0.0.1:7687:7687", "127.0.0.1:7474:7474"]


def test_the_password_comes_from_a_file_outside_git(compose, service):
    assert "NEO4J_AUTH" not in service["environment"]
    assert service["environment"]["NEO4J_AUTH_FILE"] == "/run/secrets/neo4j_auth"
    assert service["secrets"] == ["neo4j_auth"]
    file = compose["secrets"]["neo4j_auth"]["file"]
    assert file == "./secrets/neo4j_auth.txt"
    assert "/secrets/" in (ROOT / ".gitignore").read_text(encoding="utf-8").splitlines()


def test_data_and_logs_outlive_the_container(compose, service):
    named = dict(volume.split(":") for volume in service["volumes"])
    assert named == {"data": "/data", "logs": "/logs"}
    assert set(compose["volumes"]) == set(named)


def test_health_is_a_real_query(service):
    kind, command = service["healthcheck"]["test"]
    assert kind == "CMD-SHELL"
    assert "RETURN 1" in command
    # A single $ would be filled in by compose itself, with nothing.
    assert "$" not in command.replace("$$", "")


def test_it_comes_back_and_has_bounds(service):
    assert service["restart"] == "unless-stopped"
    assert service["mem_limit"] == "4g"
    assert service["environment"]["NEO4J_server_memory_heap_max__size"] == "2g"
    # Everything in the environment must be text to Docker: a bare false is not.
    assert all(isinstance(value, str) for value in service["environment"].values())
