"""Which partner stands in what relation to which household: the facts under the lines."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Final

from famnet.draw.ecogram.words import speech
from famnet.draw.family.circle import Circle, day_text
from famnet.draw.family.deeds import HELPING, deeds
from famnet.draw.family.occurrences import occurrences
from famnet.vocabulary import NO_DAY

if TYPE_CHECKING:
    from famnet.draw.family.circle import Subject
    from famnet.draw.family.deeds import Asked, Involvement, MeasureRow, Span
    from famnet.draw.family.occurrences import Told

__all__ = ["ORDER", "WHOLE", "Bond", "bonds"]

#: Place of the family network as a whole, where no household is meant.
WHOLE: Final = -1
#: Kinds of line, the strongest first; of one partner and household the first is drawn. Of the first
#: three each is drawn: they say different things.
ORDER: Final = ("imposed", "undone", "voluntary", "signal", "asked")
_DIRECTION: Final = ("process_director", "case_manager")


@dataclass(slots=True)
class Bond:
    """What one partner has to do with this family network.

    Parameters
    ----------
    said : dict
        Sentences by (place of household, kind of line); kinds of ``ORDER``.
    evidence : dict
        Ids by the same.
    short : dict
        Short words for the box, by kind: direction, imposed, voluntary, asked, nothing.
    signals : dict
        Refs by label of the subject.
    """

    said: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    evidence: dict[tuple[int, str], list[str]] = field(default_factory=lambda: defaultdict(list))
    short: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))
    signals: dict[str, list[str]] = field(default_factory=lambda: defaultdict(list))

    def add(self, place: int, kind: str, sentence: str, ids: tuple[str, ...]) -> None:
        """Note a fact and its proof."""
        if sentence not in self.said[place, kind]:
            self.said[place, kind].append(sentence)
        self.evidence[place, kind] += [ref for ref in ids if ref not in self.evidence[place, kind]]

    def lines(self, place: int) -> tuple[str, ...]:
        """Return the kinds of line to one household."""
        found = [kind for kind in ORDER if (place, kind) in self.said]
        help_kinds = tuple(kind for kind in found if kind in ORDER[:3])
        return help_kinds or tuple(found[:1])


class _Reader:
    def __init__(self, circle: Circle) -> None:
        self.circle, self.today, self.say = circle, circle.today, speech(circle.lang)
        self.found: dict[int, Bond] = defaultdict(Bond)
        homes = circle.family.households
        self.by_letter = {home.letter: place for place, home in enumerate(homes)}
        self.by_unit = {home.unit: place for place, home in enumerate(homes)}

    def place(self, subject: Subject) -> int:
        return self.by_letter.get(subject.letter, WHOLE)

    def signal(self, ref: str, row: Told) -> None:
        place = self.by_unit.get(row.unit, self.place(row.subject))
        who = row.subject.code or row.subject.text
        day = self.day(row.day, row.day_hi) or self.say("undated")
        for partner, how in ((row.partner, "delivered"), (row.origin, "saw")):
            if partner < 0 or (how == "saw" and row.origin == row.partner):
                continue
            bond = self.found[partner]
            told = self.say(
                "signal", how=self.say(how), ref=ref, who=row.subject.text, name=row.name, day=day
            )
            bond.add(place, "signal", told, (f"signals:{row.signal_id}",))
            if ref not in bond.signals[who]:
                bond.signals[who].append(ref)

    def rumour(self, row: Told) -> None:
        place = self.by_unit.get(row.unit, self.place(row.subject))
        # That there is one is said; which one isn't: rumours are off, also as evidence.
        self.found[row.partner].add(place, "signal", self.say("rumour"), ())

    def involvement(self, item: Involvement) -> None:
        bond, place = self.found[item.partner], self.place(item.subject)
        who, since = (
            item.subject.code or item.subject.text,
            self.since(item.span),
        )
        runs = item.span.runs(self.today)
        kind = item.mode if runs and item.role in HELPING and item.mode in ORDER else "signal"
        state = "" if runs else self.until(item.span)
        mode = self.say(item.mode) if item.mode in ("imposed", "voluntary") else ""
        told = self.say(
            "role", role=item.role_name, who=item.subject.text, since=since, until=state, mode=mode
        )
        bond.add(place, kind, told, item.evidence)
        if runs and item.role in _DIRECTION:
            bond.short["direction"].append(f"{item.role_name}{since}")
        elif kind != "signal":
            bond.short[kind].append(f"{who}: {item.role_name}{since}")
        elif runs or not bond.short["past"]:
            bond.short["past"].append(f"{who}: {item.role_name}{state}")

    def measure(self, item: MeasureRow) -> None:
        place, who = self.place(item.subject), item.subject.code or item.subject.text
        since = self.since(item.span)
        runs = item.span.runs(self.today)
        state = "" if runs else self.until(item.span)
        kind = ("imposed" if item.imposed else "voluntary") if runs else "signal"
        told = f"{item.name}, {item.subject.text}{since}{state}"
        for partner in item.partners:
            bond = self.found[partner]
            if item.undone:
                rows = (*item.evidence, *item.undone)
                bond.add(place, "undone", self.say("not_yet", what=told), rows)
                bond.short["undone"].append(self.say("undone", who=who, what=item.short))
                continue
            bond.add(place, kind, self.say("carries_out", what=told), item.evidence)
            if kind != "signal":
                bond.short[kind].append(f"{who}: {item.short}{since}")
            else:
                bond.short["past"].append(f"{who}: {item.short}{state}")
        if item.decided_by >= 0 and item.decided_by not in item.partners:
            bond = self.found[item.decided_by]
            bond.add(place, "signal", self.say("decided", what=told), item.evidence)
            bond.short["past"].append(self.say("decided_short", who=who, what=item.short))

    def asked(self, items: list[Asked]) -> None:
        """Look at the last answer about each subject."""
        last = items[-1]
        bond, place = self.found[last.partner], self.place(last.subject)
        who, ids = (
            last.subject.code or last.subject.text,
            tuple(r for i in items for r in i.evidence),
        )
        if last.waiting:
            days = self.circle.graph.as_of - last.asked
            known = NO_DAY not in (self.circle.graph.as_of, last.asked)
            if last.answer == "refused":
                wait = self.say("refused")
            else:
                wait = self.say("days", n=days) if known else self.say("no_answer")
            day = self.day(last.asked) or self.say("some_day")
            told = self.say("asked", who=last.subject.text, day=day, wait=wait)
            bond.add(place, "asked", told, ids)
            bond.short["asked"].append(f"{who}: {wait}")
        elif last.answer == "nothing_known":
            bond.add(place, "nothing", self.say("told_nothing", who=last.subject.text), ids)
            bond.short["nothing"].append(who)
        else:
            bond.add(place, "signal", self.say("answered", who=last.subject.text), ids)

    def day(self, low: int, high: int | None = None) -> str:
        return day_text(low, high, self.circle.lang)

    def since(self, span: Span) -> str:
        text = self.day(span.start, span.start_hi)
        return self.say("since", day=text) if text else ""

    def until(self, span: Span) -> str:
        text = self.day(span.end, span.end_hi)
        return self.say("until", day=text) if text else ""


def bonds(circle: Circle) -> dict[int, Bond]:
    """Return what each partner has to do with a circle, by its code in the graph.

    Parameters
    ----------
    circle : Circle
        The family network.

    Notes
    -----
    Refuted signals and what lies after the reference date say nothing. A partner that knows nothing
    and was not asked doesn't occur: silence is no tie. O(k log n) for k rows.
    """
    reader = _Reader(circle)
    told = occurrences(circle)
    for item in told.of("e", "p"):
        for row in item.rows:
            if row.day <= reader.today:
                reader.signal(item.ref, row)
    for row in told.rumours:
        if row.day <= reader.today:
            reader.rumour(row)
    done = deeds(circle)
    for involvement in done.involvements:
        reader.involvement(involvement)
    for measure in done.measures:
        reader.measure(measure)
    questions: dict[tuple[int, str], list[Asked]] = defaultdict(list)
    for question in done.asked:
        questions[question.partner, question.subject.id].append(question)
    for items in questions.values():
        reader.asked(items)
    return dict(reader.found)
