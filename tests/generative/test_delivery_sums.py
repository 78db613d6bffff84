"""Whatever is delivered: nothing is lost, nothing is told twice, and the tables keep their promises."""

import csv
import io
import tempfile
from pathlib import Path

import numpy as np
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from famnet.delivery import check_delivery
from famnet.delivery.contract import COMMON, TABLES, table
from famnet.delivery.rules import RULES
from famnet.errors import UserError
from famnet.vocabulary import FOREVER, NO_DAY, Workspace

IDS = st.sampled_from(["a", "b", "c", "d", " a", "007", "7", "", "zz", "é"])
DATES = st.sampled_from(
    [
        "",
        "1980",
        "1999-05",
        "2020-01-01",
        "20200100",
        "31-02-2000",
        "00-00-1990",
        "44000",
        "9999-12-31",
        "2031-05-05",
        "x",
    ]
)
JUNK = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=6)


def _cell(column):
    if column.kind in ("key", "ref", "group"):
        partner = column.target == "partners"
        return st.sampled_from(["POL", "LPA", "SWT", "p1", "", "NIEMAND"]) if partner else IDS
    if column.kind == "date":
        return DATES
    if column.values:
        return st.sampled_from([*column.values, "", "nope"])
    if column.kind == "code":
        codes = {
            "signal_types": "JUS_PROPERTY EDU_ABSENCE MEN_CONCERN",
            "partners": "POL LPA",
            "measures": "OTS TOEZ",
        }
        return st.sampled_from([*codes.get(column.target, "vt_report").split(), "", "NOPE"])
    return st.one_of(st.sampled_from(["", "1", "0.5", "ja", "false"]), JUNK)


@st.composite
def tables(draw):
    """Some tables with some columns in some order, some rows of the wrong width."""
    chosen = draw(st.sets(st.sampled_from([t.name for t in TABLES])))
    made = {}
    for name in sorted(chosen | {"persons", "signals"}):
        columns = [*table(name).columns, *COMMON]
        required = [c for c in columns if c.required or c.name in ("person_id", "birth_date")]
        more = draw(st.lists(st.sampled_from(columns), max_size=5, unique=True))
        used = list(dict.fromkeys([*required, *more]))
        if draw(st.integers(0, 9)) == 0:
            used = used[1:] or used
        rows = draw(st.lists(st.tuples(*(_cell(c) for c in used)), max_size=8))
        rows += draw(st.lists(st.sampled_from(rows), max_size=3)) if rows else []
        if draw(st.integers(0, 4)) == 0:
            rows.append(tuple(draw(st.lists(JUNK, min_size=1, max_size=len(used) + 2))))
        made[name] = ([c.name for c in used], rows)
    return made


def _write(folder: Path, made, delimiter: str) -> None:
    for name, (heading, rows) in made.items():
        text = io.StringIO(newline="")
        writer = csv.writer(text, lineterminator="\n", delimiter=delimiter)
        writer.writerow(heading)
        writer.writerows(rows)
        (folder / f"{name}.csv").write_bytes(text.getvalue().encode())


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(tables(), st.sampled_from([",", ";"]), st.sampled_from([None, *Workspace]), st.booleans())
def test_sums_references_and_messages(made, delimiter, workspace, dated):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        _write(folder, made, delimiter)
        if dated:
            (folder / "delivery.toml").write_text("reference_date = 2021-01-01\n")
        delivery = check_delivery(folder, workspace=workspace)
        again = check_delivery(folder, workspace=workspace)
    report = delivery.report
    # Nothing is lost.
    for file in report.files:
        assert file.read == file.accepted + file.rejected + file.set_aside
        kept = delivery.tables[file.table]
        refuted = int((kept["status"] == "refuted").sum()) if file.table == "signals" else 0
        assert int((kept["line"] > 0).sum()) == file.accepted + refuted
    totals = report.totals
    assert totals.read == totals.accepted + totals.rejected + totals.set_aside
    # Every row that was lost has a reason, and every reason a row that was lost.
    lost = report.faults[report.faults["severity"] != "warning"]
    for file in report.files:
        own = lost[lost["file"] == file.file]
        assert own["line"].nunique() == file.rejected + file.set_aside
        rejected = own.loc[own["severity"] == "rejected", "line"].nunique()
        assert rejected == file.rejected
    assert set(report.faults["code"]) <= set(RULES)
    assert not report.faults.duplicated().any()
    # References lead somewhere, periods run forward.
    for declared in TABLES:
        frame = delivery.tables[declared.name]
        for column in (*declared.columns, *COMMON):
            if column.kind == "ref":
                values = frame[column.stored].to_numpy()
                assert ((values >= -1) & (values < len(delivery.tables[column.target]))).all()
                if column.required:
                    assert (values >= 0).all()
            elif column.kind == "date":
                low, high = frame[column.name].to_numpy(), frame[f"{column.name}_hi"].to_numpy()
                assert (low <= high).all()
                assert not np.isin(low, [FOREVER]).any() or column.name in (
                    "end_date",
                    "death_date",
                )
                assert ((low == NO_DAY) == (high == NO_DAY)).all()
        if declared.key is not None:
            assert frame[declared.key].is_unique
            assert (frame[declared.key].str.strip() == frame[declared.key]).all()
        assert frame["line"].loc[frame["line"] > 0].is_monotonic_increasing
    for name, frame in delivery.identifying.items():
        key = table(name).key
        assert frame[key].tolist() == delivery.tables[name][key].tolist()
    # Twice the same.
    assert report.faults.equals(again.report.faults)
    assert report.to_json() == again.report.to_json()


@settings(max_examples=10, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.binary(max_size=400))
def test_any_bytes_give_a_report_or_a_message(content):
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "persons.csv").write_bytes(content)
        (folder / "signals.csv").write_bytes(b"signal_id\n")
        try:
            report = check_delivery(folder).report
        except UserError:
            return
    totals = report.totals
    assert totals.read == totals.accepted + totals.rejected + totals.set_aside
