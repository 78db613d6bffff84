"""What is said of a server that died while starting.

The texts are what Neo4j 5.26 and Java 17 wrote when it was made to happen, shortened.
"""

from __future__ import annotations

import pytest

from famnet.stores.server.death import cause_of_death, full, set_aside


@pytest.mark.parametrize(
    ("wrote", "message"),
    [
        ("java.io.IOException: No space left on device", "De schijf is vol"),
        (
            "Caused by: FileLockException: Lock file has been locked by another process: /x/s",
            "in gebruik door een andere server",
        ),
        ("java.net.BindException: Address already in use", "luistert al een ander programma"),
        ("ERROR Invalid memory configuration - exceeds physical memory.", "te weinig geheugen"),
        ("Unrecognized setting. No declared setting with name", "stopte tijdens het starten"),
        ("", "stopte tijdens het starten"),
    ],
)
def test_the_cause_is_named_and_where_the_log_lies(tmp_path, wrote, message):
    (tmp_path / "logs").mkdir()
    (tmp_path / "logs" / "console.log").write_text(f"INFO Starting\n{wrote}\n", encoding="utf-8")
    error = cause_of_death(tmp_path)
    assert message in error.message
    assert str(tmp_path / "logs") in error.hint
    assert error.exit_code == 1


def test_without_a_log_there_is_still_an_error(tmp_path):
    assert "stopte" in cause_of_death(tmp_path).message


def test_the_cause_of_an_earlier_death_is_not_that_of_this_one(tmp_path):
    logs = tmp_path / "logs"
    logs.mkdir()
    (logs / "debug.log").write_text(
        "java.io.IOException: No space left on device", encoding="utf-8"
    )
    assert full(tmp_path)
    set_aside(tmp_path)
    assert not full(tmp_path)
    assert "No space" in (logs / "debug.vorige.log").read_text(encoding="utf-8")
    (logs / "debug.log").write_text("something else", encoding="utf-8")
    assert "stopte" in cause_of_death(tmp_path).message
