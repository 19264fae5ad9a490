"""Makes ../images.json: PNG and JPEG files as base64, and their pixels as Pillow reads them; images resized by Pillow.

PNGs are written here byte by byte, because Pillow writes neither every depth nor interlaced ones; where Pillow reads a
kind without rounding it, its pixels must be those that were meant. JPEGs are written and read by Pillow
(libjpeg-turbo).

Run from this folder: /usr/bin/python3 images.py
"""

import base64
import io
import json
import platform
import struct
import zlib
from pathlib import Path

import numpy as np
import PIL
from PIL import Image

COMMAND = "/usr/bin/python3 images.py"

ADAM7 = [(0, 0, 8, 8), (4, 0, 8, 8), (0, 4, 4, 8), (2, 0, 4, 4), (0, 2, 2, 4), (1, 0, 2, 2), (0, 1, 1, 2)]


def chunk(name, data):
    return struct.pack(">I", len(data)) + name + data + struct.pack(">I", zlib.crc32(name + data))


def packed(line, depth):
    """One line of samples as bytes, the highest bits first."""
    if depth == 16:
        return line.astype(">u2").tobytes()
    if depth == 8:
        return line.astype("u1").tobytes()
    bits = "".join(format(v, f"0{depth}b") for v in line)
    bits += "0" * (-len(bits) % 8)
    return bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def filtered(lines, step):
    """Lines with the filters 0 to 4 in turn (PNG, section 9)."""
    out, before = b"", None
    for n, line in enumerate(lines):
        kind = n % 5
        up = before or bytes(len(line))
        coded = bytearray()
        for i, x in enumerate(line):
            a = line[i - step] if i >= step else 0
            b, c = up[i], (up[i - step] if i >= step else 0)
            p = a + b - c
            paeth = min((abs(p - a), 0, a), (abs(p - b), 1, b), (abs(p - c), 2, c))[2]
            coded.append((x - [0, a, b, (a + b) // 2, paeth][kind]) % 256)
        out += bytes([kind]) + bytes(coded)
        before = line
    return out


def png(samples, depth, kind, interlaced=False, extra=b"", chunks=2):
    height, width, channels = samples.shape
    step = max(1, depth * channels // 8)
    parts = [samples]
    if interlaced:
        parts = [samples[y::ys, x::xs] for x, y, xs, ys in ADAM7]
    raw = b"".join(filtered([packed(l.reshape(-1), depth) for l in p], step) for p in parts if p.size)
    data = zlib.compress(raw)
    cut = [data[i * len(data) // chunks : (i + 1) * len(data) // chunks] for i in range(chunks)]
    header = struct.pack(">IIBBBBB", width, height, depth, kind, 0, 0, int(interlaced))
    body = b"".join(chunk(b"IDAT", d) for d in cut)
    text = chunk(b"tEXt", b"Title\0made by hand")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", header) + text + extra + body + chunk(b"IEND", b"")


def record(name, data, pixels, top, **more):
    height, width, channels = pixels.shape
    entry = {"name": name, "file": base64.b64encode(data).decode(), "height": height, "width": width}
    entry |= {"channels": channels, "max": top, "pixels": pixels.reshape(-1).tolist()}
    return entry | more


def read(data, mode=None):
    image = Image.open(io.BytesIO(data))
    values = np.asarray(image.convert(mode) if mode else image).astype(int)
    return values[..., None] if values.ndim == 2 else values


def pngs():
    rng = np.random.default_rng(1)
    draw = lambda channels, depth, h=5, w=11: rng.integers(0, 2**depth, (h, w, channels))
    for depth in (1, 2, 4, 8, 16):
        samples = draw(1, depth)
        data = png(samples, depth, 0)
        if depth in (8, 16):
            assert (read(data) == samples).all()
        else:
            assert (read(data, "L") * (2**depth - 1) == samples * 255).all()
        yield record(f"gray, {depth} bits", data, samples, 2**depth - 1)
    for depth in (8, 16):
        samples = draw(3, depth)
        data = png(samples, depth, 2)
        if depth == 8:
            assert (read(data) == samples).all()
        yield record(f"colour, {depth} bits", data, samples, 2**depth - 1)
        for kind, channels in ((0, 1), (2, 3)):
            samples = draw(channels, depth)
            data = png(samples, depth, kind, interlaced=True)
            assert depth == 16 or (read(data) == samples).all()
            yield record(f"{'gray' if kind == 0 else 'colour'}, {depth} bits, interlaced", data, samples, 2**depth - 1)
    palette = rng.integers(0, 256, (16, 3))
    for depth in (1, 2, 4, 8):
        samples = draw(1, min(depth, 4))
        plte = chunk(b"PLTE", palette[: 2**depth].astype("u1").tobytes())
        data = png(samples, depth, 3, extra=plte)
        assert (read(data, "RGB") == palette[samples[..., 0]]).all()
        yield record(f"palette, {depth} bits", data, palette[samples[..., 0]], 255)
    one = png(np.array([[[7]]]), 8, 0)
    yield record("one gray pixel", one, np.array([[[7]]]), 255)


def clear():
    """PNGs with opacity: as samples, the last channel of which is the opacity."""
    rng = np.random.default_rng(2)
    for kind, channels in ((4, 2), (6, 4)):
        for depth in (8, 16):
            samples = rng.integers(0, 2**depth, (3, 4, channels))
            yield record(f"kind {kind}, {depth} bits", png(samples, depth, kind), samples, 2**depth - 1)
            samples[..., -1] = 2**depth - 1
            yield record(f"kind {kind}, {depth} bits, opaque", png(samples, depth, kind), samples, 2**depth - 1)
    palette = rng.integers(0, 256, (4, 4))
    palette[2:, 3] = 255
    samples = np.arange(4).reshape(2, 2, 1)
    extra = chunk(b"PLTE", palette[:, :3].astype("u1").tobytes())
    extra += chunk(b"tRNS", palette[:2, 3].astype("u1").tobytes())
    data = png(samples, 2, 3, extra=extra)
    assert (read(data, "RGBA") == palette[samples[..., 0]]).all()
    yield record("palette with opacity", data, palette[samples[..., 0]], 255)
    gray = np.array([[[0], [1], [2], [3]]])
    keyed = np.concatenate([gray, np.where(gray == 2, 0, 3)], axis=2)
    yield record("gray with a key", png(gray, 2, 0, extra=chunk(b"tRNS", struct.pack(">H", 2))), keyed, 3)
    colour = np.array([[[1, 2, 3], [1, 2, 4], [9, 9, 9]]])
    keyed = np.concatenate([colour, [[[255], [0], [255]]]], axis=2)
    data = png(colour, 8, 2, extra=chunk(b"tRNS", struct.pack(">HHH", 1, 2, 4)))
    assert (read(data, "RGBA") == keyed).all()
    yield record("colour with a key", data, keyed, 255)


def jpegs():
    y, x = np.mgrid[0:19, 0:27]
    smooth = np.stack([x * 9, y * 12, 255 - x * 4 - y * 6], axis=2).clip(0, 255).astype("u1")
    colour, gray = Image.fromarray(smooth), Image.fromarray(smooth[..., 0])

    def written(image, **options):
        out = io.BytesIO()
        image.save(out, "JPEG", quality=92, **options)
        return out.getvalue()

    files = {"gray": written(gray), "gray, progressive": written(gray, progressive=True)}
    files["colour, 4:4:4"] = written(colour, subsampling=0)
    files["colour, 4:2:2"] = written(colour, subsampling=1)
    files["colour, 4:2:0"] = written(colour, subsampling=2)
    files["colour, progressive"] = written(colour, subsampling=0, progressive=True, optimize=True)
    # red, green and blue as they are: Adobe's marker, without transform, in place of JFIF's
    plain = written(Image.merge("YCbCr", colour.split()), subsampling=0)
    adobe = b"\xff\xee\x00\x0eAdobe\x00\x64\x00\x00\x00\x00\x00"
    files["colour, Adobe RGB"] = plain[:2] + adobe + plain[4 + int.from_bytes(plain[4:6], "big") :]
    for name, data in files.items():
        yield record(name, data, read(data), 255)


def refused():
    """Files that are not read, though they are whole."""
    y, x = np.mgrid[0:9, 0:9]
    image = Image.fromarray((x * 9 + y).astype("u1")).convert("CMYK")
    out = io.BytesIO()
    image.save(out, "JPEG")
    yield {"name": "CMYK", "file": base64.b64encode(out.getvalue()).decode()}
    small = png(np.array([[[1], [0]]]), 1, 0, interlaced=True)
    yield {"name": "interlaced, 1 bit", "file": base64.b64encode(small).decode()}


def resized():
    rng = np.random.default_rng(3)
    values = rng.random((4, 5)).astype("f4")
    image = Image.fromarray(values)
    for height, width in ((8, 10), (7, 13), (9, 5)):
        found = np.asarray(image.resize((width, height), Image.BILINEAR))
        yield {"from": values.tolist(), "height": height, "width": width, "pixels": found.reshape(-1).tolist()}


found = {
    "tool": f"Pillow {PIL.__version__}, NumPy {np.__version__}, Python {platform.python_version()}",
    "command": COMMAND,
    "png": list(pngs()),
    "opacity": list(clear()),
    "jpeg": list(jpegs()),
    "refused": list(refused()),
    "resize": list(resized()),
}
lines = [f'"{k}": ' + ("[\n" + ",\n".join(json.dumps(r) for r in v) + "\n]" if isinstance(v, list) else json.dumps(v)) for k, v in found.items()]
Path("../images.json").write_text("{\n" + ",\n".join(lines) + "\n}\n")
