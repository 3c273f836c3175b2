"""What the guard keeps for the whole process, put back after each test that changes it."""

from __future__ import annotations

import logging
import sys
import threading
import warnings
from collections.abc import Iterator
from contextlib import contextmanager

from applicant_helper.guard import events


@contextmanager
def heard_anew() -> Iterator[None]:
    """Inside, events are as in a fresh process: no log, not silent."""
    kept = events._LOG
    events._LOG = events._Log()
    try:
        yield
    finally:
        events.stop()
        events._LOG = kept


@contextmanager
def own_hooks() -> Iterator[None]:
    """Inside, the hooks of Python and of logging may be replaced; afterwards they are what they were."""
    hooks = (sys.excepthook, sys.unraisablehook, threading.excepthook)
    root = logging.getLogger()
    handlers, filters, level = list(root.handlers), list(root.filters), root.level
    last, raises, shows = logging.lastResort, logging.raiseExceptions, warnings.showwarning
    try:
        yield
    finally:
        sys.excepthook, sys.unraisablehook, threading.excepthook = hooks
        root.handlers[:], root.filters[:] = handlers, filters
        root.setLevel(level)
        logging.lastResort, logging.raiseExceptions, warnings.showwarning = last, raises, shows
