"""Files that are locked, or that carry what must not reach a packet."""

from __future__ import annotations

from pathlib import Path

from pikepdf import Dictionary, Encryption, Name

from tests.packet.oddities.oddity import draft, oddity, saved


def _locked(path: Path, revision: int, *, user: str, metadata: bool = True) -> None:
    rule = Encryption(
        owner="owner",
        user=user,
        R=revision,  # type: ignore[arg-type]
        metadata=metadata,
        aes=revision >= 4,
    )
    saved(draft(), path, encryption=rule)


for _revision in (2, 3, 4, 5, 6):
    oddity(f"only-no-printing-r{_revision}.pdf", codes="decrypted", as_is=False)(
        lambda path, r=_revision: _locked(path, r, user="", metadata=r >= 4)  # type: ignore[misc]
    )
    oddity(f"locked-r{_revision}.pdf", refused="needs-password")(
        lambda path, r=_revision: _locked(path, r, user="secret", metadata=r >= 4)  # type: ignore[misc]
    )


@oddity("attachments.pdf", codes="stripped", as_is=True)
def attached(path: Path) -> None:
    pdf = draft()
    pdf.attachments["secret.txt"] = b"CANARY-ATTACHED"
    saved(pdf, path)


@oddity("portfolio.pdf", codes="portfolio stripped")
def portfolio(path: Path) -> None:
    pdf = draft()
    pdf.attachments["letter.pdf"] = b"%PDF-1.4"
    pdf.Root.Collection = Dictionary(Type=Name.Collection, View=Name.D)
    saved(pdf, path)


@oddity("scripts.pdf", codes="stripped", as_is=True)
def scripts(path: Path) -> None:
    pdf = draft()
    pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('CANARY')")
    pdf.pages[0].obj.AA = Dictionary(O=Dictionary(S=Name.Launch, F="CANARY.exe"))
    saved(pdf, path)


@oddity("private-data.pdf", as_is=True)
def private(path: Path) -> None:
    pdf = draft()
    page = pdf.pages[0].obj
    page.PieceInfo = Dictionary(Shop=Dictionary(Private="CANARY"))
    page.Metadata = pdf.make_stream(b"<x>CANARY</x>", Dictionary(Type=Name.Metadata, Subtype=Name.XML))
    page.Thumb = pdf.make_stream(
        b"\0", Dictionary(Width=1, Height=1, ColorSpace=Name.DeviceGray, BitsPerComponent=8)
    )
    pdf.docinfo["/Author"] = "CANARY"
    saved(pdf, path)
