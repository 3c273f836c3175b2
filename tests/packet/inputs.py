"""Papers drawn for the tests, odd ones included."""

from __future__ import annotations

import io
import random
from pathlib import Path

import pikepdf
from pikepdf import Array, Dictionary, Name
from PIL import Image, ImageChops, ImageOps, ImageStat
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


def ink_is_wide(image: Image.Image) -> bool | None:
    """Whether what is on a page is wider than high; None for an empty page."""
    box = image.point(lambda v: 255 if v < 128 else 0).getbbox()
    return None if box is None else box[2] - box[0] > box[3] - box[1]


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


def form_with_barcode(path: Path) -> Path:
    """A form that asks to be drawn anew, with a typed value and a barcode that only its own look holds."""
    canvas = Canvas(str(path), invariant=True)
    canvas.drawString(72, 720, "Family name")
    canvas.acroForm.textfield(name="family", x=72, y=680, width=200, height=24, value="TYPED")
    canvas.acroForm.textfield(name="PDF417", x=172, y=40, width=200, height=20, value="N-400|01/20/25|1")
    canvas.save()
    with pikepdf.open(path, allow_overwriting_input=True) as pdf:
        bars = pdf.make_stream(
            b"\x00",
            Dictionary(
                Type=Name.XObject,
                Subtype=Name.Image,
                Width=1,
                Height=1,
                ColorSpace=Name.DeviceGray,
                BitsPerComponent=8,
            ),
        )
        look = Dictionary(
            Type=Name.XObject,
            Subtype=Name.Form,
            BBox=Array([0, 0, 200, 20]),
            Resources=Dictionary(XObject=Dictionary(Im0=bars)),
        )
        pdf.Root.AcroForm.NeedAppearances = True
        typed, barcode = pdf.pages[0].obj.Annots
        del typed["/AP"]
        barcode.AP = Dictionary(N=pdf.make_stream(b"q 200 0 0 20 0 0 cm /Im0 Do Q", look))
        pdf.save(path)
    return path


def photo_held(path: Path, orientation: int) -> Path:
    """A JPEG with a mark near one corner, as a camera held in one of eight ways keeps it."""
    exif = Image.Exif()
    exif[0x0112] = orientation
    image = Image.new("RGB", (600, 400), (210, 210, 210))
    image.paste((20, 20, 20), (0, 0, 200, 90))
    image.save(path, exif=exif, quality=95)
    return path


def phone_photo(path: Path) -> Path:
    """A JPEG of two pictures with more bytes behind them."""
    first, second = Image.new("RGB", (300, 200), "teal"), Image.new("RGB", (30, 20), "red")
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    first.save(path, "MPO", save_all=True, append_images=[second], exif=exif)
    path.write_bytes(path.read_bytes() + b"CANARY-VIDEO")
    return path


def deep_scan(path: Path) -> Path:
    """A grey ramp of 16 bits."""
    ramp = b"".join((x * 257).to_bytes(2, "little") for x in range(256)) * 60
    Image.frombytes("I;16", (256, 60), ramp).save(path)
    return path


def upright(path: Path) -> Image.Image:
    """A photo as a viewer shows it."""
    with Image.open(path) as image:
        return ImageOps.exif_transpose(image).convert("L")


def ink(image: Image.Image) -> Image.Image:
    """The part of a picture that is not white, in a small fixed size."""
    box = image.point([255] * 250 + [0] * 6).getbbox()
    assert box is not None
    return image.crop(box).resize((120, 120), Image.Resampling.BOX)


def difference(one: Image.Image, other: Image.Image) -> float:
    """The mean distance of two pictures of one size, from 0 to 255."""
    return float(ImageStat.Stat(ImageChops.difference(one, other)).mean[0])


def is_dark(path: Path, number: int, place: tuple[float, float]) -> bool:
    """Whether a page is dark at a place in points from its lower left."""
    image = rendered(path, number, 1)
    value = image.getpixel((int(place[0]), image.height - int(place[1])))
    return isinstance(value, int) and value < 100


def noise(path: Path, size: tuple[int, int] = (300, 400), seed: int = 1) -> Path:
    """A photo that cannot be packed well; the same seed gives the same one."""
    chance = random.Random(seed)
    Image.frombytes("L", size, chance.randbytes(size[0] * size[1])).save(path, quality=60)
    return path
