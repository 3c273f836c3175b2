"""Papers drawn for the tests, odd ones included."""

from __future__ import annotations

import io
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image
from reportlab.pdfgen.canvas import Canvas


def pages(path: Path, count: int = 1, size: tuple[float, float] = (612, 792), text: str = "page") -> Path:
    """A PDF with a line of text on each page."""
    canvas = Canvas(str(path), pagesize=size, invariant=True)
    for number in range(count):
        canvas.setFont("Helvetica", 24)
        canvas.drawString(40, size[1] - 80, f"{text} {number + 1}")
        canvas.rect(4, 4, size[0] - 8, size[1] - 8)
        canvas.showPage()
    canvas.save()
    return path


def picture(
    path: Path, mode: str = "RGB", size: tuple[int, int] = (400, 300), kind: str | None = None, **more: object
) -> Path:
    """A picture whose left half is dark."""
    image = Image.new("RGB", size, "white")
    image.paste((40, 60, 90), (0, 0, size[0] // 2, size[1]))
    image.convert(mode).save(path, kind, **more)
    return path


def photo_with_camera_data(path: Path) -> Path:
    """A JPEG taken sideways, with a place and a comment in it."""
    exif = Image.Exif()
    exif[0x0112] = 6
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    image = Image.new("RGB", (600, 400), "white")
    image.paste((200, 30, 30), (0, 0, 600, 100))
    image.save(path, exif=exif, comment=b"CANARY-COMMENT")
    return path


def scans(path: Path, count: int = 3) -> Path:
    """A TIFF of several pages."""
    frames = [Image.new("1", (850, 1100), 1) for _ in range(count)]
    frames[0].save(path, save_all=True, append_images=frames[1:], compression="group4", dpi=(100, 100))
    return path


def heic(path: Path) -> Path:
    """A photo as newer phones keep it."""
    import pillow_heif

    pillow_heif.from_pillow(Image.new("RGB", (320, 240), "teal")).save(str(path))
    return path


def active(path: Path) -> Path:
    """A PDF with scripts, an attachment, a link and private data."""
    pages(path, 2)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.OpenAction = Dictionary(S=Name.JavaScript, JS="app.alert('CANARY')")
        pdf.attachments["CANARY.txt"] = b"CANARY-ATTACHED"
        page = pdf.pages[0]
        page.obj.AA = Dictionary(O=Dictionary(S=Name.JavaScript, JS="CANARY"))
        page.obj.PieceInfo = Dictionary(Secret=Dictionary(Private="CANARY-PRIVATE"))
        link = Dictionary(
            Type=Name.Annot,
            Subtype=Name.Link,
            Rect=Array([10, 10, 90, 40]),
            A=Dictionary(S=Name.URI, URI="https://canary.example"),
        )
        page.obj.Annots = Array([pdf.make_indirect(link)])
        pdf.docinfo["/Author"] = "CANARY-AUTHOR"
        pdf.save(path)
    return path


def form(path: Path, *, value: str = "Peña") -> Path:
    """A form with a value but no drawn appearance."""
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 720, "Family name")
    canvas.acroForm.textfield(name="family", x=72, y=680, width=200, height=24, value=value)
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.Root.AcroForm.NeedAppearances = True
        for annotation in pdf.pages[0].obj.Annots:
            del annotation["/AP"]
        pdf.save(path)
    return path


def locked(path: Path, password: str) -> Path:
    """A PDF that asks for a password, or with an empty one only forbids printing."""
    pages(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user=password, R=4))
    return path


def without_pages(path: Path) -> Path:
    """A PDF with an empty page tree."""
    pikepdf.Pdf.new().save(path)
    return path


def truncated(path: Path) -> Path:
    """The first third of a PDF."""
    whole = pages(path, 3).read_bytes()
    path.write_bytes(whole[: len(whole) // 3])
    return path


def odd_boxes(path: Path) -> Path:
    """Pages turned, cropped, with boxes far from the origin and another unit."""
    pages(path, 5)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        pdf.pages[0].obj.Rotate = 90
        pdf.pages[1].obj.CropBox = Array([100, 400, 500, 780])
        pdf.pages[2].obj.MediaBox = Array([-100, -100, 512, 692])
        pdf.pages[3].obj.UserUnit = 2
        pdf.pages[4].obj.Rotate = 450
        pdf.save(path)
    return path


def rendered(path: Path, number: int, scale: float = 0.5) -> Image.Image:
    """A page as a picture."""
    import pypdfium2

    document = pypdfium2.PdfDocument(path)
    image: Image.Image = document[number - 1].render(scale=scale).to_pil().convert("L")
    document.close()
    return image


def bytes_of(image: Image.Image) -> bytes:
    """A picture as bytes, to compare."""
    out = io.BytesIO()
    image.save(out, "PNG")
    return out.getvalue()


def government_form(path: Path, count: int = 2) -> Path:
    """A form as offices publish them: its own page count at the foot, fields, layers, no password to open."""
    canvas = Canvas(str(path), invariant=True)
    for number in range(1, count + 1):
        canvas.drawString(72, 720, f"Official question {number}")
        canvas.drawCentredString(306, 15, f"Form N-400 Edition 01/20/25 Page {number} of {count}")
        canvas.acroForm.textfield(name=f"line{number}", x=72, y=680, width=200, height=24, value="Ruiz")
        canvas.showPage()
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Print"))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=Dictionary(OFF=Array()))
        pdf.save(path, encryption=pikepdf.Encryption(owner="owner", user="", R=4))
    return path


def hidden_layer(path: Path, *, starts_off: bool) -> Path:
    """A page with a dark square on a layer that is switched off."""
    pages(path)
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        layer = pdf.make_indirect(Dictionary(Type=Name.OCG, Name="Draft"))
        shown = Dictionary(BaseState=Name.OFF) if starts_off else Dictionary(OFF=Array([layer]))
        pdf.Root.OCProperties = Dictionary(OCGs=Array([layer]), D=shown)
        page = pdf.pages[0]
        page.obj.Resources.Properties = Dictionary(Draft=layer)
        page.contents_add(pdf.make_stream(b"/OC /Draft BDC 0 g 200 300 200 200 re f EMC"))
        pdf.save(path)
    return path
