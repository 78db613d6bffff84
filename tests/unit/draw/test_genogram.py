"""Signs of the genogram, each from a hand-made family; what a sign must be is McGoldrick's."""

from __future__ import annotations

from typing import TYPE_CHECKING
from xml.dom import minidom

import pytest
from factory import make_graph

from famnet.draw import genogram
from famnet.draw.genogram.lines import CARE
from famnet.draw.picture import DASHED, DOTTED, FINE, SOLID, Figure, Polyline, Text
from famnet.draw.picture import Path as Ring
from famnet.errors import UserError, WrongUse

if TYPE_CHECKING:
    from pathlib import Path

HOME = """person_id household_id
    mum h1
    dad h1
    kid h1"""
PEOPLE = """person_id birth_date sex death_date
    mum 1985-01-01 female -
    dad 1984 male -
    kid 2012-01-01 male -
    tot 2012-01-01 female -
    opa 1950-01-01 male 2019-05-05
    ex 1980-01-01 male -"""


def drawn(kinships: str, *, people: str = PEOPLE, homes: str = HOME, who: str = "kid", **tables):
    return genogram(make_graph(persons=people, memberships=homes, kinships=kinships, **tables), who)


def item(picture, kind: str, *people: str):
    found = [
        i
        for i in picture.scene.items
        if i.kind == kind and set(people) <= {i.person_id, *i.other_id.split("|")}
    ]
    assert len(found) == 1, [i.title for i in picture.scene.items]
    return found[0]


def forms(thing):
    return [s.form for s in thing.shapes if isinstance(s, Figure)]


def lines(thing):
    return [s for s in thing.shapes if isinstance(s, Polyline)]


def texts(thing):
    return [s.text for s in thing.shapes if isinstance(s, Text)]


BOTH = """person_id kind relative_id
    mum parent_of kid
    dad parent_of kid"""


def test_square_circle_diamond_age_and_two_readings():
    picture = drawn(BOTH)
    assert forms(item(picture, "persoon", "mum")) == ["circle"]
    assert forms(item(picture, "persoon", "dad")) == ["square"]
    assert texts(item(picture, "persoon", "mum"))[:2] == ["41", "A2 moeder"]
    assert texts(item(picture, "persoon", "dad"))[0] == "41/42"
    people = PEOPLE.replace("kid 2012-01-01 male", "kid 2012-01-01 -")
    assert forms(item(drawn(BOTH, people=people), "persoon", "kid")) == ["diamond"]


def test_a_child_has_code_and_age_and_no_role():
    signals = """signal_id type person_id role partner_id event_date
        s1 JUS_VIOLENCE kid suspect POL 2025-06-01
        s2 JUS_VIOLENCE dad suspect POL 2025-06-01"""
    picture = drawn(BOTH, signals=signals)
    kid, dad = item(picture, "persoon", "kid"), item(picture, "persoon", "dad")
    assert texts(kid)[1:] == ["A3", "z JU"]
    assert "JU v" in texts(dad)
    assert kid.evidence == ("persons:kid", "memberships:4", "signals:s1")
    assert "verdachte" not in kid.title
    assert {s.fill for s in kid.shapes if isinstance(s, Text)} == {
        s.fill for s in dad.shapes if isinstance(s, Text)
    }


def test_the_dead_have_a_cross_the_age_at_death_and_no_home():
    picture = drawn(
        BOTH + "\nopa parent_of mum\nopa parent_of tot", homes=HOME + "\nopa h1\ntot h1"
    )
    opa = item(picture, "persoon", "opa")
    assert len(lines(opa)) == 2
    assert texts(opa)[0] == "69"
    assert any("† 2019" in text for text in texts(opa))
    assert opa.household_id == ""


