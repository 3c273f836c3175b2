"""Short runs of what the long torture does: killed writers, two writers, a full disk, threads."""

from __future__ import annotations

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from applicant_helper.storage.problems import DiskFull
from tests.storage.helpers import NOW, files_under, make_case, reopen
from tests.storage.torture_driver import init

ROOT = Path(__file__).resolve().parents[2]
DRIVER = [sys.executable, "-m", "tests.storage.torture_driver"]
RUNS = 20
POSIX = pytest.mark.skipif(sys.platform == "win32", reason="POSIX limits and mounts")


def writer(case: Path, operations: int) -> subprocess.Popen[str]:
    command = [*DRIVER, "write", str(case), str(operations)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def verified(case: Path) -> dict[str, object]:
    done = subprocess.run([*DRIVER, "verify", str(case)], cwd=ROOT, capture_output=True, text=True)
    found: dict[str, object] = json.loads(done.stdout)
    return found


def acknowledged(output: str) -> tuple[int, set[str]]:
    """Last acknowledged revision (0: none) and acknowledged documents; a torn last line does not count."""
    lines = [line.split() for line in output.splitlines(keepends=True) if line.endswith("\n")]
    return max((int(line[1]) for line in lines), default=0), {line[2] for line in lines if len(line) > 2}


def test_twenty_killed_writers_lose_nothing_they_acknowledged(tmp_path: Path) -> None:
    case = tmp_path / "c"
    init(str(case))
    chance = random.Random(20261125)
    last = 1
    for _ in range(RUNS):
        process = writer(case, 0)
        assert process.stdout is not None
        first = process.stdout.readline()
        time.sleep(chance.random() * 0.08)
        process.kill()
        rest, problem = process.communicate()
        rev, documents = acknowledged(first + rest)
        found = verified(case)
        assert found["ok"], problem
        assert isinstance(found["last"], int) and isinstance(found["docs"], list)
        assert max(rev, last) <= found["last"] <= max(rev, last) + 1
        assert documents <= set(found["docs"])
        assert found["leftovers"] == 0
        last = found["last"]


def test_two_writers_exclude_each_other_and_nothing_is_lost(tmp_path: Path) -> None:
    case = tmp_path / "c"
    init(str(case))
    writers = [writer(case, 25) for _ in range(2)]
    outputs = [process.communicate()[0] for process in writers]
    assert sorted({process.returncode for process in writers} - {75}) == [0]
    count = sum(output.count("ACK") for output in outputs)
    assert verified(case)["last"] == 1 + count


@POSIX
def test_a_writer_that_stands_still_keeps_its_case(tmp_path: Path) -> None:
    case = tmp_path / "c"
    init(str(case))
    first = writer(case, 0)
    assert first.stdout is not None and first.stdout.readline()
    first.send_signal(signal.SIGSTOP)
    try:
        second = writer(case, 1)
        second.communicate()
        assert second.returncode == 75
    finally:
        first.kill()
        first.communicate()


LIMITED = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv[2]), int(sys.argv[2])))
from tests.storage.torture_driver import main
sys.exit(main(["write", sys.argv[1], "0"]))
"""


@POSIX
@pytest.mark.parametrize("limit", [12_000, 30_000])
def test_writes_that_the_system_refuses_leave_a_case_that_opens_and_goes_on(
    tmp_path: Path, limit: int
) -> None:
    case = tmp_path / "c"
    init(str(case))
    command = [sys.executable, "-c", LIMITED, str(case), str(limit)]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, timeout=60)
    assert done.returncode in (28, 74), done.stderr
    rev, documents = acknowledged(done.stdout)
    found = verified(case)
    assert found["ok"] and found["leftovers"] == 0
    assert isinstance(found["last"], int) and isinstance(found["docs"], list)
    assert max(1, rev) <= found["last"] <= max(1, rev) + 1
    assert documents <= set(found["docs"])
    process = writer(case, 3)
    process.communicate()
    assert process.returncode == 0


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
