"""Rules across tables: what is set aside, what is warned of, and in which order it cascades."""

import pandas as pd
import pytest
from factory import day
from messy import delivery, faults

from famnet.delivery import read_delivery
from famnet.delivery.rules import RULES
from famnet.vocabulary import Workspace

NO_SIGNALS = "signal_id,type,person_id,partner_id,event_date\n"


def of(read, table):
    return [(line, column, code) for t, line, column, code in faults(read) if t == table]


def test_unknown_ids_are_set_aside_and_it_cascades(tmp_path):
    read = read_delivery(
        delivery(
            tmp_path,
            households="household_id\nh\n",
            memberships="person_id,household_id\nzz,h\na,zz\na,h\n",
            ties="person_id,other_id,kind\na,zz,contact\n",
            signals=NO_SIGNALS
            + "s1,JUS_PROPERTY,zz,POL,2020\ns2,JUS_PROPERTY,a,POLITIE,2020\ns3,JUS_PROPERTY,a,POL,2020\n",
            referrals="referral_id,signal_id,from_partner_id,to_partner_id,sent_date\nr1,s1,POL,VT,2020\nr2,s3,POL,VT,2020\n",
            actions="action_id,person_id,action,owner_partner_id\nx,a,bellen,NIEMAND\n",
        )
    )
    assert of(read, "memberships") == [
        (2, "person_id", "unknown_person"),
        (3, "household_id", "unknown_household"),
    ]
    assert of(read, "ties") == [(2, "other_id", "unknown_person")]
    assert of(read, "signals") == [
        (2, "person_id", "unknown_person"),
        (3, "partner_id", "unknown_partner"),
    ]
    assert of(read, "referrals") == [(2, "signal_id", "unknown_signal")]
    assert of(read, "actions") == [(2, "owner_partner_id", "dangling_partner")]
    assert read.tables["signals"]["signal_id"].tolist() == ["s3"]
    assert read.tables["referrals"]["signal"].tolist() == [0]
    assert read.tables["actions"]["owner_partner"].tolist() == [-1]
    totals = read.report.totals
    assert (totals.read, totals.accepted, totals.set_aside, totals.rejected) == (14, 8, 6, 0)


def test_a_row_that_names_a_rejected_row_is_set_aside(tmp_path):
    read = read_delivery(
        delivery(
            tmp_path,
            persons="person_id,birth_date\na,31-02-2000\nb,\n",
            signals=NO_SIGNALS,
            kinships="person_id,kind,relative_id\nb,parent_of,a\n",
        )
    )
    assert of(read, "kinships") == [(2, "relative_id", "unknown_person")]


def test_partners_and_households_are_implied(tmp_path):
    read = read_delivery(
        delivery(
            tmp_path,
            partners="partner_id,kind,name\nbureau7,POL,Bureau 7\n",
            memberships="person_id,household_id\nb,h2\na,h1\nzz,h3\n",
            signals="signal_id,type,person_id,household_id,partner_id,event_date\n"
            "s1,JUS_PROPERTY,a,,VEIL,2020\ns2,HOU_NUISANCE,,h9,BURG,2020\ns3,JUS_PROPERTY,a,,bureau7,2020\n",
        )
    )
    partners, homes = read.tables["partners"], read.tables["households"]
    assert partners["partner_id"].tolist() == ["bureau7", "BURG", "VEIL"]
    assert partners["kind"].tolist() == ["POL", "BURG", "VEIL"]
    assert partners["line"].tolist() == [2, 0, 0]
    # h3 is named by a row only that was set aside.
    assert homes["household_id"].tolist() == ["h2", "h1", "h9"]
    assert homes["kind"].tolist() == ["private"] * 3
    assert read.identifying["households"]["household_id"].tolist() == ["h2", "h1", "h9"]
    assert read.tables["memberships"]["household"].tolist() == [0, 1]
    assert read.tables["signals"]["partner"].tolist() == [2, 1, 0]
    assert "partners" not in [file.table for file in read.report.files if file.read > 1]


