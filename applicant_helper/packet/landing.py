"""Puts what was built in its place in one move; what was there before stays until then."""

from __future__ import annotations

import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from applicant_helper.packet.engine.identity import is_ours
from applicant_helper.packet.model import PacketRequest
from applicant_helper.packet.problems import EXISTS, IS_PAPER, TAKEN_FOLDER, PacketExists

if TYPE_CHECKING:
    from applicant_helper.catalog.destinations import PacketProfile


def folder_of(out: Path) -> Path:
    """The folder that takes the place of `out` when there are several files."""
    return out.with_suffix("") if out.suffix.lower() == ".pdf" else out


def may_be_several(profile: PacketProfile) -> bool:
    """Whether a packet for this destination can come out as several files."""
    return profile.files.unit != "whole" or profile.split.policy != "never"


def refuse_taken(request: PacketRequest, out: Path, *, overwrite: bool) -> None:
    """Raises PacketExists where something of the person's would be replaced unasked, or a paper at all."""
    folder = folder_of(out) if may_be_several(request.profile) else out
    if any(_is_same_file(out, d.path) for d in request.documents()):
        raise PacketExists("packet-is-paper", IS_PAPER, {"name": out.name})
    if folder.is_dir() and not all(_may_go(path) for path in folder.rglob("*")):
        raise PacketExists("folder-taken", TAKEN_FOLDER, {"name": folder.name})
    for place in dict.fromkeys((out, folder)):
        if place.exists() and not overwrite:
            raise PacketExists("packet-exists", EXISTS, {"name": place.name})


def _is_same_file(out: Path, paper: Path) -> bool:
    return out.exists() and paper.exists() and out.samefile(paper)


def _may_go(path: Path) -> bool:
    try:
        return path.is_dir() or (path.is_file() and is_ours(path))
    except OSError:
        return False


def land(made: Path, target: Path) -> None:
    """Move a file or a folder of files to `target`, replacing what is there. OSError as it comes."""
    for path in [made, *made.rglob("*")] if made.is_dir() else [made]:
        _flush(path)
    aside: Path | None = None
    near = _near(made, target)
    try:
        if target.is_dir():
            aside = Path(tempfile.mkdtemp(prefix=".packet-", dir=target.parent)) / "before"
            target.rename(aside)
        near.replace(target)
    except OSError:
        if aside is not None and aside.exists() and not target.exists():
            aside.rename(target)
        raise
    finally:
        if near != made and near.exists():
            _remove(near)
        if aside is not None:
            shutil.rmtree(aside.parent, ignore_errors=True)
    _flush(target.parent)


def _near(made: Path, target: Path) -> Path:
    """The same on the disk of the target, so that one move is enough."""
    if made.stat().st_dev == target.parent.stat().st_dev:
        return made
    near = target.parent / f".packet-{made.parent.name}.tmp"
    try:
        if made.is_dir():
            shutil.copytree(made, near)
        else:
            shutil.copyfile(made, near)
    except OSError:
        _remove(near)
        raise
    for path in [near, *near.rglob("*")] if near.is_dir() else [near]:
        _flush(path)
    return near


def _remove(path: Path) -> None:
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)


def _flush(path: Path) -> None:
    if path.is_dir():
        if os.name != "posix":
            return
        handle = os.open(path, os.O_RDONLY)
    else:
        handle = os.open(path, os.O_RDWR)
    try:
        os.fsync(handle)
    finally:
        os.close(handle)
