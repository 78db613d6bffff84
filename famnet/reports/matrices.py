"""The two matrices of a page: bekend bij (partner x person) and life domain x person.

Six states of "bekend bij", told apart by form: a blank never means that nothing is wrong. The
domains show how an adult was seen in counted signals; a minor has care only.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Final

from famnet.reports.marks import DOMAIN_LETTERS, DOMAIN_ORDER, STATE_CLASS, STATE_SIGN
from famnet.reports.nearby import near_partners

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from famnet.draw.family.people import Family, Person
    from famnet.reports.dossier import Dossier
    from famnet.reports.evidence import Evidence
    from famnet.reports.partner_names import PartnerName
    from famnet.reports.records import Records
    from famnet.reports.session import Session

__all__ = [
    "Block", "Cell", "Column", "Line", "Matrix", "blocks_of", "columns", "domain_matrix", "known_matrix", "shorter", "side_by_side",
]  # fmt: skip

# More columns than this don't fit one A4 legibly; the page then draws a second block.
WIDEST: Final = 24
CROWDED: Final = 16
# With no more columns than this two halves of a matrix fit side by side.
NARROW: Final = 4
_SILENT: Final = ("", "·")
_MARK_ORDER: Final = "dvsbtz"


@dataclass(frozen=True, slots=True)
class Column:
    """A column: a household (``person`` None) or a person."""

    subject: str
    code: str
    text: str
    letter: str
    minor: bool
    person: Person | None


@dataclass(frozen=True, slots=True)
class Cell:
    """One cell; ``sentence`` says in words what the sign means."""

    sign: str
    css: str
    sentence: str
    refs: tuple[str, ...]
    state: str = ""
    small: str = ""


@dataclass(frozen=True, slots=True)
class Line:
    """One row: its head and its cells, by column."""

    head: str
    code: str
    letter: str
    css: str
    group: str
    cells: tuple[Cell, ...]


@dataclass(frozen=True, slots=True)
class Block:
    """Columns that stand side by side; ``spans`` gives letter and width per household."""

    columns: tuple[Column, ...]
    spans: tuple[tuple[str, int], ...]
    places: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class Matrix:
    """A matrix in blocks, with what was folded away."""

    blocks: tuple[Block, ...]
    lines: tuple[Line, ...]
    folded: tuple[str, ...]
    hidden: tuple[str, ...] = ()
    silent: tuple[str, ...] = ()

    @property
    def width(self) -> int:
        """How many columns stand in it, over all blocks."""
        return sum(len(block.columns) for block in self.blocks)

    def columns_after(self, blocks: int) -> int:
        """Return how many columns stand in the blocks after the first so many."""
        return sum(len(block.columns) for block in self.blocks[blocks:])

    def rows(self, block: Block) -> tuple[Line, ...]:
        """Return the rows of one block: all of them, or where there are more blocks its own."""
        if len(self.blocks) == 1:
            return self.lines
        told = [line for line in self.lines if self._says(line, block.places)]
        if block is self.blocks[0]:
            everywhere = range(len(self.lines[0].cells)) if self.lines else range(0)
            silent = [line for line in self.lines if not self._says(line, everywhere)]
            told = [line for line in self.lines if line in told or line in silent]
        return tuple(told)

    @staticmethod
    def _says(line: Line, places: Iterable[int]) -> bool:
        return any(line.cells[place].sign not in _SILENT for place in places)


def columns(session: Session, family: Family) -> list[Column]:
    """Return a column per household and per living resident, in the order of the page."""
    found = []
    for home in family.households:
        if home.code >= 0:
            text = session.texts("page.household", letter=home.letter)
            found.append(
                Column(home.household_id, home.letter, text, home.letter, minor=False, person=None)
            )
        found += [
            Column(p.person_id, p.label.code, p.label.long, home.letter, p.minor, p)
            for p in home.people
            if not p.dead
        ]
    return found


def blocks_of(shown: Sequence[Column]) -> tuple[Block, ...]:
    """Return columns in blocks that fit a sheet, whole households together where they can be."""
    groups: dict[str, list[int]] = defaultdict(list)
    for place, column in enumerate(shown):
        groups[column.letter].append(place)
    cut: list[list[int]] = [[]]
    for group in groups.values():
        for start in range(0, len(group), WIDEST):
            part = group[start : start + WIDEST]
            if cut[-1] and len(cut[-1]) + len(part) > WIDEST:
                cut.append([])
            cut[-1] += part
    return tuple(_block(shown, places) for places in cut if places)


def _block(shown: Sequence[Column], places: list[int]) -> Block:
    spans: list[tuple[str, int]] = []
    for place in places:
        letter = shown[place].letter
        if spans and spans[-1][0] == letter:
            spans[-1] = (letter, spans[-1][1] + 1)
        else:
            spans.append((letter, 1))
    return Block(tuple(shown[place] for place in places), tuple(spans), tuple(places))


def known_matrix(session: Session, made: Dossier) -> Matrix:
    """Say who knows whom, for every partner that knows, was asked, ought to be, or may not deliver.

    Parameters
    ----------
    session : Session
        What is known.
    made : Dossier
        The people of the page, what partners told and did, and who ought to have been asked.

    Returns
    -------
    Matrix
        Partners in the order of their chains; those that know nothing and were not asked are
        folded into one line. In a crowded family people whom no partner knows are folded too.
    """
    shown = columns(session, made.people)
    refs = _refs(shown, made.proof, made.acts)
    none_of = {gap.kind for gap in made.gaps if gap.partner < 0}
    bare = {name.kind: name for name in session.partners.undelivered(none_of)}
    missing = {
        (gap.subject, gap.partner if gap.partner >= 0 else bare[gap.kind].partner): gap.refs
        for gap in made.gaps
    }
    lines, folded = [], []
    states = {column.subject: session.known.states(column.subject) for column in shown}
    # Thousands of partners may be delivered: only those that said something or work here matter.
    used = {session.partners.code(partner) for said in states.values() for partner in said}
    used |= {gap.partner for gap in made.gaps if gap.partner >= 0}
    names = session.partners.row_names([*session.partners.ordered(used), *bare.values()])
    near = session.partners.ordered(used | near_partners(session, made.people))
    for partner in sorted([*near, *bare.values()], key=lambda name: name.rank):
        if partner.partner not in names:
            folded.append(partner.short)
            continue
        cells = tuple(
            _known_cell(session, partner, column, states, missing, refs) for column in shown
        )
        lines.append(Line(names[partner.partner], partner.partner_id, partner.chain_letter,
                          f"ch-{partner.chain_letter}", partner.chain, cells))  # fmt: skip
    return _crowded(shown, lines, tuple(dict.fromkeys(folded)))


def _crowded(shown: list[Column], lines: list[Line], folded: tuple[str, ...]) -> Matrix:
    places = list(range(len(shown)))
    if len(shown) > CROWDED:
        told = {
            place for place in places
            if any(line.cells[place].state not in ("not_asked", "not_allowed") for line in lines)
        }  # fmt: skip
        letters = {shown[p].letter for p in places if p in told or shown[p].minor}
        places = [
            p for p in places
            if p in told or shown[p].minor or (shown[p].person is None and shown[p].letter in letters)
        ]  # fmt: skip
    kept = [shown[place] for place in places]
    cut = [
        Line(x.head, x.code, x.letter, x.css, x.group, tuple(x.cells[place] for place in places))
        for x in lines
    ]
    hidden = tuple(column.code for place, column in enumerate(shown) if place not in places)
    return Matrix(blocks_of(kept), tuple(cut), folded, hidden)


def shorter(matrix: Matrix) -> Matrix:
    """Return a matrix of partners without those who were asked and know nothing; they are named."""
    keep = [
        line for line in matrix.lines
        if {cell.state for cell in line.cells} - {"nothing_known", "not_asked", "not_allowed"}
        or all(cell.state == "not_allowed" for cell in line.cells)
    ]  # fmt: skip
    silent = tuple(line.head for line in matrix.lines if line not in keep)
    return replace(matrix, lines=tuple(keep), silent=silent)


def side_by_side(matrix: Matrix) -> tuple[Matrix, ...]:
    """Return a narrow matrix cut in two, to stand side by side; any other as it is."""
    if matrix.width > NARROW or len(matrix.lines) < 2 * NARROW:
        return (matrix,)
    half = (len(matrix.lines) + 1) // 2
    return replace(matrix, lines=matrix.lines[:half]), replace(matrix, lines=matrix.lines[half:])


def _known_cell(  # noqa: PLR0913, PLR0917  # one cell needs its row, its column and what stands in it
    session: Session,
    partner: PartnerName,
    column: Column,
    states: Mapping[str, Mapping[str, str]],
    missing: Mapping[tuple[str, int], tuple[str, ...]],
    refs: Mapping[tuple[str, int], list[str]],
) -> Cell:
    state = states[column.subject].get(partner.partner_id, "not_asked")
    found = tuple(dict.fromkeys(refs.get((column.subject, partner.partner), ())))
    if state == "not_asked" and (column.subject, partner.partner) in missing:
        state, found = "missing", missing[column.subject, partner.partner]
    said = session.texts(f"state.{state}")
    # What nobody asked is most of a page; row and column say the rest of the sentence.
    if state != "not_asked":
        said = session.texts("page.cell", row=partner.full, column=column.text, state=said)
    return Cell(STATE_SIGN[state], STATE_CLASS[state], said, found, state)


def _refs(
    shown: Sequence[Column], proof: Evidence, acts: Records
) -> dict[tuple[str, int], list[str]]:
    """Return what each cell opens: a household opens its people's rows, a person the household's questions."""
    own: dict[tuple[str, int], list[str]] = defaultdict(list)
    for source in (proof.refs_by_subject(), acts.refs_by_subject()):
        for key, value in source.items():
            own[key] += value
    homes = {column.letter: column for column in shown if column.person is None}
    found = defaultdict(list, {key: list(value) for key, value in own.items()})
    letters = {column.subject: homes.get(column.letter) for column in shown if column.person}
    for (subject, partner), value in own.items():
        home = letters.get(subject)
        if home is not None:
            found[home.subject, partner] += value
    for subject, home in letters.items():
        for (asked, partner), value in own.items():
            if home is not None and asked == home.subject:
                found[subject, partner] += [ref for ref in value if ref.startswith("q")]
    return found


def domain_matrix(session: Session, shown: Sequence[Column], proof: Evidence) -> Matrix:
    """Say in which life domains signals that count were delivered, and in what role.

    Returns
    -------
    Matrix
        Domains without any are folded into one line.
    """
    marks: dict[tuple[str, str], set[str]] = defaultdict(set)
    refs: dict[tuple[str, str], list[str]] = defaultdict(list)
    for group in proof.groups:
        for row in group.rows:
            if group.kind == "p" or (group.kind == "e" and row.counted and row.recent):
                marks[row.domain, row.subject].add("+" if group.kind == "p" else row.mark)
                if group.ref not in refs[row.domain, row.subject]:
                    refs[row.domain, row.subject].append(group.ref)
    lines, folded = [], []
    for domain in DOMAIN_ORDER:
        cells = tuple(
            _domain_cell(session, domain, column, marks.get((domain, column.subject), set()),
                         refs.get((domain, column.subject), ()))
            for column in shown
        )  # fmt: skip
        if any(cell.sign for cell in cells):
            lines.append(
                Line(
                    session.domain_name(domain),
                    domain,
                    DOMAIN_LETTERS[domain],
                    f"d-{domain}",
                    "",
                    cells,
                )
            )
        else:
            folded.append(domain)
    return Matrix(blocks_of(shown), tuple(lines), tuple(folded))


def _domain_cell(
    session: Session, domain: str, column: Column, marks: set[str], refs: Iterable[str]
) -> Cell:
    texts, found = session.texts, tuple(refs)
    if not marks:
        return Cell("", "mi" if column.minor else "", texts("page.none"), ())
    letters = [letter for letter in _MARK_ORDER if letter in marks]
    if column.minor and letters:
        letters = ["z"]
    plus = "+" if "+" in marks else ""
    episodes = sum(not ref.startswith("p") for ref in found)
    words = [texts(f"mark.{letter}") for letter in letters] + ([texts("mark.plus")] if plus else [])
    if episodes:
        words.append(texts.count("episode", episodes))
    sentence = texts(
        "page.cell", row=session.domain_name(domain), column=column.text, state=", ".join(words)
    )
    small = str(episodes) if episodes > 1 else ""
    return Cell(
        "/".join(letters) + plus, "f mi" if column.minor else "f", sentence, found, "", small
    )