@pytest.mark.parametrize(
    ("parent", "child", "code"),
    [
        ("1990-06-15", "1990-06-14", "parent_younger"),
        ("1990-06-15", "1989", "parent_younger"),
        ("1990-06-15", "1990", "parent_under_12"),  # not certainly younger, certainly under 12
        ("1990-06-15", "2002-06-14", "parent_under_12"),
        ("1990-06-15", "2002-06-15", None),
        ("1990-06-15", "2002", None),
        ("1990", "2002-01-01", None),
        ("1990-12", "2002-11-30", "parent_under_12"),
        ("", "2002-06-14", None),
        ("1990-06-15", "", None),
    ],
)
def test_age_of_a_parent(tmp_path, parent, child, code):
    read = read_delivery(
        delivery(
            tmp_path,
            persons=f"person_id,birth_date\na,{parent}\nb,{child}\n",
            signals=NO_SIGNALS,
            kinships="person_id,kind,relative_id\na,parent_of,b\na,step_parent_of,b\n",
        )
    )
    assert of(read, "kinships") == ([] if code is None else [(2, "relative_id", code)])
    assert code is None or RULES[code].severity == "set_aside"


def test_circles_and_third_parents(tmp_path):
    ids = "abcdefghijk"
    kin = [
        "a,parent_of,b",
        "b,parent_of,c",
        "c,parent_of,a",  # a circle of three
        "c,parent_of,d",  # below the circle, not on it
        "e,parent_of,a",  # above it
        "f,parent_of,g",
        "h,parent_of,g",
        "f,sibling_of,g",
        "i,parent_of,g",  # the third
        "i,adoptive_parent_of,g",
        "j,adoptive_parent_of,k",
        "k,parent_of,j",  # a circle through adoption
    ]
    read = read_delivery(
        delivery(
            tmp_path,
            persons="person_id\n" + "\n".join(ids) + "\n",
            signals=NO_SIGNALS,
            kinships="person_id,kind,relative_id\n" + "\n".join(kin) + "\n",
        )
    )
    circle = [(line, "relative_id", "descent_cycle") for line in (2, 3, 4)]
    last = [(line, "relative_id", "descent_cycle") for line in (12, 13)]
    assert of(read, "kinships") == [*circle, (10, "person_id", "third_parent"), *last]


def test_a_long_line_of_descent_is_no_circle(tmp_path):
    n = 300
    persons = "person_id\n" + "".join(f"p{i}\n" for i in range(n))
    kin = "person_id,kind,relative_id\n" + "".join(
        f"p{i},parent_of,p{i + 1}\n" for i in range(n - 1)
    )
    assert (
        faults(read_delivery(delivery(tmp_path, persons=persons, signals=NO_SIGNALS, kinships=kin)))
        == []
    )


def test_two_private_homes_on_one_day(tmp_path):
    rows = [
        "a,h1,2020-01-01,2020-06-01",
        "a,h2,2020-06-01,",  # the day of the move counts for the new home alone
        "b,h1,2020-01-01,",
        "b,inst,2020-03-01,",
        "b,h2,2020-05-01,2020-06-01",  # overlaps line 4
        "c,h1,,",
        "c,h2,2021,",  # whatever day of 2021
        "d,h1,2020-01-01,2020",  # ends some day of 2020
        "d,h2,2020-07-01,",
    ]
    read = read_delivery(
        delivery(
            tmp_path,
            persons="person_id\na\nb\nc\nd\n",
            households="household_id,kind\nh1,private\nh2,\ninst,institution\n",
            memberships="person_id,household_id,start_date,end_date\n" + "\n".join(rows) + "\n",
            signals=NO_SIGNALS,
        )
    )
    assert of(read, "memberships") == [
        (6, "household_id", "two_homes"),
        (8, "household_id", "two_homes"),
    ]
    assert len(read.tables["memberships"]) == 9


