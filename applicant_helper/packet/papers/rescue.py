"""Pictures that are larger than can be used, or that end too early."""

from __future__ import annotations

from PIL import Image, ImageFile

KEPT_PIXELS = 60_000_000
NEARLY_WHOLE = 0.9


def smaller(picture: Image.Image) -> Image.Image:
    """The picture with a half or a third of its dots each way; still more than paper shows."""
    factor = 2 if picture.width * picture.height <= 4 * KEPT_PIXELS else 3
    clear = {"1": "L", "P": "RGBA" if "transparency" in picture.info else "RGB"}
    small = picture.convert(clear.get(picture.mode, picture.mode)).reduce(factor)
    small.info = {key: value for key, value in picture.info.items() if key != "transparency"}
    return small


def nearly_whole(picture: Image.Image) -> Image.Image:
    """What there is of a file that ends too early, when little is missing. Raises ValueError when much is."""
    before = ImageFile.LOAD_TRUNCATED_IMAGES
    ImageFile.LOAD_TRUNCATED_IMAGES = True
    try:
        picture.load()
    finally:
        ImageFile.LOAD_TRUNCATED_IMAGES = before
    grey = picture.convert("L").reduce((8, 1)) if picture.width >= 8 else picture.convert("L")
    last = grey.crop((0, grey.height - 1, grey.width, grey.height)).tobytes()
    row = grey.height - 1
    rows = grey.tobytes()
    # Rows that are not there are all alike.
    while row > 0 and rows[(row - 1) * grey.width : row * grey.width] == last:
        row -= 1
    if row < NEARLY_WHOLE * grey.height:
        raise ValueError("much of the picture is missing")
    return picture
