"""The rules of intake criteria: files a lawyer can read, checked when they are read.

A file holds one form. A criterion is *derived*: its rules are tried from top to bottom and the first
whose conditions all hold gives the answer; or it is *asked*: people answer it, and the facts it names
stand beside. A condition is ``fact >= number`` or ``fact <= number``, nothing else. The last rule of a
derived criterion has no condition and says ``unknown``: what no rule decides is not known, never "no".
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass, field
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Final

from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.errors import OurFault
from famnet.vocabulary import Workspace

if TYPE_CHECKING:
    from collections.abc import Container, Iterator
    from importlib.resources.abc import Traversable
    from pathlib import Path

__all__ = ["Condition", "Criterion", "Form", "Rule", "Source", "read_form", "rule_files"]

_CONDITION: Final = re.compile(r"([a-z_0-9]+) (>=|<=) ([0-9]+)")
_PLACE: Final = re.compile(r"\{([a-z_0-9]+)(?:\.names)?\}")
_KINDS: Final = ("derived", "asked")
_ANSWERS: Final = ("yes", "no", "unknown")
#: Conditions that say nothing lacks; without one of them there is no "no".
_COMPLETE: Final = ("unheard <= 0", "homes_unplaced <= 0")
_READINGS: Final = ("high", "middling", "low")


@dataclass(frozen=True, slots=True)
class Condition:
    """A fact with a bound.

    >>> Condition("episodes", ">=", 2).holds(1)
    False
    """

    fact: str
    sign: str
    bound: int

    def holds(self, value: int) -> bool:
        """Say whether a value keeps to the bound."""
        return value >= self.bound if self.sign == ">=" else value <= self.bound

    def __str__(self) -> str:
        """Write it as in the file."""
        return f"{self.fact} {self.sign} {self.bound}"


@dataclass(frozen=True, slots=True)
class Rule:
    """If all conditions hold, this is the answer, for this reason."""

    answer: str
    when: tuple[Condition, ...]
    why: Text


@dataclass(frozen=True, slots=True)
class Source:
    """Where a criterion comes from.

    Parameters
    ----------
    law : Text
        Article, or the text or practice.
    url : str
        Where it stands.
    version : Text
        The version of the text that was read.
    read_on : Text
        The day on which it was read, ISO 8601.
    """

    law: Text
    url: str
    version: Text
    read_on: Text


@dataclass(frozen=True, slots=True)
class Criterion:
    """One criterion of a form.

    Parameters
    ----------
    criterion_id, group, kind : str
        Its id and group in the catalogue; ``derived`` or ``asked``.
    question : Text
        The question as it is put at the table.
    source : Source
        Where it comes from.
    reading : str
        How sure we are of our reading of the law: ``high``, ``middling`` or ``low``.
    doubt : Text
        What we doubt about it; may be empty.
    looks_at : tuple of str
        Types of signal it is about; empty: all.
    asks, asks_about_children : tuple of str
        Partners that must have answered about every household before the answer can be no; the second
        only where children live.
    supports, contradicts, beside : tuple of str
        Facts whose rows speak for a yes, against it, and that are shown with it.
    settle : Text
        What would settle an unknown.
    rules : tuple of Rule
        In the order in which they are tried; empty for what is asked.
    """

    criterion_id: str
    group: str
    kind: str
    question: Text
    source: Source
    reading: str
    doubt: Text
    looks_at: tuple[str, ...] = ()
    asks: tuple[str, ...] = ()
    asks_about_children: tuple[str, ...] = ()
    supports: tuple[str, ...] = ()
    contradicts: tuple[str, ...] = ()
    beside: tuple[str, ...] = ()
    settle: Text = field(default_factory=lambda: Text("", ""))
    rules: tuple[Rule, ...] = ()

    @property
    def facts(self) -> tuple[str, ...]:
        """Names of all facts it uses, each once."""
        named = [*self.supports, *self.contradicts, *self.beside]
        for rule in self.rules:
            named += [condition.fact for condition in rule.when]
            named += _PLACE.findall(rule.why.nl + rule.why.en)
        named += _PLACE.findall(self.settle.nl + self.settle.en)
        return tuple(dict.fromkeys(named))


@dataclass(frozen=True, slots=True)
class Form:
    """A form: the criteria of one legal world.

    Parameters
    ----------
    form : str
        ``zvh`` or ``riec``; also the legal world that says what may be seen.
    version : str
        Version of the rules.
    owner, title : Text
        Who answers for their numbers (policy); what it is called.
    workspaces : tuple of str
        Where it is used.
    answer_months : int
        An answer to a request that is older says nothing about now.
    criteria : tuple of Criterion
        In the order in which they are shown.
    """

    form: str
    version: str
    owner: Text
    title: Text
    workspaces: tuple[str, ...]
    answer_months: int
    criteria: tuple[Criterion, ...]

    @property
    def world(self) -> Workspace:
        """The legal world whose law says what may be seen."""
        return Workspace(self.form)


def rule_files() -> tuple[Traversable, ...]:
    """Return the rule files of famnet, in the order in which forms are shown."""
    folder = files("famnet.catalogue") / "data" / "criteria"
    return tuple(folder / f"{name}.toml" for name in ("zvh", "riec"))


def read_form(path: Path | Traversable, facts: Container[str]) -> Form:
    """Read one rule file and check it.

    Parameters
    ----------
    path : Path or Traversable
        The file (TOML).
    facts : container of str
        Names of the facts that exist.

    Raises
    ------
    OurFault
        It can't be read, or breaks a rule of the language: the message names file, criterion and fault.
    """
    try:
        form = _form(tomllib.loads(path.read_text(encoding="utf-8")))
    except (KeyError, TypeError, ValueError) as error:
        raise OurFault(f"{path.name}: {error!r}") from error
    for criterion in form.criteria:
        fault = next(_faults(criterion, form, facts), None)
        if fault:
            raise OurFault(f"{path.name}, {criterion.criterion_id}: {fault}")
    ids = [criterion.criterion_id for criterion in form.criteria]
    if len(set(ids)) != len(ids):
        raise OurFault(f"{path.name}: a criterion stands twice")
    return form


def _form(data: dict[str, Any]) -> Form:
    return Form(
        form=data["form"],
        version=data["version"],
        owner=_also(data, "owner"),
        title=_text(data, "title"),
        workspaces=tuple(str(Workspace(name)) for name in data["workspaces"]),
        answer_months=int(data["answer_months"]),
        criteria=tuple(_criterion(row, data["sources"]) for row in data["criterion"]),
    )


def _text(row: dict[str, Any], name: str) -> Text:
    return Text(row[f"{name}_nl"], row[f"{name}_en"])


def _also(row: dict[str, Any], name: str) -> Text:
    """Return what is the same in both languages (an article, a day), or has an English beside it."""
    return Text(str(row[name]), str(row.get(f"{name}_en", row[name])))


def _optional(row: dict[str, Any], name: str) -> Text:
    return Text(row.get(f"{name}_nl", ""), row.get(f"{name}_en", ""))


def _criterion(row: dict[str, Any], sources: dict[str, Any]) -> Criterion:
    text = sources[row["text"]]
    return Criterion(
        criterion_id=row["id"],
        group=row["group"],
        kind=row["kind"],
        question=_text(row, "question"),
        source=Source(
            _also(row, "source"), text["url"], _also(text, "version"), _also(text, "read_on")
        ),
        reading=row["reading"],
        doubt=_optional(row, "doubt"),
        settle=_optional(row, "settle"),
        rules=tuple(_rule(rule) for rule in row.get("rule", ())),
        **{name: tuple(row.get(name, ())) for name in _LISTS},
    )


_LISTS: Final = ("looks_at", "asks", "asks_about_children", "supports", "contradicts", "beside")


def _rule(row: dict[str, Any]) -> Rule:
    return Rule(row["answer"], tuple(_condition(text) for text in row["when"]), _text(row, "why"))


def _condition(text: str) -> Condition:
    found = _CONDITION.fullmatch(text)
    if found is None:
        raise ValueError(f"{text!r} is not 'fact >= number' or 'fact <= number'")
    return Condition(found[1], found[2], int(found[3]))


def _faults(criterion: Criterion, form: Form, facts: Container[str]) -> Iterator[str]:
    """Yield what breaks the language."""
    source = criterion.source
    if criterion.kind not in _KINDS or criterion.reading not in _READINGS:
        yield "kind is derived or asked; reading is high, middling or low"
    if not all((source.law.nl, source.url, source.version.nl, source.read_on.nl)):
        yield "no source, or one without address, version and day of reading"
    yield from (f"unknown fact {name!r}" for name in criterion.facts if name not in facts)
    yield from _unknown_codes(criterion, form)
    yield from _asked_faults(criterion) if criterion.kind == "asked" else _derived_faults(criterion)


def _unknown_codes(criterion: Criterion, form: Form) -> Iterator[str]:
    catalogue = load_catalogue()
    for code in criterion.looks_at:
        if code not in catalogue.signal_types:
            yield f"unknown type of signal {code!r}"
    for code in (*criterion.asks, *criterion.asks_about_children):
        if code not in catalogue.partners:
            yield f"unknown partner {code!r}"
        elif not _may_answer(code, form.form):
            yield f"{code} may not deliver in the {form.form}, so its answer can't be waited for"


def _may_answer(code: str, form: str) -> bool:
    partner = load_catalogue().partners[code]
    place = partner.riec_participation if form == "riec" else partner.zvh_participation
    return place in ("participant", "via_municipality", "incidental")


def _asked_faults(criterion: Criterion) -> Iterator[str]:
    if criterion.rules:
        yield "what is asked has no rules: people answer it"
    if not criterion.beside:
        yield "what is asked has facts beside it"


def _derived_faults(criterion: Criterion) -> Iterator[str]:
    rules = criterion.rules
    if not rules or rules[-1].when or rules[-1].answer != "unknown":
        yield "the last rule has no condition and says unknown"
        return
    if any(not rule.when for rule in rules[:-1]):
        yield "only the last rule has no condition"
    if any(rule.answer not in _ANSWERS for rule in rules):
        yield "an answer is yes, no or unknown"
    if {rule.answer for rule in rules} != set(_ANSWERS):
        yield "yes, no and unknown must each be possible"
    for rule in rules:
        if rule.answer == "no" and not any(str(c) in _COMPLETE for c in rule.when):
            yield f"a no needs evidence of absence: one of {', '.join(_COMPLETE)}"
    if not criterion.supports or not criterion.settle.nl or not criterion.settle.en:
        yield "what supports a yes, and what would settle an unknown"
