"""The README's picture: `python -m tests.web.picture http://127.0.0.1:8000` makes it while `make run` serves there.

A page has few colours but for the edges of its letters: a palette of the most frequent ones keeps letters crisp, in a
third of the bytes.
"""

import base64
import struct
import sys
import zlib
from pathlib import Path
from typing import Any

import numpy as np

from tests.fixtures.browser import BROWSER, FLAGS

PICTURE = Path(__file__).parents[2] / "docs" / "picture.png"
WIDTH, HEIGHT, SCALE = 1060, 700, 1.5
COLOURS = 12  # at most 16: a pixel is half a byte
PIXELS = """async (png) => {
  const bytes = Uint8Array.from(atob(png), (letter) => letter.charCodeAt(0));
  const picture = await createImageBitmap(new Blob([bytes]));
  const canvas = new OffscreenCanvas(picture.width, picture.height).getContext("2d");
  canvas.drawImage(picture, 0, 0);
  const { data } = canvas.getImageData(0, 0, picture.width, picture.height);
  return new Uint8Array(data.buffer).toBase64();
}"""


def taken(address: str) -> np.ndarray[Any, Any]:
    """My pay as an employee of the demo sees it: rows of pixels, each red, green and blue."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=BROWSER, args=FLAGS)
        size: Any = {"width": WIDTH, "height": HEIGHT}
        page = browser.new_page(base_url=address, viewport=size, device_scale_factor=SCALE)
        page.request.post("/development/sign-in", data={"name": "employee"})
        page.goto("/tien-cua-toi")
        page.locator(".amount").wait_for()
        page.wait_for_load_state("networkidle")
        shot = base64.b64encode(page.screenshot()).decode()
        pixels = base64.b64decode(browser.new_page().evaluate(PIXELS, shot))
    return np.frombuffer(pixels, np.uint8).reshape(round(HEIGHT * SCALE), round(WIDTH * SCALE), 4)[:, :, :3]


def png(pixels: np.ndarray[Any, Any]) -> bytes:
    """The same as a PNG with a palette of its most frequent colours; each other one becomes the nearest of them."""
    height, width, _ = pixels.shape
    weights = np.array([1 << 16, 1 << 8, 1])
    found, places, counts = np.unique(pixels @ weights, return_inverse=True, return_counts=True)
    parts = np.stack([found >> 16, found >> 8 & 255, found & 255], axis=1)
    palette = parts[np.argsort(counts)[::-1][:COLOURS]]
    nearest = ((parts[:, None] - palette[None]) ** 2).sum(axis=2).argmin(axis=1).astype(np.uint8)
    rows = nearest[places].reshape(height, width)
    halves = np.pad(
        rows[:, ::2] << 4 | rows[:, 1::2], ((0, 0), (1, 0))
    )  # before each row, how it is filtered: not
    head = struct.pack(">IIBBBBB", width, height, 4, 3, 0, 0, 0)
    chunks = [(b"IHDR", head), (b"PLTE", palette.astype(np.uint8).tobytes())]
    chunks += [(b"IDAT", zlib.compress(halves.tobytes(), 9)), (b"IEND", b"")]
    return b"\x89PNG\r\n\x1a\n" + b"".join(_chunk(name, data) for name, data in chunks)


def _chunk(name: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


if __name__ == "__main__":
    PICTURE.write_bytes(png(taken(sys.argv[1])))
