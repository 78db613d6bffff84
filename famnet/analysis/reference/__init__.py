"""Case mode: one named family against the stored background of an area, without a person in it."""

from famnet.analysis.reference.building import build_reference
from famnet.analysis.reference.case_comparison import (
    CaseComparison,
    case_comparison,
    case_content,
    case_lines,
)
from famnet.analysis.reference.comparing import CaseResult, compared_with
from famnet.analysis.reference.firmness import case_card
from famnet.analysis.reference.reference import About, Reference
from famnet.analysis.reference.scanning import compared_by
from famnet.analysis.reference.storing import MARKER, read_reference, write_reference

__all__ = [
    "MARKER",
    "About",
    "CaseComparison",
    "CaseResult",
    "Reference",
    "build_reference",
    "case_card",
    "case_comparison",
    "case_content",
    "case_lines",
    "compared_by",
    "compared_with",
    "read_reference",
    "write_reference",
]
