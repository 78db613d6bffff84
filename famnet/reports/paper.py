"""What stands on paper behind the first sheet: at most eight sheets, and a sentence for what is left out.

The page holds every row on the screen. On paper long lists are cut so that all of it, with the first
sheet, stays within nine sheets: the longest lists give way first and each list keeps as many millimetres
as the others that were cut (water-filling). Criteria, pictures, method and plan are never cut.
Heights are counted with the metrics of the font and the measures of ``family.css``; a browser test holds
the count to paper.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from famnet.reports.fit import lines_of, short_lines

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from famnet.reports.criteria_lines import FormLines
    from famnet.reports.dossier import Dossier
    from famnet.reports.evidence import Group, Row
    from famnet.reports.first_sheet import FirstSheet
    from famnet.reports.item import Item
    from famnet.reports.matrices import Matrix
    from famnet.reports.people_list import KinGroups
    from famnet.reports.pictures import Drawn
    from famnet.reports.plan import Plan
    from famnet.reports.way import Way

__all__ = ["Behind", "Paper", "paper", "shares"]

# Millimetres of eight sheets, without legends of pictures, headings, method, how firm a finding
# stands, the plan, and the feet of sheets where no whole row fitted.
_ROOM: Final = 8 * 274.0 - 70.0 - 110.0 - 95.0 - 274.0 - 7 * 20.0 - 20.0
_SIZE: Final = 6.8
_LINE: Final = 2.9
_ROW: Final = 0.75


@dataclass(frozen=True, slots=True)
class Behind:
    """What stands behind the first sheet.

    Parameters
    ----------
    kin : KinGroups
        Everyone, per household.
    ways : sequence of Way
        What can follow.
    plan : Plan
        What became of agreements.
    pictures : mapping of str to Drawn
        Timeline and ecogram.
    """

    kin: KinGroups
    ways: Sequence[Way]
    plan: Plan
    pictures: Mapping[str, Drawn]


@dataclass(frozen=True, slots=True)
class Paper:
    """How many rows of each list stand on paper.

    Parameters
    ----------
    keep : mapping
        Rows by name of the list.
    evidence : frozenset of str
        Numbers of the occurrences on paper.
    all : mapping
        Rows there are.
    """

    keep: Mapping[str, int]
    evidence: frozenset[str]
    all: Mapping[str, int]

    def left_out(self, name: str) -> int:
        """Return how many rows of a list stand on the screen alone."""
        return self.all[name] - self.keep[name]


def shares(heights: Mapping[str, Sequence[float]], room: float) -> dict[str, int]:
    """Return how many rows of each list fit in a room together.

    Parameters
    ----------
    heights : mapping
        Millimetres of the rows of each list, in the order in which they are kept.
    room : float
        Millimetres for all of them.

    Notes
    -----
    Water-filling: the shortest lists are whole; those that are cut share what is left. O(n log n).

    Examples
    --------
    >>> shares({"short": [10, 10], "long": [10] * 50, "longer": [10] * 90}, 120)
    {'short': 2, 'long': 5, 'longer': 5}
    """
    left, kept = room, {}
    order = sorted(heights, key=lambda name: (sum(heights[name]), name))
    for place, name in enumerate(order):
        share = left / (len(order) - place)
        used, kept[name] = 0.0, 0
        for height in heights[name]:
            if used + height > share + 1e-9:
                break
            used, kept[name] = used + height, kept[name] + 1
        left -= used
    return {name: kept[name] for name in heights}


def paper(made: Dossier, first: FirstSheet, behind: Behind) -> Paper:
    """Divide the paper behind the first sheet.

    Parameters
    ----------
    made : Dossier
        Evidence and acts.
    first : FirstSheet
        What the first sheet has already, and what comes again in full.
    behind : Behind
        What follows it.
    """
    acts, seats = made.acts, first.seating
    ordered = sorted(made.proof.groups, key=_first_kept)
    heights = {
        "kids": [(short_lines(child, 4) * 3.25 + 0.65) / 3 for child in first.children[first.fit.kids :]],
        "people": [_table((row.who, 30), (row.how, 60)) / 2 for _, rows in behind.kin for row in rows],
        "handovers": [
            _table((f"{h.step_name} {h.referral_id}", 45), (f"{h.sender}, {h.receiver}", 40), (h.who, 30))
            for h in acts.handovers
        ],
        "ways": [_way(way) for way in behind.ways],
        "questions": [_table((f"{q.partner_name}: {q.who}", 105)) for q in acts.questions],
        "needs": [
            _table((need.name, 45), (need.who, 30), (f"{need.seats} {need.elsewhere}", 62), (need.basis, 32))
            for need in seats.needs
        ],
        "musts": [
            _table((must.name, 55), (f"{must.who} {must.why} {must.doubt}", 62), (must.basis, 32))
            for must in seats.musts
        ],
        "missing": _again(seats.missing, first),
        "changed": _again(first.changed.lines, first),
        "running": _again(first.running, first),
        "known": _blocks(first.later_known, 3.2),
        "domains": _blocks(first.later_domains, 3.8),
        "evidence": [sum(map(_signal, group.rows)) for group in ordered],
        "measures": [
            _table((f"{m.name} {m.code} {m.measure_id}, {m.who} {m.decided_by} {m.executed_by} {30 * 'n'}", 58)) / 2
            for m in acts.measures
        ],
        "help": [_table((f"{h.partner_name}, {h.who} {h.role_name} {h.mode}", 58)) / 2 for h in acts.help],
        "before": [_table((f"{a.action} {a.goal} {a.who}", 70), (a.result, 35)) for a in behind.plan.before],
    }  # fmt: skip
    room = _ROOM - _criteria(first.forms) - _drawn(first, behind)
    keep = shares(heights, max(200.0, room))
    return Paper(
        keep,
        frozenset(group.ref for group in ordered[: keep["evidence"]]),
        {name: len(rows) for name, rows in heights.items()},
    )


def _drawn(first: FirstSheet, behind: Behind) -> float:
    """Return the room of the pictures, by millimetres of paper."""
    pictures = (first.genogram.large, *behind.pictures.values())
    return sum(picture.paper.height for picture in pictures)


def _first_kept(group: Group) -> tuple[bool, int, str]:
    """Order by what counts, and the newest of it before the older."""
    return not group.counts, -max(row.day for row in group.rows), group.ref


def _table(*cells: tuple[str, float]) -> float:
    return max(lines_of(text, width, _SIZE) for text, width in cells) * _LINE + _ROW


def _signal(row: Row) -> float:
    return _table(
        (f"{row.type_name} {row.type}nnn {row.release}", 42),
        (f"{row.who} {row.role}", 27),
        (f"{row.delivered_by} {row.seen_by}", 29),
        (f"{row.hardness_name} nnnnnnnn", 18),
        (row.tells, 24),
    )


def _way(way: Way) -> float:
    steps = sum(
        _table((step.text, 38), (step.who, 31), (f"{step.question} {step.beside}", 40), (step.basis, 23))
        for step in way.next
    )  # fmt: skip
    gaps = "".join(text for text, _ in way.gaps)
    return max(steps, _table((f"{way.about} {gaps} {24 * 'n'}", 48)))


def _again(items: Sequence[Item], first: FirstSheet) -> list[float]:
    """Return the heights of a list that was cut on the first sheet and stands in full later."""
    if len(items) <= first.fit.lines:
        return []
    return [lines_of(f"{item.lead} {item.text}", 188, 7.6, 4) * 3.3 + 0.6 for item in items]


def _blocks(matrix: Matrix | None, row: float) -> list[float]:
    blocks = matrix.blocks if matrix else ()
    return [8.4 + row * len(matrix.rows(block)) for block in blocks] if matrix else []


def _criteria(forms: Sequence[FormLines]) -> float:
    """Return the room of the criteria with their reasons: they are never cut."""
    return sum(
        16.0 + sum(
            _table(
                (line.question, 36),
                (f"{line.reason} {line.settle} {line.paper} {20 * 'n'}", 65),
                (f"{line.source} {line.doubt}", 53),
            )
            for line in form.lines
        )
        for form in forms
    )  # fmt: skip
