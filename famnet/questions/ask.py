"""Ask a question of a graph or of a store."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, Protocol, cast

from famnet.analysis.windows import family_windows
from famnet.errors import UserError
from famnet.governance import demand
from famnet.graph.family_graph import FamilyGraph
from famnet.questions.catalogue import answer_of, question
from famnet.questions.parameters import NODES, bound, for_server
from famnet.questions.shape import shaped

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping

    import pandas as pd

    from famnet.questions.question import Question
    from famnet.stores.info import StoreInfo
    from famnet.stores.store import Store

__all__ = ["ask"]

_FIND: Final = {
    "person": "MATCH (n:Person {person_id: $ref}) RETURN count(n) AS n",
    "household": "MATCH (n:Household {household_id: $ref}) RETURN count(n) AS n",
    "partner": "MATCH (n:Partner {partner_id: $ref}) RETURN count(n) AS n",
    "network": "MATCH (n:FamilyNetwork {window_id: $ref}) RETURN count(n) AS n",
}
_NODE_NL: Final = {
    "person": "persoon",
    "household": "huishouden",
    "partner": "partner",
    "network": "familienetwerk",
}


class _Asking(Protocol):
    """A store that answers Cypher."""

    def cypher(self, text: str, parameters: Mapping[str, object] | None = None) -> pd.DataFrame: ...
    def as_loaded(self, info: StoreInfo) -> None: ...


def ask(source: FamilyGraph | Store, name: str, /, **parameters: object) -> pd.DataFrame:
    """Answer a named question.

    Parameters
    ----------
    source : FamilyGraph or Store
        Where to look. On a server its Cypher file runs, elsewhere the Python answer; both give the
        same rows.
    name : str
        Id of the question (``famnet questions`` lists them).
    **parameters : object
        Values of its parameters; days as datetime.date or text.

    Returns
    -------
    pandas.DataFrame
        The columns the question declares, sorted as it says. No identifying column is in it, and
        births are known by month at most, unless a store was loaded with their days.

    Raises
    ------
    WrongUse
        No such question, or a parameter it doesn't know, that is missing or of another type.
    UserError
        A person, household, partner or network that isn't there; or the store isn't as it was loaded.
    Refused
        There is no grant for reading.
    """
    asked = question(name)
    if isinstance(source, FamilyGraph):
        demand(source.grant, "read", detail=f"vraag {asked.id}", as_of=source.as_of)
        return _of_graph(source.coarse(), asked, parameters)
    info = source.permitted(detail=f"vraag {asked.id}")
    if source.speaks_cypher:
        return _of_server(cast("_Asking", source), asked, parameters, info)
    return _of_graph(source.read(), asked, parameters)


def _of_graph(graph: FamilyGraph, asked: Question, given: Mapping[str, object]) -> pd.DataFrame:
    values = bound(asked, given, graph.as_of)
    _all_there(asked, values, lambda kind, ref: _in_graph(graph, kind, ref))
    return shaped(asked, answer_of(asked)(graph, **values))


def _of_server(
    server: _Asking, asked: Question, given: Mapping[str, object], info: StoreInfo
) -> pd.DataFrame:
    values = bound(asked, given, info.as_of)
    _all_there(asked, values, lambda kind, ref: _on_server(server, kind, ref))
    answer = server.cypher(asked.cypher, for_server(asked, values, info.as_of))
    server.as_loaded(info)
    # A server that finds nothing says no columns either.
    return shaped(asked, answer.reindex(columns=asked.column_names) if answer.empty else answer)


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
                hint=_what_it_is(parameter.type, str(ref), there)
                + "Gebruik het nummer zoals de uitvoer van famnet het toont.",
            )


def _what_it_is(kind: str, ref: str, there: Callable[[str, str], bool]) -> str:
    """Say that a number is that of something else."""
    other = next((other for other in NODES if other != kind and there(other, ref)), None)
    return f"{ref!r} is een {_NODE_NL[other]}. " if other else ""


def _in_graph(graph: FamilyGraph, kind: str, ref: str) -> bool:
    if kind == "network":
        return bool((family_windows(graph).window_id == ref).any())
    ids = graph.tables[f"{kind}s"][NODES[kind]]
    return bool((ids == ref).any())


def _on_server(server: _Asking, kind: str, ref: str) -> bool:
    return bool(server.cypher(_FIND[kind], {"ref": ref})["n"].iloc[0])
