"""Questions to a graph: SPARQL, named questions, and the checks of the model."""

from __future__ import annotations

from kg.query.answer import Answer, Row, Term
from kg.query.check import Problem, check
from kg.query.guard import QueryError
from kg.query.questions import Parameter, Question, find, question, questions
from kg.query.render import FORMATS, render
from kg.query.run import fill, load, opened, prefixes, query

__all__ = [
    "FORMATS",
    "Answer",
    "Parameter",
    "Problem",
    "QueryError",
    "Question",
    "Row",
    "Term",
    "check",
    "fill",
    "find",
    "load",
    "opened",
    "prefixes",
    "query",
    "question",
    "questions",
    "render",
]
