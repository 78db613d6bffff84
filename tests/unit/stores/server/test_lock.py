"""One holder at a time, and none left behind by a holder that died."""

from __future__ import annotations

import subprocess
import sys

import pytest

from famnet.errors import UserError
from famnet.stores.server.lock import alone

HOLD = (
    "import sys, pathlib, time; from famnet.stores.server.lock import alone\n"
    "with alone(pathlib.Path(sys.argv[1])):\n"
    "    print('held', flush=True); time.sleep(60)"
)


def test_the_second_waits_until_the_first_is_dead(tmp_path):
    path = tmp_path / "lock"
    with subprocess.Popen(
        [sys.executable, "-c", HOLD, str(path)], stdout=subprocess.PIPE, text=True
    ) as holder:
        assert holder.stdout.readline() == "held\n"
        with pytest.raises(UserError, match="nog bezig"), alone(path, patience=0.2):
            pass
        holder.kill()
    with alone(path, patience=5):
        pass


def test_it_is_free_after_an_error(tmp_path):
    with pytest.raises(ZeroDivisionError), alone(tmp_path / "lock"):
        raise ZeroDivisionError
    with alone(tmp_path / "lock", patience=0.2):
        pass
