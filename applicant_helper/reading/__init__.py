"""What is in a file, what it is and what it states. Bytes from outside are parsed in a guarded child only."""

from applicant_helper.reading.folders import FolderListing, walk_folder
from applicant_helper.reading.kinds import KindGuess
from applicant_helper.reading.look import PaperLook, Refusal, look_at, look_at_many

__all__ = [
    "FolderListing",
    "KindGuess",
    "PaperLook",
    "Refusal",
    "look_at",
    "look_at_many",
    "walk_folder",
]
