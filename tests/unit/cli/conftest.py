"""A region on disk, its reference, and one case held against it: made once for all commands."""

from __future__ import annotations

from types import SimpleNamespace

import pytest
from area_case import famnet, small_case, what_famnet_says

from famnet.synthetic.plan import BACKGROUNDS, WorldPlan
from famnet.synthetic.strength import make_world
from famnet.synthetic.written import write_world


@pytest.fixture(scope="session")
def built(tmp_path_factory):
    """A region of 8,000 persons, and its reference by the command."""
    work = tmp_path_factory.mktemp("werk")
    plan = WorldPlan(persons=8_000, seed=2, background=BACKGROUNDS["mild"])
    write_world(make_world(plan), work / "regio")
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAMNET_AUDIT", str(work / "audit.jsonl"))
        assert famnet("reference", "build", work / "regio", "--out", work / "referentie") == 0
    return work / "regio", work / "referentie"


@pytest.fixture(scope="session")
def compared(built, tmp_path_factory):
    """A session of one case held against the reference: the case, the folder and what was said."""
    work = tmp_path_factory.mktemp("vergeleken")
    case, out = small_case(work / "zaak"), work / "sessie"
    with pytest.MonkeyPatch.context() as patch:
        patch.setenv("FAMNET_AUDIT", str(work / "audit.jsonl"))
        said = what_famnet_says("run", case, "--out", out, "--reference", built[1], "--family", "b")
    return SimpleNamespace(case=case, out=out, said=said)