@pytest.mark.parametrize(
    ("columns", "pen", "label", "slashes"),
    [
        ("married - 2010-02-02 - -", SOLID, "gehuwd 2010", 0),
        ("registered - 2015-02-02 - -", SOLID, "reg. partners 2015", 0),
        ("cohabiting - 2022-02-02 - -", DASHED, "samen 2022", 0),
        ("- - - - -", SOLID, "partners", 0),
        ("married divorce 2010-02-02 2021-02-02 -", SOLID, "gesch. 2021", 2),
        ("married separation 2010-02-02 2021-02-02 -", SOLID, "uit elkaar 2021", 1),
        ("cohabiting - 2010-02-02 2020-02-02 -", DASHED, "tot 2020", 1),
        ("married - 2010-02-02 - probable", DOTTED, "gehuwd 2010", 0),
        ("cohabiting - 2010-02-02 - unconfirmed", DOTTED, "samen 2010", 0),
    ],
)
def test_couples(columns, pen, label, slashes):
    union, reason, start, end, sure = columns.split()
    kin = f"""person_id kind relative_id union end_reason start_date end_date certainty
        mum partner_of dad {union} {reason} {start} {end} {sure}
        mum parent_of kid - - - - -
        dad parent_of kid - - - - -"""
    couple = item(drawn(kin), "paar", "mum", "dad")
    whole = lines(couple)[0]
    assert whole.pen == pen
    assert texts(couple) == [label]
    assert (
        sum(line.points[0][1] != line.points[-1][1] for line in lines(couple))
        - (sum(line.points[0][0] == line.points[-1][0] for line in lines(couple)))
        == slashes
    )


def test_parents_without_a_union_have_a_fine_line_and_say_so():
    parents = item(drawn(BOTH), "ouders van een kind", "mum", "dad")
    assert lines(parents)[0].pen == FINE
    assert "niet geleverd" in parents.title


def test_a_lone_parent_says_that_the_other_is_not_recorded():
    lone = item(drawn("person_id kind relative_id\nmum parent_of kid"), "één bekende ouder", "mum")
    assert "niet vastgelegd" in lone.title


@pytest.mark.parametrize(
    ("kind", "sure", "pen", "word"),
    [
        ("parent_of", "-", SOLID, None),
        ("parent_of", "probable", DASHED, None),
        ("parent_of", "unconfirmed", DOTTED, None),
        ("adoptive_parent_of", "-", SOLID, "adoptie"),
        ("foster_parent_of", "-", CARE, "pleeg"),
        ("guardian_of", "-", CARE, "voogd"),
        ("step_parent_of", "-", CARE, "stief"),
    ],
)
def test_lines_to_children(kind, sure, pen, word):
    kin = f"person_id kind relative_id certainty\nmum {kind} kid {sure}"
    line = item(drawn(kin), "ouder en kind", "kid", "mum")
    assert lines(line)[0].pen == pen
    assert texts(line) == ([word] if word else [])
    # Adoption has a second line beside the first.
    assert len(lines(line)) == (2 if kind == "adoptive_parent_of" else 1)


def test_an_adopted_child_stands_in_brackets():
    kid = item(drawn("person_id kind relative_id\nmum adoptive_parent_of kid"), "persoon", "kid")
    assert len(lines(kid)) == 2


def test_a_step_parent_beside_the_parent_needs_no_line_but_a_row():
    kin = """person_id kind relative_id
        mum parent_of kid
        mum partner_of dad
        dad step_parent_of kid"""
    implied = item(drawn(kin), "al te zien aan andere lijnen", "kid", "dad")
    assert implied.shapes == ()
    assert "stiefkind" in implied.title


@pytest.mark.parametrize(("kind", "bars"), [("twin_of", 0), ("identical_twin_of", 1)])
def test_twins_part_from_one_point_and_identical_ones_have_a_bar(kind, bars):
    kin = f"{BOTH}\nmum parent_of tot\ndad parent_of tot\nkid {kind} tot"
    twins = item(drawn(kin, homes=HOME + "\ntot h1"), "broers en zussen", "kid", "tot")
    legs, *rest = lines(twins)
    assert len(legs.points) == 3
    assert legs.points[1][1] < legs.points[0][1] == legs.points[2][1]
    assert len(rest) == bars


def test_half_siblings_hang_from_two_couples():
    kin = """person_id kind relative_id
        mum parent_of kid
        dad parent_of kid
        mum parent_of tot
        ex parent_of tot"""
    picture = drawn(kin, homes=HOME + "\ntot h1")
    starts = {
        child: set(item(picture, "ouder en kind", child, "mum").other_id.split("|"))
        for child in ("kid", "tot")
    }
    assert starts == {"kid": {"mum", "dad"}, "tot": {"mum", "ex"}}


