"""A process is ours only when its whole command line is the one that was written down."""

from __future__ import annotations

import os
import subprocess
import sys

import psutil
import pytest

from famnet.stores import server
from famnet.stores.server import record

SLEEP = (sys.executable, "-c", "import time; time.sleep(60)  # a stranger")


@pytest.fixture
def stranger():
    child = subprocess.Popen(SLEEP)
    # The command line is ours only after exec; before it, that of the parent shows.
    while tuple(psutil.Process(child.pid).cmdline()) != SLEEP:
        pass
    yield child
    child.kill()
    child.wait()


def test_a_record_comes_back_as_it_was_written(tmp_path):
    written = record.Record(12, 7687, ("java", "@a b"), "5.26.30")
    record.write(tmp_path, written)
    assert record.read(tmp_path) == written


@pytest.mark.parametrize("text", ["", "{", "[]", '{"pid": "x"}', '{"pid": 1}'])
def test_a_record_that_cannot_be_read_is_no_record(tmp_path, text):
    (tmp_path / "server.json").write_text(text, encoding="utf-8")
    assert record.read(tmp_path) is None
    assert server.status(tmp_path) is None


def test_the_process_of_a_record_is_found(stranger):
    found = record.running(record.Record(stranger.pid, 1, SLEEP, "5.26.30"))
    assert found is not None
    assert found.pid == stranger.pid


def test_a_stranger_with_the_number_of_our_server_is_left_alone(tmp_path, stranger):
    record.write(tmp_path, record.Record(stranger.pid, 7687, ("java", "@ours"), "5.26.30"))
    assert server.stop(tmp_path) is False
    assert stranger.poll() is None
    assert record.read(tmp_path) == record.Record(0, 7687, (), "5.26.30")


@pytest.mark.parametrize("pid", [0, -1])
def test_no_number_is_no_process(pid):
    assert record.running(record.Record(pid, 1, (), "x")) is None


@pytest.mark.skipif(os.name == "nt", reason="there are no zombies on Windows")
def test_a_zombie_is_gone():
    command = (sys.executable, "-c", "pass")
    child = subprocess.Popen(command)
    while psutil.Process(child.pid).status() != psutil.STATUS_ZOMBIE:
        pass
    assert record.running(record.Record(child.pid, 1, (), "x")) is None
    child.wait()


def test_a_folder_that_is_not_there_has_no_server(tmp_path):
    assert server.stop(tmp_path / "none") is False
    assert server.status(tmp_path / "none") is None
    assert not (tmp_path / "none").exists()
