"""Family windows, their people and the window of a case, worked out by hand."""

from __future__ import annotations

import itertools

import numpy as np
import pandas as pd
import pytest
from factory import make_graph

from famnet.analysis import window_ids as window_ids_module
from famnet.analysis.families import families, family_windows, members, window_of
from famnet.analysis.households import unit_names
from famnet.analysis.window_ids import window_id
from famnet.errors import UserError

KIN = "person_id kind relative_id\n"
LIVES = "person_id household_id\n"


def world(persons, lives, kin, households="household_id kind"):
    """Persons as words ``name``, ``name+`` (dead), ``name/m`` or ``name/f``."""
    rows = ["person_id sex death_date"]
    for word in persons.split():
        name, _, sex = word.partition("/")
        dead = "2020-01-01" if name.endswith("+") else "-"
        rows.append(
            f"{name.rstrip('+')} { {'m': 'male', 'f': 'female'}.get(sex, 'unknown') } {dead}"
        )
    pairs = (line.split() for line in lives.split(",") if line.strip())
    homes = "\n".join(f"{name} {home}" for home, *names in pairs for name in names)
    links = "\n".join(line.strip() for line in kin.split(",") if line.strip())
    return make_graph(
        persons="\n".join(rows),
        memberships=LIVES + homes,
        kinships=KIN + links,
        households=households,
    )


def shown(graph):
    """Anchor to its units, by name."""
    found, ids = family_windows(graph), graph.persons["person_id"].tolist()
    return {
        (ids[found.anchor[i]] if found.anchor[i] >= 0 else "-"): sorted(
            unit_names(graph, found.units_of(i))
        )
        for i in range(len(found))
    }


def paths(graph, window=None):
    frame = members(graph, window or family_windows(graph).window(0))
    ids = graph.persons["person_id"].tolist()
    return {
        ids[p]: (b, t)
        for p, b, t in zip(frame["person"], frame["boundary"], frame["path_nl"], strict=True)
    }


def test_children_and_grandchildren_but_no_further():
    graph = world(
        "a b c d",
        "h1 a, h2 b, h3 c, h4 d",
        "a parent_of b, b parent_of c, c parent_of d",
    )
    assert shown(graph) == {"a": ["h1", "h2", "h3"], "b": ["h2", "h3", "h4"], "c": ["h3", "h4"]}


def test_a_dead_anchor_and_a_dead_child_connect():
    graph = world("a+ b+ c d", "h2 c, h3 d", "a parent_of b, b parent_of c, a parent_of d")
    assert shown(graph) == {"a": ["h2", "h3"]}
    assert paths(graph)["c"][1] == "kleinkind van a via kind b"
    assert paths(graph)["b"] == ("deceased", "kind van a, overleden")


def test_the_dead_bring_no_household():
    graph = world("a b+ c", "h1 a c, h2 b", "a parent_of b, a parent_of c")
    assert shown(graph) == {}


def test_adoption_counts_step_foster_and_guardian_do_not():
    for kind, window in (
        ("adoptive_parent_of", {"a": ["h1", "h2"]}),
        ("step_parent_of", {}),
        ("foster_parent_of", {}),
        ("guardian_of", {}),
    ):
        assert shown(world("a b", "h1 a, h2 b", f"a {kind} b")) == window


def test_a_revoked_adoption_does_not_count_a_birth_does():
    for kind, window in (("adoptive_parent_of", {}), ("parent_of", {"a": ["h1", "h2"]})):
        graph = make_graph(
            persons="person_id\na\nb",
            memberships=LIVES + "a h1\nb h2",
            kinships=f"person_id kind relative_id end_date\na {kind} b 2020-01-01",
        )
        assert shown(graph) == window


def test_who_lives_along_is_in_it_their_kin_is_not():
    graph = world(
        "a/f b/f p/m q/f s/m c/m", "h1 a, h2 b p c, h8 q, h9 s",
        "a parent_of b, b partner_of p, b parent_of c, q parent_of p, q parent_of s",
    )  # fmt: skip
    found = next(
        i for i in range(3) if graph.persons["person_id"][family_windows(graph).anchor[i]] == "a"
    )
    assert paths(graph, family_windows(graph).window(found)) == {
        "a": ("core", "anker van dit familienetwerk"),
        "b": ("core", "dochter van a"),
        "c": ("core", "kleinzoon van a via dochter b, woont bij b"),
        "p": ("coresident", "partner van dochter b van a"),
        "q": ("adjacent", "moeder van p, de partner van b"),
        "s": ("adjacent", "broer van p, de partner van b"),
    }
    table = families(graph)
    beside = table[(table["anchor_id"] == "a") & (table["boundary"] == "adjacent")]
    assert beside["household_id"].tolist() == ["", ""]
    assert set(table.loc[table["anchor_id"] == "a", "n_persons"]) == {4}


