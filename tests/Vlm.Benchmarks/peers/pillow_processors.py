"""Tiles of SmolVLM and patches of Qwen2-VL with Pillow and NumPy, as their processors make them; a peer that the benchmark speaks to.

Arguments: picture files, which are read into memory once. Each line on standard input is "tiles" or "patches" and the index of
a file; the answer is one line with the nanoseconds that the work took, decoding included.
"""

import io
import math
import sys
import time

import numpy as np
from PIL import Image

TILE, LONGEST = 512, 2048
PATCH, MERGE, FRAMES = 14, 2, 2
MEAN = np.array([0.48145466, 0.4578275, 0.40821073], np.float32)
DEVIATION = np.array([0.26862954, 0.26130258, 0.27577711], np.float32)


def decode(encoded):
    with Image.open(io.BytesIO(encoded)) as picture:
        return picture.convert("RGB")


def planes(picture):
    values = (np.asarray(picture) * (1 / 255.0)).astype(np.float32)
    return ((values - np.float32(0.5)) / np.float32(0.5)).transpose(2, 0, 1)


def tiles(encoded):
    picture = decode(encoded)
    aspect = picture.width / picture.height
    height = int(LONGEST / aspect)
    picture = picture.resize((LONGEST, height + height % 2), Image.LANCZOS)
    width, height = (math.ceil(side / TILE) * TILE for side in picture.size)
    picture = picture.resize((width, height), Image.LANCZOS)
    frames = [
        planes(picture.crop((x, y, x + TILE, y + TILE))) for y in range(0, height, TILE) for x in range(0, width, TILE)
    ]
    frames.append(planes(picture.resize((TILE, TILE), Image.LANCZOS)))
    return np.stack(frames)[None]


def patches(encoded):
    picture = decode(encoded)
    factor = PATCH * MERGE
    width, height = (round(side / factor) * factor for side in picture.size)
    values = (np.asarray(picture.resize((width, height), Image.BICUBIC)) * (1 / 255.0)).astype(np.float32)
    values = ((values - MEAN) / DEVIATION).transpose(2, 0, 1)
    rows, columns = height // PATCH, width // PATCH
    film = np.tile(values[None], (FRAMES, 1, 1, 1))
    film = film.reshape(1, FRAMES, 3, rows // MERGE, MERGE, PATCH, columns // MERGE, MERGE, PATCH)
    film = film.transpose(0, 3, 6, 4, 7, 2, 1, 5, 8)
    return np.ascontiguousarray(film.reshape(rows * columns, 3 * FRAMES * PATCH * PATCH))


def main():
    files = []
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            files.append(file.read())
    print("Pillow", Image.__version__, "NumPy", np.__version__, flush=True)
    for line in sys.stdin:
        name, index = line.split()
        work = {"tiles": tiles, "patches": patches}[name]
        began = time.perf_counter_ns()
        work(files[int(index)])
        print(time.perf_counter_ns() - began, flush=True)


main()
