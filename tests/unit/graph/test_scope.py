"""A scope holds who is near and every row about them, with codes that fit."""

from __future__ import annotations

import numpy as np
import pytest
from factory import day, make_graph

from famnet.delivery.contract import TABLES
from famnet.errors import UserError, WrongUse


def region():
    """g - m - a - x a line of descent; h housemate of a; t tied to h; z far off."""
    return make_graph(
        persons="person_id source_partner_id\nz BRP\ng -\nm -\na -\nx -\nh -\nt -".replace(
            "BRP", "GEM"
        ),
        kinships="person_id kind relative_id\ng parent_of m\nm parent_of a\na parent_of x",
        memberships="person_id household_id start_date end_date\na H1 - -\nh H1 - -\nz H2 - -\nm H3 - 2010-01-01\nt H3 2020-01-01 -",
        ties="person_id other_id kind start_date\nh t contact -\nt z contact 2030-01-01",
        signals="""signal_id type person_id household_id partner_id event_date derived_from
        s1 FIN_DEBT z - SWT 2025-01-01 -
        s2 FIN_DEBT a - SOCD 2025-02-01 s1
        s3 FIN_DEBT - H1 SWT 2025-03-01 -
        s4 FIN_DEBT a - SWT 2027-01-01 -
        """,
        referrals="""referral_id signal_id person_id from_partner_id to_partner_id sent_date
        r1 s1 - SWT GEM 2025-01-02
        r2 s2 - SOCD VT 2025-02-02
        r3 s1 a SWT GEM 2025-01-03
        """,
        involvements="partner_id person_id household_id\nSOCD a -\nGEM - H2",
    )


def persons(graph):
    return graph.persons["person_id"].tolist()


@pytest.mark.parametrize(
    ("seeds", "hops", "kinds", "expected"),
    [
        (["a"], 0, None, ["a"]),
        (["a"], 1, ["kin"], ["m", "a", "x"]),
        (["a"], 2, ["kin"], ["g", "m", "a", "x"]),
        (["a"], 1, None, ["m", "a", "x", "h"]),
        (["a"], 2, ["homes", "ties"], ["a", "h", "t"]),
        (["a"], 2, ["homes", "co_suspect"], ["a", "h"]),
        (["a"], 5, ["parent_of"], ["g", "m", "a", "x"]),
        (["H1"], 0, None, ["a", "h"]),
        # t lives now where m lived before: no step.
        (["m"], 1, ["homes"], ["m"]),
        # The tie to z begins in 2030.
        (["h"], 9, ["ties"], ["h", "t"]),
    ],
)
def test_who_is_in_it(seeds, hops, kinds, expected):
    assert persons(region().scope(seeds, hops=hops, kinds=kinds)) == expected


def test_as_of_decides_what_is_followed_and_known():
    later = region().scope(["h"], hops=2, kinds=["ties"], as_of=day("2031-01-01"))
    assert persons(later) == ["z", "h", "t"]
    assert later.as_of == day("2031-01-01")
    earlier = region().scope(["a"], hops=0, as_of=day("2025-01-15"))
    assert len(earlier.signals) == 0
    assert persons(region().scope(["m"], hops=1, kinds=["homes"], as_of=day("2009-01-01"))) == ["m"]


def test_every_row_about_them_and_no_other():
    cut = region().scope(["a"], hops=0, as_of=day("2028-01-01"))
    assert cut.households["household_id"].tolist() == ["H1"]
    assert cut.signals["signal_id"].tolist() == ["s2", "s3", "s4"]
    # s1 is left out, so s2 is derived from nothing here.
    assert cut.signals["derived_from"].tolist() == [-1, -1, -1]
    assert cut.tables["referrals"]["referral_id"].tolist() == ["r2", "r3"]
    assert cut.tables["referrals"]["signal"].tolist() == [0, -1]
    partners = cut.partners["partner_id"].tolist()
    assert sorted(partners) == ["GEM", "SOCD", "SWT", "VT"]
    told = cut.tables["involvements"]["partner"].tolist()
    assert [partners[code] for code in told] == ["SOCD"]
    assert len(cut.memberships) == 1  # that of h goes with h


def test_all_codes_fit():
    for seeds in (["a"], ["z"], ["H3"], ["a", "z"]):
        cut = region().scope(seeds, hops=1)
        for table in TABLES:
            for column in table.columns:
                if column.kind == "ref":
                    code = cut.tables[table.name][column.stored].to_numpy()
                    assert code.dtype == np.int32
                    assert ((code >= -1) & (code < len(cut.tables[column.target]))).all()


def test_everything_is_everything():
    whole = region()
    cut = whole.scope(persons(whole), hops=0, as_of=day("2040-01-01"))
    for table in TABLES:
        if table.name != "partners":
            assert len(cut.tables[table.name]) == len(whole.tables[table.name]), table.name


def test_the_whole_is_left_alone_and_kin_agrees():
    from famnet.analysis.kinship import kin

    whole = region()
    before = kin(whole)
    cut = whole.scope(["a"], hops=2, kinds=["kin"])
    inside = before["person_id"].isin(persons(cut)) & before["relative_id"].isin(persons(cut))
    assert kin(cut).equals(before[inside].reset_index(drop=True))
    assert kin(whole).equals(before)


def test_who_is_not_there():
    with pytest.raises(UserError, match="'nobody'"):
        region().scope(["nobody"])
    with pytest.raises(WrongUse, match="vriend"):
        region().scope(["a"], kinds=["vriend"])
    with pytest.raises(WrongUse):
        region().scope(["a"], hops=-1)
