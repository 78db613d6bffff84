"""Deliveries: the contract, the reader with its checks, and the writer of tables.

The names are loaded when first used: the contract alone must not bring pandas along.
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any, Final

if TYPE_CHECKING:
    from famnet.delivery.delivery import Delivery as Delivery
    from famnet.delivery.info import DeliveryInfo as DeliveryInfo
    from famnet.delivery.output import write_parts as write_parts
    from famnet.delivery.output import write_table as write_table
    from famnet.delivery.reader import check_delivery as check_delivery
    from famnet.delivery.reader import read_delivery as read_delivery
    from famnet.delivery.reader import read_unnamed as read_unnamed
    from famnet.delivery.report import CheckReport as CheckReport
    from famnet.delivery.report import FileReport as FileReport
    from famnet.delivery.report import Unusable as Unusable
    from famnet.delivery.report import write_faults as write_faults

_HOME: Final = {
    "CheckReport": "report",
    "Delivery": "delivery",
    "DeliveryInfo": "info",
    "FileReport": "report",
    "Unusable": "report",
    "check_delivery": "reader",
    "read_delivery": "reader",
    "read_unnamed": "reader",
    "write_faults": "report",
    "write_parts": "output",
    "write_table": "output",
}

__all__ = [
    "CheckReport",
    "Delivery",
    "DeliveryInfo",
    "FileReport",
    "Unusable",
    "check_delivery",
    "read_delivery",
    "read_unnamed",
    "write_faults",
    "write_parts",
    "write_table",
]


def __getattr__(name: str) -> Any:  # noqa: ANN401  # the type depends on the name asked for
    """Load a public name when it is first used."""
    if name in _HOME:
        return getattr(importlib.import_module(f"{__name__}.{_HOME[name]}"), name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
