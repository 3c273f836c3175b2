"""Puts forms/, checklists/ and compiled catalogues into the wheel, below applicant_helper/_data/."""

from __future__ import annotations

import shutil
import sys
import tempfile
from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface

DATA = "applicant_helper/_data"


class CustomBuildHook(BuildHookInterface[Any]):
    """An editable install reads the checkout itself, so only a standard wheel carries the data."""

    compiled: Path | None = None

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:
        """Add the data folders and the compiled catalogues to the files of the wheel."""
        if self.target_name != "wheel" or version != "standard":
            return
        root = Path(self.root)
        self.compiled = Path(tempfile.mkdtemp(prefix="catalogues-"))
        _compile_all(root, self.compiled)
        included = build_data["force_include"]
        included[str(self.compiled)] = f"{DATA}/locales"
        for folder in ("forms", "checklists"):
            if any((root / folder).iterdir()):
                included[str(root / folder)] = f"{DATA}/{folder}"

    def finalize(self, version: str, build_data: dict[str, Any], artifact_path: str) -> None:
        """Remove the compiled copies."""
        if self.compiled is not None:
            shutil.rmtree(self.compiled)


def _compile_all(root: Path, into: Path) -> None:
    sys.path.insert(0, str(root))
    try:
        from applicant_helper.i18n.po import compile_mo
    finally:
        sys.path.remove(str(root))
    for meta in sorted((root / "locales").glob("*/meta.yaml")):
        target = into / meta.parent.name
        target.mkdir(parents=True)
        shutil.copyfile(meta, target / meta.name)
        for source in sorted(meta.parent.glob("LC_MESSAGES/*.po")):
            compiled = target / "LC_MESSAGES" / f"{source.stem}.mo"
            compiled.parent.mkdir(exist_ok=True)
            compiled.write_bytes(compile_mo(source.read_text(encoding="utf-8"), source.name))
