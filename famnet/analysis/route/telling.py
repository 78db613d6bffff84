"""Hand-overs and gaps as people read them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.analysis.route.circle import label_of
from famnet.analysis.route.gaps import NOT_TAKEN_UP, way_back
from famnet.analysis.route.sheet import Gap, HandOver, Party
from famnet.analysis.route.usual import usual_of, wait_of
from famnet.analysis.text import Text
from famnet.catalogue import load_catalogue
from famnet.graph.day_text import text_of
from famnet.vocabulary import NO_DAY, ReferralOutcome

if TYPE_CHECKING:
    from famnet.analysis.route.chains import Chains
    from famnet.analysis.route.gaps import Gaps
    from famnet.analysis.route.usual import Usual, Wait
    from famnet.graph.family_graph import FamilyGraph

__all__ = ["Teller"]

_TAKEN_UP: Final = (str(ReferralOutcome.ACCEPTED), str(ReferralOutcome.HELP_RUNNING))
_NO_STEP: Final = Text("stap niet genoemd", "step not named")
_TOLD_BACK: Final = Text("terugkoppeling", "feedback")


_GIVEN: Final = ("referral_id", "sent_date", "sent_date_hi", "answered_date", "answered_date_hi")


def _parties(graph: FamilyGraph) -> list[Party]:
    pairs = zip(graph.partners["partner_id"].tolist(), graph.partners["kind"].tolist(), strict=True)
    return [Party(str(name), str(code), label_of("partners", str(code))) for name, code in pairs]


@dataclass(frozen=True, repr=False)
class Teller:
    """Makes hand-overs and gaps of rows.

    Parameters
    ----------
    graph, chains, gaps
        What they are made of.
    """

    graph: FamilyGraph
    chains: Chains
    gaps: Gaps

    def __repr__(self) -> str:
        """Show counts only."""
        return f"<Teller: {len(self.chains)} hand-overs>"

    def _subject(self, code: int) -> str:
        """Return the id behind a code: persons come first, households after them."""
        persons, households = self.graph.persons["person_id"], self.graph.households["household_id"]
        past = code - len(persons)
        return str(persons.iloc[code] if past < 0 else households.iloc[past])

    def party(self, partner: int) -> Party:
        """Return a partner."""
        made = self.graph.kept("route:parties", lambda: _parties(self.graph))
        return made[partner]

    def usual(self, row: int) -> Usual | None:
        """Return how long an answer to a hand-over usually takes."""
        chains, kinds = self.chains, self.graph.partners["kind"]
        ends = (kinds.iloc[int(at[row])] for at in (chains.sender, chains.receiver))
        return usual_of(str(chains.step[row]), *map(str, ends))

    def wait(self, row: int) -> Wait | None:
        """Return how long a hand-over waits; None where it is answered or asks for no answer."""
        return self._since(row) if self.chains.waits[row] else None

    def _since(self, row: int) -> Wait:
        sent = (int(self.chains.sent[row]), int(self.chains.sent_hi[row]))
        return wait_of(sent, self.graph.as_of, self.usual(row))

    def state(self, row: int) -> str:
        """Return how a hand-over stands: a code of ``hand_over_state``, or ``feedback``."""
        outcome = self.chains.outcome[row]
        if self.chains.feedback[row]:
            return "feedback"
        if outcome in _TAKEN_UP:
            return "taken_up"
        if outcome in NOT_TAKEN_UP:
            return "not_taken_up"
        if outcome == str(ReferralOutcome.PASSED_ON):
            return "passed_on"
        wait = self.wait(row)
        if wait is None:
            return "answered"
        return {True: "long_waiting", False: "waiting", None: "wait_unknown"}[wait.longer]

    def hand_over(self, row: int) -> HandOver:
        """Return a hand-over."""
        table = self.graph.tables["referrals"]
        given = {name: table[name].array[row] for name in _GIVEN}
        step, state = str(self.chains.step[row]), self.state(row)
        sent, answered = int(given["sent_date"]), int(given["answered_date"])
        return HandOver(
            referral_id=str(given["referral_id"]),
            sent=text_of(sent, int(given["sent_date_hi"]), empty=NO_DAY),
            answered=text_of(answered, int(given["answered_date_hi"]), empty=NO_DAY),
            sender=self.party(int(self.chains.sender[row])),
            receiver=self.party(int(self.chains.receiver[row])),
            step=step,
            step_name=label_of("referral_steps", step) if step else _NO_STEP,
            state=state,
            state_name=_TOLD_BACK if state == "feedback" else label_of("hand_over_state", state),
            days=None if NO_DAY in (sent, answered) else answered - sent,
            wait=self.wait(row),
            about=tuple(self._subject(code) for code in self.chains.about_of(row)),
            to_itself=self._to_itself(row, step),
            evidence=self.evidence(row),
        )

    def _to_itself(self, row: int, step: str) -> bool:
        """Say whether a step that goes to another went nowhere."""
        if self.chains.sender[row] != self.chains.receiver[row]:
            return False
        kind = str(self.graph.partners["kind"].iloc[int(self.chains.sender[row])])
        known = load_catalogue().referral_steps.get(step)
        if known is None:
            return True
        inside = kind in known.usual_from and kind in known.usual_to
        return known.process != "meldcode" and not inside

    def evidence(self, *rows: int) -> tuple[str, ...]:
        """Return the ids of hand-overs, each with the signal it concerns."""
        table, signals = self.graph.tables["referrals"], self.graph.signals["signal_id"]
        found = []
        for row in rows:
            found.append(f"referrals:{table['referral_id'].iloc[row]}")
            signal = int(table["signal"].iloc[row])
            if signal >= 0:
                found.append(f"signals:{signals.iloc[signal]}")
        return tuple(dict.fromkeys(found))

    def gaps_in(self, row: int) -> list[Gap]:
        """Return the gaps of one hand-over."""
        made = [
            self._halted(row) if self.gaps.halted[row] else None,
            self._loop(row) if row in self.gaps.loops else None,
            self._dead_end(row) if self.gaps.dead_end[row] else None,
            self._unseen(row) if self.gaps.passed_unseen[row] else None,
            self._unheard(row) if row in self.gaps.unheard else None,
            self._past_helper(row) if row in self.gaps.past_helper else None,
            self._itself(row),
        ]
        return [gap for gap in made if gap is not None]

    def _ends(self, row: int) -> tuple[Text, Text, Text]:
        """Return sender, receiver and step in words."""
        chains, step = self.chains, str(self.chains.step[row])
        sender, receiver = (self.party(int(at[row])) for at in (chains.sender, chains.receiver))
        return sender.name, receiver.name, label_of("referral_steps", step) if step else _NO_STEP

    def _halted(self, row: int) -> Gap:
        _, to, step = self._ends(row)
        wait = self._since(row)
        stuck = bool(self.gaps.stuck[row])
        kind = "stuck" if stuck else "open"
        nl = "staat stil" if stuck else "wacht"
        en = "is stuck" if stuck else "waits"
        return Gap(
            kind,
            Text(
                f"{step.nl} {nl} bij {to.nl}: {wait.text.nl}. Daarna is er niets overgedragen.",
                f"{step.en} {en} with {to.en}: {wait.text.en}. Nothing was handed over after it.",
            ),
            self.evidence(row),
        )

    def _loop(self, row: int) -> Gap:
        earlier = self.gaps.loops[row]
        sender, to, _ = self._ends(row)
        days = int(self.chains.sent[row] - self.chains.sent[list(earlier)].min())
        way = way_back(self.chains, earlier[-1], row)
        round_ = [self.party(int(self.chains.sender[at])).name for at in way]
        nl = f" Rondje: {' > '.join([*(name.nl for name in round_), to.nl])}." if way else ""
        en = f" Round: {' > '.join([*(name.en for name in round_), to.en])}." if way else ""
        return Gap(
            "loop",
            Text(
                f"{to.nl} krijgt de zaak van {sender.nl} terug, {days} dagen na de eigen overdracht.{nl}",
                f"{to.en} gets the matter back from {sender.en}, {days} days after handing it over.{en}",
            ),
            self.evidence(*dict.fromkeys((*earlier, *way, row))),
        )

    def _dead_end(self, row: int) -> Gap:
        _, to, step = self._ends(row)
        outcome = self.chains.outcome[row]
        refused = outcome == str(ReferralOutcome.REFUSED)
        nl, en = ("geweigerd", "refused") if refused else ("geen vervolg", "no follow-up")
        return Gap(
            "dead_end",
            Text(
                f"{step.nl} liep dood bij {to.nl} ({nl}). Daarna zien we geen overdracht, hulp of maatregel.",
                f"{step.en} ended with {to.en} ({en}). After it we see no hand-over, help or measure.",
            ),
            self.evidence(row),
        )

    def _unseen(self, row: int) -> Gap:
        _, to, step = self._ends(row)
        return Gap(
            "passed_on_unseen",
            Text(
                f"{to.nl} gaf door ({step.nl}), maar aan wie zien we niet.",
                f"{to.en} passed on ({step.en}), but to whom we do not see.",
            ),
            self.evidence(row),
        )

    def _unheard(self, row: int) -> Gap:
        sender, to, _ = self._ends(row)
        on = self.gaps.unheard[row]
        names = [self.party(int(self.chains.receiver[at])).name for at in on]
        nl = ", ".join(dict.fromkeys(name.nl for name in names))
        en = ", ".join(dict.fromkeys(name.en for name in names))
        return Gap(
            "no_feedback",
            Text(
                f"{sender.nl} gaf dit aan {to.nl} en hoorde niets terug"
                + (f"; het ging door naar {nl}." if on else "."),
                f"{sender.en} gave this to {to.en} and heard nothing back"
                + (f"; it went on to {en}." if on else "."),
            ),
            self.evidence(row, *on),
        )

    def _past_helper(self, row: int) -> Gap:
        _, to, _ = self._ends(row)
        table = self.graph.tables["involvements"].iloc[list(self.gaps.past_helper[row])]
        names = [self.party(int(partner)).name for partner in table["partner"].tolist()]
        nl = ", ".join(dict.fromkeys(name.nl for name in names))
        en = ", ".join(dict.fromkeys(name.en for name in names))
        lines = tuple(f"involvements:{line}" for line in table["line"].tolist())
        return Gap(
            "past_a_helper",
            Text(
                f"Bij de overdracht aan {to.nl} was er al een hulpverlener: {nl}. Is het daarmee besproken?",
                f"At the hand-over to {to.en} there was a helper already: {en}. Was it discussed there?",
            ),
            (*self.evidence(row), *lines),
        )

    def _itself(self, row: int) -> Gap | None:
        if not self._to_itself(row, str(self.chains.step[row])):
            return None
        sender, _, step = self._ends(row)
        return Gap(
            "to_itself",
            Text(
                f"{step.nl}: {sender.nl} droeg over aan zichzelf. Dat is geen overdracht; klopt dit?",
                f"{step.en}: {sender.en} handed over to itself. That is no hand-over; is this right?",
            ),
            self.evidence(row),
        )
