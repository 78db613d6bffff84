"""Compile the kernels once, by two small runs at a time, before many processes need them.

Numba keeps what it compiled beside the source. Without this each worker of the tests compiles all
of it for itself, in a fresh clone a minute and a half.
"""

from __future__ import annotations

import os
import tempfile
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path

import famnet
from famnet import resources
from famnet.analysis.comparison import compare
from famnet.pipeline.decoys import DECOY_PLAN
from famnet.pipeline.session import RunOptions
from famnet.synthetic.strength import make_world


def comparing() -> None:
    """Compare a made region with chance."""
    compare(famnet.build_graph(make_world(DECOY_PLAN).delivery()))


def drawing() -> None:
    """Put families of the sample on paper."""
    with tempfile.TemporaryDirectory() as folder:
        os.environ["FAMNET_AUDIT"] = str(Path(folder) / "audit.jsonl")
        out = Path(folder) / "sample"
        famnet.run(resources.sample_data(), out, options=RunOptions(pages=2))


if __name__ == "__main__":
    with ProcessPoolExecutor(2, mp_context=get_context("spawn")) as pool:
        for run in [pool.submit(comparing), pool.submit(drawing)]:
            run.result()
