"""The hand-made tests of questions, run once more while every question also goes to a store."""

from __future__ import annotations

import importlib.util
import inspect
from pathlib import Path
from typing import TYPE_CHECKING

from famnet.graph import FamilyGraph
from famnet.pipeline.deriving import derive
from famnet.questions import ask, questions

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import ModuleType

    from famnet.stores import Store

__all__ = ["run_on"]

HERE = Path(__file__).parent / "unit" / "questions"


def _modules() -> Iterator[ModuleType]:
    for path in sorted(HERE.glob("test_*.py")):
        spec = importlib.util.spec_from_file_location(f"again_{path.stem}", path)
        assert spec is not None and spec.loader is not None
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        if hasattr(module, "ask"):
            yield module


def _about(test: str) -> str:
    """Return the question a test is named after; of two names the longest."""
    named = [name for name in questions() if test.startswith(f"test_{name}")]
    return max(named, key=len, default="")


def _arguments(module: ModuleType, test: Callable) -> list | None:
    """Return what its fixtures give; None where it takes something else."""
    given = []
    for name in inspect.signature(test).parameters:
        fixture = getattr(getattr(module, name, None), "_get_wrapped_function", None)
        if fixture is None:
            return None
        given.append(fixture()())
    return given


def run_on(store: Store, names: set[str]) -> tuple[list[str], set[str]]:
    """Run the hand-made tests of these questions, with every question asked of the store too.

    Returns
    -------
    list of str, set of str
        Where store and graph answered differently, and which questions had an answer that isn't
        empty.
    """
    faults: list[str] = []
    spoken: set[str] = set()
    held: list[FamilyGraph] = []

    def both(source, name, /, **given):
        here = ask(source, name, **given)
        if isinstance(source, FamilyGraph):
            if not held or held[0] is not source:
                store.write(source, derived=derive(source.coarse()))
                held[:] = [source]
            there = ask(store, name, **given)
            if not here.equals(there):
                faults.append(f"{name} {given}:\n{here.to_string()}\n{there.to_string()}")
            if len(here):
                spoken.add(name)
        return here

    for module in _modules():
        module.ask = both
        for test_name, test in inspect.getmembers(module, inspect.isfunction):
            if _about(test_name) in names and (given := _arguments(module, test)) is not None:
                test(*given)
    return faults, spoken
