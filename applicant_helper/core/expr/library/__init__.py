"""The functions that conditions may call. Importing this package makes them known to the evaluator."""

from applicant_helper.core.expr.library import (
    dates,
    filled,
    histories,
    ladder,
    lists,
    names,
    papers,
    people,
    translations,
)

__all__ = ["dates", "filled", "histories", "ladder", "lists", "names", "papers", "people", "translations"]
