"""Stays of which the household isn't known don't disturb the rule of two homes."""

from __future__ import annotations

from famnet.delivery import check_delivery


def test_a_stay_without_a_household_where_none_is_known(tmp_path):
    (tmp_path / "delivery.toml").write_text("synthetic = true\n", encoding="utf-8")
    (tmp_path / "persons.csv").write_text("person_id\na\n", encoding="utf-8")
    (tmp_path / "signals.csv").write_text(
        "signal_id,type,person_id,partner_id,event_date\n", encoding="utf-8"
    )
    (tmp_path / "households.csv").write_text("household_id\n\n", encoding="utf-8")
    (tmp_path / "memberships.csv").write_text("person_id,household_id\na,\n", encoding="utf-8")
    report = check_delivery(tmp_path).report
    totals = report.totals
    assert totals.read == totals.accepted + totals.rejected + totals.set_aside
    assert totals.rejected == 1
    assert "two_homes" not in set(report.faults["code"])
