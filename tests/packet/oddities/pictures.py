"""Pictures of every kind: as cameras, scanners, phones and screens keep them, and as they get damaged."""

from __future__ import annotations

from pathlib import Path

from PIL import Image, ImageDraw, ImageFilter

from tests.packet.oddities.oddity import Make, oddity

ORIENTATION = 0x0112


def photo(mode: str = "RGB", size: tuple[int, int] = (360, 240)) -> Image.Image:
    """A picture that looks different however it is turned; soft, as photos are."""
    image = Image.new("RGB", size, (225, 222, 210))
    draw = ImageDraw.Draw(image)
    w, h = size
    draw.rectangle((w // 12, h // 12, w // 3, h // 2), fill=(170, 40, 40))
    draw.ellipse((w // 2, h // 3, w - w // 12, h - h // 12), fill=(30, 90, 170))
    draw.polygon(
        ((w // 12, h - h // 12), (w // 3, h - h // 12), (w // 5, h // 2 + h // 12)), fill=(20, 120, 60)
    )
    image = image.filter(ImageFilter.GaussianBlur(1))
    return image if mode == "RGB" else image.convert(mode, dither=Image.Dither.NONE)


def _saved(name: str, mode: str = "RGB", kind: str | None = None, **more: object) -> Make:
    looks = bool(more.pop("looks", True))
    codes = str(more.pop("codes", ""))
    size = more.pop("shape", (360, 240))
    return oddity(name, codes=codes, looks=looks)(
        lambda path: photo(mode, size).save(path, kind, **more)  # type: ignore[arg-type]
    )


_saved("photo.jpg", quality=90)
_saved("photo-in-passes.jpg", quality=90, progressive=True)
_saved("grey.jpg", "L")
_saved("four-inks.jpg", "CMYK", looks=False)
_saved("named-png-is-jpeg.png", kind="JPEG", quality=92)
_saved("color.png")
_saved("grey.png", "L")
_saved("black-and-white.png", "1")
_saved("few-colors.png", "P")
_saved("see-through.png", "RGBA")
_saved("grey-see-through.png", "LA")
_saved("scan.tif", compression="tiff_lzw", dpi=(300, 300))
_saved("fax.tif", "1", compression="group4", dpi=(204, 196))
_saved("old-fax.tif", "1", compression="group3", dpi=(204, 98), looks=False)
_saved("jpeg-inside.tif", compression="jpeg")
_saved("four-inks.tif", "CMYK", looks=False)
_saved("few-colors.tif", "P")
_saved("lab-colors.tif", "LAB", looks=False)
_saved("float.tif", "F", looks=False)
_saved("whole-numbers.tif", "I", looks=False)
_saved("photo.webp", quality=90)
_saved("see-through.webp", "RGBA", lossless=True)
_saved("photo.gif", "P")
_saved("photo.bmp")
_saved("black-and-white.bmp", "1")
_saved("photo.jp2")
_saved("photo.avif", quality=90)
_saved("photo.ppm")
_saved("fax.pbm", "1")
_saved("photo.tga")
_saved("one-pixel.png", shape=(1, 1), looks=False)
_saved("one-line.png", shape=(3000, 1), looks=False)
_saved("one-column.jpg", shape=(1, 3000), looks=False)


@oddity("phone.heic")
def heic(path: Path) -> None:
    import pillow_heif

    pillow_heif.from_pillow(photo()).save(str(path), quality=90)


for _way in range(1, 9):

    def _held(path: Path, way: int = _way) -> None:
        exif = Image.Exif()
        exif[ORIENTATION] = way
        photo().save(path, exif=exif, quality=92)

    oddity(f"held-way-{_way}.jpg", codes="rotated" if _way > 1 else "")(_held)


@oddity("held-way-99.jpg", without="rotated")
def held_nowhere(path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 99
    photo().save(path, exif=exif, quality=92)


@oddity("held-sideways.png")
def held_png(path: Path) -> None:
    exif = Image.Exif()
    exif[ORIENTATION] = 6
    photo().save(path, exif=exif)


@oddity("held-sideways.tif")
def held_tiff(path: Path) -> None:
    photo().save(path, tiffinfo={ORIENTATION: 6})


@oddity("camera-data.jpg")
def camera(path: Path) -> None:
    exif = Image.Exif()
    exif[0x010F] = "CANARY-CAMERA"
    exif.get_ifd(0x8825)[1] = "N"
    photo().save(path, exif=exif, comment=b"CANARY-COMMENT", quality=92)


@oddity("two-pictures.mpo.jpg")
def mpo(path: Path) -> None:
    photo().save(path, "MPO", save_all=True, append_images=[photo().rotate(180)])
    path.write_bytes(path.read_bytes() + b"CANARY-VIDEO")


@oddity("pages.tif", pages=5)
def pages(path: Path) -> None:
    frames = [photo("1"), photo("L"), photo(), photo("P"), photo("1")]
    frames[0].save(path, save_all=True, append_images=frames[1:])


@oddity("page-and-preview.tif")
def preview(path: Path) -> None:
    small = photo(size=(36, 24))
    small.encoderinfo = {"tiffinfo": {254: 1}}
    photo().save(path, save_all=True, append_images=[small], tiffinfo={254: 0})


@oddity("moving.gif")
def moving(path: Path) -> None:
    photo().save(path, save_all=True, append_images=[photo().rotate(90)], duration=50)


@oddity("moving.png")
def moving_png(path: Path) -> None:
    photo().save(path, save_all=True, append_images=[photo().rotate(90)])


@oddity("moving.webp")
def moving_webp(path: Path) -> None:
    photo().save(path, save_all=True, append_images=[photo().rotate(90)], quality=90)


@oddity("deep-grey.png", looks=False)
def deep_grey(path: Path) -> None:
    ramp = b"".join((x * 257).to_bytes(2, "little") for x in range(256)) * 60
    Image.frombytes("I;16", (256, 60), ramp).save(path)
