"""Receipts: what a page says is read back, every fact resolves, and what no longer holds is told."""

from __future__ import annotations

import json
from dataclasses import replace

import drawn_family as drawn
import pytest
from factory import make_graph
from receipt_world import TABLES, family, held, then

from famnet.draw.family.facts import FactIndex
from famnet.errors import UserError
from famnet.reports.holding import Why, added, broken, edited
from famnet.reports.marked import Marked, marked
from famnet.reports.receipt_rules import KINDS, rule_version
from famnet.reports.receipts import FILE, read_receipts, write_receipts
from famnet.reports.source_rows import SourceRows


def receipts_of_kind(kind):
    return [receipt for receipt in then().receipts.receipts if receipt.kind == kind]


# Reading a page


def test_text_of_a_statement_leaves_out_numbers_and_what_is_marked_within():
    html = (
        '<table data-fact="known" data-facts="rule:known"><tr id="e03"><td>e03</td><td>school, e03,'
        ' <a class="rc" href="#e03">e03</a></td><td data-fact="known" data-facts="signals:S%201">ja'
        "<br>zeker</td></tr></table><p>buiten</p>"
    )
    assert marked(html) == (
        Marked("known", ("rule:known",), "school,"),
        Marked("known", ("signals:S%201",), "ja zeker"),
    )


def test_a_statement_without_facts_rests_on_those_around_it():
    html = '<p data-fact="a" data-facts="rule:x">een <b data-fact="b">twee</b> drie</p>'
    assert [(m.kind, m.facts, m.text) for m in marked(html)] == [
        ("a", ("rule:x",), "een drie"), ("b", ("rule:x",), "twee"),
    ]  # fmt: skip


def test_scripts_styles_and_comments_are_no_text():
    html = (
        '<div data-fact="a"><style>p{}</style><script>if(1<2){"</p>"}</script><!-- <b data-fact="c"> -->'
        "a &lt;b&gt; &amp; c</div>"
    )
    assert marked(html) == (Marked("a", (), "a <b> & c"),)


@pytest.mark.parametrize(
    "html", ['<p data-fact="a">een<b>twee</p>drie', "</p></p>", "<", "", "<p data-fact"]
)
def test_a_page_broken_by_hand_is_still_read(html):
    assert [mark.text for mark in marked(html)] in ([], ["een twee"])


# What receipts say


def test_every_fact_resolves():
    receipts = then().receipts
    for receipt in receipts.receipts:
        assert receipt.facts, receipt
        for fact in receipt.facts:
            if fact.startswith("rule:"):
                assert receipts.rules[fact.removeprefix("rule:")], fact
            else:
                assert fact in receipts.sources, fact


def test_every_kind_on_a_page_is_declared():
    assert {receipt.kind for receipt in then().receipts.receipts} <= set(KINDS)


def test_what_waits_rests_on_its_own_row():
    # In the drawing the court's hand-over R7 of 6 July waits on 16 November: 133 days.
    waits = [receipt for receipt in receipts_of_kind("stuck") if "133" in receipt.text]
    assert ["referrals:R7" in receipt.facts for receipt in waits] == [True]


def test_the_sentence_rests_on_all_that_it_counts():
    (seen,) = receipts_of_kind("seen")
    assert "11 gebeurtenissen" in seen.text
    # s1042, s1043 and s1051 lie before the 24 months, s1160 was refuted, s1236 and s1237 tell of what goes
    # well.
    counted = {f"signals:{row['signal_id']}" for row in TABLES["signals"]}
    never = {f"signals:s{number}" for number in (1042, 1043, 1051, 1160, 1236, 1237)}
    assert set(seen.facts) <= counted - never


def test_parameters_say_what_all_was_made_with():
    assert then().receipts.parameters["as_of"] == "2026-11-16"
    assert then().receipts.parameters["workspace"] == "synthetic"
    assert then().receipts.parameters["months"] == "24"


def test_file_is_the_same_each_time_and_is_read_back(tmp_path):
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    first = write_receipts(then().receipts, tmp_path / "a").read_bytes()
    assert first == write_receipts(then().receipts, tmp_path / "b").read_bytes()
    content = json.loads(first)
    assert len(content["receipts"]) == len(then().receipts.receipts)
    assert read_receipts(tmp_path / "a" / FILE) == then().receipts


@pytest.mark.parametrize(
    "text", ["", "[]", "{}", '{"format": 99}', '{"format": 1, "parameters": {}}', "\x00"]
)
def test_another_file_is_refused_in_words(tmp_path, text):
    (tmp_path / FILE).write_text(text)
    with pytest.raises(UserError, match="ontbreekt of is niet te lezen"):
        read_receipts(tmp_path / FILE)
    with pytest.raises(UserError):
        read_receipts(tmp_path / "elders" / FILE)


def test_no_birth_day_stands_behind_a_digest():
    days = [
        SourceRows(graph, FactIndex(graph)).of(["persons:a"])["persons:a"].digest
        for graph in (
            make_graph(persons=f"person_id birth_date sex\na {birth} male")
            for birth in ("1990-05-06", "1990-11-30", "1991-05-06")
        )
    ]
    assert days[0] == days[1] != days[2]


