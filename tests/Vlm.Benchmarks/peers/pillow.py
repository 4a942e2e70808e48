"""Decode, resize to 224 x 224 and normalise with Pillow and NumPy; a peer that the benchmark speaks to.

Arguments: picture files, which are read into memory once. Each line on standard input is "whole" or "resize" (that step alone,
of pixels that are decoded already) and the index of a file; the answer is one line with the nanoseconds that the work took,
without the reading of files and the talking.
"""

import io
import sys
import time

import numpy as np
from PIL import Image


def pixels(encoded):
    with Image.open(io.BytesIO(encoded)) as picture:
        small = picture.convert("RGB").resize((224, 224), Image.BICUBIC)
    values = (np.asarray(small, dtype=np.float32) - np.float32(127)) / np.float32(128)
    return np.ascontiguousarray(values.transpose(2, 0, 1))


def main():
    files, decoded = [], []
    for path in sys.argv[1:]:
        with open(path, "rb") as file:
            files.append(file.read())
        decoded.append(Image.open(path).convert("RGB"))
    print("Pillow", Image.__version__, "NumPy", np.__version__, flush=True)
    for line in sys.stdin:
        name, index = line.split()
        encoded, picture = files[int(index)], decoded[int(index)]
        began = time.perf_counter_ns()
        if name == "resize":
            picture.resize((224, 224), Image.BICUBIC)
        else:
            pixels(encoded)
        print(time.perf_counter_ns() - began, flush=True)


main()
