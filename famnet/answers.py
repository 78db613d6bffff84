"""What a command answers: typed, as text for people and as one JSON object for machines."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass, field
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from famnet.analysis.text import Lang

__all__ = [
    "Answer",
    "CheckAnswer",
    "DemoAnswer",
    "FamilyAnswer",
    "PathAnswer",
    "RunAnswer",
    "ScanAnswer",
    "StoryOutcome",
    "SynthAnswer",
    "TableAnswer",
]


@dataclass(frozen=True, slots=True)
class Answer:
    """Base: the JSON of an answer is its fields."""

    def to_json(self) -> str:
        """Return one JSON object, keys in the order of the fields."""
        return json.dumps(self._fields(), ensure_ascii=False)

    def to_text(self) -> str:
        """Return plain Dutch lines."""
        raise NotImplementedError

    def _fields(self) -> dict[str, Any]:
        return asdict(self)


@dataclass(frozen=True, slots=True)
class CheckAnswer(Answer):
    """Sums of a check; ``content`` is the object that cli.md calls ``check --json``."""

    content: dict[str, Any]

    @property
    def usable(self) -> bool:
        """Whether anything is left to work with."""
        return bool(self.content["usable"])

    @property
    def rejected(self) -> int:
        """Rows that break the contract."""
        return int(self.content["totals"]["rejected"])

    def _fields(self) -> dict[str, Any]:
        return self.content

    def to_text(self) -> str:
        """Return the sums per file, then the faults by code."""
        lines = [f"Peildatum: {self.content['reference_date'] or 'geen'}"]
        lines.extend(
            f"{row['file']}: {row['read']} gelezen = {row['accepted']} aanvaard + {row['rejected']}"
            f" afgewezen + {row['set_aside']} opzij ({row['encoding']}, '{row['delimiter'] or '-'}')"
            + (
                f"; onbekende kolommen: {', '.join(row['unknown_columns'])}"
                if row["unknown_columns"]
                else ""
            )
            for row in self.content["files"]
        )
        totals = self.content["totals"]
        lines.append(
            f"Samen: {totals['read']} gelezen = {totals['accepted']} aanvaard + {totals['rejected']}"
            f" afgewezen + {totals['set_aside']} opzij"
        )
        lines.extend(
            f"  {fault['code']} ({_SEVERITY[fault['severity']]}, {fault['table']}): {fault['count']}"
            for fault in self.content["faults"]
        )
        if not self.usable:
            lines.append("Er blijft niets over om mee te werken.")
        return "\n".join(lines)


_SEVERITY = {"rejected": "afgewezen", "set_aside": "opzij gelegd", "warning": "waarschuwing"}


@dataclass(frozen=True, slots=True)
class ScanAnswer(Answer):
    """A scan: the table, what was compared, and why not where it wasn't.

    Parameters
    ----------
    reported : int
        Networks called more than chance, one per overlap cluster.
    told_again : int
        Leaders of a cluster below the accepted share too, but half or more of whose touched households
        stand in one of those: branches, not reported once more.
    expected_by_chance : float
        How many of those are expected to be chance, at most.
    peak_memory_mb : int or None
        Most memory the process held, in MB; None where the system doesn't say. Differs from run to run,
        so it stands here and in no file.
    """

    file: str
    rows: int
    as_of: str | None
    workspace: str
    compared: bool
    reasons: tuple[str, ...]
    cautions: tuple[str, ...]
    eligible: int
    reported: int
    told_again: int
    expected_by_chance: float
    seed: int
    draws: int | None
    peak_memory_mb: int | None = None

    def to_text(self) -> str:
        """Return what was compared, or why nothing was."""
        as_of = self.as_of or "geen"
        lines = [f"{self.file}: {self.rows} familienetwerken; peildatum {as_of}; {self.workspace}."]
        if not self.compared:
            lines.append(
                "famnet beschrijft, en vergelijkt niet; de kolommen van de toets zijn leeg."
            )
            return "\n".join([*lines, *(f"- {reason}" for reason in self.reasons)])
        among = f"{self.expected_by_chance:.1f}".replace(".", ",")
        lines.append(f"Door de drempel: {self.eligible}. Meer dan toeval: {self.reported}.")
        if self.reported:
            lines.append(f"Daarvan is naar verwachting hooguit {among} toch toeval.")
        if self.told_again:
            lines.append(f"Takken daarvan, niet nog eens geteld: {self.told_again}.")
        lines.append("Niet op de lijst betekent niet: niets aan de hand.")
        return "\n".join([*lines, *(f"- {caution}" for caution in self.cautions)])


@dataclass(frozen=True, slots=True)
class TableAnswer(Answer):
    """One table was written."""

    file: str
    rows: int
    as_of: str | None
    workspace: str

    def to_text(self) -> str:
        """Return what was written and as of when."""
        return f"{self.file}: {self.rows} rijen; peildatum {self.as_of or 'geen'}."


@dataclass(frozen=True, slots=True)
class RunAnswer(Answer):
    """What one run made."""

    as_of: str | None
    workspace: str
    synthetic: bool
    persons: int
    households: int
    signals: int
    windows: int
    eligible: int
    listed: int
    pages: int
    why_empty: str
    totals: dict[str, int]
    reused_incidents: int = 0
    case: dict[str, Any] | None = None
    lang: Lang = "nl"

    def to_text(self) -> str:
        """Return the run in a few lines, and what to open."""
        if self.lang == "en":
            return self._in_english()
        lines = [
            (
                f"Peildatum {self.as_of or 'geen'}; {self.persons} personen, {self.households} huishoudens,"
                f" {self.signals} signalen."
            ),
            (
                f"Rijen: {self.totals['read']} gelezen = {self.totals['accepted']} aanvaard +"
                f" {self.totals['rejected']} afgewezen + {self.totals['set_aside']} opzij."
            ),
            (
                f"Familienetwerken bekeken: {self.windows}; met het getoonde patroon: {self.eligible};"
                f" op de lijst: {self.listed}; bladen gemaakt: {self.pages}."
            ),
        ]
        if self.why_empty:
            lines.append(self.why_empty)
        if self.reused_incidents:
            lines.append(
                f"Let op: {self.reused_incidents} keer komt een incidentnummer terug na meer dan 180"
                " dagen. Dat telt als een andere gebeurtenis."
            )
        if self.case is not None:
            lines.extend(self.case["said_nl"])
            if self.case["stability"] is not None:
                lines.append(f"{self.case['stability']['said_nl']}.")
        lines.append("Niet op de lijst betekent niet: niets aan de hand.")
        lines.append("Open overview.html in de map die u koos; internet is niet nodig.")
        return "\n".join(lines)

    def _in_english(self) -> str:
        totals = self.totals
        lines = [
            (
                f"As of {self.as_of or 'no date'}; {self.persons} persons, {self.households}"
                f" households, {self.signals} signals."
            ),
            (
                f"Rows: {totals['read']} read = {totals['accepted']} accepted +"
                f" {totals['rejected']} rejected + {totals['set_aside']} set aside."
            ),
            (
                f"Family networks looked at: {self.windows}; with the pattern shown:"
                f" {self.eligible}; on the list: {self.listed}; pages made: {self.pages}."
            ),
        ]
        if self.why_empty:
            lines.append(self.why_empty)
        if self.reused_incidents:
            lines.append(
                f"Note: {self.reused_incidents} times an incident number comes back after more than 180"
                " days. That counts as another event."
            )
        if self.case is not None:
            lines.extend(self.case["said_en"])
            if self.case["stability"] is not None:
                lines.append(f"{self.case['stability']['said_en']}.")
        lines.append("Not on the list doesn't mean: nothing is the matter.")
        lines.append("Open overview.html in the folder you chose; no internet is needed.")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class StoryOutcome:
    """What became of one named story."""

    story: str
    title: str
    expected: str
    found: str
    why: str


_DEMO: Final = {
    "nl": (
        {"listed": "op de lijst", "not_listed": "niet op de lijst"},
        "bedoeld",
        "Open ook gallery.html: losse tekeningen van acht netwerken.",
        "Wat er van elk verhaal werd (alle mensen zijn verzonnen):",
    ),
    "en": (
        {"listed": "on the list", "not_listed": "not on the list"},
        "meant",
        "Open gallery.html too: loose pictures of eight networks.",
        "What became of each story (all people are made up):",
    ),
}


@dataclass(frozen=True, slots=True)
class DemoAnswer(Answer):
    """The run on the sample data, and what became of each named story."""

    run: RunAnswer
    stories: tuple[StoryOutcome, ...] = field(default=())

    def to_text(self) -> str:
        """Return the run, then a line per story."""
        said, meant, gallery, became = _DEMO[self.run.lang]
        lines = [self.run.to_text(), "", gallery, "", became]
        for story in self.stories:
            note = "" if story.expected == story.found else f" [{meant}: {said[story.expected]}]"
            lines.append(f"  {story.title}: {said[story.found]}{note}. {story.why}")
        return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class SynthAnswer(Answer):
    """A synthetic region was written."""

    persons: int
    households: int
    signals: int
    stories: int
    seed: int

    def to_text(self) -> str:
        """Return its size."""
        return (
            f"Synthetische regio: {self.persons} personen, {self.households} huishoudens,"
            f" {self.signals} signalen, {self.stories} verhalen; startgetal {self.seed}."
            " Alle mensen zijn verzonnen."
        )


@dataclass(frozen=True, slots=True)
class PathAnswer(Answer):
    """How two persons are connected."""

    a: str
    b: str
    connected: bool
    words: str
    steps: tuple[dict[str, str], ...] = ()

    def to_text(self) -> str:
        """Return the connection in words."""
        return self.words


_GLANCE: Final = {
    "nl": {
        "head": "Familienetwerk {window}, peildatum {day}",
        "no_day": "geen",
        "who": "Wie:",
        "known": "Bekend bij:",
        "unknown": "Wat we niet weten:",
        "foot": "Niet op de lijst betekent niet: niets aan de hand.",
    },
    "en": {
        "head": "Family network {window}, as of {day}",
        "no_day": "no date",
        "who": "Who:",
        "known": "Known to:",
        "unknown": "What we don't know:",
        "foot": "Not on the list doesn't mean: nothing is the matter.",
    },
}


@dataclass(frozen=True, slots=True)
class FamilyAnswer(Answer):
    """One family network at a glance."""

    window_id: str
    as_of: str | None
    listed: bool
    statement: str
    members: tuple[dict[str, Any], ...]
    known: tuple[dict[str, Any], ...]
    direction: str
    domains: dict[str, int]
    unknown: tuple[str, ...]
    lang: Lang = "nl"

    def to_text(self) -> str:
        """Return statement, members, who knows them and what is unknown."""
        said = _GLANCE[self.lang]
        head = said["head"].format(window=self.window_id, day=self.as_of or said["no_day"])
        lines = [head, self.statement, f"Regie: {self.direction}", said["who"]]
        lines.extend(
            f"  {row['label']} ({row['person_id']}): {row['path']}" for row in self.members
        )
        lines.append(said["known"])
        lines.extend(f"  {row['partner']}: {row['subjects']}" for row in self.known)
        if self.unknown:
            lines.append(said["unknown"])
            lines.extend(f"  {sentence}" for sentence in self.unknown)
        lines.append(said["foot"])
        return "\n".join(lines)
