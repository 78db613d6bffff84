"""The quick reader and the careful one agree wherever the quick one gives an answer."""

import csv
import io
import tempfile
from pathlib import Path

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from famnet.delivery.careful import read_carefully
from famnet.delivery.headings import recognised
from famnet.delivery.reading import _read_quickly
from famnet.delivery.textfile import look_at

CELL = st.text(st.sampled_from(list('ab ,;"\n\ré€')), max_size=5)
ROWS = st.lists(st.tuples(CELL, CELL, CELL), min_size=1, max_size=8)
HEAD = ["person_id", "bsn", "sex"]


def _both(content: bytes):
    with tempfile.TemporaryDirectory() as name:
        path = Path(name) / "persons.csv"
        path.write_bytes(content)
        text = look_at(path, lambda cells: recognised("persons", cells))
        wanted = (True,) * len(text.heading)
        quick = _read_quickly(path, text, wanted) if text.plain_breaks else None
        careful = read_carefully(path, text, wanted)
    return quick, careful


def _cells(cells):
    columns = [array.to_pylist() for array in cells.arrays]
    return [tuple(row) for row in zip(*columns, strict=True)], cells.lines.tolist()


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(ROWS, st.sampled_from([",", ";"]), st.sampled_from(["utf-8", "utf-8-sig", "cp1252"]))
def test_a_well_written_file_comes_back_as_it_was(rows, delimiter, codec):
    text = io.StringIO(newline="")
    # The csv module itself doesn't quote a lone CR (Python 3.11).
    quoting = (
        csv.QUOTE_ALL if any("\r" in cell for row in rows for cell in row) else csv.QUOTE_MINIMAL
    )
    writer = csv.writer(text, lineterminator="\n", delimiter=delimiter, quoting=quoting)
    writer.writerow(HEAD)
    writer.writerows(rows)
    quick, careful = _both(text.getvalue().encode(codec))
    expected = [tuple(cell or None for cell in row) for row in rows]
    assert _cells(careful)[0] == expected
    assert careful.malformed == ()
    if quick is not None:
        assert _cells(quick) == _cells(careful)


@settings(max_examples=30, deadline=None, suppress_health_check=list(HealthCheck))
@given(st.lists(st.text(st.sampled_from(list('ab,"')), max_size=9), max_size=8))
def test_a_badly_written_file_loses_no_line(lines):
    content = ("person_id,bsn,sex\n" + "\n".join(lines) + "\n").encode()
    quick, careful = _both(content)
    if quick is not None:
        assert _cells(quick) == _cells(careful)
    # Every line that isn't empty is in a row or is named.
    starts = careful.lines.tolist() + [bad.line for bad in careful.malformed]
    assert len(starts) == len(set(starts))
    rows, _ = _cells(careful)
    inside = sum(cell.count("\n") for row in rows for cell in row if cell)
    assert len(starts) + inside >= sum(bool(line.strip()) for line in lines)
