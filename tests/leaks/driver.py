"""Many commands in one fresh process, as the installed command would run each: one start instead of many.

Reads a JSON list of argument lists; for each, output and refusals go to files of their own.
"""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path


def main() -> None:
    """Run them all; the folder of the outputs is the first argument."""
    from applicant_helper import cli

    folder = Path(sys.argv[1])
    cli._take_charge()
    for number, arguments in enumerate(json.loads(sys.stdin.read())):
        for handle, name in ((1, "out"), (2, "err")):
            file = os.open(folder / f"{number}.{name}", os.O_WRONLY | os.O_CREAT, 0o600)
            os.dup2(file, handle)
            os.close(file)
        status = cli.main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        (folder / f"{number}.status").write_text(str(int(status)))


if __name__ == "__main__":
    main()
