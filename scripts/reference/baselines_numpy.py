"""Writes tests/golden/baselines.json: latent semantic analysis and ITQ by NumPy's SVD.

Run: python3 scripts/reference/baselines_numpy.py > tests/golden/baselines.json
"""

import json

import numpy as np


def draw(rows, columns, words):
    """Counts of the linear congruential generator of C's rand(), most of them 0."""
    state, values = 1, np.zeros((rows, columns))
    for i in range(rows):
        for _ in range(words):
            state = (state * 1103515245 + 12345) % 2**31
            values[i, (state >> 16) % columns] += 1 + (i + (state >> 16)) % 3
    return values


texts = draw(40, 12, 6)
unit = texts / np.linalg.norm(texts, axis=1, keepdims=True)
_, singular, rows = np.linalg.svd(unit, full_matrices=False)


def wave(size):
    """A first rotation that both programs can write down: the orthogonal factor of sines of squares."""
    matrix = np.sin(1 + np.arange(size * size) ** 2).reshape(size, size)
    u, _, v = np.linalg.svd(matrix)
    return u @ v


def itq(codes, rotation, rounds):
    centred = codes - codes.mean(axis=0)
    for _ in range(rounds):
        signs = np.where(centred @ rotation >= 0, 1.0, -1.0)
        u, _, v = np.linalg.svd(centred.T @ signs)
        rotation = u @ v
    loss = np.sum((np.where(centred @ rotation >= 0, 1.0, -1.0) - centred @ rotation) ** 2)
    return rotation, loss


codes = unit @ rows[:6].T
rotation, loss = itq(codes, wave(6), 5)
print(json.dumps({
    "texts": texts.tolist(),
    "singular": singular[:6].tolist(),
    "directions": rows[:3].tolist(),
    "codes": codes.tolist(),
    "rotation": rotation.tolist(),
    "loss": loss,
}, indent=2))
