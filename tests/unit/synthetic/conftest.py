"""One region for all tests here, made once per process."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pandas as pd
import pytest

from famnet.delivery.contract import TABLES
from famnet.synthetic import synthesize

if TYPE_CHECKING:
    from pathlib import Path

PERSONS, SEED = 12_000, 11


@dataclass(frozen=True)
class Region:
    folder: Path
    tables: dict[str, pd.DataFrame]


@pytest.fixture(scope="session")
def region(tmp_path_factory):
    folder = tmp_path_factory.mktemp("region")
    synthesize(PERSONS, SEED, folder, stories=False)
    tables = {
        t.name: pd.read_csv(folder / f"{t.name}.csv", dtype=str, keep_default_na=False)
        for t in TABLES
    }
    return Region(folder, tables)
