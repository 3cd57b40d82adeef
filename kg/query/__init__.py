"""Questions to a graph: SPARQL, named questions, and the checks of the model."""

from __future__ import annotations

from kg.query.answer import Answer, Row, Term
from kg.query.check import Problem, check
from kg.query.guard import QueryError
from kg.query.questions import Parameter, Question, question, questions
from kg.query.render import render
from kg.query.run import load, query

__all__ = [
    "Answer",
    "Parameter",
    "Problem",
    "QueryError",
    "Question",
    "Row",
    "Term",
    "check",
    "load",
    "query",
    "question",
    "questions",
    "render",
]