def test_events_against_a_life_and_the_reference_date(tmp_path):
    persons = "person_id,birth_date,death_date\na,2000-05-05,2020-05-05\nb,,\n"
    rows = ["2000-05-04", "2000-05", "2020-05-05", "2020-05-06", "2020", "2022-01-01", "2021"]
    signals = NO_SIGNALS + "".join(f"s{i},MEN_CONCERN,a,SWT,{d}\n" for i, d in enumerate(rows))
    folder = delivery(
        tmp_path, toml="reference_date = 2021-06-30\n", persons=persons, signals=signals
    )
    read = read_delivery(folder)
    assert of(read, "signals") == [
        (2, "event_date", "before_birth"),
        (5, "event_date", "after_death"),
        (7, "event_date", "after_reference_date"),
        (8, "event_date", "after_death"),
    ]
    assert read.as_of == day("2021-06-30")
    # The date that is asked for wins.
    later = read_delivery(folder, as_of=day("2030-01-01"))
    assert later.as_of == day("2030-01-01")
    assert "after_reference_date" not in [code for *_, code in of(later, "signals")]


def test_received_before_the_event(tmp_path):
    head = "signal_id,type,person_id,partner_id,event_date,received_date\n"
    rows = "s1,MEN_CONCERN,a,SWT,2020-05-02,2020-05-01\ns2,MEN_CONCERN,a,SWT,2020-05-02,2020-05\n"
    read = read_delivery(delivery(tmp_path, signals=head + rows))
    assert of(read, "signals") == [(2, "received_date", "received_before_event")]
    assert len(read.tables["signals"]) == 2


def test_as_of_without_a_reference_date(tmp_path):
    text = NO_SIGNALS + "s1,MEN_CONCERN,a,SWT,2020-01-01\ns2,MEN_CONCERN,zz,SWT,2024-01-01\n"
    members = "person_id,household_id,start_date,end_date\na,h,2021-02-03,2025-01-01\n"
    read = read_delivery(
        delivery(tmp_path / "x", persons="person_id\na\n", signals=text, memberships=members)
    )
    assert read.as_of == day("2021-02-03")
    none = read_delivery(delivery(tmp_path / "y", persons="person_id\na\n", signals=NO_SIGNALS))
    assert none.report.to_json()["reference_date"] is None


def test_measures_outside_their_ages(tmp_path):
    persons = "person_id,birth_date\nkid,2010-05-05\nteen,2005\nold,1960-01-01\n"
    rows = [
        "m1,OTS,kid,2027-05-01",  # 16
        "m2,OTS,kid,2028-05-05",  # 18 that day: too old
        "m3,OTS,teen,2023-06-01",  # 17 or 18
        "m4,OTS,teen,2024-01-01",  # 18 or 19
        "m5,TOEZ,kid,2027-05-01",  # from 18
        "m6,SA,old,2020-01-01",  # its ages are those of a child; the subject may be a parent
        "m7,TBS,old,1959-01-01",
    ]
    read = read_delivery(
        delivery(
            tmp_path,
            persons=persons,
            signals=NO_SIGNALS,
            measures="measure_id,type,person_id,start_date\n" + "\n".join(rows) + "\n",
        )
    )
    assert of(read, "measures") == [
        (3, "start_date", "measure_outside_ages"),
        (5, "start_date", "measure_outside_ages"),
        (6, "start_date", "measure_outside_ages"),
        (8, "start_date", "before_birth"),
    ]


def test_holders(tmp_path):
    head = "signal_id,type,person_id,partner_id,origin_partner_id,event_date\n"
    rows = [
        "s1,FIN_DEBT,a,POL,,2020",  # police hold no debts
        "s2,FIN_DEBT,a,WENI,,2020",
        "s3,FIN_DEBT,a,ZVH,WENI,2020",  # retold by a hub
        "s4,JUS_ORGCRIME,a,POLB,,2020",  # a part of a holder
        "s5,FIN_BEN_FRAUD,a,GEM,,2020",  # WENI is no part of GEM in the catalogue
        "s6,HOU_OVERCROWD,a,GEM,,2020",  # COLL is
    ]
    read = read_delivery(delivery(tmp_path, signals=head + "\n".join(rows) + "\n"))
    assert of(read, "signals") == [
        (2, "partner_id", "partner_cannot_hold"),
        (6, "partner_id", "partner_cannot_hold"),
    ]


