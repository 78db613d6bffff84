"""methods.md §1.3, one small case a rule; each answer worked out by hand."""

from __future__ import annotations

from collections import defaultdict

from outside.conftest import famnet
from outside.reference import read
from outside.small import write

NOTHING = "signal_id,type,person_id,role,partner_id,event_date\n"


def family(
    tmp_path, *, homes: str, kin: str, dead: str = "", kinds: str = "", today: str = "2026-01-01"
):
    """'a:h1 b:h2' and 'a>b a>c' -> rows of famnet families."""
    lives = [pair.split(":") for pair in homes.split()]
    people = sorted(
        {name for name, _ in lives}
        | {
            name
            for tie in kin.split()
            for name in tie.replace("=", ">").replace("~", ">").split(">")[:2]
        }
        | set(dead.split())
    )
    persons = "person_id,birth_date,death_date\n" + "".join(
        f"{name},,{'2020-01-01' if name in dead.split() else ''}\n" for name in people
    )
    special = dict(pair.split(":") for pair in kinds.split())
    households = "household_id,kind\n" + "".join(
        f"{home},{special.get(home, 'private')}\n"
        for home in sorted({home for _, home in lives if home})
    )
    memberships = "person_id,household_id\n" + "".join(
        f"{name},{home}\n" for name, home in lives if home
    )
    rows = []
    for tie in kin.split():
        one, kind, two, *union = next(
            [*tie.split(sign)[:1], word, *tie.split(sign)[1].split("/")]
            for sign, word in ((">", "parent_of"), ("=", "partner_of"), ("~", "sibling_of"))
            if sign in tie
        )
        rows.append(f"{one},{kind},{two},{union[0] if union else ''}\n")
    folder = write(
        tmp_path / "levering",
        f'synthetic = true\nreference_date = "{today}"\n',
        persons=persons,
        households=households,
        memberships=memberships,
        kinships="person_id,kind,relative_id,family_id\n" + "".join(rows),
        signals=NOTHING,
    )
    answer = famnet("families", folder, "--out", tmp_path / "uit.csv")
    assert answer.code == 0, answer.said
    return read(tmp_path / "uit.csv")


def sets(rows):
    """Household sets, each with its anchor."""
    out = defaultdict(set)
    for row in rows:
        if row["boundary"] != "adjacent":
            out[row["window_id"], row["anchor_id"]].add(row["household_id"])
    return {"+".join(sorted(units)): anchor for (_, anchor), units in out.items()}


def beside(rows, anchor):
    return {
        row["person_id"]
        for row in rows
        if row["boundary"] == "adjacent" and row["anchor_id"] == anchor
    }


def test_children_and_grandchildren_but_not_further(tmp_path):
    rows = family(tmp_path, homes="a:h1 b:h2 c:h3 d:h4", kin="a>b b>c c>d")
    assert sets(rows) == {"h1+h2+h3": "a", "h2+h3+h4": "b", "h3+h4": "c"}


def test_one_household_is_no_window(tmp_path):
    assert family(tmp_path, homes="a:h1 b:h1", kin="a>b") == []


def test_the_dead_connect(tmp_path):
    rows = family(tmp_path, homes="b:h2 c:h3", kin="a>b a>c", dead="a")
    assert sets(rows) == {"h2+h3": "a"}


def test_institutions_never_close(tmp_path):
    rows = family(tmp_path, homes="a:h1 b:i1 x:i1 y:h2", kin="a>b x>y", kinds="i1:institution")
    inside = {row["person_id"] for row in rows if row["anchor_id"] == "a"}
    assert inside == {"a", "b"}
    assert "i1" not in {row["household_id"] for row in rows}


def test_siblings_without_parents_get_an_unnamed_one(tmp_path):
    rows = family(tmp_path, homes="a:h1 b:h2 c:h3", kin="a~b b>c")
    assert sets(rows) == {"h1+h2+h3": "", "h2+h3": "b"}


def test_in_laws_stand_beside_and_are_not_counted(tmp_path):
    rows = family(tmp_path, homes="a:h1 b:h2 p:h2 x:h4 s:h5 t:h6", kin="a>b b=p x>p x>s x>t")
    assert sets(rows)["h1+h2"] == "a"
    assert beside(rows, "a") == {"x", "s", "t"}
    assert {row["household_id"] for row in rows if row["boundary"] == "adjacent"} == {""}


def test_a_partners_sibling_of_the_same_family_stands_beside(tmp_path):
    """Same family_id, the shared parent not recorded: full siblings, as `famnet kin` says."""
    rows = family(tmp_path, homes="a:h1 b:h2 p:h2 x:h4 s:h5 y:h6", kin="a>b b=p x>p/f y>s/f")
    assert beside(rows, "a") >= {"x", "s"}


def test_the_same_id_whatever_the_order_and_the_rest(tmp_path):
    (tmp_path / "een").mkdir()
    (tmp_path / "twee").mkdir()
    one = family(tmp_path / "een", homes="a:h1 b:h2", kin="a>b")
    two = family(tmp_path / "twee", homes="z:h9 b:h2 a:h1 q:h8", kin="z>q a>b")
    assert {row["window_id"] for row in one} <= {row["window_id"] for row in two}


def test_above_sixty_persons_the_window_falls_apart_in_branches(tmp_path):
    """An anchor with 8 children of 8 children each, all apart: 73 persons; each branch 9, the top 9."""
    kin = " ".join(
        [f"a>c{i}" for i in range(8)] + [f"c{i}>g{i}{j}" for i in range(8) for j in range(8)]
    )
    homes = " ".join(
        ["a:ha"]
        + [f"c{i}:hc{i}" for i in range(8)]
        + [f"g{i}{j}:hg{i}{j}" for i in range(8) for j in range(8)]
    )
    rows = family(tmp_path, homes=homes, kin=kin)
    expected = {"+".join(sorted(["ha", *(f"hc{i}" for i in range(8))])): "a"}
    expected |= {
        "+".join(sorted([f"hc{i}", *(f"hg{i}{j}" for j in range(8))])): f"c{i}" for i in range(8)
    }
    assert sets(rows) == expected
    assert {row["depth"] for row in rows if row["anchor_id"] == "a"} == {"1"}


def test_every_member_has_a_path_in_words(tmp_path):
    rows = family(tmp_path, homes="a:h1 b:h2 c:h3 p:h3", kin="a>b b>c c=p")
    assert all(row["path"] for row in rows)
    assert all(row["path"].count(" van ") + row["path"].count(" via ") <= 3 for row in rows)
