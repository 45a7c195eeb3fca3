"""Times one step of contrastive divergence (CD-1) in PyTorch on one thread.

Run: OPENBLAS_NUM_THREADS=1 python3 scripts/reference/rbm_step_torch.py [draws | means]

784 visible and 500 hidden units, batch 100 of binary examples; binary hidden states when driven by
data, a reconstruction that is drawn or made of means, momentum, weight decay: the maths of
tests/bench/rbm_step_bench.ts, without autograd and in place where PyTorch can. Prints one line of JSON
with the median of the steps.
"""

import json
import math
import statistics
import sys
import time

import torch

V, H, BATCH = 784, 500, 100
RATE, MOMENTUM, DECAY = 1e-6, 0.9, 0.0002
DENSITY, HIDDEN_DENSITY = 0.13, 0.2
DRAWS = sys.argv[1:] == ["draws"]
WARM_UP, STEPS = 10, 100

torch.set_num_threads(1)
torch.set_grad_enabled(False)
torch.manual_seed(1)

weight = 0.01 * torch.randn(V, H)
visible_bias = torch.full((V,), math.log(DENSITY / (1 - DENSITY)))
hidden_bias = torch.full((H,), math.log(HIDDEN_DENSITY / (1 - HIDDEN_DENSITY)))
velocities = [torch.zeros_like(p) for p in (weight, visible_bias, hidden_bias)]
v0 = torch.bernoulli(torch.full((BATCH, V), DENSITY))


def move(param, velocity, gradient, decay):
    velocity.mul_(MOMENTUM).add_(gradient, alpha=RATE / BATCH)
    if decay:
        param.mul_(1 - RATE * decay)
    param.add_(velocity)


def step():
    h0 = torch.addmm(hidden_bias, v0, weight).sigmoid_()
    states = torch.bernoulli(h0)
    means = torch.addmm(visible_bias, states, weight.t()).sigmoid_()
    v1 = torch.bernoulli(means) if DRAWS else means
    h1 = torch.addmm(hidden_bias, v1, weight).sigmoid_()
    gradient = (v0.t() @ h0).addmm_(v1.t(), h1, alpha=-1)
    error = torch.nn.functional.mse_loss(means, v0)
    move(weight, velocities[0], gradient, DECAY / (1 - MOMENTUM))
    move(visible_bias, velocities[1], (v0 - v1).sum(0), 0)
    move(hidden_bias, velocities[2], (h0 - h1).sum(0), 0)
    return error.item()


times = []
for i in range(WARM_UP + STEPS):
    start = time.perf_counter()
    step()
    if i >= WARM_UP:
        times.append(1000 * (time.perf_counter() - start))
print(json.dumps({
    "version": torch.__version__,
    "threads": torch.get_num_threads(),
    "steps": STEPS,
    "milliseconds": statistics.median(times),
}))
