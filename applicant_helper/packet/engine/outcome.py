"""What a build made, as the child tells it."""

from __future__ import annotations

from dataclasses import dataclass

from applicant_helper.packet.model import BuiltFile, Note


@dataclass(frozen=True, slots=True)
class Outcome:
    """Files in the target folder, or only `refused` papers when the build stopped for those."""

    files: tuple[BuiltFile, ...]
    notes: tuple[Note, ...]
    warnings: tuple[Note, ...]
    refused: tuple[Note, ...]
