"""JSON Schema of form, checklist and destination files, for editors.

`python -m applicant_helper.catalog.jsonschema` writes them all.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path

from pydantic import BaseModel

from applicant_helper.catalog.destinations import PacketProfile
from applicant_helper.catalog.schemas import ChecklistSchema, FormSchema
from applicant_helper.catalog.where import data_root

FILES: dict[str, type[BaseModel]] = {
    "forms/form.schema.json": FormSchema,
    "forms/destination.schema.json": PacketProfile,
    "checklists/checklist.schema.json": ChecklistSchema,
}


def schema_text(relative: str) -> str:
    """The schema of one file kind, as it is checked in."""
    schema = FILES[relative].model_json_schema(by_alias=True)
    return json.dumps(schema, indent=1, sort_keys=True, ensure_ascii=False) + "\n"


def write_schemas(root: Path) -> None:
    """Bring the schema files up to date."""
    for relative in FILES:
        (root / relative).write_text(schema_text(relative), encoding="utf-8")


if __name__ == "__main__":
    write_schemas(data_root())
    sys.stdout.write("\n".join(FILES) + "\n")
