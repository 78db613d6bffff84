"""The rows of one story, as numbers: what its TOML says in months ago becomes days."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, TypeAlias

from famnet.catalogue import load_catalogue
from famnet.synthetic.codes import code
from famnet.synthetic.people import YEAR
from famnet.vocabulary import FOREVER, NO_DAY

if TYPE_CHECKING:
    from famnet.synthetic.places import Places
    from famnet.synthetic.story import Person, Story

__all__ = ["Rows", "story_rows"]

Rows: TypeAlias = dict[str, list[dict[str, Any]]]
_MONTH = YEAR / 12


def story_rows(story: Story, today: int, start: dict[str, int], where: tuple[Places, int]) -> Rows:
    """Return a story's rows per table.

    Parameters
    ----------
    story : Story
        A checked story.
    today : int
        Reference date as a day number.
    start : dict
        First free row per table, and per ``incident_id`` and ``family_id``.
    where : tuple
        The map and the neighbourhood the story lives in.
    """
    told = _Telling(story, today, start, where)
    return {
        "persons": told.persons(),
        "households": told.homes(),
        "memberships": told.memberships(),
        "kinships": told.kinships(),
        "ties": told.ties(),
        "signals": told.signals(),
        "referrals": told.referrals(),
        "involvements": told.involvements(),
        "measures": told.measures(),
        "requests": told.requests(),
        "actions": told.actions(),
    }


class _Telling:
    """One story on its way into the tables."""

    def __init__(
        self, story: Story, today: int, start: dict[str, int], where: tuple[Places, int]
    ) -> None:
        self.story, self.today, self.start = story, today, start
        self.places, self.hood = where
        self.person = {p.key: start["persons"] + i for i, p in enumerate(story.persons)}
        self.home = {h.key: start["households"] + i for i, h in enumerate(story.homes)}
        self.signal = {s.key: start["signals"] + i for i, s in enumerate(story.signals) if s.key}
        keys = [s.incident for s in story.signals if s.incident]
        keys += [t.incident for t in story.ties if t.incident]
        numbers = {key: i for i, key in enumerate(dict.fromkeys(keys))}
        self.incident = {key: start["incident_id"] + i for key, i in numbers.items()}

    def day(self, months: float | None, empty: int = NO_DAY) -> int:
        return empty if months is None else self.today - max(round(months * _MONTH), -3650)

    def partner(self, kind: str) -> int:
        return int(self.places.serves[kind][self.hood]) if kind else -1

    def on(self, key: str) -> dict[str, int]:
        if key in self.person:
            return {"person_id": self.person[key]}
        return {"household_id": self.home[key]} if key else {}

    def birth(self, person: Person) -> int:
        return self.today - round(person.age * YEAR) - self.story.shift(person)

    def persons(self) -> list[dict[str, Any]]:
        return [
            {
                "birth_date": self.birth(p),
                "death_date": self.day(p.died, FOREVER),
                "sex": code("persons", "sex", p.sex),
                "secret_address": p.secret,
            }
            for p in self.story.persons
        ]

    def homes(self) -> list[dict[str, Any]]:
        return [{"kind": code("households", "kind", h.kind)} for h in self.story.homes]

    def memberships(self) -> list[dict[str, Any]]:
        out = []
        for p in self.story.persons:
            end = self.day(p.died, FOREVER)
            if p.home:
                role = p.role or ("child" if p.age < 20 else "head")
                since = self.birth(p) if p.age < 20 else self.today - 3000
                out.append((p, p.home, role, since, end))
            out += [
                (p, s.home, s.role, max(self.day(s.since), self.birth(p)), self.day(s.until, end))
                for s in p.stays
            ]
        return [
            {
                "person_id": self.person[p.key],
                "household_id": self.home[home],
                "role": code("memberships", "role", role),
                "start_date": since,
                "end_date": end,
            }
            for p, home, role, since, end in out
        ]

    def kinships(self) -> list[dict[str, Any]]:
        return [
            {
                "person_id": self.person[k.person],
                "kind": code("kinships", "kind", k.kind),
                "relative_id": self.person[k.relative],
                "union": code("kinships", "union", k.union) if k.union else -1,
                "end_reason": code("kinships", "end_reason", k.end_reason) if k.end_reason else -1,
                "start_date": self.day(k.since),
                "end_date": self.day(k.until, FOREVER),
            }
            for k in self.story.kinship
        ]

    def ties(self) -> list[dict[str, Any]]:
        return [
            {
                "person_id": self.person[t.person],
                "other_id": self.person[t.other],
                "kind": code("ties", "kind", t.kind),
                "start_date": self.day(t.since),
                "incident_id": self.incident.get(t.incident, -1),
                "weight": 1.0,
            }
            for t in self.story.ties
        ]

    def signals(self) -> list[dict[str, Any]]:
        types = load_catalogue().signal_types
        out = []
        for s in self.story.signals:
            event = self.day(s.months_ago)
            received = (
                self.day(s.received) if s.received is not None else min(event + 5, self.today)
            )
            ground = "consent" if types[s.type].needs_release_ground else ""
            row = {
                "type": s.type,
                "role": s.role,
                "hardness": s.hardness,
                "status": s.status,
                "origin_type": s.origin_type,
                "reporter_kind": s.reporter,
                "release_ground": ground,
            }
            out.append(
                {
                    **{k: code("signals", k, v) if v else -1 for k, v in row.items()},
                    **self.on(s.on),
                    "partner_id": self.partner(s.by),
                    "origin_partner_id": self.partner(s.origin),
                    "incident_id": self.incident.get(s.incident, -1),
                    "derived_from": self.signal.get(s.derived_from, -1),
                    "event_date": event,
                    "received_date": received,
                    "first_processed": received,
                }
            )
        return out

    def referrals(self) -> list[dict[str, Any]]:
        return [
            {
                "signal_id": self.signal.get(r.signal, -1),
                **self.on(r.on),
                "from_partner_id": self.partner(r.sender),
                "to_partner_id": self.partner(r.to),
                "step": code("referrals", "step", r.step),
                "sent_date": self.day(r.sent),
                "answered_date": self.day(r.answered),
                "outcome": code("referrals", "outcome", r.outcome),
            }
            for r in self.story.referrals
        ]

    def involvements(self) -> list[dict[str, Any]]:
        return [
            {
                "partner_id": self.partner(i.by),
                **self.on(i.on),
                "role": code("involvements", "role", i.role),
                "mode": code("involvements", "mode", i.mode) if i.mode else -1,
                "start_date": self.day(i.since),
                "end_date": self.day(i.until, FOREVER),
            }
            for i in self.story.involvements
        ]

    def measures(self) -> list[dict[str, Any]]:
        return [
            {
                "type": code("measures", "type", m.type),
                **self.on(m.on),
                "decided_by_partner_id": self.partner(m.decided),
                "partner_id": self.partner(m.by),
                "second_partner_id": self.partner(m.second),
                "start_date": self.day(m.since),
                "end_date": self.day(m.until, FOREVER),
            }
            for m in self.story.measures
        ]

    def requests(self) -> list[dict[str, Any]]:
        return [
            {
                "partner_id": self.partner(r.by),
                **self.on(r.on),
                "life_domain": code("requests", "life_domain", r.domain) if r.domain else -1,
                "asked_date": self.day(r.asked),
                "delivered_date": self.day(r.delivered)
                if r.delivered is not None or r.answer == "pending"
                else self.day(max(r.asked - 0.5, 0.1)),
                "answer": code("requests", "answer", r.answer),
            }
            for r in self.story.requests
        ]

    def actions(self) -> list[dict[str, Any]]:
        return [
            {
                **self.on(a.on),
                "goal": a.goal,
                "action": a.action,
                "kind": code("actions", "kind", a.kind),
                "owner_partner_id": self.partner(a.owner),
                "due_date": self.day(a.due),
                "done_date": self.day(a.done),
                "result": a.result,
            }
            for a in self.story.actions
        ]