def test_refuted_signals_are_counted_apart_and_stay(tmp_path):
    head = "signal_id,type,person_id,partner_id,event_date,status,derived_from\n"
    rows = "s1,JUS_PROPERTY,a,POL,2020,refuted,\ns2,JUS_PROPERTY,zz,POL,2020,refuted,\ns3,JUS_PROPERTY,a,POL,2020,,s1\ns4,JUS_PROPERTY,a,POL,2020,,s2\ns5,JUS_PROPERTY,a,POL,2020,,s5\n"
    read = read_delivery(delivery(tmp_path, signals=head + rows))
    assert of(read, "signals") == [
        (2, "status", "refuted"),
        (3, "person_id", "unknown_person"),
        (5, "derived_from", "dangling_signal"),
        (6, "derived_from", "derived_from_itself"),
    ]
    frame = read.tables["signals"]
    assert frame["signal_id"].tolist() == ["s1", "s3", "s4", "s5"]
    assert frame["derived_from"].tolist() == [-1, 0, -1, -1]
    assert read.report.files[1].set_aside == 2


def test_what_the_workspace_may_not_see(tmp_path):
    # domain.md 2.4: absence from school has no place in the RIEC; organised crime has.
    text = NO_SIGNALS + "s1,EDU_ABSENCE,c,LPA,2020\ns2,JUS_ORGCRIME,a,POL,2020\n"
    folder = delivery(tmp_path / "a", signals=text)
    riec = read_delivery(folder, workspace=Workspace.RIEC)
    assert of(riec, "signals") == [(2, "type", "not_admitted")]
    assert riec.info.workspace is Workspace.RIEC
    assert of(read_delivery(folder), "signals") == []
    assert of(read_delivery(folder, workspace=Workspace.SYNTHETIC), "signals") == []
    named = delivery(tmp_path / "b", toml='workspace = "riec"\n', signals=text)
    assert of(read_delivery(named), "signals") == [(2, "type", "not_admitted")]


def test_groups_are_numbered_once_for_all_tables(tmp_path):
    read = read_delivery(
        delivery(
            tmp_path,
            ties="person_id,other_id,kind,incident_id\na,b,co_suspect,i2\na,c,contact,\n",
            signals="signal_id,type,person_id,partner_id,event_date,incident_id\n"
            "s1,JUS_PROPERTY,a,POL,2020,i1\ns2,JUS_PROPERTY,b,POL,2020,i2\ns3,JUS_PROPERTY,b,POL,2020,\n",
        )
    )
    ties, signals = read.tables["ties"]["incident"], read.tables["signals"]["incident"]
    assert ties.tolist() == [0, -1]
    assert signals.tolist() == [1, 0, -1]
    assert signals.dtype == "int32"


def test_all_twelve_tables_are_there_with_their_columns(tmp_path):
    from famnet.delivery.contract import COMMON, TABLES

    read = read_delivery(delivery(tmp_path))
    assert list(read.tables) == [table.name for table in TABLES]
    for table in TABLES:
        frame = read.tables[table.name]
        expected = [c for c in (*table.columns, *COMMON) if not c.identifying or c.kind == "date"]
        names = [
            n
            for c in expected
            for n in ([c.name, f"{c.name}_hi"] if c.kind == "date" else [c.stored])
        ]
        assert list(frame.columns) == [*names, "line"]
        for c in expected:
            kind = frame[c.stored].dtype
            wanted = {
                "key": "str",
                "text": "str",
                "ref": "int32",
                "group": "int32",
                "date": "int32",
                "number": "float32",
                "flag": "bool",
            }
            if c.kind in wanted:
                assert kind == wanted[c.kind], (table.name, c.name)
            else:
                assert isinstance(kind, pd.CategoricalDtype), (table.name, c.name)
        assert frame["line"].dtype == "int32"
