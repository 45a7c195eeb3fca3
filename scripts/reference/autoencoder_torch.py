"""What small autoencoders in PyTorch are made of, in doubles, and one step of gradient descent.

Parameters and inputs are sines of what their positions give, as 32-bit floats hold them; a
parameter starts when it is first asked for, under its path in the model.
"""

import math

import numpy as np
import torch
from torch import sigmoid, tanh
from torch.nn.functional import conv2d, conv_transpose2d

from random_streams import Stream

torch.set_num_threads(1)
torch.set_default_dtype(torch.float64)

EXAMPLES, SEED, RATE = 4, 7, 0.1


def waves(shape, phase, scale):
    """scale · sin(phase + i + i² / 7) for i = 0, 1, …, as 32-bit floats hold it.

    Without the square the rows of a matrix would lie in a plane.
    """
    i = np.arange(math.prod(shape))
    values = scale * np.sin(phase + i + i**2 / 7)
    return torch.from_numpy(values.astype(np.float32).astype(np.float64).reshape(shape))


class Step:
    """What one step of training sees: inputs x [B, D] as rows, classes, noise, parameters."""

    def __init__(self, x, progress=1.0, labels=None):
        self.x, self.progress, self.labels = x, progress, labels
        self.learned, self.measured, self.unit_norm = {}, {}, set()

    def param(self, path, shape, about=0.0, scale=0.6, rows_of_norm_1=False):
        """A parameter that is learned; its rows may be kept at a norm of 1."""
        if path not in self.learned:
            start = about + waves(shape, 10 * len(self.learned), scale)
            if rows_of_norm_1:
                start = unit_rows(start)
                self.unit_norm.add(path)
            self.learned[path] = start.float().double().requires_grad_()
        return self.learned[path]

    def measure(self, path, start, following):
        """A parameter that a step replaces by what it measured."""
        self.measured[path] = (start, following.detach())

    def draw(self, kind, path, size):
        """Random numbers [B, size] of a layer: "uniform" in [0, 1), or "normal"."""
        streams = [Stream(SEED).fork(i).fork(path) for i in range(len(self.x))]
        return torch.from_numpy(np.stack([getattr(stream, kind)(size) for stream in streams]))

    def dense(self, path, x, units):
        """x W + b."""
        weight = self.param(f"{path}.weight", (x.shape[1], units))
        return x @ weight + self.param(f"{path}.bias", (units,), scale=0.2)

    def stack(self, half, x, sizes, first=0, activation=tanh):
        """Dense layers of these sizes with an activation between, paths from `half.first` on."""
        for i, units in enumerate(sizes):
            x = self.dense(f"{half}.{first + 2 * i}", activation(x) if i else x, units)
        return x

    def convolution(self, path, x, filters, size, **settings):
        """Of images [B, C, H, W] with filters [h, w, C, F]."""
        weight = self.param(f"{path}.filter", (size, size, x.shape[1], filters))
        bias = self.param(f"{path}.bias", (filters,), scale=0.2)
        return conv2d(x, weight.permute(3, 2, 0, 1), bias, **settings)

    def transposed_convolution(self, path, x, filters, size, **settings):
        """What the gradient of a convolution by its images is, with filters [h, w, F, C]."""
        weight = self.param(f"{path}.filter", (size, size, filters, x.shape[1]))
        bias = self.param(f"{path}.bias", (filters,), scale=0.2)
        return conv_transpose2d(x, weight.permute(3, 2, 0, 1), bias, **settings)

    def batch_normalization(self, path, x):
        """Normalised by the mean and the biased variance of the batch, ε = 10⁻⁵."""
        shape = x.shape[1:]
        scale = self.param(f"{path}.scale", shape, about=1, scale=0.3)
        offset = self.param(f"{path}.offset", shape, scale=0.2)
        mean = x.mean(dim=0)
        variance = ((x - mean) ** 2).mean(dim=0)
        for name, value, start in (("mean", mean, 0.25), ("variance", variance, 1.5)):
            before = torch.full(shape, start)
            self.measure(f"{path}.{name}", before, 0.9 * before + 0.1 * value)
        return scale * (x - mean) / torch.sqrt(variance + 1e-5) + offset


# −log p(x | h) for each example, and the losses that are means over values.


def gaussian_likelihood(mean, x, log_variance):
    variance = torch.exp(log_variance)
    terms = (x - mean) ** 2 / (2 * variance) + torch.log(2 * math.pi * variance) / 2
    return terms.sum(dim=1).mean()


def bernoulli_likelihood(logits, x):
    p = sigmoid(logits)
    return -(x * torch.log(p) + (1 - x) * torch.log(1 - p)).sum(dim=1).mean()


def categorical_likelihood(logits, x):
    p = torch.exp(logits) / torch.exp(logits).sum(dim=1, keepdim=True)
    return -(x * torch.log(p)).sum(dim=1).mean()


def cross_entropy(logits, x):
    return bernoulli_likelihood(logits, x) / x.shape[1]


def squared_error(output, x):
    return ((output - x) ** 2).mean()


def coins_divergence(p, q):
    """KL(Bernoulli(p) ‖ Bernoulli(q))."""
    return p * torch.log(p / q) + (1 - p) * torch.log((1 - p) / (1 - q))


def inputs(size, distributions):
    """Examples [B, size] in (0, 1), each a distribution on request."""
    x = (0.5 + waves((EXAMPLES, size), 1000, 0.45)).float().double()
    return (x / x.sum(dim=1, keepdim=True)).float().double() if distributions else x


def unit_rows(x):
    return x / x.norm(dim=1, keepdim=True)


def train(forward, options, shape, progress=1.0, classes=None, distributions=False):
    """One step: the loss, its terms, gradients, and where gradient descent takes every parameter.

    `forward` gives the reconstruction loss and, by name, pairs of a penalty and what it is
    multiplied by. Where rows keep a norm of 1, a gradient loses what is along its row before the step.
    """
    labels = None if classes is None else torch.eye(classes)[torch.arange(EXAMPLES) % classes]
    step = Step(inputs(math.prod(shape), distributions), progress, labels)
    reconstruction, penalties = forward(step, options)
    loss = reconstruction + sum(weight * value for value, weight in penalties.values())
    gradients = torch.autograd.grad(loss, list(step.learned.values()))
    params = {}
    for (path, value), gradient in zip(step.learned.items(), gradients):
        start = value.detach()
        move, restore = gradient, lambda rows: rows
        if path in step.unit_norm:
            move = gradient - (gradient * start).sum(dim=1, keepdim=True) * start
            restore = unit_rows
        params[path] = {"start": start, "gradient": gradient, "next": restore(start - RATE * move)}
    for path, (start, following) in step.measured.items():
        params[path] = {"start": start, "next": following}
    return {
        "options": options,
        "inputShape": shape,
        "progress": progress,
        "x": step.x,
        "labels": labels,
        "loss": loss.item(),
        "reconstructionLoss": reconstruction.item(),
        "penalties": {name: value.item() for name, (value, _) in penalties.items()},
        "params": params,
    }
