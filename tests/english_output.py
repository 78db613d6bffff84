"""What a reader of English output may see, word by word: every text of every file, and the Dutch in it.

Excepted by where it stands: names of persons and addresses on the key sheet, names of partners and of the
region, what the plan says in the words of who made it (goal, action, result), the Dutch sentence that
``findings.json`` carries under a name that ends in ``_nl``, and the grant as it was given in
``manifest.json``. Names of laws, codes and institutions are Dutch everywhere.
"""

from __future__ import annotations

import csv
import json
import re
from contextlib import closing
from html import unescape
from typing import TYPE_CHECKING

from openpyxl import load_workbook

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

# Words that Dutch sentences can't do without and English ones don't have.
DUTCH = re.compile(
    r"\b(?:aan|als|alleen|andere|bekend|bij|dagen|dan|dat|de|deze|die|dit|een|één|eerst|elke|en|gaat|geen"
    r"|gebeurtenis|gebeurtenissen|gemeld|gevraagd|gezin|heeft|het|huishouden|huishoudens|iemand|jaar|kan"
    r"|leefgebied|leefgebieden|levering|maanden|maar|meer|mensen|minder|minstens|moet|naar|nee|netwerk"
    r"|niemand|niet|nog|onbekend|ook|oefenen|ouders|partij|periode|personen|persoon|persoonsgegevens"
    r"|signaal|signalen|sinds|staat|synthetisch|te|tot|tussen|uit|van|verhaal|verzonnen|voor|waarnemer"
    r"|waarnemers|wat|wel|werd|wie|wordt|zien|zijn|zonder|zorg)\b",
    re.IGNORECASE,
)
# Laws, codes and offices are called in Dutch in an English sentence too.
PROPER = re.compile(
    r"Wet (?:forensische zorg|passend onderwijs|publieke gezondheid|verplichte meldcode|Bibob)"
    r"|Wet op de rechterlijke organisatie|Besluit politiegegevens|College van burgemeester en wethouders"
    r"|Raad voor de Kinderbescherming|Zorg- en Veiligheidshuis|Openbaar Ministerie|Meldcode|Veilig Thuis"
    r"|https?://\S+",
)
_HIDDEN = re.compile(r"<(style|script)[^>]*>(.*?)</\1>", re.DOTALL)
_ATTRIBUTE = re.compile(
    r'\s(?!class|style|id|lang|href|src|d=|data-facts?=|points|viewBox)[\w-]+="([^"]+)"'
)
_QUOTED = re.compile(r'"((?:[^"\\\n]|\\.)*)"')
# A script longer than this is a library, unless it holds the data of a network.
_LIBRARY = 20_000


def dutch_in(folder: Path, names: frozenset[str]) -> list[tuple[str, str]]:
    """Return every text of a folder that holds Dutch, with its file.

    Parameters
    ----------
    folder : pathlib.Path
        Output, made with ``--lang en``.
    names : frozenset of str
        Names and free text of the delivery (``own_words``).
    """
    own = _any_of(names)
    return [
        (path.relative_to(folder).as_posix(), text)
        for path in sorted(folder.rglob("*"))
        for text in _texts(path)
        if is_dutch(own.sub("", text))
    ]


def is_dutch(text: str) -> bool:
    """Say whether a text holds Dutch words beside proper names."""
    return bool(DUTCH.search(PROPER.sub("", text)))


def own_words(delivery: Path) -> frozenset[str]:
    """Return the names and the free text of a delivery: what nobody may put in other words."""
    columns = {"partners": ("name",), "actions": ("goal", "action", "result")}
    found = {
        row[column]
        for table, names in columns.items()
        for row in _rows(delivery / f"{table}.csv")
        for column in names
    }
    region = re.search(
        r'^region = "(.*)"', (delivery / "delivery.toml").read_text("utf-8"), re.MULTILINE
    )
    return frozenset(word for word in {*found, region[1] if region else ""} if word)


def _any_of(names: frozenset[str]) -> re.Pattern[str]:
    longest = sorted(names, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, longest)) or r"(?!)")


def _texts(path: Path) -> Iterator[str]:
    kinds = {".html": _of_page, ".svg": _of_page, ".json": _of_json, ".csv": _of_table,
             ".xlsx": _of_workbook}  # fmt: skip
    return kinds[path.suffix](path) if path.suffix in kinds else iter(())


def _of_page(path: Path) -> Iterator[str]:
    html = path.read_text(encoding="utf-8")
    if path.name == "sleutelblad.html":
        html = re.sub(r"<tbody.*?</tbody>", "", html, flags=re.DOTALL)
    for kind, inside in _HIDDEN.findall(html):
        # Margins of paper are strings in a style, labels of a network strings in a script.
        if kind == "style" or "new vis.DataSet" in inside or len(inside) < _LIBRARY:
            yield from (unescape(text) for text in _QUOTED.findall(inside))
    rest = _HIDDEN.sub("", html)
    yield from (unescape(text) for text in _ATTRIBUTE.findall(rest))
    for part in re.sub(r"<[^>]*>", "\n", rest).splitlines():
        if part.strip():
            yield unescape(part.strip())


def _of_json(path: Path) -> Iterator[str]:
    told = json.loads(path.read_text(encoding="utf-8"))
    left = {"purpose", "case", "ground", "lang"} if path.name == "manifest.json" else set()
    return _leaves(told, frozenset(left))


def _leaves(value: object, left: frozenset[str]) -> Iterator[str]:
    if isinstance(value, dict):
        for name, inside in value.items():
            yield str(name)
            if name not in left and not name.endswith("_nl"):
                yield from _leaves(inside, left)
    elif isinstance(value, list):
        for inside in value:
            yield from _leaves(inside, left)
    elif isinstance(value, str):
        yield value


def _of_table(path: Path) -> Iterator[str]:
    left = ("name", "address") if path.name == "sleutelblad.csv" else ()
    for row in _rows(path):
        yield from (text for column, text in row.items() if column not in left and text)


def _of_workbook(path: Path) -> Iterator[str]:
    with closing(load_workbook(path, read_only=True)) as book:
        for sheet in book:
            yield sheet.title
            yield from (str(cell) for row in sheet.values for cell in row if cell is not None)


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))
