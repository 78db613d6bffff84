"""Findings as JSON, written one by one: a list of many thousands is never held as one text."""

from __future__ import annotations

import json
from dataclasses import asdict
from functools import cache
from json.encoder import encode_basestring as quoted
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from typing import TextIO

    from famnet.findings import Evidence, Finding, Method, Strength

__all__ = ["finding_json", "write_findings_json"]

# Line ends of json.dumps with an indent of 1, by depth in the file.
_AT_3, _AT_4, _AT_5, _AT_6, _AT_7 = (f"\n{' ' * depth}" for depth in range(3, 8))
_BETWEEN_4, _BETWEEN_6, _BETWEEN_EVIDENCE = f",{_AT_4}", f",{_AT_6}", f",{_AT_4}"
_BETWEEN_TOUCHES: Final = f"{_AT_6}],{_AT_6}[{_AT_7}"


def write_findings_json(
    head: Mapping[str, object], findings: Iterable[Finding], file: TextIO
) -> None:
    """Write one JSON object: some head, and the findings under ``findings``.

    Parameters
    ----------
    head : mapping
        What stands before the findings, at least one key.
    findings : iterable of Finding
        Read once.
    file : text file
        Open for writing.

    Notes
    -----
    The bytes are those of ``json.dumps`` with an indent of 1 and ``ensure_ascii=False``, which
    writes an indented text in Python, some ten times slower.
    """
    file.write(json.dumps(head, ensure_ascii=False, indent=1).removesuffix("\n}"))
    file.write(',\n "findings": [')
    between = "\n  "
    for finding in findings:
        file.write(between + finding_json(finding))
        between = ",\n  "
    file.write("]\n}\n" if between == "\n  " else "\n ]\n}\n")


def finding_json(finding: Finding) -> str:
    """Return one finding, indented as an element of the list."""
    evidence = _BETWEEN_EVIDENCE.join(map(_evidence, finding.evidence))
    said = (
        f'"finding_id": {quoted(finding.finding_id)}',
        f'"window_id": {quoted(finding.window_id)}',
        f'"statement": {quoted(finding.statement)}',
        f'"evidence": [{_AT_4}{evidence}{_AT_3}]',
        f'"method": {_plain(finding.method)}',
        f'"strength": {_plain(finding.strength) if finding.strength else "null"}',
        f'"speaks_against": {_words(finding.speaks_against)}',
        f'"unknown": {_words(finding.unknown)}',
        f'"caveats": {_same_words(finding.caveats)}',
        f'"household_ids": {_words(finding.household_ids)}',
        f'"stands_for": {finding.stands_for}',
        f'"single_source": {"true" if finding.single_source else "false"}',
        f'"stability": {quoted(finding.stability)}',
    )
    return "{" + _AT_3 + f",{_AT_3}".join(said) + "\n  }"


def _evidence(item: Evidence) -> str:
    touched = _BETWEEN_TOUCHES.join(
        [f"{quoted(household)},{_AT_7}{quoted(domain)}" for household, domain in item.domains]
    )
    signals = _BETWEEN_6.join(map(quoted, item.signals))
    return (
        f'{{{_AT_5}"episode_id": {quoted(item.episode_id)},{_AT_5}"day": {quoted(item.day)},'
        f'{_AT_5}"domains": [{_AT_6}[{_AT_7}{touched}{_AT_6}]{_AT_5}],'
        f'{_AT_5}"observers": {_observers(item.observers)},'
        f'{_AT_5}"signals": [{_AT_6}{signals}{_AT_5}]{_AT_4}}}'
    )


@cache
def _observers(names: tuple[str, ...]) -> str:
    return f"[{_AT_6}{_BETWEEN_6.join(map(quoted, names))}{_AT_5}]" if names else "[]"


def _words(words: tuple[str, ...]) -> str:
    return f"[{_AT_4}{_BETWEEN_4.join(map(quoted, words))}{_AT_3}]" if words else "[]"


_same_words: Final = cache(_words)


@cache
def _plain(part: Method | Strength) -> str:
    text = json.dumps(asdict(part), ensure_ascii=False, indent=1)
    return text.replace("\n", _AT_3)
