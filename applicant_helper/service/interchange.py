"""The open interchange: a folder with `case.yaml` and the papers under readable names."""

from __future__ import annotations

import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from applicant_helper.catalog.catalogue import Catalog
from applicant_helper.catalog.yamlfile import Place, YamlFile, read_yaml
from applicant_helper.core.answers import JsonValue
from applicant_helper.core.case import Case
from applicant_helper.core.casefile.problems import Problem
from applicant_helper.core.casefile.reader import read_case
from applicant_helper.core.casefile.writer import case_to_raw
from applicant_helper.core.errors import ApplicantHelperError, ExitCode, fill
from applicant_helper.core.marks import N_
from applicant_helper.core.text import export_file_name
from applicant_helper.service.desk import Desk
from applicant_helper.service.session import Session

CASE_FILE = "case.yaml"
CASE_REFUSED = N_("{name} needs {count} corrections. The first, line {line}: {first}")
NOT_EMPTY = N_("The folder {folder} is not empty. Choose a new or empty folder.")
NO_CASE_FILE = N_("There is no case.yaml in {folder}. Choose the folder that an export made.")
SAID_OF_MISTAKES = frozenset({"calendar", "choices", "example", "key", "nearest"})
"""Slots that never hold an answer."""
UNSAID = "…"
UNWRITABLE = N_("I can't write to {folder}. Choose another folder.")


class CaseFileRefused(ApplicantHelperError):
    """A case file that was not taken; `problems` has every reason with its line.

    The sentence goes to standard error, which scripts keep: it leads to the line and quotes no answer.
    """

    exit_code = ExitCode.BAD_INPUT_FILE

    def __init__(self, name: str, problems: tuple[tuple[int, Problem], ...]) -> None:
        line, first = problems[0]
        said = {slot: text if slot in SAID_OF_MISTAKES else UNSAID for slot, text in first.params.items()}
        sentence = fill(first.message, said)
        what = first.path.rpartition(".")[2]
        place = f"{what}: " if what else ""
        params = {"name": name, "count": str(len(problems)), "line": str(line), "first": place + sentence}
        super().__init__("case-file", CASE_REFUSED, params)
        self.problems = problems


class ExportRefused(ApplicantHelperError):
    """An export or import folder that cannot be used."""

    exit_code = ExitCode.OUTPUT_EXISTS


@dataclass(frozen=True, slots=True)
class Exported:
    """What an export wrote."""

    folder: Path
    documents: int


def read_case_file(path: Path, catalog: Catalog) -> Case:
    """The case in one `case.yaml`. Raises YamlRefused or CaseFileRefused with lines."""
    if path.is_dir():
        path = _case_file_in(path)
    file = read_yaml(path)
    case, problems = read_case(file.value, catalog.vocabulary)
    if problems:
        raise CaseFileRefused(path.name, tuple((_line(file, p.path), p) for p in problems))
    return case


def _case_file_in(folder: Path) -> Path:
    path = folder / CASE_FILE
    if not path.is_file():
        raise ExportRefused("no-case-file", NO_CASE_FILE, {"folder": str(folder)})
    return path


def _line(file: YamlFile, dotted: str) -> int:
    """The line of a problem's path such as `people.maria.trips[2].left`."""
    place: list[str | int] = []
    for part in dotted.split(".") if dotted else []:
        name, _, rest = part.partition("[")
        place.append(name)
        for index in rest.replace("[", "").split("]"):
            if index.isdigit():
                place.append(int(index) - 1)
    found: Place = tuple(place)
    return file.line(found)


def export_case(session: Session, folder: Path) -> Exported:
    """Write the case and copies of its papers into a new or empty folder. Raises ExportRefused."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        if any(folder.iterdir()):
            raise ExportRefused("not-empty", NOT_EMPTY, {"folder": str(folder)})
        raw = case_to_raw(session.case)
        taken: set[str] = set()
        rows = raw["documents"]
        count = 0
        with session.papers_out():
            for row in rows if isinstance(rows, list) else []:
                assert isinstance(row, dict)
                count += _export_paper(session, row, folder, taken)
        (folder / CASE_FILE).write_text(dump_yaml(raw), encoding="utf-8")
    except OSError as cause:
        raise ExportRefused("unwritable", UNWRITABLE, {"folder": str(folder)}) from cause
    return Exported(folder, count)


def _export_paper(session: Session, row: dict[str, JsonValue], folder: Path, taken: set[str]) -> int:
    sha256 = row.get("sha256")
    row.pop("file", None)
    if not isinstance(sha256, str):
        return 0
    original = str(row.get("original_name") or row["id"])
    source = session.paper_path(sha256, original, is_compared=True)
    name = export_file_name(original, taken)
    taken.add(name)
    shutil.copyfile(source, folder / name)
    row["file"] = name
    return 1


def dump_yaml(raw: Mapping[str, JsonValue]) -> str:
    """YAML text that reads back as the same values: words that look like other things are quoted."""
    import yaml

    class Dumper(yaml.SafeDumper):
        """Block style with indented lists."""

        def increase_indent(self, flow: bool = False, indentless: bool = False) -> None:  # noqa: FBT001, FBT002
            super().increase_indent(flow, indentless=False)

    return yaml.dump(dict(raw), Dumper=Dumper, allow_unicode=True, sort_keys=False, width=110)


def import_case(desk: Desk, source: Path, label: str | None) -> tuple[Session, int]:
    """A new case from a folder or case.yaml, its papers copied in: the open session and their number."""
    case = read_case_file(source, desk.catalog)
    folder = source if source.is_dir() else source.parent
    session = desk.create(label or case.label or None, case_to_raw(case))
    return session, import_files(session, folder)


def import_files(session: Session, folder: Path) -> int:
    """Copy the papers that a freshly read case names by `file` into the case. Returns how many."""
    from applicant_helper.service import edits

    case = session.case
    count = 0
    for document in session.case.documents:
        name = document.text("file")
        if not name or document.text("sha256"):
            continue
        path = (folder / name).resolve()
        if folder.resolve() not in path.parents or not path.is_file():
            continue
        stored = session.store.add_object(path)
        keys: dict[str, JsonValue] = {
            "sha256": stored.sha256,
            "original_name": document.text("original_name") or path.name,
            "file": None,
        }
        case = edits.change_document(case, session.catalog, document.id, **keys)
        count += 1
    if count:
        session.apply(case, "import", {"count": str(count)})
    return count
