"""Why a packet, or a paper of it, was refused; each with its next step."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from applicant_helper.core.errors import ApplicantHelperError, ExitCode
from applicant_helper.core.marks import N_
from applicant_helper.packet.model import Note

REASONS: Mapping[str, str] = {
    "needs-password": N_(
        "{name} is locked with a password. Save a copy without the password and add it again."
    ),
    "damaged-pdf": N_(
        "{name} can't be opened as a PDF. It may be damaged. Try saving or printing it as PDF again."
    ),
    "no-pages": N_("{name} has no pages. Check that you chose the right file."),
    "dynamic-xfa": N_(
        "{name} is a form that only Adobe can draw. Open it there, print it to PDF, and add that."
    ),
    "not-pdf-or-image": N_("{name} is neither a PDF nor a picture. Save it as PDF and add it again."),
    "empty-file": N_("{name} is empty. Check that you chose the right file."),
    "damaged-image": N_("The picture {name} can't be read. Take it or save it again as JPG or PNG."),
    "too-large": N_("{name} is too large to put into a packet. Scan it at 300 dpi or split it."),
    "timed-out": N_("{name} takes too long to read. Print it to PDF again and add that."),
    "unusable": N_("{name} can't be put into a packet as it is. Print it to PDF again and add that."),
    "changed": N_(
        "{name} changed on the disk since it was taken in. Take it out of the case and add it again."
    ),
    "unreadable": N_("{name} can't be read. Check that the file is still there."),
}
DONE: Mapping[str, str] = {
    "repaired": N_(
        "{name}: the PDF was damaged and was repaired. Pages found: {pages}. Check that none is missing."
    ),
    "decrypted": N_("{name}: printing restrictions were taken off the copy."),
    "flattened": N_("{name}: filled fields were drawn onto the page."),
    "other-script": N_(
        "{name}: some filled fields use letters that its own font may lack. Look at them in the packet."
    ),
    "signed": N_(
        "{name}: it has a digital signature, which can't be checked in the copy. Keep the original."
    ),
    "rotated": N_("{name}: the photo was turned upright."),
    "shrunk": N_("{name}: pages larger than the sheet were scaled down. Check that small print is readable."),
    "stripped": N_("{name}: links, attachments or hidden parts were taken out of the copy."),
    "unprintable": N_("{name}: some signs are not in the font and are shown by their code."),
    "layers": N_("{name}: it has layers that are hidden. They stay hidden in the packet."),
    "portfolio": N_(
        "{name}: other files are packed inside it. They are not in the packet. Save them and add each one."
    ),
    "xfa": N_("{name}: it is a form made for Adobe. Look at its answers in the packet."),
    "covered-text": N_(
        "{name}: a box lies over text. The text is still there and can be copied. To hide it for good, "
        "print the page, scan it, and add the scan."
    ),
    "cut-off": N_("{name}: the end of the picture is missing. Look at it in the packet, or scan it again."),
    "re-encoded": N_(
        "{name}: to stay under the size limit, pictures of {before} dots per inch were made smaller, to {after}. "
        "Check that small print is readable."
    ),
    "downsampled": N_("{name}: the picture was very large and was made smaller. Check that it is readable."),
}
REFUSED = N_("{count} of the papers can't go into the packet: {first} Mend them, or build without them.")
EXISTS = N_("{name} is there already. Choose another name, or say that it may be replaced.")
IS_PAPER = N_("{name} is one of the papers that go into the packet. Choose another name.")
CANCELLED = N_("Stopped. No packet was written.")
DISK_FULL = N_("The disk is full. Free at least {size} MB and build again. Nothing was left behind.")
UNWRITABLE = N_("I can't write to {folder}. Choose another folder.")
FAULTY = N_(
    "The packet was made, but reading it again showed a fault, so it was not kept: {first} "
    "Nothing of yours was changed. Please report this."
)
STOPPED_EARLY = N_(
    "Building stopped before the packet was whole, so nothing was kept. Nothing of yours was changed. "
    "Build it again with fewer papers to find the one that stops it, and please report this."
)
PAGE_TOO_LARGE = N_(
    "Page {page} of {name} alone takes {size} MB, and a file may have {limit} MB there. "
    "Scan it again at 300 dpi, in grey, and build again. Nothing was written."
)
PARTS_TOO_LARGE = N_(
    "{title} can't be made small enough for this destination. Scan its largest papers again at 300 dpi, "
    "in grey, and build again. Nothing was written."
)
TAKEN_FOLDER = N_("The folder {name} holds files that were not made here. Choose another name.")
NOT_A_PACKET = N_("{name} can't be opened as a PDF. Check that you chose the right file.")

EMPTY_FOLDER = N_("There is no packet in {name}. Choose the folder that a build made.")
LOCKED = N_("{name} is locked with a password. Choose a copy without one.")
TOO_SLOW = N_("{name} takes too long to read. It may be damaged.")


class PacketRefused(ApplicantHelperError):
    """Papers that cannot go in; `reasons` has one note for each."""

    exit_code = ExitCode.PACKET_REFUSED

    def __init__(self, reasons: Sequence[Note]) -> None:
        from applicant_helper.core.errors import fill

        first = fill(reasons[0].message, reasons[0].params)
        super().__init__("packet-refused", REFUSED, {"count": str(len(reasons)), "first": first})
        self.reasons = tuple(reasons)


class PacketExists(ApplicantHelperError):
    """The file to write is there and may not be replaced."""

    exit_code = ExitCode.OUTPUT_EXISTS


class PacketCancelled(ApplicantHelperError):
    """The person stopped the build."""

    exit_code = ExitCode.CANCELLED


class PacketDiskFull(ApplicantHelperError):
    """No room for the packet."""

    exit_code = ExitCode.DISK_FULL


class PacketUnwritable(ApplicantHelperError):
    """The folder cannot be written to."""

    exit_code = ExitCode.IO_ERROR


class PacketFaulty(ApplicantHelperError):
    """The finished file does not agree with its plan; it was not kept."""

    exit_code = ExitCode.PACKET_FAULTY


class PacketTooLarge(ApplicantHelperError):
    """A file that no cutting brings under the limit of its destination."""

    exit_code = ExitCode.PACKET_REFUSED


class NotAPacket(ApplicantHelperError):
    """A file that cannot be verified because it cannot be opened."""

    exit_code = ExitCode.BAD_INPUT_FILE
