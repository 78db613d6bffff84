"""Ask a question of a graph or of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from famnet.analysis.windows import family_windows
from famnet.errors import UserError
from famnet.governance import demand
from famnet.questions.catalogue import answer_of, question
from famnet.questions.parameters import NODES, bound
from famnet.questions.shape import shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from famnet.graph.family_graph import FamilyGraph
    from famnet.questions.question import Question

__all__ = ["ask"]

_NODE_NL: Final = {
    "person": "persoon",
    "household": "huishouden",
    "partner": "partner",
    "network": "familienetwerk",
}


def ask(source: FamilyGraph, name: str, /, **parameters: object) -> pd.DataFrame:
    """Answer a named question.

    Parameters
    ----------
    source : FamilyGraph or Store
        Where to look. On a server its Cypher file runs, elsewhere the Python answer; both give the
        same rows.
    name : str
        Id of the question (``famnet questions`` lists them).
    **parameters : object
        Values of its parameters; days as datetime.date or ISO text.

    Returns
    -------
    pandas.DataFrame
        The columns the question declares, sorted as it says. No identifying column is in it, and
        birth dates are known by month at most.

    Raises
    ------
    WrongUse
        No such question, or a parameter it doesn't know, that is missing or of another type.
    UserError
        A person, household, partner or network that isn't there.
    Refused
        There is no grant for reading.
    """
    asked = question(name)
    return _of_graph(source, asked, parameters)


def _of_graph(graph: FamilyGraph, asked: Question, given: Mapping[str, object]) -> pd.DataFrame:
    demand(graph.grant, "read", detail=f"vraag {asked.id}", as_of=graph.as_of)
    values = bound(asked, given, graph.as_of)
    _all_there(asked, values, lambda kind, ref: _in_graph(graph, kind, ref))
    return shaped(asked, answer_of(asked)(graph, **values))


def _all_there(
    asked: Question, values: Mapping[str, str | int], there: Callable[[str, str], bool]
) -> None:
    for parameter in asked.parameters:
        ref = values[parameter.name]
        # An optional one left empty stands for all.
        if parameter.type in NODES and ref != "" and not there(parameter.type, str(ref)):
            raise UserError(
                f"Er is hier geen {_NODE_NL[parameter.type]} {str(ref)[:60]!r}"
                f" ({asked.id}, parameter {parameter.name}).",
                hint="Gebruik het nummer zoals de uitvoer van famnet het toont.",
            )


def _in_graph(graph: FamilyGraph, kind: str, ref: str) -> bool:
    if kind == "network":
        return bool((family_windows(graph).window_id == ref).any())
    ids = graph.tables[f"{kind}s"][NODES[kind]]
    return bool((ids == ref).any())