def test_digest_of_a_row_does_not_move_with_other_rows():
    few = make_graph(
        persons="person_id\nb",
        signals="signal_id type person_id partner_id event_date incident_id\ns FIN_DEBT b WENI 2025-01-01 i",
    )
    many = make_graph(
        persons="person_id\na\nb",
        partners=[{"partner_id": "AAA", "kind": "POL"}],
        signals="signal_id type person_id partner_id event_date incident_id\nr FIN_DEBT a POL 2025-01-01 h\ns FIN_DEBT b WENI 2025-01-01 i",
    )
    found = [SourceRows(graph, FactIndex(graph)).of(["signals:s"]) for graph in (few, many)]
    assert found[0] == found[1]
    assert (
        SourceRows(few, FactIndex(few)).of(["signals:r", "rule:x", "requests:2", "windows:w"]) == {}
    )


def test_version_of_a_rule_of_the_catalogue_is_that_of_its_row():
    assert rule_version("must.DIRECTION")
    assert rule_version("must.DIRECTION") != rule_version("must.MINOR_DANGER")
    assert rule_version("criteria.zvh.K1B") == "1.0"
    assert rule_version("criteria.nowhere.K1B") == rule_version("must.NOWHERE") == ""
    assert rule_version("stuck") == KINDS["stuck"].version


# What no longer holds


def test_rows_of_others_change_only_what_speaks_of_all():
    others = {
        "persons": [*TABLES["persons"], {"person_id": "Z1", "birth_date": "1970-01-01"}],
        "memberships": [{"person_id": "Z1", "household_id": "hZ"}, *TABLES["memberships"]],
        "requests": [
            {"partner_id": "SCH", "household_id": "hZ", "asked_date": "2026-10-01", "answer": "pending"},
            *TABLES["requests"],
        ],
        "signals": [
            {"signal_id": "s0", "type": "FIN_DEBT", "person_id": "Z1", "partner_id": "WENI",
             "event_date": "2026-01-01"},
            *TABLES["signals"],
        ],
        "households": [*drawn.HOUSEHOLDS, {"household_id": "hZ", "kind": "private"}],
    }  # fmt: skip
    found, _, _ = held(family(**others))
    # Lines of requests and memberships moved by one: rows are known by their content.
    assert found
    assert {one.kind for one in found if not KINDS[one.kind].everywhere} == set(), found
    assert {one.why for one in found} == {Why.VALUE_CHANGED}


def test_a_row_that_is_gone_and_one_that_changed_are_told_apart():
    rows = [row for row in TABLES["requests"] if row["partner_id"] != "OM"]
    found, _, _ = held(family(requests=rows))
    assert ("requests:5",) in {one.facts for one in found if one.why is Why.ROW_GONE}
    again = [
        {**row, "answer": "refused"} if row["partner_id"] == "OM" else row
        for row in TABLES["requests"]
    ]
    found, _, _ = held(family(requests=again))
    assert ("requests:5",) in {one.facts for one in found if one.why is Why.ROW_CHANGED}
    assert Why.ROW_GONE not in {one.why for one in found}


def test_another_version_of_a_rule_is_named():
    now = then().receipts
    before = replace(now, rules={**now.rules, "stuck": "0.9"})
    graph = family()
    found = broken(before, now, SourceRows(graph, FactIndex(graph)))
    assert {(one.kind, one.why, one.facts) for one in found} == {
        ("stuck", Why.RULE_CHANGED, ("rule:stuck",))
    }
    assert len(found) == len(receipts_of_kind("stuck"))


def test_without_any_digest_a_changed_row_would_pass():
    """The gate, switched off: with equal digests nothing but a changed text is seen."""
    rows = [
        {**row, "source": "elders"} if row["signal_id"] == "s1042" else row
        for row in TABLES["signals"]
    ]
    found, now, _ = held(family(signals=rows))
    assert {one.why for one in found} == {Why.ROW_CHANGED}
    blind = [
        replace(made, sources={f: replace(s, digest="", about="") for f, s in made.sources.items()})
        for made in (then().receipts, now)
    ]
    graph = family()
    assert broken(*blind, SourceRows(graph, FactIndex(graph))) == []


def test_what_would_be_new_is_counted_apart():
    _, now, _ = held(
        family(measures=[*TABLES["measures"], {**TABLES["measures"][4], "measure_id": "M6"}])
    )
    assert added(then().receipts, then().receipts) == []
    assert any(r.kind == "measure" and "M6" in r.text for r in added(then().receipts, now))


def test_a_text_changed_on_the_page_is_found_where_it_stands():
    page = then().receipts.pages[-1]
    shown = [Marked(r.kind, r.facts, r.text) for r in then().receipts.receipts if r.page == page]
    at = next(i for i, mark in enumerate(shown) if mark.kind == "regie")
    shown[at] = replace(shown[at], text="Regie: niemand")
    made = replace(
        then().receipts, receipts=tuple(r for r in then().receipts.receipts if len(r.text) < 300)
    )
    short = [mark for mark in shown if len(mark.text) < 300]
    (one,) = edited(made, {page: short})
    assert (one.file, one.receipt, one.kind, one.why, one.now) == (
        page, f"{page[9:-5]}/{at + 1}", "regie", Why.EDITED, "Regie: niemand",
    )  # fmt: skip
    extra = [*short[:at], *short[at + 1 :], Marked("seen", ("signals:x",), "Meer gezien")]
    assert {(b.kind, b.why) for b in edited(made, {page: extra})} >= {("seen", Why.NO_RECEIPT)}
