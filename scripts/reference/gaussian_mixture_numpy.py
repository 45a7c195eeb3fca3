"""Writes tests/golden/gaussian_mixture.json: EM of a Gaussian mixture and its log density, in NumPy.

Run: python3 scripts/reference/gaussian_mixture_numpy.py > tests/golden/gaussian_mixture.json

Codes are 40 sums of sines around two centres, the first shares of three components the softmax of
sines of their positions. From these an M step, an E step and another M step, in doubles, each
straight from its definition: covariances are inverted, not factored.
"""

import json

import numpy as np

COUNT, SIZE, COMPONENTS = 40, 3, 3


def waves(shape, phase, scale):
    """scale · sin(phase + 0, phase + 1, …), as 32-bit floats hold it."""
    values = scale * np.sin(phase + np.arange(np.prod(shape)))
    return values.astype(np.float32).astype(np.float64).reshape(shape)


def maximization(codes, shares, diagonal):
    totals = shares.sum(axis=0)
    means = shares.T @ codes / totals[:, None]
    covariances = np.stack([np.cov(codes.T, aweights=shares[:, k], bias=True) for k in range(COMPONENTS)])
    if diagonal:
        covariances = np.stack([np.diag(np.diag(covariance)) for covariance in covariances])
    return totals / len(codes), means, covariances


def densities(codes, weights, means, covariances):
    """The weighted density of each code under each component."""
    columns = []
    for weight, mean, covariance in zip(weights, means, covariances):
        difference = codes - mean
        distance = np.einsum("ni,ij,nj->n", difference, np.linalg.inv(covariance), difference)
        scale = np.sqrt(np.linalg.det(2 * np.pi * covariance))
        columns.append(weight * np.exp(-distance / 2) / scale)
    return np.stack(columns, axis=1)


def run(diagonal):
    codes = waves((COUNT, SIZE), 0, 0.7) + waves((COUNT, SIZE), 500, 0.4) ** 2
    codes[COUNT // 2:] += 0.8
    codes = codes.astype(np.float32).astype(np.float64)
    first = np.exp(waves((COUNT, COMPONENTS), 200, 1.5))
    first /= first.sum(axis=1, keepdims=True)
    parameters = maximization(codes, first, diagonal)
    joint = densities(codes, *parameters)
    shares = joint / joint.sum(axis=1, keepdims=True)
    weights, means, covariances = maximization(codes, shares, diagonal)
    return {
        "logDensities": np.log(joint.sum(axis=1)).tolist(),
        "weights": weights.tolist(),
        "means": means.ravel().tolist(),
        "covariances": covariances.ravel().tolist(),
    }


print(json.dumps({"full": run(False), "diagonal": run(True)}, indent=2))