def test_an_ex_partner_enters_through_the_childs_other_parent_only():
    graph = make_graph(
        persons="person_id\na\nb\nc\nx",
        memberships=LIVES + "a h1\nb h2\nc h2\nx h3",
        kinships="""person_id kind relative_id end_date
            a parent_of b -
            b parent_of c -
            x parent_of c -
            b partner_of x 2020-01-01""",
    )
    assert shown(graph) == {"a": ["h1", "h2"], "x": ["h2", "h3"]}
    assert "x" not in paths(graph, window_of(graph, "a"))


def test_an_institution_never_closes():
    inside = "h1 a, h9 b z"
    closed = world("a b z", inside, "a parent_of b", households="household_id kind\nh9 institution")
    assert shown(closed) == {"a": ["h1", "person:b"]}
    assert "z" not in paths(closed)
    assert paths(closed)["b"][1] == "kind van a, telt als huishouden op zichzelf"
    assert shown(world("a b z", inside, "a parent_of b")) == {"a": ["h1", "h9"]}


def test_a_foster_home_keeps_the_kin_link_and_never_closes():
    graph = world("a b f g", "h1 a, h9 b f g", "a parent_of b, f foster_parent_of b, f parent_of g")
    assert shown(graph) == {"a": ["h1", "person:b"]}
    assert set(paths(graph)) == {"a", "b"}


def test_siblings_without_parents_get_one_unnamed_parent():
    graph = world(
        "a/m b/f c d", "h1 a, h2 b, h3 c, h4 d", "a sibling_of b, b twin_of c, a parent_of d"
    )
    assert shown(graph) == {"-": ["h1", "h2", "h3", "h4"], "a": ["h1", "h4"]}
    assert set(families(graph)["anchor_id"]) == {"", "a"}
    text = paths(graph, window_of(graph, "b"))
    assert text["b"] == ("core", "dochter van een ouder die niet is geleverd")
    assert text["d"] == ("core", "kleinkind van een ouder die niet is geleverd via zoon a")


def test_siblings_with_a_common_parent_get_none():
    graph = world("m a b", "h0 m, h1 a, h2 b", "m parent_of a, m parent_of b, a sibling_of b")
    assert shown(graph) == {"m": ["h0", "h1", "h2"]}


def test_siblings_with_two_other_parents_each_get_none():
    graph = world(
        "m n o p a b", "h1 a m n, h2 b o p",
        "m parent_of a, n parent_of a, o parent_of b, p parent_of b, a sibling_of b",
    )  # fmt: skip
    assert shown(graph) == {}


def test_one_household_is_no_window():
    assert shown(world("a b", "h1 a b", "a parent_of b")) == {}


def test_identical_sets_keep_the_largest_core_then_the_lowest_id():
    two = world("b a c", "h1 a b, h2 c", "b parent_of c, a parent_of c")
    assert shown(two) == {"a": ["h1", "h2"]}
    # z has one more in its core than a: the oldest generation explains most.
    three = world("z a c", "h1 z a, h2 c", "z parent_of a, a parent_of c")
    assert shown(three) == {"z": ["h1", "h2"]}


def test_a_named_anchor_goes_before_an_unnamed_one():
    graph = world("a b c", "h1 a b, h2 c", "a parent_of c, a sibling_of b")
    assert shown(graph) == {"a": ["h1", "h2"]}


def large(children, extra="", lives=""):
    """Anchor a with two parents b and c, each with as many children, all in homes of their own."""
    kids = [f"{parent}{i}" for parent in "bc" for i in range(children)]
    kin = "a parent_of b, a parent_of c, " + ", ".join(f"{kid[0]} parent_of {kid}" for kid in kids)
    homes = "h-a a, h-b b, h-c c, " + ", ".join(f"h-{kid} {kid}" for kid in kids)
    return world(" ".join(["a b c", *kids, extra]), homes + lives, kin)


def test_sixty_persons_stay_one_window_sixty_one_are_split():
    assert set(shown(large(28, "z", ", h-b z"))) == {"a", "b", "c"}
    sixty = family_windows(large(28, "z", ", h-b z"))
    assert sorted(sixty.depth.tolist()) == [2, 2, 2]
    graph = large(29)
    split = family_windows(graph)
    assert len(shown(graph)["a"]) == 3
    anchors = {
        graph.persons["person_id"][a]: d for a, d in zip(split.anchor, split.depth, strict=True)
    }
    # b and c keep their own windows of depth 2: the same households as those of depth 1.
    assert anchors == {"a": 1, "b": 2, "c": 2}
    assert not split.oversize.any()


def test_one_still_over_sixty_stays_marked():
    graph = large(61)
    found = family_windows(graph)
    depth = dict(
        zip(graph.persons["person_id"][found.anchor], found.oversize.tolist(), strict=True)
    )
    assert depth == {"a": False, "b": True, "c": True}
    assert set(families(graph).loc[lambda t: t["anchor_id"] == "b", "oversize"]) == {True}


