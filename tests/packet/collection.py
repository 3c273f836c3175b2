"""Runs every paper of the folders named through the engine and counts what became of each.

Run: python -m tests.packet.collection FOLDER...
"""

from __future__ import annotations

import sys
import tempfile
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from applicant_helper.guard.child import Child, ChildGone, ChildTooSlow

WORKER = "tests.packet.collection_worker"
SECONDS = 60.0


def files_under(folders: list[Path]) -> Iterator[Path]:
    """All files, in a steady order."""
    for folder in folders:
        yield from sorted(p for p in ([folder] if folder.is_file() else folder.rglob("*")) if p.is_file())


def outcome(child: Child, source: Path, folder: Path) -> dict[str, Any]:
    """What became of one paper."""
    try:
        return child.ask({"source": str(source), "folder": str(folder)}, SECONDS)
    except ChildTooSlow:
        return {"failed": "hung"}
    except ChildGone:
        return {"failed": "crashed"}


def run(folders: list[Path]) -> int:
    """Print the counts, and each paper that is not as it should be; returns the number of failures."""
    counts: Counter[str] = Counter()
    with tempfile.TemporaryDirectory() as work, Child(WORKER) as child:
        for source in files_under(folders):
            found = outcome(child, source, Path(work))
            counts["files"] += 1
            for line in _counted(found, counts):
                print(f"{line}  {source}", flush=True)
    for name, count in sorted(counts.items()):
        print(f"{count:7d}  {name}")
    return counts["hung"] + counts["crashed"]


def _counted(found: dict[str, Any], counts: Counter[str]) -> Iterator[str]:
    if "failed" in found:
        counts[found["failed"]] += 1
        yield found["failed"]
        return
    if "refused" in found:
        counts[f"refused: {found['refused']}"] += 1
        yield f"refused {found['refused']}"
        return
    counts["built"] += 1
    counts["pages"] += found["pages"]
    counts["as they are"] += bool(found.get("as_is"))
    counts["pages compared"] += found.get("seen", 0)
    counts["pages different"] += len(found.get("different", ()))
    for code in found["codes"]:
        counts[f"code: {code}"] += 1
    if "unseen" in found:
        counts["not compared"] += 1
    if found.get("different"):
        yield f"different {found['different']} {'as is' if found['as_is'] else found['codes']}"


if __name__ == "__main__":
    sys.exit(1 if run([Path(name) for name in sys.argv[1:]]) else 0)
