"""A fingerprint of what is to be stored: equal for equal graphs, on every machine."""

from __future__ import annotations

import hashlib
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd

if TYPE_CHECKING:
    from collections.abc import Iterable

    from famnet.graph.family_graph import FamilyGraph
    from famnet.stores.derived import Derived

__all__ = ["fingerprint_of"]


def fingerprint_of(graph: FamilyGraph, derived: Derived) -> str:
    """Return the fingerprint of a graph and what is derived from it.

    Parameters
    ----------
    graph : FamilyGraph
        The graph; its grant isn't part of it.
    derived : Derived
        What is derived from it.

    Returns
    -------
    str
        32 hexadecimal digits.

    Notes
    -----
    BLAKE2b over the cells, column by column. O(cells).
    """
    told = hashlib.blake2b(digest_size=16)
    words = (str(graph.as_of), str(graph.synthetic), str(graph.workspace))
    told.update(_text([*words, graph.region, graph.deliverer]))
    for name, frame in (*sorted(graph.tables.items()), *derived.frames()):
        told.update(_text([name, str(len(frame)), *map(str, frame.columns)]))
        for column in frame.columns:
            told.update(_cells(frame[column]))
    return told.hexdigest()


def _cells(column: pd.Series) -> bytes:
    if isinstance(column.dtype, pd.CategoricalDtype):
        # Codes mean nothing without their words.
        words = [str(word) for word in column.cat.categories]
        return _text(words) + column.cat.codes.to_numpy().astype("<i4").tobytes()
    if pd.api.types.is_numeric_dtype(column.dtype):
        values = column.to_numpy()
        return values.astype(values.dtype.newbyteorder("<")).tobytes()
    return _text(column.tolist())


def _text(words: Iterable[str]) -> bytes:
    """Write words with their lengths, so that no two lists are written alike."""
    encoded = [word.encode("utf-8", "surrogatepass") for word in words]
    lengths = np.array([len(encoded), *map(len, encoded)], "<i8")
    return lengths.tobytes() + b"".join(encoded)
