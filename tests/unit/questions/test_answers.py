"""Values of parameters, and the one shape of answers."""

from __future__ import annotations

import datetime as dt

import numpy as np
import pandas as pd
import pytest
from factory import day, make_graph

from famnet.errors import OurFault, Refused, WrongUse
from famnet.questions import ask
from famnet.questions.parameters import bound, for_server
from famnet.questions.question import parse
from famnet.questions.shape import shaped
from famnet.vocabulary import NO_DAY

HEAD = """
// title_nl = "t"
// title_en = "t"
// why_nl = "w"
// why_en = "w"
"""


def made(
    parameters="[]", columns='[{ name = "a", text_nl = "a" }]', order="[]", code="RETURN 1 AS a"
):
    head = f"// order = {order}\n// parameters = {parameters}\n// columns = {columns}\n"
    return parse(f"{HEAD.strip()}\n{head}\n{code}\n", category="quality", name="made")


ALL = made(
    '[{ name = "d", type = "date", default = "as_of", text_nl = "d" },'
    ' { name = "n", type = "integer", default = 2, min = 1, max = 3, text_nl = "n" },'
    ' { name = "c", type = "choice", default = "x", values = ["x", "y"], text_nl = "c" },'
    ' { name = "l", type = "life_domain", default = "", text_nl = "l" },'
    ' { name = "t", type = "text", text_nl = "t" }]',
    code="RETURN $d + $n + $c + $l + $t AS a",
)
TODAY = day("2026-01-01")


def test_defaults_and_words_become_values():
    assert bound(ALL, {"t": "z"}, TODAY) == {"d": TODAY, "n": 2, "c": "x", "l": "", "t": "z"}
    given = {"d": "2020-02-29", "n": "3", "c": "y", "l": "FIN", "t": 5}
    assert bound(ALL, given, TODAY) == {
        "d": day("2020-02-29"),
        "n": 3,
        "c": "y",
        "l": "FIN",
        "t": "5",
    }
    assert bound(ALL, {"t": "z", "d": dt.date(2020, 2, 29)}, TODAY)["d"] == day("2020-02-29")
    assert bound(ALL, {"t": "z", "d": dt.datetime(2020, 2, 29, 9, tzinfo=dt.UTC)}, TODAY)[
        "d"
    ] == day("2020-02-29")


@pytest.mark.parametrize(
    "wrong",
    [
        {"d": "29/02/2020"}, {"d": "2021-02-29"}, {"d": 2**33}, {"n": "0"}, {"n": 4}, {"n": "two"},
        {"c": "z"}, {"l": "NO_SUCH"}, {"q": 1}, {"t": ""},
    ],
)  # fmt: skip
def test_a_wrong_value_is_named_with_what_is_allowed(wrong):
    with pytest.raises(WrongUse) as error:
        bound(ALL, {"t": "z"} | wrong, TODAY)
    assert "n (heel getal, 1-3, standaard 2)" in error.value.hint


@pytest.mark.parametrize("written", ["29-02-2020", "2020-02-29", " 2020-02-29 ", "20200229"])
def test_a_day_is_written_as_a_delivery_may_write_it(written):
    """As famnet.delivery.dates reads it: jjjj-mm-dd, dd-mm-jjjj and jjjjmmdd."""
    assert bound(ALL, {"t": "z", "d": written}, TODAY)["d"] == day("2020-02-29")


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("31/1/2026", "bedoelt u 2026-01-31?"),
        ("31.01.2026", "bedoelt u 2026-01-31?"),
        ("31/02/2026", "die dag bestaat niet"),
        ("30-02-2026", "die dag bestaat niet"),
        ("2026-02-30", "die dag bestaat niet"),
        ("2026-01", "een hele dag"),
        ("00-01-2026", "een hele dag"),
        ("vandaag", "schrijf de datum als 2026-01-31 of 31-01-2026"),
    ],
)
def test_a_day_that_cant_be_read_is_answered_with_how_to_write_it(written, said):
    with pytest.raises(WrongUse) as error:
        bound(ALL, {"t": "z", "d": written}, TODAY)
    assert said in error.value.message


def test_the_server_gets_dates_and_always_today():
    values = bound(ALL, {"t": "z"}, TODAY)
    told = for_server(ALL, values, TODAY)
    assert told["d"] == told["as_of"] == dt.date(2026, 1, 1)
    assert told["n"] == 2
    # Where there is no date at all: before every date a delivery may have.
    assert for_server(ALL, bound(ALL, {"t": "z"}, NO_DAY), NO_DAY)["as_of"] == dt.date(1, 1, 1)


