"""A small file system in a file, which can lose its power."""

from __future__ import annotations

import os
import shutil
import struct
import subprocess
import sys
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import Self

_SHUTDOWN = 0x8004587D
"""EXT4_IOC_SHUTDOWN, `_IOR('X', 125, __u32)`."""
_DROP_JOURNAL = 2
"""EXT4_GOING_FLAGS_NOLOGFLUSH: what was not pushed to the disk is lost, the journal in memory with it."""


@lru_cache(maxsize=1)
def why_not() -> str:
    """Why file systems cannot be mounted here, or ""."""
    if sys.platform != "linux" or os.geteuid() != 0:
        return "mounting a file system needs root on Linux"
    missing = [tool for tool in ("mkfs.ext4", "mount", "umount") if shutil.which(tool) is None]
    if missing:
        return f"{', '.join(missing)} not installed"
    return "" if Path("/dev/loop-control").exists() else "no loop devices"


class SmallDisk:
    """ext4 in an image file, or a tmpfs, mounted at `place` while inside `with`."""

    def __init__(self, folder: Path, megabytes: int, *, kind: str = "ext4", options: str = "") -> None:
        self.place = folder / "mounted"
        self._image = folder / "image"
        self._megabytes = megabytes
        self._kind = kind
        self._options = options

    def __enter__(self) -> Self:
        self.place.mkdir(parents=True, exist_ok=True)
        if self._kind == "ext4":
            with self._image.open("wb") as file:
                file.truncate(self._megabytes << 20)
            _do("mkfs.ext4", "-q", "-F", "-m", "0", str(self._image))
        self._mount()
        return self

    def _mount(self) -> None:
        if self._kind == "tmpfs":
            _do("mount", "-t", "tmpfs", "-o", f"size={self._megabytes}m", "torture", str(self.place))
            return
        options = ",".join(filter(None, ("loop", self._options)))
        _do("mount", "-o", options, str(self._image), str(self.place))

    def cut_power(self) -> None:
        """From now on nothing reaches the disk, and what is only in memory never will."""
        import fcntl

        handle = os.open(self.place, os.O_RDONLY)
        try:
            fcntl.ioctl(handle, _SHUTDOWN, struct.pack("I", _DROP_JOURNAL))
        finally:
            os.close(handle)

    def start_again(self) -> None:
        """After the cut, and after every process let go: mount again; the file system recovers itself."""
        _do("umount", str(self.place))
        self._mount()

    def free(self) -> int:
        """Bytes that can still be written."""
        return shutil.disk_usage(self.place).free

    def __exit__(
        self, kind: type[BaseException] | None, value: BaseException | None, trace: TracebackType | None
    ) -> None:
        _do("umount", str(self.place))
        self._image.unlink(missing_ok=True)


def _do(*command: str) -> None:
    done = subprocess.run(command, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(f"{command[0]}: {done.stderr.strip()}")
