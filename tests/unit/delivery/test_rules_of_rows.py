"""Every rule that a row meets or breaks by itself: one row that breaks it, one that doesn't."""

import re

import pytest
from messy import delivery, faults

from famnet.delivery import read_delivery
from famnet.delivery.rules import RULES
from famnet.delivery.rules_en import MESSAGES_EN

HEAD = "signal_id,type,person_id,household_id,role,partner_id,event_date,received_date,status,link_probability,onward_consent\n"


def signals(*rows: str) -> str:
    return (
        HEAD + "s0,JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,,\n" + "".join(f"{r}\n" for r in rows)
    )


BROKEN = [
    (",JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,,", "signal_id", "required_empty"),
    ("s1,,a,,suspect,POL,2020-01-01,,,,", "type", "required_empty"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,,,,,", "event_date", "required_empty"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,00000000,,,,", "event_date", "required_empty"),
    ("s1,JUS_PROPERTYY,a,,suspect,POL,2020-01-01,,,,", "type", "unknown_code"),
    ("s1,jus_property,a,,suspect,POL,2020-01-01,,,,", "type", "unknown_code"),
    ("s1,JUS_PROPERTY,a,,thief,POL,2020-01-01,,,,", "role", "not_allowed_value"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,31-02-2020,,,,", "event_date", "bad_date"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,9999-12-31,,,,", "event_date", "bad_date"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,43831,,,,", "event_date", "excel_date"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,zeker,", "link_probability", "bad_number"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,1.5,", "link_probability", "bad_number"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,,misschien", "onward_consent", "bad_flag"),
    ("s0,JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,,", "signal_id", "duplicate_key"),
    ("s1,JUS_PROPERTY,a,h1,suspect,POL,2020-01-01,,,,", "", "subject_not_one"),
    ("s1,JUS_PROPERTY,,,suspect,POL,2020-01-01,,,,", "", "subject_not_one"),
    ("s1,JUS_SUSPECT,a,,victim,POL,2020-01-01,,,,", "role", "role_not_allowed"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,2020-01-01", "", "ragged_row"),
    ("s1,JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,,,,x", "", "ragged_row"),
    ('s1,"JUS_PROPERTY,a,,suspect,POL,2020-01-01,,,,', "", "unbalanced_quotes"),
]
TORN = ("ragged_row", "unbalanced_quotes")


@pytest.fixture(scope="module", params=["whole lines", "torn lines"])
def checked(request, tmp_path_factory):
    """All broken rows in one delivery, each between nothing but good ones."""
    torn = request.param == "torn lines"
    rows = [(row, column, code) for row, column, code in BROKEN if torn or code not in TORN]
    rows = [
        (re.sub("^s1,", f"s{i + 10},", row), column, code)
        for i, (row, column, code) in enumerate(rows)
    ]
    text = signals(*(row for row, *_ in rows), "s9,JUS_PROPERTY,b,,,POL,2020,,,,")
    return read_delivery(delivery(tmp_path_factory.mktemp("d"), signals=text)), rows


def test_each_broken_row_is_rejected_for_its_own_reason(checked):
    read, rows = checked
    assert faults(read) == [
        ("signals", i + 3, column, code) for i, (_, column, code) in enumerate(rows)
    ]
    assert set(read.report.faults["severity"]) == {"rejected"}
    assert list(read.tables["signals"]["signal_id"]) == ["s0", "s9"]
    assert list(read.tables["signals"]["line"]) == [2, len(rows) + 3]
    totals, n = read.report.totals, len(rows)
    assert (totals.read, totals.accepted, totals.rejected, totals.set_aside) == (n + 5, 5, n, 0)


def test_all_reasons_of_a_row_are_named(tmp_path):
    row = "s1,NOPE,,,thief,POL,31-02-2020,,,x,"
    codes = {code for *_, code in faults(read_delivery(delivery(tmp_path, signals=signals(row))))}
    assert codes == {
        "unknown_code",
        "subject_not_one",
        "not_allowed_value",
        "bad_date",
        "bad_number",
    }


def test_first_good_row_of_a_key_stays(tmp_path):
    text = signals(
        "s1,NOPE,a,,,POL,2020-01-01,,,,",
        "s1,JUS_PROPERTY,b,,,POL,2020-01-01,,,,",
        "s1,JUS_PROPERTY,c,,,POL,2020-01-01,,,,",
    )
    read = read_delivery(delivery(tmp_path, signals=text))
    assert faults(read) == [
        ("signals", 3, "type", "unknown_code"),
        ("signals", 5, "signal_id", "duplicate_key"),
    ]
    assert list(read.tables["signals"]["person"]) == [0, 1]


@pytest.mark.parametrize(
    ("table", "text", "code"),
    [
        (
            "memberships",
            "person_id,household_id,start_date,end_date\na,h,2020-05-01,2020-04-30\n",
            "end_before_start",
        ),
        ("kinships", "person_id,kind,relative_id\na,parent_of,a\n", "own_relative"),
        ("ties", "person_id,other_id,kind\na,a,contact\n", "own_relative"),
        (
            "referrals",
            "referral_id,from_partner_id,to_partner_id,sent_date\nr,POL,VT,2020\n",
            "subject_missing",
        ),
        (
            "requests",
            "partner_id,person_id,asked_date,delivered_date\nPOL,a,2020-02,2020-01\n",
            "end_before_start",
        ),
        (
            "persons",
            "person_id,birth_date,death_date\nx,,\na,2000-01-02,2000-01-01\n",
            "death_before_birth",
        ),
    ],
)
def test_rejects_in_other_tables(tmp_path, table, text, code):
    head = "signal_id,type,person_id,partner_id,event_date\n"
    read = read_delivery(delivery(tmp_path, **{"signals": head, table: text}))
    assert [c for t, *_, c in faults(read) if t == table] == [code]
    assert RULES[code].severity == "rejected"


@pytest.mark.parametrize(
    "text",
    [
        "person_id,household_id,start_date,end_date\na,h,2020-05-15,2020-05\n",
        "person_id,household_id,start_date,end_date\na,h,2020,2020-01-01\n",
        "person_id,household_id,start_date,end_date\na,h,2020-01-01,2020-01-01\n",
    ],
)
def test_end_before_start_fires_only_when_every_reading_breaks_it(tmp_path, text):
    assert faults(read_delivery(delivery(tmp_path, memberships=text))) == []


def test_repeated_rows_of_a_table_without_key(tmp_path):
    text = "person_id,household_id,role\na,h,head\nb,h,\na,h,head\n a ,h,head\na,h,\n"
    read = read_delivery(delivery(tmp_path, memberships=text))
    assert faults(read) == [
        ("memberships", 4, "", "duplicate_row"),
        ("memberships", 5, "", "duplicate_row"),
        ("memberships", 5, "person_id", "id_spaces"),
    ]
    assert list(read.tables["memberships"]["line"]) == [2, 3, 6]


def test_ids_are_trimmed_and_keep_their_zeros(tmp_path):
    persons = "person_id\n 007 \n7\n\u00a008\n"
    head = "signal_id,type,person_id,partner_id,event_date\n1,JUS_PROPERTY,007,POL,2020\n2,JUS_PROPERTY,8,POL,2020\n"
    read = read_delivery(delivery(tmp_path, persons=persons, signals=head))
    assert list(read.tables["persons"]["person_id"]) == ["007", "7", "08"]
    assert faults(read) == [
        ("persons", 2, "person_id", "id_spaces"),
        ("persons", 4, "person_id", "id_spaces"),
        ("signals", 3, "person_id", "unknown_person"),
    ]


@pytest.mark.parametrize(
    ("bsn", "good"),
    # From python-stdnum's own documentation and tests, plus a shape or two.
    [
        ("111222333", True),
        ("1112.22.333", True),
        ("111252333", False),
        ("1112223334", False),
        ("000000000", False),
        ("10", False),
        ("abc", False),
        ("", True),
    ],
)
def test_bsn_that_fails_the_elfproef_is_a_warning_that_quotes_nothing(tmp_path, bsn, good):
    read = read_delivery(delivery(tmp_path, persons=f"person_id,bsn\na,{bsn}\nb,\nc,\n"))
    assert faults(read) == ([] if good else [("persons", 2, "bsn", "bsn_elfproef")])
    assert len(read.tables["persons"]) == 3
    assert "bsn" not in read.tables["persons"]
    assert list(read.identifying["persons"]["bsn"]) == [bsn, "", ""]
    if bsn and not good:
        assert bsn not in read.report.faults.to_csv()


def test_sex_and_flags_in_dutch(tmp_path):
    persons = "person_id,sex,secret_address\na,M,ja\nb,v,nee\nc,X,\nd,Vrouw,TRUE\ne,onbekend,0\nf,,false\n"
    frame = read_delivery(delivery(tmp_path, persons=persons)).tables["persons"]
    assert frame["sex"].astype(object).where(frame["sex"].notna(), None).tolist() == [
        "male", "female", "x", "female", "unknown", None,
    ]  # fmt: skip
    assert frame["secret_address"].tolist() == [True, False, False, True, False, False]


def test_a_british_postcode_is_no_fault(tmp_path):
    read = read_delivery(
        delivery(tmp_path, households="household_id,kind,postcode\nh,private,WN3 4NL\n")
    )
    assert faults(read) == []
    assert list(read.identifying["households"]["postcode"]) == ["WN3 4NL"]


def test_no_message_ever_holds_a_placeholder_or_a_value():
    for rule in RULES.values():
        text = rule.message_nl.format(column="kolom")
        assert "{" not in text
        assert text.endswith(".")


def test_every_rule_is_said_in_english_too_with_the_same_gap():
    assert MESSAGES_EN.keys() == RULES.keys()
    for rule in RULES.values():
        english = rule.message("en", "{gap}")
        assert english != rule.message_nl
        # The column of a heading that was read anew is known in Dutch alone.
        if rule.code != "renamed_column":
            assert ("{gap}" in english) == ("{column}" in rule.message_nl), rule.code
