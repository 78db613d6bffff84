"""The one writer: bytes as cli.md states them."""

import csv
import io

import numpy as np
import pandas as pd
import pytest

from famnet.delivery import output
from famnet.delivery.output import write_parts, write_table
from famnet.errors import UserError, WrongUse


def test_csv_bytes(tmp_path):
    frame = pd.DataFrame(
        {
            "id": ["001", 'a"b', "c,d"],
            "flag": [True, False, True],
            "n": pd.array([1, None, 3], dtype="Int64"),
            "x": [0.1, np.nan, 1 / 3],
            "kind": pd.Categorical(["b", None, "a"], categories=["a", "b"]),
            "when": pd.to_datetime(["2020-01-02", None, "2020-01-03"]).date,
            "many": [["a", "b"], [], None],
        }
    )
    path = write_table(frame, tmp_path / "made" / "t.csv")
    assert path.read_bytes() == (
        b"id,flag,n,x,kind,when,many\n"
        b"001,true,1,0.1,b,2020-01-02,a|b\n"
        b'"a""b",false,,,,,\n'
        b'"c,d",true,3,0.3333333333333333,a,2020-01-03,\n'
    )
    assert [p.name for p in path.parent.iterdir()] == ["t.csv"]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_a_table_in_parts_is_the_table(tmp_path, ending):
    frame = pd.DataFrame(
        {
            "id": pd.array(["a", "", "=c", "d"], dtype="str"),
            "n": pd.array([None, None, 3, 4], dtype="Int64"),
            "x": [np.nan, np.nan, 0.1, 2.0],
            "flag": [True, False, True, False],
        }
    )
    whole = write_table(frame, tmp_path / f"whole{ending}")
    parts = write_parts((frame[:2], frame[2:3], frame[3:]), tmp_path / f"parts{ending}")
    if ending == ".csv":
        assert parts.read_bytes() == whole.read_bytes()
    else:
        pd.testing.assert_frame_equal(pd.read_parquet(parts), pd.read_parquet(whole))
    assert sorted(p.name for p in tmp_path.iterdir()) == [f"parts{ending}", f"whole{ending}"]


@pytest.mark.parametrize("ending", [".csv", ".parquet"])
def test_of_a_table_of_which_a_part_fails_nothing_is_left(tmp_path, ending):
    def parts():
        yield pd.DataFrame({"n": [1]})
        raise WrongUse("dit ging mis.", hint="")

    with pytest.raises(WrongUse):
        write_parts(parts(), tmp_path / f"t{ending}")
    assert not list(tmp_path.iterdir())


@pytest.mark.parametrize(
    "start", ["=cmd|' /C calc'!A0", "+1", "-1", "@SUM(A1)", "\t=1", "\r=1", "\n=1"]
)
def test_formulas_are_defused_in_csv_only(tmp_path, start):
    frame = pd.DataFrame({"name": [start, "plain"], "number": [-1, 2]})
    text = write_table(frame, tmp_path / "t.csv").read_bytes().decode()
    cells = list(csv.reader(io.StringIO(text, newline="")))
    assert cells == [["name", "number"], ["'" + start, "-1"], ["plain", "2"]]
    back = pd.read_parquet(write_table(frame, tmp_path / "t.parquet"))
    assert list(back["name"]) == [start, "plain"]


def test_names_that_differ_by_case_and_mixed_objects(tmp_path):
    frame = pd.DataFrame(
        {"a": ["x"], "A": pd.Series([("p", "q")], dtype=object), 'q"': pd.Series([None])}
    )
    assert write_table(frame, tmp_path / "t.csv").read_bytes() == b'a,A,"q"""\nx,p|q,\n'
    mixed = pd.DataFrame({"a": pd.Series([1, "x", None], dtype=object), "b": [1, 2, 3]})
    assert write_table(mixed, tmp_path / "m.csv").read_bytes() == b"a,b\n1,1\nx,2\n,3\n"


def test_empty_table_keeps_its_header(tmp_path):
    frame = pd.DataFrame({"a": pd.array([], dtype="str"), "n": np.zeros(0, dtype=np.int32)})
    assert write_table(frame, tmp_path / "t.csv").read_bytes() == b"a,n\n"
    assert list(pd.read_parquet(write_table(frame, tmp_path / "t.parquet")).columns) == ["a", "n"]


def test_order_of_rows_stays_and_bytes_repeat(tmp_path):
    frame = pd.DataFrame({"n": np.random.default_rng(1).permutation(300_000), "t": "é"})
    first = write_table(frame, tmp_path / "a.csv").read_bytes()
    assert first == write_table(frame, tmp_path / "b.csv").read_bytes()
    assert [int(x.split(b",")[0]) for x in first.splitlines()[1:]] == list(frame["n"])


def test_refuses_other_endings_and_unwritable_places(tmp_path):
    with pytest.raises(WrongUse, match=r"t\.txt"):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "t.txt")
    (tmp_path / "t.csv").mkdir()
    with pytest.raises(UserError, match=r"t\.csv"):
        write_table(pd.DataFrame({"a": [1]}), tmp_path / "t.csv")
    assert [p.name for p in tmp_path.iterdir()] == ["t.csv"]


def test_rows_written_in_parts_are_the_same_bytes(tmp_path, monkeypatch):
    frame = pd.DataFrame(
        {
            "id": pd.Series(["=1", "b", "", 'c"', "d,e"], dtype="str"),
            "n": pd.array([None, None, 3, 4, None], dtype="Int64"),
            "x": [np.nan, np.nan, 0.1, 1e-9, 2.0],
            "flag": [True, False, True, True, False],
            "kind": pd.Categorical([None, None, "a", "b", "a"]),
        }
    )
    whole = write_table(frame, tmp_path / "whole.csv").read_bytes()
    mixed = frame.assign(any=[None, None, 1, "a", True])
    mixed_whole = write_table(mixed, tmp_path / "mixed.csv").read_bytes()
    monkeypatch.setattr(output, "_AT_ONCE", 2)
    assert write_table(frame, tmp_path / "parts.csv").read_bytes() == whole
    assert write_table(mixed, tmp_path / "mixed_parts.csv").read_bytes() == mixed_whole
    assert write_table(frame[:0], tmp_path / "none.csv").read_bytes() == b"id,n,x,flag,kind\n"
