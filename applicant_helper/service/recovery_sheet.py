"""The sheet of paper that opens a protected case: the recovery code, and in outreach the passphrase too."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from applicant_helper import i18n
from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.i18n import say
from applicant_helper.sheets.recovery import RecoverySheet, draw_recovery

EXISTS = N_("{file} is there already. Choose another name.")
TYPE_EITHER = N_("Start applicant-helper, choose the case, and type one of the two when it asks.")
TYPE_CODE = N_(
    "Start applicant-helper, choose the case, and type the recovery code when it asks for the passphrase."
)
UNWRITABLE = N_("I can't write {file}. Choose another folder.")


class SheetRefused(ApplicantHelperError):
    """The sheet was not written."""

    exit_code = ExitCode.OUTPUT_EXISTS


def write_recovery_sheet(
    target: Path, case_name: str, code: str, today: date, *, cache: Path, passphrase: str = ""
) -> None:
    """Write the sheet to a new PDF. Raises SheetRefused."""
    if target.exists():
        raise SheetRefused("sheet-exists", EXISTS, {"file": target.name})
    secrets = [(i18n.gettext("Recovery code"), code)]
    if passphrase:
        secrets.insert(0, (i18n.gettext("Passphrase"), passphrase))
    sheet = RecoverySheet(
        title=i18n.gettext("How to open your case"),
        about=say("Case {case}, protected on {date}.", case=case_name, date=i18n.format_date(today)),
        secrets=secrets,
        steps=(
            i18n.gettext("Keep this sheet where you keep your papers, not with the computer or the stick."),
            i18n.gettext(TYPE_EITHER if passphrase else TYPE_CODE),
            i18n.gettext("Spaces, hyphens and small letters do not matter in the recovery code."),
            i18n.gettext("Whoever has this sheet and the case can read everything in it."),
            i18n.gettext("If this sheet and the passphrase are both lost, nobody can open the case."),
        ),
        footer=(i18n.gettext("Print this page, then delete the file and empty the trash of this computer."),),
        language=i18n.current_language(),
    )
    try:
        draw_recovery(sheet, target, cache)
        target.chmod(0o600)
    except OSError as cause:
        raise SheetRefused("sheet-unwritable", UNWRITABLE, {"file": target.name}) from cause