CELLS = made(
    columns='[{ name = "t", text_nl = "t" }, { name = "i", type = "integer", text_nl = "i" },'
    ' { name = "x", type = "number", text_nl = "x" }, { name = "f", type = "flag", text_nl = "f" },'
    ' { name = "l", type = "list", text_nl = "l" }, { name = "p", type = "path", text_nl = "p" }]',
    order='["-i"]',
    code="RETURN 1 AS t, 1 AS i, 1 AS x, 1 AS f, 1 AS l, 1 AS p",
)


def frame(*rows):
    return pd.DataFrame(list(rows), columns=list("tixflp"), dtype=object)


def test_answers_get_one_shape_whichever_way_they_came():
    one = frame(
        ("b", 1, 1.5, True, ["z", "a"], ["z", "a"]), (None, None, None, None, None, None),
        ("a", 2.0, 3, np.bool_(False), [], ()), ("a", 1, float("nan"), None, ["x"], ["x"]),
    )  # fmt: skip
    two = frame(
        ("a", np.int64(1), None, pd.NA, ("x",), ("x",)), ("a", 2, 3.0, False, None, []),
        ("b", 1, np.float64(1.5), True, ["a", "z"], ["z", "a"]), ("", pd.NA, pd.NA, None, [], []),
    )  # fmt: skip
    found = shaped(CELLS, one)
    pd.testing.assert_frame_equal(found, shaped(CELLS, two))
    assert found["i"].isna().tolist() == [True, False, False, False]
    assert found["i"].tolist()[1:] == [2, 1, 1]
    assert found["t"].tolist() == ["", "a", "a", "b"]
    assert found["l"].tolist() == ["", "", "x", "a|z"]
    assert found["p"].tolist() == ["", "", "x", "z>a"]


@pytest.mark.parametrize(
    "row",
    [
        (1, 1, 1.0, True, [], []), ("a", "1", 1.0, True, [], []), ("a", 1.5, 1.0, True, [], []),
        ("a", True, 1.0, True, [], []), ("a", 1, "1", True, [], []), ("a", 1, 1.0, 1, [], []),
        ("a", 1, 1.0, True, "ab", []), ("a", 1, 1.0, True, [], [1]),
    ],
)  # fmt: skip
def test_a_cell_of_another_type_is_a_fault(row):
    with pytest.raises(OurFault, match="in kolom"):
        shaped(CELLS, frame(row))


def test_other_columns_are_a_fault():
    with pytest.raises(OurFault, match="gaf de kolommen"):
        shaped(CELLS, frame().drop(columns="t"))


def test_an_answer_that_is_empty_has_its_columns_and_types():
    graph = make_graph(persons="person_id\nanna\n")
    found = ask(graph, "relatives", person="anna")
    assert found.columns.tolist() == ["relative_id", "steps", "generation", "basis", "way"]
    assert found.dtypes.astype(str).tolist() == ["str", "Int64", "Int64", "str", "str"]


def test_asking_demands_a_grant_and_leaves_an_event(tmp_path, monkeypatch):
    from dataclasses import replace

    log = tmp_path / "log.jsonl"
    monkeypatch.setenv("FAMNET_AUDIT", str(log))
    graph = make_graph(persons="person_id\nanna\n")
    ask(graph, "relatives", person="anna")
    assert "vraag relatives" in log.read_text()
    assert "anna" not in log.read_text()
    with pytest.raises(Refused):
        ask(replace(graph, grant=None), "relatives", person="anna")


def test_no_answer_shows_a_day_of_birth():
    graph = make_graph(persons="person_id birth_date\nanna 1980-05-17\nbram 1950-05-17\n")
    from famnet.questions.catalogue import answer_of, question

    seen = []
    asked = question("relatives")
    original = answer_of(asked)
    # What the Python answers get to see knows the month only.
    import famnet.questions.person_and_kin as module

    def spy(graph, **values):
        seen.append(graph.persons["birth_date"].tolist())
        return original(graph, **values)

    module.ANSWERS["relatives"] = spy
    try:
        ask(graph, "relatives", person="anna")
    finally:
        module.ANSWERS["relatives"] = original
    assert seen == [[day("1980-05-01"), day("1950-05-01")]]
