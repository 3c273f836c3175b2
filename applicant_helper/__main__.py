"""`python -m applicant_helper`."""

from applicant_helper.cli import script

if __name__ == "__main__":
    script()
