"""Measures, ties and quality: a world in which each question has an answer, the same on a server."""

from __future__ import annotations

from named_world import asked_of, named_world

from famnet.pipeline.deriving import derive
from famnet.questions import ask, questions
from famnet.stores import open_store

CATEGORIES = ("measures", "ties", "quality")


def test_every_question_has_an_answer_and_the_server_gives_it(neo4j_url):
    graph = named_world()
    with open_store(neo4j_url) as store:
        store.write(graph, derived=derive(graph.coarse()))
        faults = []
        for name, question in questions().items():
            if question.category in CATEGORIES:
                here = ask(graph, name, **asked_of(question))
                there = ask(store, name, **asked_of(question))
                if here.empty or not here.equals(there):
                    faults.append(f"{name}\n{here.to_string()}\n{there.to_string()}")
    assert not faults, "\n\n".join(faults)
