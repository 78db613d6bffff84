"""Values to ask every question with, drawn from the graph that is asked."""

from __future__ import annotations

import datetime as dt
import random
from collections import defaultdict
from typing import TYPE_CHECKING

from famnet.analysis.families import family_windows
from famnet.catalogue import load_catalogue
from famnet.questions import ask
from famnet.questions.catalogue import answer_of
from famnet.questions.parameters import bound
from famnet.vocabulary import NO_DAY, date_from_day

if TYPE_CHECKING:
    from famnet.graph import FamilyGraph
    from famnet.questions import Question

__all__ = ["Values", "drawn", "found", "telling"]

KEYS = {"person": "person_id", "household": "household_id", "partner": "partner_id"}


class Values:
    """What parameters may be on one graph."""

    def __init__(self, graph: FamilyGraph) -> None:
        self.ids = {kind: graph.tables[f"{kind}s"][key].tolist() for kind, key in KEYS.items()} | {
            "network": family_windows(graph.coarse()).window_id.astype(object).tolist()
        }
        self.today = None if graph.as_of == NO_DAY else date_from_day(graph.as_of)
        self.near = _near(graph)

    def one(self, parameter, rng, before):
        """Draw one value; None where there is nothing to draw from or the default will do."""
        kind = parameter.type
        if kind in self.ids:
            if not parameter.required and rng.random() < 0.5:
                return None
            near = [one for other in before for one in self.near.get(other, ())]
            if near and kind == "person" and rng.random() < 0.7:
                return rng.choice(near)
            return rng.choice(self.ids[kind]) if self.ids[kind] else None
        if not parameter.required and rng.random() < 0.6:
            return None
        if kind == "date":
            days = rng.choice([0, 30, 400, 2000])
            return None if self.today is None else self.today - dt.timedelta(days=days)
        if kind == "integer":
            return rng.choice([parameter.least, parameter.most, parameter.default])
        if kind == "choice":
            return rng.choice(parameter.values)
        if kind == "life_domain":
            return rng.choice(list(load_catalogue().life_domains))
        return rng.choice(["a", "b"])


def _near(graph: FamilyGraph) -> dict[str, list[str]]:
    """Return per person who is kin, tied or lives in the same household."""
    names = graph.persons["person_id"].tolist()
    near: dict[str, set[str]] = defaultdict(set)
    at_home: dict[int, list[int]] = defaultdict(list)
    stays = graph.memberships[["person", "household"]].to_numpy().tolist()
    for person, home in stays:
        at_home[home].append(person)
    pairs = graph.kinships[["person", "relative"]].to_numpy().tolist()
    pairs += graph.ties[["person", "other"]].to_numpy().tolist()
    pairs += [
        [one, other] for people in at_home.values() for one in people[:6] for other in people[:6]
    ]
    for one, other in pairs:
        if one != other:
            near[names[one]].add(names[other])
            near[names[other]].add(names[one])
    return {name: sorted(others) for name, others in near.items()}


def drawn(asked: Question, values: Values, rng: random.Random) -> dict[str, object] | None:
    """Draw parameters for a question; None where the graph has nothing to ask about."""
    given: dict[str, object] = {}
    for parameter in asked.parameters:
        value = values.one(parameter, rng, [str(v) for v in given.values()])
        if value is not None:
            given[parameter.name] = value
        elif parameter.required:
            return None
    return given


def telling(
    asked: Question, graph: FamilyGraph, values: Values, *, wanted: int, tries: int
) -> list[dict[str, object]]:
    """Draw parameters, those with an answer that isn't empty first; at most ``wanted`` of them."""
    rng = random.Random(asked.id)
    full: list[dict[str, object]] = []
    empty: list[dict[str, object]] = []
    for _ in range(tries):
        given = drawn(asked, values, rng)
        if given is None or given in full or given in empty:
            continue
        (full if len(ask(graph, asked.id, **given)) else empty).append(given)
        if len(full) >= wanted:
            break
    if not full and (one := found(asked, graph, values)) is not None:
        full.append(one)
    return (full + empty)[:wanted]


def found(asked: Question, graph: FamilyGraph, values: Values) -> dict[str, object] | None:
    """Look through a hundred ids for one that a question has an answer to; None where there is none.

    Spread over all of them. Asks the Python answer itself, so that hundreds of tries leave no events in the audit log.
    """
    required = [parameter for parameter in asked.parameters if parameter.required]
    if len(required) != 1 or required[0].type not in values.ids:
        return None
    coarse = graph.coarse()
    ids = values.ids[required[0].type]
    for ref in ids[:: max(1, len(ids) // 100)]:
        given = {required[0].name: ref}
        if len(answer_of(asked)(coarse, **bound(asked, given, graph.as_of))):
            return given
    return None
