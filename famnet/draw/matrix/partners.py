"""Who knows whom: six states of "bekend bij", and what each cell opens."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from famnet.analysis.known import known
from famnet.analysis.table import unasked
from famnet.draw.family.circle import day_text
from famnet.draw.family.deeds import deeds
from famnet.draw.family.law import barred, why_barred
from famnet.draw.matrix.grid import Cell, Column, Row
from famnet.draw.matrix.words import STATE, speech
from famnet.draw.partner_words import partner_names

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from famnet.analysis.table import TableSheet
    from famnet.analysis.table.sheet import Ask
    from famnet.draw.family.circle import Circle, Subject
    from famnet.draw.family.deeds import Deeds, Span
    from famnet.draw.family.occurrences import Occurrences
    from famnet.draw.partner_words import PartnerName

    _States = Mapping[str, Mapping[str, str]]

__all__ = ["partner_rows"]

_SILENT: Final = ("not_asked", "not_allowed")


@dataclass(slots=True)
class _Proof:
    facts: dict[tuple[str, str], None] = field(default_factory=dict)
    evidence: dict[str, None] = field(default_factory=dict)

    def add(self, name: str, text: str, ids: tuple[str, ...]) -> None:
        self.facts[name, text] = None
        self.evidence |= dict.fromkeys(ids)


def partner_rows(
    circle: Circle, told: Occurrences, sheet: TableSheet, columns: Sequence[Column]
) -> tuple[tuple[Row, ...], tuple[str, ...]]:
    """Return a row per partner that knows, was asked, ought to be, or may not; and what is folded.

    Parameters
    ----------
    circle : Circle
        The family network.
    told : Occurrences
        What was told.
    sheet : TableSheet
        Must-rules.
    columns : sequence of Column
        Households and persons.

    Notes
    -----
    Partners that know nothing of anybody here and weren't asked are left out and counted.
    """
    graph = circle.graph
    states = _states(circle, columns)
    codes = {name: row for row, name in enumerate(graph.partners["partner_id"].astype(str))}
    missing, bare = _missing(circle, sheet, states)
    used = {
        codes[partner]
        for said in states.values()
        for partner, state in said.items()
        if state not in _SILENT
    }
    used |= {codes[partner] for _, partner in missing if partner in codes}
    rows, kept_out, folded = barred(graph, sheet, used, circle.lang)
    names = partner_names(
        graph, used | rows, {*(kind for _, kind in bare), *kept_out}, lang=circle.lang
    )
    proof = _proof(circle, told)
    found = []
    for name in names:
        law = name.partner in rows or (name.partner < 0 and name.kind in kept_out)
        cells = tuple(
            _cell(circle, name, (place, column), states, missing | bare, proof, law=law)
            for place, column in enumerate(columns)
        )
        found.append(Row(name.name, "", name.chain, name.partner_id, cells))
    near = {p for said in states.values() for p, state in said.items() if state == "not_asked"}
    silent = len(near - {name.partner_id for name in names})
    say = speech(circle.lang)
    notes = [say("folded", names=", ".join(folded))] if folded else []
    if silent:
        notes.insert(0, say("silent_one" if silent == 1 else "silent", n=silent))
    return tuple(found), tuple(notes)


def _states(circle: Circle, columns: Sequence[Column]) -> dict[str, dict[str, str]]:
    """Return the state by subject and partner id."""
    frame = known(circle.graph, subjects=[column.subject for column in columns])
    frame = frame[frame["subject"].isin([column.subject for column in columns])]
    found: dict[str, dict[str, str]] = {column.subject: {} for column in columns}
    parts = (frame[name].astype(str).tolist() for name in ("subject", "partner_id", "state"))
    for subject, partner, state in zip(*parts, strict=True):
        found[subject][partner] = state
    return found


_Gaps = dict[tuple[str, str], "Ask"]


class _Said:
    def __init__(self, found: _States) -> None:
        self._found = found

    def states(self, subject: str) -> Mapping[str, str]:
        return self._found.get(subject, {})


def _missing(circle: Circle, sheet: TableSheet, states: _States) -> tuple[_Gaps, _Gaps]:
    """Return what asks for a partner nobody asked, by subject and partner id (or kind, where none was delivered)."""
    found: _Gaps = {}
    bare: _Gaps = {}
    for gap in unasked(circle.graph, circle.window, sheet, _Said(states)):
        if gap.ask.subject not in states:
            continue
        if gap.partner_id:
            found[gap.ask.subject, gap.partner_id] = gap.ask
        else:
            bare[gap.ask.subject, gap.ask.kind] = gap.ask
    return found, bare


def _cell(  # noqa: PLR0913, PLR0917  # one cell needs its row, its column and what stands in it
    circle: Circle,
    name: PartnerName,
    at: tuple[int, Column],
    states: _States,
    gaps: _Gaps,
    proof: Mapping[tuple[int, str], _Proof],
    *,
    law: bool,
) -> Cell:
    place, column = at
    state = (
        states[column.subject].get(name.partner_id, "not_asked")
        if name.partner >= 0
        else "not_asked"
    )
    state = "not_allowed" if law else state
    shown = proof.get((name.partner, column.subject), _Proof())
    facts, evidence = tuple(shown.facts), tuple(shown.evidence)
    ask = gaps.get((column.subject, name.partner_id))
    lang, say = circle.lang, speech(circle.lang)
    said = STATE[state].of(lang)
    if state == "not_asked" and ask is not None:
        state, said = "missing", f"{STATE['missing'].of(lang)} ({ask.name.of(lang)})"
        basis = f" ({ask.basis})" if ask.basis else ""
        facts = ((say("rule"), f"{ask.name.of(lang)}: {ask.why.of(lang)}{basis}"),)
        evidence = ask.evidence
    elif state == "not_allowed":
        why = why_barred(circle.graph.workspace, lang)
        said, facts = f"{said}: {why}", ((say("law"), say("no_silence", why=why)),)
    return Cell(place, state, (), f"{name.name}, {column.text}: {said}.", facts, evidence)


class _Opens:
    """Gathers what each cell opens, by partner and subject.

    A household opens its people's rows, a person its household's questions.
    """

    def __init__(self, circle: Circle) -> None:
        self._say = speech(circle.lang)
        homes = [home for home in circle.family.households if home.code >= 0]
        self.found: dict[tuple[int, str], _Proof] = defaultdict(_Proof)
        self._homes = {home.letter: home.household_id for home in homes}
        self._people = {home.household_id: home.people for home in homes}

    def add(self, partner: int, subject: Subject, name: str, text: str, ids: tuple[str, ...]) -> None:  # fmt: skip
        if partner < 0:
            return
        said = f"{text}, {subject.text}"
        self.found[partner, subject.id].add(name, said, ids)
        home = self._homes.get(subject.letter, "")
        if subject.person and home:
            self.found[partner, home].add(name, said, ids)

    def told(self, told: Occurrences) -> None:
        for item in told.of("e", "p"):
            for row in item.rows:
                text = f"{self._day(row.day, row.day_hi) or self._say('undated')}, {row.name}"
                for partner in dict.fromkeys((row.partner, row.origin)):
                    self.add(partner, row.subject, item.ref, text, (f"signals:{row.signal_id}",))
        for row in told.rumours:
            said = self._say("rumour_said")
            row_id = f"signals:{row.signal_id}"
            self.add(row.partner, row.subject, self._say("rumour"), said, (row_id,))

    def done(self, done: Deeds) -> None:
        for measure in done.measures:
            text = f"{measure.short}{self._since(measure.span)}"
            for partner in dict.fromkeys((measure.decided_by, *measure.partners)):
                self.add(partner, measure.subject, measure.ref, text, measure.evidence)
        for item in done.involvements:
            text = f"{item.role_name}{self._since(item.span)}"
            self.add(item.partner, item.subject, item.ref, text, item.evidence)
        for question in done.asked:
            text = self._say("asked", day=self._day(question.asked) or self._say("some_day"))
            name = self._say("question")
            self.add(question.partner, question.subject, name, text, question.evidence)
            if question.subject.person:
                continue
            for person in self._people.get(question.subject.id, ()):
                said = f"{text}, {question.subject.text}"
                self.found[question.partner, person.person_id].add(name, said, question.evidence)

    def _day(self, low: int, high: int | None = None) -> str:
        return day_text(low, high, self._say.lang)

    def _since(self, span: Span) -> str:
        text = self._day(span.start, span.start_hi)
        return self._say("since", day=text) if text else ""


def _proof(circle: Circle, told: Occurrences) -> dict[tuple[int, str], _Proof]:
    opens = _Opens(circle)
    opens.told(told)
    opens.done(deeds(circle))
    return opens.found
