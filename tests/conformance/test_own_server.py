"""A server from first start to last stop, as an analyst would use it: by the commands."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
from types import SimpleNamespace

import neo4j
import psutil
import pytest
from real_server import any_port, stopped_at_the_end

from famnet.errors import UserError
from famnet.stores import server

pytestmark = pytest.mark.skipif(
    bool(os.environ.get("NEO4J_URI")), reason="NEO4J_URI names a server; ours isn't started"
)


def famnet(*words: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "famnet", *words], capture_output=True, text=True, check=False
    )


def asked(found: dict, text: str) -> list:
    auth = (found["user"], found["password"])
    with neo4j.GraphDatabase.driver(found["uri"], auth=auth) as driver:
        return [record.data() for record in driver.execute_query(text, database_="neo4j").records]


def test_up_find_kill_up_wrong_password_down(
    tmp_path, neo4j_server
):  # the fixture skips or fails for us
    folder = tmp_path / "own"
    folder.mkdir()
    where = ("--folder", str(folder))
    with stopped_at_the_end(folder):
        first = famnet("store", "up", "--json", *where, "--port", str(any_port()))
        assert first.returncode == 0, first.stderr
        told = json.loads(first.stdout)
        asked(told, "CREATE (:Kept {n: 1})")

        # A second `up` finds it, whatever port it asks for, and says how to log in.
        again = famnet("store", "up", *where)
        assert again.returncode == 0
        assert "draait al" in again.stdout
        assert told["uri"] in again.stdout
        assert f"NEO4J_PASSWORD='{told['password']}'" in again.stdout
        assert f'famnet store down --folder "{folder}"' in again.stdout

        process = psutil.Process(server.status(folder).pid)
        assert told["password"] not in " ".join(process.cmdline())
        listening = {c.laddr.ip for c in process.net_connections("tcp") if c.status == "LISTEN"}
        assert {address.removeprefix("::ffff:") for address in listening} == {"127.0.0.1"}

        # Killed behind a commit: the data are there after the next start, on the same port.
        os.kill(process.pid, signal.SIGKILL)
        process.wait(timeout=20)
        assert server.status(folder) is None
        after = server.start(folder)
        assert (after.uri, after.password) == (told["uri"], told["password"])
        assert asked(told, "MATCH (k:Kept) RETURN k.n AS n") == [{"n": 1}]

        # A password that was changed by hand is said, and not told.
        kept = (folder / "password").read_text(encoding="utf-8")
        (folder / "password").write_text("f" * 32, encoding="utf-8")
        with pytest.raises(UserError, match="neemt het wachtwoord niet aan") as caught:
            server.start(folder)
        assert "f" * 32 not in caught.value.message + caught.value.hint
        (folder / "password").write_text(kept, encoding="utf-8")

        pid = after.pid
        down = famnet("store", "down", "--json", *where)
        assert json.loads(down.stdout)["stopped"] is True
        assert not psutil.pid_exists(pid) or psutil.Process(pid).status() == "zombie"
        assert server.stop(folder) is False


def test_a_server_that_dies_says_why_and_where_its_log_lies(tmp_path, neo4j_server):
    more_than_there_is = 4 * psutil.virtual_memory().total // 2**20 + 10**7
    with pytest.raises(UserError, match="te weinig geheugen") as caught:
        server.start(
            tmp_path, port=any_port(), sizing=server.Sizing(heap_mb=more_than_there_is, quick=True)
        )
    assert str(tmp_path / "logs") in caught.value.hint
    assert server.status(tmp_path) is None


def test_a_full_disk_is_said_before_anything_is_made(tmp_path, monkeypatch):
    monkeypatch.setattr(shutil, "disk_usage", lambda _: SimpleNamespace(free=2**20))
    with pytest.raises(UserError, match=r"De schijf van .* is vol"):
        server.start(tmp_path / "own")
    assert list((tmp_path / "own").iterdir()) == []