def test_the_gone_count_where_they_lived_last():
    graph = make_graph(
        persons="person_id\na\nb\nc",
        memberships="person_id household_id end_date\na h1 -\nb h2 2020-01-01\nc h2 -",
        kinships=KIN + "a parent_of b",
    )
    assert shown(graph) == {"a": ["h1", "h2"]}
    assert paths(graph)["b"][1] == "kind van a, woonplaats nu niet bekend"
    assert paths(graph)["c"] == ("coresident", "woont in het laatste huishouden van kind b van a")
    assert family_windows(graph).n_persons.tolist() == [3]


@pytest.mark.parametrize(
    ("kin", "text"),
    [
        ("x parent_of c", "vader van kleinkind c van a via kind b"),
        ("c parent_of x", "zoon van kleinkind c van a via kind b"),
        (
            "x sibling_of c, m parent_of x, n parent_of x, m parent_of b",
            "broer van kleinkind c van a via kind b",
        ),
        ("b step_parent_of x", "stiefzoon van kind b van a"),
        ("y parent_of x, b partner_of y", "zoon van y, de partner van b"),
        ("", "woont bij kind b van a"),
    ],
)
def test_the_way_of_who_lives_along(kin, text):
    people = "a b c x/m y m+ n+" if "y" in kin or "m " in kin else "a b c x/m"
    lives = "h1 a, h2 b c x y" if "y" in kin else "h1 a, h2 b c x"
    graph = world(people, lives, "a parent_of b, b parent_of c, " + kin)
    assert paths(graph, window_of(graph, "a"))["x"] == ("coresident", text)


def test_the_id_is_a_hash_of_the_sorted_household_ids():
    graph = world("a b", "h2 a, h1 b", "a parent_of b")
    assert family_windows(graph).window_id.tolist() == [window_id(["h1", "h2"])]
    alone = world("a b", "h2 a", "a parent_of b")
    assert family_windows(alone).window_id.tolist() == [window_id(["h2", "person:b"])]


THREE = ("g/f a/f b/m c/f", "h1 g, h2 a, h3 b, h4 c", "g parent_of a, g parent_of b, a parent_of c")


def test_a_person_stands_for_the_nearest_window():
    graph = world(*THREE)
    names = {who: window_of(graph, who) for who in "gabc"}
    ids = graph.persons["person_id"].tolist()
    assert {who: ids[window.anchor] for who, window in names.items()} == {
        "g": "g",
        "a": "a",
        "b": "g",
        "c": "a",
    }
    assert window_of(graph, "h3") == names["b"]
    assert window_of(graph, names["a"].window_id) == names["a"] != names["g"]


def test_a_lodger_stands_for_the_window_around():
    graph = world("a b z", "h1 a, h2 b z", "a parent_of b")
    assert window_of(graph, "z").index == 0


def test_a_household_by_itself_is_a_case():
    graph = world("a b z", "h1 a b", "a parent_of b")
    window = window_of(graph, "h1")
    assert (window.index, window.n_persons, window.n_households) == (-1, 2, 1)
    assert window_of(graph, window.window_id).window_id == window.window_id == window_id(["h1"])
    assert paths(graph, window)["a"] == ("core", "woont in dit huishouden")
    assert window_of(graph, "z").window_id == window_id(["person:z"])


def test_unknown_and_institution_are_said_plainly():
    graph = world("a", "h9 a", "", households="household_id kind\nh9 shelter")
    for ref in ("nobody", "w-aaaaaaaaaaaa", "h9"):
        with pytest.raises(UserError) as caught:
            window_of(graph, ref)
        assert caught.value.hint


def test_an_empty_delivery_gives_empty_tables():
    graph = make_graph(persons="person_id\na")
    assert len(family_windows(graph)) == 0
    assert families(graph).columns.tolist()[:7] == [
        "window_id", "anchor_id", "depth", "household_id", "person_id", "boundary", "path",
    ]  # fmt: skip


def test_ids_of_many_windows_are_those_of_each(monkeypatch):
    rng = np.random.default_rng(5)
    names = pd.Series([f"h{i}" for i in rng.permutation(40)], dtype="str")
    sizes = rng.integers(0, 6, 100)
    start = np.append(0, np.cumsum(sizes))
    units = np.concatenate([rng.choice(40, n, replace=False) for n in sizes]).astype(np.int32)
    each = [window_id(names.iloc[units[a:b]]) for a, b in itertools.pairwise(start)]
    for at_once in (1, 7, 1000):
        monkeypatch.setattr(window_ids_module, "_AT_ONCE", at_once)
        assert window_ids_module.window_ids(start, units, names).tolist() == each
