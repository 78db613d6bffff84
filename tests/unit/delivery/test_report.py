"""The report as cli.md states it, and the three lists that are written of it."""

import csv

from messy import delivery

from famnet.delivery import check_delivery, read_delivery, write_faults

SIGNALS = (
    "signal_id,type,person_id,partner_id,event_date,status,kleur\n"
    "s1,JUS_PROPERTY,a,POL,2020,,x\n"
    "s2,NOPE,a,POL,2020,,x\n"
    "s3,JUS_PROPERTY,zz,POL,2020,,x\n"
    "s4,FIN_DEBT,a,POL,2020,,x\n"
)


def test_json_is_what_cli_md_says(tmp_path):
    toml = "synthetic = true\nreference_date = 2021-01-01\n"
    assert read_delivery(delivery(tmp_path, toml=toml, signals=SIGNALS)).report.to_json() == {
        "reference_date": "2021-01-01",
        "synthetic": True,
        "usable": True,
        "totals": {"read": 7, "accepted": 5, "rejected": 1, "set_aside": 1},
        "files": [
            {
                "file": "persons.csv", "table": "persons", "encoding": "utf-8", "delimiter": ",",
                "read": 3, "accepted": 3, "rejected": 0, "set_aside": 0, "unknown_columns": [],
            },
            {
                "file": "signals.csv", "table": "signals", "encoding": "utf-8", "delimiter": ",",
                "read": 4, "accepted": 2, "rejected": 1, "set_aside": 1, "unknown_columns": ["kleur"],
            },
        ],
        "faults": [
            {"code": "unknown_code", "severity": "rejected", "table": "signals", "count": 1},
            {"code": "unknown_person", "severity": "set_aside", "table": "signals", "count": 1},
            {"code": "partner_cannot_hold", "severity": "warning", "table": "signals", "count": 1},
            {"code": "unknown_column", "severity": "warning", "table": "signals", "count": 1},
        ],
    }  # fmt: skip


def test_the_three_lists(tmp_path):
    report = read_delivery(delivery(tmp_path / "d", signals=SIGNALS)).report
    files = write_faults(report, tmp_path / "out")
    assert [file.name for file in files] == ["rejected.csv", "set_aside.csv", "warnings.csv"]
    rows = {}
    for file in files:
        with file.open(encoding="utf-8", newline="") as handle:
            rows[file.name] = list(csv.reader(handle))
        assert rows[file.name][0] == ["file", "line", "column", "code", "severity", "message"]
    assert [row[:5] for row in rows["rejected.csv"][1:]] == [
        ["signals.csv", "3", "type", "unknown_code", "rejected"]
    ]
    assert [row[:5] for row in rows["set_aside.csv"][1:]] == [
        ["signals.csv", "4", "person_id", "unknown_person", "set_aside"]
    ]
    assert [row[1:4] for row in rows["warnings.csv"][1:]] == [
        ["1", "kleur", "unknown_column"],
        ["5", "partner_id", "partner_cannot_hold"],
    ]
    empty = write_faults(check_delivery(delivery(tmp_path / "e")).report, tmp_path / "none")
    assert all(file.read_text().count("\n") == 1 for file in empty)


def test_a_repr_shows_counts_and_no_person(tmp_path):
    read = read_delivery(delivery(tmp_path))
    assert repr(read) == "Delivery(3 persons, 2 partners, 2 signals; as of 2021-05-05)"
    assert repr(read.report) == (
        "CheckReport(2 files, 5 read = 5 accepted + 0 rejected + 0 set aside)"
    )
