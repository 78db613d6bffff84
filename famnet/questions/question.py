"""What a question is, and how its file says it: a header of TOML in comments, then Cypher.

The first lines of ``cypher/questions/<category>/<id>.cypher`` begin with ``// `` and hold TOML; the
first other line ends the header. Fields: title_nl, title_en, why_nl, why_en, order, parameters
(name, type, text_nl; default, values, min, max where they apply) and columns (name, text_nl; type
where it isn't text). ``$as_of`` is always passed and not declared; lists of the catalogue that the
query needs stand in ``reference`` (``famnet.questions.reference``), the one field that may be left out.
"""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Final

from famnet.errors import OurFault
from famnet.questions.reference import REFERENCES
from famnet.questions.type_words import CELL_WORDS, EXAMPLE_WORDS, PARAMETER_WORDS

if TYPE_CHECKING:
    from collections.abc import Iterable

__all__ = ["CELL_TYPES", "PARAMETER_TYPES", "Column", "Parameter", "Question", "parse"]

#: Names of the types; a ``list`` has no order of its own and is sorted, a ``path`` keeps its order.
PARAMETER_TYPES: Final = tuple(PARAMETER_WORDS)
CELL_TYPES: Final = tuple(CELL_WORDS)

_TEXTS: Final = ("title_nl", "title_en", "why_nl", "why_en")
_FIELDS: Final = (*_TEXTS, "order", "parameters", "columns")
_MAY_LACK: Final = frozenset({"reference"})
_OF_PARAMETER: Final = frozenset(
    {"name", "type", "text_nl", "text_en", "default", "values", "min", "max"}
)
_OF_COLUMN: Final = frozenset({"name", "type", "text_nl", "text_en"})
#: Defaults that stand for something else.
_DEFAULT_NL: Final[dict[str | int | None, str]] = {"": "alle", "as_of": "de peildatum"}
_NAME: Final = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of a question.

    Parameters
    ----------
    name : str
        As ``--param name=value`` and ``$name`` call it.
    type : str
        One of ``PARAMETER_TYPES``.
    text_nl : str
        What it is, in a few Dutch words.
    default : str, int or None
        Its value when left out; None: it must be given. ``"as_of"`` for a date is the day of the
        graph; an empty text stands for all.
    values : tuple of str
        What a ``choice`` allows.
    least, most : int or None
        Bounds of an ``integer``.
    """

    name: str
    type: str
    text_nl: str
    default: str | int | None = None
    values: tuple[str, ...] = ()
    least: int | None = None
    most: int | None = None

    @property
    def required(self) -> bool:
        """Whether it must be given."""
        return self.default is None

    @property
    def in_example(self) -> str:
        """What stands in the place of its value in an example."""
        return EXAMPLE_WORDS[self.type]

    def told(self) -> str:
        """Return name, Dutch word of its type, bounds and default in one line.

        >>> Parameter("steps", "integer", "stappen", default=2, least=1, most=6).told()
        'steps (heel getal, 1-6, standaard 2)'
        >>> Parameter("on", "date", "peildatum", default="as_of").told()
        'on (datum, standaard de peildatum)'
        """
        parts = [PARAMETER_WORDS[self.type]]
        if self.values:
            parts.append("|".join(self.values))
        if self.least is not None or self.most is not None:
            parts.append(f"{self.least}-{self.most}")
        if self.required:
            parts.append("verplicht")
        else:
            parts.append(f"standaard {_DEFAULT_NL.get(self.default, self.default)}")
        return f"{self.name} ({', '.join(parts)})"


@dataclass(frozen=True, slots=True)
class Column:
    """One column of an answer: its name, ``CELL_TYPES`` type and Dutch heading."""

    name: str
    type: str
    text_nl: str

    @property
    def type_nl(self) -> str:
        """Dutch word of its type."""
        return CELL_WORDS[self.type]


@dataclass(frozen=True, slots=True)
class Question:
    """A named question.

    Parameters
    ----------
    id, category : str
        Name of its file and of the folder.
    title_nl, title_en, why_nl, why_en : str
        The question, and why one asks it.
    order : tuple of str
        Columns that answers are sorted by, before all others; a leading ``-`` turns one around.
    parameters : tuple of Parameter
        What one may say.
    columns : tuple of Column
        What the answer has, in this order.
    cypher : str
        The query for the server, comments included.
    reference : tuple of str
        Lists of the catalogue the query is given as parameters of that name.
    """

    id: str
    category: str
    title_nl: str
    title_en: str
    why_nl: str
    why_en: str
    order: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    columns: tuple[Column, ...]
    cypher: str
    reference: tuple[str, ...] = ()

    @property
    def column_names(self) -> list[str]:
        """Names of the columns, in order."""
        return [column.name for column in self.columns]


def parse(text: str, *, category: str, name: str) -> Question:
    """Read the file of a question and hold it to the format.

    Parameters
    ----------
    text : str
        The whole file.
    category, name : str
        Folder and file name without ending.

    Raises
    ------
    OurFault
        Something is missing, superfluous or contradicts itself; all faults are named.
    """
    head, cypher = _split(text)
    try:
        fields = tomllib.loads(head)
    except tomllib.TOMLDecodeError as error:
        raise OurFault(f"Vraag {category}/{name}: de kop is geen TOML ({error}).") from error
    faults = [*_head_faults(fields)]
    if not faults:
        faults = [*_list_faults(fields), *_cypher_faults(fields, cypher)]
    if faults:
        raise OurFault(f"Vraag {category}/{name}: {'; '.join(faults)}.")
    return Question(
        id=name,
        category=category,
        **{field: fields[field] for field in _TEXTS},
        order=tuple(fields["order"]),
        parameters=tuple(_parameter(entry) for entry in fields["parameters"]),
        columns=tuple(
            Column(entry["name"], entry.get("type", "text"), entry["text_nl"])
            for entry in fields["columns"]
        ),
        cypher=cypher,
        reference=tuple(fields.get("reference", ())),
    )


def _split(text: str) -> tuple[str, str]:
    lines = text.splitlines()
    end = next((i for i, line in enumerate(lines) if not line.startswith("//")), len(lines))
    head = "\n".join(line.removeprefix("//").removeprefix(" ") for line in lines[:end])
    return head, "\n".join(lines[end:]).strip() + "\n"


def _parameter(entry: dict[str, Any]) -> Parameter:
    return Parameter(
        name=entry["name"],
        type=entry["type"],
        text_nl=entry["text_nl"],
        default=entry.get("default"),
        values=tuple(entry.get("values", ())),
        least=entry.get("min"),
        most=entry.get("max"),
    )


def _head_faults(fields: dict[str, Any]) -> Iterable[str]:
    missing = [field for field in _FIELDS if field not in fields]
    if missing:
        yield f"in de kop ontbreekt {', '.join(missing)}"
    if unknown := sorted(set(fields) - set(_FIELDS) - _MAY_LACK):
        yield f"onbekend in de kop: {', '.join(unknown)}"
    for field in _TEXTS:
        if not str(fields.get(field, "")).strip():
            yield f"{field} is leeg"
    if not fields.get("columns"):
        yield "er zijn geen kolommen"
    if strange := sorted(set(fields.get("reference", ())) - set(REFERENCES)):
        yield f"reference noemt onbekende lijsten: {', '.join(strange)}"


def _list_faults(fields: dict[str, Any]) -> Iterable[str]:
    for what, allowed in (("parameters", _OF_PARAMETER), ("columns", _OF_COLUMN)):
        names = [str(entry.get("name", "")) for entry in fields[what]]
        if len(set(names)) < len(names):
            yield f"een naam staat dubbel in {what}"
        for entry, name in zip(fields[what], names, strict=True):
            if not _NAME.fullmatch(name):
                yield f"{what}: {name!r} is geen naam"
            if not entry.get("text_nl"):
                yield f"{what}: {name} heeft geen text_nl"
            if unknown := sorted(set(entry) - allowed):
                yield f"{what}: {name} heeft onbekend {', '.join(unknown)}"
    yield from _column_faults(fields)
    for entry in fields["parameters"]:
        yield from _parameter_faults(entry)


def _column_faults(fields: dict[str, Any]) -> Iterable[str]:
    known = {entry.get("name") for entry in fields["columns"]}
    for entry in fields["columns"]:
        if entry.get("type", "text") not in CELL_TYPES:
            yield f"kolom {entry['name']} heeft een onbekend type"
    if wrong := [name for name in fields["order"] if name.removeprefix("-") not in known]:
        yield f"order noemt wat geen kolom is: {', '.join(wrong)}"


def _parameter_faults(entry: dict[str, Any]) -> Iterable[str]:
    name, kind, default = entry.get("name"), entry.get("type"), entry.get("default")
    if kind not in PARAMETER_TYPES:
        yield f"parameter {name} heeft een onbekend type"
    if name == "as_of":
        yield "as_of wordt altijd meegegeven en niet genoemd"
    if kind == "choice" and not entry.get("values"):
        yield f"parameter {name} heeft geen values"
    if kind == "choice" and default is not None and default not in entry.get("values", []):
        yield f"parameter {name}: de standaard staat niet in values"
    if kind == "integer" and not {"min", "max"} <= set(entry):
        yield f"parameter {name} heeft geen min en max"
    if default is not None and isinstance(default, int) != (kind == "integer"):
        yield f"parameter {name}: de standaard past niet bij het type"


def _cypher_faults(fields: dict[str, Any], cypher: str) -> Iterable[str]:
    code = re.sub(r"//[^\n]*", "", cypher)
    declared = {entry["name"] for entry in fields["parameters"]} | {*fields.get("reference", ())}
    used = set(re.findall(r"\$(\w+)", code))
    if unused := sorted(declared - used):
        yield f"de Cypher gebruikt niet: {', '.join(unused)}"
    if undeclared := sorted(used - declared - {"as_of"}):
        yield f"de Cypher vraagt ongenoemd: {', '.join(undeclared)}"
    _, _, returned = _without_subqueries(code).rpartition("RETURN")
    absent = [
        entry["name"]
        for entry in fields["columns"]
        if not re.search(rf"(?:\bAS\s+|^\s*(?:DISTINCT\s+)?|,\s*){entry['name']}\b", returned)
    ]
    if absent:
        yield f"RETURN geeft niet: {', '.join(absent)}"


def _without_subqueries(code: str) -> str:
    shorter = re.sub(r"\{[^{}]*\}", "", code)
    return code if shorter == code else _without_subqueries(shorter)
