"""Named questions: which there are, and the answer to one."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from famnet.config import Settings
from famnet.errors import WrongUse
from famnet.own_ids import shown_ids
from famnet.pipeline.opening import open_graph
from famnet.pipeline.question_answers import AskAnswer, QuestionAnswer, QuestionsAnswer
from famnet.progress import Progress
from famnet.questions import ask as answer_to
from famnet.questions import question, search

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    import pandas as pd

    from famnet.delivery import Delivery
    from famnet.graph import FamilyGraph
    from famnet.questions import Question

__all__ = ["Asking", "ask", "given_parameters", "questions", "show"]


@dataclass(frozen=True, slots=True)
class Asking:
    """What to ask, and of what.

    Parameters
    ----------
    name : str
        Id of the question.
    parameters : mapping of str to str
        As given on the command line.
    store : str
        Address of a store; empty when a delivery is asked.
    delivery : Path or None
        The delivery to ask, where no store is named.
    limit : int or None
        Most rows in the answer; None: all.
    """

    name: str
    parameters: Mapping[str, str] = field(default_factory=dict)
    store: str = ""
    delivery: Path | None = None
    limit: int | None = None


def questions(words: str = "", *, category: str = "", lang: str = "nl") -> QuestionsAnswer:
    """Return the questions that hold all of some words, of one category or of all.

    Raises
    ------
    WrongUse
        The category isn't known.
    """
    return QuestionsAnswer(tuple(search(words, category=category).values()), lang)


def show(name: str, *, lang: str = "nl") -> QuestionAnswer:
    """Return one question with its Cypher.

    Raises
    ------
    WrongUse
        There is none of that id.
    """
    return QuestionAnswer(question(name), lang)


def given_parameters(texts: Sequence[str]) -> dict[str, str]:
    """Read ``name=value`` texts.

    Raises
    ------
    WrongUse
        One has no name or no sign, or a name stands twice.

    Examples
    --------
    >>> given_parameters(["person=P1", "steps=2"])
    {'person': 'P1', 'steps': '2'}
    """
    given: dict[str, str] = {}
    for text in texts:
        name, sign, value = text.partition("=")
        name = name.strip()
        if not name or not sign:
            raise WrongUse(
                "--param heeft een naam en een waarde.", hint="Schrijf --param naam=waarde."
            )
        if name in given:
            raise WrongUse(f"--param {name[:60]} staat er twee keer.", hint="Laat er een weg.")
        given[name] = value.strip()
    return given


def ask(
    asking: Asking, settings: Settings | None = None, progress: Progress | None = None
) -> AskAnswer:
    """Answer a question of a delivery or of a store.

    Parameters
    ----------
    asking : Asking
        What to ask, and of what.
    settings : Settings, optional
        Purpose, case and workspace; "today" for a delivery.
    progress : Progress, optional
        Told what is going on.

    Raises
    ------
    WrongUse
        The question or a parameter isn't known, or not just one of store and delivery is named.
    UserError
        What is asked about isn't there.
    Refused
        There is no grant.
    """
    asked = question(asking.name)
    settings, progress = settings or Settings(), progress or Progress()
    if bool(asking.store) == (asking.delivery is not None):
        raise WrongUse(
            "Zeg waar gezocht moet worden: in een store of in een levering, een van beide.",
            hint="Geef --store neo4j://localhost:7687 of --delivery LEVERING.",
        )
    if asking.delivery is not None:
        delivery, graph = open_graph(asking.delivery, settings, progress)
        with progress.stage("Vragen"):
            frame = answer_to(graph, asked.id, **_shown(asked, asking, delivery, graph))
        return _limited(asked, frame, asking, graph.as_of_text, settings)
    return _of_store(asked, asking, settings, progress)


def _of_store(asked: Question, asking: Asking, settings: Settings, progress: Progress) -> AskAnswer:
    from famnet.stores import open_store

    if settings.as_of is not None:
        raise WrongUse(
            "Een store heeft de peildatum waarmee zij is geladen.",
            hint="Laat --as-of weg, of laad de levering opnieuw met die dag.",
        )
    with open_store(asking.store, settings=settings, progress=progress) as store:
        frame = answer_to(store, asked.id, **asking.parameters)
        info = store.info
        return _limited(asked, frame, asking, info.as_of_text if info else None, settings)


def _shown(
    asked: Question, asking: Asking, delivery: Delivery, graph: FamilyGraph
) -> dict[str, str]:
    """Put the pseudonym where the delivery's own number was given."""
    given = dict(asking.parameters)
    named = [
        parameter.name
        for parameter in asked.parameters
        if parameter.type in ("person", "household") and given.get(parameter.name)
    ]
    shown = shown_ids(delivery, graph, [given[name] for name in named])
    return given | dict(zip(named, shown, strict=True))


def _limited(
    asked: Question, frame: pd.DataFrame, asking: Asking, as_of: str | None, settings: Settings
) -> AskAnswer:
    kept = frame if asking.limit is None else frame.head(asking.limit)
    return AskAnswer(asked, kept, len(frame), as_of, settings.lang)
