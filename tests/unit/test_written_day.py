import datetime as dt

import pytest

import famnet
from famnet.cli.options import settings_of
from famnet.errors import WrongUse
from famnet.questions.catalogue import question
from famnet.questions.parameters import bound
from famnet.written_day import day_said

#: Counted by Python's calendar, from 1970-01-01.
DAY = (dt.date(2026, 1, 31) - dt.date(1970, 1, 1)).days


@pytest.mark.parametrize("text", ["2026-01-31", "31-01-2026", "31-1-2026", " 31-01-2026 "])
def test_one_rule_for_an_option_a_parameter_and_a_delivery(text, tmp_path):
    assert day_said(text) == DAY
    assert settings_of(text, None, "", "").as_of == DAY
    asked = question("residents")
    assert bound(asked, {"household": "h", "on": text}, 0)["on"] == DAY
    (tmp_path / "persons.csv").write_text("person_id\na\n", encoding="utf-8")
    (tmp_path / "signals.csv").write_text(
        "signal_id,type,partner_id,event_date\n", encoding="utf-8"
    )
    (tmp_path / "delivery.toml").write_text(
        f"synthetic = true\nreference_date = '{text}'\n", encoding="utf-8"
    )
    assert famnet.read_delivery(tmp_path).info.reference_date == DAY


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("31/01/2026", "Bedoelt u 2026-01-31?"),
        ("31-02-2026", "Die dag bestaat niet"),
        ("2026-01", "hele dag nodig"),
        ("01-31-2026", "Die dag bestaat niet"),
        ("vandaag", "Schrijf de datum als 2026-01-31 of 31-01-2026"),
        ("", "Schrijf de datum"),
    ],
)
def test_what_is_no_day_is_said_with_how_to_write_it(text, says):
    with pytest.raises(WrongUse) as told:
        settings_of(text, None, "", "")
    assert says in told.value.hint and "--as-of" in told.value.message
