"""A paper with everything active or hidden that a PDF can hold; each thing carries its own canary."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name, Object, Page, Pdf, Stream, String
from PIL import Image

from tests.packet.oddities.oddity import MARKS, draft

XMP = b"<?xpacket begin=''?><x:xmpmeta xmlns:x='adobe:ns:meta/'>CANARY-%s</x:xmpmeta>"


def photo(mark: str, mode: str = "RGB") -> bytes:
    """A JPEG with place, camera, owner, preview, comment and bytes behind its end."""
    exif = Image.Exif()
    exif[0x010F] = f"CANARY-{mark}-CAMERA"
    exif[0x013B] = f"CANARY-{mark}-OWNER"
    place = exif.get_ifd(0x8825)
    place[1], place[2], place[29] = "N", (52.0, 31.0, 12.0), f"CANARY-{mark}-GPS"
    out = io.BytesIO()
    more = {"exif": exif, "xmp": XMP % f"{mark}-XMP".encode(), "comment": f"CANARY-{mark}-COMMENT".encode()}
    Image.new(mode, (300, 200), "teal").save(out, "JPEG", quality=90, **more)
    return out.getvalue()


def _script(mark: str) -> Dictionary:
    return Dictionary(S=Name.JavaScript, JS=f"app.alert('CANARY-{mark}')")


def _file(pdf: Pdf, mark: str) -> Object:
    held = pdf.make_stream(b"CANARY-" + mark.encode() + b"-DATA", Dictionary(Type=Name.EmbeddedFile))
    return pdf.make_indirect(
        Dictionary(Type=Name.Filespec, F=f"CANARY-{mark}.exe", EF=Dictionary(F=held), Desc=f"CANARY-{mark}")
    )


def _metadata(pdf: Pdf, mark: str) -> Stream:
    return pdf.make_stream(XMP % mark.encode(), Dictionary(Type=Name.Metadata, Subtype=Name.XML))


def _private(mark: str) -> Dictionary:
    return Dictionary(Shop=Dictionary(LastModified="D:20260101", Private=Dictionary(Text=f"CANARY-{mark}")))


def _names(pairs: list[tuple[str, object]]) -> Dictionary:
    return Dictionary(Names=Array([x for name, value in pairs for x in (String(name), value)]))


def _image(pdf: Pdf, data: bytes, filters: object = Name.DCTDecode) -> Stream:
    image = Stream(pdf, data)
    image.Filter = filters
    image.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Image,
            Width=300,
            Height=200,
            ColorSpace=Name.DeviceRGB,
            BitsPerComponent=8,
        )
    )
    return image


def _document(pdf: Pdf) -> None:
    root = pdf.Root
    root.OpenAction = Dictionary(S=Name.JavaScript, JS="CANARY-OPEN", Next=_script("NEXT"))
    root.AA = Dictionary(WC=_script("CLOSE"), WS=_script("SAVE"))
    root.Names = Dictionary(
        JavaScript=_names([("CANARY-NAME", _script("NAMED"))]),
        EmbeddedFiles=_names([("CANARY-FILE", _file(pdf, "EMBEDDED"))]),
        URLS=_names([("CANARY-URL", Dictionary(S=Name.URI, URI="https://canary-url.example/CANARY-URLS"))]),
        AlternatePresentations=_names([("CANARY-SHOW", Dictionary(Type=Name.SlideShow))]),
    )
    root.AF = Array([_file(pdf, "ASSOCIATED")])
    root.Metadata = _metadata(pdf, "DOCUMENT")
    root.PieceInfo = _private("ROOT")
    root.URI = Dictionary(Base="https://CANARY-BASE.example")
    root.SpiderInfo = Dictionary(V=1, C=Array([Dictionary(URL="CANARY-SPIDER")]))
    root.Legal = Dictionary(Attestation="CANARY-LEGAL")
    root.DSS = Dictionary(Certs=Array([pdf.make_stream(b"CANARY-CERT")]))
    root.Threads = Array([pdf.make_indirect(Dictionary(I=Dictionary(Title="CANARY-THREAD")))])
    root.StructTreeRoot = pdf.make_indirect(
        Dictionary(
            Type=Name.StructTreeRoot,
            K=pdf.make_indirect(Dictionary(S=Name.P, ActualText="CANARY-ACTUAL", Alt="CANARY-ALT")),
        )
    )
    root.Outlines = pdf.make_indirect(
        Dictionary(First=Dictionary(Title="CANARY-BOOKMARK", A=_script("BOOKMARK")), Count=1)
    )
    root.Odd = Dictionary(Text="CANARY-ROOT-KEY")
    pdf.docinfo["/Author"] = "CANARY-AUTHOR"
    pdf.docinfo["/Path"] = "C:\\Users\\CANARY-PATH\\x.pdf"


def _annotations(pdf: Pdf, page: Page) -> None:
    def note(subtype: str, **keys: object) -> Object:
        made = Dictionary(Type=Name.Annot, Subtype=Name("/" + subtype), Rect=Array([300, 500, 340, 540]), F=4)
        for key, value in keys.items():
            made["/" + key] = value
        return pdf.make_indirect(made)

    look = pdf.make_stream(b"0 0 1 rg 0 0 40 40 re f")
    look.update(Dictionary(Type=Name.XObject, Subtype=Name.Form, BBox=Array([0, 0, 40, 40])))
    look.PieceInfo = _private("LOOK")
    shown = Dictionary(N=look)
    page.obj.Annots = Array(
        [
            note("Link", A=Dictionary(S=Name.URI, URI="https://canary.example/CANARY-LINK")),
            note("Link", A=Dictionary(S=Name.GoToR, F="CANARY-GOTOR.pdf"), PA=_script("PA")),
            note("Link", A=Dictionary(S=Name.Launch, F="CANARY-LAUNCH.exe"), AP=shown),
            note("Link", A=Dictionary(S=Name.SubmitForm, F="https://CANARY-SUBMIT.example"), AP=shown),
            note("Text", Contents="CANARY-NOTE", T="CANARY-WRITER", Popup=note("Popup"), AP=shown),
            note("FreeText", Contents="CANARY-FREE", RC="<b>CANARY-RICH</b>", AP=shown, NM="CANARY-NM"),
            note("FileAttachment", FS=_file(pdf, "ATTACHED"), AP=shown),
            note("Movie", Movie=Dictionary(F="CANARY-MOVIE.mov"), AP=shown),
            note("Sound", Sound=pdf.make_stream(b"CANARY-SOUND", Dictionary(R=8000)), AP=shown),
            note("Screen", A=Dictionary(S=Name.Rendition, JS="CANARY-RENDITION"), AP=shown),
            note("RichMedia", RichMediaContent=Dictionary(Assets=_names([("CANARY-ASSET", 1)])), AP=shown),
            note("3D", **{"3DD": pdf.make_stream(b"CANARY-3D", Dictionary(Type=Name("/3D")))}, AP=shown),
            note("Stamp", AP=shown, AA=Dictionary(E=_script("ENTER")), Contents="CANARY-STAMP"),
            note("Text", Contents="CANARY-HIDDEN-NOTE", AP=shown, F=2),
        ]
    )


def _field(pdf: Pdf, page: Page) -> None:
    field = pdf.make_indirect(
        Dictionary(
            Type=Name.Annot,
            Subtype=Name.Widget,
            FT=Name.Tx,
            T="CANARY-FIELD",
            TU="CANARY-TOOLTIP",
            V="shown value",
            DV="CANARY-DEFAULT",
            Rect=Array([60, 700, 260, 720]),
            AA=Dictionary(K=_script("KEYSTROKE"), C=_script("CALCULATE")),
            F=4,
        )
    )
    page.obj.Annots.append(field)
    pdf.Root.AcroForm = Dictionary(
        Fields=Array([field]),
        XFA=pdf.make_stream(b"<xdp>CANARY-XFA</xdp>"),
        DA="/Helv 10 Tf 0 g",
        DR=Dictionary(),
    )


def _page(pdf: Pdf, page: Page) -> None:
    obj = page.obj
    obj.AA = Dictionary(O=_script("PAGE-OPEN"), C=Dictionary(S=Name.Launch, F="CANARY-PAGE-LAUNCH.exe"))
    obj.PieceInfo = _private("PAGE")
    obj.Metadata = _metadata(pdf, "PAGE-XMP")
    obj.Thumb = _image(pdf, photo("THUMB"))
    obj.AF = Array([_file(pdf, "PAGE-FILE")])
    obj.PresSteps = Dictionary(NA=_script("STEPS"))
    obj.Trans = Dictionary(S=Name.Wipe)
    obj.ID = String("CANARY-PAGE-ID")
    obj.VP = Array([Dictionary(Name="CANARY-VIEWPORT", Measure=Dictionary(R="CANARY-MEASURE"))])
    obj.Odd = String("CANARY-PAGE-KEY")


def _things(pdf: Pdf, page: Page) -> None:
    """Pictures and forms in the resources, with what hangs on them."""
    plain = photo("INSIDE")
    jpeg = _image(pdf, plain)
    jpeg.Metadata = _metadata(pdf, "IMAGE-XMP")
    jpeg.PieceInfo = _private("IMAGE")
    jpeg.OPI = Dictionary({"/2.0": Dictionary(F="CANARY-OPI.tif")})
    jpeg.Alternates = Array([Dictionary(Image=_image(pdf, photo("ALTERNATE")))])
    jpeg.AF = Array([_file(pdf, "IMAGE-FILE")])
    packed = _image(pdf, zlib.compress(photo("PACKED")), Array([Name.FlateDecode, Name.DCTDecode]))
    written = _image(pdf, photo("HEX").hex().encode() + b">", Array([Name.ASCIIHexDecode, Name.DCTDecode]))
    inner = _image(pdf, photo("DEEP"))
    form = pdf.make_stream(b"q 60 0 0 40 400 60 cm /Deep Do Q")
    form.update(
        Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 612, 792]),
            Resources=Dictionary(XObject=Dictionary(Deep=inner)),
            PieceInfo=_private("FORM"),
            Metadata=_metadata(pdf, "FORM-XMP"),
            Ref=Dictionary(F=_file(pdf, "REFERENCE"), Page=0),
            LastModified="D:20260101",
        )
    )
    page.obj.Resources.XObject = Dictionary(Im0=jpeg, Im1=packed, Im2=written, Fm0=form)
    page.obj.Resources.Properties = Dictionary(
        P0=Dictionary(Metadata=_metadata(pdf, "PROPERTIES"), AF=Array([_file(pdf, "MARKED")]))
    )
    page.obj.Resources.ExtGState = Dictionary(
        G0=Dictionary(Type=Name.ExtGState, CA=1, PieceInfo=_private("STATE"))
    )
    page.obj.Resources.Font.F1.Metadata = _metadata(pdf, "FONT")


SHOWN = (
    MARKS
    + b"/Part /P0 BDC q 90 0 0 60 400 700 cm /Im0 Do Q EMC q 90 0 0 60 400 630 cm /Im1 Do Q "
    + b"q 90 0 0 60 400 560 cm /Im2 Do Q /Fm0 Do /G0 gs"
)


def hostile(path: Path) -> Path:
    """The paper: one page that shows pictures and writing, with an earlier state and bytes around it."""
    pdf = draft(SHOWN)
    page = pdf.pages[0]
    _document(pdf)
    _annotations(pdf, page)
    _field(pdf, page)
    _page(pdf, page)
    _things(pdf, page)
    pdf.save(path)
    pdf.close()
    path.write_bytes(path.read_bytes() + b"\n% CANARY-AFTER-THE-END\n")
    return path


def external(path: Path) -> Path:
    """A paper whose contents say that their data are in another file."""
    pdf = draft()
    pdf.pages[0].obj.Contents.F = Dictionary(Type=Name.Filespec, F="CANARY-EXTERNAL.bin")
    pdf.pages[0].obj.Contents.FFilter = Name.FlateDecode
    pdf.save(path)
    pdf.close()
    return path


def everything(path: Path) -> bytes:
    """All bytes of a file, every object as written, every stream as stored and as unpacked."""
    found = [path.read_bytes()]
    with pikepdf.open(path) as pdf:
        found.append(pdf.trailer.unparse(resolved=True))
        for thing in pdf.objects:
            if isinstance(thing, Stream):
                found += [thing.stream_dict.unparse(), thing.read_raw_bytes()]
                try:
                    found.append(thing.read_bytes())
                except pikepdf.PdfError:
                    found.append(_half_unpacked(thing))
            else:
                found.append(
                    thing.unparse(resolved=True) if hasattr(thing, "unparse") else repr(thing).encode()
                )
    whole = b"\n".join(found)
    # Texts may be written with two bytes for each sign, or as hex digits.
    return whole + whole.replace(b"\0", b"") + b"\n".join(_from_hex(whole))


def _half_unpacked(thing: Stream) -> bytes:
    try:
        return zlib.decompressobj().decompress(thing.read_raw_bytes())
    except zlib.error:
        return b""


def _from_hex(whole: bytes) -> list[bytes]:
    mark = b"CANARY".hex().encode()
    low = whole.lower()
    return [b"CANARY"] * (low.count(mark) + low.count(b"".join(b"00%02x" % c for c in b"CANARY")))
