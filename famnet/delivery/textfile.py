"""What a text file is before it is read: its encoding, its lines, its heading and its separator."""

from __future__ import annotations

import codecs
import csv
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

import numpy as np

from famnet.errors import UserError

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

__all__ = ["TextFile", "look_at"]

_BLOCK: Final = 1 << 22
_FIRST: Final = 1 << 16
_LONGEST_HEADING: Final = 1 << 20
_SEPARATORS: Final = (",", ";", "\t")
_UTF16: Final = (codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE, codecs.BOM_UTF32_BE)
# The five bytes that cp1252 doesn't use.
_NOT_CP1252: Final = (b"\x81", b"\x8d", b"\x8f", b"\x90", b"\x9d")
_LF: Final = 10
_CR: Final = 13
_AS_UTF8: Final = "Bewaar het bestand als 'CSV UTF-8' en lever het opnieuw."


@dataclass(frozen=True, slots=True)
class TextFile:
    """A text file that can be read.

    Parameters
    ----------
    encoding : str
        utf-8 or cp1252.
    delimiter : str
        Comma, semicolon or tab.
    heading : tuple of str
        The cells of the first line; empty where the file is empty.
    lines : int
        Physical lines, empty ones at the end left out.
    plain_breaks : bool
        Whether lines end in LF or CR LF throughout.
    """

    encoding: str
    delimiter: str
    heading: tuple[str, ...]
    lines: int
    plain_breaks: bool


def look_at(path: Path, recognised: Callable[[list[str]], int]) -> TextFile:
    """Look through a file in blocks, so that nothing large or endless is ever held.

    Parameters
    ----------
    path : pathlib.Path
        A plain file (``sources.regular``).
    recognised : callable
        How many cells of a heading are known; decides between separators.

    Raises
    ------
    UserError
        It is no text, or text in another encoding than UTF-8 and cp1252. Said from the first block
        where that shows it.
    """
    try:
        with path.open("rb") as file:
            first = file.read(_FIRST)
        _refuse_no_text(path.name, first)
        utf8, breaks, lone, blank = _scan(path)
        encoding = "utf-8" if utf8 else _cp1252(path)
        heading_line = _first_line(path, encoding)
    except OSError as error:
        raise UserError(f"{path.name}: dit bestand is niet leesbaar.") from error
    delimiter, heading = _split(heading_line, recognised)
    if not heading and (first.removeprefix(codecs.BOM_UTF8).strip() or breaks > blank):
        raise UserError(
            f"{path.name}, regel 1: deze regel is leeg; hier hoort de kop.",
            hint="Zet de kolomnamen op de eerste regel.",
        )
    return TextFile(encoding, delimiter, heading, breaks + 1 - blank, plain_breaks=lone == 0)


def _refuse_no_text(name: str, first: bytes) -> None:
    if first.startswith(_UTF16) or (b"\0" in first and _every_other(first)):
        raise UserError(f"{name}: dit bestand is UTF-16 en geen UTF-8.", hint=_AS_UTF8)
    if b"\0" in first:
        line = first.count(b"\n", 0, first.index(b"\0")) + 1
        raise UserError(
            f"{name}, regel {line}: hier staan NUL-tekens; dit is geen tekstbestand.", hint=_AS_UTF8
        )
    if first.startswith((b"PK\x03\x04", b"\xd0\xcf\x11\xe0")):
        raise UserError(
            f"{name}: dit is een Excel-bestand met een andere naam.",
            hint="Geef het de naam .xlsx, of bewaar het als 'CSV UTF-8'.",
        )


def _every_other(first: bytes) -> bool:
    """Whether NUL stands at nearly all even or all odd places, as in UTF-16 without a mark."""
    half = max(len(first) // 2, 1)
    even, odd = first[0::2].count(0), first[1::2].count(0)
    return min(even, odd) < half // 4 and max(even, odd) > half // 2


def _scan(path: Path) -> tuple[bool, int, int, int]:
    """Return whether it is UTF-8, the number of LF, of CR alone, and of empty lines at the end."""
    utf8, breaks, lone, ended, tail = True, 0, 0, False, b""
    decoder = codecs.getincrementaldecoder("utf-8")()
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            if b"\0" in block:
                line = breaks + block.count(b"\n", 0, block.index(b"\0")) + 1
                raise UserError(f"{path.name}, regel {line}: hier staan NUL-tekens.", hint=_AS_UTF8)
            utf8 = utf8 and _decodes(decoder, block)
            letters = np.frombuffer(block, np.uint8)
            breaks += int(np.count_nonzero(letters == _LF))
            lone += _lone_returns(letters)
            lone -= ended and letters[0] == _LF
            ended = bool(letters[-1] == _CR)
            tail = (tail + block)[-_FIRST:]
        utf8 = utf8 and _decodes(decoder, b"", final=True)
    blank = tail[len(tail.rstrip(b"\r\n \t")) :].count(b"\n")
    return utf8, breaks, int(lone), blank


def _lone_returns(letters: np.ndarray) -> int:
    """Count CR that no LF follows; one at the end of the block counts until the next is seen."""
    returns = np.flatnonzero(letters == _CR)
    after = np.append(letters, np.uint8(0))[returns + 1] if len(returns) else returns
    return int(np.count_nonzero(after != _LF))


def _decodes(decoder: codecs.IncrementalDecoder, block: bytes, *, final: bool = False) -> bool:
    try:
        decoder.decode(block, final)
    except UnicodeDecodeError:
        return False
    return True


def _cp1252(path: Path) -> str:
    breaks = 0
    with path.open("rb") as file:
        while block := file.read(_BLOCK):
            wrong = [block.index(byte) for byte in _NOT_CP1252 if byte in block]
            if wrong:
                line = breaks + block.count(b"\n", 0, min(wrong)) + 1
                raise UserError(
                    f"{path.name}, regel {line}: dit teken is geen UTF-8 en geen cp1252.",
                    hint=_AS_UTF8,
                )
            breaks += block.count(b"\n")
    return "cp1252"


def _first_line(path: Path, encoding: str) -> str:
    codec = "utf-8-sig" if encoding == "utf-8" else encoding
    with path.open(encoding=codec, newline="") as file:
        line = file.readline(_LONGEST_HEADING)
    if len(line) >= _LONGEST_HEADING:
        raise UserError(
            f"{path.name}, regel 1: de kop is langer dan een miljoen tekens.",
            hint="Kijk of de regels wel gescheiden zijn.",
        )
    return line


def _split(line: str, recognised: Callable[[list[str]], int]) -> tuple[str, tuple[str, ...]]:
    if not line.strip():
        return ",", ()
    options = [(sign, _cells(line, sign)) for sign in _SEPARATORS]
    delimiter, cells = max(options, key=lambda option: (recognised(option[1]), len(option[1])))
    return delimiter, tuple(cells)


def _cells(line: str, delimiter: str) -> list[str]:
    try:
        return next(csv.reader([line], delimiter=delimiter))
    except csv.Error:
        return line.rstrip("\r\n").split(delimiter)
