"""Intake criteria: declarative rules, three answers, and what people judge left to them."""

from __future__ import annotations

from famnet.analysis.criteria.answering import criteria, forms
from famnet.analysis.criteria.sheet import Answer, CriteriaSheet, CriterionAnswer, Verdict

__all__ = ["Answer", "CriteriaSheet", "CriterionAnswer", "Verdict", "criteria", "forms"]
