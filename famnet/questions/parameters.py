"""From what a user says to the values of a question's parameters."""

from __future__ import annotations

import datetime as dt
import difflib
from typing import TYPE_CHECKING, Final

from famnet.catalogue import load_catalogue
from famnet.errors import WrongUse
from famnet.questions.reference import rows_of
from famnet.vocabulary import NO_DAY, date_from_day, day_from_date
from famnet.written_day import day_said

if TYPE_CHECKING:
    from collections.abc import Mapping

    from famnet.questions.question import Parameter, Question

    Value = str | int

__all__ = ["NODES", "bound", "for_server"]

#: Parameter types that name something in the data: table (and label's key) of each.
NODES: Final = {
    "person": "person_id",
    "household": "household_id",
    "partner": "partner_id",
    "network": "window_id",
}
#: Stands for "no date at all" where a real date is wanted: before every date of a delivery.
_BEFORE_ALL: Final = dt.date(1, 1, 1)


def bound(asked: Question, given: Mapping[str, object], as_of: int) -> dict[str, Value]:
    """Return the value of each parameter of a question.

    Parameters
    ----------
    asked : Question
        The question.
    given : mapping of str to object
        Values by name, as text or as what they are (int, datetime.date). Days as text: 2026-01-31 or
        31-01-2026.
    as_of : int
        "Today" as a day number, the default of dates.

    Returns
    -------
    dict of str to str or int
        Dates as day numbers (famnet.vocabulary), in the order of the question.

    Raises
    ------
    WrongUse
        A name isn't known, a value is missing or isn't of its type.
    """
    allowed = "; ".join(parameter.told() for parameter in asked.parameters) or "geen"
    hint = f"Parameters van {asked.id}: {allowed}."
    known = {parameter.name for parameter in asked.parameters}
    if unknown := [str(name)[:60] for name in given if name not in known]:
        raise WrongUse(
            f"{asked.id} kent geen parameter {', '.join(unknown)}.",
            hint=_nearest(unknown[0], asked) + hint,
        )
    missing = [p.name for p in asked.parameters if p.required and given.get(p.name) in (None, "")]
    if missing:
        raise WrongUse(f"{asked.id} mist de parameter {', '.join(missing)}.", hint=hint)
    out: dict[str, Value] = {}
    for parameter in asked.parameters:
        value = given.get(parameter.name)
        if value is None:
            value = parameter.default
        try:
            out[parameter.name] = _value(parameter, value, as_of)
        except ValueError as error:
            raise WrongUse(
                f"{asked.id}: {parameter.name} is geen bruikbare waarde ({error}).", hint=hint
            ) from error
    return out


def _nearest(name: str, asked: Question) -> str:
    """Say which parameter was meant, by its name or by the Dutch word of its type."""
    words = {parameter.in_example.lower(): parameter.name for parameter in asked.parameters}
    words |= {parameter.name: parameter.name for parameter in asked.parameters}
    near = difflib.get_close_matches(name.lower(), words, n=1)
    return f"Bedoelt u {words[near[0]]}? " if near else ""


def for_server(asked: Question, values: Mapping[str, Value], as_of: int) -> dict[str, object]:
    """Return bound values as the server takes them: dates as dates, ``as_of`` and reference with them."""
    dates = {parameter.name for parameter in asked.parameters if parameter.type == "date"}
    out: dict[str, object] = {
        name: _date(int(value)) if name in dates else value for name, value in values.items()
    }
    out |= {name: rows_of(name) for name in asked.reference}
    out["as_of"] = _date(as_of)
    return out


def _date(day: int) -> dt.date:
    return date_from_day(day) or _BEFORE_ALL


def _value(parameter: Parameter, value: object, as_of: int) -> Value:
    if parameter.type == "date":
        return as_of if value == "as_of" else _day(value)
    if parameter.type == "integer":
        return _integer(parameter, value)
    text = str(value)
    if parameter.type == "choice" and text not in parameter.values:
        raise ValueError(f"kies uit {', '.join(parameter.values)}")
    if parameter.type == "life_domain" and text and text not in load_catalogue().life_domains:
        domains = load_catalogue().life_domains.values()
        raise ValueError(f"kies uit {', '.join(f'{d.code}: {d.name_nl}' for d in domains)}")
    return text


def _day(value: object) -> int:
    if isinstance(value, int) and not isinstance(value, bool):
        return _day_number(value)
    if isinstance(value, dt.datetime):
        return day_from_date(value.date())
    if isinstance(value, dt.date):
        return day_from_date(value)
    return day_said(str(value))


def _day_number(value: int) -> int:
    try:
        known = value == NO_DAY or date_from_day(value) is not None
    except OverflowError:
        known = False
    if not known:
        raise ValueError("geen dag")
    return value


def _integer(parameter: Parameter, value: object) -> int:
    try:
        number = int(str(value))
    except ValueError as error:
        raise ValueError("schrijf een heel getal") from error
    least, most = parameter.least, parameter.most
    if (least is not None and number < least) or (most is not None and number > most):
        raise ValueError(f"kies {least} tot en met {most}")
    return number
