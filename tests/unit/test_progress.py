"""Progress: how far it is on a terminal, silence elsewhere, and what passes through stays what it is."""

from __future__ import annotations

import io
import sys

import pytest

from famnet.progress import Progress, peak_memory_mb, watched


class Terminal(io.StringIO):
    def isatty(self):
        return True


def shown(monkeypatch, stream, *, on: bool):
    monkeypatch.setattr(sys, "stderr", stream)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setenv("COLUMNS", "80")
    progress = Progress(shown=on)
    with progress.stage("Vergelijken"):
        assert list(watched(range(120), 120)) == list(range(120))
        assert list(watched(iter(()), 0)) == []
    assert [name for name, _ in progress.times] == ["Vergelijken"]
    return stream.getvalue()


def test_on_a_terminal_it_says_how_far_it_is(monkeypatch):
    told = []
    monkeypatch.setattr("rich.status.Status.update", lambda _self, text: told.append(text))
    out = shown(monkeypatch, Terminal(), on=True)
    assert "Vergelijken" in out
    assert told[:3] == [
        "Vergelijken … 50 van 120 netwerken (41%)",
        "Vergelijken … 100 van 120 netwerken (83%)",
        "Vergelijken … 120 van 120 netwerken (100%)",
    ]


@pytest.mark.parametrize(("stream", "on"), [(io.StringIO(), True), (Terminal(), False)])
def test_elsewhere_nothing_is_said(monkeypatch, stream, on):
    assert shown(monkeypatch, stream, on=on) == ""


def test_a_stage_that_fails_leaves_no_listener(monkeypatch):
    stream = Terminal()
    monkeypatch.setattr(sys, "stderr", stream)
    with pytest.raises(ValueError, match="stuk"), Progress(shown=True).stage("Vergelijken"):
        raise ValueError("stuk")
    length = len(stream.getvalue())
    assert list(watched("ab", 2)) == ["a", "b"]
    assert len(stream.getvalue()) == length


def test_memory_is_that_of_this_process():
    most = peak_memory_mb()
    assert most is None or 10 < most < 100_000
