"""What a graph keeps of what was derived from it."""

from __future__ import annotations

from factory import make_graph


def test_kept_makes_once():
    graph = make_graph(persons="person_id\n a")
    made = []
    for _ in range(3):
        assert graph.kept("thing", lambda: made.append(1) or "x") == "x"
    assert made == [1]


def test_kept_last_makes_anew_for_another_key_and_keeps_only_the_last():
    graph = make_graph(persons="person_id\n a")
    made = []

    def of(key):
        return graph.kept_last("thing", key, lambda: made.append(key) or key.upper())

    assert [of("a"), of("a"), of("b"), of("a")] == ["A", "A", "B", "A"]
    assert made == ["a", "b", "a"]
