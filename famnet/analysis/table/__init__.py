"""Who sits at the table: needs, the smallest tables that meet them, and what is missing."""

from famnet.analysis.table.asking import Unasked, unasked
from famnet.analysis.table.sheet import TableSheet
from famnet.analysis.table.tabling import table

__all__ = ["TableSheet", "Unasked", "table", "unasked"]