COUSINS = """person_id kind relative_id
    g parent_of a
    g parent_of b
    a parent_of m
    b parent_of v
    m partner_of v
    m parent_of k
    v parent_of k"""


def test_cousins_who_married_have_a_double_line():
    people = "person_id\n" + "\n".join("gabmvk")
    picture = drawn(COUSINS, people=people, homes="person_id household_id\nk h\nm h\nv h", who="k")
    assert len(lines(item(picture, "paar", "m", "v"))) == 2
    assert "bloedverwant" in item(picture, "paar", "m", "v").title


def test_three_recorded_parents_all_have_a_line():
    kin = BOTH + "\nex parent_of kid"
    picture = drawn(kin)
    told = [i.other_id for i in picture.scene.items if i.kind == "ouder en kind"]
    assert sorted("|".join(told).split("|")) == ["dad", "ex", "mum"]


def test_own_ancestor_is_drawn_twice_and_linked():
    people = "person_id\nmum\nkid\n"
    kin = "person_id kind relative_id\nmum parent_of kid\nkid parent_of mum"
    homes = "person_id household_id\nmum h\nkid h"
    picture = drawn(kin, people=people, homes=homes)
    copies = [i for i in picture.scene.items if i.kind == "nog eens getekend"]
    assert len(copies) == 1
    assert "zie A" in texts(copies[0])[-1]
    assert copies[0].shapes[0].pen.dash


def test_one_person_alone_and_no_dates_at_all():
    graph = make_graph(as_of=None, persons="person_id\nsolo")
    picture = genogram(graph, "solo")
    assert [i.kind for i in picture.scene.items] == ["persoon"]
    assert picture.scene.as_of == ""


def test_a_household_is_an_outline_with_its_domains():
    signals = """signal_id type household_id partner_id event_date
        s1 HOU_ARREARS h1 WOCO 2025-06-01"""
    picture = drawn(BOTH, signals=signals)
    home = next(i for i in picture.scene.items if i.kind == "huishouden")
    assert isinstance(home.shapes[0], Ring)
    assert texts(home) == ["Huishouden A", "WO"]
    assert home.evidence == ("households:h1", "signals:s1")


def test_too_large_is_a_plain_sentence():
    people = "person_id birth_date\n" + "\n".join(f"p{i} 1990-01-01" for i in range(500))
    homes = "person_id household_id\n" + "\n".join(f"p{i} h" for i in range(500))
    kin = "person_id kind relative_id\n" + "\n".join(f"p0 parent_of p{i}" for i in range(1, 500))
    people = people.replace("p0 1990", "p0 1950")
    with pytest.raises(UserError, match="niet te lezen"):
        drawn(kin, people=people, homes=homes, who="p1")


NASTY = '<script>alert(1)</script>"&\u202e\U0001f600' + "x" * 300


def test_html_emoji_and_right_to_left_in_fields_stay_text(tmp_path: Path):
    graph = make_graph(
        persons=[{"person_id": NASTY, "birth_date": "2000-01-01"}],
        households=[{"household_id": "h<1>", "kind": "private", "neighbourhood": NASTY}],
        memberships=[{"person_id": NASTY, "household_id": "h<1>"}],
    )
    picture = genogram(graph, NASTY)
    svg = picture.save(tmp_path / "g.svg").read_text(encoding="utf-8")
    page = picture.to_html()
    assert "<script>alert" not in svg
    assert "<script>alert" not in page
    found = minidom.parseString(svg.encode()).getElementsByTagName("g")
    assert NASTY in {g.getAttribute("data-person-id") for g in found}
    assert picture.table["person_id"].tolist().count(NASTY) == 1


def test_another_ending_is_refused(tmp_path: Path):
    picture = drawn(BOTH)
    with pytest.raises(WrongUse):
        picture.save(tmp_path / "g.pdf")
    assert list(tmp_path.iterdir()) == []
    assert "srcdoc=" in picture._repr_html_()
    assert "sandbox=" in picture._repr_html_()
