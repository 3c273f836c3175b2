"""Tells network drives and synced folders from plain local ones, as far as the system shows it."""

from __future__ import annotations

import sys
from collections.abc import Iterable
from pathlib import Path

from applicant_helper.storage.problems import NetworkFolder

_NETWORK_TYPES = frozenset(
    {
        *("nfs", "nfs4", "cifs", "smb", "smb2", "smb3", "smbfs", "afs", "ncpfs", "9p", "ceph", "glusterfs"),
        *("lustre", "afpfs", "webdav", "davfs", "davfs2", "fuse.sshfs", "fuse.rclone", "fuse.davfs"),
        *("fuse.davfs2", "fuse.glusterfs", "fuse.s3fs", "fuse.gvfsd-fuse", "fuse.google-drive-ocamlfuse"),
    }
)
_SYNCED_WORDS = frozenset(
    {
        "dropbox",
        "onedrive",
        "icloud drive",
        "iclouddrive",
        "mobile documents",
        "cloudstorage",
        "google drive",
        "googledrive",
        "google drive streaming",
        "nextcloud",
        "owncloud",
        "box sync",
        "pclouddrive",
        "syncthing",
    }
)
_SYNCED_STARTS = ("onedrive -", "dropbox (", "googledrive-", "onedrive-")
_MOUNTS = Path("/proc/mounts")


def refuse_unsafe_place(folder: Path) -> None:
    """Raise NetworkFolder when a live case must not be kept in `folder`."""
    whole = folder.resolve()
    word = synced_word(whole.parts)
    if word:
        raise NetworkFolder("synced-folder", word)
    if is_network(whole):
        raise NetworkFolder("network-folder", str(folder))


def synced_word(parts: Iterable[str]) -> str:
    """The first part of a path that is a sync client's folder, or "".

    >>> synced_word(("/", "home", "ana", "OneDrive - School", "cases"))
    'OneDrive - School'
    >>> synced_word(("/", "home", "ana", "cases"))
    ''
    """
    for part in parts:
        lowered = part.casefold()
        if lowered in _SYNCED_WORDS or lowered.startswith(_SYNCED_STARTS):
            return part
    return ""


def is_network(whole: Path) -> bool:
    """Whether an absolute path lies on a network drive: by mount table, UNC name or drive type."""
    if str(whole).startswith("\\\\"):
        return True
    if sys.platform == "win32":
        import ctypes

        remote = 4
        return bool(ctypes.windll.kernel32.GetDriveTypeW(whole.anchor) == remote)
    try:
        table = _MOUNTS.read_text(encoding="utf-8", errors="surrogateescape")
    except OSError:
        # No mount table on this system: nothing can be said, and the lock and the log still protect.
        return False
    return mount_type(whole, table) in _NETWORK_TYPES


def mount_type(whole: Path, table: str) -> str:
    """The file-system type of the mount that holds `whole`, from the text of a mount table; "" when unknown.

    >>> mount_type(Path("/mnt/a b/case"), "srv:/x /mnt/a\\\\040b nfs4 rw 0 0\\nroot / ext4 rw 0 0")
    'nfs4'
    """
    best, found = -1, ""
    for line in table.splitlines():
        fields = line.split(" ")
        if len(fields) < 3:
            continue
        point = Path(_unescape(fields[1]))
        if len(point.parts) >= best and (whole == point or point in whole.parents):
            best, found = len(point.parts), fields[2]
    return found


def _unescape(text: str) -> str:
    for code, char in (("\\040", " "), ("\\011", "\t"), ("\\012", "\n"), ("\\134", "\\")):
        text = text.replace(code, char)
    return text
