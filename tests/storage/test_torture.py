"""Short runs of what `python -m tests.storage.torture --long` does, and what only a process of our own can try."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from applicant_helper.storage.problems import DiskFull
from tests.storage.helpers import NOW, files_under, make_case, reopen
from tests.storage.torture import crowd, full, kills, longer, power, sweeps
from tests.storage.torture.contract import Victim, Writer, judge
from tests.storage.torture.outcome import Part, Setting, Torture

POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits and mounts")
SEED = 20261125
TELLING = "?unlink,fsync"
"""The calls between which a change becomes one."""


def setting(folder: Path, *, protected: bool = False) -> Setting:
    return Setting(folder, SEED, protected)


def assert_good(part: Part) -> None:
    if part.skipped:
        pytest.skip(part.skipped)
    assert part.is_good, part.faults
    assert part.runs


@POSIX
@pytest.mark.parametrize(("protected", "runs"), [(False, 20), (True, 10)])
def test_killed_writers_lose_nothing_they_acknowledged(tmp_path: Path, *, protected: bool, runs: int) -> None:
    part = kills.random_kills(setting(tmp_path, protected=protected), runs=runs, longest=0.08)
    assert_good(part)
    assert part.acknowledged >= runs


def test_a_writer_killed_at_a_call_loses_nothing(tmp_path: Path) -> None:
    assert_good(sweeps.killed_calls(setting(tmp_path), at_most=3, calls=TELLING))


def test_a_sealed_writer_killed_at_a_call_loses_nothing(tmp_path: Path) -> None:
    assert_good(sweeps.killed_calls(setting(tmp_path, protected=True), at_most=2, calls="pwrite64,fdatasync"))


def test_a_call_that_fails_is_told_and_work_goes_on(tmp_path: Path) -> None:
    part = sweeps.failing_calls(
        setting(tmp_path), at_most=1, calls="pwrite64,?rename", errors=("ENOSPC", "EIO")
    )
    assert_good(part)


@pytest.mark.parametrize("protected", [False, True])
def test_a_power_cut_takes_nothing_that_was_acknowledged(tmp_path: Path, *, protected: bool) -> None:
    assert_good(power.power_cuts(setting(tmp_path, protected=protected), runs=2))


def test_without_pushing_to_the_disk_a_power_cut_takes_changes(tmp_path: Path) -> None:
    part = power.control_without_flushing(setting(tmp_path), runs=1)
    assert_good(part)
    assert part.faults and "failed as it must" in part.line()


@pytest.mark.parametrize("kind", [full.full_tmpfs, full.full_ext4])
def test_a_full_disk_is_told_and_takes_nothing(tmp_path: Path, kind: Torture) -> None:
    assert_good(kind(setting(tmp_path)))


@POSIX
@pytest.mark.parametrize("several", [crowd.two_writers, crowd.five_writers, crowd.killed_holder])
def test_writers_exclude_each_other_and_nothing_is_lost(tmp_path: Path, several: Torture) -> None:
    assert_good(several(setting(tmp_path)))


@pytest.mark.parametrize("name", ["protect", "unprotect", "forget", "export", "wipe"])
def test_a_longer_operation_killed_at_a_call_leaves_all_or_nothing(tmp_path: Path, name: str) -> None:
    assert_good(longer.killed_operation(setting(tmp_path), name, at_most=2, calls="?rename,?rmdir"))


def test_what_is_removed_for_good_does_not_come_back_with_the_power(tmp_path: Path) -> None:
    assert_good(longer.cut_operations(setting(tmp_path), names=("forget", "unprotect"), runs=1))


@POSIX
def test_a_writer_that_stands_still_keeps_its_case(tmp_path: Path) -> None:
    victim = Victim(tmp_path / "c")
    victim.create()
    first = Writer(victim, 0)
    assert first.wait_for_one()
    first.send(signal.SIGSTOP)
    try:
        assert Writer(victim, 1).finish() == 75
    finally:
        first.kill()


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[1]), int(sys.argv[1])))
from tests.storage.torture_driver import main
sys.exit(main(sys.argv[2:]))
"""


@POSIX
@pytest.mark.parametrize("limit", [12_000, 30_000])
def test_writes_that_the_system_refuses_leave_a_case_that_opens_and_goes_on(
    tmp_path: Path, limit: int
) -> None:
    victim = Victim(tmp_path / "c")
    victim.create()
    limited = Writer(victim, 0, command=(sys.executable, "-c", LIMITED, str(limit)))
    assert limited.finish() in (28, 74), limited.problem
    assert judge(victim, [limited]) == []
    after = Writer(victim, 3)
    assert after.finish() == 0
    assert judge(victim, [after], slack=0) == []


@pytest.fixture
def small_disk(tmp_path: Path) -> Path:
    """A file system of 2 MB, where the test may mount one."""
    folder = tmp_path / "small"
    folder.mkdir()
    mount = shutil.which("mount")
    if sys.platform != "linux" or os.geteuid() != 0 or mount is None:
        pytest.skip("mounting a small file system needs root on Linux")
    if subprocess.run([mount, "-t", "tmpfs", "-o", "size=2m", "small", str(folder)]).returncode:
        pytest.skip("this system does not let the test mount a small file system")
    return folder


def test_a_full_disk_is_named_the_answers_stay_and_work_goes_on_after_making_room(small_disk: Path) -> None:
    try:
        filler = small_disk / "filler"
        with make_case(small_disk) as store:
            store.commit({"a": 1}, operation="answer", now=NOW)
            filler.write_bytes(bytes(_free(small_disk)))
            before = files_under(store.path)
            with pytest.raises(DiskFull):
                store.put_bytes(bytes(100_000))
            with pytest.raises(DiskFull) as caught:
                store.commit({"b": "x" * 100_000}, operation="answer", now=NOW)
            assert "MB" in caught.value.sentence()
            assert files_under(store.path) == before
            assert store.records["a"] == 1 and "b" not in store.records
            filler.unlink()
            store.commit({"b": 2}, operation="answer", now=NOW)
        with reopen(store.path) as store:
            assert (store.records["a"], store.records["b"]) == (1, 2)
    finally:
        subprocess.run([str(shutil.which("umount")), "-l", str(small_disk)], check=True)


def _free(folder: Path) -> int:
    return shutil.disk_usage(folder).free


def test_changes_from_several_threads_all_arrive(tmp_path: Path) -> None:
    with make_case(tmp_path) as store:

        def work(part: int) -> None:
            for number in range(10):
                store.commit({f"{part}/{number}": number}, operation="answer", now=NOW)

        threads = [threading.Thread(target=work, args=(part,)) for part in range(4)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert store.rev == 41
        store.verify()
