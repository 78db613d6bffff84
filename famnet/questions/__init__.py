"""Named questions: each a Cypher file for the server and a Python answer for a graph."""

from __future__ import annotations

from famnet.questions.ask import ask
from famnet.questions.catalogue import question, questions, search
from famnet.questions.question import Question

__all__ = ["Question", "ask", "question", "questions", "search"]
