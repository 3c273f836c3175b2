"""Shows a paper in the system's own viewer: a copy, so that nothing done there reaches the case."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

from applicant_helper.core.errors import ApplicantHelperError
from applicant_helper.core.marks import N_
from applicant_helper.service import edits
from applicant_helper.service.session import Session

NO_COPY = N_("There is no stored copy of {name}. Add the file again to look at it.")
NO_VIEWER = N_("No program here shows {name}. Open the file from its own folder.")
ENDINGS = {
    "application/pdf": ".pdf",
    "image/jpeg": ".jpg",
    "image/png": ".png",
    "image/tiff": ".tif",
    "image/webp": ".webp",
    "image/heic": ".heic",
}
FOLDER = "view"


class CannotView(ApplicantHelperError):
    """The paper can't be shown; says why."""


def view(session: Session, document_id: str) -> None:
    """Open a copy of a paper in the system's viewer. Raises Refused and CannotView."""
    document = edits.find_document(session.case, document_id)
    digest = document.text("sha256")
    stored = session.stored_copy(digest)
    if stored is None:
        raise CannotView("no-copy", NO_COPY, {"name": document.title_name})
    copy = _copied(stored, session.work_folder() / FOLDER, digest, document.text("media_type"))
    if not _shown(copy):
        raise CannotView("no-viewer", NO_VIEWER, {"name": document.title_name})


def _copied(stored: Path, folder: Path, digest: str, media_type: str) -> Path:
    """A copy named by its content, never by what its file was called, so that no name can act."""
    folder.mkdir(parents=True, exist_ok=True)
    copy = folder / f"{digest[:16]}{ENDINGS.get(media_type, '.pdf')}"
    try:
        copy.unlink(missing_ok=True)
        shutil.copyfile(stored, copy)
        copy.chmod(0o600)
    except PermissionError:
        # A viewer that still shows it may hold it; then it is shown as it is.
        if not copy.exists():
            raise
    return copy


def _shown(path: Path) -> bool:
    """Hand a file to the system. False when the system has no way to show it."""
    if sys.platform == "win32":
        try:
            os.startfile(path)  # noqa: S606 - a copy of ours with a fixed ending
        except OSError:
            return False
        return True
    opener = shutil.which("open" if sys.platform == "darwin" else "xdg-open")
    if opener is None:
        return False
    subprocess.Popen(  # noqa: S603 - the system's opener on a path of ours
        [opener, str(path)],
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    return True
