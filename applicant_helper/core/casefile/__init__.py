"""The open interchange shape (`case.yaml`) to a typed `Case` and back, without loss."""

from applicant_helper.core.casefile.problems import Problem
from applicant_helper.core.casefile.reader import read_case
from applicant_helper.core.casefile.writer import case_to_raw

__all__ = ["Problem", "case_to_raw", "read_case"]
