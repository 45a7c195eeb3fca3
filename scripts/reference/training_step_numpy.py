"""Writes tests/golden/training_step.json: the losses and parameters of two steps of Adam, in NumPy.

Run: python3 scripts/reference/training_step_numpy.py > tests/golden/training_step.json

Two small autoencoders 6-4-2-4-6 with tanh between, in doubles, back-propagation written out: one
with a decoder of its own under binary cross-entropy from logits, one with tied weights under the
squared error. Inputs and first parameters are sines of their positions.
"""

import json

import numpy as np

SIZES = [6, 4, 2, 4, 6]
EXAMPLES = 3
RATE, BETA1, BETA2, EPSILON, DECAY = 0.01, 0.9, 0.999, 1e-8, 0.05


def waves(shape, phase, scale):
    """scale · sin(phase + 0, phase + 1, …), as 32-bit floats hold it."""
    values = scale * np.sin(phase + np.arange(np.prod(shape)))
    return values.astype(np.float32).astype(np.float64).reshape(shape)


def start(tied):
    params = {}
    for i in range(4):
        if not tied or i < 2:
            params[f"weight{i}"] = waves((SIZES[i], SIZES[i + 1]), 10 * i, 0.6)
        params[f"bias{i}"] = waves((SIZES[i + 1],), 100 + 10 * i, 0.2)
    return params


def step(params, x, loss, tied):
    """The loss of a batch and its gradients by every parameter."""
    weights = [params[f"weight{i}"] if not tied or i < 2 else params[f"weight{3 - i}"].T for i in range(4)]
    inputs, h = [], x
    for i in range(4):
        inputs.append(h)
        a = h @ weights[i] + params[f"bias{i}"]
        h = np.tanh(a) if i in (0, 2) else a
    if loss == "binary-cross-entropy":
        value = np.mean(np.maximum(a, 0) - a * x + np.log1p(np.exp(-np.abs(a))))
        da = (1 / (1 + np.exp(-a)) - x) / x.size
    else:
        value = np.mean((a - x) ** 2)
        da = 2 * (a - x) / x.size
    gradients = {name: np.zeros_like(param) for name, param in params.items()}
    for i in reversed(range(4)):
        by_weight = inputs[i].T @ da
        if tied and i >= 2:
            gradients[f"weight{3 - i}"] += by_weight.T
        else:
            gradients[f"weight{i}"] += by_weight
        gradients[f"bias{i}"] += da.sum(axis=0)
        dh = da @ weights[i].T
        da = dh * (1 - inputs[i] ** 2) if i in (1, 3) else dh
    return value, gradients


def train(loss, tied):
    x = 0.5 + waves((EXAMPLES, SIZES[0]), 1000, 0.45)
    params = start(tied)
    first = {name: np.zeros_like(param) for name, param in params.items()}
    second = {name: np.zeros_like(param) for name, param in params.items()}
    losses = []
    for t in (1, 2):
        value, gradients = step(params, x, loss, tied)
        losses.append(value)
        for name, g in gradients.items():
            first[name] = BETA1 * first[name] + (1 - BETA1) * g
            second[name] = BETA2 * second[name] + (1 - BETA2) * g**2
            mean, square = first[name] / (1 - BETA1**t), second[name] / (1 - BETA2**t)
            params[name] = params[name] - RATE * (mean / (np.sqrt(square) + EPSILON) + DECAY * params[name])
    losses.append(step(params, x, loss, tied)[0])
    return {
        "losses": losses,
        "params": {name: [round(value, 9) for value in param.ravel()] for name, param in params.items()},
    }


print(json.dumps({
    "untied, binary cross-entropy": train("binary-cross-entropy", False),
    "tied, squared error": train("mean-squared-error", True),
}, indent=2))
