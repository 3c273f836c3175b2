"""Files made to hurt whoever opens them, and files that phones and scanners really make."""

from __future__ import annotations

import io
import zlib
from pathlib import Path

import pikepdf
from PIL import Image

SMALL = (80, 60)


def flate(path: Path) -> Path:
    """About 2 MB that unpack to more than 1 GB of drawing."""
    pack = zlib.compressobj(9)
    line = b"0 0 m 1 1 l S\n" * 75_000
    data = b"".join(pack.compress(line) for _ in range(1000)) + pack.flush()
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        stream = pikepdf.Stream(pdf, b"")
        stream.write(data, filter=pikepdf.Name.FlateDecode)
        pdf.pages[0].Contents = pdf.make_indirect(stream)
        pdf.save(path)
    return path


def many_pages(path: Path, count: int = 100_000) -> Path:
    """A page tree of real pages, one object each."""
    kids = b" ".join(b"%d 0 R" % (n + 3) for n in range(count))
    objects = [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count %d/Kids[%s]>>" % (count, kids)]
    objects += [b"<</Type/Page/Parent 2 0 R/MediaBox[0 0 9 9]>>"] * count
    return _written(path, objects)


def deep_tree(path: Path, depth: int = 50_000) -> Path:
    """A page tree that goes down and down."""
    inner = [b"<</Type/Pages/Count 1/Kids[%d 0 R]>>" % (n + 3) for n in range(depth)]
    page = b"<</Type/Page/MediaBox[0 0 9 9]>>"
    return _written(path, [b"<</Type/Catalog/Pages 2 0 R>>", *inner, page])


def looping_tree(path: Path) -> Path:
    """A page tree that is its own child."""
    return _written(path, [b"<</Type/Catalog/Pages 2 0 R>>", b"<</Type/Pages/Count 1/Kids[2 0 R]>>"])


def nested_arrays(path: Path) -> Path:
    """An object of half a million open brackets."""
    path.write_bytes(b"%PDF-1.4\n1 0 obj " + b"[" * 500_000 + b" endobj\ntrailer <</Root 1 0 R>>\n%%EOF")
    return path


def _written(path: Path, objects: list[bytes]) -> Path:
    out = io.BytesIO(b"%PDF-1.4\n")
    out.seek(0, io.SEEK_END)
    places = []
    for number, content in enumerate(objects, start=1):
        places.append(out.tell())
        out.write(b"%d 0 obj " % number + content + b" endobj\n")
    table = out.tell()
    rows = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    out.write(b"xref\n0 %d\n0000000000 65535 f \n" % size + rows)
    out.write(b"trailer <</Root 1 0 R/Size %d>>\nstartxref\n%d\n%%%%EOF" % (size, table))
    path.write_bytes(out.getvalue())
    return path


def signed_deep_in_the_form(path: Path) -> Path:
    """A signature field two levels below the form, its kind stated by its parent."""
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        value = pdf.make_indirect(pikepdf.Dictionary(Type=pikepdf.Name.Sig))
        leaf = pdf.make_indirect(pikepdf.Dictionary(T="s", V=value))
        middle = pdf.make_indirect(pikepdf.Dictionary(T="m", FT=pikepdf.Name.Sig, Kids=pikepdf.Array([leaf])))
        top = pdf.make_indirect(pikepdf.Dictionary(T="t", Kids=pikepdf.Array([middle])))
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([top]))
        pdf.save(path)
    return path


def only_adobe_can_draw(path: Path) -> Path:
    """A form whose pages exist only after Adobe's program drew them."""
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.Root.NeedsRendering = True
        pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([]), XFA=pdf.make_stream(b"<xdp/>"))
        pdf.save(path)
    return path


def turned_box(path: Path) -> Path:
    """A page whose box is written backwards and that lies on its side."""
    with pikepdf.Pdf.new() as pdf:
        pdf.add_blank_page()
        pdf.pages[0].MediaBox = pikepdf.Array([612, 792, 0, 0])
        pdf.pages[0].Rotate = 90
        pdf.save(path)
    return path


def phone_photo_with_preview(path: Path) -> Path:
    """A JPEG as phones write it: the photo, and a preview behind it."""
    photo = Image.new("RGB", (800, 600), "navy")
    photo.save(path, "MPO", save_all=True, append_images=[Image.new("RGB", (160, 120))])
    return path


def moving(path: Path) -> Path:
    """A picture that moves, in five frames, in the format of the name."""
    frames = [Image.new("RGB", SMALL, colour) for colour in ("red", "blue", "green", "white", "black")]
    frames[0].save(path, save_all=True, append_images=frames[1:])
    return path


def cut_short(path: Path) -> Path:
    """A JPEG whose second half did not arrive."""
    Image.effect_noise((400, 400), 80).convert("RGB").save(path, "JPEG")
    data = path.read_bytes()
    path.write_bytes(data[: len(data) // 2])
    return path


def fax(path: Path, count: int) -> Path:
    """A TIFF of many small pages."""
    page = Image.new("1", (20, 20))
    page.save(path, "TIFF", save_all=True, append_images=[page] * (count - 1))
    return path
