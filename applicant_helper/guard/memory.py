"""How much memory a process of ours takes at the moment, asked of the system from outside."""

from __future__ import annotations

import ctypes
import os
import subprocess
import sys
from pathlib import Path


def resident_bytes(process: subprocess.Popen[bytes]) -> int | None:
    """Bytes of real memory that a child holds; None when it is gone or the system does not tell."""
    try:
        return _resident_bytes(process)
    except (OSError, ValueError, IndexError, AttributeError):
        return None


if sys.platform == "win32":

    class _Counters(ctypes.Structure):
        """PROCESS_MEMORY_COUNTERS of the Windows headers."""

        _fields_ = (
            ("cb", ctypes.c_uint32),
            ("page_faults", ctypes.c_uint32),
            ("peak_resident", ctypes.c_size_t),
            ("resident", ctypes.c_size_t),
            ("rest", ctypes.c_size_t * 6),
        )

    def _resident_bytes(process: subprocess.Popen[bytes]) -> int | None:
        counters = _Counters(cb=ctypes.sizeof(_Counters))
        ask = ctypes.WinDLL("kernel32").K32GetProcessMemoryInfo
        handle = ctypes.c_void_p(int(vars(process)["_handle"]))
        if not ask(handle, ctypes.byref(counters), ctypes.c_uint32(counters.cb)):
            return None
        return int(counters.resident)

elif sys.platform == "darwin":
    _RESIDENT_AT = 64
    """Offset of `ri_resident_size` in `rusage_info_v0`: a UUID and six counters stand before it."""
    _ROOM = 512

    def _resident_bytes(process: subprocess.Popen[bytes]) -> int | None:
        told = ctypes.create_string_buffer(_ROOM)
        if ctypes.CDLL("/usr/lib/libproc.dylib").proc_pid_rusage(process.pid, 0, told):
            return None
        return int.from_bytes(told.raw[_RESIDENT_AT : _RESIDENT_AT + 8], sys.byteorder)

else:
    _PAGE = os.sysconf("SC_PAGE_SIZE")

    def _resident_bytes(process: subprocess.Popen[bytes]) -> int | None:
        return int(Path(f"/proc/{process.pid}/statm").read_bytes().split()[1]) * _PAGE
