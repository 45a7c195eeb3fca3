"""Writes the golden numbers of tests/baselines/pca_test.ts, with NumPy's eigh.

Run: python3 scripts/reference/pca_numpy.py
With paths of IDX files (train, then test images, gzip or not) it prints their errors instead.
"""

import gzip
import json
import sys

import numpy as np


def draw(rows, columns):
    """Bytes of the linear congruential generator of C's rand(), wider for later columns."""
    state, values = 1, np.zeros((rows, columns))
    for i in range(rows):
        shared = 0
        for j in range(columns):
            state = (state * 1103515245 + 12345) % 2**31
            byte = (state >> 16) % (10 * (j + 1))
            shared = (shared + byte) % 120
            values[i, j] = byte + shared
    return values / 255


def read_images(path):
    with (gzip.open if path.endswith(".gz") else open)(path, "rb") as file:
        data = file.read()
    count = int.from_bytes(data[4:8], "big")
    return np.frombuffer(data, np.uint8, offset=16).reshape(count, -1) / 255


def fit(train):
    mean = train.mean(axis=0)
    values, vectors = np.linalg.eigh((train - mean).T @ (train - mean) / len(train))
    return mean, values[::-1], vectors[:, ::-1]


def error(test, mean, vectors, components):
    kept = vectors[:, :components]
    rest = (test - mean) - (test - mean) @ kept @ kept.T
    return (rest**2).sum(axis=1).mean()


if len(sys.argv) == 3:
    train, test = (read_images(path) for path in sys.argv[1:])
    mean, _, vectors = fit(train)
    print({k: float(error(test, mean, vectors, k)) for k in (2, 30, 64)})
else:
    examples = draw(80, 12)
    train, test = examples[:60], examples[60:]
    mean, values, vectors = fit(train)
    first = vectors[:, 0] * np.sign(vectors[0, 0])
    print(json.dumps({
        "variances": values.tolist(),
        "first": first.tolist(),
        "errors": {k: error(test, mean, vectors, k) for k in (1, 3, 6, 11)},
    }, indent=2))
