"""Writes tests/golden/ladder.json: costs and gradients of small ladder networks, in NumPy.

Run: python3 scripts/reference/ladder_numpy.py > tests/golden/ladder.json

A classifier 5-4-3-3 (relu, tanh, softmax) on four labelled and six unlabelled rows, by algorithm 1
of Rasmus et al., "Semi-supervised learning with ladder networks" (2015), in doubles: noisy and clean
pass one after the other, labelled and unlabelled rows apart. Gradients are central differences.
Parameters, inputs and noise are sines of their positions, from a phase that their name gives.
"""

import json

import numpy as np

SIZES = [5, 4, 3, 3]
PATHS = ["encoder.0", "encoder.2", "decoder.0"]
LABELLED, UNLABELLED = 4, 6
CLASSES = np.eye(3)[[0, 1, 2, 1]]
EPSILON = 1e-10
CASES = [
    ("gaussian", [1000, 10, 0.1, 0.1]),
    ("vanilla", [1000, 10, 0.1, 0.1]),
    ("mlp", [1000, 10, 0.1, 0.1]),
    ("gaussian", [0, 0, 0, 1]),
    ("gaussian", [0, 2, 0, 0]),
    ("vanilla", [3, 0, 0, 0]),
    ("gaussian", [0, 0, 0, 0]),
]
VECTORS = {
    "gaussian": [f"a{i}" for i in range(1, 11)],
    "vanilla": ["b0", "w0z", "w0u", "w0zu", "wSigma", "b1", "w1z", "w1u", "w1zu"],
    "mlp": ["b0"],
}


def waves(name, shape, scale):
    """scale · sin(phase + 0, phase + 1, …), as 32-bit floats hold it."""
    phase = sum(map(ord, name))
    values = scale * np.sin(phase + np.arange(np.prod(shape)))
    return values.astype(np.float32).astype(np.float64).reshape(shape)


def start(combinator, costs):
    shapes = {}
    for i, path in enumerate(PATHS):
        shapes[f"{path}.weight"] = (SIZES[i], SIZES[i + 1])
        shapes[f"{path}.shift"] = (SIZES[i + 1],)
        if i > 0:  # not before rectifiers
            shapes[f"{path}.scale"] = (SIZES[i + 1],)
    lowest = next((i for i, cost in enumerate(costs) if cost > 0), len(SIZES))
    for layer in range(lowest, len(SIZES)):
        if layer + 1 < len(SIZES):
            shapes[f"denoiser.{layer}.weight"] = (SIZES[layer + 1], SIZES[layer])
        for name in VECTORS[combinator]:
            shapes[f"denoiser.{layer}.{name}"] = (SIZES[layer],)
        if combinator == "mlp":
            for name in ["wz", "wu", "wzu", "b", "out"]:
                shapes[f"denoiser.{layer}.{name}"] = (4, SIZES[layer])
    return {name: waves(name, shape, 0.8) for name, shape in shapes.items()}


def sigmoid(x):
    return 1 / (1 + np.exp(-x))


def softmax(x):
    e = np.exp(x - x.max(1, keepdims=True))
    return e / e.sum(1, keepdims=True)


def normal(x):
    return (x - x.mean(0)) / np.sqrt(x.var(0) + EPSILON)


def encode(params, x, noise):
    """The values z of each layer, the means and variances before, and the probabilities."""
    z, moments, h = [x + noise[0]], [None], x + noise[0]
    for i, path in enumerate(PATHS):
        a = h @ params[f"{path}.weight"]
        moments.append((a.mean(0), a.var(0)))
        z.append(normal(a) + noise[i + 1])
        shifted = z[-1] + params[f"{path}.shift"]
        scaled = shifted * params.get(f"{path}.scale", 1)
        h = [lambda v: np.maximum(v, 0), np.tanh, softmax][i](scaled)
    return z, moments, h


def combine(combinator, z, u, p):
    if combinator == "gaussian":
        mean = p["a1"] * sigmoid(p["a2"] * u + p["a3"]) + p["a4"] * u + p["a5"]
        share = p["a6"] * sigmoid(p["a7"] * u + p["a8"]) + p["a9"] * u + p["a10"]
        return (z - mean) * share + mean
    if combinator == "vanilla":
        inner = p["b1"] + p["w1z"] * z + p["w1u"] * u + p["w1zu"] * z * u
        outer = p["b0"] + p["w0z"] * z + p["w0u"] * u + p["w0zu"] * z * u
        return outer + p["wSigma"] * sigmoid(inner)
    out = p["b0"]
    for k in range(4):
        inner = p["wz"][k] * z + p["wu"][k] * u + p["wzu"][k] * z * u + p["b"][k]
        out = out + p["out"][k] * np.where(inner > 0, inner, 0.1 * inner)
    return out


def costs_of(params, combinator, weights):
    x = {kind: 0.5 + waves(kind, (rows, SIZES[0]), 0.45)
         for kind, rows in [("labelled", LABELLED), ("unlabelled", UNLABELLED)]}
    noise = {kind: [waves(f"{kind} {i}", (len(x[kind]), size), 0.3) for i, size in enumerate(SIZES)]
             for kind in x}
    _, _, probabilities = encode(params, x["labelled"], noise["labelled"])
    costs = {"crossEntropy": -np.mean(np.sum(CLASSES * np.log(probabilities), 1))}
    noisy, _, above = encode(params, x["unlabelled"], noise["unlabelled"])
    clean, moments, _ = encode(params, x["unlabelled"], [0] * len(SIZES))
    for layer in reversed(range(len(SIZES))):
        if not any(weights[: layer + 1]):
            break
        own = {name.split(".")[2]: value for name, value in params.items()
               if name.startswith(f"denoiser.{layer}.")}
        u = normal(above @ own["weight"] if "weight" in own else above)
        above = combine(combinator, noisy[layer], u, own)
        if moments[layer] is None:
            estimate = above
        else:
            mean, variance = moments[layer]
            estimate = (above - mean) / np.sqrt(variance + EPSILON)
        if weights[layer] > 0:
            costs[f"denoising.{layer}"] = weights[layer] * np.mean((estimate - clean[layer]) ** 2)
    return costs


def differences(params, combinator, weights, step=1e-5):
    gradients = {}
    for name, param in params.items():
        gradient = np.zeros_like(param)
        for at in np.ndindex(param.shape):
            before, sums = param[at], []
            for sign in (1, -1):
                param[at] = before + sign * step
                sums.append(sum(costs_of(params, combinator, weights).values()))
            param[at] = before
            gradient[at] = (sums[0] - sums[1]) / (2 * step)
        gradients[name] = [float(f"{value:.6g}") for value in gradient.ravel()]
    return gradients


results = []
for combinator, weights in CASES:
    params = start(combinator, weights)
    results.append({
        "combinator": combinator,
        "weights": weights,
        "costs": {name: float(f"{cost:.8g}") for name, cost in costs_of(params, combinator, weights).items()},
        "gradients": differences(params, combinator, weights),
    })
lines = ",\n".join("  " + json.dumps(result) for result in results)
print(f"[\n{lines}\n]")
